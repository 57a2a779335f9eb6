import { Icon } from '#components/icon';
import type { FacetGroup, FacetValue, SearchView } from '#lib/view';

function Box({ group, value }: { group: string; value: FacetValue }) {
  return (
    <li>
      <label className="box">
        <input type="checkbox" name={group} value={value.value} defaultChecked={value.selected} />
        <span className="box-label">{value.label}</span>
        <span className="box-count">{value.count}</span>
      </label>
    </li>
  );
}

function Boxes({ group, values }: { group: string; values: FacetValue[] }) {
  return (
    <ul>
      {values.map((value) => (
        <Box key={value.value} group={group} value={value} />
      ))}
    </ul>
  );
}

function CheckboxFacet({ group }: { group: FacetGroup }) {
  return (
    <fieldset className="facet">
      <legend>{group.label}</legend>
      <Boxes group={group.key} values={group.values} />
      {group.more.length > 0 && (
        <details open={group.more.some(({ selected }) => selected)}>
          <summary>
            <Icon name="open" />
            {group.moreLabel}
          </summary>
          <Boxes group={group.key} values={group.more} />
        </details>
      )}
    </fieldset>
  );
}

function SelectFacet({ group }: { group: FacetGroup }) {
  const values = [...group.values, ...group.more];
  const chosen = values.find(({ selected }) => selected)?.value ?? '';
  const id = `facet-${group.key}`;
  return (
    <div className="facet">
      <label htmlFor={id}>{group.label}</label>
      <select id={id} name={group.key} defaultValue={chosen} data-chosen={chosen}>
        <option value="">{group.any}</option>
        {values.map(({ value, label, count }) => (
          <option key={value} value={value}>{`${label} (${count})`}</option>
        ))}
      </select>
    </div>
  );
}

/**
 * The filters of a search, inside the page's form. React leaves touched boxes alone when the view changes: an
 * island sets `checked` from `defaultChecked` and each select from its `data-chosen` after it renders.
 */
export function Facets({ view }: { view: SearchView }) {
  const { facets, labels } = view;
  if (facets.length === 0) return null;
  return (
    <details className="filters">
      <summary>
        {labels.filters}
        {labels.chosen && ` (${labels.chosen})`}
        <Icon name="open" />
      </summary>
      <div className="filters-body">
        {facets.map((group) =>
          group.control === 'select' ? (
            <SelectFacet key={group.key} group={group} />
          ) : (
            <CheckboxFacet key={group.key} group={group} />
          ),
        )}
        <button className="button apply" type="submit">
          {labels.apply}
        </button>
      </div>
    </details>
  );
}
