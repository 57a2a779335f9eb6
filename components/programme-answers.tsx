import { CellText, FactRows } from '#components/fact-rows';
import type { Answer } from '#lib/view';

/** A programme's facts under an applicant's questions; `level` is that of the questions' headings. */
export function ProgrammeAnswers({
  answers,
  level,
  scope = '',
}: {
  answers: readonly Answer[];
  level: 2 | 4;
  /** Keeps ids apart where several programmes stand on one page. */
  scope?: string;
}) {
  const Heading = `h${level}` as const;
  return answers.map(({ id, heading, rows, lists, notes }) => (
    <section key={id} className="answer">
      <Heading id={scope + id}>{heading}</Heading>
      {rows.length > 0 && <FactRows rows={rows} />}
      {lists.map(({ label, isChecklist, items }) => (
        <div key={label} className="answer-list">
          <p>{label}</p>
          <ul className={isChecklist ? 'checklist' : 'plain-list'}>
            {items.map((item, index) => (
              <li key={index}>
                <CellText cell={item} />
              </li>
            ))}
          </ul>
        </div>
      ))}
      {notes.map((note) => (
        <p key={note} className="answer-note">
          {note}
        </p>
      ))}
    </section>
  ));
}
