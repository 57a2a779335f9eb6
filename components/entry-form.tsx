import type { ReactNode } from 'react';
import { EntryPicker } from '#components/entry-picker.client';
import { Icon } from '#components/icon';
import { controlId } from '#lib/entry-controls';
import type { Control, ControlRow } from '#lib/view-of-form';
import { xmlText } from '#lib/xml';

/** The words that every control needs, in the editor's language. */
export type ControlWords = {
  readonly required: string;
  readonly none: string;
  readonly add: (what: string) => string;
  readonly remove: (what: string, number: number) => string;
  readonly removeShort: string;
  /** The list to which a row has just been added. */
  readonly opened?: string | undefined;
  /** Takes the filled-in row over and shows one more. */
  readonly another: string;
  readonly row: (what: string, number: number) => string;
  readonly candidates: (words: string) => string;
  readonly picker: { list: string; placeholder: string; counts: readonly string[]; many: string };
};

type Common = Pick<Control, 'name' | 'label' | 'help' | 'required' | 'problems'>;

function Label({ control, words, of }: { control: Common; words: ControlWords; of?: string }) {
  const inside = (
    <>
      {control.label}
      {control.required && <span className="desk-required"> · {words.required}</span>}
    </>
  );
  return of === undefined ? <legend>{inside}</legend> : <label htmlFor={of}>{inside}</label>;
}

function Told({ control, id }: { control: Common; id: string }) {
  return (
    <>
      {control.help && <small id={`${id}-help`}>{control.help}</small>}
      {control.problems.map((sentence) => (
        <p key={sentence} className="editor-fault" id={`${id}-fault`}>
          {sentence}
        </p>
      ))}
    </>
  );
}

const describedBy = ({ help, problems }: Common, id: string): string | undefined =>
  [...(help ? [`${id}-help`] : []), ...(problems.length > 0 ? [`${id}-fault`] : [])].join(' ') ||
  undefined;

function Field({ children }: { children: ReactNode }) {
  return <div className="editor-field">{children}</div>;
}

/**
 * A box for a text, which React leaves alone: where it takes a page over it sets every other text box back
 * to what the server sent, and what somebody has typed by then would be gone.
 */
function TextBox({
  value,
  attributes,
}: {
  value: string;
  attributes: Readonly<Record<string, string | number | boolean | undefined>>;
}) {
  const written = Object.entries(attributes)
    .filter(([, one]) => one !== undefined)
    .map(([name, one]) => ` ${name}="${xmlText(String(one))}"`)
    .join('');
  // A text box drops the line feed with which it begins.
  const __html = `<textarea${written}>\n${xmlText(value)}</textarea>`;
  return <div dangerouslySetInnerHTML={{ __html }} />;
}

