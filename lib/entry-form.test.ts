import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { typeNames, type TypeName } from '#lib/content-types';
import { parseEntry, placeOf } from '#lib/entry';
import {
  fieldsIn,
  filledForm,
  formOf,
  readPosted,
  valuesOfForm,
  type FilledForm,
  type FilledPart,
  type FormPart,
} from '#lib/entry-form';
import { changeEntry } from '#lib/entry-source';
import type { Locale } from '#lib/field';
import { readFrontMatter } from '#lib/front-matter';
import { locales, texts } from '#lib/messages';
import { describe } from '#lib/problem';

const files = readdirSync('content', { recursive: true, encoding: 'utf8' })
  .map((file) => path.join('content', file))
  .flatMap((file) => {
    const place = placeOf(file);
    return place ? [{ file, place, text: readFileSync(file, 'utf8') }] : [];
  });

const fileOf = (slug: string) => {
  const found = files.find(({ file }) => file.endsWith(`/${slug}`));
  assert.ok(found, slug);
  return found;
};

const formOfFile = (file: string, text: string, type: TypeName, locale: Locale): FilledForm => {
  const parsed = parseEntry(file, text);
  const problems = parsed.ok ? [] : parsed.problems;
  const form = filledForm(type, locale, { text, problems }, 'tr');
  assert.ok(form);
  return form;
};

/** A form as a browser posts it after these inputs were changed; `undefined` leaves an input out. */
function post(
  { file, place, text }: { file: string; place: { type: TypeName; locale: Locale }; text: string },
  changes: Readonly<Record<string, string | readonly string[] | undefined>> = {},
) {
  const form = new URLSearchParams();
  const given = new Map<string, readonly string[] | undefined>(
    valuesOfForm(formOfFile(file, text, place.type, place.locale)),
  );
  for (const [name, value] of Object.entries(changes))
    given.set(name, typeof value === 'string' ? [value] : value);
  for (const [name, values] of given)
    for (const value of values ?? []) form.append(name, value.replaceAll('\n', '\r\n'));
  const read = readPosted(place.type, place.locale, { form, text, path: file });
  assert.ok(read.ok, JSON.stringify(read));
  const after = changeEntry(text, {
    fields: read.fields,
    order: Object.keys(fieldsIn(place.type, place.locale)),
    ...(read.body !== undefined && { body: read.body }),
  });
  return {
    ...read,
    text: after,
    get form() {
      return formOfFile(file, after, place.type, place.locale);
    },
  };
}

const partsOf = (form: FilledForm): readonly FilledPart[] =>
  form.sections.flatMap(({ parts }) => parts);

/** Each name with the sentences of its problems, of those that have any. */
function problemsIn(form: FilledForm): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  const look = (part: { name?: string; problems?: FilledForm['problems'] } & object) => {
    if (part.name && part.problems && part.problems.length > 0)
      found[part.name] = part.problems.map((problem) => describe(problem, texts('tr')));
    for (const key of ['parts', 'items'] as const) {
      const inner: unknown = Reflect.get(part, key);
      if (Array.isArray(inner)) inner.forEach(look);
    }
  };
  partsOf(form).forEach(look);
  look(form.body);
  return found;
}

const programme = {
  file: 'content/programmes/deneme.tr.md',
  place: { type: 'programme' as const, locale: 'tr' as const },
  text: `---
title: Deneme desteği
institution: kosgeb
supportTypes: [hibe]
purposes: [ihracat]
audiences: [mikro]
sectors: [tum]
coverage: [tr]
upperLimit:
  value: 300000   # yeni
  currency: TRY
  sources: [2]
  asOf: 2026-03
status: active
eligibility:
  - KOBİ olmak
planArticles:
  - to: plan11-309-5
    basis: source
    sources: [1, 3]
sources:
  - title: Bir
  - title: İki   # asıl
    url: https://example.org/
  - title: Üç
---

Metin.
`,
};

