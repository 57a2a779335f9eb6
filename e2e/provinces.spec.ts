import { parse } from 'csv-parse/sync';
import { expect, test } from './test';
import { kinds, lists, locales, words } from './words';

for (const locale of locales) {
  const t = words(locale);

  test.describe(`provinces in ${locale}, without JavaScript and on a phone`, () => {
    test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

    test('from the foot of any page to the list, to a province, to its neighbour', async ({
      page,
    }) => {
      await page.goto(kinds.home[locale]);
      await page
        .getByRole('contentinfo')
        .getByRole('link', { name: t('provinces.title'), exact: true })
        .click();
      await expect(page).toHaveURL(new RegExp(`${kinds.provinces[locale]}$`));
      const table = page.getByRole('region', { name: t('provinces.table') });
      await expect(table.getByRole('rowheader')).toHaveCount(81);
      await table.getByRole('link', { name: 'Samsun', exact: true }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Samsun');
      const neighbours = page.getByRole('navigation', { name: t('provinces.neighbours') });
      await expect(neighbours.getByRole('link')).toHaveText([
        'Amasya',
        'Çorum',
        'Ordu',
        'Sinop',
        'Tokat',
      ]);
      await neighbours.getByRole('link', { name: 'Ordu' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ordu');
    });

    test('what covers the province, what is there, and what is missing stand apart', async ({
      page,
    }) => {
      await page.goto(kinds.province[locale]);
      const part = (name: string) =>
        page.getByRole('region', { name: t(`provinces.headings.${name}`), exact: true });
      const programmes = part('programme');
      await expect(
        programmes.getByRole('heading', { name: t('provinces.coverage.own') }),
      ).toBeVisible();
      await expect(
        programmes.getByRole('heading', { name: t('provinces.coverage.regions') }),
      ).toBeVisible();
      await expect(programmes).toContainText(t('provinces.coverage.seat'));
      await expect(part('centre')).toContainText(t('centres.historic', { years: '2011–2013' }));
      await expect(part('plan')).toContainText(t('provinces.missing.plan'));
      await page.emulateMedia({ media: 'print' });
      await expect(part('cluster').getByRole('link').first()).toBeVisible();
      await page.emulateMedia({ media: 'screen' });
      await part('cluster').getByRole('listitem').first().getByRole('link').click();
      await expect(page).toHaveURL(new RegExp(`${lists.cluster[locale]}/`));
    });

    test('other spellings, old names and plate codes lead to the one address', async ({
      request,
    }) => {
      for (const [written, province] of [
        ['Afyon', 'afyonkarahisar'],
        ['K.Maraş', 'kahramanmaras'],
        ['icel', 'mersin'],
        ['Antep', 'gaziantep'],
        ['Urfa', 'sanliurfa'],
        ['İZMİT', 'kocaeli'],
        ['ISPARTA', 'isparta'],
        ['55', 'samsun'],
      ]) {
        const list = kinds.provinces[locale];
        const answer = await request.get(`${list}/${encodeURIComponent(written ?? '')}`, {
          maxRedirects: 0,
        });
        expect(answer.status(), written).toBe(308);
        expect(new URL(answer.headers().location ?? '', 'http://x').pathname, written).toBe(
          `${list}/${province}`,
        );
      }
    });

    test('a province that there is not is told, with the nearest names', async ({ page }) => {
      const answer = await page.goto(`${kinds.provinces[locale]}/Smsun`);
      expect(answer?.status()).toBe(404);
      await expect(page.getByText(t('provinces.unknown', { asked: 'Smsun' }))).toBeVisible();
      await page.getByRole('link', { name: 'Samsun', exact: true }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Samsun');
      const far = await page.goto(`${kinds.provinces[locale]}/${encodeURIComponent('<b>xyzzyq')}`);
      expect(far?.status()).toBe(404);
      await expect(page.getByText(t('provinces.unknown', { asked: '<b>xyzzyq' }))).toBeVisible();
      await page.getByRole('link', { name: t('provinces.allOfThem') }).click();
      await expect(page).toHaveURL(new RegExp(`${kinds.provinces[locale]}$`));
    });

    test('an entry leads to the page of its province', async ({ page }) => {
      await page.goto(`${lists.centre[locale]}/kbm-samsun`);
      await expect(page.getByText(t('centres.notSeenToday', { year: '2013' }))).toBeVisible();
      await page.getByRole('main').getByRole('link', { name: 'Samsun', exact: true }).click();
      await expect(page).toHaveURL(new RegExp(`${kinds.province[locale]}$`));
    });

    test('what stands twice is filtered by a form, under the sentence on its limits', async ({
      page,
      request,
    }) => {
      await page.goto(kinds.provinces[locale]);
      await page.getByRole('link', { name: t('overlaps.title') }).click();
      await expect(page.locator('.notice')).toContainText(t('overlaps.limits'));
      await page.getByLabel(t('facets.province')).selectOption('mersin');
      await page.getByRole('button', { name: t('search.apply') }).click();
      await expect(page).toHaveURL(/province=mersin/);
      const rows = page.getByRole('main').getByRole('heading', { level: 3 });
      await expect(rows).toHaveCount(1);
      await expect(rows).toContainText('Mersin');
      const names = await page
        .getByRole('main')
        .locator('.relation-group > ul:not(.badges) > li > a')
        .allInnerTexts();
      expect(names.length).toBeGreaterThan(2);
      await page
        .getByText(`${t('entry.sources')} (`)
        .first()
        .click();
      await expect(page.locator('details[open] li').first()).toBeVisible();
      const csv = await page
        .getByRole('link', { name: t('files.formats.csv') })
        .getAttribute('href');
      const response = await request.get(csv ?? '');
      expect(response.headers()['content-type']).toBe('text/csv; charset=utf-8');
      const [heading, ...table]: string[][] = parse(await response.text(), { bom: true });
      expect(table.map((row) => row[heading?.indexOf(t('fields.title')) ?? -1])).toEqual(names);
      await page.goto(`${kinds.overlaps[locale]}?province=atlantis`);
      await expect(page.locator('.notice')).toContainText('atlantis');
    });

    test('events over stand under their years, the newest first', async ({ page }) => {
      await page.goto(lists.event[locale]);
      const headings = await page
        .getByRole('main')
        .getByRole('heading', { level: 3 })
        .allInnerTexts();
      const years = headings
        .filter((text) => text !== t('events.aheadHeading'))
        .map((text) => Number(/\d{4}/.exec(text)?.[0]));
      expect(years.length).toBeGreaterThan(1);
      expect(years).toEqual(years.toSorted((a, b) => b - a));
      await page.goto(`${lists.event[locale]}?sort=title`);
      await expect(page.getByRole('main').locator('.hit-group')).toHaveCount(0);
    });
  });
}
