import type { List } from '#lib/field';
import type { Translate } from '#lib/messages';
import { provinceNames } from '#lib/provinces';

const names: Readonly<Record<string, string>> = provinceNames;

/** A code of a closed list in the reader's words. */
export const labelOf = (list: List, code: string, t: Translate): string =>
  (list.name === 'provinces' ? names[code] : undefined) ?? t(`lists.${list.name}.${code}`);
