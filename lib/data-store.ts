import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { env } from '#lib/env';

/** Why something could not be kept or read: a value, since the disk is the world's and not ours. */
export type StoreFailure = {
  readonly kind: 'unavailable';
  readonly cause: 'disk-full' | 'not-writable' | 'broken' | 'busy';
};

/** What the store answers. */
export type Stored<T> = { readonly kind: 'value'; readonly value: T } | StoreFailure;

/**
 * A folder of small private files (mode 0600) for what is no content: one JSON value a file, or one a
 * line. Names are like `accounts` or `drafts/1f3a` (small letters, digits, hyphens; at most one folder);
 * another name throws. A file that does not fit its schema is `broken`: it is told and never overwritten.
 */
export type DataStore = {
  /** The value kept under a name; `fallback` where nothing is. */
  readonly read: <T>(name: string, schema: z.ZodType<T>, fallback: T) => Stored<T>;
  /**
   * Changes a value as a whole: `change` gets what is kept (or `fallback`), and answers what is to be kept
   * and what to tell the caller. Nobody else, of this process or another, writes in between; after a crash
   * at any instant the old or the new value is there. What `change` answers unchanged is not written.
   */
  readonly update: <T, R>(
    name: string,
    schema: z.ZodType<T>,
    fallback: T,
    change: (held: T) => readonly [next: T, told: R],
  ) => Promise<Stored<R>>;
  /** Adds one line; whole or not at all. */
  readonly append: (name: string, value: unknown) => Promise<Stored<undefined>>;
  /** Every line that fits the schema, oldest first; a line that does not is told once and left out. */
  readonly readLines: <T>(name: string, schema: z.ZodType<T>) => Stored<readonly T[]>;
  /** Takes away the lines that `isKept` does not want; what does not fit the schema goes as well. */
  readonly keepLines: <T>(
    name: string,
    schema: z.ZodType<T>,
    isKept: (value: T) => boolean,
  ) => Promise<Stored<undefined>>;
  /** The names kept in a folder, with the time of their last change and their size in bytes. */
  readonly list: (folder: string) => readonly { name: string; changed: Date; bytes: number }[];
  /** Takes a value away, if it is there. */
  readonly remove: (name: string) => void;
};

/** The store of the editors' side of this portal, below DATA_DIR. */
export const editorStore = (): DataStore =>
  dataStore(
    path.join(
      /* turbopackIgnore: true */ path.resolve(/* turbopackIgnore: true */ env().DATA_DIR),
      'editor',
    ),
  );

/** A store in that folder; it is made when the first value is kept. */
export function dataStore(folder: string): DataStore {
  const fileOf = (name: string, ending: string): string => {
    if (!/^[a-z0-9-]+(\/[a-z0-9-]+)?$/.test(name))
      throw new Error(`no name for the store: ${name}`);
    return path.join(/* turbopackIgnore: true */ folder, `${name}.${ending}`);
  };

  const read: DataStore['read'] = (name, schema, fallback) => {
    const file = fileOf(name, 'json');
    return attempt(file, () => {
      const text = textOf(file);
      return { kind: 'value', value: text === undefined ? fallback : parsed(file, text, schema) };
    });
  };

  return {
    read,
    update: async (name, schema, fallback, change) => {
      const file = fileOf(name, 'json');
      return withLock(file, () => {
        const before = read(name, schema, fallback);
        if (before.kind !== 'value') return before;
        const [next, told] = change(before.value);
        if (next !== before.value) writeWhole(file, `${JSON.stringify(next, undefined, 1)}\n`);
        return { kind: 'value', value: told };
      });
    },
    append: async (name, value) => {
      const file = fileOf(name, 'jsonl');
      return withLock(file, () => {
        appendLine(file, JSON.stringify(value));
        return { kind: 'value', value: undefined };
      });
    },
    readLines: (name, schema) => {
      const file = fileOf(name, 'jsonl');
      return attempt(file, () => {
        const lines = (textOf(file) ?? '').split('\n').filter((line) => line !== '');
        const read = lines.map((line) => {
          const json = jsonOf(line);
          return json === undefined ? undefined : schema.safeParse(json);
        });
        if (read.some((one) => !one?.success)) tell(file, 'has lines that cannot be read');
        return {
          kind: 'value',
          value: read.flatMap((one) => (one?.success ? [one.data] : [])),
        };
      });
    },
    keepLines: async (name, schema, isKept) => {
      const file = fileOf(name, 'jsonl');
      return withLock(file, () => {
        const lines = (textOf(file) ?? '').split('\n').filter((line) => line !== '');
        const left = lines.filter((line) => {
          const read = schema.safeParse(jsonOf(line));
          return read.success && isKept(read.data);
        });
        if (left.length < lines.length) writeWhole(file, left.map((line) => `${line}\n`).join(''));
        return { kind: 'value', value: undefined };
      });
    },
    list: (name) => {
      const inside = path.dirname(fileOf(`${name}/x`, 'json'));
      return namesIn(inside).flatMap((file) => {
        const stat = fs.statSync(path.join(inside, file), { throwIfNoEntry: false });
        return stat && file.endsWith('.json')
          ? [{ name: `${name}/${file.slice(0, -5)}`, changed: stat.mtime, bytes: stat.size }]
          : [];
      });
    },
    remove: (name) => fs.rmSync(fileOf(name, 'json'), { force: true }),
  };
}

