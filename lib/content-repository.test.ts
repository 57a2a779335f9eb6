import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { describe, type TestContext } from 'node:test';
import { promisify } from 'node:util';
import fc from 'fast-check';
import {
  contentRepository,
  neverLive,
  type Editor,
  type Unavailable,
} from '#lib/content-repository';
import { locales, texts } from '#lib/messages';

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

/** A git work tree of its own with these files, until the test ends. */
function repositoryOf(t: TestContext, files: Readonly<Record<string, string>>) {
  const fresh = freshRepository(files);
  t.after(fresh.end);
  return fresh;
}

function freshRepository(files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(path.join(tmpdir(), 'bys-repository-'));
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
    end: () => rmSync(root, { recursive: true, force: true }),
  };
}

const lines = (words: readonly string[]) =>
  words.map((word, at) => `Satır ${at}${word}`).join('\n\n');

const blobName = (words: string) =>
  createHash('sha1')
    .update(`blob ${Buffer.byteLength(words)}\0`)
    .update(words)
    .digest('hex');

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

  test('lets the publisher say when approved words stand on the site, and they stay their author’s', async (t) => {
    const all = repositoryOf(t, seed);
    const version = await begun(all, text('Kümelenme'));
    const approved = await all.repository.approve({ key, version, by: mehmet, reason: '' });
    assert(approved.kind === 'saved');
    const done = await all.repository.publish({
      key,
      version: approved.version,
      by: mehmet,
      reason: '',
      fields: { publishAt: '2099-01-01T09:00+03:00' },
    });
    assert.equal(done.kind, 'published');
    assert.match(all.read(file), /title: Kümelenme\n[^]*publishAt: 2099-01-01T09:00\+03:00\n/);
    assert.equal(
      all.git('log', '-1', '--format=%an|%(trailers:key=Reviewed-by,valueonly,separator=)', 'HEAD'),
      'Ayşe Yılmaz|Mehmet Demir <mehmet@example.org>',
    );
  });

  test('takes what is live off the site without a working copy, and leaves one that waits as it is', async (t) => {
    const all = repositoryOf(t, seed);
    const waiting = await begun(all, text('Kümelenme'));
    const live = (await all.repository.live(key))?.version ?? '';
    const step = { key, version: live, by: mehmet, reason: 'Süresi doldu' };
    const fields = { state: 'retired' };
    assert.equal((await all.repository.publish({ ...step, fields })).kind, 'published');
    assert.match(all.read(file), /title: Küme\n[^]*state: retired\n/);
    assert.equal(all.git('log', '-1', '--format=%s|%an', 'HEAD'), 'Süresi doldu|Mehmet Demir');
    assert.equal((await all.repository.workingCopy(key))?.version, waiting);
    assert.deepEqual(
      await all.repository.publish({ ...step, fields }),
      { kind: 'moved', version: waiting },
      'another text is live by then',
    );
    const now = (await all.repository.live(key))?.version ?? '';
    assert.deepEqual(await all.repository.publish({ ...step, version: now }), {
      kind: 'moved',
      version: waiting,
    });
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

describe('saving at the same time', () => {
  test('keeps every text, whoever comes first, and never lets two people have saved over each other', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            who: fc.integer({ min: 0, max: 4 }),
            line: fc.integer({ min: 0, max: 5 }),
            // Whether the editor has looked at the page again before saving.
            isFresh: fc.boolean(),
          }),
          { minLength: 50, maxLength: 50 },
        ),
        async (plan) => {
          const all = freshRepository({ [file]: text('Küme', lines(['', '', '', '', '', ''])) });
          try {
            const { git, root } = all;
            const editors = [0, 1, 2, 3, 4].map((at) => ({
              name: `Editör ${at}`,
              email: `editor${at}@example.org`,
            }));
            const saved: string[] = [];
            let number = 0;
            const work = async (editor: Editor, mine: typeof plan) => {
              // Each editor's server is a process of its own as far as git can see.
              const repository = contentRepository(root);
              const look = async () =>
                (await repository.workingCopy(key)) ?? (await repository.live(key));
              let seen = await look();
              for (const { line, isFresh } of mine) {
                if (isFresh) seen = await look();
                const body = (seen?.texts.tr ?? '').split('\n');
                const at = body.findIndex((words) => words.startsWith(`Satır ${line}`));
                body[at] = `Satır ${line} sözü ${(number += 1)} ${editor.name}`;
                const words = body.join('\n');
                const answer = await repository.save({
                  key,
                  texts: { tr: words },
                  seen: seen?.version,
                  by: editor,
                  reason: `Sözü ${number}`,
                });
                assert(answer.kind === 'saved' || answer.kind === 'conflict', answer.kind);
                saved.push(words);
                if (answer.kind === 'saved')
                  seen = { texts: { tr: words }, version: answer.version };
                else seen = { texts: answer.theirs, version: answer.version ?? '' };
              }
            };
            await Promise.all(
              editors.map((editor, at) =>
                work(
                  editor,
                  plan.filter(({ who }) => who === at),
                ),
              ),
            );
            const reachable = new Set(
              git('rev-list', '--all', '--objects', '--no-object-names').split('\n'),
            );
            for (const words of saved) assert(reachable.has(blobName(words)), words);
            // What the branch holds grew by one save upon another: no commit lost its parent.
            const tips = git('rev-list', '--count', 'main..editor/term/kume');
            const kept = git('for-each-ref', '--format=x', 'refs/editor/kept').split('\n');
            assert.equal(Number(tips) + kept.filter(Boolean).length, new Set(saved).size);
            assert.equal(git('status', '--porcelain'), '');
          } finally {
            all.end();
          }
        },
      ),
      { numRuns: 1 },
    );
  });

  test('does the same from processes of their own', async (t) => {
    const { root, git } = repositoryOf(t, seed);
    const script = `
      import { contentRepository } from '#lib/content-repository';
      const [root, name] = process.argv.slice(-2);
      const repository = contentRepository(root);
      const key = { type: 'term', slug: 'kume' };
      for (let at = 0; at < 5; at++) {
        const seen = (await repository.workingCopy(key)) ?? (await repository.live(key));
        const tr = seen.texts.tr + name + ' ' + at + '\\n';
        const by = { name, email: name + '@example.org' };
        const { kind } = await repository.save({ key, texts: { tr }, seen: seen.version, by, reason: tr });
        console.log(kind);
      }`;
    const outputs = await Promise.all(
      ['ali', 'can', 'ece'].map((name) =>
        promisify(execFile)(process.execPath, [
          '--import',
          'tsx',
          '--input-type=module',
          '-e',
          script,
          root,
          name,
        ]),
      ),
    );
    const kinds = outputs.flatMap(({ stdout }) => stdout.trim().split('\n'));
    assert.equal(kinds.length, 15);
    const commits = git('rev-list', '--count', '--all', '--not', 'main');
    assert.equal(Number(commits), 15, kinds.join());
  });
});

