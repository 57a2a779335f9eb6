import { spawn } from 'node:child_process';
import http from 'node:http';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { answers, dyingWithParent, freePort, pause, root } from '../bootstrap.mjs';
import { startEngine } from '../engine-for-tests';
import { atLeast, atMost, exactly, percentile, type Drill } from './drill';
import { ownIndex, ownSearches } from './material';
import { built } from './portal-for-drills';
import { entryHref, pageHref } from '#lib/addresses';
import { searchEngine } from '#lib/search-engine';

const seconds = { short: 3, full: 20 } as const;
/** Connections that search without a break: each from a network of its own, and all from one. */
const [many, one] = [120, 60];

type Answer = { status: number; ms: number; retryAfter: string | undefined };

/**
 * A hundred connections search without a break. Who is not let in is told so at once, and the pages of
 * content go on meanwhile.
 */
export const drill: Drill = {
  name: 'flood',
  run: async (form) => {
    built();
    const engine = await startEngine();
    const { documents, settings } = ownIndex();
    const prefix = 'flood';
    await searchEngine({ url: engine.url, key: engine.masterKey, prefix }).rebuild(
      'tr',
      documents,
      settings,
    );
    const port = await freePort();
    const [file, args] = dyingWithParent(process.execPath, ['--import', 'tsx', 'scripts/serve.ts']);
    const portal = spawn(file, args, {
      ...{ cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
      env: {
        ...{ PATH: process.env.PATH ?? '', NODE_ENV: 'production', PORT: String(port) },
        ...{ MEILI_URL: engine.url, MEILI_SEARCH_KEY: engine.masterKey, INDEX_PREFIX: prefix },
        ...{
          DATA_DIR: path.join(engine.folder, 'portal'),
          TRUST_PROXY: 'on',
          SEARCH_COUNTS: 'off',
          RATE_LIMIT: '2',
          REQUEST_LOG: 'on',
        },
      },
    });
    // What the door itself took for a refusal, from its log.
    const made: number[] = [];
    createInterface({ input: portal.stdout }).on('line', (line) => {
      const { admission, ms } = line.startsWith('{') ? JSON.parse(line) : {};
      if (admission === 'client' || admission === 'full') made.push(ms);
    });
    try {
      if (!(await answers(`http://localhost:${port}/api/ready`, { seconds: 60 })))
        throw new Error('the portal did not come up');
      const entry = entryHref('programme', 'kosgeb-yurt-disi-pazar', 'tr');
      const words = ownSearches();
      let turn = 0;
      const search = () =>
        `${pageHref('search', 'tr')}?q=${encodeURIComponent(words[turn++ % words.length] ?? '')}`;
      const content = asker(port, '192.0.2.1');
      const idle: Answer[] = [];
      for (let i = 0; i < 20; i++) idle.push(await content(entry));

      const end = performance.now() + seconds[form] * 1000;
      const isOver = () => performance.now() > end;
      const during: Answer[] = [];
      const flood: Answer[] = [];
      const refused: Answer[] = [];
      const floods = Array.from({ length: many + one }, async (_, i) => {
        const ask = asker(port, i < many ? `198.51.100.${i}` : '203.0.113.1');
        while (!isOver()) flood.push(await ask(search()));
      });
      // Whoever belongs to the network that floods; its next search is refused as well.
      const neighbour = asker(port, '203.0.113.1');
      const probe = async () => {
        while (!isOver()) {
          const answer = await neighbour(search());
          if (answer.status !== 200) refused.push(answer);
          await pause(10);
        }
      };
      const reader = async () => {
        while (!isOver()) {
          during.push(await content(entry));
          await pause(10);
        }
      };
      await Promise.all([...floods, probe(), reader()]);
      const turnedAway = flood.filter(({ status }) => status !== 200);
      const p = (all: readonly Answer[], share: number) =>
        percentile(
          all.map(({ ms }) => ms),
          share,
        );
      const wrong = [...flood, ...refused].filter(
        ({ status, retryAfter }) =>
          ![200, 429, 503].includes(status) || (status !== 200) !== (retryAfter !== undefined),
      );
      return [
        atLeast('searches turned away by 429 or 503', 1, turnedAway.length),
        atLeast('searches answered meanwhile', 1, flood.length - turnedAway.length),
        atLeast(
          'refusals to one who asks now and then from the network that floods',
          1,
          refused.length,
        ),
        exactly('answers of another kind, or without Retry-After', 0, wrong.length),
        exactly(
          'pages of content that were not answered',
          0,
          during.filter(({ status }) => status !== 200).length,
        ),
        // Times say something on a quiet machine only.
        ...(form === 'short'
          ? []
          : [
              atMost('a refusal made, p99 in ms', 10, percentile(made, 0.99), 1),
              // From outside it also waits for the pages that are being made in the same thread.
              atMost('a refusal received, median in ms', 10, p(refused, 0.5), 1),
              atMost(
                `page of content, median over that when idle (${p(idle, 0.5).toFixed(0)} ms)`,
                8,
                p(during, 0.5) / p(idle, 0.5),
              ),
            ]),
      ];
    } finally {
      portal.kill('SIGKILL');
      await engine.stop();
    }
  },
};

/** Asks over one connection, as nginx would for that address. */
function asker(port: number, address: string): (where: string) => Promise<Answer> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  return (where) =>
    new Promise((resolve, reject) => {
      const begun = performance.now();
      http
        .get(
          { port, host: 'localhost', path: where, agent, headers: { 'X-Forwarded-For': address } },
          (reply) => {
            reply.resume();
            reply.once('end', () =>
              resolve({
                status: reply.statusCode ?? 0,
                ms: performance.now() - begun,
                retryAfter: reply.headers['retry-after'],
              }),
            );
          },
        )
        .once('error', reject);
    });
}
