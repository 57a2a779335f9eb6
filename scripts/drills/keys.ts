import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  answers,
  dyingWithParent,
  engineFlags,
  engineProgram,
  freePort,
  root,
} from '../bootstrap.mjs';
import { exactly, type Drill, type Row } from './drill';

/** What a key of the engine may be asked to do, each on an index of ours, on another, or on the engine. */
type Request = readonly [what: string, method: string, where: string, body?: object];

const refusedToThePortal: readonly Request[] = [
  ['read documents', 'GET', '/indexes/bys_tr/documents'],
  ['add documents', 'POST', '/indexes/bys_tr/documents', [{ id: 'x' }]],
  ['delete documents', 'DELETE', '/indexes/bys_tr/documents'],
  ['read settings', 'GET', '/indexes/bys_tr/settings'],
  ['change settings', 'PATCH', '/indexes/bys_tr/settings', { stopWords: [] }],
  ['list indexes', 'GET', '/indexes'],
  ['make an index', 'POST', '/indexes', { uid: 'bys_x' }],
  ['delete an index', 'DELETE', '/indexes/bys_tr'],
  ['swap indexes', 'POST', '/swap-indexes', [{ indexes: ['bys_tr', 'bys_en'] }]],
  ['read tasks', 'GET', '/tasks'],
  ['cancel tasks', 'POST', '/tasks/cancel?statuses=enqueued'],
  ['read keys', 'GET', '/keys'],
  ['make a key', 'POST', '/keys', { actions: ['*'], indexes: ['*'], expiresAt: null }],
  ['make a dump', 'POST', '/dumps'],
  ['make a snapshot', 'POST', '/snapshots'],
  ['read figures', 'GET', '/stats'],
  ['read the version', 'GET', '/version'],
  ['change features', 'PATCH', '/experimental-features', { metrics: true }],
  ['search another index', 'POST', '/indexes/other_tr/search', { q: '' }],
  [
    'search another index among ours',
    'POST',
    '/multi-search',
    { queries: [{ indexUid: 'other_tr', q: '' }] },
  ],
];

type Keys = { master: string; search: string; admin: string };

/** The launcher makes master key, engine and keys, fills the index, and ends. */
function fill(data: string, site: string): Keys {
  const said = spawnSync(process.execPath, ['scripts/start.mjs', '--reindex'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, DATA_DIR: data, CONTENT_ROOT: site, MEILI_URL: '', INDEX_PREFIX: 'bys' },
  });
  if (said.status !== 0) throw new Error(said.stdout + said.stderr);
  const { searchKey, adminKey }: { searchKey: string; adminKey: string } = JSON.parse(
    fs.readFileSync(path.join(data, 'engine.json'), 'utf8'),
  );
  const master = fs.readFileSync(path.join(data, 'master.key'), 'utf8').trim();
  return { master, search: searchKey, admin: adminKey };
}

/** The engine of a data folder, as the launcher runs it, while `work` asks it. */
async function withEngine<T>(
  data: string,
  { master }: Keys,
  work: (
    ask: (key: string, request: Request) => Promise<{ status: number; body: string }>,
  ) => Promise<T>,
): Promise<T> {
  const program = engineProgram();
  if (!program.ok) throw new Error(`engine program ${program.why}: ${program.file}`);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const [file, args] = dyingWithParent(program.file, engineFlags(port, data));
  const engine = spawn(file, args, {
    cwd: data,
    env: { ...process.env, MEILI_MASTER_KEY: master },
    stdio: 'ignore',
  });
  try {
    if (!(await answers(`${url}/health`, { seconds: 60 }))) throw new Error('no engine');
    return await work(async (key, [, method, where, body]) => {
      const response = await fetch(url + where, {
        method,
        headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: await response.text() };
    });
  } finally {
    const end = once(engine, 'exit');
    engine.kill('SIGTERM');
    await end;
  }
}

const search: Request = ['search', 'POST', '/indexes/bys_tr/search', { q: 'küme', limit: 1 }];

const finds = (answer: { status: number; body: string }) =>
  answer.status === 200 && (JSON.parse(answer.body) as { hits: unknown[] }).hits.length === 1;

/** What the portal's key may do, and what is left of all keys when there is a new master key. */
export const drill: Drill = {
  name: 'keys',
  async run(form): Promise<Row[]> {
    const data = fs.mkdtempSync(path.join(os.tmpdir(), 'bys-keys-'));
    const site = form === 'full' ? root : path.join(data, 'site');
    try {
      // The glossary alone: what the keys may do does not depend on how much there is.
      if (form === 'short')
        for (const name of ['search', 'terms'])
          fs.cpSync(path.join(root, 'content', name), path.join(site, 'content', name), {
            recursive: true,
          });
      const old = fill(data, site);
      const scope = await withEngine(data, old, async (ask) => {
        const refused: string[] = [];
        for (const request of refusedToThePortal)
          if ((await ask(old.search, request)).status === 403) refused.push(request[0]);
        return { refused, found: finds(await ask(old.search, search)) };
      });
      // The whole of the rotation: docs/operation/keys.md.
      fs.rmSync(path.join(data, 'master.key'));
      const fresh = fill(data, site);
      const rotated = await withEngine(data, fresh, async (ask) => {
        const still: string[] = [];
        for (const [name, key] of Object.entries(old))
          if ((await ask(key, search)).status !== 403) still.push(name);
        return { still, found: finds(await ask(fresh.search, search)) };
      });
      return [
        exactly('searches that the portal’s key may do', 1, Number(scope.found)),
        exactly('other acts refused to it', refusedToThePortal.length, scope.refused.length),
        exactly('old keys that still open something after a rotation', 0, rotated.still.length),
        exactly(
          'searches with the new key, without another build of the index',
          1,
          Number(rotated.found),
        ),
      ];
    } finally {
      fs.rmSync(data, { recursive: true, force: true });
    }
  },
};
