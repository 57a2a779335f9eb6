/** Employees (or workplaces, or turnover: the same for all four) of a sector and of all sectors. */
export type Concentration = {
  readonly sectorInRegion: number;
  readonly region: number;
  readonly sectorInCountry: number;
  readonly country: number;
};

/** Two of the four numbers that cannot both be right, the first one named; it names a sentence of `messages`. */
export type ConcentrationFault = {
  readonly at: keyof Concentration;
  readonly code:
    | 'zero'
    | 'sector-over-region'
    | 'sector-over-country'
    | 'region-over-country'
    | 'region-sector-over-country-sector';
};

/** What makes a coefficient impossible: parts larger than their whole, and wholes of nothing. */
export function concentrationFaults(numbers: Concentration): ConcentrationFault[] {
  const { sectorInRegion, region, sectorInCountry, country } = numbers;
  const zeros = (['region', 'sectorInCountry', 'country'] as const)
    .filter((at) => numbers[at] === 0)
    .map((at): ConcentrationFault => ({ at, code: 'zero' }));
  const larger: [boolean, ConcentrationFault][] = [
    [sectorInRegion > region, { at: 'sectorInRegion', code: 'sector-over-region' }],
    [sectorInCountry > country, { at: 'sectorInCountry', code: 'sector-over-country' }],
    [region > country, { at: 'region', code: 'region-over-country' }],
    [
      sectorInRegion > sectorInCountry,
      { at: 'sectorInRegion', code: 'region-sector-over-country-sector' },
    ],
  ];
  return zeros.length > 0 ? zeros : larger.filter(([is]) => is).map(([, fault]) => fault);
}

/**
 * The location quotient: the sector's share in the region divided by its share in the country. Numbers
 * without faults only. Definition: EOCIC and U.S. Cluster Mapping, as in the indicator B1.
 */
export function specialisation({
  sectorInRegion,
  region,
  sectorInCountry,
  country,
}: Concentration) {
  const regionShare = sectorInRegion / region;
  const countryShare = sectorInCountry / country;
  return { regionShare, countryShare, coefficient: regionShare / countryShare };
}
