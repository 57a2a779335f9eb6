'use client';

import { useState } from 'react';
import { store, useIsLive, useStored } from '#components/browser-store.client';
import type { Checklist, Phrase } from '#lib/view';

function ticksIn(text: string | null): string[] {
  try {
    const read: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(read) ? read.filter((tick) => typeof tick === 'string') : [];
  } catch {
    return [];
  }
}

/**
 * Numbered steps to tick off. The ticks stay in this page until the reader has the browser keep them, by
 * the words of each step, so that a step that was rewritten is open again. Without a script the steps are
 * the same list, with a box before each on paper.
 */
export function StepList({ items, checklist }: { items: readonly Phrase[]; checklist: Checklist }) {
  const { name, labels } = checklist;
  const isLive = useIsLive();
  const remembered = useStored(name);
  const [own, setOwn] = useState<readonly string[]>();
  const [keeps, setKeeps] = useState<boolean>();
  const ticks = own ?? ticksIn(remembered);
  const isKept = keeps ?? remembered !== null;
  const done = items.filter(({ text }) => ticks.includes(text)).length;
  const tick = (text: string, isDone: boolean) => {
    const next = isDone ? [...ticks, text] : ticks.filter((one) => one !== text);
    setOwn(next);
    if (isKept) store(name, JSON.stringify(next));
  };
  return (
    <>
      <ol className="steps">
        {items.map(({ text, lang }) => (
          <li key={text} lang={lang} className={ticks.includes(text) ? 'is-done' : undefined}>
            {isLive ? (
              <label>
                <input
                  type="checkbox"
                  checked={ticks.includes(text)}
                  onChange={({ target }) => tick(text, target.checked)}
                />
                <span>{text}</span>
              </label>
            ) : (
              text
            )}
          </li>
        ))}
      </ol>
      {isLive && (
        <div className="steps-kept">
          <p role="status">
            {labels.progress
              .replace('{done}', String(done))
              .replace('{total}', String(items.length))}
          </p>
          <label>
            <input
              type="checkbox"
              checked={isKept}
              onChange={({ target }) => {
                setOwn(ticks);
                setKeeps(target.checked);
                store(name, target.checked ? JSON.stringify(ticks) : undefined);
              }}
            />
            <span>{isKept ? labels.kept : labels.keep}</span>
          </label>
        </div>
      )}
    </>
  );
}
