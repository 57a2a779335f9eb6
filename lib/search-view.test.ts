import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TypeName } from '#lib/content-types';
import type { Locale } from '#lib/field';
import { foundEntry, type Found } from '#lib/finding';
import type { Shown } from '#lib/search-document';
import { defaultSort, maxPage, type Search, type SearchNotice } from '#lib/search-state';
import { searchView, type Surroundings } from '#lib/search-view';

const today = '2026-11-22';
const around: Surroundings = {
  site: 'https://bys.example',
  today,
  titleOf: (type, slug) => (type === 'institution' && slug === 'kosgeb' ? 'KOSGEB' : undefined),
};

const searchOf = (more: Partial<Search> = {}): Search => {
  const bare = { query: '', types: [], ...more };
  return { chosen: {}, sort: defaultSort(bare), page: 1, ...bare };
};

type Counts = Record<string, Record<string, number>>;
const outcomeOf = (
  total: number,
  counts: Counts = {},
  without: Record<string, number> = {},
): Found => ({
  total,
  exact: total,
  hits: [],
  notices: [],
  counts: new Map(
    Object.entries(counts).map(([key, values]) => [key, new Map(Object.entries(values))]),
  ),
  totalWithout: new Map(Object.entries(without)),
});

const view = (
  search: Search,
  found: Found | undefined,
  locale: Locale = 'tr',
  notices: readonly SearchNotice[] = [],
  limit?: number,
) => searchView(search, notices, found, locale, around, limit);

const shownOf = (more: Pick<Shown, 'type'> & Partial<Shown>): Shown => ({
  slug: 'a',
  title: 'A',
  titleLocale: 'tr',
  passage: '',
  passageLocale: 'tr',
  body: '',
  card: {},
  ...more,
});

test('it is said how many results have all of the words, where not all do', () => {
  const similar = (exact: number, locale: Locale) =>
    view(searchOf({ query: 'küme' }), { ...outcomeOf(20), exact }, locale).similar;
  assert.equal(
    similar(1, 'tr'),
    '1 sonuç bütün sözcükleri içeriyor; 19 tanesi benzer. Süzgeç sayıları yalnızca birincileri sayar.',
  );
  assert.equal(
    similar(19, 'en'),
    '19 results have all of the words; 1 is similar. The numbers beside the filters count the former only.',
  );
  assert.equal(similar(20, 'tr'), undefined);
  assert.equal(similar(0, 'tr'), undefined);
});

test('the number of results stands there in words', () => {
  const count = (total: number, more: Partial<Search>, locale: Locale) =>
    view(searchOf(more), outcomeOf(total), locale).count;
  assert.equal(count(0, {}, 'tr'), 'Sonuç bulunamadı');
  assert.equal(count(1, {}, 'tr'), '1 sonuç');
  assert.equal(count(1234, {}, 'tr'), '1.234 sonuç');
  assert.equal(count(0, {}, 'en'), 'No results');
  assert.equal(count(1, {}, 'en'), '1 result');
  assert.equal(count(1234, {}, 'en'), '1,234 results');
  assert.equal(count(3, { types: ['programme'], query: 'küme' }, 'tr'), '“küme” için 3 destek');
  assert.equal(count(3, { types: ['programme'], query: 'küme' }, 'en'), '3 programmes for “küme”');
  assert.equal(count(0, { types: ['cluster'] }, 'tr'), 'Küme bulunamadı');
  assert.equal(count(1, { types: ['plan'] }, 'en'), '1 plan article');
});

test('a query with signs of the message language is shown as it was typed', () => {
  const query = "{x} '{' <b> %s $1";
  assert.equal(view(searchOf({ query }), outcomeOf(2)).count, `“${query}” için 2 sonuç`);
});

test('a list page is named after its type and its form goes to it', () => {
  const page = (types: readonly TypeName[], locale: Locale) => {
    const { heading, action, labels } = view(searchOf({ types }), outcomeOf(1), locale);
    return [heading, action, labels.query];
  };
  assert.deepEqual(page([], 'tr'), ['Ara', '/ara', 'Ne arıyorsunuz?']);
  assert.deepEqual(page([], 'en'), ['Search', '/en/search', 'What are you looking for?']);
  assert.deepEqual(page(['programme'], 'tr'), ['Destekler', '/destekler', 'Destekler içinde ara']);
  assert.deepEqual(page(['plan'], 'en'), ['Plan articles', '/en/plan', 'Search in Plan articles']);
  assert.deepEqual(page(['news', 'event'], 'tr').slice(0, 2), ['Ara', '/ara']);
});

