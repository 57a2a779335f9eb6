import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { clientOf, gate, limitsOf, tokenBuckets } from '#lib/admission';

const never = new AbortController().signal;

test('a client may ask in a burst, and then at its rate', () => {
  const buckets = tokenBuckets({ perSecond: 10, burst: 100 });
  for (let i = 0; i < 100; i++) assert.equal(buckets.take('a', 1000), 0);
  assert.equal(buckets.take('a', 1000), 1);
  assert.equal(buckets.take('b', 1000), 0, 'another client has its own');
  assert.equal(buckets.take('a', 1100), 0, 'a tenth of a second later there is one more');
  assert.equal(buckets.take('a', 1100), 1);
  for (let i = 0; i < 100; i++) assert.equal(buckets.take('a', 60_000), 0);
  assert.equal(buckets.take('a', 60_000), 1, 'a pause fills the bucket and no more');
});

test('a slow rate says how long to wait, and 0 is no limit', () => {
  const slow = tokenBuckets({ perSecond: 0.1, burst: 1 });
  assert.equal(slow.take('a', 0), 0);
  assert.equal(slow.take('a', 0), 10);
  const none = tokenBuckets({ perSecond: 0, burst: 0 });
  for (let i = 0; i < 1000; i++) assert.equal(none.take('a', 0), 0);
  assert.equal(none.held(), 0);
});

test('of a million addresses no more than the bound are held, the newest', () => {
  const buckets = tokenBuckets({ perSecond: 1, burst: 1 }, 1000);
  for (let i = 0; i < 1_000_000; i++) buckets.take(String(i), 0);
  assert.equal(buckets.held(), 1000);
  assert.equal(buckets.take('999999', 0), 1, 'who has just asked is known');
  assert.equal(buckets.take('0', 0), 0, 'who asked first is forgotten');
});

test('so many go in, so many wait in order, and the next is refused at once', async () => {
  const door = gate({ atOnce: 2, waiting: 2, patience: 60_000 });
  const [a, b] = [await door.enter(never), await door.enter(never)];
  assert.ok(typeof a === 'object' && typeof b === 'object');
  const order: string[] = [];
  const [c, d] = ['c', 'd'].map((name) =>
    door.enter(never).then((way) => {
      order.push(name);
      return way;
    }),
  );
  assert.equal(await door.enter(never), 'full');
  assert.equal(door.waiting(), 2);
  a.leave();
  const third = await c;
  assert.ok(typeof third === 'object');
  assert.deepEqual(order, ['c']);
  b.leave();
  const fourth = await d;
  assert.ok(typeof fourth === 'object');
  third.leave();
  fourth.leave();
  assert.deepEqual([door.inside(), door.waiting()], [0, 0]);
});

test('who waits too long or goes away leaves the line', async () => {
  const door = gate({ atOnce: 1, waiting: 5, patience: 5 });
  const first = await door.enter(never);
  assert.ok(typeof first === 'object');
  assert.equal(await door.enter(never), 'late');
  const patient = gate({ atOnce: 1, waiting: 5, patience: 60_000 });
  const held = await patient.enter(never);
  assert.ok(typeof held === 'object');
  const leaving = new AbortController();
  const gone = patient.enter(leaving.signal);
  leaving.abort();
  assert.equal(await gone, 'late');
  assert.equal(patient.waiting(), 0);
  held.leave();
  assert.equal(patient.inside(), 0, 'nobody went in for one who had gone');
});

test('the gate is empty again after any order of coming and going', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 60 }), async (turns) => {
      const door = gate({ atOnce: 3, waiting: 4, patience: 60_000 });
      const ways: { leave: () => void }[] = [];
      const asked = turns.flatMap((isComing) => {
        if (isComing)
          return door.enter(never).then((way) => {
            if (typeof way === 'object') ways.push(way);
          });
        ways.pop()?.leave();
        return [];
      });
      const everybody = Promise.all(asked);
      for (let turn = 0; turn < turns.length * 2; turn++) {
        await Promise.resolve();
        assert.ok(door.inside() <= 3 && door.waiting() <= 4);
        ways.pop()?.leave();
      }
      await everybody;
      while (ways.length > 0) ways.pop()?.leave();
      assert.deepEqual([door.inside(), door.waiting()], [0, 0]);
    }),
  );
});

test('the client is the last hop that our own web server names, and nobody else’s word counts', () => {
  const cases: [string, string | undefined, boolean, string | undefined][] = [
    ['127.0.0.1', '1.2.3.4, 203.0.113.9', true, '203.0.113.9'],
    ['::1', '203.0.113.9', true, '203.0.113.9'],
    ['::ffff:127.0.0.1', '203.0.113.9', true, '203.0.113.9'],
    ['127.0.0.1', '203.0.113.9', false, undefined],
    ['127.0.0.1', undefined, true, undefined],
    ['127.0.0.1', 'not-an-address', true, undefined],
    ['127.0.0.1', '203.0.113.9, 127.0.0.1', true, undefined],
    ['198.51.100.7', '203.0.113.9', true, '198.51.100.7'],
    ['::ffff:198.51.100.7', undefined, true, '198.51.100.7'],
  ];
  for (const [peer, forwarded, trusts, client] of cases)
    assert.equal(clientOf(peer, forwarded, trusts), client, `${peer} ${forwarded} ${trusts}`);
});

test('a network of 64 bits is one client, however it is written', () => {
  const of = (address: string) => clientOf(address, undefined, false);
  const one = of('2001:db8:1:2:3:4:5:6');
  for (const same of ['2001:0db8:0001:0002::1', '2001:DB8:1:2::', '2001:db8:1:2:ffff::1%eth0'])
    assert.equal(of(same), one, same);
  assert.notEqual(of('2001:db8:1:3::1'), one);
  assert.equal(of('fe80::1'), 'fe80:0:0:0');
});

test('the limits follow from two figures', () => {
  assert.deepEqual(limitsOf(40, 4), {
    ...{ perSecond: 40, burst: 400, atOnce: 4, waiting: 96, patience: 3000 },
  });
});
