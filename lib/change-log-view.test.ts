import assert from 'node:assert/strict';
import test, { describe } from 'node:test';
import { SaxesParser } from 'saxes';
import { changeLog, changesFeed } from '#lib/change-log-view';
import type { Version } from '#lib/entry-changes';
import type { Locale } from '#lib/field';

const entry = { type: 'term', slug: 'kume' } as const;

const file = (title: string, state = '') => `---\n${state}title: ${title}\n---\n\nGövde.\n`;

const version = (number: number, more: Partial<Version>): Version => ({
  version: String(number).repeat(40),
  at: new Date(Date.UTC(2026, 9, number, 22)),
  author: 'Ayşe Yılmaz',
  reason: `Neden ${number}\n\nUzun açıklama`,
  alone: false,
  before: {},
  after: {},
  ...more,
});

const worldIn = (locale: Locale) => ({
  locale,
  site: 'https://bys.example.org',
  title: { text: 'Küme <&>' },
  titleOf: () => undefined,
});

const logOf = (versions: readonly Version[] | undefined, most?: number, locale: Locale = 'tr') =>
  changeLog(entry, versions, worldIn(locale), most);

describe('the log of changes', () => {
  const begun = version(1, { after: { tr: file('Küme') } });
  const renamed = version(2, {
    before: { tr: file('Küme') },
    after: { tr: file('Kümelenme') },
    reviewedBy: 'Mehmet Demir',
    publishedBy: 'Mehmet Demir',
  });
  const rewritten = version(3, {
    before: { tr: file('Kümelenme') },
    after: { tr: file('"Kümelenme"') },
  });
  const twin = version(4, {
    after: { en: file('Cluster') },
    author: '',
    alone: true,
    publishedBy: '',
  });

  test('tells when, who, why and what, the newest first, and leaves out what changed only the writing', () => {
    const { items, all, feed } = logOf([twin, rewritten, renamed, begun]);
    assert.deepEqual(
      items.map(({ date, people, reason, differences }) => [
        date,
        people,
        reason,
        differences.length,
      ]),
      [
        ['5 Ekim 2026', 'BYS editörü · ikinci kişi onayı olmadan', 'Neden 4', 1],
        [
          '3 Ekim 2026',
          'Ayşe Yılmaz · inceleyen: Mehmet Demir · yayımlayan: Mehmet Demir',
          'Neden 2',
          1,
        ],
        ['2 Ekim 2026', 'Ayşe Yılmaz', 'Neden 1', 1],
      ],
    );
    assert.equal(all.href, '/sozluk/kume/degisiklikler');
    assert.equal(feed.href, '/sozluk/kume/degisiklikler.atom');
    assert.equal(logOf([], undefined, 'en').all.href, '/en/glossary/kume/changes');
  });

  test('counts only what readers can see', () => {
    assert.deepEqual(
      logOf([twin, rewritten, renamed, begun], 2).items.map(({ reason }) => reason),
      ['Neden 4', 'Neden 2'],
    );
  });

  test('keeps what a draft said to itself, also in the twin', () => {
    const draft = version(1, { after: { tr: file('Gizli', 'state: draft\n') } });
    const more = version(2, {
      before: { tr: file('Gizli', 'state: draft\n') },
      after: { tr: file('Gizli iki', 'state: review\n') },
    });
    const inTwin = version(3, { after: { en: file('Secret') } });
    const live = version(4, {
      before: { tr: file('Gizli iki', 'state: review\n') },
      after: { tr: file('Açık') },
    });
    assert.deepEqual(
      logOf([live, inTwin, more, draft]).items.map(({ reason, differences }) => [
        reason,
        differences,
      ]),
      [['Neden 4', [{ kind: 'said', label: '', sentence: 'Yayımlandı.' }]]],
    );
  });

  test('says where there is nothing to tell, and where nobody can know', () => {
    assert.equal(logOf([]).missing, 'Bu kayıtta okurların gördüğü bir değişiklik yok.');
    assert.equal(logOf(undefined).missing, 'Bu kurulumda değişiklik geçmişi yok.');
    assert.equal(logOf([begun]).missing, undefined);
  });

  test('goes out as Atom, each change with an address and an id of its own', () => {
    const feed = changesFeed(entry, [twin, renamed, begun], worldIn('en'));
    const ids: string[] = [];
    const names: string[] = [];
    const parser = new SaxesParser();
    parser.on('opentag', ({ name }) => names.push(name));
    parser.on('text', (text) => {
      if (names.at(-1) === 'id' && text.trim() !== '') ids.push(text);
    });
    parser.on('error', (error) => {
      throw error;
    });
    parser.write(feed).close();
    assert.equal(new Set(ids).size, 4);
    assert.match(feed, /href="https:\/\/bys\.example\.org\/en\/glossary\/kume\/changes#d-2{12}"/);
    assert.match(feed, /Title \(Turkish\): Küme → Kümelenme/);
    assert.doesNotMatch(feed, /@/);
  });
});
