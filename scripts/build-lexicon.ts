import dictionary from 'dictionary-tr';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fold } from '#lib/turkish/letters';
import { packed } from '#lib/turkish/word-list';
import { createHash } from 'node:crypto';

/**
 * Draws the lexicon of Turkish nouns and verb stems from the spelling dictionary of `dictionary-tr` and
 * writes lib/turkish/lexicon-data.ts. The dictionary lists forms, not lemmas: a word counts as a noun if
 * its plural and its possessive are forms too, as a verb stem if its infinitive is. `--check` only compares.
 */

const file = path.join(import.meta.dirname, '../lib/turkish/lexicon-data.ts');

/** Every word and form of the dictionary: its entries with all their endings spelled out. */
function forms(): Set<string> {
  const lines = (part: Uint8Array) => Buffer.from(part).toString('utf8').split('\n');
  const endings = new Map<string, { strip: string; add: string; after: RegExp }[]>();
  for (const line of lines(dictionary.aff)) {
    const [kind, flag, strip, add, condition] = line.trim().split(/\s+/);
    if (kind !== 'SFX' || flag === undefined || condition === undefined) continue;
    const known = endings.get(flag) ?? [];
    endings.set(flag, known);
    known.push({
      strip: strip === '0' || strip === undefined ? '' : strip,
      add: add === '0' || add === undefined ? '' : (add.split('/')[0] ?? ''),
      after: new RegExp(`${condition}$`),
    });
  }
  const found = new Set<string>();
  for (const line of lines(dictionary.dic).slice(1)) {
    const [word = '', flags = ''] = line.trim().split('/');
    if (!/^[a-zçğıöşüâîû]+$/.test(word)) continue;
    found.add(word);
    for (const flag of flags.split(','))
      for (const { strip, add, after } of endings.get(flag) ?? [])
        if (word.endsWith(strip) && after.test(word))
          found.add(word.slice(0, word.length - strip.length) + add);
  }
  return found;
}

const vowels = 'aeıioöuüâîû';
const isVowel = (letter: string | undefined) => letter !== undefined && vowels.includes(letter);
const isBack = (vowel: string) => 'aıouâû'.includes(vowel);
const highAfter: Readonly<Record<string, string>> = {
  ...{ a: 'ı', ı: 'ı', e: 'i', i: 'i', o: 'u', u: 'u', ö: 'ü', ü: 'ü', â: 'ı', î: 'i', û: 'u' },
};
const otherHigh: Readonly<Record<string, string>> = { ı: 'i', i: 'ı', u: 'ü', ü: 'u' };
const softened: Readonly<Record<string, string>> = { k: 'ğ', p: 'b', ç: 'c', t: 'd' };

function lexicon() {
  const all = forms();
  const nouns = new Set<string>();
  const verbs = new Set<string>();
  const foreign = new Set<string>();
  const shortened = new Set<string>();
  const doubled = new Set<string>();

  for (const word of all) {
    if (word.length < 2) continue;
    const vowel = [...word].reverse().find(isVowel);
    if (vowel === undefined) continue;
    if (all.has(word + (isBack(vowel) ? 'mak' : 'mek'))) verbs.add(fold(word));

    const [plural, frontPlural] = isBack(vowel) ? ['lar', 'ler'] : ['ler', 'lar'];
    if (!all.has(word + plural) && !all.has(word + frontPlural)) continue;
    if (!possessed(all, word, highAfter[vowel] ?? 'i')) continue;
    if (/l[ae]r$/.test(word) && !all.has(`${word}${plural}ı`) && !all.has(`${word}${plural}i`))
      if (word.length > 5) continue;
    nouns.add(word);
    // saat has saatler, not saatlar.
    if (!all.has(word + plural)) foreign.add(word);
    if (loses(all, word)) shortened.add(word);
    if (doubles(all, word)) doubled.add(word);
  }

  // The dictionary spells out "not" and "can": olma-, başvurabil-. The rules know them.
  for (const verb of verbs) {
    const plain = /^(.{2,}?)(?:m[ae]|y?[ae]m[ae]|y?[ae]bil|y?[iu]ver)$/.exec(verb)?.[1];
    if (plain !== undefined && verbs.has(plain)) verbs.delete(verb);
  }

  // What passes both tests by accident: plurals (kümeler) and commands (olmasın).
  const folded = new Set([...nouns].map(fold));
  for (const word of nouns) {
    const plain = fold(word);
    const singular = /^(.{2,})l[ae]r$/.exec(plain)?.[1];
    const command = /^(.{3,})s[iu]n$/.exec(plain)?.[1];
    const isCommand =
      command !== undefined &&
      (folded.has(command) || verbs.has(command) || /m[ae]$/.test(command));
    const isPlural =
      singular !== undefined &&
      folded.has(singular) &&
      !['dolar', 'zarar', 'karar', 'pazar', 'ayar'].includes(plain);
    if (isCommand || isPlural)
      for (const set of [nouns, foreign, shortened, doubled]) set.delete(word);
  }
  return { nouns, verbs, foreign, shortened, doubled };
}

