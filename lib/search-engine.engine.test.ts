import assert from 'node:assert/strict';
import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server as Listener,
  type ServerResponse,
} from 'node:http';
import { text } from 'node:stream/consumers';
import { after, before, test, type TestContext } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import {
  fingerprint,
  searchEngine,
  type FacetQuery,
  type IndexDocument,
  type IndexReport,
  type IndexSettings,
  type SearchEngine,
} from '#lib/search-engine';
import { startEngine } from '../scripts/engine-for-tests';

const PLAN_FIELDS = {
  attributePatterns: ['plan_*'],
  features: { facetSearch: false, filter: { equality: true, comparison: true } },
};

const SETTINGS: IndexSettings = {
  searchableAttributes: ['title', 'passage'],
  displayedAttributes: ['id', 'title', 'type'],
  filterableAttributes: ['type', 'opens', PLAN_FIELDS],
  sortableAttributes: ['titleKey', 'opens'],
  rankingRules: ['sort', 'words', 'typo', 'attribute', 'proximity', 'exactness'],
  separatorTokens: ['ʼ', '´', '`', '‑', '＇', '′'],
  stopWords: ['ve', 'acaba', 've'],
  synonyms: { küme: ['cluster', 'kümelenme'], KOBİ: ['küçük işletme'] },
  localizedAttributes: [{ attributePatterns: ['*'], locales: ['tur'] }],
  typoTolerance: {
    enabled: true,
    minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 },
    disableOnNumbers: true,
    disableOnAttributes: ['title', 'passage'],
  },
  faceting: { maxValuesPerFacet: 200, sortFacetValuesBy: { type: 'count' } },
  pagination: { maxTotalHits: 1000 },
  prefixSearch: 'indexingTime',
  proximityPrecision: 'byWord',
  searchCutoffMs: 1500,
  facetSearch: false,
};

type Server = Awaited<ReturnType<typeof startEngine>>;
let server: Server;
let indexes = 0;

before(async () => {
  server = await startEngine();
});
after(() => server.stop());

/** An engine over an index of its own, so that tests do not see each other. */
function freshEngine(): { engine: SearchEngine; prefix: string } {
  indexes += 1;
  const prefix = `t${indexes}`;
  return { engine: searchEngine({ url: server.url, key: server.masterKey, prefix }), prefix };
}

const entry = (id: string, more: Record<string, unknown> = {}): IndexDocument => ({
  id,
  hash: `${id}-1`,
  title: `${id} desteği`,
  passage: 'Kümelerin dışa açılması için',
  type: 'programme',
  ...more,
});

const entries = (count: number) => Array.from({ length: count }, (_, index) => entry(`e${index}`));

/** The engine itself, past our door: a GET, or a POST of `body`. */
async function raw(
  path: string,
  body?: unknown,
  method = body === undefined ? 'GET' : 'POST',
): Promise<Record<string, unknown>> {
  const headers = {
    Authorization: `Bearer ${server.masterKey}`,
    'Accept-Encoding': 'identity',
    'Content-Type': 'application/json',
  };
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(server.url + path, { headers, method, ...init });
  return (await response.json()) as Record<string, unknown>;
}

const tasksEver = async () => (await raw('/tasks?limit=1')).total;

async function indexNames(prefix: string): Promise<string[]> {
  const { results } = await raw('/indexes?limit=1000');
  const uids = (results as { uid: string }[]).map(({ uid }) => uid);
  return uids.filter((uid) => uid.startsWith(`${prefix}_`)).sort();
}

async function titlesOf(engine: SearchEngine, q = ''): Promise<unknown[]> {
  const outcome = await engine.search([{ locale: 'tr', q, limit: 1000 }]);
  assert.equal(outcome.kind, 'answers');
  return outcome.kind === 'answers' ? (outcome.answers[0]?.hits.map((hit) => hit.title) ?? []) : [];
}

function without(name: keyof IndexSettings): IndexSettings {
  return Object.fromEntries(Object.entries(SETTINGS).filter(([key]) => key !== name));
}

/** A report without its clock. */
function timeless(report: IndexReport) {
  if (!('ms' in report)) return report;
  const { ms, ...rest } = report;
  assert.ok(Number.isInteger(ms) && ms >= 0);
  return rest;
}

function listenToErrors(context: TestContext): () => string[] {
  const spy = context.mock.method(console, 'error', () => undefined);
  return () => spy.mock.calls.map((call) => call.arguments.join(' '));
}

