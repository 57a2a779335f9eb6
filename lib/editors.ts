import { z } from 'zod';
import type { Locale } from '#lib/field';

/** Who works on the content, each able to do all that those before can. */
export const roles = ['author', 'reviewer', 'publisher', 'manager'] as const;
export type Role = (typeof roles)[number];

/** What one must at least be for something: a manager also looks after the accounts. */
const leastFor = {
  write: 'author',
  review: 'reviewer',
  publish: 'publisher',
  manage: 'manager',
} as const satisfies Record<string, Role>;
export type Right = keyof typeof leastFor;

export const hasRight = (role: Role, right: Right): boolean =>
  roles.indexOf(role) >= roles.indexOf(leastFor[right]);

const instant = z.iso.datetime();

/**
 * An account as it is kept. `joined` is when the person first chose a password or signed in with the
 * institution's own account; until then there is only an invitation.
 */
export const accountSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  active: z.boolean(),
  made: instant,
  joined: instant.optional(),
  /** An Argon2id hash with its parameters. */
  password: z.string().optional(),
  /** Who this is at the institution's identity provider, from the first sign-in there on. */
  institution: z.object({ issuer: z.string(), subject: z.string() }).optional(),
  invitation: z.object({ hash: z.string(), until: instant }).optional(),
});
export type Account = z.infer<typeof accountSchema>;

/** Who a page or a change is for. */
export type Person = Pick<Account, 'id' | 'name' | 'email' | 'role'>;

/** A session is kept under the hash of the cookie's value. */
export const sessionSchema = z.object({ account: z.string(), begun: instant, seen: instant });
export type Session = z.infer<typeof sessionSchema>;

const hour = 3_600_000;
/** OWASP Session Management: at most half a working day in one go, and two hours without a request. */
const longestSession = 12 * hour;
const longestPause = 2 * hour;
/** What was posted with an ended session is kept for its person so long. */
const rememberedAfterwards = 7 * 24 * hour;

const since = (then: string, now: Date) => now.getTime() - Date.parse(then);

export const isOpen = (session: Session, now: Date): boolean =>
  since(session.begun, now) < longestSession && since(session.seen, now) < longestPause;

/** An ended session may be forgotten. */
export const isForgotten = (session: Session, now: Date): boolean =>
  since(session.seen, now) > longestPause + rememberedAfterwards;

/** So that not every request writes to the disk. */
export const isToBeNoted = (session: Session, now: Date): boolean =>
  since(session.seen, now) > 60_000;

/** An invitation link works once and for three days. */
export const invitationHours = 72;
export const invitationUntil = (now: Date): string =>
  new Date(now.getTime() + invitationHours * hour).toISOString();

/** Failed attempts to sign in under one name, whether there is such an account or not. */
export const failuresSchema = z.object({ count: z.number(), last: instant });
export type Failures = z.infer<typeof failuresSchema>;

const freeFailures = 5;
const firstWait = 30_000;
const longestWait = 15 * 60_000;

/**
 * How long nobody may try under this name: from the fifth failure in a row 30 s, each time double, at
 * most 15 min. Milliseconds; 0 where one may try. A day without a failure forgets them.
 */
export function waitAfter(failures: Failures | undefined, now: Date): number {
  if (!failures || failures.count < freeFailures || isOver(failures, now)) return 0;
  const wait = Math.min(firstWait * 2 ** (failures.count - freeFailures), longestWait);
  return Math.max(0, Date.parse(failures.last) + wait - now.getTime());
}

export const isOver = (failures: Failures, now: Date): boolean =>
  since(failures.last, now) > 24 * hour;

export const shortestPassword = 12;
export const longestPassword = 256;

/**
 * Why a password is refused, by NIST SP 800-63B: its length, or that many people use it; no rule about
 * letters and signs.
 */
export function passwordFault(
  password: string,
  person: Pick<Person, 'name' | 'email'>,
): 'short' | 'long' | 'common' | undefined {
  const length = Array.from(password).length;
  if (length < shortestPassword) return 'short';
  if (length > longestPassword) return 'long';
  const plain = password.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const own = [person.email, person.email.split('@')[0] ?? '', person.name]
    .map((word) => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''))
    .filter((word) => word !== '');
  const rest = [...common, ...own].reduce((left, word) => left.replaceAll(word, ''), plain);
  return new Set(plain).size < 5 || rest.replace(/\d/g, '').length < 3 ? 'common' : undefined;
}

