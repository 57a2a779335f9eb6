import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Meilisearch } from 'meilisearch';
import type { z } from 'zod';
import { entryFrom, parseEntry, pathOf } from '#lib/entry';
import { env } from '#lib/env';
import { find } from '#lib/finding';
import { readLibrary, type Library } from '#lib/library';
import { locales, texts } from '#lib/messages';
import { analysersFor, indexDocuments, indexOf } from '#lib/portal';
import { idOf, searchableOf, settingsFor, type Searchable } from '#lib/search-document';
import { searchEngine } from '#lib/search-engine';
import { asked, idsOf } from '#lib/search-query';
import { qualitySchema, type Quality } from '#lib/search-quality';
import { asJudged, rating, type Answer, type JudgedSearch } from '#lib/search-rating';
import { parseSearch } from '#lib/search-state';
import { readJudged, readQueries } from '#lib/search-words';
import { readQuery } from '#lib/turkish/query';
import { startEngine } from './engine-for-tests';
import { peerDocuments, peers, usedBytes, type Peer, type PeerDocument } from './relevance-peers';
import {
  answeredByKind,
  pairSchema,
  pairedByKind,
  precision,
  type Pair,
} from './relevance-measures';

// How well the portal's search finds, by judged searches and pairs of words, beside the engines that
// others would take. `--write` publishes the figures; `--floors` fails where one has fallen below those
// published, and asks no peer.

