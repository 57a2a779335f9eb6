// @ts-check
// npm test, from a fresh clone: installs what it needs, runs every stage even after a failed one,
// and closes with `N passed, N failed`. `--only lint,unit` runs some stages.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  dependenciesInstalled,
  installDependencies,
  operatorSpeaksTurkish,
  root,
  runToEnd,
} from './bootstrap.mjs';

/** @typedef {{ passed: number, failed: number }} Count */

const either = (/** @type {string} */ en, /** @type {string} */ tr) =>
  operatorSpeaksTurkish ? tr : en;

const sentence = {
  noBrowser: either(
    'No Chromium was found. Install one (Debian: apt-get install chromium), or set CHROMIUM_PATH to the program.',
    'Chromium bulunamadı. Kurun (Debian: apt-get install chromium) ya da CHROMIUM_PATH değişkenine programın yolunu verin.',
  ),
  notInstalled: either(
    'npm ci failed, its own words stand above.',
    'npm ci başarısız oldu, nedeni yukarıda.',
  ),
  noStage: (/** @type {string} */ name, /** @type {string} */ known) =>
    either(`There is no stage ${name}: ${known}.`, `${name} adında bir aşama yok: ${known}.`),
  noTests: either('No test was found.', 'Hiç test bulunamadı.'),
  needsBuild: either('Skipped: the build failed.', 'Atlandı: derleme başarısız.'),
};

const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'bys-test-'));
process.on('exit', () => fs.rmSync(temporary, { recursive: true, force: true }));
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => process.exit(1)); // The children die with us.
}

/** @type {NodeJS.ProcessEnv} */
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1' };
// A developer's own settings must not decide what the tests see.
for (const name of [
  'FORCE_COLOR',
  'MEILI_URL',
  'MEILI_ADMIN_KEY',
  'MEILI_SEARCH_KEY',
  'INDEX_PREFIX',
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
]) {
  delete env[name];
}
// One port and one data folder for the build and the site that is tested, so that the second
// start finds both as they are.
const port = process.env.E2E_PORT || '3210';
/** @type {NodeJS.ProcessEnv} */
const siteEnv = {
  ...env,
  PORT: port,
  SITE_URL: `http://localhost:${port}`,
  DATA_DIR: path.join(temporary, 'data'),
};

const bin = (/** @type {string} */ file) => path.join(root, 'node_modules', file);
const node = (/** @type {string[]} */ args, environment = env) =>
  runToEnd(process.execPath, args, { env: environment });

/** A check that is no test runner counts as one test. @param {...string[]} commands */
async function check(...commands) {
  for (const args of commands) {
    if ((await node(args)) !== 0) return { passed: 0, failed: 1 };
  }
  return { passed: 1, failed: 0 };
}

