import type { ReactNode } from 'react';
import { EditorForm } from '#components/editor-form';
import { EditorNotice } from '#components/editor-frame';
import type { Link } from '#lib/view';

/** The form that begins an entry: its type, its title, and the address that follows from it. */
export function EditorFresh({
  view,
  csrf,
  page,
}: {
  view: {
    title: string;
    lead: string;
    /** Without a field it is the repository's, and nobody's mistake. */
    fault?: { text: string; field?: 'type' | 'title' | 'slug'; open?: Link } | undefined;
    types: {
      label: string;
      options: { value: string; label: string; help: string; checked: boolean }[];
    };
    entryTitle: { label: string; help: string; value: string };
    slug: { label: string; help: string; value: string };
    submit: string;
  };
  csrf: string;
  page: string;
}) {
  const { fault, types, entryTitle, slug } = view;
  const told = (field: string): { 'aria-describedby'?: string; 'aria-invalid'?: true } =>
    fault?.field === field
      ? { 'aria-describedby': `${field}-help fault`, 'aria-invalid': true }
      : { 'aria-describedby': `${field}-help` };
  const sentence = (field: string): ReactNode =>
    fault?.field === field && (
      <p className="editor-fault" id="fault">
        {fault.text} {fault.open && <a href={fault.open.href}>{fault.open.label}</a>}
      </p>
    );
  return (
    <>
      <h1>{view.title}</h1>
      <p className="lead">{view.lead}</p>
      {fault && <EditorNotice text={fault.text} />}
      <EditorForm action="/api/editor/entries" csrf={csrf} page={page} className="desk-fresh">
        <fieldset className="editor-field">
          <legend>{types.label}</legend>
          {sentence('type')}
          <div className="desk-types">
            {types.options.map(({ value, label, help, checked }) => (
              <label key={value}>
                <input type="radio" name="type" value={value} defaultChecked={checked} required />
                <span>
                  <strong>{label}</strong>
                  <small>{help}</small>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <div className="editor-field">
          <label htmlFor="title">{entryTitle.label}</label>
          <small id="title-help">{entryTitle.help}</small>
          <input
            id="title"
            name="title"
            type="text"
            autoComplete="off"
            defaultValue={entryTitle.value}
            {...told('title')}
          />
          {sentence('title')}
        </div>
        <div className="editor-field">
          <label htmlFor="slug">{slug.label}</label>
          <small id="slug-help">{slug.help}</small>
          <input
            id="slug"
            name="slug"
            type="text"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            defaultValue={slug.value}
            {...told('slug')}
          />
          {sentence('slug')}
        </div>
        <button className="button" type="submit">
          {view.submit}
        </button>
      </EditorForm>
    </>
  );
}
