import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import {
  expect as expectAnywhere,
  test as everywhere,
  type APIRequestContext,
} from '@playwright/test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { parse } from 'csv-parse/sync';
import ICAL from 'ical.js';
import { textsIn } from '#lib/fixtures/xml';
import { violations } from './axe';
import { ask, expect, test } from './test';
import { kinds, lists, listTypes, locales, words } from './words';

const mediaTypes = {
  csv: 'text/csv',
  json: 'application/json',
  atom: 'application/atom+xml',
  ics: 'text/calendar',
} as const;
type Format = keyof typeof mediaTypes;
const formats = Object.keys(mediaTypes) as Format[]; // Object.keys says string[]

const search = { tr: '/ara', en: '/en/search' } as const;

async function file(request: APIRequestContext, address: string): Promise<string> {
  const response = await request.get(address, { maxRedirects: 0 });
  expect(response.status(), address).toBe(200);
  return response.text();
}

const rowsOf = (text: string): string[][] => parse(text, { bom: true });
const eventsOf = (text: string) => ICAL.Component.fromString(text).getAllSubcomponents('vevent');
const idsIn = (xml: string): string[] => textsIn(xml, 'id');

test.describe('a search as a file', () => {
  for (const locale of locales) {
    test(`every list is announced in every format, and is there (${locale})`, async ({
      page,
      request,
    }) => {
      const addresses = [kinds.glossary, ...listTypes.map((type) => lists[type])];
      for (const { [locale]: address } of addresses) {
        await page.goto(address);
        await expect(
          page.getByRole('link', { name: words(locale)('files.formats.csv'), exact: true }),
        ).toHaveAttribute('href', `${address}.csv`);
        for (const format of formats) {
          const href = await page
            .locator(`link[rel=alternate][type="${mediaTypes[format]}"]`)
            .getAttribute('href');
          expect(new URL(href ?? '').pathname).toBe(`${address}.${format}`);
          const response = await request.get(`${address}.${format}`);
          expect(response.status()).toBe(200);
          expect(response.headers()['content-type']).toBe(`${mediaTypes[format]}; charset=utf-8`);
          expect(response.headers()['x-content-type-options']).toBe('nosniff');
        }
      }
    });

    test(`a file holds every hit and not only the page (${locale})`, async ({ request }) => {
      const { total } = await ask(request, `locale=${locale}&type=programme`);
      expect(total).toBeGreaterThan(20);
      const address = lists.programme[locale];
      expect(rowsOf(await file(request, `${address}.csv?page=3`))).toHaveLength(total + 1);
      const data = JSON.parse(await file(request, `${address}.json`)) as { entries: unknown[] };
      expect(data.entries).toHaveLength(total);
      // A feed has the hundred that changed last, and an id of its own.
      expect(idsIn(await file(request, `${address}.atom`))).toHaveLength(Math.min(total, 100) + 1);
    });

    test(`a file has the hits of its search in their order (${locale})`, async ({ request }) => {
      const asked = locale === 'tr' ? 'q=kümelenme&sector=makine' : 'q=cluster&sector=makine';
      const { hits } = await ask(request, `locale=${locale}&limit=100&${asked}`);
      const data = JSON.parse(await file(request, `${search[locale]}.json?${asked}`)) as {
        entries: { type: string; slug: string }[];
      };
      expect(data.entries.map(({ type, slug }) => `${type}/${slug}`)).toEqual(
        hits.map(({ type, slug }) => `${type}/${slug}`),
      );
    });

    test(`a search that finds nothing is a whole file (${locale})`, async ({ request }) => {
      const address = search[locale];
      expect(rowsOf(await file(request, `${address}.csv?q=xyzzyq`))).toHaveLength(1);
      expect(idsIn(await file(request, `${address}.atom?q=xyzzyq`))).toHaveLength(1);
      expect(eventsOf(await file(request, `${address}.ics?q=xyzzyq`))).toEqual([]);
      expect(JSON.parse(await file(request, `${address}.json?q=xyzzyq`))).toMatchObject({
        total: 0,
        entries: [],
      });
    });

    test(`the page links to the files of what it shows (${locale})`, async ({ page }) => {
      const t = words(locale);
      await page.goto(kinds.search[locale]);
      const link = (format: string) =>
        page.getByRole('link', { name: t(`files.formats.${format}`), exact: true });
      const here = new URL(page.url());
      for (const format of formats) {
        const to = new URL((await link(format).getAttribute('href')) ?? '', here);
        expect(to.pathname).toBe(`${search[locale]}.${format}`);
        expect(Object.fromEntries(to.searchParams)).toEqual(Object.fromEntries(here.searchParams));
      }
      await expect(link('webcal')).toHaveAttribute('href', /^webcal:\/\/[^/]+\/.+\.ics\?/);
      await expect(page.getByText(t('files.watch'))).toBeVisible();

      await page.getByLabel(t('search.query')).fill('kosgeb');
      await expect(link('csv')).toHaveAttribute('href', /[?&]q=kosgeb(&|$)/);
    });
  }

  test('a program that asks again is told that nothing changed', async ({ request }) => {
    for (const address of [
      '/destekler.atom',
      '/ara.csv?q=makine',
      '/takvim.ics',
      '/api/v1/entries',
    ]) {
      const { etag = '', 'last-modified': changed = '' } = (await request.get(address)).headers();
      const again = async (headers: Record<string, string>) =>
        (await request.get(address, { headers })).status();
      expect(await again({ 'If-None-Match': etag }), address).toBe(304);
      expect(await again({ 'If-None-Match': `"x", ${etag}` }), address).toBe(304);
      expect(await again({ 'If-None-Match': '"x"', 'If-Modified-Since': changed }), address).toBe(
        200,
      );
      expect(await again({ 'If-Modified-Since': changed }), address).toBe(304);
      expect(await again({ 'If-Modified-Since': 'Thu, 01 Jan 1970 00:00:00 GMT' })).toBe(200);
      expect(await again({ 'If-Modified-Since': 'yesterday' })).toBe(200);
    }
  });

  test('an ending that is not offered is no page', async ({ request }) => {
    for (const address of [
      '/ara.xml2',
      '/ara.CSV',
      '/ara.csv.json',
      '/.csv',
      '/en.json',
      '/hakkinda.csv',
      '/takvim.csv',
      '/destekler/yok.ics',
      '/kumeler/arus.ics',
      '/destekler/tubitak-1501.csv',
      '/sayfalar.json',
      '/files/csv/tr/ara',
    ])
      expect((await request.get(address)).status(), address).toBe(404);
  });

  test('an address with the words of the other language leads on', async ({ request }) => {
    for (const [from, to] of [
      ['/en/ara.csv?q=a', '/en/search.csv?q=a'],
      ['/tr/ara.json', '/ara.json'],
      ['/programmes.ics', '/destekler.ics'],
    ] as const) {
      const response = await request.get(from, { maxRedirects: 0 });
      expect(response.status(), from).toBe(308);
      const { pathname, search: query } = new URL(response.headers().location ?? '', 'http://x');
      expect(pathname + query).toBe(to);
    }
  });

  test('broken and hostile queries are harmless in every format', async ({ request }) => {
    const queries = [
      'q=%E0%A4%A',
      'q=%00',
      'page=-1',
      `${'sector=makine&'.repeat(100)}`,
      'q=%3D1%2B1',
    ];
    for (const format of formats)
      for (const query of queries) {
        const response = await request.get(`/ara.${format}?${query}`);
        expect(response.status(), `${format} ${query}`).toBe(200);
      }
    // The query stands in the name of a feed, as text.
    expect(
      idsIn(await file(request, `/ara.atom?q=${encodeURIComponent(']]><x>&"')}`)).length,
    ).toBeGreaterThan(0);
  });
});