function portOf(listening: Listener): number {
  const address = listening.address();
  assert.ok(typeof address === 'object' && address);
  return address.port;
}

/** A server that answers as told, on a free port of loopback. */
async function lyingServer(context: TestContext, answer: RequestListener): Promise<string> {
  const liar = createServer(answer).listen(0, '127.0.0.1');
  await once(liar, 'listening');
  context.after(() => {
    liar.closeAllConnections();
    liar.close();
  });
  return `http://127.0.0.1:${portOf(liar)}`;
}

const json = (response: ServerResponse, value: unknown, status = 200) =>
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));

test('a first sync builds the index and leaves no second one behind', async () => {
  const { engine, prefix } = freshEngine();
  const report = await engine.sync('tr', entries(3), SETTINGS);
  assert.deepEqual(timeless(report), { kind: 'rebuilt', sent: 3, removed: 0, tasks: 4 });
  assert.deepEqual(await indexNames(prefix), [`${prefix}_tr`]);
  assert.equal((await titlesOf(engine)).length, 3);
});

test('a sync with nothing new makes no task at all', async () => {
  const { engine } = freshEngine();
  await engine.sync('tr', entries(1001), SETTINGS);
  const tasks = await tasksEver();
  const report = await engine.sync('tr', entries(1001), SETTINGS);
  assert.deepEqual(timeless(report), { kind: 'unchanged', sent: 0, removed: 0, tasks: 0 });
  assert.equal(await tasksEver(), tasks);
});

test('one changed file is one task with one document', async () => {
  const { engine } = freshEngine();
  await engine.sync('tr', entries(3), SETTINGS);
  const tasks = Number(await tasksEver());
  const changed = [...entries(2), entry('e2', { hash: 'e2-2', title: 'Yeni başlık' })];
  const report = await engine.sync('tr', changed, SETTINGS);
  assert.deepEqual(timeless(report), { kind: 'updated', sent: 1, removed: 0, tasks: 1 });
  assert.equal(await tasksEver(), tasks + 1);
  assert.deepEqual(await titlesOf(engine, 'yeni'), ['Yeni başlık']);
});

test('a replaced document loses the fields it no longer has', async () => {
  const { engine, prefix } = freshEngine();
  await engine.sync('tr', [entry('a', { opens: 20260101 })], SETTINGS);
  await engine.sync('tr', [entry('a', { hash: 'a-2' })], SETTINGS);
  assert.equal((await raw(`/indexes/${prefix}_tr/documents/a`)).opens, undefined);
});

test('a deleted file and a new one are one task each', async () => {
  const { engine } = freshEngine();
  await engine.sync('tr', entries(3), SETTINGS);
  const report = await engine.sync('tr', [...entries(2), entry('yeni')], SETTINGS);
  assert.deepEqual(timeless(report), { kind: 'updated', sent: 1, removed: 1, tasks: 2 });
  assert.deepEqual((await titlesOf(engine)).sort(), ['e0 desteği', 'e1 desteği', 'yeni desteği']);
});

for (const [what, settings] of Object.entries({
  'a synonym less': { ...SETTINGS, synonyms: { KOBİ: ['küçük işletme'] } },
  'another order of attributes': { ...SETTINGS, searchableAttributes: ['passage', 'title'] },
  'a facet more': { ...SETTINGS, filterableAttributes: ['type', 'opens', 'title'] },
  'a setting taken out': without('stopWords'),
  'another number': { ...SETTINGS, searchCutoffMs: 1000 },
  'a nested number': { ...SETTINGS, faceting: { maxValuesPerFacet: 100 } },
} satisfies Record<string, IndexSettings>)) {
  test(`settings with ${what} rebuild the index, once`, async () => {
    const { engine } = freshEngine();
    await engine.sync('tr', entries(2), SETTINGS);
    assert.equal((await engine.sync('tr', entries(2), settings)).kind, 'rebuilt');
    assert.equal((await engine.sync('tr', entries(2), settings)).kind, 'unchanged');
  });
}

