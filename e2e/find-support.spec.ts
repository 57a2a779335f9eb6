import type { Page } from '@playwright/test';
import { expect, test } from './test';
import { kinds, locales, otherThan, words } from './words';

const mediaTypes = {
  csv: 'text/csv',
  json: 'application/json',
  atom: 'application/atom+xml',
  ics: 'text/calendar',
} as const;

type Matches = {
  total: number;
  notices: string[];
  results: {
    slug: string;
    verdict: 'fit' | 'check' | 'near' | 'no';
    status: string;
    rules: { kind: string; answer: string; sentence: string; sources: { title: string }[] }[];
  }[];
};

const noOverflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

for (const locale of locales) {
  const t = words(locale);
  const path = kinds.support[locale];

  test.describe(`Find support in ${locale}, without JavaScript and on a phone`, () => {
    test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

    test('from the home page to a short list, whose address is the whole state', async ({
      page,
    }) => {
      await page.goto(kinds.home[locale]);
      await page
        .getByRole('main')
        .getByRole('link', { name: t('home.doors.support.title') })
        .click();
      await page.getByLabel(t('match.questions.province')).selectOption('konya');
      await page.getByLabel(t('match.questions.sector'), { exact: true }).selectOption('makine');
      await page.getByLabel(t('match.questions.size'), { exact: true }).selectOption('kucuk');
      await page.getByLabel(t('match.questions.age')).fill('6');
      await page.getByRole('checkbox', { name: t('lists.purposes.yatirim') }).check();
      await page.getByRole('button', { name: t('match.submit') }).click();

      const { searchParams } = new URL(page.url());
      expect(searchParams.get('province')).toBe('konya');
      expect(searchParams.getAll('purpose')).toEqual(['yatirim']);
      const fit = page.locator('section', { has: page.locator('#verdict-fit') });
      await expect(fit.getByRole('article').first()).toBeVisible();
      await expect(fit.getByRole('article').first()).toContainText(t('match.kinds.province'));
      expect(await noOverflow(page)).toBe(true);

      const shown = await page.getByRole('main').innerText();
      await page.goto(page.url());
      expect(await page.getByRole('main').innerText()).toBe(shown);
      const other = otherThan(locale);
      await page
        .getByRole('banner')
        .getByRole('link', { name: t('site.otherLanguage') })
        .click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(words(other)('match.title'));
      expect(new URL(page.url()).searchParams.get('province')).toBe('konya');
    });

    test('an activity in words is offered with its NACE code, and one chosen counts', async ({
      page,
    }) => {
      await page.goto(path);
      await page
        .getByLabel(t('match.questions.activity'))
        .fill(locale === 'tr' ? 'ayakkabı' : 'footwear');
      await page.getByRole('button', { name: t('match.submit') }).click();
      await page.getByRole('checkbox', { name: '15.2' }).check();
      await page.getByLabel(t('match.questions.size'), { exact: true }).selectOption('kucuk');
      await page.getByRole('button', { name: t('match.submit') }).click();
      expect(new URL(page.url()).searchParams.getAll('sector')).toContain('15.2');
      await expect(page.locator('#kosgeb-istihdami-koruma').first()).toContainText(
        t('match.kinds.sector'),
      );
    });

    test('bad answers stay in the form, each with what to mend', async ({ page }) => {
      await page.goto(`${path}?province=istnbul&age=abc&size=mikro&staff=300&activity=zzzz`);
      const told = page.getByRole('alert');
      await expect(told).toContainText('istnbul');
      await expect(told).toContainText(t('match.faults.size-differs'));
      await expect(told).toContainText(t('match.faults.no-activity', { value: 'zzzz' }));
      await expect(page.getByLabel(t('match.questions.age'))).toHaveValue('abc');
      await expect(page.getByLabel(t('match.questions.staff'))).toHaveValue('300');
      await expect(page.getByLabel(t('match.questions.activity'))).toHaveValue('zzzz');
      await expect(page.getByLabel(t('match.questions.size'), { exact: true })).toHaveValue(
        'mikro',
      );
      await expect(page.getByLabel(t('match.questions.age'))).toHaveAttribute(
        'aria-invalid',
        'true',
      );
      expect(await noOverflow(page)).toBe(true);
    });

    test('what does not suit is folded with its reasons, and a closed call stands apart', async ({
      page,
    }) => {
      await page.goto(`${path}?province=van&sector=25.6&size=kucuk&age=7&form=sermaye`);
      const closed = page.locator('#ajans-sogreen-daka');
      await expect(closed).toBeHidden();
      await page
        .locator('section', { has: page.locator('#verdict-fit') })
        .locator('summary', { hasText: locale === 'tr' ? 'kapanmış' : 'closed' })
        .click();
      await expect(closed).toBeVisible();
      await expect(closed).toContainText(t('lists.applicationStatuses.closed'));
      const no = page.locator('section', { has: page.locator('#verdict-no') });
      await expect(no.getByRole('article').first()).toBeHidden();
      await no.locator('summary').first().click();
      await expect(no.getByRole('article').first()).toContainText('(');
    });
  });

  test(`the address for programs judges every programme in ${locale}`, async ({ request }) => {
    const get = async (parameters: string) => {
      const response = await request.get(`/api/v1/match?locale=${locale}&${parameters}`);
      expect(response.status()).toBe(200);
      return (await response.json()) as Matches; // the route's own shape
    };
    const all = await get(
      'province=konya&sector=makine&size=kucuk&age=6&form=sermaye&purpose=ar-ge',
    );
    expect(all.notices).toEqual([]);
    expect(all.results).toHaveLength(all.total);
    expect(all.total).toBeGreaterThan(100);
    for (const { verdict, rules } of all.results) {
      const count = (answer: string) => rules.filter((rule) => rule.answer === answer).length;
      const failed = count('no');
      const rebuilt =
        failed > 1 ? 'no' : failed === 1 ? 'near' : count('unknown') > 0 ? 'check' : 'fit';
      expect(verdict).toBe(rebuilt);
      for (const { sentence, sources } of rules) {
        expect(sentence).not.toBe('');
        expect(sources.length).toBeGreaterThan(0);
      }
    }
    const order = ['fit', 'check', 'near', 'no'];
    const ranks = all.results.map(({ verdict }) => order.indexOf(verdict));
    expect(ranks).toEqual([...ranks].sort());
    expect(all.results.find(({ slug }) => slug === 'tubitak-1501')?.verdict).toBe('fit');

    const few = await get('province=konya&limit=3');
    expect(few.results).toHaveLength(3);
    expect(few.total).toBe(all.total);
    const open = await get('');
    expect(open.results.filter(({ verdict }) => verdict === 'near' || verdict === 'no')).toEqual(
      [],
    );
  });

  test(`the address for programs tells what it did not use in ${locale}`, async ({ request }) => {
    const told = async (parameters: string) => {
      const response = await request.get(`/api/v1/match?locale=${locale}&${parameters}`);
      expect(response.status()).toBe(200);
      return ((await response.json()) as Matches).notices; // the route's own shape
    };
    expect(await told('provnce=konya')).toEqual([
      t('match.api.unknown-parameter', { name: 'provnce' }),
    ]);
    expect(await told('limit=many')).toEqual([t('match.api.limit', { max: 1000 })]);
    expect(await told('province=atlantis')).toEqual([
      t('match.faults.unknown-value', {
        question: t('match.questions.province'),
        value: 'atlantis',
      }),
    ]);
    expect(await told('age=not-founded&export=yes')).toHaveLength(1);
    expect(
      await told(Array.from({ length: 300 }, (_, i) => `purpose=p${i}`).join('&')),
    ).toHaveLength(101);
    expect(await told('province=%E0%A4%A')).not.toEqual([]);
  });
}

