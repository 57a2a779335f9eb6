import { entryHref } from '#lib/addresses';
import type { Translate } from '#lib/messages';
import type { ChangedSearch, Effect } from '#lib/search-rehearsal';

/** So many changed searches are shown; the rest is counted. */
const mostShown = 30;

const three = (share: number): string => share.toFixed(3);

/** What a change does to the judged searches, in words: the figures, then search by search, the worst first. */
export function effectLines({ searches, before, after, changed }: Effect, t: Translate): string[] {
  const better = changed.filter(({ by }) => by > 0).length;
  const worse = changed.filter(({ by }) => by < 0).length;
  return [
    t('searchEffect.figures', {
      searches,
      ndcgBefore: three(before.ndcg),
      ndcgAfter: three(after.ndcg),
      recallBefore: three(before.recall),
      recallAfter: three(after.recall),
    }),
    changed.length === 0
      ? t('searchEffect.none')
      : t('searchEffect.changed', { count: changed.length, better, worse }),
    ...changed.slice(0, mostShown).map((change) => changeLine(change, t)),
    ...(changed.length > mostShown
      ? [t('searchEffect.more', { count: changed.length - mostShown })]
      : []),
  ];
}

function changeLine({ query, locale, before, after, by }: ChangedSearch, t: Translate): string {
  const way = by > 0 ? 'better' : by < 0 ? 'worse' : 'equal';
  const address = (entry: ChangedSearch['before']) =>
    entry ? entryHref(entry.type, entry.slug, locale) : t('searchEffect.nothing');
  const values = { query, by: three(Math.abs(by)), before: address(before), after: address(after) };
  return before?.slug === after?.slug && before?.type === after?.type
    ? t(`searchEffect.${way}`, values)
    : t(`searchEffect.${way}First`, values);
}
