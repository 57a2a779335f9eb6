import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { APIRequestContext, Page } from '@playwright/test';
import { startEditorPortal, type EditorPortal } from './editor-portal';
import { editorSite, password, people } from './editor-site';
import { ownAddress } from './signed-in';
import {
  approveAndPublish,
  beginNews,
  box,
  button,
  goTo,
  open,
  picture,
  press,
  ready,
  unfold,
} from './editor-steps';
import { ask, expect, test } from './test';
import { locales, words } from './words';

// The ways of an entry between people, and the faults on them. What came of each step is read back
// from the public pages, the index and git.

const t = words('tr');
// Several people work in one test.
test.describe.configure({ timeout: 180_000 });

const soon = { timeout: 30_000 };

const git = (...args: string[]) =>
  execFileSync('git', ['-C', editorSite.root, ...args], { encoding: 'utf8' }).trim();
const inTree = (file: string) => readFileSync(path.join(editorSite.root, file), 'utf8');

/** Where readers and programs meet a news item. */
async function met(request: APIRequestContext, slug: string, title: string): Promise<string[]> {
  const status = async (href: string) => (await request.get(href)).status() === 200;
  const isIn = async (href: string, text: string) =>
    (await (await request.get(href)).text()).includes(text);
  const page = `/haberler/${slug}`;
  const places = {
    page: await status(page),
    english: await status(`/en/news/${slug}`),
    api: await status(`/api/v1/entries/news/${slug}`),
    sitemap: await isIn('/sitemap.xml', `${page}<`),
    feed: await isIn('/haberler.atom', `${page}"`),
    list: await isIn('/haberler.json', `"${slug}"`),
    search: (await ask(request, `q=${encodeURIComponent(title)}&locale=tr`)).hits.some(
      (hit) => hit.slug === slug,
    ),
  };
  return Object.entries(places).flatMap(([place, is]) => (is ? [place] : []));
}
const everywhere = ['page', 'english', 'api', 'sitemap', 'feed', 'list', 'search'];
const noticeOnly = ['page', 'english'];

