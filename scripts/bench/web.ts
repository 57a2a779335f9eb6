import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import type { AddressInfo } from 'node:net';
import { gunzipSync, gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { root, runToEnd } from '../bootstrap.mjs';
import {
  askerOf,
  inTurns,
  isNoisy,
  load,
  median,
  percentile,
  spread,
  verdictOf,
  type Bench,
  type Row,
} from './measure';
import { searches } from './search';

const gzip = { 'accept-encoding': 'gzip' };

/** Words as somebody types them, letter by letter. */
function keystrokes(many: number): string[] {
  const typed = searches().flatMap((query) =>
    Array.from({ length: query.length }, (_, i) => query.slice(0, i + 1)),
  );
  return Array.from({ length: many }, (_, i) => typed[(i * 7) % typed.length] ?? '');
}

/** Row 2: suggestions through the route, one after another as one person types. */
export async function suggestRows({ quick, say }: Bench, site: string): Promise<Row[]> {
  const all = keystrokes(quick ? 500 : 2000);
  say(`suggestions: ${all.length} keystrokes`);
  const { ask, close } = askerOf(site, 1);
  const times: number[] = [];
  const bytes: number[] = [];
  let failed = 0;
  for (const typed of [...all.slice(0, 100), ...all]) {
    const began = performance.now();
    const { status, body } = await ask({ path: `/api/suggest?q=${encodeURIComponent(typed)}` });
    times.push(performance.now() - began);
    bytes.push(gzipSync(body).length);
    if (status !== 200) failed++;
  }
  close();
  const [counted, sizes] = [times.slice(100), bytes.slice(100)];
  const p99 = percentile(counted, 0.99);
  return [
    {
      part: '2 suggest',
      what: `${counted.length} keystrokes through /api/suggest, p50/p95/p99 ms`,
      measured: `${spread(counted)}, ${failed} not answered`,
      goal: 'p99 <= 50 ms',
      verdict: failed > 0 ? 'missed' : verdictOf(p99 <= 50, counted),
    },
    {
      part: '2 suggest',
      what: 'bytes of one answer, gzip: p50, most',
      measured: `${median(sizes)} B, ${Math.max(...sizes)} B`,
      goal: '<= 1024 B',
      verdict: Math.max(...sizes) <= 1024 ? 'met' : 'missed',
    },
  ];
}

const distinct = (query: string, turn: number) =>
  `/ara?q=${encodeURIComponent(query)}${turn === 0 ? '' : `&sayfa=${turn + 1}`}`;

/** Row 6: how many pages a second, beside a naive page over the same engine. */
export async function loadRows({ quick, say }: Bench, site: string, naive: string): Promise<Row[]> {
  say('web: requests a second');
  const seconds = quick ? 3 : 8;
  const queries = searches();
  const turn = (where: string, next: () => string) => () =>
    load(where, 8, seconds, () => ({ path: next(), headers: gzip }));
  const asked = inTurns(queries);
  let at = 0;
  const never = () => `/ara?q=${encodeURIComponent(`${asked()} ${(at++).toString(36)}x`)}`;
  const once = inTurns(queries.slice(0, 50).map((query) => distinct(query, 0)));
  const naively = inTurns(queries.map((query) => distinct(query, 0)));
  const runs = {
    naive: turn(naive, naively),
    distinct: turn(site, never),
    repeated: turn(site, once),
    prerendered: turn(naive, () => '/'),
    content: turn(site, () => '/destekler/tubitak-1501'),
  };
  await load(site, 4, 2, () => ({ path: once(), headers: gzip }));
  await load(naive, 4, 2, () => ({ path: naively(), headers: gzip }));
  const results: Record<string, number[]> = {};
  let failed = 0;
  for (let round = 0; round < 2; round++)
    for (const [name, run] of Object.entries(runs)) {
      const done = await run();
      failed += done.failed;
      (results[name] ??= []).push(done.perSecond);
    }
  const of = (name: keyof typeof runs) => {
    const [one = NaN, other = NaN] = results[name] ?? [];
    return (one + other) / 2;
  };
  const noisy = (...names: (keyof typeof runs)[]) =>
    names.some((name) => isNoisy((results[name] ?? []).flatMap((value) => [value])));
  const row = (
    what: string,
    a: keyof typeof runs,
    b: keyof typeof runs,
    goal: string,
    least: number,
  ): Row => ({
    part: '6 web',
    what,
    measured: `${of(a).toFixed(0)} : ${of(b).toFixed(0)} = ${(of(a) / of(b)).toFixed(2)}x`,
    goal,
    verdict: noisy(a, b) ? 'noisy' : of(a) / of(b) >= least ? 'met' : 'missed',
  });
  return [
    row(
      'search page, words never asked before, against a naive page over the same engine, req/s',
      'distinct',
      'naive',
      '>= 3x',
      3,
    ),
    row(
      'search page, 50 searches asked again and again, against the naive page, req/s',
      'repeated',
      'naive',
      '>= 3x',
      3,
    ),
    row(
      'the same against a prerendered page of an empty app, req/s',
      'repeated',
      'prerendered',
      'near 1x',
      0.8,
    ),
    {
      part: '6 web',
      what: "an entry's page, made on request, req/s; answers that were not 200 in all of these",
      measured: `${of('content').toFixed(0)}; ${failed}`,
      goal: 'compare; 0',
      verdict: failed === 0 ? 'met' : 'missed',
    },
  ];
}

/** The files that a page asks for at once, with their packed sizes. */
async function weightOf(site: string, page: string) {
  const { ask, close } = askerOf(site, 4);
  const { body, headers } = await ask({ path: page, headers: gzip });
  const html = headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
  const text = html.toString();
  const names = [...text.matchAll(/<script[^>]*\bsrc="([^"]+)"[^>]*>/g)]
    .filter(([tag]) => !/nomodule/i.test(tag))
    .map(([, name = '']) => name);
  const styles = [...text.matchAll(/<link[^>]*rel="stylesheet"[^>]*href="([^"]+)"/g)].map(
    ([, name = '']) => name,
  );
  const fonts = [...text.matchAll(/<link[^>]*rel="preload"[^>]*href="([^"]+\.woff2)"/g)].map(
    ([, name = '']) => name,
  );
  const sum = async (list: readonly string[]) => {
    let bytes = 0;
    for (const name of new Set(list)) {
      const answer = await ask({ path: name, headers: gzip });
      bytes += answer.headers['content-encoding']
        ? answer.body.length
        : name.endsWith('.woff2')
          ? answer.body.length
          : gzipSync(answer.body).length;
    }
    return bytes;
  };
  const weight = {
    html: html.length,
    packed: gzipSync(html).length,
    script: await sum(names),
    style: await sum(styles),
    font: await sum(fonts),
    plain: text.replace(/<script\b[^>]*>[\s\S]*?<\/script>|<link[^>]*as="script"[^>]*>/g, ''),
  };
  close();
  return weight;
}

