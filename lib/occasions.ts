import type { Entry } from '#lib/entry';

/** A dated thing that an entry tells: a call opens or closes, an event takes place. */
export type Occasion = {
  readonly kind: 'opens' | 'closes' | 'event';
  readonly entry: Entry<'programme'> | Entry<'event'>;
  /** As exact as the source is: `2026`, `2026-01` or `2026-01-31`; both days belong to it. */
  readonly starts: string;
  readonly ends: string;
};

/** Everything dated in these entries, the earliest first. */
export const occasionsOf = (entries: readonly Entry[]): Occasion[] =>
  entries
    .flatMap((entry): Occasion[] => {
      if (entry.type === 'programme')
        return (['opens', 'closes'] as const).flatMap((kind) => {
          const day = entry.data[kind];
          return day === undefined ? [] : [{ kind, entry, starts: day, ends: day }];
        });
      const { starts, ends } = entry.type === 'event' ? entry.data : {};
      if (entry.type !== 'event' || starts === undefined) return [];
      return [{ kind: 'event', entry, starts, ends: ends ?? starts }];
    })
    .sort((a, b) => (a.starts < b.starts ? -1 : a.starts > b.starts ? 1 : 0));

/** Whether it is over on that day; what is known to the month is over when the month is. */
export const isOver = ({ ends }: Occasion, today: string): boolean =>
  ends < today.slice(0, ends.length);

/** A calendar cannot show "in March"; such an occasion stands on the page only. */
export const isExact = ({ starts, ends }: Occasion): boolean =>
  starts.length === 10 && ends.length === 10;
