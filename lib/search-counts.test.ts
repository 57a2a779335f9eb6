import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  inVain,
  kept,
  mostADay,
  mostKept,
  neverOpened,
  normalised,
  searchCounter,
  shownSearches,
  type Counts,
  type Outcome,
  type SearchCounter,
} from '#lib/search-counts';

const at = (day: string, seconds = 0) => new Date(Date.parse(`${day}T09:00:00Z`) + seconds * 1000);
const day = '2026-11-22';

/** A search by somebody, and nothing typed for a while after. */
function search(
  counter: SearchCounter,
  query: string,
  { by = 'a', on = at(day), outcome = 'found' as Outcome } = {},
): void {
  counter.searched({ session: by, query, locale: 'tr', at: on, outcome });
}
const all = (counter: SearchCounter, on = at(day, 3600)) => kept({}, counter.take(on, true), on);

test('a query is kept as small letters and single spaces, without signs', () => {
  for (const [typed, wanted] of [
    ['  KOSGEB   Hibesi ', 'kosgeb hibesi'],
    ['İHRACAT IŞIĞI', 'ihracat ışığı'],
    ['“Ar-Ge” desteği?', 'ar-ge desteği'],
    ['TÜBİTAK 1507', 'tübitak 1507'],
    ['309.5', '309.5'],
    ['2022/2 çağrısı', '2022/2 çağrısı'],
    ["KOBİ'lere", "kobi'lere"],
    ['<script>alert(1)</script>', 'script alert 1 script'],
    ['ﬁ\u200Bnansman', 'fi nansman'],
  ] as const)
    assert.equal(normalised(typed, 'tr'), wanted, typed);
  assert.equal(normalised('IT SUPPORT', 'en'), 'it support');
});

test('what is no search is not kept', () => {
  for (const typed of ['', '   ', '!?', 'a '.repeat(13), 'ab'.repeat(16), '10000000146'])
    assert.equal(normalised(typed, 'tr'), undefined, typed);
});