test.describe('dates', () => {
  for (const locale of locales) {
    test(`the calendar tells months, dates ahead and past apart (${locale})`, async ({ page }) => {
      const t = words(locale);
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(kinds.calendar[locale]);
      await expect(
        page.getByRole('heading', { level: 1, name: t('calendar.title') }),
      ).toBeVisible();
      await expect(page.getByRole('heading', { name: t('calendar.ahead') })).toBeVisible();
      const past = page.locator('details.past');
      await expect(past.getByRole('link').first()).toBeHidden();
      await past.locator('summary').click();
      await expect(past.getByRole('link').first()).toBeVisible();
      await expect(past.getByText(t('calendar.over'), { exact: true }).first()).toBeVisible();
      await page
        .getByRole('navigation', { name: t('calendar.byMonth') })
        .getByRole('link', { name: t('calendar.thisMonth') })
        .click();
      await expect(page).toHaveURL(new RegExp(`${locale === 'tr' ? '/takvim' : '/en/calendar'}$`));
    });

    test(`a programme, an event and the calendar can be subscribed to (${locale})`, async ({
      page,
      request,
      baseURL,
    }) => {
      const t = words(locale);
      const programme = locale === 'tr' ? '/destekler/tubitak-1501' : '/en/programmes/tubitak-1501';
      await page.goto(programme);
      const subscribe = page.getByRole('link', { name: t('files.formats.webcal') });
      await expect(subscribe).toHaveAttribute(
        'href',
        `webcal://${new URL(baseURL ?? '').host}${programme}.ics`,
      );
      const own = eventsOf(await file(request, `${programme}.ics`));
      const [deadline] = own.filter((event) =>
        String(event.getFirstPropertyValue('uid')).includes('-closes@'),
      );
      expect(deadline?.getAllSubcomponents('valarm')).toHaveLength(2);
      const all = eventsOf(
        await file(request, `${locale === 'tr' ? '/takvim' : '/en/calendar'}.ics`),
      );
      const uids = all.map((event) => event.getFirstPropertyValue('uid'));
      expect(uids).toContain(deadline?.getFirstPropertyValue('uid'));
      expect(new Set(uids).size).toBe(uids.length);
      expect(eventsOf(await file(request, `${kinds.event[locale]}.ics`)).length).toBeLessThan(2);
    });
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  for (const locale of locales)
    test(`calendar, files and data are all there (${locale})`, async ({ page }) => {
      const t = words(locale);
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(kinds.calendar[locale]);
      await page.locator('details.past summary').click();
      await expect(page.locator('details.past').getByRole('link').first()).toBeVisible();
      await page.goto(lists.programme[locale]);
      await expect(page.getByRole('link', { name: t('files.formats.atom') })).toBeVisible();
      await page.goto(kinds.data[locale]);
      await expect(page.getByRole('link', { name: 'programmes.jsonl', exact: true })).toBeVisible();
    });
});

test.describe('/api/v1', () => {
  test('describes itself in valid OpenAPI 3.1', async ({ request }) => {
    for (const locale of locales) {
      const response = await request.get(`/api/v1/openapi.json?locale=${locale}`);
      const result = await new Validator().validate(
        (await response.json()) as Record<string, unknown>,
      );
      expect(result.errors ?? []).toEqual([]);
      expect(result.valid).toBe(true);
    }
  });

  test('its pages together hold every entry once, and end', async ({ request }) => {
    const slugs: string[] = [];
    const address = (page: number) => `/api/v1/entries?type=institution&limit=5&page=${page}`;
    const { total, pages } = (await (await request.get(address(1))).json()) as {
      total: number;
      pages: number;
    };
    for (let page = 1; page <= pages; page += 1) {
      const { results } = (await (await request.get(address(page))).json()) as {
        results: { slug: string }[];
      };
      slugs.push(...results.map(({ slug }) => slug));
    }
    expect(new Set(slugs).size).toBe(total);
    for (const beyond of [
      address(pages + 1),
      '/api/v1/search?page=999999',
      '/api/v1/search?q=xyzzyq&page=2',
    ]) {
      const response = await request.get(beyond);
      expect(response.status(), beyond).toBe(404);
      expect(response.headers()['content-type']).toBe('application/problem+json; charset=utf-8');
    }
    expect((await request.get('/api/v1/search?q=xyzzyq&page=1')).status()).toBe(200);
  });

  test('a search gives the same as the page, and leads to whole entries', async ({ request }) => {
    const { hits, total } = await ask(request, 'q=makine&type=programme&limit=5');
    const response = await request.get('/api/v1/search?q=makine&type=programme&limit=5');
    const answer = (await response.json()) as {
      total: number;
      results: { slug: string; record: string }[];
    };
    expect(answer.total).toBe(total);
    expect(answer.results.map(({ slug }) => slug)).toEqual(hits.map(({ slug }) => slug));
    for (const { slug, record } of answer.results) {
      const entry = (await (await request.get(record)).json()) as {
        slug: string;
        data: { sources: unknown[] };
      };
      expect(entry.slug).toBe(slug);
      expect(entry.data.sources.length).toBeGreaterThan(0);
    }
  });

  for (const locale of locales)
    test(`a mistake is a problem with a way out (${locale})`, async ({ request }) => {
      const t = words(locale);
      for (const [path, code, status] of [
        ['search?limit=500', 'parameters', 400],
        ['search?sector=nope', 'parameters', 400],
        ['entries/programme/nope', 'not-found', 404],
        ['nope', 'no-such-address', 404],
        ['data/nope.csv', 'no-such-address', 404],
        ['search?page=9999', 'page-beyond', 404],
      ] as const) {
        const address = `/api/v1/${path}${path.includes('?') ? '&' : '?'}locale=${locale}`;
        const response = await request.get(address);
        expect(response.status(), address).toBe(status);
        expect(response.headers()['content-type']).toBe('application/problem+json; charset=utf-8');
        expect(response.headers()['access-control-allow-origin']).toBe('*');
        const problem = (await response.json()) as { title: string; type: string; status: number };
        expect(problem.title, address).toBe(t(`api.problems.${code}.title`));
        expect(problem.status).toBe(status);
        // The kind of problem is the address of its explanation.
        expect(await (await request.get(problem.type)).text()).toContain(`id="${code}"`);
      }
    });

  test('what is asked for in another format or by another method is refused', async ({
    request,
  }) => {
    for (const [accept, status] of [
      ['application/xml', 406],
      ['text/html', 406],
      ['application/json;q=0', 406],
      ['text/html, */*;q=0.1', 200],
      ['', 200],
    ] as const)
      expect(
        (await request.get('/api/v1/facets', { headers: { Accept: accept } })).status(),
        accept,
      ).toBe(status);
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const response = await request.fetch('/api/v1/entries', { method });
      expect(response.status(), method).toBe(405);
      expect(response.headers().allow).toBe('GET, HEAD, OPTIONS');
    }
    const asked = await request.fetch('/api/v1/entries', {
      method: 'OPTIONS',
      headers: { Origin: 'https://example.org', 'Access-Control-Request-Headers': 'if-none-match' },
    });
    expect(asked.status()).toBe(204);
    expect(asked.headers()['access-control-allow-headers']).toContain('If-None-Match');
  });

  test('files of open data are what the package says', async ({ request }) => {
    for (const locale of locales) {
      const response = await request.get(`/api/v1/data/datapackage.json?locale=${locale}`);
      const { resources, licenses } = (await response.json()) as {
        licenses: { name: string }[];
        resources: { path: string; bytes: number; hash: string; describedBy?: string }[];
      };
      expect(licenses).toHaveLength(1);
      expect(resources.length).toBeGreaterThan(20);
      const paths = resources.map(({ path }) => path);
      for (const { path, bytes, hash, describedBy } of resources) {
        const body = await (await request.get(path)).body();
        expect(body.length, path).toBe(bytes);
        expect(`sha256:${createHash('sha256').update(body).digest('hex')}`, path).toBe(hash);
        if (describedBy) expect(paths).toContain(describedBy);
      }
    }
  });
});

