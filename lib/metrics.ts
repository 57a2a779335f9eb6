type Labels = Readonly<Record<string, string>>;
type Kind = 'counter' | 'gauge' | 'histogram' | 'info';
type Sample = { readonly name: string; readonly labels: Labels; readonly value: number };
type Family = {
  readonly name: string;
  readonly kind: Kind;
  readonly unit?: string;
  readonly help: string;
  readonly samples: () => readonly Sample[];
};

/** Counts up; the labels of a series are always the same few, none from what somebody sent. */
export type Counter = { readonly add: (labels: Labels, by?: number) => void };
export type Histogram = { readonly observe: (labels: Labels, seconds: number) => void };

export type Metrics = {
  readonly counter: (name: string, help: string) => Counter;
  readonly histogram: (name: string, help: string, bounds: readonly number[]) => Histogram;
  /** Read at the moment the page is asked for; nothing where it is not known. `unit` ends the name. */
  readonly gauge: (
    name: string,
    help: string,
    read: () => number | undefined,
    unit?: string,
  ) => void;
  readonly info: (name: string, help: string, labels: Labels) => void;
  /** The page in the text form of OpenMetrics 1.0. */
  readonly page: () => string;
};

export const openMetrics = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

/** The numbers of one process. A name given twice is our own bug and throws. */
export function metrics(): Metrics {
  const families = new Map<string, Family>();
  const add = (family: Family) => {
    if (families.has(family.name)) throw new Error(`${family.name} is there already`);
    families.set(family.name, family);
  };
  return {
    counter: (name, help) => {
      const series = new Map<string, { labels: Labels; value: number }>();
      add({
        ...{ name, kind: 'counter', help },
        samples: () => [...series.values()].map((one) => ({ ...one, name: `${name}_total` })),
      });
      return {
        add: (labels, by = 1) => {
          const one = series.get(written(labels)) ?? { labels, value: 0 };
          one.value += by;
          series.set(written(labels), one);
        },
      };
    },
    histogram: (name, help, bounds) => {
      const series = new Map<string, { labels: Labels; counts: number[]; sum: number }>();
      add({
        ...{ name, kind: 'histogram', unit: 'seconds', help },
        samples: () => [...series.values()].flatMap((one) => bucketsOf(name, bounds, one)),
      });
      return {
        observe: (labels, seconds) => {
          const one = series.get(written(labels)) ?? {
            ...{ labels, counts: bounds.map(() => 0).concat(0), sum: 0 },
          };
          const place = bounds.findIndex((bound) => seconds <= bound);
          const at = place < 0 ? bounds.length : place;
          one.counts[at] = (one.counts[at] ?? 0) + 1;
          one.sum += seconds;
          series.set(written(labels), one);
        },
      };
    },
    gauge: (name, help, read, unit) =>
      add({
        ...{ name, kind: 'gauge', help, ...(unit !== undefined && { unit }) },
        samples: () => {
          const value = read();
          return value === undefined ? [] : [{ name, labels: {}, value }];
        },
      }),
    info: (name, help, labels) =>
      add({
        ...{ name, kind: 'info', help },
        samples: () => [{ name: `${name}_info`, labels, value: 1 }],
      }),
    page: () =>
      [...families.values()]
        .flatMap(({ name, kind, unit, help, samples }) => [
          `# TYPE ${name} ${kind}`,
          ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
          `# HELP ${name} ${escaped(help)}`,
          ...samples().map((one) => `${one.name}${written(one.labels)} ${one.value}`),
        ])
        .concat('# EOF\n')
        .join('\n'),
  };
}

function bucketsOf(
  name: string,
  bounds: readonly number[],
  { labels, counts, sum }: { labels: Labels; counts: readonly number[]; sum: number },
): Sample[] {
  let count = 0;
  const buckets = counts.map((more, index) => {
    count += more;
    const bound = bounds[index];
    const le = bound === undefined ? '+Inf' : Number.isInteger(bound) ? `${bound}.0` : `${bound}`;
    return { name: `${name}_bucket`, labels: { ...labels, le }, value: count };
  });
  return [
    ...buckets,
    { name: `${name}_count`, labels, value: count },
    { name: `${name}_sum`, labels, value: sum },
  ];
}

const escaped = (text: string) =>
  text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');

const written = (labels: Labels): string => {
  const all = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return all.length === 0 ? '' : `{${all.join(',')}}`;
};
