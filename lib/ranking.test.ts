import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { typeNames, type TypeName } from '#lib/content-types';
import { profileOf, rarityOf, relevance, type Profile, type Texts } from '#lib/ranking';
import { readCurated } from '#lib/search-words';
import { analysers } from '#lib/turkish/analyser';
import { readQuery } from '#lib/turkish/query';

const { tr } = analysers(readCurated(process.cwd()));

const entryOf = (texts: Partial<Texts>): Profile =>
  profileOf(tr, { title: '', names: [], passage: '', words: [], body: '', ...texts });

type More = {
  readonly type?: TypeName;
  readonly hints?: readonly string[];
  /** How rare each word of the query is, as written; 1 where it is not said. */
  readonly rarity?: Readonly<Record<string, number>>;
  readonly also?: readonly string[];
};

function judged(query: string, texts: Partial<Texts>, more: More = {}) {
  const { type = 'news', hints = [], rarity = {}, also = [] } = more;
  const [terms = []] = readQuery(tr, query).ways;
  const way = terms.map((term) => ({ term, also, rarity: rarity[term.written] ?? 1 }));
  const { score, missing } = relevance(entryOf(texts), type, way, new Set(hints));
  return { score, missing: missing.map(({ written }) => written) };
}
const scoreOf = (...given: Parameters<typeof judged>) => judged(...given).score;

/** Each text answers better than the next. */
function inOrder(query: string, texts: readonly Partial<Texts>[], more: More = {}) {
  const scores = texts.map((text) => scoreOf(query, text, more));
  const sorted = [...new Set(scores)].sort((a, b) => b - a);
  assert.deepEqual(scores, sorted, JSON.stringify(scores));
}

test('a profile has every word with its weightiest place and how often it stands there or elsewhere', () => {
  const { roots, stems, words, title } = entryOf({
    title: 'Fuarlar ve şehirler',
    passage: 'Şehrin fuarı',
    body: 'patentler',
  });
  assert.deepEqual(roots.get('fuar'), { place: 0, times: 2 });
  assert.deepEqual(stems.get('sehir'), { place: 0, times: 2 });
  assert.deepEqual(roots.get('patent'), { place: 4, times: 1 });
  assert.deepEqual(title, ['fuar', 'sehir']);
  assert.deepEqual([...words].sort(), ['fuar', 'patent', 'şehir']);
});

test('a profile keeps names of several words, and the single names inside them', () => {
  const { tr: withNames } = analysers(readCurated(process.cwd()), [
    ['zürafa', 'giraffa'],
    ['ulusal zürafa günü', 'UZG'],
  ]);
  const rootsOf = (title: string) =>
    profileOf(withNames, { title, names: [], passage: '', words: [], body: '' }).roots;
  const [[term] = []] = readQuery(withNames, 'UZG').ways;
  assert.ok(term && rootsOf('Ulusal zürafa gününde').has(term.root));
  const [[inner] = []] = readQuery(withNames, 'giraffa').ways;
  assert.ok(inner && rootsOf('Ulusal zürafa gününde').has(inner.root));
});

test('a word tells more the weightier its place', () => {
  inOrder('patent', [
    { title: 'Yıllık patent raporu' },
    { title: 'Yıllık', passage: 'patent' },
    { title: 'Yıllık', words: ['patent'] },
    { title: 'Yıllık', body: 'patent' },
  ]);
  assert.ok(
    scoreOf('patent', { title: 'Yıllık', names: ['patent'] }) >
      scoreOf('patent', { title: 'Yıllık', passage: 'patent' }),
  );
});

test('of several places the weightiest counts', () => {
  assert.equal(
    scoreOf('patent', { passage: 'patent', body: 'fuar' }),
    scoreOf('patent', { passage: 'patent', body: 'kredi' }),
  );
  assert.ok(
    scoreOf('patent', { passage: 'patent', body: 'patent' }) >
      scoreOf('patent', { body: 'patent patent' }),
  );
});

