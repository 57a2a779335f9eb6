import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { violations } from './axe';
import { editorSite, password, people } from './editor-site';
import { box, done, open, picture, ready } from './editor-steps';
import { signedIn } from './signed-in';
import { expect, test } from './test';
import { words } from './words';

const t = words('tr');
// Several people sign in, write and look at whole pages in one test.
test.describe.configure({ timeout: 120_000 });
const bar = (page: Page) => page.locator('.desk-bar');
const save = (page: Page) =>
  bar(page)
    .getByRole('button', { name: t('write.actions.save'), exact: true })
    .click();
const entryAt = (slug: string) => `/editor/kayit/haberler/${slug}`;

/** Opens whatever a part of the form is folded into. */
const unfold = (part: Locator) =>
  part.evaluate((one) => {
    for (let at = one.closest('details'); at; at = at.parentElement?.closest('details') ?? null)
      at.open = true;
  });

/** Lets the session of this browser end, as the clock would: nobody has been seen in it for a day. */
async function endSession(page: Page): Promise<void> {
  const file = path.join(editorSite.data, 'editor/sessions.json');
  const cookie = (await page.context().cookies()).find(({ name }) => name === 'bys-editor');
  const hash = createHash('sha256')
    .update(cookie?.value ?? '')
    .digest('hex');
  const sessions = JSON.parse(await readFile(file, 'utf8')) as Record<string, { seen: string }>;
  const session = sessions[hash];
  if (!session) throw new Error('nobody is signed in here');
  session.seen = new Date(Date.now() - 86_400_000).toISOString();
  await writeFile(file, JSON.stringify(sessions));
}

/** Begins a news item; its form is open then. */
async function begin(page: Page, title: string): Promise<void> {
  await page.goto('/editor/yeni');
  await page.getByLabel(t('write.fresh.entryTitle'), { exact: true }).fill(title);
  await page.getByRole('button', { name: t('write.fresh.submit') }).click();
  await done(page, 'created');
}

/** Fills in all that a news item needs, with an English twin. */
async function fillIn(page: Page, words_: { body: string; title: string; text: string }) {
  await box(page, 'tr:body').fill(words_.body);
  await box(page, 'en:title').fill(words_.title);
  await box(page, 'en:body').fill(words_.text);
  await box(page, 'tr:date').fill('2026-11-20');
  await box(page, 'tr:sources.0.title').fill('Samsun Ticaret ve Sanayi Odası');
  await box(page, 'tr:sources.0.url').fill('https://www.samsuntso.org.tr/');
}

const texts = {
  body: 'Samsun’daki küme yeni üyelerini tanıttı.\n\nToplantıya otuz firma katıldı.',
  title: 'The cluster in Samsun presented its new members',
  text: 'The cluster in Samsun presented its new members.\n\nThirty firms came.',
};

