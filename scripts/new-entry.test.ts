import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { typeNames } from '#lib/content-types';
import { parseEntry, pathOf } from '#lib/entry';
import { skeletonOf } from '#lib/entry-schema';

const holder: { root: string } = { root: '' };
before(() => {
  holder.root = mkdtempSync(path.join(os.tmpdir(), 'bys-new-'));
  mkdirSync(path.join(holder.root, 'content/search'), { recursive: true });
  cpSync('content/search/words.yaml', path.join(holder.root, 'content/search/words.yaml'));
});
after(() => rmSync(holder.root, { recursive: true, force: true }));

const begin = (...given: string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'scripts/new-entry.ts', '--lang', 'tr', ...given],
    { encoding: 'utf8', env: { ...process.env, CONTENT_ROOT: holder.root } },
  );
  return { status, stdout, told: stderr.replace(/^npm warn.*\n/gm, '').trim() };
};

test('a draft with its twin is begun, and nothing that is there is touched', () => {
  const made = begin('--type', 'haber', '--title', 'Kümeler: İlk buluşma', '--english', 'Clusters');
  assert.equal(made.status, 0, made.told);
  const file = 'content/news/kumeler-ilk-bulusma.tr.md';
  assert.equal(made.stdout, `${file}\n${file.replace('.tr.', '.en.')}\n`);
  assert.match(made.told, new RegExp(`Sıradaki: ${file}`));
  const text = readFileSync(path.join(holder.root, file), 'utf8');
  assert.match(
    text,
    /^---\n# yaml-language-server: \$schema=\.\.\/\.\.\/docs\/schemas\/news\.tr\.json\n/,
  );
  assert.match(text, /\ntitle: "Kümeler: İlk buluşma"\n# .+\nstate: draft\n/);

  const check = () =>
    spawnSync(process.execPath, ['--import', 'tsx', 'scripts/content-check.ts', '--lang', 'tr'], {
      encoding: 'utf8',
      env: { ...process.env, CONTENT_ROOT: holder.root },
    }).stdout;
  assert.match(check(), /kumeler-ilk-bulusma\.tr\.md:\d+: “date” alanı boş/);
  const filled = text.replace('date:', 'date: 2026-11-22').replace('- title:', '- title: Duyuru');
  writeFileSync(path.join(holder.root, file), filled);
  assert.match(check(), /sorun yok/);

  const again = begin('--type', 'news', '--title', 'KÜMELER – ilk buluşma');
  assert.equal(again.status, 1);
  assert.match(again.told, /“kumeler-ilk-bulusma” adında bir kayıt var: content\/news\//);
  assert.equal(readFileSync(path.join(holder.root, file), 'utf8'), filled);
});

test('what cannot be begun is refused with how to mend it', () => {
  const told = (...given: string[]) => {
    const { status, told: sentence } = begin(...given);
    assert.equal(status, 1);
    return sentence;
  };
  assert.match(told('--type', 'news', '--title', '   '), /Başlık boş/);
  assert.match(told('--type', 'news', '--title', '***'), /harf ya da rakam yok/);
  assert.match(told('--type', 'roman', '--title', 'A'), /“roman” diye bir tür yok.*news \(Haber\)/);
  assert.match(told('--type', 'news', '--title', 'A', '--slug', '../x'), /“\.\.\/x” adres olamaz/);
  assert.match(told('--type', 'plan', '--title', 'A'), /import:plan/);
  assert.match(told('--title', 'A'), /--type news --title/);
});

test('a new file lacks nothing but what must be filled in, whatever its type', () => {
  for (const type of typeNames) {
    const slug = type === 'plan' ? 'plan12-1' : 'deneme';
    const parsed = parseEntry(
      pathOf(type, slug, 'tr'),
      skeletonOf(type, 'Deneme', { language: 'tr', schema: 'x.json' }),
    );
    const codes = new Set(parsed.ok ? [] : parsed.problems.map(({ code }) => code));
    for (const code of codes)
      assert.ok(['empty', 'plan-file-name'].includes(code), `${type} ${code}`);
    assert.equal(parsed.ok, ['page'].includes(type), type);
  }
});
