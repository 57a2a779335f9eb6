import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { attacks } from '#lib/fixtures/markdown-attacks';
import { readLibrary } from '#lib/library';
import { inspect, render } from '#lib/markdown';

type Tag = { name: string; attributes: Map<string, string> };

const tag = /<\/?([a-z][^\s/>]*)((?:[^"'>]|"[^"]*"|'[^']*')*)>/gi;

/** The tags of a piece of HTML, as a browser finds them in well-formed output. */
const tagsOf = (html: string): Tag[] =>
  [...html.matchAll(tag)].map(([, name = '', rest = '']) => ({
    name: name.toLowerCase(),
    attributes: new Map(
      [...rest.matchAll(/([^\s=/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g)].map(
        ([, key = '', a, b, c]) => [key.toLowerCase(), a ?? b ?? c ?? ''],
      ),
    ),
  }));

const allowed =
  /^(a|p|h[2-6]|ul|ol|li|em|strong|del|code|pre|blockquote|table|thead|tbody|tr|th|td|img|br|hr|input|section|sup)$/;

function assertHarmless(html: string) {
  assert.doesNotMatch(html.replace(tag, ''), /</, `a stray < in ${html}`);
  for (const { name, attributes } of tagsOf(html)) {
    assert.match(name, allowed, html);
    for (const [key, value] of attributes) {
      assert.doesNotMatch(key, /^(on|style$|srcdoc$|formaction$|xlink)/, html);
      if (!['href', 'src', 'longdesc', 'cite'].includes(key)) continue;
      const scheme = /^[\s\p{Cc}]*([a-z][^/?#]*):/iu.exec(decoded(value))?.[1];
      assert.match(scheme?.toLowerCase() ?? 'https', /^(https?|mailto|tel)$/, html);
    }
    if (name === 'input') {
      assert.equal(attributes.get('type'), 'checkbox');
      assert.ok(attributes.has('disabled'));
    }
  }
}

const decoded = (text: string) =>
  text
    .replace(/&#x([0-9a-f]+);?/gi, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
    .replace(/&#(\d+);?/g, (_, number: string) => String.fromCodePoint(Number(number)))
    .replaceAll('&colon;', ':')
    .replaceAll('&amp;', '&');

for (const attack of attacks)
  test(`${JSON.stringify(attack)} becomes harmless HTML`, () => {
    assertHarmless(render(attack).html);
    assertHarmless(render(`Metin.\n\n${attack}\n\nMetin.`).html);
  });

test('two attacks together are as harmless as one', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...attacks),
      fc.constantFrom(...attacks),
      fc.constantFrom('', ' ', '\n', '\n\n'),
      (one, other, between) => assertHarmless(render(one + between + other).html),
    ),
    { numRuns: 300 },
  );
});

test('whatever a body holds, its HTML is harmless', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...attacks))),
      (parts) => assertHarmless(render(parts.join('')).html),
    ),
    { numRuns: 200 },
  );
});

test('what Markdown is for arrives', () => {
  assert.equal(
    render('Metin **kalın** ve *eğik*, [bağ](/destekler/a).').html,
    '<p>Metin <strong>kalın</strong> ve <em>eğik</em>, <a href="/destekler/a">bağ</a>.</p>',
  );
  assert.match(render('| A |\n| - |\n| b |').html, /<table>[\s\S]*<td>b<\/td>/);
  assert.equal(render('![Ek](/a.png)').html, '<p><img src="/a.png" alt="Ek"></p>');
  assert.match(render('1. bir\n2. iki').html, /<ol>\s*<li>bir<\/li>\s*<li>iki<\/li>\s*<\/ol>/);
  assert.match(render('`<b>`').html, /<code>&#x3C;b><\/code>/);
});

test('headings have addresses of their own, in plain letters', () => {
  const { headings, html } = render(
    '## Kimler başvurabilir?\n\n### Işık\n\n## Kimler başvurabilir?',
  );
  assert.deepEqual(headings, [
    { id: 'b-kimler-basvurabilir', text: 'Kimler başvurabilir?', depth: 2 },
    { id: 'b-isik', text: 'Işık', depth: 3 },
    { id: 'b-kimler-basvurabilir-2', text: 'Kimler başvurabilir?', depth: 2 },
  ]);
  assert.match(html, /<h2 id="b-kimler-basvurabilir-2">/);
});

for (const body of [
  '## A\n\n## A\n\n## A 2\n\n## A',
  '## A 2\n\n## A\n\n## A',
  '## !\n\n## ?\n\n## 日本',
  '## a\n\n## Â\n\n## á',
])
  test(`no two headings of ${JSON.stringify(body)} share an address`, () => {
    const ids = render(body).headings.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length, ids.join(' '));
  });

