import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { parse } from 'yaml';
import { z } from 'zod';
import { root } from './bootstrap.mjs';
import { debianProgram } from './debian-for-tests';

// The unit is checked by systemd and run as it says; the container files, for which no engine is here, are
// held against what they must agree with.

const textOf = (file: string) => fs.readFileSync(path.join(root, file), 'utf8');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bys-deploy-'));
after(() => fs.rmSync(folder, { recursive: true, force: true }));

const unitText = textOf('deploy/bys.service');

/** Every value of a key of the unit, in order. */
const unit = (key: string): string[] =>
  [...unitText.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value]) => value ?? '');

const one = (key: string): string => {
  const [value, ...more] = unit(key);
  assert.ok(value !== undefined && more.length === 0, key);
  return value;
};

/** NAME=value lines, as systemd and Docker read them. */
function variables(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
      assert.ok(name !== undefined && value !== undefined, line);
      return [name, value];
    }),
  );
}

const unitEnvironment = variables(unit('Environment').join('\n'));
const exampleText = textOf('deploy/bys.env.example');
const example = variables(exampleText);
/** With those that are commented out. */
const named = [...exampleText.matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name ?? '');

/** The names that lib/env.ts reads, and those of the system. */
const known = new Set([
  ...[...textOf('lib/env.ts').matchAll(/^ {4}([A-Z_]+): /gm)].map(([, name]) => name ?? ''),
  ...['HOME', 'LANG'],
]);

/** The unit with the paths of this machine, in a file of the same name. */
function unitHere(): string {
  const file = path.join(folder, 'bys.service');
  fs.writeFileSync(
    file,
    unitText
      .replace('ExecStart=/usr/bin/node', `ExecStart=${process.execPath}`)
      .replace(/^WorkingDirectory=.*$/m, `WorkingDirectory=${root}`),
  );
  return file;
}

test('systemd finds nothing wrong with the unit', () => {
  const analyze = debianProgram('systemd-analyze', 'systemd');
  const said = spawnSync(analyze, ['verify', '--man=no', '--recursive-errors=no', unitHere()], {
    encoding: 'utf8',
  });
  assert.equal(said.stderr, '');
  assert.equal(said.status, 0);
});

test('the unit is exposed to 1.9 of 10 at most, as systemd counts', () => {
  const analyze = debianProgram('systemd-analyze', 'systemd');
  const said = spawnSync(
    analyze,
    ['security', '--offline=true', '--threshold=19', '--no-pager', unitHere()],
    { encoding: 'utf8' },
  );
  assert.match(said.stdout, /Overall exposure level for bys\.service: \d\.\d OK/);
  assert.equal(said.status, 0, said.stdout.slice(-200));
});

test('the command, the folder and the settings of the unit start the launcher', () => {
  const state = path.join(folder, 'state');
  const site = path.join(state, 'site');
  fs.mkdirSync(path.join(site, 'content'), { recursive: true });
  const inState = (value: string) => value.replace('/var/lib/bys', state);
  assert.equal(one('StateDirectory'), 'bys');
  assert.equal(one('EnvironmentFile'), '/etc/bys/bys.env');
  const [program, ...args] = one('ExecStart').split(' ');
  assert.equal(program, '/usr/bin/node');
  assert.equal(one('WorkingDirectory'), '/opt/bys');
  const said = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    // As systemd gives it, and a search engine that is away: all before that is accepted.
    env: {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      ...Object.fromEntries(
        Object.entries(unitEnvironment).map(([name, value]) => [name, inState(value)]),
      ),
      ...example,
      PORT: '1',
      NODE_ENV: 'production',
      MEILI_URL: 'http://127.0.0.1:9',
      MEILI_ADMIN_KEY: 'a',
      MEILI_SEARCH_KEY: 'b',
    },
  });
  assert.match(said.stderr, /http:\/\/127\.0\.0\.1:9\b/);
  assert.equal(said.stderr.trim().split('\n').length, 1, said.stderr);
  assert.equal(said.status, 1);
  assert.equal(fs.statSync(path.join(state, 'data')).mode & 0o777, 0o700);
});

test('the unit stops as the launcher does: it alone is asked, and has time for all three', () => {
  assert.equal(one('KillMode'), 'mixed');
  const patience = Number(/\[exit, pause\((\d+)\)\]/.exec(textOf('scripts/start.mjs'))?.[1]);
  assert.ok(Number(one('TimeoutStopSec')) * 1000 > 3 * patience);
});

test('the unit writes to its data and to the build only', () => {
  assert.equal(one('ProtectSystem'), 'strict');
  assert.deepEqual(unit('ReadWritePaths'), ['/opt/bys/.next']);
  for (const [name, value] of Object.entries(unitEnvironment))
    assert.ok(value.startsWith('/var/lib/bys'), name);
});

test('every name in the settings is one that BYS reads', () => {
  assert.ok(known.size > 10);
  for (const name of [...named, ...Object.keys(unitEnvironment)]) assert.ok(known.has(name), name);
  assert.equal(new Set(named).size, named.length);
  // The secrets of an example would be used.
  for (const name of Object.keys(example)) assert.doesNotMatch(name, /KEY|SECRET/);
});

