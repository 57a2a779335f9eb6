import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp, { type Metadata } from 'sharp';
import { z } from 'zod';
import { diskFault, gitIn, GitFault, type GitCause } from '#lib/git';
import { editorStore, type DataStore } from '#lib/data-store';
import { env } from '#lib/env';
import {
  imageKindOf,
  imageLimits,
  imageName,
  isTaken,
  keptImage,
  nameFor,
  tidyAlt,
  type ImageFault,
  type KeptImage,
  type TakenKind,
} from '#lib/image-file';

/** An image that is there; `kept` is missing where somebody put the file in by hand. */
export type ListedImage = { name: string; bytes: number; changed: Date; kept?: KeptImage };

/** `known`: the very same picture is there already, under that name. */
export type AddedImage =
  | { kind: 'added' | 'known'; name: string }
  | { kind: 'refused'; fault: ImageFault }
  | { kind: 'unavailable'; cause: GitCause };

export type NewImage = {
  readonly bytes: Uint8Array;
  /** What is to be seen; English where the entry has a twin. */
  readonly alt: { readonly tr: string; readonly en: string };
  readonly by: { readonly name: string; readonly email: string };
};

/** The images below `<root>/public/images`, each a file of the content's git. */
export type Images = {
  /**
   * Decodes a picture and writes it anew, turned upright and without what the camera wrote into it, and
   * commits it. It stands at its address at once; no entry shows it until one names it.
   */
  readonly add: (image: NewImage, now: Date) => Promise<AddedImage>;
  /** The newest first. */
  readonly list: () => readonly ListedImage[];
  readonly read: (name: string) => Uint8Array<ArrayBuffer> | undefined;
};

const keptImages = z.record(z.string(), keptImage);

// One picture at a time and nothing kept in between: an upload must not take the portal's memory.
sharp.cache(false);
sharp.concurrency(1);

/** The images of the portal's content; tests give a root and a store of their own. */
export function images(
  root: string = env().CONTENT_ROOT,
  store: DataStore = editorStore(),
): Images {
  const folder = path.join(/* turbopackIgnore: true */ root, 'public', 'images');
  const names = () =>
    existsSync(folder) ? readdirSync(folder).filter((name) => imageName.test(name)) : [];
  return {
    add: async ({ bytes, alt, by }, now) => {
      const words = { tr: tidyAlt(alt.tr), en: tidyAlt(alt.en) };
      const refused = (fault: ImageFault): AddedImage => ({ kind: 'refused', fault });
      if (words.tr === '') return refused({ code: 'no-alt' });
      if (Math.max(words.tr.length, words.en.length) > imageLimits.alt)
        return refused({ code: 'alt-long' });
      if (bytes.length === 0) return refused({ code: 'no-file' });
      if (bytes.length > imageLimits.bytes) return refused({ code: 'too-large' });
      const kind = imageKindOf(bytes);
      if (kind === 'svg') return refused({ code: 'svg' });
      if (!isTaken(kind)) return refused({ code: 'type', kind });
      const drawn = await drawAnew(bytes, kind);
      if ('code' in drawn) return refused(drawn);
      const print = createHash('sha256').update(drawn.data).digest('hex').slice(0, 10);
      const known = names().find((name) => name.includes(`-${print}.`));
      if (known !== undefined) return { kind: 'known', name: known };
      const name = nameFor(words.tr, print, kind);
      const cause = await put(root, name, drawn.data, by, words.tr);
      if (cause) return { kind: 'unavailable', cause };
      const { width, height } = drawn;
      await store.update('images', keptImages, {}, (held) => [
        {
          ...held,
          [name]: {
            tr: words.tr,
            ...(words.en !== '' && { en: words.en }),
            by: by.name,
            at: now.toISOString(),
            width,
            height,
            bytes: drawn.data.length,
          },
        },
        undefined,
      ]);
      return { kind: 'added', name };
    },
    list: () => {
      const held = store.read('images', keptImages, {});
      const kept = held.kind === 'value' ? held.value : {};
      return names()
        .map((name): ListedImage => {
          const { size, mtime } = statSync(path.join(/* turbopackIgnore: true */ folder, name));
          const about = kept[name];
          return { name, bytes: size, changed: mtime, ...(about && { kept: about }) };
        })
        .sort((a, b) => Number(b.changed) - Number(a.changed) || a.name.localeCompare(b.name));
    },
    read: (name) => {
      const file = path.join(/* turbopackIgnore: true */ folder, name);
      return imageName.test(name) && existsSync(file)
        ? new Uint8Array(readFileSync(file))
        : undefined;
    },
  };
}

type Drawn = { data: Buffer; width: number; height: number };

async function drawAnew(bytes: Uint8Array, kind: TakenKind): Promise<Drawn | ImageFault> {
  const picture = sharp(bytes, { limitInputPixels: imageLimits.pixels });
  try {
    const { width, height, pages = 1 }: Metadata = await picture.metadata();
    if (width * height > imageLimits.pixels) return { code: 'too-many-pixels' };
    if (pages > 1) return { code: 'animated' };
    const upright = picture.autoOrient().resize({
      width: imageLimits.side,
      height: imageLimits.side,
      fit: 'inside',
      withoutEnlargement: true,
    });
    const written =
      kind === 'png'
        ? upright.png({ compressionLevel: 9 })
        : kind === 'jpeg'
          ? upright.jpeg({ quality: 82, mozjpeg: true })
          : upright.webp({ quality: 82 });
    const { data, info } = await written.toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height };
  } catch (error) {
    const told = error instanceof Error ? error.message : '';
    return { code: /pixel limit/i.test(told) ? 'too-many-pixels' : 'broken' };
  }
}

const triesForLock = 20;

/** Writes and commits one file; where it cannot be committed, it is taken away again and told why. */
async function put(
  root: string,
  name: string,
  data: Buffer,
  by: NewImage['by'],
  alt: string,
): Promise<GitCause | undefined> {
  const git = gitIn(root);
  const place = `public/images/${name}`;
  const file = path.join(/* turbopackIgnore: true */ root, place);
  const fresh = path.join(/* turbopackIgnore: true */ path.dirname(file), `.${randomUUID()}`);
  const person = { NAME: by.name, EMAIL: by.email };
  const identity = Object.fromEntries(
    ['AUTHOR', 'COMMITTER'].flatMap((role) =>
      Object.entries(person).map(([part, value]) => [`GIT_${role}_${part}`, value]),
    ),
  );
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(fresh, data, { flag: 'wx' });
    await rename(fresh, file);
    for (let tries = 1; ; tries++)
      try {
        await git(['add', '--force', '--', place]);
        await git(['commit', '--quiet', '--only', '-F', '-', '--', place], {
          input: `Add an image: ${alt}\n`,
          env: identity,
        });
        return undefined;
      } catch (error) {
        const isLocked = error instanceof GitFault && error.reason === 'locked';
        if (!isLocked || tries === triesForLock) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
  } catch (error) {
    const fault = error instanceof GitFault ? error : diskFault(error);
    await rm(fresh, { force: true });
    await rm(file, { force: true });
    if (!fault) throw error;
    console.error(`images: ${fault.message}`);
    await git(['rm', '--quiet', '--cached', '--ignore-unmatch', '--', place]).catch(
      (failure: unknown) => console.error(`images: ${String(failure)}`),
    );
    return fault.reason;
  }
}
