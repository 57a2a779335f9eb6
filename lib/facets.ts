import { fieldsOf, typeNames, type TypeName } from '#lib/content-types';
import { list, type Field, type FieldKind, type List } from '#lib/field';

/** Whether one can apply today, in the order in which the questions are asked. */
export const applicationStatuses = list('applicationStatuses', [
  'open',
  'continuous',
  'upcoming',
  'closed',
  'unknown',
]);

export type Facet = {
  /** The URL parameter, and the attribute in the index. */
  readonly key: string;
  /** The types that can be filtered by it. */
  readonly types: readonly TypeName[];
  /** `list`: closed codes; `entries`: slugs of another type; `words`: as entries have them; `years`; `types` and `status` are worked out. */
  readonly values: 'list' | 'entries' | 'words' | 'years' | 'types' | 'status';
  /** The closed lists by type: an event's kinds are not a centre's. */
  readonly lists: ReadonlyMap<TypeName, List>;
  readonly target?: TypeName;
};

/** Whether an entry says so at all: what flags and single texts can be filtered by. */
export const presence = list('presence', ['yes', 'no']);

type Found = Pick<Facet, 'values' | 'target'> & { types: TypeName[]; lists: Map<TypeName, List> };

function declaredFacets(): Facet[] {
  const found = new Map<string, Found>();
  for (const type of typeNames)
    for (const field of Object.values(fieldsOf(type))) {
      if (!field.facet) continue;
      const target = typeNames.find((t) => t === field.target);
      const facet: Found = found.get(field.facet) ?? {
        values: target ? 'entries' : (valuesOf[field.kind] ?? 'list'),
        types: [],
        lists: new Map(),
        ...(target && { target }),
      };
      facet.types.push(type);
      const codes = isPresence(field) ? presence : field.list;
      if (codes) facet.lists.set(type, codes);
      found.set(field.facet, facet);
    }
  return [...found].map(([key, facet]) => ({ key, ...facet }));
}

const valuesOf: Partial<Record<FieldKind, Facet['values']>> = { date: 'years', texts: 'words' };

/** A field that is filtered by whether an entry has it. */
export const isPresence = ({ kind }: Field): boolean => kind === 'flag' || kind === 'text';

/** Every facet, in the order in which a page shows them; derived from the content types but for two. */
export const facets: readonly Facet[] = [
  { key: 'type', types: typeNames, values: 'types', lists: new Map() },
  {
    key: 'status',
    types: ['programme'],
    values: 'status',
    lists: new Map([['programme', applicationStatuses]]),
  },
  ...declaredFacets(),
];

/**
 * The facets that help with these types (none means all): all of a single type's, and for several types
 * those that at least two of them share, so that a choice never silently empties half of the list.
 */
export function facetsFor(types: readonly TypeName[]): readonly Facet[] {
  const shown = types.length === 0 ? typeNames : types;
  const single = shown.length === 1;
  return facets.filter((facet) => {
    if (facet.key === 'type') return !single;
    const having = facet.types.filter((type) => shown.includes(type)).length;
    return single ? having === 1 : having >= 2 && facet.key !== 'kind';
  });
}

/** The code that matches whatever is chosen ("whole country", "all sectors"), if the facet has one. */
export const wildcardOf = (facet: Facet): string | undefined =>
  [...facet.lists.values()].find((l) => l.all !== undefined)?.all;

/** The codes that a reader can choose among in these types. */
export const codesOf = (facet: Facet, types: readonly TypeName[]): readonly string[] => {
  if (facet.values === 'types') return typeNames;
  const lists = [...facet.lists].filter(([type]) => types.length === 0 || types.includes(type));
  return [...new Set(lists.flatMap(([, l]) => l.codes))].filter(
    (code) => code !== wildcardOf(facet),
  );
};

/** Types whose own address is the search page with the type set; the glossary and single pages are not. */
export const isListed = (type: TypeName): boolean => type !== 'term' && type !== 'page';
