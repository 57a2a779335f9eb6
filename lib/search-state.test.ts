import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { typeAtPath, typeNames, type TypeName } from '#lib/content-types';
import { codesOf, facets, facetsFor, isListed } from '#lib/facets';
import { slugPattern, type Locale } from '#lib/field';
import { locales } from '#lib/messages';
import {
  defaultSort,
  emptySearch,
  maxPage,
  maxQuery,
  parseSearch,
  searchHref,
  sortsFor,
  without,
  type Search,
} from '#lib/search-state';

const parse = (query: string, preset?: TypeName) => parseSearch(new URLSearchParams(query), preset);

/** Reads an address as the portal does: the path names the type of a list page. */
function parseHref(href: string, locale: Locale) {
  const { pathname, searchParams } = new URL(href, 'http://localhost');
  const segment = pathname.split('/')[locale === 'tr' ? 1 : 2] ?? '';
  return parseSearch(searchParams, typeAtPath(segment, locale));
}

const word = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 15 })
  .map(
    (text) => parse(new URLSearchParams({ q: text }).toString()).search.query.split(' ')[0] ?? '',
  )
  .filter((text) => text !== '');
const query = fc
  .array(
    fc.oneof(word, fc.constantFrom('küme', 'UR-GE', '309.5', '"', '\\', '&q=', '%', '+', '#')),
    {
      maxLength: 15,
    },
  )
  .map((words) => words.join(' '))
  .filter((text) => [...text].length <= maxQuery);
const slug = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}$/);
const year = fc.integer({ min: 1800, max: 2099 }).map(String);

const plain = { noNullPrototype: true };

/** Any state that a reader can reach. */
const anySearch: fc.Arbitrary<Search> = fc
  .record({ query, types: fc.subarray([...typeNames]) }, plain)
  .chain(({ query, types }) => {
    const chosen = Object.fromEntries(
      facetsFor(types)
        .filter(({ key }) => key !== 'type')
        .map((facet) => [
          facet.key,
          (facet.values === 'years'
            ? fc.uniqueArray(year, { maxLength: 3 })
            : facet.values === 'entries'
              ? fc.uniqueArray(slug, { maxLength: 3 })
              : fc.subarray([...codesOf(facet, types)])
          ).map((values) => values.toSorted()),
        ]),
    );
    return fc.record(
      {
        query: fc.constant(query),
        types: fc.constant(types),
        chosen: fc
          .record(chosen)
          .map((all) => Object.fromEntries(Object.entries(all).filter(([, v]) => v.length > 0))),
        sort: fc.constantFrom(...sortsFor({ query, types })),
        page: fc.integer({ min: 1, max: maxPage }),
      },
      plain,
    );
  });

for (const locale of locales) {
  test(`parseSearch(searchHref(s)) is s in ${locale}, without a notice`, () => {
    fc.assert(
      fc.property(anySearch, (search) => {
        assert.deepEqual(parseHref(searchHref(search, locale), locale), { search, notices: [] });
      }),
      { numRuns: 300 },
    );
  });

  test(`an address in ${locale} is canonical: read and written again it is the same`, () => {
    const parameter = fc.tuple(
      fc.constantFrom('q', 'type', 'sort', 'page', 'x', ...facets.map(({ key }) => key)),
      fc.oneof(
        fc.string({ unit: 'binary' }),
        year,
        slug,
        fc.constantFrom('enerji', 'ankara', '-1'),
      ),
    );
    fc.assert(
      fc.property(fc.array(parameter), (parameters) => {
        const { search } = parseSearch(new URLSearchParams(parameters));
        const href = searchHref(search, locale);
        assert.deepEqual(parseHref(href, locale), { search, notices: [] });
        assert.equal(searchHref(parseHref(href, locale).search, locale), href);
      }),
      { numRuns: 300 },
    );
  });
}

test('addresses are in the reader’s language, defaults left out', () => {
  const search: Search = {
    query: 'yatırım & "küme"',
    types: ['programme'],
    chosen: { sector: ['enerji', 'makine'], status: ['open'] },
    sort: 'relevance',
    page: 2,
  };
  const written =
    'q=yat%C4%B1r%C4%B1m+%26+%22k%C3%BCme%22&status=open&sector=enerji&sector=makine&page=2';
  assert.equal(searchHref(search, 'tr'), `/destekler?${written}`);
  assert.equal(searchHref(search, 'en'), `/en/programmes?${written}`);
  assert.equal(searchHref(emptySearch, 'tr'), '/ara');
  assert.equal(searchHref(emptySearch, 'en'), '/en/search');
  assert.equal(
    searchHref({ ...emptySearch, types: ['news', 'event'], sort: 'newest' }, 'tr'),
    '/ara?type=news&type=event&sort=newest',
  );
  assert.equal(searchHref({ ...emptySearch, types: ['term'] }, 'tr'), '/ara?type=term');
});

