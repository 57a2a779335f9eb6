import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { dataStore } from '#lib/data-store';
import { monthBounds } from '#lib/monthly-report';
import { countsSchema, type Counts } from '#lib/search-counts';
import { root } from './bootstrap.mjs';

const sources = 'sources:\n  - title: Kaynak\n';
const term = (title: string, more = '', body = 'Metin.') =>
  `---\ntitle: ${title}\n${sources}${more}---\n\n${body}\n`;
const institution = `---\ntitle: KOSGEB İdaresi\nshortName: KOSGEB\n---\n\nMetin.\n`;
const programme = (limit: number) =>
  `---\ntitle: Deneme Desteği\ninstitution: kosgeb\nsupportTypes: [hibe]\npurposes: [ihracat]\naudiences: [mikro]\nsectors: [tum]\ncoverage: [tr]\nstatus: active\nupperLimit:\n  value: ${limit}\n  currency: TRY\n  sources: [1]\n  asOf: 2024\n${sources}---\n\nMetin.\n`;

/** A content of its own, its commits on the days given, and the command over it. */
function repository(t: TestContext, isGit = true) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bys-report-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const write = (files: Record<string, string | undefined>) => {
    for (const [file, text] of Object.entries(files)) {
      const full = path.join(folder, 'content', file);
      mkdirSync(path.dirname(full), { recursive: true });
      if (text === undefined) rmSync(full);
      else writeFileSync(full, text);
    }
  };
  const git = (args: readonly string[], at = '2026-01-01T12:00:00+03:00') =>
    execFileSync(
      'git',
      ['-C', folder, '-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...args],
      { env: { ...process.env, GIT_COMMITTER_DATE: at, GIT_AUTHOR_DATE: at }, stdio: 'ignore' },
    );
  if (isGit) git(['init', '-q']);
  const commit = (at: string, files: Record<string, string | undefined>) => {
    write(files);
    git(['add', '-A'], at);
    git(['commit', '-qm', 'Değişiklik'], at);
  };
  const report = (args: readonly string[], env: Record<string, string> = {}) =>
    spawnSync(
      process.execPath,
      ['--import', import.meta.resolve('tsx'), path.join(root, 'scripts/report.ts'), ...args],
      {
        cwd: root,
        encoding: 'utf8',
        env: {
          ...process.env,
          CONTENT_ROOT: folder,
          DATA_DIR: path.join(folder, 'data'),
          SITE_URL: 'https://bys.example',
          NODE_NO_WARNINGS: '1',
          ...env,
        },
      },
    );
  return { folder, write, commit, report };
}

