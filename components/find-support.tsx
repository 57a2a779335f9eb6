import { BadgeLabel, Notices } from '#components/badge';
import { FileLinks } from '#components/file-links';
import { Icon } from '#components/icon';
import { Keep, ListBar } from '#components/keep-link';
import { FaultList } from '#components/page-parts';
import type {
  FormPart,
  QuestionView,
  SupportCard,
  SupportGroup,
  SupportView,
} from '#lib/support-view';

const describedBy = ({ id, hint, faults }: QuestionView) =>
  [hint && `${id}-hint`, faults.length > 0 && `${id}-fault`].filter(Boolean).join(' ') || undefined;

function Notes({ question }: { question: QuestionView }) {
  return (
    <>
      {question.hint && (
        <small id={`${question.id}-hint`}>
          {question.hint} {question.link && <a href={question.link.href}>{question.link.label}</a>}
        </small>
      )}
      {question.faults.length > 0 && (
        <div className="fault" id={`${question.id}-fault`}>
          {question.faults.map((fault) => (
            <p key={fault}>{fault}</p>
          ))}
        </div>
      )}
    </>
  );
}

function Box({
  name,
  option,
}: {
  name: string;
  option: { value: string; label: string; chosen: boolean };
}) {
  return (
    <label className="box">
      <input type="checkbox" name={name} value={option.value} defaultChecked={option.chosen} />
      <span className="box-label">{option.label}</span>
    </label>
  );
}

