import { notFound, redirect } from 'next/navigation';
import { accounts, editorHere, takeBack } from '../../../../../editor-session';
import {
  deskEntry,
  hintsOf,
  problemsOf,
  refusalIn,
  reportsOn,
  repository,
  type DeskEntry,
} from '../../../../../editor-desk';
import { entries, keptTexts, writtenIn, type Said } from '../../../../../editor-texts';
import { pageTitle } from '../../../../../metadata';
import { queryOf } from '../../../../../query';
import '../../../desk.css';
import { EntryDesk, type DeskView, type NextSteps } from '#components/entry-desk';
import type { ControlWords } from '#components/entry-form';
import { entryHref } from '#lib/addresses';
import { neverLive, type EntryTexts, type WorkingCopy } from '#lib/content-repository';
import { contentTypes } from '#lib/content-types';
import { editorHref, hasRight, type Person } from '#lib/editors';
import {
  entryEditHref,
  entryKeyAt,
  momentWords,
  stateBadge,
  statesOf,
  waitsFor,
} from '#lib/editor-view';
import { fileForm } from '#lib/entry-controls';
import { draftOf } from '#lib/entry-draft';
import type { Locale } from '#lib/field';
import { readFrontMatter } from '#lib/front-matter';
import { isLocale, texts, type Translate } from '#lib/messages';
import { publicationOf } from '#lib/publication';

type Props = PageProps<'/[locale]/editor/kayit/[type]/[slug]'>;

export async function generateMetadata({ params }: Props) {
  const { locale, type, slug } = await params;
  const key = entryKeyAt(type, slug);
  const found = key && (await deskEntry(key));
  if (!isLocale(locale) || !found) return {};
  return { title: pageTitle(titleOf(found.key, found.texts), texts(locale)) };
}

