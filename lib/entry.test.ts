import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { contentTypes, fieldsOf, typeNames } from '#lib/content-types';
import { entryFrom, parseEntry, pathOf, type ContentFile } from '#lib/entry';
import { texts } from '#lib/messages';
import { describe } from '#lib/problem';

const news = 'content/news/deneme.tr.md';
const support = 'content/programmes/deneme.tr.md';
const sources = 'sources:\n  - title: Kaynak\n';
const newsFields = `title: Deneme\ndate: 2026-01-31\n${sources}`;
const supportFields = `title: Deneme
institution: kosgeb
supportTypes:
  - hibe
purposes:
  - ihracat
audiences:
  - mikro
sectors:
  - tum
coverage:
  - tr
status: active
`;

const withFields = (fields: string, body = 'Metin.') => `---\n${fields}---\n\n${body}\n`;

/** "line code" of every problem, in the order of the lines. */
function problemsOf(text: string, path = news): string[] {
  const parsed = parseEntry(path, text);
  return parsed.ok
    ? []
    : parsed.problems
        .toSorted((a, b) => a.line - b.line)
        .map(({ line, code, field }) => [line, code, field].filter(Boolean).join(' '));
}

/** The problems of a programme with these further lines, of which the first is line 15. */
const supportProblems = (more: string) =>
  problemsOf(withFields(`${supportFields}${more}${sources}`), support);

function fileOf(text: string, path = news): ContentFile {
  const parsed = parseEntry(path, text);
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return parsed.file;
}

const englishOf = (problem: { text: string; path?: string }): string[] => {
  const parsed = parseEntry(problem.path ?? news, problem.text);
  return parsed.ok ? [] : parsed.problems.map((p) => describe(p, texts('en')));
};

test('a sound file gives its place, its fields and its body', () => {
  assert.deepEqual(fileOf(withFields(newsFields, '## Ara başlık\n\nMetin.')), {
    file: 'content/news/deneme.tr.md',
    type: 'news',
    slug: 'deneme',
    locale: 'tr',
    data: { title: 'Deneme', date: '2026-01-31', sources: [{ title: 'Kaynak' }] },
    body: '## Ara başlık\n\nMetin.',
    references: [],
  });
});

for (const fence of [
  '---js',
  '---javascript',
  '--- js',
  '--- javascript',
  '---JS',
  '---coffee',
  '---json',
  '---toml',
  '---yaml',
  '----',
])
  test(`front matter that opens with ${fence} is refused and nothing of it runs`, () => {
    const key = 'bysEntryTestRan';
    const code = `globalThis.${key} = true, { title: 'Deneme' }`;
    assert.deepEqual(problemsOf(`${fence}\n${code}\n---\nMetin.\n`), ['1 front-matter-language']);
    assert.equal(key in globalThis, false);
  });

test('a second fence with a language is not a closing fence', () => {
  assert.deepEqual(problemsOf(`---\n${newsFields}---js\nglobalThis.bysEntryTestRan = 1\n`), [
    '1 front-matter-open',
  ]);
  assert.equal('bysEntryTestRan' in globalThis, false);
});

test('front matter closes at a line of three hyphens only', () => {
  const quirk = `---\ntitle: Deneme\ndate: 2026-01-31\n${sources}---x\n---\nMetin.\n`;
  assert.notDeepEqual(problemsOf(quirk), []);
});

test('broken YAML is told on its line', () => {
  assert.deepEqual(problemsOf(withFields('title: KOBİGEL: yeni\n')), ['2 yaml']);
  assert.deepEqual(problemsOf(withFields(`${newsFields}people: [Ayşe\n`)), ['6 yaml']);
});

test('one slip in YAML is one sentence', () => {
  assert.deepEqual(problemsOf(withFields(`title: Deneme\n  date: 2026\n${sources}`)), ['2 yaml']);
});

test('an alias bomb is refused before it grows', () => {
  const levels = ['a: &a [x, x, x, x, x, x, x, x, x]'];
  for (const [name, before] of ['ba', 'cb', 'dc', 'ed', 'fe', 'gf', 'hg', 'ih'])
    levels.push(`${name}: &${name} [${`*${before}, `.repeat(8)}*${before}]`);
  const found = problemsOf(withFields(`${levels.join('\n')}\n`));
  assert.deepEqual(
    new Set(found.map((line) => line.replace(/^\d+ /, ''))),
    new Set(['yaml-alias']),
  );
});

