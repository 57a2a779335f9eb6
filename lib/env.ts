import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** What can be wrong with a variable; `scripts/check-env.ts` has the sentence for each. */
export type FaultCode =
  | 'not-a-url'
  | 'url-with-password'
  | 'not-urls'
  | 'not-a-time-limit'
  | 'not-a-key'
  | 'not-a-prefix'
  | 'not-a-port'
  | 'not-an-origin'
  | 'no-content-folder'
  | 'not-on-or-off'
  | 'not-a-count'
  | 'not-secure'
  | 'needed-with-oidc';

/** One variable that cannot be used. `value` is absent where it may hold a secret. */
export type EnvironmentFault = { variable: string; value?: string; code: FaultCode };

type Verdict<T> = { ok: true; value: T } | { ok: false; code: FaultCode };

const SECRET = new Set(['MEILI_ADMIN_KEY', 'MEILI_SEARCH_KEY', 'OIDC_CLIENT_SECRET']);

const DEFAULT_PORT = 3000;

function webAddress(text: string): Verdict<URL> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    return { ok: false, code: 'not-a-url' };
  }
  if (url.username !== '' || url.password !== '') return { ok: false, code: 'url-with-password' };
  return { ok: true, value: url };
}

/** An address below which paths are appended: no query, no fragment, no slash at the end. */
function engineAddress(text: string): Verdict<string> {
  const address = webAddress(text);
  if (!address.ok) return address;
  const { search, hash, origin, pathname } = address.value;
  if (search !== '' || hash !== '') return { ok: false, code: 'not-a-url' };
  return { ok: true, value: origin + pathname.replace(/\/+$/, '') };
}

/** Several such addresses, with commas between them. */
function engineAddresses(text: string): Verdict<string[]> {
  const verdicts = text.split(',').map((one) => engineAddress(one.trim()));
  const bad = verdicts.find((verdict) => !verdict.ok);
  if (bad?.ok === false)
    return { ok: false, code: bad.code === 'url-with-password' ? bad.code : 'not-urls' };
  return { ok: true, value: verdicts.flatMap((verdict) => (verdict.ok ? [verdict.value] : [])) };
}

function timeLimit(text: string): Verdict<number> {
  const limit = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return limit >= 50 && limit <= 10_000
    ? { ok: true, value: limit }
    : { ok: false, code: 'not-a-time-limit' };
}

function siteOrigin(text: string): Verdict<string> {
  const address = webAddress(text);
  if (!address.ok) return address;
  const { href, origin } = address.value;
  return href === `${origin}/` ? { ok: true, value: origin } : { ok: false, code: 'not-an-origin' };
}

function portNumber(text: string): Verdict<number> {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535
    ? { ok: true, value: port }
    : { ok: false, code: 'not-a-port' };
}

/** Names and passwords go there: over TLS, or within this machine. */
function issuerAddress(text: string): Verdict<string> {
  const address = webAddress(text);
  if (!address.ok) return address;
  const { protocol, hostname } = address.value;
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return protocol === 'https:' || isHere
    ? { ok: true, value: text }
    : { ok: false, code: 'not-secure' };
}

/** A folder with the content in it, as an absolute path. */
function contentRoot(text: string): Verdict<string> {
  const folder = path.resolve(/* turbopackIgnore: true */ text);
  return existsSync(path.join(/* turbopackIgnore: true */ folder, 'content'))
    ? { ok: true, value: folder }
    : { ok: false, code: 'no-content-folder' };
}

/** A zod string read by one of the functions above; its fault code travels as the message. */
function read<T>(reader: (text: string) => Verdict<T>) {
  return z.string().transform((text, context): T => {
    const verdict = reader(text);
    if (verdict.ok) return verdict.value;
    context.addIssue({ code: 'custom', message: verdict.code });
    return z.NEVER;
  });
}

const matching = (pattern: RegExp, code: FaultCode) => z.string().regex(pattern, code);

