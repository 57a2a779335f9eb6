import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hitView } from '#lib/cards';
import { clusterProfile, type ClusterWorld } from '#lib/cluster-profile';
import type { Entry } from '#lib/entry';
import { entryView } from '#lib/entry-view';
import { foundEntry } from '#lib/finding';
import { readLibrary } from '#lib/library';
import { locales, texts, type Translate } from '#lib/messages';
import { neighboursOf } from '#lib/portal';
import { shownOf } from '#lib/search-document';
import { parseSearch } from '#lib/search-state';

const shelf = readLibrary(process.cwd());
const today = '2026-11-22';

const slugOf = (href: string) => href.split('/').at(-1) ?? '';
const both = (one: readonly string[] = [], other: readonly string[] = []) =>
  one.some((code) => other.includes(code));

for (const locale of locales) {
  const t: Translate = texts(locale);
  const clusters = shelf.ofType('cluster', locale);
  const world: ClusterWorld = {
    locale,
    today,
    titleOf: (type, slug) => shelf.titleOf(type, slug, locale),
    clusters,
    centres: shelf.ofType('centre', locale),
    termOf: (slug) => shelf.find('term', slug, locale),
  };
  const clusterAt = (slug: string): Entry<'cluster'> => {
    const found = shelf.find('cluster', slug, locale);
    assert.ok(found, slug);
    return found;
  };
  const profile = (slug: string) => clusterProfile(clusterAt(slug), world);
  const pageOf = (slug: string) => {
    const cluster = clusterAt(slug);
    return entryView(cluster, neighboursOf(cluster, shelf), locale, today, world.titleOf);
  };

  test(`a platform names the associations through which a firm joins, with their source (${locale})`, () => {
    for (const [slug, associations] of [
      ['atik', ['AKBİLDER', 'MEBİAD']],
      ['mertek', ['MEBİAD']],
    ] as const) {
      const { joining } = profile(slug);
      assert.deepEqual(
        joining?.items.map(({ link }) => link.label),
        associations,
      );
      for (const { link, expansion, reason, sources } of joining?.items ?? []) {
        assert.ok(shelf.find('term', slugOf(link.href), locale), link.href);
        assert.ok(expansion);
        assert.equal(reason.lang, undefined);
        assert.match(sources[0]?.title ?? '', /ATİK ve MERTEK/);
      }
      // Told once: not again among the page's other links.
      assert.ok(!pageOf(slug).relations.groups.some(({ id }) => id === 'relations-term'));
    }
    assert.equal(profile('ossa').joining, undefined);
    const association = shelf.find('term', 'mebiad', locale);
    assert.ok(association);
    assert.deepEqual(
      neighboursOf(association, shelf)
        .filter(({ entry }) => entry.type === 'cluster')
        .map(({ entry }) => entry.slug)
        .sort(),
      ['atik', 'mertek'],
    );
  });

  test(`the shares of the members are drawn and said, or said to be missing (${locale})`, () => {
    const { members } = profile('pole-vehicule-du-futur');
    assert.deepEqual(
      members?.rows.map(({ label, percent }) => [label, percent]),
      [
        [t('fields.smallMembers'), 58],
        [t('fields.mediumMembers'), 22],
        [t('fields.largeMembers'), 20],
      ],
    );
    assert.ok(members.rows.every(({ cells }) => cells[0]?.note?.includes('2017')));
    assert.equal(members.missing, undefined);
    assert.deepEqual(profile('ossa').members, {
      heading: t('clusterProfile.members.heading'),
      rows: [],
      missing: t('clusterProfile.members.missing'),
    });
    // What stands here does not stand in the sheet again.
    const sheet = pageOf('pole-vehicule-du-futur').sheet.rows.map(({ label }) => label);
    assert.ok(!sheet.includes(t('fields.smallMembers')));
  });

  test(`siblings are of the same province, or of the same sector elsewhere (${locale})`, () => {
    for (const cluster of clusters) {
      const { groups } = clusterProfile(cluster, world).siblings;
      const expected = {
        [t('clusterProfile.siblings.sameProvince')]: clusters.filter(
          ({ slug, data }) => slug !== cluster.slug && both(data.provinces, cluster.data.provinces),
        ),
        [t('clusterProfile.siblings.sameSector')]: clusters.filter(
          ({ slug, data }) =>
            slug !== cluster.slug &&
            both(data.sectors, cluster.data.sectors) &&
            !both(data.provinces, cluster.data.provinces),
        ),
      };
      assert.equal(groups.length, cluster.data.provinces ? 2 : 1, cluster.slug);
      for (const { label, items, none, more } of groups) {
        const all = new Set(expected[label]?.map(({ slug }) => slug));
        const shown = items.map(({ link }) => slugOf(link.href));
        assert.ok(
          shown.every((slug) => all.has(slug)),
          `${cluster.slug}: ${label}`,
        );
        assert.equal(new Set(shown).size, Math.min(all.size, 6), cluster.slug);
        assert.equal(none === undefined, all.size > 0, cluster.slug);
        assert.equal(more === undefined, all.size <= 6, cluster.slug);
      }
    }
  });

  test(`the way to all siblings names as many as its list has (${locale})`, () => {
    const more = clusters.flatMap((cluster) =>
      clusterProfile(cluster, world).siblings.groups.flatMap((group) => group.more ?? []),
    );
    assert.ok(more.length > 10);
    for (const { label, href } of more) {
      const { search } = parseSearch(new URL(href, 'https://bys.example').searchParams, 'cluster');
      const { province, sector } = search.chosen;
      const found = clusters.filter(
        ({ data }) => both(province, data.provinces) || both(sector, data.sectors),
      );
      assert.match(label, new RegExp(`\\(${found.length}\\)`), href);
    }
  });

  test(`contact leads to the site, the host and the bodies of the province, or says what is missing (${locale})`, () => {
    const { rows, note } = profile('atik').contact;
    const at = (label: string) => rows.find((row) => row.label === label)?.cells;
    assert.equal(at(t('fields.website'))?.[0]?.href, 'https://www.technoscope.com.tr');
    assert.equal(at(t('fields.coordinator'))?.[0]?.text, 'Mersin Teknopark');
    assert.deepEqual(
      at(t('clusterProfile.contact.centres'))
        ?.map(({ href }) => slugOf(href ?? ''))
        .sort(),
      ['ka-cka', 'mersin-teknopark'],
    );
    assert.equal(note, t('clusterProfile.contact.note'));
    const without = profile('inegol-mobilya').contact;
    assert.equal(without.rows[0]?.cells[0]?.text, t('common.notInSource'));
    assert.equal(without.note, t('clusterProfile.contact.noSite'));
    const foreign = profile('pole-vehicule-du-futur').contact.rows.map(({ label }) => label);
    assert.ok(!foreign.includes(t('clusterProfile.contact.centres')));
  });

  test(`an agglomeration is named as one on its page and its card, and has no members (${locale})`, () => {
    const named = clusters.filter(({ data }) => data.agglomeration);
    assert.equal(named.length, 11);
    // Whoever has it in the name is marked as one.
    for (const { slug, data } of shelf.ofType('cluster', 'tr'))
      if (data.title.includes('Yığınlaşma'))
        assert.ok(
          named.some((one) => one.slug === slug),
          slug,
        );
    const badge = t('clusterProfile.agglomeration');
    for (const cluster of clusters) {
      const isOne = named.includes(cluster);
      const { badges, notices } = pageOf(cluster.slug);
      assert.equal(
        badges.some(({ label }) => label === badge),
        isOne,
        cluster.slug,
      );
      assert.equal(notices.includes(t('clusterProfile.agglomerationNote')), isOne, cluster.slug);
      const card = hitView(foundEntry(shownOf(cluster)), locale, {
        titleOf: (type, slug) => shelf.titleOf(type, slug, locale)?.text,
        today,
      });
      assert.equal(card.badge?.label === badge, isOne, cluster.slug);
      assert.equal(clusterProfile(cluster, world).members === undefined, isOne, cluster.slug);
    }
  });
}
