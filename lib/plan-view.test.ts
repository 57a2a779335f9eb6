import assert from 'node:assert/strict';
import { test } from 'node:test';
import { targetOf, entryHref } from '#lib/addresses';
import { inPlanOrder, sectorsByTopics, type Article } from '#lib/development-plan';
import { readLibrary } from '#lib/library';
import { locales, texts } from '#lib/messages';
import {
  articleView,
  gapsTable,
  gapsView,
  missingArticle,
  planComparison,
  planOverview,
  servingTypes,
  type PlanWorld,
} from '#lib/plan-view';
import { neighboursOf } from '#lib/portal';
import { parseSearch } from '#lib/search-state';

const shelf = readLibrary(process.cwd());

const worldIn = (locale: 'tr' | 'en'): PlanWorld => ({
  locale,
  today: '2026-11-22',
  site: 'https://bys.example',
  articles: shelf.ofType('plan', locale),
  neighboursOf: (article) => neighboursOf(article, shelf),
});
const articleIn = (locale: 'tr' | 'en', slug: string): Article => {
  const found = shelf.find('plan', slug, locale);
  assert.ok(found, slug);
  return found;
};
const everything = { chosen: {}, onlyEmpty: false };

for (const locale of locales) {
  const t = texts(locale);
  const world = worldIn(locale);
  const view = (slug: string) => articleView(articleIn(locale, slug), world);

  test(`an article says where it stands, also under a parent that is not in the portal (${locale})`, () => {
    const one = view('plan11-309-5').place;
    assert.deepEqual(one.groups, [
      {
        label: t('plan.parent'),
        items: [],
        missing: t('plan.parentMissing', { number: '309' }),
      },
    ]);
    assert.deepEqual(
      one.path.map(({ text }) => text),
      [t('lists.plans.11'), t('plan.noSection')],
    );
    const two = view('plan11-505-2').place;
    assert.deepEqual(
      two.groups.map(({ label, items }) => [label, items.map(({ number }) => number)]),
      [
        [t('plan.parent'), ['505']],
        [t('plan.siblings'), ['505.1']],
      ],
    );
    assert.equal(two.path[1]?.text, 'Madencilik');
    assert.equal(two.path[1]?.lang, locale === 'en' ? 'tr' : undefined);
  });

  test(`a counterpart is named on both sides with its basis, or said to be unknown (${locale})`, () => {
    for (const [slug, other] of [
      ['plan11-309-5', 'plan12-434-2'],
      ['plan12-434-2', 'plan11-309-5'],
    ] as const) {
      const { items, unknown } = view(slug).counterparts;
      assert.equal(unknown, undefined);
      assert.deepEqual(
        items.map(({ link }) => link.href),
        [entryHref('plan', other, locale)],
      );
      assert.match(items[0]?.basis ?? '', /2026/);
      assert.ok(items[0]?.reason);
    }
    assert.equal(view('plan11-376').counterparts.unknown, t('plan.counterparts.unknown'));
  });

  test(`what no entry is linked to is said by name, and only then (${locale})`, () => {
    for (const article of world.articles) {
      const linked = new Set(neighboursOf(article, shelf).map(({ entry }) => entry.type));
      const without = servingTypes.filter((type) => !linked.has(type));
      const said = articleView(article, world).gaps;
      assert.equal(
        said,
        without.length === 0
          ? undefined
          : t('plan.gaps', { list: without.map((type) => t(`plan.serving.${type}`)).join(', ') }),
      );
    }
  });

  test(`a citation names plan, article, address and day, and warns where the text was not seen (${locale})`, () => {
    const seen = view('plan11-309-5').citation;
    const [plain, bibtex, link] = seen.items.map(({ text }) => text);
    const address = `https://bys.example${entryHref('plan', 'plan11-309-5', locale)}`;
    assert.equal(link, address);
    for (const part of ['309.5', '2019-2023', '30840', address]) {
      assert.ok(plain?.includes(part), part);
      assert.ok(bibtex?.includes(part), part);
    }
    assert.match(bibtex ?? '', /^@misc\{plan11-309-5,\n( {2}\w+ = \{.*\},?\n)+\}$/);
    assert.equal(seen.note, undefined);
    const notSeen = view('plan12-434-2').citation;
    assert.equal(notSeen.note, t('plan.citation.textNotSeen'));
    assert.ok(
      notSeen.items.every(({ text }) => !text.includes('30840')),
      'no source says so',
    );
  });

  test(`every number of the table leads to a list of as many articles (${locale})`, () => {
    const { matrix } = planOverview(world);
    const { topics, rows } = sectorsByTopics(world.articles);
    assert.equal(matrix.columns.length, topics.length);
    let cells = 0;
    matrix.rows.forEach((row, r) =>
      row.cells.forEach(({ text, href }, c) => {
        const count = rows[r]?.counts[c] ?? 0;
        assert.equal(text, count === 0 ? '–' : String(count));
        assert.equal(href === undefined, count === 0);
        if (href === undefined) return;
        cells += 1;
        const { pathname, searchParams } = new URL(href, 'https://bys.example');
        assert.deepEqual(targetOf(pathname), { kind: 'list', type: 'plan', locale });
        const { chosen } = parseSearch(searchParams, 'plan').search;
        assert.equal(gapsView({ chosen, onlyEmpty: false }, [], world).rows.length, count);
      }),
    );
    assert.ok(cells > 50);
  });

  test(`an article that is not there is told by number, with those near it (${locale})`, () => {
    const told = (plan: string, number: string) => {
      const { text, near } = missingArticle({ plan, number }, world);
      return [text, near?.links.map((one) => one.number)];
    };
    for (const number of ['309.50', '309.05', '309'])
      assert.deepEqual(told('11', number), [
        t('plan.noArticle', { plan: '11', number }),
        ['309.5'],
      ]);
    assert.deepEqual(told('11', '9999'), [
      t('plan.noArticle', { plan: '11', number: '9999' }),
      undefined,
    ]);
    assert.deepEqual(told('99', '1'), [t('plan.noPlan', { plan: '99', number: '1' }), undefined]);
  });

  test(`the overview tells of the fifteen and the thirteen (${locale})`, () => {
    assert.match(planOverview(world).note, /15[^]*13/);
  });

  test(`the plans stand side by side under every topic that they have (${locale})`, () => {
    const { topics, columns } = planComparison(world);
    assert.equal(columns.length, 2);
    const slugs = topics.flatMap(({ cells }) => cells.flat().map(({ link }) => link.href));
    assert.deepEqual(
      new Set(slugs),
      new Set(
        world.articles
          .filter(({ data }) => data.topics)
          .map(({ slug }) => entryHref('plan', slug, locale)),
      ),
    );
    for (const { cells } of topics)
      for (const article of cells.flat()) {
        const data = world.articles.find(
          ({ slug }) => entryHref('plan', slug, locale) === article.link.href,
        )?.data;
        assert.equal(article.text.label, t(data?.text ? 'plans.seen' : 'plans.notSeen'));
      }
    const pair = topics
      .flatMap(({ cells }) => cells.flat())
      .find(({ number }) => number === '309.5');
    assert.equal(pair?.counterpart?.text, t('plans.counterpart.editor'));
    assert.deepEqual(
      pair?.counterpart?.links.map(({ number }) => number),
      ['434.2'],
    );
  });

  test(`the gap table counts every linked entry once, empty rows stand out (${locale})`, () => {
    const all = gapsView(everything, [], world);
    assert.deepEqual(
      all.rows.map(({ number }) => number),
      [...world.articles].sort(inPlanOrder).map(({ data }) => data.number),
    );
    for (const row of all.rows) {
      const sum = row.cells.reduce((total, { text }) => total + Number(text), 0);
      assert.equal(row.isEmpty, sum === 0);
      for (const { text, href } of row.cells) assert.equal(href === undefined, text === '0');
    }
    const empty = gapsView({ ...everything, onlyEmpty: true }, [], world);
    assert.deepEqual(
      empty.rows.map(({ link }) => link.href),
      all.rows.filter(({ isEmpty }) => isEmpty).map(({ link }) => link.href),
    );
    assert.ok(empty.rows.length > 0 && empty.rows.length < all.rows.length);
    const table = gapsTable(everything, world);
    assert.equal(table.length, all.rows.length + 1);
    assert.deepEqual(
      table.slice(1).map((row) => row.slice(3, 7)),
      all.rows.map(({ cells }) => cells.map(({ text }) => text)),
    );
  });

  test(`filters of the gap table narrow it and stand in its addresses (${locale})`, () => {
    const chosen = { plan: ['12'], clusterWord: ['yes'] };
    const { rows, ways, filters } = gapsView({ chosen, onlyEmpty: true }, [], world);
    assert.ok(rows.length > 0);
    assert.ok(rows.every(({ plan }) => plan === t('lists.plans.12')));
    assert.match(ways[0]?.href ?? '', /\.csv\?plan=12&clusterWord=yes&empty=yes$/);
    const selected = filters.flatMap(({ name, options }) =>
      options.filter((option) => option.selected).map(({ value }) => [name, value]),
    );
    assert.deepEqual(selected, [
      ['plan', '12'],
      ['clusterWord', 'yes'],
      ['empty', 'yes'],
    ]);
  });
}