test('nginx, unit, containers and settings speak of one port', () => {
  assert.equal(example.PORT, '3000');
  assert.match(textOf('deploy/nginx.conf'), /server localhost:3000 max_fails=0;/);
  assert.match(textOf('deploy/Dockerfile'), /^ {4}PORT=3000$/m);
});

const composeSchema = z.object({
  services: z.object({
    portal: z.object({
      build: z.strictObject({ context: z.literal('..'), dockerfile: z.string() }),
      env_file: z.string(),
      environment: z.record(z.string(), z.string()),
      volumes: z.array(z.string()),
      ports: z.array(z.string()),
      stop_grace_period: z.string(),
      mem_limit: z.string(),
      pids_limit: z.number(),
      cap_drop: z.tuple([z.literal('ALL')]),
      security_opt: z.tuple([z.literal('no-new-privileges:true')]),
    }),
    web: z.object({ network_mode: z.literal('service:portal'), volumes: z.array(z.string()) }),
  }),
  volumes: z.record(z.string(), z.null()),
});

const compose = composeSchema.parse(parse(textOf('deploy/compose.yaml'))).services;
const dockerfile = textOf('deploy/Dockerfile').replace(/\\\n/g, ' ');
const instruction = (name: string) =>
  [...dockerfile.matchAll(new RegExp(`^${name} +(.*)$`, 'gm'))].map(([, rest]) => rest ?? '');

test('the image has the Node that the tests run on, and a Debian of the engine’s kind', () => {
  const [from] = instruction('FROM');
  const version = /^node:(\d+)\.(\d+)\.(\d+)-trixie-slim$/.exec(from ?? '');
  assert.ok(version, from);
  const least = /^>=(\d+)\.(\d+)$/.exec(JSON.parse(textOf('package.json')).engines.node);
  assert.ok(least);
  assert.equal(version[1], least[1]);
  assert.ok(Number(version[2]) >= Number(least[2]));
});

test('the image runs as a user of no rights, with no key and no history in it', () => {
  assert.deepEqual(instruction('USER'), ['node']);
  const isCopied = instruction('COPY');
  assert.ok(isCopied.length > 0);
  for (const copy of isCopied) assert.match(copy, /^--chown=node:node /);
  const build = instruction('RUN').find((line) => line.includes('--build'));
  assert.match(build ?? '', /^DATA_DIR=(\S+) node scripts\/start\.mjs --build +&& rm -rf \1$/);
  const ignored = new Set(textOf('deploy/Dockerfile.dockerignore').split('\n'));
  for (const name of ['.git', '.data', '.next', '.env*', 'node_modules'])
    assert.ok(ignored.has(name), name);
  for (const name of instruction('ENV')
    .join(' ')
    .matchAll(/([A-Z_]+)=/g))
    assert.ok(known.has(name[1] ?? ''), name[1]);
});

test('the image starts what the unit starts', () => {
  const command = z.array(z.string()).parse(JSON.parse(instruction('CMD')[0] ?? ''));
  assert.equal(['/usr/bin/node', ...command.slice(1)].join(' '), one('ExecStart'));
});

test('every file that the container files name is there', () => {
  for (const name of ['package.json', 'package-lock.json', '.npmrc', 'scripts/start.mjs'])
    assert.ok(dockerfile.includes(name) && fs.existsSync(path.join(root, name)), name);
  assert.ok(fs.existsSync(path.join(root, compose.portal.build.dockerfile)));
  for (const volume of compose.web.volumes.filter((text) => text.startsWith('./'))) {
    const [here = '', there = '', mode] = volume.split(':');
    assert.ok(fs.existsSync(path.join(root, 'deploy', here)), here);
    assert.equal(mode, 'ro');
    if (here === './away.html')
      assert.match(textOf('deploy/nginx.conf'), /root \/opt\/bys\/deploy;/);
    assert.ok(there.startsWith('/'));
  }
});

test('compose sets the same folders, limits and patience as image and unit', () => {
  const { portal } = compose;
  const image = variables(
    instruction('ENV')
      .flatMap((line) => line.split(/\s+/))
      .join('\n'),
  );
  assert.deepEqual(portal.environment, image);
  assert.equal(portal.env_file, one('EnvironmentFile'));
  const mounted = portal.volumes.map((volume) => volume.split(':')[1]).sort();
  assert.deepEqual(mounted, z.array(z.string()).parse(JSON.parse(instruction('VOLUME')[0] ?? '')));
  assert.deepEqual(mounted, [image.DATA_DIR, image.CONTENT_ROOT].sort());
  assert.equal(portal.stop_grace_period, `${one('TimeoutStopSec')}s`);
  assert.equal(portal.mem_limit.toUpperCase(), one('MemoryMax'));
  assert.equal(portal.pids_limit, Number(one('TasksMax')));
  // The portal listens on loopback: the ports are those of the web server in its network.
  assert.deepEqual(portal.ports, ['80:80', '443:443']);
});
