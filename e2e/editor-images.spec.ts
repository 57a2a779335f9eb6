import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { violations } from './axe';
import { editorSite, people } from './editor-site';
import { signedIn } from './signed-in';
import { expect, test } from './test';
import { words } from './words';

const t = words('tr');
const images = '/editor/gorseller';

const file = (page: Page) => page.getByLabel(t('images.file'), { exact: true });
const alt = (page: Page) => page.getByLabel(t('images.alt'), { exact: true });
const submit = (page: Page) => page.getByRole('button', { name: t('images.submit') }).click();

/** A picture that no other test has. */
const picture = (width: number) =>
  sharp({
    create: {
      width,
      height: 40,
      channels: 3,
      background: { r: Date.now() % 256, g: width % 256, b: 9 },
    },
  });

for (const javaScriptEnabled of [true, false])
  test(`an editor uploads an image and pastes the line that shows it, script ${javaScriptEnabled}`, async ({
    browser,
  }) => {
    const context = await signedIn(browser, 'author', { javaScriptEnabled });
    const page = await context.newPage();
    await page.goto(images);
    const described = `Toplantı ${Date.now()}`;
    await file(page).setInputFiles({
      name: 'IMG_0001.png',
      mimeType: 'image/png',
      buffer: await picture(javaScriptEnabled ? 61 : 62)
        .jpeg()
        .withExif({ IFD0: { Copyright: 'Gizli Kişi' } })
        .toBuffer(),
    });
    await alt(page).fill(described);
    await submit(page);
    await expect(page.getByRole('status').getByText(t('images.added'))).toBeVisible();
    const line = (await page.locator('code').first().textContent()) ?? '';
    const [, href = ''] =
      /^!\[Toplantı \d+\]\((\/images\/toplanti-[0-9a-f-]+\.jpg)\)$/.exec(line) ?? [];
    expect(href, line).not.toBe('');

    const answer = await page.request.get(href);
    expect(answer.status()).toBe(200);
    expect(answer.headers()['content-type']).toBe('image/jpeg');
    expect(answer.headers()['x-content-type-options']).toBe('nosniff');
    expect(answer.headers()['content-security-policy']).toContain('sandbox');
    expect(answer.headers()['cache-control']).toContain('immutable');
    expect((await answer.body()).includes('Gizli')).toBe(false);
    const author = execFileSync(
      'git',
      ['-C', editorSite.root, 'log', '-1', '--format=%an', '--', `public${href}`],
      { encoding: 'utf8' },
    );
    expect(author.trim()).toBe(people.author.name);
    await context.close();
  });

test('what is no image is named, and the description stays', async ({ browser }) => {
  const context = await signedIn(browser, 'author');
  const page = await context.newPage();
  page.on('dialog', () => expect('a dialog').toBe('never shown'));
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  for (const [name, buffer, sentence] of [
    ['çizim.svg', Buffer.from(svg), t('images.faults.svg')],
    ['resim.png', Buffer.from(svg), t('images.faults.svg')],
    [
      'belge.png',
      Buffer.from('%PDF-1.7'),
      t('images.faults.type', { kind: t('images.kinds.pdf') }),
    ],
    ['foto.jpg', (await picture(63).jpeg().toBuffer()).subarray(0, 150), t('images.faults.broken')],
  ] as const) {
    await page.goto(images);
    await file(page).setInputFiles({ name, mimeType: 'image/png', buffer });
    await alt(page).fill('Bir çizim');
    await submit(page);
    await expect(page.getByRole('alert').getByText(sentence)).toBeVisible();
    await expect(alt(page)).toHaveValue('Bir çizim');
  }
  await context.close();
});

test('of 40 megabytes nothing is kept, and how to make it smaller is said', async ({ browser }) => {
  const context = await signedIn(browser, 'author');
  const page = await context.newPage();
  await page.goto(images);
  const huge = test.info().outputPath('dev.jpg');
  writeFileSync(huge, Buffer.alloc(40 * 1024 * 1024, 0xff));
  await file(page).setInputFiles(huge);
  await alt(page).fill('Çok büyük');
  await submit(page);
  await expect(
    page.getByRole('alert').getByText(t('images.faults.too-large', { megabytes: 5 })),
  ).toBeVisible();
  await context.close();
});

test('a drawing with a script, put there by hand, runs nothing', async ({ page }) => {
  page.on('dialog', () => expect('a dialog').toBe('never shown'));
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" onload="document.title=1"><script>document.title=1;alert(1)</script></svg>';
  const folder = path.join(editorSite.root, 'public/images');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'elle.svg'), svg);
  const answer = await page.request.get('/images/elle.svg');
  expect(answer.headers()['content-security-policy']).toContain("default-src 'none'; sandbox");
  expect(answer.status()).toBe(404);
  for (const name of ['..%2f..%2f.git%2fconfig', 'x.png%00.svg', '%2e%2e/x.png'])
    expect((await page.request.get(`/images/${name}`)).status(), name).toBe(404);
});

test('without a token or an account no image comes in', async ({ browser, request }) => {
  const buffer = await picture(64).png().toBuffer();
  const upload = { file: { name: 'x.png', mimeType: 'image/png', buffer }, tr: 'x' };
  const stranger = await request.post('/api/editor/images', { multipart: upload, maxRedirects: 0 });
  expect(stranger.status()).toBe(403);
  const context = await signedIn(browser, 'author');
  const forged = await context.request.post('/api/editor/images', {
    multipart: upload,
    maxRedirects: 0,
    headers: { Origin: editorSite.url },
  });
  expect(forged.status()).toBe(403);
  await context.close();
});

test('the page of images is for everybody and fits a tablet', async ({ browser }) => {
  const context = await signedIn(browser, 'author', { viewport: { width: 768, height: 1000 } });
  const page = await context.newPage();
  await page.goto(`${images}?hata=too-large`);
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(
    true,
  );
  await context.close();
});
