import { z } from 'zod';
import file from '../content/benchmark/indicators.json';
import { parseCatalogue } from '#lib/benchmark-schema';

/** The whole catalogue, as it goes out. */
export const catalogue = parseCatalogue(file);

/**
 * The indicators of the Ulusal Kıyaslama Sistemi (content/benchmark/indicators.json): definition, unit,
 * direction, how to measure, source and how sure it is. Whatever deals with a value derives from here.
 */
export const indicators = catalogue.indicators;

/** The seven areas, in the order in which tables show them. */
export const areas = catalogue.areas;

/** The works that the catalogue cites, by their short codes; `own` is our own judgement. */
export const catalogueSources = catalogue.sources;

/** The day on which a person last held the catalogue against its sources. */
export const catalogueCheckedOn = catalogue.checkedOn;

export type Indicator = (typeof indicators)[number];

/** One number of an indicator; most indicators have one, some several (Y37a share, Y37b amount). */
export type Measure = Indicator['measures'][number] & { readonly indicator: Indicator };

/** Every measure, in the order of the catalogue. */
export const measures: readonly Measure[] = indicators.flatMap((indicator) =>
  indicator.measures.map((measure) => ({ ...measure, indicator })),
);

const byCode = new Map(measures.map((measure) => [measure.code, measure]));

/** The measure of a code; nothing where the catalogue has no such code. */
export const measureOf = (code: string): Measure | undefined => byCode.get(code);

/** Every code under which a value can stand. */
export const measureCodes = z.enum(
  measures.map(({ code }) => code) as [string, ...string[]], // the schema asks for one at least
);
