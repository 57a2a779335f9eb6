import { stemmer } from 'stemmer';

/** Porter's English stem of a folded word, asked again until it stays: generalisations, gener. */
export function englishStem(folded: string): string {
  if (folded.length < 3 || folded.length > 40 || !/^[a-z]+$/.test(folded)) return folded;
  let word = folded;
  for (let i = 0; i < 5; i++) {
    const next = stemmer(word);
    if (next === word || next.length < 2) break;
    word = next;
  }
  return word;
}