for (const javaScriptEnabled of [true, false]) {
  const how = `${javaScriptEnabled ? 'with' : 'without'} a script`;

  test(`a text is sent back, mended, approved by another, scheduled, live and retired, ${how}`, async ({
    browser,
    request,
  }) => {
    const mark = javaScriptEnabled ? 'a' : 'b';
    const title = `Kuzukulağı toplantısı ${mark}`;
    const slug = `kuzukulagi-toplantisi-${mark}`;
    const entry = `haberler/${slug}`;
    const file = `content/news/${slug}.tr.md`;
    const author = await open(browser, 'author', { javaScriptEnabled });
    const reviewer = await open(browser, 'reviewer', { javaScriptEnabled });
    const publisher = await open(browser, 'publisher', { javaScriptEnabled });

    await beginNews(author, title, 'Toplantıya otuz firma katıldı.');
    await press(author, 'submit', 'submitted');
    await expect(author.locator('#next')).toContainText(t('write.actions.waitsReview'));
    await expect(button(author, 'approve')).toHaveCount(0);

    // Without a note nobody knows what to mend.
    await goTo(reviewer, entry);
    await unfold(reviewer, 'sendBack');
    await button(reviewer, 'sendBack').click();
    await expect(reviewer.getByText(t('write.failed.note'))).toBeVisible();
    await expect(reviewer.locator('#note')).toBeVisible();
    await expect(box(reviewer, 'tr:body')).toHaveValue('Toplantıya otuz firma katıldı.');
    await reviewer.locator('#note').fill('Firma sayısını <b>kaynağıyla</b> yazın.');
    await press(reviewer, 'sendBack', 'sent-back');

    await author.goto('/editor');
    const waiting = author.locator('.desk-waiting li', { hasText: title });
    await expect(waiting).toContainText('Firma sayısını <b>kaynağıyla</b> yazın.');
    await waiting.getByRole('link', { name: title }).click();
    await ready(author);
    const note = t('write.list.sentBack', {
      by: people.reviewer.name,
      note: 'Firma sayısını <b>kaynağıyla</b> yazın.',
    });
    await expect(author.getByText(note)).toBeVisible();
    if (javaScriptEnabled) await picture(author, 'sent-back');
    await box(author, 'tr:body').fill('Odanın bildirdiğine göre toplantıya otuz firma katıldı.');
    await press(author, 'submit', 'submitted');
    await expect(author.getByText(note)).toHaveCount(0);

    // Who changes a word is its author from then on, and approves it no more.
    await goTo(reviewer, entry);
    await box(reviewer, 'tr:body').fill('Odaya göre toplantıya otuz firma katıldı.');
    await button(reviewer, 'approve').click();
    await expect(reviewer.getByText(t('write.failed.own'))).toBeVisible();
    await expect(box(reviewer, 'tr:body')).toHaveValue('Odaya göre toplantıya otuz firma katıldı.');
    await ready(reviewer);
    await press(reviewer, 'submit', 'submitted');
    await expect(button(reviewer, 'approve')).toHaveCount(0);

    await goTo(publisher, entry);
    await press(publisher, 'approve', 'approved');
    await unfold(publisher, 'schedule');
    await box(publisher, 'tr:publishAt').fill('2020-01-01T09:00');
    await button(publisher, 'scheduleSubmit').click();
    await expect(publisher.getByText(t('write.failed.when'))).toBeVisible();
    await expect(box(publisher, 'tr:publishAt')).toBeVisible();
    await expect(box(publisher, 'tr:publishAt')).toHaveValue('2020-01-01T09:00');
    await ready(publisher);
    await box(publisher, 'tr:publishAt').fill('2099-01-01T09:00');
    await press(publisher, 'scheduleSubmit', 'scheduled');
    await expect(publisher.getByRole('main')).toContainText('1 Ocak 2099');
    await expect(publisher.locator('.badges')).toContainText(t('write.states.scheduled'));
    if (javaScriptEnabled) await picture(publisher, 'scheduled');
    expect(inTree(file)).toContain('publishAt: 2099-01-01T09:00+03:00\n');
    expect(
      git('log', '-1', '--format=%an|%cn|%(trailers:key=Reviewed-by,valueonly,separator=)', file),
    ).toBe(
      `${people.reviewer.name}|${people.publisher.name}|${people.publisher.name} <${people.publisher.email}>`,
    );
    expect(await met(request, slug, title)).toEqual([]);

    // A browser without boxes for times posts what was typed; seconds spare the test a minute.
    const moment = `${new Date(Date.now() + 15_000).toISOString().slice(0, 19)}Z`;
    await unfold(publisher, 'schedule');
    await box(publisher, 'tr:publishAt').evaluate((one, value) => {
      const typed = document.createElement('input');
      typed.name = 'tr:publishAt';
      typed.value = value;
      one.replaceWith(typed);
    }, moment);
    await press(publisher, 'scheduleSubmit', 'scheduled');
    await expect.poll(() => met(request, slug, title), soon).toEqual(everywhere);
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(moment));

    await goTo(publisher, entry);
    await unfold(publisher, 'retire');
    const successor = publisher.locator('#next').locator('[name="tr:successor:words"]');
    await successor.fill("6G kümesi HABTEK İstanbul'da tanıtıldı");
    await button(publisher, 'retireSubmit').click();
    await expect(publisher.getByText(t('write.failed.reason'))).toBeVisible();
    await expect(successor).toBeVisible();
    await expect(successor).toHaveValue(/HABTEK/);
    expect(await met(request, slug, title)).toEqual(everywhere);
    await ready(publisher);
    await publisher.locator('#why').fill('Toplantı yanlış kümeye yazılmış.');
    if (javaScriptEnabled) await picture(publisher, 'retire');
    await press(publisher, 'retireSubmit', 'retired');
    await expect.poll(() => met(request, slug, title), soon).toEqual(noticeOnly);
    expect(git('log', '-1', '--format=%s|%an', file)).toBe(
      `Toplantı yanlış kümeye yazılmış.|${people.publisher.name}`,
    );
    await publisher.goto(`/haberler/${slug}`);
    await expect(publisher.getByText(t('retired.undated'))).toBeVisible();
    await expect(publisher.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/);
    await publisher
      .getByRole('main')
      .getByRole('link', { name: /HABTEK/ })
      .click();
    await expect(publisher).toHaveURL(/\/haberler\/habtek-tanitildi$/);
  });

  test(`an amount is corrected with its source, told in words, and an earlier version comes back, ${how}`, async ({
    browser,
    request,
  }) => {
    const [slug, before, after, newSource] = javaScriptEnabled
      ? ['kosgeb-yurt-disi-pazar', '300.000 TL', '500.000 TL', 3]
      : ['tubitak-1515', '13.000.000 TL', '500.000 TL', 3];
    const entry = `destekler/${slug}`;
    const file = `content/programmes/${slug}.tr.md`;
    const begun = inTree(file);
    const author = await open(browser, 'author', { javaScriptEnabled });
    const publisher = await open(browser, 'publisher', { javaScriptEnabled });

    await goTo(author, entry);
    await box(author, 'tr:upperLimit.value').fill('500000');
    await box(author, 'tr:upperLimit.asOf').fill('2026-11');
    await box(author, 'tr:upperLimit.sources').fill(`1, ${newSource + 1}`);
    await author
      .locator('summary', { hasText: t('write.form.add', { what: t('fields.sources') }) })
      .click();
    await box(author, `tr:sources.${newSource}.title`).fill('Uygulama esasları, 2026');
    await box(author, `tr:sources.${newSource}.date`).fill('2026-11-10');
    await author.locator('#reason').fill('Yeni esaslar üst sınırı değiştirdi');
    await press(author, 'submit', 'submitted');
    expect(inTree(file), 'the site keeps what is live').toBe(begun);
    await approveAndPublish(publisher, entry);

    const log = `/${entry}/degisiklikler`;
    await expect(async () => {
      await publisher.goto(log);
      await expect(publisher.locator('.changes > li').first()).toContainText('Yeni esaslar', {
        timeout: 1000,
      });
    }).toPass();
    const last = publisher.locator('.changes > li').first();
    await expect(last.locator('del').first()).toHaveText(before);
    await expect(last.locator('ins').first()).toHaveText(after);
    await expect(last).toContainText('Uygulama esasları, 2026');
    await expect(last).toContainText(people.author.name);
    const feed = await (await request.get(`${log}.atom`)).text();
    expect(feed).toContain(`${before} → ${after}`);
    expect(feed).toContain('Uygulama esasları, 2026');
    await publisher.goto(`/${entry}`);
    await expect(publisher.getByRole('article').last()).toContainText(after);

    // What is given up was never on the site, and stands in the form no more.
    await goTo(author, entry);
    await box(author, 'tr:upperLimit.value').fill('750000');
    await press(author, 'save', 'saved');
    await unfold(author, 'discard');
    await press(author, 'discardSubmit', 'discarded');
    await expect(author.getByText(t('write.done.discarded'))).toBeVisible();
    await expect(box(author, 'tr:upperLimit.value')).toHaveValue('500000');
    expect(git('branch', '--list', `editor/programme/${slug}`)).toBe('');
    await expect(button(author, 'discardSubmit')).toHaveCount(0);

    // Back to what it was: the second version on the page of its history is the one before.
    await author.getByRole('link', { name: t('write.form.history') }).click();
    await expect(author.locator('.desk-history > li').first()).toContainText(before);
    if (javaScriptEnabled) await picture(author, 'history');
    await author.locator('.desk-history > li').nth(1).getByRole('link').click();
    await expect(box(author, 'tr:upperLimit.value')).not.toHaveValue('500000');
    await ready(author);
    await author.locator('#reason').fill('Esaslar geri çekildi');
    await press(author, 'submit', 'submitted');
    await approveAndPublish(publisher, entry);
    expect(inTree(file)).toBe(begun);
    await expect(async () => {
      const told = await (await request.get(`${log}.atom`)).text();
      expect(told).toContain('Esaslar geri çekildi');
      expect(told).toContain(`${after} → ${before}`);
    }).toPass();
  });

  test(`a file renamed by hand while its form is open takes nothing of what was typed along, ${how}`, async ({
    browser,
    request,
  }) => {
    const mark = javaScriptEnabled ? 'a' : 'b';
    const [old, fresh] = [`adi-degisecek-${mark}`, `adi-degisti-${mark}`];
    const fileOf = (slug: string) => `content/news/${slug}.tr.md`;
    const title = `Adı değişen leylak ${mark}`;
    const text = `---\ntitle: ${title}\ndate: 2026-11-20\nsources:\n  - title: Kaynak\n---\n\nİlk metin.\n`;
    const operator = ['-c', 'user.name=Operatör', '-c', 'user.email=op@example.org'];
    const commit = (message: string) =>
      git(...operator, 'commit', '-q', '-m', message, '--', 'content/news');
    writeFileSync(path.join(editorSite.root, fileOf(old)), text);
    git('add', fileOf(old));
    commit('Elle eklendi');

    const author = await open(browser, 'author', { javaScriptEnabled });
    const publisher = await open(browser, 'publisher', { javaScriptEnabled });
    await goTo(author, `haberler/${old}`);
    await box(author, 'tr:body').fill('Yeniden yazılmış metin.');
    git('mv', fileOf(old), fileOf(fresh));
    commit('Adı düzeltildi');
    await press(author, 'save', 'saved');
    await expect(
      author.getByText(t('write.gone.renamed', { slug: old, to: fresh })).first(),
    ).toBeVisible();
    await expect(box(author, 'tr:body')).toHaveValue('Yeniden yazılmış metin.');

    // It is not put live beside the renamed one, whoever tries.
    await press(author, 'submit', 'submitted');
    await goTo(publisher, `haberler/${old}`);
    await press(publisher, 'approve', 'approved');
    await button(publisher, 'publishSaved').click();
    await expect(publisher.getByText(t('write.failed.gone'))).toBeVisible();
    expect((await request.get(`/haberler/${old}`)).status()).toBe(404);

    await goTo(author, `haberler/${old}`);
    await author.getByRole('link', { name: t('write.gone.take') }).click();
    await expect(author).toHaveURL(new RegExp(`/editor/kayit/haberler/${fresh}\\?`));
    await ready(author);
    await expect(box(author, 'tr:body')).toHaveValue('Yeniden yazılmış metin.');
    await press(author, 'submit', 'submitted');
    await approveAndPublish(publisher, `haberler/${fresh}`);
    expect(inTree(fileOf(fresh))).toBe(text.replace('İlk metin.', 'Yeniden yazılmış metin.'));
    await goTo(author, `haberler/${old}`);
    await unfold(author, 'discard');
    await button(author, 'discardSubmit').click();
    await expect(author).toHaveURL(/\/editor\?oldu=discarded/);
    expect(git('branch', '--list', `editor/news/${old}`)).toBe('');
    await expect.poll(() => met(request, fresh, title), soon).toEqual(everywhere);
  });
}

