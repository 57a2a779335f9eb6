import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { editorSite } from './editor-site';
import { expect, test } from './test';
import { lists, words } from './words';

// What readers are told of an entry's changes. The commits are made as an operator makes them.

const slug = 'tubitak-1507';
const file = `content/programmes/${slug}.tr.md`;

function commit(message: string, change: (text: string) => string) {
  const full = path.join(editorSite.root, file);
  const before = readFileSync(full, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(full, after);
  const person = ['-c', 'user.name=Ayşe Yazar', '-c', 'user.email=yazar@example.org'];
  execFileSync('git', [
    '-C',
    editorSite.root,
    ...person,
    'commit',
    '-q',
    '-m',
    message,
    '--',
    file,
  ]);
}

test('an entry tells readers how it has changed, in words, in both languages and as a feed', async ({
  page,
  request,
}) => {
  commit('Yeni tebliğ üst sınırı yükseltti', (text) =>
    text.replace(
      /value: 3000000\n(.*\n.*\n) {2}asOf: 2025-01/,
      'value: 5000000\n$1  asOf: 2026-03',
    ),
  );
  commit('Yalnızca yazılışı düzeltildi', (text) => text.replace('\nstatus: ', '\nstatus:   '));

  await expect(async () => {
    await page.goto(`${lists.programme.tr}/${slug}`);
    await expect(page.locator('.last-changes summary')).toBeVisible({ timeout: 1000 });
    await page.locator('.last-changes summary').click();
    await expect(page.locator('.last-changes')).toContainText('Yeni tebliğ', { timeout: 1000 });
  }).toPass();
  const last = page.locator('.last-changes li').first();
  await expect(last).toContainText('Ayşe Yazar');
  await expect(last.locator('del')).toHaveText('3.000.000 TL');
  await expect(last.locator('ins')).toHaveText('5.000.000 TL');
  await expect(last).toContainText('Mart 2026');
  await expect(page.locator('.last-changes')).not.toContainText('Yalnızca yazılışı');
  await expect(page.locator('body')).not.toContainText('yazar@example.org');

  await page.getByRole('link', { name: words('tr')('changes.all') }).click();
  await expect(page).toHaveURL(`${lists.programme.tr}/${slug}/degisiklikler`);
  await expect(page.locator('h1')).toContainText(words('tr')('changes.heading'));
  await expect(page.locator('.changes > li').last()).toContainText(words('tr')('changes.begun'));

  await page.goto(`${lists.programme.en}/${slug}/changes`);
  await expect(page.locator('.changes')).toContainText('5,000,000 TL');

  const feed = await request.get(`${lists.programme.tr}/${slug}/degisiklikler.atom`);
  expect(feed.headers()['content-type']).toContain('application/atom+xml');
  const text = await feed.text();
  expect(text).toContain('3.000.000 TL → 5.000.000 TL');
  expect(text).not.toContain('yazar@example.org');
  expect((await request.get(`${lists.programme.tr}/yok-boyle/degisiklikler`)).status()).toBe(404);
});