test('an anchor or alias is told once on its line', () => {
  assert.deepEqual(problemsOf(withFields(newsFields.replace('Deneme', '&ad Deneme'))), [
    '2 yaml-alias',
  ]);
  assert.deepEqual(
    problemsOf(withFields(`${newsFields}people:\n  - &ad Ayşe\n  - *ad\n  - *ad\n`)),
    ['7 yaml-alias', '8 yaml-alias', '9 yaml-alias'],
  );
});

for (const tag of ['!!js/function', '!!js/undefined', '!!js/regexp', '!!python/object', '!ad'])
  test(`the YAML tag ${tag} is refused as a tag`, () => {
    const text = withFields(newsFields.replace('Deneme', `${tag} "function () {}"`));
    assert.deepEqual(problemsOf(text), ['2 yaml-tag']);
  });

test('a standard tag is refused too', () => {
  assert.deepEqual(problemsOf(withFields(newsFields.replace('Deneme', '!!str Deneme'))), [
    '2 yaml-tag',
  ]);
});

test('a key written twice is told on its second line', () => {
  assert.deepEqual(problemsOf(withFields(`${newsFields}title: İkinci\n`)), ['6 yaml-duplicate']);
  assert.deepEqual(
    problemsOf(withFields('title: D\ndate: 2026\nsources:\n  - title: K\n    title: L\n')),
    ['6 yaml-duplicate'],
  );
});

test('a tab in the indent is told as a tab', () => {
  assert.deepEqual(problemsOf(withFields('title: D\ndate: 2026\nsources:\n\t- title: K\n')), [
    '5 yaml-tab',
  ]);
});

test('keys of the prototype are unknown keys and pollute nothing', () => {
  const fields = `${newsFields}__proto__:\n  polluted: true\nconstructor: a\nprototype: b\ntoString: c\n`;
  assert.deepEqual(problemsOf(withFields(fields)), [
    '6 unknown-key __proto__',
    '8 unknown-key constructor',
    '9 unknown-key prototype',
    '10 unknown-key toString',
  ]);
  assert.equal('polluted' in {}, false);
  assert.deepEqual(
    problemsOf(withFields('title: D\ndate: 2026\nsources:\n  - title: K\n    __proto__: 1\n')),
    ['6 unknown-key sources.0.__proto__'],
  );
});

test('an unknown key names the nearest known one', () => {
  const nearestTo = (key: string) =>
    englishOf({ text: withFields(`${newsFields}${key}: x\n`) }).find((s) => s.includes(key));
  assert.equal(nearestTo('sektors'), 'There is no field “sektors”. Did you mean sectors?');
  assert.equal(nearestTo('Tittle'), 'There is no field “Tittle”. Did you mean title?');
  assert.equal(nearestTo('kümeler'), 'There is no field “kümeler”. Delete it or correct its name.');
});

test('a key that is near to nothing names nothing', () => {
  for (const key of ['constructor', '__proto__', 'abc', 'x'])
    assert.deepEqual(englishOf({ text: withFields(`${newsFields}${key}: x\n`) }), [
      `There is no field “${key}”. Delete it or correct its name.`,
    ]);
});

test('an unknown key inside a figure, source, relation or reason names its nearest neighbour', () => {
  assert.deepEqual(
    englishOf({
      path: support,
      text: withFields(
        `${supportFields}upperLimit:\n  value: 1\n  curency: TRY\n  currency: TRY\n  asOf: 2025\n  sources:\n    - 1\n${sources}    publsher: K\n`,
      ),
    }),
    [
      'There is no field “curency”. Did you mean currency?',
      'There is no field “publsher”. Did you mean publisher?',
    ],
  );
  assert.deepEqual(
    englishOf({
      text: withFields(
        `${newsFields}clusters:\n  - to: a\n    basis: source\n    reasn: x\n  - to: b\n    basis: source\n    reason:\n      tr: x\n      eng: y\n`,
      ),
    }),
    [
      'There is no field “reasn”. Did you mean reason?',
      'There is no field “eng”. Did you mean en?',
    ],
  );
});

test('a fact in an English twin is told as one, and a slip there as a slip', () => {
  const text = withFields('title: Test\nstatus: active\nlegalBasys: x\n');
  assert.deepEqual(problemsOf(text, 'content/programmes/deneme.en.md'), [
    '3 fact-in-twin status',
    '4 unknown-key legalBasys',
  ]);
});

