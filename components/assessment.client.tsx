'use client';

import { useState, type ChangeEvent } from 'react';
import { store, useIsLive, useStored } from '#components/browser-store.client';
import { reaches, readTyped, standingOf, type Standing, type Typed } from '#lib/assessment-judging';
import type { AssessmentArea, AssessmentMeasure, AssessmentView } from '#lib/assessment-view';

/** What the form holds: what was typed for each measure, and what an exported file says about itself. */
type Sheet = Readonly<Record<string, string>>;

const key = 'bys-assessment';
const about = { cluster: '', role: '', source: '', year: '', quality: 'reported', currency: 'TRY' };

const keepSheet = (sheet: Sheet | undefined) => store(key, sheet && JSON.stringify(sheet));

/** Texts by name out of anything that a file or the browser held. */
function textsIn(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, text]) =>
      typeof text === 'string' ? [[name, text.slice(0, 400)] as const] : [],
    ),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const filled = (text: string, values: Record<string, string | number>): string =>
  Object.entries(values).reduce(
    (left, [name, value]) => left.replaceAll(`{${name}}`, String(value)),
    text,
  );

type Judged = { measure: AssessmentMeasure; typed: Typed; standing: Standing | undefined };

function judgedArea(area: AssessmentArea, sheet: Sheet): Judged[] {
  return area.measures.map((measure) => {
    const typed = readTyped(measure.spec, sheet[measure.spec.code] ?? '');
    const standing =
      typed.kind === 'value'
        ? standingOf(measure.spec, typed.value, sheet.currency ?? about.currency)
        : undefined;
    return { measure, typed, standing };
  });
}

