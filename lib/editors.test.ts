import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  auditActions,
  editorHref,
  editorPageAt,
  editorPages,
  hasRight,
  isAddress,
  roles,
  safeWay,
  wayIn,
  type EditorPage,
  type Right,
} from '#lib/editors';
import { locales, texts } from '#lib/messages';

const names = Object.keys(editorPages) as EditorPage[]; // Object.keys says string[]

test('each role may do what those before it may, and one thing more', () => {
  const rights: readonly Right[] = ['write', 'review', 'publish', 'manage'];
  assert.deepEqual(
    roles.map((role) => rights.filter((right) => hasRight(role, right)).length),
    [1, 2, 3, 4],
  );
});

test('a page is found again at its address and below it, in both languages', () => {
  for (const locale of locales)
    for (const name of names) {
      assert.equal(editorPageAt(editorHref(name, locale)), name);
      if (name !== 'entries') assert.equal(editorPageAt(editorHref(name, locale, 'a/b')), name);
    }
});

test('other addresses are none of the editors’ side, or name nothing there', () => {
  for (const path of ['/', '/editorial', '/en/editors', '/haberler/editor', '/tr/editor'])
    assert.equal(editorPageAt(path), undefined, path);
  for (const path of ['/editor/x', '/en/editor/toString', '/editor/Giris', '/editor/%67iris'])
    assert.equal(editorPageAt(path), 'nowhere', path);
});

test('a way on is an address of the editors’ side, whatever was asked', () => {
  for (const way of ['/editor', '/en/editor/kayit/news/yeni-cagri?sayfa=2&bilet=x_-y'])
    assert.equal(safeWay(way, 'tr'), way);
  assert.equal(safeWay('https://example.com', 'en'), '/en/editor');
  assert.equal(safeWay(null, 'tr'), '/editor');
  const near = fc
    .array(
      fc.constantFrom(
        '/',
        '\\',
        '//',
        '..',
        '.',
        'editor',
        'en',
        '@',
        ':',
        '?',
        '#',
        '\n',
        'x.org',
      ),
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(
      fc.oneof(
        near,
        near.map((end) => `/editor${end}`),
        fc.string(),
      ),
      (asked) => {
        const url = new URL(safeWay(asked, 'tr'), 'https://bys.example.org/');
        assert.equal(url.origin, 'https://bys.example.org');
        assert.match(url.pathname, /^\/(en\/)?editor(\/|$)/);
      },
    ),
  );
});

test('an address of e-mail is one', () => {
  for (const email of ['a@b.org', ' ad.soyad@kurum.gov.tr ']) assert.ok(isAddress(email), email);
  for (const email of ['', 'a', 'a@b', 'a b@c.org', `${'a'.repeat(250)}@b.org`])
    assert.ok(!isAddress(email), email);
});

test('whatever stands in the trail, every role and every refusal has its words', () => {
  for (const locale of locales) {
    const t = texts(locale);
    for (const action of auditActions) t(`editor.audit.what.${action}`);
    for (const role of roles) {
      t(`editor.roles.${role}`);
      t(`editor.accounts.roleHelp.${role}`);
    }
    for (const right of ['write', 'review', 'publish', 'manage']) t(`editor.refused.${right}`);
  }
});

test('the same address in the other language differs before /editor only', () => {
  assert.equal(wayIn('/editor/islemler?sayfa=2', 'en'), '/en/editor/islemler?sayfa=2');
  assert.equal(wayIn('/en/editor?devam=%2Fen%2Feditor', 'tr'), '/editor?devam=%2Fen%2Feditor');
  assert.equal(wayIn('/en/editor', 'en'), '/en/editor');
});
