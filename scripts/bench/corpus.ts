import fs from 'node:fs';
import path from 'node:path';

/** Types whose entries may be there many times over; the others have numbers or names of their own. */
const folders = ['news', 'events', 'clusters', 'programmes', 'centres', 'practices'];

/** The same numbers from the same seed (mulberry32), from 0 up to 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Original = { readonly folder: string; readonly slug: string; readonly texts: Texts };
type Texts = Readonly<Partial<Record<'tr' | 'en', { head: string; title: string; body: string }>>>;

const titleLine = /^title: .*$/m;

function originals(content: string): Original[] {
  return folders.flatMap((folder) =>
    fs
      .readdirSync(path.join(content, folder))
      .filter((name) => name.endsWith('.tr.md'))
      .map((name) => {
        const slug = name.slice(0, -'.tr.md'.length);
        const texts: { -readonly [K in keyof Texts]: Texts[K] } = {};
        for (const locale of ['tr', 'en'] as const) {
          const file = path.join(content, folder, `${slug}.${locale}.md`);
          if (!fs.existsSync(file)) continue;
          const [, head = '', body = ''] =
            /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(fs.readFileSync(file, 'utf8')) ?? [];
          const title = titleLine.exec(head)?.[0].slice('title: '.length) ?? slug;
          texts[locale] = { head, title: title.replace(/^(['"])(.*)\1$/, '$2'), body };
        }
        return { folder, slug, texts };
      }),
  );
}

const syllables = 'ba ce di fo gü ha ka le mi no ör pa re sü ta va yo za çe ko'.split(' ');

/**
 * Writes a folder `content` of so many entries: our own, and others made of them. A made entry has the facts
 * of one, a title of two with a word that few others have, and sentences of three, so that words are as
 * frequent as in ours and new ones keep coming. The same for the same seed and content.
 */
export function writeCorpus(from: string, to: string, entries: number, seed = 2026): number {
  fs.cpSync(path.join(from, 'content'), path.join(to, 'content'), { recursive: true });
  const own = originals(path.join(from, 'content'));
  const next = seeded(seed);
  const pick = <T>(list: readonly T[]): T => {
    const chosen = list[Math.floor(next() * list.length)];
    if (chosen === undefined) throw new Error('nothing to choose from');
    return chosen;
  };
  const all = fs
    .readdirSync(path.join(from, 'content'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tr.md')).length;
  for (let made = 0; made < entries - all; made++) {
    const one = pick(own);
    const others = [pick(own), pick(own)];
    const word = Array.from({ length: 4 }, () => pick(syllables)).join('');
    for (const locale of ['tr', 'en'] as const) {
      const mine = one.texts[locale];
      if (!mine) continue;
      const half = (text: string, ofFirst: boolean) => {
        const words = text.split(' ');
        const middle = Math.ceil(words.length / 2);
        return (ofFirst ? words.slice(0, middle) : words.slice(middle)).join(' ');
      };
      const title = `${half(mine.title, true)} ${half(others[0]?.texts[locale]?.title ?? '', false)} ${word}`;
      const sentences = others.flatMap(
        ({ texts }) =>
          texts[locale]?.body.match(/[\p{L}][^.!?\n|#[\]()]{30,400}[.!?](?=\s)/gu) ?? [],
      );
      const more = Array.from({ length: Math.min(4, sentences.length) }, () => pick(sentences));
      const text = `---\n${mine.head.replace(titleLine, () => `title: ${JSON.stringify(title.replace(/\s+/g, ' ').trim())}`)}\n---\n${mine.body.trimEnd()}\n\n${more.join(' ')}\n`;
      fs.writeFileSync(
        path.join(to, 'content', one.folder, `${one.slug}-m${made}.${locale}.md`),
        text,
      );
    }
  }
  return Math.max(all, entries);
}
