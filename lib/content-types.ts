import type { z } from 'zod';
import { measureCodes } from '#lib/benchmark-catalogue';
import { indicatorItem } from '#lib/benchmark-item';
import {
  contentType as factsOf,
  field,
  list,
  type Field,
  type Locale,
  type Shape,
} from '#lib/field';
import { provinceCodes } from '#lib/provinces';
import { publicationFields } from '#lib/publication';

// Closed lists. Codes are those of the published data; their labels stand in messages under `lists`.

export const sectors = list(
  'sectors',
  [
    'imalat',
    'makine',
    'otomotiv',
    'savunma-havacilik',
    'tekstil-konfeksiyon',
    'gida-tarim',
    'bilisim-yazilim',
    'saglik-ilac-tibbi-cihaz',
    'enerji',
    'kimya-plastik',
    'elektrik-elektronik',
    'mobilya-orman',
    'insaat-malzeme',
    'turizm',
    'lojistik',
    'madencilik-metal',
    'hizmet',
    'yaratici-endustriler',
    'tum',
  ],
  'tum',
);
export const supportTypes = list('supportTypes', [
  'hibe',
  'geri-odemeli',
  'kredi-faiz',
  'kefalet',
  'vergi',
  'egitim-danismanlik',
  'fuar-pazarlama',
  'istihdam',
  'altyapi',
]);
export const purposes = list('purposes', [
  'ar-ge',
  'yatirim',
  'ihracat',
  'girisimcilik',
  'istihdam',
  'dijitallesme',
  'yesil-donusum',
  'isbirligi-kumelenme',
  'finansman',
  'nitelikli-personel',
  'tasarim-marka',
  'kirsal-kalkinma',
]);
export const audiences = list('audiences', [
  'mikro',
  'kucuk',
  'orta',
  'buyuk',
  'girisimci',
  'kume',
  'isbirligi-kurulusu',
  'universite',
  'kadin',
  'genc',
]);
export const planTopics = list('planTopics', [
  'kumelenme',
  'kobi',
  'ar-ge',
  'ihracat',
  'girisimcilik',
  'tesvik',
  'osb-altyapi',
  'egitim-istihdam',
  'bolgesel-kalkinma',
  'dijitallesme',
  'yatirim-ortami',
  'siber-guvenlik',
  'tarim-kirsal',
  'enerji-cevre',
  'finansman',
  'isbirligi',
  'tanitim-markalasma',
]);
const purposesByTopic = {
  kumelenme: ['isbirligi-kumelenme'],
  kobi: [],
  'ar-ge': ['ar-ge'],
  ihracat: ['ihracat'],
  girisimcilik: ['girisimcilik'],
  tesvik: ['yatirim'],
  'osb-altyapi': ['yatirim'],
  'egitim-istihdam': ['nitelikli-personel', 'istihdam'],
  'bolgesel-kalkinma': [],
  dijitallesme: ['dijitallesme'],
  'yatirim-ortami': ['yatirim'],
  'siber-guvenlik': ['dijitallesme'],
  'tarim-kirsal': ['kirsal-kalkinma'],
  'enerji-cevre': ['yesil-donusum'],
  finansman: ['finansman'],
  isbirligi: ['isbirligi-kumelenme'],
  'tanitim-markalasma': ['tasarim-marka'],
} satisfies Record<(typeof planTopics.codes)[number], readonly (typeof purposes.codes)[number][]>;
/** The purposes of programmes that answer to a topic of the plans; none where no purpose is so narrow. */
export const purposesOfTopic = (topic: string): readonly string[] =>
  Object.entries(purposesByTopic).find(([known]) => known === topic)?.[1] ?? [];