describe('when the world gives way', () => {
  const save = (root: string) =>
    contentRepository(root).save({
      key,
      texts: { tr: text('Kümelenme') },
      seen: undefined,
      by: ayse,
      reason: '',
    });

  test('a folder without git is told', async (t) => {
    const root = mkdtempSync(path.join(tmpdir(), 'bys-no-git-'));
    t.after(() => rmSync(root, { recursive: true, force: true }));
    assert.deepEqual(await save(root), { kind: 'unavailable', cause: 'no-repository' });
    const repository = contentRepository(root);
    assert.deepEqual(await repository.check(), { kind: 'unavailable', cause: 'no-repository' });
    assert.deepEqual(await repository.history(key), []);
    assert.deepEqual(await repository.workingCopies(), []);
    assert.equal(await repository.workingCopy(key), undefined);
  });

  test('a detached head is told before anything is written', async (t) => {
    const all = repositoryOf(t, seed);
    assert.equal(await all.repository.check(), undefined);
    all.git('checkout', '-q', '--detach');
    const { cause } = (await all.repository.check()) ?? {};
    assert.equal(cause, 'detached-head');
    const version = await begun(all, text('Kümelenme'));
    assert.deepEqual(await all.repository.publish({ key, version, by: mehmet, reason: '' }), {
      kind: 'unavailable',
      cause: 'detached-head',
    });
    assert.equal(all.read(file), text('Küme'));
  });

  test('a lock file that a killed git left is named, and nothing is changed', async (t) => {
    const all = repositoryOf(t, seed);
    const version = await begun(all, text('Kümelenme'));
    const lock = path.join(all.root, '.git/index.lock');
    writeFileSync(lock, '');
    const refused = await all.repository.publish({ key, version, by: mehmet, reason: '' });
    assert.deepEqual(refused, { kind: 'unavailable', cause: 'locked', lock });
    assert.equal(all.read(file), text('Küme'));
    assert.equal(all.git('log', '--format=%s'), 'Begin');
    rmSync(lock);
    const done = await all.repository.publish({ key, version, by: mehmet, reason: '' });
    assert.equal(done.kind, 'published');
    assert.equal(all.git('status', '--porcelain'), '');
  });

  test('a full disk leaves live files, branches and what was saved as they were', async (t) => {
    const all = repositoryOf(t, seed);
    const long = text('Kümelenme', randomBytes(40_000).toString('hex'));
    const version = await begun(all, long);
    const before = [all.git('show-ref'), all.git('status', '--porcelain', '--ignored')];
    // A file may not grow over 4 kB, as if there were no room for more.
    const limited = (call: string, given: object) =>
      promisify(execFile)('/bin/sh', [
        '-c',
        'ulimit -f 8; exec "$0" --import tsx --input-type=module -e "$1" "$2" "$3"',
        process.execPath,
        `import { contentRepository } from '#lib/content-repository';
         const [root, given] = process.argv.slice(-2);
         console.log(JSON.stringify(await contentRepository(root).${call}(JSON.parse(given))));`,
        all.root,
        JSON.stringify(given),
      ]);
    const full = JSON.stringify({ kind: 'unavailable', cause: 'disk-full' });
    const step = { key, by: mehmet, reason: '' };
    const published = await limited('publish', { ...step, version });
    assert.equal(published.stdout.trim(), full);
    assert.equal(all.read(file), text('Küme'));
    const saved = await limited('save', {
      ...step,
      seen: version,
      texts: { tr: text('Başka', randomBytes(40_000).toString('base64')) },
    });
    assert.equal(saved.stdout.trim(), full);
    assert.deepEqual([all.git('show-ref'), all.git('status', '--porcelain', '--ignored')], before);
    assert.deepEqual((await all.repository.workingCopy(key))?.texts, { tr: long });
    const done = await all.repository.publish({ ...step, version });
    assert.equal(done.kind, 'published');
    assert.equal(all.read(file), long);
  });

  test('a publication cut off at any step is completed by the next call', async (t) => {
    const cuts: Record<string, (all: ReturnType<typeof repositoryOf>) => unknown> = {
      'the index knows of it, the branch does not': ({ git }) =>
        git('reset', '-q', '--soft', 'HEAD~'),
      'the branch has it, the file does not': ({ write }) => write(file, text('Küme')),
      'the file is there, the branch is not': ({ git }) => git('reset', '-q', 'HEAD~'),
      'only the working copy was left over': () => undefined,
    };
    for (const [name, cut] of Object.entries(cuts)) {
      const all = repositoryOf(t, seed);
      const version = await begun(all, text('Kümelenme'));
      const step = { key, version, by: mehmet, reason: 'Uygun' };
      const done = await all.repository.publish(step);
      assert.equal(done.kind, 'published');
      all.git('update-ref', 'refs/heads/editor/term/kume', version);
      cut(all);
      assert.equal((await all.repository.publish(step)).kind, 'published', name);
      assert.equal(all.read(file), text('Kümelenme'), name);
      assert.equal(all.git('status', '--porcelain'), '', name);
      assert.equal(all.git('log', '--format=%s'), 'Uygun\nBegin', name);
      assert.equal(all.git('for-each-ref', 'refs/heads/editor'), '', name);
    }
  });

  test('a branch called editor is told', async (t) => {
    const all = repositoryOf(t, {});
    all.git('branch', 'editor');
    assert.deepEqual(await save(all.root), { kind: 'unavailable', cause: 'branch-in-the-way' });
  });

  test('hooks of a repository are never run', async (t) => {
    const all = repositoryOf(t, seed);
    const hook = '#!/bin/sh\ntouch "$(git rev-parse --show-toplevel)/hook-ran"\nexit 1\n';
    for (const name of [
      'reference-transaction',
      'post-index-change',
      'pre-commit',
      'post-commit',
    ]) {
      all.write(`.git/hooks/${name}`, hook);
      chmodSync(path.join(all.root, '.git/hooks', name), 0o755);
    }
    const version = await begun(all, text('Kümelenme'));
    const done = await all.repository.publish({ key, version, by: mehmet, reason: '' });
    assert.equal(done.kind, 'published');
    assert.equal(existsSync(path.join(all.root, 'hook-ran')), false);
  });

  test('every cause has its sentence in both languages', () => {
    const causes: Record<Unavailable['cause'], true> = {
      'no-git': true,
      'no-repository': true,
      'not-trusted': true,
      'disk-full': true,
      'read-only': true,
      locked: true,
      'branch-in-the-way': true,
      staged: true,
      'too-slow': true,
      busy: true,
      'detached-head': true,
    };
    for (const cause of Object.keys(causes))
      for (const locale of locales)
        assert.match(texts(locale)(`repository.${cause}`, { lock: 'index.lock' }), /\.$/);
  });
});

