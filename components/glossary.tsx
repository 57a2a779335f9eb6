import type { Phrase } from '#lib/view';

export type GlossaryTerm = {
  /** The anchor of the term. */
  id: string;
  title: Phrase;
  expansion?: Phrase;
  definition: Phrase;
  href: string;
};
export type GlossaryView = {
  title: string;
  lead: string;
  /** What the row of letters is for. */
  lettersLabel: string;
  /** The whole alphabet, in its order; a letter without terms is shown but does not lead anywhere. */
  letters: { letter: string; id: string; terms: GlossaryTerm[] }[];
};

function Letters({ view }: { view: GlossaryView }) {
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

function Term({ term }: { term: GlossaryTerm }) {
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
export function Glossary({ view }: { view: GlossaryView }) {
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
    </div>
  );
}