test('a type without a list page of its own searches on the search page', () => {
  for (const type of ['term', 'page'] as const)
    assert.equal(view(searchOf({ types: [type] }), outcomeOf(1)).action, '/ara');
});

test('each choice is a chip that takes itself away', () => {
  const search = searchOf({
    query: 'ar-ge',
    types: ['programme'],
    chosen: { sector: ['enerji', 'makine'], institution: ['kosgeb'] },
    page: 3,
  });
  const { chips, clear, labels } = view(search, outcomeOf(100));
  assert.deepEqual(chips, [
    {
      facet: 'Tür',
      label: 'Destekler',
      href: '/ara?q=ar-ge&sector=enerji&sector=makine',
      removeLabel: 'Tür: Destekler süzgecini kaldır',
    },
    {
      facet: 'Kurum',
      label: 'KOSGEB',
      href: '/destekler?q=ar-ge&sector=enerji&sector=makine',
      removeLabel: 'Kurum: KOSGEB süzgecini kaldır',
    },
    {
      facet: 'Sektör',
      label: 'Enerji',
      href: '/destekler?q=ar-ge&institution=kosgeb&sector=makine',
      removeLabel: 'Sektör: Enerji süzgecini kaldır',
    },
    {
      facet: 'Sektör',
      label: 'Makine',
      href: '/destekler?q=ar-ge&institution=kosgeb&sector=enerji',
      removeLabel: 'Sektör: Makine süzgecini kaldır',
    },
  ]);
  assert.deepEqual(clear, { label: 'Bütün süzgeçleri kaldır', href: '/destekler?q=ar-ge' });
  assert.equal(labels.chosen, '3 seçili');
  const english = view(search, outcomeOf(100), 'en');
  assert.deepEqual(
    english.chips.map(({ removeLabel }) => removeLabel),
    [
      'Remove the filter Type: Support programmes',
      'Remove the filter Institution: KOSGEB',
      'Remove the filter Sector: Energy',
      'Remove the filter Sector: Machinery',
    ],
  );
  assert.equal(english.clear?.label, 'Remove all filters');
});

test('one chip needs no "remove all", and several types are chips', () => {
  assert.equal(view(searchOf({ chosen: { sector: ['enerji'] } }), outcomeOf(1)).clear, undefined);
  assert.deepEqual(
    view(searchOf({ types: ['news', 'event'] }), outcomeOf(1)).chips.map((chip) => [
      chip.label,
      chip.href,
    ]),
    [
      ['Haberler', '/etkinlikler'],
      ['Etkinlikler', '/haberler'],
    ],
  );
});

test('a facet with fewer than two values is hidden unless something is chosen in it', () => {
  const keys = (counts: Counts, chosen: Search['chosen'] = {}) =>
    view(searchOf({ types: ['cluster'], chosen }), outcomeOf(5, counts)).facets.map(
      ({ key }) => key,
    );
  assert.deepEqual(keys({ country: { TR: 5 }, sector: { enerji: 3, makine: 2 } }), ['sector']);
  assert.deepEqual(keys({ country: { TR: 5, FR: 0 } }), []);
  assert.deepEqual(keys({ country: { TR: 5 } }, { country: ['TR'] }), ['country']);
});

test('values are counted, most first, and a chosen one stays although it has none', () => {
  const [sector] = view(
    searchOf({ chosen: { sector: ['turizm'] } }),
    outcomeOf(9, { sector: { enerji: 2, makine: 5, hizmet: 2 } }),
  ).facets;
  assert.ok(sector);
  assert.deepEqual([sector.key, sector.label, sector.control], ['sector', 'Sektör', 'checkbox']);
  assert.deepEqual(sector.values, [
    { value: 'makine', label: 'Makine', count: 5, selected: false },
    { value: 'enerji', label: 'Enerji', count: 2, selected: false },
    { value: 'hizmet', label: 'Hizmetler', count: 2, selected: false },
    { value: 'turizm', label: 'Turizm', count: 0, selected: true },
  ]);
});