export const provinces = list('provinces', provinceCodes);
/** Where a programme holds: the whole country, provinces, or investment incentive regions. */
export const coverage = list(
  'provinces',
  ['tr', 'bolge-1', 'bolge-2', 'bolge-3', 'bolge-4', 'bolge-5', 'bolge-6', ...provinceCodes],
  'tr',
);
export const countries = list('countries', ['TR', 'FR', 'DK', 'DE', 'NL', 'ES', 'AT']);
export const applicationModes = list('applicationModes', ['surekli', 'cagri', 'donemsel']);
/** What the sources say of a programme; whether one can apply today is worked out from the dates. */
export const programmeStatuses = list('programmeStatuses', ['active', 'closed', 'unknown']);
export const plans = list('plans', ['10', '11', '12']);
export const articleKinds = list('articleKinds', ['amac', 'politika', 'tedbir', 'diger']);
export const clusterLabels = list('clusterLabels', ['bronze', 'silver', 'gold']);
export const eventKinds = list('eventKinds', [
  'toplanti',
  'konferans',
  'fuar',
  'egitim',
  'bilgi-gunu',
  'ziyaret',
]);
export const centreKinds = list('centreKinds', [
  'kumelenme-bilgi-merkezi',
  'kalkinma-ajansi',
  'kume-destek-kurumu',
]);
export const guideKinds = list('guideKinds', ['rehber', 'arac']);
export const practiceThemes = list('practiceThemes', [
  'finansman',
  'yonetisim',
  'uyelik',
  'kurumsal-dayanak',
  'proje-sonrasi',
  'uluslararasilasma',
  'ortak-is',
]);
/** The toolkit's calculators, which stand on pages of their own. */
export const calculators = list('calculators', ['specialisation', 'scoring', 'readiness']);
export const currencies = list('currencies', ['TRY', 'USD', 'EUR']);
/** The classes of the official SME definition, and what is beyond them. */
export const sizes = list('sizes', ['mikro', 'kucuk', 'orta', 'buyuk']);
export const foundings = list('foundings', ['founded', 'not-founded']);
export const exportStates = list('exportStates', ['none', 'first-steps', 'yes']);
export const memberships = list('memberships', ['member', 'not-member']);
export const groups = list('groups', ['kadin', 'genc']);
/** Who the applicant is before the law; the first three are businesses. */
export const legalForms = list('legalForms', [
  'sahis',
  'sermaye',
  'kooperatif',
  'isbirligi-kurulusu',
  'kume',
  'universite',
  'kamu',
]);
const units = list('units', ['percent', 'month', 'member', 'person', 'university']);

/** What a programme can ask of an applicant, and the codes in which it is said. */
export const ruleKinds = {
  size: { list: sizes, numbers: true },
  province: { list: provinces },
  sector: { list: sectors, activities: true },
  'business-age': { list: foundings, numbers: true },
  export: { list: exportStates },
  membership: { list: memberships },
  purpose: { list: purposes },
  group: { list: groups },
  'legal-form': { list: legalForms },
} as const;

// Fields that many types share.

const title = field.text({ required: true, translated: true, search: 1 });
const sources = field.sources({ required: true });
const checkedOn = field.exactDate({});
const asOf = field.partialDate({ newest: true });
const planArticles = field.relations('plan', {});

const publicationShape = Object.fromEntries(
  Object.entries(publicationFields('')).map(([name, { schema }]) => [name, schema]),
) as Shape<ReturnType<typeof publicationFields>>; // fromEntries forgets which key has which schema

/** A content type whose files may also say where they stand on their way to readers. */
function contentType<const F extends Record<string, Field>>(
  type: Parameters<typeof factsOf<F>>[0],
) {
  const { schema, ...facts } = factsOf(type);
  return { ...facts, dataSchema: schema, schema: schema.extend(publicationShape) };
}

