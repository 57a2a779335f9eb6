import type { Locale } from '#lib/field';
import { dayInTurkiye, formatDate, formatNumber } from '#lib/format';
import {
  imageHref,
  imageLimits,
  imageMarkdown,
  keptAs,
  type ImageFault,
  type KeptImage,
} from '#lib/image-file';
import { texts } from '#lib/messages';

/** An upload that came back: what was typed, and why it was not taken. */
export type TriedImage = {
  alt: { tr: string; en: string };
  /** `cause` is one of git's or the disk's, named under `repository` in messages. */
  why: ImageFault | { cause: string };
};

type Shown = {
  href: string;
  alt: string;
  detail: string;
  /** What goes into an entry's text; English where the image has an English description. */
  markdown: { label: string; text: string }[];
};

/** The page that takes images and hands out the Markdown for them. */
export type ImagesView = {
  title: string;
  lead: string;
  notice?: { text: string; good: boolean };
  added?: Shown;
  form: {
    heading: string;
    file: { label: string; hint: string; accept: string };
    tr: { label: string; hint: string; value: string };
    en: { label: string; hint: string; value: string };
    submit: string;
  };
  all: { heading: string; empty?: string; items: Shown[] };
  copy: string;
};

type Listed = { name: string; bytes: number; changed: Date; kept?: KeptImage };

/** The most images on the page; the rest is found by git. */
const mostShown = 200;

/** `asked` is the page's address, `tried` an upload that came back. */
export function imagesView(
  list: readonly Listed[],
  asked: URLSearchParams,
  locale: Locale,
  tried?: TriedImage,
): ImagesView {
  const t = texts(locale);
  const megabytes = imageLimits.bytes / 1024 / 1024;
  const words = { megabytes, megapixels: imageLimits.pixels / 1_000_000, most: imageLimits.alt };
  const shown = ({ name, bytes, changed, kept }: Listed): Shown => {
    const alt = kept?.tr ?? '';
    return {
      href: imageHref(name),
      alt: (locale === 'en' ? kept?.en : undefined) ?? alt,
      detail: t(kept ? 'images.detail' : 'images.byHand', {
        kilobytes: formatNumber(Math.max(1, Math.round(bytes / 1024)), locale),
        date: formatDate(dayInTurkiye(kept ? new Date(kept.at) : changed), locale),
        ...(kept && { width: kept.width, height: kept.height, by: kept.by }),
      }),
      markdown: [
        { label: t('images.markdownTr'), text: imageMarkdown(name, alt) },
        ...(kept?.en
          ? [{ label: t('images.markdownEn'), text: imageMarkdown(name, kept.en) }]
          : []),
      ],
    };
  };
  const fresh = list.find(({ name }) => name === asked.get('gorsel'));
  const sentence = (why: TriedImage['why']) =>
    'cause' in why
      ? `${t('images.notKept')} ${t(`repository.${why.cause}`)}`
      : t(`images.faults.${why.code}`, {
          ...words,
          ...(why.kind && { kind: t(`images.kinds.${why.kind}`) }),
        });
  const notice = tried
    ? { text: sentence(tried.why), good: false }
    : asked.get('hata') === 'too-large'
      ? { text: sentence({ code: 'too-large' }), good: false }
      : fresh
        ? { text: t(asked.has('vardi') ? 'images.known' : 'images.added'), good: true }
        : undefined;
  return {
    title: t('images.title'),
    lead: t('images.lead'),
    ...(notice && { notice }),
    ...(fresh && { added: shown(fresh) }),
    form: {
      heading: t('images.upload'),
      file: {
        label: t('images.file'),
        hint: t('images.fileHint', words),
        accept: Object.keys(keptAs)
          .map((kind) => `image/${kind}`)
          .join(','),
      },
      tr: { label: t('images.alt'), hint: t('images.altHint'), value: tried?.alt.tr ?? '' },
      en: { label: t('images.altEn'), hint: t('images.altEnHint'), value: tried?.alt.en ?? '' },
      submit: t('images.submit'),
    },
    all: {
      heading: t('images.all'),
      ...(list.length === 0 && { empty: t('images.none') }),
      items: list.slice(0, mostShown).map(shown),
    },
    copy: t('images.copy'),
  };
}
