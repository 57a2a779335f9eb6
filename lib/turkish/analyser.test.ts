import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { readCurated } from '#lib/search-words';
import { analysers, hash, rules, type Token } from '#lib/turkish/analyser';
import { fold } from '#lib/turkish/letters';
import { indexed, legsOf } from '#lib/turkish/legs';
import { lexiconOf } from '#lib/turkish/lexicon';
import { lexiconData } from '#lib/turkish/lexicon-data';
import { marksIn } from '#lib/turkish/marks';
import { stemmer } from '#lib/turkish/stems';
import { packed, unpacked } from '#lib/turkish/word-list';
import { englishStem } from '#lib/turkish/english';

const curated = readCurated(process.cwd());
const glossary = [
  ['KOBİ', 'Küçük ve Orta Büyüklükteki İşletme', 'küçük ve orta ölçekli işletme', 'SME'],
  ['UR-GE', 'Uluslararası Rekabetçiliğin Geliştirilmesi', 'URGE'],
  ['hibe', 'geri ödemesiz destek', 'geri ödemesiz', 'grant'],
  ['TGB', 'Teknoloji Geliştirme Bölgesi', 'teknopark', 'teknokent', 'technology park'],
  ['küme', 'cluster', 'sanayi kümesi'],
  ['kümelenme', 'clustering'],
  ['TSO', 'Ticaret ve Sanayi Odası', 'oda'],
];
const { tr, en } = analysers(curated, glossary);
const { stem, root } = stemmer(lexiconOf(curated), englishStem);

