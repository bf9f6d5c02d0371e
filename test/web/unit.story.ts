import { isWell, people, type Stage } from './stage.js';

/** Units: found, read from their goals to their posts, as they stood, and on the wall of a huddle. */
export const unitStory = (stage: () => Stage): void => {
  describe('A unit', () => {
    it('is found by who leads it, shows its year with every month by letter, shape and figure, and hangs on a wall', async () => {
      const visit = await stage().visiting('phone');
      const { page } = visit;
      await visit.signIn(people.auditor, '/units');
      await page.getByText('57 units.').waitFor();
      await page.getByLabel('Search by name, kind or leader').fill('wanda sundaram');
      await page.getByText('1 of 57 units, with what they belong to.').waitFor();
      await page.getByRole('link', { name: 'Medicine and Urgent Care' }).click();

      await page.getByRole('heading', { name: 'Medicine and Urgent Care', level: 1 }).waitFor();
      const chart = page.getByRole('region', { name: /Bowling chart of/ });
      const cell = chart.getByRole('row', { name: /Four-hour standard/ }).getByRole('cell', { name: /near/ });
      expect(await cell.first().textContent()).toMatch(/^Anear: [\d.]+%plan [\d.]+%$/);
      expect(await page.getByRole('img', { name: /Falls with harm.*Latest.*Mean.*Limits/ }).count()).toBe(1);
      expect(await page.getByText(/65% of the way; 14% of the whole way behind the plan/).count()).toBe(1);

      await page.getByRole('link', { name: 'Show it on a wall, for a huddle' }).click();
      await page.getByText(/^As known on/).waitFor();
      expect(await page.getByRole('navigation').count()).toBe(0);
      expect(visit.complaints).toEqual([]);
    });

    it('shows its figures as each month was closed, and as it stood at a past moment', async () => {
      const visit = await stage().visiting();
      const { page } = visit;
      await visit.signIn(people.auditor, '/units?text=acute%20and%20specialty');
      await page.getByRole('link', { name: 'Acute and Specialty Medicine' }).click();
      const chart = page.getByRole('region', { name: /Bowling chart of/ });
      await chart.waitFor();
      await page.getByLabel('Figures').selectOption('as each month was closed');
      await page.getByText(/nothing is published yet/).waitFor();
      await page.getByLabel('Figures').selectOption('as known now');
      await chart.getByText('9 of 9 reported').waitFor();
      await page.getByLabel('As it stood on').fill('2026-05-10');
      await page.getByText('As it stood at the end of 10 May 2026.').waitFor();
      await chart.getByText('2 of 2 reported').waitFor();
      expect(visit.complaints).toEqual([]);
    });

    it('says where nothing is there what to do about it', async () => {
      const visit = await stage().visiting();
      await visit.signIn(people.auditor, '/units/nobody');
      await visit.page.getByRole('heading', { name: 'No such unit' }).waitFor();
      expect(await visit.barriers()).toEqual([]);
    });
  });

  describe('A wallboard', () => {
    it('turns its pages by itself, holds still when asked to, and says who is waited for too long', async () => {
      const visit = await stage().visiting();
      const { page } = visit;
      await page.clock.install();
      await visit.signIn(people.auditor, '/units?text=medicine%20and%20urgent');
      await page.getByRole('link', { name: 'Medicine and Urgent Care' }).click();
      await page.getByRole('link', { name: 'Show it on a wall, for a huddle' }).click();
      await page.getByText('Page 1 of 2').waitFor();
      await page.clock.runFor(12_500);
      await page.getByText('Page 2 of 2').waitFor();
      await page.getByRole('heading', { name: 'Balls overdue' }).waitFor();
      await isWell(visit, 'desktop');
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.clock.runFor(40_000);
      expect(await page.getByText('Page 2 of 2').count()).toBe(1);
      await page.getByRole('button', { name: 'Go on by itself' }).click();
      await page.clock.runFor(12_500);
      await page.getByText('Page 1 of 2').waitFor();
    });

    it('begins still for whoever wants less motion', async () => {
      const visit = await stage().visiting();
      await visit.page.emulateMedia({ reducedMotion: 'reduce' });
      await visit.signIn(people.auditor, '/units?text=medicine%20and%20urgent');
      await visit.page.getByRole('link', { name: 'Medicine and Urgent Care' }).click();
      await visit.page.getByRole('link', { name: 'Show it on a wall, for a huddle' }).click();
      await visit.page.getByRole('button', { name: 'Go on by itself' }).waitFor();
    });
  });
};
