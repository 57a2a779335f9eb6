import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Meilisearch, MeilisearchApiError, type EnqueuedTask, type Settings } from 'meilisearch';
import { z } from 'zod';
import { engineReader } from '#lib/engine-reader';

type Locale = 'tr' | 'en';

/** What the engine stores for an entry; `hash` changes whenever anything else in it does. */
export type IndexDocument = { id: string; hash: string } & Record<string, unknown>;

/** The settings of one index, in the engine's own terms. */
export type IndexSettings = Settings;

/** One question to the index of one language. */
export type EngineQuery = {
  locale: Locale;
  q: string;
  filter?: string | (string | string[])[];
  facets?: string[];
  sort?: string[];
  limit?: number;
  offset?: number;
  page?: number;
  hitsPerPage?: number;
  attributesToRetrieve?: string[];
  attributesToSearchOn?: string[];
  matchingStrategy?: 'last' | 'all' | 'frequency';
};

/** Values of one facet, among the documents that a question finds. */
export type FacetQuery = Pick<EngineQuery, 'locale' | 'q' | 'filter' | 'attributesToSearchOn'> & {
  facet: string;
  begins: string;
};

/** The answer to one question. `total` is exact when the question had `page` or `hitsPerPage`. */
export type EngineAnswer = {
  hits: Record<string, unknown>[];
  total: number;
  facets: Record<string, Record<string, number>>;
  facetStats?: Record<string, { min: number; max: number }>;
};

export type SearchOutcome = { kind: 'answers'; answers: EngineAnswer[] } | { kind: 'unavailable' };

/** What became of a change to an index. After all but the first readers see what they saw. */
export type IndexReport =
  | {
      kind: 'unchanged' | 'updated' | 'rebuilt';
      /** Documents sent, and documents deleted one by one (none in a rebuild). */
      sent: number;
      removed: number;
      /** Names of the settings for whose difference a sync rebuilt the index. */
      drift?: readonly string[];
      tasks: number;
      ms: number;
    }
  | { kind: 'refused'; live: number; offered: number }
  /** The new index was filled, but did not hold what it should: it was dropped, not put in place. */
  | { kind: 'unpromoted'; guard: 'count' | 'settings' | 'canaries'; found: string }
  /** Another process rebuilds this index. */
  | { kind: 'busy'; holder: string }
  | { kind: 'full'; freeMb: number }
  | { kind: 'failed'; reason: string };

/**
 * What an index holds, to be compared or kept elsewhere. Documents stand in the engine's own order, by which it
 * decides between equal ones.
 */
export type IndexCopy = { settings: IndexSettings; documents: IndexDocument[] };

/**
 * `force` allows a change that would lose many entries at once; `keep` names entries that stay as they are
 * though they are not offered, unless all is filled anew.
 */
export type ChangeOptions = { force?: boolean; keep?: ReadonlySet<string> };

/** Makes an index hold exactly these documents under these settings. */
type Fill = (
  locale: Locale,
  documents: readonly IndexDocument[],
  settings: IndexSettings,
  options?: ChangeOptions,
) => Promise<IndexReport>;

export type SearchEngine = {
  /** Asks all questions in one request. Never throws for the engine's sake. */
  search(queries: readonly EngineQuery[]): Promise<SearchOutcome>;
  /** Values of a facet that begin like a word or nearly so, the most frequent first; none in an outage. */
  facetValues(wanted: FacetQuery): Promise<string[]>;
  /** Brings the live index in step by the least work: nothing new, no task. */
  sync: Fill;
  /** Fills a second index and swaps it in: readers see the old one or the new one, whole. */
  rebuild: Fill;
  /** Adds or replaces entries of the live index, in one task. */
  replaceEntries(locale: Locale, documents: readonly IndexDocument[]): Promise<IndexReport>;
  /** Removes entries from the live index, in one task. */
  removeEntries(locale: Locale, ids: readonly string[]): Promise<IndexReport>;
  /** All that the live index holds; undefined where there is none. Throws when the engine cannot say. */
  copyOf(locale: Locale): Promise<IndexCopy | undefined>;
  /** Whether the engine answers at all, within a second. */
  health(): Promise<boolean>;
};

/** A right that one process has at a time, or who has it. */
export type Hold = { release: () => void } | { holder: string };

