import { createTranslator } from 'next-intl';
import en from '../messages/en.json' with { type: 'json' };
import tr from '../messages/tr.json' with { type: 'json' };

export type Locale = 'tr' | 'en';
export const locales = ['tr', 'en'] as const;

type Words = (key: string, values?: Record<string, string | number>) => string;

const messages = { tr, en };

/** The sentence a reader of that language is to see; a key that is not there fails the test. */
const wordsOf = (locale: Locale): Words =>
  createTranslator({
    locale,
    messages: messages[locale],
    timeZone: 'Europe/Istanbul',
    onError: (error) => {
      throw error;
    },
  }) as unknown as Words; // keys are built from type names here

const all = { tr: wordsOf('tr'), en: wordsOf('en') };
export const words = (locale: Locale): Words => all[locale];

/** The groups of messages: none of their keys may ever reach a reader. */
export const messageGroups = Object.keys(tr);

export const otherThan = (locale: Locale): Locale => (locale === 'tr' ? 'en' : 'tr');

/** The lists, each the search page with its type set. */
export const lists = {
  programme: { tr: '/destekler', en: '/en/programmes' },
  cluster: { tr: '/kumeler', en: '/en/clusters' },
  plan: { tr: '/plan', en: '/en/plan' },
  news: { tr: '/haberler', en: '/en/news' },
  event: { tr: '/etkinlikler', en: '/en/events' },
  centre: { tr: '/merkezler', en: '/en/centres' },
  guide: { tr: '/rehberler', en: '/en/guides' },
  practice: { tr: '/iyi-ornekler', en: '/en/good-practices' },
  institution: { tr: '/kurumlar', en: '/en/institutions' },
} as const satisfies Record<string, Record<Locale, string>>;

export const listTypes = Object.keys(lists) as (keyof typeof lists)[]; // Object.keys says string[]

/** One entry of every type, by its address, and every other kind of page. */
export const kinds = {
  home: { tr: '/', en: '/en' },
  search: { tr: '/ara?q=k%C3%BCmelenme&sector=makine', en: '/en/search?q=cluster&sector=makine' },
  everything: { tr: '/ara', en: '/en/search' },
  nothing: { tr: '/etkinlikler?q=xyzzyq&year=1999', en: '/en/events?q=xyzzyq&year=1999' },
  list: lists.programme,
  support: { tr: '/destek-bul', en: '/en/find-support' },
  supportFound: {
    tr: '/destek-bul?province=konya&sector=makine&size=kucuk&age=6&purpose=yatirim',
    en: '/en/find-support?province=konya&sector=makine&size=kucuk&age=6&purpose=yatirim',
  },
  emptyShortList: { tr: '/liste', en: '/en/list' },
  shortList: {
    tr: '/liste?p=kosgeb-yurt-disi-pazar&p=ticaret-ur-ge',
    en: '/en/list?p=kosgeb-yurt-disi-pazar&p=ticaret-ur-ge',
  },
  comparison: {
    tr: '/karsilastir?p=kosgeb-yurt-disi-pazar&p=ticaret-ur-ge&p=ticaret-e-ihracat&p=tubitak-1507',
    en: '/en/compare?p=kosgeb-yurt-disi-pazar&p=ticaret-ur-ge&p=ticaret-e-ihracat&p=tubitak-1507',
  },
  programme: {
    tr: '/destekler/kosgeb-yurt-disi-pazar',
    en: '/en/programmes/kosgeb-yurt-disi-pazar',
  },
  plan: { tr: '/plan/11/309.5', en: '/en/plan/11/309.5' },
  planWithoutText: { tr: '/plan/11/385.5', en: '/en/plan/11/385.5' },
  clusters: lists.cluster,
  cluster: { tr: '/kumeler/arus', en: '/en/clusters/arus' },
  platform: { tr: '/kumeler/atik', en: '/en/clusters/atik' },
  news: { tr: '/haberler/habtek-tanitildi', en: '/en/news/habtek-tanitildi' },
  event: { tr: '/etkinlikler/konya-tedarikci-2025', en: '/en/events/konya-tedarikci-2025' },
  centre: { tr: '/merkezler/eib-kume-kiyaslama', en: '/en/centres/eib-kume-kiyaslama' },
  guide: { tr: '/rehberler/kume-analizi', en: '/en/guides/kume-analizi' },
  practice: {
    tr: '/iyi-ornekler/derneklerle-katilim',
    en: '/en/good-practices/derneklerle-katilim',
  },
  specialisation: { tr: '/rehberler/uzmanlasma-katsayisi', en: '/en/guides/specialisation' },
  specialisationFound: {
    tr: '/rehberler/uzmanlasma-katsayisi?sectorInRegion=12.500&region=250.000&sectorInCountry=50.000&country=2.500.000',
    en: '/en/guides/specialisation?sectorInRegion=12,500&region=250,000&sectorInCountry=50,000&country=2,500,000',
  },
  scoring: { tr: '/rehberler/puanlama', en: '/en/guides/scoring' },
  readiness: { tr: '/rehberler/hazirlik-testi', en: '/en/guides/readiness-test' },
  readinessFound: {
    tr: '/rehberler/hazirlik-testi?eccp-uye=12&eccp-ekip=0,5&kdp-oda=yes&kdp-universite=no',
    en: '/en/guides/readiness-test?eccp-uye=12&eccp-ekip=0.5&kdp-oda=yes&kdp-universite=no',
  },
  term: { tr: '/sozluk/kumelenme', en: '/en/glossary/kumelenme' },
  institution: { tr: '/kurumlar/kosgeb', en: '/en/institutions/kosgeb' },
  glossary: { tr: '/sozluk', en: '/en/glossary' },
  calendar: { tr: '/takvim?month=2025-11', en: '/en/calendar?month=2025-11' },
  plans: { tr: '/plan/karsilastirma', en: '/en/plan/comparison' },
  gaps: { tr: '/plan/bosluklar', en: '/en/plan/gaps' },
  provinces: { tr: '/iller', en: '/en/provinces' },
  province: { tr: '/iller/samsun', en: '/en/provinces/samsun' },
  overlaps: { tr: '/kumeler/cakismalar', en: '/en/clusters/overlaps' },
  benchmark: {
    tr: '/kiyaslama?cluster=ossa&cluster=saha-istanbul&cluster=hamburg-aviation',
    en: '/en/benchmarking?cluster=ossa&cluster=saha-istanbul&cluster=hamburg-aviation',
  },
  benchmarkState: { tr: '/kiyaslama/ozet', en: '/en/benchmarking/overview' },
  indicators: { tr: '/kiyaslama/gostergeler', en: '/en/benchmarking/indicators' },
  assessment: { tr: '/kiyaslama/degerlendirme', en: '/en/benchmarking/self-assessment' },
  data: { tr: '/veri', en: '/en/data' },
  about: { tr: '/hakkinda', en: '/en/about' },
  quality: { tr: '/hakkinda/arama-kalitesi', en: '/en/about/search-quality' },
  accessibility: { tr: '/erisilebilirlik', en: '/en/accessibility' },
} as const satisfies Record<string, Record<Locale, string>>;

/** Pages of one reader's question or list, or one month of many, which are for no index. */
export const isAsked = (kind: keyof typeof kinds): boolean =>
  [
    'search',
    'nothing',
    'supportFound',
    'emptyShortList',
    'shortList',
    'comparison',
    'benchmark',
    'calendar',
    'specialisationFound',
    'readinessFound',
  ].includes(kind);

export const kindNames = Object.keys(kinds) as (keyof typeof kinds)[]; // Object.keys says string[]
