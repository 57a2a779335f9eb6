import type { ReactNode } from 'react';
import { Breadcrumb } from '#components/badge';
import { ColumnHeads } from '#components/fact-rows';
import { Icon } from '#components/icon';
import { FaultList } from '#components/page-parts';
import type { ToolField, ToolResult, ToolView } from '#lib/calculator-view';

function Field({ field }: { field: ToolField }) {
  const { id, name, label, hint, value, numeric, faults, options } = field;
  const described = [hint && `${id}-hint`, faults.length > 0 && `${id}-fault`].filter(Boolean);
  const shared = {
    id,
    name,
    defaultValue: value,
    'aria-describedby': described.join(' ') || undefined,
    'aria-invalid': faults.length > 0 || undefined,
  };
  return (
    <div className="question">
      <label htmlFor={id}>{label}</label>
      {hint && <small id={`${id}-hint`}>{hint}</small>}
      {faults.length > 0 && (
        <div className="fault" id={`${id}-fault`}>
          {faults.map((fault) => (
            <p key={fault}>{fault}</p>
          ))}
        </div>
      )}
      {options ? (
        <select {...shared}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...shared}
          type="text"
          inputMode={numeric ? 'decimal' : undefined}
          autoComplete="off"
          maxLength={100}
        />
      )}
    </div>
  );
}

const marks = { yes: 'check', no: 'remove', unknown: 'info' } as const;

function Result({ result }: { result: ToolResult }) {
  const { table } = result;
  return (
    <section className="tool-result" aria-labelledby="tool-result">
      <h2 id="tool-result">{result.heading}</h2>
      {result.summary.map((sentence, index) => (
        <p key={sentence} className={index === 0 ? 'match-summary' : undefined}>
          {sentence}
        </p>
      ))}
      {table && (
        <div className="scroll" role="region" aria-label={table.caption} tabIndex={0}>
          <table>
            <caption>{table.caption}</caption>
            <ColumnHeads columns={table.columns} />
            <tbody>
              {table.rows.map((row) => (
                <tr key={row.join('\n')}>
                  {row.map((cell, column) => (
                    <td key={column}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {result.groups.map(({ heading, count, rules }) => (
        <section key={heading}>
          <h3>{heading}</h3>
          <p>{count}</p>
          <ul className="match-rules">
            {rules.map(({ answer, label, sentence, basis }) => (
              <li key={sentence} className={`rule-${answer}`}>
                <Icon name={marks[answer]} />
                <div>
                  <strong>{label}:</strong> {sentence}
                  <small>{basis}</small>
                </div>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {result.notes.map((note) => (
        <p key={note} className="missing-note">
          {note}
        </p>
      ))}
    </section>
  );
}

/** A calculator: what it is, its form, and under it what comes out; `tools` is the island that prints. */
export function CalculatorPage({ view, tools }: { view: ToolView; tools: ReactNode }) {
  const { guide, how, faults, result, example, clear, labels } = view;
  return (
    <article className={`wrap page calculator calculator-${view.page}`}>
      <Breadcrumb link={guide.link} />
      <h1>{view.title}</h1>
      <p className="lead">{view.lead}</p>
      {faults && <FaultList faults={faults} />}
      {result && <Result result={result} />}
      <form className="ask" method="get" action={view.action}>
        {view.groups.map(({ heading, fields }) => (
          <fieldset key={heading} className="ask-part">
            <legend>{heading}</legend>
            <div className="ask-questions">
              {fields.map((field) => (
                <Field key={field.id} field={field} />
              ))}
            </div>
          </fieldset>
        ))}
        <div className="ask-end">
          <button className="button" type="submit">
            {labels.submit}
          </button>
          {clear && <a href={clear.href}>{clear.label}</a>}
          {example && (
            <p>
              <a href={example.link.href}>{example.link.label}</a> <small>{example.note}</small>
            </p>
          )}
          <p>{labels.privacy}</p>
        </div>
      </form>
      <section className="entry-section">
        <h2>{how.heading}</h2>
        <ul className="plain-list">
          {how.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
        {how.sources && (
          <p>
            <small>
              {how.sources.heading}: {how.sources.items.join('; ')}
            </small>
          </p>
        )}
        <p>
          {guide.lead} <a href={guide.link.href}>{guide.link.label}</a>
        </p>
      </section>
      {tools}
    </article>
  );
}
