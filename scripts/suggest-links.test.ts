import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { readLibrary } from '#lib/library';
import { root } from './bootstrap.mjs';

const program = path.join(root, 'scripts/suggest-links.ts');

/** A repository of its own with the real content, and the command in it. */
function repository(t: TestContext) {
  const copy = mkdtempSync(path.join(os.tmpdir(), 'bys-links-'));
  t.after(() => rmSync(copy, { recursive: true, force: true }));
  cpSync(path.join(root, 'content'), path.join(copy, 'content'), { recursive: true });
  const git = (...args: string[]) =>
    execFileSync(
      'git',
      ['-C', copy, '-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...args],
      { encoding: 'utf8' },
    );
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'content');
  const suggestFrom = (cwd: string, more: Record<string, string>, ...args: string[]) =>
    spawnSync(
      process.execPath,
      ['--import', import.meta.resolve('tsx'), program, '--lang', 'tr', ...args],
      { cwd, encoding: 'utf8', env: { ...process.env, NODE_NO_WARNINGS: '1', ...more } },
    );
  const suggest = (...args: string[]) => suggestFrom(copy, {}, ...args);
  return { copy, git, suggest, suggestFrom };
}

const changed = (git: (...args: string[]) => string) => git('status', '--porcelain').trim();

test('the patch is one that git applies; it adds lines only, and the content is refused until they are filled', (t) => {
  const { copy, git, suggest } = repository(t);
  const { status, stdout, stderr } = suggest('--min', '0.06', '--patch', 'oneri.patch');
  assert.equal(status, 0, stderr);
  assert.equal(changed(git), '?? oneri.patch');
  const [, files = '', count = ''] = /(\d+) dosyaya (\d+) öneri/.exec(stdout) ?? [];
  assert.ok(Number(count) > Number(files) && Number(files) > 10, stdout);

  git('apply', '--check', 'oneri.patch');
  git('apply', 'oneri.patch');
  const numbers = git('diff', '--numstat').trim().split('\n');
  assert.equal(numbers.length, Number(files));
  const [added, removed] = [0, 1].map((column) =>
    numbers.reduce((sum, line) => sum + Number(line.split('\t')[column]), 0),
  );
  assert.equal(removed, 0);
  const opened = (git('diff', '-U0').match(/^\+planArticles:$/gm) ?? []).length;
  assert.equal(added, Number(count) * 8 + opened);

  const { problems } = readLibrary(copy);
  assert.equal(problems.length, Number(count) * 4);
  assert.deepEqual([...new Set(problems.map(({ code }) => code))], ['empty']);
  assert.match(suggest().stderr, /Önce içerikteki sorunları giderin/);
});

test('one article and one type; what is linked already is not proposed', (t) => {
  const { copy, git, suggest, suggestFrom } = repository(t);
  const of = ['--article', 'plan11-407-2', '--type', 'cluster', '--min', '0'];
  const { stdout, stderr } = suggest(...of, '--patch', '-');
  const rows = stderr.split('\n').filter((line) => line.includes('plan11'));
  assert.match(stderr, /^Puan/);
  assert.ok(rows.length > 3 && rows.every((row) => /^0,\d\d +plan11-407-2 +cluster\//.test(row)));
  assert.ok(rows.every((row) => /ortak (sektör|amaç|sözcük): \S/.test(row)));
  assert.ok(!rows.some((row) => row.includes('cluster/gap-organik-tarim ')));
  assert.match(stdout, /^--- a\/content\/clusters\//m);
  assert.doesNotMatch(stdout, /^Puan/m);
  const elsewhere = mkdtempSync(path.join(copy, 'elsewhere-'));
  const there = suggestFrom(elsewhere, { CONTENT_ROOT: copy }, ...of, '--patch', '-');
  assert.equal(there.stdout, stdout, 'the content is that of the portal, from wherever one asks');
  rmSync(elsewhere, { recursive: true });
  assert.match(stdout, /^\+ {4}# ÖNERİ, puan 0,\d\d \(ortak /m);
  assert.equal(changed(git), '');
});

test('a patch that is there is never written over', (t) => {
  const { copy, suggest } = repository(t);
  const file = path.join(copy, 'oneri.patch');
  writeFileSync(file, 'yazdıklarım');
  const { status, stderr } = suggest('--patch', 'oneri.patch');
  assert.equal(status, 1);
  assert.match(stderr, /oneri\.patch zaten var/);
  assert.equal(readFileSync(file, 'utf8'), 'yazdıklarım');
  assert.match(
    suggest('--patch', 'yok/oneri.patch').stderr,
    /yok\/oneri\.patch yazılamadı: ENOENT/,
  );
});

test('relations written in one line are named, and the other files get their proposals', (t) => {
  const { copy, git, suggest } = repository(t);
  const file = 'content/events/siber-kume-tanitim-2018.tr.md';
  const text = readFileSync(path.join(copy, file), 'utf8');
  const oneLine = `planArticles: [{ to: plan11-376, basis: source }]\nsources:`;
  writeFileSync(
    path.join(copy, file),
    text.replace(/^(planArticles:\n( .*\n)+)?sources:/m, oneLine),
  );
  const { status, stderr } = suggest(
    '--article',
    'plan11-475-2',
    '--min',
    '0.05',
    '--patch',
    'oneri.patch',
  );
  assert.equal(status, 0);
  assert.match(stderr, new RegExp(`^${file}: planArticles tek satırda`));
  git('apply', '--check', 'oneri.patch');
  assert.doesNotMatch(readFileSync(path.join(copy, 'oneri.patch'), 'utf8'), /siber-kume-tanitim/);
});

test('a slip in what is asked for is told with the way out', (t) => {
  const { copy, suggest } = repository(t);
  const told = (...args: string[]) => {
    const { status, stderr } = suggest(...args, '--patch', 'oneri.patch');
    assert.equal(status, 1);
    assert.ok(!existsSync(path.join(copy, 'oneri.patch')));
    return stderr.trim();
  };
  assert.match(
    told('--article', 'plan11-9'),
    /^plan11-9 adlı bir plan maddesi yok\..*plan11-309-5/,
  );
  assert.match(
    told('--type', 'guide'),
    /^guide bir kayıt türü değil\..*programme, cluster, news, event/,
  );
  for (const min of ['çok', ''])
    assert.match(told('--min', min), new RegExp(`^--min için 0 ile 1 arasında.*“${min}”`));
});

test('the measure counts every link of the content once, in the two halves and in all', (t) => {
  const { copy, suggest } = repository(t);
  const { stdout } = suggest('--measure');
  const counts = [...stdout.matchAll(/: (\d+) madde, (\d+) bağlantı$/gm)].map(
    ([, articles, links]) => [Number(articles), Number(links)] as const,
  );
  const library = readLibrary(copy);
  const articles = library.ofType('plan', 'tr');
  const links = articles
    .flatMap(({ slug }) => library.linksTo('plan', slug, 'tr'))
    .filter(({ field }) => field === 'planArticles');
  assert.deepEqual(counts[2], [articles.length, links.length]);
  const [[a, b] = [0, 0], [c, d] = [0, 0]] = counts;
  assert.deepEqual([a + c, b + d], counts[2]);
  assert.match(suggest('--article', 'plan11-748', '--min', '1').stdout, /öneri yok/);
});
