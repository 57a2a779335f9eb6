import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLibrary } from '#lib/library';
import { readAnalysers } from '#lib/search-words';
import { judged } from '#lib/match-report';
import { supportView, type QuestionView, type SupportView } from '#lib/support-view';
import { locales, texts } from '#lib/messages';

const library = readLibrary(process.cwd());
const analysers = readAnalysers(process.cwd(), []);
const programmes = library.ofType('programme', 'tr');
const worldIn = (locale: 'tr' | 'en') => ({
  programmes: library.ofType('programme', locale),
  terms: library.ofType('term', locale),
  nameOf: (slug: string) => library.find('institution', slug, locale)?.data.shortName,
  analyser: () => analysers[locale],
  today: '2026-11-22',
  kept: [],
  site: 'https://bys.example',
});
const view = (address: string, locale: 'tr' | 'en' = 'tr'): SupportView =>
  supportView(new URLSearchParams(address), locale, worldIn(locale));
const question = (of: SupportView, id: string): QuestionView => {
  const all = of.form.flatMap(({ questions, more }) => [...questions, ...(more?.questions ?? [])]);
  const found = all.find((one) => one.id === id);
  assert.ok(found, id);
  return found;
};

const konya = 'province=konya&sector=makine&size=kucuk&age=6&purpose=yatirim';

test('without an answer there is a form and nothing else', () => {
  const empty = view('province=&sector=&purpose=');
  assert.equal(empty.isAsked, false);
  assert.equal(empty.results, undefined);
  assert.equal(empty.faults, undefined);
});

test('every programme stands in one group, and in the order of the verdicts', () => {
  for (const locale of locales) {
    const groups = view(konya, locale).results?.groups ?? [];
    assert.deepEqual(
      groups.map(({ verdict }) => verdict),
      ['fit', 'check', 'near', 'no'],
    );
    const slugs = groups.flatMap(({ cards, folded }) =>
      [...cards, ...folded.flatMap((more) => more.cards)].map(({ slug }) => slug),
    );
    assert.deepEqual([...slugs].sort(), programmes.map(({ slug }) => slug).sort());
  }
});

test('a programme that misses only what the reader wishes for does not crowd the near misses', () => {
  const near = view(konya).results?.groups.find(({ verdict }) => verdict === 'near');
  assert.ok(near);
  const wish = near.folded.at(-1);
  assert.ok(wish?.cards.some(({ slug }) => slug === 'ticaret-yurt-disi-fuar'));
  assert.equal(
    near.cards.some(({ slug }) => slug === 'ticaret-yurt-disi-fuar'),
    false,
  );
});

test('calls that are over stand behind those one can apply for', () => {
  const { matches } = judged(new URLSearchParams(konya), worldIn('tr'));
  const fit = matches.filter(({ verdict }) => verdict === 'fit').map(({ status }) => status);
  assert.ok(fit.includes('continuous'));
  assert.ok(fit.includes('closed'));
  assert.equal(fit[0], 'continuous');
  assert.equal(fit.at(-1), 'closed');
  const shown = view(konya).results?.groups[0]?.cards ?? [];
  const closed = texts('tr')('lists.applicationStatuses.closed');
  assert.ok(shown.length > 0 && shown.every(({ badge }) => badge.label !== closed));
});

test('each card says why in one line, and what is open as a question', () => {
  for (const locale of locales)
    for (const { verdict, cards } of view(konya, locale).results?.groups ?? [])
      for (const card of cards) {
        assert.match(card.reason, /^\S[^\n]+$/);
        assert.equal(card.ask.length > 0, verdict === 'check', card.slug);
        for (const asked of card.ask) assert.match(asked, /\?/);
        assert.ok(card.rules.length > 0 && card.rules.every(({ basis }) => basis !== ''));
      }
});

test('conditions in free text are shown for the reader to check and never judged', () => {
  const card = view(`${konya}&form=sermaye`)
    .results?.groups.flatMap(({ cards }) => cards)
    .find(({ slug }) => slug === 'kosgeb-teknoyatirim');
  assert.ok(card?.own.some(({ text }) => text.includes('Prototipin tamamlanmış')));
  assert.ok(card?.rules.every(({ sentence }) => !sentence.includes('Prototip')));
});

test('what would change a near miss is said where it is in the reader’s hands', () => {
  const changeOf = (address: string, slug: string) =>
    view(address)
      .results?.groups.flatMap(({ cards, folded }) => [
        ...cards,
        ...folded.flatMap((more) => more.cards),
      ])
      .find((card) => card.slug === slug)?.change;
  const t = texts('tr');
  assert.equal(
    changeOf('size=kucuk&sector=62&form=sahis&province=konya&age=3', 'tubitak-1507'),
    t('match.changes.company'),
  );
  assert.equal(
    changeOf('age=not-founded&sector=62&province=konya', 'kosgeb-girisimci-destek'),
    t('match.changes.found'),
  );
  assert.equal(
    changeOf('size=buyuk&sector=62&form=sermaye&province=konya&age=3', 'tubitak-1507'),
    undefined,
  );
});

test('a typed code counts at once, words with one answer too, and others are offered', () => {
  const chosen = (of: SupportView) => {
    const found = question(of, 'ask-found');
    return found.control === 'boxes'
      ? found.options.filter((option) => option.chosen).map(({ value }) => value)
      : undefined;
  };
  assert.deepEqual(chosen(view('activity=13.92')), ['13.92']);
  assert.deepEqual(chosen(view('activity=peynir')), ['10.5']);
  assert.deepEqual(chosen(view('activity=ayakkab%C4%B1')), []);
  assert.deepEqual(chosen(view('activity=ayakkab%C4%B1&sector=15.2')), ['15.2']);
});

test('what was typed stays in the form, sound or not, and each fault leads to its question', () => {
  const bad = view('age=abc&staff=many&province=atlantis&activity=zzzz');
  const value = (id: string) => {
    const found = question(bad, id);
    return found.control === 'text' ? found.value : undefined;
  };
  assert.equal(value('ask-age'), 'abc');
  assert.equal(value('ask-staff'), 'many');
  assert.equal(value('ask-activity'), 'zzzz');
  for (const { href } of bad.faults?.items ?? [])
    assert.ok(question(bad, href.slice(1)).faults.length > 0, href);
  assert.equal(bad.faults?.items.length, 4);
});

test('the answers are said in words, with the size that figures come to', () => {
  assert.equal(view(konya).told, 'Konya · Makine · Küçük · 6 yaşında · Yatırım');
  const t = texts('tr');
  assert.equal(
    view('staff=24&turnover=60%20milyon').told,
    t('match.sizeFound', { list: t('lists.sizes.kucuk') }),
  );
  assert.match(view('staff=9&turnover=60%20milyon').told, /Mikro ya da Küçük$/);
});

test('several provinces of an address are all still there to be sent again', () => {
  const found = question(view('province=konya&province=ankara'), 'ask-province');
  assert.ok(found.control === 'select');
  assert.deepEqual(
    found.selects.map((options) => options.find((option) => option.chosen)?.value),
    ['konya', 'ankara'],
  );
});
