import {
  execFile,
  execFileSync,
  spawn,
  spawnSync,
  type SpawnOptionsWithoutStdio,
} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { Meilisearch } from 'meilisearch';
import type { Locale } from '#lib/field';
import type { Library } from '#lib/library';
import { locales } from '#lib/messages';
import { textsOf } from '#lib/portal';
import { dyingWithParent, operatorSpeaksTurkish, root } from './bootstrap.mjs';
import { startEngine } from './engine-for-tests';

// What the portal's search is measured against: the engines that others would take, over the same
// documents. Each runs for the measurement alone and speaks to nobody but us.

/** One entry of one language as plain words. Several may have the same id. */
export type PeerDocument = {
  readonly id: string;
  readonly type: string;
  readonly locale: Locale;
  readonly title: string;
  readonly text: string;
};

/** All words that a reader sees of the entries, as a peer takes them. */
export const peerDocuments = (library: Library, of: readonly Locale[] = locales): PeerDocument[] =>
  of.flatMap((locale) =>
    library.entries(locale).map((entry): PeerDocument => {
      const { title, names, passage, words, body } = textsOf(entry, library);
      const text = [...names, passage, ...words, body].join('\n');
      return { id: entry.slug, type: entry.type, locale, title, text };
    }),
  );

export type Peer = {
  readonly name: string;
  /** The ids of at most `limit` documents of a language and type (`null` for every type), best first. */
  readonly ask: (
    query: string,
    locale: Locale,
    type: string | null,
    limit: number,
  ) => Promise<string[]>;
  /** Whether it also finds what has only some of the words. */
  readonly fills?: true;
  /** The bytes that its documents fill, where it tells. */
  readonly size?: () => Promise<number>;
  /** Leaves nothing of the peer behind, neither process nor file. */
  readonly close: () => Promise<void>;
};

type Documents = readonly PeerDocument[];
type Opened = Omit<Peer, 'name'>;

const peer = (
  name: string,
  open: (documents: Documents, installed?: string) => Promise<Opened | string>,
) => ({
  name,
  /**
   * A peer over these documents, or a sentence that says why it is not there. `installed` is the
   * folder to look for its program in, Debian's unless given. Rejects when the program fails.
   */
  open: async (documents: Documents, installed?: string): Promise<Peer | string> => {
    const opened = await open(documents, installed);
    return typeof opened === 'string' ? opened : { name, ...opened };
  },
});

/** The bytes in use in an engine's data; the client's types do not know them yet. */
export async function usedBytes(client: Meilisearch): Promise<number> {
  const stats: { usedDatabaseSize?: number } = await client.getStats();
  return stats.usedDatabaseSize ?? 0;
}

/**
 * The real engine as it comes, the query as typed. The two fields are named because it would else
 * search in our ids and types too: "309.5" would find document 309.
 */
export const meilisearch = peer('Meilisearch, default settings', async (documents) => {
  const { url, masterKey, stop } = await startEngine();
  const client = new Meilisearch({ host: url, apiKey: masterKey });
  const settings = { searchableAttributes: ['title', 'text'], filterableAttributes: ['type'] };
  const fill = async (locale: Locale) => {
    const shelf = documents.flatMap(({ type, title, text, ...document }, place) =>
      document.locale === locale ? [{ place, type, title, text }] : [],
    );
    const index = client.index(locale);
    for (const enqueued of [
      index.updateSettings(settings),
      index.addDocuments(shelf, { primaryKey: 'place' }),
    ]) {
      const { error } = await enqueued.waitTask({ timeout: 120_000 });
      if (error) throw new Error(error.message);
    }
  };
  await orClose(stop, () => Promise.all(locales.map(fill)));
  return {
    ask: async (query, locale, type, limit) => {
      const { hits } = await client.index<{ place: number }>(locale).search(query, {
        limit,
        attributesToRetrieve: ['place'],
        ...(type !== null && { filter: `type = ${JSON.stringify(type)}` }),
      });
      return hits.flatMap(({ place }) => documents[place]?.id ?? []);
    },
    size: () => usedBytes(client),
    close: stop,
  };
});