test('a query of 10 kB is cut and the reader is told what was used', () => {
  const { search, notices } = parse(`q=${'a'.repeat(10_240)}`);
  assert.equal(search.query, 'a'.repeat(200));
  assert.deepEqual(notices, [{ code: 'too-long', values: { used: 'a'.repeat(200), max: 200 } }]);
});

test('200 characters are used, of 201 the last is dropped and told', () => {
  const text = `${'ş'.repeat(99)} ${'ğ'.repeat(100)}`;
  assert.deepEqual(parse(`q=${text}`), {
    search: { ...emptySearch, query: text, sort: 'relevance' },
    notices: [],
  });
  const { search, notices } = parse(`q=${text}x`);
  assert.equal(search.query, text);
  assert.deepEqual(notices, [{ code: 'too-long', values: { used: text, max: 200 } }]);
});

test('a query of many words is kept whole: what is left out of it is told by the search', () => {
  const many = 'bir iki üç dört beş altı yedi sekiz dokuz on onbir oniki';
  assert.deepEqual(parse(`q=${many}`), {
    search: { ...emptySearch, query: many, sort: 'relevance' },
    notices: [],
  });
});

test('an emoji is one character and is never cut in two', () => {
  const { search } = parse(`q=${encodeURIComponent('🏭'.repeat(300))}`);
  assert.equal(search.query, '🏭'.repeat(200));
});

for (const [name, given, used] of [
  ['only spaces', '   \t\n ', ''],
  ['quotes', '"küme" “destek” \'x\'', '"küme" “destek” \'x\''],
  ['backslashes', 'a\\b\\\\', 'a\\b\\\\'],
  ['emoji', '🏭 fabrika', '🏭 fabrika'],
  ['right-to-left marks', '\u202Eküme\u200F', 'küme'],
  ['zero-width spaces', 'kü\u200Bme', 'kü me'],
  ['only right-to-left marks', '\u202E\u200F', ''],
  ['decomposed letters', 'ku\u0308me', 'küme'],
  ['a zero byte', 'a\u0000b', 'a b'],
] as const)
  test(`a query with ${name} is read without a notice`, () => {
    const { search, notices } = parseSearch(new URLSearchParams({ q: given }));
    assert.deepEqual([search.query, notices], [used, []]);
  });

for (const [given, page] of [
  ['-1', 1],
  ['0', 1],
  ['00', 1],
  ['1', 1],
  ['50', 50],
  ['51', 50],
  ['1e9', 1],
  ['1000000000', 1],
  ['999999999', 50],
  ['NaN', 1],
  ['Infinity', 1],
  ['1.5', 1],
  ['', 1],
  [' 2', 1],
  ['٣', 1],
  ['0x10', 1],
] as const)
  test(`page=${given} is page ${page}`, () => {
    assert.equal(parseSearch(new URLSearchParams({ page: given })).search.page, page);
  });

test('of a repeated q, sort or page the first counts', () => {
  const { search } = parse('q=bir&q=iki&page=2&page=3&sort=title&sort=newest');
  assert.deepEqual(search, { ...emptySearch, query: 'bir', page: 2, sort: 'title' });
});

test('repeated values of a facet are one choice', () => {
  const { search, notices } = parse('sector=makine&sector=enerji&sector=makine&sector=');
  assert.deepEqual([search.chosen, notices], [{ sector: ['enerji', 'makine'] }, []]);
});

test('array parameters are unknown parameters', () => {
  assert.deepEqual(parse('q[]=a&sector[]=enerji&sector[0]=x&page[]=3'), {
    search: emptySearch,
    notices: [],
  });
});

test('unknown parameters are dropped without a word', () => {
  assert.deepEqual(parse('utm_source=x&fbclid=y&foo=bar'), { search: emptySearch, notices: [] });
});

test('parameters of the prototype change nothing', () => {
  const { search, notices } = parse(
    '__proto__=x&constructor=x&prototype=x&toString=x&__proto__[polluted]=1&hasOwnProperty=1',
  );
  assert.deepEqual({ search, notices }, { search: emptySearch, notices: [] });
  assert.equal('polluted' in {}, false);
  assert.deepEqual(parse('type=__proto__&type=constructor').search.types, []);
  assert.deepEqual(parse('sector=__proto__&sector=constructor').search.chosen, {});
});

test('a value that its facet does not have is left out and told', () => {
  assert.deepEqual(parse('sector=enerji&sector=ulasim&type=haber&year=26&year=2026'), {
    search: { ...emptySearch, chosen: { sector: ['enerji'], year: ['2026'] } },
    notices: [
      { code: 'ignored-value', values: { facet: 'type', value: 'haber' } },
      { code: 'ignored-value', values: { facet: 'sector', value: 'ulasim' } },
      { code: 'ignored-value', values: { facet: 'year', value: '26' } },
    ],
  });
});

