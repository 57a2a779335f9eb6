import path from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { env } from '#lib/env';
import type { Locale } from '#lib/field';
import { isLocale } from '#lib/messages';
import { terminalLanguage } from './check-env';

/** What a command was given; nothing where that is not what it takes, and then it says how it is used. */
export function argumentsOf<const T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    return undefined;
  }
}

/** The language that `--lang` asks for, else that of the terminal. */
export const languageOf = (asked: string | undefined): Locale =>
  asked !== undefined && isLocale(asked) ? asked : terminalLanguage(process.env);

/** The folder `content` that the portal reads, as one says it from here. */
export const contentFolder = (): string =>
  path.relative(process.cwd(), path.join(env().CONTENT_ROOT, 'content'));
