import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { describe, type TestContext } from 'node:test';
import { contentRepository, type Editor } from '#lib/content-repository';

const ayse: Editor = { name: 'Ayşe Yılmaz', email: 'ayse@example.org' };
const mehmet: Editor = { name: 'Mehmet Demir', email: 'mehmet@example.org' };
const key = { type: 'term', slug: 'kume' } as const;

const text = (title: string, body = 'Gövde.') => `---
title: ${title}
checkedOn: 2026-10-01
sources:
  - name: Kaynak
    url: https://example.org/
---

${body}
`;

/** A git work tree of its own with one entry. */
function repositoryOf(t: TestContext, files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(path.join(tmpdir(), 'bys-repository-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', root, '-c', 'user.name=Seed', '-c', 'user.email=seed@x', ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  const write = (file: string, words: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), words);
  };
  git('init', '-q', '-b', 'main');
  for (const [file, words] of Object.entries(files)) write(file, words);
  git('add', '-A');
  git('commit', '-q', '--allow-empty', '-m', 'Begin');
  return {
    root,
    git,
    write,
    read: (file: string) => readFileSync(path.join(root, file), 'utf8'),
    rename: (from: string, to: string) => renameSync(path.join(root, from), path.join(root, to)),
    repository: contentRepository(root),
  };
}

const file = 'content/terms/kume.tr.md';
const seed = { [file]: text('Küme'), 'content/terms/kobi.tr.md': text('KOBİ') };

describe('a working copy', () => {
  test('keeps what is saved as a commit of its author and leaves the live files alone', async (t) => {
    const { git, read, repository } = repositoryOf(t, seed);
    const before = git('status', '--porcelain');
    const live = await repository.live(key);
    const saved = await repository.save({
      key,
      texts: { tr: text('Kümelenme') },
      seen: live?.version,
      by: ayse,
      reason: 'Başlık düzeldi',
    });
    assert.equal(saved.kind, 'saved');
    const copy = await repository.workingCopy(key);
    assert.deepEqual(copy?.texts, { tr: text('Kümelenme') });
    assert.equal(copy?.live, 'same');
    assert.deepEqual(copy?.lastAuthor, ayse);
    assert.equal(copy?.reason, 'Başlık düzeldi');
    assert.equal(read(file), text('Küme'));
    assert.equal(git('status', '--porcelain'), before);
    assert.equal(git('diff', '--name-only', 'HEAD', 'editor/term/kume'), file);
    assert.equal(
      git('log', '-1', '--format=%an <%ae>', 'editor/term/kume'),
      'Ayşe Yılmaz <ayse@example.org>',
    );
  });

  test('is offered both changes in one text when two people changed different lines', async (t) => {
    const { repository } = repositoryOf(t, seed);
    const live = await repository.live(key);
    const save = (words: string, by: Editor, seen: string | undefined) =>
      repository.save({ key, texts: { tr: words }, seen, by, reason: '' });
    const first = await save(text('Küme', 'Başka gövde.'), ayse, live?.version);
    const second = await save(text('Kümeler'), mehmet, live?.version);
    assert.equal(second.kind, 'conflict');
    assert(second.kind === 'conflict' && first.kind === 'saved');
    assert.deepEqual(second.theirs, { tr: text('Küme', 'Başka gövde.') });
    assert.deepEqual(second.base, { tr: text('Küme') });
    assert.deepEqual(second.merged, { tr: text('Kümeler', 'Başka gövde.') });
    assert.deepEqual(await repository.textsAt(key, second.kept ?? ''), { tr: text('Kümeler') });
    const third = await save(second.merged?.tr ?? '', mehmet, second.version);
    assert.equal(third.kind, 'saved');
  });
});