/** Row 6: what a reader has to load. */
export async function weightRows({ say }: Bench, site: string, naive: string): Promise<Row[]> {
  say('web: weight');
  const ours = await weightOf(site, '/ara?q=ihracat');
  const empty = await weightOf(naive, '/');
  const home = await weightOf(site, '/');
  const script = (ours.script - empty.script) / 1000;
  const all = (one: typeof ours) => (one.packed + one.script + one.style + one.font) / 1000;
  const plain = Buffer.byteLength(ours.plain);
  return [
    {
      part: '6 web',
      what: 'HTML of the search page against the same page without any script',
      measured: `${(ours.html / 1000).toFixed(1)} : ${(plain / 1000).toFixed(1)} kB = ${(ours.html / plain).toFixed(2)}x`,
      goal: '<= 2x',
      verdict: ours.html / plain <= 2 ? 'met' : 'missed',
    },
    {
      part: '6 web',
      what: 'our JavaScript over an empty app built in this run, gzip',
      measured: `${(ours.script / 1000).toFixed(1)} - ${(empty.script / 1000).toFixed(1)} = ${script.toFixed(1)} kB`,
      goal: '<= 15 kB',
      verdict: script <= 15 ? 'met' : 'missed',
    },
    {
      part: '6 web',
      what: 'first load, gzip (HTML + scripts + styles + preloaded fonts): search, home',
      measured: `${all(ours).toFixed(1)} kB (${[ours.packed, ours.script, ours.style, ours.font].map((b) => (b / 1000).toFixed(1)).join(' + ')}), ${all(home).toFixed(1)} kB`,
      goal: '<= 170 kB',
      verdict: Math.max(all(ours), all(home)) <= 170 ? 'met' : 'missed',
    },
  ];
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const program = () => process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Row 6: what a reader on a slow phone waits for: a quarter of this processor, 1.6 Mb/s, 150 ms. */
export async function vitalsRows({ quick, say }: Bench, site: string): Promise<Row[]> {
  if (!fs.existsSync(program()))
    return [
      { part: '6 web', what: 'Chromium is not installed', measured: '-', goal: '-', verdict: '-' },
    ];
  say('web: a slow phone');
  const browser = await chromium.launch({ executablePath: program(), args: flags });
  const seen = { lcp: [] as number[], cls: [] as number[], inp: [] as number[] };
  const pages = ['/', '/ara?q=ihracat', '/destekler/tubitak-1501'];
  for (let turn = 0; turn < (quick ? 1 : 5); turn++)
    for (const address of pages) {
      const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
      await session.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 150,
        downloadThroughput: 1.6e6 / 8,
        uploadThroughput: 0.75e6 / 8,
      });
      await page.addInitScript({ content: watchVitals });
      await page.goto(site + address, { waitUntil: 'load' });
      await page.waitForLoadState('networkidle');
      const onLoad = await page.evaluate(readVitals);
      const box = page.getByRole('searchbox').or(page.getByRole('combobox')).first();
      if (await box.isVisible()) {
        await box.click();
        await page.keyboard.type('kobi', { delay: 120 });
        await page.waitForLoadState('networkidle');
      }
      const found = await page.evaluate(readVitals);
      seen.lcp.push(onLoad.lcp);
      // What is typed changes the results on purpose.
      seen.cls.push(onLoad.cls);
      seen.inp.push(found.inp);
      await context.close();
    }
  await browser.close();
  const row = (
    what: string,
    values: number[],
    goal: string,
    most: number,
    digits: number,
  ): Row => ({
    part: '6 web',
    what,
    measured: `${median(values).toFixed(digits)} (most ${Math.max(...values).toFixed(digits)})`,
    goal,
    verdict: median(values) <= most ? 'met' : 'missed',
  });
  if (seen.lcp.some((lcp) => lcp === 0)) throw new Error('a page painted nothing');
  return [
    row(
      `LCP of ${pages.length} pages at 4x CPU, 1.6 Mb/s, 150 ms: median, ms`,
      seen.lcp,
      '<= 1000',
      1000,
      0,
    ),
    row('CLS of the same: median', seen.cls, '0', 0, 3),
    row(
      'longest answer to a click or key (INP) of the same, with suggestions: median, ms',
      seen.inp,
      '<= 100',
      100,
      0,
    ),
  ];
}

