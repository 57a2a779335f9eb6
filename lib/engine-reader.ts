import { isUtf8 } from 'node:buffer';
import http from 'node:http';
import https from 'node:https';

export type EngineReaderConfig = {
  /** The nodes that hold the same indexes, one or several. */
  urls: readonly string[];
  key?: string | undefined;
  /** Time limit of one whole answer of one node. */
  timeoutMs: number;
  /** How long a node is left alone between two probes once it is given up; as long as an answer may take. */
  probeMs?: number;
};

/** `rejected`: the engine says that the question itself is wrong, which is a bug of ours. */
export type Reading<T> =
  { kind: 'answer'; value: T } | { kind: 'rejected'; reason: string } | { kind: 'unavailable' };

export type EngineReader = {
  /**
   * Puts a question to one of the nodes and, where that one fails, to the next at once. `read` throws at an
   * answer that is not what was asked for, which counts as a failure. Never throws itself.
   */
  ask<T>(path: string, question: unknown, read: (answer: unknown) => T): Promise<Reading<T>>;
  /** Whether any node says that it is available, within a second. */
  isHealthy(): Promise<boolean>;
};

/** After so many failures in a row nobody waits for a node any more. */
const MOST_FAILURES = 5;
/** A node that is silent for so long is not waited for alone where there is another. */
const PATIENCE_MS = 150;
/** Far above what the most documents that a question may bring take up. */
const MOST_BYTES = 8 * 1024 * 1024;
const HEALTH_LIMIT_MS = 1_000;
/** The engine closes a connection after five idle seconds; ours go before, so that none dies in use. */
const IDLE_MS = 4_000;
/** So many causes of one outage are told; one that changes all the time must not fill the log. */
const MOST_TOLD = 5;

class Rejected extends Error {}

type Wire = { status: number; body: Buffer };

type Node = {
  readonly url: string;
  readonly send: (path: string, body: string | undefined, limitMs: number) => Promise<Wire>;
  failures: number;
  isProbed: boolean;
  readonly told: Set<string>;
};

/** The innermost cause in one line, without control characters and without the key. */
function reasonOf(error: unknown, key: string | undefined): string {
  let reason = error;
  while (reason instanceof Error && reason.cause instanceof Error) reason = reason.cause;
  const code = reason instanceof Error && 'code' in reason ? String(reason.code) : '';
  const text = (reason instanceof Error && reason.message) || code || String(reason);
  const shown = key === undefined ? text : text.replaceAll(key, '…');
  return shown.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 500);
}

/** JSON in UTF-8 and nothing else. The parser's own message would repeat what strangers have sent. */
function parsed(body: Buffer): unknown {
  try {
    if (isUtf8(body)) return JSON.parse(body.toString());
  } catch {
    // Told below.
  }
  throw new Error(`the answer of ${body.length} bytes is no JSON`);
}

/** What the engine says in an answer that is not 2xx: its sentence, and its code for programs. */
function complaint({ status, body }: Wire): { text: string; code: unknown } {
  let told: unknown;
  try {
    told = JSON.parse(body.toString());
  } catch {
    // A page of something in between, perhaps.
  }
  const { message, code } = { message: undefined, code: undefined, ...(told ?? {}) };
  return { text: typeof message === 'string' ? message : `status ${status}`, code };
}

/** The connections to one node, kept open between questions. */
function sender(url: string, key: string | undefined): Node['send'] {
  const { request, Agent } = url.startsWith('https:') ? https : http;
  const agent = new Agent({ keepAlive: true, timeout: IDLE_MS });
  const base = {
    // With gzip every answer comes 43 ms late on loopback.
    'Accept-Encoding': 'identity',
    ...(key !== undefined && { Authorization: `Bearer ${key}` }),
  };

  const once = (path: string, body: string | undefined, limitMs: number, again: boolean) =>
    new Promise<Wire>((resolve, reject) => {
      const headers =
        body === undefined
          ? base
          : {
              ...base,
              'Content-Type': 'application/json',
              'Content-Length': Buffer.byteLength(body),
            };
      const method = body === undefined ? 'GET' : 'POST';
      const sent = request(url + path, { method, agent, headers });
      let cause: Error | undefined;
      const breakOff = (why: string) => {
        cause = new Error(why);
        sent.destroy(cause);
      };
      // Over all of it: a node that sends a byte now and then is never idle.
      const limit = setTimeout(() => breakOff(`no whole answer within ${limitMs} ms`), limitMs);
      const fail = (error: Error) => {
        clearTimeout(limit);
        reject(cause ?? error);
      };
      sent.on('response', (response) => {
        const pieces: Buffer[] = [];
        let size = 0;
        response.on('data', (piece: Buffer) => {
          pieces.push(piece);
          size += piece.length;
          if (size > MOST_BYTES) breakOff(`the answer is longer than ${MOST_BYTES} bytes`);
        });
        response.on('error', fail);
        response.on('end', () => {
          clearTimeout(limit);
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(pieces) });
        });
      });
      sent.on('error', (error) => {
        // The node had closed an idle connection before it got the question: nobody has seen it.
        const isStale = 'code' in error && ['ECONNRESET', 'EPIPE'].includes(String(error.code));
        if (!again || !isStale || !sent.reusedSocket) return fail(error);
        clearTimeout(limit);
        once(path, body, limitMs, false).then(resolve, reject);
      });
      sent.end(body);
    });
  return (path, body, limitMs) => once(path, body, limitMs, true);
}