export default async function EntryPage({ params, searchParams }: Props) {
  const { locale, type, slug } = await params;
  if (!isLocale(locale)) notFound();
  const key = entryKeyAt(type, slug);
  const { person, csrf } = await editorHere(locale);
  const asked = await queryOf(searchParams);
  const entry = key && (await deskEntry(key));
  if (!key || !entry)
    redirect(
      `${editorHref('fresh', locale)}?${new URLSearchParams({ ...(key && { tur: key.type }), adres: slug }).toString()}`,
    );
  const t = texts(locale);
  const shown = await shownFor(entry, person, asked);
  // A form that nobody has written in yet says what it needs at its boxes, and not as faults.
  const isFresh = asked.get('oldu') === 'created';
  const problems = isFresh ? { tr: [], en: [] } : problemsOf(key, shown.texts);
  const forms = {
    tr: fileForm(key.type, 'tr', shown.texts, problems.tr, locale, entries),
    en: fileForm(key.type, 'en', shown.texts, problems.en, locale, entries),
  };
  const page = entryEditHref(key, locale);
  const fields = fieldsIn(entry.live?.texts.tr);
  const publication = entry.live && publicationOf(fields, new Date());
  const copy = entry.copy && {
    stage: entry.copy.stage,
    by: entry.copy.lastAuthor.name,
    authors: entry.copy.authors.map(({ email }) => email),
    savedAt: entry.copy.savedAt,
    ...(entry.copy.sentBack && {
      sentBack: { by: entry.copy.sentBack.by.name, note: entry.copy.sentBack.note },
    }),
  };
  const view: DeskView = {
    title: titleOf(key, shown.texts) || t('write.preview.untitled'),
    type: t(`types.${key.type}.singular`),
    badges: statesOf({ ...(publication && { publication }), ...(copy && { copy }) }).map((state) =>
      stateBadge(state, t),
    ),
    links: [
      { label: t('write.form.backToList'), href: editorHref('entries', locale) },
      ...(publication === 'live'
        ? [{ label: t('write.form.public'), href: entryHref(key.type, key.slug, locale) }]
        : []),
      { label: t('write.form.history'), href: entryEditHref(key, locale, 'gecmis') },
    ],
    notices: noticesOf(asked, entry, locale, t),
    toMend: [...forms.tr.toMend, ...forms.en.toMend],
    hints: hintsOf(shown.texts, t),
    forms,
    hidden: {
      key: `${type}/${slug}`,
      seen: shown.seen,
      ...(shown.kept !== undefined && { shown: shown.kept }),
      ...(shown.onto !== undefined && { onto: shown.onto }),
    },
    reason: { placeholder: t('write.actions.reasonChange'), typed: shown.said?.reason ?? '' },
    next: nextSteps(),
    preview: {
      src: `${entryEditHref(key, locale, 'onizleme')}?dil=${locale}`,
      full: entryEditHref(key, locale, 'onizleme'),
    },
    draft: {
      key: `${key.type}/${key.slug}`,
      isSaved: [
        'saved',
        'submitted',
        'published',
        'scheduled',
        'saved-not-sent',
        'retired',
        'discarded',
      ].includes(asked.get('oldu') ?? ''),
    },
  };
  return (
    <EntryDesk
      view={view}
      csrf={csrf}
      page={page}
      words={controlWords(t, asked.get('acik') ?? undefined)}
      t={t}
    />
  );

  function nextSteps(): NextSteps {
    const may = {
      review: hasRight(person.role, 'review'),
      publish: hasRight(person.role, 'publish'),
    };
    const isAlone = accounts().activeCount() === 1;
    const stage = copy?.stage;
    const isMine =
      copy === undefined || waitsFor({ ...person, role: 'manager' }, copy) !== 'to-review';
    const main =
      may.publish && (isAlone || stage === 'approved')
        ? {
            value: 'publish' as const,
            label: t('write.actions.publishSaved'),
            help: isAlone
              ? `${t('write.actions.publishHelp')} ${t('write.actions.publishAlone')}`
              : t('write.actions.publishHelp'),
          }
        : stage === 'review' || stage === 'approved'
          ? undefined
          : {
              value: 'submit' as const,
              label: t('write.actions.submit'),
              help: t('write.actions.submitHelp'),
            };
    const { publishAt, successor } = forms?.tr.kind === 'form' ? forms.tr : {};
    return {
      sentence: sentenceOf(stage, isMine, may),
      opened: openedBy[asked.get('engel') ?? ''],
      ...(main && { main }),
      ...(stage === 'review' &&
        !isMine &&
        may.review && {
          judge: {
            approve: t('write.actions.approve'),
            approveHelp: t('write.actions.approveHelp'),
            sendBack: t('write.actions.sendBack'),
            note: { label: t('write.actions.note'), typed: shown.said?.note ?? '' },
          },
        }),
      ...((main?.value === 'publish' || (may.publish && publication === 'scheduled' && !copy)) &&
        publishAt && {
          schedule: {
            summary: t('write.actions.schedule'),
            when: { ...publishAt, label: t('write.actions.publishAt'), help: undefined },
            submit: t('write.actions.scheduleSubmit'),
          },
        }),
      ...(may.publish &&
        publication === 'live' &&
        successor && {
          retire: {
            summary: t('write.actions.retire'),
            help: t('write.actions.retireHelp'),
            successor: { ...successor, label: t('write.actions.successor'), help: undefined },
            why: { label: t('write.actions.retireReason'), typed: shown.said?.why ?? '' },
            submit: t('write.actions.retireSubmit'),
          },
        }),
      ...(copy && {
        discard: {
          summary: t('write.actions.discard'),
          help: t('write.actions.discardHelp'),
          submit: t('write.actions.discardSubmit'),
        },
      }),
    };
  }

  function sentenceOf(
    stage: string | undefined,
    isMine: boolean,
    may: { review: boolean; publish: boolean },
  ) {
    if (stage === 'review')
      return isMine || !may.review
        ? t('write.actions.waitsReview')
        : t('write.waiting.to-review', { count: 1 });
    if (stage === 'approved' && !may.publish) return t('write.actions.waitsPublish');
    if (stage === 'draft') return t(`write.actions.stage.${publication ? 'draftLive' : 'draft'}`);
    return publication
      ? t(
          `write.actions.stage.${publication === 'draft' || publication === 'review' ? 'draft' : publication}`,
        )
      : t('write.actions.stage.draft');
  }
}

/** Which of the next steps is looked at again where it could not be done. */
const openedBy: Readonly<Record<string, NextSteps['opened']>> = {
  note: 'send-back',
  when: 'schedule',
  reason: 'retire',
  unsaved: 'retire',
};

type Shown = { texts: EntryTexts; seen: string; kept?: string; onto?: string; said?: Said };

/** What stands in the form: what was typed and could not be saved, an earlier version, or the entry as it is. */
async function shownFor(entry: DeskEntry, person: Person, asked: URLSearchParams): Promise<Shown> {
  const { key, texts: current, version } = entry;
  const kept = asked.get('yazilan') ?? '';
  const typed = keptTexts(kept, person, key);
  if (typed)
    return {
      texts: typed.texts,
      seen: typed.seen,
      kept,
      ...(typed.said && { said: typed.said }),
      ...(typed.onto !== undefined && { onto: typed.onto }),
    };
  const ticket = asked.get('bilet');
  const form = ticket === null ? undefined : takeBack(ticket, person);
  const written = form && (await writtenIn(form, person));
  if (written && 'texts' in written)
    return {
      texts: written.texts,
      seen: written.seen || version,
      ...(written.onto !== undefined && { onto: written.onto }),
    };
  const earlier = asked.get('surum');
  // A file that was renamed has its earlier versions under its former name.
  const former = entryKeyAt(contentTypes[key.type].path.tr, asked.get('eski') ?? key.slug) ?? key;
  const old = earlier === null ? undefined : await repository().textsAt(former, earlier);
  const onto = asked.get('onto') ?? (isTakenAway(entry) ? neverLive : null);
  if (!old && onto !== null) return { texts: current, seen: version, onto };
  return { texts: old ?? current, seen: version, ...(old && onto !== null && { onto }) };
}

