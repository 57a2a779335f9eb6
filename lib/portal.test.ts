import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { readLibrary } from '#lib/library';
import { indexOf } from '#lib/portal';

const root = mkdtempSync(path.join(os.tmpdir(), 'bys-portal-'));
after(() => rmSync(root, { recursive: true, force: true }));
mkdirSync(path.join(root, 'content/pages'), { recursive: true });
const write = (slug: string, title: string, body: string) =>
  writeFileSync(
    path.join(root, `content/pages/${slug}.tr.md`),
    `---\ntitle: ${title}\n---\n\n${body}\n`,
  );

test('what was read of an entry for searching serves on until it, or any name, changes', () => {
  const cache: Parameters<typeof readLibrary>[1] = new Map();
  const profileNow = (id: string) => {
    const entry = indexOf(readLibrary(root, cache), 'tr').entryAt(id);
    assert.ok(entry);
    return entry.profile;
  };
  write('bir', 'Birinci', 'Fuar takvimi.');
  write('iki', 'İkinci', 'Patent.');
  const before = profileNow('page-bir');
  write('iki', 'İkinci', 'Patent başvurusu ve daha uzun bir metin.');
  assert.equal(profileNow('page-bir'), before, 'another text changed');
  assert.ok(profileNow('page-iki').roots.has('basvuru'));
  write('iki', 'Başka bir ad', 'Patent başvurusu ve daha uzun bir metin.');
  assert.notEqual(profileNow('page-bir'), before, 'a name changed');
  write('bir', 'Birinci', 'Fuar takvimi yenilendi, kredi de var.');
  assert.ok(profileNow('page-bir').roots.has('kredi'));
});