test('an assistant finds the tools, searches, and reads an entry with its sources', async ({
  baseURL,
  request,
}) => {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(new StreamableHTTPClientTransport(new URL('/api/mcp', baseURL)));
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name).sort()).toEqual(['get_entry', 'match', 'search']);
  expect(tools.every(({ annotations }) => annotations?.readOnlyHint)).toBe(true);
  const found = await client.callTool({
    name: 'search',
    arguments: { query: 'makine', type: ['programme'], filters: { province: ['konya'] }, limit: 3 },
  });
  const { results, total } = found.structuredContent as {
    total: number;
    results: { slug: string }[];
  };
  expect(total).toBe((await ask(request, 'q=makine&type=programme&province=konya')).total);
  const read = await client.callTool({
    name: 'get_entry',
    arguments: { type: 'programme', slug: results[0]?.slug, locale: 'en' },
  });
  expect(read.structuredContent).toMatchObject({ slug: results[0]?.slug, language: 'en' });
  expect(JSON.stringify(read.content)).toContain('sources');
  const judged = await client.callTool({
    name: 'match',
    arguments: { province: ['konya'], age: ['not-founded'], locale: 'en', limit: 2 },
  });
  expect(judged.structuredContent).toEqual(
    await (
      await request.get('/api/v1/match?province=konya&age=not-founded&locale=en&limit=2')
    ).json(),
  );
  const missing = await client.callTool({
    name: 'get_entry',
    arguments: { type: 'plan', slug: 'nope' },
  });
  expect(missing.isError).toBe(true);
  await client.close();
});

