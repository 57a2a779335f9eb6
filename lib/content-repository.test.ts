import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { describe, type TestContext } from 'node:test';
import { contentRepository, neverLive, type Editor } from '#lib/content-repository';

const ayse: Editor = { name: 'Ayşe Yılmaz', email: 'ayse@example.org' };
const mehmet: Editor = { name: 'Mehmet Demir', email: 'mehmet@example.org' };
const key = { type: 'term', slug: 'kume' } as const;

const text = (title: string, body = 'Gövde.') => `---
title: ${title}
checkedOn: 2026-10-01
sources:
  - title: Kaynak
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

/** A working copy of the seed entry with these words, saved by Ayşe. */
async function begun({ repository }: ReturnType<typeof repositoryOf>, words: string) {
  const live = await repository.live(key);
  const saved = await repository.save({
    key,
    texts: { tr: words },
    seen: live?.version,
    by: ayse,
    reason: 'Yeni sözler',
  });
  assert(saved.kind === 'saved');
  return saved.version;
}

describe('publishing', () => {
  test('writes the file and commits it alone, with its people, leaving what an operator staged or changed', async (t) => {
    const all = repositoryOf(t, { ...seed, 'content/terms/ihracat.tr.md': text('İhracat') });
    const { git, write, read, repository } = all;
    write('content/terms/kobi.tr.md', text('KOBİ, sahnede'));
    git('add', 'content/terms/kobi.tr.md');
    write('content/terms/kobi.tr.md', text('KOBİ, sahneden sonra'));
    write('content/terms/ihracat.tr.md', text('İhracat, değişti'));
    write('content/terms/yeni.tr.md', text('Yeni'));
    const version = await begun(all, text('Kümelenme').replace('title', 'state: review\ntitle'));
    const before = git('status', '--porcelain');

    const published = await repository.publish({ key, version, by: mehmet, reason: 'Uygun' });
    assert.equal(published.kind, 'published');
    assert.equal(read(file), text('Kümelenme'));
    assert.equal(git('status', '--porcelain'), before);
    assert.equal(git('show', ':content/terms/kobi.tr.md'), text('KOBİ, sahnede').trim());
    assert.equal(git('show', '--format=', '--name-only', 'HEAD'), file);
    assert.equal(
      git('log', '-1', '--format=%an, %cn, %s', 'HEAD'),
      'Ayşe Yılmaz, Mehmet Demir, Uygun',
    );
    assert.equal(
      git('log', '-1', '--format=%(trailers:key=Published-by,valueonly)', 'HEAD'),
      'Mehmet Demir <mehmet@example.org>',
    );
    assert.equal(git('for-each-ref', 'refs/heads/editor'), '');
    assert.equal(await repository.workingCopy(key), undefined);
    assert.deepEqual(
      await repository.publish({ key, version, by: mehmet, reason: 'Uygun' }),
      published,
    );
  });

  test("puts a new entry and its twin into the type's folder, and keeps the folder of one that has moved", async (t) => {
    const all = repositoryOf(t, { 'content/terms/ekonomi/kume.tr.md': text('Küme') });
    const { git, read, repository } = all;
    const version = await begun(all, text('Kümelenme'));
    const twin = await repository.save({
      key,
      texts: { tr: text('Kümelenme'), en: '---\ntitle: Cluster\n---\n\nBody.\n' },
      seen: version,
      by: ayse,
      reason: '',
    });
    assert(twin.kind === 'saved');
    const done = await repository.publish({ key, version: twin.version, by: mehmet, reason: '' });
    assert.equal(done.kind, 'published');
    assert.equal(read('content/terms/ekonomi/kume.tr.md'), text('Kümelenme'));
    assert.match(read('content/terms/ekonomi/kume.en.md'), /Cluster/);

    const fresh = { type: 'event', slug: 'bulusma' } as const;
    const event =
      '---\ntitle: Buluşma\nkind: toplanti\nsources:\n  - title: K\n    url: https://example.org/\n---\n\nG.\n';
    const begunFresh = await repository.save({
      key: fresh,
      texts: { tr: event },
      seen: undefined,
      by: ayse,
      reason: '',
    });
    assert(begunFresh.kind === 'saved');
    assert.equal((await repository.workingCopies()).length, 1);
    await repository.publish({ key: fresh, version: begunFresh.version, by: mehmet, reason: '' });
    assert.equal(read('content/events/bulusma.tr.md'), event);
    assert.equal(git('status', '--porcelain'), '');
  });

  test('asks for a second person, who can be the publisher or one who approved this very version', async (t) => {
    const all = repositoryOf(t, seed);
    const { git, repository } = all;
    const version = await begun(all, text('Kümelenme'));
    const step = { key, version, by: ayse, reason: '' };
    assert.deepEqual(await repository.publish(step), { kind: 'second-person' });
    assert.deepEqual(await repository.approve(step), { kind: 'own-work' });
    const asked = await repository.submit(step);
    assert(asked.kind === 'saved');
    assert.equal((await repository.workingCopy(key))?.stage, 'review');
    const approved = await repository.approve({ ...step, version: asked.version, by: mehmet });
    assert(approved.kind === 'saved');
    assert.equal((await repository.workingCopy(key))?.stage, 'approved');
    const again = await repository.save({
      key,
      texts: { tr: text('Kümelenmeler') },
      seen: approved.version,
      by: ayse,
      reason: '',
    });
    assert(again.kind === 'saved');
    assert.deepEqual(await repository.publish({ ...step, version: again.version }), {
      kind: 'second-person',
    });
    const second = await repository.approve({ ...step, version: again.version, by: mehmet });
    assert(second.kind === 'saved');
    assert.deepEqual(await repository.publish({ ...step, version: again.version }), {
      kind: 'moved',
      version: second.version,
    });
    assert.equal(
      (await repository.publish({ ...step, version: second.version })).kind,
      'published',
    );
    assert.equal(
      git('log', '-1', '--format=%(trailers:key=Reviewed-by,valueonly)', 'HEAD'),
      'Mehmet Demir <mehmet@example.org>',
    );
  });

  test('lets one person publish where there is no second account, and says so in the history', async (t) => {
    const all = repositoryOf(t, seed);
    const version = await begun(all, text('Kümelenme'));
    const done = await all.repository.publish({ key, version, by: ayse, reason: '', alone: true });
    assert.equal(done.kind, 'published');
    assert.equal(
      all.git('log', '-1', '--format=%(trailers:key=Second-Person,valueonly)', 'HEAD'),
      'none',
    );
  });

  test('gives a note back to the author, until the next save', async (t) => {
    const all = repositoryOf(t, seed);
    const version = await begun(all, text('Kümelenme'));
    await all.repository.sendBack({ key, version, by: mehmet, reason: 'Kaynak eksik' });
    const copy = await all.repository.workingCopy(key);
    assert.deepEqual(copy?.sentBack, { by: mehmet, note: 'Kaynak eksik' });
    assert.equal(copy?.stage, 'draft');
    assert.deepEqual(copy?.lastAuthor, ayse);
  });

  test('refuses what the validator refuses', async (t) => {
    const all = repositoryOf(t, seed);
    const version = await begun(all, text('Kümelenme').replace('sources', 'kaynaklar'));
    const refused = await all.repository.publish({ key, version, by: mehmet, reason: '' });
    assert(refused.kind === 'invalid');
    assert(refused.problems.length > 0);
    assert.equal(all.read(file), text('Küme'));
  });

  test('offers a merge where the live file was changed by hand meanwhile, and publishes what was agreed', async (t) => {
    const all = repositoryOf(t, seed);
    const { write, read, repository } = all;
    const version = await begun(all, text('Kümelenme'));
    write(file, text('Küme', 'Elle değişen gövde.'));
    assert.equal((await repository.workingCopy(key))?.live, 'changed');
    const refused = await repository.publish({ key, version, by: mehmet, reason: '' });
    assert(refused.kind === 'conflict');
    assert.equal(refused.with, 'live');
    assert.deepEqual(refused.theirs, { tr: text('Küme', 'Elle değişen gövde.') });
    assert.deepEqual(refused.merged, { tr: text('Kümelenme', 'Elle değişen gövde.') });
    assert.equal(read(file), text('Küme', 'Elle değişen gövde.'));
    const agreed = await repository.save({
      key,
      texts: refused.merged ?? { tr: '' },
      seen: refused.version,
      onto: refused.onto,
      by: ayse,
      reason: '',
    });
    assert(agreed.kind === 'saved');
    assert.equal((await repository.workingCopy(key))?.live, 'same');
    const done = await repository.publish({ key, version: agreed.version, by: mehmet, reason: '' });
    assert.equal(done.kind, 'published');
    assert.equal(read(file), text('Kümelenme', 'Elle değişen gövde.'));
  });

  test('tells of a file that was renamed by hand, keeps the text, and can put it live again', async (t) => {
    const all = repositoryOf(t, seed);
    const { rename, read, repository } = all;
    const version = await begun(all, text('Kümelenme'));
    rename(file, 'content/terms/kumelenme.tr.md');
    const copy = await repository.workingCopy(key);
    assert.equal(copy?.live, 'gone');
    assert.equal(copy?.movedTo, 'kumelenme');
    assert.deepEqual(copy?.texts, { tr: text('Kümelenme') });
    assert.deepEqual(await repository.publish({ key, version, by: mehmet, reason: '' }), {
      kind: 'live-gone',
      movedTo: 'kumelenme',
    });
    const kept = await repository.save({
      key,
      texts: { tr: text('Kümelenme') },
      seen: version,
      onto: neverLive,
      by: ayse,
      reason: '',
    });
    assert(kept.kind === 'saved');
    const done = await repository.publish({ key, version: kept.version, by: mehmet, reason: '' });
    assert.equal(done.kind, 'published');
    assert.equal(read(file), text('Kümelenme'));
  });

  test('does not overwrite what an operator staged of the same file', async (t) => {
    const all = repositoryOf(t, seed);
    const { git, write, repository } = all;
    write(file, text('Sahnede'));
    git('add', file);
    write(file, text('Küme'));
    const version = await begun(all, text('Kümelenme'));
    const refused = await repository.publish({ key, version, by: mehmet, reason: '' });
    assert.deepEqual(refused, { kind: 'unavailable', cause: 'staged' });
    assert.equal(git('show', `:${file}`), text('Sahnede').trim());
    assert.equal(git('log', '--format=%s'), 'Begin');
  });
});
