import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { contentTypes, typeNames, type TypeName } from '#lib/content-types';
import { pathOf, placeOf } from '#lib/entry';
import type { Locale } from '#lib/field';
import { diskFault, gitIn, GitFault, RefMoved, type GitCause } from '#lib/git';

/** An entry, whatever its language. */
export type EntryKey = { readonly type: TypeName; readonly slug: string };

/** An entry's two files as they are written; the Turkish one carries the facts. */
export type EntryTexts = { readonly tr: string; readonly en?: string };

/** A person who changes content. The address stands in git only and is shown on no page. */
export type Editor = { readonly name: string; readonly email: string };

/**
 * How far a working copy has come. An approval holds for exactly the version it was given to: the next
 * save makes it a draft again.
 */
export type Stage = 'draft' | 'review' | 'approved';

/** What is being written, beside the live files; the site shows nothing of it. */
export type WorkingCopy = {
  readonly key: EntryKey;
  readonly texts: EntryTexts;
  readonly version: string;
  readonly stage: Stage;
  /** `new`: never live; `changed` or `gone`: somebody changed or took away the live files meanwhile. */
  readonly live: 'new' | 'same' | 'changed' | 'gone';
  /** Where the live file went, when it was given another name by hand. */
  readonly movedTo?: string;
  readonly savedAt: Date;
  readonly lastAuthor: Editor;
  /** Everybody whose words are in it, the last first. */
  readonly authors: readonly Editor[];
  readonly reason: string;
  /** Who approved this very version. */
  readonly approvedBy?: Editor;
  /** What the reviewer wrote when sending it back, as long as nothing was saved since. */
  readonly sentBack?: { readonly by: Editor; readonly note: string };
};

/** Something that the world does not let us do now. Nothing was changed. */
export type Unavailable = {
  readonly kind: 'unavailable';
  /** `repository.<cause>` in messages is the sentence. */
  readonly cause: GitCause | 'busy' | 'detached-head';
  /** The lock file in the way, where there is one. */
  readonly lock?: string;
};

export type Saved = { readonly kind: 'saved'; readonly version: string };

/**
 * Somebody was quicker. Both versions are kept: theirs where it stands, what was to be saved under `kept`.
 * To go on, save the text agreed on with `seen: version` (and `onto`, if there is one).
 */
export type Conflict = {
  readonly kind: 'conflict';
  /** With another save of the working copy, or with the live files, changed by hand or published. */
  readonly with: 'working-copy' | 'live';
  readonly version: string | undefined;
  readonly onto?: string;
  readonly base: EntryTexts;
  readonly theirs: EntryTexts;
  /** Both changes in one text, where they do not touch. */
  readonly merged?: EntryTexts;
  /** The version under which the refused text is kept. */
  readonly kept?: string;
};

export type Save = {
  readonly key: EntryKey;
  readonly texts: EntryTexts;
  /** The version the editor had before them; undefined for a new entry. */
  readonly seen: string | undefined;
  /** The live version that the texts take into account, after a conflict with the live files. */
  readonly onto?: string;
  readonly by: Editor;
  readonly reason: string;
};

export type ContentRepository = {
  /** Every working copy, the one saved last first. */
  readonly workingCopies: () => Promise<WorkingCopy[]>;
  readonly workingCopy: (key: EntryKey) => Promise<WorkingCopy | undefined>;
  /** The files in the work tree as they stand, committed or not. */
  readonly live: (
    key: EntryKey,
  ) => Promise<{ readonly texts: EntryTexts; readonly version: string } | undefined>;
  /**
   * Keeps the texts as a commit of the working copy; never touches the live files. `slug-taken`: a new
   * entry whose address another has.
   */
  readonly save: (
    save: Save,
  ) => Promise<Saved | Conflict | { readonly kind: 'slug-taken' } | Unavailable>;
  /** The texts as a version had them: of a working copy, of the history, or of the live files. */
  readonly textsAt: (key: EntryKey, version: string) => Promise<EntryTexts | undefined>;
};

type Found = { readonly [L in Locale]?: { readonly path: string; readonly blob: string } };

type Step = {
  readonly version: string;
  readonly by: Editor;
  readonly at: Date;
  readonly reason: string;
  readonly trailers: ReadonlyMap<string, string>;
};

type Copy = WorkingCopy & { readonly base: string };

const locales: readonly Locale[] = ['tr', 'en'];
const nothing = 'live-none';
const zero = '0'.repeat(40);
const versionPattern = /^[0-9a-f]{40,64}$/;
const liveVersionPattern = /^live-([0-9a-f]{40,64})(?:-([0-9a-f]{40,64}))?$/;
const longestReason = 2000;
const mostAttempts = 20;
const mostSteps = 500;

