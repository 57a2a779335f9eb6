import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { faultSite, type Told } from '../e2e/fault-site';
import { dyingWithParent, root } from './bootstrap.mjs';
import { startEngine } from './engine-for-tests';
import { faults, startFaultProxy } from './fault-proxy-for-tests';

// The portal that the tests of a failing engine run against: the same build, and a door of ours between it
// and an engine of its own. Gone when it ends.

const { port, url, control, timeoutMs } = faultSite;
const data = fs.mkdtempSync(path.join(os.tmpdir(), 'bys-fault-site-'));
process.on('exit', () => fs.rmSync(data, { recursive: true, force: true }));

const engine = await startEngine();
const made = await fetch(`${engine.url}/keys`, {
  method: 'POST',
  headers: { Authorization: `Bearer ${engine.masterKey}`, 'Content-Type': 'application/json' },
  body: JSON.stringify({ actions: ['search'], indexes: ['bys_*'], expiresAt: null }),
});
const { key } = (await made.json()) as { key: string };

const env = {
  ...process.env,
  DATA_DIR: data,
  INDEX_PREFIX: 'bys',
  PORT: String(port),
  SITE_URL: url,
};
const filled = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/reindex.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...env, MEILI_URL: engine.url, MEILI_ADMIN_KEY: engine.masterKey },
});
if (filled.status !== 0) throw new Error('the index was not filled');

const proxy = await startFaultProxy(engine.url);
const [file, args] = dyingWithParent(process.execPath, ['--import', 'tsx', 'scripts/serve.ts']);
const portal = spawn(file, args, {
  cwd: root,
  stdio: ['ignore', 'pipe', 'pipe'],
  env: {
    ...env,
    NODE_ENV: 'production',
    MEILI_URL: proxy.url,
    MEILI_ADMIN_KEY: '',
    MEILI_SEARCH_KEY: key,
    MEILI_TIMEOUT_MS: String(timeoutMs),
  },
});
let log = '';
for (const stream of [portal.stdout, portal.stderr])
  stream.on('data', (text) => {
    log += String(text);
    process.stderr.write(text);
  });

http
  .createServer((request, response) => {
    const mode = request.url?.slice(1);
    if (request.method === 'GET') {
      const told: Told = { asked: proxy.count(), log, secrets: [key, new URL(proxy.url).host] };
      response.end(JSON.stringify(told));
      return;
    }
    const wanted = [...faults, 'pass' as const].find((one) => one === mode);
    if (!wanted) response.writeHead(404).end();
    else void proxy.set(wanted).then(() => response.end());
  })
  .listen(Number(new URL(control).port), '127.0.0.1');

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => portal.kill(signal));
portal.once('exit', (code) => {
  void Promise.all([proxy.stop(), engine.stop()]).then(() => process.exit(code ?? 1));
});
