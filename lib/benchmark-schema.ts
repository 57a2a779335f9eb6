import { z } from 'zod';

const count = z.int().min(0);
const amount = z.number().min(0);

/** The units in which indicators are measured, each with the values that it can have. */
export const benchmarkUnits = {
  count,
  member: count,
  firm: count,
  person: count,
  university: count,
  perYear: count,
  percent: z.number().min(0).max(100),
  /** A change against the year before, in percent; it may be a loss, but not of more than all. */
  change: z.number().min(-100),
  fte: amount,
  year: amount,
  month: amount,
  day: amount,
  ratio: amount,
  memberPerFte: amount,
  personPerMember: amount,
  score3: z.int().min(0).max(3),
  score4: z.int().min(0).max(4),
  score10: z.int().min(0).max(10),
  /** An amount of money; its currency stands beside it. */
  money: amount,
  yesNo: z.boolean(),
  driver: z.enum(['industry', 'research', 'public']),
  label: z.enum(['bronze', 'silver', 'gold']),
} as const;

export type BenchmarkUnit = keyof typeof benchmarkUnits;

/**
 * How a value came about: counted by the cluster or an office (`measured`), told without saying how
 * (`reported`), or given by its source itself as about, over or nearly (`estimated`).
 */
export const qualities = ['measured', 'reported', 'estimated'] as const;
export type Quality = (typeof qualities)[number];

const words = z.strictObject({ tr: z.string().min(1), en: z.string().min(1) });
const unit = z.enum(Object.keys(benchmarkUnits) as [BenchmarkUnit, ...BenchmarkUnit[]]); // Object.keys says string[]

const catalogueSchema = z.strictObject({
  checkedOn: z.iso.date(),
  sources: z.record(
    z.string(),
    z.strictObject({ title: z.string().min(1), url: z.url().optional() }),
  ),
  areas: z.array(z.strictObject({ code: z.string(), name: words })).length(7),
  indicators: z
    .array(
      z.strictObject({
        code: z.string().regex(/^[YB]\d{1,2}$/),
        area: z.string(),
        /** `confirmed` by a source, taken from `general` knowledge of the field, or our own `proposal`. */
        status: z.enum(['confirmed', 'general', 'proposal']),
        sources: z.array(z.string()).min(1),
        name: words,
        definition: words,
        how: words,
        measures: z
          .array(
            z.strictObject({
              code: z.string().regex(/^[YB]\d{1,2}[a-h]?$/),
              unit,
              direction: z.enum(['more', 'less', 'neither']),
              /** Where the indicator has several measures. */
              name: words.optional(),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
});

/** The catalogue from its file; throws with every place that is wrong, for it is part of the product. */
export function parseCatalogue(file: unknown) {
  const parsed = catalogueSchema.safeParse(file);
  if (!parsed.success)
    throw brokenCatalogue(
      parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
    );
  const catalogue = parsed.data;
  const faults: string[] = [];
  const codes = new Set<string>();
  for (const { code, area, sources, measures } of catalogue.indicators) {
    if (!catalogue.areas.some((one) => one.code === area)) faults.push(`${code}: area ${area}`);
    for (const source of sources)
      if (!Object.hasOwn(catalogue.sources, source)) faults.push(`${code}: source ${source}`);
    for (const measure of measures) {
      const isOwn = measure.code === code || measure.code.slice(0, -1) === code;
      if (!isOwn || codes.has(measure.code)) faults.push(`${code}: measure ${measure.code}`);
      if ((measure.name === undefined) !== (measures.length === 1))
        faults.push(`${measure.code}: a name where there are several measures, and only there`);
      codes.add(measure.code);
    }
  }
  if (faults.length > 0) throw brokenCatalogue(faults);
  return catalogue;
}

const brokenCatalogue = (faults: readonly string[]): Error =>
  new Error(`content/benchmark/indicators.json: ${faults.join('; ')}`);
