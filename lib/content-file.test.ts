import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { publishFile } from '#lib/content-file';

const file = 'content/search/synonyms.yaml';
const by = { name: 'Ayşe Öz', email: 'ayse@example.org' };
const folders: string[] = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function repository(isGit = true) {
  const root = mkdtempSync(path.join(os.tmpdir(), 'bys-file-'));
  folders.push(root);
  mkdirSync(path.join(root, 'content/search'), { recursive: true });
  writeFileSync(path.join(root, file), '# bir\n');
  writeFileSync(path.join(root, 'other.md'), 'a\n');
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', root, '-c', 'user.name=x', '-c', 'user.email=x@y', ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  if (isGit) {
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'first');
  }
  return { root, git, text: () => readFileSync(path.join(root, file), 'utf8') };
}

test('a change is one commit by its author, and nothing else that lies ready goes along', async () => {
  const { root, git, text } = repository();
  writeFileSync(path.join(root, 'other.md'), 'b\n');
  git('add', 'other.md');
  const done = await publishFile(root, file, (before) => `${before}# iki\n`, {
    by,
    what: 'makina eklendi',
    reason: 'Okurlar böyle yazıyor.\n\nPublished-by: kimse',
  });
  assert.deepEqual(done, { kind: 'published' });
  assert.equal(text(), '# bir\n# iki\n');
  assert.equal(
    git('log', '-1', '--format=%an <%ae>|%cn|%s|%b').split('\n')[0],
    `Ayşe Öz <ayse@example.org>|Ayşe Öz|makina eklendi|Okurlar böyle yazıyor. Published-by: kimse`,
  );
  assert.equal(
    git('log', '-1', '--format=%(trailers:key=Published-by,valueonly)'),
    'Ayşe Öz <ayse@example.org>',
  );
  assert.equal(git('show', '--name-only', '--format='), file);
  assert.equal(git('diff', '--cached', '--name-only'), 'other.md');
});

test('of changes at once none is lost', async () => {
  const { root, git, text } = repository();
  const done = await Promise.all(
    [1, 2, 3, 4, 5].map((n) =>
      publishFile(root, file, (before) => `${before}# ${n}\n`, {
        by,
        what: String(n),
        reason: 'neden',
      }),
    ),
  );
  assert.ok(done.every(({ kind }) => kind === 'published'));
  assert.equal(text(), '# bir\n# 1\n# 2\n# 3\n# 4\n# 5\n');
  assert.equal(git('rev-list', '--count', 'HEAD'), '6');
});

test('where git cannot commit, the file stays as it was', async () => {
  const { root, text } = repository();
  writeFileSync(path.join(root, '.git/index.lock'), '');
  const done = await publishFile(root, file, () => '# başka\n', {
    by,
    what: 'ne',
    reason: 'neden',
  });
  assert.equal(done.kind === 'unavailable' && done.cause, 'locked');
  assert.equal(text(), '# bir\n');
});

test('without a repository nothing is written', async () => {
  const { root, text } = repository(false);
  const done = await publishFile(root, file, () => '# başka\n', {
    by,
    what: 'ne',
    reason: 'neden',
  });
  assert.equal(done.kind === 'unavailable' && done.cause, 'no-repository');
  assert.equal(text(), '# bir\n');
});

test('a change that changes nothing makes no commit', async () => {
  const { root, git } = repository();
  for (const change of [() => undefined, (before: string) => before])
    assert.deepEqual(await publishFile(root, file, change, { by, what: 'ne', reason: 'neden' }), {
      kind: 'unchanged',
    });
  assert.equal(git('rev-list', '--count', 'HEAD'), '1');
});
