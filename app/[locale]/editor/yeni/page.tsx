import { notFound } from 'next/navigation';
import { refusalIn } from '../../../editor-desk';
import { editorHere } from '../../../editor-session';
import { pageTitle } from '../../../metadata';
import { queryOf } from '../../../query';
import '../desk.css';
import { EditorFresh } from '#components/editor-fresh';
import { typeNames } from '#lib/content-types';
import { editorHref } from '#lib/editors';
import { entryEditHref } from '#lib/editor-view';
import { freeSlug } from '#lib/entry-start';
import { library } from '#lib/library';
import { isLocale, texts } from '#lib/messages';

type Props = PageProps<'/[locale]/editor/yeni'>;

export async function generateMetadata({ params }: Props) {
  const { locale } = await params;
  return isLocale(locale)
    ? { title: pageTitle(texts(locale)('write.fresh.title'), texts(locale)) }
    : {};
}

/** Which box each fault is about. */
const places = {
  type: 'type',
  'title-empty': 'title',
  'title-long': 'title',
  slug: 'slug',
  'slug-empty': 'slug',
  taken: 'slug',
} as const;

export default async function FreshPage({ params, searchParams }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const { csrf } = await editorHere(locale);
  const asked = await queryOf(searchParams);
  const t = texts(locale);
  const [chosen, title, slug] = ['tur', 'baslik', 'adres'].map((name) => asked.get(name) ?? '');
  return (
    <EditorFresh
      csrf={csrf}
      page={editorHref('fresh', locale)}
      view={{
        title: t('write.fresh.title'),
        lead: t('write.fresh.lead'),
        fault: faultOf(),
        types: {
          label: t('write.fresh.type'),
          // News first: it is what is written most.
          options: [...typeNames]
            .sort((a, b) => Number(b === 'news') - Number(a === 'news'))
            .map((type) => ({
              value: type,
              label: t(`types.${type}.singular`),
              help: t(`write.fresh.types.${type}`),
              checked: type === (chosen || 'news'),
            })),
        },
        entryTitle: {
          label: t('write.fresh.entryTitle'),
          help: t('write.fresh.titleHelp'),
          value: title ?? '',
        },
        slug: { label: t('write.fresh.slug'), help: t('write.fresh.slugHelp'), value: slug ?? '' },
        submit: t('write.fresh.submit'),
      }}
    />
  );

  function faultOf() {
    if (!isLocale(locale)) return undefined;
    const code = (Object.keys(places) as (keyof typeof places)[]).find(
      (one) => one === asked.get('hata'),
    );
    const [, cause] = /^engel-([a-z-]+)$/.exec(asked.get('hata') ?? '') ?? [];
    const refusal = refusalIn(cause, asked.get('kilit'), t);
    if (refusal !== undefined) return { text: refusal };
    if (!code) return undefined;
    const type = typeNames.find((one) => one === chosen);
    const isThere = (name: string) =>
      library().files.some((file) => file.type === type && file.slug === name);
    const wanted = asked.get('istenen') ?? '';
    const proposal = freeSlug(wanted || title || '', isThere) || 'yeni-kayit';
    const taken = type && library().find(type, wanted, locale);
    return {
      field: places[code],
      text: t(`write.fresh.faults.${code}`, { proposal, title: taken?.data.title ?? wanted }),
      ...(code === 'taken' &&
        type && {
          open: {
            label: t('write.fresh.open'),
            href: entryEditHref({ type, slug: wanted }, locale),
          },
        }),
    };
  }
}
