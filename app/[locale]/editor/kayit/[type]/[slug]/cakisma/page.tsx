import { notFound, redirect } from 'next/navigation';
import { deskEntry, titleIn } from '../../../../../../editor-desk';
import { editorHere } from '../../../../../../editor-session';
import { keptClash } from '../../../../../../editor-texts';
import { queryOf } from '../../../../../../query';
import '../../../../desk.css';
import { EditorForm } from '#components/editor-form';
import { Differences } from '#components/entry-differences';
import { differenceLine, entryChanges } from '#lib/entry-changes';
import type { EntryTexts } from '#lib/content-repository';
import { entryEditHref, entryKeyAt, momentWords } from '#lib/editor-view';
import { isLocale, texts } from '#lib/messages';

type Props = PageProps<'/[locale]/editor/kayit/[type]/[slug]/cakisma'>;

/** Two wrote at once: what each changed, and the choice how to go on. */
export default async function ConflictPage({ params, searchParams }: Props) {
  const { locale, type, slug } = await params;
  if (!isLocale(locale)) notFound();
  const key = entryKeyAt(type, slug);
  const { person, csrf } = await editorHere(locale);
  const id = (await queryOf(searchParams)).get('ayrilik') ?? '';
  const clash = key && keptClash(id, person, key);
  const entry = key && (await deskEntry(key));
  if (!key || !entry || !clash)
    redirect(`${entryEditHref(key ?? { type: 'news', slug }, locale)}?engel=moved`);
  const { conflict, mine } = clash;
  const t = texts(locale);
  const between = (before: EntryTexts, after: EntryTexts) => (
    <Differences
      items={entryChanges(key.type, before, after, {
        locale,
        readBy: 'editors' as const,
        titleOf: titleIn,
      })}
      none={t('write.conflict.none')}
      line={(difference) => differenceLine(difference, locale)}
    />
  );
  const { copy } = entry;
  const page = `${entryEditHref(key, locale, 'cakisma')}?ayrilik=${id}`;
  return (
    <>
      <title>{t('write.conflict.title')}</title>
      <h1>{t('write.conflict.title')}</h1>
      <p className="lead">
        {conflict.with === 'working-copy' && copy
          ? t('write.conflict.lead', {
              by: copy.lastAuthor.name,
              when: momentWords(copy.savedAt, locale),
            })
          : t('write.conflict.leadLive')}
      </p>
      <div className="desk-sides">
        <section aria-labelledby="mine">
          <h2 id="mine">{t('write.conflict.mine')}</h2>
          {between(conflict.base, mine)}
        </section>
        <section aria-labelledby="theirs">
          <h2 id="theirs">{t('write.conflict.theirs')}</h2>
          {between(conflict.base, conflict.theirs)}
        </section>
      </div>
      <section className="desk-section" aria-labelledby="merged">
        <h2 id="merged">{t('write.conflict.merged')}</h2>
        <p>{t(conflict.merged ? 'write.conflict.mergedText' : 'write.conflict.notMerged')}</p>
        {conflict.merged && between(conflict.theirs, conflict.merged)}
      </section>
      <EditorForm action="/api/editor/conflict" csrf={csrf} page={page}>
        <input type="hidden" name="key" value={`${type}/${slug}`} />
        <input type="hidden" name="ayrilik" value={id} />
        <div className="desk-buttons">
          {conflict.merged && (
            <button className="button" type="submit" name="choice" value="merged">
              {t('write.conflict.useMerged')}
            </button>
          )}
          {(['hand', 'mine', 'theirs'] as const).map((choice) => (
            <button
              key={choice}
              className="button button-quiet"
              type="submit"
              name="choice"
              value={choice}
            >
              {t(
                `write.conflict.${choice === 'hand' ? 'byHand' : choice === 'mine' ? 'useMine' : 'useTheirs'}`,
              )}
            </button>
          ))}
        </div>
      </EditorForm>
    </>
  );
}
