import { field, list, momentOf } from '#lib/field';

/** Where an entry stands on its way to readers; a file that says nothing is published. */
export const states = list('states', ['draft', 'review', 'published', 'retired']);

/** The roles that look after entries. */
export const owners = list('owners', [
  'support-desk',
  'cluster-desk',
  'plan-desk',
  'news-desk',
  'toolkit-desk',
  'bys-editors',
]);

/**
 * What the file of every entry may say of its publication. It is for editors: none of it goes out to readers.
 * `target` is the entry's own type.
 */
export const publicationFields = (target: string) => ({
  state: field.choice(states, {}),
  /** From then on readers see the entry. */
  publishAt: field.moment({}),
  /** From then on only a notice stands at its address. */
  retireAt: field.moment({}),
  /** What to read instead of a retired entry. */
  successor: field.reference(target, {}),
  owner: field.choice(owners, {}),
  reviewBy: field.exactDate({}),
});

/** What readers see of an entry: only `live` is in lists, search and files, `retired` keeps its address. */
export type Publication = 'draft' | 'review' | 'scheduled' | 'live' | 'retired';

type Timed = { readonly publishAt?: unknown; readonly retireAt?: unknown };

/** What has been read off a checked file, else a problem has been told already. */
const momentIn = (value: unknown): Date | undefined =>
  typeof value === 'string' ? momentOf(value) : undefined;

/** Where an entry stands at a moment, by the fields of its Turkish file. */
export function publicationOf(data: Timed & { readonly state?: unknown }, now: Date): Publication {
  const { state } = data;
  if (state === 'draft' || state === 'review') return state;
  const [from, until] = [momentIn(data.publishAt), momentIn(data.retireAt)];
  if (state === 'retired' || (until && until <= now)) return 'retired';
  return from && from > now ? 'scheduled' : 'live';
}

/** Since when a retired entry is so, where its file says it. */
export function retiredSince({ retireAt }: Timed, now: Date): Date | undefined {
  const until = momentIn(retireAt);
  return until && until <= now ? until : undefined;
}

/** When the clock alone will next change where an entry stands. */
export function nextChange(
  data: Timed & { readonly state?: unknown },
  now: Date,
): Date | undefined {
  const moments = [momentIn(data.publishAt), momentIn(data.retireAt)].flatMap((moment) =>
    moment && moment > now ? [moment] : [],
  );
  const before = publicationOf(data, now);
  return moments
    .sort((a, b) => Number(a) - Number(b))
    .find((moment) => publicationOf(data, moment) !== before);
}

/** The last moment until now at which readers began, or ceased, to see the entry by the clock. */
export function lastTurn(data: Timed, now: Date): Date | undefined {
  const passed = [momentIn(data.publishAt), momentIn(data.retireAt)].flatMap((moment) =>
    moment && moment <= now ? [moment] : [],
  );
  return passed.sort((a, b) => Number(b) - Number(a))[0];
}

/** Whether the entry would be taken away before, or just when, readers first see it. */
export function endsBeforeItBegins({ publishAt, retireAt }: Timed): boolean {
  const [from, until] = [momentIn(publishAt), momentIn(retireAt)];
  return from !== undefined && until !== undefined && until <= from;
}