test('a word that comes often tells more, up to a point', () => {
  const times = (n: number) => scoreOf('patent', { body: 'patent '.repeat(n) });
  assert.ok(times(1) < times(3) && times(3) < times(10));
  assert.equal(times(100), times(1000));
  assert.ok(times(1000) < scoreOf('patent', { passage: 'patent' }));
});

test('a rare word tells more than a common one', () => {
  const rarity = { zürafa: 5, destek: 0.1 };
  inOrder('zürafa destek', [{ body: 'zürafa' }, { body: 'destek' }], { rarity });
  inOrder('zürafa destek', [{ body: 'destek' }, { body: 'zürafa' }], {
    rarity: { zürafa: 0.1, destek: 5 },
  });
});

test('the form that was typed tells more than another of its family', () => {
  inOrder('ihracatçı', [{ body: 'ihracatçılara' }, { body: 'ihracata' }]);
  inOrder('ihracat', [{ body: 'ihracata' }, { body: 'ihracatçılara' }]);
});

test('the more of the words an entry has, the better; it is told which it lacks', () => {
  const query = 'patent fuar kredi';
  inOrder(query, [
    { body: 'patent fuar kredi' },
    { body: 'patent fuar' },
    { body: 'patent' },
    { body: 'zürafa' },
  ]);
  assert.deepEqual(judged(query, { body: 'fuarlar' }).missing, ['patent', 'kredi']);
  assert.deepEqual(judged(query, { body: 'kredi, patent, fuar' }).missing, []);
});

test('all words in the body come before the rare one alone in the lead', () => {
  inOrder('zürafa laboratuvar', [{ body: 'zürafa laboratuvar' }, { passage: 'zürafa' }], {
    rarity: { zürafa: 5, laboratuvar: 1 },
  });
});

test('what is missing costs as much as it tells', () => {
  const rarity = { patent: 4, fuar: 1 };
  const lacksFuar = scoreOf('patent fuar', { title: 'Yıl', body: 'patent' }, { rarity });
  const lacksPatent = scoreOf('patent fuar', { title: 'Yıl', body: 'fuar' }, { rarity });
  assert.ok(lacksFuar > 2 * lacksPatent);
});

test('an entry that has none of the words scores nothing and lacks them all', () => {
  assert.deepEqual(judged('patent fuar', { title: 'Zürafa' }), {
    score: 0,
    missing: ['patent', 'fuar'],
  });
  const hints = ['term'];
  assert.equal(scoreOf('patent', { title: 'Zürafa' }, { type: 'programme', hints }), 0);
});

test('an entry of that very name stands before longer names', () => {
  inOrder('patent fuarı', [
    { title: 'Patent fuarı' },
    { title: 'Patent fuarı rehberi' },
    { title: 'Patent fuarı rehberi ve yıllık takvimi' },
  ]);
  inOrder('patent', [{ title: 'Patent' }, { title: 'Patent fuar takvimi' }]);
});

test('a title that begins as the query does stands before one that has it later', () => {
  inOrder('patent', [{ title: 'Patent takvimi' }, { title: 'Takvim patenti' }]);
});

test('the words of a title that tell nothing do not make it longer', () => {
  assert.equal(
    scoreOf('patent fuarı', { title: 'Patent ve fuar' }),
    scoreOf('patent fuarı', { title: 'Patent fuar' }),
  );
});

test('the kind of entry that the words speak of comes first', () => {
  const texts = { title: 'Patent' };
  const plain = scoreOf('patent', texts, { type: 'term' });
  assert.ok(scoreOf('patent', texts, { type: 'term', hints: ['term'] }) > plain);
  assert.equal(scoreOf('patent', texts, { type: 'term', hints: ['event'] }), plain);
});

test('programmes come before other kinds, institutions and pages of the site after them', () => {
  const of = (type: TypeName) => scoreOf('patent', { title: 'Patent' }, { type });
  const others = typeNames.filter((t) => !['programme', 'institution', 'page'].includes(t));
  for (const type of others) {
    assert.ok(of('programme') > of(type), type);
    assert.ok(of(type) > of('institution') && of(type) > of('page'), type);
  }
});

