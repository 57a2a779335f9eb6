import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLibrary } from '#lib/library';
import { locales, texts } from '#lib/messages';
import { readShortList } from '#lib/short-list';
import { keepLink, listLinks, shortListView } from '#lib/short-list-view';

const library = readLibrary(process.cwd());
const view = (address: string, locale: 'tr' | 'en' = 'tr') =>
  shortListView(
    readShortList(new URLSearchParams(address), (slug) =>
      Boolean(library.find('programme', slug, 'tr')),
    ),
    {
      locale,
      today: '2026-11-22',
      titleOf: (type, slug) => library.titleOf(type, slug, locale),
      programmeOf: (slug) => library.find('programme', slug, locale),
    },
    'https://bys.example',
  );

const two = 'p=kosgeb-yurt-disi-pazar&p=ticaret-ur-ge';

test('the address is the list, whole, to be sent and to be drawn', () => {
  const { share, items } = view(two);
  assert.equal(share?.address, `https://bys.example/liste?${two}`);
  assert.equal(view(two, 'en').share?.address, `https://bys.example/en/list?${two}`);
  assert.deepEqual(
    items.map(({ slug }) => slug),
    ['kosgeb-yurt-disi-pazar', 'ticaret-ur-ge'],
  );
  assert.equal(items[0]?.remove.href, '/liste?p=ticaret-ur-ge');
  assert.equal(items[0]?.href, `/destekler/kosgeb-yurt-disi-pazar?${two}`);
});

test('an empty list says how it is filled, and offers no sharing', () => {
  const empty = view('');
  assert.equal(empty.lead, texts('tr')('shortList.empty'));
  assert.equal(empty.share, undefined);
  assert.equal(empty.clear, undefined);
  assert.equal(empty.findMore.href, '/destek-bul');
});

test('two can be compared, one cannot, and of many the first', () => {
  const t = texts('tr');
  assert.equal(view('p=ticaret-ur-ge').compare, undefined);
  assert.equal(view(two).compare?.href, `/karsilastir?${two}`);
  const five = `${two}&p=tubitak-1507&p=tubitak-1501&p=ticaret-e-ihracat`;
  assert.equal(view(five).compare?.label, t('shortList.compareFirst', { max: 4 }));
  assert.equal(view(five).compare?.href, `/karsilastir?${five}`);
});

test('a dossier holds each programme’s answers and the day on which it was drawn up', () => {
  for (const locale of locales) {
    const { items, dossier } = view(two, locale);
    assert.match(dossier.printed, locale === 'tr' ? /22 Kasım 2026/ : /22 November 2026/);
    for (const { answers } of items) {
      assert.equal(answers.length, 7);
      const sources = answers.at(-1)?.lists[0] ?? answers.at(-1)?.rows.at(-1);
      assert.ok(sources);
    }
  }
});

test('keeping is a link to the same page with one programme more or less', () => {
  const t = texts('en');
  const programme = { slug: 'b', title: 'B' };
  const add = keepLink(programme, ['a'], '/en/find-support?age=3#b', t);
  assert.equal(add.href, '/en/find-support?age=3&p=a&p=b#b');
  const remove = keepLink(programme, ['a', 'b'], '/en/find-support?age=3&p=a#b', t);
  assert.equal(remove.href, '/en/find-support?age=3&p=a#b');
  for (const { label, spoken } of [add, remove])
    assert.ok(spoken.toLowerCase().includes(label.toLowerCase()), spoken);
  assert.deepEqual(listLinks([], 'en', t), []);
  assert.equal(listLinks(['a'], 'en', t).length, 1);
  assert.equal(listLinks(['a', 'b'], 'en', t)[1]?.href, '/en/compare?p=a&p=b');
});