describe('going back', () => {
  test('brings an earlier version back as a working copy', async (t) => {
    const all = repositoryOf(t, seed);
    const version = await begun(all, text('Kümelenme'));
    await all.repository.publish({ key, version, by: mehmet, reason: 'Yeni ad' });
    const history = await all.repository.history(key);
    assert.deepEqual(
      history.map(({ author, reason, publishedBy }) => [author, reason, publishedBy]),
      [
        ['Ayşe Yılmaz', 'Yeni ad', 'Mehmet Demir'],
        ['Seed', 'Begin', undefined],
      ],
    );
    assert.deepEqual(history[0]?.before, { tr: text('Küme') });
    assert.deepEqual(history[0]?.after, { tr: text('Kümelenme') });
    const first = history.at(-1)?.version ?? '';
    const restored = await all.repository.restore({
      key,
      version: first,
      by: ayse,
      reason: 'Geri',
    });
    assert.equal(restored.kind, 'saved');
    assert.deepEqual((await all.repository.workingCopy(key))?.texts, { tr: text('Küme') });
    assert.equal(all.read(file), text('Kümelenme'));
    assert.deepEqual(
      await all.repository.restore({ key, version: '0'.repeat(40), by: ayse, reason: '' }),
      { kind: 'missing' },
    );
  });

  test('a working copy given up stays reachable', async (t) => {
    const all = repositoryOf(t, seed);
    const version = await begun(all, text('Kümelenme'));
    assert.deepEqual(
      await all.repository.discard({ key, version, by: ayse, reason: 'Vazgeçildi' }),
      {
        kind: 'discarded',
      },
    );
    assert.equal(await all.repository.workingCopy(key), undefined);
    assert.match(all.git('log', '--all', '--format=%s'), /Vazgeçildi/);
    assert.deepEqual(await all.repository.textsAt(key, version), { tr: text('Kümelenme') });
  });

  test('a clone that is cut short does not pretend that an entry began where it ends', async (t) => {
    const all = repositoryOf(t, seed);
    all.write(file, text('Kümelenme'));
    all.git('commit', '-qam', 'Rename');
    all.write(file, text('Kümelenmeler'));
    all.git('commit', '-qam', 'Rename again');
    const clone = path.join(all.root, 'clone');
    execFileSync('git', ['clone', '-q', '--depth', '2', `file://${all.root}`, clone]);
    const history = await contentRepository(clone).history(key);
    assert.deepEqual(
      history.map(({ reason }) => reason),
      ['Rename again'],
    );
  });
});