test('beyond eight values the rest stands behind "more", but never a chosen one', () => {
  const names =
    'imalat makine otomotiv enerji turizm lojistik hizmet kimya-plastik gida-tarim insaat-malzeme'.split(
      ' ',
    );
  const counts = Object.fromEntries(names.map((name, i) => [name, 20 - i]));
  const [sector] = view(
    searchOf({ chosen: { sector: ['insaat-malzeme'] } }),
    outcomeOf(9, { sector: counts }),
  ).facets;
  assert.ok(sector);
  assert.deepEqual(
    sector.values.map(({ value }) => value),
    [...names.slice(0, 8), 'insaat-malzeme'],
  );
  assert.deepEqual(
    sector.more.map(({ value }) => value),
    ['gida-tarim'],
  );
  assert.equal(sector.moreLabel, '1 seçenek daha');
});

test('provinces are one list in the order of the alphabet, years from the newest', () => {
  const { facets } = view(
    searchOf({ types: ['news'] }),
    outcomeOf(9, {
      province: { zonguldak: 3, igdir: 1, istanbul: 2, corum: 1, bursa: 1 },
      year: { 2019: 4, 2026: 1, 2024: 2 },
    }),
  );
  const values = (key: string) =>
    facets.find((facet) => facet.key === key)?.values.map(({ label }) => label);
  assert.deepEqual(values('province'), ['Bursa', 'Çorum', 'Iğdır', 'İstanbul', 'Zonguldak']);
  assert.deepEqual(values('year'), ['2026', '2024', '2019']);
  assert.equal(facets.find(({ key }) => key === 'province')?.control, 'select');
});

test('application status keeps the order of its questions', () => {
  const [status] = view(
    searchOf({ types: ['programme'] }),
    outcomeOf(9, { status: { unknown: 50, closed: 30, open: 1, continuous: 2, upcoming: 0 } }),
  ).facets;
  assert.deepEqual(
    status?.values.map(({ label }) => label),
    ['Başvuruya açık', 'Sürekli açık', 'Son görülen başvuru kapandı', 'Açık mı bilinmiyor'],
  );
});

test('pages lead on and back, with gaps where some are left out', () => {
  const { pagination } = view(searchOf({ query: 'a', page: 5 }), outcomeOf(200));
  assert.deepEqual(pagination.previous, { label: 'Önceki', href: '/ara?q=a&page=4' });
  assert.deepEqual(pagination.next, { label: 'Sonraki', href: '/ara?q=a&page=6' });
  assert.deepEqual(
    pagination.pages.map((page) => (page === 'gap' ? '…' : page.label)),
    ['1', '…', '4', '5', '6', '…', '10'],
  );
  const [first, , , current] = pagination.pages;
  assert.deepEqual(first, { label: '1', href: '/ara?q=a', current: false, spoken: 'Sayfa 1' });
  assert.ok(current && current !== 'gap' && current.current);
});

test('the first page has no previous one, the last no next one, a single one none at all', () => {
  const first = view(searchOf(), outcomeOf(21)).pagination;
  const last = view(searchOf({ page: 2 }), outcomeOf(21)).pagination;
  assert.deepEqual([first.previous, last.next], [undefined, undefined]);
  assert.deepEqual([first.next?.href, last.previous?.href], ['/ara?page=2', '/ara']);
  assert.deepEqual(view(searchOf(), outcomeOf(20)).pagination, { pages: [] });
});

test('no page is offered beyond the depth of the engine', () => {
  const { pages, pagination } = view(searchOf({ page: maxPage }), outcomeOf(100_000));
  assert.equal(pages, maxPage);
  assert.equal(pagination.next, undefined);
});

test('what was not used of the address is told in whole sentences', () => {
  const notices: SearchNotice[] = [
    { code: 'too-long', values: { used: 'aaa', max: 200 } },
    { code: 'too-many-words', values: { left: 'vergi, fuar' } },
    { code: 'ignored-value', values: { facet: 'sector', value: 'ulasim' } },
    { code: 'ignored-facet', values: { facet: 'country', value: 'FR' } },
    { code: 'page-beyond', values: {} },
  ];
  assert.deepEqual(view(searchOf(), outcomeOf(1), 'tr', notices).notices, [
    'Aramanız uzundu; ilk 200 karakteri kullanıldı: “aaa”',
    'Aramada en çok 10 sözcük kullanılır. Dışarıda kalanlar: vergi, fuar',
    '“ulasim” değeri Sektör süzgecinde olmadığı için kullanılmadı.',
    'Ülke süzgeci (FR) bu listede kullanılamadığı için bırakıldı.',
    'Bu kadar sayfa yok; son sayfa gösteriliyor.',
  ]);
  assert.deepEqual(view(searchOf(), outcomeOf(1), 'en', notices).notices, [
    'Your search was long; its first 200 characters were used: “aaa”',
    'A search uses ten words at most. Left out: vergi, fuar',
    '“ulasim” was left out: the filter Sector has no such value.',
    'The filter Country (FR) was left out: it does not fit this list.',
    'There are not that many pages; this is the last one.',
  ]);
});

