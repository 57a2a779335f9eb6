import type { EntryData } from '#lib/content-types';

export type ApplicationStatus = 'open' | 'continuous' | 'upcoming' | 'closed' | 'unknown';

/** Days as numbers that compare: 2026-01-31 is 20260131. */
export const dayNumber = (date: string): number => Number(date.replaceAll('-', ''));

type Condition = readonly [
  field: 'closes' | 'opens' | 'status' | 'applicationMode',
  is: '<' | '>=' | '>' | '=',
  value: number | string,
];

/**
 * The rules in order; the first that holds decides. As data, because the page asks them of an entry and
 * the search engine of its index: a status is never stored, it would be wrong by morning.
 */
const rules = (
  today: number,
): readonly (readonly [ApplicationStatus, readonly (readonly Condition[])[]])[] => [
  ['closed', [[['status', '=', 'closed']], [['closes', '<', today]]]],
  ['upcoming', [[['opens', '>', today]]]],
  [
    'continuous',
    [
      [
        ['applicationMode', '=', 'surekli'],
        ['status', '=', 'active'],
      ],
    ],
  ],
  ['open', [[['closes', '>=', today]]]],
];

/** Whether one can apply on that day (`YYYY-MM-DD`), as far as the sources tell. */
export function applicationStatus(
  programme: Pick<EntryData<'programme'>, 'opens' | 'closes' | 'status' | 'applicationMode'>,
  today: string,
): ApplicationStatus {
  const holds = ([field, is, value]: Condition): boolean => {
    const own = programme[field];
    if (own === undefined) return false;
    if (is === '=') return own === value;
    const day = dayNumber(own);
    return is === '<'
      ? day < Number(value)
      : is === '>'
        ? day > Number(value)
        : day >= Number(value);
  };
  const rule = rules(dayNumber(today)).find(([, cases]) => cases.some((all) => all.every(holds)));
  return rule?.[0] ?? 'unknown';
}

/** The same rules as a filter for the engine. */
export function applicationStatusFilter(status: ApplicationStatus, today: string): string {
  const written = rules(dayNumber(today)).map(
    ([code, cases]) =>
      [
        code,
        `(${cases
          .map(
            (all) =>
              `(${all.map(([field, is, value]) => `${field} ${is} ${typeof value === 'string' ? `"${value}"` : value}`).join(' AND ')})`,
          )
          .join(' OR ')})`,
      ] as const,
  );
  const own = written.findIndex(([code]) => code === status);
  const earlier = written
    .slice(0, own < 0 ? written.length : own)
    .map(([, filter]) => `NOT ${filter}`);
  const self = written[own]?.[1];
  return ['type = "programme"', ...earlier, ...(self ? [self] : [])].join(' AND ');
}
