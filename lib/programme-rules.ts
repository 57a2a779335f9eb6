import { audienceWords } from '#lib/cards';
import {
  coverage,
  legalForms,
  purposes,
  ruleKinds,
  sectors,
  sizes,
  supportTypes,
  type EntryData,
} from '#lib/content-types';
import type { List, Locale, Source } from '#lib/field';
import { newestOf } from '#lib/freshness';
import { labelOf } from '#lib/labels';
import { texts, type Translate } from '#lib/messages';

const writtenKinds = Object.keys(ruleKinds) as (keyof typeof ruleKinds)[]; // Object.keys says string[]

/** What an entry can be asked to hold, and the kind of support, which a reader wishes for. */
export const ruleKindNames = [...writtenKinds, 'support'] as const;
export type RuleKind = (typeof ruleKindNames)[number];

/** `source`: the sources say so. `classification`: our editors' reading of them. */
export const ruleBases = ['source', 'classification'] as const;

export type Sentence = Readonly<Record<Locale, string>>;

/** One condition of a programme, written in its entry or read off its `audiences`, `sectors` and so on. */
export type Rule = {
  readonly kind: RuleKind;
  /** It holds for whom one of these codes applies; `everyone` where there is nobody for whom it fails. */
  readonly values: readonly string[];
  readonly everyone: boolean;
  readonly open: boolean;
  readonly min?: number | undefined;
  readonly under?: number | undefined;
  readonly sentence: Sentence;
  readonly basis: (typeof ruleBases)[number];
  readonly sources: readonly Source[];
  /** The newest date that the sources bear; none where they bear none. */
  readonly asOf?: string;
};

type Programme = EntryData<'programme'>;
type Derived = Pick<Rule, 'kind' | 'values' | 'sentence'> & { everyone?: boolean };

const businessForms: readonly string[] = ['sahis', 'sermaye', 'kooperatif'];
/** Applicants that are no businesses. */
export const isOrganisation = (form: string): boolean => !businessForms.includes(form);

const sizeCodes: readonly string[] = sizes.codes;
const formCodes: readonly string[] = legalForms.codes;

const known = new WeakMap<Programme, readonly Rule[]>();

/**
 * All that a programme asks for and can be judged. A rule of the entry takes the place of what its fields
 * say of the same kind, so that nothing is written twice. Where an institution sits is no rule.
 */
export function rulesOf(programme: Programme): readonly Rule[] {
  const before = known.get(programme);
  if (before) return before;
  const written = (programme.rules ?? []).map((rule): Rule => {
    const sources = rule.sources.flatMap((number) => programme.sources[number - 1] ?? []);
    return {
      kind: rule.kind,
      values: rule.values,
      everyone: false,
      open: rule.open ?? false,
      min: rule.min,
      under: rule.under,
      sentence: rule.text,
      basis: 'source',
      sources,
      ...dated(newestOf(sources.map(({ date }) => date)) ?? programme.asOf),
    };
  });
  const derived = derivedRules(programme)
    .filter(({ kind }) => !written.some((rule) => rule.kind === kind))
    .map((rule): Rule => ({
      everyone: false,
      open: false,
      ...rule,
      basis: 'classification',
      sources: programme.sources,
      ...dated(newestOf([programme.asOf, ...programme.sources.map(({ date }) => date)])),
    }));
  const rules = [...written, ...derived].sort(
    (a, b) => ruleKindNames.indexOf(a.kind) - ruleKindNames.indexOf(b.kind),
  );
  known.set(programme, rules);
  return rules;
}

const dated = (asOf: string | undefined) => (asOf === undefined ? {} : { asOf });

function derivedRules(programme: Programme): Derived[] {
  const who = programme.audiences.filter((code) => code !== 'kadin' && code !== 'genc');
  const own = who.filter((code) => sizeCodes.includes(code));
  const founders = who.some((code) => code === 'girisimci');
  const bodies = who.filter((code) => formCodes.includes(code));
  // Beside bodies, founders are those for whom the bodies work.
  const forBusiness = own.length > 0 || (founders && bodies.length === 0);
  return [
    ...(forBusiness ? businessRules(who, own, founders) : []),
    formRule(bodies, own.length > 0 || founders),
    listRule('province', coverage, programme.coverage, holdsEverywhere(programme.coverage)),
    listRule('sector', sectors, programme.sectors, programme.sectors.includes('tum')),
    listRule('purpose', purposes, programme.purposes),
    listRule('support', supportTypes, programme.supportTypes),
  ];
}

/** The whole country, said in one word or as all six investment regions. */
const holdsEverywhere = (codes: readonly string[]): boolean =>
  codes.includes('tr') ||
  coverage.codes.filter((code) => code.startsWith('bolge-')).every((code) => codes.includes(code));

function businessRules(
  who: readonly string[],
  own: readonly string[],
  founders: boolean,
): Derived[] {
  const founded = own.length === 0 ? 'not-yet' : founders ? 'either' : 'founded';
  const anySize = sizeCodes.every((code) => own.includes(code));
  return [
    {
      kind: 'size',
      values: who,
      sentence: said((t) =>
        anySize ? t('match.rules.anySize') : t('match.rules.size', { list: audienceWords(who, t) }),
      ),
    },
    {
      kind: 'business-age',
      values: [...(own.length > 0 ? ['founded'] : []), ...(founders ? ['not-founded'] : [])],
      everyone: founded === 'either',
      sentence: said((t) => t(`match.rules.founded.${founded}`)),
    },
  ];
}

const formRule = (bodies: readonly string[], business: boolean): Derived => ({
  kind: 'legal-form',
  values: [...(business ? businessForms : []), ...bodies],
  sentence: said((t) =>
    bodies.length === 0
      ? t('match.rules.form.business')
      : t(`match.rules.form.${business ? 'both' : 'bodies'}`, {
          list: bodies.map((code) => labelOf(legalForms, code, t)).join('; '),
        }),
  ),
});

const listRule = (
  kind: 'province' | 'sector' | 'purpose' | 'support',
  list: List,
  values: readonly string[],
  everyone = false,
): Derived => ({
  kind,
  values,
  everyone,
  sentence: said((t) =>
    everyone
      ? t(`match.rules.every.${kind}`)
      : t(`match.rules.${kind}`, {
          list: values.map((code) => labelOf(list, code, t)).join(', '),
        }),
  ),
});

const said = (in_: (t: Translate) => string): Sentence => ({
  tr: in_(texts('tr')),
  en: in_(texts('en')),
});
