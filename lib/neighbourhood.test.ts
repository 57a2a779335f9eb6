import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { typeNames } from '#lib/content-types';
import type { Entry } from '#lib/entry';
import { readLibrary } from '#lib/library';
import { locales } from '#lib/messages';
import { mostShown, neighbourhood, type Neighbourhood, type Node } from '#lib/neighbourhood';
import { neighbourhoodView, widthOf, type DrawnText } from '#lib/neighbourhood-view';
import { neighboursOf } from '#lib/portal';

const library = readLibrary(process.cwd());
const known = new Map<Entry, readonly Entry[]>();
const linkedTo = (entry: Entry) => {
  const others =
    known.get(entry) ?? neighboursOf(entry, library).map((neighbour) => neighbour.entry);
  known.set(entry, others);
  return others;
};
const everyEntry = locales.flatMap((locale) => library.entries(locale));
const entry = fc.constantFrom(...everyEntry);
const most = fc.record({
  near: fc.integer({ min: 0, max: 60 }),
  far: fc.integer({ min: 0, max: 120 }),
  behindOne: fc.integer({ min: 0, max: 60 }),
});
const unbounded = { near: Infinity, far: Infinity, behindOne: Infinity };

const step = ({ nodes }: Neighbourhood, steps: Node['steps']) =>
  nodes.filter((node) => node.steps === steps);
const idsOf = (entries: readonly Entry[]) =>
  new Set(entries.map(({ type, slug }) => `${type}/${slug}`));
const article = (locale: 'tr' | 'en') => {
  const found = library.find('plan', 'plan11-309-5', locale);
  assert.ok(found);
  return found;
};
const programme = (slug: string) => {
  const found = library.find('programme', slug, 'tr');
  assert.ok(found);
  return found;
};

test('every link ends at nodes, and nothing is there twice', () => {
  fc.assert(
    fc.property(entry, most, (middle, bounds) => {
      const { nodes, edges } = neighbourhood(middle, linkedTo, bounds);
      const ids = nodes.map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length);
      for (const { from, to } of edges) assert.ok(ids.includes(from) && ids.includes(to));
      const links = edges.map(({ from, to }) => [from, to].sort().join(' '));
      assert.equal(new Set(links).size, links.length);
      // What stands beside a node is linked to it.
      for (const { id, by } of nodes)
        if (by) assert.ok(edges.some(({ from, to }) => from === by && to === id));
    }),
  );
});

test('an entry is a neighbour of each of its neighbours', () => {
  for (const middle of everyEntry) {
    const [own] = idsOf([middle]);
    for (const { entry: near } of step(neighbourhood(middle, linkedTo, unbounded), 1))
      assert.ok(
        step(neighbourhood(near, linkedTo, unbounded), 1).some(({ id }) => id === own),
        `${own} of ${near.slug}`,
      );
  }
});

test('shown and left out are together all that there is, within the bounds', () => {
  fc.assert(
    fc.property(entry, most, (middle, bounds) => {
      const near = idsOf(linkedTo(middle));
      const far = idsOf(linkedTo(middle).flatMap(linkedTo));
      for (const id of [...near, ...idsOf([middle])]) far.delete(id);
      const graph = neighbourhood(middle, linkedTo, bounds);
      const shown = { near: step(graph, 1), far: step(graph, 2) };
      assert.equal(shown.near.length + graph.leftOut.near, near.size);
      assert.equal(shown.far.length + graph.leftOut.far, far.size);
      assert.equal(shown.near.length, Math.min(near.size, bounds.near));
      assert.ok(shown.far.length <= bounds.far);
      for (const { id } of shown.near)
        assert.ok(shown.far.filter(({ by }) => by === id).length <= bounds.behindOne);
      for (const { id } of shown.near) assert.ok(near.has(id));
      for (const { id } of shown.far) assert.ok(far.has(id));
      const ids = new Set(graph.nodes.map(({ id }) => id));
      for (const { entry: one, leftOut } of graph.nodes)
        assert.equal(leftOut, [...idsOf(linkedTo(one))].filter((id) => !ids.has(id)).length);
    }),
  );
});

