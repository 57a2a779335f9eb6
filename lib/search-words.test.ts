import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { pinsFile, readAnalysers, readPins, readSynonyms, synonymsFile } from '#lib/search-words';

const root = mkdtempSync(path.join(os.tmpdir(), 'bys-words-'));
after(() => rmSync(root, { recursive: true, force: true }));
mkdirSync(path.join(root, 'content'));
cpSync('content/search', path.join(root, 'content/search'), { recursive: true });
const write = (file: string, text: string) => writeFileSync(path.join(root, file), text);

const said = 'reason: Neden.\n  by: editör\n  on: 2026-11-22\n';
const synonym = (typed: string) =>
  `- typed: ${typed}\n  means: [makine]\n  language: tr\n  ${said}`;
const pin = (query: string) => `- query: ${query}\n  answers: [/haberler/bir]\n  ${said}`;

test('analysers are made again only for other words', () => {
  write(synonymsFile, synonym('makina'));
  const terms = [['küçük işletme', 'KOBİ']];
  const first = readAnalysers(root, terms);
  write(synonymsFile, `# not\n${synonym('makina').replace('Neden', 'Başka bir neden')}`);
  assert.equal(readAnalysers(root, [...terms]), first);
  write(synonymsFile, synonym('mekine'));
  const second = readAnalysers(root, terms);
  assert.notEqual(second, first);
  assert.deepEqual(
    second.tr.headsOf('mekine').flatMap(second.tr.meaningsOf),
    second.tr.headsOf('makine'),
  );
  assert.notEqual(readAnalysers(root, []), second);
});

test('a slip in a list leaves what held before it, and is told', () => {
  const read = readAnalysers(root, []);
  const bir = { find: () => ({}) } as unknown as Parameters<typeof readPins>[1];
  const words = () => readSynonyms(root).synonyms.map(({ typed }) => typed);
  const pinned = () => readPins(root, bir, read).pins.map(({ query }) => query);

  write(synonymsFile, synonym('makina'));
  write(pinsFile, pin('makina'));
  assert.deepEqual([words(), pinned()], [['makina'], ['makina']]);
  for (const slip of ['- a: [\n', 'metin\n', synonym('x').replace('means', 'maens')]) {
    write(synonymsFile, slip);
    write(pinsFile, slip);
    assert.deepEqual([words(), pinned()], [['makina'], ['makina']], slip);
    assert.notEqual(readSynonyms(root).problems.length, 0, slip);
    assert.notEqual(readPins(root, bir, read).problems.length, 0, slip);
  }
  write(synonymsFile, synonym('x'));
  write(pinsFile, pin('x'));
  assert.deepEqual([words(), pinned()], [['x'], ['x']]);
  assert.deepEqual(readSynonyms(root).problems, []);
  rmSync(path.join(root, synonymsFile));
  assert.deepEqual(words(), [], 'a file that is taken away is no slip');
});
