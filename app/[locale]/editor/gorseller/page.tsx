import { notFound } from 'next/navigation';
import { triedImages } from '../../../tried-forms';
import { editorHere } from '../../../editor-session';
import { pageTitle } from '../../../metadata';
import { queryOf } from '../../../query';
import { EditorImages } from '#components/editor-images';
import { editorHref } from '#lib/editors';
import { imagesView } from '#lib/image-view';
import { images } from '#lib/images';
import { isLocale, texts } from '#lib/messages';

type Props = PageProps<'/[locale]/editor/gorseller'>;

export async function generateMetadata({ params }: Props) {
  const { locale } = await params;
  return isLocale(locale) ? { title: pageTitle(texts(locale)('images.title'), texts(locale)) } : {};
}

export default async function ImagesPage({ params, searchParams }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const { csrf } = await editorHere(locale);
  const asked = await queryOf(searchParams);
  const tried = triedImages().at(asked.get('taslak') ?? '', new Date());
  return (
    <EditorImages
      view={imagesView(images().list(), asked, locale, tried)}
      csrf={csrf}
      action="/api/editor/images"
      page={editorHref('images', locale)}
    />
  );
}