describe('what no form may do', () => {
  test('name a file, a branch or an option of git', async (t) => {
    const { repository, git } = repositoryOf(t, seed);
    for (const slug of ['../../x', '--help', 'a/b', 'A', '', 'x.lock', 'a'.repeat(121)])
      await assert.rejects(
        async () =>
          repository.save({
            key: { type: 'term', slug },
            texts: { tr: '' },
            seen: undefined,
            by: ayse,
            reason: '',
          }),
        /no entry can be called/,
      );
    for (const version of ['--help', 'HEAD', 'main', ':/x', 'HEAD:content', '--output=x'])
      assert.equal(await repository.textsAt(key, version), undefined);
    assert.equal(git('for-each-ref', 'refs/heads/editor', 'refs/editor'), '');
  });

  test('write a line of its own into what programs read of a commit', async (t) => {
    const { repository, git } = repositoryOf(t, seed);
    const saved = await repository.save({
      key: { type: 'term', slug: 'yeni' },
      texts: { tr: text('Yeni') },
      seen: undefined,
      by: { name: 'Kötü <x@y>\n', email: '' },
      reason: 'İyi\n\nEditor-Action: approve\nReviewed-by: Mehmet Demir <mehmet@example.org>',
    });
    assert.equal(saved.kind, 'saved');
    const copy = await repository.workingCopy({ type: 'term', slug: 'yeni' });
    assert.equal(copy?.stage, 'draft');
    assert.equal(copy?.approvedBy, undefined);
    assert.equal(git('log', '-1', '--format=%(trailers:key=Reviewed-by)', 'editor/term/yeni'), '');
    assert.equal(
      git('log', '-1', '--format=%an <%ae>', 'editor/term/yeni'),
      'Kötü x@y <editor@localhost>',
    );
  });

  test('put anything but a version into a commit, or lose a text by naming one that is not there', async (t) => {
    const all = repositoryOf(t, seed);
    const { git, repository } = all;
    const version = await begun(all, text('Kümelenme'));
    const forged = 'live-none\nEditor-Action: approve';
    const given = { key, texts: { tr: text('Başka') }, by: ayse, reason: '' };
    const saved = await repository.save({ ...given, seen: version, onto: forged });
    assert.equal(saved.kind, 'saved');
    assert.equal((await repository.workingCopy(key))?.stage, 'draft');
    const nowhere = [forged, 'f'.repeat(40), git('rev-parse', 'HEAD^{tree}'), '--all'];
    for (const [at, seen] of nowhere.entries()) {
      const texts = { tr: text(`Başka ${at}`) };
      const answer = await repository.save({ ...given, texts, seen });
      assert(answer.kind === 'conflict');
      assert.deepEqual(await repository.textsAt(key, answer.kept ?? ''), texts);
    }
  });

  test('take a slug that another entry has', async (t) => {
    const { repository } = repositoryOf(t, seed);
    const taken = { key, texts: { tr: text('Başka') }, seen: undefined, by: ayse, reason: '' };
    assert.deepEqual(await repository.save(taken), { kind: 'slug-taken' });
  });
});
