// Reads every file under content/ back and holds it against ../shared/data, field by field: nothing is lost.
// Run from the repository's root: node --import tsx --test <this file>
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';

const root = process.cwd();
const data = process.env.BYS_DATA ?? resolve(root, '../shared/data');
const load = (file: string) => import(pathToFileURL(resolve(root, file)).href);
const { contentTypes, fieldsOf } = await load('lib/content-types.ts');
const typeNames = ['programme', 'plan', 'cluster', 'news', 'event', 'centre', 'guide', 'term', 'institution'];
const { provinceNames } = await load('lib/provinces.ts');

type Any = Record<string, any>;
const records = (name: string): Any[] =>
  readFileSync(resolve(data, `${name}.jsonl`), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
const programmes = records('programmes');
const articles = records('plan-articles');
const clusters = records('clusters');
const news = records('news');
const events = records('events');
const centres = records('centres');
const guides = records('toolkit');
const terms = records('glossary');

type File = { type: string; slug: string; locale: string; text: string; front: Any; body: string; name: string };
const files: File[] = typeNames.flatMap((type: string) => {
  const folder = contentTypes[type].folder;
  return readdirSync(resolve(root, 'content', folder)).map((name) => {
    const text = readFileSync(resolve(root, 'content', folder, name), 'utf8');
    const [, slug, locale] = /^(.*)\.(tr|en)\.md$/.exec(name) ?? assert.fail(`file name: ${name}`);
    const [, yaml, body] = /^---\n([\s\S]*?)---\n(?:\n([\s\S]*)\n)?$/.exec(text) ?? assert.fail(`form: ${folder}/${name}`);
    return { type, slug, locale, text, front: parse(yaml!, { schema: 'core' }) ?? {}, body: body ?? '', name: `${folder}/${name}` } as File;
  });
});
const byName = new Map(files.map((f) => [`${f.type}/${f.slug}.${f.locale}`, f]));
const tr = (type: string, slug: string): File => byName.get(`${type}/${slug}.tr`) ?? assert.fail(`no file for ${type}/${slug}`);
const en = (type: string, slug: string): File => byName.get(`${type}/${slug}.en`) ?? assert.fail(`no twin for ${type}/${slug}`);

const slugOf = (term: string) =>
  term.replaceAll('İ', 'i').replaceAll('I', 'ı').toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
    .replaceAll('ı', 'i').split(/[^a-z0-9]+/).filter(Boolean).join('-');
// The data has Hakkari and Hakkâri; the content the official form.
const provinceName = (code: string) => (code === 'hakkari' ? 'Hakkari' : ((provinceNames as Any)[code] ?? code));
const places = (names: string[]) => names.map((n) => (n === 'Hakkâri' ? 'Hakkari' : n));

// --- How a value may differ: nothing but this ------------------------------------------------------

const list = (value: unknown) => value ?? [];
const orNull = (value: unknown) => value ?? null;
const dashes = (text: string) => text.replaceAll(' - ', ' – ');
const remark = ' (saklanan metnin adresi kayıtlı değil)';
/** Words for a working term of ours that no reader can know. */
const reworded = (text: string) =>
  text
    .replace('Tohum belge küme üyelerinin', 'ATİK ve MERTEK haberi küme üyelerinin')
    .replace('Tohum belgeye göre hükümet', "İŞİM'in ziyaret haberine göre hükümet")
    .replace('Tohum metin tarihsizdir', 'Kaynak metin tarihsizdir')
    .replace('Tohum belge, Karadeniz', 'Projenin tanıtım metni, Karadeniz')
    .replace('tohum belgede dile getirilir', 'projenin tanıtım metninde dile getirilir')
    .replace('Tohum belge Doğu Akdeniz', 'Projenin tanıtım metni Doğu Akdeniz');

const seeds: Record<string, { title: string; publisher: string; date?: string; address?: string }> = {
  '000': { title: "Türkiye'nin İlk Küme Platformları ATİK ve MERTEK", publisher: 'Mersin Teknopark', date: '2019-12-27', address: 'https://www.technoscope.com.tr/turkiyenin-ilk-kume-platformlari-atik-ve-mertek-mersin-teknopark-koordinatorlugunde-kuruldu/' },
  '001': { title: 'KOBİ İşbirliği ve Kümelenme Projesi: proje açılışı', publisher: 'KOBİ İşbirliği ve Kümelenme Projesi' },
  '002': { title: "AKİP 5. Koordinasyon Toplantısı OSTİM'de gerçekleştirildi", publisher: 'AKİP', date: '2019-10-14', address: 'http://www.akip.org.tr/informations/view/akip-5-koordinasyon-toplantisi-ostimde-gerceklestirildi' },
  '003': { title: 'KOBİ İşbirliği ve Kümelenme Projesi: proje kapsamında kümelenme', publisher: 'KOBİ İşbirliği ve Kümelenme Projesi', date: '2013-05-26' },
  '004': { title: 'İŞİM CLUSTEM kapsamında Avrupa turunda', publisher: 'İŞİM', date: '2017-07-21' },
};
/** Passages that a title of a seed document names. */
const passages = ['11. Kalkınma Planı kümelenme maddeleri listesi', '11. Kalkınma Planı 475.2', '11. Kalkınma Planı 407.2', 'küme araç paketinin beş rehberi', 'geliştirilecek araçlar'];

/** The numbers of the record's sources in the file: every one is there, and what is there beyond them is an address that an indicator names. */
function checkSources(record: Any, file: File): number[] {
  const found: Any[] = file.front.sources;
  const used = new Set<number>();
  for (const raw of (record.sources ?? [record.source]) as Any[]) {
    const code = /^(00[0-4])_/.exec(raw.seed ?? raw.url ?? '')?.[1];
    let at: number;
    if (code) {
      const seed = seeds[code]!;
      at = found.findIndex((s) => s.publisher === seed.publisher && s.title.startsWith(seed.title));
      assert.ok(at >= 0, `${file.name}: seed ${code} is not cited`);
      assert.equal(found[at]!.date, seed.date, file.name);
      const paired = (record.sources ?? []).some((s: Any) => s.url === seed.address);
      assert.equal(found[at]!.url, seed.address && paired ? seed.address : undefined, file.name);
      for (const passage of passages) if (raw.title.includes(passage)) assert.ok(found[at]!.title.endsWith(`(${passage})`), `${file.name}: ${passage}`);
    } else if (raw.url === null) {
      at = found.findIndex((s) => s.url === undefined && s.title === dashes(raw.title.replace(remark, '')));
    } else {
      at = found.findIndex((s, i) => s.url === raw.url && (s.publisher !== undefined || !used.has(i)));
      assert.ok(at >= 0, `${file.name}: ${raw.url}`);
      if (found[at]!.publisher === undefined) assert.equal(found[at]!.title, dashes(raw.title.replace('; ayrıca tohum belge 001', '')), file.name);
      if (raw.title.endsWith('tohum belge 001')) {
        const also = found.findIndex((s) => s.title === seeds['001']!.title);
        assert.ok(also >= 0, file.name);
        used.add(also);
      }
    }
    assert.ok(at >= 0, `${file.name}: ${JSON.stringify(raw)}`);
    used.add(at);
  }
  const named = new Set(((record.indicators ?? []) as Any[]).map((i) => i.source_url));
  found.forEach((s, i) => assert.ok(used.has(i) || (named.has(s.url) && s.title === new URL(s.url).hostname.replace(/^www\./, '')), `${file.name}: source ${i + 1} is in no record`));
  return [...used].map((i) => i + 1).sort((a, b) => a - b);
}

const numbers = (file: File) => file.front.sources.map((_: unknown, i: number) => i + 1);
const figure = (file: File, name: string, value: number | null, unit: Any, asOf: string, sources: number[] = numbers(file)) =>
  assert.deepEqual(orNull(file.front[name]), value === null ? null : { value, ...unit, sources, asOf }, `${file.name}: ${name}`);

test('as many entries as records, and no file beyond them', () => {
  const counts: Any = { programme: 106, plan: 44, cluster: 82, news: 66, event: 69, centre: 43, guide: 11, term: 104, institution: 18 };
  assert.deepEqual([programmes, articles, clusters, news, events, centres, guides, terms].map((r) => r.length), [106, 44, 82, 66, 69, 43, 11, 104]);
  for (const type of typeNames) assert.equal(files.filter((f) => f.type === type && f.locale === 'tr').length, counts[type], type);
  for (const f of files) assert.ok(byName.has(`${f.type}/${f.slug}.tr`), `${f.name} has no Turkish file`);
});

test('every programme', () => {
  for (const r of programmes) {
    const f = tr('programme', r.id);
    const d = f.front;
    const asOf = r.as_of ?? 'unknown';
    assert.equal(d.title, r.name_tr);
    assert.equal(d.institution, r.institution);
    assert.deepEqual(d.supportTypes, r.support_types);
    assert.deepEqual(d.purposes, r.purposes);
    assert.deepEqual(d.audiences, r.audience);
    assert.deepEqual(d.sectors, r.sectors);
    assert.deepEqual(d.coverage.map(provinceName), places(r.regions));
    figure(f, 'supportRate', r.support_rate_pct, { unit: 'percent' }, asOf);
    figure(f, 'upperLimit', r.upper_limit, { currency: r.upper_limit_currency }, asOf);
    figure(f, 'duration', r.duration_months, { unit: 'month' }, asOf);
    assert.equal(orNull(d.limitNote), r.limit_note_tr);
    assert.equal(orNull(d.applicationMode), r.application_mode);
    assert.equal(orNull(d.opens), r.opens);
    assert.equal(orNull(d.closes), r.closes);
    assert.equal(d.status, r.status);
    assert.equal(orNull(d.legalBasis), r.legal_basis_tr);
    assert.equal(orNull(d.applyUrl), r.apply_url);
    assert.deepEqual(list(d.eligibility), r.eligibility_tr);
    assert.deepEqual(list(d.supportedCosts), r.supported_costs_tr);
    assert.deepEqual(list(d.documents), r.documents_tr);
    assert.deepEqual(list(d.relatedTopics), r.related_plan_topics_tr);
    assert.equal(orNull(d.asOf), r.as_of);
    assert.equal(f.body.split('\n\n').at(-1), r.summary_tr);
    checkSources(r, f);
    const twin = en('programme', r.id);
    assert.equal(twin.front.title, r.name_en);
    assert.equal(twin.body.split('\n\n').at(-1), r.summary_en);
  }
});

test('every plan article, its official text letter for letter', () => {
  for (const r of articles) {
    const f = tr('plan', r.id);
    const d = f.front;
    assert.equal(d.title, r.title_tr);
    assert.equal(d.plan, r.plan);
    assert.equal(d.number, r.number);
    assert.equal(orNull(d.parent), r.parent);
    assert.equal(orNull(d.kind), r.kind);
    assert.deepEqual(list(d.sectionPath), r.section_path_tr);
    assert.ok(orNull(d.text) === r.text_tr, `${r.id}: the official text differs`);
    assert.equal(orNull(d.textNote), r.text_note);
    assert.deepEqual(list(d.sectors), r.sectors);
    assert.deepEqual(list(d.topics), r.topics);
    assert.deepEqual(list(d.responsible), r.responsible_tr);
    assert.equal(d.mentionsCluster, r.mentions_cluster);
    assert.equal(orNull(d.target), r.target_tr);
    assert.equal(d.target !== undefined, r.has_target_number);
    checkSources(r, f);
    assert.equal(en('plan', r.id).body, r.summary_en);
  }
});

test('every cluster', () => {
  for (const r of clusters) {
    const f = tr('cluster', r.id);
    const d = f.front;
    const own = checkSources(r, f);
    assert.equal(d.title, r.name_tr);
    assert.equal(orNull(d.shortName), r.short_name);
    assert.equal(d.country, r.country);
    // guney-marmara-gida lies in two provinces by its own name of the city.
    assert.equal(d.provinces === undefined ? null : provinceName(d.provinces[0]), r.province_tr);
    assert.equal(d.provinces?.length ?? 1, r.id === 'guney-marmara-gida' ? 2 : 1);
    assert.equal(orNull(d.city), r.city);
    assert.deepEqual(d.sectors, r.sectors);
    assert.deepEqual(orNull(d.founded), r.founded_year && { value: r.founded_year, sources: own });
    assert.equal(orNull(d.legalForm), r.legal_form_tr);
    assert.equal(orNull(d.coordinator), r.coordinator_tr);
    // `as_of` is free text: its date, and its remark as it stands (without the brackets around it).
    const asOf = d.asOf ?? 'unknown';
    assert.equal(d.asOfNote === undefined ? orNull(d.asOf) : d.asOfNote.startsWith(d.asOf) ? d.asOfNote : `${d.asOf} (${d.asOfNote})`, r.as_of, f.name);
    const held: Any = { arus: { member: '2018', employees: '2018' }, isek: { funding: '2017' }, esac: { university: 'unknown', employees: 'unknown' } }[r.id as string] ?? {};
    const from = r.id === 'esac' ? [2] : own;
    figure(f, 'memberCount', r.member_count, { unit: 'member' }, held.member ?? asOf, own);
    figure(f, 'smallMembers', r.members_small_pct, { unit: 'percent' }, asOf, own);
    figure(f, 'mediumMembers', r.members_medium_pct, { unit: 'percent' }, asOf, own);
    figure(f, 'largeMembers', r.members_large_pct, { unit: 'percent' }, asOf, own);
    figure(f, 'universityCount', r.university_count, { unit: 'university' }, held.university ?? asOf, from);
    figure(f, 'staffCount', r.staff_count, { unit: 'person' }, asOf, own);
    figure(f, 'employees', r.employees_total, { unit: 'person' }, held.employees ?? asOf, from);
    figure(f, 'exports', r.exports_usd, { currency: 'USD' }, asOf, own);
    figure(f, 'publicFunding', r.public_funding_pct, { unit: 'percent' }, held.funding ?? asOf, own);
    assert.equal(orNull(d.label), r.label);
    assert.deepEqual(orNull(d.labelYear), r.label_year && { value: r.label_year, sources: own });
    assert.deepEqual(list(d.services), r.services_tr);
    assert.deepEqual(list(d.supports), r.supports_tr);
    assert.equal(orNull(d.website), r.website);
    assert.equal(list(d.indicators).length, r.indicators.length);
    r.indicators.forEach((raw: Any, i: number) => {
      const { sources, ...kept } = d.indicators[i];
      assert.deepEqual({ ...kept, year: orNull(kept.year) }, { name: raw.name, value: raw.value, unit: raw.unit, year: raw.year === null ? null : String(raw.year) });
      assert.equal(sources.length, 1);
      const cited = d.sources[sources[0] - 1];
      if (/^00[0-4]_/.test(raw.source_url ?? '')) assert.ok(cited.title.startsWith(seeds[raw.source_url.slice(0, 3)]!.title), f.name);
      else assert.equal(orNull(cited.url), raw.source_url, f.name);
    });
    assert.equal(f.body, reworded(r.summary_tr));
    const twin = en('cluster', r.id);
    assert.equal(twin.front.title, r.name_en);
    assert.equal(twin.body, r.summary_en);
  }
});

test('every news item', () => {
  for (const r of news) {
    const f = tr('news', r.id);
    const d = f.front;
    assert.equal(d.title, r.title_tr);
    assert.equal(d.date, r.date);
    assert.deepEqual(list(d.sectors), r.sectors);
    assert.deepEqual(((d.provinces ?? []) as string[]).map(provinceName), places(r.provinces_tr));
    assert.deepEqual(list(d.programmeNames), r.programmes);
    assert.deepEqual(list(d.people), r.people);
    assert.deepEqual(list(d.organisations), r.organisations);
    const said = ((d.clusters ?? []) as Any[]).filter((c) => c.basis === 'source');
    assert.deepEqual(said.map((c) => c.to), r.clusters);
    for (const c of said) assert.deepEqual(c.sources, numbers(f));
    assert.equal(f.body, `${reworded(r.summary_tr)}\n\n${r.body_tr}`);
    checkSources(r, f);
    assert.equal(en('news', r.id).front.title, r.title_en);
  }
});

test('every event', () => {
  for (const r of events) {
    const f = tr('event', r.id);
    const d = f.front;
    assert.equal(d.title, r.title_tr);
    assert.equal(orNull(d.starts), r.starts);
    assert.equal(orNull(d.ends), r.ends);
    assert.equal(orNull(d.city), r.city);
    assert.equal(orNull(d.organiser), r.organiser_tr);
    assert.equal(d.kind, r.kind);
    for (const code of list(d.provinces) as string[]) assert.ok(r.city.includes(provinceName(code)), f.name);
    for (const name of Object.values(provinceNames) as string[])
      if (new RegExp(`(^|[ (])${name}($|[ ,)])`).test(r.city ?? '')) assert.ok(((d.provinces ?? []) as string[]).map(provinceName).includes(name), `${f.name}: ${name}`);
    assert.equal(f.body, r.summary_tr);
    checkSources(r, f);
  }
});

test('every centre', () => {
  for (const r of centres) {
    const f = tr('centre', r.id);
    const d = f.front;
    assert.equal(d.title, r.name_tr);
    assert.equal(d.kind, r.kind);
    assert.deepEqual(((d.provinces ?? []) as string[]).map(provinceName), places(r.provinces_tr));
    assert.equal(orNull(d.host), r.host_tr);
    assert.equal(orNull(d.website), r.website);
    assert.equal(f.body, reworded(r.summary_tr));
    checkSources(r, f);
  }
});

test('every guide', () => {
  const rehber = ['kume-belirleme', 'kume-olusumu', 'kume-yonetisim', 'isbirligi-uluslararasilasma', 'is-plani'];
  for (const r of guides) {
    const f = tr('guide', r.id);
    assert.equal(f.front.title, r.title_tr);
    assert.equal(f.front.kind, rehber.includes(r.id) ? 'rehber' : 'arac');
    assert.deepEqual(f.front.steps, r.steps_tr);
    assert.deepEqual(list(f.front.outputs), r.outputs_tr);
    assert.deepEqual(list(f.front.templates), r.templates_tr);
    assert.notEqual(f.body, '');
    checkSources(r, f);
    assert.equal(en('guide', r.id).front.title, r.title_en);
  }
});

test('every term', () => {
  for (const r of terms) {
    const slug = slugOf(r.term);
    const f = tr('term', slug);
    assert.equal(f.front.title, r.term);
    assert.equal(orNull(f.front.expansion), r.expansion_tr);
    assert.deepEqual(list(f.front.synonyms), r.synonyms);
    assert.equal(f.body, r.definition_tr);
    checkSources(r, f);
    assert.equal(orNull(en('term', slug).front.expansion), r.expansion_en);
    assert.equal(en('term', slug).body, r.definition_en);
  }
});

test('every institution that a programme names, with the whole of its name', () => {
  for (const r of programmes) {
    const f = tr('institution', r.institution);
    const [, name, inBrackets = ''] = /^(.*?)(?: \((.*)\))?$/.exec(r.institution_name_tr)!;
    assert.equal(f.front.title, name);
    const whole = `${f.front.title} ${f.front.shortName} ${f.body}`;
    assert.ok(whole.includes(inBrackets.replace(/ eşgüdümünde$/, '')), `${f.name}: ${inBrackets}`);
  }
});

test('the ids of the judged searches are slugs', () => {
  const slugs = new Set(files.map((f) => f.slug));
  for (const r of records('judged-queries'))
    for (const id of [...r.relevant.map((x: Any) => x.id), r.must_first, ...(r.must_not ?? [])].filter(Boolean))
      assert.ok(slugs.has(typeof id === 'string' ? id : id.id), `${r.id}: ${JSON.stringify(id)}`);
});

describe('every file', () => {
  test('passes its schema', () => {
    for (const f of files) {
      const { schema, twinSchema } = contentTypes[f.type];
      const result = (f.locale === 'tr' ? schema : twinSchema).safeParse(f.front);
      assert.ok(result.success, `${f.name}: ${JSON.stringify(result.error?.issues)}`);
    }
  });

  test('has its keys in the order of the fields', () => {
    for (const f of files) {
      const order = Object.keys(fieldsOf(f.type));
      assert.deepEqual(Object.keys(f.front), order.filter((k) => k in f.front), f.name);
    }
  });

  test('points to entries and sources that are there, and never twice to one', () => {
    for (const f of files.filter((x) => x.locale === 'tr')) {
      for (const [name, field] of Object.entries(fieldsOf(f.type)) as [string, Any][]) {
        const value = f.front[name];
        if (!field.target || value === undefined) continue;
        const to: string[] = field.kind === 'reference' ? [value] : value.map((r: Any) => r.to);
        for (const slug of to) assert.ok(byName.has(`${field.target}/${slug}.tr`), `${f.name}: ${name}: ${slug}`);
        assert.equal(new Set(to).size, to.length, `${f.name}: ${name} names an entry twice`);
      }
      const count = f.front.sources?.length ?? 0;
      JSON.stringify(f.front, (key, value) => {
        if (key === 'sources' && typeof value?.[0] === 'number') assert.ok(Math.max(...value) <= count, `${f.name}: source numbers`);
        return value;
      });
    }
  });

  test('has no end before its start, no seed file name, raw HTML, hidden character or top heading, and is small', () => {
    for (const f of files) {
      for (const [from, to] of [['opens', 'closes'], ['starts', 'ends']] as const)
        assert.ok(!f.front[from] || !f.front[to] || f.front[from] <= f.front[to], f.name);
      assert.doesNotMatch(f.text, /00[0-4]_[0-9a-f]{6}|tohum (belge|metin)|saklanan metnin/i, f.name);
      assert.doesNotMatch(f.body, /<[a-z/!]/i, f.name);
      assert.doesNotMatch(f.body, /^# /m, f.name);
      // eslint-disable-next-line no-control-regex, no-misleading-character-class
      assert.doesNotMatch(f.text, /[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/, f.name);
      assert.ok(statSync(resolve(root, 'content', f.name)).size < 256 * 1024, f.name);
      assert.equal(f.text, f.text.normalize('NFC'), f.name);
    }
  });

  test('a translated list has as many items as the Turkish one', () => {
    for (const f of files.filter((x) => x.locale === 'en'))
      for (const [key, value] of Object.entries(f.front)) {
        const turkish = tr(f.type, f.slug).front[key];
        assert.notEqual(turkish ?? (key === 'expansion' || undefined), undefined, `${f.name}: ${key} is only in English`);
        if (Array.isArray(value)) assert.equal(value.length, turkish.length, `${f.name}: ${key}`);
      }
  });
});
assert.ok(existsSync(resolve(root, 'content')));
