import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { APIRequestContext } from '@playwright/test';
import { editorSite } from './editor-site';
import { ask, expect, test } from './test';
import { lists, locales, words } from './words';

// What readers get of an entry in each state: files are saved, nothing is restarted.

/** Saves a news item as editors' programs do: whole or not at all. */
function save(slug: string, title: string, more = '') {
  const file = path.join(editorSite.root, `content/news/${slug}.tr.md`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(
    `${file}.new`,
    `---\ntitle: ${title}\ndate: 2026-11-20\n${more}sources:\n  - title: Kaynak\n---\n\n${title} metni.\n`,
  );
  renameSync(`${file}.new`, file);
}

/** Where an entry can be met, and where it is. */
async function seen(request: APIRequestContext, slug: string, title: string) {
  const status = async (href: string) => (await request.get(href)).status();
  const isIn = async (href: string, text: string) =>
    (await (await request.get(href)).text()).includes(text);
  const page = `${lists.news.tr}/${slug}`;
  return {
    page: await status(page),
    english: await status(`${lists.news.en}/${slug}`),
    json: await status(`${page}.json`),
    api: await status(`/api/v1/entries/news/${slug}`),
    sitemap: await isIn('/sitemap.xml', `${page}<`),
    feed: await isIn(`${lists.news.tr}.atom`, `${page}"`),
    list: await isIn(`${lists.news.tr}.json`, `"${slug}"`),
    search: (await ask(request, `q=${encodeURIComponent(title)}&locale=tr`)).hits.some(
      (hit) => hit.slug === slug,
    ),
    englishSearch: (await ask(request, `q=${encodeURIComponent(title)}&locale=en`)).hits.some(
      (hit) => hit.slug === slug,
    ),
  };
}

const everywhere = {
  page: 200,
  english: 200,
  json: 200,
  api: 200,
  sitemap: true,
  feed: true,
  list: true,
  search: true,
  englishSearch: true,
};
const nowhere = {
  page: 404,
  english: 404,
  json: 404,
  api: 404,
  sitemap: false,
  feed: false,
  list: false,
  search: false,
  englishSearch: false,
};
const noticeOnly = { ...nowhere, page: 200, english: 200 };
const soon = { timeout: 30_000 };

test('drafts, texts in review and what is scheduled are nowhere, what is published is everywhere', async ({
  request,
}) => {
  const hidden = {
    'durum-taslak': 'state: draft\n',
    'durum-incelemede': 'state: review\n',
    'durum-yarin': 'publishAt: 2099-01-01T09:00+03:00\n',
  };
  for (const [slug, more] of Object.entries(hidden)) save(slug, 'Kırkambar turnası', more);
  save('durum-yayinda', 'Kırkambar turnası', 'state: published\nowner: news-desk\n');
  await expect
    .poll(() => seen(request, 'durum-yayinda', 'Kırkambar turnası'), soon)
    .toEqual(everywhere);
  for (const slug of Object.keys(hidden))
    expect(await seen(request, slug, 'Kırkambar turnası'), slug).toEqual(nowhere);
  const record = await (await request.get('/api/v1/entries/news/durum-yayinda')).text();
  expect(record, 'who looks after it is the editors’ own').not.toContain('news-desk');
});

test('what is scheduled appears, and goes again, by the clock alone', async ({ request }) => {
  const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString().slice(0, 19);
  test.setTimeout(120_000);
  const [from, until] = [`${at(6)}Z`, `${at(24)}Z`];
  save('durum-zamanli', 'Saatli leylek', `publishAt: ${from}\nretireAt: ${until}\n`);
  expect((await seen(request, 'durum-zamanli', 'Saatli leylek')).page).toBe(404);
  await expect
    .poll(() => seen(request, 'durum-zamanli', 'Saatli leylek'), soon)
    .toEqual(everywhere);
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(from));
  await expect
    .poll(() => seen(request, 'durum-zamanli', 'Saatli leylek'), { timeout: 60_000 })
    .toEqual(noticeOnly);
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(until));
});

test('a retired entry keeps its address with a notice and its successor', async ({
  page,
  request,
}) => {
  save('durum-yeni', 'Yeni angut');
  save('durum-eski', 'Eski angut');
  await expect.poll(() => seen(request, 'durum-eski', 'Eski angut'), soon).toEqual(everywhere);
  save('durum-eski', 'Eski angut', 'state: retired\nretireAt: 2026-11-01\nsuccessor: durum-yeni\n');
  await expect.poll(() => seen(request, 'durum-eski', 'Eski angut'), soon).toEqual(noticeOnly);
  for (const locale of locales) {
    const t = words(locale);
    await page.goto(`${lists.news[locale]}/durum-eski`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Eski angut');
    const date = locale === 'tr' ? '1 Kasım 2026' : '1 November 2026';
    await expect(page.getByText(t('retired.since', { date }))).toBeVisible();
    await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/);
    await page.getByRole('main').getByRole('link', { name: 'Yeni angut' }).click();
    await expect(page).toHaveURL(new RegExp(`${lists.news[locale]}/durum-yeni$`));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Yeni angut');
  }
});

test('a broken file takes nothing away', async ({ request }) => {
  save('durum-saglam', 'Sağlam balaban');
  await expect.poll(() => seen(request, 'durum-saglam', 'balaban'), soon).toEqual(everywhere);
  save('durum-saglam', 'Bozuk balaban', 'slip: 1\n');
  save('durum-komsu', 'Komşu balaban');
  await expect.poll(() => seen(request, 'durum-komsu', 'balaban'), soon).toEqual(everywhere);
  expect(await seen(request, 'durum-saglam', 'sağlam balaban')).toEqual(everywhere);
});
