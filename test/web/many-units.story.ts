import type { Page } from 'playwright-core';
import { ownMeasure } from './settings.story.js';
import { isWell, people, type Stage } from './stage.js';

/** Has the page read units three at a time, so that the sample trust has more of them than fit on one page. */
const byThrees = async (page: Page): Promise<void> => {
  await page.route('**/graphql', (route) => {
    const asked = route.request().postData();
    return route.continue(asked === null ? {} : { postData: asked.replace(/\bunits\(first: \d+/, 'units(first: 3') });
  });
};

/** Where one of the units is chosen, the last one can be. */
export const manyUnitsStory = (stage: () => Stage): void => {
  describe('A trust of more units than fit on one page', () => {
    it.each(['/audit/log', '/audit/findings', '/audit/ledger'])('has them all to choose from at %s', async (place) => {
      const visit = await stage().visiting();
      const { page } = visit;
      await byThrees(page);
      await visit.signIn(people.auditor, place);
      await page.getByRole('option', { name: 'Acute Medical Unit', exact: true }).waitFor({ state: 'attached' });
      await page.getByRole('option', { name: 'Willow Ward (acute, women)', exact: true }).waitFor({ state: 'attached' });
    });

    it('has a measure driven by any of them, found by its name on a phone', async () => {
      const visit = await stage().visiting('phone');
      const { page } = visit;
      await byThrees(page);
      await visit.signIn(people.steward, '/');
      await visit.goTo(`/measures/${(await ownMeasure(visit)).id}`);
      await page.getByText('Say who drives or watches it').click();
      const unit = page.getByLabel('Unit', { exact: true });
      expect(await unit.locator('option').count()).toBeLessThan(5);
      await page.getByLabel('Unit: find by a part of the name').fill('willow');
      await unit.selectOption({ label: 'Willow Ward (acute, women)' });
      await isWell(visit, 'phone');
    });
  });
};
