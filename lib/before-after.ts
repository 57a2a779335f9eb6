import { entryHref } from '#lib/addresses';
import { statusBadge } from '#lib/cards';
import type { EntryData } from '#lib/content-types';
import { phraseOf, type Entry } from '#lib/entry';
import { reasonIn, type Neighbour } from '#lib/entry-view';
import { sourceView } from '#lib/fact-cells';
import type { Locale } from '#lib/field';
import { texts } from '#lib/messages';
import { withList } from '#lib/short-list';
import type { BeforeAfter, LinkedProgramme } from '#lib/view';

/** What the named programme is to the one that names it, and the other way round. */
const sides = {
  leadsTo: ['after', 'before'],
  follows: ['before', 'after'],
  replaces: ['replaces', 'replacedBy'],
  partOf: ['whole', 'parts'],
  excludes: ['excludes', 'excludes'],
} as const satisfies Partial<Record<keyof EntryData<'programme'>, readonly [string, string]>>;

type Side = (typeof sides)[keyof typeof sides][number];

// An applicant first asks whether this is still the right programme, and what must come before it.
const order = [
  'replacedBy',
  'before',
  'after',
  'excludes',
  'whole',
  'parts',
  'replaces',
] as const satisfies readonly Side[];

const sideOf = ({ field, backward }: Neighbour): Side | undefined =>
  Object.entries(sides).find(([name]) => name === field)?.[1][backward ? 1 : 0];

/**
 * Which programmes come before and after one, take its place or exclude it, each with what the source
 * says; nothing where no source says any of it. `kept` is the reader's list, which the links carry on.
 */
export function beforeAfterView(
  programme: Entry<'programme'>,
  neighbours: readonly Neighbour[],
  kept: readonly string[],
  locale: Locale,
  today: string,
): BeforeAfter | undefined {
  const t = texts(locale);
  const itemsOn = (side: Side): LinkedProgramme[] => {
    const seen = new Set<string>();
    return neighbours.flatMap((neighbour): LinkedProgramme[] => {
      const { entry: other, relation, backward } = neighbour;
      if (other.type !== 'programme' || sideOf(neighbour) !== side) return [];
      if (!relation.reason || seen.has(other.slug)) return [];
      seen.add(other.slug);
      const { text, lang } = phraseOf(other, 'title', other.data.title);
      // The numbers count in the list of the programme that names the other.
      const { sources } = (backward ? other : programme).data;
      const said = sources.filter((_, index) => relation.sources?.includes(index + 1));
      return [
        {
          link: { label: text, href: withList(entryHref('programme', other.slug, locale), kept) },
          ...(lang && { lang }),
          badge: statusBadge(other.data, { t, today }),
          reason: reasonIn(locale, relation.reason),
          sources: said.map((source) => sourceView(source, { locale })),
        },
      ];
    });
  };
  const groups = order
    .map((side) => ({ heading: t(`beforeAfter.sides.${side}`), items: itemsOn(side) }))
    .filter(({ items }) => items.length > 0);
  return groups.length === 0
    ? undefined
    : {
        id: 'before-after',
        heading: t('beforeAfter.heading'),
        sourceLabel: t('beforeAfter.source'),
        groups,
      };
}