function Field({
  measure,
  typed,
  text,
  onText,
}: {
  measure: AssessmentMeasure;
  typed: Typed;
  text: string;
  onText: (text: string) => void;
}) {
  const { spec, name, unit, hint, choices } = measure;
  const id = `ask-${spec.code}`;
  const fault = typed.kind === 'fault' ? measure.faults[typed.code] : undefined;
  const shared = {
    id,
    value: text,
    'aria-describedby': `${id}-hint${fault ? ` ${id}-fault` : ''}`,
    'aria-invalid': fault !== undefined || undefined,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLSelectElement>) =>
      onText(event.target.value),
  };
  return (
    <div className="question">
      <label htmlFor={id}>
        {name} <small>({unit})</small>
      </label>
      <small id={`${id}-hint`}>{hint}</small>
      {fault && (
        <p className="fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
      {choices.length > 0 ? (
        <select {...shared}>
          <option value="">–</option>
          {choices.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      ) : (
        <input {...shared} type="text" inputMode="decimal" autoComplete="off" maxLength={30} />
      )}
    </div>
  );
}

function About({
  view,
  sheet,
  onText,
}: {
  view: AssessmentView;
  sheet: Sheet;
  onText: (name: string, text: string) => void;
}) {
  const { labels } = view;
  const select = (name: 'cluster' | 'quality' | 'currency', options: [string, string][]) => (
    <div className="question">
      <label htmlFor={`about-${name}`}>{labels[name]}</label>
      <select
        id={`about-${name}`}
        value={sheet[name] ?? about[name]}
        onChange={(event) => onText(name, event.target.value)}
      >
        {options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
  const input = (name: 'role' | 'source' | 'year') => (
    <div className="question">
      <label htmlFor={`about-${name}`}>{labels[name]}</label>
      <input
        id={`about-${name}`}
        type="text"
        autoComplete="off"
        maxLength={name === 'year' ? 10 : 120}
        value={sheet[name] ?? ''}
        onChange={(event) => onText(name, event.target.value)}
      />
    </div>
  );
  return (
    <fieldset className="ask-part">
      <legend>{labels.about}</legend>
      <p>{labels.exportHint}</p>
      <div className="ask-questions">
        {select('cluster', [
          ['', labels.noCluster],
          ...view.clusters.map(({ slug, title }): [string, string] => [slug, title]),
        ])}
        {input('role')}
        {input('source')}
        {input('year')}
        {select(
          'quality',
          view.qualities.map(({ value, label }): [string, string] => [value, label]),
        )}
        {select(
          'currency',
          view.currencies.map((code): [string, string] => [code, code]),
        )}
      </div>
    </fieldset>
  );
}

type Rule = AssessmentView['readiness'][number]['rules'][number];

/** What a rule is answered by: the value of its measure, or a plain yes (one) or no (none). */
function givenFor({ id, measure }: Rule, values: ReadonlyMap<string, Typed>, sheet: Sheet) {
  if (measure === undefined) return sheet[id] === 'yes' ? 1 : sheet[id] === 'no' ? 0 : undefined;
  const typed = values.get(measure);
  return typed?.kind === 'value' && typeof typed.value === 'number' ? typed.value : undefined;
}

/** The questions of schemes that no measure of the catalogue answers. */
function SchemeQuestions({
  view,
  sheet,
  onText,
}: {
  view: AssessmentView;
  sheet: Sheet;
  onText: (name: string, text: string) => void;
}) {
  const { labels } = view;
  const asked = view.readiness.flatMap(({ scheme, rules }) =>
    rules.flatMap((rule) => (rule.measure === undefined ? [{ scheme, ...rule }] : [])),
  );
  return (
    <fieldset className="ask-part">
      <legend>{labels.schemeQuestions}</legend>
      <div className="ask-questions">
        {asked.map(({ id, scheme, question }) => (
          <div key={id} className="question">
            <label htmlFor={`ask-${id}`}>{question}</label>
            <small id={`ask-${id}-hint`}>{scheme}</small>
            <select
              id={`ask-${id}`}
              aria-describedby={`ask-${id}-hint`}
              value={sheet[id] ?? ''}
              onChange={({ target }) => onText(id, target.value)}
            >
              <option value="">–</option>
              <option value="yes">{labels.yesOption}</option>
              <option value="no">{labels.noOption}</option>
            </select>
          </div>
        ))}
      </div>
    </fieldset>
  );
}

function Rules({
  view,
  values,
  sheet,
}: {
  view: AssessmentView;
  values: ReadonlyMap<string, Typed>;
  sheet: Sheet;
}) {
  const { labels } = view;
  return view.readiness.map(({ scheme, href, date, rules }) => (
    <div key={scheme} className="relation-group">
      <h4>
        {href ? <a href={href}>{scheme}</a> : scheme} <small>({date})</small>
      </h4>
      <ul className="match-rules">
        {rules.map((rule) => {
          const { id, least, text } = rule;
          const answer = reaches(givenFor(rule, values, sheet), least);
          return (
            <li key={id} className={`rule-${answer}`}>
              <div>
                <strong>{labels[answer]}:</strong> {text}
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  ));
}

function Names({ judged, none }: { judged: readonly Judged[]; none: string }) {
  if (judged.length === 0) return <p>{none}</p>;
  return (
    <ul className="plain-list">
      {judged.map(({ measure }) => (
        <li key={measure.spec.code}>
          {measure.name} <small>{measure.peers}</small>
        </li>
      ))}
    </ul>
  );
}

function Report({
  view,
  areas,
  sheet,
}: {
  view: AssessmentView;
  areas: readonly (readonly Judged[])[];
  sheet: Sheet;
}) {
  const { labels } = view;
  const all = areas.flat();
  const given = all.filter(({ typed }) => typed.kind === 'value');
  const values = new Map(all.map(({ measure, typed }) => [measure.spec.code, typed]));
  const failed = new Set(
    view.readiness.flatMap(({ rules }) =>
      rules.flatMap((rule) =>
        rule.measure && reaches(givenFor(rule, values, sheet), rule.least) === 'no'
          ? [rule.measure]
          : [],
      ),
    ),
  );
  const isWeak = ({ measure, standing }: Judged) =>
    standing === 'weak' || failed.has(measure.spec.code);
  const isAnswered =
    given.length > 0 ||
    view.readiness.some(({ rules }) =>
      rules.some((rule) => givenFor(rule, values, sheet) !== undefined),
    );
  const helped = view.areas.filter((area, index) => area.help && areas[index]?.some(isWeak));
  return (
    <section className="assessment-report" aria-labelledby="report">
      <h2 id="report">{labels.report}</h2>
      {!isAnswered && <p>{labels.reportEmpty}</p>}
      {isAnswered && (
        <>
          <h3>{labels.readiness}</h3>
          <p>{labels.readinessNote}</p>
          <Rules view={view} values={values} sheet={sheet} />
          <h3>{labels.strengths}</h3>
          <Names
            judged={given.filter(({ standing }) => standing === 'strong')}
            none={labels.none}
          />
          <h3>{labels.weaknesses}</h3>
          <Names judged={given.filter(isWeak)} none={labels.none} />
          {helped.length > 0 && <h3>{labels.nextSteps}</h3>}
          {helped.map(({ code, heading, help }) => (
            <div key={code} className="relation-group">
              <h4>
                {heading}: {help && <a href={help.link.href}>{help.link.label}</a>}
              </h4>
              <ol className="steps">
                {help?.steps.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
            </div>
          ))}
          {given.length > 0 && <h3>{labels.values}</h3>}
          {given.length > 0 && (
            <div className="scroll" role="region" aria-label={labels.values} tabIndex={0}>
              <table>
                <thead>
                  <tr>
                    {[labels.measure, labels.value, labels.standing, labels.peers].map((head) => (
                      <th key={head} scope="col">
                        {head}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {given.map(({ measure, standing }) => {
                    const text = sheet[measure.spec.code] ?? '';
                    const choice = measure.choices.find(({ value }) => value === text);
                    const money = measure.spec.isMoney
                      ? ` ${sheet.currency ?? about.currency}`
                      : '';
                    return (
                      <tr key={measure.spec.code}>
                        <th scope="row">{measure.name}</th>
                        <td>{choice?.label ?? `${text}${money || ` ${measure.unit}`}`}</td>
                        <td>{standing ? labels[standing] : labels.notCompared}</td>
                        <td>{measure.peers}</td>
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </div>
          )}
        </>
      )}
    </section>
  );
}

/** The values as a file that `npm run benchmark:import` reads. */
function exported(view: AssessmentView, areas: readonly (readonly Judged[])[], sheet: Sheet) {
  return {
    format: view.format,
    cluster: sheet.cluster ?? '',
    contributor: { role: (sheet.role ?? '').trim() },
    date: view.today,
    source: { title: (sheet.source ?? '').trim() },
    values: areas.flat().flatMap(({ measure, typed }) =>
      typed.kind === 'value'
        ? [
            {
              code: measure.spec.code,
              value: typed.value,
              unit: measure.spec.isMoney ? (sheet.currency ?? about.currency) : measure.fileUnit,
              year: (sheet.year ?? '').trim(),
              quality: sheet.quality ?? about.quality,
            },
          ]
        : [],
    ),
  };
}

function download(content: unknown): void {
  const blob = new Blob([`${JSON.stringify(content, null, 1)}\n`], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = 'bys-kiyaslama.json';
  link.click();
  URL.revokeObjectURL(link.href);
}

type Taken = { sheet: Sheet; count: number; skipped: string[] };

/** A file's values as the form holds them; nothing where it is no such file. */
function taken(view: AssessmentView, file: unknown): Taken | undefined {
  if (typeof file !== 'object' || file === null || !('format' in file)) return undefined;
  if (file.format !== view.format || !('values' in file) || !Array.isArray(file.values))
    return undefined;
  const specs = new Map(
    view.areas.flatMap(({ measures }) => measures.map(({ spec }) => [spec.code, spec] as const)),
  );
  const sheet: Record<string, string> = {};
  const skipped: string[] = [];
  for (const one of file.values.slice(0, 500) as unknown[]) {
    if (typeof one !== 'object' || one === null) continue;
    const code = 'code' in one ? String(one.code).slice(0, 20) : '';
    const value = 'value' in one ? one.value : undefined;
    const text =
      typeof value === 'boolean'
        ? value
          ? 'yes'
          : 'no'
        : String(typeof value === 'number' || typeof value === 'string' ? value : '');
    const spec = specs.get(code);
    if (spec && readTyped(spec, text).kind === 'value') sheet[code] = text;
    else skipped.push(code);
    for (const name of ['year', 'quality'])
      Object.assign(sheet, textsIn(name in one ? { [name]: one[name as never] } : {}));
    if (spec?.isMoney && 'unit' in one) Object.assign(sheet, textsIn({ currency: one.unit }));
  }
  const count = Object.keys(sheet).filter((name) => specs.has(name)).length;
  const { cluster } = textsIn(file);
  const nested = (name: string, field: string) =>
    textsIn(name in file ? file[name as never] : undefined)[field];
  const role = nested('contributor', 'role');
  const source = nested('source', 'title');
  return {
    sheet: {
      ...sheet,
      ...(cluster !== undefined && { cluster }),
      ...(role !== undefined && { role }),
      ...(source !== undefined && { source }),
    },
    count,
    skipped,
  };
}

/**
 * The self-assessment of a cluster: a form whose report is worked out here. Nothing leaves the browser but
 * the file that one downloads; without a script it is a form to print, since it stands in no `<form>`.
 */
export function Assessment({ view }: { view: AssessmentView }) {
  const { labels } = view;
  const isLive = useIsLive();
  const remembered = useStored(key);
  const [own, setOwn] = useState<Sheet>();
  const [keeps, setKeeps] = useState<boolean>();
  const [told, setTold] = useState('');
  const sheet = own ?? textsIn(parsed(remembered ?? ''));
  const isKept = keeps ?? remembered !== null;
  const change = (next: Sheet) => {
    setOwn(next);
    if (isKept) keepSheet(next);
  };
  const areas = view.areas.map((area) => judgedArea(area, sheet));
  const total = areas.flat().length;
  const done = areas.flat().filter(({ typed }) => typed.kind === 'value').length;
  const missing = (['cluster', 'role', 'source', 'year'] as const)
    .filter((name) => (sheet[name] ?? '').trim() === '')
    .map((name) => labels[name]);

  const onFile = async (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.target;
    const [file] = input.files ?? [];
    const read = file && file.size < 1_000_000 ? taken(view, parsed(await file.text())) : undefined;
    input.value = '';
    if (read) change({ ...sheet, ...read.sheet });
    setTold(
      read
        ? [
            filled(labels.imported, { count: read.count }),
            ...(read.skipped.length > 0
              ? [filled(labels.importSkipped, { list: read.skipped.join(', ') })]
              : []),
          ].join(' ')
        : labels.importBad,
    );
  };

  return (
    <div className="wrap page assessment">
      <h1>{view.title}</h1>
      <p className="lead">{view.lead}</p>
      {!isLive && <p className="missing-note">{view.withoutScript}</p>}
      <ul className="page-ways">
        {view.ways.map(({ label, href }) => (
          <li key={href}>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
      {isLive && (
        <div className="assessment-tools">
          <p>
            <progress
              max={total}
              value={done}
              aria-label={filled(labels.progress, { done, total })}
            />{' '}
            {filled(labels.progress, { done, total })}
          </p>
          <label className="box">
            <input
              type="checkbox"
              checked={isKept}
              onChange={({ target }) => {
                setKeeps(target.checked);
                setOwn(sheet);
                keepSheet(target.checked ? sheet : undefined);
              }}
            />
            <span className="box-label">{isKept ? labels.kept : labels.keep}</span>
          </label>
          <label className="assessment-import">
            {labels.import}{' '}
            <input
              type="file"
              accept="application/json,.json"
              onChange={(event) => void onFile(event)}
            />
          </label>
          <p role="status">{told}</p>
        </div>
      )}
      <div className="assessment-form">
        {view.areas.map((area, index) => (
          <fieldset key={area.code} className="ask-part">
            <legend>{area.heading}</legend>
            <div className="ask-questions">
              {areas[index]?.map(({ measure, typed }) => (
                <Field
                  key={measure.spec.code}
                  measure={measure}
                  typed={typed}
                  text={sheet[measure.spec.code] ?? ''}
                  onText={(text) => change({ ...sheet, [measure.spec.code]: text })}
                />
              ))}
            </div>
          </fieldset>
        ))}
        <SchemeQuestions
          view={view}
          sheet={sheet}
          onText={(name, text) => change({ ...sheet, [name]: text })}
        />
      </div>
      {isLive && (
        <>
          <Report view={view} areas={areas} sheet={sheet} />
          <div className="assessment-form">
            <About
              view={view}
              sheet={sheet}
              onText={(name, text) => change({ ...sheet, [name]: text })}
            />
            {missing.length > 0 && (
              <p>{filled(labels.exportMissing, { list: missing.join(', ') })}</p>
            )}
          </div>
          <p className="entry-tools">
            <button
              className="button"
              type="button"
              disabled={missing.length > 0 || done === 0}
              onClick={() => download(exported(view, areas, sheet))}
            >
              {labels.export}
            </button>
            <button className="button button-quiet" type="button" onClick={() => window.print()}>
              {labels.print}
            </button>
            <button
              className="button button-quiet"
              type="button"
              onClick={() => {
                setOwn({});
                setKeeps(false);
                keepSheet(undefined);
              }}
            >
              {labels.reset}
            </button>
          </p>
        </>
      )}
    </div>
  );
}
