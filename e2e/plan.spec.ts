import { parse } from 'csv-parse/sync';
import { expect, test } from './test';
import { kinds, lists, locales, words } from './words';

for (const locale of locales) {
  const t = words(locale);

  test.describe(`the plan in ${locale}, without JavaScript and on a phone`, () => {
    test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

    test('articles stand in the order of their numbers, under their plan and section', async ({
      page,
    }) => {
      await page.goto(lists.plan[locale]);
      const numbers = (await page
        .locator('.hit a')
        .evaluateAll((links) =>
          links.map((link) => link.getAttribute('href')?.split('/').at(-1) ?? ''),
        )) as string[];
      expect(numbers.slice(0, 3)).toEqual(['309.5', '321.3', '322.4']);
      const sorted = [...numbers].sort((a, b) => {
        const [x = [], y = []] = [a, b].map((number) => number.split('.').map(Number));
        return (x[0] ?? 0) - (y[0] ?? 0) || (x[1] ?? -1) - (y[1] ?? -1);
      });
      expect(numbers).toEqual(sorted);
      const groups = page.getByRole('heading', { level: 3 });
      await expect(groups.first()).toContainText(t('lists.plans.11'));
      await expect(
        groups.filter({ hasText: '2.2.1.2.2. İlaç ve Tıbbi Cihaz' }).first(),
      ).toBeVisible();
    });

    test('a number of the table leads to the list of as many articles', async ({ page }) => {
      await page.goto(lists.plan[locale]);
      await page.getByText(t('plan.matrix.summary')).click();
      const table = page.getByRole('region', { name: t('plan.matrix.summary') });
      const label = t('plan.matrix.cell', {
        sector: t('lists.sectors.makine'),
        topic: t('lists.planTopics.kumelenme'),
        count: 7,
      });
      await table.getByRole('link', { name: label }).click();
      await expect(page.locator('#result-count')).toContainText('7');
      expect(new URL(page.url()).searchParams.get('sector')).toBe('makine');
    });

    test('every question of a policy officer is a filter', async ({ page, request }) => {
      for (const [filter, total] of [
        ['clusterWord=yes', 20],
        ['target=yes', 2],
        ['kind=amac', 3],
        [`responsible=${encodeURIComponent('Sanayi ve Teknoloji Bakanlığı')}`, 1],
        ['plan=12', 7],
      ] as const) {
        const answer = await request.get(`/api/search?locale=${locale}&type=plan&${filter}`);
        expect((await answer.json()) as { total: number }, filter).toMatchObject({ total });
      }
      await page.goto(`${lists.plan[locale]}?clusterWord=yes&target=yes`);
      await expect(page.locator('.chip')).toHaveText([
        t('search.presence.clusterWord.yes'),
        t('search.presence.target.yes'),
      ]);
      await page.goto(`${lists.plan[locale]}?responsible=${encodeURIComponent('Öyle bir kurum')}`);
      await expect(page.locator('.notice').last()).toContainText('Öyle bir kurum');
    });

    test('a search inside the articles shows the passage, marked', async ({ page }) => {
      await page.goto(`${lists.plan[locale]}?q=${encodeURIComponent('silisyumlu sac')}`);
      const first = page.getByRole('article').first();
      await expect(first.locator('.hit-passage mark').first()).toBeVisible();
      await expect(first.getByRole('link')).toHaveAttribute('href', /378\.2$/);
    });

    test('an article is quoted, placed, linked and ready to cite', async ({ page }) => {
      await page.goto(kinds.plan[locale]);
      await expect(page.locator('blockquote')).toHaveText(
        'KOBİ’lerin kendi aralarında, büyük işletmelerle ve girişimcilik ekosisteminin diğer aktörleriyle birlikte kuracakları kümelenme işbirliklerine destek sağlanacaktır. Bu kapsamda destek programları sektörel ihtiyaçlar dikkate alınarak uygulanacaktır.',
      );
      await expect(page.getByText(t('plan.parentMissing', { number: '309' }))).toBeVisible();
      await expect(page.getByRole('link', { name: t('types.plan.plural') }).first()).toBeVisible();
      const counterpart = page
        .locator('section', {
          has: page.getByRole('heading', { name: t('plan.counterparts.later') }),
        })
        .getByRole('link');
      await expect(counterpart).toHaveAttribute('href', /\/plan\/12\/434\.2$/);
      for (const type of ['programme', 'cluster', 'news', 'event'])
        await expect(page.locator(`#relations-${type}`)).toBeVisible();
      await expect(page.getByRole('region', { name: 'BibTeX' })).toContainText(
        '@misc{plan11-309-5,',
      );
    });

    test('an article whose text was not seen says so and quotes nothing', async ({ page }) => {
      await page.goto(kinds.planWithoutText[locale]);
      await expect(page.getByText(t('plan.textNotSeen'))).toBeVisible();
      await expect(page.locator('blockquote')).toHaveCount(0);
      await expect(page.getByText(t('plan.citation.textNotSeen'))).toBeVisible();
      await expect(page.getByText(t('plan.counterparts.unknown'))).toBeVisible();
    });

    test('the gap table is filtered by a form, and its table file says the same', async ({
      page,
      request,
    }) => {
      await page.goto(lists.plan[locale]);
      await page.getByRole('link', { name: t('gaps.title') }).click();
      await page.getByLabel(t('facets.plan')).selectOption('12');
      await page.getByLabel(t('gaps.onlyEmpty')).selectOption('yes');
      await page.getByRole('button', { name: t('search.apply') }).click();
      const rows = page.locator('.gap-table tbody tr');
      await page.waitForURL(/empty=yes/); // loaded to its end
      const names = await rows.getByRole('link').allInnerTexts();
      expect(names.length).toBeGreaterThan(2);
      await expect(rows.first()).toContainText(t('gaps.empty'));
      const csv = await page
        .getByRole('link', { name: t('files.formats.csv') })
        .getAttribute('href');
      const response = await request.get(csv ?? '');
      expect(response.headers()['content-type']).toBe('text/csv; charset=utf-8');
      const table: string[][] = parse(await response.text(), { bom: true });
      expect(table.slice(1).map(([, , title]) => title)).toEqual(names);
      expect(table.slice(1).every((row) => row.slice(3, 7).every((cell) => cell === '0'))).toBe(
        true,
      );
    });

    test('a count of the gap table leads to those links', async ({ page }) => {
      await page.goto(`${kinds.gaps[locale]}?clusterWord=yes`);
      await page
        .getByRole('link', {
          name: t('gaps.cell', { count: 5, type: t('types.programme.plural') }),
        })
        .first()
        .click();
      await expect(page.locator('#relations-programme')).toBeInViewport();
    });

    test('both plans stand under each topic with what is confirmed', async ({ page }) => {
      await page.goto(kinds.plans[locale]);
      const topic = page.locator('section', {
        has: page.getByRole('heading', { level: 2, name: t('lists.planTopics.kumelenme') }),
      });
      await expect(topic.getByText(t('plans.seen')).first()).toBeVisible();
      await expect(topic.getByText(t('plans.notSeen')).first()).toBeVisible();
      await expect(topic.getByText(t('plans.counterpart.editor')).first()).toBeVisible();
    });

    test('an article that is not there is told by its number', async ({ page }) => {
      const base = lists.plan[locale];
      for (const [path, key, near] of [
        ['11/309.50', 'noArticle', true],
        ['11/309.05', 'noArticle', true],
        ['99/1', 'noPlan', false],
      ] as const) {
        const response = await page.goto(`${base}/${path}`);
        expect(response?.status(), path).toBe(404);
        const [plan = '', number = ''] = path.split('/');
        await expect(page.getByText(t(`plan.${key}`, { plan, number }))).toBeVisible();
        await expect(page.getByText(t('plan.near'))).toHaveCount(near ? 1 : 0);
      }
      const odd = await page.goto(`${base}/11/%2e%2e/%2e%2e/x`);
      expect(odd?.status()).toBe(404);
    });
  });
}
