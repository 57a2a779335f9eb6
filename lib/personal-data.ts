/** What is taken out of texts that strangers type before anything of them is kept. */
export const personalKinds = ['email', 'iban', 'identity', 'phone'] as const;
export type PersonalKind = (typeof personalKinds)[number];

type Found = { kind: PersonalKind; from: number; to: number };

// Bounds keep the search linear: a text of a megabyte without an @ is read once, not once a letter.
const email =
  /[\p{L}\p{N}._%+-]{1,64}(?:@|\s?[([](?:at|et)[)\]]\s?)[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,6}/giu;

// Nothing else in Turkish begins with TR and 24 digits, so a mistyped one goes as well.
const turkishIban = /(?<![\p{L}\p{N}])TR(?:[ .-]?\d){24}(?!\d)/giu;
const anyIban =
  /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?(?![\p{L}\p{N}])/gu;

const identity = /(?<!\d|\d[.,])[1-9](?:[ .-]?\d){10}(?![.,]?\d)/g;

const gap = '[ .\\-/()\u00A0]{0,2}';
const digits = (count: string) => `(?:${gap}\\d){${count}}`;
const phones = [
  // With a country's code.
  new RegExp(`(?<!\\d)(?:\\+|00)${gap}[1-9]${digits('7,13')}(?!\\d)`, 'g'),
  // As dialled within Türkiye: 0312, 0532, 0850.
  new RegExp(`(?<!\\d|\\d[.,])0${gap}[2-58]${digits('9')}(?!\\d)`, 'g'),
  // A mobile number without its 0, which a sum in lira resembles.
  /(?<!\d|\d[.,])\(?(?:50[1-7]|5[345]\d|561)\)?[ -]?\d{3}[ -]?\d{2}[ -]?\d{2}(?!\d|[.,]\d|\s?(?:TL|₺|lira|\$|€|USD|EUR|avro|euro|dolar))/gi,
];

const digitsOf = (text: string): number[] => (text.match(/\d/g) ?? []).map(Number);

/** Check digits of the Turkish identity number (TCKN), the tenth and the eleventh digit. */
export function isIdentityNumber(text: string): boolean {
  const [first, ...rest] = digitsOf(text);
  if (first === undefined || first === 0 || rest.length !== 10) return false;
  const all = [first, ...rest];
  const sum = (keep: (place: number) => boolean) =>
    all.reduce((total, digit, place) => (keep(place) ? total + digit : total), 0);
  const odd = sum((place) => place < 9 && place % 2 === 0);
  const even = sum((place) => place < 8 && place % 2 === 1);
  return (
    all[9] === (((odd * 7 - even) % 10) + 10) % 10 && all[10] === sum((place) => place < 10) % 10
  );
}

/** ISO 13616: the first four characters moved to the end, letters as 10 to 35, leave 1 over 97. */
export function isIban(text: string): boolean {
  const packed = text.replace(/[ .-]/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(packed)) return false;
  const turned = packed.slice(4) + packed.slice(0, 4);
  let over = 0;
  for (const character of turned) {
    const value = parseInt(character, 36);
    over = (over * (value > 9 ? 100 : 10) + value) % 97;
  }
  return over === 1;
}

/** The longest part of a match, whole groups dropped from its end, that is an IBAN. */
function ibanWithin(match: string): string | undefined {
  for (let text = match; text.length >= 15;) {
    if (isIban(text)) return text;
    const space = text.lastIndexOf(' ');
    if (space < 0) return undefined;
    text = text.slice(0, space);
  }
  return undefined;
}

function* matches(
  text: string,
  kind: PersonalKind,
  pattern: RegExp,
  part: (match: string) => string | undefined = (match) => match,
): Generator<Found> {
  const search = new RegExp(pattern);
  for (let match = search.exec(text); match; match = search.exec(text)) {
    const held = part(match[0]);
    if (held === undefined) {
      search.lastIndex = match.index + 1;
      continue;
    }
    search.lastIndex = match.index + held.length;
    yield { kind, from: match.index, to: match.index + held.length };
  }
}

/** Full-width signs as plain ones, sign for sign, so that places stay the same. */
const plain = (text: string): string =>
  text.replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));

/**
 * The text without e-mail addresses, IBANs, Turkish identity numbers and phone numbers, each replaced by
 * `mark`, and which kinds there were. Identity numbers and foreign IBANs count only with right check
 * digits, so that amounts and dates stay. `keep` names kinds that are the matter itself, as the phone of a
 * centre is. Does not change a text without such numbers.
 */
export function withoutPersonalData(
  text: string,
  { mark = '[…]', keep = [] }: { mark?: string; keep?: readonly PersonalKind[] } = {},
): { text: string; removed: PersonalKind[] } {
  const read = plain(text);
  const all = [
    ...matches(read, 'email', email),
    ...matches(read, 'iban', turkishIban),
    ...matches(read, 'iban', anyIban, ibanWithin),
    ...matches(read, 'identity', identity, (match) =>
      isIdentityNumber(match) ? match : undefined,
    ),
    ...phones.flatMap((phone) => [...matches(read, 'phone', phone)]),
  ]
    .filter(({ kind }) => !keep.includes(kind))
    .sort((a, b) => a.from - b.from || b.to - a.to);
  const pieces: string[] = [];
  const removed = new Set<PersonalKind>();
  let done = 0;
  for (const { kind, from, to } of all) {
    if (to <= done) continue;
    removed.add(kind);
    if (from >= done) pieces.push(text.slice(done, from), mark);
    done = to;
  }
  return { text: pieces.join('') + text.slice(done), removed: [...removed].sort() };
}
