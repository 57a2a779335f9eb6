import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { GuardFault } from '#lib/correction';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export const fastest = 3_000;
export const oldest = 12 * hour;

/** So many forms are taken in so long: from one address, and from all together. */
export const ratePerAddress = [
  { most: 5, within: 10 * minute },
  { most: 20, within: day },
] as const;
export const rateOfAll = [{ most: 300, within: hour }] as const;

/** Guards the forms that anybody may send, without a cookie and without asking anybody else. */
export type FormGuard = {
  /** What the form carries, so that its age is known. */
  readonly token: (now: Date) => string;
  /** `trap` is what came in the field that people do not see. Nothing is counted here. */
  readonly judge: (
    form: { token: string; trap: string; address: string },
    now: Date,
  ) => GuardFault | undefined;
  /** Counts a form that was taken. */
  readonly count: (address: string, now: Date) => void;
};

/** A guard that remembers nothing but itself: after a restart it knows no address and no token. */
export function formGuard(): FormGuard {
  const key = randomBytes(32);
  // An address is never held: only its print with a salt that is thrown away with the day.
  let salt = { since: 0, bytes: randomBytes(16) };
  const taken = new Map<string, number[]>();
  const everybody: number[] = [];

  const sign = (issued: string) => createHmac('sha256', key).update(issued).digest('base64url');
  const printOf = (address: string, now: number): string => {
    if (now - salt.since > day) {
      salt = { since: now, bytes: randomBytes(16) };
      taken.clear();
    }
    return createHash('sha256').update(salt.bytes).update(address).digest('base64url');
  };
  const isFull = (
    times: readonly number[],
    rates: typeof ratePerAddress | typeof rateOfAll,
    now: number,
  ) => rates.some(({ most, within }) => times.filter((time) => now - time < within).length >= most);

  return {
    token: (now) => {
      const issued = Number(now).toString(36);
      return `${issued}.${sign(issued)}`;
    },
    judge: ({ token, trap, address }, at) => {
      const now = Number(at);
      const [issued = '', signature = ''] = token.split('.');
      const right = Buffer.from(sign(issued));
      const given = Buffer.from(signature);
      if (right.length !== given.length || !timingSafeEqual(right, given)) return 'too-old';
      const age = now - parseInt(issued, 36);
      if (age > oldest) return 'too-old';
      if (trap !== '') return 'trap';
      if (age < fastest) return 'too-fast';
      const times = taken.get(printOf(address, now)) ?? [];
      if (isFull(times, ratePerAddress, now) || isFull(everybody, rateOfAll, now))
        return 'too-many';
      return undefined;
    },
    count: (address, at) => {
      const now = Number(at);
      const print = printOf(address, now);
      taken.set(print, [...(taken.get(print) ?? []), now]);
      everybody.push(now);
      while (everybody.length > rateOfAll[0].most) everybody.shift();
    },
  };
}

const mostTyped = 300;
const typedFor = hour;

/**
 * What was typed into a form that came back with mistakes, in memory alone and for an hour, so that the
 * page can show it again: the newest 300 forms.
 */
export function typedForms<T>() {
  const held = new Map<string, { at: number; typed: T }>();
  return {
    keep: (typed: T, now: Date): string => {
      const id = randomBytes(16).toString('base64url');
      held.set(id, { at: Number(now), typed });
      for (const [old] of [...held].slice(0, Math.max(0, held.size - mostTyped))) held.delete(old);
      return id;
    },
    at: (id: string, now: Date): T | undefined => {
      const found = held.get(id);
      return found && Number(now) - found.at < typedFor ? found.typed : undefined;
    },
  };
}
