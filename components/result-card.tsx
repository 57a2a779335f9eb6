import { BadgeLabel } from '#components/badge';
import { MarkedText } from '#components/marked';
import type { Fact, Hit } from '#lib/view';

/** Programmes answer in figures, so theirs stand before the text and larger. */
const FIGURES_FIRST = new Set(['programme']);

function Facts({ facts, large }: { facts: Fact[]; large: boolean }) {
  if (facts.length === 0) return null;
  return (
    <dl className={large ? 'facts facts-large' : 'facts'}>
      {facts.map(({ label, value, lang }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd lang={lang}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** One result: what it is, its name, and the answer to the question its type raises. */
export function ResultCard({ hit, brief = false }: { hit: Hit; brief?: boolean }) {
  const large = !brief && FIGURES_FIRST.has(hit.type);
  const shown = brief ? hit.facts.filter(({ minor }) => !minor) : hit.facts;
  const facts = <Facts facts={shown} large={large} />;
  return (
    <article className={brief ? 'hit hit-brief' : 'hit'}>
      <p className="hit-type">
        <span>{hit.typeLabel}</span>
        {hit.badge && <BadgeLabel badge={hit.badge} />}
      </p>
      <h3>
        <a href={hit.url}>
          <MarkedText value={{ text: hit.title, lang: hit.titleLang, marks: hit.marks.title }} />
        </a>
      </h3>
      {large && facts}
      {!brief && hit.passage && (
        <p className="hit-passage">
          <MarkedText
            value={{ text: hit.passage, lang: hit.passageLang, marks: hit.marks.passage }}
          />
        </p>
      )}
      {!large && facts}
      {hit.missing && <p className="hit-missing">{hit.missing}</p>}
    </article>
  );
}

/** Results under one another; `brief` for the home page. */
export function HitList({ hits, brief = false }: { hits: readonly Hit[]; brief?: boolean }) {
  return (
    <ul className="hits">
      {hits.map((hit) => (
        <li key={`${hit.type}/${hit.slug}`}>
          <ResultCard hit={hit} brief={brief} />
        </li>
      ))}
    </ul>
  );
}
