import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAnswers } from '#lib/answers';
import { readLibrary } from '#lib/library';
import { match, type Verdict } from '#lib/matching';
import { sizeClassesOf } from '#lib/size-classes';

const library = readLibrary(process.cwd());
const classes = sizeClassesOf(library.ofType('term', 'tr').map(({ data }) => data));
const today = '2026-11-22';

type Persona = readonly [who: string, address: string, verdicts: Readonly<Record<string, Verdict>>];

/** Expected from the programmes' texts: who may apply, where, with what, and what the texts leave open. */
const personas: readonly Persona[] = [
  [
    'a small machine maker in Konya, a limited company of six years that exports, for R&D',
    'province=konya&sector=makine&size=kucuk&age=6&form=sermaye&export=yes&member=false&purpose=ar-ge',
    {
      'tubitak-1501': 'fit',
      'tubitak-1507': 'fit',
      'tubitak-1512-bigg': 'no', // neither has yet to found, nor is it small that is wanted
      'tubitak-1515': 'near', // for large organisations only
      'kosgeb-teknoyatirim': 'fit',
      'ticaret-turquality-marka': 'no', // too small, and brand and exports are its purposes
    },
  ],
  [
    'the same, but a sole proprietor',
    'province=konya&sector=makine&size=kucuk&age=6&form=sahis&export=yes&member=false&purpose=ar-ge',
    { 'tubitak-1501': 'near', 'tubitak-1507': 'near', 'kosgeb-teknoyatirim': 'fit' },
  ],
  [
    'the same, with the legal form left open',
    'province=konya&sector=makine&size=kucuk&age=6&export=yes&member=false&purpose=ar-ge',
    { 'tubitak-1501': 'check', 'tubitak-1507': 'check', 'kosgeb-teknoyatirim': 'fit' },
  ],
  [
    'a large car maker in Bursa, for R&D',
    'province=bursa&sector=otomotiv&size=buyuk&age=30&form=sermaye&purpose=ar-ge',
    {
      'tubitak-1501': 'near', // SMEs only since 2019
      'tubitak-1511': 'fit',
      'tubitak-1509': 'fit',
      'tubitak-1515': 'fit',
      'kosgeb-arge-urge-inovasyon': 'near',
    },
  ],
  [
    'a cheese dairy in Kars by its NACE code, small and founded, for rural investment',
    'province=kars&sector=10.5&size=kucuk&age=4&form=sermaye&purpose=kirsal-kalkinma',
    {
      'tkdk-ipard-m3': 'fit',
      'tarim-kkydp': 'fit',
      'tkdk-ipard-m1': 'near', // it processes milk and does not produce it
      'tkdk-ipard-leader': 'near', // local action groups apply, not firms
    },
  ],
  [
    'a dairy farmer in Kars, micro, for rural investment',
    'province=kars&sector=01.4&size=mikro&age=9&form=sahis&purpose=kirsal-kalkinma',
    { 'tkdk-ipard-m1': 'fit', 'tarim-kkydp': 'fit', 'tkdk-ipard-m7': 'fit' },
  ],
  [
    'somebody in food and farming who says no more of the trade',
    'province=kars&sector=gida-tarim&size=mikro&age=9&form=sahis&purpose=kirsal-kalkinma',
    { 'tkdk-ipard-m1': 'check', 'tkdk-ipard-m3': 'fit' },
  ],
  [
    'a greenhouse grower in Antalya by NACE code',
    'province=antalya&sector=01.1&size=kucuk&age=3&form=sahis&purpose=yatirim',
    { 'tkdk-ipard-m1': 'near', 'tarim-kkydp': 'fit', 'sanayi-yatirim-tesvik': 'fit' },
  ],
  [
    'a shoemaker in Hatay by NACE code, for employment',
    'province=hatay&sector=15.2&size=kucuk&age=12&form=sermaye&purpose=istihdam',
    {
      'kosgeb-istihdami-koruma': 'fit',
      'sgk-6111-tesvik': 'fit',
      'iskur-isbasi-egitim': 'check', // small by size, yet five employees are not known
    },
  ],
  [
    'a furniture maker in Kayseri who says furniture and wood',
    'province=kayseri&sector=mobilya-orman&size=kucuk&age=12&form=sermaye&purpose=istihdam',
    { 'kosgeb-istihdami-koruma': 'check' }, // sawmills are in the sector, but not in NACE 31
  ],
  [
    'a sawmill by NACE code',
    'province=bolu&sector=16.1&size=kucuk&age=12&form=sermaye&purpose=istihdam',
    { 'kosgeb-istihdami-koruma': 'near' },
  ],
  [
    'a clothing maker with 24 employees and a turnover of 60 million lira',
    'province=istanbul&sector=14&staff=24&turnover=60.000.000&balance=40%20milyon&age=8&form=sermaye&purpose=istihdam',
    { 'kosgeb-istihdami-koruma': 'fit', 'iskur-isbasi-egitim': 'fit' },
  ],
  [
    'a clothing maker with three employees',
    'province=istanbul&sector=14&staff=3&turnover=4.000.000&age=8&form=sahis&purpose=istihdam',
    { 'kosgeb-istihdami-koruma': 'fit', 'iskur-isbasi-egitim': 'near' },
  ],
  [
    'a carpet maker in Gaziantep with 300 employees',
    'province=gaziantep&sector=13.9&staff=300&turnover=2%20milyar&age=20&form=sermaye&purpose=istihdam',
    { 'kosgeb-istihdami-koruma': 'near', 'sgk-6111-tesvik': 'fit' },
  ],
  [
    'a software firm of one year in Ankara, micro, joint-stock, for R&D',
    'province=ankara&sector=62&size=mikro&age=1&form=sermaye&export=none&purpose=ar-ge',
    {
      'tubitak-1507': 'fit',
      'sanayi-teknopark': 'fit',
      'kosgeb-girisimci-destek': 'near', // all but the purpose
      'tubitak-1832-yesil-donusum': 'no', // not two years old, and not among its sectors
    },
  ],
  [
    'a software firm that wants to export',
    'province=ankara&sector=62&size=mikro&age=4&form=sermaye&export=none&purpose=ihracat',
    {
      'ticaret-bilisim-e-turquality': 'fit',
      'ige-kefalet': 'near', // exporters only
      'eximbank-reeskont': 'check', // makers of goods for export may count too
      'kosgeb-yurt-disi-pazar': 'check', // manufacturers and priority technologies need no exports
    },
  ],
  [
    'a small exporter of marble by NACE code, in Muğla',
    'province=mugla&sector=23.7&size=kucuk&age=15&form=sermaye&export=yes&member=false&purpose=ihracat',
    {
      'ige-kefalet': 'fit',
      'eximbank-kgf-pgs': 'fit',
      'kosgeb-yurt-disi-pazar': 'fit',
      'ticaret-yesil-mutabakat-uyum': 'fit',
      'ticaret-ur-ge': 'near', // a firm joins a project of a cooperation body
      'ticaret-turquality-marka': 'near', // from medium size on
    },
  ],
  [
    'the same, a member of a cluster',
    'province=mugla&sector=23.7&size=kucuk&age=15&form=sermaye&export=yes&member=true&purpose=ihracat',
    { 'ticaret-ur-ge': 'fit' },
  ],
  [
    'the same, not saying whether a member',
    'province=mugla&sector=23.7&size=kucuk&age=15&form=sermaye&export=yes&purpose=ihracat',
    { 'ticaret-ur-ge': 'check' },
  ],
  [
    'a sole proprietor who exports textiles',
    'province=denizli&sector=13.9&size=mikro&age=3&form=sahis&export=yes&purpose=ihracat',
    {
      'ticaret-yurt-ici-fuar': 'near',
      'ticaret-tasarim-urun-gelistirme': 'near',
      'ticaret-yesil-mutabakat-uyum': 'near',
      'ticaret-yurt-disi-fuar': 'fit',
    },
  ],
  [
    'a medium-sized maker of electronics with a brand and exports',
    'province=izmir&sector=elektrik-elektronik&size=orta&age=15&form=sermaye&export=yes&purpose=tasarim-marka',
    { 'ticaret-turquality-marka': 'fit', 'ticaret-yurt-disi-birim': 'fit' },
  ],
  [
    'the same without exports',
    'province=izmir&sector=elektrik-elektronik&size=orta&age=15&form=sermaye&export=none&purpose=tasarim-marka',
    { 'ticaret-turquality-marka': 'near' },
  ],
  [
    'a young woman with a business idea, nothing founded yet',
    'province=samsun&age=not-founded&group=kadin&group=genc&purpose=girisimcilik',
    {
      'tubitak-1512-bigg': 'fit',
      'tubitak-1812-bigg-yatirim': 'fit',
      'kosgeb-girisimci-destek': 'near', // a business must have been founded
      'ebrd-is-hayatinda-kadin': 'near', // it lends to a business that is there
      'hazine-genc-girisimci': 'check', // natural persons only, and she has not said as what
    },
  ],
  [
    'a man of 40 with a business idea',
    'province=samsun&age=not-founded&group=none&purpose=girisimcilik',
    {
      'hazine-genc-girisimci': 'near',
      'tubitak-1512-bigg': 'fit',
      'ebrd-is-hayatinda-kadin': 'no',
    },
  ],
  [
    'a woman who runs a small company, for finance',
    'province=adana&sector=hizmet&size=kucuk&age=5&form=sermaye&group=kadin&purpose=finansman',
    { 'ebrd-is-hayatinda-kadin': 'fit', 'kgf-kefalet': 'fit', 'halkbank-esnaf-kredisi': 'near' },
  ],
  [
    'a man who runs the same',
    'province=adana&sector=hizmet&size=kucuk&age=5&form=sermaye&group=none&purpose=finansman',
    { 'ebrd-is-hayatinda-kadin': 'near' },
  ],
  [
    'somebody who does not say',
    'province=adana&sector=hizmet&size=kucuk&age=5&form=sermaye&purpose=finansman',
    { 'ebrd-is-hayatinda-kadin': 'check' },
  ],
  [
    'a young craftsman with a micro business of a year',
    'province=yozgat&size=mikro&age=1&form=sahis&group=genc&purpose=girisimcilik',
    { 'hazine-genc-girisimci': 'fit', 'halkbank-esnaf-kredisi': 'fit' },
  ],
  [
    'the same four years on',
    'province=yozgat&size=mikro&age=5&form=sahis&group=genc&purpose=girisimcilik',
    { 'hazine-genc-girisimci': 'near' },
  ],
  [
    'the same as a limited company of five years',
    'province=yozgat&size=mikro&age=5&form=sermaye&group=genc&purpose=girisimcilik',
    { 'hazine-genc-girisimci': 'no' },
  ],
  [
    'a small workshop in Van, for green transformation',
    'province=van&sector=25.6&size=kucuk&age=7&form=sermaye&purpose=yesil-donusum',
    {
      'ajans-sogreen-daka': 'fit', // its call is over, which the status tells, not the verdict
      'ajans-sogreen-gmka': 'near', // Balıkesir and Çanakkale only
      'ajans-sogreen-ankara': 'near',
      'sanayi-yesil-donusum-destek': 'fit',
      'tubitak-1832-yesil-donusum': 'fit',
    },
  ],
  [
    'a medium-sized workshop in Van',
    'province=van&sector=25.6&size=orta&age=7&form=sermaye&purpose=yesil-donusum',
    { 'ajans-sogreen-daka': 'near', 'sanayi-yesil-donusum-destek': 'fit' },
  ],
  [
    'a company of one year with a green prototype',
    'province=kocaeli&sector=28&size=kucuk&age=1&form=sermaye&purpose=yesil-donusum',
    { 'tubitak-1832-yesil-donusum': 'near' },
  ],
  [
    'the same, age left open',
    'province=kocaeli&sector=28&size=kucuk&form=sermaye&purpose=yesil-donusum',
    { 'tubitak-1832-yesil-donusum': 'check' },
  ],
  [
    'a small firm in Edirne that wants to cooperate across the border',
    'province=edirne&sector=hizmet&size=kucuk&age=10&form=sermaye&purpose=isbirligi-kumelenme',
    {
      'ab-interreg-bulgaristan-turkiye': 'fit',
      'ab-interreg-akdeniz': 'fit',
      'ab-interreg-karadeniz': 'near', // companies cannot apply themselves
    },
  ],
  [
    'a small firm in Ankara, which is in none of these regions',
    'province=ankara&sector=hizmet&size=kucuk&age=10&form=sermaye&purpose=isbirligi-kumelenme',
    {
      'ab-interreg-bulgaristan-turkiye': 'near',
      'ab-interreg-akdeniz': 'near',
      'ab-interreg-karadeniz': 'no',
    },
  ],
  [
    'a chamber of commerce in Trabzon, for cooperation',
    'province=trabzon&form=isbirligi-kurulusu&purpose=isbirligi-kumelenme',
    {
      'ab-interreg-karadeniz': 'fit',
      'ajans-gudumlu-proje': 'fit',
      'ajans-cazibe-merkezleri': 'fit',
      'tubitak-1507': 'no', // businesses only, and for R&D
    },
  ],
  [
    'a cluster organisation in Ankara of machine makers',
    'province=ankara&sector=makine&form=kume&member=true&purpose=isbirligi-kumelenme',
    {
      'sanayi-kumelenme-destek': 'fit',
      'ab-smp-euroclusters': 'fit',
      'ajans-gudumlu-proje': 'fit',
      'ticaret-ur-ge': 'fit',
      'ticaret-koop-des': 'near',
    },
  ],
  [
    'a cooperative of women, for investment',
    'province=sinop&sector=gida-tarim&form=kooperatif&size=mikro&age=4&group=kadin&purpose=yatirim',
    { 'ticaret-koop-des': 'fit', 'tarim-kkydp': 'fit', 'tubitak-1501': 'no' },
  ],
  [
    'a university, for R&D',
    'province=eskisehir&form=universite&purpose=ar-ge',
    {
      'ab-ufuk-avrupa': 'fit',
      'tubitak-1505': 'fit',
      'tubitak-1602': 'fit',
      'ticaret-koop-des': 'no',
    },
  ],
  [
    'a defence firm in Ankara by sector, for investment',
    'province=ankara&sector=savunma-havacilik&size=orta&age=9&form=sermaye&purpose=yatirim',
    {
      'ssb-yatirim-gelistirme': 'fit',
      'sanayi-hit-30': 'fit',
      'kosgeb-kapasite-gelistirme': 'fit',
    },
  ],
  [
    'a machining shop that may work for defence, by NACE code',
    'province=ankara&sector=25.6&size=orta&age=9&form=sermaye&purpose=yatirim',
    { 'ssb-yatirim-gelistirme': 'check', 'kosgeb-kapasite-gelistirme': 'fit' },
  ],
  [
    'a hotel in Antalya that looks for investment',
    'province=antalya&sector=55.1&size=orta&age=11&form=sermaye&purpose=yatirim',
    {
      'sanayi-yatirim-tesvik': 'fit',
      'sanayi-yerel-kalkinma-hamlesi': 'fit',
      'kosgeb-kapasite-gelistirme': 'near', // manufacturing
      'ssb-yatirim-gelistirme': 'near',
    },
  ],
  [
    'a micro manufacturer, too small for the capacity programme',
    'province=bursa&sector=29.3&size=mikro&age=6&form=sermaye&purpose=yatirim',
    {
      'kosgeb-kapasite-gelistirme': 'near',
      'kosgeb-teknoyatirim': 'fit',
      'kosgeb-kobigel': 'fit',
    },
  ],
  [
    'a shop in Kahramanmaraş after the earthquake, for finance',
    'province=kahramanmaras&sector=47&size=mikro&age=8&form=sahis&purpose=finansman',
    { 'kosgeb-deprem-canlanma': 'fit' }, // over by now: told by the status
  ],
  [
    'the same in Adıyaman’s neighbour Şanlıurfa, which the source does not rule out',
    'province=sanliurfa&sector=47&size=mikro&age=8&form=sahis&purpose=finansman',
    { 'kosgeb-deprem-canlanma': 'check' },
  ],
  [
    'a large cement works, for energy saving',
    'province=nigde&sector=23.5&size=buyuk&age=30&form=sermaye&purpose=yesil-donusum',
    {
      'enerji-vap': 'fit',
      'enerji-gonullu-anlasma': 'fit',
      'kosgeb-enerji-verimliligi': 'near',
      'kosgeb-yesil-sanayi': 'near',
    },
  ],
  [
    'a partner who wants to cooperate, founded this year',
    'province=izmir&sector=28&size=kucuk&age=0&form=sermaye&purpose=isbirligi-kumelenme',
    { 'kosgeb-is-birligi': 'near' },
  ],
];

test('there are at least forty personas, each with an address that is read without a fault', () => {
  assert.ok(personas.length >= 40);
  for (const [who, address] of personas)
    assert.deepEqual(readAnswers(new URLSearchParams(address), classes).faults, [], who);
});

for (const [who, address, verdicts] of personas)
  test(`${who} gets what the texts say`, () => {
    const { answers } = readAnswers(new URLSearchParams(address), classes);
    const found = Object.keys(verdicts).map((slug) => {
      const programme = library.find('programme', slug, 'tr');
      assert.ok(programme, slug);
      return [slug, match(programme, answers, today).verdict];
    });
    assert.deepEqual(Object.fromEntries(found), verdicts);
  });
