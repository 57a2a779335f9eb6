import { read, utils } from '@e965/xlsx';
import type { Page } from '@playwright/test';
import { expect, test } from './test';
import { kinds, locales, otherThan, words } from './words';

const noOverflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

const guide = { tr: '/rehberler/kume-belirleme', en: '/en/guides/kume-belirleme' } as const;

for (const locale of locales) {
  const t = words(locale);
  const tool = (key: string, values?: Record<string, string | number>) =>
    t(`toolkit.tools.${key}`, values);
  const label = (at: string) => tool(`specialisation.labels.${at}`);

  test.describe(`the toolkit in ${locale}, without JavaScript and on a phone`, () => {
    test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

    test('from a guide to its calculator, whose address is the whole state', async ({ page }) => {
      await page.goto(guide[locale]);
      await page.getByRole('link', { name: t('lists.calculators.specialisation') }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(
        tool('specialisation.title'),
      );
      const typed = { sectorInRegion: '12500', region: '250000', sectorInCountry: '50000' };
      for (const [at, value] of Object.entries(typed)) await page.getByLabel(label(at)).fill(value);
      await page.getByLabel(label('country')).fill('2500000');
      await page.getByRole('button', { name: tool('submit') }).click();

      expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
        ...typed,
        country: '2500000',
      });
      const result = page.getByRole('region', { name: tool('result') });
      await expect(result).toContainText(
        tool('specialisation.above', { coefficient: locale === 'tr' ? '2,5' : '2.5' }),
      );
      expect(await noOverflow(page)).toBe(true);

      await page
        .getByRole('banner')
        .getByRole('link', { name: t('site.otherLanguage') })
        .click();
      const other = words(otherThan(locale));
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(
        other('toolkit.tools.specialisation.title'),
      );
      expect(new URL(page.url()).searchParams.get('region')).toBe('250000');
    });

    test('nonsense is refused in words, and stands in the form as it was typed', async ({
      page,
    }) => {
      await page.goto(kinds.specialisation[locale]);
      await page.getByLabel(label('sectorInRegion')).fill('yüz <b>bin</b>');
      await page.getByLabel(label('region')).fill('-5');
      await page.getByLabel(label('sectorInCountry')).fill('900');
      await page.getByRole('button', { name: tool('submit') }).click();
      const faults = page.getByRole('alert');
      for (const sentence of [
        tool('faults.not-a-number', {
          label: label('sectorInRegion'),
          value: 'yüz <b>bin</b>',
          sample: locale === 'tr' ? '1.250' : '1,250',
        }),
        tool('faults.negative', { label: label('region'), value: '-5' }),
        tool('faults.empty', { label: label('country') }),
      ])
        await expect(faults).toContainText(sentence);
      await expect(page.getByLabel(label('sectorInRegion'))).toHaveValue('yüz <b>bin</b>');
      await expect(page.getByLabel(label('region'))).toHaveValue('-5');
      await expect(page.getByLabel(label('sectorInCountry'))).toHaveValue('900');
      await expect(page.getByRole('region', { name: tool('result') })).toHaveCount(0);

      await faults
        .getByRole('link', { name: tool('faults.empty', { label: label('country') }) })
        .click();
      await expect(page.getByLabel(label('country'))).toBeInViewport();

      await page.getByLabel(label('sectorInRegion')).fill('10');
      await page.getByLabel(label('region')).fill('5000');
      await page.getByLabel(label('country')).fill('1000');
      await page.getByRole('button', { name: tool('submit') }).click();
      await expect(faults).toContainText(tool('faults.region-over-country'));
    });

    test('candidates are scored, and weights that do not make 100 are told', async ({ page }) => {
      await page.goto(kinds.scoring[locale]);
      await page.getByRole('link', { name: tool('example') }).click();
      const result = page.getByRole('region', { name: tool('result') });
      await expect(result.getByRole('row').nth(1)).toContainText(tool('scoring.samples.1'));
      expect(await noOverflow(page)).toBe(true);

      const impact = tool('scoring.weight', { criterion: tool('scoring.criteria.impact') });
      await page.getByLabel(impact).fill('40');
      await page.getByRole('button', { name: tool('submit') }).click();
      await expect(page.getByRole('alert')).toContainText(
        tool('faults.weights-sum', { sum: '115' }),
      );
      await expect(page.getByLabel(impact)).toHaveValue('40');
      await expect(page.getByLabel(tool('scoring.name', { number: 1 }))).toHaveValue(
        tool('scoring.samples.1'),
      );
    });

    test('readiness is judged rule by rule, and what is left empty is unknown', async ({
      page,
    }) => {
      await page.goto(kinds.readinessFound[locale]);
      const result = page.getByRole('region', { name: tool('result') });
      await expect(result).toContainText(tool('readiness.counts', { yes: 1, no: 1, unknown: 2 }));
      await expect(result.locator('.rule-no').first()).toContainText(tool('readiness.answers.no'));
      await expect(result.locator('.rule-unknown')).toHaveCount(4);
      for (const basis of await result.locator('.match-rules small').allInnerTexts())
        expect(basis).toContain(locale === 'tr' ? 'Kaynak' : 'Source');
      expect(await noOverflow(page)).toBe(true);
    });

    test('a good practice leads to its guide, and the guide back to it', async ({ page }) => {
      await page.goto(kinds.practice[locale]);
      for (const field of ['problem', 'action', 'results', 'toCopy'])
        await expect(page.getByRole('heading', { name: t(`fields.${field}`) })).toBeVisible();
      const title = await page.getByRole('heading', { level: 1 }).innerText();
      await page.locator('#relations-guide + ul').getByRole('link').first().click();
      await expect(page.locator('#relations-practice + ul')).toContainText(title);
      expect(await noOverflow(page)).toBe(true);
    });
  });

  test(`steps are ticked off, and kept only on the reader’s word (${locale})`, async ({ page }) => {
    const label = (name: string) => t(`toolkit.checklist.${name}`);
    const steps = page.locator('.steps');
    const progress = (done: number, total: number) =>
      page.getByText(t('toolkit.checklist.progress', { done, total }), { exact: true });
    const stored = () => page.evaluate(() => Object.keys(window.localStorage));
    await page.goto(guide[locale]);
    await page.getByRole('link', { name: t('toolkit.heading'), exact: true }).click();
    await expect(page.locator('#templates')).toBeInViewport();
    const boxes = steps.getByRole('checkbox');
    await expect(boxes.first()).toBeVisible();
    const total = await boxes.count();
    await boxes.first().check();
    await expect(progress(1, total)).toBeVisible();
    await page.reload();
    await expect(progress(0, total)).toBeVisible();
    expect(await stored()).toEqual([]);

    await boxes.nth(1).check();
    await page.getByLabel(label('keep')).check();
    await boxes.nth(2).check();
    await page.reload();
    await expect(progress(2, total)).toBeVisible();
    await expect(boxes.nth(2)).toBeChecked();
    await page.getByLabel(label('kept')).uncheck();
    expect(await stored()).toEqual([]);
    await expect(progress(2, total)).toBeVisible();
  });

  test(`templates come as a workbook and as Markdown (${locale})`, async ({ page, request }) => {
    await page.goto(guide[locale]);
    const links = page.locator('.template-list').getByRole('link');
    const hrefs = await links.evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
    expect(hrefs).toHaveLength(10);
    for (const href of hrefs) {
      const response = await request.get(href);
      expect(response.status(), href).toBe(200);
      const { 'content-disposition': disposition, 'x-robots-tag': robots } = response.headers();
      expect(disposition).toMatch(/^attachment; filename="[a-z-]+\.(?:md|xlsx)"$/);
      expect(robots).toBe('noindex');
      if (!/\.xlsx(?:\?|$)/.test(href)) continue;
      const book = read(await response.body());
      expect(book.SheetNames).toHaveLength(href.includes('?') ? 1 : 4);
      const first = book.Sheets[book.SheetNames[0] ?? ''];
      expect(first && utils.sheet_to_csv(first)).toContain(t('toolkit.fill'));
    }
  });
}

test('an unknown template is no address, and no other page has templates', async ({ request }) => {
  for (const path of [
    '/rehberler/kume-belirleme.xlsx?template=yok',
    '/rehberler/kume-belirleme.md?template=../../etc/passwd',
    '/rehberler/yok.xlsx',
    '/kumeler/arus.xlsx',
    '/rehberler.md',
  ])
    expect((await request.get(path)).status(), path).toBe(404);
});

test('hostile addresses of the calculators make a page all the same', async ({ page }) => {
  for (const path of [
    `${kinds.specialisation.tr}?region=1&region=2&x[]=3&sectorInRegion=${'9'.repeat(5000)}`,
    `${kinds.scoring.tr}?name-1=%00%3Cscript%3E&w-impact=NaN&w-demand=Infinity`,
    `${kinds.readiness.tr}?eccp-uye=1e9&kdp-oda=maybe&__proto__=1`,
  ]) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(200);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
});
