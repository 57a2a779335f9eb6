import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fieldsOf } from '#lib/content-types';
import type { ContentFile } from '#lib/entry';
import { env } from '#lib/env';
import type { Source } from '#lib/field';
import { readLibrary } from '#lib/library';
import { inspect } from '#lib/markdown';
import { texts } from '#lib/messages';
import { languageOf } from './command-line';
import { checkLinks, linkStates, type LinkAnswer, type LinkState } from './link-checker';

/**
 * Asks for every address outside that the content names, and says which of them do not answer. It is for
 * people, never part of a build: what the world does leaves the exit status at 0.
 */
type Place = { readonly file: string; readonly line: number };

function readOptions() {
  try {
    return parseArgs({
      options: {
        lang: { type: 'string' },
        json: { type: 'string' },
        only: { type: 'string' },
        max: { type: 'string', default: '2000' },
        pause: { type: 'string', default: '2000' },
        patience: { type: 'string', default: '15000' },
        minutes: { type: 'string', default: '40' },
        hosts: { type: 'string', default: '6' },
        /** An IP address that is asked although it is not public; for tests alone. */
        allow: { type: 'string', multiple: true, default: [] },
      },
    }).values;
  } catch {
    return undefined;
  }
}

const given = readOptions();
const language = languageOf(given?.lang);
const t = texts(language);

const numberIn = (text: string): number | undefined =>
  /^\d{1,7}$/.test(text) ? Number(text) : undefined;

/** Every address outside that a file names, as it stands there. */
function addressesIn({ type, data, body }: ContentFile): string[] {
  const fields = Object.entries(fieldsOf(type)).flatMap(([name, { kind }]) => {
    const value = data[name];
    if (value === undefined) return [];
    if (kind === 'web-address') return [String(value)];
    return kind === 'sources' ? (value as Source[]).flatMap(({ url }) => url ?? []) : []; // its schema
  });
  return [...fields, ...inspect(body).links.map(({ href }) => href)].filter((address) =>
    /^https?:\/\//i.test(address),
  );
}

/** Where each address stands; the first line of a file that holds it. */
function placesOf(root: string): Map<string, Place[]> {
  const places = new Map<string, Place[]>();
  for (const { file, good, publication } of readLibrary(root).files) {
    if (!good || publication === 'retired') continue;
    const lines = readFileSync(path.join(root, file), 'utf8').split('\n');
    for (const address of new Set(addressesIn(good))) {
      const line = lines.findIndex((text) => text.includes(address)) + 1;
      places.set(address, [...(places.get(address) ?? []), { file, line: Math.max(line, 1) }]);
    }
  }
  return places;
}

/** The part behind # is for browsers: two addresses that differ in it are one. */
const withoutAnchor = (address: string): string => address.replace(/#.*$/s, '');

async function main(): Promise<number> {
  if (!given) return misused();
  const [max, pause, patience, minutes, hosts] = [
    given.max,
    given.pause,
    given.patience,
    given.minutes,
    given.hosts,
  ].map(numberIn);
  if (max === undefined || pause === undefined || !patience || !minutes || !hosts) return misused();

  const root = env().CONTENT_ROOT;
  const all = placesOf(root);
  const asked = new Map<string, Place[]>();
  for (const [address, places] of all)
    if (given.only === undefined || address.includes(given.only)) {
      const url = withoutAnchor(address);
      asked.set(url, [...(asked.get(url) ?? []), ...places]);
    }
  const urls = [...asked.keys()].sort().slice(0, max);
  console.error(t('linksCheck.begun', { count: urls.length, left: asked.size - urls.length }));
  const answers = await checkLinks(urls, {
    pause,
    patience,
    hosts,
    total: minutes * 60_000,
    allowed: given.allow,
  });
  const found = answers
    .map((answer) => ({ ...answer, places: asked.get(answer.url) ?? [] }))
    .sort((a, b) => linkStates.indexOf(a.state) - linkStates.indexOf(b.state));
  for (const answer of found) if (answer.state !== 'fine') say(answer);
  const counted = (state: LinkState) => answers.filter((answer) => answer.state === state).length;
  console.log(
    linkStates
      .flatMap((state) => {
        const count = counted(state);
        return count === 0 ? [] : [`${t(`linksCheck.states.${state}`)}: ${count}`];
      })
      .join(' · ') || t('linksCheck.none'),
  );
  const json = `${JSON.stringify({ on: new Date().toISOString(), links: found }, null, 1)}\n`;
  if (given.json === '-') process.stdout.write(json);
  else if (given.json !== undefined) writeFileSync(given.json, json);
  return 0;
}

function say({ url, state, status, to, reason, places }: LinkAnswer & { places: Place[] }): void {
  const detail = [status, reason].filter((part) => part !== undefined).join(' ');
  console.log(`${t(`linksCheck.states.${state}`)}${detail === '' ? '' : ` (${detail})`}: ${url}`);
  if (to !== undefined) console.log(`  ${t('linksCheck.to', { to })}`);
  for (const { file, line } of places) console.log(`  ${file}:${line}`);
}

function misused(): number {
  console.error(t('linksCheck.usage'));
  return 2;
}

process.exitCode = await main();
