import type { Browser, BrowserContext } from '@playwright/test';

/** The account of the portal under test. */
const account = {
  email: process.env.E2E_EDITOR_EMAIL ?? 'editor@example.org',
  password: process.env.E2E_EDITOR_PASSWORD ?? 'a-very-long-test-pass-7',
};

/** A browser in which an editor has signed in. */
export async function editorContext(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto('/editor/giris');
  await page.locator('input[name=email]').fill(account.email);
  await page.locator('input[name=password]').fill(account.password);
  await page.locator('main form button[type=submit]').click();
  await page.waitForURL(/\/editor$/);
  await page.close();
  return context;
}
