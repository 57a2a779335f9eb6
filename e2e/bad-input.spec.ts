import { request as open } from 'node:http';
import { ask, expect, test, type Answer } from './test';
import { kindNames, kinds, lists, locales, words } from './words';

type Reply = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
};

/** Sends the address as it is written: no client tidies it up on the way. */
const raw = (base: string | undefined, path: string, method = 'GET'): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base ?? '');
    const asked = open({ hostname, port, path, method }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: Buffer.concat(parts).toString('utf8'),
        }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });

const trace = /\n\s+at \S+ \(|node_modules\/|file:\/\/\/|\.tsx?:\d+|ECONNREFUSED|MeiliSearch/;

/** What no answer may be: a fault of ours, or a word about what is behind the page. */
const wrong = ({ status, body }: Reply): string | undefined =>
  status >= 500 ? `status ${status}` : trace.exec(body)?.[0];

const wrongAmong = async (base: string | undefined, paths: readonly string[]) => {
  const found: string[] = [];
  for (const path of paths) {
    const fault = wrong(await raw(base, path));
    if (fault !== undefined) found.push(`${path.slice(0, 120)}: ${fault}`);
  }
  return found;
};

test.describe('the query', () => {
  const queries: Record<string, string> = {
    'of 10 kB': 'küme '.repeat(850),
    'of 10 kB in one word': 'k'.repeat(10_000),
    'of spaces': '   \t  ',
    'of stop words': 've ile',
    'with quotes': '"kümelenme" \'destek\' “ihracat”',
    'with an open quote': '"kümelenme destek',
    'with backslashes': '\\ \\\\ \\" C:\\Users',
    'with emoji': '🚀 👩‍👩‍👧‍👦 küme 🇹🇷',
    'with right-to-left marks': '\u202Eemelnemük\u202C \u200Fküme',
    'with control characters': 'kü\u0000me\u0007 \u001b[31m',
    'like a filter': 'type = programme OR 1=1) AND (a = "b',
    'like HTML': '<b>küme</b> &amp; &lt;',
    'minus and plus': '-küme +destek -"-"',
    'with a format': '%s %d %n ${jndi:ldap://x} {{7*7}}',
  };
  for (const [name, query] of Object.entries(queries))
    test(`${name} gets a page and an answer`, async ({ request }) => {
      const asked = encodeURIComponent(query);
      for (const locale of locales) {
        const page = await request.get(`${lists.programme[locale]}?q=${asked}`);
        expect(page.status()).toBe(200);
        expect(await page.text()).not.toMatch(trace);
        const { total, notices, hits } = await ask(request, `q=${asked}&locale=${locale}`);
        expect(total).toBeGreaterThanOrEqual(hits.length);
        if (query.length > 200) expect(notices).toHaveLength(1);
      }
    });

  test('of spaces is no query', async ({ request }) => {
    const all = await ask(request, 'locale=tr');
    const spaces = await ask(request, `locale=tr&q=${encodeURIComponent('   \u202E ')}`);
    expect(spaces.total).toBe(all.total);
    expect(spaces.count).toBe(all.count);
  });

  test('keeps no mark that turns text around', async ({ page }) => {
    await page.goto(`/ara?q=${encodeURIComponent('\u202Eküme\u202C')}`);
    await expect(page.getByLabel(words('tr')('search.query'))).toHaveValue('küme');
  });
});

test.describe('parameters', () => {
  for (const page of ['-1', '0', 'NaN', '', 'abc', '1.5', '%00', 'Infinity', '0x10', '1e9', '９'])
    test(`page=${page} is the first page`, async ({ request }) => {
      const answer = await ask(request, `type=programme&page=${page}`);
      expect(answer.page).toBe(1);
      expect(answer.hits).toHaveLength(20);
      expect((await request.get(`/destekler?page=${page}`)).status()).toBe(200);
    });

  for (const page of ['51', '1000', '999999999'])
    test(`page=${page} is the last page, and that is said`, async ({ request }) => {
      const answer = await ask(request, `type=programme&page=${page}`);
      expect(answer.page).toBe(answer.pages);
      expect(answer.hits.length).toBeGreaterThan(0);
      expect(answer.notices).toEqual([words('tr')('search.notices.page-beyond')]);
    });

  test('a page with more digits than a number holds is harmless', async ({ baseURL }) => {
    const pages = ['9'.repeat(400), '-9'.repeat(400), '1e400'];
    expect(
      await wrongAmong(
        baseURL,
        pages.map((page) => `/ara?page=${page}`),
      ),
    ).toEqual([]);
  });

  test('repeated and array forms are harmless', async ({ baseURL }) => {
    const forms = [
      'q=a&q=b&q=c',
      'q[]=a&q[]=b',
      'q[a][b]=c',
      'page=1&page=2&page=x',
      'page[]=2',
      'sort=title&sort=newest',
      'sort[]=title',
      'sector=makine&sector=makine&sector=enerji',
      'sector[]=makine',
      'sector[$ne]=makine',
      'locale=tr&locale=en',
      'type=programme&type=plan&type=nope',
      'type[]=programme',
      '__proto__[x]=1&constructor[prototype][x]=1',
      '__proto__=1&constructor=2&toString=3&hasOwnProperty=4',
      'q',
      '=',
      '&&&',
      'q=%',
      'q=%E0%A4%A',
      'q=%C0%AF',
      'q=%FF%FE',
      'sector=%00',
      `${'sector=makine&'.repeat(500)}`,
      Array.from({ length: 500 }, (_, i) => `p${i}=x`).join('&'),
    ];
    const paths = forms.flatMap((form) => [
      `/ara?${form}`,
      `/en/programmes?${form}`,
      `/api/search?${form}`,
      `/api/suggest?${form}`,
    ]);
    expect(await wrongAmong(baseURL, paths)).toEqual([]);
  });

  test('the same value twice is chosen once', async ({ request }) => {
    const once = await ask(request, 'sector=makine');
    const twice = await ask(request, 'sector=makine&sector=makine');
    expect(twice).toEqual(once);
  });

  test('filter values that break out of a filter are left out', async ({ request }) => {
    const all = await ask(request, 'type=programme');
    for (const value of ['x"] OR type = "plan', 'x\\', "makine' OR '1'='1", 'makine"', '] OR [']) {
      for (const facet of ['sector', 'institution', 'province', 'status', 'support']) {
        const answer = await ask(request, `type=programme&${facet}=${encodeURIComponent(value)}`);
        expect(answer.total, `${facet}=${value}`).toBe(all.total);
        expect(answer.notices, `${facet}=${value}`).toHaveLength(1);
      }
    }
  });
});

test.describe('addresses', () => {
  test('an unknown locale, type or slug is a missing page', async ({ baseURL }) => {
    const paths = [
      '/de',
      '/de/destekler',
      '/EN',
      '/fr/programmes/kosgeb-yurt-disi-pazar',
      '/sayfalar',
      '/en/pages',
      '/programme',
      '/destekler/boyle-yok',
      '/en/programmes/boyle-yok',
      '/destekler/KOSGEB-YURT-DISI-PAZAR',
      '/destekler/kosgeb-yurt-disi-pazar/fazla',
      '/plan/11',
      '/plan/11/999.9',
      '/plan/x/309.5',
      '/plan/11/309.5/1',
      '/plan/11/309-5',
      '/destekler/__proto__',
      '/destekler/constructor',
      '/__proto__',
      '/constructor',
      '/en/toString',
      '/en/en',
      '/destekler/%00',
      '/%00',
      '/destekler/kosgeb%00',
      '/destekler/%E2%80%AEkosgeb',
      '/destekler/kosgeb-yurt-disi-pazar.tr.md',
      `/destekler/${'a'.repeat(4000)}`,
      `/${'b/'.repeat(500)}`,
      '/destekler/%2564estek',
      '/%2564estekler',
      '/wp-login.php',
      '/.env',
      '/.git/config',
      '/next.config.mjs',
      '/content/programmes/ab-cosme.tr.md',
      '/api',
      '/api/nope',
      '/api/search/x',
    ];
    const answers = await Promise.all(paths.map((path) => raw(baseURL, path)));
    const found = answers.map(({ status }, i) => `${paths[i] ?? ''} ${status}`);
    // A path may first be told its one spelling; it must not be there either.
    const statuses = await Promise.all(
      answers.map(async ({ status, headers }) => {
        const { location } = headers;
        if (status !== 308 || typeof location !== 'string') return status;
        return (await raw(baseURL, new URL(location, baseURL).pathname)).status;
      }),
    );
    expect(found.filter((_, i) => statuses[i] !== 404)).toEqual([]);
    expect(answers.map(wrong).filter(Boolean)).toEqual([]);
  });

  const climbs = [
    '../',
    '..%2f',
    '..%2F',
    '%2e%2e/',
    '%2e%2e%2f',
    '%2E%2E%2F',
    '.%2e/',
    '%2e./',
    '..%5c',
    '..\\',
    '%2e%2e%5c',
    '..%252f',
    '%252e%252e/',
    '%252e%252e%252f',
    '%25252e%25252e%25252f',
    '....//',
    '..././',
    '..;/',
    '..%00/',
    '..%0d%0a/',
    '%EF%BC%8E%EF%BC%8E/',
    './../',
    '//../',
  ];
  const malformed = ['%', '%c0%af', '%c0%ae%c0%ae/', '%e0%80%ae/', '%E0%A4%A', '%uff0e/', '%ff'];
  const places = [
    '/',
    '/en/',
    '/destekler/',
    '/en/programmes/',
    '/plan/11/',
    '/sozluk/',
    '/_next/static/',
    '/images/',
    '/api/',
  ];
  const targets = [
    { times: 2, file: 'package.json', content: '"dependencies"' },
    { times: 3, file: 'package.json', content: '"dependencies"' },
    { times: 3, file: 'content/programmes/ab-cosme.tr.md', content: 'supportTypes:' },
    { times: 9, file: 'etc/passwd', content: 'root:x:0:0' },
  ];
  for (const place of places)
    test(`no way up from ${place}`, async ({ baseURL }) => {
      const found: string[] = [];
      const asked = climbs.flatMap((climb) =>
        targets.map(({ times, file, content }) => ({
          path: `${place}${climb.repeat(times)}${file}`,
          content,
        })),
      );
      expect(asked.length).toBeGreaterThan(60);
      for (let i = 0; i < asked.length; i += 8)
        await Promise.all(
          asked.slice(i, i + 8).map(async ({ path, content }) => {
            const reply = await raw(baseURL, path);
            const fault = wrong(reply);
            if (fault !== undefined) found.push(`${path}: ${fault}`);
            if (reply.body.includes(content)) found.push(`${path}: holds ${content}`);
          }),
        );
      expect(found).toEqual([]);
    });

  test('malformed percent signs are refused, not failed on', async ({ baseURL }) => {
    const found: string[] = [];
    for (const path of places.flatMap((place) => malformed.map((end) => place + end))) {
      let answer = await raw(baseURL, path);
      // Without its last slash and written out in full, the same address names nothing.
      for (let step = 0; step < 2 && answer.status === 308; step++)
        answer = await raw(baseURL, String(answer.headers.location));
      const { status, body } = answer;
      if ((status !== 404 && status !== 400) || trace.test(body)) found.push(`${path} ${status}`);
    }
    expect(found).toEqual([]);
  });

  test('no redirect leads to another site', async ({ baseURL }) => {
    const paths = [
      '//example.org',
      '///example.org',
      '/\\example.org',
      '/%5cexample.org',
      '/tr//example.org',
      '/tr/%2f%2fexample.org',
      '/tr/https://example.org',
      '/en//example.org/',
      '/%2f%2fexample.org/',
      '/tr?next=https://example.org',
      '/tr/%0d%0aLocation:%20https://example.org',
    ];
    const found: string[] = [];
    for (const path of paths) {
      const { headers } = await raw(baseURL, path);
      const target = headers.location;
      if (
        typeof target === 'string' &&
        new URL(target, baseURL).host !== new URL(baseURL ?? '').host
      )
        found.push(`${path} -> ${target}`);
      if (/^\/\/|^\/\\/.test(String(target))) found.push(`${path} -> ${String(target)}`);
    }
    expect(found).toEqual([]);
  });
});

test.describe('methods', () => {
  for (const locale of locales)
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
      test(`${method} to a page is refused in a sentence (${locale})`, async ({ baseURL }) => {
        for (const kind of ['home', 'search', 'programme', 'about'] as const) {
          const { status, headers, body } = await raw(baseURL, kinds[kind][locale], method);
          expect(status, kind).toBe(405);
          expect(headers.allow, kind).toBe('GET, HEAD');
          expect(headers['x-content-type-options'], kind).toBe('nosniff');
          expect(body.trim(), kind).toBe(words(locale)('api.method'));
        }
      });

  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
    test(`${method} to data and files is refused`, async ({ baseURL }) => {
      const found: string[] = [];
      for (const path of [
        '/api/search',
        '/api/suggest',
        '/api/health',
        '/opensearch.xml',
        '/robots.txt',
        '/sitemap.xml',
        '/favicon.svg',
        '/social.png',
      ]) {
        const { status } = await raw(baseURL, path, method);
        if (status !== 405) found.push(`${path} ${status}`);
      }
      expect(found).toEqual([]);
    });
});

test.describe('/api/search', () => {
  test('/api/health answers', async ({ request }) => {
    const response = await request.get('/api/health');
    expect(response.status()).toBe(200);
    expect(await response.json()).toEqual({ status: 'ok' });
  });

  for (const locale of locales)
    test(`hits are whole and lead to their pages (${locale})`, async ({ request }) => {
      const answer = await ask(
        request,
        `q=${locale === 'tr' ? 'ihracat' : 'export'}&locale=${locale}`,
      );
      expect(answer).toMatchObject({ page: 1, pages: Math.ceil(answer.total / 20) });
      expect(answer.hits).toHaveLength(20);
      for (const hit of answer.hits) {
        expect(hit.type).toMatch(/^[a-z]+$/);
        expect(hit.slug).toMatch(/^[a-z0-9-]+$/);
        expect(hit.title).not.toBe('');
        expect(hit.url).toMatch(locale === 'tr' ? /^\/(?!en\/)[a-z]+\// : /^\/en\/[a-z]+\//);
        expect((await request.get(hit.url, { maxRedirects: 0 })).status(), hit.url).toBe(200);
      }
      expect(answer.hits.some(({ passage }) => typeof passage === 'string')).toBe(true);
    });

  test('limit is held within its bounds', async ({ request }) => {
    for (const [limit, length] of [
      ['5', 5],
      ['1', 1],
      ['0', 1],
      ['100', 100],
      ['101', 100],
      ['999999', 100],
      ['-5', 20],
      ['abc', 20],
      ['', 20],
      ['1e2', 20],
    ] as const)
      expect((await ask(request, `limit=${limit}`)).hits, `limit=${limit}`).toHaveLength(length);
  });

  test('pages count in steps of the limit, and together they hold everything', async ({
    request,
  }) => {
    const first = await ask(request, 'type=institution&limit=5');
    expect(first.pages).toBe(Math.ceil(first.total / 5));
    const slugs: string[] = [];
    for (let page = 1; page <= first.pages; page += 1) {
      const { hits } = await ask(request, `type=institution&limit=5&page=${page}`);
      slugs.push(...hits.map(({ slug }) => slug));
    }
    expect(slugs).toHaveLength(first.total);
    expect(new Set(slugs).size).toBe(first.total);
  });

  for (const type of ['', 'programme', 'plan', 'cluster', 'news', 'event', 'centre', 'guide'])
    test(`every filter of ${type || 'all types'} leaves what it counted`, async ({ request }) => {
      const preset = type === '' ? '' : `type=${type}&`;
      const { facets, total } = await ask(request, preset);
      expect(facets.length).toBeGreaterThan(0);
      for (const { key, values, more } of facets) {
        const value = [...values, ...more].find(({ count }) => count < total) ?? values[0];
        const answer: Answer = await ask(request, `${preset}${key}=${value?.value ?? ''}`);
        expect(answer.total, `${key}=${value?.value ?? ''}`).toBe(value?.count);
        expect(answer.notices).toEqual([]);
        // The counts of its own facet stay as they were: one can still choose otherwise.
        const again = answer.facets.find((facet) => facet.key === key);
        if (key !== 'type')
          expect(again?.values.map((v) => v.count).toSorted()).toEqual(
            values.map((v) => v.count).toSorted(),
          );
      }
    });

  test('a national programme is found in every province', async ({ request }) => {
    const national = 'kosgeb-yurt-disi-pazar';
    for (const province of ['ankara', 'hakkari', 'edirne']) {
      const { hits } = await ask(request, `type=programme&province=${province}&limit=100`);
      expect(hits.map(({ slug }) => slug)).toContain(national);
    }
  });

  test('an unknown locale is refused in a sentence', async ({ request }) => {
    for (const path of ['/api/search', '/api/suggest', '/opensearch.xml']) {
      const response = await request.get(`${path}?locale=de`);
      expect(response.status(), path).toBe(400);
      expect(await response.json(), path).toEqual({
        error: `${words('tr')('api.unknownLocale')} ${words('en')('api.unknownLocale')}`,
      });
    }
  });

  test('suggestions are few, and none for nothing', async ({ request }) => {
    const suggest = async (q: string): Promise<{ suggestions: unknown[] }> =>
      (await request.get(`/api/suggest?q=${encodeURIComponent(q)}`)).json();
    expect((await suggest('')).suggestions).toEqual([]);
    expect((await suggest('   ')).suggestions).toEqual([]);
    const { suggestions } = await suggest('ihracat');
    expect(suggestions.length).toBeGreaterThan(0);
    expect(suggestions.length).toBeLessThanOrEqual(9);
  });
});

test.describe('script that comes in with the address', () => {
  const payloads = [
    '<img id=xss src=x onerror=window.xss=1>',
    '"><img id=xss src=x onerror=window.xss=1>',
    "'><svg id=xss onload=window.xss=1>",
    '</script><script id=xss>window.xss=1</script>',
    '</title><script id=xss>window.xss=1</script>',
    '" autofocus onfocus=window.xss=1 id=xss x="',
    'javascript:window.xss=1',
    '<mark id=xss>küme</mark>',
    '\u2028\u2029</script><b id=xss>',
    '&lt;img id=xss src=x onerror=window.xss=1&gt;',
    '<!--<script><b id=xss>',
    '{{constructor.constructor("window.xss=1")()}}<b id=xss>',
  ];
  for (const payload of payloads)
    test(`${payload.replace(/[^\x20-\x7e]/g, '?')} stays text`, async ({ page }) => {
      const asked = encodeURIComponent(payload);
      const injected = page.locator('#xss');
      for (const address of [
        `/ara?q=${asked}&type=${asked}&${asked}=${asked}`,
        `/en/programmes?sector=${asked}&institution=${asked}&sort=${asked}&page=${asked}`,
      ]) {
        await page.goto(address);
        await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
        await expect(injected, address).toHaveCount(0);
        expect(await page.evaluate(() => Reflect.has(window, 'xss')), address).toBe(false);
      }
      await page.goto('/ara');
      await expect(page.getByText(words('tr')('search.apply')).first()).toBeHidden();
      await page.getByLabel(words('tr')('search.query')).fill(payload);
      await expect(page).toHaveURL(/\?q=./);
      await expect(injected).toHaveCount(0);
      expect(await page.evaluate(() => Reflect.has(window, 'xss'))).toBe(false);
    });

  test('structured data is one JSON that nothing can end early', async ({ request }) => {
    const entries = ['programme', 'plan', 'cluster', 'news', 'event', 'centre', 'guide', 'term'];
    for (const kind of kindNames)
      for (const locale of locales) {
        const html = await (await request.get(kinds[kind][locale])).text();
        const blocks = [
          ...html.matchAll(/<script type="application\/ld\+json"[^>]*>(.*?)<\/script>/gs),
        ].map(([, json = '']) => json);
        if (entries.includes(kind)) expect(blocks, kind).toHaveLength(1);
        for (const json of blocks) {
          expect(json, kind).not.toMatch(/[<\u2028\u2029]/);
          expect(JSON.parse(json), kind).toMatchObject({ '@context': 'https://schema.org' });
        }
      }
  });

  test('no answer holds a key of the search engine', async ({ request }) => {
    for (const address of ['/', '/ara?q=a', '/api/search?q=a', '/api/health', '/yok']) {
      const body = await (await request.get(address)).text();
      expect(body).not.toMatch(/masterKey|MEILI_|apiKey|Bearer /i);
    }
  });
});