/** Numbers from one seed, so that a failure can be repeated. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test('no number of a person and no address is ever kept, however it is written', () => {
  const random = numbers(7);
  const digits = (count: number) => Array.from({ length: count }, () => random(10)).join('');
  const pick = <T>(of: readonly T[]): T => of[random(of.length)] as T; // the list is not empty
  const grouped = (text: string, by: number) =>
    text.replace(new RegExp(`(.{${by}})(?=.)`, 'g'), `$1${pick([' ', '.', '-', ''])}`);
  const identity = () => {
    const d = [1 + random(9), ...Array.from({ length: 8 }, () => random(10))];
    const sum = (keep: (i: number) => boolean) =>
      d.reduce((total, digit, i) => (keep(i) ? total + digit : total), 0);
    const tenth = (((sum((i) => i % 2 === 0) * 7 - sum((i) => i % 2 === 1)) % 10) + 10) % 10;
    return [...d, tenth, (sum(() => true) + tenth) % 10].join('');
  };
  const kinds = {
    identity: () => grouped(identity(), 3),
    iban: () => pick(['TR', 'tr', 'Tr']) + grouped(digits(24), 4),
    phone: () =>
      `${pick(['+90 ', '0', '0090 ', '0 '])}(5${digits(2)}) ${digits(3)} ${digits(2)} ${digits(2)}`,
    email: () => `${pick(['ali', 'Ayşe.Öz', 'x_1'])}@${pick(['örnek', 'mail'])}.com.tr`,
    ip: () => Array.from({ length: 4 }, () => random(256)).join('.'),
    ip6: () => Array.from({ length: 8 }, () => (4096 + random(61439)).toString(16)).join(':'),
    address: () => `https://example.org/${digits(4)}?ad=ayse`,
  };
  const counter = searchCounter();
  const secrets: string[] = [];
  for (let i = 0; i < 7_000; i++) {
    const kind = pick(Object.keys(kinds) as (keyof typeof kinds)[]); // of this very object
    const secret = kinds[kind]();
    secrets.push(secret);
    const query = pick([
      secret,
      `hibe ${secret}`,
      `${secret} desteği`,
      `kredi,${secret},makine`,
      `(${secret})`,
      `${secret} ${kinds.phone()}`,
    ]);
    search(counter, query, { by: `s${i}`, on: at(day, i / 10) });
  }
  const text = JSON.stringify(all(counter));
  assert.ok(text.includes('tr hibe') && text.includes('tr desteği'));
  for (const secret of secrets) {
    const small = secret.toLocaleLowerCase('tr').trim();
    assert.ok(!text.includes(small), secret);
  }
  const queries = Object.keys(all(counter)).concat(Object.keys(JSON.parse(text) as object));
  for (const query of queries) {
    assert.doesNotMatch(query, /@|:\/\//);
    assert.doesNotMatch(query, /\d(?:[\s.,\-/()+]*\d){6,}/, query);
    assert.doesNotMatch(query, /\d+\.\d+\.\d+\.\d+|[\da-f]+:[\da-f]+:/, query);
  }
});

test('nothing of who searched is in what is kept', () => {
  const counter = searchCounter();
  search(counter, 'hibe', { by: 'AhvX9session' });
  const held = all(counter);
  assert.deepEqual(held, {
    'tr hibe': {
      '2026-11': { searched: 1, nothing: 0, similar: 0, clicked: 0, days: 1, last: day },
    },
  });
});

test('what is typed letter by letter is one search, the last', () => {
  const counter = searchCounter();
  ['k', 'kre', 'kredi', 'kredi g', 'kredi garanti'].forEach((query, i) =>
    search(counter, query, { on: at(day, i), outcome: 'nothing' }),
  );
  search(counter, 'hibe', { on: at(day, 6) });
  search(counter, 'hibeler', { on: at(day, 60) });
  assert.deepEqual(Object.keys(all(counter)).sort(), ['tr hibe', 'tr hibeler', 'tr kredi garanti']);
});

test('what is being typed waits, what is typed to the end is counted', () => {
  const counter = searchCounter();
  search(counter, 'hibe', { on: at(day, 0) });
  assert.deepEqual(counter.take(at(day, 5)), {});
  assert.deepEqual(Object.keys(counter.take(at(day, 11))), ['tr hibe']);
  assert.deepEqual(counter.take(at(day, 12)), {});
});

test('somebody who searches the same again counts once a day', () => {
  const counter = searchCounter();
  for (const seconds of [0, 100, 200]) search(counter, 'hibe', { on: at(day, seconds) });
  search(counter, 'HİBE ', { by: 'b', on: at(day, 300) });
  search(counter, 'hibe', { on: at('2026-11-23') });
  const [first] = Object.values(all(counter, at('2026-11-23', 60)));
  assert.deepEqual(first?.['2026-11'], {
    searched: 3,
    nothing: 0,
    similar: 0,
    clicked: 0,
    days: 2,
    last: '2026-11-23',
  });
});

test('an entry opened counts for who searched so, once', () => {
  const counter = searchCounter();
  search(counter, 'hibe');
  const opening = { session: 'a', query: 'Hibe', locale: 'tr' as const, at: at(day, 5) };
  counter.opened(opening);
  counter.opened(opening);
  counter.opened({ ...opening, session: 'nobody' });
  counter.opened({ ...opening, query: 'kredi' });
  assert.equal(all(counter)['tr hibe']?.['2026-11']?.clicked, 1);
});

test('a flood of different searches stays within its bounds, and what is known goes on counting', () => {
  const counter = searchCounter();
  search(counter, 'hibe', { by: 'reader' });
  let held: Counts = {};
  for (let i = 0; i < 100_000; i++) {
    search(counter, `${i.toString(36)} x${i % 97}`, { by: `s${i}`, on: at(day, i / 50) });
    if (i % 5_000 === 0) held = kept(held, counter.take(at(day, i / 50)), at(day));
  }
  search(counter, 'hibe', { by: 'another', on: at(day, 2_100) });
  held = kept(held, counter.take(at(day, 2_200), true), at(day));
  assert.equal(Object.keys(held).length, mostADay);
  assert.equal(held['tr hibe']?.['2026-11']?.searched, 2);
  for (let n = 1; n < 10; n++) {
    const next = searchCounter();
    const date = `2026-12-0${n}`;
    search(next, 'hibe', { by: 'reader', on: at(date) });
    for (let i = 0; i < 3_000; i++) search(next, `${n} y${i}`, { by: `s${i}`, on: at(date, 1) });
    held = kept(held, next.take(at(date, 60), true), at(date));
  }
  assert.equal(Object.keys(held).length, mostKept);
  assert.equal(shownSearches(held)[0]?.query, 'hibe');
  assert.ok(JSON.stringify(held).length < 1_000_000);
});

test('one person cannot fill the day', () => {
  const counter = searchCounter();
  for (let i = 0; i < 500; i++) search(counter, `${i} deneme`, { on: at(day, i * 20) });
  assert.equal(Object.keys(all(counter, at(day, 20_000))).length, 30);
});

test('twelve months are kept, older ones go', () => {
  const month = { searched: 5, nothing: 5, similar: 0, clicked: 0, days: 4 };
  const held: Counts = {
    'tr eski': { '2025-11': { ...month, last: '2025-11-30' } },
    'tr hibe': {
      '2025-11': { ...month, last: '2025-11-30' },
      '2025-12': { ...month, last: '2025-12-01' },
    },
  };
  assert.deepEqual(kept(held, {}, at('2026-11-01')), {
    'tr hibe': { '2025-12': { ...month, last: '2025-12-01' } },
  });
});

test('a restart does not make two days of one', () => {
  const counted = () => {
    const counter = searchCounter();
    search(counter, 'hibe');
    return counter.take(at(day, 60), true);
  };
  const held = kept(kept({}, counted(), at(day)), counted(), at(day));
  assert.equal(held['tr hibe']?.['2026-11']?.days, 1);
});

test('what could not be written is there the next time', () => {
  const counter = searchCounter();
  search(counter, 'hibe');
  const taken = counter.take(at(day, 60));
  search(counter, 'kredi', { on: at(day, 61) });
  counter.giveBack(taken);
  assert.deepEqual(Object.keys(all(counter)).sort(), ['tr hibe', 'tr kredi']);
});

test('what fewer than three people searched on fewer than three days is shown to nobody', () => {
  const month = { searched: 2, nothing: 2, similar: 0, clicked: 0, days: 1, last: day };
  const counts: Counts = {
    'tr iki kişi': { '2026-11': month },
    'tr üç kişi': { '2026-11': { ...month, searched: 3 } },
    'en three days': {
      '2026-10': { ...month, searched: 2, days: 2, last: '2026-10-03' },
      '2026-11': { ...month, searched: 1, days: 1 },
    },
  };
  assert.deepEqual(
    shownSearches(counts).map(({ query, locale, months }) => [query, locale, months.length]),
    [
      ['three days', 'en', 2],
      ['üç kişi', 'tr', 1],
    ],
  );
});

test('in vain is what most found nothing for; never opened is what was found and left', () => {
  const month = { searched: 4, nothing: 1, similar: 2, clicked: 0, days: 3, last: day };
  const [vain, left, opened] = shownSearches({
    'tr a1': { '2026-11': month },
    'tr b1': { '2026-11': { ...month, nothing: 0 } },
    'tr c1': { '2026-11': { ...month, nothing: 0, clicked: 1 } },
  });
  assert.ok(vain && left && opened);
  assert.deepEqual([vain, left, opened].map(inVain), [true, false, false]);
  assert.deepEqual([vain, left, opened].map(neverOpened), [false, true, false]);
});
