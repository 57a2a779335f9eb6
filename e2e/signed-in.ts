import { randomBytes } from 'node:crypto';
import type { Browser, BrowserContext } from '@playwright/test';
import { password, people } from './editor-site';

/** An address of its own, as a server before the portal tells it: sign-ins from one address are limited. */
export const ownAddress = () => ({
  'X-Forwarded-For': [198, 51, ...randomBytes(2)].join('.'),
});

/** A browser of its own in which that person has signed in. */
export async function signedIn(
  browser: Browser,
  who: keyof typeof people,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ extraHTTPHeaders: ownAddress(), ...options });
  const page = await context.newPage();
  await page.goto('/editor/giris');
  await page.locator('input[name=email]').fill(people[who].email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('main form button[type=submit]').click();
  await page.waitForURL(/\/editor$/);
  await page.close();
  return context;
}
