import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contentTypes, fileFieldsOf, ruleKinds, typeAtPath, typeNames } from '#lib/content-types';
import { codesOf, facets, facetsFor } from '#lib/facets';
import { labelOf } from '#lib/labels';
import { locales, texts } from '#lib/messages';
import { provinceCodes, provinceNames } from '#lib/provinces';
import { sorts } from '#lib/search-state';
import { fold, slugify } from '#lib/turkish/letters';
import en from '../messages/en.json';
import tr from '../messages/tr.json';

/** Every message by its key, whatever its depth. */
function flat(value: unknown, key = ''): Map<string, string> {
  if (typeof value === 'string') return new Map([[key, value]]);
  assert.ok(value !== null && typeof value === 'object', key);
  return new Map(
    Object.entries(value).flatMap(([name, inner]) => [
      ...flat(inner, key === '' ? name : `${key}.${name}`),
    ]),
  );
}

/** The arguments of a message: the names at the beginning of braces, and how they are used. */
function argumentsOf(message: string): string[] {
  const found = new Set<string>();
  const walk = (text: string) => {
    for (let at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1)) {
      let depth = 1;
      let end = at + 1;
      for (; end < text.length && depth > 0; end += 1)
        depth += text[end] === '{' ? 1 : text[end] === '}' ? -1 : 0;
      assert.equal(depth, 0, `unbalanced braces: ${message}`);
      const inside = text.slice(at + 1, end - 1);
      const complex = /^\s*(\w+)\s*,\s*(plural|select|selectordinal)\s*,(.*)$/s.exec(inside);
      const simple = /^\s*(\w+)\s*(?:,\s*\w+\s*)?$/.exec(inside);
      if (simple?.[1]) found.add(simple[1]);
      if (complex?.[1]) {
        found.add(complex[1]);
        for (const branch of complex[3]?.matchAll(/\{((?:[^{}]|\{[^{}]*\})*)\}/g) ?? [])
          walk(branch[1] ?? '');
      }
      at = end - 1;
    }
  };
  walk(message);
  return [...found].sort();
}

/** What the figures of all types may hold under a key, as their schemas tell when given nonsense. */
const codesUnder = (key: 'unit' | 'currency') =>
  new Set(
    typeNames.flatMap((type) =>
      Object.values(fileFieldsOf(type))
        .filter(({ kind }) => kind === (key === 'unit' ? 'figure' : 'money'))
        .flatMap(({ schema }) => schema.safeParse({ [key]: 'nonsense' }).error?.issues ?? [])
        .flatMap((issue) =>
          issue.code === 'invalid_value' && issue.path[0] === key ? issue.values.map(String) : [],
        ),
    ),
  );
const units = codesUnder('unit');

const messages = { tr: flat(tr), en: flat(en) };

test('both languages have the same keys', () => {
  assert.deepEqual([...messages.en.keys()].sort(), [...messages.tr.keys()].sort());
});

test('a sentence takes the same arguments in both languages', () => {
  for (const [key, turkish] of messages.tr)
    assert.deepEqual(argumentsOf(messages.en.get(key) ?? ''), argumentsOf(turkish), key);
});

test('no text is empty or has spaces around it', () => {
  for (const locale of locales)
    for (const [key, text] of messages[locale]) {
      assert.notEqual(text, '', key);
      assert.equal(text, text.trim(), key);
    }
});

test('no English text is left in Turkish letters, names apart', () => {
  const names = /Türkçe|Türkiye|AKİP/g;
  for (const [key, text] of messages.en)
    assert.doesNotMatch(text.replace(names, ''), /[çğıöşüÇĞİÖŞÜ]/, key);
});

for (const locale of locales) {
  const t = texts(locale);

  test(`every type has its names and its count in ${locale}`, () => {
    for (const type of typeNames) {
      assert.notEqual(t(`types.${type}.singular`), '');
      assert.notEqual(t(`types.${type}.plural`), '');
      assert.doesNotMatch(t(`types.${type}.counted`, { count: 0 }), /\d/);
      for (const count of [1, 2])
        assert.match(t(`types.${type}.counted`, { count }), new RegExp(`^${count} \\S`));
    }
  });

  test(`every field has a label in ${locale}`, () => {
    for (const type of typeNames)
      for (const name of Object.keys(fileFieldsOf(type))) assert.notEqual(t(`fields.${name}`), '');
  });

  test(`every code of every list has a label in ${locale}, and no two share one`, () => {
    const declared = typeNames.flatMap((type) => Object.values(fileFieldsOf(type)));
    for (const { list } of [...declared, ...Object.values(ruleKinds)])
      if (list) {
        const labels = list.codes.map((code) => labelOf(list, code, t));
        assert.equal(new Set(labels).size, list.codes.length, list.name);
      }
  });

  test(`every unit can be counted in ${locale}`, () => {
    assert.ok(units.size > 1);
    for (const code of units) assert.match(t(`lists.units.${code}`, { count: 1234 }), /1[.,]234/);
  });

  test(`every facet has a name and every code of it a label in ${locale}`, () => {
    for (const facet of facets) {
      assert.notEqual(t(`facets.${facet.key}`), '');
      for (const list of facet.lists.values())
        for (const code of list.codes) assert.notEqual(labelOf(list, code, t), '');
    }
  });

  test(`every order of results has a name in ${locale}`, () => {
    for (const sort of sorts) assert.notEqual(t(`search.sorts.${sort}`), '');
  });
}

