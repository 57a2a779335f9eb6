import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { answers, dyingWithParent, freePort, pause, root } from '../bootstrap.mjs';
import { debianProgram } from '../debian-for-tests';
import { atLeast, atMost, exactly, type Drill } from './drill';
import { built } from './portal-for-drills';

const restarts = { short: 2, full: 10 } as const;
const readers = 8;
/** What readers ask for meanwhile; searches say that the engine is away, which is an answer too. */
const paths = ['/', '/en', '/ara?q=destek', '/hakkinda', '/api/health', '/favicon.svg'];

/**
 * The portal is started anew again and again behind nginx, as `systemctl restart` does it: the system holds
 * the socket (deploy/bys.socket), so that who comes meanwhile waits instead of being refused.
 */
export const drill: Drill = {
  name: 'restart',
  run: async (form) => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bys-restart-'));
    const children: ChildProcess[] = [];
    try {
      built();
      const [port, front, nobody] = [await freePort(), await freePort(), await freePort()];
      const pidFile = path.join(folder, 'portal.pid');
      children.push(
        start(debianProgram('systemd-socket-activate', 'systemd'), [
          ...['--listen', `127.0.0.1:${port}`],
          ...Object.entries(portalEnv(port, nobody, folder)).map(
            ([name, value]) => `-E${name}=${value}`,
          ),
          ...['sh', '-c', keepRunning(pidFile)],
        ]),
        start(debianProgram('nginx', 'nginx-light'), [
          '-p',
          folder,
          '-c',
          siteFile(folder, port, front),
        ]),
      );
      if (!(await answers(`http://127.0.0.1:${front}/api/health`, { seconds: 60 })))
        throw new Error('the portal did not answer behind nginx');
      const load = readOn(front);
      const begun = performance.now();
      let cleanEnds = 0;
      for (let turn = 0; turn < restarts[form]; turn++) {
        const before = fs.readFileSync(pidFile, 'utf8');
        process.kill(Number(before), 'SIGTERM');
        while (fs.readFileSync(pidFile, 'utf8') === before) await pause(20);
        if (!(await answers(`http://127.0.0.1:${front}/api/health`, { seconds: 60 })))
          throw new Error('the portal did not come back');
        cleanEnds += Number(fs.readFileSync(`${pidFile}.ends`, 'utf8').split('\n')[turn] === '0');
      }
      const { asked, lost, longest } = await load.end();
      for (const fault of lost.slice(0, 5)) console.error(`lost: ${fault}`);
      const seconds = (performance.now() - begun) / 1000 / restarts[form];
      return [
        exactly(`requests lost in ${restarts[form]} restarts behind nginx`, 0, lost.length),
        atLeast('requests meanwhile', restarts[form] * readers, asked),
        exactly('restarts that ended with 0', restarts[form], cleanEnds),
        atMost(
          `longest wait of a reader, s (a restart took ${seconds.toFixed(1)} s)`,
          60,
          longest / 1000,
        ),
      ];
    } finally {
      for (const child of children.reverse()) await ended(child);
      fs.rmSync(folder, { recursive: true, force: true });
    }
  },
};

function start(command: string, args: string[]): ChildProcess {
  const [file, argv] = dyingWithParent(command, args);
  // A group of its own, so that all of it can be ended.
  return spawn(file, argv, { cwd: root, detached: true, stdio: ['ignore', 'ignore', 'inherit'] });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const end = once(child, 'exit');
  process.kill(-child.pid, 'SIGTERM');
  await Promise.race([end, pause(10_000)]);
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The whole group is gone.
  }
}

/** No engine answers there: what is looked at is the portal. */
const portalEnv = (port: number, nobody: number, folder: string) => ({
  ...{ PATH: process.env.PATH ?? '', NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  ...{ PORT: String(port), DATA_DIR: folder, MEILI_URL: `http://127.0.0.1:${nobody}` },
  BYS_LISTEN_FD: '3',
});

/** As systemd does it: the socket stays open while the service is started anew. */
const keepRunning = (pidFile: string) => `
trap 'kill $portal; exit' TERM
while true; do
  ${process.execPath} --import tsx scripts/serve.ts & portal=$!
  echo $portal > ${pidFile}
  wait $portal
  echo $? >> ${pidFile}.ends
done`;

/** deploy/nginx.conf's own lines on how the portal is reached, on ports of this run and without TLS. */
function siteFile(folder: string, port: number, front: number): string {
  const text = fs.readFileSync(path.join(root, 'deploy/nginx.conf'), 'utf8');
  const part = (pattern: RegExp) => {
    const [found] = pattern.exec(text) ?? [];
    if (found === undefined) throw new Error(`deploy/nginx.conf has no ${pattern}`);
    return found;
  };
  const upstream = part(/^upstream bys \{.*?^\}/ms).replace('localhost:3000', `localhost:${port}`);
  const proxied = (text.match(/^ {4}proxy_(?!pass)[^;]*;/gm) ?? []).join('\n');
  const file = path.join(folder, 'nginx.conf');
  fs.writeFileSync(
    file,
    `daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log; worker_processes 1;
events {}
http {
access_log off;
${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join('\n')}
${upstream}
server {
listen 127.0.0.1:${front};
${proxied}
location / { proxy_pass http://bys; }
}
}
`,
  );
  return file;
}

/** Readers who ask one thing after another, over connections that stay open, until they are ended. */
function readOn(port: number) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: readers });
  const lost: string[] = [];
  let [asked, longest, isOver] = [0, 0, false];
  const ask = (where: string) =>
    new Promise<void>((resolve) => {
      const begun = performance.now();
      const over = (fault?: string) => {
        longest = Math.max(longest, performance.now() - begun);
        if (fault !== undefined) lost.push(`${where}: ${fault}`);
        resolve();
      };
      asked++;
      http
        .get({ port, host: '127.0.0.1', path: where, agent }, (reply) => {
          reply.resume();
          reply.once('end', () =>
            over(reply.statusCode === 200 ? undefined : `${reply.statusCode}`),
          );
          reply.once('error', (error) => over(error.message));
        })
        .once('error', (error) => over(error.message));
    });
  const all = Promise.all(
    Array.from({ length: readers }, async (_, reader) => {
      for (let turn = reader; !isOver; turn++) await ask(paths[turn % paths.length] ?? '/');
    }),
  );
  return {
    end: async () => {
      isOver = true;
      await all;
      agent.destroy();
      return { asked, lost, longest };
    },
  };
}
