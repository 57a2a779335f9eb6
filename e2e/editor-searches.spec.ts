import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { editorSite, password, people } from './editor-site';
import { ownAddress } from './signed-in';
import { ask, expect, test } from './test';
import { words } from './words';

// What readers look for in vain comes before editors, who mend it; without a restart.

const t = words('tr');
const page = '/editor/aramalar';
const soon = { timeout: 60_000 };

async function signIn(of: Page, who: keyof typeof people, way = page) {
  await of.context().setExtraHTTPHeaders(ownAddress());
  await of.goto(way);
  await of.getByLabel(t('editor.fields.email')).fill(people[who].email);
  await of.getByLabel(t('editor.fields.password')).fill(password);
  await of.getByRole('button', { name: t('editor.signIn.submit') }).click();
  await expect(of).toHaveURL(new RegExp(`${way.split('?')[0]}`));
}

/** Three people look for something; each opens what `open` names, if anything. */
async function threePeople(browser: Browser, query: string, open?: string) {
  for (const who of ['bir', 'iki', 'üç']) {
    const context = await browser.newContext({
      baseURL: editorSite.url,
      userAgent: `Mozilla/5.0 (X11; Linux x86_64) Deneme/${encodeURIComponent(who)}`,
    });
    const reader = await context.newPage();
    await reader.goto(`/ara?q=${encodeURIComponent(query)}`);
    if (open !== undefined) {
      await reader.locator(`.hits a[href="${open}"]`).first().click();
      await expect(reader).toHaveURL(open);
    }
    await context.close();
  }
}

const stored = () => readFileSync(path.join(editorSite.data, 'editor/search-counts.json'), 'utf8');
const log = (file: string, format = '%an: %s') =>
  execFileSync('git', ['-C', editorSite.root, 'log', '-1', `--format=${format}`, '--', file], {
    encoding: 'utf8',
  }).trim();

test.describe.configure({ mode: 'serial' });

test('what three people looked for in vain stands before editors, and what one person did does not', async ({
  browser,
  page: editor,
}) => {
  test.setTimeout(120_000);
  await threePeople(browser, 'Zümrüdüanka KUMPANYASI');
  await threePeople(browser, 'patent desteği');
  const alone = await browser.newContext({ baseURL: editorSite.url });
  const reader = await alone.newPage();
  await reader.goto('/ara?q=yapayalnız+arayan+0532+123+45+67+ali%40example.org');
  await alone.close();
  await signIn(editor, 'author');
  const vain = editor.getByRole('region', { name: /Boşuna aramalar/ });
  await expect(async () => {
    await editor.reload();
    // What is typed last counts last.
    expect(stored()).toContain('yapayalnız arayan');
  }).toPass(soon);
  await expect(vain.getByRole('rowheader', { name: 'zümrüdüanka kumpanyası' })).toBeVisible();
  const left = editor.getByRole('region', { name: /Bulunup açılmayanlar/ });
  await expect(left.getByRole('rowheader', { name: 'patent desteği' })).toBeVisible();
  await expect(editor.getByText('yapayalnız')).toHaveCount(0);
  expect(stored()).not.toMatch(/0532|123 45|example\.org|Mozilla|Deneme|127\.0\.0\.1/);
});

test('what was found and opened by those who searched is no longer listed', async ({
  browser,
  page: editor,
}) => {
  test.setTimeout(120_000);
  await threePeople(browser, 'Eurostars', '/destekler/ab-eurostars');
  await signIn(editor, 'author');
  await expect
    .poll(async () => {
      await editor.reload();
      return (JSON.parse(stored()) as Record<string, Record<string, { clicked: number }>>)[
        'tr eurostars'
      ];
    }, soon)
    .toMatchObject({ [new Date().toISOString().slice(0, 7)]: { searched: 3, clicked: 3 } });
  await expect(editor.getByRole('rowheader', { name: 'eurostars' })).toHaveCount(0);
});

test('robots and pages fetched ahead are not counted', async ({ request, page: editor }) => {
  const sent: Record<string, string>[] = [
    { 'User-Agent': 'Mozilla/5.0 (compatible; ExampleBot/1.0)' },
    { 'User-Agent': 'Mozilla/5.0 Deneme', 'Sec-Purpose': 'prefetch' },
  ];
  for (const headers of sent)
    expect((await request.get('/ara?q=robotun+merakı', { headers })).status()).toBe(200);
  await signIn(editor, 'author');
  expect(stored()).not.toContain('robotun');
});