export type EngineConfig = {
  url: string;
  key?: string | undefined;
  prefix: string;
  /** Further nodes with the same indexes, which only answer. */
  readFrom?: readonly string[];
  /** Time limit of a search. */
  timeoutMs?: number;
  /** How long a node that fails is left alone between two probes; else as long as a search may take. */
  probeMs?: number;
  /** Time limit of one task of the engine, its wait in the queue included. */
  taskTimeoutMs?: number;
  /** Asked before an index is rebuilt, so that two processes do not fill the same one. */
  hold?: (index: string) => Promise<Hold>;
  /** Bytes left on the disk of the engine, where we can know. */
  freeBytes?: () => Promise<number>;
};

type Told = Extract<IndexReport, { tasks: number }>;
type Done = Omit<Told, 'tasks' | 'ms'>;
type Undone = Exclude<IndexReport, Told>;
type Run = (task: Promise<EnqueuedTask>) => Promise<void>;

/** A change that stops for a reason of which the report tells. */
class Stopped extends Error {
  constructor(readonly report: Undone) {
    super(report.kind);
  }
}

const BATCH = 1_000;
/** A small change takes the engine some 30 ms; it says nothing by itself when it is done. */
const POLL_MS = 10;
const ADMIN_LIMIT_MS = 30_000;
/** An index may shrink to this share of itself; below that the content is probably not all there. */
const SMALLEST_SHARE = 0.9;
/** So many entries may go in a sync whatever the share: an editor's everyday work. */
const EVERYDAY_LOSS = 10;
/** So many documents, spread over all, are asked for before a new index takes the place of the old. */
const CANARIES = 5;
/** The engine takes 10 words of a question and ignores the rest without a word. */
const QUESTION_WORDS = 10;
/** The last megabytes of a disk: the engine's own files need them to end what it has begun. */
const LEAST_FREE = 32 * 2 ** 20;
/** How often the disk is looked at while a task runs. */
const DISK_POLL_MS = 1_000;

/** Lists whose order carries meaning; the engine keeps it here and sorts all the others. */
const ORDERED = new Set(['searchableAttributes', 'rankingRules', 'localizedAttributes']);

/** Settings that are empty unless set: one taken out of the caller's settings is noticed. */
const EMPTY: IndexSettings = {
  filterableAttributes: [],
  sortableAttributes: [],
  stopWords: [],
  synonyms: {},
  separatorTokens: [],
  nonSeparatorTokens: [],
  dictionary: [],
};

const answersShape = z.object({
  results: z.array(
    z.object({
      hits: z.array(z.record(z.string(), z.unknown())),
      totalHits: z.number().optional(),
      estimatedTotalHits: z.number().optional(),
      facetDistribution: z.record(z.string(), z.record(z.string(), z.number())).optional(),
      facetStats: z.record(z.string(), z.object({ min: z.number(), max: z.number() })).optional(),
    }),
  ),
});

const valuesShape = z.object({ facetHits: z.array(z.object({ value: z.string() })) });

const storedShape = z.object({
  results: z.array(z.object({ id: z.coerce.string(), hash: z.string().optional() })),
});

const otherShape = 'the answer has another shape than expected';

function shaped<T>(shape: z.ZodType<T>, given: unknown): T {
  const read = shape.safeParse(given);
  if (read.success) return read.data;
  throw new Error(otherShape);
}

const noteRejection = (reason: string) =>
  console.error(`search engine rejected a query of ours: ${reason}`);

/** The innermost cause in one line, without control characters. Holds no key and no stack. */
function reasonOf(error: unknown): string {
  let reason = error;
  while (reason instanceof Error && reason.cause instanceof Error) reason = reason.cause;
  if (reason instanceof z.ZodError) return otherShape;
  const code = reason instanceof Error && 'code' in reason ? String(reason.code) : '';
  const text = (reason instanceof Error && reason.message) || code || String(reason);
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 500);
}

const says = (error: unknown, code: 'index_not_found' | 'task_not_found') =>
  error instanceof MeilisearchApiError && error.cause?.code === code;

/**
 * Whether the engine's setting says what ours says. The engine sorts lists and fills records in, so
 * lists of names are compared as sets (unless `ordered`) and records by the keys that we set.
 */
