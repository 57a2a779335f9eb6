import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { pause } from './bootstrap.mjs';

/**
 * How long it takes from saving a file until the portal's own search finds it: node --import tsx
 * scripts/measure-saves.ts --site URL --root FOLDER [--saves 50]. The portal must run over that folder, a
 * copy of the content: an entry is saved again and again, and taken away at the end.
 */
const { values } = parseArgs({
  options: {
    site: { type: 'string', default: 'http://localhost:3000' },
    root: { type: 'string' },
    saves: { type: 'string', default: '50' },
  },
});
if (!values.root) throw new Error('--root is missing: the CONTENT_ROOT of the portal that runs');
const file = path.join(values.root, 'content/news/olcum-kaydi.tr.md');

/** Milliseconds until a search in both languages finds the word that was saved. */
async function timeOfSave(word: string): Promise<number> {
  const start = performance.now();
  fs.writeFileSync(
    `${file}.new`,
    `---\ntitle: Ölçüm kaydı\ndate: 2026-11-22\nsources:\n  - title: Kaynak\n---\n\n${word}\n`,
  );
  fs.renameSync(`${file}.new`, file);
  for (const locale of ['tr', 'en'])
    for (;;) {
      const response = await fetch(`${values.site}/api/search?q=${word}&locale=${locale}`);
      const { hits } = (await response.json()) as { hits: { slug: string; passage?: string }[] };
      const isFound = hits.some(
        ({ slug, passage }) => slug === 'olcum-kaydi' && passage?.includes(word),
      );
      if (isFound) break;
      if (performance.now() - start > 120_000) throw new Error(`${word} not found in two minutes`);
      await pause(20);
    }
  return performance.now() - start;
}

const letters = 'abcdefghijklmnoprstuvyz';
const randomWord = () =>
  Array.from({ length: 12 }, () => letters[Math.floor(Math.random() * letters.length)]).join('');

const times: number[] = [];
try {
  for (let turn = 0; turn < Number(values.saves); turn++)
    times.push(await timeOfSave(randomWord()));
} finally {
  fs.rmSync(file, { force: true });
}
times.sort((a, b) => a - b);
const at = (share: number) =>
  Math.round(times[Math.min(times.length - 1, Math.ceil(share * times.length) - 1)] ?? 0);
console.log(`${times.length} saves: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`);
