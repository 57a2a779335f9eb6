import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { contentHistory } from '#lib/content-history';
import { contentTypes, typeNames, type TypeName } from '#lib/content-types';
import { parseEntry, pathOf, placeOf } from '#lib/entry';
import type { Version } from '#lib/entry-changes';
import { withFields } from '#lib/entry-source';
import type { Locale } from '#lib/field';
import { readFrontMatter } from '#lib/front-matter';
import { diskFault, gitIn, GitFault, readMessage, RefMoved, type GitCause } from '#lib/git';
import type { Problem } from '#lib/problem';

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
  /**
   * The live version that the texts take into account, after a conflict with the live files; `neverLive`
   * to publish again what somebody took away.
   */
  readonly onto?: string;
  readonly by: Editor;
  readonly reason: string;
};

/** What is done with a working copy as it stood at `version`. */
export type Step = {
  readonly key: EntryKey;
  readonly version: string;
  readonly by: Editor;
  readonly reason: string;
};

/** The working copy is no longer what was seen: it was saved again, or (no version) it is gone. */
export type Moved = { readonly kind: 'moved'; readonly version?: string };

/** What of an entry is the publisher's own to say. */
export const publisherFields = ['state', 'publishAt', 'retireAt', 'successor'] as const;

/** Since when, until when and in what state an entry stands on the site, as its Turkish file says it. */
export type PublicationFields = {
  readonly [Name in (typeof publisherFields)[number]]?: unknown;
};

export type Published = {
  readonly kind: 'published';
  /** The commit of the live branch. */
  readonly version: string;
};

/** Why a publication is refused. */
export type NotPublished =
  | Moved
  | Conflict
  /** The last words are the publisher's own and nobody else approved this version. */
  | { readonly kind: 'second-person' }
  /** What the validator says; a broken file never goes live. */
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] }
  /** The live file was taken away, or renamed to `movedTo`, since the working copy was begun. */
  | { readonly kind: 'live-gone'; readonly movedTo?: string };

export type ContentRepository = {
  /** Why nothing can be saved or published here at all; undefined where it can. */
  readonly check: () => Promise<Unavailable | undefined>;
  /** Every working copy, the one saved last first; none where there is no git (`check` says so). */
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
  /** Asks for a review of this version. */
  readonly submit: (step: Step) => Promise<Saved | Moved | Unavailable>;
  /** Approves this version; `own-work` where its last words are the approver's own. */
  readonly approve: (
    step: Step,
  ) => Promise<Saved | Moved | { readonly kind: 'own-work' } | Unavailable>;
  /** Gives this version back to its author; the reason is the note to them. */
  readonly sendBack: (step: Step) => Promise<Saved | Moved | Unavailable>;
  /**
   * Puts this version live: the files are written and committed, they alone, on the branch checked out.
   * `alone`: there is no second account, so that no second person can be asked; the history says so. A
   * publication that was cut off is completed by the next call.
   * `fields`: what the publisher says of when it stands on the site, set as it goes live (`undefined` takes
   * one away). They are no words, so an approval holds and the author stays; with them `version` may also
   * be the live one, and a working copy that waits is left as it is.
   */
  readonly publish: (
    step: Step & { readonly alone?: boolean; readonly fields?: PublicationFields },
  ) => Promise<Published | NotPublished | Unavailable>;
  /** Gives the working copy up; its versions stay reachable. */
  readonly discard: (step: Step) => Promise<{ readonly kind: 'discarded' } | Moved | Unavailable>;
  /** A working copy with the texts of an earlier version. */
  readonly restore: (step: Step) => Promise<Saved | { readonly kind: 'missing' } | Unavailable>;
  /** The commits of the live branch that touched the entry, the newest first; none without git. */
  readonly history: (key: EntryKey) => Promise<readonly Version[]>;
  /** The texts as a version had them: of a working copy, of the history, or of the live files. */
  readonly textsAt: (key: EntryKey, version: string) => Promise<EntryTexts | undefined>;
};

type Found = { readonly [L in Locale]?: { readonly path: string; readonly blob: string } };

type Commit = {
  readonly version: string;
  readonly by: Editor;
  readonly at: Date;
  readonly reason: string;
  readonly trailers: ReadonlyMap<string, string>;
};

