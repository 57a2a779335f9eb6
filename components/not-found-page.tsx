import { ArticleName } from '#components/plan';
import { SearchForm, type SearchFormProps } from '#components/search-form';
import type { ArticleLink } from '#lib/plan-view';
import type { Link } from '#lib/view';

export type NotFoundView = {
  title: string;
  text: string;
  search: SearchFormProps;
  ways: { lead: string; links: Link[] };
  /** What was asked for is near these. */
  near?: { lead: string; links: (ArticleLink | { link: Link; number?: undefined })[] } | undefined;
};

/** An address that leads nowhere: say so, and let people search from here. */
export function NotFoundPage({ view }: { view: NotFoundView }) {
  return (
    <div className="wrap page not-found">
      <h1>{view.title}</h1>
      <p className="lead">{view.text}</p>
      {view.near && (
        <>
          <p className="ways-lead">{view.near.lead}</p>
          <ul className="ways">
            {view.near.links.map((one) => (
              <li key={one.link.href}>
                {one.number === undefined ? (
                  <a href={one.link.href}>{one.link.label}</a>
                ) : (
                  <ArticleName article={one} />
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <SearchForm {...view.search} />
      <p className="ways-lead">{view.ways.lead}</p>
      <ul className="ways">
        {view.ways.links.map((link) => (
          <li key={link.href}>
            <a href={link.href}>{link.label}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
