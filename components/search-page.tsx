import type { ReactNode } from 'react';
import { Facets } from '#components/facets';
import { Results } from '#components/results';
import { SearchField } from '#components/search-form';
import type { SearchView } from '#lib/view';

/**
 * What stands inside the search form: query, filters, results. The island renders the same, with its own
 * `field`, inside a form marked `data-live`, which hides the apply buttons.
 */
export function SearchBody({ view, field }: { view: SearchView; field?: ReactNode }) {
  return (
    <>
      {field ?? <SearchField id="q" labels={view.labels} value={view.query} />}
      <div className="search-columns">
        <Facets view={view} />
        <Results view={view} />
      </div>
    </>
  );
}

/** A search page under its `intro`; `children`, when given, is the island in the place of the plain form. */
export function SearchPage({
  view,
  intro,
  children,
}: {
  view: SearchView;
  intro?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="wrap page">
      <h1>{view.heading}</h1>
      {intro}
      {children ?? (
        <form className="search-page" role="search" method="get" action={view.action}>
          <SearchBody view={view} />
        </form>
      )}
    </div>
  );
}
