import { notFound, redirect } from 'next/navigation';
import { EntryArticle } from '../../../../../../entry-article';
import { deskEntry, previewOf } from '../../../../../../editor-desk';
import { editorHere } from '../../../../../../editor-session';
import { queryOf } from '../../../../../../query';
import '../../../../desk.css';
import { BadgeLabel, Notices } from '#components/badge';
import { ResultCard } from '#components/result-card';
import { entryEditHref, entryKeyAt } from '#lib/editor-view';
import { fileFieldsOf } from '#lib/content-types';
import { draftOf } from '#lib/entry-draft';
import { render } from '#lib/markdown';
import { isLocale, texts } from '#lib/messages';
import { cardOf, pageOf } from '#lib/portal';

type Props = PageProps<'/[locale]/editor/kayit/[type]/[slug]/onizleme'>;

/** What the entry would be on the site, as the same components draw it there. */
export default async function PreviewPage({ params, searchParams }: Props) {
  const { locale, type, slug } = await params;
  if (!isLocale(locale)) notFound();
  const key = entryKeyAt(type, slug);
  const { person } = await editorHere(locale);
  const asked = await queryOf(searchParams);
  const written =
    key && (previewOf(person.id, key, asked.get('taslak') ?? '') ?? (await deskEntry(key))?.texts);
  if (!key || !written) redirect(entryEditHref(key ?? { type: 'news', slug }, locale));
  const shown = asked.get('dil') === 'en' ? 'en' : 'tr';
  const draft = draftOf(key, written, shown);
  const t = texts(locale);
  return (
    <main id="main" className="preview" lang={shown} tabIndex={-1}>
      <title>{t('write.preview.title', { title: titleOf() || key.slug })}</title>
      {/* A link of the preview leads out of its frame. */}
      <base target="_blank" />
      {draft.kind === 'entry' ? (
        <>
          <div className="wrap preview-card">
            <div lang={locale}>
              <BadgeLabel badge={{ label: t('write.preview.card'), tone: 'muted' }} />
              {draft.leftOut.length > 0 && (
                <Notices
                  items={[
                    t('write.preview.leftOut', {
                      fields: draft.leftOut.map((name) => labelOf(name)).join(', '),
                    }),
                  ]}
                />
              )}
            </div>
            <ResultCard hit={cardOf(draft.entry)} />
          </div>
          <EntryArticle entry={draft.entry} view={pageOf(draft.entry)} />
        </>
      ) : (
        <article className="wrap page entry">
          <div lang={locale}>
            <Notices items={[t(`write.preview.${draft.kind === 'words' ? 'words' : 'tooLong'}`)]} />
          </div>
          <h1>{draft.title || t('write.preview.untitled')}</h1>
          {draft.kind === 'words' && (
            <div className="prose" dangerouslySetInnerHTML={{ __html: render(draft.body).html }} />
          )}
        </article>
      )}
    </main>
  );

  function titleOf(): string {
    return draft.kind === 'entry' ? draft.entry.data.title : draft.title;
  }
  function labelOf(name: string): string {
    return key && name in fileFieldsOf(key.type) ? t(`fields.${name}`) : name;
  }
}