test('a rebuild takes the place of the old index and clears what an earlier one left', async () => {
  const { engine, prefix } = freshEngine();
  await engine.sync('tr', entries(2), SETTINGS);
  await raw('/indexes', { uid: `${prefix}_tr_next`, primaryKey: 'other' });
  const report = await engine.sync('tr', entries(2), { ...SETTINGS, searchCutoffMs: 900 });
  assert.deepEqual(timeless(report), {
    kind: 'rebuilt',
    sent: 2,
    removed: 0,
    drift: ['searchCutoffMs'],
    tasks: 6,
  });
  assert.deepEqual(await indexNames(prefix), [`${prefix}_tr`]);
});

test('what a killed rebuild left is cleared though nothing has changed', async () => {
  const { engine, prefix } = freshEngine();
  await engine.sync('tr', entries(2), SETTINGS);
  await raw('/indexes', { uid: `${prefix}_tr_next`, primaryKey: 'id' });
  assert.equal((await engine.sync('tr', entries(2), SETTINGS)).kind, 'unchanged');
  assert.deepEqual(await indexNames(prefix), [`${prefix}_tr`]);
});

test('settings changed by hand on the live index are named, and repaired', async () => {
  const { engine, prefix } = freshEngine();
  await engine.sync('tr', entries(2), SETTINGS);
  const good = fingerprint((await engine.copyOf('tr')) ?? {});
  const byHand = { stopWords: ['ve'], synonyms: { ...SETTINGS.synonyms, il: ['vilayet'] } };
  const { taskUid } = await raw(`/indexes/${prefix}_tr/settings`, byHand, 'PATCH');
  while ((await raw(`/tasks/${Number(taskUid)}`)).status !== 'succeeded') await setImmediate();
  const report = await engine.sync('tr', entries(2), SETTINGS);
  assert.equal(report.kind, 'rebuilt');
  assert.deepEqual(report.kind === 'rebuilt' && report.drift, ['stopWords', 'synonyms']);
  assert.equal(fingerprint((await engine.copyOf('tr')) ?? {}), good);
});

test('who finds an index in the hands of another leaves it, and says whose', async () => {
  const { prefix } = freshEngine();
  let isHeld = true;
  const engine = searchEngine({
    url: server.url,
    key: server.masterKey,
    prefix,
    hold: async () => (isHeld ? { holder: '4711' } : { release: () => undefined }),
  });
  const tasks = await tasksEver();
  const busy = await engine.sync('tr', entries(2), SETTINGS);
  assert.deepEqual(busy, { kind: 'busy', holder: '4711' });
  assert.equal(await tasksEver(), tasks);
  isHeld = false;
  assert.equal((await engine.sync('tr', entries(2), SETTINGS)).kind, 'rebuilt');
});

type Body = Record<string, unknown>;
const isDocuments = (url: string) => url.includes('/documents');

const TAMPERINGS: Record<string, [guard: string, (url: string, body: unknown) => unknown]> = {
  'a document is lost on the way': [
    'count',
    (url, body) => (isDocuments(url) ? (body as Body[]).slice(1) : body),
  ],
  'a setting is not taken': [
    'settings',
    (url, body) => (url.endsWith('/settings') ? { ...(body as Body), stopWords: [] } : body),
  ],
  'documents of an earlier build arrive': [
    'canaries',
    (url, body) =>
      isDocuments(url) ? (body as Body[]).map((one) => ({ ...one, hash: 'old' })) : body,
  ],
  'documents arrive without their words': [
    'canaries',
    (url, body) =>
      isDocuments(url) ? (body as Body[]).map((one) => ({ ...one, title: 'boş' })) : body,
  ],
};

for (const [fault, [guard, tamper]] of Object.entries(TAMPERINGS)) {
  test(`when ${fault}, the new index is not put in place`, async (context) => {
    const { engine, prefix } = freshEngine();
    await engine.sync('tr', entries(30), SETTINGS);
    const before = await engine.copyOf('tr');
    const pass = async (request: IncomingMessage, response: ServerResponse) => {
      const sent = await text(request);
      const { method = 'GET', url = '' } = request;
      const given = sent === '' ? undefined : tamper(url, JSON.parse(sent));
      const answer = await raw(url, given, method);
      json(response, answer, 'code' in answer ? 404 : 200);
    };
    const url = await lyingServer(context, (...both) => void pass(...both));
    const report = await searchEngine({ url, key: server.masterKey, prefix }).rebuild(
      'tr',
      entries(31),
      SETTINGS,
    );
    assert.equal(report.kind, 'unpromoted', JSON.stringify(report));
    assert.equal(report.kind === 'unpromoted' && report.guard, guard);
    assert.deepEqual(await engine.copyOf('tr'), before);
    assert.equal((await engine.sync('tr', entries(30), SETTINGS)).kind, 'unchanged');
    assert.deepEqual(await indexNames(prefix), [`${prefix}_tr`]);
  });
}

