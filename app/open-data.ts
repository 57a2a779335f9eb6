import { createHash } from 'node:crypto';
import { apiRoot } from '#lib/api';
import { contentTypes } from '#lib/content-types';
import { env } from '#lib/env';
import type { Locale } from '#lib/field';
import { library, type Library } from '#lib/library';
import { texts } from '#lib/messages';
import { dataFiles, licence, type DataFile } from '#lib/open-data';
import { fileWorld, lastChange } from '#lib/portal';

/** Where a file of open data stands. */
export const dataHref = (name: string, locale: Locale): string =>
  `${apiRoot}/data/${name}${locale === 'tr' ? '' : `?locale=${locale}`}`;

export type PublishedFile = DataFile & { bytes: number; sha256: string };

// Made once for each state of the content and each day: whether a call is open changes with the day.
// Next bundles pages and route handlers apart; the process has one set of files all the same.
type Made = WeakMap<Library, Map<string, PublishedFile[]>>;
const holder = globalThis as typeof globalThis & { bysOpenData?: Made };

/** All files of open data as they are today. */
export function publishedFiles(locale: Locale): PublishedFile[] {
  const shelf = library();
  const world = fileWorld(locale);
  const made = (holder.bysOpenData ??= new WeakMap());
  const perDay = made.get(shelf) ?? new Map<string, PublishedFile[]>();
  made.set(shelf, perDay);
  const key = `${locale} ${world.today}`;
  const known = perDay.get(key);
  if (known) return known;
  const files = dataFiles({
    ...world,
    entriesOf: (type) => shelf.ofType(type, locale),
    uuidOf,
  }).map((file) => ({
    ...file,
    bytes: Buffer.byteLength(file.text),
    sha256: createHash('sha256').update(file.text).digest('hex'),
  }));
  perDay.set(key, files);
  return files;
}

/** A UUID of the fifth version (RFC 9562) in a name space of our own. */
function uuidOf(name: string): string {
  const bytes = createHash('sha1').update(ownSpace).update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

// Drawn once by lot; another would rename every opportunity.
const ownSpace = Buffer.from('5b0e3f0c7a5d4c0f9a3e2f6d1c8b4a71', 'hex');

/** The files as a data package (https://datapackage.org, version 2). */
export function dataPackage(locale: Locale): string {
  const t = texts(locale);
  const site = env().SITE_URL;
  const files = publishedFiles(locale);
  return `${JSON.stringify(
    {
      $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
      name: 'bys',
      title: `${t('site.name')} – ${t('site.full')}`,
      description: t('openData.description'),
      homepage: site,
      created: lastChange(locale).toISOString(),
      licenses: [licence],
      resources: files.map(({ name, type, mediaType, schema, bytes, sha256 }) => ({
        name: name.replaceAll('.', '-'),
        path: site + dataHref(name, locale),
        title: titleOf({ name, type }, locale),
        format: name.split('.').at(-1),
        mediatype: mediaType,
        encoding: 'utf-8',
        bytes,
        hash: `sha256:${sha256}`,
        ...(schema && { describedBy: site + dataHref(schema, locale) }),
      })),
    },
    null,
    1,
  )}\n`;
}

/** What a file holds, in words. */
export function titleOf({ name, type }: Pick<DataFile, 'name' | 'type'>, locale: Locale): string {
  const t = texts(locale);
  const title = name.startsWith(`${contentTypes[type].folder}.commongrants`)
    ? t('openData.opportunities')
    : t(`types.${type}.plural`);
  return name.endsWith('.schema.json') ? t('openData.schema', { type: title }) : title;
}
