import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Editor, Unavailable } from '#lib/content-repository';
import { diskFault, gitIn, GitFault } from '#lib/git';

/** What became of a change to a file: published, or why not, and then nothing has changed. */
export type FilePublished = { readonly kind: 'published' } | Unavailable;

/** Who changes a file, what they do, and why. */
export type FileCommit = { readonly by: Editor; readonly what: string; readonly reason: string };

// Two changes at once would commit one another's half.
const queues = new Map<string, Promise<unknown>>();

/**
 * Changes one file of the content that is no entry (content/search/…): `change` gets the text as it stands,
 * '' where there is no file, and answers the new one, or undefined to leave it. The file is replaced as a
 * whole and committed by itself, whatever else is prepared in git: `what` is its first line, `reason` the
 * words of who did it. Changes to one root wait for each other.
 */
export function publishFile(
  root: string,
  file: string,
  change: (text: string) => string | undefined,
  as: FileCommit,
): Promise<FilePublished | { readonly kind: 'unchanged' }> {
  const done = (queues.get(root) ?? Promise.resolve()).then(() => replaced(root, file, change, as));
  queues.set(
    root,
    done.catch(() => undefined),
  );
  return done;
}

async function replaced(
  root: string,
  file: string,
  change: (text: string) => string | undefined,
  { by, what, reason }: FileCommit,
): Promise<FilePublished | { readonly kind: 'unchanged' }> {
  const git = gitIn(root);
  const full = path.join(root, file);
  let undo = async () => {};
  try {
    await git(['rev-parse', '--git-dir']);
    const before = await textAt(full);
    const next = change(before ?? '');
    if (next === undefined || next === before) return { kind: 'unchanged' };
    await mkdir(path.dirname(full), { recursive: true });
    undo = async () => {
      if (before === undefined) await rm(full, { force: true });
      else await put(full, before);
    };
    await put(full, next);
    await git(['add', '--', file]);
    const line = (text: string) => text.replace(/[\s<>]+/g, ' ').trim();
    const [name, email] = [line(by.name), line(by.email)];
    await git(
      [
        '-c',
        'commit.gpgsign=false',
        'commit',
        '-q',
        '--only',
        '--no-verify',
        '-F',
        '-',
        '--',
        file,
      ],
      {
        input: `${line(what)}\n\n${line(reason)}\n\nPublished-by: ${name} <${email}>\n`,
        env: {
          GIT_AUTHOR_NAME: name,
          GIT_AUTHOR_EMAIL: email,
          GIT_COMMITTER_NAME: name,
          GIT_COMMITTER_EMAIL: email,
        },
      },
    );
    return { kind: 'published' };
  } catch (error) {
    const fault = error instanceof GitFault ? error : diskFault(error);
    await undo().catch(() => undefined);
    if (!fault) throw error;
    console.error(`content: ${file} not published: ${fault.message}`);
    return { kind: 'unavailable', cause: fault.reason, ...(fault.lock && { lock: fault.lock }) };
  }
}

async function textAt(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The old text or the new one, whatever happens meanwhile. */
async function put(file: string, text: string): Promise<void> {
  const fresh = path.join(path.dirname(file), `.${path.basename(file)}.new`);
  try {
    await writeFile(fresh, text);
    await rename(fresh, file);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}