test('an entry whose title is all stop words, or that has none, is no reason to refuse', async () => {
  const { engine } = freshEngine();
  const odd = [
    entry('a', { title: 've' }),
    entry('b', { title: '' }),
    entry('c', { title: ['ve', 1] }),
  ];
  assert.equal((await engine.rebuild('tr', odd, SETTINGS)).kind, 'rebuilt');
});

test('a disk with no room left stops a rebuild, and the live index stays', async () => {
  const { engine, prefix } = freshEngine();
  await engine.sync('tr', entries(3), SETTINGS);
  const full = searchEngine({
    url: server.url,
    key: server.masterKey,
    prefix,
    freeBytes: async () => 5 * 2 ** 20,
  });
  const report = await full.rebuild('tr', entries(4), SETTINGS);
  assert.deepEqual(report, { kind: 'full', freeMb: 5 });
  assert.equal((await titlesOf(engine)).length, 3);
});

test('readers are answered in full while the index is rebuilt', async () => {
  const { engine } = freshEngine();
  await engine.sync('tr', entries(500), SETTINGS);
  let rebuilding = true;
  const rebuilds = (async () => {
    for (let round = 0; round < 3; round += 1) {
      assert.equal((await engine.rebuild('tr', entries(500), SETTINGS)).kind, 'rebuilt');
    }
  })().finally(() => {
    rebuilding = false;
  });
  let answered = 0;
  for (; rebuilding && answered < 5000; answered += 1) {
    const outcome = await engine.search([{ locale: 'tr', q: 'desteği', hitsPerPage: 1 }]);
    assert.equal(outcome.kind, 'answers');
    assert.equal(outcome.kind === 'answers' && outcome.answers[0]?.total, 500);
  }
  await rebuilds;
  assert.ok(answered > 10, `only ${answered} searches during three rebuilds`);
});

test('a rebuild that would lose more than a tenth is refused unless forced', async () => {
  const { engine } = freshEngine();
  await engine.rebuild('tr', entries(20), SETTINGS);
  const tasks = await tasksEver();
  const refused = await engine.rebuild('tr', entries(17), SETTINGS);
  assert.deepEqual(refused, { kind: 'refused', live: 20, offered: 17 });
  assert.equal(await tasksEver(), tasks);
  assert.equal((await engine.rebuild('tr', entries(18), SETTINGS)).kind, 'rebuilt');
  assert.equal((await engine.rebuild('tr', [], SETTINGS, { force: true })).kind, 'rebuilt');
  assert.deepEqual(await titlesOf(engine), []);
});

test('a sync from an empty folder is refused unless forced', async () => {
  const { engine } = freshEngine();
  await engine.sync('tr', entries(3), SETTINGS);
  const refused = await engine.sync('tr', [], SETTINGS);
  assert.deepEqual(refused, { kind: 'refused', live: 3, offered: 0 });
  assert.equal((await titlesOf(engine)).length, 3);
  const forced = await engine.sync('tr', [], SETTINGS, { force: true });
  assert.deepEqual(timeless(forced), { kind: 'updated', sent: 0, removed: 3, tasks: 1 });
});

test('a sync may lose ten entries of few, but not eleven of a hundred', async () => {
  const { engine } = freshEngine();
  await engine.sync('tr', entries(100), SETTINGS);
  assert.equal((await engine.sync('tr', entries(89), SETTINGS)).kind, 'refused');
  assert.equal((await engine.sync('tr', entries(90), SETTINGS)).kind, 'updated');
  const few = freshEngine().engine;
  await few.sync('tr', entries(12), SETTINGS);
  assert.equal((await few.sync('tr', entries(2), SETTINGS)).kind, 'updated');
});

test('one bad document is reported and the live index stays as it was', async () => {
  const { engine, prefix } = freshEngine();
  await engine.rebuild('tr', entries(2), SETTINGS);
  const report = await engine.rebuild('tr', [...entries(2), entry('plan/309.5')], SETTINGS);
  assert.equal(report.kind, 'failed');
  assert.match(report.kind === 'failed' ? report.reason : '', /task \d+ .*plan\/309\.5/);
  assert.equal((await titlesOf(engine)).length, 2);
  assert.equal((await engine.sync('tr', entries(2), SETTINGS)).kind, 'unchanged');
  assert.deepEqual(await indexNames(prefix), [`${prefix}_tr`]);
});

