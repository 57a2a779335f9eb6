import { expect, test } from './test';
import { locales, words } from './words';

// The site of these tests has no editors; what readers can do where there are some: editor-corrections.spec.ts.
for (const locale of locales)
  test(`where nobody could answer nothing can be reported, and that is said: ${locale}`, async ({
    page,
  }) => {
    const t = words(locale);
    await page.goto(locale === 'tr' ? '/destekler/ab-cosme' : '/en/programmes/ab-cosme');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText(t('correction.link'))).toHaveCount(0);
    const form = locale === 'tr' ? '/duzeltme' : '/en/correction';
    for (const path of [form, `${form}?kayit=programme/ab-cosme`, `${form}/abcde-fgh23`]) {
      await page.goto(path);
      await expect(page.getByText(t('correction.closed'))).toBeVisible();
      await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/);
    }
    const sent = await page.request.post('/api/corrections', {
      form: { kayit: 'programme/ab-cosme', fact: 'title', wrong: 'x', locale },
      maxRedirects: 0,
    });
    expect(sent.status()).toBe(404);
  });
