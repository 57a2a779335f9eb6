import { distance } from 'fastest-levenshtein';
import { provinceCodes, provinceNames, type ProvinceCode } from '#lib/provinces';
import { compare, fold } from '#lib/turkish/letters';

/** The provinces in the order of their plate codes: the first is 1, the last 81. */
const byPlate = `
  adana adiyaman afyonkarahisar agri amasya ankara antalya artvin aydin balikesir bilecik bingol
  bitlis bolu burdur bursa canakkale cankiri corum denizli diyarbakir edirne elazig erzincan
  erzurum eskisehir gaziantep giresun gumushane hakkari hatay isparta mersin istanbul izmir kars
  kastamonu kayseri kirklareli kirsehir kocaeli konya kutahya malatya manisa kahramanmaras
  mardin mugla mus nevsehir nigde ordu rize sakarya samsun siirt sinop sivas tekirdag tokat
  trabzon tunceli sanliurfa usak van yozgat zonguldak aksaray bayburt karaman kirikkale batman
  sirnak bartin ardahan igdir yalova karabuk kilis osmaniye duzce
`
  .trim()
  .split(/\s+/);

/** The number that a province's vehicles and official codes carry, 1 to 81. */
export const plateOf = (province: ProvinceCode): number => byPlate.indexOf(province) + 1;

/**
 * Land borders longer than a point, each written once, under the name that comes first. Worked out from
 * two sets of shapes that share nothing (amCharts geodata 5.1.6, turkey-map-react 2.0.5), which differ
 * only where Batman, Mardin, Siirt and Şırnak meet in one point; that point is no border here.
 */
const borders: Partial<Record<ProvinceCode, string>> = {
  adana: 'hatay kahramanmaras kayseri mersin nigde osmaniye',
  adiyaman: 'diyarbakir gaziantep kahramanmaras malatya sanliurfa',
  afyonkarahisar: 'burdur denizli eskisehir isparta konya kutahya usak',
  agri: 'bitlis erzurum igdir kars mus van',
  aksaray: 'ankara kirsehir konya nevsehir nigde',
  amasya: 'corum samsun tokat yozgat',
  ankara: 'bolu cankiri eskisehir kirikkale kirsehir konya',
  antalya: 'burdur isparta karaman konya mersin mugla',
  ardahan: 'artvin erzurum kars',
  artvin: 'erzurum rize',
  aydin: 'denizli izmir manisa mugla',
  balikesir: 'bursa canakkale izmir kutahya manisa',
  bartin: 'karabuk kastamonu zonguldak',
  batman: 'bitlis diyarbakir mardin mus siirt',
  bayburt: 'erzincan erzurum gumushane rize trabzon',
  bilecik: 'bolu bursa eskisehir kutahya sakarya',
  bingol: 'diyarbakir elazig erzincan erzurum mus tunceli',
  bitlis: 'mus siirt van',
  bolu: 'cankiri duzce eskisehir karabuk sakarya zonguldak',
  burdur: 'denizli isparta mugla',
  bursa: 'kocaeli kutahya sakarya yalova',
  canakkale: 'edirne tekirdag',
  cankiri: 'corum karabuk kastamonu kirikkale',
  corum: 'kastamonu kirikkale samsun sinop yozgat',
  denizli: 'manisa mugla usak',
  diyarbakir: 'elazig malatya mardin mus sanliurfa',
  duzce: 'sakarya zonguldak',
  edirne: 'kirklareli tekirdag',
  elazig: 'erzincan malatya tunceli',
  erzincan: 'erzurum giresun gumushane malatya sivas tunceli',
  erzurum: 'kars mus rize',
  eskisehir: 'konya kutahya',
  gaziantep: 'hatay kahramanmaras kilis osmaniye sanliurfa',
  giresun: 'gumushane ordu sivas trabzon',
  gumushane: 'trabzon',
  hakkari: 'sirnak van',
  hatay: 'osmaniye',
  igdir: 'kars',
  isparta: 'konya',
  istanbul: 'kocaeli tekirdag',
  izmir: 'manisa',
  kahramanmaras: 'kayseri malatya osmaniye sivas',
  karabuk: 'kastamonu zonguldak',
  karaman: 'konya mersin',
  kastamonu: 'sinop',
  kayseri: 'nevsehir nigde sivas yozgat',
  kirikkale: 'kirsehir yozgat',
  kirklareli: 'tekirdag',
  kirsehir: 'nevsehir yozgat',
  kocaeli: 'sakarya yalova',
  konya: 'mersin nigde',
  kutahya: 'manisa usak',
  malatya: 'sivas',
  manisa: 'usak',
  mardin: 'sanliurfa sirnak',
  mersin: 'nigde',
  nevsehir: 'nigde yozgat',
  ordu: 'samsun sivas tokat',
  rize: 'trabzon',
  samsun: 'sinop tokat',
  siirt: 'sirnak van',
  sirnak: 'van',
  sivas: 'tokat yozgat',
  tokat: 'yozgat',
};

