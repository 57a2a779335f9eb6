import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  codeLength,
  codeLetters,
  mostWaiting,
  type Correction,
  type ListedCorrection,
} from '#lib/correction';
import { corrections } from '#lib/corrections';
import { dataStore } from '#lib/data-store';

// Fills the store in a folder with as many reports as may wait but one, as months of readers would, and
// prints how many that is. Every tenth is about an institution, the others are about a programme.

const [folder = ''] = process.argv.slice(2);
const most = mostWaiting - 1;

const codeAt = (number: number): string =>
  Array.from(
    { length: codeLength },
    (_, place) =>
      codeLetters[Math.floor(number / codeLetters.length ** place) % codeLetters.length] ?? '',
  ).join('');

mkdirSync(path.join(folder, 'corrections'), { recursive: true });
const listed = Array.from({ length: most }, (_, number): ListedCorrection => {
  const isInstitution = number % 10 === 0;
  const report: Correction = {
    code: codeAt(number),
    at: new Date(Date.UTC(2026, 9, 1) + number * 60_000).toISOString(),
    locale: 'tr',
    type: isInstitution ? 'institution' : 'programme',
    slug: isInstitution ? 'kosgeb' : 'ab-cosme',
    fact: 'title',
    shown: '',
    wrong: `Bildirim ${number}`,
    removed: [],
    replies: [],
  };
  writeFileSync(path.join(folder, 'corrections', `${report.code}.json`), JSON.stringify(report));
  const { code, at, type, slug, fact } = report;
  return { code, at, changed: at, type, slug, fact, state: 'open', times: 1, print: code };
});
writeFileSync(path.join(folder, 'corrections.json'), JSON.stringify(listed));

const held = corrections(dataStore(folder)).list();
if (held.kind !== 'value')
  throw new Error(`the store does not read what was written: ${held.cause}`);
console.log(String(held.value.length));
