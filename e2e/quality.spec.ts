import { randomUUID } from 'node:crypto';
import { request as open } from 'node:http';
import { ofColours, violations } from './axe';
import { expect, test } from './test';
import { isAsked, kindNames, kinds, lists, locales, words } from './words';

const missing = { tr: '/boyle-bir-sayfa-yok', en: '/en/no-such-page' };
const sizes = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
];
const every = { but: [] };
const schemes = [
  { colorScheme: 'light', rules: every },
  { colorScheme: 'dark', rules: { only: ofColours } },
] as const;

const pagesToSee = [
  ...kindNames.map((kind) => ({ name: `${kind} (tr)`, address: kinds[kind].tr as string })),
  ...(['home', 'search', 'programme', 'cluster'] as const).map((kind) => ({
    name: `${kind} (en)`,
    address: kinds[kind].en as string,
  })),
  { name: 'missing (tr)', address: missing.tr },
  { name: 'missing (en)', address: missing.en },
];

test.describe('axe finds nothing', () => {
  for (const { name, address } of pagesToSee)
    test(`on ${name}, light and dark, narrow and wide`, async ({ page }) => {
      test.setTimeout(90_000); // four looks at every cell of the widest tables
      await page.goto(address);
      const found: string[] = [];
      for (const size of sizes)
        for (const { colorScheme, rules } of schemes) {
          await page.setViewportSize(size);
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          for (const violation of await violations(page, rules))
            found.push(`${size.width} ${colorScheme}: ${violation}`);
        }
      expect(found).toEqual([]);
    });

  test('where menu, filters and suggestions stand open', async ({ page }) => {
    const t = words('tr');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(kinds.search.tr);
    await page.getByText(t('site.menu'), { exact: true }).click();
    await page
      .locator('summary')
      .filter({ hasText: t('search.filters') })
      .click();
    await expect(page.getByRole('group', { name: t('facets.sector') })).toBeVisible();
    expect(await violations(page, every)).toEqual([]);
    await page.goto(kinds.home.tr);
    await page.getByRole('combobox').fill('kosgeb');
    await expect(page.getByRole('option').first()).toBeVisible();
    await page.getByRole('combobox').press('ArrowDown');
    expect(await violations(page, every)).toEqual([]);
  });

  test('where the list beside the picture of links stands open', async ({ page }) => {
    await page.goto(kinds.plan.tr);
    await page.getByText(words('tr')('neighbourhood.list')).click();
    for (const { colorScheme, rules } of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await violations(page, rules), colorScheme).toEqual([]);
    }
  });

  test('where the table beside the map stands open', async ({ page }) => {
    await page.goto(kinds.clusters.tr);
    await page.getByText(words('tr')('clusterMap.table')).click();
    for (const { colorScheme, rules } of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await violations(page, rules), colorScheme).toEqual([]);
    }
  });

  test('but what is wrong it tells, in either scheme', async ({ page }) => {
    await page.goto(kinds.home.tr);
    await page.locator('main').evaluate((main) => {
      main.append(document.createElement('button'));
      const grey = document.createElement('p');
      grey.append('gri');
      grey.style.cssText = 'color: #777; background: #888';
      main.append(grey);
    });
    for (const { colorScheme, rules } of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const found = (await violations(page, rules)).map((one) => one.split(' ')[0]);
      expect(found, colorScheme).toEqual(
        colorScheme === 'light' ? ['button-name', 'color-contrast'] : ['color-contrast'],
      );
    }
  });

  test('in forced colours', async ({ page }) => {
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    for (const kind of ['home', 'search', 'programme', 'clusters'] as const) {
      await page.goto(kinds[kind].tr);
      // Colours are the system's here, and axe reads those of the style sheet.
      expect(await violations(page, { but: ['color-contrast'] }), kind).toEqual([]);
    }
  });
});

