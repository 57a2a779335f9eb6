'use client';

import { useEffect, useState } from 'react';
import { store, stored, useIsLive } from '#components/browser-store.client';

type Kept = { readonly at: string; readonly fields: readonly (readonly [string, string])[] };

const pauseBeforePreview = 500;
const pauseBeforeKeeping = 400;
const prefix = 'bys-editor:';

/** What somebody wrote: names with words in them, without what the portal itself puts into the form. */
const writtenIn = (form: HTMLFormElement): [string, string][] =>
  [...new FormData(form)].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' &&
    value !== '' &&
    !/^(csrf|page|seen|shown|onto|reason|note)$/.test(name)
      ? [[name, value]]
      : [],
  );

const isSame = (one: Kept['fields'], other: Kept['fields']) =>
  JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());

/** What a form held as the portal drew it, whatever has been typed or filled in by the browser since. */
function drawnIn(form: HTMLFormElement): Kept['fields'] {
  const again = form.cloneNode(true) as HTMLFormElement; // a copy is of the same kind
  again.reset();
  return writtenIn(again);
}

/** The draft of this browser, if it keeps one that can be read. */
function keptUnder(key: string): Kept | undefined {
  const text = stored(key);
  try {
    return text === null ? undefined : (JSON.parse(text) as Kept); // only this file writes it
  } catch {
    return undefined;
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
  const isLive = useIsLive();
  const [dropped, setDropped] = useState(false);
  const [found, setFound] = useState<Kept>();
  const [isKept, setIsKept] = useState(false);
  const [isStale, setIsStale] = useState(false);

  useEffect(() => {
    const form = document.getElementById(formId);
    if (!(form instanceof HTMLFormElement)) return;
    const frame = document.getElementById(frameId);
    const timers: { preview?: number; keeping?: number } = {};
    let request: AbortController | undefined;
    const drawn = drawnIn(form);

    if (isSaved) store(key, undefined);
    const earlier = keptUnder(key);
    const offer = window.setTimeout(() => {
      if (earlier && !isSame(earlier.fields, drawn)) setFound(earlier);
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
        setIsStale(!fresh);
      } catch {
        if (!mine.signal.aborted) setIsStale(true);
      }
    };

    const onInput = () => {
      window.clearTimeout(timers.preview);
      window.clearTimeout(timers.keeping);
      timers.preview = window.setTimeout(() => void show(), pauseBeforePreview);
      timers.keeping = window.setTimeout(() => {
        const fields = writtenIn(form);
        const isTouched = !isSame(fields, drawn);
        const kept: Kept = { at: new Date().toISOString(), fields };
        setIsKept(store(key, isTouched ? JSON.stringify(kept) : undefined) && isTouched);
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
    // What was typed before this script was there is shown and kept too.
    if (!isSame(writtenIn(form), drawn)) onInput();
    return () => {
      form.removeEventListener('input', onInput);
      form.removeEventListener('change', onInput);
      document.removeEventListener('keydown', onKey);
      window.clearTimeout(timers.preview);
      window.clearTimeout(timers.keeping);
      window.clearTimeout(offer);
      request?.abort();
    };
  }, [formId, frameId, key, isSaved]);

  const restore = () => {
    const form = document.getElementById(formId);
    if (!found || !(form instanceof HTMLFormElement)) return;
    // The portal draws the form again with these words in it, rows that were added included.
    const again = document.createElement('form');
    again.method = 'post';
    // `form.action` is the form's first button of that name.
    again.action = form.getAttribute('action') ?? '';
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

  if (!isLive) return null;
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
              store(key, undefined);
              setDropped(true);
            }}
          >
            {labels.drop}
          </button>
        </div>
      )}
      <p className="desk-state" role="status">
        {isKept && labels.kept} {isStale && labels.stale}
      </p>
    </>
  );
}
