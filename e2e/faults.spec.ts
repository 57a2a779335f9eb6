import { violations } from './axe';
import { faultSite, type Told } from './fault-site';
import { expect, test } from './test';
import { faults, type Fault } from '../scripts/fault-proxy-for-tests';
import tr from '../messages/tr.json' with { type: 'json' };
import en from '../messages/en.json' with { type: 'json' };

// One engine for all: what one test does to it, the others would see.
test.describe.configure({ mode: 'serial' });

const told = async (): Promise<Told> => (await fetch(faultSite.control)).json() as Promise<Told>;
const set = (mode: Fault | 'pass') => fetch(`${faultSite.control}/${mode}`, { method: 'POST' });

async function get(where: string, init?: RequestInit) {
  const response = await fetch(faultSite.url + where, init);
  return { where, status: response.status, headers: response.headers, text: await response.text() };
}

type Got = Awaited<ReturnType<typeof get>>;

const isWhole = async (query: string) => {
  const { status, text } = await get(`/api/search?q=${query}`);
  return status === 200 && !('fallback' in (JSON.parse(text) as object));
};
const recovered = async (query: string) => {
  await set('pass');
  await expect.poll(() => isWhole(query), { timeout: 10_000 }).toBe(true);
};

/** Another word for every fault, so that nothing that is kept of one is the answer to the next. */
const words =
  'destek kredi ihracat makine fuar hibe enerji tarım yatırım eğitim patent sanayi bilişim';

const mcp = (query: string) =>
  get('/api/mcp', {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'search', arguments: { query } },
    }),
  });

test.beforeAll(async () => {
  // Until the portal has read its entries ahead, it has nothing to fall back on.
  await set('refused');
  await expect
    .poll(async () => (await get('/api/search?q=destek')).text.includes('"fallback":'), {
      timeout: 60_000,
    })
    .toBe(true);
  await recovered('destek');
});
test.afterAll(() => set('pass'));

for (const [n, fault] of faults.entries()) {
  test(`${fault}: readers get the smaller index and are told, and all else goes on`, async () => {
    const word = encodeURIComponent(words.split(' ')[n] ?? '');
    await set(fault);
    const searches = await Promise.all([
      get(`/ara?q=${word}`),
      get(`/destekler?q=${word}`),
      get(`/kumeler?province=42&q=${word}`),
      get(`/gomulu-arama?q=${word}`),
      get(`/en/search?q=${word}`),
    ]);
    const data = await Promise.all([
      get(`/api/search?q=${word}`),
      get(`/api/v1/search?q=${word}`),
      mcp(decodeURIComponent(word)),
    ]);
    const files = await Promise.all(
      ['csv', 'json', 'atom'].map((ending) => get(`/destekler.${ending}?q=${word}`)),
    );
    const facets = await get(`/api/v1/facets?q=${word}`);
    const suggestions = await get(`/api/suggest?q=${word}`);
    const others = await Promise.all(
      ['/', '/en', '/api/health', '/destek-bul', '/sozluk', '/takvim', '/api/v1/match'].map((at) =>
        get(at),
      ),
    );

    for (const { where, status, text, headers } of searches) {
      expect(status, where).toBe(200);
      const { heading } = (where.startsWith('/en') ? en : tr).search.fallback;
      expect(text.includes(heading), `${where} says so`).toBe(true);
      expect(text.includes('<meta name="robots" content="noindex"'), where).toBe(true);
      expect(headers.get('Cache-Control'), where).toContain('no-store');
    }
    for (const { where, status, text } of data) {
      expect(status, where).toBe(200);
      expect(text.includes('"fallback":'), where).toBe(true);
      expect(/"(?:total|exact)\\?":[1-9]/.test(text), `${where} has hits`).toBe(true);
    }
    for (const { where, headers } of data.slice(0, 2)) {
      expect(headers.get('Cache-Control'), where).toBe('no-store');
      expect(headers.get('X-Robots-Tag'), where).toBe('noindex');
    }
    for (const { where, status, text, headers } of [...files, facets]) {
      expect(status, where).toBe(503);
      expect(headers.get('Retry-After'), where).toBe('5');
      expect(headers.get('Cache-Control'), where).toBe('no-store');
      expect(text.length, where).toBeGreaterThan(20);
    }
    expect(suggestions.status).toBe(200);
    expect(JSON.parse(suggestions.text)).toEqual({ suggestions: [] });
    for (const { where, status, text } of others) {
      expect(status, where).toBe(200);
      expect(text.includes(tr.search.fallback.heading), where).toBe(false);
    }

    const { secrets, log } = await told();
    const all: Got[] = [...searches, ...data, ...files, facets, suggestions, ...others];
    for (const { where, text, headers } of all) {
      expect(/\n\s+at \S+ \(|node:internal|ECONNRE/.test(text), `${where}: a trace`).toBe(false);
      for (const secret of secrets)
        expect(`${JSON.stringify([...headers])}${text}`.includes(secret), where).toBe(false);
    }
    expect(log).not.toMatch(/unhandled|\n\s+at \S+ \(/i);
    expect(log.includes(secrets[0] ?? ''), 'the key is in the log').toBe(false);
    await recovered(word);
  });
}

test('the page of the smaller index is whole without a script, in both languages', async ({
  browser,
}) => {
  await set('refused');
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: faultSite.url });
  const page = await context.newPage();
  await page.goto('/ara?q=k%C3%BCmelenme&type=programme');
  await expect(page.getByText(tr.search.fallback.heading)).toBeVisible();
  expect(await page.locator('.hits .hit').count()).toBeGreaterThan(3);
  await page.goto('/en/search?q=support');
  await expect(page.getByText(en.search.fallback.heading)).toBeVisible();
  await context.close();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing on the page of the smaller index, ${colorScheme}`, async ({ page }) => {
    await set('refused');
    await page.emulateMedia({ colorScheme });
    await page.goto('/ara?q=ihracat');
    await expect(page.getByText(tr.search.fallback.heading)).toBeVisible();
    expect(await violations(page, { but: [] })).toEqual([]);
  });
