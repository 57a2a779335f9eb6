import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { placeOf } from '#lib/entry';
import { filledForm, type FilledForm } from '#lib/entry-form';
import { problemsOfText, readLibrary } from '#lib/library';
import { texts } from '#lib/messages';
import { describeWithPlace, type Problem } from '#lib/problem';
import { searchEngine } from '#lib/search-engine';
import { indexKeeper } from './keep-index';

const good = 'title: Deneme\ndate: 2026-01-31\nsources:\n  - title: Kaynak\n';
const broken: Record<string, string> = {
  'content/news/sekme.tr.md': `---\n${good.replace('  - title', '\t- title')}---\n\nMetin.\n`,
  'content/news/eksik.tr.md': '---\ntitle: Deneme\n---\n\n# Başlık\n\n<b>a</b>\n',
  'content/news/yanlis.tr.md': `---\n${good.replace('2026-01-31', '31 Ocak')}tarih: 1\n---\n\nMetin.\n`,
  'content/news/bag.tr.md': `---\n${good}clusters:\n  - to: yok-boyle\n    basis: source\n    sources: [4]\n---\n\n[a](/kumeler/yok)\n`,
  'content/news/es.tr.md': `---\n${good}---\n\nMetin.\n`,
  'content/news/es.en.md': '---\ntitle: Test\ndate: 2026\n---\n\nText.\n',
  'content/news/bos.tr.md': '---\ntitle: "   "\ndate:\nsources: []\n---\n',
};

/** The problems that a form shows, wherever. */
function problemsIn(form: FilledForm): Problem[] {
  const found: Problem[] = [...form.problems, ...form.body.problems];
  const look = (part: object) => {
    if ('problems' in part && Array.isArray(part.problems))
      found.push(...(part.problems as Problem[])); // every part of a filled form has these
    for (const key of ['parts', 'items'] as const) {
      const inner: unknown = Reflect.get(part, key);
      if (Array.isArray(inner)) inner.forEach(look);
    }
  };
  for (const { parts } of form.sections) parts.forEach(look);
  return found;
}

test('the terminal, the index, its keeper and the web editor tell the same sentences at the same lines', async () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'bys-doors-'));
  try {
    mkdirSync(path.join(root, 'content/news'), { recursive: true });
    cpSync('content/search/words.yaml', path.join(root, 'content/search/words.yaml'));
    for (const [file, text] of Object.entries(broken)) writeFileSync(path.join(root, file), text);
    const told = (script: string) =>
      spawnSync(process.execPath, ['--import', 'tsx', script, '--lang', 'tr'], {
        encoding: 'utf8',
        env: { ...process.env, CONTENT_ROOT: root },
      })
        .stdout.split('\n')
        .filter((line) => line.startsWith('content/'))
        .sort();
    const library = readLibrary(root);
    const t = texts('tr');
    const sentences = (problems: readonly Problem[]) =>
      problems.map((problem) => describeWithPlace(problem, t)).sort();
    const written = Object.entries(broken).map(([file, text]) => ({
      file,
      text,
      problems: problemsOfText(file, text, library),
    }));
    const expected = sentences(written.flatMap(({ problems }) => problems));
    assert.ok(expected.length >= 10, expected.join('\n'));
    assert.deepEqual(told('scripts/content-check.ts'), expected);
    const { tasks } = JSON.parse(readFileSync('.vscode/tasks.json', 'utf8')) as {
      tasks: { problemMatcher: { pattern?: { regexp: string } } }[];
    };
    const inEditors = new RegExp(tasks[0]?.problemMatcher.pattern?.regexp ?? '^$');
    for (const line of expected) assert.match(line, inEditors);
    assert.deepEqual(told('scripts/reindex.ts'), expected);

    const said: string[] = [];
    // Nothing answers there: what is wrong with files is told all the same.
    const engine = searchEngine({ url: 'http://127.0.0.1:9', key: 'key', prefix: 'doors' });
    await indexKeeper(root, engine, (line) => said.push(line), t).look();
    assert.deepEqual(said.filter((line) => line.startsWith('content/')).sort(), expected);

    for (const { file, text, problems } of written) {
      const place = placeOf(file);
      assert.ok(place);
      const form = filledForm(place.type, place.locale, { text, problems }, 'tr');
      // Fields that cannot be read have no inputs; their text is shown with the same sentences.
      if (form) assert.deepEqual(sentences(problemsIn(form)), sentences(problems), file);
      else assert.match(sentences(problems).join(), /Girinti için sekme/);
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
