import path from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from '@playwright/test';
import { editorSite, type people } from './editor-site';
import { ownAddress, signedIn } from './signed-in';
import { expect } from './test';
import { words } from './words';

// What people do in the web editor, step by step, for the tests that walk through it.

const t = words('tr');

type Role = keyof typeof people;

/** Who has signed in already in this process: signing in takes a second of arithmetic each time. */
const sessions = new Map<Role, ReturnType<BrowserContext['storageState']>>();

async function signIn(browser: Browser, who: Role): ReturnType<BrowserContext['storageState']> {
  const context = await signedIn(browser, who);
  const state = await context.storageState();
  await context.close();
  return state;
}

/** A picture for docs/editors.md, where the tests were asked for some. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.EDITOR_PICTURES;
  if (folder) await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

/** Pages whose scripts run. */
const scripted = new WeakSet<Page>();

/** A person with a browser of their own, signed in. */
export async function open(
  browser: Browser,
  who: Role,
  { javaScriptEnabled = true }: { javaScriptEnabled?: boolean } = {},
): Promise<Page> {
  const session = sessions.get(who) ?? signIn(browser, who);
  sessions.set(who, session);
  const context = await browser.newContext({
    baseURL: editorSite.url,
    extraHTTPHeaders: ownAddress(),
    storageState: await session,
    javaScriptEnabled,
    viewport: { width: 1280, height: 800 },
  });
  const page = await context.newPage();
  if (javaScriptEnabled) scripted.add(page);
  return page;
}

/** Waits until the form of a page listens: what a hand cannot type so soon, a test can. */
export async function ready(page: Page): Promise<void> {
  if (scripted.has(page)) await page.locator('.desk-state').waitFor({ state: 'attached' });
}

/** The button with that name; the sentences are those of `messages`, under `write.actions`. */
export const button = (page: Page, name: string): Locator =>
  page.getByRole('button', { name: t(`write.actions.${name}`), exact: true });

/** Opens what is folded away under a line of `write.actions`. */
export const unfold = (page: Page, name: string): Promise<void> =>
  page.locator('#next summary', { hasText: t(`write.actions.${name}`) }).click();

/** The box of a field, by its name in the form. */
export const box = (page: Page, name: string): Locator => page.locator(`[name="${name}"]`);

/** Waits for the page that says that this was done. */
export async function done(page: Page, what: string): Promise<void> {
  await expect(page).toHaveURL(new RegExp(`oldu=${what}\\b`));
  await ready(page);
}

/** The form of an entry. */
export async function goTo(page: Page, entry: string): Promise<void> {
  await page.goto(`/editor/kayit/${entry}`);
  await ready(page);
}

/** Presses a button and waits for what it did. */
export async function press(page: Page, name: string, what: string): Promise<void> {
  await button(page, name).click();
  await done(page, what);
}

/** Begins a news item and fills in all that it needs; its form is open then. */
export async function beginNews(page: Page, title: string, body: string): Promise<void> {
  await page.goto('/editor/yeni');
  await page.getByLabel(t('write.fresh.entryTitle'), { exact: true }).fill(title);
  await page.getByRole('button', { name: t('write.fresh.submit') }).click();
  await done(page, 'created');
  await box(page, 'tr:body').fill(body);
  await box(page, 'tr:date').fill('2026-11-20');
  await box(page, 'tr:sources.0.title').fill('Samsun Ticaret ve Sanayi Odası');
}

/** Somebody else approves what was sent to review, and publishes it. */
export async function approveAndPublish(page: Page, entry: string): Promise<void> {
  await goTo(page, entry);
  await press(page, 'approve', 'approved');
  await press(page, 'publishSaved', 'published');
}
