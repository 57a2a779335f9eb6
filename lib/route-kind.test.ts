import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileHref, listHref, pageHref } from '#lib/addresses';
import { apiRoot } from '#lib/api';
import { contentTypes, typeNames } from '#lib/content-types';
import { locales } from '#lib/messages';
import { routeOf } from '#lib/route-kind';

const asks = (path: string) => routeOf(path).asksEngine;

test('what the engine is asked for is known by its address, in both languages and every form', () => {
  for (const locale of locales) {
    for (const type of typeNames.filter((name) => name !== 'page')) {
      const list = listHref(type, locale);
      assert.ok(asks(list) && asks(fileHref(list, 'csv')) && asks(`${list}/`), list);
      assert.equal(routeOf(list).locale, locale);
      assert.equal(asks(`${list}/x`), false, `${contentTypes[type].path[locale]}/x`);
    }
    for (const page of ['search', 'embed'] as const) assert.ok(asks(pageHref(page, locale)), page);
    for (const page of ['home', 'about', 'support', 'calendar', 'nowhere'] as const)
      assert.equal(asks(pageHref(page, locale)), false, page);
  }
  for (const path of ['search', 'facets']) assert.ok(asks(`${apiRoot}/${path}`), path);
  for (const path of ['entries', 'match', 'openapi.json'])
    assert.equal(asks(`${apiRoot}/${path}`), false);
  for (const path of ['/api/search', '/api/suggest', '/api/mcp']) assert.ok(asks(path), path);
  assert.ok(asks('/%64estekler'), 'an encoded letter is the same letter');
  for (const path of [
    '/api/health',
    '/api/ready',
    '/_next/static/x.js',
    '/images/a.png',
    '/%',
    '/yok',
  ])
    assert.equal(asks(path), false, path);
});

test('the form of an answer follows from the address', () => {
  const form = (path: string, query = '') => {
    const route = routeOf(path, query);
    return [route.kind, route.form, route.locale];
  };
  assert.deepEqual(form('/ara'), ['search', 'page', 'tr']);
  assert.deepEqual(form('/en/programmes'), ['list', 'page', 'en']);
  assert.deepEqual(form('/en/search.csv'), ['file', 'text', 'en']);
  assert.deepEqual(form('/api/search', 'q=x&locale=en'), ['api', 'json', 'en']);
  assert.deepEqual(form(`${apiRoot}/search`), ['api', 'problem', 'tr']);
  assert.deepEqual(form('/destekler/x'), ['entry', 'page', 'tr']);
  assert.deepEqual(form('/editor/hesaplar'), ['editor', 'page', 'tr']);
  assert.deepEqual(form('/favicon.svg'), ['static', 'text', 'tr']);
});
