import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** The rules that look at colours. A colour scheme is other colours and nothing else. */
export const ofColours = ['color-contrast', 'link-in-text-block'];

type Rules =
  /** By name. */
  | { readonly only: readonly string[] }
  /** WCAG to level AA and what is held to be good practice, but for some by name. */
  | { readonly but: readonly string[] };

/**
 * What axe finds on a page as it is now, each with the element it found it on; of WCAG to level AA where no
 * rules are given. No page of ours has frames of other hosts, so axe may run in one go in the page itself,
 * and what it does not find need not be told: that takes half of the time.
 */
export async function violations(page: Page, rules?: Rules): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  if (rules === undefined) axe.withTags(wcag);
  else if ('only' in rules) axe.withRules([...rules.only]);
  else axe.withTags([...wcag, 'best-practice']).disableRules([...rules.but]);
  const { violations: found } = await axe.analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any }) => `${id} ${String(target)}: ${any[0]?.message ?? ''}`),
  );
}
