import { closest, distance } from 'fastest-levenshtein';
import { z } from 'zod';
import { fold } from '#lib/turkish/letters';

/** `at` is where in the front matter; `code` names a sentence of `messages`. */
export type FieldFault = {
  at: readonly PropertyKey[];
  code: string;
  field: string;
  values: Record<string, string | number>;
};

/** One fault for a person for each thing that zod found. */
export function* faultsOf(
  issue: z.core.$ZodIssue,
  schema: z.ZodType,
  values: Record<string, unknown>,
  facts: readonly string[],
): Generator<FieldFault> {
  const at = issue.path;
  const field = at.map(String).join('.');
  const fault = (
    code: string,
    extra: Record<string, string | number> = {},
    where = at,
  ): FieldFault => ({
    at: where,
    code,
    field,
    values: extra,
  });
  switch (issue.code) {
    case 'unrecognized_keys':
      for (const key of issue.keys) {
        const known = keysAt(schema, at);
        const isFact = at.length === 0 && facts.includes(key);
        yield {
          ...fault(
            isFact ? 'fact-in-twin' : 'unknown-key',
            { key, nearest: nearest(key, known) || 'empty' },
            [...at, key],
          ),
          field: [...at, key].map(String).join('.'),
        };
      }
      return;
    case 'invalid_type': {
      const given = valueAt(values, at);
      if (given === undefined) yield fault('missing');
      else
        yield given === null ? fault('empty') : fault('wrong-kind', { expected: issue.expected });
      return;
    }
    case 'invalid_value': {
      const given = valueAt(values, at);
      if (given === null) {
        yield fault('empty');
        return;
      }
      const allowed = issue.values.map(String);
      yield given === undefined
        ? fault('missing')
        : fault('not-in-list', {
            value: short(given),
            nearest: nearest(String(given), allowed) || 'empty',
          });
      return;
    }
    case 'too_big':
      yield fault(issue.origin === 'string' ? 'too-long' : 'too-much', {
        max: Number(issue.maximum),
        ...(issue.origin === 'string' && { count: String(valueAt(values, at)).length }),
      });
      return;
    case 'too_small':
      yield issue.origin === 'number'
        ? fault('too-little', { min: Number(issue.minimum) })
        : fault('empty');
      return;
    case 'custom': {
      const { code, ...more } = issue.params ?? {};
      yield fault(String(code), { ...more, value: short(valueAt(values, at)) });
      return;
    }
    case 'invalid_union':
      yield valueAt(values, at) === undefined
        ? fault('missing')
        : fault('wrong-kind', { expected: 'other' });
      return;
    default:
      yield fault('wrong-kind', { expected: 'other' });
  }
}

const short = (value: unknown): string => String(value).slice(0, 80);

/** The keys that the schema allows at a path; none where there is no group of fields. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodObject) {
    const [key, ...rest] = path;
    if (key === undefined) return Object.keys(inner.shape);
    const next: unknown = inner.shape[String(key)];
    return next instanceof z.ZodType ? keysAt(next, rest) : [];
  }
  return inner instanceof z.ZodArray && inner.element instanceof z.ZodType
    ? keysAt(inner.element, path.slice(1))
    : [];
}

function unwrapped(schema: z.ZodType): z.ZodType {
  const inner = schema instanceof z.ZodOptional ? schema.unwrap() : undefined;
  return inner instanceof z.ZodType ? unwrapped(inner) : schema;
}

/** The right spelling that is nearest, if any is near at all; an empty string otherwise. */
function nearest(given: string, known: readonly string[]): string {
  if (known.length === 0) return '';
  const match = known.find((k) => fold(k) === fold(given)) ?? closest(fold(given), [...known]);
  const apart = distance(fold(given), fold(match));
  return apart <= Math.max(2, Math.floor(given.length * 0.4)) && apart < given.length ? match : '';
}

/** The value at a path of plain objects and lists. */
export const valueAt = (values: unknown, at: readonly PropertyKey[]): unknown =>
  at.reduce<unknown>(
    (value, key) =>
      value !== null && typeof value === 'object' && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key] // it is an object that has the key
        : undefined,
    values,
  );