test('an English twin needs no field at all', () => {
  assert.deepEqual(problemsOf('---\n{}\n---\n\nText.\n', 'content/news/deneme.en.md'), []);
});

test('a wrong list value names the nearest right one', () => {
  const told = (value: string) =>
    englishOf({
      path: support,
      text: withFields(`${supportFields.replace('- hibe', `- ${value}`)}${sources}`),
    });
  assert.deepEqual(told('hibee'), [
    '“hibee” is not allowed in “supportTypes.0”. The nearest right value is hibe.',
  ]);
  assert.deepEqual(told('Altyapı'), [
    '“Altyapı” is not allowed in “supportTypes.0”. The nearest right value is altyapi.',
  ]);
});

for (const [given, code] of [
  ['2026-02-30', 'date-not-real'],
  ['2025-02-29', 'date-not-real'],
  ['2026-13-01', 'date-not-real'],
  ['2026-00-10', 'date-not-real'],
  ['2026-04-31', 'date-not-real'],
  ['31.01.2026', 'date-format'],
  ['2026-1-3', 'date-format'],
  ['2026-01', 'date-format'],
  ['20260131', 'date-format'],
  ['2026-01-31T00:00:00Z', 'date-format'],
  ['unknown', 'date-format'],
] as const)
  test(`a deadline of ${given} is refused (${code})`, () => {
    assert.deepEqual(supportProblems(`closes: ${given}\n`), [`15 ${code} closes`]);
  });

for (const [given, code] of [
  ['2026-02-30', 'date-not-real'],
  ['2026-13', 'date-not-real'],
  ['2026-1', 'partial-date-format'],
  ['26', 'partial-date-format'],
  ['2026.5', 'partial-date-format'],
] as const)
  test(`a date of ${given} is refused (${code})`, () => {
    assert.deepEqual(problemsOf(withFields(newsFields.replace('2026-01-31', given))), [
      `3 ${code} date`,
    ]);
  });

test('dates may be as exact as their source and stay text', () => {
  for (const date of ['2026', '2026-02', '2024-02-29'])
    assert.equal(fileOf(withFields(newsFields.replace('2026-01-31', date))).data.date, date);
});

test('the year 0000 is no date', () => {
  assert.notDeepEqual(problemsOf(withFields(newsFields.replace('2026-01-31', '0000'))), []);
});

test('a field without a value is told as empty', () => {
  assert.deepEqual(problemsOf(withFields(newsFields.replace(' 2026-01-31', ''))), ['3 empty date']);
});

test('an end before its start is refused, also where one is less exact', () => {
  const event = (starts: string, ends: string) =>
    problemsOf(
      withFields(`title: Fuar\nkind: fuar\nstarts: ${starts}\nends: ${ends}\n${sources}`),
      'content/events/fuar.tr.md',
    );
  const wrong = [
    ['2026-03-02', '2026-03-01'],
    ['2026-03', '2026-02-28'],
    ['2026-03-01', '2026-02'],
    ['2026', '2025-12-31'],
    ['2026-05-01', '2025'],
  ] as const;
  for (const [starts, ends] of wrong)
    assert.deepEqual(event(starts, ends), ['5 end-before-start ends']);
  const right = [
    ['2026-03-01', '2026-03-01'],
    ['2026-03-15', '2026-03'],
    ['2026-03', '2026-03-01'],
    ['2026-03-15', '2026'],
    ['2026', '2026-01-01'],
  ] as const;
  for (const [starts, ends] of right) assert.deepEqual(event(starts, ends), []);
  assert.deepEqual(supportProblems('opens: 2026-03-01\ncloses: 2026-02-28\n'), [
    '16 end-before-start closes',
  ]);
});

const limit = (lines: string) => `upperLimit:\n${lines}`;

test('an amount needs a currency, a date and a source', () => {
  assert.deepEqual(supportProblems(limit('  value: 1500000\n')), [
    '15 missing upperLimit.currency',
    '15 missing upperLimit.sources',
    '15 missing upperLimit.asOf',
  ]);
  assert.deepEqual(
    supportProblems(limit('  value: 1\n  currency: TL\n  asOf: dün\n  sources: []\n')),
    [
      '17 not-in-list upperLimit.currency',
      '18 as-of-format upperLimit.asOf',
      '19 empty upperLimit.sources',
    ],
  );
  assert.deepEqual(
    supportProblems(limit('  value: 1\n  currency: TRY\n  asOf: unknown\n  sources:\n    - 1\n')),
    [],
  );
});

