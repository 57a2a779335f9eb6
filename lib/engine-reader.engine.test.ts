import assert from 'node:assert/strict';
import { after, before, test, type TestContext } from 'node:test';
import { searchEngine, type SearchEngine } from '#lib/search-engine';
import { startEngine } from '../scripts/engine-for-tests';
import { faults, startFaultProxy, type FaultProxy } from '../scripts/fault-proxy-for-tests';
import { until } from '../scripts/processes-for-tests';

type Server = Awaited<ReturnType<typeof startEngine>>;
let server: Server;
const proxies: FaultProxy[] = [];

// Long enough that a drip of 1 kB a second is too slow for it.
const passage = 'Kümelerin dışa açılması için '.repeat(100);
const documents = Array.from({ length: 20 }, (_, n) => ({
  id: `e${n}`,
  hash: 'a',
  title: `Destek ${n}`,
  passage,
  vocabulary: ['destek'],
}));
const settings = {
  searchableAttributes: ['title'],
  filterableAttributes: ['vocabulary'],
};

before(async () => {
  server = await startEngine();
  const filled = searchEngine({ url: server.url, key: server.masterKey, prefix: 'bys' });
  assert.equal((await filled.sync('tr', documents, settings)).kind, 'rebuilt');
});
after(async () => {
  for (const proxy of proxies) await proxy.stop();
  await server.stop();
});

const proxied = async () => {
  const proxy = await startFaultProxy(server.url);
  proxies.push(proxy);
  return proxy;
};

/** `probeMs`: an hour, unless a test is about coming back. */
const readerAt = (urls: readonly string[], probeMs = 3_600_000): SearchEngine => {
  const [url = '', ...readFrom] = urls;
  return searchEngine({
    url,
    readFrom,
    key: server.masterKey,
    prefix: 'bys',
    timeoutMs: 400,
    probeMs,
  });
};

const ask = async (engine: SearchEngine) =>
  (await engine.search([{ locale: 'tr', q: 'destek' }])).kind;
const values = (engine: SearchEngine) =>
  engine.facetValues({ locale: 'tr', facet: 'vocabulary', q: '', begins: 'des' });

function listenToErrors(context: TestContext): () => string[] {
  const spy = context.mock.method(console, 'error', () => undefined);
  return () => spy.mock.calls.map((call) => call.arguments.join(' '));
}

for (const fault of faults) {
  test(`${fault}: five ask in vain, nobody else is kept waiting, and it is told once without the key`, async (context) => {
    const logged = listenToErrors(context);
    const proxy = await proxied();
    const engine = readerAt([proxy.url]);
    assert.equal(await ask(engine), 'answers');
    await proxy.set(fault);
    for (const round of [1, 2, 3, 4, 5])
      assert.equal(await ask(engine), 'unavailable', `question ${round}`);
    const reached = proxy.count();
    assert.equal(reached, fault === 'refused' ? 0 : 5);
    const others = await Promise.all(Array.from({ length: 50 }, () => ask(engine)));
    assert.deepEqual([...new Set(others)], ['unavailable']);
    assert.deepEqual(await values(engine), []);
    assert.equal(proxy.count(), reached, 'a question reached an engine that is given up');
    assert.equal(logged().length, 1, logged().join('\n'));
    assert.match(logged()[0] ?? '', /^search engine unavailable at http:\S+: \S[^\n]*$/);
    assert.ok(!logged().join().includes(server.masterKey));
  });
}

test('an engine that was given up is back once a question in the background is answered', async (context) => {
  const logged = listenToErrors(context);
  const proxy = await proxied();
  const engine = readerAt([proxy.url], 20);
  await proxy.set('hang');
  await Promise.all(Array.from({ length: 5 }, () => ask(engine)));
  await until(
    () => proxy.count() > 6,
    10,
    () => 'no probe',
  );
  assert.equal(await ask(engine), 'unavailable');
  await proxy.set('pass');
  await until(
    async () => (await ask(engine)) === 'answers',
    10,
    () => logged().join('\n'),
  );
  assert.equal(logged().at(-1), `search engine at ${proxy.url} answers again`);
  assert.deepEqual(await values(engine), ['destek']);
});

for (const fault of faults) {
  test(`${fault}: with another node every question is answered`, async (context) => {
    listenToErrors(context);
    const [dead, living] = [await proxied(), await proxied()];
    await dead.set(fault);
    const engine = readerAt([dead.url, living.url]);
    for (let round = 0; round < 12; round += 1) assert.equal(await ask(engine), 'answers');
    assert.deepEqual(await values(engine), ['destek']);
    assert.equal(living.count(), 13);
    // Half of the questions begin there until it is given up.
    assert.ok(dead.count() <= 6, `${dead.count()}`);
  });
}

test('nodes answer in turn', async () => {
  const nodes = [await proxied(), await proxied(), await proxied()];
  const engine = readerAt(nodes.map(({ url }) => url));
  for (let round = 0; round < 12; round += 1) assert.equal(await ask(engine), 'answers');
  assert.deepEqual(
    nodes.map((node) => node.count()),
    [4, 4, 4],
  );
});

test('a wrong question of ours is put to one node, and gives none up', async (context) => {
  const logged = listenToErrors(context);
  const nodes = [await proxied(), await proxied()];
  const engine = readerAt(nodes.map(({ url }) => url));
  for (let round = 0; round < 12; round += 1)
    assert.deepEqual(await engine.search([{ locale: 'tr', q: '', filter: 'type ===' }]), {
      kind: 'unavailable',
    });
  assert.deepEqual(
    nodes.map((node) => node.count()),
    [6, 6],
  );
  assert.ok(logged().every((line) => line.startsWith('search engine rejected a query of ours: ')));
  assert.equal(await ask(engine), 'answers');
});

test('connections that the engine has closed meanwhile cost no answer', async () => {
  const proxy = await proxied();
  const engine = readerAt([proxy.url]);
  for (let round = 0; round < 10; round += 1) {
    assert.equal(await ask(engine), 'answers');
    await proxy.set('pass'); // Cuts all connections.
  }
});

test('one node that is available is enough to be in health', async () => {
  const [dead, living] = [await proxied(), await proxied()];
  await dead.set('hang');
  assert.equal(await readerAt([dead.url, living.url]).health(), true);
  assert.equal(await readerAt([dead.url]).health(), false);
  await dead.set('garbage');
  assert.equal(await readerAt([dead.url]).health(), false);
});