for (const [typed, other] of [
  ['kâr', 'kar'],
  ['diş', 'dış'],
  ['dış', 'diş'],
  ['hâl', 'hal'],
] as const)
  test(`${typed} is not ${other}: another spelling is worth less, even in a better place`, () => {
    inOrder(typed, [{ body: typed }, { title: 'Takvim', passage: other }]);
    inOrder(`${typed} takvimi`, [{ body: `${typed} takvim` }, { passage: `${other} takvim` }]);
  });

test('typed without Turkish letters no spelling is preferred', () => {
  for (const [typed, a, b] of [
    ['kar', 'kar', 'kâr'],
    ['dis', 'dış', 'diş'],
  ] as const)
    assert.equal(scoreOf(typed, { passage: a }), scoreOf(typed, { passage: b }));
});

test('capitals are no other spelling', () => {
  for (const [typed, text] of [
    ['tübitak', 'TÜBİTAK'],
    ['TÜBİTAK', 'Tübitak'],
    ['ÜRETİM', 'üretim'],
    ['üretim', 'ÜRETİM'],
    ['Şişli', 'ŞİŞLİ'],
    ['kosgeb', 'KOSGEB'],
  ] as const)
    assert.equal(scoreOf(typed, { body: text }), scoreOf(typed, { body: typed }), typed);
});

test('an entry with both spellings is none of another spelling', () => {
  assert.equal(scoreOf('kâr', { body: 'kâr kar' }), scoreOf('kâr', { body: 'kâr kâr' }));
});

test('what people say otherwise counts, but less than the word itself', () => {
  inOrder('usta', [{ body: 'usta' }, { body: 'nitelikli' }, { body: 'zürafa' }]);
  assert.deepEqual(judged('usta', { body: 'nitelikli' }).missing, []);
});

test('words that may be meant count as the term itself', () => {
  const query = 'interr';
  assert.deepEqual(judged(query, { body: 'Interreg' }).missing, ['interr']);
  const also = tr.analyse('Interreg').tokens.map(({ stem }) => stem);
  assert.deepEqual(judged(query, { body: 'Interreg' }, { also }).missing, []);
  inOrder(
    query,
    [{ title: 'Interreg' }, { title: 'Interreg takvimi yılı' }, { body: 'Interreg' }],
    {
      also,
    },
  );
});

test('a word of all texts weighs next to nothing, and the fewer have it the more it weighs', () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.nat(5000), fc.nat(5000), (all, a, b) => {
      const [few, many] = [Math.min(a, b, all), Math.min(Math.max(a, b), all)];
      assert.ok(rarityOf(few, all) >= rarityOf(many, all));
      if (few < many) assert.ok(rarityOf(few, all) > rarityOf(many, all));
      assert.ok(rarityOf(many, all) > 0);
    }),
  );
  assert.ok(rarityOf(545, 545) < 0.01);
  // Counts come from two questions; one may be of a moment later.
  assert.ok(rarityOf(600, 545) > 0);
});

test('any score is a number from nothing upwards, and one word more never lowers it', () => {
  const vocabulary = ['patent', 'fuar', 'kredi', 'zürafa', 'kâr', 'kar', 'ihracatçı'];
  const some = fc.array(fc.constantFrom(...vocabulary), { maxLength: 6 }).map((w) => w.join(' '));
  fc.assert(
    fc.property(
      fc.record({ title: some, passage: some, body: some }),
      fc.subarray(vocabulary, { minLength: 1 }),
      fc.constantFrom(...typeNames),
      fc.constantFrom(...vocabulary),
      (texts, query, type, added) => {
        const before = judged(query.join(' '), texts, { type });
        assert.ok(Number.isFinite(before.score) && before.score >= 0);
        const after = judged(
          query.join(' '),
          { ...texts, body: `${texts.body} ${added}` },
          { type },
        );
        assert.ok(after.missing.length <= before.missing.length);
        assert.ok(after.score >= before.score - 1e-9);
      },
    ),
  );
});
