import { slugify } from '#lib/turkish/letters';

const longest = 80;

/** Within a word: what stands behind it is a suffix (Zonguldak’ta) and no word of its own. */
const apostrophe = /(?<=[\p{L}\p{N}])['’ʼ](?=\p{L})/gu;

/** The address that a title becomes: whole words, as many as fit; empty where it has no letter or digit. */
export function slugOf(title: string): string {
  const whole = slugify(title.slice(0, 1000).replace(apostrophe, ''));
  if (whole.length <= longest) return whole;
  const cut = whole.slice(0, longest + 1);
  return cut.slice(0, cut.lastIndexOf('-') > 0 ? cut.lastIndexOf('-') : longest);
}

/** The same with a number behind it where that address is taken. */
export function freeSlug(title: string, isTaken: (slug: string) => boolean): string {
  const slug = slugOf(title);
  if (slug === '' || !isTaken(slug)) return slug;
  for (let number = 2; ; number++) if (!isTaken(`${slug}-${number}`)) return `${slug}-${number}`;
}
