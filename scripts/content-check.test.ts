import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { root } from './bootstrap.mjs';
import { annotation, markdownTable } from './github-format';

/** The command over these files of a content of its own. */
function check(t: TestContext, files: Record<string, string>, ...args: string[]) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bys-content-check-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(path.join(folder, 'content/terms'), { recursive: true });
  // The check holds synonyms against what the search knows of words.
  mkdirSync(path.join(folder, 'content/search'), { recursive: true });
  copyFileSync(
    path.join(root, 'content/search/words.yaml'),
    path.join(folder, 'content/search/words.yaml'),
  );
  for (const [file, text] of Object.entries(files))
    writeFileSync(path.join(folder, 'content/terms', file), text);
  const summary = path.join(folder, 'summary.md');
  writeFileSync(summary, '');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...['--import', import.meta.resolve('tsx'), path.join(root, 'scripts/content-check.ts')],
      ...['--lang', 'tr', ...args],
    ],
    {
      cwd: root,
      encoding: 'utf8',
      env: {
        ...process.env,
        CONTENT_ROOT: folder,
        GITHUB_STEP_SUMMARY: summary,
        NODE_NO_WARNINGS: '1',
      },
    },
  );
  return { status, stdout, stderr, summary: readFileSync(summary, 'utf8') };
}

const sources = 'sources:\n  - title: Kaynak\n';
const sound = { 'iyi.tr.md': `---\ntitle: İyi\n${sources}---\n\nMetin.\n` };

test('problems of a pull request stand beside their lines and whole in the summary', (t) => {
  const { status, stdout, summary } = check(
    t,
    { ...sound, 'bozuk.tr.md': `---\ntitle: "100% | <b>"\nsahip: 1\n${sources}---\n\nMetin.\n` },
    '--format',
    'github',
  );
  assert.equal(status, 1);
  assert.match(stdout, /^::error file=content\/terms\/bozuk\.tr\.md,line=3::.*sahip/m);
  assert.match(summary, /^## .+\n\n1 sorun bulundu/);
  assert.match(summary, /\| content\/terms\/bozuk\.tr\.md:3 \| .*sahip/);
});

test('sound content has a summary and no annotation', (t) => {
  const { status, stdout, summary } = check(t, sound, '--format', 'github');
  assert.equal(status, 0);
  assert.doesNotMatch(stdout, /^::/m);
  assert.match(summary, /1 dosya, 1 kayıt, .*sorun yok/);
});

test('hints are told with their lines and never make the check fail', (t) => {
  const files = {
    'uzun.tr.md': `---\ntitle: Uzun\n${sources}---\n\nKısa.\n\n${'kelime '.repeat(30)}.\n`,
  };
  const plain = check(t, files, '--hints');
  assert.equal(plain.status, 0);
  assert.match(plain.stdout, /content\/terms\/uzun\.tr\.md:9: öneri: Cümle 30 sözcük/);
  assert.equal(plain.summary, '');
  assert.doesNotMatch(check(t, files).stdout, /öneri/);
  const beside = check(t, files, '--hints', '--format', 'github');
  assert.match(beside.stdout, /^::notice file=content\/terms\/uzun\.tr\.md,line=9::Cümle 30/m);
  assert.equal(beside.status, 0);
});

test('nothing in a sentence or a name breaks out of an annotation or a table', () => {
  assert.equal(
    annotation('error', { file: 'a:b,c%.md', line: 2 }, 'bir\n::set-output::%0A'),
    '::error file=a%3Ab%2Cc%25.md,line=2::bir%0A::set-output::%250A',
  );
  assert.equal(
    markdownTable([['A'], ['x | <b> `y`\nz']]),
    '| A |\n| --- |\n| x &#124; &#60;b&#62; &#96;y&#96; z |',
  );
});
