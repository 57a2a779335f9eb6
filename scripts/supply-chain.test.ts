import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import { root } from './bootstrap.mjs';

const textOf = (file: string) => fs.readFileSync(path.join(root, file), 'utf8');

const locked = Object.entries(
  z
    .object({
      packages: z.record(
        z.string(),
        z.object({
          version: z.string().optional(),
          license: z.string().optional(),
          resolved: z.string().optional(),
          integrity: z.string().optional(),
          dev: z.boolean().optional(),
          optional: z.boolean().optional(),
          devOptional: z.boolean().optional(),
          peer: z.boolean().optional(),
          hasInstallScript: z.boolean().optional(),
        }),
      ),
    })
    .parse(JSON.parse(textOf('package-lock.json'))).packages,
)
  .filter(([place]) => place !== '')
  .map(([place, { version = '', ...rest }]) => ({
    name: place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
    version,
    ...rest,
  }));

const numbersOf = (version: string): number[] => {
  assert.match(version, /^\d+\.\d+\.\d+/);
  return version.split(/[.-]/, 3).map(Number);
};

/** Below 0: the first version is the older one. */
function compared(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  const at = left.findIndex((part, index) => part !== right[index]);
  return at === -1 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}

test('no locked package is older than its least safe version', () => {
  const rows = [
    ...textOf('docs/operation/dependencies.md').matchAll(
      /^\| (\S+) \| ((?:\d[\d.]+(?:, )?)+) \|/gm,
    ),
  ].map(([, name = '', versions = '']) => ({ name, least: versions.split(', ') }));
  assert.ok(rows.length >= 10, String(rows.length));
  for (const { name, least } of rows) {
    const there = locked.filter((one) => one.name === name);
    assert.ok(there.length > 0, `${name} is no longer locked: take its row away`);
    for (const { version } of there) {
      const ofMajor = least.find((one) => numbersOf(one)[0] === numbersOf(version)[0]);
      const [newest = ''] = [...least].sort((a, b) => compared(b, a));
      assert.ok(compared(version, ofMajor ?? newest) >= 0, `${name} ${version}`);
    }
  }
});

const allowed = new Set([
  ...['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0', 'BlueOak-1.0.0'],
  ...['MPL-2.0', 'CC0-1.0', 'CC-BY-4.0', 'OFL-1.1', 'Python-2.0'],
]);
/** Without a licence in package.json; the text beside it is the MIT licence. */
const inItsFile = new Map([['png-js', 'MIT']]);

test('every package has a licence that we may use it under', () => {
  const others = locked.filter(({ name, license = inItsFile.get(name) ?? 'none' }) => {
    const names = license.replace(/[()]/g, '').split(/ (?:AND|OR) /);
    return !names.every(
      (one) => allowed.has(one) || (one === 'LGPL-3.0-or-later' && name.startsWith('@img/sharp')),
    );
  });
  assert.deepEqual(others, []);
});

test('no package runs a script of its own at installation but those that were looked at', () => {
  const looked = z
    .object({ allowScripts: z.record(z.string(), z.literal(false)) })
    .parse(JSON.parse(textOf('package.json'))).allowScripts;
  const withScript = locked.filter(({ hasInstallScript }) => hasInstallScript);
  for (const { name } of withScript) assert.equal(looked[name], false, name);
  // For an npm that does not know allowScripts yet.
  assert.match(textOf('.npmrc'), /^ignore-scripts=true$/m);
});

test('every package is held by its checksum, wherever it comes from', () => {
  for (const { name, integrity, resolved } of locked) {
    assert.match(integrity ?? '', /^sha512-/, name);
    assert.equal(resolved, undefined, name);
  }
});

test('the bill of materials names every package that a server runs, with version and licence', () => {
  const said = spawnSync('npm', ['run', '--silent', 'sbom'], { cwd: root, encoding: 'utf8' });
  assert.equal(said.status, 0, said.stderr);
  const bill = z
    .object({
      bomFormat: z.literal('CycloneDX'),
      specVersion: z.string().regex(/^1\.[5-9]$/),
      components: z.array(
        z.object({
          name: z.string(),
          version: z.string(),
          purl: z.string(),
          licenses: z.array(z.unknown()).optional(),
        }),
      ),
    })
    .parse(JSON.parse(said.stdout));
  const named = new Map(bill.components.map((one) => [`${one.name}@${one.version}`, one]));
  // Optional ones are for other platforms; what of them is installed here is in the bill as well.
  const running = locked.filter(
    ({ dev, optional, devOptional, peer }) => !dev && !optional && !devOptional && !peer,
  );
  assert.ok(running.length > 100);
  for (const { name, version, license } of running) {
    const component = named.get(`${name}@${version}`);
    assert.ok(component, `${name}@${version}`);
    assert.ok(license !== undefined && JSON.stringify(component.licenses).includes(license), name);
  }
});
