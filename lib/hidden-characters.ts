/**
 * Characters that change what is read without being seen: control characters, direction marks, invisible
 * spaces and joins, line separators, tag letters. The two joiners that emoji and other scripts need are
 * not among them.
 */
const hidden =
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E007F}]/u;

/** The first such character of a text by its number, like `U+202E`. */
export function hiddenCharacterIn(text: string): string | undefined {
  const found = hidden.exec(text)?.[0].codePointAt(0);
  return found === undefined ? undefined : `U+${found.toString(16).toUpperCase().padStart(4, '0')}`;
}

const allHidden = new RegExp(hidden, 'gu');

/** The text as it is read: without any such character. */
export const withoutHiddenCharacters = (text: string): string => text.replace(allHidden, '');
