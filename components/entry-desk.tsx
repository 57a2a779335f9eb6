import { BadgeLabel } from '#components/badge';
import { EditorForm } from '#components/editor-form';
import { EditorNotice } from '#components/editor-frame';
import { ControlView, type ControlWords } from '#components/entry-form';
import { EntryWriting } from '#components/entry-writing.client';
import { Icon } from '#components/icon';
import type { FileForm, ToMend } from '#lib/entry-controls';
import type { Locale } from '#lib/field';
import type { Translate } from '#lib/messages';
import type { Badge, Link } from '#lib/view';
import type { Control } from '#lib/view-of-form';

/** What somebody may do next with the entry, by their role and its state. */
export type NextSteps = {
  readonly sentence: string;
  /** The button beside "save". */
  readonly main?: { value: 'submit' | 'publish'; label: string; help: string };
  readonly judge?: { approve: string; approveHelp: string; sendBack: string; note: Asked };
  readonly schedule?: { summary: string; when: Control; submit: string };
  readonly retire?: {
    summary: string;
    help: string;
    successor: Control;
    why: Asked;
    submit: string;
  };
  readonly discard?: { summary: string; help: string; submit: string };
  /** The step that was tried and could not be done: what it asks for is in sight. */
  readonly opened?: 'send-back' | 'schedule' | 'retire' | undefined;
};

/** A question beside a button, and what was typed into it before. */
type Asked = { readonly label: string; readonly typed: string };

export type DeskView = {
  readonly title: string;
  readonly type: string;
  readonly badges: readonly Badge[];
  readonly links: readonly Link[];
  readonly notices: readonly { text: string; good: boolean; href?: Link }[];
  readonly toMend: readonly ToMend[];
  readonly hints: readonly string[];
  readonly forms: Readonly<Record<Locale, FileForm>>;
  readonly hidden: Readonly<Record<string, string>>;
  readonly reason: { readonly placeholder: string; readonly typed: string };
  readonly next: NextSteps;
  readonly preview: { src: string; full: string };
  readonly draft: { key: string; isSaved: boolean };
};

/** Sections that stay closed until they are needed. */
const closed: readonly string[] = ['details', 'links', 'publication'];

const hasOpened = (section: { controls: readonly Control[] }, words: ControlWords): boolean =>
  section.controls.some(({ name }) => name === words.opened);

