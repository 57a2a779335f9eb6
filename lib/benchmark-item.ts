import { z } from 'zod';
import { measureCodes, measureOf, type Measure } from '#lib/benchmark-catalogue';
import { benchmarkUnits, qualities } from '#lib/benchmark-schema';
import {
  because,
  exactDate,
  line,
  partialDate,
  sourceNumbers,
  textAsScalar,
  type List,
} from '#lib/field';

/** Measures that come out of other fields alone: the founding year and the label have fields of their own. */
export const computedMeasures: readonly string[] = ['Y6a', 'Y43'];

/** The currency with which a unit begins, if it is one of these: `EUR (yaklaşık)` is in euros. */
export const currencyIn = (unit: string | undefined, currencies: List): string | undefined =>
  currencies.codes.find((code) => code === unit?.split(' ')[0]);

/** What is wrong with a value by its measure's unit: its kind, bounds, and whether it can be given at all. */
export function* valueFaults(measure: Measure, value: unknown): Generator<z.core.$ZodRawIssue> {
  if (computedMeasures.includes(measure.code))
    yield {
      code: 'custom',
      path: ['code'],
      input: measure.code,
      ...because('indicator-computed'),
    };
  const checked = benchmarkUnits[measure.unit].safeParse(value);
  for (const issue of checked.error?.issues ?? [])
    yield { ...issue, path: ['value'], input: value } as z.core.$ZodRawIssue; // an issue of zod's own
}

/** A value as files hold it; what its measure allows is asked by `valueFaults`. */
export const anyValue = z.union([z.number(), z.boolean(), z.string().max(40)]);

/**
 * A figure of a cluster. With a `code` it is a value of the catalogue's measure, and its name and unit are
 * the source's own words, which may be left out; without one, name and unit say what it is.
 */
export const indicatorItem = (currencies: List) =>
  z
    .strictObject({
      code: measureCodes.optional(),
      name: line(200).optional(),
      value: z.preprocess(textAsScalar, anyValue),
      unit: line(80).optional(),
      year: partialDate.optional(),
      quality: z.enum(qualities).optional(),
      sources: sourceNumbers,
      /** Who contributed it, as a role and not a name, and when. */
      by: line(120).optional(),
      on: exactDate.optional(),
    })
    .superRefine((item, context) => {
      const measure = item.code === undefined ? undefined : measureOf(item.code);
      if (measure) {
        for (const fault of valueFaults(measure, item.value)) context.addIssue(fault);
        const fault = unitFault(measure, item.unit, currencies);
        if (fault) context.addIssue(fault);
        return;
      }
      const missing = (['name', 'unit'] as const).filter((name) => item[name] === undefined);
      for (const name of missing)
        context.addIssue({
          code: 'invalid_type',
          expected: 'string',
          path: [name],
          input: undefined,
        });
      if (typeof item.value !== 'number')
        context.addIssue({
          code: 'invalid_type',
          expected: 'number',
          path: ['value'],
          input: item.value,
        });
    });

/** A source's own unit must be of the measure's kind: money with its currency, a share in percent. */
function unitFault(
  { code, unit }: Measure,
  given: string | undefined,
  currencies: List,
): z.core.$ZodRawIssue | undefined {
  const fault = (because: string) => ({
    code: 'custom' as const,
    path: ['unit'],
    input: given,
    params: { code: because, measure: code, known: currencies.codes.join(', ') },
  });
  if (unit === 'money')
    return currencyIn(given, currencies) === undefined ? fault('indicator-money') : undefined;
  if (given === undefined) return undefined;
  const isShare = unit === 'percent' || unit === 'change';
  if (isShare === given.startsWith('%')) return undefined;
  return fault(isShare ? 'indicator-percent' : 'indicator-not-percent');
}