/** What an index has to be told for a change of an entry, and the files it is about, from the root. */
type Change = {
  readonly lines: string;
  readonly files: readonly string[];
  readonly found: Found;
  readonly places: Readonly<Record<Locale, string>>;
};

type Trailer = readonly [name: string, value: string];

type Copy = WorkingCopy & { readonly base: string };

/** What is to be put live: a working copy, or (no version of one) the live texts themselves. */
type Given = Pick<Copy, 'texts' | 'base' | 'lastAuthor' | 'approvedBy'> &
  Partial<Pick<Copy, 'version'>>;

const locales: readonly Locale[] = ['tr', 'en'];
/** The live version of an entry that has no live files. */
export const neverLive = 'live-none';
const noFiles: Found = {};
const zero = '0'.repeat(40);
const versionPattern = /^[0-9a-f]{40,64}$/;
const liveVersionPattern = /^live-([0-9a-f]{40,64})(?:-([0-9a-f]{40,64}))?$/;
const longestReason = 2000;
const mostAttempts = 20;
const lockPatience = { times: 20, milliseconds: 100 };
const mostSteps = 500;

/**
 * The content of a git work tree (`root` holds `content/`), and what is being written beside it. A working
 * copy is a branch `editor/<type>/<slug>` that no work tree has checked out; refused and finished versions
 * stay reachable under `refs/editor/kept`.
 */
