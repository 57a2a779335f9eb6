import { EntryPage } from '#components/entry-page';
import { EntryTools } from '#components/entry-tools.client';
import { FileLinks } from '#components/file-links';
import { GuideDownloads } from '#components/guide-downloads';
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
}: {
  entry: Entry;
  view: EntryView;
  beside?: ReturnType<typeof besideEntry>;
}) {
  const { locale } = entry;
  const files = calendarLinksOf(entry, fileWorld(locale));
  return (
    <EntryPage
      view={view}
      {...beside}
      {...(entry.type === 'plan' && { article: besideArticle(entry, locale) })}
      {...(entry.type === 'cluster' && { cluster: besideCluster(entry, locale) })}
      {...(entry.type === 'guide' && {
        downloads: <GuideDownloads view={guideExtras(entry, locale)} />,
      })}
      around={neighbourhoodFor(entry)}
      tools={
        <>
          <EntryTools labels={view.labels} />
          {files && <FileLinks files={files} />}
        </>
      }
    />
  );
}
