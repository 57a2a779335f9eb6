/**
 * What the pages show, ready to print: every string is in the reader's language, every address final.
 * Components take these values and nothing else, so the same card serves the server and the browser.
 */

/** A piece of text; `lang` only where it is not in the page's language. */
export type Phrase = { text: string; lang?: 'tr' | 'en' };

/** Half-open ranges of UTF-16 positions in `text` that answer the query. */
export type Marked = Phrase & { marks: readonly (readonly [number, number])[] };

export type Link = { label: string; href: string };

/** A choice among values of which one or none is wanted. */
export type SelectFilter = {
  name: string;
  label: string;
  any: string;
  options: { value: string; label: string; selected: boolean }[];
};

/** Colour is never alone: the label says the same in words. */
export type Tone = 'good' | 'warn' | 'muted' | 'info';
export type Badge = { label: string; tone: Tone };

/** `minor` facts are left out where a card must be brief. */
export type Fact = { label: string; value: string; lang?: 'tr'; minor?: true };

type Marks = Marked['marks'];

/** `titleLang` and `passageLang` only where the text is not in the page's language. */
export type Hit = {
  type: string;
  typeLabel: string;
  slug: string;
  url: string;
  title: string;
  titleLang?: 'tr' | 'en';
  passage?: string;
  passageLang?: 'tr' | 'en';
  marks: { title: Marks; passage: Marks };
  badge?: Badge;
  /** Which words of the query it does not have. */
  missing?: string;
  /** That editors have put it first for this search, in words. */
  pinned?: string;
  facts: Fact[];
  /** The headings under which it stands, outermost first, in a list that has such an order. */
  group?: Phrase[];
  /** How far below the top of its group. */
  depth?: number;
};

export type FacetValue = { value: string; label: string; count: number; selected: boolean };
export type FacetGroup = {
  key: string;
  label: string;
  /** `select` for long lists of which one is usually wanted (provinces), else checkboxes. */
  control: 'checkbox' | 'select';
  /** The first option of a select: nothing chosen. */
  any: string;
  /** Shown at once; `more` stands behind a disclosure. */
  values: FacetValue[];
  more: FacetValue[];
  moreLabel: string;
};

export type Chip = { facet: string; label: string; href: string; removeLabel: string };
export type PageLink = { label: string; href: string; current: boolean; spoken: string };

export type ZeroResults = {
  heading: string;
  /** What was searched, in words. */
  searched: string;
  /** Which filter, taken away, brings how many results; most first. */
  removals?: { lead: string; links: Link[] };
  ways: { lead: string; links: Link[] };
};

/** One state of the search page; also the answer of `/api/search`. */
export type SearchView = {
  heading: string;
  /** The canonical address of this state. */
  url: string;
  /** Where the form goes, without a query. */
  action: string;
  query: string;
  /** Nothing answers: there are no hits to show. */
  unavailable?: { heading: string; text: string };
  /** The engine does not answer; the hits come from the portal's own smaller index. */
  fallback?: { heading: string; text: string };
  total: number;
  /** How many of them have all of the words. */
  exact: number;
  page: number;
  pages: number;
  /** The number of results in words. */
  count: string;
  /** How many of them have all of the words, where not all do. */
  similar?: string;
  /** What of the address was not used, and why. */
  notices: string[];
  /** The query as it may have been meant. */
  spelling?: { lead: string; link: Link };
  chips: Chip[];
  clear?: Link;
  sorts: { value: string; label: string; selected: boolean }[];
  facets: FacetGroup[];
  hits: Hit[];
  pagination: { previous?: Link; next?: Link; pages: (PageLink | 'gap')[] };
  zero?: ZeroResults;
  files: FileLinks;
  labels: SearchLabels;
};

/** The same as a page, for other programs; `lead` says how to use it in a sentence. */
export type FileLinks = {
  heading: string;
  lead: string[];
  links: (Link & { mediaType?: string })[];
};

export type SearchLabels = {
  query: string;
  placeholder: string;
  submit: string;
  filters: string;
  apply: string;
  chosen: string;
  sort: string;
  results: string;
  pagination: string;
};

export type Suggestion = { title: Marked; typeLabel: string; url: string };