for (const javaScriptEnabled of [true, false]) {
  test(`a news item with its English twin goes from nothing to the site, ${javaScriptEnabled ? 'with' : 'without'} a script`, async ({
    browser,
  }) => {
    const title = `Samsun kümesi yeni üyelerini tanıttı ${javaScriptEnabled ? 'A' : 'B'}`;
    const slug = `samsun-kumesi-yeni-uyelerini-tanitti-${javaScriptEnabled ? 'a' : 'b'}`;
    const author = await open(browser, 'author', { javaScriptEnabled });
    await author.goto('/editor');
    if (javaScriptEnabled) await picture(author, 'list');
    await author
      .getByRole('main')
      .getByRole('link', { name: t('write.list.fresh') })
      .click();
    await author.getByLabel(t('write.fresh.entryTitle'), { exact: true }).fill(title);
    if (javaScriptEnabled) await picture(author, 'new');
    await author.getByRole('button', { name: t('write.fresh.submit') }).click();
    await expect(author).toHaveURL(new RegExp(`${entryAt(slug)}\\?oldu=created`));
    await fillIn(author, texts);
    if (!javaScriptEnabled)
      await author.getByRole('button', { name: t('write.form.previewTr') }).click();
    const preview = author.frameLocator('#preview');
    await expect(preview.locator('.prose')).toContainText('Toplantıya otuz firma katıldı.');
    if (javaScriptEnabled) await picture(author, 'form');
    const shown = await preview.getByRole('article').last().locator('.entry-main').innerText();
    await bar(author)
      .getByRole('button', { name: t('write.actions.submit') })
      .click();
    await done(author, 'submitted');
    // Who wrote it does not approve it.
    await expect(author.getByRole('button', { name: t('write.actions.approve') })).toHaveCount(0);

    const reviewer = await open(browser, 'reviewer', { javaScriptEnabled });
    await reviewer.goto('/editor');
    await reviewer.locator('.desk-waiting').getByRole('link', { name: title }).click();
    if (javaScriptEnabled) await picture(reviewer, 'review');
    await reviewer.getByRole('button', { name: t('write.actions.approve'), exact: true }).click();
    await done(reviewer, 'approved');

    const publisher = await open(browser, 'publisher', { javaScriptEnabled });
    await publisher.goto('/editor');
    await publisher.locator('.desk-waiting').getByRole('link', { name: title }).click();
    await bar(publisher)
      .getByRole('button', { name: t('write.actions.publishSaved') })
      .click();
    await done(publisher, 'published');
    if (javaScriptEnabled) await picture(publisher, 'published');

    await publisher.goto(`/haberler/${slug}`);
    await expect(publisher.getByRole('heading', { level: 1 })).toHaveText(title);
    expect(await publisher.getByRole('article').last().locator('.entry-main').innerText()).toBe(
      shown,
    );
    await publisher.goto(`/en/news/${slug}`);
    await expect(publisher.getByRole('heading', { level: 1 })).toHaveText(texts.title);
    const file = await readFile(
      path.join(editorSite.root, `content/news/${slug}.tr.md`),
      'utf8',
    ).catch(() => undefined);
    expect(file).toContain(`title: ${title}`);
  });
}

test('a title of only spaces and an address that is taken are told, and nothing typed goes', async ({
  browser,
}) => {
  const page = await open(browser, 'author');
  await page.goto('/editor/yeni');
  const title = page.getByLabel(t('write.fresh.entryTitle'), { exact: true });
  await title.fill('    ');
  await page.getByRole('button', { name: t('write.fresh.submit') }).click();
  await expect(page.locator('#fault')).toContainText(t('write.fresh.faults.title-empty'));
  await title.fill('HABTEK yeniden');
  await page.getByLabel(t('write.fresh.slug'), { exact: true }).fill('habtek-tanitildi');
  await page.getByRole('button', { name: t('write.fresh.submit') }).click();
  await expect(page.locator('#fault')).toContainText('habtek-tanitildi-2');
  await expect(title).toHaveValue('HABTEK yeniden');
  await expect(page.locator('#fault').getByRole('link')).toHaveAttribute(
    'href',
    entryAt('habtek-tanitildi'),
  );
});

test('what the repository cannot keep comes back with the reason, as it was typed', async ({
  browser,
}) => {
  const page = await open(browser, 'author');
  await page.goto('/editor/yeni?hata=engel-disk-full&tur=news&baslik=Dolu+disk');
  await expect(page.getByRole('main')).toContainText(t('repository.disk-full'));
  await expect(page.getByLabel(t('write.fresh.entryTitle'), { exact: true })).toHaveValue(
    'Dolu disk',
  );
});

test('how a text could be plainer is told, and stops nothing', async ({ browser }) => {
  const page = await open(browser, 'author');
  await begin(page, 'Zor okunan bir haber');
  await box(page, 'tr:body').fill(`${'sözcük '.repeat(30)}QXZ söyledi.`);
  await save(page);
  await done(page, 'saved');
  const hints = page.locator('.desk-hints');
  await hints.locator('summary').click();
  await expect(hints).toContainText('QXZ');
  await expect(hints).toContainText('32');
});

