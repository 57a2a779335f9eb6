import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './test';
import { kinds, locales, words } from './words';

const byCode = (page: Page, code: string) => page.locator(`#ask-${code}`);
const stored = (page: Page) => page.evaluate(() => Object.keys(window.localStorage));

for (const locale of locales) {
  const t = words(locale);
  const address = kinds.assessment[locale];
  const label = (name: string) => t(`assessment.labels.${name}`);

  test.describe(`self-assessment in ${locale}`, () => {
    test('a value is held against peers and thresholds, and nothing leaves the browser', async ({
      page,
    }) => {
      await page.goto(address);
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await byCode(page, 'Y7').fill('0');
      const report = page.locator('.assessment-report');
      await expect(report.locator('.rule-no')).toHaveCount(1);
      await expect(report.locator('.rule-unknown').first()).toBeVisible();
      await expect(report.getByRole('heading', { name: label('nextSteps') })).toBeVisible();
      await byCode(page, 'Y7').fill('1.250');
      await expect(report.locator('.rule-yes')).toHaveCount(1);
      await expect(report.getByRole('row').filter({ hasText: '1.250' })).toContainText(
        label('strong'),
      );
      // No cluster is better for being larger.
      await byCode(page, 'Y1').fill('9999');
      await expect(report.getByRole('row').filter({ hasText: '9999' })).toContainText(
        label('notCompared'),
      );
      // What no measure answers is asked by a plain yes or no.
      await page.locator('#ask-kdp-oda').selectOption('no');
      await expect(report.locator('.rule-no')).toHaveCount(1);
      await byCode(page, 'Y2a').fill('çok');
      await expect(page.locator('#ask-Y2a-fault')).toHaveText(t('assessment.faults.number'));
      await expect(byCode(page, 'Y2a')).toHaveValue('çok');
      expect(asked).toEqual([]);
      expect(page.url().endsWith(address)).toBe(true);
      expect(await stored(page)).toEqual([]);
    });

    test('it is kept in the browser only on the reader’s word', async ({ page, context }) => {
      await page.goto(address);
      await byCode(page, 'Y1').fill('40');
      await page.getByLabel(label('keep')).check();
      await byCode(page, 'Y7').fill('2');
      await page.reload();
      await expect(byCode(page, 'Y1')).toHaveValue('40');
      await expect(byCode(page, 'Y7')).toHaveValue('2');
      await page.getByLabel(label('kept')).uncheck();
      expect(await stored(page)).toEqual([]);
      await expect(byCode(page, 'Y1')).toHaveValue('40');
      expect(await context.cookies()).toEqual([]);
    });

    test('the file that is downloaded fills the form again', async ({ page }) => {
      await page.goto(address);
      await byCode(page, 'Y1').fill('1.250');
      await byCode(page, 'Y16a').selectOption('yes');
      const button = page.getByRole('button', { name: label('export') });
      await expect(button).toBeDisabled();
      await page.locator('#about-cluster').selectOption('ossa');
      await page.locator('#about-role').fill('Küme yöneticisi');
      await page.locator('#about-source').fill('Üye kaydı');
      await page.locator('#about-year').fill('2025');
      const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
      const file = await download.path();
      const written = JSON.parse(await readFile(file, 'utf8')) as {
        values: { code: string; value: unknown }[];
      };
      expect(written).toMatchObject({
        format: 'bys-benchmark-1',
        cluster: 'ossa',
        contributor: { role: 'Küme yöneticisi' },
        source: { title: 'Üye kaydı' },
      });
      expect(written.values).toMatchObject([
        { code: 'Y1', value: 1250, unit: 'member', year: '2025', quality: 'reported' },
        { code: 'Y16a', value: true, unit: 'yesNo' },
      ]);
      await page.getByRole('button', { name: label('reset') }).click();
      await expect(byCode(page, 'Y1')).toHaveValue('');
      await page.locator('input[type=file]').setInputFiles(file);
      await expect(byCode(page, 'Y1')).toHaveValue('1250');
      await expect(byCode(page, 'Y16a')).toHaveValue('yes');
      await expect(page.locator('#about-role')).toHaveValue('Küme yöneticisi');
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{') });
      await expect(page.getByText(label('importBad'))).toBeVisible();
      await expect(byCode(page, 'Y1')).toHaveValue('1250');
    });
  });

  test.describe(`self-assessment in ${locale}, without JavaScript`, () => {
    test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

    test('it is a form to print, which sends nothing', async ({ page }) => {
      await page.goto(address);
      await expect(page.getByText(t('assessment.withoutScript'))).toBeVisible();
      await expect(byCode(page, 'Y1')).toBeVisible();
      await expect(page.getByRole('main').locator('form')).toHaveCount(0);
      await byCode(page, 'Y1').fill('3');
      await byCode(page, 'Y1').press('Enter');
      expect(new URL(page.url()).search).toBe('');
      expect(
        await page.evaluate(
          () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
        ),
      ).toBe(true);
    });
  });
}
