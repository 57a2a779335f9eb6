import { Icon } from '#components/icon';
import type { DrawnNode, DrawnText, ListedNode, NeighbourhoodView } from '#lib/neighbourhood-view';

function Line({ line: { text, lang, x, y, kind, end } }: { line: DrawnText }) {
  return (
    <text className={`map-${kind}`} x={x} y={y} lang={lang} textAnchor={end && 'end'}>
      {text}
    </text>
  );
}

function Box({ node }: { node: DrawnNode }) {
  const { type, steps, x, y, width, height, texts, full, href } = node;
  const box = (
    <>
      {full && <title>{full}</title>}
      <rect width={width} height={height} rx={4} />
      {texts.map((line) => (
        <Line key={line.y + line.kind} line={line} />
      ))}
    </>
  );
  return (
    <g className={`map-node map-${steps} map-${type}`} transform={`translate(${x} ${y})`}>
      {href ? (
        <a href={href} tabIndex={-1}>
          {box}
        </a>
      ) : (
        box
      )}
    </g>
  );
}

function Listed({ node: { name, href, note } }: { node: ListedNode }) {
  return (
    <>
      <a href={href} lang={name.lang}>
        {name.text}
      </a>{' '}
      <small>{note}</small>
    </>
  );
}

/** What lies around an entry: a picture for the eye, and the same as a list for everybody. */
export function Neighbourhood({ view }: { view: NeighbourhoodView }) {
  const { heading, caption, picture, list } = view;
  return (
    <section className="map">
      <h2>{heading}</h2>
      <figure>
        <div className="map-scroll" role="region" aria-label={picture.label} tabIndex={0}>
          <svg width={picture.width} height={picture.height} aria-hidden="true">
            <path className="map-beside" d={picture.lines.beside} />
            <path className="map-across" d={picture.lines.across} />
            {picture.heads.map((head) => (
              <Line key={head.x} line={head} />
            ))}
            {picture.nodes.map((node) => (
              <Box key={node.id} node={node} />
            ))}
          </svg>
        </div>
        <figcaption>
          {caption.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </figcaption>
      </figure>
      <details className="disclosure">
        <summary>
          <Icon name="open" />
          {list.label}
        </summary>
        <ul>
          {list.items.map((node) => (
            <li key={node.id}>
              <Listed node={node} />
              {node.items.length > 0 && (
                <ul>
                  {node.items.map((other) => (
                    <li key={other.id}>
                      <Listed node={other} />
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
