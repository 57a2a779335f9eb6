import { createHash, randomInt } from 'node:crypto';
import { z } from 'zod';
import {
  codeLength,
  codeLetters,
  correction,
  isOver,
  listedCorrection,
  sameWords,
  stateOf,
  withReport,
  type Correction,
  type CorrectionState,
  type ListedCorrection,
} from '#lib/correction';
import { editorStore, type DataStore, type Stored, type StoreFailure } from '#lib/data-store';

/** A report without what the store gives it. */
export type NewCorrection = Omit<Correction, 'code' | 'at' | 'replies'>;

/** `known`: the same words wait already, under that code. `full`: the queue takes no more. */
export type Received = { kind: 'new' | 'known'; code: string } | { kind: 'full' } | StoreFailure;

/** `conflict`: somebody else has answered since; the report as it stands now. */
export type Settled =
  { kind: 'settled' | 'conflict'; report: Correction } | { kind: 'unknown' } | StoreFailure;

/** The reports of readers, kept in DATA_DIR/editor: one list of all, and a file for each one's texts. */
export type Corrections = {
  readonly receive: (report: NewCorrection, now: Date) => Promise<Received>;
  /** Oldest first. */
  readonly list: () => Stored<readonly ListedCorrection[]>;
  readonly report: (code: string) => Stored<Correction | undefined>;
  /**
   * Adds an editor's answer. `seen` is how many answers the editor had before them: where there are more
   * now, nothing is written.
   */
  readonly settle: (
    code: string,
    reply: { state: CorrectionState; text: string; by: string },
    seen: number,
    now: Date,
  ) => Promise<Settled>;
};

const list = z.array(listedCorrection).readonly();
const listName = 'corrections';
const nameOf = (code: string) => `corrections/${code}`;

const freshCode = (): string =>
  Array.from({ length: codeLength }, () => codeLetters[randomInt(codeLetters.length)]).join('');

const printOf = (report: NewCorrection): string =>
  createHash('sha256').update(sameWords(report)).digest('base64url').slice(0, 22);

/** The reports in that store; without one, in the portal's own. */
export function corrections(store: DataStore = editorStore()): Corrections {
  const read = (code: string): Stored<Correction | undefined> =>
    store.read(nameOf(code), correction.optional(), undefined);
  return {
    receive: async (said, now) => {
      const report: Correction = { ...said, code: freshCode(), at: now.toISOString(), replies: [] };
      const { code, at, type, slug, fact } = report;
      // The texts first: what is listed can be read.
      const kept = await store.update(nameOf(code), correction.optional(), undefined, () => [
        report,
        undefined,
      ]);
      if (kept.kind !== 'value') return kept;
      const listed = await store.update(listName, list, [], (held) => {
        const over = held.filter((one) => isOver(one, now)).map((one) => one.code);
        const current = over.length > 0 ? held.filter((one) => !over.includes(one.code)) : held;
        const taken = withReport(current, { code, at, type, slug, fact, print: printOf(said) });
        return [taken.kind === 'full' ? current : taken.list, { taken, over }];
      });
      if (listed.kind !== 'value') {
        store.remove(nameOf(code));
        return listed;
      }
      const { taken, over } = listed.value;
      for (const gone of over) store.remove(nameOf(gone));
      if (taken.kind === 'new') return { kind: 'new', code };
      store.remove(nameOf(code));
      return taken.kind === 'known' ? { kind: 'known', code: taken.code } : taken;
    },
    list: () => store.read(listName, list, []),
    report: read,
    settle: async (code, { state, text, by }, seen, now) => {
      const there = read(code);
      if (there.kind !== 'value') return there;
      if (!there.value) return { kind: 'unknown' };
      const at = now.toISOString();
      const done = await store.update(
        nameOf(code),
        correction.optional(),
        undefined,
        (held): readonly [Correction | undefined, Settled] => {
          if (!held) return [held, { kind: 'unknown' }];
          if (held.replies.length !== seen) return [held, { kind: 'conflict', report: held }];
          const report = { ...held, replies: [...held.replies, { at, by, state, text }] };
          return [report, { kind: 'settled', report }];
        },
      );
      if (done.kind !== 'value') return done;
      if (done.value.kind !== 'settled') return done.value;
      const reached = stateOf(done.value.report);
      const listed = await store.update(listName, list, [], (held) => [
        held.map((one) => (one.code === code ? { ...one, state: reached, changed: at } : one)),
        undefined,
      ]);
      return listed.kind === 'value' ? done.value : listed;
    },
  };
}