test('two documents with one id are reported, not merged', async () => {
  const { engine } = freshEngine();
  const report = await engine.rebuild('tr', [entry('a'), entry('b'), entry('a')], SETTINGS);
  assert.equal(report.kind, 'unpromoted');
  assert.match(report.kind === 'unpromoted' ? report.found : '', /holds 2 documents instead of 3/);
});

test('entries are replaced and removed in one task each', async () => {
  const { engine } = freshEngine();
  await engine.sync('tr', entries(2), SETTINGS);
  const replaced = await engine.replaceEntries('tr', [entry('e0', { title: 'Bir' }), entry('x')]);
  assert.deepEqual(timeless(replaced), { kind: 'updated', sent: 2, removed: 0, tasks: 1 });
  const removed = await engine.removeEntries('tr', ['e1', 'x']);
  assert.deepEqual(timeless(removed), { kind: 'updated', sent: 0, removed: 2, tasks: 1 });
  assert.deepEqual(await titlesOf(engine), ['Bir']);
  const none = await engine.removeEntries('tr', []);
  assert.deepEqual(timeless(none), { kind: 'unchanged', sent: 0, removed: 0, tasks: 0 });
});

test('an entry is never sent to an index that is not there', async () => {
  const { engine, prefix } = freshEngine();
  const report = await engine.replaceEntries('en', [entry('a')]);
  assert.deepEqual(report, { kind: 'failed', reason: `Index \`${prefix}_en\` not found.` });
  assert.deepEqual(await indexNames(prefix), []);
});

test('changes asked for at once happen one after another', async () => {
  const { engine } = freshEngine();
  const reports = await Promise.all([
    engine.sync('tr', entries(2), SETTINGS),
    engine.replaceEntries('tr', [entry('e0', { title: 'Sonraki' })]),
    engine.removeEntries('tr', ['e1']),
  ]);
  assert.deepEqual(
    reports.map(({ kind }) => kind),
    ['rebuilt', 'updated', 'updated'],
  );
  assert.deepEqual(await titlesOf(engine), ['Sonraki']);
});

test('one request answers several questions in two languages', async () => {
  const { engine } = freshEngine();
  await engine.sync('tr', [entry('a'), entry('b', { type: 'news' }), entry('c')], SETTINGS);
  await engine.sync('en', [entry('a', { title: 'Support' })], SETTINGS);
  const outcome = await engine.search([
    { locale: 'tr', q: 'desteği', filter: ['type = programme'], attributesToSearchOn: ['title'] },
    { locale: 'tr', q: '', facets: ['type'], hitsPerPage: 0 },
    { locale: 'en', q: 'support', attributesToRetrieve: ['id'] },
  ]);
  assert.ok(outcome.kind === 'answers');
  const [hits, counts, english] = outcome.answers;
  assert.deepEqual(
    hits?.hits.map(({ id }) => id),
    ['a', 'c'],
  );
  assert.deepEqual([counts?.total, counts?.facets], [3, { type: { programme: 2, news: 1 } }]);
  assert.deepEqual(english?.hits, [{ id: 'a' }]);
});

const WORDS: IndexSettings = {
  ...SETTINGS,
  filterableAttributes: ['type', 'vocabulary'],
  typoTolerance: { minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 } },
  faceting: { maxValuesPerFacet: 200, sortFacetValuesBy: { vocabulary: 'count' } },
  facetSearch: true,
};

/** An engine over entries with these words. */
async function engineWithWords(vocabularies: readonly (readonly string[])[]) {
  const { engine } = freshEngine();
  const documents = vocabularies.map((vocabulary, i) =>
    entry(`e${i}`, { vocabulary, type: i === 0 ? 'news' : 'programme', title: `${vocabulary[0]}` }),
  );
  assert.equal((await engine.sync('tr', documents, WORDS)).kind, 'rebuilt');
  return engine;
}
const wordsLike = (engine: SearchEngine, begins: string, more: Partial<FacetQuery> = {}) =>
  engine.facetValues({ locale: 'tr', facet: 'vocabulary', q: '', begins, ...more });

