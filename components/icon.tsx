/*
 * Icon shapes from Lucide (https://lucide.dev), joined into one path each; lucide-react itself is marked
 * "use client" and would ship script for pictures that never change.
 *
 * ISC License. Copyright (c) 2026 Lucide Icons and Contributors; arrows, check, chevron, info, menu, plus,
 * search and x derive from Feather, MIT License, Copyright (c) 2013-present Cole Bemis.
 * Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is
 * hereby granted, provided that the above copyright notice and this permission notice appear in all copies.
 * The software is provided "as is", without warranty of any kind.
 */
const PATHS = {
  search: 'm21 21-4.34-4.34M3 11a8 8 0 1 0 16 0a8 8 0 1 0-16 0',
  menu: 'M4 5h16M4 12h16M4 19h16',
  forward: 'M5 12h14m-7-7 7 7-7 7',
  back: 'M19 12H5m7 7-7-7 7-7',
  leave: 'M7 7h10v10M7 17 17 7',
  remove: 'M18 6 6 18M6 6l12 12',
  info: 'M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0m10 4v-4m0-4h.01',
  open: 'm6 9 6 6 6-6',
  check: 'M20 6 9 17l-5-5',
  add: 'M5 12h14m-7-7v14',
  kept: 'M6 3h12a1 1 0 0 1 1 1v17l-7-4-7 4V4a1 1 0 0 1 1-1',
  support:
    'M11 15h2a2 2 0 1 0 0-4h-3c-.6 0-1.1.2-1.4.6L3 17m4 4 1.6-1.4c.3-.4.8-.6 1.4-.6h4c1.1 0 2.1-.4 2.8-1.2l4.6-4.4a2 2 0 0 0-2.75-2.91l-4.2 3.9M2 16l6 6m5.1-13a2.9 2.9 0 1 0 5.8 0a2.9 2.9 0 1 0-5.8 0M3 5a3 3 0 1 0 6 0a3 3 0 1 0-6 0',
  clusters:
    'M17 16h4a1 1 0 0 1 1 1v4a1 1 0 0 1-1 1h-4a1 1 0 0 1-1-1v-4a1 1 0 0 1 1-1M3 16h4a1 1 0 0 1 1 1v4a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1v-4a1 1 0 0 1 1-1M10 2h4a1 1 0 0 1 1 1v4a1 1 0 0 1-1 1h-4a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1M5 16v-3a1 1 0 0 1 1-1h12a1 1 0 0 1 1 1v3m-7-4V8',
  plan: 'M15 12h-5m5-4h-5m9 9V5a2 2 0 0 0-2-2H4m4 18h12a2 2 0 0 0 2-2v-1a1 1 0 0 0-1-1H11a1 1 0 0 0-1 1v1a2 2 0 1 1-4 0V5a2 2 0 1 0-4 0v2a1 1 0 0 0 1 1h3',
} as const;

export type IconName = keyof typeof PATHS;

/** A picture beside words that say the same: hidden from assistive technology, coloured by its text. */
export function Icon({ name, large = false }: { name: IconName; large?: boolean }) {
  const size = large ? 24 : 20;
  return (
    <svg className="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
