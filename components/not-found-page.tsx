import { SearchForm, type SearchFormProps } from '#components/search-form';
import type { Link } from '#lib/view';

export type NotFoundView = {
  title: string;
  text: string;
  search: SearchFormProps;
  ways: { lead: string; links: Link[] };
};

/** An address that leads nowhere: say so, and let people search from here. */
export function NotFoundPage({ view }: { view: NotFoundView }) {
  return (
    <div className="wrap page not-found">
      <h1>{view.title}</h1>
      <p className="lead">{view.text}</p>
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
