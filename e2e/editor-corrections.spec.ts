import type { Browser, BrowserContext, Page } from '@playwright/test';
import { violations } from './axe';
import { people } from './editor-site';
import { signedIn } from './signed-in';
import { expect, test } from './test';
import { locales, words, type Locale } from './words';

const entries = { tr: '/destekler/ab-cosme', en: '/en/programmes/ab-cosme' };
const forms = {
  tr: '/duzeltme?kayit=programme/ab-cosme',
  en: '/en/correction?kayit=programme/ab-cosme',
};
const action = '/api/corrections';

/** A reader at an address of their own, so that one test's reports do not count for another's. */
async function reader(browser: Browser, options: Parameters<Browser['newContext']>[0] = {}) {
  const part = () => Math.floor(Math.random() * 250) + 1;
  return browser.newContext({
    ...options,
    extraHTTPHeaders: { 'X-Forwarded-For': `10.${part()}.${part()}.${part()}` },
  });
}

const field = (page: Page, locale: Locale, name: 'wrong' | 'right' | 'source') =>
  page.getByLabel(words(locale)(`correction.fields.${name}`));

/** Sends until three seconds have passed since the form was opened; whatever was typed stays meanwhile. */
async function send(page: Page, locale: Locale): Promise<void> {
  const t = words(locale);
  await expect(async () => {
    await page.getByRole('button', { name: t('correction.submit') }).click();
    await expect(page.getByRole('heading', { name: t('correction.thanks') })).toBeVisible({
      timeout: 1_000,
    });
  }).toPass();
}

const isWithin = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

/** A form as a program would send it, with what the page put into it. */
async function posted(
  context: BrowserContext,
  fields: Record<string, string>,
  path = forms.tr,
): Promise<{ status: number; location: string; body: string }> {
  const page = await (await context.request.get(path)).text();
  const token = /name="token" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const answer = await context.request.post(action, {
    form: { kayit: 'programme/ab-cosme', locale: 'tr', token, alan: '', ...fields },
    maxRedirects: 0,
  });
  return {
    status: answer.status(),
    location: answer.headers().location ?? '',
    body: await answer.text(),
  };
}

for (const locale of locales)
  for (const javaScriptEnabled of [true, false])
    test(`a reader reports a mistake and reads the answer by its code: ${locale}, script ${javaScriptEnabled}`, async ({
      browser,
    }) => {
      const t = words(locale);
      const context = await reader(browser, { javaScriptEnabled });
      const page = await context.newPage();
      page.on('dialog', () => expect('a dialog').toBe('never shown'));
      await page.goto(entries[locale]);
      await page.getByRole('link', { name: t('correction.link') }).click();
      await expect(page).toHaveURL(new RegExp(`${forms[locale].replace('?', '\\?')}$`));
      await page.getByRole('radio', { name: t('fields.title'), exact: true }).check();
      const mark = `${locale}-${javaScriptEnabled}-${Date.now()}`;
      const said = `<script>alert(1)</script> =1+1 ${mark}`;
      await field(page, locale, 'wrong').fill(`${said}\n0532 123 45 67 \u202Eters`);
      await field(page, locale, 'right').fill('"><img src=x onerror=alert(1)>');
      await send(page, locale);

      await expect(page.getByText(said)).toBeVisible();
      await expect(page.getByText('[…] ters')).toBeVisible();
      await expect(page.getByText('"><img src=x onerror=alert(1)>')).toBeVisible();
      await expect(page.getByText(t('correction.kinds.phone'))).toBeVisible();
      await expect(page.getByText(t('correction.noAnswer'))).toBeVisible();
      const code = (await page.locator('.correction-code').textContent()) ?? '';
      expect(code).toMatch(/^[a-z2-9]{5}-[a-z2-9]{5}$/);

      const editor = await signedIn(browser, 'author');
      const desk = await editor.newPage();
      await desk.goto(
        locale === 'tr' ? '/editor/duzeltmeler?sira=yeni' : '/en/editor/duzeltmeler?sira=yeni',
      );
      await desk.locator(`a[href$="/duzeltmeler/${code}"]`).click();
      await expect(desk.getByText(said)).toBeVisible();
      await desk.getByLabel(t('correctionQueue.text')).fill(`Baktık <b>${mark}</b>`);
      await desk.getByRole('radio', { name: t('correctionQueue.to.rejected') }).check();
      await desk.getByRole('button', { name: t('correctionQueue.send') }).click();
      await expect(desk.getByText(t('correctionQueue.sent'))).toBeVisible();
      await editor.close();

      await page.goto(locale === 'tr' ? '/duzeltme' : '/en/correction');
      await page.getByLabel(t('correction.code')).fill(code.toUpperCase().replace('-', ' '));
      await page.getByRole('button', { name: t('correction.look') }).click();
      await expect(page.getByText(`Baktık <b>${mark}</b>`)).toBeVisible();
      await expect(page.getByText(t('correction.states.rejected')).first()).toBeVisible();
      await expect(page.getByText(people.author.name)).toHaveCount(0);
      await context.close();
    });

