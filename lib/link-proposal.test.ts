import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseEntry } from '#lib/entry';
import { withProposal } from '#lib/link-proposal';

const head = '---\ntitle: Fuar # "tırnak"\nkind:   fuar\n';
const tail = 'sources:\n  - title: Kaynak\n---\n\nMetin --- son\n\n---\n';
const judged = `reason:\n      tr: Neden\n      en: Why\n    by: BYS editörü\n    on: 2026-11-22\n`;
const listed = `planArticles:\n  - to: plan11-1\n    basis: editor\n    ${judged}`;
const fresh = (to: string, indent = '  ') =>
  [
    `- to: ${to}`,
    '  basis: editor',
    '  # ÖNERİ',
    '  reason:',
    '    tr:',
    '    en:',
    '  by:',
    '  on:',
    '',
  ]
    .map((line) => (line === '' ? '' : indent + line))
    .join('\n');

const proposed = (text: string, to = 'plan11-2') => withProposal(text, 'event', to, 'ÖNERİ');

test('a proposal comes behind the relations that are there, or opens the list in the order of the fields', () => {
  assert.equal(proposed(head + listed + tail), head + listed + fresh('plan11-2') + tail);
  assert.equal(proposed(head + tail), `${head}planArticles:\n${fresh('plan11-2')}${tail}`);
  const checked = 'checkedOn: 2026-11-22\n';
  assert.equal(
    proposed(head + checked + tail),
    `${head}planArticles:\n${fresh('plan11-2')}${checked}${tail}`,
  );
});

test('a field that comes last in the file keeps the proposal within the fields', () => {
  const last = `${head}sources:\n  - title: Kaynak\n${listed}---\n\nMetin\n`;
  assert.equal(
    proposed(last),
    `${head}sources:\n  - title: Kaynak\n${listed}${fresh('plan11-2')}---\n\nMetin\n`,
  );
  assert.equal(
    proposed('---\ntitle: A\n---\n'),
    `---\ntitle: A\nplanArticles:\n${fresh('plan11-2')}---\n`,
  );
});

test('the list keeps its own indentation, its comments and its line ends', () => {
  const flat = `planArticles:\n# ilk\n- to: plan11-1\n  basis: source\n# sonraki alanın\n`;
  assert.equal(
    proposed(head + flat + tail),
    `${head}planArticles:\n# ilk\n- to: plan11-1\n  basis: source\n${fresh('plan11-2', '')}# sonraki alanın\n${tail}`,
  );
  const windows = (text: string) => text.replaceAll('\n', '\r\n');
  assert.equal(
    proposed(windows(head + listed + tail)),
    windows(head + listed + fresh('plan11-2') + tail),
  );
});

test('two proposals for one file come one behind the other', () => {
  assert.equal(
    proposed(proposed(head + tail) ?? '', 'plan11-3'),
    `${head}planArticles:\n${fresh('plan11-2')}${fresh('plan11-3')}${tail}`,
  );
});

test('relations in one line, and a file without fields, are left to the editor', () => {
  assert.equal(
    proposed(`${head}planArticles: [{ to: plan11-1, basis: source }]\n${tail}`),
    undefined,
  );
  assert.equal(proposed('Metin\n'), undefined);
});

test('a proposal is refused until reason, name and day are written, and accepted then', () => {
  const text = proposed(head.replace(' # "tırnak"', '') + tail) ?? '';
  const faults = (of: string) => {
    const parsed = parseEntry('content/events/fuar.tr.md', of);
    return parsed.ok
      ? []
      : parsed.problems.map(({ line, code, field }) => `${line} ${field} ${code}`);
  };
  assert.deepEqual(faults(text), [
    '9 planArticles.0.reason.tr empty',
    '10 planArticles.0.reason.en empty',
    '11 planArticles.0.by empty',
    '12 planArticles.0.on empty',
  ]);
  assert.equal(faults(text.replace('by:', 'by: BYS editörü')).length, 3);
  const done = text
    .replace('tr:', 'tr: Neden')
    .replace('en:', 'en: Why')
    .replace('by:', 'by: BYS editörü')
    .replace('    on:', '    on: 2026-11-22');
  assert.deepEqual(faults(done), []);
});
