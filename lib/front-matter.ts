import matter from 'gray-matter';
import {
  Document,
  isAlias,
  isCollection,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml';

/** `code` names a sentence of `messages`; lines are counted from 1 in the file. */
export type FrontMatterFault = {
  readonly line: number;
  readonly code: string;
  readonly values?: Record<string, string | number>;
};

type Lines = {
  /** The line of a value, or of the nearest thing around it that is there. */
  readonly lineAt: (path: readonly PropertyKey[]) => number;
};

/** Plain YAML, or all that is wrong with it. */
export type Yaml =
  { ok: false; faults: FrontMatterFault[] } | ({ ok: true; value: unknown } & Lines);

/** The text under the fields, and the file's line on which it begins. */
type Body = { readonly body: string; readonly bodyLine: number };

/** The body is there as soon as the fields are closed, so that it is checked even where they are broken. */
export type FrontMatter =
  | ({ ok: false; faults: FrontMatterFault[] } & Partial<Body>)
  | ({ ok: true; values: Record<string, unknown> } & Lines & Body);

const refuse = () => {
  throw new Error('front matter is YAML and nothing else');
};
const refused = { parse: refuse, stringify: refuse };

/**
 * Reads plain YAML: dates stay text, a number that is not written plainly (309.10) stays text, anchors,
 * aliases and tags are refused.
 */
export function readYaml(text: string): Yaml {
  const counter = new LineCounter();
  const document = parseDocument(text, {
    schema: 'core',
    uniqueKeys: true,
    lineCounter: counter,
    prettyErrors: false,
  });
  const lineOf = (offset: number) => counter.linePos(offset).line;
  const faults = onePerLine([
    ...syntaxFaults(document, lineOf),
    ...forbiddenNodes(document, lineOf),
  ]);
  if (faults.length > 0) return { ok: false, faults };
  return {
    ok: true,
    value: document.toJS({ maxAliasCount: 0 }),
    lineAt: (path) => lineIn(document, lineOf, path),
  };
}

/**
 * Splits a file into plain YAML values and body. Every other language is refused: gray-matter by itself
 * would run the code behind a `---js` fence.
 */
export function readFrontMatter(text: string): FrontMatter {
  const fail = (line: number, code: string): FrontMatter => ({
    ok: false,
    faults: [{ line, code }],
  });
  const source = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const opening = /^---([^\n]*)(\n|$)/.exec(source);
  if (!opening) return fail(1, 'no-front-matter');
  if (opening[1]?.trim() !== '') return fail(1, 'front-matter-language');
  const lines = source.split('\n');
  const end = lines.findIndex((line, index) => index > 0 && line.startsWith('---'));
  // gray-matter would take "--- note" for the end as well, and lose what stands behind it.
  if (end < 0 || lines[end]?.trim() !== '---') return fail(1, 'front-matter-open');

  const holder: { yaml?: Yaml } = {};
  const { content } = matter(source, {
    language: 'yaml',
    engines: {
      yaml: {
        parse: (yaml: string) => {
          holder.yaml = readYaml(yaml);
          return {};
        },
        stringify: refuse,
      },
      json: refused,
      js: refused,
      javascript: refused,
    },
  });
  const body = content.trim();
  const blank = lines.slice(end + 1).findIndex((line) => line.trim() !== '');
  const below = { body, bodyLine: end + 2 + Math.max(blank, 0) };
  const { yaml } = holder;
  if (!yaml) return { ...fail(2, 'front-matter-not-fields'), ...below };
  // gray-matter keeps the newline behind the fence, so the first field is on line 2 here as in the file.
  if (!yaml.ok) return { ...yaml, ...below };
  const { value: values, lineAt } = yaml;
  if (values === null || typeof values !== 'object' || Array.isArray(values))
    return { ...fail(2, 'front-matter-not-fields'), ...below };
  return {
    ok: true,
    values: values as Record<string, unknown>, // an object that is not an array
    lineAt,
    ...below,
  };
}

/** One slip often breaks YAML in several ways at once; a person mends it once. */
const onePerLine = (faults: readonly FrontMatterFault[]): FrontMatterFault[] => [
  ...new Map(faults.map((fault) => [`${fault.line} ${fault.code}`, fault])).values(),
];

const syntaxCodes: Record<string, string> = {
  DUPLICATE_KEY: 'yaml-duplicate',
  TAB_AS_INDENT: 'yaml-tab',
  TAG_RESOLVE_FAILED: 'yaml-tag',
};

const syntaxFaults = (document: Document, lineOf: (offset: number) => number): FrontMatterFault[] =>
  [...document.errors, ...document.warnings].map((error) => ({
    line: lineOf(error.pos[0]),
    code: syntaxCodes[error.code] ?? 'yaml',
  }));

function forbiddenNodes(
  document: Document,
  lineOf: (offset: number) => number,
): FrontMatterFault[] {
  const faults: FrontMatterFault[] = [];
  visit(document, {
    Node: (_, node) => {
      const line = lineOf(node.range?.[0] ?? 0);
      if (isAlias(node) || node.anchor) faults.push({ line, code: 'yaml-alias' });
      else if (node.tag) faults.push({ line, code: 'yaml-tag' });
      if (isScalar(node) && typeof node.value === 'number' && node.source !== String(node.value))
        node.value = node.source;
    },
  });
  return faults;
}

function lineIn(
  document: Document,
  lineOf: (offset: number) => number,
  path: readonly PropertyKey[],
): number {
  for (let length = path.length; length > 0; length--) {
    const parent =
      length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const last = path[length - 1];
    if (!isCollection(parent)) continue;
    for (const [index, item] of parent.items.entries()) {
      const node: unknown = isPair(item) ? item.key : item;
      const isHere = isPair(item)
        ? isScalar(item.key) && String(item.key.value) === String(last)
        : index === last;
      if (
        isHere &&
        node !== null &&
        typeof node === 'object' &&
        'range' in node &&
        Array.isArray(node.range)
      )
        return lineOf(Number(node.range[0]));
    }
  }
  return 1;
}

/** A YAML list with one more item behind the others; what stands there stays byte for byte. */
export function withListItem(text: string, item: Readonly<Record<string, unknown>>): string {
  const before = text.trimEnd();
  const written = new Document([item]).toString({ lineWidth: 0 });
  return before === '' ? written : `${before}\n\n${written}`;
}

/**
 * A YAML list with another item at `index` (counted from 0), or without it where there is none. In a list of
 * one item a line, everything else stays byte for byte. A list without such an item stays as it is.
 */
export function changedListItem(
  text: string,
  index: number,
  item?: Readonly<Record<string, unknown>>,
): string {
  const document = parseDocument(text, { schema: 'core' });
  const list = document.contents;
  const old = isSeq(list) ? list.items[index] : undefined;
  if (!isSeq(list) || !isCollection(old) || !old.range) return text;
  if (list.flow) {
    if (item) document.setIn([index], item);
    else document.deleteIn([index]);
    return document.toString({ lineWidth: 0 });
  }
  const [start, end] = old.range;
  const from = text.lastIndexOf('-', start - 1);
  const indent = text.slice(text.lastIndexOf('\n', from) + 1, from);
  const rest = text.slice(end);
  const after = text[end - 1] === '\n' ? rest : rest.replace(/^[^\n]*\n?/, '');
  if (!item) return `${text.slice(0, from).trimEnd()}\n${after}`;
  const written = new Document([item]).toString({ lineWidth: 0 });
  return `${text.slice(0, from)}${written.replace(/\n(?=.)/g, `\n${indent}`)}${after}`;
}
