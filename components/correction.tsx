import { BadgeLabel, Breadcrumb } from '#components/badge';
import { SourceItems } from '#components/entry-parts';
import { CellText } from '#components/fact-rows';
import { Icon } from '#components/icon';
import { FaultList } from '#components/page-parts';
import type {
  CodeForm,
  CorrectionForm,
  CorrectionNotice,
  CorrectionPage,
} from '#lib/correction-view';

function TextField({ field }: { field: CorrectionForm['fields'][number] }) {
  const { id, name, label, hint, value, isLong, isRequired, faults } = field;
  const described = [hint && `${id}-hint`, faults.length > 0 && `${id}-fault`].filter(Boolean);
  const shared = {
    id,
    name,
    defaultValue: value,
    required: isRequired || undefined,
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
      {isLong ? <textarea {...shared} rows={4} /> : <input {...shared} type="text" />}
    </div>
  );
}

/** Each fact of the entry with its value as it stands today. */
function Facts({ facts }: Pick<CorrectionForm, 'facts'>) {
  return (
    <fieldset className="question correction-facts" id={facts.id}>
      <legend>{facts.legend}</legend>
      {facts.fault && (
        <div className="fault">
          <p>{facts.fault}</p>
        </div>
      )}
      {facts.options.map(({ id, value, label, cells, checked }) => (
        <div key={id}>
          <input
            type="radio"
            id={id}
            name="fact"
            value={value}
            defaultChecked={checked}
            required
            aria-describedby={cells.length > 0 ? `${id}-now` : undefined}
          />
          <label htmlFor={id}>{label}</label>
          {cells.length > 0 && (
            <div id={`${id}-now`}>
              {cells.map((cell, index) => (
                <p key={index}>
                  <CellText cell={{ ...cell, href: undefined }} />
                </p>
              ))}
            </div>
          )}
        </div>
      ))}
      {facts.all && <a href={facts.all.href}>{facts.all.label}</a>}
    </fieldset>
  );
}

/** Where a reader says what is wrong with an entry. */
export function CorrectionFormPage({ view }: { view: CorrectionForm }) {
  return (
    <article className="wrap page correction">
      <a className="up" href={view.entry.href} lang={view.entryLang}>
        <Icon name="back" />
        {view.entry.label}
      </a>
      <h1>{view.title}</h1>
      <p className="lead">{view.lead}</p>
      {view.faults && <FaultList faults={view.faults} />}
      <form method="post" action={view.action} noValidate>
        {view.hidden.map(({ name, value }) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Facts facts={view.facts} />
        {view.fields.map((field) => (
          <TextField key={field.id} field={field} />
        ))}
        <div className="correction-trap" aria-hidden="true">
          <label htmlFor="trap">{view.trap.label}</label>
          <input id="trap" name={view.trap.name} type="text" tabIndex={-1} autoComplete="off" />
        </div>
        <div className="ask-end">
          {view.privacy.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <button className="button" type="submit" id="gonder">
            {view.submit}
          </button>
        </div>
      </form>
      {view.sources.items.length > 0 && (
        <section className="sources">
          <h2>{view.sources.heading}</h2>
          <ol>
            <SourceItems items={view.sources.items} />
          </ol>
        </section>
      )}
    </article>
  );
}

/** Where a code leads to what became of a report. */
export function CodeFormPage({ view }: { view: CodeForm }) {
  return (
    <article className="wrap page correction">
      <h1>{view.title}</h1>
      <p className="lead">{view.lead}</p>
      <form method="get" action={view.action}>
        <div className="question">
          <label htmlFor="kod">{view.label}</label>
          <small id="kod-hint">{view.hint}</small>
          {view.fault && (
            <div className="fault" id="kod-fault" role="alert">
              <p>{view.fault}</p>
            </div>
          )}
          <input
            id="kod"
            name="kod"
            type="text"
            defaultValue={view.value}
            autoComplete="off"
            required
            aria-describedby={view.fault ? 'kod-hint kod-fault' : 'kod-hint'}
            aria-invalid={view.fault ? true : undefined}
          />
        </div>
        <button className="button" type="submit">
          {view.submit}
        </button>
      </form>
    </article>
  );
}

/** What became of a report. */
export function CorrectionReportPage({ view }: { view: CorrectionPage }) {
  return (
    <article className="wrap page correction">
      {view.about.map(({ link }) => (
        <Breadcrumb key={link.href} link={link} />
      ))}
      <h1>{view.title}</h1>
      {view.thanks && (
        <div className="notice" role="status">
          <Icon name="check" large />
          <div>
            <h2>{view.thanks.heading}</h2>
            {view.thanks.text.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
            <p>
              {view.code.label}: <strong className="correction-code">{view.code.value}</strong>
            </p>
          </div>
        </div>
      )}
      <p>
        <BadgeLabel badge={view.badge} /> {view.explained}
      </p>
      <section>
        <h2>{view.replies.heading}</h2>
        {view.replies.none && <p className="missing-note">{view.replies.none}</p>}
        {view.replies.items.map(({ badge, date, text }, index) => (
          <div key={index} className="correction-reply">
            <p>
              <BadgeLabel badge={badge} /> {date}
            </p>
            <p className="correction-text">{text}</p>
          </div>
        ))}
      </section>
      <Said said={view.said} />
      {view.removed && <p className="missing-note">{view.removed}</p>}
    </article>
  );
}

/** What a report says, as the plain text that it is. */
export function Said({ said }: Pick<CorrectionPage, 'said'>) {
  return (
    <dl className="sheet">
      {said.map(({ label, text, lang }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className="correction-text" lang={lang}>
            {text}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Where nothing can be reported: why, and what to do instead. */
export function CorrectionNoticePage({ view }: { view: CorrectionNotice }) {
  return (
    <article className="wrap page correction">
      <h1>{view.title}</h1>
      <p className="lead">{view.text}</p>
    </article>
  );
}
