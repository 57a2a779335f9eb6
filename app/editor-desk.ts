import { waitsFor, type CopyState, type EditorRow } from '#lib/editor-view';
import {
  contentRepository,
  type ContentRepository,
  type EntryKey,
  type EntryTexts,
  type WorkingCopy,
} from '#lib/content-repository';
import { pathOf } from '#lib/entry';
import { env } from '#lib/env';
import { readFrontMatter } from '#lib/front-matter';
import { freshnessOf } from '#lib/fact-cells';
import { checkTexts, library } from '#lib/library';
import type { Locale } from '#lib/field';
import type { Problem } from '#lib/problem';
import { today } from '#lib/portal';

// Next bundles pages and route handlers apart; the process has one repository all the same.
const holder = globalThis as typeof globalThis & { bysRepository?: ContentRepository };

/** The content's git work tree, and what is being written beside it. */
export const repository = (): ContentRepository =>
  (holder.bysRepository ??= contentRepository(env().CONTENT_ROOT));