test('an amount in words is told as such', () => {
  assert.deepEqual(supportProblems('upperLimit: 5 TL\n'), ['15 wrong-kind upperLimit']);
  assert.deepEqual(
    supportProblems(
      limit('  value: 1.500.000\n  currency: TRY\n  asOf: 2025\n  sources:\n    - 1\n'),
    ),
    ['16 wrong-kind upperLimit.value'],
  );
});

test('a source number that is not there is told on the line of the list', () => {
  assert.deepEqual(
    supportProblems(
      limit('  value: 1\n  currency: TRY\n  asOf: 2025\n  sources:\n    - 1\n    - 2\n'),
    ),
    ['19 no-such-source upperLimit.sources'],
  );
  assert.deepEqual(
    problemsOf(
      withFields(`${newsFields}clusters:\n  - to: a\n    basis: source\n    sources:\n      - 3\n`),
    ),
    ['9 no-such-source clusters.0.sources'],
  );
});

test('an editor’s relation needs its reason, its editor and its day', () => {
  const relation = (lines: string) =>
    problemsOf(withFields(`${newsFields}clusters:\n  - to: a\n    basis: editor\n${lines}`));
  const by = '    by: Ayşe\n';
  const on = '    on: 2026-01-31\n';
  const reason = '    reason:\n      tr: Ortak konu.\n';
  assert.deepEqual(relation(by + on), ['7 editor-reason clusters.0']);
  assert.deepEqual(relation(on + reason), ['7 editor-name-and-date clusters.0']);
  assert.deepEqual(relation(by + reason), ['7 editor-name-and-date clusters.0']);
  assert.deepEqual(relation(by + on + reason), []);
});

test('what leads from a programme to another is said by a source and by nobody else', () => {
  const relation = (lines: string) => supportProblems(`leadsTo:\n  - to: a\n${lines}`);
  const reason = '    reason:\n      tr: Önce bu gerekir.\n      en: This comes first.\n';
  const said = '    sources:\n      - 1\n';
  assert.deepEqual(relation(`    basis: source\n${reason}${said}`), []);
  assert.deepEqual(relation(`    basis: editor\n${reason}${said}`), [
    '17 only-a-source leadsTo.0.basis',
  ]);
  assert.deepEqual(relation(`${reason}${said}`), ['16 missing leadsTo.0.basis']);
  assert.deepEqual(relation(`    basis: source\n${reason}`), ['16 missing leadsTo.0.sources']);
  assert.deepEqual(relation(`    basis: source\n${said}`), ['16 missing leadsTo.0.reason']);
  assert.deepEqual(
    relation(`    basis: source\n    reason:\n      tr: Önce bu gerekir.\n${said}`),
    ['18 missing leadsTo.0.reason.en'],
  );
  assert.deepEqual(relation(`    basis: source\n${reason}    by: Ayşe\n${said}`), [
    '21 unknown-key leadsTo.0.by',
  ]);
});

for (const path of [
  'content/news/Deneme.tr.md',
  'content/news/deneme.md',
  'content/news/deneme.de.md',
  'content/news/deneme.tr.md.txt',
  'content/news/deneme.TR.md',
  'content/news/de_neme.tr.md',
  'content/news/-deneme.tr.md',
  'content/news/de--neme.tr.md',
  'content/news/dénéme.tr.md',
  'content/news/.tr.md',
  `content/news/${'a'.repeat(121)}.tr.md`,
  'content/haberler/deneme.tr.md',
  'content/deneme.tr.md',
  'news/deneme.tr.md',
  '/etc/passwd',
  '',
])
  test(`the path ${JSON.stringify(path.slice(0, 60))} is no content file`, () => {
    assert.deepEqual(problemsOf(withFields(newsFields), path), ['1 file-name']);
  });

test('a path that climbs out of its folder is no content file', () => {
  for (const path of [
    'content/news/../news/deneme.tr.md',
    'content/news/../../../etc/deneme.tr.md',
    'content/news/./deneme.tr.md',
  ])
    assert.deepEqual(problemsOf(withFields(newsFields), path), ['1 file-name']);
});

