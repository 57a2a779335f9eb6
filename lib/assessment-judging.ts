/*
 * What the self-assessment works out in the browser. It imports nothing, so that an island can have it
 * without the core.
 */

/** What can be typed for a measure of the catalogue, and what it is held against. */
export type MeasureSpec = {
  readonly code: string;
  readonly control: 'number' | 'yesNo' | 'choice';
  readonly isWhole: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly choices: readonly string[];
  readonly direction: 'more' | 'less' | 'neither';
  /** Of money; values in other currencies are not compared. */
  readonly isMoney: boolean;
  /** The middle half of the clusters of the country; nothing where fewer than five have a value. */
  readonly peers?: { readonly q1: number; readonly q3: number; readonly currency?: string };
};

export type Typed =
  | { readonly kind: 'empty' }
  | { readonly kind: 'fault'; readonly code: 'number' | 'whole' | 'low' | 'high' | 'choice' }
  | { readonly kind: 'value'; readonly value: number | boolean | string };

/**
 * Reads what was typed: `1.250`, `1250`, `12,5` and `12.5` are numbers, nonsense is told by what is wrong
 * with it. A full stop before three digits parts thousands, as people write in Türkiye.
 */
export function readTyped(spec: MeasureSpec, typed: string): Typed {
  const text = typed.trim();
  if (text === '') return { kind: 'empty' };
  if (spec.control === 'yesNo')
    return text === 'yes' || text === 'no'
      ? { kind: 'value', value: text === 'yes' }
      : { kind: 'fault', code: 'choice' };
  if (spec.control === 'choice')
    return spec.choices.includes(text)
      ? { kind: 'value', value: text }
      : { kind: 'fault', code: 'choice' };
  const plain = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(text)
    ? text.replaceAll('.', '').replace(',', '.')
    : text.replace(',', '.');
  if (!/^-?\d{1,15}(\.\d{1,6})?$/.test(plain)) return { kind: 'fault', code: 'number' };
  const value = Number(plain);
  if (spec.isWhole && !Number.isInteger(value)) return { kind: 'fault', code: 'whole' };
  if (spec.min !== undefined && value < spec.min) return { kind: 'fault', code: 'low' };
  if (spec.max !== undefined && value > spec.max) return { kind: 'fault', code: 'high' };
  return { kind: 'value', value };
}

export type Standing = 'strong' | 'middle' | 'weak';

/**
 * Where a value stands to the middle half of the group; nothing where there are no statistics, where more is
 * neither better nor worse, or where the currencies differ.
 */
export function standingOf(
  { direction, peers, isMoney }: MeasureSpec,
  value: number | boolean | string,
  currency?: string,
): Standing | undefined {
  if (typeof value !== 'number' || !peers || direction === 'neither') return undefined;
  if (isMoney && peers.currency !== currency) return undefined;
  const isHigh = value >= peers.q3 && value > peers.q1;
  const isLow = value <= peers.q1 && value < peers.q3;
  if (!isHigh && !isLow) return 'middle';
  return isHigh === (direction === 'more') ? 'strong' : 'weak';
}

/** Whether a threshold is reached: what is not known speaks for nothing. */
export const reaches = (value: number | undefined, min: number): 'yes' | 'no' | 'unknown' =>
  value === undefined ? 'unknown' : value >= min ? 'yes' : 'no';