/** The part of a report under a heading. */
const under = (report: string, heading: RegExp): string =>
  report.split(/^## /m).find((part) => heading.test(part.split('\n')[0] ?? '')) ?? '';

test('what came, changed and went in a month is told in words, the rest is not', (t) => {
  const { commit, report } = repository(t);
  commit('2026-02-10T12:00:00+03:00', {
    'institutions/kosgeb.tr.md': institution,
    'programmes/deneme.tr.md': programme(300_000),
    'terms/eski.tr.md': term('Eski [terim]'),
    'terms/giden.tr.md': term('Giden'),
    'terms/vakti-gelen.tr.md': term('Vakti gelen', 'publishAt: 2026-03-15\n'),
    'terms/sade.tr.md': term('Sade'),
  });
  commit('2026-03-05T12:00:00+03:00', {
    'programmes/deneme.tr.md': programme(400_000),
    'terms/yeni.tr.md': term('Yeni'),
    'terms/yeni.en.md': '---\ntitle: New\n---\n\nText.\n',
    'terms/taslak.tr.md': term('Taslak', 'state: draft\n'),
    'terms/sade.tr.md': term('Sade', '# not\n'),
  });
  commit('2026-03-20T12:00:00+03:00', {
    'programmes/deneme.tr.md': programme(500_000),
    'terms/eski.tr.md': term('Eski [terim]', 'state: retired\n'),
    'terms/giden.tr.md': undefined,
  });
  // In Türkiye this is April already.
  commit('2026-03-31T21:30:00Z', { 'terms/nisan.tr.md': term('Nisan') });
  commit('2026-04-05T12:00:00+03:00', { 'programmes/deneme.tr.md': programme(900_000) });

  const { status, stdout, stderr } = report(['2026-03', '--lang', 'tr']);
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^# İçerik raporu: Mart 2026\n/);
  const added = under(stdout, /^Eklenenler \(2\)/);
  assert.match(added, /\[Vakti gelen\]\(https:\/\/bys\.example\/sozluk\/vakti-gelen\)/);
  assert.match(added, /\[Yeni\]/);
  const changed = under(stdout, /^Değişenler \(1\)/);
  assert.match(changed, /\[Deneme Desteği\].*\n {2}- .*300\.000 TL.*→.*500\.000 TL/);
  const retired = under(stdout, /^Yayından kaldırılanlar \(2\)/);
  assert.match(retired, /Eski \\\[terim\\\].*\n- \[Giden\]/);
  assert.doesNotMatch(stdout, /Taslak|Nisan|900\.000/);

  const english = report(['2026-03', '--lang', 'en']).stdout;
  assert.match(
    under(english, /^Added \(2\)/),
    /\[New\]\(https:\/\/bys\.example\/en\/glossary\/yeni\)/,
  );
});

test('the freshness of each institution’s programmes and the work of each desk are counted', (t) => {
  const { commit, report } = repository(t);
  commit('2026-02-10T12:00:00+03:00', {
    'institutions/kosgeb.tr.md': institution,
    'programmes/deneme.tr.md': programme(300_000),
  });
  const { stdout } = report(['2026-02', '--lang', 'tr']);
  assert.match(stdout, /\| KOSGEB \| 1 \| 0 \| 0 \| 1 \| 1 \|/);
  assert.match(stdout, /\| Destek masası \| 0 \| 1 \| 0 \| 2 \|/);
});

const counted = (searched: number, more: Partial<Counts[string][string]> = {}) => ({
  '2026-02': {
    ...{ searched, nothing: 0, similar: 0, clicked: 1, days: searched, last: '2026-02-20' },
    ...more,
  },
});

test('searches are told for the month alone, rare ones never, and a switch that is off is said', async (t) => {
  const { folder, commit, report } = repository(t);
  commit('2026-02-10T12:00:00+03:00', { 'terms/a.tr.md': term('A') });
  const counts: Counts = {
    'tr hibe': { ...counted(40), '2026-01': counted(70)['2026-02'] },
    'tr sigorta': counted(5, { nothing: 4 }),
    'tr nadir söz': { ...counted(1), '2026-01': counted(9)['2026-02'] },
  };
  const stored = await dataStore(path.join(folder, 'data/editor')).update(
    'search-counts',
    countsSchema,
    {},
    () => [counts, true],
  );
  assert.equal(stored.kind, 'value');
  const { stdout } = report(['2026-02', '--lang', 'tr']);
  const most = under(stdout, /^En çok arananlar/);
  assert.match(most, /\| hibe \| tr \| 40 \| 1 \|\n\| sigorta \| tr \| 5 /);
  assert.doesNotMatch(stdout, /nadir/);
  const missed = under(stdout, /^Boşuna arananlar/);
  assert.match(missed, /\| sigorta \| tr \| 5 \| 4 \| 0 \|/);
  assert.doesNotMatch(missed, /hibe/);

  const off = report(['2026-02', '--lang', 'tr'], { SEARCH_COUNTS: 'off' }).stdout;
  assert.match(under(off, /^En çok arananlar/), /Sayım kapalı/);
  assert.doesNotMatch(off, /hibe/);
});

test('without git and without counts the report says so', (t) => {
  const { write, report } = repository(t, false);
  write({ 'terms/a.tr.md': term('A') });
  const { status, stdout } = report(['2026-02', '--lang', 'tr']);
  assert.equal(status, 0);
  assert.match(stdout, /git geçmişi yok/);
  assert.match(stdout, /yinelenen arama yok/);
});

test('a month that is none, or has not come, is refused; --out writes a file', (t) => {
  const { folder, commit, report } = repository(t);
  commit('2026-02-10T12:00:00+03:00', { 'terms/a.tr.md': term('A') });
  for (const wrong of [['2026-13'], ['Mart'], ['2026-01', '2026-02'], ['--nonsense']])
    assert.equal(report(wrong).status, 2, wrong.join(' '));
  assert.match(report(['2099-01', '--lang', 'tr']).stderr, /henüz gelmedi/);
  const out = path.join(folder, 'rapor.md');
  const { status, stdout } = report(['2026-02', '--lang', 'tr', '--out', out]);
  assert.deepEqual([status, stdout], [0, '']);
  assert.match(readFileSync(out, 'utf8'), /^# İçerik raporu: Şubat 2026/);
});

test('a month begins and ends at midnight in Türkiye', () => {
  const { from, until } = monthBounds('2026-12');
  assert.equal(from.toISOString(), '2026-11-30T21:00:00.000Z');
  assert.equal(until.toISOString(), '2026-12-31T21:00:00.000Z');
});
