import { Icon } from '#components/icon';
import type { Link, Phrase, SelectFilter } from '#lib/view';

/** Where to go from here. */
export function Ways({ ways }: { ways: readonly Link[] }) {
  if (ways.length === 0) return null;
  return (
    <ul className="page-ways">
      {ways.map(({ label, href }) => (
        <li key={href}>
          <a href={href}>{label}</a>
        </li>
      ))}
    </ul>
  );
}

/** A table's filters as a form that asks by address. */
export function SelectFilters({
  action,
  filters,
  submit,
}: {
  action: string;
  filters: readonly SelectFilter[];
  submit: string;
}) {
  return (
    <form className="gap-filters" method="get" action={action}>
      {filters.map(({ name, label, any, options }) => (
        <div key={name}>
          <label htmlFor={`filter-${name}`}>{label}</label>
          <select
            id={`filter-${name}`}
            name={name}
            defaultValue={options.find(({ selected }) => selected)?.value ?? ''}
          >
            <option value="">{any}</option>
            {options.map(({ value, label: words }) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </div>
      ))}
      <button className="button" type="submit">
        {submit}
      </button>
    </form>
  );
}

/** What stands above a list: a sentence and the ways on. */
export function ListIntro({ lead, ways }: { lead: string; ways: readonly Link[] }) {
  return (
    <>
      <p className="lead">{lead}</p>
      <Ways ways={ways} />
    </>
  );
}

/** What is wrong with a form, each mistake a way to its field. */
export function FaultList({
  faults,
}: {
  faults: { heading: string; items: readonly { text: string; href: string }[] };
}) {
  return (
    <div className="fault-list" role="alert">
      <h2>{faults.heading}</h2>
      <ul className="plain-list">
        {faults.items.map(({ text, href }) => (
          <li key={text}>
            <a href={href}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What a comparison has no room for, each with the way to the front. */
export function Waiting({
  waiting,
  label,
}: {
  waiting: { heading: string; items: readonly { title: Phrase; href: string; bring: Link }[] };
  label: string;
}) {
  return (
    <section className="waiting">
      <h2>{waiting.heading}</h2>
      <ul>
        {waiting.items.map(({ title, href, bring }) => (
          <li key={href}>
            <a href={href} lang={title.lang}>
              {title.text}
            </a>
            <a className="keep" href={bring.href} aria-label={bring.label}>
              <Icon name="add" />
              {label}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
