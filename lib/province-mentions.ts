import { otherNames } from '#lib/gazetteer';
import { provinceCodes, provinceNames, type ProvinceCode } from '#lib/provinces';
import type { Analyser, Token } from '#lib/turkish/analyser';
import { fold } from '#lib/turkish/letters';

/** Names that are everyday words as well: an army, pain, a slap. At a sentence's start a capital says nothing. */
const everyday: ReadonlySet<string> = new Set(
  [
    'Afyon',
    'Ağrı',
    'Aydın',
    'Batman',
    'Denizli',
    'Düzce',
    'Karaman',
    'Mersin',
    'Ordu',
    'Tokat',
    'Uşak',
  ].map(fold),
);

const startsSentence = /(?:^|[.!?:;…]["'”’)\]]*\s|[\n•*–—-]\s*)["'“‘([]*$/u;
const apostrophe = /['’‘ʼ`´′＇]/u;

/**
 * Which provinces a Turkish text names. A word counts in every form that the analyser knows ("Samsun'da",
 * "Samsunun"), but only with a capital letter: "ordu" is an army, "hakkı" a right. A name that is an
 * everyday word too must also stand inside a sentence, carry an apostrophe, or have "ili" behind it.
 */
export function provinceReader(analyser: Analyser): (text: string) => ReadonlySet<ProvinceCode> {
  const stemOf = (word: string) => analyser.analyse(word).tokens[0]?.stem ?? fold(word);
  const names = new Map<string, { province: ProvinceCode; isEveryday: boolean }>(
    provinceCodes.flatMap((province) =>
      [provinceNames[province], ...(otherNames[province] ?? [])].map(
        (name): [string, { province: ProvinceCode; isEveryday: boolean }] => [
          stemOf(name),
          { province, isEveryday: everyday.has(fold(name)) },
        ],
      ),
    ),
  );
  const il = stemOf('il');
  const isSure = (text: string, { start, end }: Token, next: Token | undefined): boolean => {
    const written = text.slice(start, end);
    const isShouted = written.length > 1 && written === written.toLocaleUpperCase('tr');
    return (
      apostrophe.test(written) ||
      next?.stem === il ||
      !(isShouted || startsSentence.test(text.slice(0, start)))
    );
  };
  return (text) => {
    const { tokens } = analyser.analyse(text);
    return new Set(
      tokens.flatMap((token, at) => {
        const named = names.get(token.stem);
        if (!named || !/^\p{Lu}/u.test(text.slice(token.start))) return [];
        return named.isEveryday && !isSure(text, token, tokens[at + 1]) ? [] : [named.province];
      }),
    );
  };
}
