import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { editorStore } from '#lib/data-store';
import { editorAccounts, type EditorAccounts } from '#lib/editor-accounts';
import {
  editorHref,
  invitationHours,
  isAddress,
  longestPassword,
  shortestPassword,
} from '#lib/editors';
import { env } from '#lib/env';
import { texts } from '#lib/messages';
import { argumentsOf, languageOf } from './command-line';

// npm run editor:on -- --name "…" --email … [--password-stdin] [--lang tr|en]
// npm run editor:off

const options = {
  name: { type: 'string' },
  email: { type: 'string' },
  'password-stdin': { type: 'boolean', default: false },
  lang: { type: 'string' },
} as const;

/** How a password is asked for: '' where the person leaves it to us. */
export type AskPassword = (prompt: string) => Promise<string>;

/**
 * Switches the editors' side on, making the first account where there is none, or off; resolves to the exit
 * code. A portal that runs already follows with its next request.
 */
export async function editorCommand(
  args: readonly string[],
  say: (line: string) => void,
  ask: AskPassword | undefined,
  accounts: EditorAccounts = editorAccounts(editorStore()),
): Promise<0 | 1> {
  const read = argumentsOf(args, options);
  const locale = languageOf(read?.values.lang);
  const t = texts(locale);
  const fail = (code: string, values: Record<string, string | number> = {}): 1 => {
    say(t(`editorCommand.${code}`, values));
    return 1;
  };
  const [what, ...more] = read?.positionals ?? [];
  if (!read || more.length > 0 || (what !== 'on' && what !== 'off')) return fail('usage');
  const all = accounts.accounts();
  if (all.kind !== 'value') return fail('unavailable', { cause: all.cause });
  const { name, email } = read.values;

  if (what === 'on' && email !== undefined) {
    if (!isAddress(email)) return fail('no-email', { email });
    const known = accounts.withAddress(email);
    if (known) {
      const link = await accounts.inviteAgain(known.id);
      if (link.kind === 'unavailable') return fail('unavailable', { cause: link.cause });
      if (link.kind === 'invited')
        say(
          t('editorCommand.link', {
            email,
            hours: invitationHours,
            link: `${env().SITE_URL}${editorHref('invitation', locale)}?kod=${link.token}`,
          }),
        );
    } else {
      if ((name ?? '').trim() === '') return fail('no-name');
      const least = shortestPassword;
      const typed = (await ask?.(`${t('editorCommand.ask', { least })} `)) ?? '';
      if (typed !== '' && !read.values['password-stdin'] && ask)
        if ((await ask(`${t('editorCommand.again')} `)) !== typed) return fail('different');
      const password = typed === '' ? randomBytes(15).toString('base64url') : typed;
      const made = await accounts.makeManager({ name: name ?? '', email, password });
      if (made.kind === 'unavailable') return fail('unavailable', { cause: made.cause });
      if (made.kind === 'password') return fail(made.fault, { least, most: longestPassword });
      say(t('editorCommand.made', { name: name ?? '', email }));
      if (typed === '') say(t('editorCommand.generated', { password }));
    }
  } else if (what === 'on' && all.value.length === 0) {
    say(t('editorCommand.first'));
    return fail('usage');
  }

  const done = await accounts.switchTo(what === 'on');
  if (done.kind !== 'value') return fail('unavailable', { cause: done.cause });
  say(
    what === 'on'
      ? t('editorCommand.on', { link: `${env().SITE_URL}${editorHref('entries', locale)}` })
      : t('editorCommand.off'),
  );
  return 0;
}

/** Asks on the terminal without showing what is typed. */
async function askHidden(prompt: string): Promise<string> {
  process.stdout.write(prompt);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  lines.once('SIGINT', () => process.exit(130));
  try {
    return await lines.question('');
  } finally {
    lines.close();
    process.stdout.write('\n');
  }
}

/** A password from a pipe; a terminal is asked; where there is neither, one is made. */
const askerFor = (args: readonly string[]): AskPassword | undefined => {
  if (args.includes('--password-stdin'))
    return async () => (await text(process.stdin)).replace(/\r?\n$/, '');
  return process.stdin.isTTY ? askHidden : undefined;
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const args = process.argv.slice(2);
  process.exitCode = await editorCommand(args, (line) => console.log(line), askerFor(args));
}
