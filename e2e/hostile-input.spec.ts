import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from './test';
import { attackForms } from '#lib/fixtures/markdown-attacks';
import { render } from '#lib/markdown';

test('Markdown that hides a script does nothing in Chromium, in 300 forms and no policy to help', async ({
  browser,
}) => {
  // A page of its own: what a hostile text loads is no fault of the site.
  const page = await browser.newPage();
  const alerts: string[] = [];
  page.on('dialog', (dialog) => {
    alerts.push(dialog.message());
    void dialog.dismiss();
  });
  const asked: string[] = [];
  await page.route('**/*', (route) => {
    asked.push(route.request().url());
    return route.abort();
  });
  expect(attackForms.length).toBeGreaterThan(300);
  for (const form of attackForms) {
    await page.setContent(`<!doctype html><main>${render(form).html}</main>`, {
      waitUntil: 'commit',
    });
    const found = await page.evaluate(() => {
      const said: string[] = [];
      for (const element of document.querySelectorAll('*')) {
        if (
          /^(script|style|iframe|object|embed|svg|math|form|base|link|meta)$/i.test(element.tagName)
        )
          said.push(element.tagName);
        for (const { name, value } of element.attributes)
          if (/^(on|style$|srcdoc|formaction)/i.test(name)) said.push(`${name}=${value}`);
        const address =
          element instanceof HTMLAnchorElement
            ? element.protocol
            : element instanceof HTMLImageElement
              ? new URL(element.src, 'https://bys.example').protocol
              : 'https:';
        if (!/^(https?|mailto|tel|about|):$|^:?$/.test(address)) said.push(address);
      }
      return said;
    });
    expect(found, form).toEqual([]);
  }
  expect(alerts).toEqual([]);
  expect(asked.filter((address) => /^(javascript|data|blob|file):/.test(address))).toEqual([]);
  await page.close();
});

test('a header that no cache looks at changes no page', async ({ request }) => {
  const headers: Record<string, string> = {
    'X-Forwarded-Host': 'evil.example',
    'X-Forwarded-Server': 'evil.example',
    'X-Forwarded-Scheme': 'http',
    'X-Forwarded-Proto': 'evil',
    'X-Forwarded-Port': '6666',
    'X-Forwarded-Prefix': '/evil.example',
    'X-Host': 'evil.example',
    'X-Original-URL': '/evil.example',
    'X-Rewrite-URL': '/evil.example',
    'X-HTTP-Method-Override': 'POST',
    'X-Middleware-Subrequest': 'proxy:proxy:proxy:proxy:proxy',
    'X-Matched-Path': '/evil.example',
    'X-Invoke-Path': '/evil.example',
    'X-Invoke-Status': '500',
    'X-Asked-Path': '/evil.example',
    'X-Asked-Query': '?q=evil.example',
    Forwarded: 'host=evil.example',
    Referer: 'https://evil.example/',
    Origin: 'https://evil.example',
    'Accept-Language': 'evil',
  };
  // What is new in every answer: the nonce.
  const told = (html: string) => html.replace(/nonce[="\\:]+[^"\\]+/g, '');
  for (const address of ['/', '/ara?q=kümelenme']) {
    const plain = await request.get(address);
    const body = told(await plain.text());
    for (const [name, value] of Object.entries(headers)) {
      const answer = await request.get(address, { headers: { [name]: value }, maxRedirects: 0 });
      expect(answer.status(), `${address} ${name}`).toBe(plain.status());
      const text = told(await answer.text());
      expect(text, `${address} ${name}`).not.toContain('evil.example');
      expect(text.length, `${address} ${name}`).toBe(body.length);
    }
    expect(told(await (await request.get(address)).text()).length).toBe(body.length);
  }
});

test('no key of the engine is in an answer, a bundle or the log', async ({ request }) => {
  const data = path.resolve(process.env.DATA_DIR ?? '.data');
  const engine: Record<string, string> = JSON.parse(
    fs.readFileSync(path.join(data, 'engine.json'), 'utf8'),
  );
  const keys = [
    engine.adminKey,
    engine.searchKey,
    fs.readFileSync(path.join(data, 'master.key'), 'utf8').trim(),
  ];
  for (const key of keys) expect(key?.length).toBeGreaterThan(20);
  const holds = (text: string) => keys.some((key) => key === undefined || text.includes(key));
  for (const address of ['/', '/ara?q=a', '/api/search?q=a', '/api/health', '/api/v1', '/yok']) {
    const answer = await request.get(address);
    expect(holds(await answer.text()), address).toBe(false);
    expect(holds(JSON.stringify(answer.headers())), address).toBe(false);
  }
  const bundles = ['.next/static', '.next/server']
    .flatMap((folder) =>
      fs
        .readdirSync(folder, { withFileTypes: true, recursive: true })
        .filter((file) => file.isFile())
        .map((file) => path.join(file.parentPath, file.name)),
    )
    .concat(path.join(data, 'meilisearch.log'));
  expect(bundles.length).toBeGreaterThan(50);
  expect(bundles.filter((file) => holds(fs.readFileSync(file, 'latin1')))).toEqual([]);
});