test('the form of every file, posted unchanged, changes no byte', () => {
  assert.ok(files.length > 700);
  for (const one of files) {
    const { fields, text } = post(one);
    assert.deepEqual(fields, {}, one.file);
    assert.equal(text, one.text, one.file);
  }
});

test('boxes ticked as they were leave the order of the file, and a new one comes last', () => {
  const { text } = fileOf('tubitak-1515.tr.md');
  const front = readFrontMatter(text);
  assert.ok(front.ok);
  const before = front.values.sectors;
  assert.ok(Array.isArray(before) && before.length > 3);
  const read = (values: readonly unknown[]) => {
    const form = new FormData();
    // As a browser sends them: in the order of the boxes on the page, which is not that of the file.
    for (const value of ['', ...values]) form.append('sectors', String(value));
    const done = readPosted('programme', 'tr', { form, text, path: 'x' });
    assert.ok(done.ok);
    return done.fields;
  };
  assert.deepEqual(read(before.toReversed()), {});
  const [first, ...rest] = before.toReversed();
  assert.deepEqual(read(['su', ...rest]).sectors, [...before.filter((one) => one !== first), 'su']);
});

test('every field of a file has an input, and only what its language may hold', () => {
  const names = (type: TypeName, file: Locale) =>
    formOf(type, file, 'tr')
      .flatMap(({ parts }) => parts.map(({ name }) => name))
      .sort();
  for (const type of typeNames)
    for (const file of locales)
      assert.deepEqual(names(type, file), Object.keys(fieldsIn(type, file)).sort());
  assert.deepEqual(names('news', 'en'), ['checkedOn', 'title']);
});

test('every input has a label and a help with an example, in both languages', () => {
  const look = (part: FormPart, language: Locale) => {
    assert.ok(part.label.trim() !== '' && !part.label.includes('.'), part.name);
    assert.match(part.help, language === 'tr' ? /Örnek: / : /Example: /, part.name);
    if ('options' in part)
      for (const { label } of part.options ?? []) assert.notEqual(label.trim(), '', part.name);
    if ('parts' in part) for (const inner of part.parts) look(inner, language);
  };
  for (const type of typeNames)
    for (const file of locales)
      for (const language of locales)
        for (const { parts } of formOf(type, file, language))
          for (const part of parts) look(part, language);
});

test('names of entries in examples are those of entries', () => {
  const slugs = new Set(files.map(({ place }) => place.slug));
  for (const type of typeNames)
    for (const part of formOf(type, 'tr', 'tr').flatMap(({ parts }) => parts)) {
      const isEntry =
        part.kind === 'entry' || (part.kind === 'list' && part.parts[0]?.kind === 'entry');
      const [, slug = ''] = /Örnek: (.*)\.$/.exec(part.help) ?? [];
      if (isEntry) assert.ok(slugs.has(slug), `${part.name}: ${slug}`);
    }
});

test('inputs follow the schema of their field', () => {
  const parts = formOf('programme', 'tr', 'tr').flatMap((section) => section.parts);
  const of = (name: string) => {
    const part = parts.find((one) => one.name === name);
    assert.ok(part, name);
    return part;
  };
  const inner = (name: string) => {
    const part = of(name);
    assert.ok('parts' in part, name);
    return part.parts.map((one) => `${one.name} ${one.kind}${one.required ? '*' : ''}`);
  };
  assert.deepEqual(inner('upperLimit'), [
    'value number*',
    'currency choice*',
    'sources sources*',
    'asOf date*',
  ]);
  assert.deepEqual(inner('sources'), [
    'title line*',
    'url web-address',
    'publisher line',
    'date date',
  ]);
  assert.deepEqual(inner('planArticles'), [
    'to entry*',
    'basis choice*',
    'reason group',
    'sources sources',
    'by line',
    'on day',
  ]);
  const institution = of('institution');
  assert.ok(institution.kind === 'entry' && institution.required);
  assert.equal(institution.target, 'institution');
  const status = of('status');
  assert.ok(status.kind === 'choice');
  assert.deepEqual(status.options?.[0], { value: 'active', label: 'Yürürlükte' });
  assert.deepEqual(
    ['title', 'opens', 'asOf', 'publishAt', 'eligibility', 'limitNote', 'applyUrl'].map(
      (name) => of(name).kind,
    ),
    ['line', 'day', 'date', 'moment', 'lines', 'text', 'web-address'],
  );
  const yaml = typeNames.flatMap((type) =>
    formOf(type, 'tr', 'tr').flatMap((section) =>
      section.parts.filter((part) => part.kind === 'yaml').map((part) => `${type}.${part.name}`),
    ),
  );
  assert.deepEqual(yaml, ['guide.templates']);
});

