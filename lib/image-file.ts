import { z } from 'zod';
import { withoutHiddenCharacters } from '#lib/hidden-characters';
import { slugify } from '#lib/turkish/letters';

/** The largest upload in bytes, the most pixels it may unpack to, and the longest side that is kept. */
export const imageLimits = { bytes: 5 * 1024 * 1024, pixels: 40_000_000, side: 2000, alt: 300 };

/** What we take; AVIF is kept as WebP, which more programs read. */
export const keptAs = { png: 'png', jpeg: 'jpg', webp: 'webp', avif: 'webp' } as const;
export type TakenKind = keyof typeof keptAs;

/** What a file is by its first bytes, whatever it is called. */
export type ImageKind =
  TakenKind | 'svg' | 'gif' | 'heic' | 'tiff' | 'bmp' | 'pdf' | 'word' | 'unknown';

export const isTaken = (kind: ImageKind): kind is TakenKind => Object.hasOwn(keptAs, kind);

const startsWith = (bytes: Uint8Array, signature: readonly number[], at = 0): boolean =>
  signature.every((byte, index) => bytes[at + index] === byte);

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

/** What a file is by its first bytes; SVG is text, so it is known by its first element. */
export function imageKindOf(bytes: Uint8Array): ImageKind {
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'webp';
  if (ascii(bytes, 4, 8) === 'ftyp') {
    const brands = ascii(bytes, 8, 40);
    if (/avif|avis/.test(brands)) return 'avif';
    return /heic|heix|hevc|mif1|msf1/.test(brands) ? 'heic' : 'unknown';
  }
  if (/^GIF8[79]a$/.test(ascii(bytes, 0, 6))) return 'gif';
  if (/^(?:II\*\0|MM\0\*)$/.test(ascii(bytes, 0, 4))) return 'tiff';
  if (ascii(bytes, 0, 2) === 'BM') return 'bmp';
  if (ascii(bytes, 0, 4) === '%PDF') return 'pdf';
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return 'word';
  const text = new TextDecoder().decode(bytes.subarray(0, 4096)).replaceAll('\0', '');
  return /<(?:\w+:)?svg[\s>]/i.test(text) ? 'svg' : 'unknown';
}

/** An image's name within `public/images`. */
export const imageName = /^[a-z0-9]+(?:-[a-z0-9]+)*\.(?:png|jpg|webp)$/;

/** A name that says what is to be seen, and by `print` never means another picture later. */
export const nameFor = (alt: string, print: string, kind: TakenKind): string =>
  `${[slugify(alt).slice(0, 60).replace(/-$/, ''), print].filter(Boolean).join('-')}.${keptAs[kind]}`;

/** What is kept about an uploaded image. */
export const keptImage = z.strictObject({
  tr: z.string(),
  en: z.string().optional(),
  by: z.string(),
  at: z.iso.datetime(),
  width: z.int(),
  height: z.int(),
  bytes: z.int(),
});
export type KeptImage = z.infer<typeof keptImage>;

/** A typed description as one line of visible text. */
export const tidyAlt = (typed: string): string =>
  withoutHiddenCharacters(typed.toWellFormed().replace(/\s+/g, ' ')).trim();

export const imageHref = (name: string): string => `/images/${name}`;

/** The Markdown that shows an image in an entry's text. */
export const imageMarkdown = (name: string, alt: string): string =>
  `![${alt.replace(/[\\[\]]/g, '\\$&')}](${imageHref(name)})`;

/** Why an upload was not taken. `kind` names what the file is. */
export type ImageFault = {
  code:
    | 'no-file'
    | 'too-large'
    | 'svg'
    | 'type'
    | 'broken'
    | 'too-many-pixels'
    | 'animated'
    | 'no-alt'
    | 'alt-long';
  kind?: ImageKind;
};
