/** The number of a plan article, part by part: 309.5 is [309, 5]. */
export type ArticleNumber = readonly [number, ...number[]];

/** Reads `309` or `309.5`, without a full stop at the end; nothing where a part is zero or begins with one. */
export function parseArticleNumber(text: string): ArticleNumber | undefined {
  if (!/^[1-9]\d{0,3}(?:\.[1-9]\d{0,2})*$/.test(text)) return undefined;
  const [first, ...rest] = text.split('.').map(Number);
  return first === undefined ? undefined : [first, ...rest];
}

export const writeArticleNumber = (number: ArticleNumber): string => number.join('.');

/** The plan's own order: 308 < 309 < 309.5 < 309.10 < 310. */
export function compareArticleNumbers(a: ArticleNumber, b: ArticleNumber): number {
  for (let place = 0; place < Math.max(a.length, b.length); place++) {
    const difference = (a[place] ?? 0) - (b[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** 309 for 309.5, nothing for 309. */
export function parentOf([first, ...rest]: ArticleNumber): ArticleNumber | undefined {
  return rest.length === 0 ? undefined : [first, ...rest.slice(0, -1)];
}

/** Whether a number can come right behind another: after 309.5 that is 309.5.1, 309.6 or 310. */
export function follows(last: ArticleNumber, next: ArticleNumber): boolean {
  const shared = next.length - 1;
  if (shared > last.length) return false;
  const isSame = next.slice(0, shared).every((part, place) => part === last[place]);
  return isSame && next[shared] === (last[shared] ?? 0) + 1;
}
