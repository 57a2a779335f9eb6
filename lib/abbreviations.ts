import { z } from 'zod';
import type { Entry } from '#lib/entry';
import { line } from '#lib/field';
import { readYaml } from '#lib/front-matter';
import { abbreviationsIn } from '#lib/plain-language';
import type { Problem } from '#lib/problem';
import { faultsOf } from '#lib/schema-faults';

const schema = z.strictObject({ known: z.array(line(20)).min(1) });

/** Reads content/search/abbreviations.yaml, or tells every problem under the name of `file`. */
export function parseAbbreviations(
  file: string,
  text: string,
): { ok: true; known: readonly string[] } | { ok: false; problems: Problem[] } {
  const yaml = readYaml(text);
  if (!yaml.ok) return { ok: false, problems: yaml.faults.map((fault) => ({ file, ...fault })) };
  const given = yaml.value !== null && typeof yaml.value === 'object' ? { ...yaml.value } : {};
  const checked = schema.safeParse(given);
  if (checked.success) return { ok: true, known: checked.data.known };
  return {
    ok: false,
    problems: checked.error.issues.flatMap((issue) =>
      [...faultsOf(issue, schema, given, [])].map(({ at, code, field, values }) => ({
        file,
        line: yaml.lineAt(at),
        code,
        field,
        values,
      })),
    ),
  };
}

/** Every abbreviation that the entries explain: those of the glossary, and short names of organisations. */
export function abbreviationsOf(entries: readonly Entry[]): Set<string> {
  return new Set(entries.flatMap(namesOf).flatMap(abbreviationsIn));
}

function namesOf(entry: Entry): string[] {
  if (entry.type === 'term') {
    const { title, expansion = '', synonyms = [] } = entry.data;
    return [title, expansion, ...synonyms];
  }
  if (entry.type === 'institution') return [entry.data.shortName, entry.data.title];
  return entry.type === 'cluster' && entry.data.shortName ? [entry.data.shortName] : [];
}
