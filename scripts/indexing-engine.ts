import fs from 'node:fs/promises';
import path from 'node:path';
import type { Environment } from '#lib/env';
import { searchEngine, type SearchEngine } from '#lib/search-engine';
import { holdOf } from './index-hold';

/** The engine as those see it who fill it: one of them at a time, and with an eye on its disk where it is ours. */
export function indexingEngine({
  MEILI_URL,
  MEILI_ADMIN_KEY,
  INDEX_PREFIX,
  DATA_DIR,
}: Pick<Environment, 'MEILI_URL' | 'MEILI_ADMIN_KEY' | 'INDEX_PREFIX' | 'DATA_DIR'>): SearchEngine {
  return searchEngine({
    url: MEILI_URL,
    key: MEILI_ADMIN_KEY,
    prefix: INDEX_PREFIX,
    hold: (index) => holdOf(`${MEILI_URL} ${index}`),
    freeBytes: () => freeBytesOf(path.join(DATA_DIR, 'meilisearch')),
  });
}

/** Bytes that this user may still write; rejects where the engine's data is not on this machine. */
async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await fs.statfs(folder);
  return bavail * bsize;
}