test('mistakes are told at once with the way to each, and nothing typed is lost', async ({
  browser,
}) => {
  const t = words('tr');
  const context = await reader(browser);
  const page = await context.newPage();
  await page.goto(forms.tr);
  const long = 'çok uzun '.repeat(300);
  await field(page, 'tr', 'right').fill(long);
  await field(page, 'tr', 'source').fill('https://ornek.example/belge');
  const alert = page.getByRole('alert').filter({ hasText: t('correction.faultsHeading') });
  await expect(async () => {
    await page.getByRole('button', { name: t('correction.submit') }).click();
    await expect(alert.getByText(t('correction.faults.no-fact'))).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(alert.getByRole('link')).toHaveCount(3);
  await expect(field(page, 'tr', 'right')).toHaveValue(long);
  await expect(field(page, 'tr', 'source')).toHaveValue('https://ornek.example/belge');
  expect(await violations(page)).toEqual([]);
  await context.close();
});

test('one fact named by the address is shown alone, with its sources', async ({ browser }) => {
  const context = await reader(browser);
  const page = await context.newPage();
  await page.goto(`${forms.en}&alan=institution`);
  await expect(page.getByRole('radio')).toHaveCount(1);
  await expect(page.getByRole('radio')).toBeChecked();
  await page.getByRole('link', { name: words('en')('correction.allFacts') }).click();
  await expect(page.getByRole('radio').nth(5)).toBeVisible();
  await context.close();
});

test('programs that send forms get no report in', async ({ browser }) => {
  const t = words('tr');
  const context = await reader(browser);
  const good = { fact: 'title', wrong: 'Adı yanlış yazılmış.' };
  const page = await context.newPage();
  const told = async (answer: { status: number; location: string }, code: string) => {
    expect(answer.status, code).toBe(303);
    expect(answer.location).toContain('taslak=');
    await page.goto(answer.location);
    await expect(
      page
        .getByRole('alert')
        .getByText(t(`correction.faults.${code}`))
        .first(),
    ).toBeVisible();
    await expect(field(page, 'tr', 'wrong')).toHaveValue(good.wrong);
  };
  await told(await posted(context, good), 'too-fast');
  await told(await posted(context, { ...good, konu: 'buy' }), 'trap');
  await told(await posted(context, { ...good, token: 'made.up' }), 'too-old');
  await told(await posted(context, { ...good, token: '' }), 'too-old');

  const big = await context.request.post(action, {
    form: { ...good, wrong: 'x'.repeat(1_000_000) },
    maxRedirects: 0,
  });
  expect(big.status()).toBe(413);
  expect(await big.text()).toContain('256 KB');
  const json = await context.request.post(action, { data: good });
  expect(json.status()).toBe(415);
  const unknown = await context.request.post(action, {
    form: { ...good, kayit: '../../etc/passwd', locale: 'tr' },
  });
  expect(unknown.status()).toBe(400);
  expect((await context.request.get(action)).status()).toBe(405);
  expect((await context.request.post('/duzeltme', { form: good })).status()).toBe(405);
  await context.close();
});

test('from one address six reports in a row are one too many', async ({ browser }) => {
  const t = words('tr');
  const context = await reader(browser);
  const page = await context.newPage();
  for (let sent = 0; sent < 5; sent++) {
    await page.goto(`${forms.tr}&alan=title`);
    await field(page, 'tr', 'wrong').fill(`Bildirim ${sent} ${Date.now()}`);
    await send(page, 'tr');
  }
  await page.goto(`${forms.tr}&alan=title`);
  await field(page, 'tr', 'wrong').fill('Altıncısı');
  await expect(async () => {
    await page.getByRole('button', { name: t('correction.submit') }).click();
    await expect(page.getByRole('alert').getByText(t('correction.faults.too-many'))).toBeVisible({
      timeout: 500,
    });
  }).toPass();
  await expect(field(page, 'tr', 'wrong')).toHaveValue('Altıncısı');
  await context.close();
});

for (const locale of locales)
  test(`the pages of reports are for everybody and fit a narrow screen: ${locale}`, async ({
    browser,
  }) => {
    const context = await reader(browser, { viewport: { width: 390, height: 800 } });
    const page = await context.newPage();
    for (const path of [
      forms[locale],
      `${forms[locale]}&alan=title`,
      locale === 'tr' ? '/duzeltme?kod=xx' : '/en/correction?kod=xx',
      locale === 'tr' ? '/duzeltme?kayit=programme/yok' : '/en/correction?kayit=programme/yok',
    ]) {
      await page.goto(path);
      await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/);
      expect(await violations(page)).toEqual([]);
      expect(await isWithin(page), path).toBe(true);
    }
    await page.goto(`${forms[locale]}&alan=title`);
    await field(page, locale, 'wrong').fill(`Dar ekran ${Date.now()}`);
    await send(page, locale);
    expect(await violations(page)).toEqual([]);
    expect(await isWithin(page)).toBe(true);
    const code = (await page.locator('.correction-code').textContent()) ?? '';
    await context.close();

    const editor = await signedIn(browser, 'author', { viewport: { width: 768, height: 1000 } });
    const desk = await editor.newPage();
    const queue = locale === 'tr' ? '/editor/duzeltmeler' : '/en/editor/duzeltmeler';
    for (const path of [queue, `${queue}/${code}`]) {
      await desk.goto(path);
      expect(await violations(desk)).toEqual([]);
      expect(await isWithin(desk), path).toBe(true);
    }
    await editor.close();
  });

test('of two editors who answer one report the second is shown the first, and loses nothing', async ({
  browser,
}) => {
  const t = words('tr');
  const context = await reader(browser);
  const page = await context.newPage();
  await page.goto(`${forms.tr}&alan=title`);
  await field(page, 'tr', 'wrong').fill(`İki editör ${Date.now()}`);
  await send(page, 'tr');
  const code = (await page.locator('.correction-code').textContent()) ?? '';
  const editor = await signedIn(browser, 'author');
  const [first, second] = [await editor.newPage(), await editor.newPage()];
  for (const desk of [first, second]) await desk.goto(`/editor/duzeltmeler/${code}`);
  const answer = async (desk: Page, text: string) => {
    await desk.getByLabel(t('correctionQueue.text')).fill(text);
    await desk.getByRole('button', { name: t('correctionQueue.send') }).click();
  };
  await answer(first, 'Birinci yanıt');
  await expect(first.getByText(t('correctionQueue.sent'))).toBeVisible();
  await answer(second, 'İkinci yanıt');
  await expect(second.getByText(t('correctionQueue.faults.conflict'))).toBeVisible();
  await expect(second.getByText('Birinci yanıt')).toBeVisible();
  await expect(second.getByLabel(t('correctionQueue.text'))).toHaveValue('İkinci yanıt');
  await second.getByRole('button', { name: t('correctionQueue.send') }).click();
  await expect(second.getByText(t('correctionQueue.sent'))).toBeVisible();
  await editor.close();
  await context.close();
});
