import { entryHref } from '#lib/addresses';
import { applicationStatus } from '#lib/application-status';
import { audienceWords, statusBadge } from '#lib/cards';
import { coverage, sectors } from '#lib/content-types';
import { phraseOf, type Entry } from '#lib/entry';
import type { Locale } from '#lib/field';
import { texts } from '#lib/messages';
import { withList } from '#lib/short-list';
import type { Similar, SimilarItem } from '#lib/view';

type Programme = Pick<Entry<'programme'>, 'slug' | 'data'>;

/** A programme that an applicant for another may want as well, and the codes that both have. */
export type SimilarProgramme<P extends Programme> = {
  readonly programme: P;
  readonly shared: Readonly<Record<'purposes' | 'sectors' | 'audiences', readonly string[]>>;
};

// What an applicant wants weighs most, then the trade; nearly every programme is for every SME.
const weights = { purposes: 3, sectors: 2, audiences: 1 } as const;
const aspects = ['purposes', 'sectors', 'audiences'] as const;

/**
 * The programmes most like one, best first: they share a purpose and somebody to apply, hold in a place
 * where it holds, and are not known to be closed on that day.
 */
export function similarProgrammes<P extends Programme>(
  to: Programme,
  among: readonly P[],
  today: string,
  most: number,
): SimilarProgramme<P>[] {
  return among
    .filter(({ slug, data }) => slug !== to.slug && applicationStatus(data, today) !== 'closed')
    .filter(({ data }) => holdTogether(to.data.coverage, data.coverage))
    .map((programme) => ({ programme, shared: sharedBy(to, programme) }))
    .filter(({ shared }) => shared.purposes.length > 0 && shared.audiences.length > 0)
    .map((similar) => ({ similar, likeness: likenessOf(to, similar.programme) }))
    .sort(
      (a, b) =>
        b.likeness - a.likeness || (a.similar.programme.slug < b.similar.programme.slug ? -1 : 1),
    )
    .slice(0, most)
    .map(({ similar }) => similar);
}

/** Whether there can be a place where both hold; which provinces an incentive region has is not known here. */
function holdTogether(one: readonly string[], other: readonly string[]): boolean {
  const isWide = (code: string) => code === coverage.all || code.startsWith('bolge-');
  return one.some(isWide) || other.some(isWide) || one.some((code) => other.includes(code));
}

const sharedBy = (one: Programme, other: Programme): SimilarProgramme<Programme>['shared'] => ({
  purposes: both(one.data.purposes, other.data.purposes),
  // "Every sector" says nothing about the two.
  sectors: both(one.data.sectors, other.data.sectors).filter((code) => code !== sectors.all),
  audiences: both(one.data.audiences, other.data.audiences),
});

const both = (one: readonly string[], other: readonly string[]): string[] =>
  one.filter((code) => other.includes(code));

const likenessOf = (one: Programme, other: Programme): number =>
  aspects.reduce((sum, aspect) => {
    const [a, b] = [one.data[aspect], other.data[aspect]] as const;
    return sum + (weights[aspect] * both(a, b).length) / new Set<string>([...a, ...b]).size;
  }, 0);

const shownSimilar = 4;

/** Similar programmes as a programme's page shows them, each with what it shares; `kept` is the reader's list. */
export function similarView(
  to: Programme,
  among: readonly Entry<'programme'>[],
  kept: readonly string[],
  locale: Locale,
  today: string,
): Similar | undefined {
  const t = texts(locale);
  const words = (aspect: 'purposes' | 'sectors', codes: readonly string[]) =>
    codes.length === 0
      ? []
      : [
          t(`similar.${aspect}`, {
            list: codes.map((code) => t(`lists.${aspect}.${code}`)).join(', '),
          }),
        ];
  const items = similarProgrammes(to, among, today, shownSimilar).map(
    ({ programme, shared }): SimilarItem => {
      const { text, lang } = phraseOf(programme, 'title', programme.data.title);
      return {
        link: { label: text, href: withList(entryHref('programme', programme.slug, locale), kept) },
        ...(lang && { lang }),
        badge: statusBadge(programme.data, { t, today }),
        why: [
          ...words('purposes', shared.purposes),
          ...words('sectors', shared.sectors),
          t('similar.audiences', { list: audienceWords(shared.audiences, t) }),
        ].join(' · '),
      };
    },
  );
  return items.length === 0 ? undefined : { heading: t('similar.heading'), items };
}
