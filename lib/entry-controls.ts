import type { TypeName } from '#lib/content-types';
import {
  bodyName,
  fieldsIn,
  filledForm,
  formOf,
  removal,
  type FilledForm,
  type FilledGroup,
  type FilledInput,
  type FilledItem,
  type FilledPart,
} from '#lib/entry-form';
import type { DraftTexts } from '#lib/entry-draft';
import type { Locale } from '#lib/field';
import { readYaml } from '#lib/front-matter';
import { texts as wordsIn, type Translate } from '#lib/messages';
import { describe, type Problem } from '#lib/problem';
import type { Control } from '#lib/view-of-form';

/** Which entries a picker may show, asked of the content. */
export type Entries = {
  readonly titleOf: (type: TypeName, slug: string) => string | undefined;
  readonly called: (type: TypeName, words: string) => readonly { slug: string; title: string }[];
};

/** Something to mend, in words, and the input at which it is mended. */
export type ToMend = { readonly sentence: string; readonly id: string };

/** One file of an entry as controls. */
export type FileForm =
  | {
      readonly kind: 'form';
      /** What stands in both languages' files, with the text at the end. */
      readonly words: readonly Control[];
      /** The facts, which only the Turkish file has, under their headings. */
      readonly sections: readonly { code: string; label: string; controls: readonly Control[] }[];
      readonly publishAt?: Control;
      readonly successor?: Control;
      readonly toMend: readonly ToMend[];
    }
  /** The fields cannot be read, so the file stands here as it is. */
  | { readonly kind: 'text'; readonly control: Control; readonly toMend: readonly ToMend[] };

/** Required facts first, what they rest on next; the rest after them. */
const order = [
  'basics',
  'sources',
  'facts',
  'words',
  'details',
  'links',
  'publication',
  'other',
] as const;

/** What the form's own buttons set, and not an input. */
const byButton: readonly string[] = ['state'];
/** What stands beside the button that it is for. */
const besideButton = ['publishAt', 'successor'] as const;

/** Stands for a twin that nobody has begun. */
export const noTwin = '---\ntitle:\n---\n';
const rawName = 'raw';

/** The name of an input of a file: names of both files stand in one form. */
export const nameIn = (file: Locale, name: string): string => `${file}:${name}`;

/** The id of a control: its name in the letters that an address can carry. */
export const controlId = (name: string): string => `f-${name.replace(/[^a-zA-Z0-9]+/g, '-')}`;

/** The controls of one file of an entry, each problem at its own; in the words of `language`. */
export function fileForm(
  type: TypeName,
  file: Locale,
  texts: DraftTexts,
  problems: readonly Problem[],
  language: Locale,
  entries: Entries,
): FileForm {
  const t = wordsIn(language);
  const text = texts[file] ?? noTwin;
  const form = filledForm(type, file, { text, problems }, language);
  if (!form) return rawForm(file, text, problems, t);
  const world: World = { file, t, entries, body: form.body, toMend: [] };
  const names = new Set(
    formOf(type, 'en', language).flatMap(({ parts }) => parts.map(({ name }) => name)),
  );
  names.delete('checkedOn');
  const parts = form.sections.flatMap((section) => section.parts);
  const words = [
    ...parts.filter(({ name }) => names.has(name)).map((part) => controlOf(part, world)),
    controlOf({ ...form.body, name: bodyName }, world),
  ];
  const apart: readonly string[] = [...byButton, ...besideButton];
  const sections = order.flatMap((code) => {
    const section = form.sections.find((one) => one.code === code);
    const own = section?.parts.filter(
      ({ name }) => !names.has(name) && !apart.includes(name) && name in fieldsIn(type, file),
    );
    const strange = code === 'other' ? (section?.parts ?? []) : [];
    const shown = [...(own ?? []), ...strange.filter((part) => !own?.includes(part))];
    return section && shown.length > 0 && (file === 'tr' || code === 'other')
      ? [{ code, label: section.label, controls: shown.map((part) => controlOf(part, world)) }]
      : [];
  });
  const rest = form.problems.map((problem) => ({
    sentence: describe(problem, t),
    id: controlId(nameIn(file, bodyName)),
  }));
  const beside = Object.fromEntries(
    parts
      .filter(({ name }) => besideButton.some((one) => one === name))
      .map((part) => [part.name, controlOf(part, world)]),
  );
  return { kind: 'form', words, sections, ...beside, toMend: [...world.toMend, ...rest] };
}

type World = {
  readonly file: Locale;
  readonly t: Translate;
  readonly entries: Entries;
  readonly body: FilledForm['body'];
  /** Filled while the controls are made, in their order. */
  readonly toMend: ToMend[];
};