test('problems lead to their inputs, do not stop a save, and stop what comes after', async ({
  browser,
}) => {
  const page = await open(browser, 'author');
  await begin(page, 'Eksik bir haber');
  await box(page, 'tr:date').fill('dün');
  await save(page);
  await done(page, 'saved');
  const list = page.locator('#problems');
  await expect(list).toBeVisible();
  await list.getByRole('link', { name: /dün/ }).click();
  await expect(page).toHaveURL(/#f-tr-date$/);
  await bar(page)
    .getByRole('button', { name: t('write.actions.submit') })
    .click();
  await done(page, 'saved-not-sent');
  await expect(box(page, 'tr:date')).toHaveValue('dün');
});

test('two who save one entry see both changes, and both stay', async ({ browser }) => {
  const first = await open(browser, 'author');
  await begin(first, 'İki kişi bir haberde');
  await box(first, 'tr:body').fill('Birinci paragraf.\n\nİkinci paragraf.\n\nÜçüncü paragraf.');
  await box(first, 'tr:date').fill('2026-11-20');
  await save(first);
  await done(first, 'saved');
  const second = await open(browser, 'reviewer');
  await second.goto(entryAt('iki-kisi-bir-haberde'));
  await ready(second);
  await box(first, 'tr:body').fill(
    'Birinci paragraf, yazarın.\n\nİkinci paragraf.\n\nÜçüncü paragraf.',
  );
  await save(first);
  await done(first, 'saved');
  await box(second, 'tr:body').fill(
    'Birinci paragraf.\n\nİkinci paragraf.\n\nÜçüncü paragraf, öbürünün.',
  );
  await save(second);
  await expect(second).toHaveURL(/cakisma\?ayrilik=/);
  await expect(second.getByRole('heading', { level: 1 })).toHaveText(t('write.conflict.title'));
  await expect(second.getByRole('region', { name: t('write.conflict.mine') })).toContainText(
    'öbürünün',
  );
  await expect(second.getByRole('region', { name: t('write.conflict.theirs') })).toContainText(
    'yazarın',
  );
  await picture(second, 'conflict');
  await second.getByRole('button', { name: t('write.conflict.useMerged') }).click();
  await done(second, 'saved');
  await expect(box(second, 'tr:body')).toHaveValue(
    'Birinci paragraf, yazarın.\n\nİkinci paragraf.\n\nÜçüncü paragraf, öbürünün.',
  );
});

test('who changed the same place chooses, or merges by hand', async ({ browser }) => {
  const first = await open(browser, 'author');
  await begin(first, 'Aynı yerde iki kişi');
  await box(first, 'tr:body').fill('Tek cümle.');
  await save(first);
  await done(first, 'saved');
  const second = await open(browser, 'reviewer');
  await second.goto(entryAt('ayni-yerde-iki-kisi'));
  await ready(second);
  await box(first, 'tr:body').fill('Tek cümle, yazarın.');
  await save(first);
  await done(first, 'saved');
  await box(second, 'tr:body').fill('Tek cümle, öbürünün.');
  await save(second);
  await expect(second.getByRole('button', { name: t('write.conflict.useMerged') })).toHaveCount(0);
  await second.getByRole('button', { name: t('write.conflict.byHand') }).click();
  await expect(box(second, 'tr:body')).toHaveValue('Tek cümle, öbürünün.');
  await ready(second);
  await box(second, 'tr:body').fill('Tek cümle, ikisinin.');
  await save(second);
  await done(second, 'saved');
  await expect(box(second, 'tr:body')).toHaveValue('Tek cümle, ikisinin.');
});

test('an ended session loses nothing: after signing in the form is as it was typed', async ({
  browser,
}) => {
  // A session of its own: that of the other tests goes on.
  const page = await (await signedIn(browser, 'author')).newPage();
  await begin(page, 'Oturumu biten haber');
  await box(page, 'tr:body').fill('Oturum biterken yazılmış metin.');
  await endSession(page);
  await save(page);
  await expect(page).toHaveURL(/giris\?.*bilet=/);
  await page.locator('input[name=email]').fill(people.author.email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('main form button[type=submit]').click();
  await expect(page).toHaveURL(/oturumu-biten-haber\?.*bilet=/);
  await expect(box(page, 'tr:body')).toHaveValue('Oturum biterken yazılmış metin.');
  await save(page);
  await done(page, 'saved');
});

test('what one may not do is neither offered nor done', async ({ browser }) => {
  const page = await open(browser, 'author');
  await begin(page, 'Yetkisiz yayın');
  await fillIn(page, texts);
  await expect(page.getByRole('button', { name: t('write.actions.publishSaved') })).toHaveCount(0);
  const answer = await page.evaluate(async () => {
    const form = document.querySelector('form#entry');
    if (!(form instanceof HTMLFormElement)) return 0;
    const body = new FormData(form);
    body.set('action', 'publish');
    return (await fetch('/api/editor/entry', { method: 'POST', body })).status;
  });
  expect(answer).toBe(403);
  expect((await page.request.get('/haberler/yetkisiz-yayin')).status()).toBe(404);
});

test('a paste of 2 MB is kept and told', async ({ browser }) => {
  const page = await open(browser, 'author');
  await begin(page, 'Çok uzun haber');
  const long = 'Word’den yapıştırılmış uzun bir cümle.\n'.repeat(50_000);
  await box(page, 'tr:body').evaluate((area, text) => {
    (area as HTMLTextAreaElement).value = text;
  }, long);
  await save(page);
  await done(page, 'saved');
  await expect(page.locator('#problems')).toContainText('256 kB');
  await expect(page.frameLocator('#preview').locator('main')).toContainText(
    t('write.preview.tooLong'),
  );
  const length = await box(page, 'tr:body').evaluate(
    (area) => (area as HTMLTextAreaElement).value.length,
  );
  expect(length).toBe(long.trim().length);
});

test('YAML with tabs is told in its own words and stays as typed', async ({ browser }) => {
  const page = await open(browser, 'author');
  await page.goto('/editor/kayit/rehberler/kume-analizi');
  await ready(page);
  const area = box(page, 'tr:templates');
  await area.evaluate((one) => one.closest('details')?.setAttribute('open', ''));
  const typed = '- id: x\n\t- b';
  await area.fill(typed);
  await save(page);
  await done(page, 'saved');
  await expect(page.locator('#problems')).toContainText(t('problems.yaml-tab'));
  await expect(box(page, 'tr:templates')).toHaveValue(typed);
});

test('rows come and go without a script', async ({ browser }) => {
  const page = await open(browser, 'author', { javaScriptEnabled: false });
  await begin(page, 'Satırlı haber');
  await box(page, 'tr:sources.0.title').fill('Birinci');
  await page
    .getByRole('button', { name: t('write.form.another') })
    .first()
    .click();
  await box(page, 'tr:sources.1.title').fill('İkinci');
  await save(page);
  await done(page, 'saved');
  await expect(box(page, 'tr:sources.1.title')).toHaveValue('İkinci');
  await page
    .getByRole('button', { name: t('write.form.remove', { what: t('fields.sources'), number: 1 }) })
    .click();
  await expect(box(page, 'tr:sources.0.title')).toHaveValue('İkinci');
});

test('a relation is found by its title, with a script and without', async ({ browser }) => {
  const page = await open(browser, 'author');
  await begin(page, 'Bağlantılı haber');
  const row = page.locator('#f-tr-clusters-0');
  await unfold(row);
  const field = row.getByRole('combobox').first();
  await field.fill('HABTEK');
  await expect(row.getByRole('listbox').getByRole('option').first()).toBeVisible();
  await field.press('ArrowDown');
  await field.press('Enter');
  await expect(box(page, 'tr:clusters.0.to')).toHaveValue('habtek');

  const plain = await open(browser, 'author', { javaScriptEnabled: false });
  await plain.goto(entryAt('baglantili-haber'));
  await unfold(plain.locator('#f-tr-clusters-0'));
  await box(plain, 'tr:clusters.0.to:words').fill('havacılık');
  await save(plain);
  await done(plain, 'saved');
  await expect(plain.locator('.desk-candidates input[type=radio]').nth(1)).toBeAttached();
});

test('this browser keeps what was typed in a tab that was closed', async ({ browser }) => {
  const page = await open(browser, 'author');
  await begin(page, 'Kapanan sekme');
  const address = entryAt('kapanan-sekme');
  await box(page, 'tr:body').fill('Kaydedilmeden kapanan sekmedeki metin.');
  await expect(page.getByText(t('write.draft.kept'))).toBeVisible();
  const context = page.context();
  await page.close();
  const again = await context.newPage();
  await again.goto(address);
  await expect(box(again, 'tr:body')).toHaveValue('');
  await again.getByRole('button', { name: t('write.draft.restore') }).click();
  await expect(box(again, 'tr:body')).toHaveValue('Kaydedilmeden kapanan sekmedeki metin.');
  await again.locator('.desk-state').waitFor({ state: 'attached' });
  await again.keyboard.press('Control+s');
  await done(again, 'saved');
  await again.goto(address);
  await expect(again.getByRole('button', { name: t('write.draft.restore') })).toHaveCount(0);
});

test('what was typed before the script came stays, is shown and is kept', async ({ browser }) => {
  const page = await open(browser, 'author');
  await begin(page, 'Yavaş bağlantıda haber');
  await box(page, 'tr:body').fill('Eski metin.');
  await save(page);
  await done(page, 'saved');
  let letThrough = (): void => undefined;
  const typed = new Promise<void>((resolve) => (letThrough = resolve));
  await page.route('**/_next/static/**/*.js', async (route) => {
    await typed;
    await route.continue();
  });
  await page.goto(entryAt('yavas-baglantida-haber'), { waitUntil: 'commit' });
  await box(page, 'tr:body').fill('Hemen yazılmış metin.');
  letThrough();
  await ready(page);
  await expect(page.getByText(t('write.draft.kept'))).toBeVisible();
  await expect(page.frameLocator('#preview').locator('.prose')).toContainText('Hemen yazılmış');
  await expect(box(page, 'tr:body')).toHaveValue('Hemen yazılmış metin.');
  await expect(box(page, 'tr:title')).toHaveValue('Yavaş bağlantıda haber');
});

test('a page has no violation, in light and dark, wide and on a tablet', async ({ browser }) => {
  const page = await open(browser, 'author');
  await begin(page, 'Erişilebilir haber');
  await box(page, 'tr:date').fill('dün');
  await save(page);
  await done(page, 'saved');
  for (const address of [
    '/editor',
    '/editor/yeni',
    entryAt('erisilebilir-haber'),
    `${entryAt('habtek-tanitildi')}/gecmis`,
  ])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: colorScheme === 'light' ? 1280 : 820, height: 900 });
      await page.goto(address);
      expect(await violations(page), address).toEqual([]);
    }
});

test('readers load nothing of the editor', async ({ browser }) => {
  const page = await browser.newPage();
  const loaded: string[] = [];
  page.on('response', (response) => {
    if (/\.(js|css)/.test(response.url())) loaded.push(response.url());
  });
  await page.goto('/haberler/habtek-tanitildi');
  const sent = await Promise.all(loaded.map(async (url) => (await page.request.get(url)).text()));
  expect(loaded.length).toBeGreaterThan(0);
  expect(sent.filter((text) => /bys-editor:|desk-bar|api\/editor/.test(text))).toEqual([]);
});
