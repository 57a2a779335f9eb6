import { BadgeLabel, Breadcrumb } from '#components/badge';
import { Said } from '#components/correction';
import { EditorForm } from '#components/editor-form';
import { EditorNotice } from '#components/editor-frame';
import { ColumnHeads } from '#components/fact-rows';
import { SelectFilters, Ways } from '#components/page-parts';
import type { QueueView, ReportView } from '#lib/correction-queue';

/** The reports that wait for editors. */
export function CorrectionQueue({ view }: { view: QueueView }) {
  return (
    <>
      <h1>{view.title}</h1>
      <p role="status">{view.count}</p>
      {view.full && <EditorNotice text={view.full} />}
      <SelectFilters action={view.action} filters={view.filters} submit={view.apply} />
      {view.only && (
        <p>
          {view.only.text} <a href={view.only.all.href}>{view.only.all.label}</a>
        </p>
      )}
      {view.rows.length > 0 && (
        <div className="scroll" role="region" aria-label={view.title} tabIndex={0}>
          <table>
            <caption>{view.caption}</caption>
            <ColumnHeads columns={view.columns} />
            <tbody>
              {view.rows.map(({ entry, lang, typeLabel, fact, badge, date, age, owner, times }) => (
                <tr key={entry.href}>
                  <td>
                    <a href={entry.href} lang={lang}>
                      {entry.label}
                    </a>
                    <small>{typeLabel}</small>
                  </td>
                  <td>{fact}</td>
                  <td>
                    <BadgeLabel badge={badge} />
                    {times && <small>{times}</small>}
                  </td>
                  <td>
                    {date}
                    <small>{age}</small>
                  </td>
                  <td>{owner}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Ways ways={[view.previous, view.next].filter((way) => way !== undefined)} />
    </>
  );
}

/** One report, and the form that answers it. */
export function CorrectionAnswer({
  view,
  csrf,
  action,
  page,
  sent,
}: {
  view: ReportView;
  csrf: string;
  action: string;
  page: string;
  /** Said after an answer was taken. */
  sent?: string | undefined;
}) {
  const { form } = view;
  return (
    <>
      <Breadcrumb link={view.up} />
      <h1>{view.title}</h1>
      {sent !== undefined && <EditorNotice text={sent} good />}
      <p>
        <BadgeLabel badge={view.badge} /> {view.received}
      </p>
      <Ways ways={view.ways} />
      <Said said={[...view.said, ...(view.changed ? [view.changed] : [])]} />
      {view.removed && <p className="missing-note">{view.removed}</p>}
      <section className="editor-section">
        <h2>{view.replies.heading}</h2>
        {view.replies.none && <p className="missing-note">{view.replies.none}</p>}
        {view.replies.items.map(({ badge, by, text }, index) => (
          <div key={index} className="correction-reply">
            <p>
              <BadgeLabel badge={badge} /> {by}
            </p>
            <p className="correction-text">{text}</p>
          </div>
        ))}
      </section>
      <section className="editor-section">
        <h2>{form.heading}</h2>
        {form.fault && <EditorNotice text={form.fault} />}
        <EditorForm className="editor-fields" action={action} csrf={csrf} page={page}>
          <input type="hidden" name="code" value={form.code} />
          <input type="hidden" name="seen" value={form.seen} />
          <div className="editor-field">
            <label htmlFor="text">{form.label}</label>
            <small id="text-hint">{form.hint}</small>
            <textarea
              id="text"
              name="text"
              rows={5}
              required
              defaultValue={form.value}
              aria-describedby="text-hint"
              aria-invalid={form.fault ? true : undefined}
            />
          </div>
          <fieldset className="editor-field editor-choices">
            <legend>{form.states.legend}</legend>
            {form.states.options.map(({ value, label, checked }) => (
              <label key={value}>
                <input type="radio" name="state" value={value} defaultChecked={checked} /> {label}
              </label>
            ))}
          </fieldset>
          <button className="button" type="submit">
            {form.submit}
          </button>
        </EditorForm>
      </section>
    </>
  );
}