test('what was typed stands in the file as people type it', () => {
  const { text } = post(programme, {
    title: '  Yeni: ad ',
    'upperLimit.value': '500.000',
    supportTypes: ['', 'hibe', 'vergi'],
    eligibility: 'KOBİ olmak\n\n İhracat yapmak \n',
    applicationMode: 'surekli',
    closes: '2026-12-31',
    body: 'Bir.\n\nİki.',
  });
  assert.equal(
    text,
    programme.text
      .replace('Deneme desteği', '"Yeni: ad"')
      .replace('300000 ', '500000 ')
      .replace('[hibe]', '[hibe, vergi]')
      .replace('  - KOBİ olmak\n', '  - KOBİ olmak\n  - İhracat yapmak\n')
      .replace('status:', 'applicationMode: surekli\ncloses: 2026-12-31\nstatus:')
      .replace('Metin.', 'Bir.\n\nİki.'),
  );
});

test('a group that is emptied goes, one that is begun tells what it lacks', () => {
  const empty = Object.fromEntries(
    ['value', 'currency', 'asOf'].map((name) => [`upperLimit.${name}`, '']),
  );
  assert.deepEqual(post(programme, { ...empty, 'upperLimit.sources': [''] }).fields, {
    upperLimit: undefined,
  });
  const begun = post(programme, { 'duration.value': '24' });
  assert.deepEqual(begun.fields, { duration: { value: 24 } });
  assert.deepEqual(Object.keys(problemsIn(begun.form)), [
    'duration.unit',
    'duration.sources',
    'duration.asOf',
  ]);
});

test('what cannot be right comes back as it was typed, with the sentence at its input', () => {
  const typed = {
    'upperLimit.value': 'üç yüz bin',
    'upperLimit.sources': 'birinci',
    'sources.0.url': 'example.org',
    closes: '31.12.2026',
    status: 'belki',
    supportTypes: ['', 'hibe', 'bağış'],
    'planArticles.0.to': 'Plan 11/309',
    eligibility: 'a'.repeat(700),
  };
  const { form } = post(programme, typed);
  const values = valuesOfForm(form);
  for (const [name, value] of Object.entries(typed))
    assert.deepEqual(
      values.get(name)?.filter((one) => one !== ''),
      [value].flat().filter((one) => one !== ''),
      name,
    );
  const problems = problemsIn(form);
  assert.deepEqual(problems['upperLimit.value'], [
    '“upperLimit.value” alanının biçimi yanlış: sayı bekleniyor.',
  ]);
  for (const name of Object.keys(typed)) assert.ok(problems[name], name);
  assert.deepEqual(form.problems, []);
});

