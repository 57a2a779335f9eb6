import { parse } from 'csv-parse/sync';
import { expect, test } from './test';
import { kinds, locales, words } from './words';

const base = { tr: '/kiyaslama', en: '/en/benchmarking' } as const;

for (const locale of locales) {
  const t = words(locale);

  test.describe(`benchmarking in ${locale}, without JavaScript and on a phone`, () => {
    test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

    test('clusters and a peer group are chosen in a form, and the address is the state', async ({
      page,
    }) => {
      await page.goto(base[locale]);
      await expect(page.locator('.notice')).toContainText(t('benchmark.none'));
      await page.getByLabel(t('benchmark.cluster', { letter: 'A' })).selectOption('ossa');
      await page
        .getByLabel(t('benchmark.cluster', { letter: 'B' }))
        .selectOption('hamburg-aviation');
      await page
        .getByLabel(t('benchmark.filters.sector'), { exact: true })
        .selectOption('savunma-havacilik');
      await page.getByRole('button', { name: t('benchmark.submit') }).click();
      const address = new URL(page.url()).searchParams;
      expect(address.getAll('cluster').filter(Boolean)).toEqual(['ossa', 'hamburg-aviation']);
      const table = page.getByRole('region', { name: t('benchmark.table') });
      await expect(table.locator('thead th')).toHaveCount(2);
      await expect(table).toContainText(t('benchmark.values.member', { count: 225 }));
      await expect(table).toContainText(t('common.notInSource'));
      await expect(page.getByLabel(t('benchmark.filters.sector'), { exact: true })).toHaveValue(
        'savunma-havacilik',
      );

      await page
        .getByRole('link', { name: /Hamburg/ })
        .and(page.locator('.compare-remove'))
        .click();
      await expect(table.locator('thead th')).toHaveCount(1);
      expect(new URL(page.url()).searchParams.get('sector')).toBe('savunma-havacilik');
    });

    test('a value leads to its source', async ({ page }) => {
      await page.goto(kinds.benchmark[locale]);
      const source = page.locator('.benchmark-value').first().getByRole('link').first();
      const target = (await source.getAttribute('href')) ?? '';
      await source.click();
      await expect(page.locator(target)).toBeInViewport();
      await expect(page.locator(target).getByRole('link')).toHaveAttribute('href', /^https?:/);
    });

    test('the picture of a group says in words what it shows', async ({ page }) => {
      await page.goto(kinds.benchmark[locale]);
      const chart = page.getByRole('img', { name: /OSTİM|OSSA/ }).first();
      await expect(chart).toBeVisible();
      await expect(chart.locator('.chart-point')).not.toHaveCount(0);
      // The page itself stands still; only the table moves sideways.
      const box = await page.locator('main').boundingBox();
      expect(box?.width).toBeLessThanOrEqual(390);
    });

    test('five clusters, an unknown one and a peer group of two are told, and nothing is lost', async ({
      page,
    }) => {
      const clusters = ['ossa', 'esac', 'arus', 'htk', 'tssk', 'yok-boyle'];
      const query = clusters.map((slug) => `cluster=${slug}`).join('&');
      await page.goto(`${base[locale]}?${query}&country=NL`);
      const notice = page.locator('.notice');
      await expect(notice).toContainText(t('benchmark.unknownCluster', { value: 'yok-boyle' }));
      await expect(notice).toContainText(t('benchmark.tooMany', { count: 5, max: 4 }));
      await expect(notice).toContainText(t('benchmark.smallGroup', { count: 2, least: 5 }));
      await expect(page.locator('.benchmark-chart')).toHaveCount(0);
      await page.locator('.waiting .keep').click();
      await expect(page.locator('.benchmark thead a').first()).toHaveAttribute('href', /\/tssk$/);
      await expect(page.locator('.waiting a').first()).toHaveAttribute('href', /\/htk$/);
    });

    test('the table and data files say the same', async ({ page, request }) => {
      await page.goto(kinds.benchmark[locale]);
      const link = (name: string) => page.getByRole('link', { name }).getAttribute('href');
      const csv = await request.get((await link(t('files.formats.csv'))) ?? '');
      expect(csv.headers()['content-type']).toBe('text/csv; charset=utf-8');
      const rows: string[][] = parse(await csv.text(), { bom: true });
      expect(rows.some((row) => row[1] === 'Y1' && row[5] === '225')).toBe(true);
      const json = await request.get((await link(t('files.formats.json'))) ?? '');
      const data = (await json.json()) as { measures: { code: string; values: object }[] };
      expect(data.measures.find(({ code }) => code === 'Y1')?.values).toMatchObject({
        ossa: [{ value: 225, year: '2019-05' }, { value: 158 }],
      });
    });

    test('the state of the clusters leads to them, and says what is missing', async ({ page }) => {
      await page.goto(kinds.benchmark[locale]);
      await page.getByRole('link', { name: t('benchmarkState.title') }).click();
      await expect(
        page.getByText(t('benchmarkState.noYear', { count: 47, total: 68 })),
      ).toBeVisible();
      const coverage = page.getByRole('region', { name: t('benchmarkState.coverage') });
      const row = coverage.getByRole('row').filter({ hasText: 'Y1 ' });
      await expect(row.getByRole('cell').first()).toContainText('14');
      await row.getByRole('link').click();
      await expect(page).toHaveURL(/#Y1$/);
      await expect(page.locator('#Y1')).toBeInViewport();
    });

    test('an indicator is told with its definition, certainty and threshold', async ({ page }) => {
      await page.goto(`${kinds.indicators[locale]}#Y10`);
      const indicator = page.locator('.indicator').filter({ has: page.locator('#Y10') });
      await expect(indicator).toContainText(t('catalogue.statuses.confirmed'));
      await expect(indicator).toContainText('ECCP');
      const unsure = page.locator('.indicator').filter({ has: page.locator('#Y12') });
      await expect(unsure).toContainText(t('catalogue.statuses.general'));
      await expect(unsure).toContainText(t('catalogue.noThreshold'));
    });
  });

  test(`a comparison is printed without its form (${locale})`, async ({ page }) => {
    await page.goto(kinds.benchmark[locale]);
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('.benchmark-form')).toBeHidden();
    await expect(page.locator('.benchmark')).toBeVisible();
    await expect(page.locator('.benchmark-sources')).toBeVisible();
  });
}
