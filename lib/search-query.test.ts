import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nameFields, rootFields } from '#lib/search-document';
import {
  asked,
  idsOf,
  nameQuestions,
  poolQuestion,
  toRequest,
  typeFilter,
  type Answer,
} from '#lib/search-query';
import { emptySearch, type Search } from '#lib/search-state';
import type { Term } from '#lib/turkish/query';

const today = '2026-11-22';
const searchOf = (more: Partial<Search>): Search => ({ ...emptySearch, ...more });
const answer = (total: number, facets: Answer['facets'] = {}): Answer => ({
  hits: [],
  total,
  facets,
});
const questionsOf = (more: Partial<Search>) => toRequest(searchOf(more), 'tr', today).questions;
const termOf = (root: string): Term => ({ written: root, stems: [root], root, meanings: [] });
const noneBut = { without: [] };

test('without a choice one question asks for hits and every count', () => {
  const [hits, ...others] = questionsOf({});
  assert.deepEqual(others, []);
  assert.deepEqual(hits?.filter, []);
  assert.deepEqual(hits?.facets, ['type', 'sector', 'province', 'year']);
  assert.deepEqual([hits?.page, hits?.hitsPerPage], [1, 20]);
  assert.deepEqual(hits?.attributesToRetrieve, ['id']);
  assert.equal(hits?.q, '');
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
  assert.deepEqual([outcome.total, outcome.ids], [0, []]);
});

test('documents keep the engine’s order', () => {
  const hits = [{ id: 'news-b' }, { id: 'term-a' }];
  assert.deepEqual(idsOf({ hits, total: 2, facets: {} }), ['news-b', 'term-a']);
  assert.deepEqual(idsOf(undefined), []);
  const { read } = toRequest(searchOf({}), 'tr', today);
  assert.deepEqual(read([{ hits, total: 2, facets: {} }]).ids, ['news-b', 'term-a']);
});

test('terms are asked by the heads of their families, each one needed as it stands', () => {
  assert.deepEqual(asked(noneBut, [termOf('kume'), termOf('destek')]), {
    q: '"kume" "destek"',
    attributesToSearchOn: rootFields,
    filter: [],
  });
});

test('what is left out is left out by its head, whatever else is asked', () => {
  assert.deepEqual(asked({ without: ['kredi'] }, [termOf('fuar')]), {
    q: '"fuar" -"kredi"',
    attributesToSearchOn: rootFields,
    filter: [],
  });
});

test('among some documents only those count, whatever their ids hold', () => {
  const { filter } = asked(noneBut, [termOf('fuar')], new Map(), ['news-a', 'news-"b\\']);
  assert.deepEqual(filter, ['id IN ["news-a", "news-\\"b\\\\"]']);
});

test('a quote inside a head cannot end it', () => {
  assert.equal(asked(noneBut, [termOf('a"b')]).q, '"a b"');
});

test('a term with other words is asked by those instead', () => {
  const [kume, fua] = [termOf('kume'), termOf('fua')];
  const { q, filter } = asked(noneBut, [kume, fua], new Map([[fua, ['fuar', 'fu"a\\r']]]));
  assert.equal(q, '"kume"');
  assert.deepEqual(filter, ['vocabulary IN ["fuar", "fu\\"a\\\\r"]']);
});

test('what is asked reaches every question of a search, its filter too', () => {
  const term = termOf('fua');
  const question = asked({ without: ['kredi'] }, [term], new Map([[term, ['fuar']]]));
  const { questions } = toRequest(
    searchOf({ types: ['programme'], chosen: { sector: ['enerji'] } }),
    'en',
    today,
    question,
    { page: 3, hitsPerPage: 7 },
  );
  assert.equal(questions.length, 7);
  for (const { locale, q, filter, attributesToSearchOn } of questions) {
    assert.deepEqual([locale, q, attributesToSearchOn], ['en', '-"kredi"', rootFields]);
    assert.equal(filter[0], 'vocabulary IN ["fuar"]');
  }
  assert.deepEqual([questions[0]?.page, questions[0]?.hitsPerPage], [3, 7]);
});

test('the documents of a term are asked for in its types, only their ids', () => {
  const within = { locale: 'tr' as const, filter: typeFilter({ types: ['news', 'term'] }) };
  assert.deepEqual(poolQuestion(asked(noneBut, [termOf('kume')]), within, 60), {
    locale: 'tr',
    q: '"kume"',
    filter: ['type IN ["news", "term"]'],
    attributesToSearchOn: rootFields,
    attributesToRetrieve: ['id'],
    page: 1,
    hitsPerPage: 60,
  });
  assert.deepEqual(typeFilter({ types: [] }), []);
});

test('the suggest box asks for names only, as typed and by the heads of the words before', () => {
  const within = { locale: 'en' as const, filter: typeFilter({ types: ['programme'] }) };
  const questions = nameQuestions('kümelerin des', [termOf('kume')], 'des', within, 6);
  assert.deepEqual(
    questions.map(({ q, attributesToSearchOn }) => ({ q, attributesToSearchOn })),
    [
      { q: '"kume" des', attributesToSearchOn: nameFields },
      { q: 'kümelerin des', attributesToSearchOn: ['title', 'names'] },
    ],
  );
  for (const { locale, filter, hitsPerPage, attributesToRetrieve } of questions)
    assert.deepEqual(
      [locale, filter, hitsPerPage, attributesToRetrieve],
      ['en', ['type IN ["programme"]'], 6, ['id']],
    );
  assert.equal(nameQuestions('kob', [], 'kob', within, 6).length, 1);
});
