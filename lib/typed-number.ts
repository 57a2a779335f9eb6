/** Why a typed text is no number that can be counted with; each code names a sentence of `messages`. */
export type NumberFault = 'not-a-number' | 'negative' | 'too-large';

const most = 1e12;

/**
 * A number as people type it in either language: 12500, 12.500, 12 500, 12,5 and 12.5. Three digits behind
 * a dot or comma are thousands unless a single 0 stands before it: 1.250 is 1250, and 0.250 a quarter.
 */
export function readNumber(
  typed: string,
): { ok: true; value: number } | { ok: false; fault: NumberFault } {
  const text = typed.trim().replace(/[\u00A0\u202F]/g, ' ');
  if (/^[-−–] ?[\d.,]/.test(text)) return { ok: false, fault: 'negative' };
  const value = valueOf(text);
  if (value === undefined) return { ok: false, fault: 'not-a-number' };
  return value > most ? { ok: false, fault: 'too-large' } : { ok: true, value };
}

function valueOf(text: string): number | undefined {
  const [, grouped, separator = '', , rest] =
    /^([1-9]\d{0,2}(?:([., ])\d{3})(?:\2\d{3})*)(?:([.,])(\d{1,6}))?$/.exec(text) ?? [];
  const fraction = /([.,])\d{1,6}$/.exec(text)?.[1];
  if (grouped !== undefined && (rest === undefined || fraction !== separator))
    return Number(`${grouped.replace(/\D/g, '')}.${rest ?? '0'}`);
  return /^\d{1,15}(?:[.,]\d{1,6})?$/.test(text) ? Number(text.replace(',', '.')) : undefined;
}
