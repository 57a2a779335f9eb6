import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { elementsOf } from '#lib/fixtures/xml';
import { atom, type AtomFeed } from '#lib/atom';
import { anyText } from '#lib/fixtures/texts';

const feed: AtomFeed = {
  id: 'tag:example.org,2026:tr/ara',
  title: 'Aramanın adı',
  subtitle: 'Bu aramayı izleyin',
  lang: 'tr',
  author: 'BYS',
  updated: new Date('2026-11-20T09:00:00Z'),
  href: 'https://example.org/ara?q=a&sector=b',
  self: 'https://example.org/ara.atom?q=a&sector=b',
  entries: [],
};
const entry = {
  id: 'tag:example.org,2026:tr/programme/x',
  lang: 'tr',
  updated: new Date('2026-11-19T09:00:00Z'),
  href: 'https://example.org/destekler/x',
  category: { term: 'programme', label: 'Destek programı' },
};

/** What XML 1.0 cannot say is left out; nothing else. */
const writable = (text: string) =>
  [...text.toWellFormed()]
    .filter((character) => {
      const code = character.codePointAt(0) ?? 0;
      return [9, 10, 13].includes(code) || (code >= 32 && code !== 0xfffe && code !== 0xffff);
    })
    .join('');

test('another program reads back every text', () => {
  fc.assert(
    fc.property(anyText, anyText, anyText, (title, summary, html) => {
      const category = { ...entry.category, label: title };
      const read = elementsOf(
        atom({ ...feed, title, entries: [{ ...entry, category, title, summary, html }] }),
      );
      const texts = (name: string) => read.filter((e) => e.name === name).map(({ text }) => text);
      assert.deepEqual(texts('title'), [writable(title), writable(title)]);
      assert.deepEqual(texts('summary'), [writable(summary)]);
      assert.deepEqual(texts('content'), [writable(html)]);
      const [found] = read.filter(({ name }) => name === 'category');
      assert.equal(found?.attributes.label, writable(title));
    }),
  );
});

test('a feed says what RFC 4287 asks of it, with entries and without', () => {
  for (const entries of [[], [{ ...entry, title: 'x', summary: 'y', html: '<p>z</p>' }]]) {
    const read = elementsOf(atom({ ...feed, entries }));
    const times = (name: string) => read.filter((e) => e.name === name).length;
    assert.equal(times('entry'), entries.length);
    for (const name of ['id', 'title', 'updated']) assert.equal(times(name), 1 + entries.length);
    assert.equal(times('author'), 1);
    assert.deepEqual(
      read
        .filter(({ name, attributes }) => name === 'link' && attributes.rel === 'self')
        .map(({ attributes }) => attributes.href),
      [feed.self],
    );
    assert.equal(read.at(-1)?.attributes.xmlns, 'http://www.w3.org/2005/Atom');
  }
});
