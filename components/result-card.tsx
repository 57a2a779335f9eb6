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
  const Heading = hit.group ? 'h4' : 'h3';
  const facts = <Facts facts={shown} large={large} />;
  return (
    <article className={brief ? 'hit hit-brief' : 'hit'}>
      <p className="hit-type">
        <span>{hit.typeLabel}</span>
        {hit.pinned && <BadgeLabel badge={{ label: hit.pinned, tone: 'info' }} />}
        {hit.badge && <BadgeLabel badge={hit.badge} />}
      </p>
      <Heading>
        <a href={hit.url}>
          <MarkedText value={{ text: hit.title, lang: hit.titleLang, marks: hit.marks.title }} />
        </a>
      </Heading>
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

const nameOf = ({ group = [] }: Hit): string => group.map(({ text }) => text).join(' › ');

/** Runs of hits under the same headings; hits that have none are one run. */
const runsOf = (hits: readonly Hit[]): Hit[][] =>
  hits.reduce<Hit[][]>((runs, hit) => {
    const [first] = runs.at(-1) ?? [];
    if (first && nameOf(first) === nameOf(hit)) runs.at(-1)?.push(hit);
    else runs.push([hit]);
    return runs;
  }, []);

/** Results under one another and under their headings, where they have some; `brief` for the home page. */
export function HitList({ hits, brief = false }: { hits: readonly Hit[]; brief?: boolean }) {
  return runsOf(hits).map((run) => (
    <div key={`${run[0]?.type}/${run[0]?.slug}`} className="hit-run">
      {run[0]?.group && (
        <h3 className="hit-group">
          {run[0].group.map(({ text, lang }) => (
            <span key={text} lang={lang}>
              {text}
            </span>
          ))}
        </h3>
      )}
      <ul className="hits">
        {run.map((hit) => (
          <li key={`${hit.type}/${hit.slug}`} className={hit.depth ? 'hit-under' : undefined}>
            <ResultCard hit={hit} brief={brief} />
          </li>
        ))}
      </ul>
    </div>
  ));
}
