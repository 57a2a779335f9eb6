import { parse } from 'csv-parse/sync';
import { violations } from './axe';
import { expect, test } from './test';
import { locales, words } from './words';

const board = { tr: '/guncellik', en: '/en/freshness' } as const;

for (const locale of locales) {
  const t = words(locale);

  test.describe(`the freshness board in ${locale}, without JavaScript and on a phone`, () => {
    test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

    test('a filter leaves its rows, and each says what was found and what to do', async ({
      page,
    }) => {
      await page.goto(board[locale]);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('freshnessBoard.title'));
      await page
        .getByLabel(t('freshnessBoard.filters.kind'), { exact: true })
        .selectOption('expired');
      await page
        .getByLabel(t('freshnessBoard.filters.type'), { exact: true })
        .selectOption('programme');
      await page.getByRole('button', { name: t('search.apply') }).click();
      await expect(page).toHaveURL(/kind=expired&type=programme/);

      const rows = page.locator('.findings > li');
      const badges = await rows.locator('.badge').allTextContents();
      expect(new Set(badges)).toEqual(new Set([t('freshnessBoard.kinds.expired')]));
      const toDo = await rows.locator('.to-do').allTextContents();
      expect(toDo).toHaveLength(badges.length);
      for (const text of toDo) expect(text.length).toBeGreaterThan(30);

      const count = page.locator('.kinds a[aria-current]').locator('span');
      expect(Number(await count.textContent())).toBeGreaterThanOrEqual(badges.length);
      const fits = await page.evaluate(
        () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
      );
      expect(fits).toBe(true);

      await rows.first().getByRole('link').first().click();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    });

    test('a long list is paged, and the other language has the same', async ({ page }) => {
      await page.goto(`${board[locale]}?kind=due`);
      await expect(page.locator('.findings > li')).toHaveCount(50);
      await page.getByRole('link', { name: t('search.next') }).click();
      await expect(page).toHaveURL(/kind=due&page=2$/);
      const other = locale === 'tr' ? 'en' : 'tr';
      await page.locator(`.site-header a[hreflang=${other}]`).first().click();
      await expect(page).toHaveURL(
        new RegExp(`${board[other]}\\?(?:kind=due&page=2|page=2&kind=due)$`),
      );
    });
  });

  test(`the board in ${locale} is sound for assistive technology in light and dark`, async ({
    page,
  }) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(`${board[locale]}?type=programme`);
      expect(await violations(page)).toEqual([]);
    }
  });

  test(`the table and the feed of the board in ${locale} come by their endings`, async ({
    request,
    page,
  }) => {
    const table = await request.get(`${board[locale]}.csv?kind=expired`);
    expect(table.headers()['content-type']).toContain('text/csv');
    const rows: string[][] = parse(await table.text(), { bom: true });
    await page.goto(`${board[locale]}?kind=expired`);
    await expect(page.locator('.kinds a[aria-current] span')).toHaveText(String(rows.length - 1));
    const feed = await request.get(`${board[locale]}.atom?kind=expired`);
    expect(feed.headers()['content-type']).toContain('application/atom+xml');
    expect((await feed.text()).match(/<entry /g)).toHaveLength(rows.length - 1);
    expect((await request.get(`${board[locale]}.json`)).status()).toBe(404);
  });
}

test('while the editor is off, no row leads into it', async ({ page }) => {
  await page.goto(board.tr);
  await expect(page.locator('.findings > li').first()).toBeVisible();
  await expect(page.locator('.findings .edit')).toHaveCount(0);
});

test('a value that nothing has is told and left out', async ({ page }) => {
  await page.goto(`${board.tr}?owner=kimse&kind=orphan`);
  await expect(page.locator('.notice').first()).toContainText('kimse');
  await expect(page.locator('.kinds a[aria-current]')).toContainText('Bağlantısız');
});
