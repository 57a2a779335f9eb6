import { parse } from 'csv-parse/sync';
import { expect, test } from './test';
import { kinds, lists, locales, otherThan, words } from './words';

const phone = { width: 390, height: 844 };
const list = { tr: '/liste', en: '/en/list' } as const;
const compare = { tr: '/karsilastir', en: '/en/compare' } as const;
const two = 'p=kosgeb-yurt-disi-pazar&p=ticaret-e-ihracat';
const five = `${two}&p=ticaret-ur-ge&p=tubitak-1507&p=tubitak-1501`;

for (const locale of locales) {
  const t = words(locale);
  const other = otherThan(locale);

  test.describe(`the short list in ${locale}, without JavaScript and on a phone`, () => {
    test.use({ javaScriptEnabled: false, viewport: phone });

    test('grows from results and a programme’s page, and lives in the address alone', async ({
      page,
    }) => {
      await page.goto(kinds.supportFound[locale]);
      const answers = new URL(page.url()).search;
      const card = page
        .getByRole('article')
        .filter({ has: page.getByRole('heading', { level: 3 }) });
      await card
        .first()
        .getByRole('link', { name: t('shortList.add') })
        .click();
      const kept = new URL(page.url()).searchParams.getAll('p');
      expect(kept).toHaveLength(1);
      expect(new URL(page.url()).search.startsWith(answers)).toBe(true);
      await expect(card.first().getByRole('link', { name: t('shortList.kept') })).toBeVisible();

      await page.goto(`${lists.programme[locale]}/ticaret-ur-ge?p=${kept[0]}`);
      await page.getByRole('link', { name: t('shortList.add') }).click();
      await expect(page).toHaveURL(`${list[locale]}?p=${kept[0]}&p=ticaret-ur-ge`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('shortList.title'));
      await expect(page.locator('.kept-list').getByRole('article')).toHaveCount(2);

      const address = page.url();
      await page
        .getByRole('banner')
        .getByRole('link', { name: t('site.otherLanguage') })
        .click();
      await expect(page).toHaveURL(`${list[other]}?p=${kept[0]}&p=ticaret-ur-ge`);
      await page.goto(address);
      await page
        .locator('.kept-list')
        .getByRole('link', { name: t('shortList.remove') })
        .first()
        .click();
      await expect(page).toHaveURL(`${list[locale]}?p=ticaret-ur-ge`);
      await page.getByRole('link', { name: t('shortList.clear') }).click();
      await expect(page.getByText(t('shortList.empty'))).toBeVisible();
    });

    test('stays with the reader while answers change', async ({ page }) => {
      await page.goto(`${kinds.support[locale]}?${two}`);
      await page.getByLabel(t('match.questions.province')).selectOption('konya');
      await page.getByRole('button', { name: t('match.submit') }).click();
      expect(new URL(page.url()).searchParams.getAll('p')).toHaveLength(2);
      await page
        .getByRole('navigation', { name: t('shortList.navigation') })
        .getByRole('link', { name: t('shortList.compare') })
        .click();
      await expect(page).toHaveURL(`${compare[locale]}?${two}`);
    });

    test('names what it does not know, keeps the rest, and is not more than a page wide', async ({
      page,
    }) => {
      const hundred = Array.from({ length: 100 }, (_, index) => `p=x${index}`).join('&');
      await page.goto(`${list[locale]}?${two}&p=ticaret-ur&p=%3Cb%3E&${hundred}`);
      await expect(page.getByText(t('shortList.unknown', { name: 'ticaret-ur' }))).toBeVisible();
      await expect(page.getByText(t('shortList.unknown', { name: '<b>' }))).toBeVisible();
      await expect(page.locator('.kept-list').getByRole('article')).toHaveCount(2);
      const { scroll, client } = await page.evaluate(() => ({
        scroll: document.documentElement.scrollWidth,
        client: document.documentElement.clientWidth,
      }));
      expect(scroll).toBeLessThanOrEqual(client);
    });

    test('compares side by side, marks differences in words, and leaves out the same on request', async ({
      page,
    }) => {
      await page.goto(`${compare[locale]}?${two}`);
      const table = page.getByRole('table');
      await expect(table.getByRole('columnheader')).toHaveCount(2);
      const rate = table.getByRole('rowheader', { name: t('fields.supportRate') });
      await expect(rate).toContainText(t('compare.different'));
      const coverage = table.getByRole('rowheader', { name: t('fields.coverage'), exact: true });
      await expect(coverage).toBeVisible();
      await expect(table.getByText(t('common.notInSource')).first()).toBeVisible();
      await page.getByRole('link', { name: t('compare.showDifferences') }).click();
      await expect(coverage).toHaveCount(0);
      await expect(rate).toBeVisible();
      await page.getByRole('link', { name: t('compare.showAll') }).click();
      await expect(page).toHaveURL(`${compare[locale]}?${two}`);
    });

    test('says what to do with none, one and five, and loses nothing', async ({ page }) => {
      await page.goto(compare[locale]);
      await expect(page.getByText(t('compare.none'))).toBeVisible();
      await page.goto(`${compare[locale]}?p=tubitak-1507`);
      await expect(page.getByText(t('compare.one'))).toBeVisible();
      await expect(page.getByRole('table')).toHaveCount(0);
      await page.goto(`${compare[locale]}?${five}`);
      await expect(page.getByText(t('compare.tooMany', { count: 5, max: 4 }))).toBeVisible();
      await expect(page.getByRole('columnheader')).toHaveCount(4);
      await page.getByRole('link', { name: t('compare.bringShort') }).click();
      await expect(page.getByRole('columnheader').first()).toContainText('1501');
      expect(new URL(page.url()).searchParams.getAll('p').sort()).toEqual(
        new URLSearchParams(five).getAll('p').sort(),
      );
    });

    test('a wide comparison scrolls in a place of its own, by keyboard too', async ({ page }) => {
      await page.goto(kinds.comparison[locale]);
      const region = page.getByRole('region', { name: t('compare.table') });
      await expect(region).toHaveAttribute('tabindex', '0');
      const widths = await region.evaluate((element) => ({
        inside: element.scrollWidth,
        outside: element.clientWidth,
        page: document.documentElement.scrollWidth,
        screen: document.documentElement.clientWidth,
      }));
      expect(widths.inside).toBeGreaterThan(widths.outside);
      expect(widths.page).toBeLessThanOrEqual(widths.screen);
    });

    test('a programme’s page answers in an applicant’s order and offers similar ones', async ({
      page,
    }) => {
      await page.goto(`${kinds.programme[locale]}?p=ticaret-ur-ge`);
      const headings = await page.getByRole('heading', { level: 2 }).allInnerTexts();
      const asked = ['get', 'who', 'until', 'cost', 'where', 'check', 'sources'].map((name) =>
        t(`answers.questions.${name}`),
      );
      expect(headings.filter((heading) => asked.includes(heading))).toEqual(asked);
      const similar = page
        .locator('section')
        .filter({ has: page.getByRole('heading', { name: t('similar.heading') }) });
      const [purpose = ''] = t('similar.purposes', { list: t('lists.purposes.ihracat') }).split(
        ' · ',
      );
      await expect(similar.getByRole('listitem').first()).toContainText(purpose);
      await expect(similar.getByRole('link').first()).toHaveAttribute('href', /\?p=ticaret-ur-ge$/);
    });

    test('a programme’s page says what comes before and after, and what excludes it', async ({
      page,
    }) => {
      const heading = page.getByRole('heading', { level: 2, name: t('beforeAfter.heading') });
      const section = page.locator('section').filter({ has: heading });
      const under = (side: string) =>
        section.locator('div').filter({
          has: page.getByRole('heading', { level: 3, name: t(`beforeAfter.sides.${side}`) }),
        });
      const programmes = lists.programme[locale];

      await page.goto(`${programmes}/kosgeb-stratejik-urun?p=ticaret-ur-ge`);
      const title = await page.getByRole('heading', { level: 1 }).innerText();
      const contents = page.getByRole('navigation', { name: t('entry.contents') });
      await contents.getByRole('link', { name: t('beforeAfter.heading') }).click();
      await expect(heading).toBeInViewport();
      const excluded = under('excludes').getByRole('listitem');
      await expect(excluded).toContainText('TEKNOYATIRIM');
      await expect(excluded).toContainText(t('beforeAfter.source'));
      await expect(excluded.getByRole('link').last()).toHaveAttribute('href', /^https:/);
      const { inside, screen } = await section.evaluate((element) => ({
        inside: element.scrollWidth,
        screen: document.documentElement.clientWidth,
      }));
      expect(inside).toBeLessThanOrEqual(screen);

      await under('before').getByRole('listitem').getByRole('link').first().click();
      await expect(page).toHaveURL(`${programmes}/sanayi-hamle?p=ticaret-ur-ge`);
      await expect(under('after').getByRole('link', { name: title, exact: true })).toBeVisible();

      await page.goto(kinds.programme[locale]);
      await expect(heading).toHaveCount(0);
    });
  });

  test(`the list in ${locale} prints one page for each programme, with boxes, sources and the day`, async ({
    page,
  }) => {
    await page.goto(`${list[locale]}?${two}`);
    await page.emulateMedia({ media: 'print' });
    const pages = page.locator('.dossier-page');
    await expect(pages).toHaveCount(2);
    for (const one of await pages.all()) {
      const day = new Intl.DateTimeFormat(locale === 'tr' ? 'tr-TR' : 'en-GB', {
        dateStyle: 'long',
        timeZone: 'Europe/Istanbul',
      }).format(new Date());
      await expect(one).toContainText(day);
      await expect(one.getByRole('link', { name: /^1\. / })).toBeVisible();
      expect(await one.evaluate((element) => getComputedStyle(element).breakBefore)).toBe('page');
    }
    await expect(page.getByRole('link', { name: t('shortList.clear') })).toBeHidden();
    await expect(page.getByRole('img', { name: t('shortList.qr') })).toBeVisible();
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(3);
  });

  test(`the comparison in ${locale} is a table for a spreadsheet as well`, async ({ request }) => {
    const page = await (await request.get(`${compare[locale]}?${two}`)).text();
    expect(page).toContain(`href="${compare[locale]}.csv?${two.replace('&', '&amp;')}"`);
    const response = await request.get(`${compare[locale]}.csv?${two}&p=nope`);
    expect(response.headers()['content-type']).toBe('text/csv; charset=utf-8');
    const [head = [], ...rows] = parse(await response.text(), { bom: true }) as string[][]; // rows of text
    expect(head).toHaveLength(4);
    const rate = rows.find(([label]) => label === t('fields.supportRate'));
    expect(rate?.[3]).toBe(t('compare.different'));
  });
}