test('words that begin so are the most frequent first, in whatever letters', async () => {
  const engine = await engineWithWords([
    ['destek', 'şehir'],
    ['destek', 'deste', 'İstanbul'],
    ['destek', 'deste'],
    ['desen', 'kredi'],
  ]);
  assert.deepEqual(await wordsLike(engine, 'des'), ['destek', 'deste', 'desen']);
  assert.deepEqual(await wordsLike(engine, 'DES'), ['destek', 'deste', 'desen']);
  assert.deepEqual(await wordsLike(engine, 'seh'), ['şehir']);
  assert.deepEqual(await wordsLike(engine, 'istan'), ['İstanbul']);
  assert.deepEqual(await wordsLike(engine, 'qwx'), []);
});

test('a word that is nearly so is there as well, a short one only as it stands', async () => {
  const engine = await engineWithWords([['inovasyon', 'kredi', 'fuar']]);
  assert.deepEqual(await wordsLike(engine, 'inovsyon'), ['inovasyon']);
  assert.deepEqual(await wordsLike(engine, 'kerdi'), ['kredi']);
  assert.deepEqual(await wordsLike(engine, 'inobasyn'), []);
  assert.deepEqual(await wordsLike(engine, 'fuqr'), []);
});

test('values are those of the documents that the question finds', async () => {
  const engine = await engineWithWords([
    ['patent', 'kredi', 'kredi kartı'],
    ['fuar', 'kredi', 'kredibilite'],
    ['fuar', 'kredibilite'],
  ]);
  const ofPatent = await wordsLike(engine, 'kre', { q: 'patent' });
  assert.deepEqual(ofPatent.toSorted(), ['kredi', 'kredi kartı']);
  assert.deepEqual(await wordsLike(engine, 'kre', { filter: ['type = programme'] }), [
    'kredibilite',
    'kredi',
  ]);
  const beside = { q: 'fuar', attributesToSearchOn: ['passage'] };
  assert.deepEqual(await wordsLike(engine, 'kre', beside), []);
});

test('an engine that is down, lies, or lacks the facet has no values, and tells it once', async (context) => {
  const logged = listenToErrors(context);
  const { engine, prefix } = freshEngine();
  assert.deepEqual(await wordsLike(engine, 'des'), []);
  assert.deepEqual(await wordsLike(engine, 'des'), []);
  assert.deepEqual(logged(), [
    `search engine unavailable at ${server.url}: Index \`${prefix}_tr\` not found.`,
  ]);
  for (const lie of [{}, { facetHits: {} }, { facetHits: [{ count: 1 }] }, 'x']) {
    const url = await lyingServer(context, (_, response) => json(response, lie));
    assert.deepEqual(await wordsLike(searchEngine({ url, prefix: 'bys' }), 'des'), []);
  }
  const silent = await lyingServer(context, () => undefined);
  const impatient = searchEngine({ url: silent, prefix: 'bys', timeoutMs: 200 });
  assert.deepEqual(await wordsLike(impatient, 'des'), []);
});

test('a search key is enough for values', async () => {
  const { engine, prefix } = freshEngine();
  await engine.sync('tr', [entry('a', { vocabulary: ['destek'] })], WORDS);
  const key = await boundKey(prefix, ['search']);
  assert.deepEqual(await wordsLike(searchEngine({ url: server.url, key, prefix }), 'des'), [
    'destek',
  ]);
});

test('the hash is kept to the engine, not shown to readers', async () => {
  const { engine } = freshEngine();
  await engine.sync('tr', [entry('a')], SETTINGS);
  const outcome = await engine.search([{ locale: 'tr', q: '' }]);
  assert.ok(outcome.kind === 'answers');
  assert.deepEqual(Object.keys(outcome.answers[0]?.hits[0] ?? {}).sort(), ['id', 'title', 'type']);
});

test('a filter of ours that is wrong is logged in one line', async (context) => {
  const { engine } = freshEngine();
  await engine.sync('tr', [entry('a')], SETTINGS);
  const logged = listenToErrors(context);
  const outcome = await engine.search([{ locale: 'tr', q: '', filter: 'type === \n' }]);
  assert.deepEqual(outcome, { kind: 'unavailable' });
  assert.equal(logged().length, 1);
  assert.match(logged()[0] ?? '', /^search engine rejected a query of ours: \S.*$/);
  assert.doesNotMatch(logged()[0] ?? '', /\n/);
});

