import fs from 'node:fs/promises';
import path from 'node:path';
import type { Environment } from '#lib/env';
import { searchEngine, type IndexReport, type SearchEngine } from '#lib/search-engine';
import { holdOf } from './index-hold';
import { isInStep } from './index-sentence';

type World = Pick<Environment, 'MEILI_URL' | 'MEILI_ADMIN_KEY' | 'INDEX_PREFIX' | 'DATA_DIR'> &
  Partial<Pick<Environment, 'MEILI_WRITE_URLS'>>;

/**
 * The engine as those see it who fill it: one of them at a time, and with an eye on its disk where it is ours.
 * Where several nodes are to hold the same, each change goes to all of them.
 */
export function indexingEngine({ MEILI_WRITE_URLS = [], ...world }: World): SearchEngine {
  const { MEILI_URL, MEILI_ADMIN_KEY: key, INDEX_PREFIX: prefix, DATA_DIR } = world;
  const doorTo = (url: string) =>
    searchEngine({ url, key, prefix, hold: (index) => holdOf(`${url} ${index}`) });
  const first = searchEngine({
    ...{ url: MEILI_URL, key, prefix },
    hold: (index) => holdOf(`${MEILI_URL} ${index}`),
    freeBytes: () => freeBytesOf(path.join(DATA_DIR, 'meilisearch')),
  });
  const others = [...new Set(MEILI_WRITE_URLS)].filter((url) => url !== MEILI_URL);
  if (others.length === 0) return first;
  return together([[MEILI_URL, first], ...others.map((url) => [url, doorTo(url)] as const)]);
}

/** Bytes that this user may still write; rejects where the engine's data is not on this machine. */
async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await fs.statfs(folder);
  return bavail * bsize;
}

/**
 * Several nodes that are to hold the same. One that is away keeps no other from being changed; the report is
 * that of a node that is not in step, where there is one, and else of the first.
 */
function together(
  nodes: readonly [readonly [string, SearchEngine], ...(readonly [string, SearchEngine])[]],
): SearchEngine {
  const onAll = async (change: (node: SearchEngine) => Promise<IndexReport>) => {
    const reports = await Promise.all(
      nodes.map(async ([url, node]) => {
        const report = await change(node);
        return report.kind === 'failed'
          ? { ...report, reason: `${url}: ${report.reason}` }
          : report;
      }),
    );
    const behind = reports.find((report) => !isInStep(report)) ?? reports[0];
    if (!behind) throw new Error('there is always a node');
    return behind;
  };
  const [[, first]] = nodes;
  return {
    ...first,
    sync: (...wanted) => onAll((node) => node.sync(...wanted)),
    rebuild: (...wanted) => onAll((node) => node.rebuild(...wanted)),
    replaceEntries: (...wanted) => onAll((node) => node.replaceEntries(...wanted)),
    removeEntries: (...wanted) => onAll((node) => node.removeEntries(...wanted)),
  };
}