test('what is saved and published while the index is rebuilt is there afterwards', async ({
  browser,
  request,
}) => {
  const title = 'Sarıpapatya yeniden kuruluyor';
  const slug = 'saripapatya-yeniden-kuruluyor';
  const entry = `haberler/${slug}`;
  const author = await open(browser, 'author');
  const publisher = await open(browser, 'publisher');
  await beginNews(author, title, 'Dizin kurulurken yayımlandı.');
  await press(author, 'submit', 'submitted');
  await goTo(publisher, entry);
  await press(publisher, 'approve', 'approved');

  let isOver = false;
  const rebuild = async () => {
    const child = spawn(process.execPath, ['scripts/start.mjs', '--reindex', '--force'], {
      env: {
        ...process.env,
        FORCE_COLOR: undefined,
        PORT: String(editorSite.port),
        SITE_URL: editorSite.url,
        DATA_DIR: editorSite.data,
        CONTENT_ROOT: editorSite.root,
        INDEX_PREFIX: 'editor',
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [code] = await once(child, 'exit');
    return code as number;
  };
  // One after the other for as long as it takes, so that both steps fall into one.
  const rebuilds = (async () => {
    const codes = [];
    do codes.push(await rebuild());
    while (!isOver);
    return codes;
  })();
  await goTo(author, 'haberler/habtek-tanitildi');
  await box(author, 'tr:body').fill('Kurulurken kaydedildi.');
  await press(author, 'save', 'saved');
  await press(publisher, 'publishSaved', 'published');
  isOver = true;
  expect(new Set(await rebuilds)).toEqual(new Set([0]));
  await expect.poll(() => met(request, slug, title), soon).toEqual(everywhere);
  expect(git('show', 'editor/news/habtek-tanitildi:content/news/habtek-tanitildi.tr.md')).toContain(
    'Kurulurken kaydedildi.',
  );
  await unfold(author, 'discard');
  await press(author, 'discardSubmit', 'discarded');
});

/** Every address of the editors' side that takes forms. */
const doors = readdirSync('app/api/editor', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('route.ts'))
  .filter((file) =>
    readFileSync(path.join('app/api/editor', file), 'utf8').includes('function POST'),
  )
  .map((file) => `/api/editor/${path.dirname(file)}`);

test('a form without a token, with another’s, or from another site does nothing at any door', async ({
  browser,
}) => {
  expect(doors.length).toBeGreaterThan(9);
  const author = await open(browser, 'author');
  const reviewer = await open(browser, 'reviewer');
  const csrfOf = async (page: Page) => {
    await page.goto('/editor/kayit/kurumlar/kosgeb');
    return box(page, 'csrf').first().inputValue();
  };
  const [own, others] = [await csrfOf(author), await csrfOf(reviewer)];
  const kept = () => readFileSync(path.join(editorSite.data, 'editor/accounts.json'), 'utf8');
  const before = [kept(), inTree('content/institutions/kosgeb.tr.md')];
  const form = {
    action: 'save',
    key: 'kurumlar/kosgeb',
    seen: await box(author, 'seen').inputValue(),
    'tr:title': 'KOSGEB değil',
    type: 'institution',
    title: 'Sahte kurum',
    do: 'invite',
    name: 'X',
    email: 'x@example.org',
    role: 'manager',
  };
  for (const door of doors)
    for (const locale of locales) {
      const page = locale === 'en' ? '/en/editor' : '/editor';
      const post = async (csrf: string | undefined, from: string) => {
        const answer = await author.request.post(door, {
          form: { ...form, page, ...(csrf !== undefined && { csrf }) },
          headers: { Origin: from, Referer: `${from}${page}` },
          maxRedirects: 0,
        });
        return { status: answer.status(), text: await answer.text() };
      };
      for (const [csrf, from, code] of [
        [undefined, editorSite.url, 'token'],
        [others, editorSite.url, 'token'],
        [own, 'https://baska-site.example', 'origin'],
      ] as const) {
        const { status, text } = await post(csrf, from);
        expect(status, `${door} ${locale} ${code}`).toBe(403);
        expect(text, `${door} ${locale} ${code}`).toContain(
          words(locale)(`editor.refused.${code}`),
        );
      }
    }
  expect([kept(), inTree('content/institutions/kosgeb.tr.md')]).toEqual(before);
  expect(git('branch', '--list', 'editor/institution/*')).toBe('');
});

test('a form with another role’s rights is refused in both languages and changes nothing', async ({
  browser,
}) => {
  const author = await open(browser, 'author');
  await beginNews(author, 'Yetkisiz adım', 'Yalnız yazar.');
  await press(author, 'submit', 'submitted');
  const reviewer = await open(browser, 'reviewer');
  await goTo(reviewer, 'haberler/yetkisiz-adim');
  const kept = () => readFileSync(path.join(editorSite.data, 'editor/accounts.json'), 'utf8');
  const state = () => [kept(), git('rev-parse', 'editor/news/yetkisiz-adim')];
  const before = state();
  const actions: readonly (readonly [Page, string, string, Record<string, string>])[] = [
    ...['approve', 'send-back'].map(
      (action) => [author, '/api/editor/entry', 'review', { action, note: 'x' }] as const,
    ),
    ...['publish', 'schedule', 'retire'].flatMap((action) =>
      [author, reviewer].map(
        (page) => [page, '/api/editor/entry', 'publish', { action, why: 'x' }] as const,
      ),
    ),
    [reviewer, '/api/editor/accounts', 'manage', { do: 'role', account: 'x', role: 'manager' }],
    [reviewer, '/api/editor/searches?yayimla=1', 'publish', { arama: 'x' }],
  ];
  for (const [page, door, right, fields] of actions)
    for (const locale of locales) {
      const answer = await page.request.post(door, {
        form: {
          csrf: await box(page, 'csrf').first().inputValue(),
          key: 'haberler/yetkisiz-adim',
          seen: await box(page, 'seen').inputValue(),
          page: locale === 'en' ? '/en/editor' : '/editor',
          ...fields,
        },
        headers: { Origin: editorSite.url },
        maxRedirects: 0,
      });
      const what = `${door} ${fields.action ?? ''} ${locale}`;
      expect(answer.status(), what).toBe(403);
      expect(await answer.text(), what).toBe(`${words(locale)(`editor.refused.${right}`)}\n`);
    }
  expect(state()).toEqual(before);
  expect((await author.request.get('/haberler/yetkisiz-adim')).status()).toBe(404);
});

test.describe('on a portal of its own', () => {
  test.describe.configure({ mode: 'serial' });

  let portal: EditorPortal;
  let tree: string;
  let editor: Page;
  const inOwn = (...args: string[]) =>
    execFileSync('git', ['-C', tree, ...args], { encoding: 'utf8' });

  test.beforeAll(async ({ browser }) => {
    tree = mkdtempSync(path.join(tmpdir(), 'bys-flows-'));
    cpSync('content', path.join(tree, 'content'), { recursive: true });
    inOwn('init', '-q', '-b', 'main');
    inOwn('add', '.');
    inOwn('-c', 'user.name=BYS', '-c', 'user.email=bys@example.org', 'commit', '-qm', 'Begin');
    portal = await startEditorPortal(() => ({ CONTENT_ROOT: tree }));
    const { name, email } = people.manager;
    portal.command(['on', '--name', name, '--email', email, '--password-stdin'], password);
    const context = await browser.newContext({ baseURL: portal.url });
    editor = await context.newPage();
    await editor.goto('/editor/giris');
    await editor.locator('input[name=email]').fill(email);
    await editor.locator('input[name=password]').fill(password);
    await editor.locator('main form button[type=submit]').click();
    await editor.waitForURL(/\/editor$/);
  });
  test.afterAll(async () => {
    await editor.context().close();
    await portal.stop();
    rmSync(tree, { recursive: true, force: true });
  });

  test('on a full disk the form comes back with every word, and the next save succeeds', async () => {
    const entry = 'haberler/disk-dolunca';
    const filled = ['tr:body', 'tr:date', 'tr:sources.0.title', 'en:title'];
    const typed = () => Promise.all(filled.map((name) => box(editor, name).inputValue()));
    // No file may grow by a byte, as on a disk without room: the kernel refuses every write.
    const room = (bytes: '0' | 'unlimited') =>
      execFileSync('prlimit', ['--pid', String(portal.pid), `--fsize=${bytes}:unlimited`]);
    const stands = () => [
      inOwn('show-ref'),
      inOwn('status', '--porcelain', '--ignored'),
      readdirSync(path.join(tree, 'content/news')).join(),
      portal.kept('sessions.json').length,
    ];
    await beginNews(editor, 'Disk dolunca', 'İlk hâli.');
    await editor.locator('#reason').fill('İlk yazım');
    await editor.locator('form#entry').locator('[name=action][value=save]').last().click();
    await expect(editor).toHaveURL(/oldu=saved/);
    const before = stands();
    await box(editor, 'tr:body').fill('Disk dolarken yazılan uzunca bir metin.');
    await box(editor, 'en:title').fill('When the disk is full');
    await editor.locator('#reason').fill('Dolu diskte');
    const words_ = await typed();
    room('0');
    try {
      for (const name of ['save', 'publishSaved']) {
        await button(editor, name).click();
        await expect(editor).toHaveURL(/engel=depo-disk-full/);
        await expect(editor.getByText(t('repository.disk-full'))).toBeVisible();
        expect(await typed(), name).toEqual(words_);
        await expect(editor.locator('#reason')).toHaveValue('Dolu diskte');
        await editor.locator('.desk-state').waitFor({ state: 'attached' });
      }
      expect(stands()).toEqual(before);
      const fresh = await editor.context().newPage();
      await fresh.goto('/editor/yeni');
      await fresh.getByLabel(t('write.fresh.entryTitle'), { exact: true }).fill('Yer yok');
      await fresh.getByRole('button', { name: t('write.fresh.submit') }).click();
      await expect(fresh.getByRole('main')).toContainText(t('repository.disk-full'));
      await expect(fresh.getByLabel(t('write.fresh.entryTitle'), { exact: true })).toHaveValue(
        'Yer yok',
      );
      await fresh.close();
    } finally {
      room('unlimited');
    }
    await press(editor, 'save', 'saved');
    expect(await typed()).toEqual(words_);
    await box(editor, 'en:body').fill('Written while there was no room.');
    await press(editor, 'publishSaved', 'published');
    await expect(async () => {
      await editor.goto(`/${entry}`);
      await expect(editor.getByRole('article').last()).toContainText('Disk dolarken yazılan', {
        timeout: 1000,
      });
    }).toPass();
    expect(inOwn('status', '--porcelain')).toBe('');
  });

  test('10,000 reports: the queue is read, filtered and answered, and the next reader is told', async ({
    browser,
  }) => {
    const fill = ['--import', 'tsx', 'scripts/fill-corrections-for-tests.ts'];
    const most = Number(
      execFileSync(process.execPath, [...fill, path.join(portal.folder, 'editor')], {
        encoding: 'utf8',
      }),
    );
    expect(most).toBe(9999);

    const queue = '/editor/duzeltmeler';
    const counted = (count: number, waiting: number) =>
      editor.getByText(t('correctionQueue.count', { count, waiting }));
    await editor.goto(queue);
    await expect(counted(most, most)).toBeVisible();
    await expect(editor.locator('tbody tr')).toHaveCount(50);
    await editor.getByRole('link', { name: t('correctionQueue.next') }).click();
    await expect(
      editor.getByText(t('correctionQueue.page', { page: 2, pages: 200 })),
    ).toBeVisible();
    await editor.locator('select[name=tur]').selectOption('institution');
    await editor.getByRole('button', { name: t('correctionQueue.apply') }).click();
    await expect(counted(1000, most)).toBeVisible();

    const reader = async () => {
      const context = await browser.newContext({
        baseURL: portal.url,
        extraHTTPHeaders: ownAddress(),
      });
      const page = await context.newPage();
      await page.goto('/duzeltme?kayit=programme/ab-cosme&alan=title');
      await page.getByLabel(t('correction.fields.wrong')).fill('Kuyruk dolmadan önceki son söz');
      return page;
    };
    /** Nothing is taken sooner than three seconds after the form was opened. */
    const sendUntil = (page: Page, sentence: string) =>
      expect(async () => {
        await page.getByRole('button', { name: t('correction.submit') }).click();
        await expect(page.getByText(sentence).first()).toBeVisible({ timeout: 1000 });
      }).toPass();
    const last = await reader();
    await sendUntil(last, t('correction.thanks'));
    const tooLate = await reader();
    const field = tooLate.getByLabel(t('correction.fields.wrong'));
    await field.fill('Kuyruk doluyken yazılan söz');
    await sendUntil(tooLate, t('correction.faults.full'));
    await expect(field).toHaveValue('Kuyruk doluyken yazılan söz');

    await editor.goto(queue);
    await expect(editor.getByText(t('correctionQueue.full', { most: most + 1 }))).toBeVisible();
    await editor.locator('tbody a').first().click();
    await expect(editor.getByText('Bildirim 0', { exact: true })).toBeVisible();
    await editor.getByLabel(t('correctionQueue.text')).fill('Baktık, düzelttik.');
    await editor.getByRole('button', { name: t('correctionQueue.send') }).click();
    await expect(editor.getByText(t('correctionQueue.sent'))).toBeVisible();
    await editor.goto(queue);
    await expect(counted(most, most)).toBeVisible();
    await sendUntil(tooLate, t('correction.thanks'));
    await last.context().close();
    await tooLate.context().close();
  });
});