test('nothing listening is told once, and the recovery too', async (context) => {
  const logged = listenToErrors(context);
  let up = false;
  const url = await lyingServer(context, (request, response) => {
    if (up) json(response, { results: [{ hits: [], estimatedTotalHits: 0 }] });
    else request.socket.destroy();
  });
  const engine = searchEngine({ url, prefix: 'bys' });
  const ask = () => engine.search([{ locale: 'tr', q: 'kosgeb' }]);
  assert.deepEqual(await ask(), { kind: 'unavailable' });
  assert.deepEqual(await ask(), { kind: 'unavailable' });
  up = true;
  assert.equal((await ask()).kind, 'answers');
  assert.equal((await ask()).kind, 'answers');
  assert.equal(logged().length, 2);
  assert.match(logged()[0] ?? '', /^search engine unavailable at http:\S+: \S.*$/);
  assert.equal(logged()[1], `search engine at ${url} answers again`);
});

test('a refused connection makes every call a value', async (context) => {
  const logged = listenToErrors(context);
  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const port = portOf(closed);
  closed.close();
  await once(closed, 'close');
  const url = `http://127.0.0.1:${port}`;
  const engine = searchEngine({ url, key: 'gizli', prefix: 'bys' });
  assert.deepEqual(await engine.search([{ locale: 'tr', q: '' }]), { kind: 'unavailable' });
  assert.equal(await engine.health(), false);
  const reason = `connect ECONNREFUSED 127.0.0.1:${port}`;
  assert.deepEqual(await engine.sync('tr', [], SETTINGS), { kind: 'failed', reason });
  assert.deepEqual(await engine.rebuild('tr', [], SETTINGS), { kind: 'failed', reason });
  assert.deepEqual(logged(), [`search engine unavailable at ${url}: ${reason}`]);
});

test('a wrong key and a missing index are unavailable, and the key is never told', async (context) => {
  const logged = listenToErrors(context);
  const stranger = searchEngine({ url: server.url, key: 'yanlis-anahtar', prefix: 'bys' });
  assert.deepEqual(await stranger.search([{ locale: 'tr', q: '' }]), { kind: 'unavailable' });
  const report = await stranger.sync('tr', [entry('a')], SETTINGS);
  assert.deepEqual(report, { kind: 'failed', reason: 'The provided API key is invalid.' });
  const { engine, prefix } = freshEngine();
  assert.deepEqual(await engine.search([{ locale: 'tr', q: '' }]), { kind: 'unavailable' });
  assert.deepEqual(logged(), [
    `search engine unavailable at ${server.url}: The provided API key is invalid.`,
    `search engine unavailable at ${server.url}: Inside \`.queries[0]\`: Index \`${prefix}_tr\` not found.`,
  ]);
});

/** A key of the engine that may do `actions` on the indexes of `prefix` and on no other. */
async function boundKey(prefix: string, actions: string[]): Promise<string> {
  const indexesOfPrefix = [`${prefix}_*`];
  return String((await raw('/keys', { actions, indexes: indexesOfPrefix, expiresAt: null })).key);
}

test('a search key bound to the prefix is enough to search', async () => {
  const { engine, prefix } = freshEngine();
  await engine.sync('tr', entries(2), SETTINGS);
  const key = await boundKey(prefix, ['search']);
  assert.equal((await titlesOf(searchEngine({ url: server.url, key, prefix }))).length, 2);
});

test('an admin key bound to the prefix cannot see a swap, and the report says so', async () => {
  const { prefix } = freshEngine();
  const key = await boundKey(prefix, ['*']);
  const report = await searchEngine({ url: server.url, key, prefix }).sync('tr', [], SETTINGS);
  assert.equal(report.kind, 'failed');
  const reason = report.kind === 'failed' ? report.reason : '';
  assert.match(reason, /^Task `\d+` not found\. The key must be valid for all indexes\.$/);
});

const LIES: Record<string, (response: ServerResponse) => unknown> = {
  'JSON cut short': (response) => response.end('{"results":[{"hits":[{"id":'),
  'a body cut short': (response) => {
    response.writeHead(200, { 'Content-Length': '900' });
    response.write('{"results":');
    response.socket?.end();
  },
  'another shape': (response) => json(response, { hits: [], results: { tr: [] } }),
  'hits that are not records': (response) => json(response, { results: [{ hits: ['a'] }] }),
  'fewer answers than questions': (response) => json(response, { results: [] }),
  'nothing at all': (response) => response.end(),
  'a web page': (response) => response.writeHead(502).end('<html>Bad gateway</html>'),
  'too many searches': (response) => json(response, { message: 'Too many', code: 'x' }, 503),
  silence: () => undefined,
  'silence after the first bytes': (response) => {
    response.writeHead(200);
    response.write('{"results":');
  },
};

