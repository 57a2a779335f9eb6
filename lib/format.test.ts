import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayInTurkiye, formatDate, formatMoney, formatNumber, formatPercent } from '#lib/format';

test('numbers are grouped as each language groups them', () => {
  assert.equal(formatNumber(1_500_000, 'tr'), '1.500.000');
  assert.equal(formatNumber(1_500_000, 'en'), '1,500,000');
  assert.equal(formatNumber(1234, 'tr'), '1.234');
  assert.equal(formatNumber(1.255, 'tr'), '1,26');
  assert.equal(formatNumber(0.5, 'en'), '0.5');
  assert.equal(formatNumber(0, 'tr'), '0');
});

test('amounts name their currency', () => {
  assert.equal(formatMoney(1_500_000, 'TRY', 'tr'), '1.500.000 TL');
  assert.equal(formatMoney(1_500_000, 'TRY', 'en'), '1,500,000 TL');
  assert.equal(formatMoney(300_000, 'USD', 'tr'), '300.000 USD');
  assert.equal(formatMoney(300_000, 'USD', 'en'), '300,000 USD');
  assert.equal(formatMoney(2_500_000, 'EUR', 'tr'), '2.500.000 avro');
  assert.equal(formatMoney(2_500_000, 'EUR', 'en'), '2,500,000 EUR');
});

test('the percent sign stands where the language puts it', () => {
  assert.equal(formatPercent(75, 'tr'), '%75');
  assert.equal(formatPercent(75, 'en'), '75%');
  assert.equal(formatPercent(12.5, 'tr'), '%12,5');
  assert.equal(formatPercent(12.5, 'en'), '12.5%');
});

test('a date is as exact as it is known', () => {
  assert.equal(formatDate('2026-01-31', 'tr'), '31 Ocak 2026');
  assert.equal(formatDate('2026-01-31', 'en'), '31 January 2026');
  assert.equal(formatDate('2026-01', 'tr'), 'Ocak 2026');
  assert.equal(formatDate('2026-01', 'en'), 'January 2026');
  assert.equal(formatDate('2026', 'tr'), '2026');
  assert.equal(formatDate('2026', 'en'), '2026');
});

test('a day is the same wherever the server stands', () => {
  const zone = process.env.TZ;
  try {
    for (const other of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'UTC']) {
      process.env.TZ = other;
      assert.equal(formatDate('2026-01-01', 'tr'), '1 Ocak 2026');
      assert.equal(formatDate('2026-12-31', 'en'), '31 December 2026');
    }
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});

test('the day changes at midnight in Türkiye', () => {
  assert.equal(dayInTurkiye(new Date('2026-11-22T20:59:59Z')), '2026-11-22');
  assert.equal(dayInTurkiye(new Date('2026-11-22T21:00:00Z')), '2026-11-23');
  assert.equal(dayInTurkiye(new Date('2026-12-31T22:00:00Z')), '2027-01-01');
});
