import { notFound } from 'next/navigation';
import { accounts, editorHere } from '../../../editor-session';
import { pageTitle } from '../../../metadata';
import { queryOf } from '../../../query';
import { AuditPage } from '#components/editor-accounts';
import { EditorNotice } from '#components/editor-frame';
import { editorHref, hasRight } from '#lib/editors';
import { isLocale, texts } from '#lib/messages';

type Props = PageProps<'/[locale]/editor/islemler'>;

export async function generateMetadata({ params }: Props) {
  const { locale } = await params;
  return isLocale(locale)
    ? { title: pageTitle(texts(locale)('editor.pages.audit'), texts(locale)) }
    : {};
}

const perPage = 100;

export default async function AuditTrail({ params, searchParams }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const { person } = await editorHere(locale);
  const t = texts(locale);
  if (!hasRight(person.role, 'manage')) return <EditorNotice text={t('editor.refused.manage')} />;
  const all = accounts();
  const trail = all.trail();
  if (trail.kind !== 'value') return <EditorNotice text={t('editor.accounts.unavailable')} />;
  const asked = Number((await queryOf(searchParams)).get('sayfa') ?? 1);
  const last = Math.max(1, Math.ceil(trail.value.length / perPage));
  const page = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), last) : 1;
  const href = (number: number) => `${editorHref('audit', locale)}?sayfa=${number}`;
  const time = new Intl.DateTimeFormat(locale === 'tr' ? 'tr-TR' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Europe/Istanbul',
  });
  const newestFirst = trail.value.map((line, index) => ({ ...line, index })).reverse();
  return (
    <AuditPage
      title={t('editor.pages.audit')}
      lead={t('editor.audit.lead')}
      columns={['when', 'who', 'what', 'on'].map((name) => t(`editor.audit.columns.${name}`))}
      rows={newestFirst
        .slice((page - 1) * perPage, page * perPage)
        .map(({ index, when, name, what, on }) => ({
          id: String(index),
          when: time.format(new Date(when)),
          iso: when,
          who: name ?? t('editor.audit.nobody'),
          what: t(`editor.audit.what.${what}`),
          on: (on !== undefined && all.nameOf(on)) || (on ?? ''),
        }))}
      none={t('editor.audit.none')}
      pages={[
        ...(page > 1 ? [{ label: t('editor.audit.newer'), href: href(page - 1) }] : []),
        ...(page < last ? [{ label: t('editor.audit.older'), href: href(page + 1) }] : []),
      ]}
    />
  );
}
