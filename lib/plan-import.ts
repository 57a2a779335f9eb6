import { parentOf, writeArticleNumber } from '#lib/article-number';
import { slugFromPath } from '#lib/addresses';
import { fieldsOf, type EntryData } from '#lib/content-types';
import { parseEntry, pathOf } from '#lib/entry';
import type { Source } from '#lib/field';
import { changeEntry, newEntryText } from '#lib/entry-source';
import type { PlanArticle, PlanCode } from '#lib/plan-text';
import type { Proposal } from '#lib/plan-words';
import type { Problem } from '#lib/problem';
import { lower } from '#lib/turkish/letters';

/** A file of content/plan as it is now. */
export type PlanFile = { readonly text: string; readonly data: Readonly<Record<string, unknown>> };

/** What an import makes of one article. */
export type ImportedFile = {
  readonly article: PlanArticle;
  readonly slug: string;
  readonly text: string;
  /** Of an article that is there already, what the plan says otherwise; none where it is new. */
  readonly changes?: readonly { field: string; before: unknown; after: unknown }[];
  /** The file has a note on its text, which was written for the text before. */
  readonly hasOldNote: boolean;
};

export type ImportSettings = {
  readonly plan: PlanCode;
  readonly source: Source;
  /** Keyed by slug. */
  readonly existing: ReadonlyMap<string, PlanFile>;
  readonly propose: (text: string) => Proposal;
  /** A note, for readers, on what was taken out of a text. */
  readonly noteOn: (leftOut: PlanArticle['leftOut']) => string;
};

const longestTitle = 80;
const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * The file of every article of a plan, checked as an editor's would be. Of an article that is there
 * already, only what the plan itself says is changed; what editors wrote stays. A new article has the first
 * words of its text for a title, and its sectors and topics as comments (`# öneri: …`) until an editor
 * confirms them: docs/decisions/0012.
 */
export function filesOf(
  articles: readonly PlanArticle[],
  settings: ImportSettings,
): { files: ImportedFile[]; problems: Problem[] } {
  const files: ImportedFile[] = [];
  const problems: Problem[] = [];
  for (const article of articles) {
    const slug = slugFromPath('plan', [settings.plan, writeArticleNumber(article.number)]);
    if (slug === undefined) throw new Error(writeArticleNumber(article.number));
    const known = settings.existing.get(slug);
    const file = known ? updated(article, slug, known, settings) : created(article, slug, settings);
    const parsed = parseEntry(pathOf('plan', slug, 'tr'), file.text);
    if (!parsed.ok) problems.push(...parsed.problems);
    files.push(file);
  }
  return { files, problems };
}

/** What the plan itself says; nothing about what it leaves open. */
function factsOf(
  { number, kind, sectionPath, text }: PlanArticle,
  plan: ImportSettings['plan'],
): Partial<EntryData<'plan'>> {
  const parent = parentOf(number);
  return {
    plan,
    number: writeArticleNumber(number),
    ...(parent && { parent: writeArticleNumber(parent) }),
    ...(kind && { kind }),
    ...(sectionPath.length > 0 && { sectionPath: [...sectionPath] }),
    text,
    mentionsCluster: mentionsCluster(text),
  };
}

/** Whether a text says küme or kümelenme; a kümes is a hen-house. */
export const mentionsCluster = (text: string): boolean =>
  /(?<!\p{L})küme(?!s(?![iı]))/u.test(lower(text));

function created(article: PlanArticle, slug: string, settings: ImportSettings): ImportedFile {
  const { mentionsCluster: mentions, ...facts } = factsOf(article, settings.plan);
  const { sectors, topics } = settings.propose([...article.sectionPath, article.text].join('\n'));
  const proposed = Object.entries({ sectors, topics }).filter(([, codes]) => codes.length > 0);
  const fields = {
    title: titleOf(article.text),
    ...facts,
    ...(article.leftOut.length > 0 && { textNote: settings.noteOn(article.leftOut) }),
    mentionsCluster: mentions,
    sources: [settings.source],
  };
  const text = newEntryText(fields, '', {
    mentionsCluster: proposed.map(([name, codes]) => `öneri: ${name}: [${codes.join(', ')}]`),
  });
  return { article, slug, text, hasOldNote: false };
}

function updated(
  article: PlanArticle,
  slug: string,
  { text, data }: PlanFile,
  { plan, source }: ImportSettings,
): ImportedFile {
  const sources = (data.sources ?? []) as readonly Source[]; // the schema of plan entries
  const isCited = sources.some(({ title }) => title === source.title);
  const wanted = {
    ...factsOf(article, plan),
    ...(!isCited && { sources: [...sources, source] }),
  };
  const changes = Object.entries(wanted)
    .filter(([field, after]) => !isSame(data[field], after))
    .map(([field, after]) => ({ field, before: data[field], after }));
  return {
    article,
    slug,
    text: changeEntry(text, {
      fields: Object.fromEntries(
        changes.flatMap(({ field, after }) => (field === 'sources' ? [] : [[field, after]])),
      ),
      items: { sources: isCited ? [] : [source] },
      order: Object.keys(fieldsOf('plan')),
    }),
    changes,
    hasOldNote: data.textNote !== undefined && changes.some(({ field }) => field === 'text'),
  };
}

/** The first words of a text, until an editor finds a title. */
function titleOf(text: string): string {
  if (text.length <= longestTitle) return text.replace(/\.$/, '');
  const cut = text.slice(0, longestTitle - 1);
  return `${cut.slice(0, cut.lastIndexOf(' ')).replace(/[\s,;:]+$/, '')}…`;
}
