import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { startEngine } from './engine-for-tests';
import { holdOf } from './index-hold';

const root = mkdtempSync(path.join(os.tmpdir(), 'bys-reindex-'));
let server: Awaited<ReturnType<typeof startEngine>>;

before(async () => {
  server = await startEngine();
  cpSync('content/search', path.join(root, 'content/search'), { recursive: true });
  mkdirSync(path.join(root, 'content/news'));
  for (const slug of ['a', 'b'])
    writeFileSync(
      path.join(root, `content/news/${slug}.tr.md`),
      `---\ntitle: Haber ${slug}\ndate: 2026-01-31\nsources:\n  - title: Kaynak\n---\n\nMetin.\n`,
    );
});
after(async () => {
  await server.stop();
  rmSync(root, { recursive: true });
});

/** Runs the indexer; its exit code and all that it said. */
const reindex = (language: string) =>
  new Promise<{ code: unknown; said: string }>((resolve) => {
    const env = {
      ...process.env,
      MEILI_URL: server.url,
      MEILI_ADMIN_KEY: server.masterKey,
      CONTENT_ROOT: root,
      DATA_DIR: root,
    };
    const args = ['--import', 'tsx', 'scripts/reindex.ts', '--lang', language];
    execFile(process.execPath, args, { env }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, said: stdout + stderr }),
    );
  });

test('two indexers at once: one has the index, the other says so and ends', async () => {
  const held = await Promise.all(
    ['bys_tr', 'bys_en'].map((index) => holdOf(`${server.url} ${index}`)),
  );
  for (const [language, words] of [
    ['en', `tr: another process (${process.pid}) is rebuilding this index; nothing was done here.`],
    ['tr', `tr: bu dizini başka bir süreç (${process.pid}) yeniden kuruyor`],
  ] as const) {
    const { code, said } = await reindex(language);
    assert.equal(code, 1);
    assert.ok(said.includes(words), said);
  }
  for (const one of held) if ('release' in one) one.release();
  const { code, said } = await reindex('en');
  assert.equal(code, 0, said);
  assert.match(said, /tr: index rebuilt, 2 documents/);
});

test('settings that drifted are named to the operator', async () => {
  const headers = {
    Authorization: `Bearer ${server.masterKey}`,
    'Content-Type': 'application/json',
  };
  await fetch(`${server.url}/indexes/bys_tr/settings`, {
    method: 'PATCH',
    headers,
    body: JSON.stringify({ rankingRules: ['words'], stopWords: ['metin'] }),
  });
  const { code, said } = await reindex('tr');
  assert.equal(code, 0, said);
  assert.match(
    said,
    /tr: dizin baştan kuruldu.*ayarları şuralarda farklıydı: (?=.*rankingRules)(?=.*stopWords)/,
  );
  assert.match((await reindex('en')).said, /tr: nothing changed, 0 tasks/);
});