/**
 * PostgreSQL's own text search at its best: the title weighs A, the text D. What has all words, as
 * `websearch_to_tsquery` reads them, comes first; where that is fewer than ten, what has one of them
 * follows (unless a word is excluded: then the query says exactly what is wanted). Without that every
 * longer question stays unanswered. `unaccent` and `ts_rank` are the best on the judged queries
 * (2026-11-22): nDCG@10 0.685, against 0.645 without `unaccent`, 0.655 with Turkish small letters in
 * its place, 0.661 by `ts_rank_cd`, and 0.645 and 0.613 by rank over length (normalisation 1 and 2).
 *
 * The cluster is a temporary one in single-user mode: no server, no socket, and it ends with our pipe.
 */
export const postgres = peer(
  'PostgreSQL turkish',
  async (documents, installed = '/usr/lib/postgresql') => {
    // The folder of a version is there for the client alone too.
    const isServer = (name: string) => fs.existsSync(path.join(installed, name, 'bin/postgres'));
    const version = newest(installed, /^\d+$/, isServer);
    if (!version) return missing('PostgreSQL', 'postgresql');
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bys-postgres-'));
    const removeFolder = () => fs.rmSync(folder, { recursive: true, force: true });
    process.once('exit', removeFolder);
    const close = async () => {
      removeFolder();
      process.off('exit', removeFolder);
    };
    const bin = (name: string) => path.join(installed, version, 'bin', name);
    const data = path.join(folder, 'data');
    const program = await orClose(close, async () => {
      const options = { cwd: folder, env: { ...process.env, LC_ALL: 'C' }, ...notRoot(folder) };
      const init = ['-D', data, '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'];
      await promisify(execFile)(...dyingWithParent(bin('initdb'), init), options);
      return converse(
        bin('postgres'),
        ['--single', '-D', data, '-c', 'fsync=off', '-c', 'exit_on_error=on', 'postgres'],
        options,
        (line) => / 1: answer = "(.*)"/.exec(line)?.[1],
      );
    });
    const opened = await over(documents, program, close, {
      start:
        'create extension unaccent\n' +
        'create table document (place int, locale text, type text, words tsvector)\n' +
        "select '' as answer",
      add: ({ locale, type, title, text }, place) => oneLine`
        insert into document values (${place}, '${locale}', ${sqlText(type)},
          setweight(to_tsvector(${sqlWords(title, locale)}), 'A') ||
          setweight(to_tsvector(${sqlWords(text, locale)}), 'D'))
        returning '' as answer`,
      ask: (query, locale, type, limit) => oneLine`
        with typed as (
          select websearch_to_tsquery(${sqlWords(query, locale)}) as whole,
            plainto_tsquery(${sqlWords(query, locale)}) as plain),
        question as (
          select whole, case when whole::text like '%!%' then whole
            else replace(plain::text, ' & ', ' | ')::tsquery end as part from typed),
        found as (
          select place, words @@ whole as has_all, ts_rank(words,
            case when words @@ whole then whole else part end) as rank
          from document, question
          where locale = '${locale}' and (words @@ whole or words @@ part)
            ${type === null ? '' : `and type = ${sqlText(type)}`}),
        best as (
          select row_number() over (order by has_all desc, rank desc, place) as rank, place
          from found where has_all or (select count(*) from found where has_all) < 10)
        select coalesce(string_agg(place::text, ' ' order by rank), '') as answer
          from best where rank <= ${limit}`,
    });
    return { ...opened, fills: true };
  },
);

// Base64 keeps every letter of a text out of the SQL. PostgreSQL's texts have no room for U+0000.
const sqlText = (text: string) =>
  `convert_from(decode('${base64(text.replaceAll('\0', ' '))}', 'base64'), 'UTF8')`;