class Broken extends Error {}

function parsed<T>(file: string, text: string, schema: z.ZodType<T>): T {
  const json = jsonOf(text);
  if (json === undefined) throw new Broken(`${file} is no JSON`);
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const [first] = result.error.issues;
  throw new Broken(`${file} is not as we wrote it: ${first?.path.join('.')} ${first?.message}`);
}

/** `undefined`, which no JSON text stands for, where the text is none. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textOf(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function namesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** The old text or the new one, whatever happens meanwhile. */
function writeWhole(file: string, text: string): void {
  const fresh = `${file}.new`;
  const handle = fs.openSync(fresh, 'w', 0o600);
  try {
    fs.writeFileSync(handle, text);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
  fs.renameSync(fresh, file);
  const folder = fs.openSync(path.dirname(file), 'r');
  fs.fsyncSync(folder);
  fs.closeSync(folder);
}

/** A line that did not fit on the disk is taken back, so that the next one starts on a line of its own. */
function appendLine(file: string, line: string): void {
  const handle = fs.openSync(file, 'a+', 0o600);
  const stat = fs.fstatSync(handle);
  const { size } = stat;
  try {
    const last = Buffer.alloc(1, '\n');
    if (size > 0) fs.readSync(handle, last, 0, 1, size - 1);
    fs.writeFileSync(handle, `${last.toString() === '\n' ? '' : '\n'}${line}\n`);
    fs.fsyncSync(handle);
  } catch (error) {
    if (stat.isFile()) fs.ftruncateSync(handle, size);
    throw error;
  } finally {
    fs.closeSync(handle);
  }
}

/** A lock is held for milliseconds; one so old was left by a process that was killed. */
const abandonedAfter = 10_000;
const triesForLock = 200;

/** `work` is synchronous, so that within this process nothing comes between; the file keeps others out. */
async function withLock<T>(file: string, work: () => Stored<T>): Promise<Stored<T>> {
  const lock = `${file}.lock`;
  const folder = attempt(file, () => {
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    return { kind: 'value', value: undefined };
  });
  if (folder.kind !== 'value') return folder;
  for (let tries = 0; tries < triesForLock; tries++) {
    const taken = attempt(file, () => ({ kind: 'value', value: takeLock(lock) }));
    if (taken.kind !== 'value') return taken;
    if (taken.value) {
      try {
        return attempt(file, work);
      } finally {
        fs.rmSync(lock, { force: true });
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 20));
  }
  return unavailable(file, 'busy', 'is locked by another process');
}

function takeLock(lock: string): boolean {
  try {
    fs.closeSync(fs.openSync(lock, 'wx', 0o600));
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    const held = fs.statSync(lock, { throwIfNoEntry: false });
    if (held && Date.now() - held.mtimeMs > abandonedAfter) {
      // Renamed first: of two that find it, one takes it away.
      const away = `${lock}.${randomBytes(6).toString('hex')}`;
      try {
        fs.renameSync(lock, away);
        fs.rmSync(away, { force: true });
      } catch (failure) {
        if (codeOf(failure) !== 'ENOENT') throw failure;
      }
    }
    return false;
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const closed = new Set([
  'EACCES',
  'EEXIST',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EISDIR',
  'EIO',
  'EMFILE',
  'ENFILE',
]);

/** The disk's failures become values; whatever else is thrown is a bug of ours and goes on. */
function attempt<T>(file: string, work: () => Stored<T>): Stored<T> {
  try {
    return work();
  } catch (error) {
    if (error instanceof Broken) return unavailable(file, 'broken', error.message);
    if (full.has(codeOf(error))) return unavailable(file, 'disk-full', 'the disk is full');
    if (closed.has(codeOf(error))) return unavailable(file, 'not-writable', codeOf(error));
    throw error;
  }
}

function unavailable(file: string, cause: StoreFailure['cause'], why: string): StoreFailure {
  tell(file, why);
  return { kind: 'unavailable', cause };
}

const told = new Set<string>();

/** Once for each file and reason: a full disk must not fill with words about it. */
function tell(file: string, why: string): void {
  if (told.has(`${file} ${why}`)) return;
  told.add(`${file} ${why}`);
  console.error(`store: ${file}: ${why}`);
}
