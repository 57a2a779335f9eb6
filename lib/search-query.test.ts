import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  foundEntry,
  readHits,
  titleQuestion,
  toRequest,
  type Answer,
  type FoundText,
} from '#lib/search-query';
import { emptySearch, type Search } from '#lib/search-state';

const today = '2026-11-22';
const searchOf = (more: Partial<Search>): Search => ({ ...emptySearch, ...more });
const answer = (total: number, facets: Answer['facets'] = {}): Answer => ({
  hits: [],
  total,
  facets,
});
const questionsOf = (more: Partial<Search>) => toRequest(searchOf(more), 'tr', today).questions;
const marked = ({ text, marks }: FoundText) => marks.map(([from, to]) => text.slice(from, to));

test('without a choice one question asks for hits and every count', () => {
  const [hits, ...others] = questionsOf({});
  assert.deepEqual(others, []);
  assert.deepEqual(hits?.filter, []);
  assert.deepEqual(hits?.facets, ['type', 'sector', 'province', 'year']);
  assert.deepEqual([hits?.page, hits?.hitsPerPage], [1, 20]);
  assert.equal(hits?.showMatchesPosition, false);
});

test('a choice covers the code for "everything" as well', () => {
  const [hits] = questionsOf({ chosen: { sector: ['enerji'], province: ['ankara', 'bursa'] } });
  assert.deepEqual(hits?.filter, [
    'sector IN ["enerji", "tum"]',
    'province IN ["ankara", "bursa", "tr"]',
  ]);
});

test('years are asked for as numbers', () => {
  const [hits] = questionsOf({ types: ['news'], chosen: { year: ['2025', '2026'] } });
  assert.deepEqual(hits?.filter, ['type IN ["news"]', 'year IN [2025, 2026]']);
});

test('a facet with a choice is counted as if it had none', () => {
  const [hits, ...others] = questionsOf({
    types: ['news', 'event'],
    chosen: { province: ['ankara'], year: ['2026'] },
  });
  assert.deepEqual(hits?.facets, []);
  assert.deepEqual(
    others.map(({ filter, facets, hitsPerPage }) => ({ filter, facets, hitsPerPage })),
    [
      {
        filter: ['province IN ["ankara", "tr"]', 'year IN [2026]'],
        facets: ['type'],
        hitsPerPage: 0,
      },
      {
        filter: ['type IN ["news", "event"]', 'year IN [2026]'],
        facets: ['province'],
        hitsPerPage: 0,
      },
      {
        filter: ['type IN ["news", "event"]', 'province IN ["ankara", "tr"]'],
        facets: ['year'],
        hitsPerPage: 0,
      },
      { filter: ['type IN ["news", "event"]'], facets: undefined, hitsPerPage: 0 },
    ],
  );
});

test('quotes and backslashes of a value cannot end the filter', () => {
  const hostile = ['a" OR type = "news', 'b\\', 'c\\" OR 1=1', '"]', "d' OR '1"];
  const [hits] = questionsOf({ chosen: { sector: hostile } });
  assert.deepEqual(hits?.filter, [
    'sector IN ["a\\" OR type = \\"news", "b\\\\", "c\\\\\\" OR 1=1", "\\"]", "d\' OR \'1", "tum"]',
  ]);
});

test('any value is one string in the filter', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (values) => {
      const [hits] = questionsOf({ chosen: { sector: values } });
      const [filter = ''] = hits?.filter ?? [];
      const inside = filter.slice('sector IN ['.length, -1);
      const strings = inside.match(/"(?:[^"\\]|\\[\s\S])*"/g) ?? [];
      assert.equal(strings.join(', '), inside);
      const read = strings.map((s) => s.slice(1, -1).replace(/\\([\\"])/g, '$1'));
      assert.deepEqual(read, [...values, 'tum']);
    }),
  );
});

test('"closing soonest" leaves out what is closed already', () => {
  const [hits] = questionsOf({ types: ['programme'], sort: 'closing' });
  assert.deepEqual(hits?.filter, ['type IN ["programme"]', 'closes >= 20261122']);
});

