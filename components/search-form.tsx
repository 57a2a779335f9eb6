import type { InputHTMLAttributes, ReactNode } from 'react';
import { Icon } from '#components/icon';

export type SearchFieldLabels = { query: string; placeholder: string; submit: string };

/**
 * Label, box and button. An island gives `input` (its combobox attributes, value and handlers) and the list
 * of suggestions as `children`, and gets the same HTML as the plain page.
 */
export function SearchField({
  id,
  labels,
  value = '',
  compact = false,
  input,
  children,
}: {
  id: string;
  labels: SearchFieldLabels;
  value?: string;
  compact?: boolean;
  input?: InputHTMLAttributes<HTMLInputElement>;
  children?: ReactNode;
}) {
  const own = input ?? { defaultValue: value };
  return (
    <div className={compact ? 'search-field search-field-compact' : 'search-field'}>
      <label className={compact ? 'hidden' : undefined} htmlFor={id}>
        {labels.query}
      </label>
      <div className="search-box">
        <input
          id={id}
          type="search"
          name="q"
          placeholder={labels.placeholder}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="search"
          {...own}
        />
        <button className="button" type="submit">
          <Icon name="search" />
          <span>{labels.submit}</span>
        </button>
        {children}
      </div>
    </div>
  );
}

export type SearchFormProps = {
  id: string;
  action: string;
  labels: SearchFieldLabels;
  value?: string;
  compact?: boolean;
  /** The island in the place of the plain box. */
  field?: ReactNode;
};

/** The plain search form of the header, the home page and the page that was not found. */
export function SearchForm({ action, field, ...plain }: SearchFormProps) {
  return (
    <form className="search-form" role="search" method="get" action={action}>
      {field ?? <SearchField {...plain} />}
    </form>
  );
}