test('zero results say what was searched and which filter removes the most', () => {
  const search = searchOf({
    query: 'yatırm',
    types: ['programme'],
    chosen: { sector: ['enerji'], support: ['hibe'] },
  });
  const outcome = outcomeOf(0, {}, { sector: 2, support: 7 });
  const { zero } = view(search, outcome);
  assert.deepEqual(zero, {
    heading: 'Sonuç bulunamadı',
    searched:
      'Aranan: “yatırm” · Tür: Destekler · Destek türü: Hibe (geri ödemesiz) · Sektör: Enerji',
    removals: {
      lead: 'Bir süzgeci kaldırırsanız:',
      links: [
        {
          label: 'Destek türü (Hibe (geri ödemesiz)) olmadan: 7 sonuç',
          href: '/destekler?q=yat%C4%B1rm&sector=enerji',
        },
        {
          label: 'Sektör (Enerji) olmadan: 2 sonuç',
          href: '/destekler?q=yat%C4%B1rm&support=hibe',
        },
      ],
    },
    ways: {
      lead: 'Şunları da deneyebilirsiniz:',
      links: [
        { label: 'Bütün türlerde ara', href: '/ara?q=yat%C4%B1rm' },
        { label: 'Bütün destek programları', href: '/destekler' },
        { label: 'Sözlük', href: '/sozluk' },
      ],
    },
  });
  assert.deepEqual(view(search, outcome, 'en').zero?.removals, {
    lead: 'If you take a filter away:',
    links: [
      {
        label: 'without Kind of support (Grant): 7 results',
        href: '/en/programmes?q=yat%C4%B1rm&sector=enerji',
      },
      {
        label: 'without Sector (Energy): 2 results',
        href: '/en/programmes?q=yat%C4%B1rm&support=hibe',
      },
    ],
  });
});

test('where no single filter is to blame, all of them together are offered', () => {
  const search = searchOf({ types: ['cluster'], chosen: { sector: ['enerji'], country: ['FR'] } });
  const { zero } = view(search, outcomeOf(0, {}, { sector: 0, country: 0, all: 82 }));
  assert.deepEqual(
    zero?.removals?.links.map(({ href }) => href),
    ['/kumeler'],
  );
  assert.match(zero?.removals?.links[0]?.label ?? '', /82/);
});

test('without words zero results say so', () => {
  const search = searchOf({ chosen: { sector: ['enerji'] } });
  const { zero } = view(search, outcomeOf(0, {}, { sector: 5 }));
  assert.equal(zero?.searched, 'Sözcük yazılmadı · Sektör: Enerji');
});

test('what the search found out is told after what its address had wrong', () => {
  const similar: SearchNotice = { code: 'similar', values: {} };
  const beyond: SearchNotice = { code: 'page-beyond', values: {} };
  const { notices } = view(
    searchOf({ query: 'a' }),
    { ...outcomeOf(1), notices: [similar] },
    'tr',
    [beyond],
  );
  assert.deepEqual(notices, [
    'Bu kadar sayfa yok; son sayfa gösteriliyor.',
    'Tam eşleşme yok; benzer sonuçlar gösteriliyor.',
  ]);
});

test('a spelling is a question with a link, which keeps the types and drops what narrows', () => {
  const search = searchOf({
    query: 'yatırm',
    types: ['programme'],
    chosen: { sector: ['enerji'] },
    sort: 'title',
    page: 2,
  });
  const found = { ...outcomeOf(3), spelling: 'yatırım' };
  assert.deepEqual(view(search, found).spelling, {
    lead: 'Şunu mu demek istediniz?',
    link: { label: 'yatırım', href: '/destekler?q=yat%C4%B1r%C4%B1m' },
  });
  assert.deepEqual(view(search, found, 'en').spelling, {
    lead: 'Did you mean?',
    link: { label: 'yatırım', href: '/en/programmes?q=yat%C4%B1r%C4%B1m' },
  });
  assert.equal(view(search, outcomeOf(3)).spelling, undefined);
});