test('a heading cannot take the name of something on the page', () => {
  for (const name of ['getElementById', 'cookie', '__proto__', 'constructor', 'main'])
    for (const { id } of render(`## ${name}`).headings) assert.match(id, /^b-/);
});

test('footnotes of an author cannot take the name of something on the page', () => {
  const ids = [...render('a[^x]\n\n[^x]: b').html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  assert.ok(ids.length > 0);
  for (const id of ids) assert.match(id ?? '', /^(b-|not-|user-content-)/);
});

test('the words of a body come without its signs, block by block', () => {
  const { text } = render(
    '## Başlık\n\nBir **iki**\nüç.\n\n- dört\n- beş\n\n| a | b |\n| - | - |\n| c | d |',
  );
  assert.equal(text, 'Başlık Bir iki üç. dört beş a b c d');
});

test('raw HTML and comments are not words', () => {
  assert.equal(render('<script>gizli</script>\n\n<!-- not -->\n\nMetin.').text, 'Metin.');
});

test('the lead is the first paragraph, in one line', () => {
  assert.equal(
    render('## Başlık\n\nİlk **paragraf**\nburada.\n\nİkinci.').lead,
    'İlk paragraf burada.',
  );
  assert.equal(render('## Yalnız başlık').lead, '');
  assert.deepEqual(render(''), { html: '', headings: [], text: '', lead: '' });
});

test('a deep or long body is rendered all the same', () => {
  assertHarmless(render('> '.repeat(300) + 'a').html);
  assertHarmless(render('*'.repeat(5_000)).html);
  assertHarmless(render('['.repeat(5_000)).html);
  assertHarmless(render('- '.repeat(300) + 'a').html);
});

test('prose is read the same with and without the parser', () => {
  const word = fc.constantFrom(
    ...[
      "Küme'nin",
      '%35',
      '1.500',
      '2)',
      '-',
      '+',
      '3.',
      'www.a.tr',
      'http://a.tr',
      'a@b.tr',
      'İş',
    ],
    ...[
      '(AR-GE)',
      '“ön”',
      '₺',
      '  ',
      '\n',
      '\n\n',
      '\n\n\n',
      'x\u00a0y',
      '=',
      '*',
      '&amp;',
      'e\u0301',
    ],
  );
  const body = fc.array(fc.oneof(word, fc.string({ maxLength: 3 })), { maxLength: 12 });
  fc.assert(
    fc.property(body, fc.constantFrom(' ', '', '\n'), (words, joint) => {
      const text = words.join(joint);
      // A definition shows nothing, and only the parser knows it; it must not become part of a block.
      const parsed = `${text}\n\n[yok]: https://a.tr`;
      if (!inspect(parsed).links.some(({ href }) => href === 'https://a.tr')) return;
      assert.deepEqual(
        { ...render(text), html: render(text).html.trim() },
        { ...render(parsed), html: render(parsed).html.trim() },
      );
      assert.deepEqual(inspect(text).texts, inspect(parsed).texts);
    }),
    { numRuns: 3000 },
  );
  for (const { body } of readLibrary(process.cwd()).entries('tr')) {
    const parsed = `${body}\n\n[yok]: https://a.tr`;
    assert.equal(render(body).html.trim(), render(parsed).html.trim());
  }
});

test('the parts of a body are told with their lines', () => {
  const body = '# A\n\n[b](/c) <i>\n\n![d](/e.png)\n\n[f]: /g';
  assert.deepEqual(inspect(body), {
    links: [
      { line: 3, href: '/c' },
      { line: 7, href: '/g' },
    ],
    images: [{ line: 5, src: '/e.png', alt: 'd' }],
    rawHtml: [{ line: 3 }],
    topHeadings: [{ line: 1 }],
    texts: [
      { line: 1, text: 'A' },
      { line: 3, text: 'b' },
      { line: 3, text: ' ' },
    ],
  });
});