test('a programme list asks for each application status apart', () => {
  const [, ...others] = questionsOf({ types: ['programme'], chosen: { status: ['open'] } });
  const status = others.slice(0, 5);
  assert.equal(others.length, 5);
  for (const { filter, hitsPerPage, facets } of status) {
    assert.equal(filter.length, 2);
    assert.equal(filter[0], 'type IN ["programme"]');
    assert.deepEqual([hitsPerPage, facets], [0, undefined]);
  }
  assert.equal(new Set(status.map(({ filter }) => filter[1])).size, 5);
});

test('orders are the engine’s, ties in title order', () => {
  const sortOf = (sort: Search['sort']) => questionsOf({ sort, types: ['programme'] })[0]?.sort;
  assert.deepEqual(sortOf('relevance'), []);
  assert.deepEqual(sortOf('newest'), ['newest:desc', 'titleKey:asc']);
  assert.deepEqual(sortOf('closing'), ['closes:asc', 'titleKey:asc']);
  assert.deepEqual(sortOf('title'), ['titleKey:asc']);
});

test('what holds everywhere counts for every code', () => {
  const { read } = toRequest(searchOf({ types: ['programme'] }), 'tr', today);
  const { counts } = read([
    answer(10, { sector: { tum: 4, enerji: 3 }, province: { tr: 7, ankara: 2 } }),
    ...Array.from({ length: 5 }, () => answer(2)),
  ]);
  assert.equal(counts.get('sector')?.get('enerji'), 7);
  assert.equal(counts.get('sector')?.get('makine'), 4);
  assert.equal(counts.get('sector')?.has('tum'), false);
  assert.equal(counts.get('province')?.get('ankara'), 9);
  assert.equal(counts.get('province')?.get('van'), 7);
  assert.equal(counts.get('province')?.has('tr'), false);
});

test('where nothing holds everywhere, only what is there counts', () => {
  const { read } = toRequest(searchOf({}), 'tr', today);
  const { counts } = read([answer(10, { sector: { enerji: 3 } })]);
  assert.deepEqual([...(counts.get('sector') ?? [])], [['enerji', 3]]);
});

test('the answers come back to their facets', () => {
  const { read } = toRequest(
    searchOf({ types: ['programme'], chosen: { status: ['open'], sector: ['enerji'] } }),
    'tr',
    today,
  );
  const outcome = read([
    answer(1),
    answer(1),
    answer(2),
    answer(3),
    answer(4),
    answer(5),
    answer(6, { sector: { enerji: 1, makine: 5 } }),
    answer(20),
  ]);
  assert.equal(outcome.total, 1);
  assert.deepEqual(
    [...(outcome.counts.get('status') ?? [])],
    [
      ['open', 1],
      ['continuous', 2],
      ['upcoming', 3],
      ['closed', 4],
      ['unknown', 5],
    ],
  );
  assert.deepEqual([...(outcome.counts.get('sector') ?? [])].sort(), [
    ['enerji', 1],
    ['makine', 5],
  ]);
  assert.equal(outcome.totalWithout.get('status'), 15);
  assert.equal(outcome.totalWithout.get('sector'), 6);
  assert.equal(outcome.totalWithout.get('all'), 20);
});

test('no answers at all read as nothing found', () => {
  const outcome = toRequest(searchOf({}), 'tr', today).read([]);
  assert.deepEqual([outcome.total, outcome.hits], [0, []]);
});

/** The engine's positions: in bytes of UTF-8. */
const matchOf = (text: string, word: string) => {
  const at = text.indexOf(word);
  assert.ok(at >= 0, word);
  return { start: Buffer.byteLength(text.slice(0, at)), length: Buffer.byteLength(word) };
};
const hitOf = (title: string, words: readonly string[], more: Record<string, unknown> = {}) =>
  foundEntry({
    type: 'news',
    slug: 'a',
    title,
    _matchesPosition: { title: words.map((word) => matchOf(title, word)) },
    ...more,
  });

test('marks count in UTF-16, behind Turkish letters and emoji', () => {
  const { title } = hitOf('🏭 Şişli’de İğne ışığı', ['Şişli', 'İğne', 'ışığı']);
  assert.deepEqual(title.marks, [
    [3, 8],
    [12, 16],
    [17, 22],
  ]);
  assert.deepEqual(marked(title), ['Şişli', 'İğne', 'ışığı']);
});