test('a hit says which words it does not have, in the reader’s language', () => {
  const hit = (missing: readonly string[], locale: Locale = 'tr') =>
    view(
      searchOf({ query: 'a' }),
      { ...outcomeOf(1), hits: [foundEntry(shownOf({ type: 'page' }), undefined, missing)] },
      locale,
    ).hits[0];
  assert.equal(hit(['fuar', '{x}'])?.missing, 'İçermiyor: fuar, {x}');
  assert.equal(hit(['fuar'], 'en')?.missing, 'Does not contain: fuar');
  assert.equal(hit([])?.missing, undefined);
});

test('pages are as long as asked for', () => {
  assert.equal(view(searchOf(), outcomeOf(21), 'tr', [], 5).pages, 5);
  assert.equal(view(searchOf(), outcomeOf(21), 'tr', [], 100).pages, 1);
});

test('results need no way out of zero results', () => {
  assert.equal(view(searchOf(), outcomeOf(1)).zero, undefined);
});

test('an engine that does not answer is told honestly, and is not zero results', () => {
  const search = searchOf({ query: 'küme', chosen: { sector: ['enerji'] } });
  const turkish = view(search, undefined);
  assert.deepEqual(turkish.unavailable, {
    heading: 'Arama şu anda yanıt vermiyor',
    text: 'Sorun bizde, birazdan yeniden deneyin. Yazdığınız arama kutuda duruyor; menüdeki sayfaları bu sırada okuyabilirsiniz.',
  });
  assert.deepEqual(
    [turkish.zero, turkish.count, turkish.hits, turkish.facets, turkish.pagination.pages],
    [undefined, '', [], [], []],
  );
  assert.equal(turkish.query, 'küme');
  assert.equal(turkish.chips.length, 1);
  assert.equal(
    view(search, undefined, 'en').unavailable?.heading,
    'Search is not answering at the moment',
  );
});

test('hits of the smaller index are told as such, and are hits like others', () => {
  const search = searchOf({ query: 'küme' });
  const told = (locale: 'tr' | 'en') =>
    searchView(search, [], { ...outcomeOf(3), isFromMemory: true }, locale, {
      site: 'https://bys.example.org',
      titleOf: () => undefined,
      today: '2026-11-22',
    });
  assert.match(told('tr').fallback?.heading ?? '', /daha küçük bir dizinde arandı/);
  assert.match(told('en').fallback?.text ?? '', /misspellings are not corrected/);
  assert.equal(told('tr').total, 3);
  assert.equal(told('tr').unavailable, undefined);
  assert.equal(view(search, outcomeOf(3)).fallback, undefined);
});

test('only orders that make sense are offered, the default without a value', () => {
  const sorts = (more: Partial<Search>) =>
    view(searchOf(more), outcomeOf(1)).sorts.map(({ value, label, selected }) =>
      [value, label, selected ? '✓' : ''].join('|'),
    );
  assert.deepEqual(sorts({ types: ['plan'] }), ['|Madde numarası|✓']);
  assert.deepEqual(sorts({ query: 'a', types: ['programme'], sort: 'closing' }), [
    '|İlgililik|',
    'newest|En yeni|',
    'closing|Önce kapanacak|✓',
    'title|Ada göre|',
  ]);
});

const programmeCard = {
  institution: 'kosgeb',
  supportTypes: ['hibe'],
  audiences: ['mikro', 'kucuk', 'orta', 'kadin'],
  status: 'active',
};
const cardOf = (shown: Pick<Shown, 'type'> & Partial<Shown>, locale: Locale) => {
  const found = { ...outcomeOf(1), hits: [foundEntry(shownOf(shown))] };
  const [card] = view(searchOf(), found, locale).hits;
  assert.ok(card);
  return card;
};