function Question({ question }: { question: QuestionView }) {
  const { id, name, label } = question;
  if (question.control === 'boxes')
    return (
      <fieldset className="question" id={id} aria-describedby={describedBy(question)}>
        <legend>{label}</legend>
        <Notes question={question} />
        <ul className="question-boxes">
          {question.options.map((option) => (
            <li key={option.value}>
              <Box name={name} option={option} />
            </li>
          ))}
        </ul>
      </fieldset>
    );
  const shared = {
    name,
    'aria-describedby': describedBy(question),
    'aria-invalid': question.faults.length > 0 || undefined,
  };
  return (
    <div className="question">
      <label htmlFor={id}>{label}</label>
      <Notes question={question} />
      {question.control === 'text' ? (
        <>
          <input
            {...shared}
            id={id}
            type="text"
            inputMode={question.numeric ? 'decimal' : undefined}
            autoComplete="off"
            maxLength={100}
            defaultValue={question.value}
          />
          {question.box && <Box name={name} option={question.box} />}
        </>
      ) : (
        question.selects.map((options, index) => (
          <select
            {...shared}
            key={index}
            id={index === 0 ? id : `${id}-${index + 1}`}
            aria-label={index === 0 ? undefined : `${label} ${index + 1}`}
            defaultValue={options.find(({ chosen }) => chosen)?.value ?? ''}
          >
            <option value="">{question.any}</option>
            {options.map(({ value, label: words }) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        ))
      )}
    </div>
  );
}

/** Shown at once where it holds an answer or a fault. */
const isFilled = (question: QuestionView) =>
  question.faults.length > 0 ||
  (question.control === 'text' && question.value !== '') ||
  (question.control === 'boxes' && question.options.some(({ chosen }) => chosen));

function Questions({ questions }: { questions: readonly QuestionView[] }) {
  return (
    <div className="ask-questions">
      {questions.map((question) => (
        <Question key={question.id} question={question} />
      ))}
    </div>
  );
}

function Part({ part: { heading, questions, more } }: { part: FormPart }) {
  return (
    <section className="ask-part">
      <h2>{heading}</h2>
      <Questions questions={questions} />
      {more && (
        <details className="disclosure" open={more.questions.some(isFilled)}>
          <summary>
            <Icon name="open" />
            {more.label}
          </summary>
          <Questions questions={more.questions} />
        </details>
      )}
    </section>
  );
}

function Form({ view }: { view: SupportView }) {
  return (
    <form className="ask" method="get" action={view.action}>
      {view.list.kept.map((slug) => (
        <input key={slug} type="hidden" name={view.list.parameter} value={slug} />
      ))}
      {view.form.map((part) => (
        <Part key={part.heading} part={part} />
      ))}
      <div className="ask-end">
        <button className="button" type="submit">
          {view.labels.submit}
        </button>
        {view.isAsked && <a href={view.clear.href}>{view.clear.label}</a>}
        <p>{view.labels.privacy}</p>
      </div>
    </form>
  );
}

const marks = { yes: 'check', no: 'remove', unknown: 'info' } as const;

function Reasons({ card, labels }: { card: SupportCard; labels: SupportView['labels'] }) {
  return (
    <details className="disclosure">
      <summary>
        <Icon name="open" />
        {labels.rules}
      </summary>
      <ul className="match-rules">
        {card.rules.map(({ answer, label, sentence, basis }) => (
          <li key={sentence} className={`rule-${answer}`}>
            <Icon name={marks[answer]} />
            <div>
              <strong>{label}:</strong> {sentence}
              <small>{basis}</small>
            </div>
          </li>
        ))}
      </ul>
      {card.own.length > 0 && (
        <>
          <p className="ways-lead">{labels.own}</p>
          <ul className="plain-list">
            {card.own.map(({ text, lang }) => (
              <li key={text} lang={lang}>
                {text}
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}

function Card({ card, labels }: { card: SupportCard; labels: SupportView['labels'] }) {
  return (
    <article className="hit" id={card.slug}>
      <p className="hit-type">
        <BadgeLabel badge={card.badge} />
      </p>
      <h3>
        <a href={card.href} lang={card.title.lang}>
          {card.title.text}
        </a>
      </h3>
      <p className="match-reason">{card.reason}</p>
      {card.change && <p className="match-change">{card.change}</p>}
      <dl className="facts">
        {card.facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {card.ask.length > 0 && (
        <ul className="plain-list match-ask">
          {card.ask.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
      <p className="keep-line">
        <Keep keep={card.keep} />
      </p>
      {card.rules.length > 0 && <Reasons card={card} labels={labels} />}
    </article>
  );
}

function Cards({
  cards,
  labels,
}: {
  cards: readonly SupportCard[];
  labels: SupportView['labels'];
}) {
  if (cards.length === 0) return null;
  return (
    <ul className="hits">
      {cards.map((card) => (
        <li key={card.slug}>
          <Card card={card} labels={labels} />
        </li>
      ))}
    </ul>
  );
}

function Group({ group, labels }: { group: SupportGroup; labels: SupportView['labels'] }) {
  return (
    <section className="match-group" aria-labelledby={`verdict-${group.verdict}`}>
      <h2 id={`verdict-${group.verdict}`}>{group.heading}</h2>
      <p>{group.lead}</p>
      <Cards cards={group.cards} labels={labels} />
      {group.folded.map(({ summary, cards }) => (
        <details key={summary} className="disclosure">
          <summary>
            <Icon name="open" />
            {summary}
          </summary>
          <Cards cards={cards} labels={labels} />
        </details>
      ))}
    </section>
  );
}

/** Find support: the questions, and under them every programme in the group of its verdict. */
export function FindSupport({ view }: { view: SupportView }) {
  const { faults, results, labels } = view;
  return (
    <div className="wrap page find-support">
      <h1>{view.title}</h1>
      {!view.isAsked && <p className="lead">{view.lead}</p>}
      <ListBar label={view.list.label} links={view.list.links} />
      {faults && <FaultList faults={faults} />}
      {results ? (
        <>
          <details className="disclosure ask-again" open={faults !== undefined}>
            <summary>
              <Icon name="open" />
              <span>
                <strong>{labels.change}</strong> {view.told}
              </span>
            </summary>
            <Form view={view} />
          </details>
          <p className="match-summary">
            <strong>{results.heading}</strong>
          </p>
          <Notices items={[results.note]} />
          {results.groups.map((group) => (
            <Group key={group.verdict} group={group} labels={labels} />
          ))}
          <FileLinks files={results.files} />
        </>
      ) : (
        <Form view={view} />
      )}
    </div>
  );
}