test.describe('at 320 pixels', () => {
  test.use({ viewport: { width: 320, height: 640 } });
  for (const locale of locales)
    test(`no page scrolls sideways (${locale})`, async ({ page }) => {
      const wide: string[] = [];
      for (const address of [...kindNames.map((kind) => kinds[kind][locale]), missing[locale]]) {
        await page.goto(address);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        if (width > 320) wide.push(`${address} ${width}`);
      }
      expect(wide).toEqual([]);
    });

  test('a wide table scrolls by keyboard inside itself', async ({ page }) => {
    const t = words('tr');
    await page.goto(kinds.quality.tr);
    const table = page.getByRole('region', { name: t('quality.byKind') }).first();
    await table.focus();
    await expect(table).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => table.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(0);
  });

  test('the picture of links can be read, and scrolls by keyboard inside itself', async ({
    page,
  }) => {
    const t = words('tr');
    for (const address of [kinds.plan.tr, kinds.cluster.en, kinds.institution.tr]) {
      await page.goto(address);
      await page.evaluate(() => document.fonts.ready);
      const faults = await page.locator('.map-node').evaluateAll((nodes) =>
        nodes.flatMap((node) => {
          const box = node.querySelector('rect')?.getBoundingClientRect();
          const lines = [...node.querySelectorAll('text')];
          const places = lines.map((line) => line.getBoundingClientRect());
          const isIn = places.every((at) => box && at.left > box.left && at.right < box.right);
          const isApart = places.every((at, index) =>
            places
              .slice(index + 1)
              .every((next) => next.left > at.right || next.top >= at.bottom - 4),
          );
          const isLarge = lines.every((line) => parseFloat(getComputedStyle(line).fontSize) >= 12);
          return isIn && isApart && isLarge ? [] : [node.textContent];
        }),
      );
      expect(faults, address).toEqual([]);
    }
    await page.goto(kinds.plan.tr);
    const picture = page.getByRole('region', { name: t('neighbourhood.picture') });
    await picture.focus();
    await expect(picture).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => picture.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(0);
  });

  test('targets are 24 pixels, or stand apart, or in a sentence', async ({ page }) => {
    for (const kind of ['home', 'search', 'programme', 'glossary'] as const) {
      await page.goto(kinds[kind].tr);
      expect(await violations(page, { only: ['target-size'] }), kind).toEqual([]);
    }
  });
});

test.describe('the keyboard', () => {
  for (const locale of locales)
    test(`leads past the head, and in the order of the page (${locale})`, async ({ page }) => {
      const t = words(locale);
      await page.goto(kinds.search[locale]);
      await page.keyboard.press('Tab');
      const skip = page.getByRole('link', { name: t('site.skip') });
      await expect(skip).toBeFocused();
      await expect(skip).toBeInViewport();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('main')).toBeFocused();
      await page.keyboard.press('Tab');
      await expect(page.getByLabel(t('search.query'))).toBeFocused();
      await page.keyboard.press('Tab');
      await expect(
        page.getByRole('main').getByRole('button', { name: t('search.submit') }),
      ).toBeFocused();

      const order = ['search', 'filters', 'chips', 'sort', 'results', 'foot'];
      const passed: string[] = [];
      for (let step = 0; step < 200 && passed.at(-1) !== 'foot'; step += 1) {
        await page.keyboard.press('Tab');
        const part = await page.evaluate(() => {
          const at = document.activeElement;
          if (at?.closest('footer')) return 'foot';
          if (at?.closest('article')) return 'results';
          if (at?.closest('nav, .files')) return 'pages';
          if (at?.id === 'sort') return 'sort';
          if (at?.closest('fieldset, select')) return 'filters';
          if (at?.closest('#results .chips')) return 'chips';
          return 'search';
        });
        if (passed.at(-1) !== part) passed.push(part);
      }
      expect(passed.filter((part) => order.includes(part))).toEqual(
        order.filter((part) => part !== 'search' || passed.includes('search')),
      );
    });

  test('is seen wherever it stands, and nothing covers it', async ({ page }) => {
    for (const kind of ['home', 'search', 'programme'] as const) {
      await page.goto(kinds[kind].tr);
      const unseen: string[] = [];
      for (let step = 0; step < 30; step += 1) {
        await page.keyboard.press('Tab');
        const fault = await page.evaluate(() => {
          const at = document.activeElement;
          if (!(at instanceof HTMLElement) || at === document.body) return undefined;
          const name = at.textContent || at.id || at.tagName;
          const box = at.getBoundingClientRect();
          const lined = [at, ...at.querySelectorAll('*'), at.closest('label, li, .search-box')]
            .filter((element) => element !== null)
            .some((element) => {
              const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
              const hasLine = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
              return hasLine || boxShadow !== 'none';
            });
          if (!lined) return `${name}: no outline`;
          const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
          const top = document.elementFromPoint(x, y);
          const isOwn = top !== null && (at.contains(top) || top.contains(at));
          const isLabel = top?.closest('label')?.contains(at) ?? false;
          return isOwn || isLabel ? undefined : `${name}: covered by ${top?.tagName ?? 'nothing'}`;
        });
        if (fault !== undefined) unseen.push(fault);
      }
      expect(unseen, kind).toEqual([]);
    }
  });
});

