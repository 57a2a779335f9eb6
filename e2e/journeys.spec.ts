import type { Page } from '@playwright/test';
import { ask, expect, fact, test } from './test';
import { kinds, lists, listTypes, locales, otherThan, words } from './words';

/** Without a script, a choice takes effect when it is sent. */
async function apply(page: Page, label: string, hasScript: boolean) {
  if (!hasScript) await page.getByRole('button', { name: label }).first().click();
}

const hrefs = (page: Page) =>
  page
    .getByRole('main')
    .getByRole('article')
    .getByRole('heading', { level: 3 })
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));

for (const locale of locales) {
  const t = words(locale);
  const searchPath = kinds.everything[locale];

  test.describe(locale, () => {
    test('from what the site is to how well it finds, and on to a search that went badly', async ({
      page,
    }) => {
      const main = page.getByRole('main');
      await page.goto(kinds.about[locale]);
      await main.locator(`a[href="${kinds.quality[locale]}"]`).click();
      const own = page.getByRole('contentinfo').getByRole('link', { name: t('site.quality') });
      await expect(own).toHaveAttribute('href', kinds.quality[locale]);

      const kindsOfSearches = main.getByRole('region', { name: t('quality.byKind') }).first();
      const typos = kindsOfSearches.getByRole('row', { name: t('quality.kinds.typo') });
      // Count, recall and the score of our own at least, each as a number.
      expect(await typos.getByRole('cell').count()).toBeGreaterThanOrEqual(3);
      await expect(typos.getByRole('cell').nth(2)).toContainText(/[01][.,]\d{3}$/);

      const worst = main
        .getByRole('region', { name: t('quality.worst.heading') })
        .getByRole('link')
        .first();
      const query = await worst.innerText();
      await worst.click();
      // In the language of the search, whatever the page's.
      await expect(page.locator('#q')).toHaveValue(query);
    });

    test('from the home page through a search to an entry and on to a related one', async ({
      page,
      request,
      javaScriptEnabled,
    }) => {
      const hasScript = javaScriptEnabled !== false;
      const query = locale === 'tr' ? 'tekstil' : 'textile';
      const main = page.getByRole('main');
      const countFor = (asked: string, total: number) =>
        t('search.countFor', { query: asked, what: t('search.counted', { count: total }) });

      await page.goto(kinds.home[locale]);
      await expect(page.getByRole('heading', { level: 1, name: t('home.title') })).toBeVisible();
      await main.getByLabel(t('search.query')).fill(query);
      await main.getByRole('button', { name: t('search.submit') }).click();

      const { total, facets } = await ask(request, `q=${query}&locale=${locale}`);
      const sector = facets.find(({ key }) => key === 'sector')?.values[0];
      expect(total).toBeGreaterThan(0);
      await expect(page).toHaveURL(new RegExp(`${searchPath}\\?q=${query}$`));
      await expect(main.getByRole('heading', { name: countFor(query, total) })).toBeVisible();

      const label = sector?.label ?? '';
      const box = page
        .getByRole('group', { name: t('facets.sector') })
        .getByRole('checkbox', { name: `${label} ${sector?.count ?? ''}`, exact: true });
      await box.check();
      await apply(page, t('search.apply'), hasScript);
      await expect(page).toHaveURL((url) => url.searchParams.get('sector') === sector?.value);
      await expect(
        main.getByRole('heading', { name: countFor(query, sector?.count ?? 0) }),
      ).toBeVisible();

      const chip = main.getByRole('link', {
        name: t('search.removeChip', { facet: t('facets.sector'), label }),
      });
      await chip.click();
      await expect(chip).toHaveCount(0);
      await expect(page).toHaveURL((url) => !url.searchParams.has('sector'));
      await expect(main.getByRole('heading', { name: countFor(query, total) })).toBeVisible();

      const { hits } = await ask(request, `q=ARUS&type=cluster&locale=${locale}`);
      await page.goto(`${lists.cluster[locale]}?q=ARUS`);
      await main.getByRole('link', { name: hits[0]?.title, exact: true }).click();
      const title = await page.getByRole('heading', { level: 1 }).innerText();
      const relations = main
        .locator('section')
        .filter({ has: page.getByRole('heading', { name: t('entry.relations') }) });
      const group = relations.getByRole('heading', { level: 3 });
      await expect(group.first()).toHaveText(t('types.programme.plural'));
      const related = relations.getByRole('listitem').first();
      await expect(related).toContainText(t('relations.source'));
      const relatedTitle = await related.getByRole('link').innerText();
      await related.getByRole('link').click();
      await expect(page.getByRole('heading', { level: 1, name: relatedTitle })).toBeVisible();
      await expect(relations.getByRole('link', { name: title, exact: true })).toBeVisible();
    });

    test('what lies around a plan article is a picture, and the same as a list', async ({
      page,
    }) => {
      await page.goto(kinds.plan[locale]);
      const map = page
        .getByRole('article')
        .locator('section')
        .filter({ has: page.getByRole('heading', { name: t('neighbourhood.heading') }) });
      const picture = map.getByRole('region', { name: t('neighbourhood.picture') });
      await expect(picture.locator('svg')).toBeVisible();
      // The list says the same, so nobody hears it or passes it by keyboard twice.
      await expect(picture.getByRole('link')).toHaveCount(0);
      const drawn = picture.locator('a');
      expect(await drawn.evaluateAll((links) => links.every(({ tabIndex }) => tabIndex < 0))).toBe(
        true,
      );

      await map.getByText(t('neighbourhood.list')).click();
      const addresses = (links: (HTMLElement | SVGElement)[]) =>
        links.map((link) => link.getAttribute('href') ?? '');
      const listed = map.getByRole('listitem').getByRole('link');
      await expect(listed.first()).toBeVisible();
      const inPicture = await drawn.evaluateAll(addresses);
      expect(inPicture.length).toBeGreaterThan(20);
      expect(new Set(await listed.evaluateAll(addresses))).toEqual(new Set(inPicture));

      const steps = map.getByRole('listitem').filter({ has: page.getByRole('list') });
      const far = steps.first().getByRole('listitem').first().getByRole('link');
      const address = (await far.getAttribute('href')) ?? '';
      await far.click();
      await expect(page).toHaveURL((url) => url.pathname === address);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    });

    test('three doors open Find support and two lists', async ({ page }) => {
      for (const [door, path, heading] of [
        ['support', kinds.support[locale], t('match.title')],
        ['clusters', lists.cluster[locale], t('types.cluster.plural')],
        ['plan', lists.plan[locale], t('types.plan.plural')],
      ] as const) {
        await page.goto(kinds.home[locale]);
        await page
          .getByRole('main')
          .getByRole('heading', { level: 2, name: t(`home.doors.${door}.title`) })
          .getByRole('link')
          .click();
        await expect(page).toHaveURL(new RegExp(`${path}$`));
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
      }
    });

    test('each list shows its type only, and all of it', async ({ page, request }) => {
      for (const type of listTypes) {
        const { total } = await ask(request, `type=${type}&locale=${locale}`);
        await page.goto(lists[type][locale]);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(t(`types.${type}.plural`));
        await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toHaveText(
          t(`types.${type}.counted`, { count: total }),
        );
        const own = page.getByRole('article').filter({ hasText: t(`types.${type}.singular`) });
        await expect(own).toHaveCount(Math.min(total, 20));
        await expect(page.getByRole('article')).toHaveCount(Math.min(total, 20));
      }
    });

    test('the home page counts what is inside', async ({ page, request }) => {
      await page.goto(kinds.home[locale]);
      for (const type of ['programme', 'cluster', 'plan', 'news'] as const) {
        const { total } = await ask(request, `type=${type}&locale=${locale}`);
        await expect(
          page
            .getByRole('region', { name: t('home.numbers.heading') })
            .getByRole('link', { name: `${total} ${t(`types.${type}.plural`)}`, exact: true }),
        ).toHaveAttribute('href', lists[type][locale]);
      }
    });

    test('news can be put in the order of titles', async ({ page, javaScriptEnabled }) => {
      await page.goto(lists.news[locale]);
      const newestFirst = await hrefs(page);
      const sort = page.getByLabel(t('search.sort'));
      await expect(sort.getByRole('option', { selected: true })).toHaveText(
        t('search.sorts.newest'),
      );
      await sort.selectOption({ label: t('search.sorts.title') });
      await apply(page, t('search.apply'), javaScriptEnabled !== false);
      await expect(page).toHaveURL((url) => url.searchParams.get('sort') === 'title');
      await expect.poll(() => hrefs(page)).not.toEqual(newestFirst);
      const titles = await page
        .getByRole('main')
        .getByRole('article')
        .getByRole('heading', { level: 3 })
        .allInnerTexts();
      expect(titles).toHaveLength(20);
      expect(titles).toEqual(titles.toSorted(new Intl.Collator(locale, { numeric: true }).compare));
    });

    test('what closes soonest leaves out what has closed, and says so', async ({
      page,
      request,
    }) => {
      const closed = await ask(request, `type=programme&status=closed&limit=100&locale=${locale}`);
      expect(closed.total).toBeGreaterThan(0);
      await page.goto(`${lists.programme[locale]}?sort=closing`);
      await expect(page.getByText(t('search.notices.closing-only'))).toBeVisible();
      const shown = await hrefs(page);
      expect(shown.length).toBeGreaterThan(0);
      expect(closed.hits.filter(({ url }) => shown.includes(url))).toEqual([]);
    });

    test('pages of results follow one another and hold every entry once', async ({
      page,
      request,
    }) => {
      const { total, pages } = await ask(request, `type=news&locale=${locale}`);
      const pagination = page.getByRole('navigation', { name: t('search.pagination') });
      const seen: string[] = [];
      await page.goto(lists.news[locale]);
      for (let number = 1; number <= pages; number += 1) {
        await expect(
          pagination.getByRole('link', { name: t('search.page', { page: number }), exact: true }),
        ).toHaveAttribute('aria-current', 'page');
        seen.push(...(await hrefs(page)));
        if (number < pages) await pagination.getByRole('link', { name: t('search.next') }).click();
      }
      await expect(pagination.getByRole('link', { name: t('search.next') })).toHaveCount(0);
      expect(seen).toHaveLength(total);
      expect(new Set(seen).size).toBe(total);
      await pagination.getByRole('link', { name: t('search.previous') }).click();
      await expect(page).toHaveURL((url) => url.searchParams.get('page') === String(pages - 1));
    });

    test('the language link leads to the same page and back', async ({ page }) => {
      const other = otherThan(locale);
      const link = (name: string) => page.getByRole('banner').getByRole('link', { name });
      const query = kinds.search[locale].slice(searchPath.length);
      for (const [here, there] of [
        [kinds.home[locale], kinds.home[other]],
        [kinds.search[locale], `${kinds.everything[other]}${query}`],
        [lists.cluster[locale], lists.cluster[other]],
        [kinds.programme[locale], kinds.programme[other]],
        [kinds.plan[locale], kinds.plan[other]],
        [kinds.about[locale], kinds.about[other]],
      ] as const) {
        await page.goto(here);
        await link(t('site.otherLanguage')).click();
        await expect(page).toHaveURL((url) => url.pathname + url.search === there);
        await expect(page.locator('html')).toHaveAttribute('lang', other);
        await link(words(other)('site.otherLanguage')).click();
        await expect(page).toHaveURL((url) => url.pathname + url.search === here);
        await expect(page.locator('html')).toHaveAttribute('lang', locale);
      }
    });

    test('the glossary opens at a letter and each term has its page', async ({ page }) => {
      await page.goto(kinds.glossary[locale]);
      const letters = page.getByRole('navigation', { name: t('glossary.letters') });
      await letters.getByRole('link', { name: 'K', exact: true }).click();
      await expect(page).toHaveURL(/#/);
      const letter = page.getByRole('region', { name: 'K', exact: true });
      await expect(letter.getByRole('heading', { level: 2 })).toBeInViewport();
      const term = letter.getByRole('term').first().getByRole('link');
      const name = await term.innerText();
      expect(name.slice(0, 1).toLocaleUpperCase('tr')).toBe('K');
      await term.click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
    });

    test('an institution leads to its programmes and each of them back', async ({
      page,
      request,
    }) => {
      const { total } = await ask(request, `type=programme&institution=kosgeb&locale=${locale}`);
      const { hits } = await ask(request, `type=institution&locale=${locale}`);
      const title = hits.find(({ slug }) => slug === 'kosgeb')?.title;
      await page.goto(lists.institution[locale]);
      await page.getByRole('main').getByRole('link', { name: title, exact: true }).click();
      await expect(page).toHaveURL(new RegExp(`${kinds.institution[locale]}$`));
      const group = page
        .getByRole('main')
        .locator('div')
        .filter({ has: page.getByRole('heading', { level: 3, name: t('types.programme.plural') }) })
        .last();
      await expect(group.getByRole('listitem')).toHaveCount(total);
      await group.getByRole('link').first().click();
      await expect(fact(page, t('fields.institution')).getByRole('link')).toHaveAttribute(
        'href',
        kinds.institution[locale],
      );
    });

    test('the foot of every page leads to what the site is and how accessible', async ({
      page,
    }) => {
      for (const name of ['about', 'accessibility'] as const) {
        await page.goto(kinds.term[locale]);
        await page
          .getByRole('contentinfo')
          .getByRole('link', { name: t(`site.${name}`) })
          .click();
        await expect(page).toHaveURL(new RegExp(`${kinds[name][locale]}$`));
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(t(`site.${name}`));
      }
    });

    test('an address that leads nowhere says so and offers the search', async ({ page }) => {
      const response = await page.goto(locale === 'tr' ? '/boyle-bir-sayfa-yok' : '/en/no-such');
      expect(response?.status()).toBe(404);
      await expect(page.locator('html')).toHaveAttribute('lang', locale);
      await expect(page).toHaveTitle(new RegExp(t('notFound.title')));
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('notFound.title'));
      const main = page.getByRole('main');
      await main.getByLabel(t('search.query')).fill('KOSGEB');
      await main.getByRole('button', { name: t('search.submit') }).click();
      await expect(page).toHaveURL(new RegExp(`${searchPath}\\?q=KOSGEB$`));
    });

    test('an entry that does not exist is a missing page with the search', async ({ page }) => {
      const response = await page.goto(`${lists.programme[locale]}/boyle-bir-program-yok`);
      expect(response?.status()).toBe(404);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('notFound.title'));
      await expect(page.getByRole('main').getByLabel(t('search.query'))).toBeVisible();
    });

    test('a search without results names the filter that removes the most, and ways on', async ({
      page,
      request,
    }) => {
      const main = page.getByRole('main');
      const count = async (rest: string) =>
        (await ask(request, `type=programme&locale=${locale}&${rest}`)).total;
      const byFacet = {
        institution: await count('support=kefalet'),
        support: await count('institution=ssb'),
      };
      expect(byFacet.institution).toBeGreaterThan(byFacet.support);
      await page.goto(`${lists.programme[locale]}?institution=ssb&support=kefalet`);
      await expect(main.getByRole('heading', { name: t('search.zero.heading') })).toBeVisible();
      await expect(main.getByText(t('search.zero.removals'))).toBeVisible();
      const removal = (facet: 'institution' | 'support', label: string) =>
        t('search.zero.without', { facet: t(`facets.${facet}`), label, count: byFacet[facet] });
      const removals = main
        .getByRole('list')
        .filter({ hasText: removal('institution', 'SSB') })
        .getByRole('link');
      await expect(removals).toHaveText([
        removal('institution', 'SSB'),
        removal('support', t('lists.supportTypes.kefalet')),
      ]);
      const ways = main.getByRole('link', { name: t('search.zero.programmes') });
      await expect(ways).toHaveAttribute('href', lists.programme[locale]);
      await expect(
        main.getByRole('link', { name: t('search.zero.glossary'), exact: true }),
      ).toHaveAttribute('href', kinds.glossary[locale]);
      await removals.first().click();
      await expect(
        main.getByRole('heading', {
          name: t('types.programme.counted', { count: byFacet.institution }),
        }),
      ).toBeVisible();
    });

    test('a misspelt search without results is helped along', async ({ page }) => {
      const main = page.getByRole('main');
      await page.goto(kinds.nothing[locale]);
      await expect(main.getByText('xyzzyq').first()).toBeVisible();
      await main.getByRole('link', { name: t('search.zero.everywhere') }).click();
      await expect(page).toHaveURL(new RegExp(`${searchPath}\\?q=xyzzyq$`));
      await expect(main.getByRole('heading', { name: t('search.zero.heading') })).toBeVisible();
    });

    test('a misspelt word is taken for the nearest one, and the right query offered', async ({
      page,
    }) => {
      const main = page.getByRole('main');
      const [typed, meant] = locale === 'tr' ? ['tübitk', 'TÜBİTAK'] : ['clustre', 'cluster'];
      await page.goto(`${searchPath}?q=${encodeURIComponent(typed)}`);
      await expect(main.getByText(t('search.notices.similar'))).toBeVisible();
      await expect(main.locator('.hit').first()).toBeVisible();
      await main.getByRole('link', { name: meant, exact: true }).first().click();
      await expect(page).toHaveURL(new RegExp(`${searchPath}\\?q=${encodeURIComponent(meant)}$`));
      await expect(main.getByText(t('search.notices.similar'))).toHaveCount(0);
    });

    test('a result that lacks some of the words says which', async ({ page }) => {
      const query = locale === 'tr' ? 'mobilyacıların zürafası' : 'furniture giraffes';
      await page.goto(`${searchPath}?q=${encodeURIComponent(query)}`);
      const [, missing = ''] = query.split(' ');
      await expect(
        page
          .getByRole('main')
          .locator('.hit')
          .first()
          .getByText(t('search.missing', { words: missing })),
      ).toBeVisible();
    });

    test('what could not be used of an address is said', async ({ page }) => {
      const notice = (code: string, values: Record<string, string | number>) =>
        page.getByRole('main').getByText(t(`search.notices.${code}`, values), { exact: true });
      const many = 'bir iki uc dort bes alti yedi sekiz dokuz on onbir oniki';
      await page.goto(`${searchPath}?q=${encodeURIComponent(many)}`);
      const leftOut = t('search.notices.too-many-words', { left: '' }).trim();
      await expect(page.getByRole('main').getByText(leftOut)).toBeVisible();

      const long = 'k'.repeat(260);
      await page.goto(`${searchPath}?q=${long}`);
      await expect(notice('too-long', { max: 200, used: long.slice(0, 200) })).toBeVisible();

      await page.goto(`${searchPath}?sector=nope`);
      await expect(
        notice('ignored-value', { value: 'nope', facet: t('facets.sector') }),
      ).toBeVisible();

      await page.goto(`${lists.news[locale]}?institution=kosgeb`);
      await expect(
        notice('ignored-facet', { value: 'kosgeb', facet: t('facets.institution') }),
      ).toBeVisible();

      await page.goto(`${lists.news[locale]}?page=40`);
      await expect(notice('page-beyond', {})).toBeVisible();
    });

    test('a programme says who pays, how much as of when, until when, and how it is known', async ({
      page,
    }) => {
      const date = locale === 'tr' ? 'Aralık 2019' : 'December 2019';
      const note = t('figures.note', { date, sources: '1, 2, 3' });
      await page.goto(kinds.programme[locale]);
      await expect(fact(page, t('fields.institution'))).toHaveText('KOSGEB');
      await expect(fact(page, t('fields.supportTypes'))).toContainText(
        t('lists.supportTypes.hibe'),
      );
      await expect(fact(page, t('fields.upperLimit'))).toContainText(
        locale === 'tr' ? '300.000' : '300,000',
      );
      await expect(fact(page, t('fields.upperLimit'))).toContainText(note);
      await expect(fact(page, t('fields.supportRate'))).toContainText(
        t('lists.units.percent', { count: 70 }),
      );
      await expect(fact(page, t('fields.audiences'))).toHaveText(t('figures.allSmes'));
      await expect(fact(page, t('fields.applicationMode'))).toHaveText(
        t('lists.applicationModes.surekli'),
      );
      const article = page.getByRole('article');
      await expect(article.getByText(t('entry.statusUnknown'))).toBeVisible();
      await expect(article.getByText(t('freshness.old'), { exact: true })).toHaveCount(2);
      await expect(article.getByText(t('freshness.sourceDate', { date }))).toBeVisible();
      const sources = article
        .locator('section')
        .filter({ has: page.getByRole('heading', { name: t('entry.sources'), exact: true }) });
      await expect(sources.getByRole('listitem')).toHaveCount(3);
      await expect(sources.getByRole('link').first()).toHaveAttribute('href', /^https:\/\//);
      await expect(article.getByRole('link', { name: t('entry.apply') })).toHaveAttribute(
        'href',
        /^https:\/\/www\.kosgeb\.gov\.tr\//,
      );
    });

    test('a programme with a deadline says the day', async ({ page }) => {
      await page.goto(`${lists.programme[locale]}/sgk-6111-tesvik`);
      await expect(fact(page, t('fields.institution'))).toHaveText('SGK');
      await expect(fact(page, t('fields.closes'))).toHaveText(
        locale === 'tr' ? '31 Aralık 2026' : '31 December 2026',
      );
    });

    test('a plan article quotes its official text in Turkish', async ({ page }) => {
      await page.goto(kinds.plan[locale]);
      const quotation = page.getByRole('article').getByRole('blockquote');
      await expect(quotation).toHaveAttribute('lang', 'tr');
      await expect(quotation).toHaveText(
        'KOBİ’lerin kendi aralarında, büyük işletmelerle ve girişimcilik ekosisteminin diğer aktörleriyle birlikte kuracakları kümelenme işbirliklerine destek sağlanacaktır. Bu kapsamda destek programları sektörel ihtiyaçlar dikkate alınarak uygulanacaktır.',
      );
      await expect(page.getByText(t('plan.cite', { plan: '11', number: '309.5' }))).toBeVisible();
      await expect(
        page.getByText(t('plan.period.over', { from: '2019', to: '2023' }), { exact: true }),
      ).toBeVisible();
    });

    test('a plan article whose text was not seen quotes nothing', async ({ page }) => {
      await page.goto(kinds.planWithoutText[locale]);
      await expect(page.getByText(t('plan.textNotSeen'))).toBeVisible();
      await expect(page.getByRole('blockquote')).toHaveCount(0);
    });

    test('the address in the other language leads to the page in this one', async ({ page }) => {
      const prefix = locale === 'tr' ? '' : '/en';
      const foreign = lists.programme[otherThan(locale)].replace(/^\/en/, '');
      await page.goto(`${prefix}${foreign}`);
      await expect(page).toHaveURL(new RegExp(`${lists.programme[locale]}$`));
      await page.goto(`${prefix}${foreign}/kosgeb-yurt-disi-pazar`);
      await expect(page).toHaveURL(new RegExp(`${kinds.programme[locale]}$`));
    });
  });
}