test('the code for "everything" is no choice', () => {
  assert.deepEqual(parse('province=tr').search.chosen, {});
  assert.deepEqual(parse('sector=tum').search.chosen, {});
});

test('a facet that does not fit the list is left out and told', () => {
  assert.deepEqual(parse('country=FR', 'programme').notices, [
    { code: 'ignored-facet', values: { facet: 'country', value: 'FR' } },
  ]);
  assert.deepEqual(parse('status=open').notices, [
    { code: 'ignored-facet', values: { facet: 'status', value: 'open' } },
  ]);
});

test('a long or invisible value is told briefly and visibly', () => {
  const { notices } = parse(`sector=${'x'.repeat(5_000)}&sector=%E2%80%AEa`);
  for (const { values } of notices) {
    assert.ok(String(values.value).length <= 60);
    assert.doesNotMatch(String(values.value), /\u202E/);
  }
  assert.equal(notices.length, 2);
});

test('a thousand values do not make a thousand notices', () => {
  const many = Array.from({ length: 1_000 }, (_, i) => `sector=x${i}`).join('&');
  assert.ok(parse(many).notices.length <= 100);
});

test('the type of a list page stands in its path, whatever the parameters say', () => {
  const { search, notices } = parse('type=news&type=zzz', 'programme');
  assert.deepEqual([search.types, notices], [['programme'], []]);
});

test('a slug of an institution is kept when it looks like one', () => {
  assert.deepEqual(parse('institution=kosgeb&institution=../x', 'programme'), {
    search: { ...emptySearch, types: ['programme'], chosen: { institution: ['kosgeb'] } },
    notices: [{ code: 'ignored-value', values: { facet: 'institution', value: '../x' } }],
  });
  assert.match('kosgeb', slugPattern);
});

test('an order that is not offered is the default one', () => {
  assert.equal(parse('sort=relevance').search.sort, 'title');
  assert.equal(parse('sort=closing').search.sort, 'title');
  assert.equal(parse('sort=closing', 'programme').search.sort, 'closing');
  assert.equal(parse('sort=zzz&q=a').search.sort, 'relevance');
  assert.equal(parse('', 'news').search.sort, 'newest');
  assert.equal(parse('', 'event').search.sort, 'newest');
  assert.equal(parse('', 'plan').search.sort, 'title');
});

test('the default order is always one of those offered', () => {
  fc.assert(
    fc.property(anySearch, (search) => {
      assert.ok(sortsFor(search).includes(defaultSort(search)));
    }),
  );
});

test('taking a value away leaves the others and starts at page 1', () => {
  const search: Search = {
    query: 'a',
    types: ['programme'],
    chosen: { sector: ['enerji', 'makine'], status: ['open'] },
    sort: 'closing',
    page: 3,
  };
  assert.deepEqual(without(search, 'sector', 'enerji'), {
    ...search,
    chosen: { sector: ['makine'], status: ['open'] },
    page: 1,
  });
  assert.deepEqual(without(search, 'sector'), { ...search, chosen: { status: ['open'] }, page: 1 });
  assert.deepEqual(without(search, 'sector', 'yok').chosen, search.chosen);
  assert.deepEqual(without(search, 'yok'), { ...search, page: 1 });
});

test('taking the type away drops the facets and orders that only it has', () => {
  const search: Search = {
    query: '',
    types: ['programme'],
    chosen: { sector: ['enerji'], status: ['open'], institution: ['kosgeb'] },
    sort: 'closing',
    page: 3,
  };
  assert.deepEqual(without(search, 'type', 'programme'), {
    query: '',
    types: [],
    chosen: { sector: ['enerji'] },
    sort: 'title',
    page: 1,
  });
});

test('taking a type away drops the values that only it has', () => {
  const search = parse('type=programme&type=news&province=bolge-6&province=van').search;
  assert.deepEqual(without(search, 'type', 'programme').chosen, { province: ['van'] });
});

test('whatever is taken away, what is left is a state with an address of its own', () => {
  fc.assert(
    fc.property(anySearch, fc.constantFrom(...facets), (search, { key }) => {
      const values = key === 'type' ? search.types : (search.chosen[key] ?? []);
      for (const value of [undefined, ...values]) {
        const left = without(search, key, value);
        assert.deepEqual(parseHref(searchHref(left, 'tr'), 'tr'), { search: left, notices: [] });
      }
    }),
    { numRuns: 200 },
  );
});

test('only lists with a page of their own have their type in the path', () => {
  for (const type of typeNames) {
    const href = searchHref({ ...emptySearch, types: [type] }, 'tr');
    assert.equal(href.includes('type='), !isListed(type), href);
  }
});
