'use client';

import { useSyncExternalStore } from 'react';

const nothing = () => () => undefined;

/** Whether a script runs here: not on the server, and not before the page is taken over. */
export const useIsLive = (): boolean =>
  useSyncExternalStore(
    nothing,
    () => true,
    () => false,
  );

/** What this browser keeps under a name; nothing where it keeps nothing for anybody. */
export function stored(name: string): string | null {
  try {
    return window.localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Keeps a text under a name, or forgets it; says whether this browser did so. */
export function store(name: string, text: string | undefined): boolean {
  try {
    if (text === undefined) window.localStorage.removeItem(name);
    else window.localStorage.setItem(name, text);
    return true;
  } catch {
    return false; // What is on the page stays there as long as the page does.
  }
}

/** What this browser kept under a name when the page was opened. */
export const useStored = (name: string): string | null =>
  useSyncExternalStore(
    nothing,
    () => stored(name),
    () => null,
  );
