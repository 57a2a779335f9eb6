import { z } from 'zod';
import { planTopics, sectors, type EntryData } from '#lib/content-types';
import { line } from '#lib/field';
import { readYaml } from '#lib/front-matter';
import { hiddenCharacterIn } from '#lib/hidden-characters';
import type { Problem } from '#lib/problem';
import { faultsOf } from '#lib/schema-faults';
import type { Analyser } from '#lib/turkish/analyser';

const phrases = z.array(line(80)).min(1);

const schema = z.strictObject({
  /** Words that keep their hyphen where a line ends in them. */
  hyphened: phrases,
  /** What is proposed where words tell a topic and no sector. */
  withoutSector: z.enum(sectors.codes),
  sectors: z.partialRecord(z.enum(sectors.codes), phrases),
  topics: z.partialRecord(z.enum(planTopics.codes), phrases),
});

/** What words say of a plan article; content/search/plan-words.yaml. */
export type PlanWords = z.infer<typeof schema>;

export type Proposal = Required<Pick<EntryData<'plan'>, 'sectors' | 'topics'>>;

/** Reads the words, or tells every problem under the name of `file`. */
export function parsePlanWords(
  file: string,
  text: string,
): { ok: true; words: PlanWords } | { ok: false; problems: Problem[] } {
  const problems: Problem[] = text.split('\n').flatMap((words, index) => {
    const code = hiddenCharacterIn(words);
    return code ? [{ file, line: index + 1, code: 'hidden-character', values: { code } }] : [];
  });
  const yaml = readYaml(text);
  if (!yaml.ok)
    return {
      ok: false,
      problems: [...problems, ...yaml.faults.map((fault) => ({ file, ...fault }))],
    };
  const given = yaml.value !== null && typeof yaml.value === 'object' ? { ...yaml.value } : {};
  const checked = schema.safeParse(given);
  for (const issue of checked.error?.issues ?? [])
    for (const { at, code, field, values } of faultsOf(issue, schema, given, []))
      problems.push({ file, line: yaml.lineAt(at), code, field, values });
  return problems.length === 0 && checked.success
    ? { ok: true, words: checked.data }
    : { ok: false, problems };
}

/**
 * Proposes sectors and topics for a text. A phrase is found where its words' dictionary forms stand side by
 * side in its order: the heads of word families are too broad here (yeniden would be yenilenebilir). Codes
 * come in the order of `words`.
 */
export function proposer(words: PlanWords, analyser: Analyser): (text: string) => Proposal {
  const formsOf = (text: string) => analyser.analyse(text).tokens.map(({ stem }) => stem);
  const sought = <C extends string>(lists: Partial<Record<C, readonly string[]>>) =>
    Object.entries(lists).map(([code, phrases]) => ({
      code: code as C, // Object.entries forgets which keys there are
      phrases: (phrases as readonly string[]).map(formsOf),
    }));
  const soughtSectors = sought(words.sectors);
  const soughtTopics = sought(words.topics);
  return (text) => {
    const forms = formsOf(text);
    const has = (phrase: readonly string[]) =>
      forms.some((_, at) => phrase.every((form, place) => forms[at + place] === form));
    const found = <C>(lists: readonly { code: C; phrases: readonly string[][] }[]) =>
      lists.filter(({ phrases }) => phrases.some(has)).map(({ code }) => code);
    const topics = found(soughtTopics);
    const own = found(soughtSectors);
    return { topics, sectors: own.length === 0 && topics.length > 0 ? [words.withoutSector] : own };
  };
}
