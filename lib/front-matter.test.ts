import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedListItem, readYaml, withListItem } from '#lib/front-matter';

const list = `# Baş

- typed: makina
  means: [makine]
  on: 2026-01-01 # o gün

# ikincinin notu
- same: [x, y]
  reason: >
    uzun
    söz

- { typed: q, means: [z] }
# son
`;
const values = (text: string) => {
  const read = readYaml(text);
  assert.ok(read.ok, text);
  return read.value;
};

test('one item of a list changes, and nothing else does', () => {
  assert.equal(
    changedListItem(list, 0, { typed: 'a', means: ['b', 'c: d'] }),
    list.replace(/- typed: makina[^#]*# o gün\n/, '- typed: a\n  means:\n    - b\n    - "c: d"\n'),
  );
  const last = changedListItem(list, 2, { typed: 'a' });
  assert.equal(last, list.replace('{ typed: q, means: [z] }', 'typed: a'));
});

test('an item that is taken away leaves the others and their notes', () => {
  assert.equal(changedListItem(list, 0), list.replace(/- typed: makina[^#]*# o gün\n\n/, ''));
  assert.equal(changedListItem(list, 2), list.replace('\n- { typed: q, means: [z] }\n', ''));
  const rest = changedListItem(changedListItem(changedListItem(list, 2), 1), 0);
  assert.equal(values(rest), null);
  assert.match(rest, /^# Baş\n/);
  assert.deepEqual(values(withListItem(rest, { typed: 'a' })), [{ typed: 'a' }]);
});

test('a list in one line, an indented one, and one without a last line break are changed as well', () => {
  const item = { typed: 'a', means: ['b'] };
  for (const text of [
    '[{ typed: x }, { typed: y }]\n',
    '  - typed: x\n    means: [k]\n  - typed: y\n',
    '- typed: x\n- typed: y',
    '- typed: x\r\n  means: [k]\r\n- typed: y\r\n',
  ]) {
    const [first, second] = values(text) as unknown[];
    assert.deepEqual(values(changedListItem(text, 0, item)), [item, second], text);
    assert.deepEqual(values(changedListItem(text, 1, item)), [first, item], text);
    assert.deepEqual(values(changedListItem(text, 0)), [second], text);
    assert.deepEqual(values(changedListItem(text, 1)), [first], text);
  }
});

test('what is not there cannot be changed', () => {
  assert.equal(changedListItem(list, 3, { typed: 'a' }), list);
  assert.equal(changedListItem('a: 1\n', 0), 'a: 1\n');
  assert.equal(changedListItem('', 0), '');
});