test('a folder inside a type’s folder means nothing', () => {
  const { type, slug } = fileOf(withFields(newsFields), 'content/news/2026/ocak/deneme.tr.md');
  assert.deepEqual([type, slug], ['news', 'deneme']);
});

test('a long and hostile path is refused without thinking long', () => {
  for (const path of [
    `content/${'a/'.repeat(100_000)}b`,
    `content/news/${'a-'.repeat(100_000)}!.tr.md`,
  ])
    assert.deepEqual(problemsOf('', path), ['1 file-name']);
});

test('a file of 50,000 lines or over 256 kB is refused without being read', () => {
  assert.deepEqual(problemsOf(withFields(newsFields, 'a\n'.repeat(50_000))), [
    '10000 too-many-lines',
  ]);
  assert.deepEqual(problemsOf(withFields(newsFields, 'ş'.repeat(131_072))), ['1 too-large']);
  assert.deepEqual(problemsOf(`---js\n${'a\n'.repeat(150_000)}---\n`), [
    '1 too-large',
    '10000 too-many-lines',
  ]);
});

test('a file of exactly 256 kB and 10,000 lines passes', () => {
  const start = withFields(newsFields, '').trimEnd();
  const lines = 10_000 - start.split('\n').length;
  const rest = 256 * 1024 - Buffer.byteLength(start) - lines;
  const text = `${start}${'\n'.repeat(lines)}${'a'.repeat(rest)}`;
  assert.equal(Buffer.byteLength(text), 256 * 1024);
  assert.equal(text.split('\n').length, 10_000);
  assert.deepEqual(problemsOf(text), []);
  assert.deepEqual(problemsOf(`${text}a`), ['1 too-large']);
  assert.deepEqual(problemsOf(text.replace('\n\n\n', '\n\n\n\n').slice(0, -1)), [
    '10000 too-many-lines',
  ]);
});

const refusedCharacters = [
  0x0, 0x7, 0x8, 0xb, 0xc, 0x1b, 0x7f, 0x61c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d,
  0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0xfeff,
];
const named = (code: number) => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;

for (const code of refusedCharacters)
  test(`${named(code)} is refused in fields and body, each on its line`, () => {
    const mark = String.fromCodePoint(code);
    const text = withFields(newsFields.replace('Kaynak', `Kay${mark}nak`), `Met${mark}in.`);
    const found = problemsOf(text).filter((line) => line.endsWith('hidden-character'));
    assert.deepEqual(found, ['5 hidden-character', '8 hidden-character']);
  });

for (const code of [0x200b, 0x2060, 0xad, 0x85, 0x2028, 0x2029, 0xe0041])
  test(`${named(code)}, which nobody can see either, is refused`, () => {
    const text = withFields(newsFields, `Met${String.fromCodePoint(code)}in.`);
    assert.deepEqual(problemsOf(text), ['8 hidden-character']);
  });

for (const [name, escape] of [
  ['direction mark', '\\u202E'],
  ['zero byte', '\\0'],
  ['terminal command', '\\e[2J'],
])
  test(`a ${name} written as a YAML escape is refused as if it stood there`, () => {
    assert.deepEqual(problemsOf(withFields(newsFields.replace('Deneme', `"De${escape}neme"`))), [
      '2 hidden-character',
    ]);
  });

test('a direction mark written as a character reference is refused', () => {
  for (const reference of ['&#x202E;', '&#8238;', '&rlm;'])
    assert.deepEqual(problemsOf(withFields(newsFields, `Met${reference}in.`)), [
      '8 hidden-character',
    ]);
});

test('letters that are joined by a zero-width joiner, as in emoji, are text', () => {
  assert.deepEqual(problemsOf(withFields(newsFields, 'Aile: 👨‍👩‍👧')), []);
});

test('a file with Windows line ends reads as one with Unix line ends', () => {
  const text = withFields(newsFields, '## Ara başlık\n\nMetin.');
  const windows = fileOf(text.replaceAll('\n', '\r\n'));
  assert.deepEqual(windows, fileOf(text));
});

test('the lines of a file with Windows line ends are counted right', () => {
  const text = withFields(newsFields.replace('2026-01-31', '2026-02-30'), 'A\n\n# B');
  assert.deepEqual(problemsOf(text.replaceAll('\n', '\r\n')), [
    '3 date-not-real date',
    '10 top-heading',
  ]);
});

