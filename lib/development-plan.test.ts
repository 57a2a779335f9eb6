import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inPlanOrder, periodOf, placeOf, sectorsByTopics } from '#lib/development-plan';
import { readLibrary } from '#lib/library';

const articles = readLibrary(process.cwd()).ofType('plan', 'tr');
const article = (slug: string) => {
  const found = articles.find((one) => one.slug === slug);
  assert.ok(found, slug);
  return found;
};
test('the older plan comes first', () => {
  const slugs = [article('plan12-434-2'), article('plan11-803'), article('plan11-309-5')]
    .sort(inPlanOrder)
    .map(({ slug }) => slug);
  assert.deepEqual(slugs, ['plan11-309-5', 'plan11-803', 'plan12-434-2']);
});

test('an article knows its parent, also one that is not in the portal, its siblings and children', () => {
  const shown = (slug: string) => {
    const { parent, siblings, children } = placeOf(article(slug), articles);
    return {
      parent: parent && [parent.number, parent.article?.slug],
      siblings: siblings.map((one) => one.slug),
      children: children.map((one) => one.slug),
    };
  };
  assert.deepEqual(shown('plan11-309-5'), {
    parent: ['309', undefined],
    siblings: [],
    children: [],
  });
  assert.deepEqual(shown('plan11-505-2'), {
    parent: ['505', 'plan11-505'],
    siblings: ['plan11-505-1'],
    children: [],
  });
  assert.deepEqual(shown('plan11-505').children, ['plan11-505-1', 'plan11-505-2']);
  assert.deepEqual(shown('plan12-437').children, ['plan12-437-2']);
});

test('a plan’s state follows from its years and the day', () => {
  assert.deepEqual(periodOf('11', '2023-12-31'), { from: 2019, to: 2023, state: 'current' });
  assert.equal(periodOf('11', '2024-01-01').state, 'over');
  assert.equal(periodOf('12', '2023-12-31').state, 'ahead');
  assert.equal(periodOf('12', '2029-01-01').state, 'over');
});

test('the table of sectors and topics counts what is written for all sectors in each', () => {
  const { topics, rows } = sectorsByTopics(articles);
  const column = topics.indexOf('kumelenme');
  const machines = rows.find(({ sector }) => sector === 'makine');
  const counted = articles.filter(
    ({ data }) =>
      data.topics?.includes('kumelenme') &&
      data.sectors?.some((sector) => sector === 'makine' || sector === 'tum'),
  );
  assert.ok(counted.length > 2);
  assert.equal(machines?.counts[column], counted.length);
  assert.ok(rows.every(({ sector }) => sector !== 'tum'));
});
