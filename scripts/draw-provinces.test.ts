import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { provinceCodes, provinceNames } from '#lib/provinces';

const folder = mkdtempSync(path.join(os.tmpdir(), 'bys-provinces-'));
after(() => rmSync(folder, { recursive: true }));

type Point = readonly [number, number];

/** A square in metres, closed as GeoJSON closes it. */
const square = ([x, y]: Point, side: number): Point[] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];

/** Provinces in a row from west to east, each a square of 50 km; Adana has two islands. */
const row = provinceCodes.map((code, index) => {
  const at = [index * 50_000, 0] as const;
  const islands =
    code === 'adana' ? [square([0, -20_000], 2_000), square([0, -40_000], 8_000)] : [];
  return {
    type: 'Feature',
    properties: { name_tr: provinceNames[code], x: at[0] + 25_000, y: 25_000 },
    geometry: {
      type: 'MultiPolygon',
      coordinates: [square(at, 50_000), ...islands].map((ring) => [ring]),
    },
  };
});

function draw(features: readonly unknown[]) {
  const [from, to] = [path.join(folder, 'from.json'), path.join(folder, 'to.ts')];
  writeFileSync(from, JSON.stringify({ type: 'FeatureCollection', features }));
  const args = ['--import', 'tsx', 'scripts/draw-provinces.ts', from, to];
  return { ...spawnSync(process.execPath, args, { encoding: 'utf8' }), to };
}

test('shapes are drawn in kilometres from the north-west, islands of a few square kilometres left out', () => {
  const { status, stderr, to } = draw(row);
  assert.equal(status, 0, stderr);
  const written = readFileSync(to, 'utf8');
  assert.match(written, /mapSize = \{ width: 4062, height: 102 \}/);
  assert.match(written, /adana: \{\n {4}path: 'M6 56l50 0 0-50-50 0zM6 96l8 0 0-8-8 0z',/);
  assert.match(written, /adiyaman: \{\n {4}path: 'M56 56l50 0 0-50-50 0z',\n {4}at: \[81, 31\],/);
});

test('a file without all provinces is refused by their names', () => {
  const { status, stderr } = draw(row.filter(({ properties }) => properties.name_tr !== 'Kilis'));
  assert.notEqual(status, 0);
  assert.match(stderr, /not the 81 provinces; missing: kilis/);
});