/** Files below a folder, by name. @param {string} folder @param {RegExp} name @returns {string[]} */
function filesIn(folder, name) {
  if (!fs.existsSync(path.join(root, folder))) return [];
  return fs
    .readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

/**
 * node:test over TypeScript: read by people on the terminal, counted from TAP.
 * @param {string[]} files
 * @param {string[]} options
 * @returns {Promise<Count>}
 */
async function nodeTests(files, options) {
  if (files.length === 0) {
    console.error(sentence.noTests);
    return { passed: 0, failed: 1 };
  }
  const tap = path.join(temporary, 'node-tests.tap');
  const code = await node([
    ...['--import', 'tsx', '--test', ...options],
    ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ...['--test-reporter=tap', `--test-reporter-destination=${tap}`],
    ...files,
  ]);
  const text = fs.existsSync(tap) ? fs.readFileSync(tap, 'utf8') : '';
  fs.rmSync(tap, { force: true });
  const count = (/** @type {string} */ what) =>
    Number(text.match(new RegExp(`^# ${what} (\\d+)$`, 'm'))?.[1] ?? 0);
  return countOf(code, count('pass'), count('fail') + count('cancelled'));
}

/**
 * The same in as many processes as there are cores, each with a share of the files: a process for each
 * file would load the same modules and read the same content again and again, at half of all the time.
 * @param {string[]} files
 * @param {string[]} options
 */
function nodeTestsTogether(files, options) {
  const shares = Array.from({ length: os.availableParallelism() }, () => ({
    size: 0,
    files: /** @type {string[]} */ ([]),
  }));
  // The longest first, each to whoever has the least: about even, and the same every time.
  const sized = files.map((file) => ({ file, size: fs.statSync(path.join(root, file)).size }));
  for (const { file, size } of sized.sort((a, b) => b.size - a.size)) {
    const least = shares.reduce((best, share) => (share.size < best.size ? share : best));
    least.size += size;
    least.files.push(file);
  }
  const together = shares
    .filter((share) => share.files.length > 0)
    .map((share, index) => {
      const name = path.join(temporary, `share-${index + 1}.mjs`);
      const address = (/** @type {string} */ file) =>
        JSON.stringify(pathToFileURL(path.join(root, file)).href);
      fs.writeFileSync(
        name,
        share.files.map((file) => `await import(${address(file)});\n`).join(''),
      );
      return name;
    });
  return nodeTests(together, [...options, `--test-concurrency=${together.length}`]);
}

/** A runner that failed without naming a test failed all the same. @returns {Count} */
function countOf(
  /** @type {number} */ code,
  /** @type {number} */ passed,
  /** @type {number} */ failed,
) {
  return { passed, failed: code !== 0 || passed + failed === 0 ? Math.max(failed, 1) : failed };
}

/** @returns {Promise<Count>} */
async function browserTests() {
  const report = path.join(temporary, 'playwright.json');
  const cli = [bin('@playwright/test/cli.js'), 'test', '--reporter=list,json'];
  const code = await node(cli, {
    ...siteEnv,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  const {
    expected = 0,
    unexpected = 0,
    flaky = 0,
  } = fs.existsSync(report) ? JSON.parse(fs.readFileSync(report, 'utf8')).stats : {};
  return countOf(code, expected + flaky, unexpected);
}

let built = true;

/** @type {Record<string, () => Promise<Count>>} */
const stages = {
  format: () => check([bin('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.']),
  lint: () => check([bin('eslint/bin/eslint.js'), '--max-warnings=0', '.']),
  types: () =>
    check([bin('next/dist/bin/next'), 'typegen'], [bin('typescript/bin/tsc'), '--noEmit']),
  unit: () =>
    nodeTestsTogether(
      ['lib', 'components', 'app'].flatMap((folder) =>
        filesIn(folder, /(?<!\.engine)\.test\.tsx?$/),
      ),
      ['--test-timeout=600000'],
    ),
  content: () => check(['--import', 'tsx', 'scripts/content-check.ts']),
  engine: () => nodeTests(filesIn('lib', /\.engine\.test\.ts$/), ['--test-timeout=120000']),
  relevance: () => check(['--import', 'tsx', 'scripts/relevance.ts', '--floors']),
  process: () =>
    nodeTests(filesIn('scripts', /\.test\.ts$/), ['--test-timeout=300000', '--test-concurrency=1']),
  build: async () => {
    built = (await node(['scripts/start.mjs', '--build'], siteEnv)) === 0;
    return { passed: built ? 1 : 0, failed: built ? 0 : 1 };
  },
  e2e: async () => {
    if (built) return browserTests();
    console.error(sentence.needsBuild);
    return { passed: 0, failed: 1 };
  },
};

/** CHROMIUM_PATH, the system's own, or what apt may install. @returns {string | undefined} */
function chromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return fs.existsSync(given) ? given : undefined;
  const find = () =>
    (process.env.PATH ?? '')
      .split(path.delimiter)
      .flatMap((folder) =>
        ['chromium', 'chromium-browser', 'google-chrome'].map((name) => path.join(folder, name)),
      )
      .find((file) => fs.existsSync(file));
  const found = find();
  if (found || process.getuid?.() !== 0) return found;
  const apt = (/** @type {string[]} */ ...args) =>
    spawnSync('apt-get', args, {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  return apt('update') && apt('install', '-y', '--no-install-recommends', 'chromium')
    ? find()
    : undefined;
}

/** @param {Count} count @returns {never} */
function close({ passed, failed }) {
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(failed > 0 ? 1 : 0);
}

/** @param {string} text @returns {never} */
function giveUp(text) {
  console.error(text);
  return close({ passed: 0, failed: 1 });
}

const only = process.argv[2] === '--only' ? (process.argv[3] ?? '').split(',') : undefined;
for (const name of only ?? []) {
  if (!(name in stages)) giveUp(sentence.noStage(name, Object.keys(stages).join(', ')));
}
const chosen = only ?? Object.keys(stages);

if (!dependenciesInstalled() && (await installDependencies()) !== 0) giveUp(sentence.notInstalled);
if (chosen.includes('e2e')) env.CHROMIUM_PATH = siteEnv.CHROMIUM_PATH = chromium();
if (chosen.includes('e2e') && !env.CHROMIUM_PATH) giveUp(sentence.noBrowser);

const total = { passed: 0, failed: 0 };
const lines = [];
for (const [name, run] of Object.entries(stages)) {
  if (!chosen.includes(name)) continue;
  console.log(`\n── ${name}`);
  const start = performance.now();
  const { passed, failed } = await run();
  const time = `${((performance.now() - start) / 1000).toFixed(1)} s`;
  total.passed += passed;
  total.failed += failed;
  lines.push(
    `${failed > 0 ? '✗' : '✓'} ${name.padEnd(8)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${time.padStart(9)}`,
  );
  console.log(lines.at(-1));
}
console.log(`\n${lines.join('\n')}`);
close(total);
