import fs from 'node:fs';
import { readLibrary } from '#lib/library';
import { analysersFor, indexDocuments } from '#lib/portal';
import { settingsFor } from '#lib/search-document';
import type { IndexDocument, IndexSettings } from '#lib/search-engine';

/** What drills fill engines with: our own entries in Turkish, as the portal's indexer would send them. */
export function ownIndex(most = Infinity): { documents: IndexDocument[]; settings: IndexSettings } {
  const library = readLibrary(process.cwd());
  const settings = settingsFor('tr', analysersFor(library).tr.version);
  return { documents: indexDocuments(library, 'tr').slice(0, most), settings };
}

/** Searches as people type them, judged and unseen ones, each once. */
export function ownSearches(): string[] {
  const typed = ['judged-queries', 'unseen-queries', 'turkish-pairs', 'unseen-pairs'].flatMap(
    (name) =>
      fs
        .readFileSync(`e2e/relevance/${name}.jsonl`, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as { query: string }),
  );
  return [...new Set(typed.map(({ query }) => query))];
}