/** The provinces that share a border with this one, in alphabetical order. */
export const neighboursOfProvince = (province: ProvinceCode): ProvinceCode[] =>
  provinceCodes
    .filter((other) => bordersOf(province).includes(other) || bordersOf(other).includes(province))
    .sort((a, b) => compare('tr')(provinceNames[a], provinceNames[b]));

const bordersOf = (province: ProvinceCode): string[] => borders[province]?.split(' ') ?? [];

/** What a province itself was called, and is called in short; texts that say so mean the province. */
export const otherNames: Partial<Record<ProvinceCode, readonly string[]>> = {
  afyonkarahisar: ['Afyon'],
  gaziantep: ['Antep'],
  kahramanmaras: ['Maraş'],
  mersin: ['İçel'],
  sanliurfa: ['Urfa'],
};

/** Written with a point for the first half, and cities after which people call a province. */
const nicknames: Partial<Record<ProvinceCode, readonly string[]>> = {
  gaziantep: ['G.Antep'],
  hatay: ['Antakya'],
  kahramanmaras: ['K.Maraş'],
  kocaeli: ['İzmit'],
  sakarya: ['Adapazarı'],
  sanliurfa: ['Ş.Urfa'],
  tunceli: ['Dersim'],
};

/** Letters and digits alone: `K. Maraş`, `k-maras` and `KMARAŞ` are one. */
const keyOf = (text: string): string => fold(text).replace(/[^a-z0-9]+/g, '');

const spellings = new Map<string, ProvinceCode>(
  provinceCodes.flatMap((code) =>
    [
      code,
      provinceNames[code],
      ...(otherNames[code] ?? []),
      ...(nicknames[code] ?? []),
      String(plateOf(code)),
      String(plateOf(code)).padStart(2, '0'),
    ].map((name): [string, ProvinceCode] => [keyOf(name), code]),
  ),
);

/**
 * The province that people mean: by its name with or without Turkish letters, capitals and signs, by an
 * older or shorter name (Afyon, K.Maraş, İçel, İzmit) or by its plate code. Never a guess.
 */
export const provinceCalled = (name: string): ProvinceCode | undefined =>
  spellings.get(keyOf(name));

const longestName = 40;
const mostNear = 4;

/** Names that are a few slips of the finger away, the nearest first; none where nothing is near. */
export function provincesNear(name: string): ProvinceCode[] {
  const asked = keyOf(name).slice(0, longestName);
  if (asked.length < 3) return [];
  const slips = new Map<ProvinceCode, number>();
  for (const [spelling, code] of spellings) {
    if (/^\d/.test(spelling)) continue;
    const begins = spelling.startsWith(asked) || asked.startsWith(spelling);
    const away = begins && spelling.length > 2 ? 1 : distance(asked, spelling);
    const allowed = Math.ceil(Math.min(asked.length, spelling.length) / 3);
    if (away <= allowed && away < (slips.get(code) ?? Infinity)) slips.set(code, away);
  }
  return [...slips]
    .sort(([a, x], [b, y]) => x - y || compare('tr')(provinceNames[a], provinceNames[b]))
    .slice(0, mostNear)
    .map(([code]) => code);
}
