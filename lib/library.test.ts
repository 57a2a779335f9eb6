import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { entryAt, entryHref, slugFromPath, targetOf } from '#lib/addresses';
import { typeNames } from '#lib/content-types';
import type { Locale } from '#lib/field';
import { libraryReader, readLibrary, relationsOf, watchFolder, type Library } from '#lib/library';
import { texts } from '#lib/messages';
import { describeWithPlace } from '#lib/problem';

type Cache = Parameters<typeof readLibrary>[1];

/** A folder of its own for a test, gone when the test ends. */
function folder(t: TestContext) {
  const root = mkdtempSync(path.join(os.tmpdir(), 'bys-library-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const write = (files: Record<string, string>) => {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    }
  };
  const remove = (file: string) => rmSync(path.join(root, file));
  const read = (cache?: Cache) => readLibrary(root, cache);
  const save = (file: string, time: Date) => utimesSync(path.join(root, file), time, time);
  const git = (time: Date, ...args: string[]) =>
    execFileSync(
      'git',
      ['-C', root, '-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...args],
      { env: { ...process.env, GIT_COMMITTER_DATE: time.toISOString() } },
    );
  return { root, write, remove, read, save, git };
}

const newsOf = (title: string, more = '', body = 'Metin.') =>
  `---\ntitle: ${title}\ndate: 2026-01-31\nsources:\n  - title: Kaynak\n${more}---\n\n${body}\n`;
const clusterOf = (title: string, more = '') =>
  `---\ntitle: ${title}\ncountry: TR\nsectors:\n  - enerji\nsources:\n  - title: Kaynak\n${more}---\n\nMetin.\n`;
const twinOf = (title: string, body = 'Text.') => `---\ntitle: ${title}\n---\n\n${body}\n`;

const told = (library: Library) =>
  library.problems.map(({ file, line, code }) => `${file}:${line} ${code}`);
const titles = (library: Library, locale: Locale) =>
  library.entries(locale).map(({ data }) => data.title);

test('a link to a heading is held against the text it leads to, in its language', (t) => {
  const { write, read } = folder(t);
  write({
    'content/news/a.tr.md': newsOf('A', '', '## Kimler için?\n\n[bu](#b-kimler-icin)'),
    'content/news/b.tr.md': newsOf(
      'B',
      '',
      '[var](/haberler/a#b-kimler-i%C3%A7in)\n[var](/haberler/a#b-kimler-icin)\n[tr](/en/news/a#b-kimler-icin)',
    ),
    'content/news/a.en.md': twinOf('A', '## For whom?\n\n[it](#b-for-whom)'),
    'content/news/c.tr.md': newsOf('C', '', 'Metin.\n\n[yok](#b-ne-zaman)'),
  });
  assert.deepEqual(told(read()), [
    'content/news/b.tr.md:8 no-such-heading',
    'content/news/b.tr.md:10 no-such-heading',
    'content/news/c.tr.md:10 no-such-heading',
  ]);
});

test('an empty content folder, or none, is a problem and not an error', (t) => {
  const { write, read } = folder(t);
  assert.deepEqual(told(read()), ['content:1 no-content']);
  write({ 'content/README.md': 'Nasıl yazılır?' });
  assert.deepEqual(told(read()), ['content:1 no-content']);
  assert.deepEqual(titles(read(), 'tr'), []);
});

test('a reference to an entry that is not there is told with its file and line', (t) => {
  const { write, read } = folder(t);
  write({
    'content/news/a.tr.md': newsOf('A', 'clusters:\n  - to: yok\n    basis: source\n'),
    'content/news/b.tr.md': newsOf('B', '', 'Metin.\n\n[k](/kumeler/yok) ve [c](/en/news/a)'),
  });
  assert.deepEqual(told(read()), [
    'content/news/a.tr.md:7 no-such-entry',
    'content/news/b.tr.md:10 no-such-entry',
  ]);
});

test('a slug of another type does not satisfy a reference', (t) => {
  const { write, read } = folder(t);
  write({
    'content/news/a.tr.md': newsOf('A', 'clusters:\n  - to: a\n    basis: source\n'),
  });
  assert.deepEqual(told(read()), ['content/news/a.tr.md:7 no-such-entry']);
});

test('what points to a broken file is not wrong itself', (t) => {
  const { write, read } = folder(t);
  write({
    'content/news/a.tr.md': newsOf('A', 'clusters:\n  - to: k\n    basis: source\n'),
    'content/clusters/k.tr.md': clusterOf('K', 'slip: 1\n'),
  });
  assert.deepEqual(told(read()), ['content/clusters/k.tr.md:8 unknown-key']);
});

test('two files of one name in different folders are told, and the first one counts', (t) => {
  const { write, read } = folder(t);
  write({
    'content/news/2025/a.tr.md': newsOf('Birinci'),
    'content/news/2026/a.tr.md': newsOf('İkinci'),
    'content/clusters/a.tr.md': clusterOf('Küme'),
  });
  const library = read();
  assert.deepEqual(told(library), ['content/news/2026/a.tr.md:1 duplicate-slug']);
  assert.deepEqual(titles(library, 'tr'), ['Birinci', 'Küme']);
});

test('an English twin without its Turkish file is told and not shown', (t) => {
  const { write, read } = folder(t);
  write({ 'content/news/a.tr.md': newsOf('A'), 'content/news/b.en.md': twinOf('B') });
  const library = read();
  assert.deepEqual(told(library), ['content/news/b.en.md:1 twin-alone']);
  assert.deepEqual(titles(library, 'en'), ['A']);
});

test('a twin is alone although another type has an entry of that name', (t) => {
  const { write, read } = folder(t);
  write({ 'content/clusters/a.tr.md': clusterOf('K'), 'content/news/a.en.md': twinOf('A') });
  assert.deepEqual(told(read()), ['content/news/a.en.md:1 twin-alone']);
});

test('an image must be there, here, and inside the public folder', (t) => {
  const { write, read } = folder(t);
  write({
    'public/a.png': 'png',
    'secret.png': 'png',
    'content/news/a.tr.md': newsOf(
      'A',
      '',
      '![A](/a.png)\n\n![B](/b.png)\n\n![C](https://ornek.org/c.png)\n\n![D](/../secret.png)\n\n![E](a.png)\n\n![F](//ornek.org/f.png)',
    ),
  });
  assert.deepEqual(told(read()), [
    'content/news/a.tr.md:10 no-such-image',
    'content/news/a.tr.md:12 image-elsewhere',
    'content/news/a.tr.md:14 no-such-image',
    'content/news/a.tr.md:16 no-such-image',
    'content/news/a.tr.md:18 no-such-image',
  ]);
});

test('a broken file keeps its last good version as long as the cache is kept', (t) => {
  const { write, read } = folder(t);
  const cache: Cache = new Map();
  write({ 'content/news/a.tr.md': newsOf('Sağlam'), 'content/news/b.tr.md': newsOf('Komşu') });
  assert.deepEqual(titles(read(cache), 'tr'), ['Komşu', 'Sağlam']);

  write({ 'content/news/a.tr.md': newsOf('Bozuk', 'slip: 1\n') });
  const broken = read(cache);
  assert.deepEqual(told(broken), ['content/news/a.tr.md:6 unknown-key']);
  assert.deepEqual(titles(broken, 'tr'), ['Komşu', 'Sağlam']);
  assert.deepEqual(titles(read(), 'tr'), ['Komşu']);

  write({ 'content/news/a.tr.md': newsOf('Yine sağlam') });
  assert.deepEqual(titles(read(cache), 'tr'), ['Komşu', 'Yine sağlam']);
  assert.deepEqual(told(read(cache)), []);
});

test('a file that is gone is gone, last good version and all', (t) => {
  const { write, remove, read } = folder(t);
  const cache: Cache = new Map();
  write({ 'content/news/a.tr.md': newsOf('A'), 'content/news/b.tr.md': newsOf('B') });
  read(cache);
  remove('content/news/a.tr.md');
  assert.deepEqual(titles(read(cache), 'tr'), ['B']);
});

test('a relation is seen from both ends', (t) => {
  const { write, read } = folder(t);
  write({
    'content/news/a.tr.md': newsOf(
      'Haber',
      'clusters:\n  - to: k\n    basis: source\n    sources:\n      - 1\n',
    ),
    'content/clusters/k.tr.md': clusterOf('Küme'),
  });
  const library = read();
  assert.deepEqual(told(library), []);
  const [link, ...others] = library.linksTo('cluster', 'k', 'tr');
  assert.ok(link);
  assert.deepEqual(others, []);
  assert.deepEqual(
    [link.entry.type, link.entry.slug, link.field, link.relation],
    ['news', 'a', 'clusters', { to: 'k', basis: 'source', sources: [1] }],
  );
  assert.deepEqual(relationsOf(link.entry), [
    { field: 'clusters', target: 'cluster', relation: link.relation },
  ]);
  assert.deepEqual(library.linksTo('news', 'a', 'tr'), []);
  assert.equal(library.linksTo('cluster', 'k', 'en')[0]?.entry.locale, 'en');
});

test('an entry without a twin is shown in English with its Turkish words', (t) => {
  const { write, read } = folder(t);
  write({
    'content/news/a.tr.md': newsOf('Yalnız'),
    'content/news/b.tr.md': newsOf('İkili'),
    'content/news/b.en.md': twinOf('Pair'),
  });
  const library = read();
  const alone = library.find('news', 'a', 'en');
  const pair = library.find('news', 'b', 'en');
  assert.ok(alone && pair);
  assert.deepEqual(
    [alone.data.title, alone.bodyLocale, [...alone.translated], alone.hasTwin],
    ['Yalnız', 'tr', [], false],
  );
  assert.deepEqual(
    [pair.data.title, pair.body, pair.bodyLocale, [...pair.translated], pair.hasTwin],
    ['Pair', 'Text.', 'en', ['title'], true],
  );
  assert.deepEqual(library.titleOf('news', 'a', 'en'), { text: 'Yalnız', lang: 'tr' });
  assert.deepEqual(library.titleOf('news', 'b', 'en'), { text: 'Pair' });
  assert.deepEqual(library.titleOf('news', 'a', 'tr'), { text: 'Yalnız' });
  assert.equal(library.titleOf('news', 'yok', 'tr'), undefined);
});

test('entries stand in the order of the Turkish alphabet', (t) => {
  const { write, read } = folder(t);
  const words = ['Zeytin', 'Işık', 'İzmir', 'Çorum', 'Cam', 'Şeker', 'Su', 'Öz', 'Ok', 'Ğ'];
  write(Object.fromEntries(words.map((w, i) => [`content/news/n${i}.tr.md`, newsOf(w)])));
  assert.deepEqual(titles(read(), 'tr'), [
    'Cam',
    'Çorum',
    'Ğ',
    'Işık',
    'İzmir',
    'Ok',
    'Öz',
    'Su',
    'Şeker',
    'Zeytin',
  ]);
});

test('a file is known by the id of its document, a broken or foreign one is not', (t) => {
  const { write, read } = folder(t);
  write({ 'content/news/a.tr.md': newsOf('A'), 'content/news/b.tr.md': 'bozuk' });
  const library = read(new Map());
  assert.equal(library.documentIdOf('content/news/a.tr.md'), 'news-a');
  assert.equal(library.documentIdOf('content/news/b.tr.md'), undefined);
  assert.equal(library.documentIdOf('../etc/passwd'), undefined);
});

test('a name that looks like a type’s own property finds nothing', (t) => {
  const { write, read } = folder(t);
  write({ 'content/news/a.tr.md': newsOf('A') });
  const library = read();
  for (const slug of ['__proto__', 'constructor', 'toString', '../a', ''])
    assert.equal(library.find('news', slug, 'tr'), undefined);
});

const states = {
  taslak: 'state: draft\n',
  incelemede: 'state: review\n',
  yarin: 'publishAt: 2026-11-23\n',
  yayinda: 'publishAt: 2026-11-22T12:00:00+03:00\nretireAt: 2026-11-22T12:01:00+03:00\n',
  eski: 'state: retired\nretireAt: 2026-01-31\nsuccessor: orta\n',
  orta: 'state: retired\nsuccessor: yayinda\n',
};
const noon = new Date('2026-11-22T12:00:00+03:00');

/** A cluster in each state, and a news item that is linked to all of them. */
function allStates(t: TestContext) {
  const { write, ...rest } = folder(t);
  const names = Object.keys(states);
  const relations = names.map((to) => `  - to: ${to}\n    basis: source\n`).join('');
  write({
    ...Object.fromEntries(
      Object.entries(states).map(([name, more]) => [
        `content/clusters/${name}.tr.md`,
        clusterOf(name, more),
      ]),
    ),
    'content/clusters/taslak.en.md': twinOf('Draft'),
    'content/news/a.tr.md': newsOf(
      'Haber',
      `clusters:\n${relations}`,
      names.map((name) => `[**${name}** kümesi](/kumeler/${name}?a=1)`).join(' '),
    ),
    'content/news/b.tr.md': newsOf(
      'Yalnız taslak',
      'clusters:\n  - to: taslak\n    basis: source\n',
      '[Taslak][1] ve [Yayında][2].\n\n[1]: /kumeler/taslak\n\n[2]: /kumeler/yayinda',
    ),
  });
  return { write, ...rest };
}

test('only what is live is in the library, with its relations and links to what is live', (t) => {
  const { root } = allStates(t);
  const library = readLibrary(root, new Map(), noon);
  assert.deepEqual(told(library), []);
  for (const locale of ['tr', 'en'] as const) {
    assert.deepEqual(
      library.ofType('cluster', locale).map(({ slug }) => slug),
      ['yayinda'],
    );
    assert.deepEqual(titles(library, locale), ['Haber', 'Yalnız taslak', 'yayinda']);
    for (const slug of Object.keys(states)) {
      const isLive = slug === 'yayinda';
      assert.equal(library.find('cluster', slug, locale) !== undefined, isLive, slug);
      assert.equal(library.titleOf('cluster', slug, locale) !== undefined, isLive, slug);
      assert.equal(library.linksTo('cluster', slug, locale).length, isLive ? 1 : 0, slug);
    }
  }
  const [all, one] = ['a', 'b'].map((slug) => library.find('news', slug, 'tr'));
  assert.ok(all?.type === 'news' && one?.type === 'news');
  assert.deepEqual(all.data.clusters, [{ to: 'yayinda', basis: 'source' }]);
  assert.equal(
    all.body,
    '**taslak** kümesi **incelemede** kümesi **yarin** kümesi [**yayinda** kümesi](/kumeler/yayinda?a=1) **eski** kümesi **orta** kümesi',
  );
  assert.equal('clusters' in one.data, false);
  assert.equal(one.body, 'Taslak ve [Yayında][2].\n\n\n\n[2]: /kumeler/yayinda');
});

test('the clock alone changes what is live, and the library says when', (t) => {
  const { root } = allStates(t);
  const cache: Cache = new Map();
  const clusters = (now: string) => {
    const library = readLibrary(root, cache, new Date(now));
    return [
      library.ofType('cluster', 'tr').map(({ slug }) => slug),
      library.validUntil?.toISOString(),
    ];
  };
  assert.deepEqual(clusters('2026-11-22T08:59:59Z'), [[], '2026-11-22T09:00:00.000Z']);
  assert.deepEqual(clusters('2026-11-22T09:00:00Z'), [['yayinda'], '2026-11-22T09:01:00.000Z']);
  assert.deepEqual(clusters('2026-11-22T09:01:00Z'), [[], '2026-11-22T21:00:00.000Z']);
  assert.deepEqual(clusters('2026-11-22T21:00:00Z'), [['yarin'], undefined]);
});

test('a list changed when an entry came or went by the clock', (t) => {
  const { root, save, write } = folder(t);
  const cache: Cache = new Map();
  const saved = new Date('2026-01-01T00:00:00Z');
  const times = 'publishAt: 2026-11-22T12:00Z\nretireAt: 2026-11-23T12:00Z\n';
  write({ 'content/news/a.tr.md': newsOf('A', times) });
  save('content/news/a.tr.md', saved);
  const at = (now: string) => {
    const library = readLibrary(root, cache, new Date(now));
    const [entry] = library.entries('en');
    return [entry && library.changedAt(entry), library.hiddenAt].map((date) => date?.toISOString());
  };
  const never = '1970-01-01T00:00:00.000Z';
  assert.deepEqual(at('2026-11-22T11:00Z'), [undefined, saved.toISOString()]);
  assert.deepEqual(at('2026-11-22T13:00Z'), ['2026-11-22T12:00:00.000Z', never]);
  assert.deepEqual(at('2026-11-23T13:00Z'), [undefined, '2026-11-23T12:00:00.000Z']);
});

test('a retired entry tells since when and what to read instead, over others that are retired', (t) => {
  const { root, write } = allStates(t);
  const library = readLibrary(root, new Map(), noon);
  assert.deepEqual(library.retired('cluster', 'eski', 'tr'), {
    title: { text: 'eski' },
    since: new Date('2026-01-30T21:00:00Z'),
    successor: { slug: 'yayinda', title: { text: 'yayinda' } },
  });
  assert.equal(library.retired('cluster', 'orta', 'en')?.since, undefined);
  for (const slug of ['taslak', 'incelemede', 'yarin', 'yayinda', 'yok'])
    assert.equal(library.retired('cluster', slug, 'tr'), undefined, slug);

  write({ 'content/clusters/orta.tr.md': clusterOf('orta', 'state: retired\nsuccessor: eski\n') });
  const inCircle = readLibrary(root, new Map(), noon);
  assert.equal(inCircle.retired('cluster', 'eski', 'tr')?.successor, undefined);
});

test('editors have every file with its state, its last good version and its problems', (t) => {
  const { root, write } = allStates(t);
  const cache: Cache = new Map();
  readLibrary(root, cache, noon);
  write({
    'content/clusters/yarin.tr.md': clusterOf('Yarın', 'slip: 1\n'),
    'content/clusters/hic.tr.md': 'bozuk',
  });
  const files = readLibrary(root, cache, noon).files.map(
    ({ file, type, slug, locale, publication, good, problems }) => [
      file === `content/clusters/${slug}.${locale}.md` ? type : file,
      `${slug}.${locale}`,
      publication,
      good?.data.title,
      problems.map(({ code }) => code).join(),
    ],
  );
  assert.deepEqual(files.slice(0, 8), [
    ['cluster', 'eski.tr', 'retired', 'eski', ''],
    ['cluster', 'hic.tr', undefined, undefined, 'no-front-matter'],
    ['cluster', 'incelemede.tr', 'review', 'incelemede', ''],
    ['cluster', 'orta.tr', 'retired', 'orta', ''],
    ['cluster', 'taslak.en', 'draft', 'Draft', ''],
    ['cluster', 'taslak.tr', 'draft', 'taslak', ''],
    ['cluster', 'yarin.tr', 'scheduled', 'yarin', 'unknown-key'],
    ['cluster', 'yayinda.tr', 'live', 'yayinda', ''],
  ]);
});

test('each of many saves is noticed, also where a new file is moved over the old one', async (t) => {
  const { root, write } = folder(t);
  const file = 'content/news/a.tr.md';
  write({ [file]: newsOf('A') });
  let noticed = () => {};
  const watcher = watchFolder(path.join(root, 'content'), () => noticed());
  t.after(() => watcher.close());
  const after = async (change: () => void) => {
    const seen = new Promise<void>((resolve) => (noticed = resolve));
    change();
    await seen;
  };
  for (let turn = 0; turn < 4; turn += 1)
    await after(() => {
      // The file that waits stands elsewhere, so that only the move is seen.
      write({ 'new.md': newsOf(`A${turn}`) });
      renameSync(path.join(root, 'new.md'), path.join(root, file));
    });
  await after(() => write({ [file]: newsOf('B') }));
  await after(() => mkdirSync(path.join(root, 'content/news/2026')));
  await after(() => write({ 'content/news/2026/b.tr.md': newsOf('B') }));
  await after(() => rmSync(path.join(root, 'content/news/2026'), { recursive: true }));
});

test('the library is the same one until a file or the clock changes it', (t) => {
  const { root, write, remove } = folder(t);
  write({
    'content/news/a.tr.md': newsOf('Birinci'),
    'content/news/b.tr.md': newsOf('İkinci', 'retireAt: 2026-11-22T12:05+03:00\n'),
    'content/search/pins.yaml': '# yok\n',
  });
  const read = libraryReader(root);
  const at = (time: string) => read(new Date(`2026-11-22T${time}+03:00`));
  const titles = (library: ReturnType<typeof at>) =>
    library.entries('tr').map(({ data }) => data.title);
  const first = at('12:00');
  assert.deepEqual(titles(first), ['Birinci', 'İkinci']);
  assert.equal(at('12:04'), first);
  const later = at('12:05');
  assert.deepEqual(titles(later), ['Birinci']);
  const a = (library: typeof later) => library.find('news', 'a', 'tr');
  assert.equal(a(later), a(first), 'an entry whose files stayed is the same one');
  assert.equal(at('12:06'), later);
  write({ 'content/news/a.tr.md': newsOf('Başka') });
  const changed = at('12:06');
  assert.deepEqual(titles(changed), ['Başka']);
  assert.notEqual(a(changed), a(later));
  write({ 'content/search/pins.yaml': '# başka\n' });
  const words = at('12:06');
  assert.notEqual(words, changed, 'what editors say about searches belongs to it');
  remove('content/news/a.tr.md');
  assert.deepEqual(titles(at('12:06')), []);
});

const real = readLibrary(path.join(import.meta.dirname, '..'));

test('the content of the portal has no problems', () => {
  assert.deepEqual(
    real.problems.map((problem) => describeWithPlace(problem, texts('en'))),
    [],
  );
  assert.ok(real.entries('tr').length > 500);
});

test('every entry is there in both languages, at an address that leads back to it', () => {
  assert.equal(real.entries('en').length, real.entries('tr').length);
  const seen = new Set<string>();
  for (const locale of ['tr', 'en'] as const)
    for (const { type, slug } of real.entries(locale)) {
      const href = entryHref(type, slug, locale);
      assert.equal(seen.has(href), false, href);
      seen.add(href);
      const parts = href.split('/').slice(locale === 'tr' ? 2 : 3);
      if (type === 'page') {
        const target = targetOf(href);
        assert.ok(target?.kind === 'page' && target.locale === locale, href);
        assert.deepEqual(entryAt(target), { type, slug });
      } else {
        assert.deepEqual(targetOf(href), { kind: 'entry', type, slug, locale });
        assert.equal(slugFromPath(type, parts), slug);
      }
    }
});

test('every relation of the content is seen from its other end', () => {
  let count = 0;
  for (const entry of real.entries('tr'))
    for (const { field, target, relation } of relationsOf(entry)) {
      count += 1;
      const back = real.linksTo(target, relation.to, 'tr');
      assert.ok(back.some((link) => link.entry === entry && link.field === field));
      assert.ok(real.find(target, relation.to, 'tr'));
    }
  assert.ok(count > 100);
});

test('every type has entries and every entry stands once in its type’s list', () => {
  for (const type of typeNames) {
    const slugs = real.ofType(type, 'tr').map(({ slug }) => slug);
    assert.ok(slugs.length > 0, type);
    assert.equal(new Set(slugs).size, slugs.length);
  }
});

test('an entry changed when its text was committed, or saved since', (t) => {
  const { write, read, save, git } = folder(t);
  const committed = new Date('2026-03-01T10:00:00Z');
  const saved = new Date('2026-11-05T08:00:00Z');
  const at = (library: Library, slug: string, locale: Locale) =>
    library.changedAt({ type: 'news', slug, locale }).toISOString();
  write({ 'content/news/a.tr.md': newsOf('A'), 'content/news/b.tr.md': newsOf('B') });
  git(committed, 'init', '-q');
  git(committed, 'add', '.');
  git(committed, 'commit', '-qm', 'Texts');
  write({ 'content/news/b.en.md': twinOf('B'), 'content/news/a.tr.md': newsOf('A2') });
  save('content/news/b.en.md', saved);
  save('content/news/a.tr.md', saved);

  const cache: Cache = new Map();
  const library = read(cache);
  assert.equal(at(library, 'a', 'tr'), saved.toISOString(), 'changed and not committed');
  assert.equal(at(library, 'b', 'tr'), committed.toISOString(), 'the twin is English');
  assert.equal(at(library, 'b', 'en'), saved.toISOString());

  const later = new Date('2026-11-06T08:00:00Z');
  save('content/news/b.tr.md', later);
  assert.equal(at(read(cache), 'b', 'tr'), committed.toISOString(), 'touched, not changed');
  write({ 'content/news/b.tr.md': newsOf('B2') });
  save('content/news/b.tr.md', later);
  assert.equal(at(read(cache), 'b', 'tr'), later.toISOString());
});

test('without git an entry changed when its file was saved', (t) => {
  const { write, read, save } = folder(t);
  const saved = new Date('2026-11-05T08:00:00Z');
  write({ 'content/news/a.tr.md': newsOf('A') });
  save('content/news/a.tr.md', saved);
  assert.deepEqual(read().changedAt({ type: 'news', slug: 'a', locale: 'en' }), saved);
});