test('an ignored search goes out of sight and comes back', async ({ page: editor }) => {
  await signIn(editor, 'author');
  const ignore = t('searchDesk.about', {
    label: t('searchDesk.ignore'),
    query: 'zümrüdüanka kumpanyası',
  });
  await editor.getByRole('button', { name: ignore }).click();
  await expect(editor.getByText(t('searchDesk.done.ignored'))).toBeVisible();
  const ignored = editor.getByRole('region', { name: /Yok sayılanlar/ });
  await expect(ignored.getByRole('rowheader', { name: 'zümrüdüanka kumpanyası' })).toBeVisible();
  await expect(editor.getByRole('button', { name: ignore })).toHaveCount(0);
  await ignored.getByRole('button').first().click();
  await expect(editor.getByText(t('searchDesk.done.shown'))).toBeVisible();
  await expect(editor.getByRole('button', { name: ignore })).toBeVisible();
});

test('a synonym is refused with its reason, then tried, published and found', async ({
  page: editor,
  request,
}) => {
  test.setTimeout(180_000);
  await signIn(editor, 'publisher');
  const row = editor.getByRole('row').filter({ hasText: 'zümrüdüanka kumpanyası' });
  await row.getByRole('link', { name: t('searchDesk.addSynonym') }).click();
  const typed = editor.getByLabel(t('searchDesk.synonym.yazilan'));
  await expect(typed).toHaveValue('zümrüdüanka kumpanyası');
  await editor.getByLabel(t('searchDesk.synonym.karsilik')).fill('küme');
  await editor.getByLabel(t('searchDesk.reason')).fill('Okurlar böyle arıyor.');
  const check = editor.getByRole('button', { name: t('searchDesk.try') });
  await check.click();
  await expect(editor.getByText(/birkaç sözcük/)).toBeVisible();
  await typed.fill('zümrüdüanka');
  await check.click();
  await expect(editor.getByText(/“küme” çok geniş: \d+ kaydın/)).toBeVisible();
  await expect(editor.getByRole('button', { name: t('searchDesk.publish') })).toHaveCount(0);
  await editor.getByLabel(t('searchDesk.synonym.karsilik')).fill('patent');
  await check.click();
  await expect(editor.getByText(/Yargılanmış \d+ aramada/)).toBeVisible({ timeout: 90_000 });
  await editor.getByRole('button', { name: t('searchDesk.publish') }).click();
  await expect(editor.getByText(t('searchDesk.done.published'))).toBeVisible();
  expect(log('content/search/synonyms.yaml')).toBe(
    `${people.publisher.name}: ${t('searchDesk.commit.synonym-added', { about: 'zümrüdüanka, patent' })}`,
  );
  await expect
    .poll(async () => (await ask(request, `q=${encodeURIComponent('zümrüdüanka')}`)).total, soon)
    .toBeGreaterThan(0);
});

test('a pinned answer stands first and says so, on the page and in the data', async ({
  page: editor,
  request,
}) => {
  test.setTimeout(180_000);
  await signIn(editor, 'publisher');
  const row = editor.getByRole('row').filter({ hasText: 'patent desteği' });
  await row.getByRole('link', { name: t('searchDesk.addPin') }).click();
  await editor.getByLabel(t('searchDesk.pin.ara')).fill('Eurostars');
  await editor.getByLabel(t('searchDesk.reason')).fill('Çok soruluyor.');
  const check = editor.getByRole('button', { name: t('searchDesk.try') });
  await check.click();
  await editor
    .getByRole('listitem')
    .filter({ has: editor.locator('a[href="/destekler/ab-eurostars"]') })
    .getByRole('link', { name: new RegExp(`^${t('searchDesk.pin.add')}`) })
    .click();
  await expect(editor.getByLabel(t('searchDesk.reason'))).toHaveValue('Çok soruluyor.');
  await check.click();
  await expect(editor.getByText(/Yargılanmış \d+ aramada/)).toBeVisible({ timeout: 90_000 });
  await editor.getByRole('button', { name: t('searchDesk.publish') }).click();
  await expect(editor.getByText(t('searchDesk.done.published'))).toBeVisible();
  expect(log('content/search/pins.yaml')).toBe(
    `${people.publisher.name}: ${t('searchDesk.commit.pin-added', { about: 'patent desteği' })}`,
  );
  const query = encodeURIComponent('PATENT DESTEKLERİ');
  await expect
    .poll(async () => (await ask(request, `q=${query}`)).hits[0]?.slug, soon)
    .toBe('ab-eurostars');
  const data = (await (await request.get(`/api/v1/search?q=${query}&locale=tr`)).json()) as {
    results: { slug: string; pinned?: true }[];
  };
  expect(data.results[0]).toMatchObject({ slug: 'ab-eurostars', pinned: true });
  expect(data.results[1]?.pinned).toBeUndefined();
  await editor.goto(`/ara?q=${query}`);
  const [first, second] = [editor.locator('.hit').nth(0), editor.locator('.hit').nth(1)];
  await expect(first.getByText(t('search.pinned'))).toBeVisible();
  await expect(second.getByText(t('search.pinned'))).toHaveCount(0);
});