test('a programme’s card says who pays, what, how much as of when, for whom and until when', () => {
  const hit = {
    type: 'programme' as const,
    slug: 'kosgeb-kobigel',
    title: 'KOBİGEL',
    passage: 'Makine alana destek.',
    card: {
      ...programmeCard,
      upperLimit: { value: 1_500_000, currency: 'TRY', sources: [1], asOf: '2025-10' },
      supportRate: { value: 60, unit: 'percent', sources: [1], asOf: '2025-10' },
      closes: today,
    },
  };
  const turkish = cardOf(hit, 'tr');
  assert.deepEqual(turkish.badge, { label: 'Başvuruya açık', tone: 'good' });
  assert.deepEqual(
    turkish.facts.map(({ label, value }) => `${label}: ${value}`),
    [
      'Kurum: KOSGEB',
      'Destek türü: Hibe (geri ödemesiz)',
      'Üst sınır: 1.500.000 TL (Ekim 2025)',
      'Destek oranı: %60',
      'Kimler için: KOBİ (mikro, küçük, orta boy), Kadın girişimci',
      'Son başvuru: 22 Kasım 2026',
    ],
  );
  assert.equal(turkish.url, '/destekler/kosgeb-kobigel');
  assert.deepEqual([turkish.titleLang, turkish.passageLang], [undefined, undefined]);

  const english = cardOf(hit, 'en');
  assert.deepEqual(
    english.facts.map(({ label, value }) => `${label}: ${value}`),
    [
      'Institution: KOSGEB',
      'Kind of support: Grant',
      'Upper limit: 1,500,000 TL (October 2025)',
      'Support rate: 60%',
      'Who it is for: SMEs (micro, small, medium), Woman entrepreneur',
      'Deadline: 22 November 2026',
    ],
  );
  assert.deepEqual([english.titleLang, english.passageLang], ['tr', 'tr']);
  assert.equal(english.url, '/en/programmes/kosgeb-kobigel');
});

test('a programme’s card says what its source does not', () => {
  const hit = { type: 'programme' as const, card: programmeCard };
  const values = cardOf(hit, 'tr').facts.map(({ label, value }) => `${label}: ${value}`);
  assert.ok(values.includes('Üst sınır: Kaynakta yok'));
  assert.ok(values.includes('Başvuru biçimi: Kaynakta yok'));
});

test('a figure without a date says so on the card', () => {
  const upperLimit = { value: 5, currency: 'EUR', sources: [1], asOf: 'unknown' };
  const hit = { type: 'programme' as const, card: { ...programmeCard, upperLimit } };
  const limit = (locale: Locale) => cardOf(hit, locale).facts[2]?.value;
  assert.deepEqual([limit('tr'), limit('en')], ['5 avro (tarihi yok)', '5 EUR (undated)']);
});

test('a cluster’s card says where, which sectors, how many members and which label', () => {
  const card = {
    country: 'FR',
    city: 'Belfort',
    sectors: ['otomotiv'],
    memberCount: { value: 1375, unit: 'member', sources: [1], asOf: '2017' },
    label: 'gold',
    labelYear: { value: 2016, sources: [1] },
  };
  const hit = { type: 'cluster' as const, card };
  assert.deepEqual(
    cardOf(hit, 'tr').facts.map(({ label, value }) => `${label}: ${value}`),
    [
      'İl: Belfort, Fransa',
      'Sektör: Otomotiv',
      'Üye sayısı: 1.375 (2017)',
      'Kalite etiketi: Altın etiket (2016), geçerliliği bilinmiyor',
    ],
  );
});

test('an event to come is marked as such, one that is over is not', () => {
  const badge = (card: Record<string, unknown>) =>
    cardOf({ type: 'event', card: { kind: 'fuar', ...card } }, 'tr').badge?.label;
  assert.equal(badge({ starts: today }), 'Yaklaşan');
  assert.equal(badge({ starts: '2026-11-20', ends: today }), 'Yaklaşan');
  assert.equal(badge({ starts: '2026-11' }), 'Yaklaşan');
  assert.equal(badge({ starts: '2026-11-21' }), undefined);
  assert.equal(badge({ starts: '2025' }), undefined);
  assert.equal(badge({}), undefined);
});

test('a found entry keeps its marks for the page', () => {
  const entry = foundEntry(
    shownOf({ type: 'term', title: 'Küme', passage: 'Bir küme.', passageLocale: 'tr' }),
    (text) => (text === 'Küme' ? [[0, 4]] : [[4, 8]]),
  );
  const search = searchOf({ query: 'küme' });
  const [hit] = view(search, { ...outcomeOf(1), hits: [entry] }).hits;
  assert.deepEqual(hit?.marks, { title: [[0, 4]], passage: [[4, 8]] });
});