/**
 * The content of a git work tree (`root` holds `content/`), and what is being written beside it. A working
 * copy is a branch `editor/<type>/<slug>` that no work tree has checked out; refused and finished versions
 * stay reachable under `refs/editor/kept`.
 */
export function contentRepository(root: string): ContentRepository {
  const git = gitIn(root);
  const tidy = (text: string) => text.trim();

  const prefix = async () => tidy(await git(['rev-parse', '--show-prefix']));
  const head = async () =>
    tidy(await git(['rev-parse', '-q', '--verify', 'HEAD'], once)) || undefined;

  /** The files of an entry in a commit, wherever below the type's folder they stand. */
  async function filesAt(commit: string, { type, slug }: EntryKey): Promise<Found> {
    const before = await prefix();
    const listed = await git([
      'ls-tree',
      '-r',
      '-z',
      '--full-tree',
      commit,
      '--',
      `${before}content/${contentTypes[type].folder}/`,
    ]);
    const found: { -readonly [L in Locale]?: Found[L] } = {};
    for (const line of listed.split('\0')) {
      const [, blob = '', full = ''] = /^\d+ blob (\w+)\t(.*)$/s.exec(line) ?? [];
      const file = full.slice(before.length);
      const place = placeOf(file);
      if (place?.type === type && place.slug === slug) found[place.locale] = { path: file, blob };
    }
    return found;
  }

  async function textsIn(found: Found): Promise<EntryTexts | undefined> {
    const [tr, en] = await Promise.all(
      locales.map(async (locale) => {
        const blob = found[locale]?.blob;
        return blob === undefined ? undefined : await git(['cat-file', 'blob', blob]);
      }),
    );
    return tr === undefined ? undefined : { tr, ...(en !== undefined && { en }) };
  }

  async function textsAt(key: EntryKey, version: string): Promise<EntryTexts | undefined> {
    const [, tr, en] = liveVersionPattern.exec(version) ?? [];
    try {
      if (tr !== undefined)
        return await textsIn({
          tr: { path: '', blob: tr },
          ...(en !== undefined && { en: { path: '', blob: en } }),
        });
      if (!versionPattern.test(version)) return undefined;
      return await textsIn(await filesAt(version, key));
    } catch (error) {
      // A version that git does not have, or no longer.
      if (error instanceof GitFault) throw error;
      return undefined;
    }
  }

  /** Where the files of an entry stand in the work tree. */
  async function liveFiles({ type, slug }: EntryKey): Promise<Partial<Record<Locale, string>>> {
    const found: Partial<Record<Locale, string>> = {};
    for (const { file, place } of await filesOf(root, type))
      if (place.slug === slug) found[place.locale] = file;
    return found;
  }

  async function live(key: EntryKey) {
    const files = await liveFiles(key);
    const read = async (file: string | undefined) =>
      file === undefined ? undefined : await readIfThere(path.join(root, file));
    const [tr, en] = await Promise.all(locales.map((locale) => read(files[locale])));
    if (tr === undefined) return undefined;
    const texts: EntryTexts = { tr, ...(en !== undefined && { en }) };
    return { texts, version: liveVersion(texts) };
  }

  /** Texts that git may not know yet, so that a later merge finds them. */
  async function remember(texts: EntryTexts): Promise<void> {
    await Promise.all(Object.values(texts).map((text) => blobOf(text)));
  }

  const blobOf = async (text: string) =>
    tidy(await git(['hash-object', '-w', '--no-filters', '--stdin'], { input: text }));

  /** The commits of a branch that are not history yet, the last first. */
  async function stepsOf(tip: string): Promise<Step[]> {
    const known = await head();
    const printed = await git([
      'log',
      '--first-parent',
      `--max-count=${mostSteps}`,
      '--format=%H%x00%an%x00%ae%x00%aI%x00%B%x00%(trailers:only,unfold)%x00',
      tip,
      ...(known === undefined ? [] : ['--not', known]),
      '--',
    ]);
    return stepsIn(printed);
  }

  async function readCopy(key: EntryKey, tip: string): Promise<Copy | undefined> {
    const [steps, found, now] = await Promise.all([stepsOf(tip), filesAt(tip, key), live(key)]);
    const texts = await textsIn(found);
    const [last] = steps;
    if (!texts || !last) return undefined;
    const action = last.trailers.get('Editor-Action') ?? 'save';
    const writing = steps.filter((step) =>
      /^(?:save|restore)$/.test(step.trailers.get('Editor-Action') ?? 'save'),
    );
    const base =
      steps.map((step) => step.trailers.get('Editor-Base')).find((one) => one !== undefined) ??
      nothing;
    const state = now
      ? now.version === base
        ? 'same'
        : 'changed'
      : base === nothing
        ? 'new'
        : 'gone';
    const movedTo = state === 'gone' ? await renamedFrom(key, base) : undefined;
    const author = (writing[0] ?? last).by;
    return {
      key,
      texts,
      version: tip,
      base,
      stage: action === 'approve' ? 'approved' : action === 'submit' ? 'review' : 'draft',
      live: state,
      ...(movedTo !== undefined && { movedTo }),
      savedAt: last.at,
      lastAuthor: author,
      authors: writing
        .map((step) => step.by)
        .filter((by, at, all) => all.findIndex((other) => isSame(other, by)) === at),
      reason: (writing[0] ?? last).reason,
      ...(action === 'approve' && { approvedBy: last.by }),
      ...(action === 'send-back' && { sentBack: { by: last.by, note: last.reason } }),
    };
  }

  /** The slug of the live file that has the very text the working copy began with. */
  async function renamedFrom({ type, slug }: EntryKey, base: string): Promise<string | undefined> {
    for (const { file, place } of await filesOf(root, type)) {
      if (place.locale !== 'tr' || place.slug === slug) continue;
      const text = await readIfThere(path.join(root, file));
      if (text !== undefined && base.startsWith(liveVersion({ tr: text }))) return place.slug;
    }
    return undefined;
  }

  async function tips(pattern: string): Promise<{ key: EntryKey; tip: string }[]> {
    const printed = await git([
      'for-each-ref',
      '--sort=-committerdate',
      '--format=%(objectname) %(refname)',
      '--',
      pattern,
    ]);
    return printed.split('\n').flatMap((line) => {
      const [, tip, typeName, slug] =
        /^(\w+) refs\/heads\/editor\/([^/]+)\/([^/]+)$/.exec(line) ?? [];
      const type = typeNames.find((one) => one === typeName);
      return type && tip && slug && placeOf(pathOf(type, slug, 'tr'))
        ? [{ key: { type, slug }, tip }]
        : [];
    });
  }

  async function workingCopy(key: EntryKey): Promise<Copy | undefined> {
    const [found] = await tips(branchOf(key));
    return found && readCopy(key, found.tip);
  }

  /** Makes a commit of these texts beside all the rest of `tree`; touches neither work tree nor index. */
  async function commit(make: {
    key: EntryKey;
    texts: EntryTexts;
    tree: string | undefined;
    parents: readonly string[];
    by: Editor;
    message: string;
  }): Promise<string> {
    const { key, texts, tree, parents, by, message } = make;
    const [before, found, files] = await Promise.all([
      prefix(),
      tree === undefined ? {} : filesAt(tree, key),
      liveFiles(key),
    ]);
    const folder = await mkdtemp(path.join(tmpdir(), 'bys-index-'));
    try {
      const env = { GIT_INDEX_FILE: path.join(folder, 'index') };
      await git(['read-tree', tree ?? '--empty'], { env });
      const lines = await indexLines(before, texts, found, placesFor(key, files, found));
      await git(['update-index', '-z', '--index-info'], { env, input: lines });
      const written = tidy(await git(['write-tree'], { env }));
      return tidy(
        await git(
          ['commit-tree', written, ...parents.flatMap((parent) => ['-p', parent]), '-F', '-'],
          {
            env: { ...env, ...identity('AUTHOR', by), ...identity('COMMITTER', by) },
            input: message,
          },
        ),
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** What an index has to be told: the texts at their places, and that they stand nowhere else. */
  async function indexLines(
    before: string,
    texts: EntryTexts,
    found: Found,
    places: Readonly<Record<Locale, string>>,
  ): Promise<string> {
    const lines = await Promise.all(
      locales.map(async (locale) => {
        const text = texts[locale];
        const old = found[locale]?.path;
        const gone = old !== undefined && (text === undefined || old !== places[locale]);
        return [
          gone ? `0 ${zero}\t${before}${old}\0` : '',
          text === undefined ? '' : `100644 ${await blobOf(text)}\t${before}${places[locale]}\0`,
        ].join('');
      }),
    );
    return lines.join('');
  }

  /** Both changes since `base` in one text; undefined where they touch. */
  async function merge(
    base: EntryTexts,
    mine: EntryTexts,
    theirs: EntryTexts,
  ): Promise<EntryTexts | undefined> {
    const tr = await mergeText(base.tr, mine.tr, theirs.tr);
    const en = await mergeText(base.en, mine.en, theirs.en);
    if (tr.kind === 'conflict' || en.kind === 'conflict' || tr.text === undefined) return undefined;
    return { tr: tr.text, ...(en.text !== undefined && { en: en.text }) };
  }

  async function mergeText(
    base: string | undefined,
    mine: string | undefined,
    theirs: string | undefined,
  ): Promise<{ kind: 'merged'; text: string | undefined } | { kind: 'conflict' }> {
    if (mine === theirs || theirs === base) return { kind: 'merged', text: mine };
    if (mine === base) return { kind: 'merged', text: theirs };
    if (mine === undefined || theirs === undefined) return { kind: 'conflict' };
    const folder = await mkdtemp(path.join(tmpdir(), 'bys-merge-'));
    try {
      const files = await Promise.all(
        [mine, base ?? '', theirs].map(async (text, at) => {
          const file = path.join(folder, String(at));
          await writeFile(file, text);
          return file;
        }),
      );
      // The exit code is the number of conflicts; 255 is an error.
      let conflicts = 0;
      const text = await git(['merge-file', '-p', '-q', ...files], {
        accept: (code) => {
          conflicts = code;
          return code < 128;
        },
      });
      return conflicts === 0 ? { kind: 'merged', text } : { kind: 'conflict' };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Keeps a refused text where git never throws it away. */
  async function keep({ key, texts, seen, by, reason }: Save): Promise<string> {
    const parent = seen !== undefined && versionPattern.test(seen) ? seen : await head();
    const version = await commit({
      key,
      texts,
      tree: parent,
      parents: parent === undefined ? [] : [parent],
      by,
      message: messageOf(key, reason, [['Editor-Action', 'refused']]),
    });
    await git(['update-ref', '--', keptRef(key, version), version]);
    return version;
  }

  /** One try to save; undefined where somebody was quicker at the last moment. */
  async function trySave(
    given: Save,
  ): Promise<Saved | Conflict | { kind: 'slug-taken' } | undefined> {
    const { key, texts, seen, onto, by, reason } = given;
    const [copy, now, top] = await Promise.all([workingCopy(key), live(key), head()]);
    const current = copy ?? now;
    const isOnto = onto === undefined || onto === copy?.base;
    if (current && sameTexts(current.texts, texts) && isOnto)
      return { kind: 'saved', version: current.version };

    if (current && current.version !== seen) {
      if (seen === undefined) return { kind: 'slug-taken' };
      const base = await textsAt(key, seen);
      if (!base || !sameTexts(base, current.texts)) {
        const merged = base && (await merge(base, texts, current.texts));
        return {
          kind: 'conflict',
          with: copy ? 'working-copy' : 'live',
          version: current.version,
          base: base ?? { tr: '' },
          theirs: current.texts,
          ...(merged && { merged }),
          kept: await keep(given),
        };
      }
    }
    if (now) await remember(now.texts);
    const begun = now?.version ?? (seen?.startsWith('live-') ? seen : nothing);
    const base = onto ?? copy?.base ?? begun;
    const tree = onto !== undefined ? top : (copy?.version ?? top);
    const parents = [copy?.version, copy && onto === undefined ? undefined : top];
    const version = await commit({
      key,
      texts,
      tree,
      parents: parents.filter((parent) => parent !== undefined),
      by,
      message: messageOf(key, reason, [
        ['Editor-Action', 'save'],
        ['Editor-Base', base],
      ]),
    });
    const isFirst = await moveRef(branchOf(key), version, copy?.version);
    return isFirst ? { kind: 'saved', version } : undefined;
  }

  /** Whether the ref was still where we saw it, and now stands at `version`. */
  async function moveRef(ref: string, version: string, seen: string | undefined) {
    try {
      await git(['update-ref', '--', ref, version, seen ?? zero]);
      return true;
    } catch (error) {
      if (error instanceof RefMoved) return false;
      throw error;
    }
  }

  /** Tries again as long as others are quicker; the world's failures become values. */
  async function settle<T>(attempt: () => Promise<T | undefined>): Promise<T | Unavailable> {
    try {
      for (let attempts = 0; attempts < mostAttempts; attempts++) {
        const result = await attempt();
        if (result !== undefined) return result;
      }
      return { kind: 'unavailable', cause: 'busy' };
    } catch (error) {
      const fault = error instanceof GitFault ? error : diskFault(error);
      if (!fault) throw error;
      const { reason: cause, lock } = fault;
      return { kind: 'unavailable', cause, ...(lock !== undefined && { lock }) };
    }
  }

  return {
    workingCopies: async () => {
      const copies = await Promise.all(
        (await tips('refs/heads/editor/')).map(({ key, tip }) => readCopy(key, tip)),
      );
      return copies.filter((copy) => copy !== undefined);
    },
    workingCopy: (key) => workingCopy(known(key)),
    live: async (key) => live(known(key)),
    save: (given) => settle(() => trySave({ ...given, key: known(given.key) })),
    textsAt: (key, version) => textsAt(known(key), version),
  };
}

const once = { accept: (code: number) => code === 1 };

const branchOf = ({ type, slug }: EntryKey) => `refs/heads/editor/${type}/${slug}`;

const keptRef = ({ type, slug }: EntryKey, version: string) =>
  `refs/editor/kept/${type}/${slug}/${version}`;

/** The key, if it is one: what comes from a form must never name a file or a branch of its own. */
function known(key: EntryKey): EntryKey {
  if (!typeNames.includes(key.type) || !placeOf(pathOf(key.type, key.slug, 'tr')))
    throw new Error(`no entry can be called ${JSON.stringify(key)}`);
  return key;
}

const isSame = (one: Editor, other: Editor) =>
  one.email.trim().toLowerCase() === other.email.trim().toLowerCase();

const sameTexts = (one: EntryTexts, other: EntryTexts) =>
  one.tr === other.tr && one.en === other.en;

/** Git's own name for a text, so that the base of a merge can be read back from it. */
const blobName = (text: string) =>
  createHash('sha1')
    .update(`blob ${Buffer.byteLength(text)}\0`)
    .update(text)
    .digest('hex');

const liveVersion = ({ tr, en }: EntryTexts) =>
  ['live', blobName(tr), ...(en === undefined ? [] : [blobName(en)])].join('-');

/** Where each file of an entry is to stand: where it stands now, beside its twin, or in the type's folder. */
function placesFor(
  { type, slug }: EntryKey,
  files: Partial<Record<Locale, string>>,
  found: Found,
): Record<Locale, string> {
  const beside = (file: string | undefined, locale: Locale) =>
    file?.replace(/\.(?:tr|en)\.md$/, `.${locale}.md`);
  const tr = files.tr ?? found.tr?.path ?? pathOf(type, slug, 'tr');
  return { tr, en: files.en ?? found.en?.path ?? beside(tr, 'en') ?? pathOf(type, slug, 'en') };
}

/** Every content file of a type in the work tree, from the root. */
async function filesOf(root: string, type: TypeName) {
  const folder = path.join(root, 'content', contentTypes[type].folder);
  const items = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: unknown) => {
      if (isAbsent(error)) return [];
      throw error;
    },
  );
  return items.flatMap((item) => {
    const full = path.join(item.parentPath, item.name);
    const file = path.relative(root, full).split(path.sep).join('/');
    const place = item.isFile() ? placeOf(file) : undefined;
    return place ? [{ file, place }] : [];
  });
}

const isAbsent = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** A name as a commit can carry it. */
function identity(role: 'AUTHOR' | 'COMMITTER', { name, email }: Editor): Record<string, string> {
  const plain = (text: string) =>
    text
      .replace(/[\p{Cc}<>]+/gu, ' ')
      .trim()
      .slice(0, 200);
  return {
    [`GIT_${role}_NAME`]: plain(name) || 'editor',
    [`GIT_${role}_EMAIL`]: plain(email) || 'editor@localhost',
  };
}

/** The reason first; what we need to read again stands in a last paragraph of its own. */
function messageOf(
  { type, slug }: EntryKey,
  reason: string,
  trailers: readonly (readonly [string, string])[],
): string {
  const words = reason
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]+/gu, ' ')
    .trim()
    .slice(0, longestReason);
  return `${words || `Save ${type}/${slug}`}\n\n${trailers.map(([name, value]) => `${name}: ${value}\n`).join('')}`;
}

function stepsIn(printed: string): Step[] {
  const fields = printed.split('\0');
  const steps: Step[] = [];
  for (let at = 0; at + 5 < fields.length; at += 6) {
    const [version = '', name = '', email = '', date = '', message = '', tail = ''] = fields.slice(
      at,
      at + 6,
    );
    const trailers = new Map(
      tail.split('\n').flatMap((line) => {
        const [, key, value] = /^([\w-]+): (.*)$/.exec(line) ?? [];
        return key !== undefined && value !== undefined ? [[key, value] as const] : [];
      }),
    );
    const paragraphs = message.trim().split(/\n{2,}/);
    steps.push({
      version: version.trim(),
      by: { name, email },
      at: new Date(date),
      reason: (trailers.size > 0 ? paragraphs.slice(0, -1) : paragraphs).join('\n\n'),
      trailers,
    });
  }
  return steps;
}
