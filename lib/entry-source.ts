import {
  Document,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  visit,
  type Node,
  type Pair,
  type ParsedNode,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { readFrontMatter } from '#lib/front-matter';
import { valueAt } from '#lib/schema-faults';

/** What is to change; a field of `undefined` goes away, one that is not named stays. */
export type EntryChange = {
  readonly fields?: Readonly<Record<string, unknown>>;
  /** What comes behind the items of a list, or begins it. */
  readonly items?: Readonly<Record<string, readonly unknown[]>>;
  readonly body?: string;
  /** Where a field that was not there belongs among the others; without it, behind them. */
  readonly order?: readonly string[];
};

/**
 * A content file with some fields or the body changed. Every byte of the rest stays: comments, order,
 * quotes, line ends; within a changed field too, where only a part of it differs. What is the same
 * already is not written again. Throws where `fields` shall change in a file whose fields cannot be read
 * (`readFrontMatter`); the body can be changed as long as the fields are closed.
 */
export function changeEntry(text: string, change: EntryChange): string {
  const parts = partsOf(text);
  if (!parts) throw new Error('changeEntry: the fields are not closed by a line ---');
  const { head, yaml } = parts;
  const fields = { ...change.fields, ...longerLists(text, change.items ?? {}) };
  const below = changedBody(parts, change.body);
  if (Object.keys(fields).length === 0) return head + yaml + below;
  // What reads badly as blocks (quotes and line ends deep within lists) is written as JSON on a line.
  for (const write of [undefined, asJson]) {
    const written = changedFields(parts, fields, change, write);
    const result = head + written + below;
    const read = written === yaml ? undefined : readFrontMatter(result);
    if (!read || holds(read.ok ? read.values : {}, fields)) return result;
  }
  throw new Error('changeEntry: the fields were not written as they were given');
}

/** An entry's texts with some fields of the Turkish file set; `undefined` takes one away. */
export const withFields = <T extends { readonly tr: string }>(
  texts: T,
  fields: Readonly<Record<string, unknown>>,
): T =>
  Object.keys(fields).length === 0 ? texts : { ...texts, tr: changeEntry(texts.tr, { fields }) };

/** JSON is YAML too, but for the few signs that YAML takes for line ends. */
const asJson = (name: string, value: unknown): string =>
  `${name}: ${JSON.stringify(value).replace(/[\u007f-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)}`;

/** Each list as the file has it, with the items behind it. */
function longerLists(
  text: string,
  items: Readonly<Record<string, readonly unknown[]>>,
): Record<string, unknown[]> {
  const added = Object.entries(items).filter(([, more]) => more.length > 0);
  const read = added.length === 0 ? undefined : readFrontMatter(text);
  return Object.fromEntries(
    added.map(([name, more]) => {
      const before: unknown = valueAt(read?.ok ? read.values : {}, [name]);
      return [name, [...(Array.isArray(before) ? before : []), ...more]];
    }),
  );
}

/**
 * A new content file; fields of `undefined` are left out. `above` holds comments, a line each, over the
 * field that they belong to.
 */
export function newEntryText(
  fields: Readonly<Record<string, unknown>>,
  body: string,
  above: Readonly<Record<string, readonly string[]>> = {},
): string {
  const yaml = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .flatMap(([name, value]) => [
      ...(above[name] ?? []).map((comment) => `# ${comment}`),
      fieldText(name, value),
    ]);
  return changeEntry(`---\n${yaml.map((line) => `${line}\n`).join('')}---\n`, { body });
}

type Parts = {
  /** The opening fence with its line end. */
  readonly head: string;
  readonly yaml: string;
  readonly fence: string;
  readonly below: string;
  readonly newline: string;
};

/** The file cut at its fences, as `readFrontMatter` cuts it; joined, they are the file again. */
function partsOf(text: string): Parts | undefined {
  const [head] = /^\uFEFF?---[^\n]*\n/.exec(text) ?? [];
  if (head === undefined) return undefined;
  const rest = text.slice(head.length);
  const fence = /^---[^\n]*(?:\n|$)/m.exec(rest);
  if (!fence) return undefined;
  return {
    head,
    yaml: rest.slice(0, fence.index),
    fence: fence[0],
    below: rest.slice(fence.index + fence[0].length),
    newline: head.endsWith('\r\n') ? '\r\n' : '\n',
  };
}

/** The closing fence and what stands under it. */
function changedBody({ fence, below, newline }: Parts, body: string | undefined): string {
  const plain = (words: string) => words.replaceAll('\r\n', '\n').trim();
  const next = plain(body ?? '');
  if (body === undefined || next === plain(below)) return fence + below;
  const closing = fence.endsWith('\n') ? fence : fence + newline;
  if (next === '') return closing;
  const [before, after] =
    below.trim() === ''
      ? [newline, newline]
      : [/^\s*/, /\s*$/].map((around) => around.exec(below)?.[0] ?? '');
  return closing + before + next.replaceAll('\n', newline) + after;
}

/** Letters `from` to `to` give way to `by`. */
type Edit = { readonly from: number; readonly to: number; readonly by: string };

function changedFields(
  { yaml, newline }: Parts,
  fields: Readonly<Record<string, unknown>>,
  { order = [] }: EntryChange,
  write?: typeof fieldText,
): string {
  const text = yaml.replaceAll('\r\n', '\n');
  const { contents, errors } = parseDocument(text, { schema: 'core', keepSourceTokens: true });
  if (errors.length > 0 || !(contents === null || isMap(contents)))
    throw new Error('changeEntry: the fields cannot be read');
  const pairs = contents?.items ?? [];
  const names = pairs.map(({ key }) => String(isScalar(key) ? key.value : key));
  const edits: Edit[] = [];
  for (const [name, value] of Object.entries(fields)) {
    const own = pairs[names.indexOf(name)];
    if (own && value === undefined) edits.push(removed(linesOf(own, text)));
    else if (own) edits.push(...pairEdits(own, value, 0, text, write));
    else if (value !== undefined) {
      const behind = order.slice(order.indexOf(name) + 1);
      const next = names.findIndex((other) => behind.includes(other));
      const before = pairs[(next < 0 ? pairs.length : next) - 1];
      const at = before ? linesOf(before, text).to : 0;
      edits.push(inserted(at, `${(write ?? fieldText)(name, value)}\n`, text));
    }
  }
  return applied(yaml, edits, newline);
}

/** What has to change in a pair of a block so that it holds the value. */
function pairEdits(
  pair: Pair,
  value: unknown,
  indent: number,
  text: string,
  write?: typeof fieldText,
): Edit[] {
  const { key, value: node } = pair as Pair<ParsedNode, ParsedNode | null>; // parsed, so with ranges
  const within = node && !write ? nodeEdits(node, value, indent, text) : undefined;
  if (within) return within;
  const name = String(isScalar(key) ? key.value : key);
  const lines = (write ?? fieldText)(name, value);
  return [rewritten(key.range[0], { part: pair, value: node, lines, indent }, text)];
}

/**
 * What has to change in a node so that it holds the value; nothing where it must be written anew as a
 * whole by what holds it. `indent` is that of the line on which the node begins.
 */
function nodeEdits(
  node: ParsedNode,
  value: unknown,
  indent: number,
  text: string,
): Edit[] | undefined {
  if (isSame(valueOf(node), value)) return [];
  if (isScalar(node) && !isGroup(value)) return scalarEdits(node, value);
  if (!isCollection(node)) return undefined;
  if (node.flow) {
    const [from, to] = node.range;
    return isGroup(value)
      ? [{ from, to, by: flowText(value, / /.test(text[from + 1] ?? '')) }]
      : undefined;
  }
  if (isMap(node) && isGroup(value) && !Array.isArray(value))
    return mapEdits(node, value as Record<string, unknown>, text); // an object that is no list
  if (isSeq(node) && Array.isArray(value)) return listEdits(node, value, text);
  return undefined;
}

function scalarEdits(node: ParsedNode, value: unknown): Edit[] | undefined {
  if (!isScalar(node)) return undefined;
  const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
  if (!quoted && node.type !== 'PLAIN') return undefined;
  const document = documentOf({ a: value });
  const scalar = document.get('a', true);
  if (quoted && isScalar(scalar) && typeof value === 'string') scalar.type = node.type;
  const by = document.toString(style).slice('a: '.length, -1);
  const [from, to] = node.range;
  // Nothing was written behind the colon, so that there is no room either.
  return by.includes('\n') || from === to ? undefined : [{ from, to, by }];
}

function mapEdits(
  node: YAMLMap,
  value: Readonly<Record<string, unknown>>,
  text: string,
): Edit[] | undefined {
  const given = Object.entries(value).filter(([, inner]) => inner !== undefined);
  const edits: Edit[] = [];
  const pairs = node.items.map((pair) => {
    const key = pair.key as ParsedNode; // parsed, so with a range
    return { pair, name: String(isScalar(key) ? key.value : key), at: key.range[0] };
  });
  const first = pairs[0];
  const last = pairs.at(-1);
  if (!first || !last || given.length === 0) return undefined;
  const indent = first.at - lineStart(text, first.at);
  for (const { pair, name, at } of pairs) {
    const own = given.find(([known]) => known === name);
    if (own) edits.push(...pairEdits(pair, own[1], indent, text));
    // The first of a list's item stands on the line of its dash.
    else if (text.slice(lineStart(text, at), at).trim() !== '') return undefined;
    else edits.push(removed(linesOf(pair, text)));
  }
  const added = given.filter(([name]) => !pairs.some((pair) => pair.name === name));
  const at = linesOf(last.pair, text).to;
  for (const [name, inner] of added) {
    const lines = `${' '.repeat(indent)}${indented(fieldText(name, inner), indent)}\n`;
    edits.push(inserted(at, lines, text));
  }
  return edits;
}

function listEdits(node: YAMLSeq, value: readonly unknown[], text: string): Edit[] | undefined {
  const items = itemsOf(node, text);
  const first = items[0];
  if (!first || value.length === 0) return undefined;
  const before = items.map((item) => valueOf(item.node));
  let same = 0;
  while (same < Math.min(before.length, value.length) && isSame(before[same], value[same])) same++;
  let tail = 0;
  const shorter = Math.min(before.length, value.length) - same;
  while (tail < shorter && isSame(before.at(-1 - tail), value.at(-1 - tail))) tail++;
  const old = items.slice(same, items.length - tail);
  const fresh = value.slice(same, value.length - tail);
  const edits: Edit[] = [];
  for (const [index, item] of old.entries()) {
    if (index >= fresh.length) {
      if (!item.ownLine) return undefined;
      edits.push(removed(item));
      continue;
    }
    const within = item.node && nodeEdits(item.node, fresh[index], item.indent + 2, text);
    if (within) edits.push(...within);
    else
      edits.push(
        rewritten(
          item.dash,
          { part: item.node, value: item.node, lines: itemText(fresh[index]), indent: item.indent },
          text,
        ),
      );
  }
  const more = fresh.slice(old.length);
  const at = (items[same + old.length - 1] ?? { to: first.from }).to;
  if (more.length > 0 && !first.ownLine && same + old.length === 0) return undefined;
  for (const item of more)
    edits.push(
      inserted(at, `${' '.repeat(first.indent)}${indented(itemText(item), first.indent)}\n`, text),
    );
  return edits;
}

type Item = {
  readonly node: ParsedNode | null;
  readonly dash: number;
  readonly indent: number;
  /** Nothing else stands before the dash on its line. */
  readonly ownLine: boolean;
  readonly from: number;
  readonly to: number;
};

function itemsOf(list: YAMLSeq, text: string): Item[] {
  const token = list.srcToken;
  const starts = token && 'items' in token ? token.items.map(({ start }) => start) : [];
  const dashes = starts.flatMap(
    (start) => start.find(({ type }) => type === 'seq-item-ind')?.offset ?? [],
  );
  return dashes.map((dash, index) => {
    const node = (list.items[index] ?? null) as ParsedNode | null; // parsed, so with ranges
    const from = lineStart(text, dash);
    return {
      node,
      dash,
      indent: dash - from,
      ownLine: text.slice(from, dash).trim() === '',
      from,
      to: lineEnd(text, endOf(node, text, dash + 1)),
    };
  });
}

const isGroup = (value: unknown): value is object => value !== null && typeof value === 'object';

/** The whole lines of a pair, with a comment behind it. */
function linesOf(pair: Pair, text: string): { from: number; to: number } {
  const key = pair.key as ParsedNode; // parsed, so with a range
  return { from: lineStart(text, key.range[0]), to: lineEnd(text, endOf(pair, text)) };
}

/** Where what is written of a pair or node ends: before a comment, a line end or empty lines behind it. */
function endOf(part: Pair | Node | null, text: string, otherwise = 0): number {
  if (isPair(part)) {
    const key = part.key as ParsedNode; // parsed, so with a range
    const colon = text.indexOf(':', key.range[1]) + 1;
    return endOf(part.value as Node | null, text, colon);
  }
  if (!part) return otherwise;
  const [from = otherwise, to = otherwise] = part.range ?? [];
  if (from === to) return otherwise || to;
  if (isCollection(part) && !part.flow) {
    const last: unknown = part.items.at(-1);
    return endOf(isPair(last) ? last : ((last ?? null) as Node | null), text, from); // a parsed collection's items
  }
  const isBlock = isScalar(part) && (part.type === 'BLOCK_LITERAL' || part.type === 'BLOCK_FOLDED');
  if (!isBlock) return Math.max(to, otherwise);
  const written = text.slice(from, to);
  const keepsEmptyLines = /^[|>]\d?\+/.test(written);
  return from + (keepsEmptyLines ? written.replace(/\n$/, '') : written.trimEnd()).length;
}

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

const removed = ({ from, to }: { from: number; to: number }): Edit => ({ from, to, by: '' });

/** A part written anew from `from` on; a comment that stood in it or behind it stays on its first line. */
function rewritten(
  from: number,
  {
    part,
    value,
    lines,
    indent,
  }: { part: Pair | Node | null; value: Node | null; lines: string; indent: number },
  text: string,
): Edit {
  const to = endOf(part, text, from + 1);
  const [behind = ''] = /^[^\S\n]*#[^\n]*/.exec(text.slice(to)) ?? [];
  const inside =
    isScalar(value) && behind === ''
      ? value.comment
      : isCollection(value)
        ? value.commentBefore
        : '';
  const comment = behind || (inside && !inside.includes('\n') ? ` #${inside}` : '');
  return {
    from,
    to: to + behind.length,
    by: indented(
      lines.replace(/(?=\n)|$/, () => comment),
      indent,
    ),
  };
}

/** Whole lines at a place where a line begins, or at the end of a text without a last line end. */
const inserted = (at: number, lines: string, text: string): Edit => ({
  from: at,
  to: at,
  by: at > 0 && text[at - 1] !== '\n' ? `\n${lines}` : lines,
});

/** The edits in a text whose line ends they do not know. */
function applied(yaml: string, edits: readonly Edit[], newline: string): string {
  const places = placesWithoutReturn(yaml);
  const place = (at: number) => places[at] ?? yaml.length;
  const pieces: string[] = [];
  let done = 0;
  for (const { from, to, by } of [...edits].sort((a, b) => a.from - b.from || a.to - b.to)) {
    pieces.push(yaml.slice(done, place(from)), by.replaceAll('\n', newline));
    done = place(to);
  }
  return pieces.join('') + yaml.slice(done);
}

/** For each letter of the text with line ends of one letter, where it stands in the text as it is. */
function placesWithoutReturn(yaml: string): number[] {
  const places: number[] = [];
  for (let at = 0; at < yaml.length; at++)
    // A line end of two letters begins at the first of them.
    if (!(yaml[at] === '\n' && yaml[at - 1] === '\r')) places.push(at);
  return places;
}

const fieldText = (name: string, value: unknown): string => yamlText({ [name]: value });
const itemText = (value: unknown): string => yamlText([value]);
/** A value as it would stand in a file, without a line end behind it. */
export const yamlText = (value: unknown): string =>
  documentOf(value).toString(style).replace(/\n$/, '');

/** Long lines stay one, so that no line within a value can look like a fence. */
const style = { lineWidth: 0, doubleQuotedMinMultiLineLength: Infinity, nullStr: '' } as const;

/** In quotes what a block would end with empty lines: `readFrontMatter` may not see the last of them. */
function documentOf(value: unknown): Document {
  const document = new Document(value);
  visit(document, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value === 'string' && /(?:^|\n)\s*\n$/.test(scalar.value))
        scalar.type = 'QUOTE_DOUBLE';
    },
  });
  return document;
}

