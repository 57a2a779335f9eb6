import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import {
  codeFrom,
  correctionLimits,
  daysKept,
  mostWaiting,
  readCorrection,
  waitingByEntry,
  writtenCode,
  type ListedCorrection,
  type TypedCorrection,
} from '#lib/correction';
import { z } from 'zod';
import { corrections, type NewCorrection } from '#lib/corrections';
import { dataStore } from '#lib/data-store';

const folders: string[] = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const aDesk = () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bys-corrections-'));
  folders.push(folder);
  const store = dataStore(folder);
  return { folder, store, desk: corrections(store) };
};

const now = new Date('2026-11-22T09:00:00Z');
const daysLater = (days: number) => new Date(Number(now) + days * 86_400_000);

const report = (more: Partial<NewCorrection> = {}): NewCorrection => ({
  locale: 'tr',
  type: 'programme',
  slug: 'kosgeb-kobigel',
  fact: 'upperLimit',
  shown: '1.000.000 TL',
  wrong: 'Üst sınır değişti.',
  right: '1.500.000 TL',
  removed: [],
  ...more,
});

const typed = (more: Partial<TypedCorrection> = {}): TypedCorrection => ({
  fact: 'upperLimit',
  wrong: 'Üst sınır değişti.',
  right: '',
  source: '',
  ...more,
});

const facts = ['upperLimit', 'title'];

const value = <T>(stored: { kind: string; value?: T }): T => {
  assert.equal(stored.kind, 'value');
  return stored.value as T;
};

const codeIn = (received: { kind: string; code?: string }): string => {
  assert.ok(received.code !== undefined, received.kind);
  return received.code;
};

test('a report needs a fact of the entry and a word about it; the rest may stay empty', () => {
  assert.deepEqual(readCorrection(typed(), facts), {
    ok: true,
    said: { fact: 'upperLimit', wrong: 'Üst sınır değişti.', removed: [] },
  });
  assert.deepEqual(readCorrection(typed({ fact: '__proto__', wrong: ' \n…!\u200B' }), facts), {
    ok: false,
    faults: [
      { field: 'fact', code: 'no-fact' },
      { field: 'wrong', code: 'no-text' },
    ],
  });
});

test('texts that are too long and too many links are told with their numbers, all at once', () => {
  const links = 'https://a.example http://b.example www.c.example ';
  assert.deepEqual(
    readCorrection(
      typed({
        wrong: links,
        right: 'x'.repeat(correctionLimits.right + 1),
        source: 'https://d.example',
      }),
      facts,
    ),
    {
      ok: false,
      faults: [
        { field: 'right', code: 'too-long', values: { length: 2001, most: 2000 } },
        { field: 'wrong', code: 'links', values: { links: 4, most: 3 } },
      ],
    },
  );
  assert.equal(readCorrection(typed({ wrong: links }), facts).ok, true);
});

test('a hostile text is kept as the plain text it is, without what is not seen', () => {
  const read = readCorrection(
    typed({
      wrong: '<script>alert(1)</script>\r\n\r\n\r\n\r\n=HYPERLINK("x")\u202E\u0000 \uD800',
      right: '\u2066gizli\u2069',
    }),
    facts,
  );
  assert.deepEqual(read, {
    ok: true,
    said: {
      fact: 'upperLimit',
      wrong: '<script>alert(1)</script>\n\n=HYPERLINK("x") \uFFFD',
      right: 'gizli',
      removed: [],
    },
  });
});

test('personal numbers are gone before anything is kept, and which kinds is told', () => {
  const read = readCorrection(
    typed({
      wrong: 'TC 10000000146, beni 0532 123 45 67 numarasından arayın',
      right: 'a@b.co',
      source: 'TR33 0006 1005 1978 6457 8413 26',
    }),
    facts,
  );
  assert.deepEqual(read, {
    ok: true,
    said: {
      fact: 'upperLimit',
      wrong: 'TC […], beni […] numarasından arayın',
      right: '[…]',
      source: '[…]',
      removed: ['email', 'iban', 'identity', 'phone'],
    },
  });
});

test('a code is read however it is copied', () => {
  assert.equal(writtenCode('abcde23456'), 'abcde-23456');
  for (const text of ['abcde-23456', 'ABCDE 23456', ' abcde23456 '])
    assert.equal(codeFrom(text), 'abcde23456', text);
  for (const text of ['', 'abcde-2345', 'abcde-234567', '../abcde23', 'abcde-1234o'])
    assert.equal(codeFrom(text), undefined, text);
});

