import type { ReactNode } from 'react';
import { correctionLink } from './correction-pages';
import { EntryPage } from '#components/entry-page';
import { EntryTools } from '#components/entry-tools.client';
import { FileLinks } from '#components/file-links';
import { calendarLinksOf } from '#lib/calendar-view';
import type { Entry } from '#lib/entry';
import { guideExtras } from '#lib/guide-view';
import {
  besideArticle,
  besideCluster,
  besideProgramme,
  fileWorld,
  neighbourhoodFor,
} from '#lib/portal';
import type { EntryView } from '#lib/view';

/** What stands beside a programme: the reader's short list, and the way onto it; nothing for other types. */
export const besideEntry = (entry: Entry, kept: readonly string[]) =>
  entry.type === 'programme'
    ? besideProgramme(entry, kept, entry.locale)
    : { kept: [] as readonly string[] };

/** An entry as readers see it, in the entry's language: on its page, and in the preview of an editor. */
export function EntryArticle({
  entry,
  view,
  beside = besideEntry(entry, []),
  changes,
}: {
  entry: Entry;
  view: EntryView;
  beside?: ReturnType<typeof besideEntry>;
  /** The entry's last changes. */
  changes?: ReactNode;
}) {
  const { locale } = entry;
  const files = calendarLinksOf(entry, fileWorld(locale));
  return (
    <EntryPage
      view={view}
      {...beside}
      {...(entry.type === 'plan' && { article: besideArticle(entry, locale) })}
      {...(entry.type === 'cluster' && { cluster: besideCluster(entry, locale) })}
      {...(entry.type === 'guide' && { guide: guideExtras(entry, locale) })}
      around={neighbourhoodFor(entry)}
      correction={correctionLink(entry, locale)}
      changes={changes}
      tools={
        <>
          <EntryTools labels={view.labels} />
          {files && <FileLinks files={files} />}
        </>
      }
    />
  );
}
