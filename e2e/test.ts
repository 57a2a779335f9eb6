import { test as base, expect, type APIRequestContext, type Page } from '@playwright/test';

export { expect };

export type Options = {
  /** Cookies that pages may set: none but on the editors' side. */
  ownCookies: string[];
};

type Fixtures = {
  /** What went wrong in the page without a reader seeing it; empty at the end of every test. */
  faults: string[];
};

export const test = base.extend<Options & Fixtures>({
  ownCookies: [[], { option: true }],
  faults: [
    async ({ page, context, baseURL, javaScriptEnabled, ownCookies }, use) => {
      const faults: string[] = [];
      const own = new URL(baseURL ?? '').host;
      page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
      page.on('console', (message) => {
        // A missing page is told as a failed load as well; `response` below judges those.
        const isLoad = message.text().startsWith('Failed to load resource');
        if (message.type() === 'error' && !isLoad)
          faults.push(`console: ${message.text()} (${page.url()})`);
      });
      page.on('request', (request) => {
        const url = new URL(request.url());
        if (url.protocol.startsWith('http') && url.host !== own)
          faults.push(`request to ${url.href}`);
      });
      page.on('response', (response) => {
        const isPage = response.request().isNavigationRequest();
        if (response.status() >= (isPage ? 500 : 400))
          faults.push(`${response.status()} ${response.url()}`);
      });
      page.on('requestfailed', (request) => {
        const reason = request.failure()?.errorText ?? '';
        // A newer question takes back an older one; without JavaScript no script is let in.
        const isMeant = reason === 'net::ERR_ABORTED' || (reason === 'csp' && !javaScriptEnabled);
        if (!isMeant) faults.push(`${reason} ${request.url()}`);
      });
      await use(faults);
      for (const { name } of await context.cookies())
        if (!ownCookies.includes(name)) faults.push(`cookie: ${name}`);
      expect(faults, 'console, requests to other hosts, failed loads, cookies').toEqual([]);
    },
    { auto: true },
  ],
});

/** The part of `/api/search` that tests read. */
export type Answer = {
  total: number;
  page: number;
  pages: number;
  count: string;
  notices: string[];
  hits: { type: string; slug: string; title: string; url: string; passage?: string }[];
  facets: { key: string; values: FacetValue[]; more: FacetValue[] }[];
};
type FacetValue = { value: string; label: string; count: number; selected: boolean };

/** Asks the portal's own stable address; `parameters` as in the page's address. */
export async function ask(request: APIRequestContext, parameters: string): Promise<Answer> {
  const response = await request.get(`/api/search?${parameters}`);
  expect(response.status(), parameters).toBe(200);
  return (await response.json()) as Answer;
}

/** The value beside a label of a fact sheet. */
export const fact = (page: Page, label: string) =>
  page
    .getByRole('article')
    .locator('dl > div')
    .filter({ has: page.getByRole('term').filter({ hasText: new RegExp(`^${label}$`) }) })
    .getByRole('definition')
    .first();