function flowText(value: object, flowCollectionPadding: boolean): string {
  const document = documentOf(value);
  if (isCollection(document.contents)) document.contents.flow = true;
  return document.toString({ ...style, flowCollectionPadding }).trimEnd();
}

const indented = (text: string, indent: number): string =>
  text.replace(/\n(?!\n|$)/g, `\n${' '.repeat(indent)}`);

/** The value of a node as `readFrontMatter` reads it. */
function valueOf(node: Node | null): unknown {
  if (isMap(node))
    return Object.fromEntries(
      node.items.map(({ key, value }) => [
        String(isScalar(key) ? key.value : key),
        valueOf(value as Node | null),
      ]),
    );
  if (isSeq(node)) return node.items.map((item) => valueOf(item as Node | null));
  if (!isScalar(node)) return null;
  return typeof node.value === 'number' && node.source !== String(node.value)
    ? node.source
    : node.value;
}

/** The same plain values, whatever the order of their fields; `undefined` is a field that is not there. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object')
    return Object.is(a, b);
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a, b].map(
    (value) => new Map(Object.entries(value).filter(([, inner]) => inner !== undefined)),
  );
  return (
    left?.size === right?.size &&
    [...(left ?? [])].every(([key, inner]) => right?.has(key) && isSame(inner, right.get(key)))
  );
}

const holds = (values: unknown, fields: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(fields).every(([name, value]) => isSame(valueAt(values, [name]), value));