/** The page on which an entry is written, beside what it will be. */
export function EntryDesk({
  view,
  csrf,
  page,
  words,
  t,
}: {
  view: DeskView;
  csrf: string;
  page: string;
  words: ControlWords;
  t: Translate;
}) {
  const { forms, next } = view;
  return (
    <EditorForm
      id="entry"
      action="/api/editor/entry"
      csrf={csrf}
      page={page}
      className="desk"
      files
    >
      {/* Enter in a box saves: the first button of a form is the one that it presses. */}
      <button className="hidden" type="submit" name="action" value="save" tabIndex={-1} aria-hidden>
        {t('write.actions.save')}
      </button>
      {Object.entries(view.hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <header className="desk-head">
        <p className="desk-links">
          {view.links.map(({ label, href }) => (
            <a key={href} href={href}>
              {label}
            </a>
          ))}
        </p>
        <h1>{view.title}</h1>
        <ul className="badges">
          {[{ label: view.type, tone: 'muted' as const }, ...view.badges].map((badge) => (
            <li key={badge.label}>
              <BadgeLabel badge={badge} />
            </li>
          ))}
        </ul>
      </header>
      {view.notices.map(({ text, good, href }) => (
        <EditorNotice key={text} text={text} good={good} {...(href && { href })} />
      ))}
      <Problems items={view.toMend} t={t} />
      {view.hints.length > 0 && (
        <details className="desk-hints">
          <summary>
            <Icon name="open" />
            {t('write.hints.heading', { count: view.hints.length })}
          </summary>
          <p>{t('write.hints.lead')}</p>
          <ul>
            {view.hints.map((hint) => (
              <li key={hint}>{hint}</li>
            ))}
          </ul>
        </details>
      )}
      {next.judge && <Next next={next} words={words} t={t} />}
      <div className="desk-columns">
        <div id="fields" tabIndex={-1}>
          <section className="desk-section" aria-labelledby="words">
            <h2 id="words">{t('write.form.words')}</h2>
            <div className="desk-twin">
              <Words locale="tr" form={forms.tr} words={words} t={t} />
              <Words locale="en" form={forms.en} words={words} t={t} />
            </div>
            <Formatting t={t} />
          </section>
          {forms.tr.kind === 'form' &&
            forms.tr.sections.map((section) => (
              <Section key={section.code} section={section} words={words} />
            ))}
          {!next.judge && <Next next={next} words={words} t={t} />}
        </div>
        <aside className="desk-preview" aria-labelledby="preview-heading">
          <div>
            <h2 id="preview-heading">{t('write.form.preview')}</h2>
            {(['tr', 'en'] as const).map((locale) => (
              <button
                key={locale}
                className="desk-small"
                type="submit"
                formAction="/api/editor/preview"
                formTarget="preview"
                name="dil"
                value={locale}
              >
                {t(locale === 'tr' ? 'write.form.previewTr' : 'write.form.previewEn')}
              </button>
            ))}
            <button
              className="desk-small"
              type="submit"
              formAction="/api/editor/preview"
              formTarget="_blank"
            >
              {t('write.form.previewFull')}
              <Icon name="leave" />
            </button>
          </div>
          <small>{t('write.form.previewHelp')}</small>
          <iframe
            id="preview"
            name="preview"
            title={t('write.form.preview')}
            src={view.preview.src}
          />
        </aside>
      </div>
      <div className="desk-bar">
        <EntryWriting
          form="entry"
          frame="preview"
          draft={view.draft.key}
          isSaved={view.draft.isSaved}
          labels={{
            offer: t('write.draft.offer', { when: '{when}' }),
            restore: t('write.draft.restore'),
            drop: t('write.draft.drop'),
            kept: t('write.draft.kept'),
            stale: t('write.draft.stale'),
          }}
        />
        <div className="editor-field">
          <label htmlFor="reason">{t('write.actions.reason')}</label>
          <input
            id="reason"
            name="reason"
            type="text"
            maxLength={300}
            autoComplete="off"
            placeholder={view.reason.placeholder}
            defaultValue={view.reason.typed}
          />
        </div>
        <div className="desk-buttons">
          <button className="button" type="submit" name="action" value="save" accessKey="s">
            {t('write.actions.save')}
          </button>
          {next.main && (
            <button
              className="button button-quiet"
              type="submit"
              name="action"
              value={next.main.value}
            >
              {next.main.label}
            </button>
          )}
        </div>
      </div>
    </EditorForm>
  );
}

function Problems({ items, t }: { items: readonly ToMend[]; t: Translate }) {
  if (items.length === 0) return null;
  return (
    <section className="desk-problems" id="problems" tabIndex={-1} aria-labelledby="to-mend">
      <h2 id="to-mend">{t('write.problems.heading', { count: items.length })}</h2>
      <p>{t('write.problems.lead')}</p>
      <ul>
        {items.map(({ sentence, id }, index) => (
          <li key={`${id} ${index}`}>
            <a href={`#${id}`}>{sentence}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Words({
  locale,
  form,
  words,
  t,
}: {
  locale: Locale;
  form: FileForm;
  words: ControlWords;
  t: Translate;
}) {
  const controls = form.kind === 'form' ? form.words : [form.control];
  return (
    <details name="twin" open={locale === 'tr'}>
      <summary>
        <Icon name="open" />
        {t(locale === 'tr' ? 'write.form.turkish' : 'write.form.english')}
      </summary>
      <div className="desk-fields" lang={undefined}>
        {locale === 'en' && <small>{t('write.form.twinHelp')}</small>}
        {controls.map((control) => (
          <ControlView key={control.name} control={control} words={words} lang={locale} />
        ))}
      </div>
    </details>
  );
}

function Section({
  section,
  words,
}: {
  section: { code: string; label: string; controls: readonly Control[] };
  words: ControlWords;
}) {
  const fields = (
    <div className="desk-fields">
      {section.controls.map((control) => (
        <ControlView key={control.name} control={control} words={words} />
      ))}
    </div>
  );
  const id = `section-${section.code}`;
  return (
    <section className="desk-section" aria-labelledby={id}>
      <h2 id={id}>{section.label}</h2>
      {closed.includes(section.code) ? (
        <details className="desk-more" open={hasOpened(section, words) || undefined}>
          <summary>
            <Icon name="open" />
            {section.controls.map(({ label }) => label).join(', ')}
          </summary>
          {fields}
        </details>
      ) : (
        fields
      )}
    </section>
  );
}

function Formatting({ t }: { t: Translate }) {
  return (
    <details className="desk-formatting">
      <summary>
        <Icon name="open" />
        {t('write.formatting.summary')}
      </summary>
      <ul>
        {['heading', 'list', 'bold', 'link', 'own', 'paragraph'].map((name) => (
          <li key={name}>
            <code>{t(`write.formatting.items.${name}`)}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Next({ next, words, t }: { next: NextSteps; words: ControlWords; t: Translate }) {
  const { main, judge, schedule, retire, discard, opened } = next;
  return (
    <section className="desk-next" id="next" tabIndex={-1} aria-labelledby="next-heading">
      <h2 id="next-heading">{t('write.actions.next')}</h2>
      <p>
        {next.sentence} {main?.help}
      </p>
      {judge && (
        <>
          <button className="button" type="submit" name="action" value="approve">
            <Icon name="check" />
            {judge.approve}
          </button>
          <details open={opened === 'send-back'}>
            <summary>
              <Icon name="open" />
              {judge.sendBack}
            </summary>
            <div>
              <div className="editor-field">
                <label htmlFor="note">{judge.note.label}</label>
                <textarea id="note" name="note" rows={3} defaultValue={judge.note.typed} />
              </div>
              <button className="button button-quiet" type="submit" name="action" value="send-back">
                {judge.sendBack}
              </button>
            </div>
          </details>
        </>
      )}
      {schedule && (
        <details open={opened === 'schedule'}>
          <summary>
            <Icon name="open" />
            {schedule.summary}
          </summary>
          <div>
            <ControlView control={schedule.when} words={words} />
            <button className="button button-quiet" type="submit" name="action" value="schedule">
              {schedule.submit}
            </button>
          </div>
        </details>
      )}
      {retire && (
        <details open={opened === 'retire'}>
          <summary>
            <Icon name="open" />
            {retire.summary}
          </summary>
          <div>
            <p>{retire.help}</p>
            <div className="editor-field">
              <label htmlFor="why">{retire.why.label}</label>
              <textarea id="why" name="why" rows={2} defaultValue={retire.why.typed} />
            </div>
            <ControlView control={retire.successor} words={words} />
            <button className="button button-quiet" type="submit" name="action" value="retire">
              {retire.submit}
            </button>
          </div>
        </details>
      )}
      {discard && (
        <details>
          <summary>
            <Icon name="open" />
            {discard.summary}
          </summary>
          <div>
            <p>{discard.help}</p>
            <button className="button button-quiet" type="submit" name="action" value="discard">
              {discard.submit}
            </button>
          </div>
        </details>
      )}
    </section>
  );
}