/**
 * Reads from one or several nodes. A node that fails five times in a row is given up: questions go past it
 * without waiting, and are unanswered at once where there is no other. Meanwhile the question that failed
 * last is put to it again and again in the background; once that is answered the node is back.
 */
export function engineReader(config: EngineReaderConfig): EngineReader {
  const { urls, key, timeoutMs, probeMs = timeoutMs } = config;
  const nodes = [...new Set(urls)].map((url): Node => ({
    url,
    send: sender(url, key),
    failures: 0,
    isProbed: false,
    told: new Set(),
  }));
  const isGivenUp = (node: Node) => node.failures >= MOST_FAILURES;

  function noteFailure(node: Node, error: unknown): void {
    node.failures += 1;
    const reason = reasonOf(error, key);
    if (node.told.has(reason) || node.told.size >= MOST_TOLD) return;
    node.told.add(reason);
    console.error(`search engine unavailable at ${node.url}: ${reason}`);
  }

  function noteAnswer(node: Node): void {
    node.failures = 0;
    if (node.told.size === 0) return;
    node.told.clear();
    console.error(`search engine at ${node.url} answers again`);
  }

  /** One node's answer; throws where it fails, and `Rejected` where the question is wrong. */
  async function askNode<T>(node: Node, path: string, body: string, read: (of: unknown) => T) {
    try {
      const wire = await node.send(path, body, timeoutMs);
      if (wire.status !== 200) {
        const { text, code } = complaint(wire);
        if (wire.status === 400 && code !== 'index_not_found')
          throw new Rejected(reasonOf(text, key));
        throw new Error(text);
      }
      const value = read(parsed(wire.body));
      noteAnswer(node);
      return value;
    } catch (error) {
      if (!(error instanceof Rejected)) {
        noteFailure(node, error);
        if (isGivenUp(node)) probeLater(node, () => askNode(node, path, body, read));
      }
      throw error;
    }
  }

  function probeLater(node: Node, probe: () => Promise<unknown>): void {
    if (node.isProbed) return;
    node.isProbed = true;
    setTimeout(() => {
      node.isProbed = false;
      // It has answered a question that was under way; else a failed probe calls the next one.
      if (isGivenUp(node)) probe().catch(() => undefined);
    }, probeMs).unref();
  }

  let turn = 0;
  /** The nodes that are not given up, each first in its turn. */
  function inTurn(): Node[] {
    const live = nodes.filter((node) => !isGivenUp(node));
    const from = live.length < 2 ? 0 : (turn = (turn + 1) % live.length);
    return [...live.slice(from), ...live.slice(0, from)];
  }

  return {
    ask(path, question, read) {
      const waiting = inTurn();
      const body = JSON.stringify(question);
      return new Promise((resolve) => {
        let asked = 0;
        let patience: NodeJS.Timeout | undefined;
        const askNext = (): void => {
          clearTimeout(patience);
          const node = waiting.shift();
          if (!node) {
            if (asked === 0) resolve({ kind: 'unavailable' });
            return;
          }
          asked += 1;
          if (waiting.length > 0) patience = setTimeout(askNext, PATIENCE_MS);
          askNode(node, path, body, read).then(
            (value) => {
              clearTimeout(patience);
              waiting.length = 0;
              resolve({ kind: 'answer', value });
            },
            (error: unknown) => {
              asked -= 1;
              if (!(error instanceof Rejected)) return askNext();
              clearTimeout(patience);
              waiting.length = 0;
              resolve({ kind: 'rejected', reason: error.message });
            },
          );
        };
        askNext();
      });
    },

    async isHealthy() {
      const each = nodes.map(async ({ send }) => {
        const { body } = await send('/health', undefined, HEALTH_LIMIT_MS);
        const told = parsed(body);
        if (typeof told !== 'object' || told === null || !('status' in told)) throw new Error();
        if (told.status !== 'available') throw new Error();
      });
      return Promise.any(each).then(
        () => true,
        () => false,
      );
    },
  };
}