for (const [lie, answer] of Object.entries(LIES)) {
  test(`an engine that answers with ${lie} is unavailable`, { timeout: 5000 }, async (context) => {
    const logged = listenToErrors(context);
    const url = await lyingServer(context, (_, response) => void answer(response));
    const engine = searchEngine({ url, prefix: 'bys', timeoutMs: 200 });
    assert.deepEqual(await engine.search([{ locale: 'tr', q: '' }]), { kind: 'unavailable' });
    assert.equal(logged().length, 1);
    assert.match(logged()[0] ?? '', /^search engine unavailable at \S+: \S[^\n]*$/);
  });
}

test('a task that never ends is cancelled and reported', { timeout: 5000 }, async (context) => {
  const calls: string[] = [];
  const url = await lyingServer(context, (request, response) => {
    calls.push(`${request.method} ${request.url?.split('?')[0]}`);
    if (request.url?.startsWith('/tasks?')) json(response, { results: [] });
    else if (request.url?.startsWith('/tasks/')) {
      json(response, { uid: 7, status: 'processing', type: 'indexCreation', indexUid: 'bys_tr' });
    } else if (request.method === 'GET') {
      json(response, { message: 'Index not found.', code: 'index_not_found' }, 404);
    } else json(response, { taskUid: 7 }, 202);
  });
  const engine = searchEngine({ url, prefix: 'bys', taskTimeoutMs: 100 });
  assert.deepEqual(await engine.sync('tr', [entry('a')], SETTINGS), {
    kind: 'failed',
    reason:
      'task 7 (indexCreation on bys_tr) processing after 100 ms and cancelled; ' +
      'is the disk of the engine full?',
  });
  assert.ok(calls.includes('POST /tasks/cancel'));
});

test(
  'a task that the engine begins again and again is cancelled',
  { timeout: 5000 },
  async (context) => {
    let asked = 0;
    const url = await lyingServer(context, (request, response) => {
      if (request.url?.startsWith('/tasks?')) json(response, { results: [] });
      else if (request.url?.startsWith('/tasks/')) {
        asked += 1;
        const startedAt = `2026-11-22T12:00:${asked < 3 ? '00' : '30'}Z`;
        json(response, { uid: 7, status: 'processing', type: 'indexCreation', startedAt });
      } else if (request.method === 'GET') {
        json(response, { message: 'Index not found.', code: 'index_not_found' }, 404);
      } else json(response, { taskUid: 7 }, 202);
    });
    assert.deepEqual(
      await searchEngine({ url, prefix: 'bys' }).sync('tr', [entry('a')], SETTINGS),
      {
        kind: 'failed',
        reason:
          'task 7 (indexCreation) processing begun again by the engine, and cancelled; ' +
          'is the disk of the engine full?',
      },
    );
  },
);

test('earlier tasks that never end are reported', { timeout: 5000 }, async (context) => {
  const url = await lyingServer(context, (_, response) => json(response, { results: [{}] }));
  const engine = searchEngine({ url, prefix: 'bys', taskTimeoutMs: 100 });
  assert.deepEqual(await engine.sync('tr', [entry('a')], SETTINGS), {
    kind: 'failed',
    reason: 'earlier tasks on bys_tr, bys_tr_next do not end',
  });
});

test('health is yes for a running engine and no for one that hangs', async (context) => {
  assert.equal(await freshEngine().engine.health(), true);
  const url = await lyingServer(context, () => undefined);
  const started = performance.now();
  assert.equal(await searchEngine({ url, prefix: 'bys' }).health(), false);
  assert.ok(performance.now() - started < 2000);
});

test('no answer is asked for compressed, for that costs 43 ms', async (context) => {
  const asked: unknown[] = [];
  const url = await lyingServer(context, (request, response) => {
    asked.push(request.headers['accept-encoding']);
    json(response, { results: [] });
  });
  await searchEngine({ url, prefix: 'bys' }).search([]);
  assert.deepEqual(asked, ['identity']);
});
