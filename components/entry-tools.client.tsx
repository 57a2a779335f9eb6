'use client';

import { useState } from 'react';
import { useIsLive } from '#components/browser-store.client';
import type { EntryView } from '#lib/view';

/** Print and share: only where a script can do them, so they are not there without one. */
export function EntryTools({
  labels,
}: {
  labels: Pick<EntryView['labels'], 'print' | 'share' | 'copied'>;
}) {
  const inBrowser = useIsLive();
  const [copied, setCopied] = useState(false);
  if (!inBrowser) return null;

  const share = async () => {
    const { title } = document;
    const url = window.location.href;
    try {
      if ('share' in navigator) await navigator.share({ title, url });
      else {
        await window.navigator.clipboard.writeText(url);
        setCopied(true);
      }
    } catch {
      // Closed without sharing, or not allowed: nothing is lost.
    }
  };

  return (
    <div className="entry-tools">
      <button className="button button-quiet" type="button" onClick={() => window.print()}>
        {labels.print}
      </button>
      <button className="button button-quiet" type="button" onClick={() => void share()}>
        {labels.share}
      </button>
      <span role="status">{copied ? labels.copied : ''}</span>
    </div>
  );
}