test('a byte order mark is told, and nothing else', () => {
  assert.deepEqual(problemsOf(`\uFEFF${withFields(newsFields)}`), ['1 hidden-character']);
});

test('a file without fields, without an end of fields or with a list of fields says so', () => {
  assert.deepEqual(problemsOf(''), ['1 no-front-matter']);
  assert.deepEqual(problemsOf('Metin.\n'), ['1 no-front-matter']);
  assert.deepEqual(problemsOf('---\n'), ['1 front-matter-open']);
  assert.deepEqual(problemsOf(`---\n${newsFields}`), ['1 front-matter-open']);
  assert.deepEqual(problemsOf('---\n---\nMetin.\n'), ['2 front-matter-not-fields']);
  assert.deepEqual(problemsOf('---\n- a\n---\n'), ['2 front-matter-not-fields']);
  assert.deepEqual(problemsOf('---\nmetin\n---\n'), ['2 front-matter-not-fields']);
});

test('raw HTML is refused line by line, but not as code', () => {
  const body = 'A\n\n<script>alert(1)</script>\n\n<!-- not -->\n\n`<b>`\n\n```\n<script>\n```';
  assert.deepEqual(problemsOf(withFields(newsFields, body)), ['10 raw-html', '12 raw-html']);
});

test('HTML within a line is one problem', () => {
  assert.deepEqual(problemsOf(withFields(newsFields, 'A <b>B</b> C')), ['8 raw-html']);
});

test('a heading of the first level is refused in both spellings', () => {
  assert.deepEqual(problemsOf(withFields(newsFields, '# A\n\nB\n=\n\n## C')), [
    '8 top-heading',
    '10 top-heading',
  ]);
});

test('an image needs a text of its own', () => {
  assert.deepEqual(problemsOf(withFields(newsFields, '![](/a.png)\n\n![  ](/b.png)')), [
    '8 image-without-text',
    '10 image-without-text',
  ]);
});

test('images and links of a sound file are told for the checks that need other files', () => {
  const body =
    '![Ek](/a.png) [a](/destekler/b?x=1#y) [c](/en/plan/11/309.5)\n\n[d](/ara) [e](#b-f) [g](https://a.org) [h](mailto:a@b.org) [i](/kumeler)\n\n## F';
  assert.deepEqual(fileOf(withFields(newsFields, body)).references, [
    { kind: 'image', src: '/a.png', line: 8 },
    {
      ...{ kind: 'entry', type: 'programme', slug: 'b', line: 8 },
      heading: { href: '/destekler/b?x=1#y', id: 'y', locale: 'tr' },
    },
    { kind: 'entry', type: 'plan', slug: 'plan11-309-5', line: 8 },
  ]);
});

test('an image by reference counts as the image that it is', () => {
  const body = '![Ek][r]\n\n[r]: /a.png';
  assert.deepEqual(problemsOf(withFields(newsFields, body)), []);
});

for (const href of [
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  'vbscript:x',
  'data:text/html,x',
  '//kotu.org',
  'baska.md',
  'ftp://a.org',
  'file:///etc/passwd',
])
  test(`a link to ${href} is refused`, () => {
    assert.deepEqual(problemsOf(withFields(newsFields, `[a](${href})`)), ['8 link-kind']);
    assert.deepEqual(problemsOf(withFields(newsFields, `[a][r]\n\n[r]: ${href}`)), [
      '10 link-kind',
    ]);
  });

for (const href of [
  '/olmayan',
  '/en/olmayan',
  '/programmes/a',
  '/en/destekler/a',
  '/destekler/a/b',
  '/plan/11',
  '/plan/11/x',
  '/api/search',
  '/%2e%2e/etc',
])
  test(`a link to ${href}, which is no page of ours, is refused`, () => {
    assert.deepEqual(problemsOf(withFields(newsFields, `[a](${href})`)), ['8 broken-link']);
  });

for (const written of ['309.10', '1_000', '0x10', '1e3', '007', '+5', '.5', '5.', '1.0'])
  test(`${written} in a text field stays as it was written`, () => {
    assert.equal(fileOf(withFields(newsFields.replace('Deneme', written))).data.title, written);
  });

test('an article number keeps its last zero', () => {
  const text = withFields(`title: M\nplan: 11\nnumber: 309.10\nmentionsCluster: true\n${sources}`);
  const { data } = fileOf(text, 'content/plan/plan11-309-10.tr.md');
  assert.deepEqual([data.plan, data.number], ['11', '309.10']);
});