type Pair = {
  query: string;
  doc: string;
  relation: string;
  sub?: string;
  should_match: boolean;
};
const pairs = readFileSync('lib/turkish/turkish-pairs.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Pair); // written by hand, read by this test only

/** Whether the words of a leg all stand in a field, as the engine takes quoted words. */
const holds = (field: string, leg: string) =>
  [...leg.matchAll(/"([^"]*)"/g)].every(([, words]) => ` ${field} `.includes(` ${words} `));

const finds = (query: string, doc: string, analyser = tr) => {
  const field = indexed(analyser, doc).roots;
  return legsOf(analyser, query).roots.some((leg) => holds(field, leg));
};

for (const kind of new Set(pairs.map(({ relation, sub }) => [relation, sub].join(' ').trim()))) {
  // Letters folded alike cannot be told apart here; the page shown puts them in order.
  if (kind === 'negative fold-collision') continue;
  test(`pairs: ${kind}`, () => {
    const wrong = pairs
      .filter(({ relation, sub }) => [relation, sub].join(' ').trim() === kind)
      .filter(({ query, doc, should_match }) => finds(query, doc) !== should_match)
      .map(({ query, doc }) => `${query} : ${doc}`);
    assert.deepEqual(wrong, []);
  });
}

test('a form is found by its stem already, and marked', () => {
  for (const { query, doc, relation, sub, should_match } of pairs) {
    if (!should_match) continue;
    const legs = legsOf(tr, query);
    if (relation === 'inflection' && sub === 'strict')
      assert.ok(holds(indexed(tr, doc).stems, legs.stems), `${query} : ${doc}`);
    assert.notEqual(marksIn(tr, doc, legs.sought).length, 0, `${query} : ${doc}`);
  }
});

test('synonyms are found both ways, inflected too', () => {
  for (const [query, doc] of [
    ['KOBİ destekleri', 'küçük ve orta ölçekli işletmelerin desteği'],
    ['küçük ve orta ölçekli işletmeler', 'KOBİ’lerin'],
    ['UR-GE projeleri', 'Uluslararası Rekabetçiliğin Geliştirilmesi Projesi'],
    ['hibeler', 'geri ödemesiz desteklerin'],
    ['geri ödemesiz', 'hibesi'],
    ['teknoparklarda', 'TGB’ler'],
    ['cluster', 'kümelenmenin'],
    ['kümelerin', 'clusters'],
  ] as const)
    assert.ok(finds(query, doc), `${query} : ${doc}`);
});

test('a synonym that is too broad, or a part of another, does not widen a query', () => {
  assert.ok(!finds('odalar', 'TSO'));
  assert.ok(!finds('sanayi kümesi', 'küme'));
  assert.ok(finds('küme', 'sanayi kümesi'));
});

test('in English, English words are stemmed and Turkish names found with and without their letters', () => {
  for (const [query, doc] of [
    ['policies', 'policy'],
    ['supporting clusters', 'cluster support'],
    ['Kümelenme', 'Kümelenme Destek Programı'],
    ['kumelenme', 'Kümelenme Destek Programı'],
    ['Tubitak', 'TÜBİTAK 1501'],
  ] as const)
    assert.ok(finds(query, doc, en), `${query} : ${doc}`);
  assert.ok(finds('clusters', 'the cluster'), 'English words in a Turkish text');
});

test('stop words are compared as they are spelt, and never leave nothing', () => {
  assert.equal(legsOf(tr, 'şu su').stems, '"su"');
  assert.equal(legsOf(tr, 've ile').stems, '"ve" "ile"');
});

test('a reader’s own quotes and exclusions are kept', () => {
  assert.equal(legsOf(tr, '"309.5" madde -kredi').words, '"309.5" "madde" -"kredi"');
  assert.equal(legsOf(tr, '"309.5" madde').phrases, true);
  assert.equal(legsOf(tr, 'kümelenme "desteği').words, '"kümelenme" "desteği"');
});

test('more than ten words: the most telling are asked and the others named', () => {
  const words = 'bakanlık yönetmelik destek kredi fuar ihracat patent küme teşvik vergi hibe 1507';
  const { stems, leftOut } = legsOf(tr, words);
  assert.equal(stems.match(/"/g)?.length, 20);
  assert.equal(leftOut.length, 2);
  assert.ok(stems.includes('1507'));
});

const awkward = [
  '',
  '   ',
  '"',
  '""',
  '"""',
  '-',
  '- -- -"',
  'a'.repeat(5000),
  "'".repeat(200),
  "a'".repeat(200),
  'İIiı'.repeat(50),
  'kümelenme'.normalize('NFD'),
  'Кластер кластеры',
  'مجموعة صناعية',
  '🏭👩‍🔬🇹🇷',
  '1.500.000,00 % 309.5. 2022/2',
  'https://www.kosgeb.gov.tr/site/tr/genel/destekler?q=küme&p=1#2',
  'kü\u00adme\u200dlen\u200cme UR\u2011GE\tAR&amp;GE',
  '\ud800 \udc00 \0 \uffff',
];

test('awkward input never throws', () => {
  for (const text of awkward)
    for (const analyser of [tr, en]) {
      legsOf(analyser, text);
      indexed(analyser, text);
      marksIn(analyser, text, legsOf(analyser, 'küme').sought);
    }
});

test('soft hyphens, joiners, odd hyphens and decomposed letters do not hide a word', () => {
  assert.ok(finds('kümelenme', 'kü\u00adme\u200dlen\u200cme'));
  assert.ok(finds('kümelenme', 'kümelenme'.normalize('NFD')));
  assert.ok(finds('UR-GE', 'UR\u2011GE'));
  assert.ok(finds('Ar-Ge', 'AR&amp;GE'));
  assert.ok(finds('İSTANBUL', 'ISTANBUL') && finds('ıstanbul', 'İstanbul'));
  assert.ok(finds('1500000', '1.500.000'));
  assert.ok(finds('309', '309.5') && !finds('309.5', '309 ve 5'));
});

const letter = fc.constantFrom(...'aâbcçdefgğhıiîjklmnoöprsştuüûvyzIİÖÜ');
const turkishWord = fc.oneof(
  fc.array(letter, { minLength: 1, maxLength: 18 }).map((letters) => letters.join('')),
  fc
    .tuple(
      fc.constantFrom(...unpacked(lexiconData.nouns)),
      fc.constantFrom('', 'ler', 'larının', 'mamadan', 'leştirilmesi', 'sini', 'im', 'ıyorum'),
    )
    .map((parts) => parts.join('')),
);

test('the stem of a stem is itself, and so is the root of a root', () => {
  fc.assert(
    fc.property(turkishWord, (word) => {
      const once = stem(word);
      assert.equal(stem(once), once);
      assert.equal(root(root(once)), root(once));
      assert.equal(englishStem(englishStem(fold(word))), englishStem(fold(word)));
    }),
    { numRuns: 3000 },
  );
});

test('folding commutes with case', () => {
  fc.assert(
    fc.property(turkishWord, (word) => {
      assert.equal(fold(word.toLocaleUpperCase('tr')), fold(word));
      assert.equal(fold(word.toUpperCase()), fold(word));
      assert.equal(fold(word.normalize('NFD')), fold(word));
      assert.equal(fold(fold(word)), fold(word));
    }),
  );
});

test('any text is read without harm: places in order, inside the text, on whole words', () => {
  const text = fc.string({ unit: 'binary', maxLength: 200 });
  fc.assert(
    fc.property(text, fc.oneof(text, turkishWord), (body, query) => {
      for (const analyser of [tr, en]) {
        const marks = marksIn(analyser, body, legsOf(analyser, query).sought);
        let last = 0;
        let rebuilt = '';
        for (const [start, end] of marks) {
          assert.ok(last <= start && start < end && end <= body.length);
          rebuilt += body.slice(last, start) + body.slice(start, end);
          last = end;
        }
        assert.equal(rebuilt + body.slice(last), body);
      }
    }),
  );
});

test('the work grows with the text: twice the text, twice the tokens, none looked at more than often', () => {
  // Words that all could begin a name or a compound, numbers that all could hang together.
  for (const unit of ['küçük ve ', 'iş ', '1.', "a'", 'ur-', 'ler', '"', '-a ']) {
    const steps = (times: number) => {
      let looked = 0;
      const counting: typeof tr = {
        ...tr,
        isStopWord: (word) => ((looked += 1), tr.isStopWord(word)),
        analyse: (text) => {
          const analysis = tr.analyse(text);
          looked += analysis.tokens.reduce((sum, t: Token) => sum + 1 + t.others.length, 0);
          return analysis;
        },
      };
      indexed(counting, unit.repeat(times));
      return looked;
    };
    assert.ok(steps(4000) <= 2 * steps(2000) + 10, unit);
  }
});

test('the lexicon is small, and packing words loses none', () => {
  assert.ok(gzipSync(readFileSync('lib/turkish/lexicon-data.ts')).length < 150_000);
  const words = fc.uniqueArray(fc.stringMatching(/^[a-zçğıöşü]{1,30}$/)).map((w) => w.sort());
  fc.assert(fc.property(words, (list) => assert.deepEqual(unpacked(packed(list)), list)));
});

test('a change of rules comes with another version', () => {
  // Stems of every 50th noun with an ending: when this differs, raise `rules` in analyser.ts.
  const probe = unpacked(lexiconData.nouns).filter((_, i) => i % 50 === 0);
  const made = probe.map((word) => `${stem(`${word}lerinden`)} ${root(stem(word))}`);
  assert.equal(`${rules} ${hash(made.join())}`, '2 1fxnrv01xipkt4');
});

test('a version names rules, lexicon and words: another word makes another version', () => {
  assert.match(tr.version, /^\d+-[0-9a-f]{12}-[0-9a-z]+$/);
  assert.notEqual(analysers(curated, []).tr.version, tr.version);
});
