/**
 * A sorted list of lower-case words in little room: a capital says how many letters a word shares with the
 * one before it, its own letters follow. `AajansDı` is ajans, ajansı.
 */

const most = 25;
const capitalA = 65;

export function packed(words: readonly string[]): string {
  let last = '';
  return words
    .map((word) => {
      let shared = 0;
      while (shared < most && shared < last.length && word[shared] === last[shared]) shared += 1;
      last = word;
      return String.fromCharCode(capitalA + shared) + word.slice(shared);
    })
    .join('');
}

export function unpacked(text: string): string[] {
  const words: string[] = [];
  let last = '';
  for (const [, shared = '', own = ''] of text.matchAll(/([A-Z])([^A-Z]*)/g)) {
    last = last.slice(0, shared.charCodeAt(0) - capitalA) + own;
    words.push(last);
  }
  return words;
}