type Vitals = { lcp: number; cls: number; inp: number };

const readVitals = (): Vitals =>
  (globalThis as typeof globalThis & { bysVitals: Vitals }).bysVitals;

/** Text, since what compiles us would write helpers of its own into a function. */
const watchVitals = `
  const found = (globalThis.bysVitals = { lcp: 0, cls: 0, inp: 0 });
  const watch = (type, each) =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({
      type, buffered: true, durationThreshold: 16,
    });
  watch('largest-contentful-paint', (entry) => { found.lcp = entry.startTime; });
  watch('layout-shift', (entry) => { if (!entry.hadRecentInput) found.cls += entry.value; });
  watch('event', (entry) => { if (entry.interactionId) found.inp = Math.max(found.inp, entry.duration); });
`;

const lighthouseVersion = '12.8.2';

/** Row 6: Lighthouse, beside a plain page that must read 100. Installed aside, once, where npm can. */
export async function lighthouseRows({ quick, say }: Bench, site: string): Promise<Row[]> {
  const folder = path.join(root, '.data/bench-tools');
  const cli = path.join(folder, 'node_modules/lighthouse/cli/index.js');
  if (!fs.existsSync(cli)) {
    say('Lighthouse: installing aside');
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
    spawnSync(
      'npm',
      ['install', '--no-audit', '--no-fund', '--ignore-scripts', `lighthouse@${lighthouseVersion}`],
      { cwd: folder },
    );
  }
  if (!fs.existsSync(cli) || !fs.existsSync(program()))
    return [
      {
        part: '6 web',
        what: 'Lighthouse could not be installed',
        measured: '-',
        goal: '-',
        verdict: '-',
      },
    ];
  const control = http.createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(
      '<!doctype html><html lang="tr"><head><meta name="viewport" content="width=device-width"><meta name="description" content="Düz"><title>Düz</title></head><body><main><h1>Düz</h1><p>Metin.</p></main></body></html>',
    );
  });
  await new Promise<void>((resolve) => control.listen(0, 'localhost', resolve));
  const plain = `http://localhost:${(control.address() as AddressInfo).port}/`;
  const turns = quick ? 1 : 5;
  const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
  const scores = async (url: string): Promise<Record<string, number>> => {
    const out = path.join(folder, 'report.json');
    fs.rmSync(out, { force: true });
    await runToEnd(
      process.execPath,
      [
        cli,
        url,
        '--quiet',
        '--output=json',
        `--output-path=${out}`,
        `--only-categories=${categories.join(',')}`,
        `--chrome-flags=--headless=new ${flags.join(' ')}`,
      ],
      { cwd: folder, env: { ...process.env, CHROME_PATH: program() }, stdio: 'ignore' },
    );
    if (!fs.existsSync(out)) return {};
    const report = JSON.parse(fs.readFileSync(out, 'utf8')) as {
      categories: Record<string, { score: number }>;
    };
    return Object.fromEntries(
      categories.map((name) => [name, Math.round((report.categories[name]?.score ?? 0) * 100)]),
    );
  };
  const rows: Row[] = [];
  for (const [name, url] of [
    ['a plain page (control)', plain],
    ['home', `${site}/`],
    ['search', `${site}/ara?q=ihracat`],
    ['entry', `${site}/destekler/tubitak-1501`],
  ] as const) {
    say(`Lighthouse: ${name}`);
    const runs: Record<string, number>[] = [];
    for (let turn = 0; turn < turns; turn++) runs.push(await scores(url));
    const at = (category: string) => median(runs.map((run) => run[category] ?? NaN));
    const [performance, accessibility, practices, seo] = categories.map(at);
    const isWhole = [accessibility, practices, seo].every((score) => score === 100);
    rows.push({
      part: '6 web',
      what: `Lighthouse of ${name}, median of ${turns}: performance, accessibility, best practices, SEO`,
      measured: `${performance}, ${accessibility}, ${practices}, ${seo}`,
      goal: name.startsWith('a plain') ? 'performance 100' : '-, 100, 100, 100',
      verdict: name.startsWith('a plain')
        ? performance === 100
          ? 'met'
          : 'noisy'
        : isWhole
          ? 'met'
          : 'missed',
    });
  }
  control.close();
  return rows;
}
