/**
 * What the door and the pages tell each other: they are loaded apart, and only the process's own global
 * object is the same for both.
 */
export type Vitals = {
  /** Since when the process ends: it answers what it has and takes nothing new. */
  stopping: boolean;
  /** What the pages hold, once they have read it. */
  content?: () => { files: number; problems: number };
  /** The content that pages are made of now: another value when anything in it has changed. */
  revision?: () => unknown;
  /**
   * Searches that were answered whole, by `searchKey` of their address, the latest last, and how to count
   * that one was asked once more.
   */
  answers?: Map<string, (sent: Headers) => void>;
  /** Whether the search engine answers, asked at the moment. */
  engine?: () => Promise<boolean>;
};

/** One name for an address, however its query is encoded; `query` with or without its question mark. */
export const searchKey = (path: string, query: string): string =>
  `${path}?${new URLSearchParams(query).toString()}`;

const holder = globalThis as typeof globalThis & { bysVitals?: Vitals };

export const vitals = (): Vitals => (holder.bysVitals ??= { stopping: false });