/** One control with its label, help and problems; works without a script. */
export function ControlView({
  control,
  words,
  lang,
}: {
  control: Control;
  words: ControlWords;
  /** The language in which it is filled in. */
  lang?: 'tr' | 'en';
}) {
  const id = controlId(control.name);
  const { name } = control;
  const aria = {
    'aria-describedby': describedBy(control, id),
    'aria-invalid': control.problems.length > 0 || undefined,
  };
  switch (control.kind) {
    case 'line':
    case 'date':
    case 'moment':
    case 'number':
    case 'address':
      return (
        <Field>
          <Label control={control} words={words} of={id} />
          <Told control={control} id={id} />
          <input
            id={id}
            name={name}
            type={control.kind === 'moment' ? 'datetime-local' : 'text'}
            inputMode={
              control.kind === 'number' ? 'decimal' : control.kind === 'address' ? 'url' : undefined
            }
            className={control.kind === 'line' || control.kind === 'address' ? undefined : 'short'}
            autoComplete="off"
            defaultValue={control.value}
            lang={lang}
            {...aria}
          />
        </Field>
      );
    case 'text':
      return (
        <Field>
          <Label control={control} words={words} of={id} />
          <Told control={control} id={id} />
          <TextBox
            value={control.value}
            attributes={{
              id,
              name,
              lang,
              rows: control.rows,
              ...(control.code && { class: 'desk-code', spellcheck: false }),
              ...aria,
            }}
          />
        </Field>
      );
    case 'one':
      return (
        <Field>
          <Label control={control} words={words} of={id} />
          <Told control={control} id={id} />
          <select id={id} name={name} defaultValue={control.value} className="short" {...aria}>
            <option value="">{words.none}</option>
            {control.options.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </Field>
      );
    case 'many': {
      const chosen = control.options.filter((option) => option.chosen);
      const isLong = control.options.length > 20;
      const boxes = (
        <div className="desk-boxes">
          <input type="hidden" name={name} value="" />
          {control.options.map(({ value, label, chosen: isChosen }) => (
            <label key={value}>
              <input type="checkbox" name={name} value={value} defaultChecked={isChosen} />
              <span>{label}</span>
            </label>
          ))}
        </div>
      );
      return (
        <fieldset className="editor-field" id={id} tabIndex={-1} {...aria}>
          <Label control={control} words={words} />
          <Told control={control} id={id} />
          {isLong ? (
            <details className="desk-many">
              <summary>
                <Icon name="open" />
                {chosen.map(({ label }) => label).join(', ') || words.none}
              </summary>
              {boxes}
            </details>
          ) : (
            boxes
          )}
        </fieldset>
      );
    }
    case 'entry':
      return (
        <Field>
          <Label control={control} words={words} of={id} />
          <Told control={control} id={id} />
          <EntryPicker
            id={id}
            name={name}
            target={control.target}
            chosen={control.slug}
            words={control.words}
            describedBy={aria['aria-describedby']}
            invalid={control.problems.length > 0}
            labels={words.picker}
          />
          {control.candidates.length > 0 && (
            <fieldset className="desk-candidates">
              <legend>{words.candidates(control.words)}</legend>
              {control.candidates.map(({ slug, title }) => (
                <label key={slug}>
                  <input type="radio" name={`${name}:pick`} value={slug} />
                  <span>{title}</span>
                </label>
              ))}
            </fieldset>
          )}
        </Field>
      );
    case 'group':
      return (
        <fieldset className="desk-group" id={id} tabIndex={-1} {...aria}>
          <Label control={control} words={words} />
          <Told control={control} id={id} />
          <div className="desk-group-fields">
            {control.controls.map((one) => (
              <ControlView key={one.name} control={one} words={words} />
            ))}
          </div>
        </fieldset>
      );
    case 'rows':
      return (
        <fieldset className="desk-rows" id={id} tabIndex={-1} {...aria}>
          <Label control={control} words={words} />
          <Told control={control} id={id} />
          {/* Says that the list was there, also when every row of it went. */}
          <input type="hidden" name={name} value="" />
          {control.rows.map((row, index) => (
            <Row
              key={row.name}
              row={row}
              legend={words.row(control.label, index + 1)}
              words={words}
            >
              <button
                className="desk-small"
                type="submit"
                name={row.removeName}
                value="1"
                aria-label={words.remove(control.label, index + 1)}
              >
                <Icon name="remove" />
                {words.removeShort}
              </button>
            </Row>
          ))}
          <details
            className="desk-more"
            open={
              words.opened === name || (control.required && control.rows.length === 0) || undefined
            }
          >
            <summary>
              <Icon name="add" />
              {words.add(control.label)}
            </summary>
            <Row
              row={control.next}
              legend={words.row(control.label, control.rows.length + 1)}
              words={words}
            >
              <button
                className="desk-small"
                type="submit"
                name="action"
                value={`redraw:${control.next.name}`}
              >
                <Icon name="add" />
                {words.another}
              </button>
            </Row>
          </details>
        </fieldset>
      );
  }
}

function Row({
  row,
  legend,
  words,
  children,
}: {
  row: ControlRow;
  legend: string;
  words: ControlWords;
  children: ReactNode;
}) {
  const id = controlId(row.name);
  return (
    <fieldset className="desk-row" id={id} tabIndex={-1}>
      <legend>{legend}</legend>
      {row.problems.map((sentence) => (
        <p key={sentence} className="editor-fault">
          {sentence}
        </p>
      ))}
      <div className="desk-group-fields">
        {row.controls.map((one) => (
          <ControlView key={one.name} control={one} words={words} />
        ))}
      </div>
      {children}
    </fieldset>
  );
}
