import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { Meilisearch } from 'meilisearch';
import { find, type Index } from '#lib/finding';
import type { Library } from '#lib/library';
import { analysersFor, indexOf, searchFor } from '#lib/portal';
import { settingsFor } from '#lib/search-document';
import { searchEngine, type IndexDocument } from '#lib/search-engine';
import { rating } from '#lib/search-rating';
import { parseSearch } from '#lib/search-state';
import { readJudged } from '#lib/search-words';
import { searchAnswer } from '../../app/search-answer';
import { root } from '../bootstrap.mjs';
import type { startEngine } from '../engine-for-tests';
import { peerDocuments, peers, usedBytes } from '../relevance-peers';
import {
  isNoisy,
  median,
  percentile,
  spread,
  timeOf,
  verdictOf,
  type Bench,
  type Row,
} from './measure';

export type Engine = Awaited<ReturnType<typeof startEngine>>;

/** Turkish searches that people judged, as typed. */
export const searches = (): string[] =>
  [...readJudged(root, 'judged'), ...readJudged(root, 'unseen')]
    .filter(({ locale, type_filter }) => locale === 'tr' && type_filter === null)
    .map(({ query }) => query);

const clientOf = ({ url, masterKey }: Pick<Engine, 'url' | 'masterKey'>) =>
  new Meilisearch({
    host: url,
    apiKey: masterKey,
    requestInit: { headers: { 'Accept-Encoding': 'identity' } },
  });

/** The texts of the entries in an index with no setting of its own. */
async function fillPlain(engine: Engine, library: Library): Promise<void> {
  const index = clientOf(engine).index('plain');
  const documents = peerDocuments(library, ['tr']).map(({ type, title, text }, place) => ({
    place,
    type,
    title,
    text,
  }));
  for (let start = 0; start < documents.length; start += 1000) {
    const batch = documents.slice(start, start + 1000);
    const { error } = await index
      .addDocuments(batch, { primaryKey: 'place' })
      .waitTask({ timeout: 600_000 });
    if (error) throw new Error(error.message);
  }
}

/** Row 1: the portal's search beside one plain request, and beside what others would take. */
export async function searchRows(
  { quick, say }: Bench,
  engine: Engine,
  library: Library,
  own: Library,
): Promise<Row[]> {
  await fillPlain(engine, library);
  const plain = clientOf(engine).index('plain');
  const queries = searches();
  const rounds = quick ? 2 : 4;
  const ours: number[] = [];
  const theirs: number[] = [];
  const bytes: number[] = [];
  const packed: number[] = [];
  say('search: the portal beside one plain request');
  for (let round = 0; round <= rounds; round++)
    for (const q of queries) {
      const parameters = new URLSearchParams({ q });
      const mine = await timeOf(() => searchFor(parameters, 'tr'));
      const other = await timeOf(() => plain.search(q, { limit: 20 }));
      if (round === 0) {
        const answer = JSON.stringify(await searchAnswer(parameters, 'tr', 20));
        bytes.push(answer.length);
        packed.push(gzipSync(answer).length);
        continue;
      }
      ours.push(mine);
      theirs.push(other);
    }
  const ratio = median(ours) / median(theirs);
  const count = library.entries('tr').length;
  const rows: Row[] = [
    {
      part: '1 search',
      what: `${count} entries, ${queries.length} judged queries x ${rounds}: searchFor against one plain request, p50/p95/p99 ms`,
      measured: `${spread(ours)} : ${spread(theirs)} = ${ratio.toFixed(2)}x at p50`,
      goal: 'p50 <= 3x',
      verdict: verdictOf(ratio <= 3, theirs),
    },
    {
      part: '1 search',
      what: 'JSON of 20 hits with texts and facts (/api/v1/search), p50 bytes, plain and gzip',
      measured: `${median(bytes)} B, ${median(packed)} B gzip`,
      goal: '<= 4096 B',
      verdict: median(packed) <= 4096 ? 'met' : 'missed',
    },
  ];
  say('search: peers');
  return [...rows, ...(await peerRows(library, own, quick))];
}