for (const locale of locales) {
  const t = words(locale);

  test(`a result is there as every file, announced and linked (${locale})`, async ({
    page,
    request,
  }) => {
    const path = kinds.support[locale];
    const answers = 'province=konya&sector=makine&size=kucuk';
    await page.goto(`${path}?${answers}&p=tubitak-1501`);
    for (const [format, mediaType] of Object.entries(mediaTypes)) {
      const href = `${path}.${format}?${answers}`;
      const announced = page.locator(`link[rel=alternate][type="${mediaType}"]`);
      expect(await announced.getAttribute('href')).toMatch(new RegExp(`${path}[.]${format}[?]`));
      await expect(
        page.getByRole('link', { name: t(`files.formats.${format}`), exact: true }),
      ).toHaveAttribute('href', href);
      const response = await request.get(href);
      expect(response.status()).toBe(200);
      expect(response.headers()['content-type']).toBe(`${mediaType}; charset=utf-8`);
      expect(response.headers()['cache-control']).toBe('private, no-cache');
      expect(await response.text()).toContain('tubitak-1501');
    }
    await expect(page.getByText(t('match.files.watch'))).toBeVisible();
  });
}

test('any page may ask the address for programs, and ask again', async ({ request }) => {
  const response = await request.get('/api/v1/match?province=konya&limit=1');
  const headers = response.headers();
  expect(headers['access-control-allow-origin']).toBe('*');
  expect(headers['cache-control']).toBe('no-store');
  expect(Date.parse(headers['last-modified'] ?? '')).not.toBeNaN();
  const again = await request.get('/api/v1/match?province=konya&limit=1', {
    headers: { 'If-None-Match': headers.etag ?? '' },
  });
  expect(again.status()).toBe(304);
  const refused = await request.get('/api/v1/match', { headers: { Accept: 'text/html' } });
  expect(refused.status()).toBe(406);
});

test('an unknown language is refused, other methods too', async ({ request }) => {
  const refused = await request.get('/api/v1/match?locale=de');
  expect(refused.status()).toBe(400);
  expect(refused.headers()['content-type']).toBe('application/problem+json; charset=utf-8');
  expect((await request.post('/api/v1/match')).status()).toBe(405);
});