/** Every content type. A field is known here and nowhere else; all the rest is derived from its line. */
export const contentTypes = {
  programme: contentType({
    folder: 'programmes',
    path: { tr: 'destekler', en: 'programmes' },
    periods: [['opens', 'closes']],
    fields: {
      title,
      institution: field.reference('institution', {
        required: true,
        facet: 'institution',
        show: 'sheet',
        card: true,
        search: 2,
      }),
      supportTypes: field.choices(supportTypes, {
        required: true,
        facet: 'support',
        show: 'sheet',
        card: true,
        search: 3,
      }),
      purposes: field.choices(purposes, {
        required: true,
        facet: 'purpose',
        show: 'sheet',
        search: 3,
      }),
      audiences: field.choices(audiences, {
        required: true,
        facet: 'audience',
        show: 'sheet',
        card: true,
        search: 3,
      }),
      sectors: field.choices(sectors, {
        required: true,
        facet: 'sector',
        show: 'sheet',
        search: 3,
      }),
      coverage: field.choices(coverage, { required: true, facet: 'province', show: 'sheet' }),
      supportRate: field.figure(units, { show: 'sheet', card: true }),
      upperLimit: field.money(currencies, { show: 'sheet', card: true }),
      limitNote: field.prose({ translated: true, show: 'sheet' }),
      duration: field.figure(units, { show: 'sheet' }),
      applicationMode: field.choice(applicationModes, { show: 'sheet', card: true }),
      opens: field.exactDate({ show: 'sheet', card: true }),
      closes: field.exactDate({ show: 'sheet', card: true }),
      status: field.choice(programmeStatuses, { required: true, card: true }),
      legalBasis: field.text({ translated: true, show: 'sheet', search: 3 }),
      applyUrl: field.webAddress({ show: 'sheet' }),
      eligibility: field.texts({ translated: true, show: 'section', search: 3 }),
      /** Takes the place of what `audiences`, `sectors` and `coverage` say of the same kind. */
      rules: field.rules(ruleKinds, {}),
      supportedCosts: field.texts({ translated: true, show: 'section', search: 3 }),
      documents: field.texts({ translated: true, show: 'section', search: 3 }),
      relatedTopics: field.texts({ translated: true, show: 'sheet', search: 3 }),
      /** Each is written in the programme whose source says it; the page of the other shows it too. */
      leadsTo: field.sourcedRelations('programme', {}),
      follows: field.sourcedRelations('programme', {}),
      replaces: field.sourcedRelations('programme', {}),
      partOf: field.sourcedRelations('programme', {}),
      /** The two cannot be had for the same thing. */
      excludes: field.sourcedRelations('programme', {}),
      planArticles,
      asOf,
      checkedOn,
      sources,
    },
  }),
  plan: contentType({
    folder: 'plan',
    path: { tr: 'plan', en: 'plan' },
    fields: {
      title,
      plan: field.choice(plans, { required: true, facet: 'plan', show: 'sheet', card: true }),
      number: field.articleNumber({ required: true, search: 2, card: true }),
      parent: field.articleNumber({}),
      kind: field.choice(articleKinds, { facet: 'kind', show: 'sheet' }),
      sectionPath: field.texts({ show: 'sheet', search: 3, card: true }),
      text: field.quotation({ search: 3 }),
      textNote: field.prose({ translated: true }),
      sectors: field.choices(sectors, { facet: 'sector', show: 'sheet', card: true, search: 3 }),
      topics: field.choices(planTopics, { facet: 'topic', show: 'sheet', card: true, search: 3 }),
      responsible: field.texts({ facet: 'responsible', show: 'sheet', search: 3 }),
      mentionsCluster: field.flag({ required: true, facet: 'clusterWord', show: 'sheet' }),
      target: field.text({ translated: true, facet: 'target', show: 'sheet', search: 3 }),
      counterparts: field.relations('plan', {}),
      checkedOn,
      sources,
    },
  }),
  cluster: contentType({
    folder: 'clusters',
    path: { tr: 'kumeler', en: 'clusters' },
    fields: {
      title,
      shortName: field.text({ search: 2, card: true }),
      country: field.choice(countries, {
        required: true,
        facet: 'country',
        show: 'sheet',
        card: true,
      }),
      provinces: field.choices(provinces, {
        facet: 'province',
        show: 'sheet',
        card: true,
        search: 3,
      }),
      city: field.text({ show: 'sheet', card: true, search: 3 }),
      sectors: field.choices(sectors, {
        required: true,
        facet: 'sector',
        show: 'sheet',
        card: true,
        search: 3,
      }),
      /** Firms of a trade in one place, for which the sources show no organisation. */
      agglomeration: field.flag({ facet: 'agglomeration', card: true }),
      founded: field.year({ show: 'sheet' }),
      legalForm: field.text({ translated: true, show: 'sheet' }),
      coordinator: field.text({ translated: true, show: 'sheet', search: 3 }),
      memberCount: field.figure(units, { show: 'sheet', card: true }),
      smallMembers: field.figure(units, { show: 'top' }),
      mediumMembers: field.figure(units, { show: 'top' }),
      largeMembers: field.figure(units, { show: 'top' }),
      universityCount: field.figure(units, { show: 'top' }),
      staffCount: field.figure(units, { show: 'sheet' }),
      employees: field.figure(units, { show: 'sheet' }),
      exports: field.money(currencies, { show: 'sheet' }),
      publicFunding: field.figure(units, { show: 'sheet' }),
      label: field.choice(clusterLabels, { show: 'sheet', card: true }),
      labelYear: field.year({ show: 'sheet', card: true }),
      website: field.webAddress({ show: 'sheet' }),
      services: field.texts({ translated: true, show: 'section', search: 3 }),
      supports: field.texts({ translated: true, show: 'section', search: 3 }),
      indicators: field.indicators(indicatorItem(currencies), { show: 'section' }),
      /** Of platforms: the associations (terms of the glossary) through which a firm becomes a member. */
      joinThrough: field.sourcedRelations('term', {}),
      programmes: field.relations('programme', {}),
      planArticles,
      asOf,
      asOfNote: field.text({ translated: true }),
      checkedOn,
      sources,
    },
  }),
  news: contentType({
    folder: 'news',
    path: { tr: 'haberler', en: 'news' },
    fields: {
      title,
      date: field.partialDate({
        required: true,
        facet: 'year',
        show: 'sheet',
        card: true,
        newest: true,
      }),
      sectors: field.choices(sectors, { facet: 'sector', show: 'sheet', search: 3 }),
      provinces: field.choices(provinces, { facet: 'province', show: 'sheet', search: 3 }),
      programmeNames: field.texts({ show: 'sheet', search: 3 }),
      people: field.texts({ show: 'sheet', search: 3 }),
      organisations: field.texts({ show: 'sheet', search: 3 }),
      clusters: field.relations('cluster', {}),
      programmes: field.relations('programme', {}),
      planArticles,
      checkedOn,
      sources: field.sources({ required: true, card: true }),
    },
  }),
  event: contentType({
    folder: 'events',
    path: { tr: 'etkinlikler', en: 'events' },
    periods: [['starts', 'ends']],
    fields: {
      title,
      starts: field.partialDate({ facet: 'year', show: 'sheet', card: true, newest: true }),
      ends: field.partialDate({ show: 'sheet', card: true }),
      city: field.text({ show: 'sheet', card: true, search: 3 }),
      provinces: field.choices(provinces, { facet: 'province', search: 3 }),
      organiser: field.text({ show: 'sheet', card: true, search: 3 }),
      kind: field.choice(eventKinds, {
        required: true,
        facet: 'kind',
        show: 'sheet',
        card: true,
        search: 3,
      }),
      clusters: field.relations('cluster', {}),
      programmes: field.relations('programme', {}),
      planArticles,
      checkedOn,
      sources,
    },
  }),
  centre: contentType({
    folder: 'centres',
    path: { tr: 'merkezler', en: 'centres' },
    fields: {
      title,
      kind: field.choice(centreKinds, {
        required: true,
        facet: 'kind',
        show: 'sheet',
        card: true,
        search: 3,
      }),
      provinces: field.choices(provinces, {
        facet: 'province',
        show: 'sheet',
        card: true,
        search: 3,
      }),
      host: field.text({ show: 'sheet', card: true, search: 3 }),
      /** The years of which the sources tell, for one of which they do not say that it works today. */
      seenFrom: field.year({ show: 'sheet', card: true }),
      seenUntil: field.year({ show: 'sheet', card: true }),
      website: field.webAddress({ show: 'sheet' }),
      clusters: field.relations('cluster', {}),
      checkedOn,
      sources,
    },
  }),
  guide: contentType({
    folder: 'guides',
    path: { tr: 'rehberler', en: 'guides' },
    fields: {
      title,
      kind: field.choice(guideKinds, { required: true, facet: 'kind', show: 'sheet', card: true }),
      users: field.texts({ required: true, translated: true, show: 'section' }),
      timing: field.texts({ required: true, translated: true, show: 'section' }),
      inputs: field.texts({ required: true, translated: true, show: 'section' }),
      steps: field.texts({ required: true, translated: true, show: 'section', search: 3 }),
      outputs: field.texts({ translated: true, show: 'section', search: 3 }),
      /** Each line ends with the numbers of the sources that say so: [3] or [3, 5]. */
      example: field.texts({ required: true, translated: true, show: 'section' }),
      templates: field.templates({ required: true, search: 3 }),
      calculators: field.choices(calculators, {}),
      thresholds: field.thresholds(measureCodes, {}),
      version: field.text({ required: true, show: 'sheet' }),
      reviewedOn: field.exactDate({ required: true, show: 'sheet' }),
      nextReview: field.partialDate({ required: true, show: 'sheet' }),
      checkedOn,
      sources,
    },
  }),
  practice: contentType({
    folder: 'practices',
    path: { tr: 'iyi-ornekler', en: 'good-practices' },
    fields: {
      title,
      theme: field.choice(practiceThemes, {
        required: true,
        facet: 'theme',
        show: 'sheet',
        card: true,
        search: 3,
      }),
      country: field.choice(countries, { required: true, show: 'sheet', card: true }),
      period: field.text({ translated: true, required: true, show: 'sheet', card: true }),
      sectors: field.choices(sectors, { facet: 'sector', show: 'sheet', search: 3 }),
      problem: field.texts({ required: true, translated: true, show: 'section', search: 3 }),
      action: field.texts({ required: true, translated: true, show: 'section', search: 3 }),
      /** Each line ends with the numbers of the sources that say so, as in a guide's example. */
      results: field.texts({ required: true, translated: true, show: 'section', search: 3 }),
      toCopy: field.texts({ required: true, translated: true, show: 'section', search: 3 }),
      clusters: field.relations('cluster', {}),
      programmes: field.relations('programme', {}),
      guides: field.relations('guide', {}),
      planArticles,
      checkedOn,
      sources,
    },
  }),
  term: contentType({
    folder: 'terms',
    path: { tr: 'sozluk', en: 'glossary' },
    fields: {
      title,
      expansion: field.text({ translated: true, search: 2, card: true }),
      synonyms: field.texts({ search: 2, show: 'sheet' }),
      /** Of the terms that name a class of the SME definition: its bounds, for firms below it. */
      size: field.choice(sizes, {}),
      employeesBelow: field.figure(units, { show: 'sheet' }),
      moneyLimit: field.money(currencies, { show: 'sheet' }),
      checkedOn,
      sources,
    },
  }),
  institution: contentType({
    folder: 'institutions',
    path: { tr: 'kurumlar', en: 'institutions' },
    fields: {
      title,
      shortName: field.text({ translated: true, required: true, search: 2, card: true }),
      website: field.webAddress({ show: 'sheet' }),
      checkedOn,
      sources: field.sources({}),
    },
  }),
  /** Texts about the site itself. */
  page: contentType({
    folder: 'pages',
    path: { tr: 'sayfalar', en: 'pages' },
    fields: { title, checkedOn, sources: field.sources({}) },
  }),
} as const;

export type TypeName = keyof typeof contentTypes;
export const typeNames = Object.keys(contentTypes) as [TypeName, ...TypeName[]]; // Object.keys says string[]

/** What readers see of an entry of this type, both languages put together. */
export type EntryData<T extends TypeName = TypeName> = {
  [K in T]: z.infer<(typeof contentTypes)[K]['dataSchema']>;
}[T];

/** The fields of a type that readers see, by name, without the type's own narrow types. */
export const fieldsOf = (type: TypeName): Readonly<Record<string, Field>> =>
  contentTypes[type].fields;

/** Every field that a Turkish file of a type may have: those, and what it says of its publication. */
export const fileFieldsOf = (type: TypeName): Readonly<Record<string, Field>> => ({
  ...contentTypes[type].fields,
  ...publicationFields(type),
});

/** The type whose pages stand under this first part of a path, in that language. */
export const typeAtPath = (segment: string, locale: Locale): TypeName | undefined =>
  typeNames.find((type) => contentTypes[type].path[locale] === segment);
