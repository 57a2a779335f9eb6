import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { env } from '#lib/env';
import { argumentsOf } from './command-line';
import type { Drill, Row } from './drills/drill';
import { drill as backup } from './drills/backup';
import { drill as disk } from './drills/disk';
import { drill as flood } from './drills/flood';
import { drill as faults } from './drills/faults';
import { drill as kill } from './drills/kill';
import { drill as nodes } from './drills/nodes';
import { drill as rebuild } from './drills/rebuild';
import { drill as soak } from './drills/soak';
import { drill as restart } from './drills/restart';

/**
 * npm run drill [-- --short] [-- --only name,name] [-- --json FILE]: goes through the drills one after another,
 * prints one table, and writes the same as JSON. Ends with 1 when a row misses its goal.
 */
const drills: readonly Drill[] = [rebuild, kill, disk, backup, nodes, faults, restart, flood, soak];

type Outcome = { drill: string; seconds: number; rows: Row[] };

const given = argumentsOf(process.argv.slice(2), {
  short: { type: 'boolean', default: false },
  only: { type: 'string' },
  json: { type: 'string' },
});

function usage(): number {
  console.error('npm run drill -- [--short] [--only NAME,NAME] [--json FILE]');
  console.error(`drills: ${drills.map(({ name }) => name).join(', ')}`);
  return 2;
}

/** What these figures belong to: they say little about another machine. */
const circumstances = () => ({
  date: new Date().toISOString(),
  machine: `${os.cpus()[0]?.model ?? 'unknown'}, ${os.availableParallelism()} cores, ${Math.round(os.totalmem() / 2 ** 30)} GiB, node ${process.versions.node}`,
  commit: execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim(),
});

/** A drill that breaks is a row that fails: the others are still worth their time. */
async function outcomeOf(drill: Drill, form: 'short' | 'full'): Promise<Outcome> {
  const start = performance.now();
  const rows = await drill.run(form).catch((error: unknown): Row[] => {
    console.error(error);
    const measured = error instanceof Error ? error.message : String(error);
    return [{ what: 'runs to its end', goal: 'yes', measured, ok: false }];
  });
  return { drill: drill.name, seconds: Math.round((performance.now() - start) / 1000), rows };
}

function table(outcomes: readonly Outcome[]): string {
  const lines = outcomes.flatMap(({ drill, rows }) =>
    rows.map(({ what, goal, measured, ok }) => [ok ? '✓' : '✗', drill, what, goal, measured]),
  );
  const cells = [['', 'drill', 'what', 'goal', 'measured'], ...lines];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...cells.map((line) => line[column]?.length ?? 0)),
  );
  return cells
    .map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .join('\n');
}

async function main(): Promise<number> {
  const wanted = given?.values.only?.split(',') ?? drills.map(({ name }) => name);
  if (!given || !wanted.every((name) => drills.some((drill) => drill.name === name)))
    return usage();
  const form = given.values.short ? 'short' : 'full';
  const about = { form, ...circumstances() };
  console.log(`${about.date}  ${about.machine}  ${about.commit}  ${form}`);
  const outcomes: Outcome[] = [];
  for (const drill of drills.filter(({ name }) => wanted.includes(name))) {
    console.log(`… ${drill.name}`);
    outcomes.push(await outcomeOf(drill, form));
  }
  console.log(table(outcomes));
  const file = given.values.json ?? path.join(env().DATA_DIR, 'drill.json');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${JSON.stringify({ ...about, outcomes }, null, 2)}\n`);
  return outcomes.every(({ rows }) => rows.length > 0 && rows.every(({ ok }) => ok)) ? 0 : 1;
}

// Engines and workers of a drill that broke off must not hold up the end.
process.exit(await main());