test('the order is that of types, then of names; articles go by their numbers', () => {
  const near = step(neighbourhood(programme('sanayi-kumelenme-destek'), linkedTo, unbounded), 1);
  const types = near.map(({ entry: { type } }) => typeNames.indexOf(type));
  assert.deepEqual(
    types,
    types.toSorted((a, b) => a - b),
  );
  const clusters = near.flatMap(({ entry: one }) =>
    one.type === 'cluster' ? [one.data.shortName ?? one.data.title] : [],
  );
  assert.deepEqual(clusters, clusters.toSorted(new Intl.Collator('tr').compare));
  assert.ok(clusters.length > 5);

  const news = library.find('news', 'akip-5-koordinasyon-toplantisi', 'tr');
  assert.ok(news);
  const numbers = step(neighbourhood(news, linkedTo, unbounded), 1).flatMap(({ entry: one }) =>
    one.type === 'plan' ? [one.data.number.split('.').map(Number)] : [],
  );
  assert.ok(numbers.length > 10);
  assert.deepEqual(
    numbers,
    numbers.toSorted(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d),
  );
});

test('where there is not room for all, every type and every neighbour keeps a part', () => {
  const middle = programme('ticaret-ur-ge');
  const graph = neighbourhood(middle, linkedTo);
  assert.equal(step(graph, 1).length, mostShown.near);
  assert.deepEqual(
    new Set(step(graph, 1).map(({ entry: { type } }) => type)),
    new Set(linkedTo(middle).map(({ type }) => type)),
  );
  const most = { near: 6, far: 10, behindOne: 3 };
  const around = neighbourhood(article('tr'), linkedTo, most);
  assert.equal(step(around, 1).length, most.near);
  assert.equal(step(around, 2).length, most.far);
  const shown = new Set(around.nodes.map(({ id }) => id));
  const close = idsOf(linkedTo(article('tr')));
  for (const { id, entry } of step(around, 1)) {
    const behind = step(around, 2).filter(({ by }) => by === id).length;
    assert.ok(behind <= most.behindOne, id);
    const unseen = [...idsOf(linkedTo(entry))].filter((one) => !shown.has(one) && !close.has(one));
    assert.ok(behind > 0 || unseen.length === 0, id);
  }
});

test('what more neighbours lead to is shown first', () => {
  const middle = article('tr');
  const ways = (id: string) =>
    [...idsOf(linkedTo(middle))].filter((near) =>
      everyEntry.some(
        (one) => one.locale === 'tr' && idsOf([one]).has(near) && idsOf(linkedTo(one)).has(id),
      ),
    ).length;
  const tight = { near: Infinity, far: Infinity, behindOne: 1 };
  const shown = step(neighbourhood(middle, linkedTo, tight), 2);
  const all = step(neighbourhood(middle, linkedTo, unbounded), 2);
  const [first] = step(neighbourhood(middle, linkedTo, tight), 1);
  const best = Math.max(...all.filter(({ by }) => by === first?.id).map(({ id }) => ways(id)));
  const own = shown.find(({ by }) => by === first?.id);
  assert.ok(own && ways(own.id) === best);
});

const pictures = everyEntry.flatMap((one) => {
  const graph = neighbourhood(one, linkedTo);
  const view = neighbourhoodView(graph, one.locale);
  return view ? [{ one, graph, view }] : [];
});

test('an entry has a picture from two neighbours on', () => {
  const withPicture = new Set(pictures.map(({ one }) => one));
  for (const one of everyEntry)
    assert.equal(withPicture.has(one), idsOf(linkedTo(one)).size >= 2, one.slug);
  assert.ok(pictures.length > 250);
});

const extent = ({ text, x, kind, end }: DrawnText): [number, number] => {
  const width = widthOf(text, kind === 'label' ? 14 : 12);
  return end ? [x - width, x] : [x, x + width];
};

