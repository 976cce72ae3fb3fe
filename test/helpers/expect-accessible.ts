import axe from 'axe-core';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** Lives in the page: axe puts itself on its global object. */
interface PageWithAxe {
  readonly axe?: typeof axe;
}

/**
 * The page as it stands breaks no rule of WCAG 2.1 AA that a machine can check. The checker is brought into a page once and stays there: bringing
 * it took most of the time of a check.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const brought = await page.evaluate(() => (globalThis as PageWithAxe).axe !== undefined);
  if (!brought) await page.evaluate(axe.source);
  const broken = await page.evaluate(async () => {
    const checker = (globalThis as PageWithAxe).axe;
    if (checker === undefined) return ['the checker could not be brought into the page'];
    const { violations, passes } = await checker.run({ runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] } });
    if (passes.length === 0) return ['the checker looked at nothing'];
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  });
  expect(broken).toEqual([]);
}
