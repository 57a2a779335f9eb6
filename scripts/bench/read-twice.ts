import fs from 'node:fs';
import path from 'node:path';
import { readLibrary } from '#lib/library';

// In a process of its own, so that nothing is warm: prints how many files, the milliseconds of reading and
// checking them all, and of doing so again with one of them changed.
const corpus = process.argv[2] ?? '';
const cache: Parameters<typeof readLibrary>[1] = new Map();
const timed = () => {
  const began = performance.now();
  const { fileCount } = readLibrary(corpus, cache);
  return [fileCount, performance.now() - began] as const;
};
const [files, cold] = timed();
const file = path.join(corpus, 'content/news/olcum-kaydi.tr.md');
fs.writeFileSync(
  file,
  '---\ntitle: Ölçüm\ndate: 2026-11-22\nsources:\n  - title: Kaynak\n---\n\nMetin.\n',
);
const [, warm] = timed();
fs.rmSync(file);
console.log(files, cold, warm);
