import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { changeEntry, newEntryText } from '#lib/entry-source';
import { readFrontMatter } from '#lib/front-matter';

const files = readdirSync('content', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(tr|en)\.md$/.test(file))
  .map((file) => readFileSync(path.join('content', file), 'utf8'));

const valuesOf = (text: string) => {
  const read = readFrontMatter(text);
  assert.ok(read.ok, JSON.stringify(read));
  return read.values;
};
const bodyOf = (text: string) => readFrontMatter(text).body;

const entry = `---
# Yönergeye göre
title: "Örnek: destek"   # resmî adı
supportTypes: [hibe, 'kefalet']
upperLimit:
  value: 300000          # yeni yönerge
  currency: TRY

  sources: [1]
  asOf: 2026-03
eligibility:
- KOBİ olmak
-   İhracat yapmak       # son üç yıl
planArticles:
  - to: plan11-309-5
    basis: editor
    reason: { tr: Neden, en: Why }
    # elle bakıldı
    by: BYS editörü
note: |
  Birinci
  İkinci

# kapanış
sources:
  - title: Duyuru
---

Metin.

Son.
`;

/** The lines that differ, as a diff would show them. */
const changed = (before: string, after: string) => {
  const [old, now] = [before, after].map((text) => text.split('\n'));
  assert.ok(old && now);
  let same = 0;
  while (same < Math.min(old.length, now.length) && old[same] === now[same]) same++;
  let tail = 0;
  const most = Math.min(old.length, now.length) - same;
  while (tail < most && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  return { out: old.slice(same, old.length - tail), in: now.slice(same, now.length - tail) };
};
const change = (fields: Record<string, unknown>, order?: string[]) => {
  const after = changeEntry(entry, { fields, ...(order && { order }) });
  return changed(entry, after);
};

test('nothing changed is the same file, byte for byte, for every file of content/', () => {
  assert.ok(files.length > 700);
  for (const text of [...files, entry]) {
    assert.equal(changeEntry(text, {}), text);
    assert.equal(changeEntry(text, { fields: valuesOf(text), body: bodyOf(text) ?? '' }), text);
    const windows = text.replaceAll('\n', '\r\n');
    assert.equal(changeEntry(windows, { fields: valuesOf(windows) }), windows);
  }
});

test('a field of each file of content/ can be taken out and put back without another', () => {
  for (const [index, text] of files.entries()) {
    const values = valuesOf(text);
    const order = Object.keys(values);
    const name = order[index % order.length] ?? '';
    const { [name]: own, ...others } = values;
    const without = changeEntry(text, { fields: { [name]: undefined } });
    assert.equal(bodyOf(without), bodyOf(text));
    const again = changeEntry(without, { fields: { [name]: own }, order });
    assert.deepEqual(Object.entries(valuesOf(again)), Object.entries(values));
    if (Object.keys(others).length > 0) assert.deepEqual(valuesOf(without), others);
  }
});

test('only what differs within a field is written', () => {
  assert.deepEqual(
    change({ upperLimit: { value: 500000, currency: 'TRY', sources: [1, 2], asOf: '2026-03' } }),
    {
      out: ['  value: 300000          # yeni yönerge', '  currency: TRY', '', '  sources: [1]'],
      in: ['  value: 500000          # yeni yönerge', '  currency: TRY', '', '  sources: [1, 2]'],
    },
  );
  assert.deepEqual(change({ title: 'Örnek: kredi' }), {
    out: ['title: "Örnek: destek"   # resmî adı'],
    in: ['title: "Örnek: kredi"   # resmî adı'],
  });
  assert.deepEqual(change({ supportTypes: ['hibe', 'kefalet', 'vergi'] }), {
    out: ["supportTypes: [hibe, 'kefalet']"],
    in: ['supportTypes: [hibe, kefalet, vergi]'],
  });
  assert.deepEqual(change({ eligibility: ['KOBİ olmak', 'Kayıtlı olmak', 'İhracat yapmak'] }), {
    out: [],
    in: ['- Kayıtlı olmak'],
  });
  assert.deepEqual(change({ eligibility: ['İhracat yapmak'] }), { out: ['- KOBİ olmak'], in: [] });
  assert.deepEqual(change({ note: 'Birinci\nÜçüncü\n' }), {
    out: ['  İkinci'],
    in: ['  Üçüncü'],
  });
  assert.deepEqual(change({ note: undefined }), {
    out: ['note: |', '  Birinci', '  İkinci'],
    in: [],
  });
});

test('a part of an item comes and goes, and the comments around it stay', () => {
  const [relation] = [
    { to: 'plan11-309-5', basis: 'editor', reason: { tr: 'Neden', en: 'Why' }, by: 'BYS editörü' },
  ];
  assert.deepEqual(change({ planArticles: [{ ...relation, on: '2026-11-22' }] }), {
    out: [],
    in: ['    on: 2026-11-22'],
  });
  assert.deepEqual(change({ planArticles: [{ ...relation, by: undefined }] }), {
    out: ['    by: BYS editörü'],
    in: [],
  });
  assert.deepEqual(change({ planArticles: [{ ...relation, reason: { tr: 'A: b', en: 'Why' } }] }), {
    out: ['    reason: { tr: Neden, en: Why }'],
    in: ['    reason: { tr: "A: b", en: Why }'],
  });
  assert.deepEqual(change({ planArticles: [relation, { to: 'plan11-310', basis: 'source' }] }), {
    out: [],
    in: ['  - to: plan11-310', '    basis: source'],
  });
});

test('a value of another kind keeps the comment of its line', () => {
  assert.deepEqual(change({ title: ['a', 'b'] }), {
    out: ['title: "Örnek: destek"   # resmî adı'],
    in: ['title:   # resmî adı', '  - a', '  - b'],
  });
  assert.deepEqual(change({ upperLimit: 'yok' }).in, ['upperLimit: yok']);
  const empty = '---\ntitle: # yok\nkind: a\n---\n';
  assert.equal(
    changeEntry(empty, { fields: { title: 'A' } }),
    '---\ntitle: A # yok\nkind: a\n---\n',
  );
});

test('a field that was not there comes where the type has it, else behind the others', () => {
  assert.deepEqual(change({ state: 'draft' }), { out: [], in: ['state: draft'] });
  const text = changeEntry(entry, {
    fields: { closes: '2026-12-31' },
    order: ['title', 'upperLimit', 'closes', 'eligibility'],
  });
  assert.match(text, /asOf: 2026-03\ncloses: 2026-12-31\neligibility:/);
  assert.equal(
    changeEntry('---\n---\nMetin.', { fields: { title: 'A' } }),
    '---\ntitle: A\n---\nMetin.',
  );
});

test('items come behind those of a list as the file has them', () => {
  const text = '---\na:\n  - year: 2016 # belki\n    value: 10.50\n---\n';
  assert.equal(
    changeEntry(text, { items: { a: [{ year: '2017' }], b: ['x'], c: [] } }),
    '---\na:\n  - year: 2016 # belki\n    value: 10.50\n  - year: "2017"\nb:\n  - x\n---\n',
  );
});

test('a changed body leaves the fields and what stands around the body byte for byte', () => {
  const after = changeEntry(entry, { body: 'Yeni.\r\n\r\nİki satır.\n' });
  assert.deepEqual(changed(entry, after), {
    out: ['Metin.', '', 'Son.'],
    in: ['Yeni.', '', 'İki satır.'],
  });
  assert.equal(changeEntry('---\na: [ 1 ]\n---', { body: 'B' }), '---\na: [ 1 ]\n---\n\nB\n');
  assert.equal(changeEntry('---\na: 1\n---\n\nB\n', { body: '' }), '---\na: 1\n---\n');
  assert.equal(
    changeEntry('---\na: :\n---\n\nB', { body: 'C' }),
    '---\na: :\n---\n\nC',
    'fields that cannot be read are no hindrance',
  );
});

test('line ends stay those of the file', () => {
  const windows = entry.replaceAll('\n', '\r\n');
  const after = changeEntry(windows, {
    fields: { note: 'A\nB\n', closes: '2026-12-31' },
    body: 'C\n\nD',
  });
  assert.equal(after.replaceAll('\r\n', '').includes('\n'), false);
  assert.equal(
    after.replaceAll('\r\n', '\n'),
    changeEntry(entry, { fields: { note: 'A\nB\n', closes: '2026-12-31' }, body: 'C\n\nD' }),
  );
});

test('a file whose fields cannot be read is not guessed at', () => {
  for (const text of ['Metin', '---\ntitle: A\n', '---\n- a\n---\n', '---\na: [\n---\n'])
    assert.throws(() => changeEntry(text, { fields: { title: 'B' } }), /changeEntry/);
});

const tricky = fc.constantFrom(
  ...['2026-01-31', 'no', 'yes', 'null', '~', 'true', '2023', '309.10', '1e3', '0x1F', '.5', '-'],
  ...['=A1', '# baş', ': ', 'a: b', 'a #b', '- a', '? a', '&a', '*a', '!a', '%a', '@a', '`a', '|'],
  ...['>', '{a}', '[a]', ',', "'", '"', "it's", '"a"', '---', '...', '\t', 'a\tb', ' a ', '\n', ''],
  ...['a\nb', '\na', 'a\n', 'a\n\n', ' a\n b', 'a \nb', '# a\n# b', '---\na\n---', '😀', '👨‍👩‍👧', 'ş'],
  ...['__proto__', 'a\r\nb', 'a\rb', '\u2028', '\u0085', '\u0000', '\uFEFF', 'a'.repeat(200)],
  ...[`${'sözcük '.repeat(30)}\n son `, '<<', 'y', '2026-01-31T10:00:00Z', '12:30', '+90', '1_000'],
);
const text = fc.oneof(
  tricky,
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'ab \n\t:#-"\'{}[],&*!|>%@`?=\\ş'.split('')) }),
);
const scalar = fc.oneof(text, fc.integer(), fc.boolean());
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('tr', 'en', 'to', 'sources', 'a b', '1'), tie('value'), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  ),
}));

