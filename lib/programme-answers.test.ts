import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldsOf } from '#lib/content-types';
import type { Entry } from '#lib/entry';
import { readLibrary } from '#lib/library';
import { locales, texts } from '#lib/messages';
import {
  programmeAnswers,
  programmeFact,
  programmeQuestions,
  questionNames,
  type ProgrammeWorld,
} from '#lib/programme-answers';

const library = readLibrary(process.cwd());
const worldOf = (slug: string, locale: 'tr' | 'en' = 'tr', more = {}): ProgrammeWorld => {
  const entry = library.find('programme', slug, locale);
  assert.ok(entry, slug);
  return {
    entry: { ...entry, data: { ...entry.data, ...more } } as Entry<'programme'>, // other facts, same type
    locale,
    t: texts(locale),
    today: '2026-11-22',
    titleOf: (type, name) => library.titleOf(type, name, locale),
  };
};
const answer = (world: ProgrammeWorld, question: string) => {
  const found = programmeAnswers(world).find(({ id }) => id === `answer-${question}`);
  assert.ok(found, question);
  return found;
};

test('an applicant’s questions come in the order in which they are asked', () => {
  assert.deepEqual(questionNames, ['get', 'who', 'until', 'cost', 'where', 'check', 'sources']);
});

test('every field that a page shows answers one question, or stands in the fact sheet', () => {
  const answering: readonly string[] = Object.values(programmeQuestions).flat();
  assert.equal(new Set(answering).size, answering.length);
  const shown = Object.entries(fieldsOf('programme'))
    .filter(([, { show }]) => show !== undefined)
    .map(([name]) => name);
  assert.deepEqual(
    shown.filter((name) => !answering.includes(name)),
    ['relatedTopics'],
  );
});

test('what no source gives is named under its question and shown nowhere else', () => {
  const { notes, rows } = answer(worldOf('kosgeb-yurt-disi-pazar'), 'until');
  assert.deepEqual(notes, ['Kaynakta yok: Başvuru başlangıcı, Son başvuru.']);
  assert.deepEqual(
    rows.map(({ label }) => label),
    ['Başvuru durumu', 'Başvuru biçimi'],
  );
});

test('conditions and documents are there to be ticked off', () => {
  const world = worldOf('kosgeb-yurt-disi-pazar', 'en');
  for (const question of ['who', 'cost'])
    assert.ok(
      answer(world, question).lists.every(({ isChecklist, items }) => isChecklist && items),
    );
  assert.equal(answer(world, 'get').lists[0]?.isChecklist, false);
});

test('sources stand under the numbers by which figures name them', () => {
  const sources = programmeFact(worldOf('kosgeb-yurt-disi-pazar'), 'sources') ?? [];
  assert.deepEqual(
    sources.map(({ text }) => text.slice(0, 3)),
    ['1. ', '2. ', '3. '],
  );
  assert.ok(sources.every(({ href }) => href?.startsWith('https://')));
});

test('the reader’s own share is never worked out from a rate', () => {
  const { notes } = answer(worldOf('kosgeb-yurt-disi-pazar'), 'cost');
  assert.match(notes.join(' '), /%70/);
  assert.doesNotMatch(notes.join(' '), /%30/);
});

test('what to ask the institution is what the entry leaves open', () => {
  const asked = (more: object) =>
    (programmeFact(worldOf('kosgeb-yurt-disi-pazar', 'tr', more), 'toCheck') ?? []).map(
      ({ text }) => text,
    );
  const t = texts('tr');
  assert.ok(asked({}).includes(t('answers.check.takesApplications')));
  assert.ok(asked({}).includes(t('answers.check.figuresHold')));
  const sure = asked({ status: 'active', checkedOn: '2026-11-20' });
  assert.deepEqual(sure, [t('answers.check.steps')]);
  const called = { status: 'active', applicationMode: 'cagri', checkedOn: '2026-11-20' };
  assert.ok(asked({ ...called, documents: undefined }).includes(t('answers.check.nextCall')));
  assert.ok(asked({ documents: undefined }).includes(t('answers.check.whichDocuments')));
  assert.ok(asked({ coverage: ['bolge-6'] }).includes(t('answers.check.whichRegion')));
  assert.ok(asked({ status: 'closed' }).includes(t('answers.check.opensAgain')));
});

test('every programme answers in both languages, without a raw key', () => {
  for (const locale of locales)
    for (const { slug } of library.ofType('programme', locale)) {
      const text = JSON.stringify(programmeAnswers(worldOf(slug, locale)));
      assert.doesNotMatch(text, /"(text|label|heading)":"(answers|fields|lists)\./, slug);
    }
});
