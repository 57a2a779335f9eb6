import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { beforeAfterView } from '#lib/before-after';
import { fieldsOf } from '#lib/content-types';
import { entryFrom, parseEntry, type Entry } from '#lib/entry';
import type { Neighbour } from '#lib/entry-view';
import type { Locale } from '#lib/field';
import { readLibrary, relationsOf } from '#lib/library';
import { locales, texts } from '#lib/messages';

const library = readLibrary(path.join(import.meta.dirname, '..'));
const today = '2026-11-22';

const find = (slug: string, locale: Locale): Entry<'programme'> => {
  const entry = library.find('programme', slug, locale);
  assert.ok(entry, slug);
  return entry;
};

/** What the page of a programme of the portal shows. */
function sectionOf(slug: string, locale: Locale = 'tr', kept: string[] = []) {
  const entry = find(slug, locale);
  const forward = relationsOf(entry).flatMap(({ field, target, relation }): Neighbour[] => {
    const other: Entry | undefined = library.find(target, relation.to, locale);
    return other ? [{ entry: other, field, relation, backward: false }] : [];
  });
  const backward = library
    .linksTo('programme', slug, locale)
    .map((link): Neighbour => ({ ...link, backward: true }));
  return beforeAfterView(entry, [...forward, ...backward], kept, locale, today);
}

/** The addresses under each heading. */
const linksOf = (slug: string, locale?: Locale) =>
  Object.fromEntries(
    sectionOf(slug, locale)?.groups.map(({ heading, items }) => [
      heading,
      items.map(({ link }) => link.href),
    ]) ?? [],
  );

test('what is written in one programme stands on the pages of both', () => {
  assert.deepEqual(linksOf('kosgeb-stratejik-urun'), {
    'Bundan önce': ['/destekler/sanayi-hamle'],
    'Aynı iş için birlikte alınamayanlar': ['/destekler/kosgeb-teknoyatirim'],
  });
  assert.deepEqual(linksOf('sanayi-hamle', 'en'), {
    'After this programme': [
      '/en/programmes/sanayi-yatirim-tesvik',
      '/en/programmes/kosgeb-kobi-finansman',
      '/en/programmes/kosgeb-stratejik-urun',
    ],
  });
  assert.deepEqual(
    linksOf('kosgeb-teknoyatirim')['Aynı iş için birlikte alınamayanlar'],
    ['/destekler/kosgeb-stratejik-urun'],
    'an exclusion holds both ways',
  );
  assert.deepEqual(linksOf('ab-smp-euroclusters'), {
    'Yerini aldığı program': ['/destekler/ab-cosme'],
  });
  assert.deepEqual(Object.keys(linksOf('ab-cosme')), [
    'Yerini alan program',
    'Parçaları ve çağrıları',
  ]);
  assert.deepEqual(linksOf('ajans-sogreen-daka', 'en'), {
    'Part of': ['/en/programmes/ajans-sogreen'],
  });
});

test('a programme of which no source says anything of the kind has no such section', () => {
  assert.equal(sectionOf('kosgeb-yurt-disi-pazar'), undefined);
  assert.equal(sectionOf('ticaret-ur-ge'), undefined, 'a cluster or plan article is no programme');
});

test('each tells its reason in the reader’s language, whether it is open, and its source', () => {
  const [closed] =
    sectionOf('ab-smp-euroclusters', 'en', ['ticaret-ur-ge'])?.groups[0]?.items ?? [];
  assert.ok(closed);
  assert.match(closed.reason.text, /^The part of the Single Market Programme/);
  assert.equal(closed.reason.lang, undefined);
  assert.deepEqual(closed.badge, { label: 'Last known call closed', tone: 'muted' });
  assert.match(closed.link.href, /\?p=ticaret-ur-ge$/);
});

test('the source is taken from the list of the programme that names the other', () => {
  const own = find('ab-smp-euroclusters', 'tr').data.sources.slice(0, 2);
  for (const slug of ['ab-smp-euroclusters', 'ab-cosme']) {
    const [item] = sectionOf(slug)?.groups[0]?.items ?? [];
    assert.deepEqual(
      item?.sources,
      own.map(({ title, url }) => ({ title, href: url })),
      slug,
    );
  }
});

test('two that name each other stand there once', () => {
  const file = parseEntry(
    'content/programmes/deneme.tr.md',
    '---\ntitle: Deneme\ninstitution: kosgeb\nsupportTypes: [hibe]\npurposes: [ihracat]\n' +
      'audiences: [mikro]\nsectors: [tum]\ncoverage: [tr]\nstatus: unknown\n' +
      'sources:\n  - title: Rapor\n---\n\nMetin.\n',
  );
  assert.ok(file.ok);
  const entry = entryFrom(file.file, undefined, 'tr');
  assert.ok(entry.type === 'programme');
  const relation = {
    to: 'tubitak-1501',
    basis: 'source' as const,
    reason: { tr: 'Sonra gelir.', en: 'Comes later.' },
    sources: [1],
  };
  const other = find('tubitak-1501', 'tr');
  const twice: Neighbour[] = [
    { entry: other, field: 'leadsTo', relation, backward: false },
    { entry: other, field: 'follows', relation, backward: true },
  ];
  const groups = beforeAfterView(entry, twice, [], 'tr', today)?.groups ?? [];
  assert.deepEqual(
    groups.map(({ heading, items }) => [heading, items.length]),
    [['Bundan sonra', 1]],
  );
});

test('every relation between programmes is shown from both ends, under a heading of its own', () => {
  const fields = Object.entries(fieldsOf('programme'))
    .filter(([, { kind, target }]) => kind === 'relations' && target === 'programme')
    .map(([name]) => name);
  const used = new Set<string>();
  for (const locale of locales)
    for (const entry of library.ofType('programme', locale))
      for (const { field, relation } of relationsOf(entry)) {
        if (!fields.includes(field)) continue;
        used.add(field);
        assert.notEqual(relation.to, entry.slug);
        for (const [from, to] of [
          [entry.slug, relation.to],
          [relation.to, entry.slug],
        ] as const) {
          const links = Object.values(linksOf(from, locale)).flat();
          const there = links.filter((href) => href.endsWith(`/${to}`));
          assert.equal(there.length, 1, `${from} ${field} ${to}`);
        }
      }
  assert.deepEqual([...used].sort(), [...fields].sort());
  for (const locale of locales)
    for (const name of fields) assert.notEqual(texts(locale)(`fields.${name}`), '');
});
