import { withoutPossessive, type Lexicon } from '#lib/turkish/lexicon';

/** Shorter words are too often another word by chance: sağlık is not of sağ. */
const shortestBase = 4;

/** What makes a verb of a verb, and after which letters: iste+n, ver+il, kümelen+dir, uyar+t. */
const voices: readonly (readonly [string, RegExp])[] = [
  ...['n', 'l', 's'].map((voice): [string, RegExp] => [voice, /[aeiu]$/]),
  ['t', /[aeiurl]$/],
  ...['in', 'un', 'il', 'ul', 'is', 'us', 'ir', 'ur', 'it', 'ut', 'tir', 'tur', 'dir', 'dur'].map(
    (voice): [string, RegExp] => [voice, /[^aeiou]$/],
  ),
];

/** A verb stem of the dictionary, or one made of a noun (küme+le) or of a verb (küme+le+n+dir). */
export function isVerb(lexicon: Lexicon, stem: string): boolean {
  if (lexicon.verbs.has(stem)) return true;
  if (stem.length < shortestBase) return false;
  const old = lexicon.madeVerbs.get(stem);
  if (old !== undefined) return old;
  const made = isMadeVerb(lexicon, stem);
  lexicon.madeVerbs.set(stem, made);
  return made;
}

function isMadeVerb(lexicon: Lexicon, stem: string): boolean {
  const noun = /^(.{4,}?)l[ae]s?$/.exec(stem)?.[1];
  if (noun !== undefined && isNounOrAdjective(lexicon, noun)) return true;
  return voices.some(([voice, after]) => {
    const before = stem.slice(0, -voice.length);
    return (
      before.length >= shortestBase &&
      stem.endsWith(voice) &&
      after.test(before) &&
      isVerb(lexicon, before)
    );
  });
}

const adjectives = ['sal', 'sel', 'al', 'el', 'li', 'lu', 'siz', 'suz', 'ci', 'cu', 'lik', 'luk'];

function isNounOrAdjective(lexicon: Lexicon, word: string): boolean {
  return (
    lexicon.nouns.has(word) ||
    adjectives.some(
      (ending) =>
        word.endsWith(ending) &&
        word.length - ending.length >= 3 &&
        lexicon.nouns.has(word.slice(0, -ending.length)),
    )
  );
}

/** Endings of verbs made of nouns, the longest first: marka+laş, destek+le+n. */
const verbMakers = [
  'lastiril',
  'lestiril',
  'landiril',
  'lendiril',
  'lastir',
  'lestir',
  'landir',
  'lendir',
  'latil',
  'letil',
  'lanil',
  'lenil',
  'lan',
  'len',
  'las',
  'les',
  'lat',
  'let',
  'la',
  'le',
];

/** The verb without its passive, or the noun it is made of: yapıl → yap, desteklen → destekle → destek. */
function rootOfVerb(lexicon: Lexicon, verb: string): string {
  const active =
    /^(.{3,})[iu]l$/.exec(verb)?.[1] ??
    /^(.{1,}l)[iu]n$/.exec(verb)?.[1] ??
    /^(.{2,}[aeiu])[nl]$/.exec(verb)?.[1];
  if (active !== undefined && lexicon.verbs.has(active)) return `${active}mak`;
  for (const ending of verbMakers) {
    const base = verb.slice(0, -ending.length);
    if (base.length < shortestBase || !verb.endsWith(ending)) continue;
    if (isNounOrAdjective(lexicon, base)) return base;
  }
  return `${verb}mak`;
}

/** Nouns made of verbs, and the least letters of the verb: destekle+me, üret+ici, çalış+an, yönet+im. */
const nounsOfVerbs: readonly (readonly [RegExp, number])[] = [
  [/^(.+)m[ae]$/, 3],
  [/^(.+?)y?[iu]c[iu]$/, 3],
  [/^(.+?)m[ae]y[ae]n$/, 2],
  [/^(.+?)y?[ae]n$/, 4],
  [/^(.+?)y?[ae]c[ae]k$/, 4],
  [/^(.+)[dt][iu]k$/, 4],
  [/^(.+)m[iu]s$/, 4],
  [/^(.+?)[iu]m$/, 4],
];

/** Nouns and adjectives made of nouns: girişim+ci+lik, tarım+sal, kurum+sal. */
const nounMakers = [
  'cilik',
  'culuk',
  'lik',
  'luk',
  'ci',
  'cu',
  'li',
  'lu',
  'siz',
  'suz',
  'sal',
  'sel',
  'el',
  'al',
];

function derivedFrom(lexicon: Lexicon, stem: string): string | undefined {
  const fixed = lexicon.roots.get(stem);
  if (fixed !== undefined) return fixed;
  if (stem.endsWith('mak') && isVerb(lexicon, stem.slice(0, -3)))
    return rootOfVerb(lexicon, stem.slice(0, -3));
  for (const [pattern, least] of nounsOfVerbs) {
    const verb = pattern.exec(stem)?.[1];
    if (verb === undefined || verb.length < least) continue;
    // A verb that only the rules know makes -mA, -An and the like, but no -Im.
    if (pattern.source.endsWith('m$') ? lexicon.verbs.has(verb) : isVerb(lexicon, verb))
      return `${verb}mak`;
  }
  for (const ending of nounMakers) {
    const base = stem.slice(0, -ending.length);
    if (!stem.endsWith(ending) || base.length < shortestBase) continue;
    if (isNounOrAdjective(lexicon, base)) return base;
    if (/m[ae]$/.test(base) && isVerb(lexicon, base.slice(0, -2))) return base;
    // sürdürülebilir+lik: an adjective that is a verb form.
    if (/^l[iu]k$/.test(ending) && base.length > 5 && /[aeiu]r$/.test(base)) return base;
  }
  // ekonomi+k, teknoloji+k, strateji+k
  const ic = stem.slice(0, -1);
  return stem.length >= 7 && /[jmfgrlns]ik$/.test(stem) && lexicon.nouns.has(ic) ? ic : undefined;
}

/** The head of the word's family. `stem` brings what a step leaves back to a dictionary form. */
export function root(lexicon: Lexicon, word: string, stem: (word: string) => string): string {
  let current = stem(word);
  for (const seen = new Set<string>(); !seen.has(current);) {
    seen.add(current);
    const next = derivedFrom(lexicon, current);
    if (next === undefined || next === current) break;
    current = stem(next);
  }
  return withoutPossessive(lexicon, current) ?? current;
}
