import type { TypeName } from '#lib/content-types';
import { placeOf } from '#lib/entry';
import type { TextsTouched, Version } from '#lib/entry-changes';
import { gitIn, GitFault, readMessage, type Git } from '#lib/git';

export type ContentHistory = {
  /** The versions of an entry, the newest first; undefined where there is no git to ask. */
  readonly of: (key: { type: TypeName; slug: string }) => Promise<readonly Version[] | undefined>;
};

/** A version with the names of blobs in the place of texts. */
type Commit = Version;

type Log = {
  readonly head: string;
  /** The commits of each entry, with the names of blobs in the place of texts. */
  readonly commits: ReadonlyMap<string, readonly Commit[]>;
  readonly texts: Map<string, Promise<readonly Version[]>>;
};

const askedAgainAfter = 1000;
const most = 200;

const nameOf = ({ type, slug }: { type: TypeName; slug: string }) => `${type}/${slug}`;

/**
 * The history of the content of a git work tree. The log is read once and again only where the branch has
 * moved (asked at most once a second); the texts of an entry when somebody wants them.
 */
export function contentHistory(root: string, now: () => number = Date.now): ContentHistory {
  const git = gitIn(root);
  let known: Promise<Log | undefined> = Promise.resolve(undefined);
  let asked = -Infinity;

  async function refreshed(before: Promise<Log | undefined>): Promise<Log | undefined> {
    const old = await before.catch(() => undefined);
    try {
      const head = (await git(['rev-parse', '-q', '--verify', 'HEAD'], { accept: isOne })).trim();
      if (head === '') return undefined;
      return old?.head === head ? old : await readLog(git, head, old);
    } catch (error) {
      if (error instanceof GitFault) return undefined;
      throw error;
    }
  }

  return {
    of: async (key) => {
      if (now() - asked > askedAgainAfter) {
        asked = now();
        known = refreshed(known);
      }
      const log = await known;
      if (!log) return undefined;
      const name = nameOf(key);
      const versions =
        log.texts.get(name) ?? withTexts(git, (log.commits.get(name) ?? []).slice(0, most));
      log.texts.set(name, versions);
      versions.catch(() => log.texts.delete(name));
      return versions;
    },
  };
}

const isOne = (code: number) => code === 1;

const fields = ['%H', '%P', '%an', '%aI', '%B', '%(trailers:only,unfold)'];

/** The commits since `old`, before those it knows; all of them where the branch was made anew. */
async function readLog(git: Git, head: string, old: Log | undefined): Promise<Log> {
  const isNext = old !== undefined && (await isAncestor(git, old.head, head)) ? old : undefined;
  const [prefix = '', shallow] = (
    await git(['rev-parse', '--show-prefix', '--is-shallow-repository'])
  ).split('\n');
  const printed = await git([
    '-c',
    'log.showRoot=true',
    'log',
    '--raw',
    '--no-abbrev',
    '--no-renames',
    '--no-merges',
    '-z',
    `--format=%x01${fields.join('%x00')}%x00`,
    ...(isNext ? [`${isNext.head}..${head}`] : [head]),
    '--',
    'content',
  ]);
  const commits = new Map<string, Commit[]>();
  for (const { commit, isFirst, files } of commitsIn(printed, prefix)) {
    // Where the clone ends, everything looks as if it had just been added.
    if (isFirst && shallow === 'true') continue;
    for (const [name, { before, after }] of files) {
      const list = commits.get(name);
      const touched = { ...commit, before, after };
      if (list) list.push(touched);
      else commits.set(name, [touched]);
    }
  }
  if (!isNext) return { head, commits, texts: new Map() };
  const texts = new Map([...isNext.texts].filter(([name]) => !commits.has(name)));
  for (const [name, list] of isNext.commits)
    commits.set(name, [...(commits.get(name) ?? []), ...list]);
  return { head, commits, texts };
}

async function isAncestor(git: Git, old: string, head: string): Promise<boolean> {
  let code = 0;
  await git(['merge-base', '--is-ancestor', old, head], {
    accept: (ended) => {
      code = ended;
      return true;
    },
  });
  return code === 0;
}

type Touched = { before: Record<string, string>; after: Record<string, string> };

/** What `git log --raw -z` prints, commit by commit. */
function* commitsIn(printed: string, prefix: string) {
  for (const record of printed.split('\x01').slice(1)) {
    const parts = record.split('\0');
    const [version = '', parents = '', name = '', date = '', message = '', tail = ''] = parts;
    const files = new Map<string, Touched>();
    const raw = parts.slice(fields.length);
    for (let at = 0; at + 1 < raw.length; at++) {
      const [, old, fresh] = /:\d+ \d+ (\w+) (\w+) \w+$/.exec(raw[at] ?? '') ?? [];
      if (old === undefined || fresh === undefined) continue;
      at += 1;
      const place = placeOf((raw[at] ?? '').slice(prefix.length));
      if (!place) continue;
      const key = nameOf(place);
      const touched = files.get(key) ?? { before: {}, after: {} };
      files.set(key, touched);
      if (!/^0+$/.test(old)) touched.before[place.locale] = old;
      if (!/^0+$/.test(fresh)) touched.after[place.locale] = fresh;
    }
    const { words, trailers } = readMessage(message, tail);
    const person = (trailer: string) => {
      const value = trailers.get(trailer);
      return value === undefined ? undefined : shownName(value.replace(/\s*<[^>]*>\s*$/, ''));
    };
    const [reviewedBy, publishedBy] = [person('Reviewed-by'), person('Published-by')];
    const commit = {
      version,
      at: new Date(date),
      author: shownName(name),
      reason: words,
      ...(reviewedBy !== undefined && { reviewedBy }),
      ...(publishedBy !== undefined && { publishedBy }),
      alone: trailers.get('Second-Person') === 'none',
    };
    yield { commit, isFirst: parents === '', files };
  }
}

/** Some people's name in git is their address. */
const shownName = (name: string) => (name.includes('@') ? '' : name.trim());

/** The commits with texts in the place of blobs, read in one go. */
async function withTexts(git: Git, commits: readonly Commit[]): Promise<Version[]> {
  const names = [
    ...new Set(
      commits.flatMap(({ before, after }) => [...Object.values(before), ...Object.values(after)]),
    ),
  ];
  const texts = await readBlobs(git, names);
  const written = (touched: TextsTouched): TextsTouched =>
    Object.fromEntries(
      Object.entries(touched).flatMap(([locale, blob]) => {
        const text = texts.get(blob);
        return text === undefined ? [] : [[locale, text]];
      }),
    );
  return commits.map((commit) => ({
    ...commit,
    before: written(commit.before),
    after: written(commit.after),
  }));
}

async function readBlobs(git: Git, names: readonly string[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  if (names.length === 0) return texts;
  const printed = Buffer.from(
    await git(['cat-file', '--batch'], {
      input: names.map((name) => `${name}\n`).join(''),
      encoding: 'latin1',
    }),
    'latin1',
  );
  let at = 0;
  while (at < printed.length) {
    const end = printed.indexOf(10, at);
    if (end < 0) break;
    const [name = '', kind, size = ''] = printed.toString('latin1', at, end).split(' ');
    at = end + 1;
    if (kind !== 'blob') continue;
    texts.set(name, printed.toString('utf8', at, at + Number(size)));
    at += Number(size) + 1;
  }
  return texts;
}
