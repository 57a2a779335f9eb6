import type { Link, SelectFilter } from '#lib/view';

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
