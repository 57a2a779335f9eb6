import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { profileOf, type Profile } from '#lib/ranking';
import { readLibrary } from '#lib/library';
import { readCurated } from '#lib/search-words';
import { analysers, hash, rules, type Analyser, type Token } from '#lib/turkish/analyser';
import { fold } from '#lib/turkish/letters';
import { lexiconOf } from '#lib/turkish/lexicon';
import { lexiconData } from '#lib/turkish/lexicon-data';
import { marksIn } from '#lib/turkish/marks';
import { readQuery, type Query } from '#lib/turkish/query';
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
const pairs = readFileSync('e2e/relevance/turkish-pairs.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Pair); // written by hand, read by this test only

const entryOf = (analyser: Analyser, body: string): Profile =>
  profileOf(analyser, { title: '', names: [], passage: '', words: [], body });

/** Whether an entry of this text has all that a query asks for, by the heads of word families. */
const finds = (query: string, doc: string, analyser = tr) => {
  const { roots } = entryOf(analyser, doc);
  const [terms = []] = readQuery(analyser, query).ways;
  return terms.length > 0 && terms.every(({ root }) => roots.has(root));
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
    const { ways, sought } = readQuery(tr, query);
    if (relation === 'inflection' && sub === 'strict') {
      const { stems } = entryOf(tr, doc);
      const words = ways[0]?.flatMap((term) => term.stems) ?? [];
      assert.notEqual(words.length, 0, query);
      for (const stem of words) assert.ok(stems.has(stem), `${query} : ${doc}`);
    }
    assert.notEqual(marksIn(tr, doc, sought).length, 0, `${query} : ${doc}`);
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

const rootsIn = (query: string, analyser = tr) =>
  readQuery(analyser, query).ways.map((way) => way.map(({ root }) => root));

test('stop words are compared as they are spelt, and never leave nothing', () => {
  assert.deepEqual(rootsIn('şu su'), [['su']]);
  assert.deepEqual(rootsIn('ve ile'), [['ve', 'ile']]);
});

test('a reader’s own quotes and exclusions are kept', () => {
  const { ways, phrases, without } = readQuery(tr, '"309.5" madde -kredilerin');
  const quoted = ({ phrases: all }: Query) => all.map(({ written }) => written);
  assert.deepEqual(
    ways[0]?.map(({ written }) => written),
    ['madde'],
  );
  assert.deepEqual([phrases, without], [[{ written: '309.5', roots: ['309x5'] }], ['kredi']]);
  const mixed = readQuery(tr, 'kümelenme "desteği   için" -"geri ödeme"');
  assert.deepEqual(quoted(mixed), ['desteği için']);
  assert.equal(mixed.without.length, 2);
  assert.deepEqual(quoted(readQuery(tr, '“küme desteği” „fuar“')), ['küme desteği', 'fuar']);
});

test('a quote that is not closed is none, and a minus inside a word excludes nothing', () => {
  const open = readQuery(tr, '"küme desteği');
  assert.deepEqual(open.phrases, []);
  assert.deepEqual(
    open.ways[0]?.map(({ written }) => written),
    ['küme', 'desteği'],
  );
  const three = readQuery(tr, '"küme" "fuar');
  assert.deepEqual(
    [three.phrases.map(({ written }) => written), three.ways[0]?.length],
    [['küme'], 1],
  );
  for (const query of ['UR-GE', 'Ar-Ge destek', '2021-2027', 'küme - destek', '-', '--'])
    assert.deepEqual(readQuery(tr, query).without, [], query);
});

test('what is excluded or left out is not marked', () => {
  const { sought } = readQuery(tr, 'küme -kredi');
  assert.deepEqual(
    marksIn(tr, 'Kümelere kredi', sought).map(([from, to]) => 'Kümelere kredi'.slice(from, to)),
    ['Kümelere'],
  );
});

test('more than ten words: the most telling are asked and the others named', () => {
  const words = 'bakanlık yönetmelik destek kredi fuar ihracat patent küme teşvik vergi hibe 1507';
  const { ways, leftOut } = readQuery(tr, words);
  const asked = ways[0]?.map(({ written }) => written) ?? [];
  assert.equal(asked.length, 10);
  assert.equal(leftOut.length, 2);
  assert.ok(asked.includes('1507'));
  assert.deepEqual([...asked, ...leftOut].sort(), words.split(' ').sort());
});

test('a name of several words is read as one term and word by word', () => {
  const [named, single] = readQuery(tr, 'geri ödemesiz fuar').ways;
  assert.deepEqual(
    named?.map(({ written }) => written),
    ['geri ödemesiz', 'fuar'],
  );
  assert.deepEqual(
    single?.map(({ written }) => written),
    ['geri', 'ödemesiz', 'fuar'],
  );
  assert.equal(readQuery(tr, 'fuar').ways.length, 1);
});

test('a word typed with Turkish letters remembers its spelling, one typed without does not', () => {
  const spellingOf = (query: string) => readQuery(tr, query).ways[0]?.[0]?.spelling;
  assert.equal(spellingOf('kâr'), 'kâr');
  assert.equal(spellingOf('dışa'), 'dış');
  assert.equal(spellingOf('diş'), 'diş');
  assert.equal(spellingOf('kar'), undefined);
});

test('what people say otherwise is meant as well, the parts of a number too', () => {
  const meanings = (query: string) => readQuery(tr, query).ways[0]?.[0]?.meanings ?? [];
  assert.ok(meanings('ustaları').includes(rootsIn('nitelikli')[0]?.[0] ?? ''));
  assert.ok(meanings('376.1').includes('376'));
  assert.deepEqual(meanings('zürafa'), []);
});

for (const query of ['mavi kuş', 'zürafa evi bakımı'])
  test(`words that may stand joined are looked for so as well: ${query}`, () => {
    const [first = '', second = ''] = query.split(' ');
    const joined = tr.analyse(first + second).tokens[0]?.root ?? '';
    const terms = readQuery(tr, query).ways.flat();
    assert.notEqual(
      terms.find(({ meanings }) => meanings.includes(joined)),
      undefined,
    );
  });

test('words tell which kind of entry is sought', () => {
  assert.deepEqual([...readQuery(tr, 'kümelenme nedir').hints], ['term']);
  assert.deepEqual([...readQuery(tr, 'kümelenme').hints], []);
});

const form = (text: string, analyser = tr) => {
  const token = analyser.analyse(text).tokens[0];
  return token && analyser.dictionaryForm(text.slice(token.start, token.end), token);
};

for (const [written, wanted] of [
  ['desteğimizin', 'destek'],
  ['KOSGEB’e', 'KOSGEB'],
  ['şehirlerin', 'şehir'],
  ['şehrin', 'şehir'],
  ['aklın', 'akıl'],
  ['Kümelere', 'küme'],
  ['destekliyor', 'desteklemek'],
  ['1507', '1507'],
  ['UR-GE', 'UR-GE'],
  ['Ar-Ge’nin', 'Ar-Ge'],
  ['e-ticaret', 'e-ticaret'],
  ['e-ticareti', 'e-ticaret'],
  ['Interreg', 'Interreg'],
  ['Türkiye’nin', 'Türkiye'],
  ['kü\u00adme', 'küme'],
  ['kümelenme'.normalize('NFD'), 'kümelenme'],
] as const)
  test(`a dictionary has ${written} under ${wanted}`, () => assert.equal(form(written), wanted));

test('every word of the content finds itself in its dictionary form', () => {
  const shelf = readLibrary(process.cwd());
  for (const [locale, analyser] of [
    ['tr', tr],
    ['en', en],
  ] as const) {
    const lost = new Set<string>();
    for (const { data, body } of shelf.entries(locale))
      for (const text of [data.title, body])
        for (const token of analyser.analyse(text).tokens) {
          if (analyser.isStopWord(token.word)) continue;
          const made = analyser.dictionaryForm(text.slice(token.start, token.end), token);
          if (analyser.isStopWord(made)) continue;
          const again = analyser.analyse(made).tokens;
          if (again.length !== 1 || again[0]?.root !== token.root)
            lost.add(`${token.word} : ${made}`);
        }
    assert.deepEqual([...lost], [], locale);
  }
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
      readQuery(analyser, text);
      entryOf(analyser, text);
      marksIn(analyser, text, readQuery(analyser, 'küme').sought);
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
        const marks = marksIn(analyser, body, readQuery(analyser, query).sought);
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

const queryText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(
      fc.oneof(
        turkishWord,
        fc.constantFrom(
          '"',
          '-',
          '“',
          '”',
          "'",
          ' ',
          '309.5',
          'UR-GE',
          've',
          '-"',
          'küçük ve orta',
        ),
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join(' ')),
);

test('any query is read without harm: at most ten of everything, every word asked or named', () => {
  fc.assert(
    fc.property(queryText, (query) => {
      for (const analyser of [tr, en]) {
        const { ways, phrases, without, leftOut } = readQuery(analyser, query);
        assert.ok(ways.length >= 1 && ways.length <= 2);
        assert.ok(phrases.length <= 10 && without.length <= 10);
        for (const way of ways) {
          assert.ok(way.length <= 10);
          assert.equal(new Set(way.map(({ root }) => root)).size, way.length);
          for (const { written, root, stems } of way)
            assert.ok(written !== '' && root !== '' && stems.length > 0);
        }
        const used = new Set(ways.flat().map(({ written }) => written));
        for (const word of leftOut) assert.ok(!used.has(word));
      }
    }),
    { numRuns: 500, examples: [['\u0301'], ['küme \u0301']] },
  );
});

test('a text is read part by part as it is whole: no word depends on what is far from it', () => {
  fc.assert(
    fc.property(fc.array(turkishWord, { maxLength: 12 }), (words) => {
      const alone = words.map((word) => tr.analyse(word).tokens.length);
      const { tokens } = tr.analyse(words.join('. '));
      assert.equal(
        tokens.length,
        alone.reduce((sum, count) => sum + count, 0),
      );
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
        dictionaryForm: (written, token) => ((looked += 1), tr.dictionaryForm(written, token)),
        analyse: (text) => {
          const { tokens, groups, inner } = tr.analyse(text);
          looked += tokens.reduce((sum, { others }: Token) => sum + 1 + others.length, 0);
          looked += groups.length + inner.length;
          return { tokens, groups, inner };
        },
      };
      entryOf(counting, unit.repeat(times));
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
  assert.equal(`${rules} ${hash(made.join())}`, '3 vpe84cqrf24');
});

test('a version names rules, lexicon and words: another word makes another version', () => {
  assert.match(tr.version, /^\d+-[0-9a-f]{12}-[0-9a-z]+$/);
  assert.notEqual(analysers(curated, []).tr.version, tr.version);
});