const { values: options } = parseArgs({
  options: { write: { type: 'boolean' }, floors: { type: 'boolean' } },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

// The judged searches come along with the program; what is written and read beside them is content.
const root = process.cwd();
const { CONTENT_ROOT } = env();
const published = path.join(CONTENT_ROOT, 'content/search/quality.json');
const today = new Date().toISOString().slice(0, 10);
const shown = 20;
const ours = 'BYS';

const linesOf = <T>(file: string, schema: z.ZodType<T>): T[] =>
  readFileSync(path.join(root, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => schema.parse(JSON.parse(line)));

type Engine = Pick<Peer, 'name' | 'ask' | 'close' | 'fills'> & {
  /** Milliseconds that it took to take in all documents, and the bytes that they fill. */
  readonly indexing: number;
  readonly size: number;
};

/** The portal's own search over the content. */
async function portal(library: Library): Promise<Engine> {
  const server = await startEngine();
  const engine = searchEngine({ url: server.url, key: server.masterKey, prefix: 'relevance' });
  const began = performance.now();
  for (const locale of locales) {
    const { version } = analysersFor(library)[locale];
    const documents = indexDocuments(library, locale);
    const report = await engine.rebuild(locale, documents, settingsFor(locale, version));
    if (report.kind !== 'rebuilt') throw new Error(JSON.stringify(report));
  }
  const indexing = performance.now() - began;
  const indexes = { tr: indexOf(library, 'tr', engine), en: indexOf(library, 'en', engine) };
  return {
    name: ours,
    indexing,
    size: await usedBytes(new Meilisearch({ host: server.url, apiKey: server.masterKey })),
    close: server.stop,
    ask: async (query, locale, type, limit) => {
      const { search } = parseSearch(new URLSearchParams({ q: query, ...(type && { type }) }));
      const found = await find(search, indexes[locale], today, limit);
      if (!found) throw new Error(`no answer for ${query}`);
      return found.hits.map(({ slug }) => slug);
    },
  };
}

/** The peers that are installed; the names of the others. */
async function opened(documents: readonly PeerDocument[]): Promise<(Engine | string)[]> {
  const found: (Engine | string)[] = [];
  for (const { name, open } of peers) {
    const began = performance.now();
    const peer = await open(documents);
    const indexing = performance.now() - began;
    if (typeof peer === 'string') console.log(peer);
    found.push(
      typeof peer === 'string' ? name : { ...peer, indexing, size: (await peer.size?.()) ?? 0 },
    );
  }
  return found;
}

type Asker = Pick<Engine, 'name' | 'ask'>;

async function judge({ ask }: Asker, searches: readonly JudgedSearch[]) {
  const answers: Answer[] = [];
  const times: number[] = [];
  for (const search of searches) {
    const { query, locale, type_filter } = search;
    const began = performance.now();
    answers.push({ search, found: await ask(query, locale, type_filter, shown) });
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round((times[Math.floor(times.length * share)] ?? 0) * 10) / 10;
  return { answers, p50: at(0.5), p95: at(0.95) };
}

const sentenceOf = (word: string): string => `${word} portalda yer aldı`;
const behind = 'portalda';

/** A library of one sentence a word, as editors would write it, and the engine over it. */
async function pairPortal(
  words: readonly string[],
  library: Library,
): Promise<Asker & Pick<Engine, 'close'>> {
  const analyser = analysersFor(library).tr;
  const read = words.map((word, place): Searchable => {
    const sentence = sentenceOf(word);
    const text = `---\ntitle: ${JSON.stringify(sentence)}\ncheckedOn: ${today}\n---\n\n${sentence}\n`;
    const parsed = parseEntry(pathOf('page', String(place), 'tr'), text);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const entry = entryFrom(parsed.file, undefined, 'tr');
    return searchableOf(entry, {
      t: texts('tr'),
      titleOf: () => undefined,
      analyser,
      otherTitle: undefined,
    });
  });
  const server = await startEngine();
  const engine = searchEngine({ url: server.url, key: server.masterKey, prefix: 'pairs' });
  const documents = read.map(({ document }) => ({ ...document, hash: document.id }));
  await engine.rebuild('tr', documents, settingsFor('tr', analyser.version));
  return {
    name: ours,
    close: server.stop,
    // What holds all of the words; what is only similar must not count.
    ask: async (query, locale, _type, limit) => {
      const reading = readQuery(analyser, query);
      const found = await engine.search(
        reading.ways.map((way) => ({
          locale,
          ...asked(reading, way),
          page: 1,
          hitsPerPage: limit,
          attributesToRetrieve: ['id'],
        })),
      );
      if (found.kind !== 'answers') throw new Error(`no answer for ${query}`);
      return found.answers
        .flatMap(idsOf)
        .map((id) => id.replace(idOf({ type: 'page', slug: '' }), ''));
    },
  };
}

async function pairs(
  { name, ask, fills }: Asker & Pick<Peer, 'fills'>,
  of: readonly Pair[],
  words: readonly string[],
) {
  const found = new Map<string, readonly string[]>();
  const wordsFor = async (query: string) => {
    const known = found.get(query);
    if (known) return known;
    const fresh = (await ask(query, 'tr', null, 1000)).flatMap((id) => words[Number(id)] ?? []);
    found.set(query, fresh);
    return fresh;
  };
  const answers = [];
  for (const pair of of)
    answers.push({
      pair,
      last: (await wordsFor(pair.query)).includes(pair.doc),
      middle: (await wordsFor(`${pair.query} ${behind}`)).includes(pair.doc),
    });
  const alone = new Map([...found].filter(([query]) => of.some((pair) => pair.query === query)));
  return { engine: name, kinds: pairedByKind(answers, fills), precision: precision(of, alone) };
}

const judgedPairs = {
  judged: 'e2e/relevance/turkish-pairs.jsonl',
  unseen: 'e2e/relevance/unseen-pairs.jsonl',
};

async function measured(): Promise<Quality> {
  const library = readLibrary(CONTENT_ROOT);
  const editors = readQueries(CONTENT_ROOT, library).queries.map(asJudged);
  const sets = {
    judged: readJudged(root, 'judged'),
    unseen: readJudged(root, 'unseen'),
    editors,
  };
  const others = options.floors ? [] : await opened(peerDocuments(library));
  const engines = [await portal(library), ...others.filter((peer) => typeof peer !== 'string')];

  const searches: Quality['searches'] = [];
  const costs: Quality['costs'] = [];
  const ourAnswers: Answer[] = [];
  for (const set of ['judged', 'unseen', 'editors'] as const) {
    const rows: Quality['searches'][number]['engines'] = [];
    for (const engine of engines) {
      await judge(engine, sets[set]); // warm, all alike
      const { answers, p50, p95 } = await judge(engine, sets[set]);
      rows.push({ engine: engine.name, kinds: answeredByKind(answers) });
      const { name, indexing, size } = engine;
      if (set === 'judged')
        costs.push({ engine: name, p50, p95, indexing: Math.round(indexing), size });
      if (engine.name === ours && set === 'judged') ourAnswers.push(...answers);
    }
    searches.push({ set, engines: rows });
  }
  for (const { close } of engines) await close();

  const pairTables: Quality['pairs'] = [];
  for (const set of ['judged', 'unseen'] as const) {
    const of = linesOf(judgedPairs[set], pairSchema);
    const words = [...new Set(of.map(({ doc }) => doc))];
    const documents = words.map((word, place): PeerDocument => {
      const sentence = sentenceOf(word);
      return { id: String(place), type: 'page', locale: 'tr', title: sentence, text: sentence };
    });
    const own = await pairPortal(words, library);
    const found = options.floors ? [] : await opened(documents);
    const all = [own, ...found.filter((peer) => typeof peer !== 'string')];
    const rows = [];
    for (const engine of all) rows.push(await pairs(engine, of, words));
    for (const { close } of all) await close();
    pairTables.push({ set, engines: rows });
  }

  const worst = ourAnswers
    .filter(({ search }) => search.relevant.length > 0)
    .map((answer) => ({ answer, ...rating(answer) }))
    .sort((a, b) => a.ndcg - b.ndcg)
    .slice(0, 10)
    .map(({ answer: { search }, ndcg, recall }) => ({
      query: search.query,
      locale: search.locale,
      type: search.type_filter,
      kind: search.kind,
      ndcg: Math.round(ndcg * 1000) / 1000,
      recall: Math.round(recall * 1000) / 1000,
    }));
  return {
    on: today,
    entries: library.entries('tr').length,
    searches,
    pairs: pairTables,
    costs,
    worst,
    absent: others.filter((peer) => typeof peer === 'string'),
  };
}

function print(quality: Quality): void {
  const cells = (...values: readonly (string | number)[]) =>
    values
      .map((value, i) => (i === 0 ? String(value).padEnd(24) : String(value).padStart(13)))
      .join('');
  for (const { set, engines } of quality.searches) {
    console.log(`\n${set} searches: nDCG@10 / recall@20`);
    console.log(cells('', 'searches', ...engines.map(({ engine }) => engine.slice(0, 12))));
    for (const { kind, queries } of engines[0]?.kinds ?? []) {
      const figures = engines.map(({ kinds }) => {
        const row = kinds.find((other) => other.kind === kind);
        return row ? `${row.ndcg.toFixed(3)}/${row.recall.toFixed(3)}` : '';
      });
      console.log(cells(kind, queries, ...figures));
    }
    for (const { engine, kinds } of engines) {
      const all = kinds.find(({ kind }) => kind === 'all');
      if (all)
        console.log(
          `${engine}: MRR ${all.mrr}, first ${all.first.right} of ${all.first.of}, traps ${all.traps}, empty ${all.empty}`,
        );
    }
  }
  for (const { set, engines } of quality.pairs) {
    console.log(`\n${set} pairs, right: last / not last`);
    console.log(cells('', 'pairs', ...engines.map(({ engine }) => engine.slice(0, 12))));
    for (const { kind, pairs: count } of engines[0]?.kinds ?? []) {
      const figures = engines.map(({ kinds }) => {
        const row = kinds.find((other) => other.kind === kind);
        return row ? `${row.last.toFixed(3)}/${row.middle?.toFixed(3) ?? '-'}` : '';
      });
      console.log(cells(kind, count, ...figures));
    }
    console.log(cells('precision', '', ...engines.map((row) => row.precision.toFixed(3))));
  }
  console.log('\nthe worst judged searches');
  for (const { query, kind, ndcg, recall } of quality.worst)
    console.log(`  ${ndcg.toFixed(3)} / ${recall.toFixed(3)}  ${kind}: ${query}`);
  console.log('\ncost: p50, p95 (ms), indexing (ms), size (kB)');
  for (const { engine, p50, p95, indexing, size } of quality.costs)
    console.log(cells(engine.slice(0, 22), p50, p95, indexing, Math.round(size / 1024)));
}

/** Small enough for a tie that falls the other way, large enough for no rule to be lost. */
const margin = 0.01;

/** The figures of ours that have fallen below those published. */
function fallen(now: Quality, before: Quality): string[] {
  const faults: string[] = [];
  const compare = (what: string, fresh: number | undefined, old: number) => {
    if (fresh === undefined || fresh < old - margin)
      faults.push(`${what}: ${fresh}, published ${old}`);
  };
  for (const { set, engines } of before.searches) {
    const old = engines.find(({ engine }) => engine === ours)?.kinds ?? [];
    const fresh = now.searches.find((other) => other.set === set)?.engines[0]?.kinds ?? [];
    for (const { kind, ndcg, recall, first, traps, empty } of old) {
      const row = fresh.find((other) => other.kind === kind);
      compare(`${set} ${kind} nDCG@10`, row?.ndcg, ndcg);
      compare(`${set} ${kind} recall@20`, row?.recall, recall);
      compare(`${set} ${kind} first`, row?.first.right, first.right);
      compare(`${set} ${kind} without traps`, row && -row.traps, -traps);
      compare(`${set} ${kind} not empty`, row && -row.empty, -empty);
    }
  }
  for (const { set, engines } of before.pairs) {
    const old = engines.find(({ engine }) => engine === ours);
    const fresh = now.pairs.find((other) => other.set === set)?.engines[0];
    if (!old) continue;
    compare(`${set} pairs precision`, fresh?.precision, old.precision);
    for (const { kind, last, middle } of old.kinds) {
      const row = fresh?.kinds.find((other) => other.kind === kind);
      compare(`${set} pairs ${kind} last`, row?.last, last);
      compare(`${set} pairs ${kind} not last`, row?.middle ?? 0, middle ?? 0);
    }
  }
  return faults;
}

const quality = qualitySchema.parse(await measured());
print(quality);
if (options.write) writeFileSync(published, `${JSON.stringify(quality, null, 1)}\n`);
if (options.floors) {
  const before = qualitySchema.parse(JSON.parse(readFileSync(published, 'utf8')));
  const faults = fallen(quality, before);
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
