import { notFound } from 'next/navigation';
import { editorRows } from '../../editor-desk';
import { editorHere } from '../../editor-session';
import { pageTitle } from '../../metadata';
import { queryOf } from '../../query';
import './desk.css';
import { EditorListPage } from '#components/editor-list';
import { editorList } from '#lib/editor-view';
import { isLocale, texts } from '#lib/messages';

type Props = PageProps<'/[locale]/editor'>;

export async function generateMetadata({ params }: Props) {
  const { locale } = await params;
  return isLocale(locale)
    ? { title: pageTitle(texts(locale)('write.list.title'), texts(locale)) }
    : {};
}

export default async function EntriesPage({ params, searchParams }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const { person } = await editorHere(locale);
  const asked = await queryOf(searchParams);
  return <EditorListPage view={editorList(await editorRows(), asked, person, locale)} />;
}
