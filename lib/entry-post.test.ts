import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileForm, localOf, type Entries } from '#lib/entry-controls';
import { postedTexts } from '#lib/entry-post';
import { withFields } from '#lib/entry-source';
import { freeSlug, slugOf } from '#lib/entry-start';
import type { Control } from '#lib/view-of-form';

const key = { type: 'news', slug: 'deneme' } as const;
const base = `---
# bir not
title: Eski başlık
date: 2026-11-20
clusters:
  - to: habtek
    basis: source
    sources: [1]
sources:
  - title: Kaynak
---

Metin.
`;

const known = [
  { slug: 'habtek', title: 'HABTEK kümesi' },
  { slug: 'ossa', title: 'OSSA Ankara' },
  { slug: 'saha', title: 'SAHA Ankara' },
];
const entries: Entries = {
  titleOf: (_, slug) => known.find((one) => one.slug === slug)?.title,
  called: (_, words) =>
    known.filter(({ title }) => title.toLowerCase().includes(words.toLowerCase())),
};

/** What a browser posts for controls that nobody touched. */
function postedOf(controls: readonly Control[], form = new FormData()): FormData {
  for (const control of controls) {
    if (control.kind === 'group') postedOf(control.controls, form);
    else if (control.kind === 'rows') {
      form.append(control.name, '');
      for (const row of [...control.rows, control.next]) postedOf(row.controls, form);
    } else if (control.kind === 'many') {
      form.append(control.name, '');
      for (const { value, chosen } of control.options) if (chosen) form.append(control.name, value);
    } else if (control.kind === 'entry') {
      form.append(control.name, control.slug);
      form.append(`${control.name}:words`, control.words);
    } else form.append(control.name, control.value);
  }
  return form;
}

function formOfTexts(texts: { tr: string; en?: string }): FormData {
  const form = new FormData();
  for (const file of ['tr', 'en'] as const) {
    const shown = fileForm('news', file, texts, [], 'tr', entries);
    assert.ok(shown.kind === 'form');
    postedOf([...shown.words, ...shown.sections.flatMap((one) => one.controls)], form);
  }
  return form;
}

const textsOf = (form: FormData, texts: { tr: string; en?: string } = { tr: base }) => {
  const read = postedTexts(key, form, texts, entries);
  assert.ok(read.ok);
  return read.texts;
};

test('a form that nobody touched changes no byte and begins no twin', () => {
  assert.deepEqual(textsOf(formOfTexts({ tr: base })), { tr: base });
});

test('one change leaves comments and all the rest as they were', () => {
  const form = formOfTexts({ tr: base });
  form.set('tr:title', 'Yeni başlık');
  assert.deepEqual(textsOf(form), { tr: base.replace('Eski', 'Yeni') });
});

test('the first English words begin a twin, and the last to go end it', () => {
  const form = formOfTexts({ tr: base });
  form.set('en:title', 'A title');
  form.set('en:body', 'Text.');
  const texts = textsOf(form);
  assert.equal(texts.en, '---\ntitle: A title\n---\n\nText.\n');
  const emptied = formOfTexts(texts);
  emptied.set('en:title', '');
  emptied.set('en:body', '');
  assert.deepEqual(textsOf(emptied, texts), { tr: base });
});

test('a relation is found by its title, and words that fit several stay as they were typed', () => {
  const form = formOfTexts({ tr: base });
  form.set('tr:clusters.0.to:words', 'OSSA Ankara');
  assert.match(textsOf(form).tr, /to: ossa\n/);
  form.set('tr:clusters.0.to:words', 'ankara');
  assert.match(textsOf(form).tr, /to: ankara\n/);
  form.set('tr:clusters.0.to:pick', 'saha');
  assert.match(textsOf(form).tr, /to: saha\n/);
});

test('what was typed and fits several is shown with the entries to choose from', () => {
  const texts = { tr: base.replace('to: habtek', 'to: ankara') };
  const shown = fileForm('news', 'tr', texts, [], 'tr', entries);
  assert.ok(shown.kind === 'form');
  const clusters = shown.sections
    .flatMap(({ controls }) => controls)
    .find(({ name }) => name === 'tr:clusters');
  assert.ok(clusters?.kind === 'rows');
  const to = clusters.rows[0]?.controls.find(({ kind }) => kind === 'entry');
  assert.ok(to?.kind === 'entry');
  assert.equal(to.words, 'ankara');
  assert.deepEqual(
    to.candidates.map(({ slug }) => slug),
    ['ossa', 'saha'],
  );
});

test('a file whose fields cannot be read is shown and taken back as it is', () => {
  const broken = '---\n\ttitle: x\n---\n\nMetin.\n';
  const shown = fileForm('news', 'tr', { tr: broken }, [], 'tr', entries);
  assert.ok(shown.kind === 'text' && shown.control.kind === 'text');
  assert.equal(shown.control.value, broken);
  const form = new FormData();
  form.set('tr:raw', base);
  assert.equal(textsOf(form, { tr: broken }).tr, base);
});

test('a moment is typed in the time of Türkiye and kept as written where it is the same', () => {
  assert.equal(localOf('2026-12-01T06:00Z'), '2026-12-01T09:00');
  assert.equal(localOf('2026-12-01'), '2026-12-01T00:00');
  const day = withFields({ tr: base }, { retireAt: '2027-01-01' });
  assert.deepEqual(textsOf(formOfTexts(day), day), day);
  const form = formOfTexts(day);
  form.set('tr:retireAt', '2027-02-01T10:30');
  assert.match(textsOf(form, day).tr, /retireAt: "?2027-02-01T10:30\+03:00"?\n/);
});

test('an address comes from the title in whole words, with a number where it is taken', () => {
  assert.equal(slugOf('Şanlıurfa’da İĞNE ve Çırçır!'), 'sanliurfada-igne-ve-circir');
  assert.equal(slugOf("UR-GE'nin 100'üncüsü, ‘yeni’ Kur'an"), 'ur-genin-100uncusu-yeni-kuran');
  assert.equal(slugOf('…'), '');
  assert.ok(slugOf('uzun '.repeat(100)).length <= 80);
  assert.equal(
    freeSlug('Bir haber', (slug) => ['bir-haber', 'bir-haber-2'].includes(slug)),
    'bir-haber-3',
  );
});

test('a day may be written as people write it; what is no day stays as it was typed', () => {
  for (const [typed, kept] of [
    ['20.11.2026', '2026-11-20'],
    [' 5.3.2026 ', '2026-03-05'],
    ['31.2.2026', '2026-02-31'],
    ['20.11', '20.11'],
    ['2026', '2026'],
  ] as const) {
    const form = formOfTexts({ tr: base });
    form.set('tr:date', typed);
    const posted = postedTexts(key, form, { tr: base }, entries);
    assert.ok(posted.ok);
    assert.match(posted.texts.tr, new RegExp(`^date: ["']?${kept}["']?$`, 'm'));
  }
});