test.describe('on paper', () => {
  for (const locale of locales)
    test(`a programme is one sheet of A4 (${locale})`, async ({ page }) => {
      const found: string[] = [];
      for (const slug of ['kosgeb-yurt-disi-pazar', 'sgk-6111-tesvik', 'tubitak-1507']) {
        await page.goto(`${lists.programme[locale]}/${slug}`);
        const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
        const sheets = pdf.match(/\/Type \/Page\b(?!s)/g)?.length;
        if (sheets !== 1) found.push(`${slug}: ${sheets ?? 0} sheets`);
      }
      expect(found).toEqual([]);
    });

  test('a programme keeps its facts and loses what cannot be pressed', async ({ page }) => {
    const t = words('tr');
    await page.goto(kinds.programme.tr);
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText('300.000 TL').first()).toBeVisible();
    await expect(
      page.getByRole('heading', { name: t('entry.sources'), exact: true }),
    ).toBeVisible();
    await expect(page.getByRole('navigation', { name: t('site.navigation') })).toBeHidden();
    await expect(page.getByRole('search')).toBeHidden();
    await expect(page.getByRole('button', { name: t('entry.print') })).toBeHidden();
  });
});

test.describe('headers', () => {
  const everyAnswer = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': /^(strict-origin|no-referrer|same-origin)/,
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': /camera=\(\)/,
  };
  for (const [name, address] of [
    ['a page', '/'],
    ['a search', '/en/search?q=a'],
    ['an entry', kinds.programme.tr],
    ['a missing page', missing.tr],
    ['an answer of the API', '/api/search?q=a'],
    ['a refusal of the API', '/api/search?locale=de'],
    ['a file', '/favicon.svg'],
    ['a redirect', '/tr'],
  ] as const)
    test(`protect ${name}`, async ({ request }) => {
      const headers = (await request.get(address, { maxRedirects: 0 })).headers();
      for (const [header, value] of Object.entries(everyAnswer))
        expect(headers[header] ?? '', header).toMatch(value);
      expect(headers['x-powered-by']).toBeUndefined();
      expect(headers['set-cookie']).toBeUndefined();
    });

  test('let a search that is asked again run its own scripts only, named by what they say', async ({
    page,
    request,
    faults,
  }) => {
    const address = `${kinds.search.tr.split('?')[0]}?q=${randomUUID()}`;
    const policies = [];
    for (let turn = 0; turn < 3; turn++)
      policies.push((await request.get(address)).headers()['content-security-policy'] ?? '');
    const [first = '', ...others] = policies;
    expect(first).toMatch(/script-src 'self' 'nonce-[\w+/=-]{16,}';/);
    for (const policy of others) {
      expect(policy).toMatch(/script-src 'self'(?: 'sha256-[\w+/]{43}=')+;/);
      expect(policy.replace(/script-src [^;]*/, '')).toBe(first.replace(/script-src [^;]*/, ''));
    }
    await page.goto(address);
    await expect(page.getByRole('combobox').first()).toBeVisible();
    expect(faults).toEqual([]);
  });

  for (const kind of ['home', 'programme'] as const)
    test(`let ${kind} run our own scripts only, each time under a new nonce`, async ({
      request,
    }) => {
      const policyOf = async () => {
        const response = await request.get(kinds[kind].tr);
        return response.headers()['content-security-policy'] ?? '';
      };
      const policy = await policyOf();
      for (const directive of [
        /default-src 'self'/,
        /object-src 'none'/,
        /base-uri 'none'/,
        /form-action 'self'/,
        /frame-ancestors 'none'/,
        /script-src [^;]*'nonce-[\w+/=-]{16,}'/,
      ])
        expect(policy).toMatch(directive);
      expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|https?:|\*/);
      expect(await policyOf()).not.toBe(policy);
    });

  test('guard a missing page as well', async ({ request }) => {
    for (const address of [missing.tr, missing.en, '/destekler/boyle-yok'])
      expect((await request.get(address)).headers()['content-security-policy'], address).toMatch(
        /script-src [^;]*'self'/,
      );
  });
});