/** Whether the live file went while the entry was being written, and nothing shows where to. */
const isTakenAway = ({ copy }: DeskEntry): boolean =>
  copy?.live === 'gone' && copy.movedTo === undefined;

const fieldsIn = (text: string | undefined): Readonly<Record<string, unknown>> => {
  const front = text === undefined ? undefined : readFrontMatter(text);
  return front?.ok ? front.values : {};
};

function titleOf(key: DeskEntry['key'], written: EntryTexts): string {
  const draft = draftOf(key, written, 'tr');
  return draft.kind === 'entry' ? draft.entry.data.title : draft.title;
}

const dones = [
  'created',
  'saved',
  'unchanged',
  'saved-not-sent',
  'submitted',
  'approved',
  'sent-back',
  'published',
  'scheduled',
  'retired',
  'discarded',
  'restored',
  'kept-theirs',
] as const;
const failures = [
  'moved',
  'gone',
  'note',
  'reason',
  'unsaved',
  'when',
  'own',
  'not-approved',
] as const;

/** What was just done, or why it was not. */
function noticesOf(
  asked: URLSearchParams,
  { key, copy, live }: DeskEntry,
  locale: Locale,
  t: Translate,
): DeskView['notices'] {
  const href = entryHref(key.type, key.slug, locale);
  const when = momentWords(copy?.savedAt ?? new Date(), locale);
  const [publishAt] = [fieldsIn(live?.texts.tr).publishAt];
  const done = dones.find((one) => one === asked.get('oldu'));
  const failure = failures.find((one) => one === asked.get('engel'));
  const [, cause] = /^depo-([a-z-]+)$/.exec(asked.get('engel') ?? '') ?? [];
  const refusal = refusalIn(cause, asked.get('kilit'), t);
  const isBad = done === 'saved-not-sent';
  const reports = reportsOn(key);
  return [
    ...(done
      ? [
          {
            text: t(`write.done.${done}`, {
              href,
              when:
                done === 'scheduled' && typeof publishAt === 'string'
                  ? momentWords(new Date(publishAt), locale)
                  : when,
            }),
            good: !isBad,
            ...((done === 'published' || done === 'retired') && {
              href: { label: t('write.form.public'), href },
            }),
          },
        ]
      : []),
    ...(failure ? [{ text: t(`write.failed.${failure}`), good: false }] : []),
    ...(refusal === undefined ? [] : [{ text: refusal, good: false }]),
    ...(copy?.live === 'gone' ? [goneNotice(key, copy, locale, t)] : []),
    ...(reports > 0
      ? [
          {
            text: t('write.reports', { count: reports }),
            good: false,
            href: {
              label: t('correctionQueue.title'),
              href: `${editorHref('corrections', locale)}?kayit=${key.type}/${key.slug}`,
            },
          },
        ]
      : []),
    ...(asked.has('bilet') ? [{ text: t('write.done.restored'), good: true }] : []),
    ...(asked.has('surum')
      ? [
          {
            text: asked.has('eski')
              ? t('write.done.restored')
              : t('write.done.version', { when: asked.get('tarih') ?? '' }),
            good: true,
          },
        ]
      : []),
    ...(copy?.sentBack
      ? [
          {
            text: t('write.list.sentBack', { by: copy.sentBack.by.name, note: copy.sentBack.note }),
            good: false,
          },
        ]
      : []),
  ];
}

/** What became of the live file while the entry was being written, and the way on. */
function goneNotice(
  { type, slug }: DeskEntry['key'],
  { version, movedTo }: WorkingCopy,
  locale: Locale,
  t: Translate,
) {
  if (movedTo === undefined) return { text: t('write.gone.away'), good: false };
  const there = entryEditHref({ type, slug: movedTo }, locale);
  const query = new URLSearchParams({ surum: version, eski: slug }).toString();
  return {
    text: t('write.gone.renamed', { slug, to: movedTo }),
    good: false,
    href: { label: t('write.gone.take'), href: `${there}?${query}` },
  };
}

const mostCounted = 8;

const controlWords = (t: Translate, opened: string | undefined): ControlWords => ({
  opened,
  required: t('write.form.required'),
  none: t('write.form.none'),
  add: (what) => t('write.form.add', { what }),
  remove: (what, number) => t('write.form.remove', { what, number }),
  removeShort: t('write.form.removeShort'),
  another: t('write.form.another'),
  row: (what, number) => t('write.form.row', { what, number }),
  candidates: (words) => t('write.picker.candidates', { words }),
  picker: {
    list: t('write.picker.list'),
    placeholder: t('write.picker.placeholder'),
    counts: Array.from({ length: mostCounted + 1 }, (_, count) =>
      t('write.picker.counts', { count }),
    ),
    many: t('write.picker.counts', { count: mostCounted }),
  },
});