export function contentRepository(root: string): ContentRepository {
  const git = gitIn(root);
  const past = contentHistory(root);
  const tidy = (text: string) => text.trim();

  let knownPrefix: string | undefined;
  const prefix = async () => (knownPrefix ??= tidy(await git(['rev-parse', '--show-prefix'])));
  const currentBranch = async () => tidy(await git(['symbolic-ref', '-q', 'HEAD'], once));
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
  async function stepsOf(tip: string): Promise<Commit[]> {
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
    const writing = steps.filter((step) => isWriting(step.trailers.get('Editor-Action') ?? 'save'));
    const base =
      steps.map((step) => step.trailers.get('Editor-Base')).find((one) => one !== undefined) ??
      neverLive;
    const state = now
      ? now.version === base
        ? 'same'
        : 'changed'
      : base === neverLive
        ? 'new'
        : 'gone';
    const movedTo = state === 'gone' ? await renamedFrom(key, base) : undefined;
    const author = (writing[0] ?? last).by;
    return {
      key,
      texts,
      version: tip,
      base,
      stage:
        action === 'approve'
          ? 'approved'
          : action === 'submit' || (isWriting(action) && stateOf(texts) === 'review')
            ? 'review'
            : 'draft',
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
      return type && tip && slug && placeOf(pathOf(type, slug, 'tr'))?.slug === slug
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
    lines: string;
    tree: string | undefined;
    parents: readonly string[];
    by: Editor;
    committer?: Editor;
    message: string;
  }): Promise<string> {
    const { lines, tree, parents, by, committer = by, message } = make;
    const folder = await mkdtemp(path.join(tmpdir(), 'bys-index-'));
    try {
      const index = { GIT_INDEX_FILE: path.join(folder, 'index') };
      await git(['read-tree', tree ?? '--empty'], { env: index });
      await git(['update-index', '-z', '--index-info'], { env: index, input: lines });
      const written = tidy(await git(['write-tree'], { env: index }));
      const people = { ...identity('AUTHOR', by), ...identity('COMMITTER', committer) };
      return tidy(
        await git(
          ['commit-tree', written, ...parents.flatMap((parent) => ['-p', parent]), '-F', '-'],
          { env: people, input: message },
        ),
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** What an index has to be told: the texts at their places, and that they stand nowhere else in `tree`. */
  async function changeOf(
    key: EntryKey,
    texts: EntryTexts,
    tree: string | undefined,
  ): Promise<Change> {
    const [before, found, files] = await Promise.all([
      prefix(),
      tree === undefined ? noFiles : filesAt(tree, key),
      liveFiles(key),
    ]);
    const places = placesFor(key, files, found);
    const written = await Promise.all(
      locales.map(async (locale) => {
        const [text, to, old] = [texts[locale], places[locale], found[locale]?.path];
        const isMoved = old !== undefined && (text === undefined || old !== to);
        return [
          ...(isMoved ? [{ file: old, line: `0 ${zero}\t${before}${old}\0` }] : []),
          ...(text === undefined
            ? []
            : [{ file: to, line: `100644 ${await blobOf(text)}\t${before}${to}\0` }]),
        ];
      }),
    );
    const each = written.flat();
    return {
      lines: each.map(({ line }) => line).join(''),
      files: each.map(({ file }) => file),
      found,
      places,
    };
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

  async function mergeOf(base: EntryTexts | undefined, mine: EntryTexts, theirs: EntryTexts) {
    const merged = base && (await merge(base, mine, theirs));
    return { base: base ?? { tr: '' }, theirs, ...(merged && { merged }) };
  }

  /** The version, if it is a commit that git has. */
  async function commitCalled(version: string | undefined): Promise<string | undefined> {
    if (version === undefined || !versionPattern.test(version)) return undefined;
    const name = await git(['rev-parse', '-q', '--verify', `${version}^{commit}`], {
      accept: () => true,
    });
    return tidy(name) || undefined;
  }

  /** Keeps a refused text where git never throws it away. */
  async function keep({ key, texts, seen, by, reason }: Save): Promise<string> {
    const parent = (await commitCalled(seen)) ?? (await head());
    const version = await commit({
      lines: (await changeOf(key, texts, parent)).lines,
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
    trailers: readonly Trailer[] = [['Editor-Action', 'save']],
  ): Promise<Saved | Conflict | { kind: 'slug-taken' } | undefined> {
    const { key, texts, seen, by, reason } = given;
    const onto = isLiveVersion(given.onto) ? given.onto : undefined;
    const [copy, now, top] = await Promise.all([workingCopy(key), live(key), head()]);
    const current = copy ?? now;
    const isOnto = onto === undefined || onto === copy?.base;
    if (current && sameTexts(current.texts, texts) && isOnto)
      return { kind: 'saved', version: current.version };

    if (current && current.version !== seen) {
      if (seen === undefined) return { kind: 'slug-taken' };
      const base = await textsAt(key, seen);
      if (!base || !sameTexts(base, current.texts)) {
        return {
          kind: 'conflict',
          with: copy ? 'working-copy' : 'live',
          version: current.version,
          ...(await mergeOf(base, texts, current.texts)),
          kept: await keep(given),
        };
      }
    }
    if (now && (!copy || onto !== undefined)) await remember(now.texts);
    const begun = now?.version ?? (isLiveVersion(seen) ? seen : neverLive);
    const base = onto ?? copy?.base ?? begun;
    const tree = onto !== undefined ? top : (copy?.version ?? top);
    const parents = [copy?.version, copy && onto === undefined ? undefined : top];
    const { lines } = await changeOf(key, texts, tree);
    const version = await commit({
      lines,
      tree,
      parents: parents.filter((parent) => parent !== undefined),
      by,
      message: messageOf(key, reason, [...trailers, ['Editor-Base', base]]),
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

  /** A commit without a change of text on the working copy, if it still stands at the version seen. */
  async function tryStep(
    { key, version, by, reason }: Step,
    action: 'submit' | 'approve' | 'send-back',
  ): Promise<Saved | Moved | undefined> {
    const copy = await workingCopy(key);
    if (copy?.version !== version) return movedTo(copy);
    const next = await commit({
      lines: '',
      tree: version,
      parents: [version],
      by,
      message: messageOf(key, reason, [
        ['Editor-Action', action],
        ['Editor-Base', copy.base],
      ]),
    });
    const isFirst = await moveRef(branchOf(key), next, version);
    return isFirst ? { kind: 'saved', version: next } : undefined;
  }

  async function tryApprove(step: Step) {
    const copy = await workingCopy(step.key);
    return copy && isSame(copy.lastAuthor, step.by)
      ? ({ kind: 'own-work' } as const)
      : tryStep(step, 'approve');
  }

  /** Ends a working copy; what was in it stays reachable. False where it was saved again meanwhile. */
  async function endCopy(key: EntryKey, version: string): Promise<boolean> {
    try {
      await git(['update-ref', '--stdin'], {
        input: `update ${keptRef(key, version)} ${version}\ndelete ${branchOf(key)} ${version}\n`,
      });
      return true;
    } catch (error) {
      if (error instanceof RefMoved) return false;
      throw error;
    }
  }

  async function tryDiscard({
    key,
    version,
    by,
    reason,
  }: Step): Promise<{ kind: 'discarded' } | Moved | undefined> {
    const copy = await workingCopy(key);
    if (copy?.version !== version) return movedTo(copy);
    const last = await commit({
      lines: '',
      tree: version,
      parents: [version],
      by,
      message: messageOf(key, reason, [['Editor-Action', 'discard']]),
    });
    await git(['update-ref', '--', keptRef(key, last), last]);
    return (await endCopy(key, version)) ? { kind: 'discarded' } : undefined;
  }

  async function tryPublish(
    step: Step & { readonly alone?: boolean; readonly fields?: PublicationFields },
  ): Promise<Published | NotPublished | Unavailable | undefined> {
    const { key, version, by, alone = false, fields } = step;
    if ((await currentBranch()) === '') return { kind: 'unavailable', cause: 'detached-head' };
    const [copy, before] = await Promise.all([workingCopy(key), live(key)]);
    const isLive = fields !== undefined && before?.version === version;
    if (!isLive && copy?.version !== version) {
      const done = copy ? undefined : await publicationOf(version);
      return done === undefined ? movedTo(copy) : { kind: 'published', version: done };
    }
    const given: Given | undefined = isLive
      ? { texts: before.texts, base: version, lastAuthor: by }
      : copy;
    if (!given) throw new Error('a version that is seen has its texts');
    // Without words of anybody there is nothing for a second person to read.
    const isSeen = isLive || given.approvedBy !== undefined || !isSame(given.lastAuthor, by);
    if (!isSeen && !alone) return { kind: 'second-person' };
    const target = withFields(withoutStage(given.texts), fields ?? {});
    const problems = locales.flatMap((locale) => {
      const text = target[locale];
      const parsed =
        text === undefined ? undefined : parseEntry(pathOf(key.type, key.slug, locale), text);
      return parsed && !parsed.ok ? parsed.problems : [];
    });
    if (problems.length > 0) return { kind: 'invalid', problems };

    const now = await live(key);
    if (!now && given.base !== neverLive)
      return {
        kind: 'live-gone',
        ...(copy?.movedTo !== undefined && { movedTo: copy.movedTo }),
      };
    if (now && now.version !== given.base && !sameTexts(now.texts, target)) {
      await remember(now.texts);
      const base = await textsAt(key, given.base);
      return {
        kind: 'conflict',
        with: 'live',
        version,
        onto: now.version,
        ...(await mergeOf(base, given.texts, now.texts)),
      };
    }
    const commitMade = await putLive(step, given, target, isSeen);
    if (commitMade === undefined) return undefined;
    // Saved again at the last moment: the new words stay a working copy, over the text now live.
    if (!isLive) await endCopy(key, version);
    return { kind: 'published', version: commitMade };
  }

  /**
   * Objects and new files are written under other names first, where a full disk hurts nobody; then the
   * index, the branch and the names follow, which need next to no room. Undefined where the branch moved.
   */
  async function putLive(
    { key, by, reason }: Step,
    given: Given,
    target: EntryTexts,
    isSeen: boolean,
  ): Promise<string | undefined> {
    const top = await head();
    const change = await changeOf(key, target, top);
    const { lines, found, places } = change;
    const committed = await textsIn(found);
    const isCommitted =
      committed !== undefined &&
      sameTexts(committed, target) &&
      locales.every((locale) => !found[locale] || found[locale].path === places[locale]);
    const version = isCommitted
      ? top
      : await commit({
          lines,
          tree: top,
          parents: top === undefined ? [] : [top],
          by: given.lastAuthor,
          committer: by,
          message: messageOf(key, reason, [
            ...(given.version !== undefined ? [['Working-Copy', given.version] as const] : []),
            ...(given.approvedBy ? [['Reviewed-by', signature(given.approvedBy)] as const] : []),
            ['Published-by', signature(by)],
            ...(isSeen ? [] : [['Second-Person', 'none'] as const]),
          ]),
        });
    if (version === undefined) throw new Error('a text that is committed has a commit');
    const files = await stage(target, places);
    try {
      const restoreIndex = await putIntoIndex(key, change);
      try {
        if (version !== top && !(await moveRef('HEAD', version, top))) {
          await restoreIndex();
          return undefined;
        }
      } catch (error) {
        await restoreIndex();
        throw error;
      }
      for (const file of files)
        if (file.from === undefined) await rm(file.to, { force: true });
        else await rename(file.from, file.to);
    } finally {
      for (const { from } of files) if (from !== undefined) await rm(from, { force: true });
    }
    return version;
  }

  /** Writes the texts beside the files they are to take the place of; no `from` for a file to go. */
  async function stage(
    texts: EntryTexts,
    places: Readonly<Record<Locale, string>>,
  ): Promise<{ from: string | undefined; to: string }[]> {
    const staged: { from: string | undefined; to: string }[] = [];
    try {
      for (const locale of locales) {
        const to = path.join(root, places[locale]);
        const text = texts[locale];
        if (text !== undefined) {
          await mkdir(path.dirname(to), { recursive: true });
          // A name that begins with a dot is no content.
          const from = path.join(path.dirname(to), `.${path.basename(to)}.${randomUUID()}`);
          staged.push({ from, to });
          const file = await open(from, 'wx');
          try {
            await file.writeFile(text);
            await file.sync();
          } finally {
            await file.close();
          }
        } else staged.push({ from: undefined, to });
      }
      return staged;
    } catch (error) {
      for (const { from } of staged) if (from !== undefined) await rm(from, { force: true });
      throw error;
    }
  }

  /**
   * Tells the operator's index of these files only; the answer takes it back. What they staged of these
   * files themselves, and stands nowhere else, is not overwritten.
   */
  async function putIntoIndex(
    key: EntryKey,
    { lines, files, found }: Change,
  ): Promise<() => Promise<void>> {
    const before = await prefix();
    const listed = await git(['ls-files', '-s', '-z', '--full-name', '--', ...files]);
    const known = new Set(listed.split('\0').map((line) => line.slice(line.indexOf('\t') + 1)));
    const mine = new Set([
      ...Object.values(found).map(({ blob }) => blob),
      ...lines.split('\0').map((line) => line.split(/[ \t]/)[1]),
      ...Object.values((await live(key))?.texts ?? {}).map(blobName),
    ]);
    for (const line of listed.split('\0')) {
      const [, blob, stage] = line.split(/[ \t]/);
      if (line !== '' && (stage !== '0' || !mine.has(blob)))
        throw new GitFault('staged', `the index holds another text: ${line}`);
    }
    const away = files
      .filter((file) => !known.has(before + file))
      .map((file) => `0 ${zero}\t${before}${file}\0`);
    const tell = (input: string) =>
      patiently(() => git(['update-index', '-z', '--index-info'], { input }));
    await tell(lines);
    return async () => {
      await tell(listed + away.join(''));
    };
  }

  /** The publication made of a working copy's version, if there was one. */
  async function publicationOf(version: string): Promise<string | undefined> {
    if (!versionPattern.test(version)) return undefined;
    const found = await git([
      'log',
      '-1',
      '--format=%H',
      '--fixed-strings',
      `--grep=Working-Copy: ${version}`,
      'HEAD',
      '--',
    ]);
    return tidy(found) || undefined;
  }

  async function tryRestore({
    key,
    version,
    by,
    reason,
  }: Step): Promise<Saved | { kind: 'missing' } | undefined> {
    const texts = await textsAt(key, version);
    if (!texts) return { kind: 'missing' };
    const current = (await workingCopy(key)) ?? (await live(key));
    const saved = await trySave({ key, texts, seen: current?.version, by, reason }, [
      ['Editor-Action', 'restore'],
      ['Restored-From', version],
    ]);
    return saved?.kind === 'saved' ? saved : undefined;
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
    check: async () =>
      (await settle(async () => {
        const branch = await currentBranch();
        return branch === '' ? ({ kind: 'unavailable', cause: 'detached-head' } as const) : null;
      })) ?? undefined,
    workingCopies: async () => {
      const copies = await Promise.all(
        (await whereGit(() => tips('refs/heads/editor/'), [])).map(({ key, tip }) =>
          readCopy(key, tip),
        ),
      );
      return copies.filter((copy) => copy !== undefined);
    },
    workingCopy: (key) => whereGit(() => workingCopy(known(key)), undefined),
    live: async (key) => live(known(key)),
    save: (given) => settle(() => trySave(checked(given))),
    submit: (step) => settle(() => tryStep(checked(step), 'submit')),
    approve: (step) => settle(() => tryApprove(checked(step))),
    sendBack: (step) => settle(() => tryStep(checked(step), 'send-back')),
    publish: (step) => settle(() => tryPublish(checked(step))),
    discard: (step) => settle(() => tryDiscard(checked(step))),
    restore: (step) => settle(() => tryRestore(checked(step))),
    history: async (key) => (await past.of(known(key))) ?? [],
    textsAt: (key, version) => textsAt(known(key), version),
  };
}

const once = { accept: (code: number) => code === 1 };

const branchOf = ({ type, slug }: EntryKey) => `refs/heads/editor/${type}/${slug}`;

const keptRef = ({ type, slug }: EntryKey, version: string) =>
  `refs/editor/kept/${type}/${slug}/${version}`;

/** The key, if it is one: what comes from a form must never name a file or a branch of its own. */
function known(key: EntryKey): EntryKey {
  if (!typeNames.includes(key.type) || placeOf(pathOf(key.type, key.slug, 'tr'))?.slug !== key.slug)
    throw new Error(`no entry can be called ${JSON.stringify(key)}`);
  return key;
}

const checked = <T extends { readonly key: EntryKey }>(step: T): T => {
  known(step.key);
  return step;
};

const movedTo = (copy: WorkingCopy | undefined): Moved => ({
  kind: 'moved',
  ...(copy && { version: copy.version }),
});

const isLiveVersion = (version: string | undefined): version is string =>
  version !== undefined && (version === neverLive || liveVersionPattern.test(version));

const isWriting = (action: string) => action === 'save' || action === 'restore';

const stateOf = ({ tr }: EntryTexts): unknown => {
  const front = readFrontMatter(tr);
  return front.ok ? front.values.state : undefined;
};

/** The texts as they go live: a draft or a review is over then, any other state stays. */
function withoutStage(texts: EntryTexts): EntryTexts {
  const state = stateOf(texts);
  return state === 'draft' || state === 'review' ? withFields(texts, { state: undefined }) : texts;
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

/** What there is to read without git: nothing. */
async function whereGit<T>(run: () => Promise<T>, nothing: T): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof GitFault && /^(?:no-git|no-repository|not-trusted)$/.test(error.reason))
      return nothing;
    throw error;
  }
}

/** Runs it again for a while where another git has the index. */
async function patiently<T>(run: () => Promise<T>): Promise<T> {
  for (let left = lockPatience.times; ; left--)
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof GitFault) || error.reason !== 'locked' || left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, lockPatience.milliseconds));
    }
}

/** A person as a commit can carry them. */
function plain({ name, email }: Editor): Editor {
  const words = (text: string) =>
    text
      .replace(/[\p{Cc}<>\s]+/gu, ' ')
      .trim()
      .slice(0, 200);
  return { name: words(name) || 'editor', email: words(email) || 'editor@localhost' };
}

const signature = (person: Editor) => `${plain(person).name} <${plain(person).email}>`;

const identity = (role: 'AUTHOR' | 'COMMITTER', person: Editor): Record<string, string> => ({
  [`GIT_${role}_NAME`]: plain(person).name,
  [`GIT_${role}_EMAIL`]: plain(person).email,
});

/** The reason first; what we need to read again stands in a last paragraph of its own. */
function messageOf({ type, slug }: EntryKey, reason: string, trailers: readonly Trailer[]): string {
  const words = reason
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]+/gu, ' ')
    .trim()
    .slice(0, longestReason);
  return `${words || `Save ${type}/${slug}`}\n\n${trailers.map(([name, value]) => `${name}: ${value}\n`).join('')}`;
}

function stepsIn(printed: string): Commit[] {
  const fields = printed.split('\0');
  const steps: Commit[] = [];
  for (let at = 0; at + 5 < fields.length; at += 6) {
    const [version = '', name = '', email = '', date = '', message = '', tail = ''] = fields.slice(
      at,
      at + 6,
    );
    const { words, trailers } = readMessage(message, tail);
    steps.push({
      version: version.trim(),
      by: { name, email },
      at: new Date(date),
      reason: words,
      trailers,
    });
  }
  return steps;
}