/** The configuration of the language, and the text for it. */
const sqlWords = (text: string, locale: Locale) =>
  `'${locale === 'tr' ? 'turkish' : 'english'}', unaccent(${sqlText(text)})`;

/**
 * Lucene's analyser of the language and BM25 over title and text, by a small program of ours around
 * it. Neither field is boosted: a title weighs more by being short, and boosts lower nDCG@10 on the
 * judged queries (2026-11-22: 0.681 without, 0.656 by 2, 0.644 by 3).
 */
export const lucene = peer(
  'Lucene TurkishAnalyzer',
  async (documents, installed = '/usr/share/java') => {
    const jars = ['core', 'analy(?:zers|sis)-common', 'queryparser'].flatMap(
      (part) => newest(installed, new RegExp(`^lucene\\d*-${part}-[\\d.]+\\.jar$`)) ?? [],
    );
    // A source file is run by the compiler that only a whole JDK has.
    const canCompile = spawnSync('javac', ['-version'], { stdio: 'ignore' }).status === 0;
    if (jars.length < 3 || !canCompile)
      return missing('Lucene', 'default-jdk-headless liblucene8-java');
    const classes = jars.map((jar) => path.join(installed, jar)).join(path.delimiter);
    const source = path.join(root, 'scripts/LucenePeer.java');
    const program = converse('java', ['-cp', classes, source], {}, (line) => line);
    const opened = await over(documents, program, () => Promise.resolve(), {
      add: ({ locale, type, title, text }, place) =>
        ['add', locale, place, base64(type), base64(title), base64(text)].join('\t'),
      ask: (query, locale, type, limit) =>
        ['ask', locale, limit, base64(type ?? ''), base64(query)].join('\t'),
    });
    return { ...opened, fills: true };
  },
);

/**
 * SQLite's own full text index, the way most would take it: letters folded, no endings of any language, all
 * words needed, where that is nothing any of them. The title weighs ten times the text.
 */
export const sqlite = peer('SQLite FTS5', async (documents, installed = '/usr/bin') => {
  const file = path.join(installed, 'sqlite3');
  if (!fs.existsSync(file)) return missing('SQLite', 'sqlite3');
  const program = converse(
    file,
    ['-batch', ':memory:'],
    {},
    (line) => /^answer(.*)$/.exec(line)?.[1],
  );
  const words = (query: string, how: 'AND' | 'OR') =>
    `'${(query.match(/[\p{L}\p{N}]+/gu) ?? ['""']).map((word) => `"${word}"`).join(` ${how} `)}'`;
  const opened = await over(documents, program, () => Promise.resolve(), {
    start: oneLine`
      create virtual table document using fts5(title, text, locale unindexed, type unindexed,
        tokenize='unicode61 remove_diacritics 2');
      select 'answer';`,
    add: ({ locale, type, title, text }, place) => oneLine`
      insert into document(rowid, title, text, locale, type) values (${place + 1},
        cast(x'${hex(title)}' as text), cast(x'${hex(text)}' as text), '${locale}',
        cast(x'${hex(type)}' as text));
      select 'answer';`,
    ask: (query, locale, type, limit) => {
      const found = (how: 'AND' | 'OR') => `
        select rowid - 1 as place, bm25(document, 10, 1) as rank from document
        where document match ${words(query, how)} and locale = '${locale}'
          ${type === null ? '' : `and type = cast(x'${hex(type)}' as text)`}`;
      return oneLine`
        with every as (${found('AND')}),
        some as (${found('OR')} and not exists (select 1 from every))
        select 'answer' || coalesce(group_concat(place, ' '), '') from
          (select place from (select * from every union all select * from some)
            order by rank limit ${limit});`;
    },
  });
  return { ...opened, fills: true };
});

const hex = (text: string) => Buffer.from(text, 'utf8').toString('hex');

type Words = {
  readonly start?: string;
  readonly add: (document: PeerDocument, place: number) => string;
  readonly ask: (...question: Parameters<Peer['ask']>) => string;
};

