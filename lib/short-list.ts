import { slugPattern } from '#lib/field';

/** The programmes that a reader keeps: they stand in the address, in the reader's order, and nowhere else. */
export type ShortList = {
  readonly slugs: readonly string[];
  /** What the address names that is no programme, shortened for a sentence. */
  readonly unknown: readonly string[];
  /** How many programmes were too many. */
  readonly beyond: number;
};

/** The parameter that carries the list through the pages; one for each programme. */
export const listParameter = 'p';
/** More than these nobody prints, and their address would be too long for a QR code that a phone reads. */
export const mostKept = 20;
export const mostCompared = 4;

const shownOfUnknown = 60;
const mostUnknown = 5;

/** The list in an address. What names no programme is told and never taken for one; a repetition is not. */
export function readShortList(
  parameters: URLSearchParams,
  isProgramme: (slug: string) => boolean,
): ShortList {
  const named = new Set(parameters.getAll(listParameter).map((value) => value.trim()));
  named.delete('');
  const isKnown = (name: string) => slugPattern.test(name) && isProgramme(name);
  const known = [...named].filter(isKnown);
  return {
    slugs: known.slice(0, mostKept),
    unknown: [...named]
      .filter((name) => !isKnown(name))
      .slice(0, mostUnknown)
      .map((name) =>
        name.length > shownOfUnknown ? `${[...name].slice(0, shownOfUnknown).join('')}…` : name,
      ),
    beyond: Math.max(known.length - mostKept, 0),
  };
}

/** An address of ours with that list in it; what else stands in its query stays. */
export function withList(href: string, slugs: readonly string[]): string {
  const [, path = '', query = '', anchor = ''] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/.exec(href) ?? [];
  const parameters = new URLSearchParams(query);
  parameters.delete(listParameter);
  for (const slug of slugs) parameters.append(listParameter, slug);
  const words = parameters.toString();
  return `${path}${words === '' ? '' : `?${words}`}${anchor}`;
}

export const added = (slugs: readonly string[], slug: string): string[] => [
  ...slugs.filter((other) => other !== slug),
  slug,
];

export const without = (slugs: readonly string[], slug: string): string[] =>
  slugs.filter((other) => other !== slug);