const answersWell = 0.5;

async function peerRows(library: Library, own: Library, quick: boolean): Promise<Row[]> {
  const judged = [...readJudged(root, 'judged'), ...readJudged(root, 'unseen')].filter(
    ({ locale, relevant }) => locale === 'tr' && relevant.length > 0,
  );
  const queries = searches();
  const good = async (ask: (query: string, type: string | null) => Promise<string[]>) => {
    let well = 0;
    for (const search of judged) {
      const found = await ask(search.query, search.type_filter);
      if (rating({ search, found }).ndcg >= answersWell) well++;
    }
    return well;
  };
  const rows: Row[] = [];
  const row = (name: string, times: number[] | undefined, well: number) =>
    rows.push({
      part: '1 search',
      what: `${name}: p50/p95/p99 ms over ${library.entries('tr').length} entries; judged queries answered well (nDCG@10 >= ${answersWell}) over our ${own.entries('tr').length}`,
      measured: `${times ? spread(times) : 'see above'}; ${well} of ${judged.length}`,
      goal: 'compare',
      verdict: '-',
    });
  for (const { name, open } of peers) {
    const onOwn = await open(peerDocuments(own, ['tr']));
    if (typeof onOwn === 'string') {
      rows.push({ part: '1 search', what: onOwn, measured: '-', goal: 'compare', verdict: '-' });
      continue;
    }
    const well = await good((query, type) => onOwn.ask(query, 'tr', type, 20));
    await onOwn.close();
    const all = await open(peerDocuments(library, ['tr']));
    if (typeof all === 'string') continue;
    const times: number[] = [];
    for (let round = 0; round < (quick ? 2 : 3); round++)
      for (const query of queries) {
        const took = await timeOf(() => all.ask(query, 'tr', null, 20));
        if (round > 0) times.push(took);
      }
    await all.close();
    row(name, times, well);
  }
  return rows;
}

/** How many of the judged queries the portal answers well; its index must hold our own content. */
export async function ownQuality(index: Index): Promise<Row> {
  const judged = [...readJudged(root, 'judged'), ...readJudged(root, 'unseen')].filter(
    ({ locale, relevant }) => locale === 'tr' && relevant.length > 0,
  );
  let well = 0;
  for (const search of judged) {
    const { query, type_filter: type } = search;
    const asked = parseSearch(new URLSearchParams({ q: query, ...(type && { type }) })).search;
    const found = (await find(asked, index, today))?.hits.map(({ slug }) => slug) ?? [];
    if (rating({ search, found }).ndcg >= answersWell) well++;
  }
  return {
    part: '1 search',
    what: `BYS: judged queries answered well (nDCG@10 >= ${answersWell})`,
    measured: `${well} of ${judged.length}`,
    goal: 'compare',
    verdict: '-',
  };
}

const today = new Date().toISOString().slice(0, 10);

/** So many documents made of these, each with a word of its own. */
export function multiplied(documents: readonly IndexDocument[], times: number): IndexDocument[] {
  return Array.from({ length: times }, (_, turn) =>
    documents.map((document) =>
      turn === 0
        ? document
        : {
            ...document,
            id: `${document.id}--${turn}`,
            titleRoots: `${String(document.titleRoots)} kopya${turn}x${document.id.length}`,
          },
    ),
  ).flat();
}

