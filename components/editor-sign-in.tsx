import { EditorForm } from '#components/editor-form';
import { EditorNotice } from '#components/editor-frame';
import type { Link } from '#lib/view';

/** Signing in: what happened before, the form, and the institution's own sign-in where there is one. */
export function EditorSignIn({
  title,
  notice,
  form,
  words,
  institution,
  help,
}: {
  title: string;
  notice?: { text: string; good: boolean };
  form: { action: string; csrf: string; page: string; devam: string; bilet: string };
  words: { email: string; password: string; submit: string };
  institution?: Link;
  help: string;
}) {
  return (
    <>
      <h1>{title}</h1>
      {notice && <EditorNotice {...notice} />}
      {institution && (
        <p className="editor-institution">
          <a className="button" href={institution.href}>
            {institution.label}
          </a>
        </p>
      )}
      <EditorForm action={form.action} csrf={form.csrf} page={form.page} className="editor-fields">
        <input type="hidden" name="devam" value={form.devam} />
        {form.bilet !== '' && <input type="hidden" name="bilet" value={form.bilet} />}
        <div className="editor-field">
          <label htmlFor="email">{words.email}</label>
          <input id="email" name="email" type="email" autoComplete="username" required />
        </div>
        <div className="editor-field">
          <label htmlFor="password">{words.password}</label>
          <input
            id="password"
            name="password"
            type="password"
            autoComplete="current-password"
            required
          />
        </div>
        <button className="button" type="submit">
          {words.submit}
        </button>
      </EditorForm>
      <p className="editor-help">
        <small>{help}</small>
      </p>
    </>
  );
}
