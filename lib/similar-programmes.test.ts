import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLibrary } from '#lib/library';
import { locales } from '#lib/messages';
import { similarProgrammes, similarView } from '#lib/similar-programmes';

const library = readLibrary(process.cwd());
const programmes = library.ofType('programme', 'tr');
const today = '2026-11-22';
const find = (slug: string) => {
  const found = library.find('programme', slug, 'tr');
  assert.ok(found, slug);
  return found;
};

test('a programme is like others with its purpose, never like itself', () => {
  const found = similarProgrammes(find('kosgeb-yurt-disi-pazar'), programmes, today, 4);
  assert.equal(found.length, 4);
  for (const { programme, shared } of found) {
    assert.notEqual(programme.slug, 'kosgeb-yurt-disi-pazar');
    assert.deepEqual(shared.purposes, ['ihracat']);
    assert.ok(programme.data.purposes.includes('ihracat'));
  }
});

test('what holds elsewhere or is known to be closed is not offered', () => {
  const from = find('ajans-sogreen-daka');
  for (const { programme } of similarProgrammes(from, programmes, today, 100)) {
    assert.notEqual(programme.slug, 'ajans-sogreen-ankara');
    assert.notEqual(programme.data.status, 'closed');
    const isElsewhere = programme.data.coverage.every(
      (code) => code !== 'tr' && !code.startsWith('bolge') && !from.data.coverage.includes(code),
    );
    assert.equal(isElsewhere, false, programme.slug);
  }
});

test('“every sector” is nothing that two programmes share', () => {
  const all = similarProgrammes(find('kosgeb-yurt-disi-pazar'), programmes, today, 100);
  assert.ok(all.length > 0 && all.every(({ shared }) => !shared.sectors.includes('tum')));
});

test('the nearer one stands first', () => {
  const from = find('tubitak-1507');
  const like = (slug: string, more: object) => {
    const { data } = from;
    return { slug, data: { ...data, ...more } };
  };
  const near = like('near', { status: 'active', closes: undefined });
  const far = like('far', { status: 'active', closes: undefined, purposes: ['ar-ge', 'ihracat'] });
  const order = similarProgrammes(from, [far, near], today, 2).map(
    ({ programme }) => programme.slug,
  );
  assert.deepEqual(order, ['near', 'far']);
});

test('each says why, and carries the reader’s list on', () => {
  for (const locale of locales) {
    const from = library.find('programme', 'kosgeb-yurt-disi-pazar', locale);
    assert.ok(from);
    const all = library.ofType('programme', locale);
    const items = similarView(from, all, ['ticaret-ur-ge'], locale, today)?.items ?? [];
    assert.ok(items.length > 0);
    for (const { why, link } of items) {
      assert.match(why, locale === 'tr' ? /^Aynı amaç: İhracat · / : /^Same purpose: Exports · /);
      assert.match(link.href, /\?p=ticaret-ur-ge$/);
    }
  }
});
