import { createHash } from 'node:crypto';
import net from 'node:net';
import { text } from 'node:stream/consumers';
import type { Hold } from '#lib/search-engine';

/**
 * A right that one process of this machine has at a time, and that the kernel takes back at whatever end of
 * it: a socket by a name that is no file, so that nothing stays behind after SIGKILL. Whoever asks in vain
 * is told the number of the process that has it. On systems without such names (macOS) everybody gets it, and
 * the guards of the promotion alone keep a mixed index from readers.
 */
export async function holdOf(what: string): Promise<Hold> {
  const name = nameOf(createHash('sha256').update(what).digest('hex').slice(0, 32));
  if (name === undefined) return { release: () => undefined };
  for (;;) {
    const server = await listening(name);
    if (server) return { release: () => void server.close() };
    const holder = await holderOf(name);
    if (holder !== undefined) return { holder };
  }
}

const nameOf = (hash: string): string | undefined =>
  process.platform === 'linux'
    ? `\0bys-index-${hash}`
    : process.platform === 'win32'
      ? `\\\\.\\pipe\\bys-index-${hash}`
      : undefined;

/** A server by this name that tells who we are; none where there is one already. */
const listening = (name: string) =>
  new Promise<net.Server | undefined>((resolve, reject) => {
    const server = net.createServer((socket) => {
      socket.on('error', () => undefined).end(String(process.pid));
    });
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(name, () => {
      server.unref();
      resolve(server);
    });
  });

/** Who has the name; nobody when that process has ended meanwhile. */
const holderOf = (name: string): Promise<string | undefined> =>
  text(net.connect(name)).catch(() => undefined);