test('several problems in one file are told at once, each on its line', () => {
  const text = `---
title: " Deneme"
dates: 2026-01-31
sectors:
  - enerji
  - ulasim
clusters:
  - to: OSTİM
    basis: source
sources:
  - title: Kaynak
    url: kaynak.org
---

# Başlık

<!-- Metin -->

![](/a.png) [a](javascript:x) [b](/yok)
`;
  assert.deepEqual(problemsOf(text), [
    '1 missing date',
    '2 outer-spaces title',
    '3 unknown-key dates',
    '6 not-in-list sectors.1',
    '8 slug-format clusters.0.to',
    '12 web-address sources.0.url',
    '15 top-heading',
    '17 raw-html',
    '19 image-without-text',
    '19 link-kind',
    '19 broken-link',
  ]);
});

test('a slip in one field does not hide a wrong period, source number or file name', () => {
  assert.deepEqual(
    supportProblems(
      'opens: 2026-03-01\ncloses: 2026-02-28\nsupportRate:\n  value: 50\n  unit: percent\n  asOf: 2025\n  sources:\n    - 7\nslip: 1\n',
    ),
    ['16 end-before-start closes', '21 no-such-source supportRate.sources', '23 unknown-key slip'],
  );
});

test('a body is checked although the fields cannot be read', () => {
  assert.deepEqual(problemsOf(withFields('title: a: b\n', '# Başlık')), [
    '2 yaml',
    '5 top-heading',
  ]);
});

test('every required field that is missing is told', () => {
  for (const type of typeNames) {
    const path = pathOf(type, 'deneme', 'tr');
    const required = Object.entries(fieldsOf(type))
      .filter(([, { schema }]) => !schema.safeParse(undefined).success)
      .map(([name]) => `1 missing ${name}`);
    assert.ok(required.length > 0);
    assert.deepEqual(problemsOf('---\n{}\n---\n', path).sort(), required.sort());
  }
});

test('what a file says of its publication is checked and kept from readers', () => {
  const said = {
    state: 'published',
    publishAt: '2026-12-01T09:00+03:00',
    retireAt: '2027-01-01',
    successor: 'yeni-haber',
    owner: 'news-desk',
    reviewBy: '2026-12-15',
  };
  const lines = Object.entries(said).map(([name, value]) => `${name}: ${value}\n`);
  const file = fileOf(withFields(newsFields + lines.join('')));
  assert.deepEqual({ ...file.data, ...said }, file.data);
  assert.deepEqual(file.references, [
    { kind: 'entry', type: 'news', slug: 'yeni-haber', line: 9, field: 'successor' },
  ]);
  for (const locale of ['tr', 'en'] as const)
    assert.deepEqual(
      Object.keys(entryFrom(file, undefined, locale).data).filter((name) => name in said),
      [],
    );
});

for (const [line, problem] of [
  ['state: hidden', '6 not-in-list state'],
  ['owner: ayse', '6 not-in-list owner'],
  ['publishAt: 2026-12-01T09:00', '6 moment-format publishAt'],
  ['publishAt: 2026-02-30', '6 moment-format publishAt'],
  ['publishAt: 2026-02-30T10:00Z', '6 moment-format publishAt'],
  ['publishAt: 2026-12-01T25:00Z', '6 moment-format publishAt'],
  ['publishAt: yarın', '6 moment-format publishAt'],
  ['retireAt: 2026-12', '6 moment-format retireAt'],
  ['reviewBy: 2026-12', '6 date-format reviewBy'],
  ['publishAt: 2026-12-01\nretireAt: 2026-12-01', '7 retired-before-published retireAt'],
  [
    'publishAt: 2026-12-01T09:00+03:00\nretireAt: 2026-12-01T05:59Z',
    '7 retired-before-published retireAt',
  ],
  ['successor: deneme', '6 own-successor successor'],
] as const)
  test(`a publication is told: ${line}`, () => {
    assert.deepEqual(problemsOf(withFields(`${newsFields}${line}\n`)), [problem]);
  });

test('an English twin has no publication of its own', () => {
  const twin = problemsOf('---\ntitle: Test\nstate: draft\n---\n', pathOf('news', 'deneme', 'en'));
  assert.deepEqual(twin, ['3 fact-in-twin state']);
});

