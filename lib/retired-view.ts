import { entryHref, listHref } from '#lib/addresses';
import type { TypeName } from '#lib/content-types';
import type { Locale } from '#lib/field';
import { dayInTurkiye, formatDate } from '#lib/format';
import { texts } from '#lib/messages';
import type { Link, Phrase } from '#lib/view';

/** What stands at the address of an entry that readers no longer see. */
export type RetiredView = {
  section: Link;
  title: Phrase;
  notice: string;
  /** What to read instead. */
  successor?: { lead: string; title: Phrase; href: string };
};

/** A retired entry's page; `since` is the moment from which it is so, where it is known. */
export function retiredView(
  type: TypeName,
  {
    title,
    since,
    successor,
  }: {
    readonly title: Phrase;
    readonly since: Date | undefined;
    readonly successor: { readonly slug: string; readonly title: Phrase } | undefined;
  },
  locale: Locale,
): RetiredView {
  const t = texts(locale);
  return {
    section: { label: t(`types.${type}.plural`), href: listHref(type, locale) },
    title,
    notice: since
      ? t('retired.since', { date: formatDate(dayInTurkiye(since), locale) })
      : t('retired.undated'),
    ...(successor && {
      successor: {
        lead: t('retired.successor'),
        title: successor.title,
        href: entryHref(type, successor.slug, locale),
      },
    }),
  };
}
