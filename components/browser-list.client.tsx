'use client';

import { useSyncExternalStore } from 'react';
import type { ShortListView } from '#lib/short-list-view';

const key = 'bys-short-list';
const watchers = new Set<() => void>();

function watch(changed: () => void): () => void {
  watchers.add(changed);
  window.addEventListener('storage', changed);
  return () => {
    watchers.delete(changed);
    window.removeEventListener('storage', changed);
  };
}

/** What the browser has; nothing where it keeps nothing for anybody. */
function stored(): string {
  try {
    return window.localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

function store(list: string): void {
  try {
    if (list === '') window.localStorage.removeItem(key);
    else window.localStorage.setItem(key, list);
  } catch {
    // A browser that keeps nothing: the address still has the list.
  }
  for (const changed of watchers) changed();
}

/**
 * Keeps the short list in this browser, only when and as long as the reader says so; the address stays the
 * list itself. Without a script there is nothing to see.
 */
export function BrowserList({ slugs, page, parameter, labels }: ShortListView['browser']) {
  const kept = useSyncExternalStore(watch, stored, () => undefined);
  if (kept === undefined) return null;
  const here = slugs.join(' ');
  const isSame = kept !== '' && kept === here;
  const query = new URLSearchParams(kept.split(' ').map((slug) => [parameter, slug]));
  if (kept === '' && here === '') return null;
  return (
    <div className="browser-list" role="status">
      <p>{isSame ? labels.kept : labels.what}</p>
      {kept !== '' && !isSame && <a href={`${page}?${query.toString()}`}>{labels.open}</a>}
      {here !== '' && !isSame && (
        <button className="button button-quiet" type="button" onClick={() => store(here)}>
          {kept === '' ? labels.keep : labels.replace}
        </button>
      )}
      {kept !== '' && (
        <button className="button button-quiet" type="button" onClick={() => store('')}>
          {labels.forget}
        </button>
      )}
    </div>
  );
}
