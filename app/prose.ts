import type { ProseView } from '#components/prose-page';
import type { Entry } from '#lib/entry';
import type { Locale } from '#lib/field';
import { formatDate } from '#lib/format';
import { texts } from '#lib/messages';
import type { EntryView } from '#lib/view';

/** An entry's words as a page of text about the site itself. */
export const proseView = (
  { data: { checkedOn } }: Entry,
  { title, body }: EntryView,
  locale: Locale,
): ProseView => ({
  title: title.text,
  html: body.html,
  ...(body.lang && { lang: 'tr' }),
  updated: checkedOn ? texts(locale)('pages.updated', { date: formatDate(checkedOn, locale) }) : '',
});