function rawForm(file: Locale, text: string, problems: readonly Problem[], t: Translate): FileForm {
  const name = nameIn(file, rawName);
  const sentences = problems.map((problem) =>
    t('write.problems.line', { line: problem.line, sentence: describe(problem, t) }),
  );
  return {
    kind: 'text',
    control: {
      kind: 'text',
      name,
      label: t('write.form.raw'),
      help: t('write.form.rawHelp'),
      problems: sentences,
      value: text,
      rows: 30,
      code: true,
    },
    toMend: sentences.map((sentence) => ({ sentence, id: controlId(name) })),
  };
}

/** The problems of a control in words; each is also noted for the list at the top. */
function told(
  name: string,
  label: string,
  problems: readonly Problem[],
  { file, t, toMend }: World,
): string[] {
  return problems.map((problem) => {
    const sentence = describe({ ...problem, field: label }, t);
    const where =
      name === bodyName ? t('write.problems.line', { line: problem.line, sentence }) : sentence;
    toMend.push({
      sentence: file === 'en' ? t('write.problems.english', { sentence: where }) : where,
      id: controlId(nameIn(file, name)),
    });
    return where;
  });
}

function controlOf(part: FilledPart, world: World, above = ''): Control {
  const label = above === '' ? part.label : `${above}, ${part.label}`;
  const common = {
    name: nameIn(world.file, part.name),
    label: part.label,
    help: part.help || undefined,
    required: part.required,
    problems: told(part.name, label, problemsIn(part), world),
  };
  if (part.kind === 'list') {
    const rowOf = (item: FilledItem, number: number) => {
      const name = `${part.label} ${number}`;
      const problems = told(item.name, name, item.problems, world);
      return {
        name: nameIn(world.file, item.name),
        removeName: nameIn(world.file, `${item.name}.${removal}`),
        problems,
        controls: item.parts.map((one) => controlOf(one, world, name)),
      };
    };
    return {
      ...common,
      kind: 'rows',
      rows: part.items.map((item, index) => rowOf(item, index + 1)),
      next: rowOf(part.next, part.items.length + 1),
    };
  }
  return part.kind === 'group' ? groupOf(part, common, world, label) : inputOf(part, common, world);
}

/** Of YAML that cannot be read, which stands in the file as words, its reader says why. */
function problemsIn(part: FilledPart): readonly Problem[] {
  if (part.kind !== 'yaml') return part.problems;
  const read = readYaml(part.values[0] ?? '');
  return read.ok ? part.problems : read.faults.map((fault) => ({ file: '', ...fault }));
}

type Common = Pick<Control, 'name' | 'label' | 'help' | 'required' | 'problems'>;

const groupOf = (part: FilledGroup, common: Common, world: World, label: string): Control => ({
  ...common,
  kind: 'group',
  controls: part.parts.map((one) => controlOf(one, world, label)),
});

function inputOf(part: FilledInput, common: Common, world: World): Control {
  const [value = ''] = part.values;
  const { entries } = world;
  switch (part.kind) {
    case 'choice':
    case 'flag':
      return { ...common, kind: 'one', value, options: part.options ?? [] };
    case 'choices':
      return {
        ...common,
        kind: 'many',
        options: (part.options ?? []).map((option) => ({
          ...option,
          chosen: part.values.includes(option.value),
        })),
      };
    case 'entry': {
      const target = part.target;
      if (!target) throw new Error(`${part.name} names no type of entries`);
      const title = value === '' ? '' : entries.titleOf(target, value);
      return {
        ...common,
        kind: 'entry',
        target,
        slug: title === undefined ? '' : value,
        words: title ?? value,
        candidates: title === undefined ? entries.called(target, value).slice(0, 6) : [],
      };
    }
    case 'lines':
      return { ...common, kind: 'text', value, rows: Math.max(3, value.split('\n').length + 1) };
    case 'text': {
      const isBody = part.name === bodyName;
      const lines = value.split('\n').length + Math.ceil(value.length / 70);
      return {
        ...common,
        kind: 'text',
        value,
        rows: isBody ? Math.min(Math.max(16, lines), 40) : Math.min(Math.max(3, lines), 16),
      };
    }
    case 'yaml':
      return {
        ...common,
        kind: 'text',
        value,
        rows: Math.min(Math.max(4, value.split('\n').length + 2), 30),
        code: true,
      };
    case 'moment':
      return { ...common, kind: 'moment', value: localOf(value) };
    case 'sources':
      return { ...common, kind: 'line', value: part.values.join(', ') };
    case 'web-address':
      return { ...common, kind: 'address', value };
    case 'number':
    case 'value':
      return { ...common, kind: 'number', value };
    case 'day':
    case 'date':
      return { ...common, kind: 'date', value };
    case 'line':
      return { ...common, kind: 'line', value };
  }
}

/** A moment as a browser's input has it, in Türkiye's time; what is no moment as it stands. */
export function localOf(value: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return `${value}T00:00`;
  const moment = new Date(value);
  return Number.isNaN(moment.getTime())
    ? value
    : new Date(moment.getTime() + 3 * 3_600_000).toISOString().slice(0, 16);
}
