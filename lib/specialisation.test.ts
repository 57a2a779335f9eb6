import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { concentrationFaults, specialisation, type Concentration } from '#lib/specialisation';

const count = fc.integer({ min: 1, max: 1_000_000 });
/** Numbers that can be: parts no larger than their whole. */
const possible = fc.tuple(count, count, count, count).map(([a, b, c, d]): Concentration => ({
  sectorInRegion: a,
  region: a + b,
  sectorInCountry: a + c,
  country: a + b + c + d,
}));

test('the coefficient is the share in the region by the share in the country', () => {
  const { regionShare, countryShare, coefficient } = specialisation({
    sectorInRegion: 12_500,
    region: 250_000,
    sectorInCountry: 50_000,
    country: 2_500_000,
  });
  assert.equal(regionShare, 0.05);
  assert.equal(countryShare, 0.02);
  assert.ok(Math.abs(coefficient - 2.5) < 1e-12);
});

test('it is above 1 exactly where the sector is more concentrated, and does not depend on the unit', () => {
  fc.assert(
    fc.property(possible, fc.integer({ min: 2, max: 50 }), (numbers, times) => {
      assert.deepEqual(concentrationFaults(numbers), []);
      const { coefficient } = specialisation(numbers);
      const { sectorInRegion, region, sectorInCountry, country } = numbers;
      const left = BigInt(sectorInRegion) * BigInt(country);
      const right = BigInt(sectorInCountry) * BigInt(region);
      if (left > right) assert.ok(coefficient >= 1);
      if (left < right) assert.ok(coefficient <= 1);
      const scaled = specialisation({
        sectorInRegion: sectorInRegion * times,
        region: region * times,
        sectorInCountry: sectorInCountry * times,
        country: country * times,
      });
      assert.ok(Math.abs(scaled.coefficient - coefficient) <= coefficient * 1e-9);
    }),
  );
});

test('a region that is the whole country has the coefficient 1', () => {
  fc.assert(
    fc.property(count, count, (sector, rest) => {
      const whole = sector + rest;
      const { coefficient } = specialisation({
        sectorInRegion: sector,
        region: whole,
        sectorInCountry: sector,
        country: whole,
      });
      assert.equal(coefficient, 1);
    }),
  );
});

test('parts larger than their whole, and wholes of nothing, are told by name', () => {
  const sound = { sectorInRegion: 10, region: 100, sectorInCountry: 50, country: 1000 };
  const codes = (change: Partial<Concentration>) =>
    concentrationFaults({ ...sound, ...change }).map(({ at, code }) => `${at} ${code}`);
  assert.deepEqual(codes({}), []);
  assert.deepEqual(codes({ sectorInRegion: 0 }), []);
  assert.deepEqual(codes({ region: 5 }), ['sectorInRegion sector-over-region']);
  assert.deepEqual(codes({ country: 40, region: 30 }), ['sectorInCountry sector-over-country']);
  assert.deepEqual(codes({ region: 2000 }), ['region region-over-country']);
  assert.deepEqual(codes({ sectorInRegion: 60 }), [
    'sectorInRegion region-sector-over-country-sector',
  ]);
  assert.deepEqual(codes({ country: 0, region: 0 }), ['region zero', 'country zero']);
});