test('a question to the assistants’ address is short, and says how long it is', async ({
  request,
}) => {
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
  const data = JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'ping',
    params: 'x'.repeat(70_000),
  });
  expect((await request.post('/api/mcp', { headers, data })).status()).toBe(413);
  expect((await request.get('/api/mcp')).status()).toBe(405);
});

test('llms.txt leads to addresses that are there', async ({ request, baseURL }) => {
  const text = await file(request, '/llms.txt');
  const links = [...text.matchAll(/\]\((http[^)]+)\)/g)].map(([, href = '']) => href);
  expect(links.length).toBeGreaterThan(10);
  for (const href of links.filter((one) => !one.endsWith('/api/mcp')))
    expect((await request.get(new URL(href).pathname + new URL(href).search)).status(), href).toBe(
      200,
    );
  expect(text).toContain(`${new URL(baseURL ?? '').origin}/api/mcp`);
});

// On another site, so not under the watch for requests to other hosts.
for (const locale of locales)
  everywhere(
    `the search works in another site's frame, other pages do not (${locale})`,
    async ({ page, baseURL, context }) => {
      const t = words(locale);
      const embed = locale === 'tr' ? '/gomulu-arama' : '/en/embedded-search';
      const html = `<iframe title="a" src="${baseURL}${embed}?type=programme"></iframe><iframe title="b" src="${baseURL}/"></iframe>`;
      const host = createServer((_, answer) =>
        answer.writeHead(200, { 'Content-Type': 'text/html' }).end(html),
      );
      await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
      const address = host.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      await page.goto(`http://127.0.0.1:${port}/`);
      const frame = page.frameLocator('iframe[title=a]');
      await frame.locator('input[name=q]').fill('kosgeb');
      await frame.getByRole('button', { name: t('search.submit') }).click();
      // The filter that the site has set is kept.
      await expectAnywhere(
        frame.getByText(t('search.queryIn', { list: t('types.programme.plural') })),
      ).toBeVisible();
      const entry = frame.locator('.hits a').first();
      await expectAnywhere(entry).toHaveAttribute('target', '_blank');
      const opened = context.waitForEvent('page');
      await entry.click();
      await expectAnywhere((await opened).getByRole('article')).toBeVisible();
      await expectAnywhere(page.frameLocator('iframe[title=b]').getByRole('main')).toHaveCount(0);
      host.close();
    },
  );

test('the search for frames has no fault of access', async ({ page }) => {
  for (const width of [320, 390])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 640 });
      await page.emulateMedia({ colorScheme });
      await page.goto('/gomulu-arama?q=makine');
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    }
});