test('a report is found again by its code, and the same words are folded into it while it waits', async () => {
  const { desk } = aDesk();
  const first = await desk.receive(report(), now);
  const again = await desk.receive(report({ wrong: 'ÜST SINIR,  değişti' }), daysLater(1));
  const code = codeIn(first);
  assert.equal(first.kind, 'new');
  assert.deepEqual(again, { kind: 'known', code });
  const other = await desk.receive(report({ fact: 'title' }), now);
  assert.equal(other.kind, 'new');
  assert.deepEqual(
    value(desk.list()).map(({ fact, times, state }) => ({ fact, times, state })),
    [
      { fact: 'upperLimit', times: 2, state: 'open' },
      { fact: 'title', times: 1, state: 'open' },
    ],
  );
  assert.deepEqual(value(desk.report(code)), {
    ...report(),
    code,
    at: now.toISOString(),
    replies: [],
  });
  assert.deepEqual([...waitingByEntry(value(desk.list()))], [['programme/kosgeb-kobigel', 2]]);
});

test('an answer stands at the report and in the list; of two at once the second is told of the first', async () => {
  const { desk } = aDesk();
  const code = codeIn(await desk.receive(report(), now));
  const answer = (text: string, state: 'answered' | 'closed') => ({ text, state, by: 'Ayşe' });
  const done = await desk.settle(code, answer('Bakıyoruz.', 'answered'), 0, daysLater(1));
  assert.equal(done.kind, 'settled');
  const late = await desk.settle(code, answer('Düzelttik.', 'closed'), 0, daysLater(1));
  assert.equal(late.kind, 'conflict');
  assert.equal(value(desk.list())[0]?.state, 'answered');
  const closed = await desk.settle(code, answer('Düzelttik.', 'closed'), 1, daysLater(2));
  assert.equal(closed.kind, 'settled');
  assert.deepEqual(
    value(desk.report(code))?.replies.map(({ state, text }) => ({ state, text })),
    [
      { state: 'answered', text: 'Bakıyoruz.' },
      { state: 'closed', text: 'Düzelttik.' },
    ],
  );
  assert.equal(waitingByEntry(value(desk.list())).size, 0);
  const fresh = await desk.receive(report(), daysLater(3));
  assert.equal(fresh.kind, 'new');
  assert.deepEqual(await desk.settle('abcde23456', answer('x', 'closed'), 0, now), {
    kind: 'unknown',
  });
});

test('a settled report is forgotten a year later, texts and all; one that waits is not', async () => {
  const { desk, folder } = aDesk();
  const settled = codeIn(await desk.receive(report(), now));
  const waiting = codeIn(await desk.receive(report({ fact: 'title' }), now));
  await desk.settle(settled, { state: 'rejected', text: 'Doğruydu.', by: 'Ayşe' }, 0, now);
  await desk.receive(report({ slug: 'x' }), daysLater(daysKept));
  assert.equal(value(desk.list()).length, 3);
  await desk.receive(report({ slug: 'y' }), daysLater(daysKept + 1));
  assert.equal(value(desk.report(settled)), undefined);
  assert.notEqual(value(desk.report(waiting)), undefined);
  assert.equal(value(desk.list()).length, 3);
  assert.equal(readdirSync(path.join(folder, 'corrections')).length, 3);
});

test('of 10,000 waiting reports each is listed and answered, and the next is turned away', async () => {
  const { desk, store, folder } = aDesk();
  const letters = 'abcdefghjk';
  const filled = Array.from({ length: mostWaiting - 1 }, (_, index): ListedCorrection => {
    const code = String(index)
      .padStart(10, '0')
      .replace(/\d/g, (digit) => letters[Number(digit)] ?? '');
    const at = new Date(Number(now) + index).toISOString();
    const entry = { type: 'programme', slug: `p-${index % 300}`, fact: 'title' } as const;
    return { code, at, changed: at, ...entry, state: 'open', times: 1, print: `print-${index}` };
  });
  await store.update('corrections', z.unknown(), [], () => [filled, undefined]);
  const last = await desk.receive(report(), now);
  assert.equal(last.kind, 'new');
  assert.equal(value(desk.list()).length, mostWaiting);
  assert.deepEqual(await desk.receive(report({ slug: 'z' }), now), { kind: 'full' });
  assert.equal(readdirSync(path.join(folder, 'corrections')).length, 1);
  assert.equal((await desk.receive(report(), now)).kind, 'known');
  const code = codeIn(last);
  await desk.settle(code, { state: 'closed', text: 'Tamam.', by: 'Ayşe' }, 0, now);
  assert.equal((await desk.receive(report({ slug: 'z' }), now)).kind, 'new');
});

test('a list that is not as we wrote it is told and never overwritten', async () => {
  const { desk, store } = aDesk();
  await store.update('corrections', z.unknown(), [], () => [{ mine: 'not' }, undefined]);
  assert.deepEqual(await desk.receive(report(), now), { kind: 'unavailable', cause: 'broken' });
  assert.deepEqual(desk.list(), { kind: 'unavailable', cause: 'broken' });
});
