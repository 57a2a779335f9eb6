import { createHash, createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { DataStore, Stored, StoreFailure } from '#lib/data-store';
import {
  accountSchema,
  auditSchema,
  failuresSchema,
  invitationUntil,
  isAuditKept,
  isForgotten,
  isOpen,
  isOver,
  isToBeNoted,
  passwordFault,
  sameAddress,
  sessionSchema,
  waitAfter,
  type Account,
  type Audit,
  type AuditAction,
  type Person,
  type Role,
} from '#lib/editors';
import { hashPassword, isPassword } from '#lib/passwords';
import { rateLimit } from '#lib/rate-limit';

const accountsSchema = z.array(accountSchema);
const sessionsSchema = z.record(z.string(), sessionSchema);
const attemptsSchema = z.record(z.string(), failuresSchema);
const switchSchema = z.object({ on: z.boolean() });
const keptSchema = z.object({
  account: z.string(),
  page: z.string(),
  fields: z.array(z.tuple([z.string(), z.string()])),
});

/** A form that was posted when its session had ended: the page it stood on and what was typed. */
export type KeptForm = Pick<z.infer<typeof keptSchema>, 'page' | 'fields'>;

/** What came of signing in; `id` is the new value for the cookie. */
export type SignIn =
  | { readonly kind: 'signed-in'; readonly id: string; readonly person: Person }
  | { readonly kind: 'refused' }
  /** Too many failures under this name: nobody may try for so many milliseconds. */
  | { readonly kind: 'wait'; readonly wait: number }
  | StoreFailure;

type PasswordFault = NonNullable<ReturnType<typeof passwordFault>>;

/** What came of a change of an account. */
export type AccountChange =
  | { readonly kind: 'changed' }
  | {
      readonly kind: 'refused';
      readonly why: 'nobody' | 'taken' | 'last-manager' | 'wrong-password';
    }
  | { readonly kind: 'password'; readonly fault: PasswordFault }
  | StoreFailure;

/** What came of an invitation; `token` is shown once, in a link that the manager hands over. */
export type Invitation =
  | { readonly kind: 'invited'; readonly token: string; readonly account: string }
  | Exclude<AccountChange, { kind: 'changed' | 'password' }>;

export type EditorAccounts = ReturnType<typeof editorAccounts>;

const mostAttempts = 5_000;
const mostKept = 50;
const mostKeptEach = 10;
/** A pasted text of 2 MB with its marks; all together at most 200 MB. */
const mostKeptLength = 4_000_000;
const keptFor = 7 * 24 * 3_600_000;

/** So that nobody fills the disk by failing: of more failures in an hour the trail says nothing. */
const notedFailures = rateLimit(200, 3_600_000);

/** The day on which this process last took lines that are too old out of the trail. */
let auditTidied = '';

/** A secret of 256 bits, and what is kept of it: who reads the store cannot sign in with what stands there. */
const newSecret = (): string => randomBytes(32).toString('base64url');
const kept = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** The value for a browser that has not signed in; only what follows from it is ever compared. */
export const newCookie = newSecret;

/** The token that a form must bring back: it follows from the cookie, which no other site can read. */
export const csrfOf = (cookie: string): string =>
  createHmac('sha256', cookie).update('csrf').digest('base64url');

export function isCsrf(token: string, cookie: string): boolean {
  const [given, right] = [token, csrfOf(cookie)].map((text) => Buffer.from(text));
  return given?.length === right?.length && !!given && !!right && timingSafeEqual(given, right);
}

const personOf = ({ id, name, email, role }: Account): Person => ({ id, name, email, role });

/** Accounts, sessions and the trail of what was done, over that store. */
export function editorAccounts(store: DataStore, clock: () => Date = () => new Date()) {
  const now = () => clock().toISOString();
  const readAccounts = () => store.read('accounts', accountsSchema, []);
  const accountWith = (is: (account: Account) => boolean): Account | undefined => {
    const all = readAccounts();
    return all.kind === 'value' ? all.value.find(is) : undefined;
  };

  const note = async (what: AuditAction, by?: Pick<Person, 'id' | 'name'>, on?: string) => {
    const line: Audit = {
      when: now(),
      ...(by && { who: by.id, name: by.name }),
      what,
      ...(on !== undefined && { on }),
    };
    const day = line.when.slice(0, 10);
    if (auditTidied !== day) {
      auditTidied = day;
      await store.keepLines('audit', auditSchema, (old) => isAuditKept(old, clock()));
    }
    return store.append('audit', line);
  };

  const noteFailure = async (what: 'locked' | 'sign-in-failed', on?: string): Promise<void> => {
    if (notedFailures.allows('', clock())) await note(what, undefined, on);
  };

  const changeSessions = <R>(
    change: (held: z.infer<typeof sessionsSchema>) => readonly [z.infer<typeof sessionsSchema>, R],
  ): Promise<Stored<R>> => store.update('sessions', sessionsSchema, {}, change);

  async function begin(account: Account, former: string | undefined): Promise<SignIn> {
    const id = newSecret();
    const begun = await changeSessions((held) => {
      const fresh = Object.fromEntries(
        Object.entries(held).filter(
          ([hash, session]) =>
            !isForgotten(session, clock()) && (former === undefined || hash !== kept(former)),
        ),
      );
      return [{ ...fresh, [kept(id)]: { account: account.id, begun: now(), seen: now() } }, true];
    });
    if (begun.kind !== 'value') return begun;
    await note('signed-in', account);
    return { kind: 'signed-in', id, person: personOf(account) };
  }

  const endSessions = (account: string, but?: string) =>
    changeSessions((held) => [
      Object.fromEntries(
        Object.entries(held).filter(
          ([hash, session]) =>
            session.account !== account || (but !== undefined && hash === kept(but)),
        ),
      ),
      undefined,
    ]);

  const freshAccount = (asked: Pick<Account, 'name' | 'email' | 'role'>): Account => ({
    id: randomUUID(),
    name: asked.name.trim(),
    email: asked.email.trim(),
    role: asked.role,
    active: true,
    made: now(),
  });

  /** Whether it was added: an address has one account. */
  const add = (account: Account): Promise<Stored<boolean>> =>
    store.update('accounts', accountsSchema, [], (held) =>
      held.some(({ email }) => sameAddress(email) === sameAddress(account.email))
        ? [held, false]
        : [[...held, account], true],
    );

  /** Changes one account; refused where nobody would be left to look after the accounts. */
  async function change(id: string, to: (account: Account) => Account): Promise<AccountChange> {
    const changed = await store.update<Account[], AccountChange>(
      'accounts',
      accountsSchema,
      [],
      (held) => {
        const found = held.find((account) => account.id === id);
        if (!found) return [held, { kind: 'refused', why: 'nobody' }];
        const next = held.map((account) => (account === found ? to(account) : account));
        return held.some(isManager) && !next.some(isManager)
          ? [held, { kind: 'refused', why: 'last-manager' }]
          : [next, { kind: 'changed' }];
      },
    );
    return changed.kind === 'value' ? changed.value : changed;
  }

  /** Counted before the password is looked at, so that many tries at once are counted too. */
  const countAttempt = (name: string) =>
    store.update('attempts', attemptsSchema, {}, (held) => {
      const known = held[name];
      const wait = waitAfter(known, clock());
      if (wait > 0) return [held, { wait, count: known?.count ?? 0 }];
      const count = (known && !isOver(known, clock()) ? known.count : 0) + 1;
      const others = Object.entries(held)
        .filter(([other, failures]) => other !== name && !isOver(failures, clock()))
        .sort(([, a], [, b]) => b.count - a.count || b.last.localeCompare(a.last))
        .slice(0, mostAttempts - 1);
      const next = { ...Object.fromEntries(others), [name]: { count, last: now() } };
      return [next, { wait: 0, count }];
    });

  const forgetAttempts = (name: string) =>
    store.update('attempts', attemptsSchema, {}, ({ [name]: _, ...others }) => [others, undefined]);

  return {
    /** Whether the editors' side is switched on. */
    isOn: (): boolean => {
      const held = store.read('switch', switchSchema, { on: false });
      return held.kind === 'value' && held.value.on;
    },
    switchTo: async (on: boolean): Promise<Stored<undefined>> => {
      const done = await store.update('switch', switchSchema, { on: false }, () => [
        { on },
        undefined,
      ]);
      return done.kind === 'value' ? note(on ? 'editor-on' : 'editor-off') : done;
    },

    accounts: readAccounts,
    /** Who can sign in today and has done so before. */
    activeCount: (): number => {
      const all = readAccounts();
      return all.kind === 'value' ? all.value.filter(isActive).length : 0;
    },
    nameOf: (id: string): string | undefined => accountWith((account) => account.id === id)?.name,
    withAddress: (email: string): Account | undefined =>
      accountWith((account) => sameAddress(account.email) === sameAddress(email)),

    /** Writes a line of the trail. `on` is an entry (`news/slug`) or an account's id. */
    note,
    trail: (): Stored<readonly Audit[]> => {
      const all = store.readLines('audit', auditSchema);
      return all.kind === 'value'
        ? { ...all, value: all.value.filter((line) => isAuditKept(line, clock())) }
        : all;
    },

    /** Who a cookie's value stands for; nobody where its session has ended or the account is closed. */
    personAt: async (cookie: string): Promise<Person | undefined> => {
      const sessions = store.read('sessions', sessionsSchema, {});
      const session = sessions.kind === 'value' ? sessions.value[kept(cookie)] : undefined;
      if (!session || !isOpen(session, clock())) return undefined;
      const account = accountWith(({ id, active }) => active && id === session.account);
      if (account && isToBeNoted(session, clock()))
        await changeSessions((held) => {
          const mine = held[kept(cookie)];
          return mine
            ? [{ ...held, [kept(cookie)]: { ...mine, seen: now() } }, undefined]
            : [held, undefined];
        });
      return account && personOf(account);
    },
    /** The account whose session that was, open or ended. */
    formerAt: (cookie: string): string | undefined => {
      const sessions = store.read('sessions', sessionsSchema, {});
      return sessions.kind === 'value' ? sessions.value[kept(cookie)]?.account : undefined;
    },

    /** Signs in with a password. `former` is the cookie's old value, which ends. */
    signIn: async (email: string, password: string, former?: string): Promise<SignIn> => {
      const address = sameAddress(email);
      const counted = await countAttempt(kept(address));
      if (counted.kind !== 'value') return counted;
      if (counted.value.wait > 0) return { kind: 'wait', wait: counted.value.wait };
      const all = readAccounts();
      if (all.kind !== 'value') return all;
      const account = all.value.find((one) => one.active && sameAddress(one.email) === address);
      const right = await isPassword(password, account?.password);
      if (!account || !right) {
        const wait = waitAfter({ count: counted.value.count, last: now() }, clock());
        await noteFailure(wait > 0 ? 'locked' : 'sign-in-failed', account?.id);
        return wait > 0 ? { kind: 'wait', wait } : { kind: 'refused' };
      }
      await forgetAttempts(kept(address));
      return begin(account, former);
    },
    /**
     * Signs in whom an identity provider vouches for, if that address has an account here; from then on the
     * account is that very person's, whoever gets the address later.
     */
    signInVerified: async (
      who: { email: string; issuer: string; subject: string },
      former?: string,
    ): Promise<SignIn> => {
      const all = readAccounts();
      if (all.kind !== 'value') return all;
      const institution = { issuer: who.issuer, subject: who.subject };
      const account = all.value.find(
        (one) =>
          one.active &&
          sameAddress(one.email) === sameAddress(who.email) &&
          (one.institution === undefined ||
            (one.institution.issuer === who.issuer && one.institution.subject === who.subject)),
      );
      if (!account) {
        await noteFailure('sign-in-failed');
        return { kind: 'refused' };
      }
      if (account.joined === undefined || account.institution === undefined) {
        const done = await change(account.id, ({ invitation: _, ...one }) => ({
          ...one,
          joined: one.joined ?? now(),
          institution,
        }));
        if (done.kind === 'unavailable') return done;
        await note('joined', account, account.id);
      }
      return begin(account, former);
    },
    signOut: async (cookie: string, person: Person): Promise<void> => {
      await changeSessions(({ [kept(cookie)]: _, ...others }) => [others, undefined]);
      await note('signed-out', person);
    },
    /** Ends every session of this account, in all browsers. */
    signOutEverywhere: async (person: Person): Promise<void> => {
      await endSessions(person.id);
      await note('signed-out-everywhere', person);
    },

    /** Makes an account with its password, to look after all others: the first one of a portal. */
    makeManager: async (asked: {
      name: string;
      email: string;
      password: string;
    }): Promise<AccountChange> => {
      const fault = passwordFault(asked.password, asked);
      if (fault) return { kind: 'password', fault };
      const account: Account = {
        ...freshAccount({ ...asked, role: 'manager' }),
        joined: now(),
        password: await hashPassword(asked.password),
      };
      const made = await add(account);
      if (made.kind !== 'value') return made;
      if (!made.value) return { kind: 'refused', why: 'taken' };
      await note('joined', account, account.id);
      return { kind: 'changed' };
    },
    /** Makes an account that its person joins by a link; refused where the address has one. */
    invite: async (
      asked: { name: string; email: string; role: Role },
      by?: Person,
    ): Promise<Invitation> => {
      const token = newSecret();
      const account: Account = {
        ...freshAccount(asked),
        invitation: { hash: kept(token), until: invitationUntil(clock()) },
      };
      const made = await add(account);
      if (made.kind !== 'value') return made;
      if (!made.value) return { kind: 'refused', why: 'taken' };
      await note('invited', by, account.id);
      return { kind: 'invited', token, account: account.id };
    },
    /** A new link for somebody whose link was lost or whose password is forgotten; the old link ends. */
    inviteAgain: async (id: string, by?: Person): Promise<Invitation> => {
      const token = newSecret();
      const done = await change(id, ({ institution: _, ...account }) => ({
        ...account,
        invitation: { hash: kept(token), until: invitationUntil(clock()) },
      }));
      if (done.kind === 'changed') {
        await note('invited', by, id);
        return { kind: 'invited', token, account: id };
      }
      return done.kind === 'password' ? { kind: 'refused', why: 'nobody' } : done;
    },
    /** Whom an invitation that still holds is for. */
    invitedBy: (token: string): Person | undefined => {
      const account = accountWith((one) => isInvited(one, token, clock()));
      return account && personOf(account);
    },
    /** Uses an invitation: the password is set, older sessions end, and the person is signed in. */
    join: async (
      token: string,
      password: string,
      former?: string,
    ): Promise<SignIn | { kind: 'password'; fault: PasswordFault }> => {
      const invited = accountWith((one) => isInvited(one, token, clock()));
      if (!invited) return { kind: 'refused' };
      const fault = passwordFault(password, invited);
      if (fault) return { kind: 'password', fault };
      const hash = await hashPassword(password);
      const joined = await store.update<Account[], Account | undefined>(
        'accounts',
        accountsSchema,
        [],
        (held) => {
          // Once more, since another may have used the link while the password was hashed.
          const found = held.find((one) => isInvited(one, token, clock()));
          if (!found) return [held, undefined];
          const { invitation: _, ...rest } = found;
          const fresh: Account = { ...rest, joined: rest.joined ?? now(), password: hash };
          return [held.map((one) => (one === found ? fresh : one)), fresh];
        },
      );
      if (joined.kind !== 'value') return joined;
      if (!joined.value) return { kind: 'refused' };
      await endSessions(joined.value.id);
      await forgetAttempts(kept(sameAddress(joined.value.email)));
      await note('joined', joined.value, joined.value.id);
      return begin(joined.value, former);
    },
    /** Sets one's own password; every other session of the account ends. */
    changePassword: async (
      person: Person,
      old: string,
      password: string,
      cookie: string,
    ): Promise<AccountChange> => {
      const account = accountWith(({ id }) => id === person.id);
      if (!account) return { kind: 'refused', why: 'nobody' };
      const counted = await countAttempt(kept(sameAddress(account.email)));
      if (counted.kind !== 'value') return counted;
      if (counted.value.wait > 0 || !(await isPassword(old, account.password)))
        return { kind: 'refused', why: 'wrong-password' };
      await forgetAttempts(kept(sameAddress(account.email)));
      const fault = passwordFault(password, account);
      if (fault) return { kind: 'password', fault };
      const hash = await hashPassword(password);
      const done = await change(person.id, (one) => ({ ...one, password: hash }));
      if (done.kind === 'changed') {
        await endSessions(person.id, cookie);
        await note('password-changed', person);
      }
      return done;
    },
    /** Takes effect with the person's next request. */
    changeRole: async (id: string, role: Role, by: Person): Promise<AccountChange> => {
      const done = await change(id, (account) => ({ ...account, role }));
      if (done.kind === 'changed') await note('role-changed', by, id);
      return done;
    },
    /** A closed account keeps its name in the history; its sessions and invitation end at once. */
    setActive: async (id: string, active: boolean, by: Person): Promise<AccountChange> => {
      const done = await change(id, ({ invitation: _, ...account }) => ({ ...account, active }));
      if (done.kind === 'changed') {
        if (!active) await endSessions(id);
        await note(active ? 'opened' : 'closed', by, id);
      }
      return done;
    },

    /** Keeps a form for that account until it signs in again: a ticket, or nothing where it is too large. */
    keepForm: async (account: string, form: KeptForm): Promise<string | undefined> => {
      const value = { account, ...form };
      if (JSON.stringify(value).length > mostKeptLength) return undefined;
      const own = `kept/${kept(account).slice(0, 16)}-`;
      const all = [...store.list('kept')].sort((a, b) => Number(b.changed) - Number(a.changed));
      const old = all.filter(({ changed }) => Number(clock()) - Number(changed) > keptFor);
      const mine = all.filter(({ name }) => name.startsWith(own)).slice(mostKeptEach - 1);
      for (const { name } of [...old, ...mine, ...all.slice(mostKept - 1)]) store.remove(name);
      const ticket = newSecret();
      const done = await store.update(
        `${own}${kept(ticket).slice(0, 32)}`,
        keptSchema.optional(),
        undefined,
        () => [value, undefined],
      );
      return done.kind === 'value' ? ticket : undefined;
    },
    /** What was kept under a ticket of that account; it works once. */
    takeForm: (ticket: string, account: string): KeptForm | undefined => {
      const name = `kept/${kept(account).slice(0, 16)}-${kept(ticket).slice(0, 32)}`;
      const held = store.read(name, keptSchema.optional(), undefined);
      if (held.kind !== 'value' || held.value?.account !== account) return undefined;
      store.remove(name);
      return { page: held.value.page, fields: held.value.fields };
    },
  };
}

const isActive = (account: Account): boolean => account.active && account.joined !== undefined;
const isManager = (account: Account): boolean => isActive(account) && account.role === 'manager';

const isInvited = ({ active, invitation }: Account, token: string, now: Date): boolean =>
  active &&
  invitation !== undefined &&
  invitation.hash === kept(token) &&
  Date.parse(invitation.until) > now.getTime();