/** Row 3: what ten times as many documents cost, and what the index takes on disk. */
export async function growthRows(
  { quick, say }: Bench,
  engine: Engine,
  library: Library,
  documents: readonly IndexDocument[],
): Promise<Row[]> {
  const times = 10;
  const many = multiplied(documents, times);
  const big = searchEngine({
    url: engine.url,
    key: engine.masterKey,
    prefix: 'growth',
    taskTimeoutMs: 900_000,
    timeoutMs: 30_000,
  });
  say(`growth: indexing ${many.length} documents`);
  const settings = settingsFor('tr', analysersFor(library).tr.version);
  const report = await big.rebuild('tr', many, settings);
  if (report.kind !== 'rebuilt') throw new Error(JSON.stringify(report));
  const grown: Index = (() => {
    const index = indexOf(library, 'tr', big);
    return { ...index, entryAt: (id) => index.entryAt(id.replace(/--\d+$/, '')) };
  })();
  const small = indexOf(library, 'tr');
  const queries = searches();
  const atSmall: number[] = [];
  const atBig: number[] = [];
  for (let round = 0; round <= (quick ? 1 : 3); round++)
    for (const q of queries) {
      const { search } = parseSearch(new URLSearchParams({ q }));
      const one = await timeOf(() => find(search, small, today));
      const other = await timeOf(() => find(search, grown, today));
      if (round === 0) continue;
      atSmall.push(one);
      atBig.push(other);
    }
  const ratio = median(atBig) / median(atSmall);
  return [
    {
      part: '3 growth',
      what: `p50 of a search over ${many.length} documents against ${documents.length}, p50/p95/p99 ms`,
      measured: `${spread(atBig)} : ${spread(atSmall)} = ${ratio.toFixed(2)}x`,
      goal: '<= 1.5x',
      verdict: verdictOf(ratio <= 1.5, atSmall),
    },
    {
      part: '3 growth',
      what: `full build of ${many.length} documents`,
      measured: `${(report.ms / 1000).toFixed(0)} s, ${Math.round(many.length / (report.ms / 1000))} documents/s`,
      goal: 'compare',
      verdict: '-',
    },
  ];
}

/** Row 3: what an index takes on disk, in terms of the text that went into it. */
export async function sizeRow(
  engine: Engine,
  library: Library,
  folder: string,
  languages: number,
): Promise<Row> {
  const used = await usedBytes(clientOf(engine));
  const raw = library.files
    .filter(({ locale }) => languages === 2 || locale === 'tr')
    .reduce((sum, { file }) => sum + fs.statSync(path.join(folder, file)).size, 0);
  return {
    part: '3 growth',
    what: `index of ${library.entries('tr').length} entries in ${languages === 2 ? 'both languages' : 'Turkish'} against their files`,
    measured: `${(used / 1e6).toFixed(0)} MB : ${(raw / 1e6).toFixed(0)} MB = ${(used / raw).toFixed(1)}x`,
    goal: '<= 3x',
    verdict: used / raw <= 3 ? 'met' : 'missed',
  };
}

/** Row 5: searches while the index is built anew and swapped, again and again. */
export async function rebuildRows(
  { quick, say }: Bench,
  index: Index,
  rebuild: () => Promise<unknown>,
): Promise<Row[]> {
  say('searches during full rebuilds');
  const queries = searches();
  const idle: number[] = [];
  const busy: number[] = [];
  let wrong = 0;
  const pass = async (times: number[]) => {
    for (const q of queries) {
      const { search } = parseSearch(new URLSearchParams({ q }));
      times.push(
        await timeOf(async () => {
          if (!(await find(search, index, today))) wrong++;
        }),
      );
    }
  };
  await pass([]);
  for (let round = 0; round < (quick ? 2 : 3); round++) await pass(idle);
  for (let round = 0; round < (quick ? 1 : 2); round++) {
    let done = false;
    const building = rebuild().finally(() => (done = true));
    while (!done) await pass(busy);
    await building;
  }
  const ratio = (share: number) => percentile(busy, share) / percentile(idle, share);
  const noisy = isNoisy(idle);
  return [
    {
      part: '5 rebuild',
      what: `${busy.length} searches while the index is built anew, against idle, p50/p95/p99 ms`,
      measured: `${spread(busy)} : ${spread(idle)} = ${ratio(0.5).toFixed(2)}x p50, ${ratio(0.99).toFixed(2)}x p99, ${wrong} errors`,
      goal: 'p50 <= 1.3x, p99 <= 2.5x, 0 errors',
      verdict: noisy
        ? 'noisy'
        : ratio(0.5) <= 1.3 && ratio(0.99) <= 2.5 && wrong === 0
          ? 'met'
          : 'missed',
    },
  ];
}