for (const locale of locales)
  test(`a list is kept in the browser only when the reader says so (${locale})`, async ({
    page,
    context,
  }) => {
    const t = words(locale);
    const kept = () => page.evaluate(() => Object.keys(window.localStorage));
    await page.goto(kinds.shortList[locale]);
    await expect(page.getByText(t('shortList.browser.what'))).toBeVisible();
    expect(await kept()).toEqual([]);
    await page.getByRole('button', { name: t('shortList.browser.keep') }).click();
    await expect(page.getByText(t('shortList.browser.kept'))).toBeVisible();
    const programmes = await page.locator('.kept-list h2').allInnerTexts();

    await page.goto(kinds.emptyShortList[locale]);
    await page.getByRole('link', { name: t('shortList.browser.open') }).click();
    await expect(page.locator('.kept-list h2')).toHaveText(programmes);
    await page.goto(`${kinds.emptyShortList[locale]}?p=tubitak-1501`);
    await page.getByRole('button', { name: t('shortList.browser.replace') }).click();
    await expect(page.getByText(t('shortList.browser.kept'))).toBeVisible();
    await page.getByRole('button', { name: t('shortList.browser.forget') }).click();
    await expect(page.getByRole('button', { name: t('shortList.browser.keep') })).toBeVisible();
    expect(await kept()).toEqual([]);
    expect(await context.cookies()).toEqual([]);
  });