function saysTheSame(live: unknown, ours: unknown, ordered = false): boolean {
  if (Array.isArray(ours) && Array.isArray(live)) {
    const asSet = !ordered && ours.every((item) => typeof item === 'string');
    const [a, b] = asSet ? [[...new Set(live)].sort(), [...new Set(ours)].sort()] : [live, ours];
    return a.length === b.length && b.every((item, index) => saysTheSame(a[index], item));
  }
  if (typeof ours !== 'object' || ours === null) return live === ours;
  const values = new Map(Object.entries(live ?? {}));
  return Object.entries(ours).every(([key, value]) => saysTheSame(values.get(key), value));
}

/** Names of the settings in which a live index differs from ours. */
function driftOf(live: IndexSettings, ours: IndexSettings): string[] {
  const values = new Map(Object.entries(live));
  const known = ({ synonyms }: IndexSettings) => Object.keys(synonyms ?? {}).length;
  const names = Object.entries({ ...EMPTY, ...ours })
    .filter(
      ([name, value]) =>
        value !== undefined && !saysTheSame(values.get(name), value, ORDERED.has(name)),
    )
    .map(([name]) => name);
  const more = known(live) === known(ours) ? [] : ['synonyms'];
  return [...new Set([...names, ...more])];
}

/** A value with the keys of its records in order, so that equal ones are written alike. */
const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([key, one]) => [key, inOrder(one)] as const);
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
};

const byId = (a: IndexDocument, b: IndexDocument) => (a.id < b.id ? -1 : 1);

/** One word for all that an index holds: equal exactly when settings and documents are, in whatever order. */
export function fingerprint(held: IndexCopy | IndexSettings): string {
  const sorted =
    'documents' in held ? { ...held, documents: [...held.documents].sort(byId) } : held;
  return createHash('sha256')
    .update(JSON.stringify(inOrder(sorted)))
    .digest('hex');
}

/** Some documents of all: the first, the last, and those at even steps between them. */
function spread<T>(all: readonly T[], most: number): T[] {
  const count = Math.min(most, all.length);
  const at = (turn: number) => Math.round((turn * (all.length - 1)) / Math.max(count - 1, 1));
  return Array.from({ length: count }, (_, turn) => all.slice(at(turn), at(turn) + 1)).flat();
}

/** Words by which a document must be found, and where: of the first searchable attribute that has any. */
function questionFor(
  document: IndexDocument,
  { searchableAttributes, stopWords }: IndexSettings,
): { attribute: string; words: string } | undefined {
  const dropped = new Set((stopWords ?? []).map((word) => word.toLocaleLowerCase('tr')));
  for (const attribute of searchableAttributes ?? ['title']) {
    const [text] = [document[attribute]].flat();
    const words = String(text ?? '')
      .split(/\s+/)
      .filter((word) => /[\p{L}\p{N}]{2}/u.test(word))
      .filter((word) => !dropped.has(word.toLocaleLowerCase('tr')));
    if (words.length > 0) return { attribute, words: words.slice(0, QUESTION_WORDS).join(' ') };
  }
  return undefined;
}

const step = (sent: number, removed: number): Done => ({
  kind: sent + removed === 0 ? 'unchanged' : 'updated',
  sent,
  removed,
});

/** Asks again and again until the answer is yes; false when time is up. */
async function within(limitMs: number, probe: () => Promise<boolean>): Promise<boolean> {
  const deadline = performance.now() + limitMs;
  while (!(await probe())) {
    if (performance.now() > deadline) return false;
    await pause(POLL_MS);
  }
  return true;
}

