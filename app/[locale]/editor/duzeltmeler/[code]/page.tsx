import { notFound } from 'next/navigation';
import { triedAnswers } from '../../../../tried-forms';
import { editorHere, takeBack, textIn } from '../../../../editor-session';
import { pageTitle } from '../../../../metadata';
import { queryOf } from '../../../../query';
import { CorrectionAnswer } from '#components/correction-queue';
import { EditorNotice } from '#components/editor-frame';
import { codeFrom } from '#lib/correction';
import { reportView } from '#lib/correction-queue';
import { namedFacts } from '#lib/correction-view';
import { corrections } from '#lib/corrections';
import { editorHref } from '#lib/editors';
import { isLocale, texts } from '#lib/messages';
import { factsWorld } from '#lib/portal';

type Props = PageProps<'/[locale]/editor/duzeltmeler/[code]'>;

export async function generateMetadata({ params }: Props) {
  const { locale } = await params;
  return isLocale(locale)
    ? { title: pageTitle(texts(locale)('correctionQueue.title'), texts(locale)) }
    : {};
}

export default async function AnswerPage({ params, searchParams }: Props) {
  const { locale, code: typed } = await params;
  if (!isLocale(locale)) notFound();
  const { person, csrf } = await editorHere(locale);
  const t = texts(locale);
  const asked = await queryOf(searchParams);
  const stored = corrections().report(codeFrom(typed) ?? 'none');
  if (stored.kind !== 'value' || !stored.value)
    return (
      <>
        <h1>{t('correctionQueue.title')}</h1>
        <EditorNotice
          text={t(`correctionQueue.${stored.kind === 'value' ? 'missing' : 'unread'}`)}
        />
      </>
    );
  const report = stored.value;
  const world = factsWorld(report.type, report.slug, locale);
  const fact = world && namedFacts(world).find(({ name }) => name === report.fact);
  const kept = takeBack(asked.get('bilet') ?? '', person);
  const tried = kept
    ? { text: textIn(kept, 'text'), state: textIn(kept, 'state') }
    : triedAnswers().at(asked.get('taslak') ?? '', new Date());
  return (
    <CorrectionAnswer
      view={reportView(report, { title: world?.entry.data.title, fact, locale }, tried)}
      csrf={csrf}
      action="/api/editor/corrections"
      page={editorHref('corrections', locale, typed)}
      sent={asked.has('tamam') ? t('correctionQueue.sent') : undefined}
    />
  );
}
