import { entryHref, pageHref } from '#lib/addresses';
import { statusBadge } from '#lib/cards';
import { phraseOf, type Entry } from '#lib/entry';
import type { FactWorld } from '#lib/fact-cells';
import type { Locale } from '#lib/field';
import { formatDate } from '#lib/format';
import { texts, type Translate } from '#lib/messages';
import { programmeAnswers, programmeFact } from '#lib/programme-answers';
import { drawQr, type QrPicture } from '#lib/qr';
import {
  added,
  listParameter,
  mostCompared,
  mostKept,
  withList,
  without,
  type ShortList,
} from '#lib/short-list';
import type { Answer, Badge, Fact, Link, Phrase } from '#lib/view';

/** What the page needs of the content, in the reader's language. */
export type ProgrammesWorld = {
  readonly locale: Locale;
  readonly programmeOf: (slug: string) => Entry<'programme'> | undefined;
} & Pick<FactWorld, 'today' | 'titleOf'>;

/** A programme of the list: a line of the overview, and its page of the dossier. */
export type KeptProgramme = {
  slug: string;
  title: Phrase;
  href: string;
  badge: Badge;
  facts: Fact[];
  remove: Link;
  answers: Answer[];
};

export type ShortListView = {
  title: string;
  lead: string;
  notices: string[];
  items: KeptProgramme[];
  compare: Link | undefined;
  clear: Link | undefined;
  findMore: Link;
  share:
    { heading: string; text: string; address: string; qr: QrPicture; qrLabel: string } | undefined;
  dossier: { heading: string; lead: string; printed: string };
  /** For the island that keeps the list in the browser where the reader says so. */
  browser: {
    slugs: readonly string[];
    page: string;
    parameter: string;
    labels: Record<'keep' | 'replace' | 'kept' | 'forget' | 'open' | 'what', string>;
  };
  labels: Record<'print' | 'share' | 'copied' | 'remove', string>;
};

/** The short list of an address, on that day; `site` is where the portal stands, without a slash. */
export function shortListView(
  list: ShortList,
  world: ProgrammesWorld,
  site: string,
): ShortListView {
  const { locale, today } = world;
  const t = texts(locale);
  const page = pageHref('list', locale);
  const address = site + withList(page, list.slugs);
  const items = list.slugs.flatMap((slug): KeptProgramme[] => {
    const entry = world.programmeOf(slug);
    return entry ? [keptProgramme(entry, list, world, t)] : [];
  });
  const isEmpty = items.length === 0;
  return {
    title: t('shortList.title'),
    lead: t(isEmpty ? 'shortList.empty' : 'shortList.lead', { count: items.length }),
    notices: listNotices(list, t),
    items,
    compare:
      items.length > 1
        ? {
            label: t(items.length > mostCompared ? 'shortList.compareFirst' : 'shortList.compare', {
              max: mostCompared,
            }),
            href: withList(pageHref('compare', locale), list.slugs),
          }
        : undefined,
    clear: isEmpty ? undefined : { label: t('shortList.clear'), href: page },
    findMore: {
      label: t(isEmpty ? 'shortList.find' : 'shortList.findMore'),
      href: withList(pageHref('support', locale), list.slugs),
    },
    share: isEmpty
      ? undefined
      : {
          heading: t('shortList.share'),
          text: t('shortList.shareText'),
          address,
          qr: drawQr(address),
          qrLabel: t('shortList.qr'),
        },
    browser: {
      slugs: list.slugs,
      page,
      parameter: listParameter,
      labels: {
        keep: t('shortList.browser.keep'),
        replace: t('shortList.browser.replace'),
        kept: t('shortList.browser.kept'),
        forget: t('shortList.browser.forget'),
        open: t('shortList.browser.open'),
        what: t('shortList.browser.what'),
      },
    },
    dossier: {
      heading: t('shortList.dossier'),
      lead: t('shortList.dossierLead'),
      printed: t('shortList.printed', { date: formatDate(today, locale) }),
    },
    labels: {
      print: t('shortList.print'),
      share: t('entry.share'),
      copied: t('entry.copied'),
      remove: t('shortList.remove'),
    },
  };
}

function keptProgramme(
  entry: Entry<'programme'>,
  list: ShortList,
  world: ProgrammesWorld,
  t: Translate,
): KeptProgramme {
  const { locale, today } = world;
  const own = { ...world, entry, t };
  const fact = (name: 'upperLimit' | 'institution'): Fact => ({
    label: t(`fields.${name}`),
    value: programmeFact(own, name)?.[0]?.text ?? t('common.notInSource'),
  });
  const { closes, applicationMode, title } = entry.data;
  return {
    slug: entry.slug,
    title: phraseOf(entry, 'title', title),
    href: withList(entryHref('programme', entry.slug, locale), list.slugs),
    badge: statusBadge(entry.data, { t, today }),
    facts: [
      fact('institution'),
      fact('upperLimit'),
      closes || !applicationMode
        ? {
            label: t('fields.closes'),
            value: closes ? formatDate(closes, locale) : t('common.notInSource'),
          }
        : {
            label: t('fields.applicationMode'),
            value: t(`lists.applicationModes.${applicationMode}`),
          },
    ],
    remove: {
      label: t('shortList.removeOne', { title }),
      href: withList(pageHref('list', locale), without(list.slugs, entry.slug)),
    },
    answers: programmeAnswers(own),
  };
}

/** What of the address was not used, one sentence for each. */
export const listNotices = ({ unknown, beyond }: ShortList, t: Translate): string[] => [
  ...unknown.map((name) => t('shortList.unknown', { name })),
  ...(beyond > 0 ? [t('shortList.beyond', { max: mostKept, count: beyond })] : []),
];

/** How a page that shows a programme offers to keep it; `here` is that page's own address. */
export type KeepLink = { isKept: boolean; label: string; spoken: string; href: string };

/** "Add to list" or "remove" for a programme, as a link to `here` with the other list in it. */
export function keepLink(
  programme: { readonly slug: string; readonly title: string },
  slugs: readonly string[],
  here: string,
  t: Translate,
): KeepLink {
  const { slug, title } = programme;
  const isKept = slugs.includes(slug);
  return {
    isKept,
    label: t(isKept ? 'shortList.kept' : 'shortList.add'),
    spoken: t(isKept ? 'shortList.keptOne' : 'shortList.addOne', { title }),
    href: withList(here, isKept ? without(slugs, slug) : added(slugs, slug)),
  };
}

/** The way to the list from any page that carries one; nothing while it is empty. */
export const listLinks = (slugs: readonly string[], locale: Locale, t: Translate): Link[] =>
  slugs.length === 0
    ? []
    : [
        {
          label: t('shortList.open', { count: slugs.length }),
          href: withList(pageHref('list', locale), slugs),
        },
        ...(slugs.length > 1
          ? [{ label: t('shortList.compare'), href: withList(pageHref('compare', locale), slugs) }]
          : []),
      ];
