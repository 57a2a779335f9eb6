/** How often and how much the search engine may be asked. */
export type Limits = {
  /** Requests a second for each client, on average; 0 is no limit. */
  readonly perSecond: number;
  /** So many at once after a pause. */
  readonly burst: number;
  /** Requests that ask the engine at the same time. */
  readonly atOnce: number;
  /** So many more may wait for one of these to end. */
  readonly waiting: number;
  /** And so long, in milliseconds. */
  readonly patience: number;
};

/** A second of typing sends about three questions; see docs/operation/running.md for where these come from. */
export const limitsOf = (perSecond: number, atOnce: number): Limits => ({
  perSecond,
  burst: perSecond * 10,
  atOnce,
  waiting: atOnce * 24,
  patience: 3_000,
});

/** `client`: this client asks too often; `full` and `late`: all together do. `wait` is in whole seconds. */
export type Refusal = { readonly why: 'client' | 'full' | 'late'; readonly wait: number };

/**
 * A bucket of `burst` for each client that fills by `perSecond`; says how many seconds to wait, 0 for none.
 * No more than `mostClients` are held: of more, whoever has asked longest ago is forgotten, whose bucket
 * is the fullest.
 */
export function tokenBuckets(
  { perSecond, burst }: Pick<Limits, 'perSecond' | 'burst'>,
  mostClients = 20_000,
) {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    held: () => buckets.size,
    take: (client: string, now: number): number => {
      if (perSecond === 0) return 0;
      const known = buckets.get(client) ?? { tokens: burst, at: now };
      const tokens = Math.min(burst, known.tokens + ((now - known.at) / 1000) * perSecond);
      const isAllowed = tokens >= 1;
      buckets.delete(client);
      buckets.set(client, { tokens: isAllowed ? tokens - 1 : tokens, at: now });
      const [oldest] = buckets.keys();
      if (buckets.size > mostClients && oldest !== undefined) buckets.delete(oldest);
      return isAllowed ? 0 : Math.max(1, Math.ceil((1 - tokens) / perSecond));
    },
  };
}

/** Lets `atOnce` in; the others wait in line, and too many or too long ends in a refusal. */
export function gate({
  atOnce,
  waiting,
  patience,
}: Pick<Limits, 'atOnce' | 'waiting' | 'patience'>) {
  let inside = 0;
  const line = new Set<() => void>();
  const leave = () => {
    const [next] = line;
    if (next) {
      line.delete(next);
      next();
    } else inside--;
  };
  return {
    inside: () => inside,
    waiting: () => line.size,
    /** `givenUp` ends the wait of somebody who has gone away. What it gives back is to be called once. */
    enter: async (givenUp: AbortSignal): Promise<{ leave: () => void } | Refusal['why']> => {
      if (inside < atOnce) inside++;
      else if (line.size >= waiting) return 'full';
      else {
        const entered = await new Promise<boolean>((resolve) => {
          const end = () => {
            clearTimeout(timer);
            line.delete(enter);
            resolve(false);
          };
          const timer = setTimeout(end, patience);
          const enter = () => {
            clearTimeout(timer);
            givenUp.removeEventListener('abort', end);
            resolve(true);
          };
          givenUp.addEventListener('abort', end, { once: true });
          line.add(enter);
        });
        if (!entered) return 'late';
      }
      return { leave };
    },
  };
}

const isLoopback = (address: string): boolean => /^(?:::ffff:)?127\.|^::1$/.test(address);

/**
 * Who asks: with a web server of ours in front (`trustsProxy`, on the same machine) the last hop that it
 * names, since a client may write what it likes before it; else the address of the connection. One IPv6
 * network of 64 bits is one client: a household has at least that many addresses. Nothing where the
 * address is this machine's own and says nothing of anybody.
 */
export function clientOf(
  peer: string,
  forwarded: string | undefined,
  trustsProxy: boolean,
): string | undefined {
  if (!isLoopback(peer)) return network(peer);
  const last = forwarded?.split(',').at(-1)?.trim() ?? '';
  return trustsProxy && isAddress(last) && !isLoopback(last) ? network(last) : undefined;
}

const isAddress = (text: string): boolean =>
  text.length <= 45 && (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) || URL.canParse(`http://[${text}]`));

function network(address: string): string {
  const [, inner] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  const plain = inner ?? address.replace(/%.*$/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after];
  return groups
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':');
}
