import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { typeNames, type TypeName } from '#lib/content-types';
import { pathOf } from '#lib/entry';
import { schemaFolder, schemaName, skeletonOf, twinSkeletonOf } from '#lib/entry-schema';
import { slugOf } from '#lib/entry-start';
import { readEnvironment } from '#lib/env';
import { slugPattern, type Locale } from '#lib/field';
import { readLibrary } from '#lib/library';
import { texts } from '#lib/messages';
import { describeFault } from './check-env';
import { languageOf } from './command-line';

/**
 * Begins an entry: asks what was not given, proposes the name in the address and writes a draft with what
 * must be filled in. It changes no file that is there.
 */
const { values } = parseArgs({
  options: {
    type: { type: 'string' },
    title: { type: 'string' },
    english: { type: 'string' },
    slug: { type: 'string' },
    lang: { type: 'string' },
  },
});
const language = languageOf(values.lang);
const t = texts(language);

async function main(): Promise<boolean> {
  const terminal = process.stdin.isTTY
    ? createInterface({ input: process.stdin, output: process.stderr })
    : undefined;
  try {
    return await begin((question) => ask(terminal, question));
  } finally {
    terminal?.close();
  }
}

/** What a person answers; nothing where nobody can be asked. */
const ask = async (
  terminal: Interface | undefined,
  question: string,
): Promise<string | undefined> => terminal?.question(`${question} `);

async function begin(answer: (question: string) => Promise<string | undefined>): Promise<boolean> {
  const types = typeNames.map((name) => `${name} (${t(`types.${name}.singular`)})`).join(', ');
  const given = values.type ?? (await answer(t('newEntry.askType', { types })));
  if (given === undefined) return refuse('usage');
  const type = typeOf(given.trim());
  if (!type) return refuse('noType', { value: given, types });
  if (type === 'plan' && values.slug === undefined) return refuse('planByImport');
  const title = (values.title ?? (await answer(t('newEntry.askTitle'))))?.trim();
  if (title === undefined) return refuse('usage');
  if (title === '') return refuse('emptyTitle');
  const proposed = slugOf(title);
  const asked = values.slug ?? (await answer(t('newEntry.askSlug', { slug: proposed })));
  const slug = asked?.trim() || proposed;
  if (slug === '') return refuse('noLetters', { title });
  if (!slugPattern.test(slug) || slug.length > 120) return refuse('wrongSlug', { slug });

  const environment = readEnvironment();
  if (!environment.ok) {
    for (const fault of environment.faults) console.error(describeFault(fault, language));
    return false;
  }
  const root = environment.env.CONTENT_ROOT;
  const taken = readLibrary(root).files.find((file) => file.type === type && file.slug === slug);
  if (taken) return refuse('taken', { slug, file: taken.file });
  const written = [write(root, type, slug, 'tr', title)];
  const english = values.english?.trim();
  if (english) written.push(write(root, type, slug, 'en', english));
  for (const file of written) console.log(file);
  console.error(t('newEntry.next', { file: written[0] ?? '' }));
  return true;
}

const typeOf = (given: string): TypeName | undefined =>
  typeNames.find((name) => {
    const label = t(`types.${name}.singular`).toLocaleLowerCase(language);
    return name === given || label === given.toLocaleLowerCase(language);
  });

function write(root: string, type: TypeName, slug: string, file: Locale, title: string): string {
  const name = pathOf(type, slug, file);
  const full = path.join(root, name);
  const schema = path.posix.join('../..', schemaFolder, schemaName(type, file));
  const settings = { language, schema };
  mkdirSync(path.dirname(full), { recursive: true });
  const text = file === 'tr' ? skeletonOf(type, title, settings) : twinSkeletonOf(title, settings);
  writeFileSync(full, text, { flag: 'wx' });
  return name;
}

function refuse(code: string, more: Record<string, string> = {}): false {
  console.error(t(`newEntry.${code}`, more));
  return false;
}

process.exitCode = (await main()) ? 0 : 1;
