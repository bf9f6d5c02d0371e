import type { Visit } from './screens.js';
import { isWell, people, type Stage } from './stage.js';

const marked = (visit: Visit): Promise<void> => visit.page.getByRole('treeitem').filter({ hasText: '+ added' }).first().waitFor();

/** The year of the alignment tree, and what holds for every screen: paper, and no socket. */
export const treeStory = (stage: () => Stage): void => {
  describe('The year of the tree', () => {
    it('is gone through event by event, and tells who changed what and why', async () => {
      const visit = await stage().visiting('phone');
      const { page } = visit;
      await visit.signIn(people.auditor, '/tree');
      const slider = page.getByRole('slider');
      await slider.waitFor();
      const steps = Number(await slider.getAttribute('max'));
      await page.getByLabel('Mark what changed since').selectOption({ label: 'The beginning of the year' });
      await marked(visit);
      // Who lowered a target, and when: the third press since the page was opened.
      await page.getByText(/\d+ new target$/).click();
      const retargeted = page.getByRole('region', { name: /What changed/ }).getByRole('listitem');
      expect(await retargeted.first().innerText()).toMatch(/new target: from .+ to .+\n.*\d{4}, \d\d:\d\d, .*, .*/);

      await page.getByText('The year month by month').click();
      await page
        .getByRole('button', { name: /Go to the end of/ })
        .first()
        .click();
      await page.getByText(/As it stood on/).waitFor();
      await slider.focus();
      const before = Number(await slider.inputValue());
      await page.keyboard.press('ArrowRight');
      await page.getByRole('button', { name: 'Back', exact: true }).click();
      expect(Number(await slider.inputValue())).toBe(before);

      // A whole tree takes its time to look through; the first screen has done that.
      await page.getByRole('button', { name: 'Aims only' }).click();
      await isWell(visit, 'phone');

      await page.waitForURL(/asOf=\d+/);
      await visit.goTo(new URL(page.url()).pathname + new URL(page.url()).search);
      await slider.waitFor();
      expect(Number(await slider.inputValue())).toBe(before);
      expect(before).toBeLessThan(steps);
      await marked(visit);
      // From the past, ways lead to the past.
      const link = page.getByRole('treeitem').getByRole('link').first();
      expect(await link.getAttribute('href')).toMatch(/^\/units\/[\w-]+\?asOf=\d+$/);
    });
  });

  describe('The tree', () => {
    it('keeps in its address what is looked for', async () => {
      const visit = await stage().visiting();
      const { page } = visit;
      await visit.signIn(people.auditor, '/tree');
      await page.getByLabel('Search').fill('falls');
      await page.getByLabel('Standing').selectOption('DIRECTED');
      await page.waitForURL(/text=falls&standing=DIRECTED/);
      const found = await page.getByText(/ with what they serve/).innerText();
      await page.reload();
      await page.getByText(found).waitFor();
    });
  });

  describe('A screen', () => {
    it('is on paper what it says, without the ways around it', async () => {
      const visit = await stage().visiting();
      await visit.signIn(people.chief, '/tree');
      await visit.page.getByRole('slider').waitFor();
      await visit.page.emulateMedia({ media: 'print' });
      await visit.page.setViewportSize({ width: 680, height: 960 });
      const hidden = await visit.page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('header, footer, nav, form, input, select, main button')]
          .filter((each) => each.offsetHeight > 0)
          .map(({ outerHTML }) => outerHTML.slice(0, 80)),
      );
      expect(hidden).toEqual([]);
      expect(await visit.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(680);
      expect(await visit.page.getByRole('treeitem').count()).toBeGreaterThan(20);
    });

    it('works where no socket can be opened, and finds out by asking again', async () => {
      const visit = await stage().visiting();
      const { page } = visit;
      await page.routeWebSocket(/graphql/, (socket) => socket.close({ code: 1_008, reason: 'blocked' }));
      await visit.signIn(people.lead);
      await page.getByText('things wait for you').waitFor();
      await page.clock.install();
      await page.getByRole('link', { name: 'Tree' }).click();
      await page.getByRole('treeitem').first().waitFor();
      const asked = page.waitForRequest((request) => (request.postData() ?? '').includes('query TreeNow'));
      await page.clock.fastForward(61_000);
      await asked;
      await page.getByRole('treeitem').first().waitFor();
    });
  });
};

/** What takes its time: the year that is played. */
export const playedTreeStory = (stage: () => Stage): void => {
  describe('The tree', () => {
    it('plays the year, and stands still when told to', async () => {
      const visit = await stage().visiting();
      const { page } = visit;
      await visit.signIn(people.auditor, '/tree');
      const slider = page.getByRole('slider');
      await page.getByRole('button', { name: 'Play' }).click();
      await page.waitForFunction(() => {
        const at = Number(document.querySelector<HTMLInputElement>('#slider')!.value);
        return at > 0 && at < 40;
      });
      await page.getByRole('button', { name: 'Pause' }).click();
      const stood = await slider.inputValue();
      await page.waitForTimeout(900);
      expect(await slider.inputValue()).toBe(stood);
    });
  });
};