export type Glossary = {
  title: string;
  lead: string;
  /** What the row of letters is for. */
  lettersLabel: string;
  /** The whole alphabet, in its order; a letter without terms is shown but does not lead anywhere. */
  letters: {
    letter: string;
    id: string;
    terms: { id: string; title: Phrase; expansion?: Phrase; definition: Phrase; href: string }[];
  }[];
};

/** `note` says where a figure comes from and as of when. */
export type Cell = Phrase & { href?: string; note?: string };
export type Row = { label: string; cells: Cell[] };

export type Section = { id: string; heading: string } & (
  | { kind: 'list'; items: Phrase[] }
  | { kind: 'steps'; items: Phrase[]; checklist: Checklist }
  | { kind: 'table'; columns: string[]; rows: Cell[][] }
);

/** Steps to tick off: the name under which a browser may keep the ticks; `{done}` and `{total}` are counts. */
export type Checklist = { name: string; labels: { progress: string; keep: string; kept: string } };

/** A question of an applicant and what answers it. */
export type Answer = {
  id: string;
  heading: string;
  rows: Row[];
  lists: { label: string; isChecklist: boolean; items: Cell[] }[];
  /** What the answer does not say. */
  notes: string[];
};

export type RelationItem = {
  link: Link;
  lang?: 'tr';
  typeLabel: string;
  reason?: Phrase;
  basis: string;
};
export type RelationGroup = { id: string; heading: string; items: RelationItem[]; more?: Link };

/** `why` names in a few words what it shares with this one. */
export type SimilarItem = { link: Link; lang?: 'tr' | 'en'; badge: Badge; why: string };
export type Similar = { heading: string; items: SimilarItem[] };

export type SourceView = { title: string; href?: string; detail?: string };

/** A programme that a source puts before, after or against this one, and what it says. */
export type LinkedProgramme = {
  link: Link;
  lang?: 'tr' | 'en';
  badge: Badge;
  reason: Phrase;
  sources: SourceView[];
};

/** A programme's way from and to others; `groups` say what those are to it, the most urgent first. */
export type BeforeAfter = {
  id: string;
  heading: string;
  sourceLabel: string;
  groups: { heading: string; items: LinkedProgramme[] }[];
};

/** An entry's page. */
export type EntryView = {
  type: string;
  slug: string;
  url: string;
  section: Link;
  title: Phrase;
  /** The text's first paragraph, for machines that show one. */
  description: string;
  /** A second name or number above or beside the title: "11. Kalkınma Planı, madde 309.5". */
  kicker?: string;
  /** Other names, an expansion. */
  subtitle?: Phrase;
  badges: Badge[];
  notices: string[];
  /** What the reader asks first: who pays, how much, until when. */
  key: Row[];
  action?: Link;
  quotation?: { text: string; lang: 'tr'; cite: string; note?: Phrase };
  /** Said where a text or figure is missing in every source. */
  missing?: Phrase[];
  body: { html: string; lang?: 'tr' };
  /** What follows the first paragraph, where that stands on its own. */
  details?: { id: string; heading: string; html: string; lang?: 'tr' };
  /** A programme's facts under an applicant's questions, in their order. */
  answers?: Answer[];
  sheet: { heading: string; rows: Row[] };
  sections: Section[];
  relations: { heading: string; groups: RelationGroup[] };
  sources: { heading: string; items: SourceView[]; note?: string };
  freshness: Badge & { detail: string };
  labels: { print: string; share: string; copied: string; contents: string };
};

export type CalendarItem = {
  /** The date or period in words, as exact as the source is. */
  when: string;
  title: Phrase;
  href: string;
  kind: Badge;
  place?: string;
  /** "Geçti", where it is over. */
  over?: string;
};

/** A day of a month's table; `day` is missing where the week reaches into another month. */
export type CalendarDay = { day?: string; isToday: boolean; items: CalendarItem[] };
export type CalendarGroup = { heading: string; items: CalendarItem[] };

/** The calendar: one month as a table and a list, then all dates, those over apart. */
export type CalendarView = {
  title: string;
  lead: string;
  notices: string[];
  month: {
    heading: string;
    /** What the table is of: "Aylara göre". */
    label: string;
    previous?: Link;
    next?: Link;
    now?: Link;
    weekdays: { short: string; long: string }[];
    weeks: CalendarDay[][];
    items: CalendarItem[];
    empty: string;
  };
  ahead: { heading: string; groups: CalendarGroup[]; empty: string };
  past: { heading: string; groups: CalendarGroup[] };
  files: FileLinks;
};