test('a synonym is changed and a pinned answer removed without script, and the trail says by whom', async ({
  browser,
  request,
}) => {
  test.setTimeout(180_000);
  const context = await browser.newContext({ baseURL: editorSite.url, javaScriptEnabled: false });
  const editor = await context.newPage();
  await signIn(editor, 'manager');
  const wayOf = (name: string, query: string) =>
    editor.getByRole('link', {
      name: t('searchDesk.about', { label: t(`searchDesk.${name}`), query }),
      exact: true,
    });
  const check = editor.getByRole('button', { name: t('searchDesk.try') });
  const shown = { timeout: 90_000 };

  await wayOf('change', 'zümrüdüanka, patent').click();
  const former = editor.url();
  await editor.getByLabel(t('searchDesk.synonym.karsilik')).fill('tasarım');
  await check.click();
  await expect(editor.getByText(/Yargılanmış \d+ aramada/)).toBeVisible(shown);
  await editor.getByRole('button', { name: t('searchDesk.publish') }).click();
  await expect(editor.getByText(t('searchDesk.done.published'))).toBeVisible();
  const about = 'zümrüdüanka, tasarım';
  expect(log('content/search/synonyms.yaml')).toBe(
    `${people.manager.name}: ${t('searchDesk.commit.synonym-changed', { about })}`,
  );
  await expect(wayOf('change', 'zümrüdüanka, patent')).toHaveCount(0);
  await editor.goto(former);
  await check.click();
  await expect(editor.getByText(t('problems.search-item-gone'))).toBeVisible();

  await wayOf('remove', 'patent desteği').click();
  await check.click();
  await expect(editor.getByText(t('problems.search-item-reason'))).toBeVisible();
  await editor.getByLabel(t('searchDesk.reason')).fill('Artık gerekmiyor.');
  await check.click();
  await expect(editor.getByText(/Yargılanmış \d+ aramada/)).toBeVisible(shown);
  await editor.getByRole('button', { name: t('searchDesk.remove') }).click();
  await expect(editor.getByText(t('searchDesk.done.removed'))).toBeVisible();
  const removed = log('content/search/pins.yaml', '%an: %s|%b').split('\n')[0];
  expect(removed).toBe(
    `${people.manager.name}: ${t('searchDesk.commit.pin-removed', { about: 'patent desteği' })}|Artık gerekmiyor.`,
  );
  await expect
    .poll(async () => {
      const { hits } = await ask(request, `q=${encodeURIComponent('patent desteği')}`);
      return hits[0]?.slug;
    }, soon)
    .not.toBe('ab-eurostars');

  await editor.goto('/editor/islemler');
  for (const [who, what, on] of [
    ['author', 'search-ignored', 'tr zümrüdüanka kumpanyası'],
    ['publisher', 'synonym-added', 'zümrüdüanka, patent'],
    ['publisher', 'pin-added', 'patent desteği'],
    ['manager', 'synonym-changed', about],
    ['manager', 'pin-removed', 'patent desteği'],
  ] as const)
    await expect(
      editor
        .getByRole('row')
        .filter({ hasText: people[who].name })
        .filter({ hasText: t(`editor.audit.what.${what}`) })
        .filter({ hasText: on }),
    ).toHaveCount(1);
  await context.close();
});

test('who may not publish is told so, and a forged form is refused', async ({ page: editor }) => {
  test.setTimeout(120_000);
  const way = `${page}?is=es-anlamli&dene=1&yazilan=buluntu&karsilik=patent&yon=tek&dil=tr&neden=deneme`;
  await signIn(editor, 'author', page);
  await editor.goto(way);
  await expect(editor.getByText(t('searchDesk.mayNot'))).toBeVisible({ timeout: 90_000 });
  await expect(editor.getByRole('button', { name: t('searchDesk.publish') })).toHaveCount(0);
  const csrf = await editor.locator('input[name=csrf]').first().inputValue();
  const form = { csrf, page, is: 'es-anlamli', yazilan: 'buluntu', karsilik: 'patent', neden: 'a' };
  const headers = { Origin: editorSite.url, 'Sec-Fetch-Site': 'same-origin' };
  const post = (more: object) =>
    editor.request.post('/api/editor/searches?yayimla=1', { form: { ...form, ...more }, headers });
  expect((await post({})).status()).toBe(403);
  expect((await post({ csrf: 'x' })).status()).toBe(403);
  const foreign = await editor.request.post('/api/editor/searches', {
    form,
    headers: { Origin: 'https://example.org', 'Sec-Fetch-Site': 'cross-site' },
  });
  expect(foreign.status()).toBe(403);
});
