import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { activities } from '#lib/activities';
import {
  exportStates,
  groups,
  legalForms,
  memberships,
  provinces,
  purposes,
  sectors,
  sizes,
  supportTypes,
} from '#lib/content-types';
import { readLibrary } from '#lib/library';
import {
  contradictionsIn,
  inOrder,
  match,
  noAnswers,
  verdictOf,
  type Answers,
  type Match,
} from '#lib/matching';
import { rulesOf } from '#lib/programme-rules';

const library = readLibrary(process.cwd());
const programmes = library.ofType('programme', 'tr');
const today = '2026-11-22';

const some = (codes: readonly string[], maxLength = 2) =>
  fc.uniqueArray(fc.constantFrom(...codes), { maxLength });
const answers: fc.Arbitrary<Answers> = fc
  .record({
    provinces: some(provinces.codes),
    sectors: some([
      ...sectors.codes.filter((code) => code !== 'tum'),
      ...activities.map(({ code }) => code),
    ]),
    sizes: some(sizes.codes),
    staff: fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }),
    ages: fc.uniqueArray(
      fc.oneof(fc.integer({ min: 0, max: 8 }), fc.constant('not-founded' as const)),
      { maxLength: 2 },
    ),
    exports: some(exportStates.codes),
    membership: some(memberships.codes),
    forms: some(legalForms.codes),
    groups: some([...groups.codes, 'none']),
    purposes: some(purposes.codes),
    supports: some(supportTypes.codes),
  })
  .filter((drawn) => contradictionsIn(drawn).length === 0);
const questions = Object.keys(noAnswers) as (keyof Answers)[]; // Object.keys says string[]
const programme = fc.constantFrom(...programmes);
const without = (told: Answers, question: keyof Answers): Answers => ({
  ...told,
  [question]: noAnswers[question],
});
const failures = ({ rules }: Match) => rules.filter(({ answer }) => answer === 'no').length;

test('one answer more never turns a rule that holds into one that fails, nor hides what fits', () => {
  fc.assert(
    fc.property(programme, answers, fc.constantFrom(...questions), (entry, told, question) => {
      const fewer = without(told, question);
      fc.pre(contradictionsIn(fewer).length === 0);
      const before = match(entry, fewer, today);
      const after = match(entry, told, today);
      for (const rule of before.rules) {
        const later = after.rules.find(({ sentence }) => sentence === rule.sentence);
        assert.ok(later, 'a rule that was judged is judged still');
        if (rule.answer === 'yes') assert.notEqual(later.answer, 'no');
      }
      if (before.verdict === 'fit') assert.notEqual(after.verdict, 'no');
    }),
    { numRuns: 5000 },
  );
});

test('one answer less never makes more rules fail', () => {
  fc.assert(
    fc.property(programme, answers, fc.constantFrom(...questions), (entry, told, question) => {
      const fewer = without(told, question);
      fc.pre(contradictionsIn(fewer).length === 0);
      assert.ok(failures(match(entry, fewer, today)) <= failures(match(entry, told, today)));
    }),
    { numRuns: 5000 },
  );
});

test('with no answer at all nothing fails', () => {
  for (const entry of programmes) assert.equal(failures(match(entry, noAnswers, today)), 0);
});

test('a programme more or less never changes the verdict on another', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(programme, { minLength: 2, maxLength: 12 }),
      answers,
      (entries, told) => {
        const alone = entries.map((entry) => match({ ...entry }, told, today));
        const together = [...entries].reverse().map((entry) => match(entry, told, today));
        assert.deepEqual([...together].reverse(), alone);
      },
    ),
  );
});

test('every verdict can be rebuilt from the reasons that are told', () => {
  fc.assert(
    fc.property(programme, answers, (entry, told) => {
      const { verdict, rules } = match(entry, told, today);
      const count = (answer: string) => rules.filter((rule) => rule.answer === answer).length;
      const rebuilt =
        count('no') > 1
          ? 'no'
          : count('no') === 1
            ? 'near'
            : count('unknown') > 0
              ? 'check'
              : 'fit';
      assert.equal(verdict, rebuilt);
      assert.equal(verdictOf(rules), verdict);
    }),
    { numRuns: 2000 },
  );
});

test('every rule has its sentence in both languages and at least one source', () => {
  for (const { slug, data } of programmes)
    for (const { sentence, sources, kind } of rulesOf(data)) {
      assert.ok(sentence.tr.length > 5 && sentence.en.length > 5, `${slug} ${kind}`);
      assert.ok(sources.length > 0, `${slug} ${kind}`);
    }
});

test('only what is in the reader’s hands is said to be changeable', () => {
  fc.assert(
    fc.property(programme, answers, (entry, told) => {
      for (const { answer, kind, change } of match(entry, told, today).rules)
        if (answer !== 'no' || kind === 'group') assert.equal(change, undefined);
    }),
    { numRuns: 2000 },
  );
});

test('results stand in one order, whatever order they come in', () => {
  fc.assert(
    fc.property(answers, fc.shuffledSubarray([...programmes], { minLength: 20 }), (told, drawn) => {
      const results = drawn.map((entry) => match(entry, told, today));
      const sorted = [...results].sort(inOrder);
      assert.deepEqual(sorted, [...results].reverse().sort(inOrder));
      const ranks = { fit: 0, check: 1, near: 2, no: 3 };
      for (const [index, result] of sorted.entries())
        assert.ok(ranks[sorted[index - 1]?.verdict ?? 'fit'] <= ranks[result.verdict]);
    }),
    { numRuns: 30 },
  );
});