/** The words that the commonest passwords of that length are made of, here and elsewhere. */
const common = [
  'qwertyuiop',
  'qwerty',
  'asdfghjkl',
  'asdfgh',
  'zxcvbnm',
  'password',
  'passw0rd',
  'parola',
  'şifre',
  'sifre',
  'admin',
  'yönetici',
  'yonetici',
  'letmein',
  'iloveyou',
  'welcome',
  'hoşgeldin',
  'hosgeldin',
  'seniseviyorum',
  'türkiye',
  'turkiye',
  'ankara',
  'istanbul',
  'galatasaray',
  'fenerbahçe',
  'fenerbahce',
  'beşiktaş',
  'besiktas',
  'trabzonspor',
  'atatürk',
  'ataturk',
  'mustafakemal',
  'abcdefghijklmnopqrstuvwxyz',
  'abcdef',
  'abcd',
  'abc',
];

/** E-mail addresses name the same account whatever their case. */
export const sameAddress = (email: string): string => email.trim().toLowerCase();

export const isAddress = (email: string): boolean =>
  z.email().max(254).safeParse(email.trim()).success;

/** Shown to managers; no passwords, no addresses of machines, nothing that was written. */
export const auditActions = [
  'editor-on',
  'editor-off',
  'signed-in',
  'sign-in-failed',
  'locked',
  'signed-out',
  'signed-out-everywhere',
  'invited',
  'joined',
  'password-changed',
  'role-changed',
  'closed',
  'opened',
  'saved',
  'sent-to-review',
  'sent-back',
  'approved',
  'published',
  'discarded',
  'restored',
  'retired',
  'correction-answered',
  'image-added',
  'synonym-added',
  'synonym-changed',
  'synonym-removed',
  'pin-added',
  'pin-changed',
  'pin-removed',
  'search-ignored',
  'search-shown',
] as const;
export type AuditAction = (typeof auditActions)[number];

export const auditSchema = z.object({
  when: instant,
  /** An account's id; absent where nobody was signed in. */
  who: z.string().optional(),
  /** The name at that time, so that the trail can be read when the account is gone. */
  name: z.string().optional(),
  what: z.enum(auditActions),
  /** The entry (`news/yeni-cagri`), the words of a search, or the account that it was about. */
  on: z.string().optional(),
});
export type Audit = z.infer<typeof auditSchema>;

/** The trail names people, so that it goes back no further than it is needed: months. */
export const auditMonths = 24;

/** Whether a line of the trail is still needed. */
export function isAuditKept({ when }: Pick<Audit, 'when'>, now: Date): boolean {
  const first = new Date(now);
  first.setUTCMonth(first.getUTCMonth() - auditMonths);
  return Date.parse(when) >= first.getTime();
}

/** The pages of the editors' side: what stands after `/editor`, the same in both languages. */
export const editorPages = {
  entries: '',
  entry: 'kayit',
  fresh: 'yeni',
  board: 'guncellik',
  searches: 'aramalar',
  corrections: 'duzeltmeler',
  images: 'gorseller',
  accounts: 'hesaplar',
  audit: 'islemler',
  account: 'hesabim',
  signIn: 'giris',
  invitation: 'davet',
} as const;
export type EditorPage = keyof typeof editorPages;

/** The address of a page of the editors' side; `more` is the path below it. */
export function editorHref(page: EditorPage, locale: Locale, more = ''): string {
  const path = [editorPages[page], more].filter((part) => part !== '').join('/');
  return `${locale === 'en' ? '/en' : ''}/editor${path === '' ? '' : `/${path}`}`;
}

/** The same address of the editors' side in a language: only what stands before `/editor` differs. */
export const wayIn = (way: string, locale: Locale): string =>
  `${locale === 'en' ? '/en' : ''}${way.replace(/^\/en(?=\/editor)/, '')}`;

/** Which of these pages a path (decoded, without query) is or stands below. */
export function editorPageAt(path: string): EditorPage | 'nowhere' | undefined {
  const [, inside, rest = ''] = /^(?:\/en)?\/(editor)(?:\/(.*))?$/.exec(path) ?? [];
  if (inside === undefined) return undefined;
  const [segment] = rest.split('/');
  const names = Object.keys(editorPages) as EditorPage[]; // Object.keys says string[]
  return names.find((name) => editorPages[name] === segment) ?? 'nowhere';
}

/** An address of the editors' side that somebody may be sent to: one of ours and no other host's. */
export function safeWay(asked: string | null | undefined, locale: Locale): string {
  const way = asked ?? '';
  const isOurs =
    /^(?:\/en)?\/editor(?:[/?][\w\-./?&=%~+:,]*)?$/.test(way) &&
    !/\/\/|\/\.\.?(?:\/|$)|\\/.test(way);
  return isOurs ? way : editorHref('entries', locale);
}
