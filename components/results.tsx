import { Notices } from '#components/badge';
import { Icon } from '#components/icon';
import { FileLinks } from '#components/file-links';
import { HitList } from '#components/result-card';
import type { Link, SearchView, ZeroResults } from '#lib/view';

function Chips({
  chips,
  clear,
  label,
}: {
  chips: SearchView['chips'];
  clear?: Link;
  label: string;
}) {
  if (chips.length === 0) return null;
  return (
    <ul className="chips" aria-label={label}>
      {chips.map((chip) => (
        <li key={chip.href}>
          <a className="chip" href={chip.href} aria-label={chip.removeLabel}>
            {chip.label}
            <Icon name="remove" />
          </a>
        </li>
      ))}
      {clear && (
        <li>
          <a className="chip-clear" href={clear.href}>
            {clear.label}
          </a>
        </li>
      )}
    </ul>
  );
}

function Ways({ lead, links }: { lead: string; links: Link[] }) {
  return (
    <>
      <p className="ways-lead">{lead}</p>
      <ul className="ways">
        {links.map((link) => (
          <li key={link.href}>
            <a href={link.href}>{link.label}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Zero({ zero }: { zero: ZeroResults }) {
  return (
    <div className="panel">
      <h2 id="result-count">{zero.heading}</h2>
      <p>{zero.searched}</p>
      {zero.removals && <Ways {...zero.removals} />}
      <Ways {...zero.ways} />
    </div>
  );
}

/** The way through the pages of a long list. */
export function Pagination({
  pagination,
  label,
}: {
  pagination: SearchView['pagination'];
  label: string;
}) {
  const { previous, next, pages } = pagination;
  if (pages.length < 2) return null;
  return (
    <nav className="pagination" aria-label={label}>
      {previous && (
        <a className="page-step" rel="prev" href={previous.href}>
          <Icon name="back" />
          {previous.label}
        </a>
      )}
      <ol>
        {pages.map((page, index) =>
          page === 'gap' ? (
            <li key={`gap-${index}`}>…</li>
          ) : (
            <li key={page.href}>
              <a
                href={page.href}
                aria-label={page.spoken}
                aria-current={page.current ? 'page' : undefined}
              >
                {page.label}
              </a>
            </li>
          ),
        )}
      </ol>
      {next && (
        <a className="page-step" rel="next" href={next.href}>
          {next.label}
          <Icon name="forward" />
        </a>
      )}
    </nav>
  );
}

function Sort({ sorts, labels }: Pick<SearchView, 'sorts' | 'labels'>) {
  const chosen = sorts.find(({ selected }) => selected)?.value ?? '';
  return (
    <div className="sort">
      <label htmlFor="sort">{labels.sort}</label>
      <select id="sort" name="sort" defaultValue={chosen} data-chosen={chosen}>
        {sorts.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <button className="button button-quiet apply" type="submit">
        {labels.apply}
      </button>
    </div>
  );
}

/** What is shown in an outage is no page to be found by. */
const NoIndex = () => <meta name="robots" content="noindex" />;

/** Says that the results are those of a smaller index. */
export function Fallback({ heading, text }: { heading: string; text: string }) {
  return (
    <div className="panel">
      <NoIndex />
      <p>
        <strong>{heading}</strong>
      </p>
      <p>{text}</p>
    </div>
  );
}

/** The answer to one search, for the server and for search as you type; `#result-count` is what to announce. */
export function Results({ view }: { view: SearchView }) {
  if (view.unavailable)
    return (
      <section className="panel" id="results">
        <NoIndex />
        <h2>{view.unavailable.heading}</h2>
        <p>{view.unavailable.text}</p>
      </section>
    );
  return (
    <section id="results" aria-label={view.labels.results}>
      {view.fallback && <Fallback {...view.fallback} />}
      <Notices items={view.notices} />
      {view.spelling && (
        <p className="spelling">
          {view.spelling.lead} <a href={view.spelling.link.href}>{view.spelling.link.label}</a>
        </p>
      )}
      <Chips chips={view.chips} clear={view.clear} label={view.labels.filters} />
      {view.zero ? (
        <Zero zero={view.zero} />
      ) : (
        <>
          <div className="results-bar">
            <h2 id="result-count">{view.count}</h2>
            {view.hits.length > 1 && <Sort sorts={view.sorts} labels={view.labels} />}
          </div>
          {view.similar && <p className="similar-note">{view.similar}</p>}
          <HitList hits={view.hits} />
        </>
      )}
      <Pagination pagination={view.pagination} label={view.labels.pagination} />
      {!view.fallback && <FileLinks files={view.files} />}
    </section>
  );
}
