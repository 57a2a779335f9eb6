'use client';

import { useEffect, useRef, useState, useSyncExternalStore } from 'react';

type Kept = { readonly at: string; readonly fields: readonly (readonly [string, string])[] };

const pauseBeforePreview = 500;
const pauseBeforeKeeping = 400;
const prefix = 'bys-editor:';
const nothing = () => () => undefined;

/** What somebody wrote: names with words in them, without what the portal itself puts into the form. */
const writtenIn = (form: HTMLFormElement): [string, string][] =>
  [...new FormData(form)].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && value !== '' && !/^(csrf|page|seen|onto|reason|note)$/.test(name)
      ? [[name, value]]
      : [],
  );

const isSame = (one: Kept['fields'], other: Kept['fields']) =>
  JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());

/** The draft of this browser, if it can keep one and has one that can be read. */
function keptUnder(key: string): Kept | undefined {
  try {
    const text = window.localStorage.getItem(key);
    return text === null ? undefined : (JSON.parse(text) as Kept); // only this file writes it
  } catch {
    return undefined;
  }
}

function keep(key: string, kept: Kept | undefined): void {
  try {
    if (kept) window.localStorage.setItem(key, JSON.stringify(kept));
    else window.localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing; the portal still does when one saves.
  }
}

/**
 * Quickens the form of an entry: the preview follows what is typed, Ctrl+S saves, and this browser keeps
 * what is not saved yet and offers it after a closed tab. Without it the form works all the same.
 */
export function EntryWriting({
  form: formId,
  frame: frameId,
  draft,
  isSaved,
  labels,
}: {
  form: string;
  frame: string;
  /** The name under which this browser keeps what is typed: one for each entry. */
  draft: string;
  /** What this browser kept has been saved. */
  isSaved: boolean;
  labels: { offer: string; restore: string; drop: string; kept: string; stale: string };
}) {
  const key = prefix + draft;
  const inBrowser = useSyncExternalStore(
    nothing,
    () => true,
    () => false,
  );
  const [dropped, setDropped] = useState(false);
  const [found, setFound] = useState<Kept>();
  const [state, setState] = useState('');
  const begun = useRef<Kept['fields']>([]);

  useEffect(() => {
    const form = document.getElementById(formId);
    if (!(form instanceof HTMLFormElement)) return;
    const frame = document.getElementById(frameId);
    const timers: { preview?: number; keeping?: number } = {};
    let request: AbortController | undefined;
    begun.current = writtenIn(form);

    if (isSaved) keep(key, undefined);
    const earlier = keptUnder(key);
    const offer = window.setTimeout(() => {
      if (earlier && !isSame(earlier.fields, begun.current)) setFound(earlier);
    });

    const show = async () => {
      if (!(frame instanceof HTMLIFrameElement)) return;
      request?.abort();
      const mine = new AbortController();
      request = mine;
      try {
        const response = await fetch('/api/editor/preview', {
          method: 'POST',
          body: new FormData(form),
          signal: mine.signal,
        });
        const text = response.ok ? await response.text() : undefined;
        if (mine.signal.aborted) return;
        const fresh =
          text && new DOMParser().parseFromString(text, 'text/html').querySelector('main');
        const shown = frame.contentDocument?.querySelector('main');
        // Only what is on the page changes, so that the frame stays where it was scrolled to.
        if (fresh && shown) shown.replaceWith(document.importNode(fresh, true));
        setState((before) => (fresh ? (before === labels.stale ? '' : before) : labels.stale));
      } catch {
        if (!mine.signal.aborted) setState(labels.stale);
      }
    };

    const onInput = () => {
      window.clearTimeout(timers.preview);
      window.clearTimeout(timers.keeping);
      timers.preview = window.setTimeout(() => void show(), pauseBeforePreview);
      timers.keeping = window.setTimeout(() => {
        const fields = writtenIn(form);
        const isUntouched = isSame(fields, begun.current);
        keep(key, isUntouched ? undefined : { at: new Date().toISOString(), fields });
        if (!isUntouched) setState(labels.kept);
      }, pauseBeforeKeeping);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey)
        return;
      event.preventDefault();
      const save = form.querySelector<HTMLButtonElement>('button[value="save"]');
      form.requestSubmit(save);
    };
    form.addEventListener('input', onInput);
    form.addEventListener('change', onInput);
    document.addEventListener('keydown', onKey);
    // What was typed before this script was there is shown too.
    const isAsDrawn = [...form.elements].every(
      (one) =>
        !(one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement) ||
        one.value === one.defaultValue,
    );
    if (!isAsDrawn) timers.preview = window.setTimeout(() => void show(), pauseBeforePreview);
    return () => {
      form.removeEventListener('input', onInput);
      form.removeEventListener('change', onInput);
      document.removeEventListener('keydown', onKey);
      window.clearTimeout(timers.preview);
      window.clearTimeout(timers.keeping);
      window.clearTimeout(offer);
      request?.abort();
    };
  }, [formId, frameId, key, isSaved, labels.kept, labels.stale]);

  const restore = () => {
    const form = document.getElementById(formId);
    if (!found || !(form instanceof HTMLFormElement)) return;
    // The portal draws the form again with these words in it, rows that were added included.
    const again = document.createElement('form');
    again.method = 'post';
    again.action = form.action;
    const own = ['csrf', 'page', 'seen', 'onto', 'key'];
    const entries = [...new FormData(form)].filter(([name]) => own.includes(name));
    for (const [name, value] of [...entries, ...found.fields, ['action', 'redraw'] as const]) {
      if (
        typeof value !== 'string' ||
        (own.includes(name) && !entries.some(([one]) => one === name))
      )
        continue;
      const input = document.createElement('textarea');
      input.name = name;
      input.value = value;
      again.append(input);
    }
    again.hidden = true;
    document.body.append(again);
    again.submit();
  };

  if (!inBrowser) return null;
  return (
    <>
      {found && !dropped && (
        <div className="desk-offer" role="status">
          <p>
            {labels.offer.replace(
              '{when}',
              new Date(found.at).toLocaleString(document.documentElement.lang, {
                dateStyle: 'medium',
                timeStyle: 'short',
              }),
            )}
          </p>
          <button className="button" type="button" onClick={restore}>
            {labels.restore}
          </button>
          <button
            className="button button-quiet"
            type="button"
            onClick={() => {
              keep(key, undefined);
              setDropped(true);
            }}
          >
            {labels.drop}
          </button>
        </div>
      )}
      <p className="desk-state" role="status">
        {state}
      </p>
    </>
  );
}