test('every label in the messages belongs to a field, list or facet', () => {
  const lists = new Map([['units', units]]);
  const add = (name: string, codes: readonly string[]) =>
    lists.set(name, new Set([...(lists.get(name) ?? []), ...codes]));
  for (const type of typeNames)
    for (const { list } of Object.values(fileFieldsOf(type))) if (list) add(list.name, list.codes);
  for (const facet of facets) for (const list of facet.lists.values()) add(list.name, list.codes);
  for (const { list } of Object.values(ruleKinds)) add(list.name, list.codes);
  const fields = new Set(typeNames.flatMap((type) => Object.keys(fileFieldsOf(type))));
  const keys = new Set(facets.map(({ key }) => key));
  const strays = [
    ...Object.entries(tr.lists).flatMap(([name, labels]) =>
      Object.keys(labels)
        .filter((code) => !lists.get(name)?.has(code))
        .map((code) => `lists.${name}.${code}`),
    ),
    ...Object.keys(tr.fields).filter((name) => !fields.has(name)),
    ...Object.keys(tr.facets).filter((key) => !keys.has(key)),
    ...Object.keys(tr.types).filter((type) => !(type in contentTypes)),
  ];
  assert.deepEqual(strays, []);
});

test('every relation and reference points to a type that exists', () => {
  let count = 0;
  for (const type of typeNames)
    for (const [name, { kind, target }] of Object.entries(fileFieldsOf(type))) {
      const pointing = ['relations', 'reference', 'thresholds'].includes(kind);
      assert.equal(pointing, target !== undefined, name);
      if (target === undefined) continue;
      count += 1;
      assert.ok(Object.hasOwn(contentTypes, target), `${type}.${name}: ${target}`);
    }
  assert.ok(count > 5);
});

test('every period is made of two date fields of its type', () => {
  for (const type of typeNames)
    for (const pair of contentTypes[type].periods ?? [])
      for (const name of pair) assert.equal(fileFieldsOf(type)[name]?.kind, 'date', name);
});

test('every folder and path belongs to one type, and a path leads back to it', () => {
  const folders = typeNames.map((type) => contentTypes[type].folder);
  assert.equal(new Set(folders).size, folders.length);
  for (const locale of locales)
    for (const type of typeNames)
      assert.equal(typeAtPath(contentTypes[type].path[locale], locale), type);
  assert.equal(typeAtPath('programmes', 'tr'), undefined);
  assert.equal(typeAtPath('constructor', 'en'), undefined);
});

test('a type’s facets are each carried by one field', () => {
  for (const type of typeNames) {
    const keys = Object.values(fileFieldsOf(type)).flatMap(({ facet }) => facet ?? []);
    assert.equal(new Set(keys).size, keys.length, type);
  }
});

test('only facets that make sense for a type are offered', () => {
  const keys = (...types: Parameters<typeof facetsFor>[0]) => facetsFor(types).map((f) => f.key);
  assert.deepEqual(keys('programme'), [
    'status',
    'institution',
    'support',
    'purpose',
    'audience',
    'sector',
    'province',
  ]);
  assert.deepEqual(keys('plan'), [
    'sector',
    'plan',
    'kind',
    'topic',
    'responsible',
    'clusterWord',
    'target',
  ]);
  assert.deepEqual(keys('cluster'), ['sector', 'province', 'country', 'agglomeration']);
  assert.deepEqual(keys('news'), ['sector', 'province', 'year']);
  assert.deepEqual(keys('event'), ['province', 'kind', 'year']);
  assert.deepEqual(keys('term'), []);
  assert.deepEqual(keys('news', 'event'), ['type', 'province', 'year']);
  assert.deepEqual(keys(), ['type', 'sector', 'province', 'year']);
});

test('a reader chooses among the codes that are not "everything"', () => {
  const [province] = facetsFor(['programme']).filter(({ key }) => key === 'province');
  assert.ok(province);
  const codes = codesOf(province, ['programme']);
  assert.equal(codes.includes('tr'), false);
  assert.equal(codes.filter((code) => code in provinceNames).length, 81);
});

test('a province’s code is its name in plain letters', () => {
  assert.equal(provinceCodes.length, 81);
  for (const code of provinceCodes) {
    assert.equal(slugify(provinceNames[code]), code);
    assert.equal(fold(provinceNames[code]), code);
  }
});
