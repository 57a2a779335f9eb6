import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Frame, searchForm } from '../frame';
import { pageMetadata } from '../metadata';
import { Home } from '#components/home';
import { listHref, pageHref } from '#lib/addresses';
import type { TypeName } from '#lib/content-types';
import { formatNumber } from '#lib/format';
import { isLocale, texts } from '#lib/messages';
import { highlights } from '#lib/portal';

const home = { tr: pageHref('home', 'tr'), en: pageHref('home', 'en') };
const doors = [
  { icon: 'support', type: 'programme' },
  { icon: 'clusters', type: 'cluster' },
  { icon: 'plan', type: 'plan' },
] as const;
const counted: readonly TypeName[] = [
  'programme',
  'cluster',
  'plan',
  'news',
  'event',
  'centre',
  'guide',
  'term',
];

export async function generateMetadata({ params }: PageProps<'/[locale]'>): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  return pageMetadata(locale, home, undefined, undefined);
}

export default async function HomePage({ params }: PageProps<'/[locale]'>) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const t = texts(locale);
  const { closing, news, events, counts } = highlights(locale);
  const list = (name: string, items: typeof news, type: TypeName) => ({
    heading: t(`home.${name}.heading`),
    items,
    empty: t(`home.${name}.empty`),
    more: { label: t(`home.${name}.more`), href: listHref(type, locale) },
  });
  return (
    <Frame locale={locale} other={home[locale === 'tr' ? 'en' : 'tr']} ownSearch>
      <Home
        view={{
          title: t('home.title'),
          lead: t('home.lead'),
          search: searchForm(locale),
          doors: doors.map(({ icon, type }) => ({
            icon,
            title: t(`home.doors.${icon}.title`),
            text: t(`home.doors.${icon}.text`),
            href: icon === 'support' ? pageHref('support', locale) : listHref(type, locale),
          })),
          closing: list('closing', closing, 'programme'),
          news: list('news', news, 'news'),
          events: list('events', events, 'event'),
          numbers: {
            heading: t('home.numbers.heading'),
            items: counted.map((type) => ({
              value: formatNumber(counts[type], locale),
              label: t(`types.${type}.plural`),
              href: listHref(type, locale),
            })),
            note: t('home.numbers.note'),
          },
        }}
      />
    </Frame>
  );
}
