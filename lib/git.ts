import { execFile } from 'node:child_process';
import { devNull } from 'node:os';

/** Why git cannot do what is asked; `messages` have a sentence for each under `repository`. */
export type GitCause =
  | 'no-git'
  | 'no-repository'
  | 'not-trusted'
  | 'disk-full'
  | 'read-only'
  | 'locked'
  | 'branch-in-the-way'
  | 'staged'
  | 'too-slow';

/** The world's failure, as git or the disk tells it. `lock` is the file that stands in the way. */
export class GitFault extends Error {
  constructor(
    readonly reason: GitCause,
    message: string,
    readonly lock?: string,
  ) {
    super(message);
  }
}

/** A ref is not what it was expected to be: somebody was quicker. */
export class RefMoved extends Error {}

export type GitOptions = {
  /** What git reads from its standard input. */
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** How to read what git prints; `latin1` keeps every byte. */
  readonly encoding?: 'utf8' | 'latin1';
  /** Exit codes that are answers, beside 0. */
  readonly accept?: (code: number) => boolean;
};

/** Runs one git command in a folder and gives what it printed. Throws GitFault or RefMoved. */
export type Git = (args: readonly string[], options?: GitOptions) => Promise<string>;

const longest = 20_000;
const largest = 256 * 1024 * 1024;

// Nothing that a stranger put into the repository's settings may run: no hooks, no monitors.
const settings = [
  `core.hooksPath=${devNull}`,
  'core.fsmonitor=false',
  'core.quotePath=false',
  'core.filesRefLockTimeout=3000',
  'core.packedRefsTimeout=3000',
  'gc.auto=0',
  'log.showSignature=false',
].flatMap((setting) => ['-c', setting]);

/** Git in a folder: arguments only, never a shell; no hooks, no questions, and an end after 20 seconds. */
export function gitIn(root: string): Git {
  // GIT_DIR and its like come along when we run inside somebody's hook, and would lead elsewhere.
  const inherited = { ...process.env };
  for (const name of Object.keys(inherited)) if (name.startsWith('GIT_')) delete inherited[name];
  return (args, { input = '', env = {}, encoding = 'utf8', accept = () => false } = {}) =>
    new Promise((resolve, reject) => {
      const child = execFile(
        'git',
        ['-C', root, ...settings, ...args],
        {
          env: {
            ...inherited,
            LC_ALL: 'C',
            GIT_TERMINAL_PROMPT: '0',
            GIT_OPTIONAL_LOCKS: '0',
            GIT_LITERAL_PATHSPECS: '1',
            ...env,
          },
          encoding,
          maxBuffer: largest,
          timeout: longest,
          killSignal: 'SIGKILL',
        },
        (error, stdout, stderr) => {
          if (!error) resolve(stdout);
          else if (typeof error.code === 'number' && accept(error.code)) resolve(stdout);
          else reject(faultOf(error, stderr, args));
        },
      );
      // Git may end before it has read everything; its exit tells why.
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(input);
    });
}

function faultOf(
  error: Error & { code?: string | number | null; killed?: boolean; signal?: string | null },
  stderr: string,
  args: readonly string[],
): Error {
  const told = `git ${args[0]}: ${stderr.trim() || error.message}`;
  if (error.code === 'ENOENT') return new GitFault('no-git', told);
  if (
    /is at [0-9a-f]+ but expected|reference already exists|unable to resolve reference/.test(told)
  )
    return new RefMoved(told);
  const lock = /Unable to create '([^']+\.lock)': File exists/.exec(told)?.[1];
  if (lock !== undefined) return new GitFault('locked', told, lock);
  const cause = (
    [
      [/not a git repository|cannot change to/, 'no-repository'],
      [/dubious ownership/, 'not-trusted'],
      [/No space left|quota exceeded|File too large/, 'disk-full'],
      [/Read-only file system|Permission denied|insufficient permission/, 'read-only'],
      [/cannot lock ref '[^']+': '[^']+' exists/, 'branch-in-the-way'],
    ] as const
  ).find(([pattern]) => pattern.test(told))?.[1];
  if (cause) return new GitFault(cause, told);
  // The signal of a file that grows over its allowed size.
  if (error.signal === 'SIGXFSZ') return new GitFault('disk-full', told);
  if (error.killed) return new GitFault('too-slow', told);
  return new Error(told, { cause: error });
}

/** A commit's message: the words for people, and the lines for programs that end it. */
export type Message = { readonly words: string; readonly trailers: ReadonlyMap<string, string> };

/** Takes a message apart, by what git prints for `%B` and `%(trailers:only,unfold)`. */
export function readMessage(message: string, printedTrailers: string): Message {
  const trailers = new Map(
    printedTrailers.split('\n').flatMap((line) => {
      const [, name, value] = /^([\w-]+): (.*)$/.exec(line) ?? [];
      return name !== undefined && value !== undefined ? [[name, value] as const] : [];
    }),
  );
  const paragraphs = message.trim().split(/\n{2,}/);
  return {
    words: (trailers.size > 0 ? paragraphs.slice(0, -1) : paragraphs).join('\n\n'),
    trailers,
  };
}

/** The same for the disk's own errors; undefined where it is none of the world's failures. */
export function diskFault(error: unknown): GitFault | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(?:ENOSPC|EDQUOT|EFBIG)$/.test(code)) return new GitFault('disk-full', code);
  if (/^(?:EROFS|EACCES|EPERM)$/.test(code)) return new GitFault('read-only', code);
  return undefined;
}
