import { z } from 'zod';
import { measureCodes, measureOf } from '#lib/benchmark-catalogue';
import { anyValue, valueFaults } from '#lib/benchmark-item';
import { qualities } from '#lib/benchmark-schema';
import { currencies } from '#lib/content-types';
import { because, exactDate, line, partialDate, slug, webAddress } from '#lib/field';

const plain = (max: number) =>
  line(max).refine((text) => !/[<>]/.test(text), because('benchmark-html'));

/** The unit that a measure's values are written in: the catalogue's, and for money its currency. */
export const unitsOf = (code: string): readonly string[] => {
  const unit = measureOf(code)?.unit;
  return unit === undefined ? [] : unit === 'money' ? currencies.codes : [unit];
};

/** One value of a contribution: `{ code, value, unit, year, quality }`. */
export const contributedValue = z
  .strictObject({
    code: measureCodes,
    value: anyValue,
    unit: z.string().max(40),
    year: partialDate,
    quality: z.enum(qualities),
  })
  .superRefine(({ code, value, unit }, context) => {
    const measure = measureOf(code);
    if (!measure) return;
    for (const fault of valueFaults(measure, value)) context.addIssue(fault);
    const allowed = unitsOf(code);
    if (!allowed.includes(unit))
      context.addIssue({
        code: 'custom',
        path: ['unit'],
        input: unit,
        params: { code: 'benchmark-unit', measure: code, expected: allowed.join(', ') },
      });
  });

/** The name of this format, in every file. */
export const benchmarkFormat = 'bys-benchmark-1';

/**
 * What a self-assessment downloads and `npm run benchmark:import` reads: a cluster's values with their
 * source, by somebody in a role (no personal name), on a day. Nothing in it is HTML.
 */
export const benchmarkFile = z.strictObject({
  format: z.literal(benchmarkFormat),
  /** The last part of the cluster's address. */
  cluster: slug,
  contributor: z.strictObject({ role: plain(120) }),
  date: exactDate,
  source: z.strictObject({
    title: plain(400),
    publisher: plain(200).optional(),
    url: webAddress.optional(),
    date: partialDate.optional(),
  }),
  values: z.array(contributedValue).min(1).max(500),
});

export type BenchmarkFile = z.infer<typeof benchmarkFile>;
