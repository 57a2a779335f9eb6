import { createTwoFilesPatch } from 'diff';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { purposes, sectors } from '#lib/content-types';
import { env } from '#lib/env';
import { labelOf } from '#lib/labels';
import { readLibrary, type Library } from '#lib/library';
import { withProposal } from '#lib/link-proposal';
import { answering, likelyLinks, measured, type LikelyLink } from '#lib/link-suggestions';
import { texts } from '#lib/messages';
import { analysersFor } from '#lib/portal';
import { describeWithPlace } from '#lib/problem';
import { compare } from '#lib/turkish/letters';
import { languageOf } from './command-line';

/**
 * Proposes relations between plan articles and what may answer to them: a table, and with `--patch FILE`
 * (`-` for standard output) a patch that an editor reviews. Nothing in content/ is ever changed from here.
 */
const { values: options } = parseArgs({
  options: {
    article: { type: 'string' },
    type: { type: 'string' },
    min: { type: 'string', default: '0.1' },
    patch: { type: 'string' },
    measure: { type: 'boolean', default: false },
    lang: { type: 'string' },
  },
});
const language = languageOf(options.lang);
const t = texts(language);
const shownWords = 6;

function main(): boolean {
  const { article, type, patch } = options;
  const min = Number(options.min);
  if (options.min.trim() === '' || !(min >= 0 && min <= 1))
    return refused('badMin', { value: options.min });
  if (type !== undefined && !answering.some((known) => known === type))
    return refused('noType', { value: type, known: answering.join(', ') });
  // A patch may hold reasons that somebody wrote into it.
  if (patch !== undefined && existsSync(patch)) return refused('fileThere', { file: patch });
  const library = readLibrary(env().CONTENT_ROOT);
  if (library.problems.length > 0) {
    for (const problem of library.problems) console.error(describeWithPlace(problem, t));
    console.error(t('links.broken'));
    return false;
  }
  if (article !== undefined && !library.find('plan', article, 'tr'))
    return refused('noArticle', { value: article });

  const likely = likelyLinks(
    library.ofType('plan', 'tr'),
    answering.flatMap((name) => [...library.ofType(name, 'tr')]),
    analysersFor(library).tr,
  );
  if (options.measure) {
    measure(library, likely);
    return true;
  }
  const proposals = likely.filter(
    (link) =>
      !link.linked &&
      link.score >= min &&
      (article === undefined || link.article.slug === article) &&
      (type === undefined || link.entry.type === type),
  );
  const say = patch === '-' ? console.error : console.log;
  if (proposals.length === 0) {
    say(t('links.none'));
    return true;
  }
  say(table(proposals));
  say(t('links.count', { count: proposals.length, min }));
  return patch === undefined || writePatch(library, proposals, patch);
}

function refused(code: string, values: Record<string, string>): false {
  console.error(t(`links.${code}`, values));
  return false;
}

const scoreText = (score: number): string =>
  score.toLocaleString(language === 'tr' ? 'tr-TR' : 'en-GB', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });

/** What the two have in common, in words. */
function why({ shared }: LikelyLink): string {
  const lists = {
    sectors: shared.sectors.map((code) => labelOf(sectors, code, t)),
    purposes: shared.purposes.map((code) => labelOf(purposes, code, t)),
    words: shared.words.slice(0, shownWords),
  };
  return Object.entries(lists)
    .filter(([, list]) => list.length > 0)
    .map(([name, list]) => t(`links.shared.${name}`, { list: list.join(', ') }))
    .join('; ');
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const table = (proposals: readonly LikelyLink[]): string =>
  columns([
    ['score', 'article', 'entry', 'why'].map((name) => t(`links.columns.${name}`)),
    ...proposals.map((link) => [
      scoreText(link.score),
      link.article.slug,
      `${link.entry.type}/${link.entry.slug}`,
      why(link),
    ]),
  ]);

function writePatch(
  library: Library,
  proposals: readonly LikelyLink[],
  destination: string,
): boolean {
  const files = new Map<string, { readonly before: string; readonly after: string }>();
  let count = 0;
  for (const link of proposals) {
    const file = library.fileOf(link.entry);
    const before =
      files.get(file)?.before ?? readFileSync(path.join(env().CONTENT_ROOT, file), 'utf8');
    const note = t('links.note', { score: scoreText(link.score), why: why(link) });
    const text = files.get(file)?.after ?? before;
    const after = withProposal(text, link.entry.type, link.article.slug, note);
    if (after === undefined) {
      console.error(t('links.oneLine', { file }));
      continue;
    }
    files.set(file, { before, after });
    count++;
  }
  const patch = [...files]
    .map(([file, { before, after }]) =>
      createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, {
        context: 3,
      }),
    )
    .join('');
  if (destination === '-') {
    process.stdout.write(patch);
    return true;
  }
  try {
    writeFileSync(destination, patch, { flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return refused('notWritten', { file: destination, reason: error.message });
  }
  console.log(t('links.written', { file: destination, files: files.size, count }));
  return true;
}

const scores = [0.05, 0.075, 0.1, 0.125, 0.15, 0.2, 0.25];
const firsts = [1, 3, 5, 10];

/** Precision and recall against the links that are there, apart for the articles that set the weights. */
function measure(library: Library, likely: readonly LikelyLink[]): void {
  const inOrder = library
    .ofType('plan', 'tr')
    .toSorted((a, b) =>
      compare('tr')(`${a.data.plan} ${a.data.number}`, `${b.data.plan} ${b.data.number}`),
    );
  const setting = new Set(inOrder.filter((_, index) => index % 2 === 0).map(({ slug }) => slug));
  const parts = {
    setting: (slug: string) => setting.has(slug),
    rest: (slug: string) => !setting.has(slug),
    all: () => true,
  };
  const percent = (share: number) =>
    share.toLocaleString(language === 'tr' ? 'tr-TR' : 'en-GB', { style: 'percent' });
  const say = (key: string, of = {}) => t(`links.measure.${key}`, of);
  for (const [which, isIn] of Object.entries(parts)) {
    const part = likely.filter(({ article }) => isIn(article.slug));
    const { links, from, first } = measured(part, scores, firsts);
    const articles = inOrder.filter(({ slug }) => isIn(slug)).length;
    console.log(say('links', { which: say(which), articles, links }));
    const rows = [
      ...from.map((row) => ({ ...row, what: say('from', { score: String(row.score) }) })),
      ...first.map((row) => ({ ...row, what: say('first', { count: row.count }) })),
    ];
    console.log(
      columns([
        ['what', 'proposed', 'right', 'precision', 'recall'].map((name) => say(`columns.${name}`)),
        ...rows.map(({ what, proposed, right, precision, recall }) => [
          what,
          String(proposed),
          String(right),
          percent(precision),
          percent(recall),
        ]),
      ]),
    );
    console.log();
  }
}

process.exitCode = main() ? 0 : 1;