test.describe('for machines', () => {
  const attribute = (html: string, tag: RegExp) => html.match(tag)?.[1]?.replaceAll('&amp;', '&');
  const absolute = (base: string | undefined, path: string) =>
    new URL(path, base).href.replace(/\/$/, '');
  const ofSite = (address: string | undefined) => new URL(address ?? '').origin;

  test('each page names its one address and its twin', async ({ request }) => {
    const site = ofSite(
      attribute(await (await request.get('/')).text(), /<link rel="canonical" href="([^"]+)"/),
    );
    for (const kind of kindNames) {
      if (isAsked(kind)) continue;
      for (const locale of locales) {
        const html = await (await request.get(kinds[kind][locale])).text();
        const alternate = (lang: string) =>
          attribute(
            html,
            new RegExp(`<link rel="alternate" hrefLang="${lang}" href="([^"]+)"`, 'i'),
          );
        expect(html).toMatch(new RegExp(`<html lang="${locale}"`));
        expect(attribute(html, /<link rel="canonical" href="([^"]+)"/)).toBe(
          absolute(site, kinds[kind][locale]),
        );
        expect(alternate('tr'), kind).toBe(absolute(site, kinds[kind].tr));
        expect(alternate('en'), kind).toBe(absolute(site, kinds[kind].en));
        expect(alternate('x-default'), kind).toBe(absolute(site, kinds[kind].tr));
        expect(attribute(html, /<title>([^<]+)<\/title>/), kind).toMatch(/BYS/);
        expect(attribute(html, /<meta name="description" content="([^"]+)"/), kind).toBeTruthy();
      }
    }
  });

  test('titles of pages differ', async ({ request }) => {
    const titles: string[] = [];
    for (const kind of kindNames)
      if (!isAsked(kind))
        for (const locale of locales) {
          const html = await (await request.get(kinds[kind][locale])).text();
          titles.push(`${locale} ${attribute(html, /<title>([^<]+)<\/title>/) ?? ''}`);
        }
    expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([]);
  });

  test('searches and missing pages are not for indexes, lists are', async ({ request }) => {
    const robots = async (address: string) =>
      attribute(
        await (await request.get(address)).text(),
        /<meta name="robots" content="([^"]+)"/,
      ) ?? '';
    expect(await robots(kinds.search.tr)).toContain('noindex');
    expect(await robots(kinds.supportFound.tr)).toContain('noindex');
    expect(await robots(kinds.support.tr)).not.toContain('noindex');
    expect(await robots(missing.tr)).toContain('noindex');
    expect(await robots(lists.programme.tr)).not.toContain('noindex');
    expect(await robots(kinds.programme.en)).not.toContain('noindex');
  });

  test('an entry describes itself in terms of schema.org', async ({ request }) => {
    for (const [kind, type] of [
      ['programme', 'GovernmentService'],
      ['plan', 'Legislation'],
      ['cluster', 'Organization'],
      ['news', 'NewsArticle'],
      ['event', 'Event'],
      ['term', 'DefinedTerm'],
    ] as const)
      for (const locale of locales) {
        const html = await (await request.get(kinds[kind][locale])).text();
        const json = html.match(/<script type="application\/ld\+json"[^>]*>(.*?)<\/script>/s)?.[1];
        const data = JSON.parse(json ?? '') as Record<string, unknown>;
        expect(data, kind).toMatchObject({ '@context': 'https://schema.org', '@type': type });
        expect(new URL(String(data.url)).pathname, kind).toBe(kinds[kind][locale]);
        expect(data.name, kind).toBeTruthy();
      }
  });

  test('robots lets readers in and names the sitemap', async ({ request }) => {
    const response = await request.get('/robots.txt');
    expect(response.status()).toBe(200);
    const text = await response.text();
    expect(text).toMatch(/^User-Agent: \*$/im);
    expect(text).toMatch(/^Disallow: \/api\/$/m);
    expect(text).toMatch(/^Sitemap: http\S+\/sitemap\.xml$/m);
  });

  test('the sitemap holds every entry in both languages, once', async ({ request }) => {
    const response = await request.get('/sitemap.xml');
    expect(response.headers()['content-type']).toMatch(/xml/);
    const xml = await response.text();
    const addresses = [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = '']) => address);
    expect(new Set(addresses).size).toBe(addresses.length);
    const paths = addresses.map((address) => new URL(address).pathname);
    for (const kind of kindNames)
      if (!isAsked(kind) && kind !== 'everything')
        for (const locale of locales) expect(paths).toContain(kinds[kind][locale]);
    const languages = paths.map((path) => /^\/en(\/|$)/.test(path));
    expect(languages.filter(Boolean)).toHaveLength(paths.length / 2);
    expect(xml.match(/hreflang="en"/g)).toHaveLength(paths.length);
  });

  for (const locale of locales)
    test(`a browser can search from its address bar (${locale})`, async ({ request }) => {
      const html = await (await request.get(kinds.home[locale])).text();
      const href = attribute(
        html,
        /<link rel="[^"]*" type="application\/opensearchdescription\+xml" href="([^"]+)"/,
      );
      const relation = attribute(
        html,
        /<link rel="([^"]*)" type="application\/opensearchdescription\+xml"/,
      );
      expect(relation).toBe('search');
      const response = await request.get(href ?? '');
      expect(response.headers()['content-type']).toMatch(
        /^application\/opensearchdescription\+xml/,
      );
      const xml = await response.text();
      expect(xml).toContain(`<Language>${locale}</Language>`);
      const template = attribute(xml, /template="([^"]+)"/) ?? '';
      const asked = new URL(template.replace('{searchTerms}', 'kosgeb'));
      expect(asked.pathname).toBe(kinds.everything[locale]);
      expect((await request.get(asked.pathname + asked.search)).status()).toBe(200);
    });

  for (const locale of locales)
    test(`icons and the social image are pictures (${locale})`, async ({ request }) => {
      const html = await (await request.get(kinds.home[locale])).text();
      const image = attribute(html, /<meta property="og:image" content="([^"]+)"/);
      expect(new URL(image ?? '').pathname).toBe(
        locale === 'tr' ? '/social.png' : '/social-en.png',
      );
      for (const [path, type, start] of [
        [new URL(image ?? '').pathname, 'image/png', '\x89PNG'],
        ['/apple-touch-icon.png', 'image/png', '\x89PNG'],
        ['/favicon.ico', 'image/x-icon', '\0\0\x01\0'],
        ['/favicon.svg', 'image/svg+xml', '<svg'],
      ] as const) {
        const response = await request.get(path);
        expect(response.status(), path).toBe(200);
        expect(response.headers()['content-type'], path).toContain(type);
        expect((await response.body()).toString('latin1').slice(0, start.length), path).toBe(start);
      }
    });

  test('names of hosts in the question do not reach the page', async ({ baseURL }) => {
    const { hostname, port } = new URL(baseURL ?? '');
    const body = await new Promise<string>((resolve, reject) => {
      const asked = open(
        {
          hostname,
          port,
          path: '/',
          headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' },
        },
        (answer) => {
          let text = '';
          answer.setEncoding('utf8');
          answer.on('data', (part: string) => (text += part));
          answer.on('end', () => resolve(text));
        },
      );
      asked.on('error', reject);
      asked.end();
    });
    expect(body).toContain('<h1');
    expect(body).not.toContain('evil.example');
  });
});