test('an item comes, goes and is mended, and the figures follow their sources', () => {
  const more = post(programme, { 'sources.3.title': 'Dört', 'upperLimit.sources': ['', '2', '4'] });
  assert.match(more.text, / {2}- title: Dört\n---/);
  assert.match(more.text, /sources: \[2, 4\]/);

  const fewer = post(programme, { 'sources.0.remove': '1' });
  assert.deepEqual(
    [...fewer.moved],
    [
      [1, undefined],
      [2, 1],
      [3, 2],
    ],
  );
  assert.match(fewer.text, /sources: \[1\]\n {2}asOf/);
  assert.match(fewer.text, /basis: source\n {4}sources: \[2\]/);
  assert.match(fewer.text, /sources:\n {2}- title: İki {3}# asıl\n/);
  assert.deepEqual(problemsIn(fewer.form), {});

  const dangling = post(programme, { 'sources.1.remove': '1' });
  assert.deepEqual(Object.keys(problemsIn(dangling.form)), ['upperLimit.sources']);
  assert.deepEqual(post(programme, { 'sources.7.title': '', 'sources.7.url': ' ' }).fields, {});
});

test('numbers of sources in lines follow their sources, in the twin too', () => {
  const practice = fileOf(`${practiceSlug()}.tr.md`);
  const twin = fileOf(path.basename(practice.file).replace('.tr.md', '.en.md'));
  const { moved, text } = post(practice, { 'sources.0.remove': '1' });
  const numbersIn = (words: string) =>
    [...words.matchAll(/\[([\d, ]+)\]\.?["']?$/gm)].flatMap(([, numbers = '']) =>
      numbers.split(',').map(Number),
    );
  assert.ok(numbersIn(practice.text).length > 0);
  const expected = (words: string) =>
    numbersIn(words).flatMap((number) => (number === 1 ? [] : [number - 1]));
  assert.deepEqual(numbersIn(text), expected(practice.text));
  const form = new URLSearchParams();
  const read = readPosted('practice', 'en', { form, text: twin.text, path: twin.file, moved });
  assert.ok(read.ok);
  const after = changeEntry(twin.text, { fields: read.fields });
  assert.deepEqual(numbersIn(after), expected(twin.text));
});

const practiceSlug = () => {
  const found = files.find(
    ({ file, text }) => /practices\/.*\.tr\.md$/.test(file) && /\[1\]\.?$/m.test(text),
  );
  assert.ok(found);
  return path.basename(found.file, '.tr.md');
};

test('a name that was not sent leaves its value as it is', () => {
  const form = new URLSearchParams({ title: 'Yeni' });
  const read = readPosted('programme', 'tr', { form, text: programme.text, path: programme.file });
  assert.deepEqual(read.ok && read.fields, { title: 'Yeni' });
  assert.equal(read.ok && read.body, undefined);
});

test('a structure too deep for inputs is YAML, and as it was typed where it is none', () => {
  const guide = files.find(({ file }) => /guides\/.*\.tr\.md$/.test(file));
  assert.ok(guide);
  const templates = valuesOfForm(formOfFile(guide.file, guide.text, 'guide', 'tr')).get(
    'templates',
  )?.[0];
  assert.ok(templates);
  const mended = post(guide, { templates: templates.replace(/blank: \d+/, 'blank: 7') });
  assert.equal(mended.text, guide.text.replace(/blank: \d+/, 'blank: 7'));
  const broken = '- id: [a\n\tb: *c';
  const kept = post(guide, { templates: broken });
  assert.deepEqual(valuesOfForm(kept.form).get('templates'), [broken]);
  assert.ok(problemsIn(kept.form).templates);
  const deep = post(guide, { templates: templates.replace(/kind: \w+/, 'kind: tablo') });
  assert.match(String(problemsIn(deep.form).templates), /templates\.0\.parts\.0\.kind.*tablo/);
});

test('what a file should not hold is shown with its problem and can be mended', () => {
  const odd = {
    ...programme,
    text: programme.text
      .replace('status: active', 'status: active\nrenk: mavi\nopens:\ncloses: [a, b]')
      .replace(/upperLimit:\n(?: .*\n)+/, 'upperLimit: 300000\n'),
  };
  const { form, fields } = post(odd);
  assert.deepEqual(fields, { opens: undefined }, 'an empty field goes; nothing else was touched');
  const values = valuesOfForm(form);
  assert.deepEqual(values.get('upperLimit.value'), ['300000']);
  assert.deepEqual(values.get('renk'), ['mavi']);
  assert.deepEqual(values.get('closes'), ['- a\n- b']);
  assert.deepEqual(Object.keys(problemsIn(form)).sort(), ['closes', 'renk', 'upperLimit']);
  const mended = post(odd, { renk: '', closes: '2026-12-31', 'upperLimit.currency': 'TRY' });
  assert.deepEqual(mended.fields, {
    opens: undefined,
    renk: undefined,
    closes: '2026-12-31',
    upperLimit: { value: 300000, currency: 'TRY' },
  });
});

test('problems of the text and of a line without a field find their place', () => {
  const html = post(programme, { body: 'Bir\n\n<b>İki</b>' });
  assert.deepEqual(Object.keys(problemsIn(html.form)), ['body']);
  const hidden = post(programme, { title: 'Gizli\u200B ad' });
  assert.deepEqual(Object.keys(problemsIn(hidden.form)), ['title']);
});

test('fields that cannot be read have no form', () => {
  assert.equal(
    filledForm('news', 'tr', { text: '---\na: [\n---\n', problems: [] }, 'tr'),
    undefined,
  );
});

test('too much is told with its measure, and hostile names change nothing', () => {
  const many = new URLSearchParams();
  for (let index = 0; index < 10_000; index++) many.append(`sources.${index}.title`, 'K');
  const refused = readPosted('news', 'tr', { form: many, text: programme.text, path: 'x' });
  assert.ok(!refused.ok);
  assert.equal(
    describe(refused.problem, texts('tr')),
    'Formda 10.000 alan var; en çok 5.000 olabilir. Fazla satırları silin ya da kaydı bölün; yazdıklarınız duruyor.',
  );
  const large = post(programme, { body: 'ş'.repeat(1024 * 1024) });
  assert.match(describe(large.form.problems[0] ?? assert.fail(), texts('tr')), /2\.049.*256/);
  assert.equal(large.form.body.values[0]?.length, 1024 * 1024);

  const hostile = new URLSearchParams([
    ['__proto__', 'x'],
    ['__proto__.polluted', 'x'],
    ['constructor.prototype.polluted', 'x'],
    ['sources.__proto__.title', 'x'],
    ['sources.0.__proto__', 'x'],
    ['toString', 'x'],
    ['csrf', 'x'],
  ]);
  const read = readPosted('programme', 'tr', { form: hostile, text: programme.text, path: 'x' });
  assert.deepEqual(read.ok && read.fields, {});
  assert.equal(Reflect.get({}, 'polluted'), undefined);
});

test('whatever is typed comes back', () => {
  const names = ['title', 'limitNote', 'upperLimit.value', 'sources.1.title', 'planArticles.0.by'];
  const line = fc
    .string({ unit: fc.constantFrom(...'ab 1.,:#-"\'{}[]&*!|>%@`?=\\ş\t'.split('')), minLength: 1 })
    .map((text) => text.trim())
    .filter((text) => text !== '' && !/^[\d.,\s]+$/.test(text));
  fc.assert(
    fc.property(fc.constantFrom(...names), line, (name, typed) => {
      const { form, fields } = post(programme, { [name]: typed });
      assert.deepEqual(valuesOfForm(form).get(name), [typed]);
      assert.ok(Object.keys(fields).length <= 1);
    }),
    { numRuns: 150 },
  );
});

test('a new file is made from its form', () => {
  const blank = { ...programme, text: '---\n---\n' };
  const text = '---\n---\n';
  const form = new URLSearchParams({
    body: 'Metin.',
    title: 'Ad',
    date: '2026-03',
    'sources.0.title': 'K',
  });
  const read = readPosted('news', 'tr', { form, text, path: blank.file });
  assert.ok(read.ok);
  const made = changeEntry(text, { fields: read.fields, body: read.body ?? '' });
  assert.equal(made, '---\ntitle: Ad\ndate: 2026-03\nsources:\n  - title: K\n---\n\nMetin.\n');
  assert.ok(readFrontMatter(made).ok);
});
