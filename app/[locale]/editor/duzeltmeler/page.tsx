import { notFound } from 'next/navigation';
import { editorHere } from '../../../editor-session';
import { pageTitle } from '../../../metadata';
import { queryOf } from '../../../query';
import { CorrectionQueue } from '#components/correction-queue';
import { EditorNotice } from '#components/editor-frame';
import { queueView } from '#lib/correction-queue';
import { corrections } from '#lib/corrections';
import { library } from '#lib/library';
import { isLocale, texts } from '#lib/messages';

type Props = PageProps<'/[locale]/editor/duzeltmeler'>;

export async function generateMetadata({ params }: Props) {
  const { locale } = await params;
  return isLocale(locale)
    ? { title: pageTitle(texts(locale)('correctionQueue.title'), texts(locale)) }
    : {};
}

export default async function QueuePage({ params, searchParams }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  await editorHere(locale);
  const held = corrections().list();
  const t = texts(locale);
  if (held.kind !== 'value')
    return (
      <>
        <h1>{t('correctionQueue.title')}</h1>
        <EditorNotice text={t('correctionQueue.unread')} />
      </>
    );
  const shelf = library();
  const owners = new Map(
    shelf.files.map(({ type, slug, good }) => [`${type}/${slug}`, good?.data.owner]),
  );
  const view = queueView(held.value, await queryOf(searchParams), {
    locale,
    now: new Date(),
    titleOf: (type, slug) => shelf.titleOf(type, slug, locale),
    ownerOf: (type, slug) => owners.get(`${type}/${slug}`),
  });
  return <CorrectionQueue view={view} />;
}
