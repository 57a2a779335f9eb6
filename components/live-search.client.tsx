'use client';

import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type FormEvent,
} from 'react';
import { useSlashKey } from '#components/search-box.client';
import { SearchBody } from '#components/search-page';
import { SearchField } from '#components/search-form';
import type { SearchView } from '#lib/view';

const pause = 150;
const addressNow = () => window.location.pathname + window.location.search;
const nothing = () => () => undefined;

/**
 * The search page's form, answering while one types. It asks the same address as the form would and shows
 * the same components; an older answer never replaces a newer one, and without JavaScript it is a form.
 */
export function LiveSearch({
  initial,
  locale,
  preset,
}: {
  initial: SearchView;
  locale: string;
  preset?: string;
}) {
  const [view, setView] = useState(initial);
  // Without a script the form needs its buttons, so the mark that hides them comes with the script.
  const isLive = useSyncExternalStore(
    nothing,
    () => true,
    () => false,
  );
  const [announced, setAnnounced] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<number>(undefined);
  const request = useRef<AbortController>(undefined);
  const shown = useRef('');
  useSlashKey('q');

  useEffect(() => {
    // A jump to a heading pops a state too, but shows nothing else.
    const onBack = () => {
      if (addressNow() !== shown.current) window.location.reload();
    };
    shown.current = addressNow();
    window.addEventListener('popstate', onBack);
    return () => {
      window.removeEventListener('popstate', onBack);
      window.clearTimeout(timer.current);
    };
  }, []);

  // React leaves touched controls alone; a facet that the answer settled must show it.
  useLayoutEffect(() => {
    for (const box of form.current?.querySelectorAll<HTMLInputElement>('input[type=checkbox]') ??
      [])
      box.checked = box.defaultChecked;
    for (const select of form.current?.querySelectorAll('select') ?? [])
      select.value = select.dataset.chosen ?? '';
  }, [view]);

  const ask = async (isStep: boolean) => {
    if (!form.current) return;
    window.clearTimeout(timer.current);
    request.current?.abort();
    const mine = new AbortController();
    request.current = mine;
    const parameters = new URLSearchParams({ locale });
    if (preset) parameters.set('type', preset);
    for (const [name, value] of new FormData(form.current))
      if (typeof value === 'string' && value.trim() !== '') parameters.append(name, value);
    try {
      const response = await fetch(`/api/search?${parameters.toString()}`, { signal: mine.signal });
      const answer = (await response.json()) as SearchView; // our own route
      // Turned away before the search was asked: what is shown stays, and the next key tries again.
      const isNoAnswer = !response.ok && !answer.unavailable;
      if (mine.signal.aborted || isNoAnswer) return;
      setView(answer);
      setAnnounced(answer.unavailable?.heading ?? answer.count);
      if (isStep) window.history.pushState(null, '', answer.url);
      else window.history.replaceState(null, '', answer.url);
      shown.current = addressNow();
    } catch {
      // The next key or the button tries again; what was typed is still there.
    }
  };

  const onChange = (event: FormEvent<HTMLFormElement>) => {
    const control = event.target;
    if (control instanceof HTMLInputElement && control.name === 'q') {
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => void ask(false), pause);
    } else {
      void ask(true);
    }
  };

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void ask(true);
  };

  return (
    <form
      ref={form}
      className="search-page"
      role="search"
      method="get"
      action={view.action}
      data-live={isLive || undefined}
      onChange={onChange}
      onSubmit={onSubmit}
    >
      <SearchBody
        view={view}
        field={<SearchField id="q" labels={view.labels} value={initial.query} />}
      />
      <p className="hidden" role="status">
        {announced}
      </p>
    </form>
  );
}