/** The one door to Meilisearch. The world's failures come back as values and are logged once. */
export function searchEngine(config: EngineConfig): SearchEngine {
  const { url, key, prefix, timeoutMs = 2_500, taskTimeoutMs = 120_000 } = config;
  const { hold = async (): Promise<Hold> => ({ release: () => undefined }), freeBytes } = config;

  // With gzip, which fetch asks for by itself, every answer comes 43 ms late on loopback.
  const clientWithin = (timeout: number) =>
    new Meilisearch({
      host: url,
      ...(key === undefined ? {} : { apiKey: key }),
      timeout,
      requestInit: { headers: { 'Accept-Encoding': 'identity' } },
    });
  const reader = engineReader({
    urls: [url, ...(config.readFrom ?? [])],
    key,
    timeoutMs,
    ...(config.probeMs !== undefined && { probeMs: config.probeMs }),
  });
  const admin = clientWithin(ADMIN_LIMIT_MS);

  const liveName = (locale: Locale) => `${prefix}_${locale}`;
  const nextName = (locale: Locale) => `${prefix}_${locale}_next`;

  async function search(queries: readonly EngineQuery[]): Promise<SearchOutcome> {
    const asked = queries.map(({ locale, ...query }) => ({ indexUid: liveName(locale), ...query }));
    const reading = await reader.ask('/multi-search', { queries: asked }, (given) => {
      const { results } = shaped(answersShape, given);
      if (results.length !== asked.length) throw new Error('the engine left questions unanswered');
      return results.map((result): EngineAnswer => {
        const { hits, totalHits, estimatedTotalHits, facetDistribution, facetStats } = result;
        const total = totalHits ?? estimatedTotalHits ?? hits.length;
        const stats = facetStats === undefined ? {} : { facetStats };
        return { hits, total, facets: facetDistribution ?? {}, ...stats };
      });
    });
    if (reading.kind === 'answer') return { kind: 'answers', answers: reading.value };
    if (reading.kind === 'rejected') noteRejection(reading.reason);
    return { kind: 'unavailable' };
  }

  async function facetValues({ locale, facet, begins, ...question }: FacetQuery) {
    const asked = { ...question, facetName: facet, facetQuery: begins };
    const path = `/indexes/${liveName(locale)}/facet-search`;
    const reading = await reader.ask(path, asked, (given) =>
      shaped(valuesShape, given).facetHits.map(({ value }) => value),
    );
    if (reading.kind === 'rejected') noteRejection(reading.reason);
    return reading.kind === 'answer' ? reading.value : [];
  }

  /** Stops a change when the engine's disk has no room: the engine itself would say nothing, for ever. */
  async function assertRoom(): Promise<void> {
    const free = await freeBytes?.().catch(() => undefined);
    if (free === undefined || free >= LEAST_FREE) return;
    throw new Stopped({ kind: 'full', freeMb: Math.floor(free / 2 ** 20) });
  }

  const cancel = (taskUid: number) =>
    admin.tasks.cancelTasks({ uids: [taskUid] }).catch(() => undefined);

  /** Waits for a task and throws unless it succeeded. On a full disk a task never ends. */
  async function finished({ taskUid }: EnqueuedTask): Promise<void> {
    let state = `task ${taskUid}`;
    let looked = performance.now();
    /** The engine begins a task again when it cannot write what came of it. */
    const begun = new Set<string>();
    const succeeded = await within(taskTimeoutMs, async () => {
      if (performance.now() - looked > DISK_POLL_MS) {
        looked = performance.now();
        await assertRoom().catch(async (full: unknown) => {
          await cancel(taskUid);
          throw full;
        });
      }
      const { status, type, indexUid, error, startedAt } = await admin.tasks.getTask(taskUid);
      if (status === 'processing') begun.add(String(startedAt));
      state = `task ${taskUid} (${type}${indexUid ? ` on ${indexUid}` : ''}) ${status}`;
      if (status === 'failed') throw new Error(`${state}: ${error?.message ?? 'no reason given'}`);
      if (status === 'canceled') throw new Error(state);
      return status === 'succeeded' || begun.size > 1;
    });
    if (succeeded && begun.size < 2) return;
    await cancel(taskUid);
    const limit = succeeded
      ? 'begun again by the engine, and cancelled'
      : `after ${taskTimeoutMs} ms and cancelled`;
    throw new Error(`${state} ${limit}; is the disk of the engine full?`);
  }

  /** Waits until no task is left for these indexes: a swap can drop tasks that wait. */
  async function drained(indexUids: string[]): Promise<void> {
    const query = { indexUids, statuses: ['enqueued' as const, 'processing' as const], limit: 1 };
    const idle = async () => (await admin.tasks.getTasks(query)).results.length === 0;
    if (await within(taskTimeoutMs, idle)) return;
    throw new Error(`earlier tasks on ${indexUids.join(', ')} do not end`);
  }

  const queues = new Map<Locale, Promise<unknown>>();

  /** Changes of a language happen one after another, are counted and timed, and fail as values. */
  function change(
    locale: Locale,
    work: (run: Run) => Promise<Done | Undone>,
  ): Promise<IndexReport> {
    const report = (queues.get(locale) ?? Promise.resolve()).then(
      async (): Promise<IndexReport> => {
        const started = performance.now();
        let tasks = 0;
        try {
          const done = await work(async (task) => {
            tasks += 1;
            await finished(await task);
          });
          if (!('sent' in done)) return done;
          return { ...done, tasks, ms: Math.round(performance.now() - started) };
        } catch (error) {
          if (error instanceof Stopped) return error.report;
          // A swap belongs to no index: a key bound to some indexes may start it, but not see it.
          const hint = says(error, 'task_not_found')
            ? ' The key must be valid for all indexes.'
            : '';
          return { kind: 'failed', reason: reasonOf(error) + hint };
        }
      },
    );
    queues.set(locale, report);
    return report;
  }

  const orMissing = <T>(answer: Promise<T>): Promise<T | undefined> =>
    answer.catch((error: unknown) => {
      if (says(error, 'index_not_found')) return undefined;
      throw error;
    });

  const countOf = async (name: string) =>
    (await orMissing(admin.index(name).getStats()))?.numberOfDocuments;

  const unpromoted = (guard: 'count' | 'settings' | 'canaries', found: string) =>
    new Stopped({ kind: 'unpromoted', guard, found });

  async function expectCount(name: string, expected: number): Promise<void> {
    const count = await countOf(name);
    if (count === expected) return;
    throw unpromoted('count', `${name} holds ${count ?? 'no'} documents instead of ${expected}`);
  }

  /** After a swap others may have added or removed an entry or two already. */
  async function expectSwapped(live: string, expected: number): Promise<void> {
    const count = await countOf(live);
    if (count !== undefined && Math.abs(count - expected) <= EVERYDAY_LOSS) return;
    throw new Error(`${live} holds ${count ?? 'no'} documents after ${expected} were swapped in`);
  }

  /** Whether an index gives the documents that were sent, by their ids and by their words. */
  async function expectCanaries(
    name: string,
    documents: readonly IndexDocument[],
    settings: IndexSettings,
  ): Promise<void> {
    const index = admin.index(name);
    const limit = settings.pagination?.maxTotalHits ?? BATCH;
    for (const { id, hash, ...more } of spread(documents, CANARIES)) {
      const held = await index.getDocument(id, { fields: ['id', 'hash'] }).catch(() => undefined);
      if (held?.hash !== hash) throw unpromoted('canaries', `${name} does not hold ${id}`);
      const question = questionFor({ id, hash, ...more }, settings);
      if (!question) continue;
      const { hits } = await index.search(question.words, {
        limit,
        attributesToSearchOn: [question.attribute],
        attributesToRetrieve: ['id'],
        matchingStrategy: 'all',
      });
      // Where more have these words than the engine looks at, that it finds so many is all one can ask.
      if (hits.length < limit && !hits.some((hit) => String(hit.id) === id))
        throw unpromoted('canaries', `${name} does not find ${id} by its ${question.attribute}`);
    }
  }

  /** The settings of an index as the engine has taken them; those that it took otherwise stop the change. */
  async function agreedSettings(name: string, settings: IndexSettings): Promise<string> {
    const taken = await admin.index(name).getSettings();
    const drift = driftOf(taken, settings);
    if (drift.length > 0) throw unpromoted('settings', `${name}: ${drift.join(', ')}`);
    return fingerprint(taken);
  }

  async function hashesOf(name: string): Promise<Map<string, string | undefined> | undefined> {
    const hashes = new Map<string, string | undefined>();
    for (let offset = 0; ; offset += BATCH) {
      const page = { fields: ['id', 'hash'], limit: BATCH, offset };
      const answer = await orMissing(admin.index(name).getDocuments(page));
      if (answer === undefined) return undefined;
      const { results } = storedShape.parse(answer);
      for (const { id, hash } of results) hashes.set(id, hash);
      if (results.length < BATCH) return hashes;
    }
  }

  async function send(run: Run, name: string, documents: readonly IndexDocument[]) {
    for (let start = 0; start < documents.length; start += BATCH) {
      const batch = documents.slice(start, start + BATCH);
      await run(admin.index(name).addDocuments(batch, { primaryKey: 'id' }));
    }
  }

  /** Fills the second index of a language with all that the guards ask of it; else there is none. */
  async function fill(run: Run, [locale, documents, settings]: Parameters<Fill>): Promise<void> {
    const next = nextName(locale);
    try {
      await run(admin.createIndex(next, { primaryKey: 'id' }));
      // Settings come first: searchable attributes changed on a filled index leave corrupt data.
      await run(admin.index(next).updateSettings(settings));
      const agreed = await agreedSettings(next, settings);
      await send(run, next, documents);
      await expectCount(next, documents.length);
      await expectCanaries(next, documents, settings);
      if ((await agreedSettings(next, settings)) !== agreed)
        throw unpromoted('settings', `${next}: changed while it was filled`);
    } catch (error) {
      await admin.deleteIndex(next).catch(() => undefined);
      throw error;
    }
  }

  async function fillAndSwap(run: Run, wanted: Parameters<Fill>): Promise<Done | Undone> {
    const [locale, documents, , { force = false } = {}] = wanted;
    const [live, next] = [liveName(locale), nextName(locale)];
    const before = await countOf(live);
    if (!force && documents.length < (before ?? 0) * SMALLEST_SHARE) {
      return { kind: 'refused', live: before ?? 0, offered: documents.length };
    }
    return alone(live, async () => {
      await assertRoom();
      if ((await countOf(next)) !== undefined) await run(admin.deleteIndex(next));
      await fill(run, wanted);
      await drained([live, next]);
      await run(admin.swapIndexes([{ indexes: [next, live], rename: before === undefined }]));
      await expectSwapped(live, documents.length);
      if (before !== undefined) await run(admin.deleteIndex(next));
      return { kind: 'rebuilt', sent: documents.length, removed: 0 };
    });
  }

  /** Does what one process may do to an index at a time, or says who does it now. */
  async function alone(
    index: string,
    work: () => Promise<Done>,
  ): Promise<Done | Extract<IndexReport, { kind: 'busy' }>> {
    const held = await hold(index);
    if ('holder' in held) return { kind: 'busy', holder: held.holder };
    try {
      return await work();
    } finally {
      held.release();
    }
  }

  /** Takes away what a rebuild that was killed left behind, unless somebody is filling it now. */
  async function clearOrphan(run: Run, locale: Locale): Promise<void> {
    const next = nextName(locale);
    if ((await countOf(next)) === undefined) return;
    await alone(liveName(locale), async () => {
      await run(admin.deleteIndex(next));
      return step(0, 0);
    });
  }

  return {
    search,
    facetValues,

    sync: (...wanted) =>
      change(wanted[0], async (run) => {
        const [locale, documents, settings, { force = false, keep = new Set() } = {}] = wanted;
        const live = liveName(locale);
        await drained([live, nextName(locale)]);
        const hashes = await hashesOf(live);
        if (!hashes) return fillAndSwap(run, wanted);
        const drift = driftOf(await admin.index(live).getSettings(), settings);
        if (drift.length > 0) {
          const done = await fillAndSwap(run, wanted);
          return 'sent' in done ? { ...done, drift } : done;
        }
        await clearOrphan(run, locale);
        const ids = new Set(documents.map(({ id }) => id));
        const changed = documents.filter(({ id, hash }) => hashes.get(id) !== hash);
        const others = [...hashes.keys()].filter((id) => !ids.has(id));
        const gone = others.filter((id) => !keep.has(id));
        const share = (ids.size + others.length - gone.length) / hashes.size;
        if (!force && share < SMALLEST_SHARE && (gone.length > EVERYDAY_LOSS || share === 0)) {
          return { kind: 'refused', live: hashes.size, offered: ids.size };
        }
        await send(run, live, changed);
        if (gone.length > 0) await run(admin.index(live).deleteDocuments(gone));
        return step(changed.length, gone.length);
      }),

    rebuild: (...wanted) => change(wanted[0], (run) => fillAndSwap(run, wanted)),

    replaceEntries: (locale, documents) =>
      change(locale, async (run) => {
        // Sending to a missing index would create one without settings.
        await admin.index(liveName(locale)).getStats();
        await send(run, liveName(locale), documents);
        return step(documents.length, 0);
      }),

    removeEntries: (locale, ids) =>
      change(locale, async (run) => {
        if (ids.length > 0) await run(admin.index(liveName(locale)).deleteDocuments([...ids]));
        return step(0, ids.length);
      }),

    async copyOf(locale) {
      const index = admin.index(liveName(locale));
      const settings = await orMissing(index.getSettings());
      if (!settings) return undefined;
      const documents: IndexDocument[] = [];
      for (let offset = 0; ; offset += BATCH) {
        const { results } = await index.getDocuments<IndexDocument>({ limit: BATCH, offset });
        documents.push(...results);
        if (results.length < BATCH) break;
      }
      return { settings, documents };
    },

    async health() {
      return reader.isHealthy();
    },
  };
}
