import { startEngine, type OwnEngine } from '../engine-for-tests';
import { indexingEngine } from '../indexing-engine';
import { fingerprint, searchEngine, type SearchEngine } from '#lib/search-engine';
import { exactly, type Drill, type Row } from './drill';
import { ownIndex, ownSearches } from './material';

const size = {
  short: { documents: 100, searches: 60 },
  full: { documents: Infinity, searches: 500 },
};
const prefix = 'drill';

async function ask(
  node: OwnEngine,
  method: string,
  where: string,
  body: unknown,
): Promise<unknown> {
  const response = await fetch(node.url + where, {
    method,
    headers: { Authorization: `Bearer ${node.masterKey}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${where}: ${await response.text()}`);
  return response.json();
}

/** The first twenty of each search; undefined for one that was not answered. */
async function topTwenty(engine: SearchEngine, searches: readonly string[]) {
  const lists = [];
  for (const q of searches) {
    const outcome = await engine.search([{ locale: 'tr', q, limit: 20 }]);
    lists.push(
      outcome.kind === 'answers'
        ? JSON.stringify(outcome.answers[0]?.hits.map(({ id }) => id))
        : undefined,
    );
  }
  return lists;
}

const different = (a: readonly unknown[], b: readonly unknown[]) =>
  a.filter((one, at) => one !== b[at]).length;

/** Both nodes are filled by one indexer; readers do not notice that one of them dies. */
async function replicas(
  nodes: readonly [OwnEngine, OwnEngine],
  { documents, settings }: ReturnType<typeof ownIndex>,
  searches: readonly string[],
): Promise<Row[]> {
  const [a, b] = nodes;
  const indexer = indexingEngine({
    MEILI_URL: a.url,
    MEILI_WRITE_URLS: [b.url],
    MEILI_ADMIN_KEY: a.masterKey,
    INDEX_PREFIX: prefix,
    DATA_DIR: a.folder,
  });
  const { kind } = await indexer.sync('tr', documents, settings);
  if (kind !== 'rebuilt') throw new Error(`the first sync was ${kind}`);
  const doorTo = ({ url, masterKey }: OwnEngine) => searchEngine({ url, key: masterKey, prefix });
  const [inA, inB] = [await doorTo(a).copyOf('tr'), await doorTo(b).copyOf('tr')];
  const reader = searchEngine({ url: a.url, readFrom: [a.url, b.url], key: a.masterKey, prefix });
  const expected = await topTwenty(doorTo(a), searches);
  const ofBoth = await topTwenty(reader, searches);
  await b.kill();
  const ofOne = await topTwenty(reader, searches);
  const missed = await indexer.sync('tr', documents.slice(1), settings);
  await b.restart();
  const caughtUp = await indexer.sync('tr', documents.slice(1), settings);
  const later = [await doorTo(a).copyOf('tr'), await doorTo(b).copyOf('tr')];
  return [
    exactly(
      'nodes that hold something else',
      0,
      fingerprint(inA ?? {}) === fingerprint(inB ?? {}) ? 0 : 1,
    ),
    exactly(
      `of ${searches.length} searches over both, other first 20`,
      0,
      different(expected, ofBoth),
    ),
    exactly('the same with one node killed', 0, different(expected, ofOne)),
    exactly('changes that a dead node missed untold', 0, missed.kind === 'failed' ? 0 : 1),
    exactly(
      'nodes that differ after the next run',
      0,
      'sent' in caughtUp && new Set(later.map((held) => fingerprint(held ?? {}))).size === 1
        ? 0
        : 1,
    ),
  ];
}

type Hit = { id: string; _rankingScore: number };

/** Documents that one list has above its last score and another list lacks. */
const lacking = (from: readonly Hit[], other: readonly Hit[]) => {
  const last = from.at(-1)?._rankingScore ?? 0;
  const ids = new Set(other.map(({ id }) => id));
  return from.filter(({ id, _rankingScore }) => _rankingScore > last && !ids.has(id));
};

const order = (hits: readonly Hit[]) => JSON.stringify(hits.map(({ id }) => id));

/**
 * Each node holds a half; one search over both finds what one index finds that holds all. The engine's scores
 * hang a little on the other documents of the index, and equal ones stand in any order: the portal puts what was
 * found into an order of its own.
 */
async function halves(
  [a, b]: readonly [OwnEngine, OwnEngine],
  { documents, settings }: ReturnType<typeof ownIndex>,
  searches: readonly string[],
): Promise<Row[]> {
  const half = Math.ceil(documents.length / 2);
  const fill = async (node: OwnEngine, name: string, part: typeof documents) => {
    const engine = searchEngine({ url: node.url, key: node.masterKey, prefix: name });
    const { kind } = await engine.rebuild('tr', part, settings);
    if (kind !== 'rebuilt') throw new Error(`filling ${name} was ${kind}`);
  };
  await fill(a, 'all', documents);
  await fill(a, 'half', documents.slice(0, half));
  await fill(b, 'half', documents.slice(half));
  const remote = ({ url, masterKey }: OwnEngine) => ({ url, searchApiKey: masterKey });
  for (const node of [a, b]) await ask(node, 'PATCH', '/experimental-features', { network: true });
  await ask(a, 'PATCH', '/network', { self: 'a', remotes: { a: remote(a), b: remote(b) } });
  let [others, orders] = [0, 0];
  for (const q of searches) {
    const question = { q, showRankingScore: true, matchingStrategy: 'last' };
    const whole = (await ask(a, 'POST', '/indexes/all_tr/search', { ...question, limit: 20 })) as {
      hits: Hit[];
    };
    const both = (await ask(a, 'POST', '/multi-search', {
      federation: { limit: 20 },
      queries: ['a', 'b'].map((name) => ({
        ...question,
        indexUid: 'half_tr',
        federationOptions: { remote: name },
      })),
    })) as { hits: Hit[] };
    const lacks = [...lacking(whole.hits, both.hits), ...lacking(both.hits, whole.hits)];
    if (lacks.length > 0) others += 1;
    if (order(whole.hits) !== order(both.hits)) orders += 1;
  }
  const what = `of ${searches.length} searches over two halves`;
  return [
    exactly(`${what}, other documents in the first 20`, 0, others),
    { what: `${what}, another order of them`, goal: 'told', measured: String(orders), ok: true },
  ];
}

/** Two engines: the same in both for readers, or a half in each for more than one can hold. */
export const drill: Drill = {
  name: 'nodes',
  async run(form) {
    const own = ownIndex(size[form].documents);
    const searches = ownSearches().slice(0, size[form].searches);
    const a = await startEngine();
    const b = await startEngine({ masterKey: a.masterKey });
    try {
      return [...(await replicas([a, b], own, searches)), ...(await halves([a, b], own, searches))];
    } finally {
      await Promise.all([a.stop(), b.stop()]);
    }
  },
};
