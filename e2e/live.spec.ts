import type { Page, Request, Route } from '@playwright/test';
import { ask, expect, test } from './test';
import { kinds, lists, locales, words } from './words';

/** Waits until what has arrived is drawn. */
const drawn = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );

/** The search page runs its script once its buttons have gone. */
const live = (page: Page, apply: string) =>
  expect(page.getByRole('search').getByText(apply, { exact: true }).first()).toBeHidden();

/** The suggest box runs once `/` leads to it. */
const awake = (page: Page) =>
  expect(async () => {
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('/');
    await expect(page.getByRole('combobox')).toBeFocused({ timeout: 500 });
  }).toPass();

/** Holds back the first request that asks for `query`; the answer tells when it has ended. */
async function holdBack(page: Page, path: string, query: string) {
  let release = () => undefined as void;
  const released = new Promise<void>((resolve) => (release = resolve));
  let arrived = (_: Request) => undefined as void;
  const asked = new Promise<Request>((resolve) => (arrived = resolve));
  await page.route(
    (url) => url.pathname === path && url.searchParams.get('q') === query,
    async (route: Route) => {
      arrived(route.request());
      await released;
      await route.continue();
    },
  );
  const ended = (request: Request) =>
    Promise.race([
      page.waitForEvent('requestfinished', (other) => other === request),
      page.waitForEvent('requestfailed', (other) => other === request),
    ]);
  return { asked, release: () => release(), ended };
}

