'use client';

import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { MarkedText } from '#components/marked';
import { SearchField, type SearchFieldLabels } from '#components/search-form';
import type { Suggestion } from '#lib/view';

/** `counts[n]` says "n suggestions" to a screen reader. */
export type SuggestWords = { suggestions: string; counts: readonly string[] };

const pause = 120;

/**
 * The search box with suggestions (ARIA combobox): arrows choose, Enter opens the chosen entry or searches,
 * Escape closes, `/` leads here from anywhere. Without JavaScript it is the plain box of the form.
 */
export function SearchBox({
  id,
  labels,
  locale,
  words,
  compact = false,
}: {
  id: string;
  labels: SearchFieldLabels;
  locale: string;
  words: SuggestWords;
  compact?: boolean;
}) {
  const [found, setFound] = useState<readonly Suggestion[]>([]);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const timer = useRef<number>(undefined);
  const request = useRef<AbortController>(undefined);
  useSlashKey(id);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  const close = () => {
    request.current?.abort();
    window.clearTimeout(timer.current);
    setOpen(false);
    setActive(-1);
  };

  const ask = async (typed: string) => {
    request.current?.abort();
    const mine = new AbortController();
    request.current = mine;
    try {
      const response = await fetch(
        `/api/suggest?${new URLSearchParams({ q: typed, locale }).toString()}`,
        { signal: mine.signal },
      );
      const answer = (await response.json()) as { suggestions?: Suggestion[] }; // our own route
      if (mine.signal.aborted) return;
      setFound(answer.suggestions ?? []);
      setActive(-1);
      setOpen(true);
    } catch {
      // No suggestions, then; the form still searches.
    }
  };

  const onInput = (event: FormEvent<HTMLInputElement>) => {
    const typed = event.currentTarget.value.trim();
    window.clearTimeout(timer.current);
    if (typed.length < 2) return close();
    timer.current = window.setTimeout(() => void ask(typed), pause);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const chosen = found[active];
    if (event.key === 'Escape' && open) {
      event.preventDefault();
      close();
    } else if (event.key === 'Enter' && open && chosen) {
      event.preventDefault();
      window.location.assign(chosen.url);
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && found.length > 0) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      // One place more than there are suggestions: the box itself.
      setActive(((active + 1 + step + found.length + 1) % (found.length + 1)) - 1);
      setOpen(true);
    }
  };

  const shown = open && found.length > 0;
  const list = `${id}-suggestions`;
  return (
    <SearchField
      id={id}
      labels={labels}
      compact={compact}
      input={{
        role: 'combobox',
        'aria-autocomplete': 'list',
        'aria-expanded': shown,
        'aria-controls': list,
        'aria-activedescendant': shown && active >= 0 ? `${list}-${active}` : undefined,
        onInput,
        onKeyDown,
        onBlur: close,
      }}
    >
      <ul
        id={list}
        className="suggestions"
        role="listbox"
        aria-label={words.suggestions}
        hidden={!shown}
      >
        {found.map(({ title, typeLabel, url }, index) => (
          <li
            key={url}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === active}
            // Before the box loses focus and the list closes.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => window.location.assign(url)}
          >
            <MarkedText value={title} />
            <small>{typeLabel}</small>
          </li>
        ))}
      </ul>
      <span className="hidden" role="status">
        {open ? words.counts[found.length] : ''}
      </span>
    </SearchField>
  );
}

/** `/` leads to the search box, unless somebody is typing elsewhere. */
export function useSlashKey(id: string): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const at = event.target instanceof Element ? event.target : null;
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (at?.closest('input, textarea, select, [contenteditable]')) return;
      event.preventDefault();
      document.getElementById(id)?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [id]);
}