/** küme has kümesi, ajans ajansı, destek desteği; merkezi has no merkezisi. */
function possessed(all: ReadonlySet<string>, word: string, high: string): boolean {
  const last = word.at(-1) ?? '';
  const other = otherHigh[high] ?? high;
  if (isVowel(last))
    return (
      all.has(`${word}s${high}`) ||
      all.has(`${word}s${other}`) ||
      (all.has(`${word}n${high}n`) && all.has(`${word}c${high}`))
    );
  const soft = softened[last];
  const stems = [
    word,
    ...(soft === undefined ? [] : [word.slice(0, -1) + soft]),
    ...(word.endsWith('nk') ? [`${word.slice(0, -1)}g`] : []),
  ];
  return word.length <= 6 || stems.some((stem) => all.has(stem + high) || all.has(stem + other));
}

/** şehir loses its vowel: şehri, not şehiri. */
function loses(all: ReadonlySet<string>, word: string): boolean {
  const [, before, vowel, last] = /^(.{2,})([ıiuü])([^aeıioöuüâîû])$/.exec(word) ?? [];
  if (before === undefined || vowel === undefined || last === undefined) return false;
  const high = highAfter[vowel] ?? 'i';
  if (all.has(word + high)) return false;
  const soft = softened[last];
  if (all.has(before + last + high)) return true;
  return (
    soft !== undefined && all.has(before + soft + high) && !all.has(word.slice(0, -1) + soft + high)
  );
}

/** hak doubles its last letter: hakkı; tıp softens it too: tıbbı. */
function doubles(all: ReadonlySet<string>, word: string): boolean {
  const last = word.at(-1) ?? '';
  const vowel = [...word].reverse().find(isVowel);
  if (word.length > 4 || isVowel(last) || vowel === undefined) return false;
  const high = highAfter[vowel] ?? 'i';
  const soft = { t: 'd', p: 'b' }[last];
  return (
    (all.has(word + last + high) && !all.has(word + high)) ||
    (soft !== undefined && all.has(word.slice(0, -1) + soft + soft + high))
  );
}

function written(): string {
  const lists = Object.entries(lexicon()).map(
    ([name, words]) => `  ${name}:\n    '${packed([...words].sort())}',\n`,
  );
  return `// Written by scripts/build-lexicon.ts from dictionary-tr 2.0.0: change that, not this.
// dictionary-tr is copyright (c) 2014 Harun Reşit Zafer, under the MIT licence (docs/licences/dictionary-tr.txt).
export const lexiconData = {
${lists.join('')}  hash: '${createHash('sha256').update(lists.join('')).digest('hex').slice(0, 12)}',
} as const;
`;
}

const now = written();
if (process.argv.includes('--check')) {
  const same = readFileSync(file, 'utf8') === now;
  if (!same)
    console.error('lib/turkish/lexicon-data.ts is not what scripts/build-lexicon.ts writes');
  process.exitCode = same ? 0 : 1;
} else writeFileSync(file, now);