test('nothing leaves the picture, no box lies on another, no label on another or out of its box', () => {
  for (const { one, view } of pictures) {
    const { width, height, nodes } = view.picture;
    nodes.forEach((node, index) => {
      const [right, bottom] = [node.x + node.width, node.y + node.height];
      assert.ok(node.x >= 0 && node.y >= 0 && right <= width && bottom <= height, one.slug);
      for (const other of nodes.slice(index + 1))
        assert.ok(
          other.x >= right ||
            other.x + other.width <= node.x ||
            other.y >= bottom ||
            other.y + other.height <= node.y,
          `${node.id} and ${other.id}`,
        );
      node.texts.forEach((line, at) => {
        const [start, end] = extent(line);
        assert.ok(start > 0 && end < node.width && line.y < node.height, `${node.id} ${line.text}`);
        for (const next of node.texts.slice(at + 1))
          assert.ok(next.y - line.y >= 14 || extent(next)[0] > end, `${node.id} ${line.text}`);
      });
    });
  }
});

test('each link is one line of the picture and a line of the list', () => {
  for (const { one, graph, view } of pictures) {
    const { beside, across } = view.picture.lines;
    assert.equal((beside + across).match(/M/g)?.length, graph.edges.length, one.slug);
    assert.doesNotMatch(beside + across, /NaN|Infinity|undefined/);
    const [middle] = graph.nodes;
    const told = view.list.items.flatMap(({ id, items }) => [
      [middle?.id ?? '', id],
      ...items.map((item) => [id, item.id]),
    ]);
    assert.deepEqual(
      new Set(told.map((ends) => ends.sort().join(' '))),
      new Set(graph.edges.map(({ from, to }) => [from, to].sort().join(' '))),
    );
  }
});

test('a box tells the type in words, and all of a name that it cuts', () => {
  for (const { view } of pictures)
    for (const { texts, full } of view.picture.nodes) {
      assert.ok(texts.some(({ kind, text }) => kind === 'note' && text !== ''));
      const text = texts
        .filter(({ kind }) => kind === 'label')
        .map((line) => line.text)
        .join(' ');
      assert.ok(text !== '…' && text !== '');
      if (text.endsWith('…')) assert.ok(full && !full.endsWith('…'));
    }
});

test('an article goes by plan and number, a cluster and an institution by their short names', () => {
  for (const [locale, number] of [
    ['tr', /^11\. Plan md\. 309\.5: /],
    ['en', /^Plan 11, art\. 309\.5: /],
  ] as const) {
    const view = neighbourhoodView(neighbourhood(article(locale), linkedTo), locale);
    assert.ok(view);
    const label = (id: string) =>
      view.picture.nodes
        .find((node) => node.id === id)
        ?.texts.filter(({ kind }) => kind === 'label')
        .map(({ text }) => text)
        .join(' ') ?? '';
    assert.match(label('plan/plan11-309-5'), number);
    assert.equal(label('cluster/saha-istanbul'), 'SAHA');
    assert.equal(label('institution/kosgeb'), 'KOSGEB');
    // In English what has no English name says so.
    const turkish = view.picture.nodes
      .flatMap(({ texts }) => texts)
      .filter(({ lang }) => lang === 'tr');
    assert.equal(turkish.length > 0, locale === 'en');
  }
});

test('the caption counts what is there and says what is not', () => {
  const view = neighbourhoodView(neighbourhood(programme('ticaret-ur-ge'), linkedTo), 'tr');
  assert.match(view?.caption[0] ?? '', /doğrudan bağlı olduğu 16 kayıt ve onlar/);
  assert.equal(view?.caption[1], 'Doğrudan bağlı 28 kayıt daha var, resme sığmadı.');
  assert.equal(view?.caption.length, 3);
  const small = pictures.find(({ graph }) => graph.leftOut.near + graph.leftOut.far === 0);
  assert.equal(small?.view.caption.length, 1);
});