test('an entry’s file is where pathOf says', () => {
  assert.equal(
    pathOf('programme', 'kosgeb-kobigel', 'en'),
    'content/programmes/kosgeb-kobigel.en.md',
  );
  for (const type of typeNames)
    assert.equal(pathOf(type, 'a', 'tr'), `content/${contentTypes[type].folder}/a.tr.md`);
});

test('without a twin the English entry shows the Turkish words and says so', () => {
  const turkish = fileOf(withFields(newsFields));
  const entry = entryFrom(turkish, undefined, 'en');
  assert.equal(entry.data.title, 'Deneme');
  assert.equal(entry.bodyLocale, 'tr');
  assert.equal(entry.hasTwin, false);
  assert.deepEqual([...entry.translated], []);
});

test('with a twin the English entry has the English words over the Turkish facts', () => {
  const turkish = fileOf(withFields(newsFields));
  const twin = fileOf(withFields('title: Test\n', 'Text.'), 'content/news/deneme.en.md');
  const entry = entryFrom(turkish, twin, 'en');
  assert.deepEqual(
    [entry.data.title, entry.body, entry.bodyLocale, [...entry.translated]],
    ['Test', 'Text.', 'en', ['title']],
  );
  assert.deepEqual(entry.data.sources, [{ title: 'Kaynak' }]);
  assert.equal(entryFrom(turkish, twin, 'tr').data.title, 'Deneme');
});

test('a twin without a body leaves the Turkish body, marked as Turkish', () => {
  const turkish = fileOf(withFields(newsFields));
  const twin = fileOf(withFields('title: Test\n', ''), 'content/news/deneme.en.md');
  const entry = entryFrom(turkish, twin, 'en');
  assert.deepEqual([entry.body, entry.bodyLocale], ['Metin.', 'tr']);
});

const hostileText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('unknown', '2026-02-30', '{x}', '<b>', "'{'", '\u202E', '-1', '1e999', 'null'),
);
const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(hostileText, { maxLength: 3 }),
  fc.jsonValue({ maxDepth: 3 }),
);

test('whatever the fields hold, parsing tells problems that every language has a sentence for', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...typeNames).chain((type) =>
        fc.record({
          type: fc.constant(type),
          locale: fc.constantFrom('tr' as const, 'en' as const),
          fields: fc.dictionary(
            fc.oneof(fc.constantFrom(...Object.keys(fieldsOf(type))), hostileText),
            hostileValue,
          ),
          body: hostileText,
        }),
      ),
      ({ type, locale, fields, body }) => {
        const text = `---\n${JSON.stringify(fields)}\n---\n\n${body}\n`;
        const parsed = parseEntry(pathOf(type, 'deneme', locale), text);
        if (parsed.ok) return;
        assert.ok(parsed.problems.length > 0);
        for (const problem of parsed.problems) {
          assert.ok(problem.line >= 1 && problem.line <= text.split('\n').length);
          assert.notEqual(describe(problem, texts('tr')), '');
          assert.notEqual(describe(problem, texts('en')), '');
        }
      },
    ),
    { numRuns: 150 },
  );
});

test('whatever a file holds, parsing it answers', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (noise) => {
      for (const text of [noise, `---\n${noise}\n---\n${noise}`, withFields(newsFields, noise)]) {
        const parsed = parseEntry(news, text);
        assert.equal(parsed.ok, !('problems' in parsed && parsed.problems.length > 0));
      }
    }),
    { numRuns: 100 },
  );
});

test('a threshold names a measure of the catalogue and a programme that is there', () => {
  const path = 'content/guides/kume-olusumu.tr.md';
  const text = readFileSync(path, 'utf8');
  const parsed = parseEntry(path, text);
  assert.ok(parsed.ok);
  assert.ok(
    parsed.file.references.some(
      (one) =>
        one.kind === 'entry' && one.type === 'programme' && one.slug === 'sanayi-kumelenme-destek',
    ),
    'the programme of a threshold is a reference',
  );
  const wrong = parseEntry(path, text.replace('measure: Y8', 'measure: Y99'));
  assert.ok(!wrong.ok);
  const line = text.split('\n').findIndex((one) => one.includes('measure: Y8')) + 1;
  assert.deepEqual(
    wrong.problems.map((problem) => [problem.line, problem.code]),
    [[line, 'not-in-list']],
  );
});