for (const locale of locales) {
  const t = words(locale);
  const countFor = (query: string, total: number) =>
    t('search.countFor', { query, what: t('search.counted', { count: total }) });

  test.describe(locale, () => {
    test('results follow the typing without a reload, and so does the address', async ({
      page,
      request,
    }) => {
      const { total } = await ask(request, `q=mermer&locale=${locale}`);
      await page.goto(kinds.everything[locale]);
      await live(page, t('search.apply'));
      const loads: string[] = [];
      page.on('request', (asked) => {
        if (asked.isNavigationRequest()) loads.push(asked.url());
      });
      await page.getByLabel(t('search.query')).pressSequentially('mermer');
      await expect(page.getByRole('heading', { name: countFor('mermer', total) })).toBeVisible();
      await expect(page).toHaveURL((url) => url.searchParams.get('q') === 'mermer');
      await expect(page.getByLabel(t('search.query'))).toBeFocused();
      await expect(page.getByRole('search').getByRole('status')).toHaveText(
        countFor('mermer', total),
      );
      expect(loads).toEqual([]);
      await page.reload();
      await expect(page.getByRole('heading', { name: countFor('mermer', total) })).toBeVisible();
    });

    test('an older answer never replaces a newer one', async ({ page, request }) => {
      const { total } = await ask(request, `q=mermer&locale=${locale}`);
      await page.goto(kinds.everything[locale]);
      await live(page, t('search.apply'));
      const older = await holdBack(page, '/api/search', 'tekstil');
      const box = page.getByLabel(t('search.query'));
      await box.fill('tekstil');
      const first = await older.asked;
      const hasEnded = older.ended(first);
      await box.fill('mermer');
      const newer = page.getByRole('heading', { name: countFor('mermer', total) });
      await expect(newer).toBeVisible();
      older.release();
      await hasEnded;
      await drawn(page);
      await expect(newer).toBeVisible();
      await expect(page).toHaveURL((url) => url.searchParams.get('q') === 'mermer');
    });

    test('a chosen filter keeps the focus, is counted aloud, and can be taken back', async ({
      page,
      request,
    }) => {
      const { total } = await ask(request, `type=programme&locale=${locale}`);
      const chosen = await ask(request, `type=programme&support=kefalet&locale=${locale}`);
      const counted = (count: number) => t('types.programme.counted', { count });
      const label = t('lists.supportTypes.kefalet');
      await page.goto(lists.programme[locale]);
      await live(page, t('search.apply'));
      const box = page
        .getByRole('group', { name: t('facets.support') })
        .getByRole('checkbox', { name: new RegExp(`^${label} \\d`) });
      await box.press('Space');
      const status = page.getByRole('search').getByRole('status');
      await expect(status).toHaveText(counted(chosen.total));
      await expect(box).toBeChecked();
      await expect(box).toBeFocused();
      await expect(page.getByRole('article')).toHaveCount(Math.min(chosen.total, 20));
      await expect(page).toHaveURL((url) => url.searchParams.get('support') === 'kefalet');

      await page.goBack();
      await expect(page).toHaveURL(new RegExp(`${lists.programme[locale]}$`));
      await expect(page.getByRole('heading', { name: counted(total) })).toBeVisible();
      await expect(box).not.toBeChecked();
      await live(page, t('search.apply'));
      await page.goForward();
      await expect(page.getByRole('heading', { name: counted(chosen.total) })).toBeVisible();
      await expect(box).toBeChecked();
    });

    test('a province is chosen from its list', async ({ page, request }) => {
      const chosen = await ask(request, `type=cluster&province=bursa&locale=${locale}`);
      await page.goto(lists.cluster[locale]);
      await live(page, t('search.apply'));
      const province = page.getByRole('combobox', { name: t('facets.province'), exact: true });
      await province.focus();
      await province.selectOption('bursa');
      await expect(
        page.getByRole('heading', { name: t('types.cluster.counted', { count: chosen.total }) }),
      ).toBeVisible();
      await expect(province).toBeFocused();
      await expect(province).toHaveValue('bursa');
    });

    test('typing leaves one step for the back button', async ({ page, request }) => {
      const { total } = await ask(request, `q=mermer&locale=${locale}`);
      await page.goto(kinds.about[locale]);
      await page.goto(kinds.everything[locale]);
      await live(page, t('search.apply'));
      await page.getByLabel(t('search.query')).pressSequentially('mermer');
      await expect(page.getByRole('heading', { name: countFor('mermer', total) })).toBeVisible();
      await page.goBack();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('site.about'));
    });

    test('what is announced is not there before anything has changed', async ({ page }) => {
      await page.goto(kinds.search[locale]);
      await expect(page.getByRole('search').getByRole('status')).toBeEmpty();
    });

    test('the suggest box is a combobox for keys alone', async ({ page }) => {
      await page.goto(kinds.home[locale]);
      const box = page.getByRole('combobox', { name: t('search.query') });
      const list = page.getByRole('listbox', { name: t('search.suggestions') });
      const options = list.getByRole('option');
      await expect(box).toHaveAttribute('aria-expanded', 'false');
      await expect(box).toHaveAttribute('aria-autocomplete', 'list');
      await expect(list).toBeHidden();

      await awake(page);
      await expect(box).toHaveValue('');

      await box.pressSequentially('kosgeb');
      await expect(list).toBeVisible();
      await expect(box).toHaveAttribute('aria-expanded', 'true');
      const count = await options.count();
      expect(count).toBeGreaterThan(1);
      await expect(page.getByRole('search').getByRole('status')).toHaveText(
        t('search.suggestionCount', { count }),
      );
      await expect(list).toHaveAttribute('id', (await box.getAttribute('aria-controls')) ?? '');

      await box.press('Escape');
      await expect(list).toBeHidden();
      await expect(box).toHaveValue('kosgeb');
      await expect(box).toBeFocused();

      await box.press('ArrowDown');
      await expect(list).toBeVisible();
      const selected = list.getByRole('option', { selected: true });
      await expect(selected).toHaveCount(1);
      await expect(options.first()).toHaveAttribute('aria-selected', 'true');
      await expect(box).toHaveAttribute(
        'aria-activedescendant',
        (await options.first().getAttribute('id')) ?? '',
      );
      await box.press('ArrowDown');
      await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
      await box.press('ArrowUp');
      await box.press('ArrowUp');
      await expect(selected).toHaveCount(0);
      await box.press('ArrowUp');
      await expect(options.last()).toHaveAttribute('aria-selected', 'true');

      await box.press('ArrowDown');
      await box.press('ArrowDown');
      const title = await options.first().locator('span').first().innerText();
      await box.press('Enter');
      await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
    });

    test('Enter without a choice searches, a click opens', async ({ page }) => {
      const box = page.getByRole('combobox', { name: t('search.query') });
      await page.goto(kinds.home[locale]);
      await awake(page);
      await box.pressSequentially('mermer');
      await expect(page.getByRole('listbox')).toBeVisible();
      await box.press('Enter');
      await expect(page).toHaveURL(new RegExp(`${kinds.everything[locale]}\\?q=mermer$`));

      await page.goto(kinds.programme[locale]);
      await awake(page);
      await box.pressSequentially('mermer');
      const option = page.getByRole('option').first();
      const title = await option.locator('span').first().innerText();
      await option.click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
    });

    test('older suggestions never replace newer ones', async ({ page }) => {
      await page.goto(kinds.home[locale]);
      await awake(page);
      const older = await holdBack(page, '/api/suggest', 'tekstil');
      const box = page.getByRole('combobox', { name: t('search.query') });
      await box.fill('tekstil');
      const first = await older.asked;
      const hasEnded = older.ended(first);
      await box.fill('mermer');
      const options = page.getByRole('option');
      await expect(options.first()).toContainText(/mermer|marble/i);
      const newer = await options.allInnerTexts();
      older.release();
      await hasEnded;
      await drawn(page);
      expect(await options.allInnerTexts()).toEqual(newer);
    });

    test('`/` is a letter like any other while one is typing', async ({ page }) => {
      await page.goto(kinds.everything[locale]);
      await live(page, t('search.apply'));
      const box = page.getByLabel(t('search.query'));
      await page.keyboard.press('/');
      await expect(box).toBeFocused();
      await box.pressSequentially('a/b');
      await expect(box).toHaveValue('a/b');
    });

    test('a page can be shared and printed where a script runs', async ({ page, context }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.goto(kinds.programme[locale]);
      await expect(page.getByRole('button', { name: t('entry.print') })).toBeVisible();
      await page.getByRole('button', { name: t('entry.share') }).click();
      await expect(page.getByRole('status').filter({ hasText: t('entry.copied') })).toBeVisible();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
    });
  });
}
