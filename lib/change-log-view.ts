import { changesHref, entryHref, fileHref } from '#lib/addresses';
import { atom } from '#lib/atom';
import type { TypeName } from '#lib/content-types';
import type { Entry } from '#lib/entry';
import {
  differenceLine,
  entryChanges,
  stateIn,
  type Difference,
  type Version,
} from '#lib/entry-changes';
import type { Locale } from '#lib/field';
import { dayInTurkiye, formatDate } from '#lib/format';
import { texts } from '#lib/messages';
import type { Link, Phrase } from '#lib/view';
import { xmlText } from '#lib/xml';

/** One change that readers can see: when, by whom, why, and what it was in words. */
export type ChangeItem = {
  readonly version: string;
  readonly at: Date;
  readonly date: string;
  readonly people: string;
  readonly reason: string;
  readonly differences: readonly Difference[];
};

/** How an entry has changed. */
export type ChangeLog = {
  readonly entry: { readonly title: Phrase; readonly link: Link };
  readonly heading: string;
  readonly lead: string;
  readonly items: readonly ChangeItem[];
  /** What stands in the place of items where there are none to show. */
  readonly missing?: string;
  /** All changes, where these are the last ones only. */
  readonly all: Link;
  readonly feed: Link;
  readonly words: { readonly added: string; readonly removed: string; readonly changed: string };
};

export type ChangesWorld = {
  readonly locale: Locale;
  readonly site: string;
  readonly title: Phrase;
  readonly titleOf: (type: TypeName, slug: string) => string | undefined;
};

/**
 * The last `most` changes that readers can see, the newest first. What was a draft then is left out, and so
 * is what changed only the writing of a file.
 */
export function changeLog(
  { type, slug }: Pick<Entry, 'type' | 'slug'>,
  versions: readonly Version[] | undefined,
  world: ChangesWorld,
  most = Infinity,
): ChangeLog {
  const { locale, title, titleOf } = world;
  const t = texts(locale);
  const items: ChangeItem[] = [];
  for (const version of withoutDrafts(versions ?? [])) {
    if (items.length >= most) break;
    const { before, after } = version;
    const differences = entryChanges(type, before, after, { locale, readBy: 'readers', titleOf });
    if (differences.length === 0) continue;
    items.push({
      version: version.version,
      at: version.at,
      date: formatDate(dayInTurkiye(version.at), locale),
      people: peopleOf(version, locale),
      reason: version.reason.split('\n')[0] ?? '',
      differences,
    });
  }
  const all = changesHref(type, slug, locale);
  return {
    entry: { title, link: { label: title.text, href: entryHref(type, slug, locale) } },
    heading: t('changes.heading'),
    lead: t('changes.lead'),
    items,
    ...(items.length === 0 && { missing: t(versions ? 'changes.none' : 'changes.noHistory') }),
    all: { label: t('changes.all'), href: all },
    feed: { label: t('changes.feed'), href: fileHref(all, 'atom') },
    words: {
      added: t('changes.mark.added'),
      removed: t('changes.mark.removed'),
      changed: t('changes.mark.changed'),
    },
  };
}

/** Versions that readers could see at the time, the newest first as they came. */
function withoutDrafts(versions: readonly Version[]): Version[] {
  // The Turkish file says so, and a version that did not touch it was as the one before.
  let isDraft = false;
  const shown: Version[] = [];
  for (const version of versions.toReversed()) {
    const was = isDraft;
    if (version.after.tr !== undefined) isDraft = isUnpublished(version.after.tr);
    if (was && isDraft) continue;
    if (isDraft && version.before.tr === undefined) continue;
    shown.push(version);
  }
  return shown.reverse();
}

const isUnpublished = (text: string) => /^(?:draft|review)$/.test(String(stateIn(text)));

function peopleOf({ author, reviewedBy, publishedBy, alone }: Version, locale: Locale): string {
  const t = texts(locale);
  const named = (name: string) => name || t('changes.editor');
  return [
    named(author),
    ...(reviewedBy === undefined ? [] : [t('changes.reviewed', { name: named(reviewedBy) })]),
    ...(publishedBy === undefined || publishedBy === author
      ? []
      : [t('changes.published', { name: named(publishedBy) })]),
    ...(alone ? [t('changes.alone')] : []),
  ].join(' · ');
}

const mostInFeed = 50;

/** The same as an Atom feed. */
export function changesFeed(
  entry: Pick<Entry, 'type' | 'slug'>,
  versions: readonly Version[] | undefined,
  world: ChangesWorld,
): string {
  const { locale, site } = world;
  const t = texts(locale);
  const { type, slug } = entry;
  const { items, all, feed, heading } = changeLog(entry, versions, world, mostInFeed);
  const tag = `tag:${new URL(site).hostname},2026:${locale}/${type}/${slug}/changes`;
  return atom({
    id: tag,
    title: `${world.title.text}: ${heading} – ${t('site.name')}`,
    subtitle: t('changes.lead'),
    lang: locale,
    author: t('site.full'),
    updated: items[0]?.at ?? new Date(Date.UTC(2026, 0, 1)),
    href: site + all.href,
    self: site + feed.href,
    entries: items.map(({ version, at, date, people, reason, differences }) => {
      const lines = differences.map((difference) => differenceLine(difference, locale));
      return {
        id: `${tag}/${version}`,
        title: `${world.title.text}, ${date}`,
        lang: locale,
        updated: at,
        href: `${site}${all.href}#${anchorOf(version)}`,
        category: { term: type, label: t(`types.${type}.singular`) },
        summary: lines[0] ?? '',
        html: `<p>${xmlText([people, reason].filter((words) => words !== '').join('. '))}</p><ul>${lines
          .map((line) => `<li>${xmlText(line)}</li>`)
          .join('')}</ul>`,
      };
    }),
  });
}

/** Where a change stands on the page of all changes. */
export const anchorOf = (version: string): string => `d-${version.slice(0, 12)}`;
