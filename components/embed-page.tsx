import { BadgeLabel, Notices } from '#components/badge';
import { Fallback } from '#components/results';
import { SearchField } from '#components/search-form';
import type { Link, SearchView } from '#lib/view';

export type EmbedView = {
  search: SearchView;
  /** Where the form goes, and what it takes along: the filters that the site around it has set. */
  action: string;
  kept: { name: string; value: string }[];
  pages: Link[];
  /** The whole search on the portal. */
  all: Link;
};

const elsewhere = { target: '_blank', rel: 'noopener' };

/** A search box and its results in another site's frame; entries open in a page of their own. */
export function EmbedPage({ view }: { view: EmbedView }) {
  const { search, action, kept, pages, all } = view;
  return (
    <main id="main" className="wrap embed">
      <h1 className="hidden">{search.heading}</h1>
      <form role="search" method="get" action={action}>
        <SearchField id="q" labels={search.labels} value={search.query} />
        {kept.map(({ name, value }) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
      </form>
      {search.unavailable ? (
        <p>{search.unavailable.text}</p>
      ) : (
        <>
          {search.fallback && <Fallback {...search.fallback} />}
          <Notices items={search.notices} />
          <h2>{search.count}</h2>
          <ul className="hits">
            {search.hits.map((hit) => (
              <li key={hit.url} className="hit hit-brief">
                <p className="hit-type">
                  <span>{hit.typeLabel}</span>
                  {hit.badge && <BadgeLabel badge={hit.badge} />}
                </p>
                <h3>
                  <a href={hit.url} lang={hit.titleLang} {...elsewhere}>
                    {hit.title}
                  </a>
                </h3>
                {hit.passage && <p lang={hit.passageLang}>{hit.passage}</p>}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="embed-foot">
        {pages.map(({ label, href }) => (
          <a key={href} href={href}>
            {label}
          </a>
        ))}
        <a href={all.href} {...elsewhere}>
          {all.label}
        </a>
      </p>
    </main>
  );
}
