import type { Token } from '#lib/turkish/analyser';
import { fold, lower } from '#lib/turkish/letters';
import type { Lexicon } from '#lib/turkish/lexicon';

/**
 * A word as a dictionary has it, in its own spelling. Stems are folded, so the letters come from what is
 * written as far as it agrees with the stem (şehirlerin: şehir), from the lexicon's spelling where an
 * ending has changed them (aklın: akıl), and from the vowels for an infinitive (destekliyor: desteklemek).
 * Names and abbreviations keep their capitals; two words that count as one stay as written.
 */
export function dictionaryForm(
  lexicon: Lexicon,
  locale: 'tr' | 'en',
  written: string,
  { stem }: Token,
): string {
  const [head = ''] = written
    .normalize('NFC')
    .replace(/\p{Cf}+/gu, '')
    .split(/(?<=.)['’‘ʼ`´′＇]/u);
  if (/\d/.test(head)) return head;
  if (/\s/.test(head)) return locale === 'tr' ? lower(head) : head.toLowerCase();
  const letters = head.replace(/[^\p{L}\p{M}]/gu, '');
  const isAbbreviation = letters.length > 1 && letters === letters.toLocaleUpperCase('tr');
  const spellings = lexicon.nouns.get(stem);
  const isKnown = spellings !== undefined && !lexicon.names.has(stem);
  const isVerb = stem.endsWith('mak');
  const isName = /[-&]\p{Lu}/u.test(head) || (/^\p{Lu}/u.test(head) && !isKnown && !isVerb);
  const small =
    isAbbreviation || isName ? head : locale === 'tr' ? lower(head) : head.toLowerCase();
  if (locale === 'en') return small;
  // What the rules made of an unknown word's last letter says less than how it is written: Interreg.
  if (spellings === undefined && !isVerb && letters.length === stem.length) return small;
  const [own, rest] = sharedWith(small, stem);
  if (rest === '') return own;
  if (isAbbreviation) return head;
  const ending = firstVowel(lower(head.slice(own.length)));
  const agreeing = (spellings ?? []).filter((spelling) => spelling.startsWith(lower(own)));
  const spelt =
    agreeing.find((spelling) => isBack(lastVowel(spelling)) === isBack(ending)) ?? agreeing[0];
  if (spelt === undefined) return own + inHarmony(rest, own);
  return own + spelt.slice(own.length);
}

/** The part of a written word that agrees with its stem, signs between the letters included, and the rest of the stem. */
function sharedWith(head: string, stem: string): [own: string, rest: string] {
  let place = 0;
  let end = 0;
  for (let i = 0; i < head.length && place < stem.length; i++) {
    const letter = fold(head.charAt(i));
    if (/^\p{L}/u.test(letter)) {
      if (!stem.startsWith(letter, place)) break;
      place += letter.length;
      end = i + 1;
    }
  }
  return [head.slice(0, end), stem.slice(place)];
}

const firstVowel = (text: string): string => /[aeıioöuü]/.exec(text)?.[0] ?? '';
const lastVowel = (text: string): string => /[aeıioöuü](?=[^aeıioöuü]*$)/.exec(text)?.[0] ?? '';
const isBack = (vowel: string): boolean => 'aıou'.includes(vowel);

/** The rules write every ending with an a: -mak, destekl+a. */
const inHarmony = (rest: string, own: string): string =>
  isBack(lastVowel(own)) ? rest : rest.replaceAll('a', 'e');
