import { notFound, redirect } from 'next/navigation';
import { deskEntry, repository, titleIn } from '../../../../../../editor-desk';
import { editorHere } from '../../../../../../editor-session';
import '../../../../desk.css';
import { Breadcrumb } from '#components/badge';
import { Differences } from '#components/entry-differences';
import { editorHref } from '#lib/editors';
import { entryEditHref, entryKeyAt, momentWords } from '#lib/editor-view';
import { differenceLine, entryChanges } from '#lib/entry-changes';
import { draftOf } from '#lib/entry-draft';
import { isLocale, texts } from '#lib/messages';

type Props = PageProps<'/[locale]/editor/kayit/[type]/[slug]/gecmis'>;

/** Every version of an entry that was live, what each changed in words, and the way back to it. */
export default async function HistoryPage({ params }: Props) {
  const { locale, type, slug } = await params;
  if (!isLocale(locale)) notFound();
  const key = entryKeyAt(type, slug);
  await editorHere(locale);
  const entry = key && (await deskEntry(key));
  if (!key || !entry) redirect(editorHref('entries', locale));
  const t = texts(locale);
  const draft = draftOf(key, entry.texts, 'tr');
  const title = t('write.history.title', {
    title: draft.kind === 'entry' ? draft.entry.data.title : draft.title || slug,
  });
  const world = { locale, readBy: 'editors' as const, titleOf: titleIn };
  const line = (difference: Parameters<typeof differenceLine>[0]) =>
    differenceLine(difference, locale);
  const versions = await repository().history(key);
  return (
    <>
      <title>{title}</title>
      <Breadcrumb link={{ label: t('write.history.back'), href: entryEditHref(key, locale) }} />
      <h1>{title}</h1>
      <p className="lead">{t('write.history.lead')}</p>
      {entry.copy && entry.live && (
        <section className="desk-section" aria-labelledby="copy">
          <h2 id="copy">{t('write.history.copy')}</h2>
          <p>
            {t('write.history.by', {
              by: entry.copy.lastAuthor.name,
              when: momentWords(entry.copy.savedAt, locale),
            })}
          </p>
          <Differences
            items={entryChanges(key.type, entry.live.texts, entry.copy.texts, world)}
            none={t('write.conflict.none')}
            line={line}
          />
        </section>
      )}
      {versions.length === 0 && <p>{t('write.history.none')}</p>}
      <ol className="desk-history">
        {versions.map(({ version, at, author, reason, reviewedBy, before, after }, index) => (
          <li key={version}>
            <h2>{reason}</h2>
            <p>
              {t('write.history.by', { by: author, when: momentWords(at, locale) })}
              {reviewedBy && ` · ${t('write.history.reviewed', { by: reviewedBy })}`}
            </p>
            <Differences
              items={entryChanges(key.type, before, after, world)}
              none={t('write.conflict.none')}
              line={line}
            />
            {index > 0 && (
              <a
                href={`${entryEditHref(key, locale)}?${new URLSearchParams({ surum: version, tarih: momentWords(at, locale) }).toString()}`}
              >
                {t('write.history.take')}
              </a>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}
