import type { APIRequestContext } from '@playwright/test';
import { expect, test } from './test';
import { locales, messageGroups } from './words';

const atOnce = 8;
const mostPages = 4000;
const heaviest = 400_000;

// A file of open data may be called like a group of messages.
const rawKey = new RegExp(
  `(?<![\\w./-])(?:${messageGroups.join('|')})\\.(?!jsonl|csv)[a-z][\\w-]*(?![\\w/@])`,
);
const leftovers = [/\bundefined\b/, /\[object \w+\]/, /\bNaN\b/, /\bInvalid Date\b/, rawKey];

const unescaped = (text: string) =>
  text.replaceAll('&amp;', '&').replaceAll('&#x27;', "'").replaceAll('&quot;', '"');

/** What a page shows and links to, without its scripts. */
function read(html: string) {
  const shown = html.replace(/<script\b.*?<\/script>/gs, '');
  const hrefs = [...shown.matchAll(/<a\b[^>]*? href="([^"]*)"/g)].map(([, href = '']) =>
    unescaped(href),
  );
  const ids = new Set([...shown.matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => unescaped(id)));
  // Addresses may hold anything; what is read and heard may not.
  const text = unescaped(shown.replace(/ (?:href|action|value)="[^"]*"/g, ''));
  return { hrefs, ids, text };
}

// Every entry has a page of its changes and a feed of them, all made alike: those of centres stand for all.
const isChangesOfOther = ({ pathname }: URL) =>
  /\/(?:degisiklikler|changes)(?:\.atom)?$/.test(pathname) &&
  !/^\/(?:merkezler|en\/centres)\//.test(pathname);

/** Filters are forms; of the links with a query, pages of results are followed, in their plain order. */
const isFollowed = (address: URL) =>
  [...address.searchParams.keys()].every((key) => key === 'page') && !isChangesOfOther(address);

async function crawl(request: APIRequestContext, start: string[], base: string) {
  const origin = new URL(base).origin;
  const known = new Map(start.map((path) => [path, 'the start']));
  const queue = [...start];
  const faults: string[] = [];
  const visit = async (path: string) => {
    const from = known.get(path) ?? '';
    const response = await request.get(path, { maxRedirects: 0 });
    const status = response.status();
    if (status >= 300 && status < 400) {
      const target = new URL(response.headers().location ?? '', new URL(path, origin));
      const end = await request.get(target.href, { maxRedirects: 0 });
      if (end.status() !== 200) faults.push(`${path} leads to ${target.href} ${end.status()}`);
      return;
    }
    if (status !== 200) {
      faults.push(`${path} ${status}, linked from ${from}`);
      return;
    }
    // Files have no links; what is in them has its own tests.
    if (!response.headers()['content-type']?.startsWith('text/html')) return;
    const html = await response.text();
    const size = Buffer.byteLength(html);
    if (size > heaviest) faults.push(`${path} weighs ${size}`);
    const { hrefs, ids, text } = read(html);
    for (const leftover of leftovers) {
      const found = leftover.exec(text);
      if (found)
        faults.push(`${path} shows ${text.slice(Math.max(0, found.index - 40), found.index + 40)}`);
    }
    for (const href of hrefs) {
      const target = URL.canParse(href, origin + path) ? new URL(href, origin + path) : undefined;
      if (!target) {
        faults.push(`${path} links to ${href}`);
        continue;
      }
      const here = target.pathname + target.search;
      const anchor = decodeURIComponent(target.hash.slice(1));
      if (anchor !== '' && here === path && !ids.has(anchor))
        faults.push(`${path} lacks #${anchor}`);
      if (target.origin !== origin || known.has(here) || !isFollowed(target)) continue;
      known.set(here, path);
      queue.push(here);
    }
  };
  while (queue.length > 0 && known.size < mostPages)
    await Promise.all(queue.splice(0, atOnce).map(visit));
  return { known: [...known.keys()], faults };
}

test('every link of the site leads to a whole page', async ({ request, baseURL }) => {
  test.setTimeout(300_000);
  const { known, faults } = await crawl(request, ['/', '/en'], baseURL ?? '');
  expect(faults).toEqual([]);
  expect(known.length).toBeGreaterThan(1000);
  expect(known.length).toBeLessThan(mostPages);

  // What machines are told of, people can reach.
  const xml = await (await request.get('/sitemap.xml')).text();
  const listed = [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(
    ([, address = '']) => new URL(address).pathname,
  );
  expect(listed.filter((path) => !known.includes(path))).toEqual([]);
});

for (const locale of locales)
  test(`pages of every kind run without a fault (${locale})`, async ({ page, request, faults }) => {
    test.setTimeout(180_000);
    const xml = await (await request.get('/sitemap.xml')).text();
    const own = [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)]
      .map(([, address = '']) => new URL(address).pathname)
      .filter((path) => /^\/en(\/|$)/.test(path) === (locale === 'en'));
    const sectionOf = (path: string) => path.split('/')[locale === 'tr' ? 1 : 2] ?? '';
    // The list, the first and the last entry of each section.
    const sample = own.filter((path) => {
      const section = own.filter((other) => sectionOf(other) === sectionOf(path));
      return [section[0], section[1], section.at(-1)].includes(path);
    });
    expect(sample.length).toBeGreaterThan(20);
    for (const path of sample) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      expect(faults, path).toEqual([]);
    }
  });
