'use client';

import { useSyncExternalStore } from 'react';
import { store, stored } from '#components/browser-store.client';
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

const storedList = (): string => stored(key) ?? '';

function storeList(list: string): void {
  store(key, list === '' ? undefined : list);
  for (const changed of watchers) changed();
}

/**
 * Keeps the short list in this browser, only when and as long as the reader says so; the address stays the
 * list itself. Without a script there is nothing to see.
 */
export function BrowserList({ slugs, page, parameter, labels }: ShortListView['browser']) {
  const kept = useSyncExternalStore(watch, storedList, () => undefined);
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
        <button className="button button-quiet" type="button" onClick={() => storeList(here)}>
          {kept === '' ? labels.keep : labels.replace}
        </button>
      )}
      {kept !== '' && (
        <button className="button button-quiet" type="button" onClick={() => storeList('')}>
          {labels.forget}
        </button>
      )}
    </div>
  );
}