test('marks that touch or overlap are one, in the order of the text', () => {
  const title = 'kümelenme desteği';
  const { marks } = foundEntry({
    title,
    _matchesPosition: {
      title: [
        { start: 11, length: 9 },
        { start: 0, length: 5 },
        { start: 3, length: 7 },
      ],
    },
  }).title;
  assert.deepEqual(marks, [
    [0, 9],
    [10, 17],
  ]);
});

test('for any text and any word of it the mark is the word', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }), {
        minLength: 1,
        maxLength: 6,
      }),
      fc.nat(),
      (words, pick) => {
        const index = pick % words.length;
        const before = words.slice(0, index).join('|') + (index > 0 ? '|' : '');
        const word = words[index] ?? '';
        const { title } = foundEntry({
          title: words.join('|'),
          _matchesPosition: {
            title: [{ start: Buffer.byteLength(before), length: Buffer.byteLength(word) }],
          },
        });
        assert.deepEqual(marked(title), [word]);
      },
    ),
  );
});

test('marks beyond the end of a text stay inside it', () => {
  const { title } = foundEntry({
    title: 'kısa',
    _matchesPosition: { title: [{ start: 2, length: 500 }] },
  });
  for (const [from, to] of title.marks) assert.ok(from <= to && to <= title.text.length);
});

const filler = (n: number) => Array.from({ length: n }, (_, i) => `dolgu${i}`).join(' ');

test('where the passage does not answer, the densest stretch of the body does', () => {
  const body = `${filler(40)} küme ${filler(60)} küme destek ihracat küme ${filler(60)}`;
  const second = body.lastIndexOf('küme destek');
  const { passage } = foundEntry({
    passage: 'Başka bir şey.',
    passageLocale: 'tr',
    body,
    _matchesPosition: {
      body: [
        matchOf(body, 'küme'),
        { start: Buffer.byteLength(body.slice(0, second)), length: 5 },
        matchOf(body, 'destek'),
        matchOf(body, 'ihracat'),
      ],
    },
  });
  assert.deepEqual(marked(passage), ['küme', 'destek', 'ihracat']);
  assert.ok(passage.text.startsWith('… ') && passage.text.endsWith(' …'));
  assert.ok(passage.text.length <= 250);
  assert.ok(body.includes(passage.text.slice(2, -2)));
});

test('a short body is shown whole', () => {
  const body = 'Kümeler için destek.';
  const { passage } = foundEntry({
    passage: 'Başka.',
    body,
    _matchesPosition: { body: [matchOf(body, 'destek')] },
  });
  assert.equal(passage.text, body);
  assert.deepEqual(marked(passage), ['destek']);
});

test('the mark that brought a stretch of the body is always in it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 40 }),
      fc.nat(),
      (lengths, pick) => {
        const words = lengths.map((n) => 'ş'.repeat(n));
        const index = pick % words.length;
        const body = words.map((w, i) => (i === index ? 'ara' : w)).join(' ');
        const { passage } = foundEntry({
          body,
          _matchesPosition: { body: [matchOf(body, 'ara')] },
        });
        assert.deepEqual(marked(passage), ['ara']);
      },
    ),
  );
});

test('a passage that answers is kept', () => {
  const passage = 'Kümelenme desteği';
  const found = foundEntry({
    passage,
    body: 'desteği anlatır',
    _matchesPosition: { passage: [matchOf(passage, 'desteği')], body: [{ start: 0, length: 8 }] },
  });
  assert.equal(found.passage.text, passage);
  assert.deepEqual(marked(found.passage), ['desteği']);
});

test('hits keep the engine’s order, and a strange hit is an empty text rather than an error', () => {
  const hits = [{ title: 'B' }, { title: 'A' }, { title: null }, {}];
  assert.deepEqual(
    readHits({ hits, total: 4, facets: {} }).map(({ title }) => title.text),
    ['B', 'A', '', ''],
  );
  assert.deepEqual(readHits(undefined), []);
});

test('the suggest box asks for names only, of the list’s type', () => {
  const question = titleQuestion(searchOf({ query: 'kob', types: ['programme'] }), 'en');
  assert.deepEqual(question.attributesToSearchOn, ['title', 'names']);
  assert.deepEqual(question.filter, ['type IN ["programme"]']);
  assert.equal(question.hitsPerPage, 6);
  assert.equal(question.locale, 'en');
});
