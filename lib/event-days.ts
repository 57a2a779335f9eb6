import type { EntryData } from '#lib/content-types';

type Days = Pick<EntryData<'event'>, 'starts' | 'ends'>;

/** The last day on which an event may still be: 99 for a month or day that its sources do not give. */
export function lastDayOf({ starts, ends }: Days): string | undefined {
  const last = ends ?? starts;
  return last && `${last}-99-99`.slice(0, 10);
}

/** Whether an event is still to come or under way; one without a date is not promised. */
export function isAhead(event: Days, today: string): boolean {
  const last = lastDayOf(event);
  return last !== undefined && last >= today;
}
