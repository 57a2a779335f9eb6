import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftOf } from '#lib/entry-draft';

const key = { type: 'news', slug: 'deneme' } as const;
const good = `---
title: Yeni küme
date: 2026-11-20
sources:
  - title: Kaynak
---

Metnin ilk paragrafı.
`;

test('a draft without fault is the entry as its page will show it', () => {
  const draft = draftOf(key, { tr: good }, 'tr');
  assert.ok(draft.kind === 'entry');
  assert.equal(draft.entry.data.title, 'Yeni küme');
  assert.equal(draft.entry.body, 'Metnin ilk paragrafı.');
  assert.deepEqual(draft.leftOut, []);
});

test('a text longer than a file may be has no page, only its title', () => {
  const title = { kind: 'too-long', title: 'Yeni küme' };
  assert.deepEqual(draftOf(key, { tr: good + 'ş'.repeat(131_072) }, 'tr'), title);
  assert.deepEqual(draftOf(key, { tr: good, en: '\n'.repeat(10_000) }, 'en'), title);
});

test('a faulty field is left out by name, and the rest is shown', () => {
  const faulty = good.replace('sources:', 'sectors: [uzay]\nkonu: x\nsources:');
  const draft = draftOf(key, { tr: faulty }, 'tr');
  assert.ok(draft.kind === 'entry');
  assert.deepEqual(draft.leftOut, ['sectors', 'konu']);
  assert.equal(draft.entry.data.title, 'Yeni küme');
});

test('a relation to a source that is not there is left out, so that no page looks for it', () => {
  const faulty = good.replace(
    'sources:',
    'clusters:\n  - to: ossa\n    basis: source\n    sources: [2]\nsources:',
  );
  const draft = draftOf(key, { tr: faulty }, 'tr');
  assert.ok(draft.kind === 'entry');
  assert.deepEqual(draft.leftOut, ['clusters']);
});

test('without what a page needs at least, title and text are shown', () => {
  const started = '---\ntitle: Başladım\n---\n\nİlk cümle.\n';
  assert.deepEqual(draftOf(key, { tr: started }, 'tr'), {
    kind: 'words',
    title: 'Başladım',
    body: 'İlk cümle.',
  });
  assert.deepEqual(draftOf(key, { tr: '---\n\tx: y\n---\n\nYazı.\n' }, 'tr'), {
    kind: 'words',
    title: '',
    body: 'Yazı.',
  });
});

test('the English page takes its words from the twin and its facts from the Turkish file', () => {
  const draft = draftOf(key, { tr: good, en: '---\ntitle: A new cluster\n---\n\nText.\n' }, 'en');
  assert.ok(draft.kind === 'entry');
  assert.equal(draft.entry.data.title, 'A new cluster');
  assert.equal(draft.entry.body, 'Text.');
  assert.ok(draft.entry.type === 'news');
  assert.equal(draft.entry.data.date, '2026-11-20');
});

test('a text that cannot be published is still shown', () => {
  const draft = draftOf(key, { tr: good.replace('Metnin', '# Metnin') }, 'tr');
  assert.ok(draft.kind === 'entry');
  assert.match(draft.entry.body, /^# Metnin/);
});
