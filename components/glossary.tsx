import { FileLinks } from '#components/file-links';
import type { FileLinks as Files, Glossary as View } from '#lib/view';

type Definition = View['letters'][number]['terms'][number];

function Letters({ view }: { view: View }) {
  return (
    <nav className="letters" aria-label={view.lettersLabel}>
      <ul>
        {view.letters.map(({ letter, id, terms }) => (
          <li key={id}>
            {terms.length > 0 ? <a href={`#${id}`}>{letter}</a> : <span>{letter}</span>}
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Term({ term }: { term: Definition }) {
  return (
    <div className="term" id={term.id}>
      <dt>
        <a href={term.href} lang={term.title.lang}>
          {term.title.text}
        </a>
        {term.expansion && <small lang={term.expansion.lang}>{term.expansion.text}</small>}
      </dt>
      <dd lang={term.definition.lang}>{term.definition.text}</dd>
    </div>
  );
}

/** All terms on one page, from A to Z. */
export function Glossary({ view, files }: { view: View; files: Files }) {
  return (
    <div className="wrap page glossary">
      <h1>{view.title}</h1>
      <p className="lead">{view.lead}</p>
      <Letters view={view} />
      {view.letters
        .filter(({ terms }) => terms.length > 0)
        .map(({ letter, id, terms }) => (
          <section key={id} className="letter" aria-labelledby={id}>
            <h2 id={id}>{letter}</h2>
            <dl>
              {terms.map((term) => (
                <Term key={term.id} term={term} />
              ))}
            </dl>
          </section>
        ))}
      <FileLinks files={files} />
    </div>
  );
}
