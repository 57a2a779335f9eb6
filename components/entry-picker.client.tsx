'use client';

import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';

/** An entry that can be chosen. */
export type PickerItem = { readonly slug: string; readonly title: string };

const pause = 150;

/**
 * A box in which an entry is found by its title. What is chosen goes along as its short name; without
 * JavaScript, or when nothing is chosen, the words go along and the portal looks for them.
 */
export function EntryPicker({
  id,
  name,
  target,
  chosen,
  words,
  describedBy,
  invalid,
  labels,
}: {
  id: string;
  name: string;
  target: string;
  chosen: string;
  words: string;
  describedBy?: string | undefined;
  invalid: boolean;
  labels: { list: string; placeholder: string; counts: readonly string[]; many: string };
}) {
  const [slug, setSlug] = useState(chosen);
  const [typed, setTyped] = useState(words);
  const [found, setFound] = useState<readonly PickerItem[]>([]);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const timer = useRef<number>(undefined);
  const request = useRef<AbortController>(undefined);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  const close = () => {
    request.current?.abort();
    window.clearTimeout(timer.current);
    setOpen(false);
    setActive(-1);
  };

  const ask = async (text: string) => {
    request.current?.abort();
    const mine = new AbortController();
    request.current = mine;
    try {
      const query = new URLSearchParams({ type: target, q: text });
      const response = await fetch(`/api/editor/entries?${query.toString()}`, {
        signal: mine.signal,
      });
      const answer = (await response.json()) as { entries?: PickerItem[] }; // our own route
      if (mine.signal.aborted) return;
      setFound(answer.entries ?? []);
      setActive(-1);
      setOpen(true);
    } catch {
      // No list, then; the words go along and the portal looks for them.
    }
  };

  const onInput = (event: FormEvent<HTMLInputElement>) => {
    const text = event.currentTarget.value;
    setTyped(text);
    setSlug('');
    window.clearTimeout(timer.current);
    if (text.trim().length < 2) return close();
    timer.current = window.setTimeout(() => void ask(text), pause);
  };

  const choose = ({ slug: picked, title }: PickerItem) => {
    setSlug(picked);
    setTyped(title);
    close();
    // React sets the boxes without an event; the preview and the local draft listen for one.
    window.setTimeout(() => field.current?.dispatchEvent(new Event('change', { bubbles: true })));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const item = found[active];
    if (event.key === 'Escape' && open) {
      event.preventDefault();
      close();
    } else if (event.key === 'Enter') {
      // In this box Enter chooses; it never sends the form.
      event.preventDefault();
      const only = item ?? (found.length === 1 ? found[0] : undefined);
      if (open && only) choose(only);
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && found.length > 0) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive(((active + 1 + step + found.length + 1) % (found.length + 1)) - 1);
      setOpen(true);
    }
  };

  const shown = open && found.length > 0;
  const list = `${id}-list`;
  return (
    <div className="picker">
      <input type="hidden" name={name} value={slug} />
      <input
        ref={field}
        id={id}
        name={`${name}:words`}
        type="text"
        autoComplete="off"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={list}
        aria-activedescendant={shown && active >= 0 ? `${list}-${active}` : undefined}
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
        placeholder={labels.placeholder}
        value={typed}
        onChange={onInput}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      <ul id={list} className="suggestions" role="listbox" aria-label={labels.list} hidden={!shown}>
        {found.map((item, index) => (
          <li
            key={item.slug}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === active}
            // Before the box loses focus and the list closes.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(item)}
          >
            {item.title}
            <small>{item.slug}</small>
          </li>
        ))}
      </ul>
      <span className="hidden" role="status">
        {open ? (labels.counts[found.length] ?? labels.many) : ''}
      </span>
    </div>
  );
}