/** A peer that is a program: one line adds a document, another is answered by the places found. */
async function over(
  documents: Documents,
  { say, end }: Program,
  close: () => Promise<void>,
  { start, add, ask }: Words,
): Promise<Opened> {
  const closeAll = async () => {
    await end();
    await close();
  };
  await orClose(closeAll, async () => {
    if (start !== undefined) await say(start);
    for (const [place, document] of documents.entries()) await say(add(document, place));
  });
  return {
    ask: async (...question) => {
      const places = (await say(ask(...question))).match(/\d+/g) ?? [];
      return places.flatMap((place) => documents[Number(place)]?.id ?? []);
    },
    close: closeAll,
  };
}

/** In single-user mode a command ends with its line. */
const oneLine = (strings: TemplateStringsArray, ...values: (string | number)[]) =>
  String.raw({ raw: strings }, ...values).replace(/\s+/g, ' ');

/**
 * What the portal is compared with. When the caller is interrupted their processes end with it, by
 * whatever signal; their temporary folders go when it ends by `process.exit`.
 */
export const peers = [meilisearch, postgres, lucene, sqlite];

const missing = (name: string, packages: string) => {
  const command = `apt-get install --no-install-recommends ${packages}`;
  return operatorSpeaksTurkish
    ? `${name} kurulu değil, karşılaştırmaya katılmıyor (Debian: ${command}).`
    : `${name} is not installed and takes no part (Debian: ${command}).`;
};

/** The file or folder of the highest version among those so named. */
function newest(folder: string, name: RegExp, fits = (_: string) => true): string | undefined {
  if (!fs.existsSync(folder)) return undefined;
  const { compare } = new Intl.Collator('en', { numeric: true });
  return fs
    .readdirSync(folder)
    .filter((file) => name.test(file) && fits(file))
    .sort(compare)
    .at(-1);
}

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

/** PostgreSQL refuses root, so root hands the folder and the work to the user that Debian made for it. */
function notRoot(folder: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  const user = { uid: idOf('-u'), gid: idOf('-g') };
  fs.chownSync(folder, user.uid, user.gid);
  return user;
}

async function orClose<T>(close: () => Promise<void>, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await close();
    throw error;
  }
}

type Program = {
  readonly say: (line: string) => Promise<string>;
  readonly end: () => Promise<void>;
};

/**
 * A program that answers lines with lines, in order. `answerIn` finds the answer in a line of output.
 * `say` rejects with the program's last words once it has ended.
 */
function converse(
  command: string,
  args: string[],
  options: SpawnOptionsWithoutStdio,
  answerIn: (line: string) => string | undefined,
): Program {
  const child = spawn(...dyingWithParent(command, args), options);
  const kill = () => child.kill('SIGKILL');
  process.prependOnceListener('exit', kill);
  const waiting: Omit<PromiseWithResolvers<string>, 'promise'>[] = [];
  let words = '';
  let ended = false;
  const failure = () => new Error(`${command} ended: ${words}`);
  child.stderr
    .setEncoding('utf8')
    .on('data', (text: string) => (words = (words + text).slice(-2000)));
  child.once('error', ({ message }) => (words += message));
  child.stdin.on('error', ({ message }) => (words += message));
  createInterface({ input: child.stdout }).on('line', (line) => {
    const answer = answerIn(line);
    if (answer !== undefined) waiting.shift()?.resolve(answer);
  });
  const closed = new Promise<void>((resolve) =>
    child.once('close', () => {
      ended = true;
      process.off('exit', kill);
      for (const { reject } of waiting.splice(0)) reject(failure());
      resolve();
    }),
  );
  return {
    say: (line) =>
      new Promise((resolve, reject) => {
        if (ended) reject(failure());
        else {
          waiting.push({ resolve, reject });
          child.stdin.write(`${line}\n`);
        }
      }),
    end: async () => {
      child.stdin.end();
      const late = setTimeout(kill, 5000);
      await closed;
      clearTimeout(late);
    },
  };
}
