import { EditorForm } from '#components/editor-form';
import { EditorNotice } from '#components/editor-frame';
import type { ImagesView } from '#lib/image-view';

function Markdown({ items }: { items: ImagesView['all']['items'][number]['markdown'] }) {
  return items.map(({ label, text }) => (
    <p key={label}>
      <small>{label}</small>
      <code className="editor-link">{text}</code>
    </p>
  ));
}

function Shown({ image }: { image: ImagesView['all']['items'][number] }) {
  return (
    <figure className="editor-image">
      {/* eslint-disable-next-line @next/next/no-img-element -- as entries show it, from our own address */}
      <img src={image.href} alt={image.alt} loading="lazy" />
      <figcaption>
        <small>{image.detail}</small>
        <Markdown items={image.markdown} />
      </figcaption>
    </figure>
  );
}

/** Where images come in, and where the Markdown that shows them is. */
export function EditorImages({
  view,
  csrf,
  action,
  page,
}: {
  view: ImagesView;
  csrf: string;
  action: string;
  page: string;
}) {
  const { form } = view;
  return (
    <>
      <h1>{view.title}</h1>
      <p className="lead">{view.lead}</p>
      {view.notice && <EditorNotice {...view.notice} />}
      {view.added && (
        <>
          <p>{view.copy}</p>
          <Shown image={view.added} />
        </>
      )}
      <section className="editor-section">
        <h2>{form.heading}</h2>
        <EditorForm className="editor-fields" action={action} csrf={csrf} page={page} files>
          <div className="editor-field">
            <label htmlFor="file">{form.file.label}</label>
            <small id="file-hint">{form.file.hint}</small>
            <input
              id="file"
              name="file"
              type="file"
              accept={form.file.accept}
              required
              aria-describedby="file-hint"
            />
          </div>
          {(['tr', 'en'] as const).map((name) => (
            <div key={name} className="editor-field">
              <label htmlFor={name}>{form[name].label}</label>
              <small id={`${name}-hint`}>{form[name].hint}</small>
              <input
                id={name}
                name={name}
                type="text"
                defaultValue={form[name].value}
                required={name === 'tr'}
                aria-describedby={`${name}-hint`}
              />
            </div>
          ))}
          <button className="button" type="submit">
            {form.submit}
          </button>
        </EditorForm>
      </section>
      <section className="editor-section">
        <h2>{view.all.heading}</h2>
        {view.all.empty && <p className="missing-note">{view.all.empty}</p>}
        <div className="editor-images">
          {view.all.items.map((image) => (
            <Shown key={image.href} image={image} />
          ))}
        </div>
      </section>
    </>
  );
}