/** A whole number of people or requests, from `least` on. */
const count = (least: number) =>
  read((text): Verdict<number> => {
    const value = /^\d{1,6}$/.test(text) ? Number(text) : -1;
    return value >= least ? { ok: true, value } : { ok: false, code: 'not-a-count' };
  });

const onOrOff = z.enum(['on', 'off'], 'not-on-or-off');

const key = matching(/^[\x21-\x7e]+$/, 'not-a-key').optional();

const environmentSchema = z
  .object({
    MEILI_URL: read(engineAddress).default('http://127.0.0.1:7700'),
    MEILI_READ_URLS: read(engineAddresses).default([]),
    MEILI_WRITE_URLS: read(engineAddresses).default([]),
    MEILI_TIMEOUT_MS: read(timeLimit).default(2_500),
    MEILI_ADMIN_KEY: key,
    MEILI_SEARCH_KEY: key,
    INDEX_PREFIX: matching(/^[a-z0-9][a-z0-9-]{0,39}$/, 'not-a-prefix').default('bys'),
    PORT: read(portNumber).default(DEFAULT_PORT),
    SITE_URL: read(siteOrigin).optional(),
    DATA_DIR: z.string().default('.data'),
    CONTENT_ROOT: read(contentRoot).optional(),
    SEARCH_COUNTS: onOrOff.default('on'),
    REQUEST_LOG: onOrOff.default('off'),
    METRICS_PORT: read(portNumber).optional(),
    TRUST_PROXY: onOrOff.default('off'),
    RATE_LIMIT: count(0).default(40),
    SEARCHES_AT_ONCE: count(1).default(4),
    OIDC_ISSUER: read(issuerAddress).optional(),
    OIDC_CLIENT_ID: key,
    OIDC_CLIENT_SECRET: key,
  })
  .superRefine((values, context) => {
    const all = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;
    if (all.some((name) => values[name] !== undefined))
      for (const name of all)
        if (values[name] === undefined)
          context.addIssue({ code: 'custom', path: [name], message: 'needed-with-oidc' });
  })
  .transform(({ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, ...values }) => ({
    ...values,
    /** The institution's identity provider, where there is one. */
    ...(OIDC_ISSUER !== undefined &&
      OIDC_CLIENT_ID !== undefined &&
      OIDC_CLIENT_SECRET !== undefined && {
        OIDC: { issuer: OIDC_ISSUER, clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET },
      }),
    SITE_URL: values.SITE_URL ?? `http://localhost:${values.PORT}`,
    CONTENT_ROOT: values.CONTENT_ROOT ?? process.cwd(),
  }));

/** Everything BYS reads from outside, checked and with its defaults filled in. */
export type Environment = z.infer<typeof environmentSchema>;

/** Reads the environment and names every fault at once. An empty variable counts as unset. */
export function readEnvironment(
  source: Readonly<Record<string, string | undefined>> = process.env,
): { ok: true; env: Environment } | { ok: false; faults: EnvironmentFault[] } {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = environmentSchema.safeParse(set);
  if (result.success) return { ok: true, env: result.data };
  const faults = result.error.issues.map((issue): EnvironmentFault => {
    const variable = String(issue.path[0]);
    const code = issue.message as FaultCode;
    const secret = SECRET.has(variable) || code === 'url-with-password';
    return secret ? { variable, code } : { variable, value: set[variable] ?? '', code };
  });
  return { ok: false, faults };
}

let cached: Environment | undefined;

/** The environment of this process, read once. Throws on faults: the launcher checks before. */
export function env(): Environment {
  if (cached) return cached;
  const result = readEnvironment();
  if (!result.ok) {
    const names = result.faults.map((fault) => `${fault.variable} (${fault.code})`);
    throw new Error(`Environment not usable: ${names.join(', ')}. Run scripts/check-env.ts.`);
  }
  cached = result.env;
  return cached;
}