test('any value comes back as it went in, beside others that stay', () => {
  const names = ['title', 'upperLimit', 'eligibility', 'planArticles', 'note', 'yeni'];
  fc.assert(
    fc.property(fc.constantFrom(...names), value, value, fc.boolean(), (name, one, two, crlf) => {
      const before = crlf ? entry.replaceAll('\n', '\r\n') : entry;
      const expected = valuesOf(before);
      for (const given of [one, two, expected[name]]) {
        const after = changeEntry(before, { fields: { [name]: given } });
        const { [name]: own, ...others } = valuesOf(after);
        const { [name]: _, ...rest } = expected;
        assert.deepEqual(own, given);
        assert.deepEqual(others, rest);
        const again = changeEntry(after, { fields: { [name]: two } });
        assert.deepEqual(valuesOf(again), { ...rest, [name]: two });
        assert.equal(bodyOf(again), 'Metin.\n\nSon.');
        assert.ok(again.includes('# Yönergeye göre') && again.includes('# kapanış'));
      }
    }),
    { numRuns: 150, examples: [['title', [{}], [[['"\n']]], false]] },
  );
});

test('a new file holds its fields and its text', () => {
  assert.equal(
    newEntryText({ title: 'A: b', date: '2026-01-31', people: undefined }, ' Metin.\r\nSon.\n\n'),
    '---\ntitle: "A: b"\ndate: 2026-01-31\n---\n\nMetin.\nSon.\n',
  );
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'c'), value), (fields) => {
      fc.pre(Object.keys(fields).length > 0);
      assert.deepEqual(valuesOf(newEntryText(fields, 'Metin.')), { ...fields });
    }),
  );
});
