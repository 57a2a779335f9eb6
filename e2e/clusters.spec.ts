import { gzipSync } from 'node:zlib';
import { ask, expect, test } from './test';
import { kinds, locales, words } from './words';

for (const locale of locales) {
  const t = words(locale);
  const labelOf = (province: string, count: number) =>
    t('clusterMap.province', { province, count });

  test.describe(`the clusters in ${locale}, without JavaScript and on a phone`, () => {
    test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

    test('map, table and list say the same of every province', async ({ page, request }) => {
      await page.goto(kinds.clusters[locale]);
      const map = page.getByRole('group', { name: t('clusterMap.heading') });
      const drawn = await map.getByRole('link').evaluateAll((links) =>
        links.map((link) => ({
          label: link.getAttribute('aria-label') ?? '',
          href: link.getAttribute('href') ?? '',
        })),
      );
      expect(drawn).toHaveLength(81);

      await page.getByText(t('clusterMap.table')).click();
      const listed = await page.locator('.province-table tbody tr').evaluateAll((rows) =>
        rows.map((row) => ({
          name: row.querySelector('th')?.textContent ?? '',
          count: Number(row.querySelector('td')?.textContent),
          href: row.querySelector('a')?.getAttribute('href') ?? '',
        })),
      );
      expect(
        listed.map(({ name, count, href }) => ({ label: labelOf(name, count), href })),
      ).toEqual(drawn);

      const wrong: string[] = [];
      for (const { name, count, href } of listed.filter((row) => row.count > 0)) {
        const { searchParams } = new URL(href, 'https://bys.example');
        const { total } = await ask(
          request,
          `locale=${locale}&type=cluster&${searchParams.toString()}`,
        );
        if (total !== count) wrong.push(`${name}: ${count} on the map, ${total} in the list`);
      }
      expect(wrong).toEqual([]);
    });

    test('a province leads to its list, and small ones through the table', async ({ page }) => {
      await page.goto(kinds.clusters[locale]);
      await page.getByRole('link', { name: labelOf('Konya', 3) }).click();
      await expect(page).toHaveURL(/\?province=konya#results$/);
      await expect(page.locator('#result-count')).toContainText('3');
      await expect(page.locator('.chip')).toHaveText(['Konya']);
      await page.getByText(t('clusterMap.table')).click();
      await page.locator('.province-table').getByRole('link', { name: 'Kilis' }).click();
      // Where no cluster is on record the province's page says what there is instead.
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Kilis');
    });

    test('clusters from abroad stand apart, and so do agglomerations', async ({ page }) => {
      await page.goto(kinds.clusters[locale]);
      await page
        .getByRole('link', { name: t('clusterMap.abroadOnly', { count: 14 }), exact: true })
        .click();
      await expect(page.locator('#result-count')).toContainText('14');
      await page
        .getByRole('link', { name: t('clusterMap.agglomerations', { count: 11 }), exact: true })
        .click();
      await expect(page.locator('#result-count')).toContainText('11');
      const badges = page.locator('.hit .badge', { hasText: t('clusterProfile.agglomeration') });
      await expect(badges).toHaveCount(11);
    });

    test('a platform says through whom a firm joins it', async ({ page }) => {
      await page.goto(kinds.platform[locale]);
      const joining = page.locator('section', {
        has: page.getByRole('heading', { name: t('clusterProfile.joining.heading') }),
      });
      await expect(joining.getByText(t('clusterProfile.joining.lead'))).toBeVisible();
      await expect(joining.getByText('Mersin Teknopark, ').first()).toBeVisible();
      await joining.getByRole('link', { name: 'MEBİAD' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('MEBİAD');
    });

    test('the map is light and no wider than the page', async ({ page, request }) => {
      const html = await (await request.get(kinds.clusters[locale])).text();
      const [picture = ''] = /<figure class="tr-map">.*?<\/svg>/s.exec(html) ?? [];
      expect(picture.match(/<path/g)).toHaveLength(81);
      expect(gzipSync(picture).length).toBeLessThan(25_000);
      await page.goto(kinds.clusters[locale]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBe(390);
    });
  });

  test(`the keyboard reaches every province of the map, or passes it by (${locale})`, async ({
    page,
  }) => {
    await page.goto(kinds.clusters[locale]);
    const skip = page.getByRole('link', { name: t('clusterMap.skip') });
    const provinces = page.getByRole('group', { name: t('clusterMap.heading') }).getByRole('link');
    await skip.focus();
    await expect(skip).toBeInViewport();
    for (const name of ['Adana', 'Adıyaman', 'Afyonkarahisar']) {
      await page.keyboard.press('Tab');
      const at = page.locator(':focus');
      await expect(at).toHaveAttribute('aria-label', new RegExp(`^${name}: `));
      await expect(at.locator('path')).toHaveCSS('stroke-width', '4px');
    }
    await provinces.last().focus();
    await page.keyboard.press('Tab');
    await expect(page.getByText(t('clusterMap.table'))).toBeFocused();
    await skip.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await expect(page.getByText(t('clusterMap.table'))).toBeFocused();
    await provinces.filter({ has: page.locator('title', { hasText: /^Konya: / }) }).focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\?province=konya#results$/);
  });

  test(`in forced colours the numbers stand out and colours are not explained (${locale})`, async ({
    page,
  }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    await page.goto(kinds.clusters[locale]);
    const fills = await page
      .locator('.tr-map text')
      .evaluateAll((numbers) => [...new Set(numbers.map((one) => getComputedStyle(one).fill))]);
    const grounds = await page
      .locator('.tr-map path')
      .evaluateAll((shapes) => [...new Set(shapes.map((one) => getComputedStyle(one).fill))]);
    expect(fills).toHaveLength(1);
    expect(grounds).toHaveLength(1);
    expect(fills).not.toEqual(grounds);
    await expect(page.getByText(t('clusterMap.legend'))).toBeHidden();
  });
}
