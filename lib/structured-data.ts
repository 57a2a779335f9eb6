import { entryHref } from '#lib/addresses';
import type { Entry } from '#lib/entry';

/** A schema.org description where one fits, for search engines. */
export function structuredData(
  entry: Entry,
  site: string,
  description: string,
): Record<string, unknown> {
  const url = `${site}${entryHref(entry.type, entry.slug, entry.locale)}`;
  const base = {
    '@context': 'https://schema.org',
    name: entry.data.title,
    url,
    inLanguage: entry.locale,
    description,
  };
  switch (entry.type) {
    case 'programme':
      return {
        ...base,
        '@type': 'GovernmentService',
        ...(entry.data.applyUrl && {
          availableChannel: { '@type': 'ServiceChannel', serviceUrl: entry.data.applyUrl },
        }),
      };
    case 'cluster':
    case 'centre':
    case 'institution':
      return {
        ...base,
        '@type': 'Organization',
        ...(entry.data.website && { sameAs: entry.data.website }),
      };
    case 'news':
      return {
        ...base,
        '@type': 'NewsArticle',
        headline: entry.data.title,
        datePublished: entry.data.date,
      };
    case 'event':
      return entry.data.starts
        ? {
            ...base,
            '@type': 'Event',
            startDate: entry.data.starts,
            ...(entry.data.ends && { endDate: entry.data.ends }),
            ...(entry.data.city && { location: { '@type': 'Place', name: entry.data.city } }),
          }
        : { ...base, '@type': 'WebPage' };
    case 'plan':
      return {
        ...base,
        '@type': 'Legislation',
        legislationIdentifier: `${entry.data.plan}-${entry.data.number}`,
      };
    case 'guide':
      return {
        ...base,
        '@type': 'HowTo',
        step: entry.data.steps.map((text) => ({ '@type': 'HowToStep', text })),
      };
    case 'practice':
      return { ...base, '@type': 'Article', headline: entry.data.title };
    case 'term':
      return { ...base, '@type': 'DefinedTerm' };
    case 'page':
      return { ...base, '@type': 'WebPage' };
  }
}

const unsafeInScript: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/** The description as JSON for a script element of HTML: nothing in it can end the element or a line. */
export const scriptJson = (data: Record<string, unknown>): string =>
  JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (character) => unsafeInScript[character] ?? '',
  );
