import { Company, daysAway } from './company.js';
import { Game } from './game.js';
import type { Stage } from './stage.js';

/** What becomes of a goal, said by whoever answers for it, in every form of its page. */
export const goalFormsStory = (stage: () => Stage): void => {
  describe('A goal', () => {
    it('has its condition and its grant failed and kept after all, is closed and opened again, and its history says so at once', async () => {
      const company = await Company.at(stage());
      const { page } = company;
      const { id } = await (async () => {
        const game = await Game.served(
          company,
          ['acute-lead', 'larch-lead'],
          { kind: 'GOAL', id: company.thread('falls-acute') },
          'Larch Ward lends its night lamps.',
          {},
          {
            conditions: [{ text: 'The lamps are tested', due: daysAway(30), owner: company.id('post', 'larch-lead') }],
            resourcesGranted: [
              { kind: 'SUPPORT', text: 'An electrician for two days', deliverBy: daysAway(20), fundedBy: company.id('post', 'acute-lead') },
            ],
          },
        );
        await game.committed();
        return game;
      })();
      await company.sits('larch-lead', `/goals/${id}`);
      const history = await company.opens('Show the history');
      const happened = (event: string): Promise<void> => history.getByText(event, { exact: true }).last().waitFor();

      const failing = await company.opens('Report it failed');
      await failing.getByLabel('Reason').fill('They flicker.');
      await company.sends(failing, 'Report it failed');
      await page.getByText('! At risk').waitFor();
      await happened('Condition failed');
      expect(await company.focused()).toBe('Conditions');
      const meeting = await company.opens('Report it met');
      await meeting.getByLabel('What shows it').fill('Two nights without a flicker.');
      await company.sends(meeting, 'Report it met');
      await page.locator('.nhsuk-tag', { hasText: 'Met' }).waitFor();
      await happened('Condition met');

      const missing = await company.opens('It will not be');
      await missing.getByLabel('Reason').fill('The electrician is ill.');
      await company.sends(missing, 'Report that it will not be');
      await page.locator('.nhsuk-tag', { hasText: 'Will not be' }).waitFor();
      const delivering = await company.opens('Report it delivered');
      await delivering.getByLabel('On which day').fill(daysAway(5));
      await delivering.getByLabel('What shows it').fill('A colleague came.');
      await company.isRefused(delivering, 'Report it delivered', /still to come/);
      await delivering.getByLabel('On which day').fill(daysAway(0));
      await company.sends(delivering, 'Report it delivered');
      await page.locator('.nhsuk-tag', { hasText: 'Delivered' }).waitFor();
      await happened('Grant delivered');

      const closing = await company.opens('Close the goal');
      await closing.getByLabel('How it ended').selectOption({ label: 'Not achieved' });
      await closing.getByLabel('What shows it').fill('The lamps went back.');
      await closing.getByLabel('Reason').fill('Winter is over.');
      await company.sends(closing, 'Close it');
      await page.getByText('Not achieved: The lamps went back.').waitFor();
      await happened('Goal closed');
      expect(await page.getByText('Report it done').count()).toBe(0);
      const opening = await company.opens('Open the goal again');
      await opening.getByLabel('Reason').fill('They come back in March.');
      await company.sends(opening, 'Open it again');
      await page.getByText('Close the goal').waitFor();
      await happened('Goal reopened');
      expect(company.visit.complaints).toEqual([]);
    });

    it('is changed by somebody who stands in two posts once they say in which of them they act', async () => {
      const company = await Company.at(stage());
      const game = await Game.served(
        company,
        ['acute-lead', 'resp-lead'],
        { kind: 'GOAL', id: company.thread('falls-acute') },
        'Cedar Ward clips its tubing.',
      );
      await game.committed();
      await company.sits('resp-lead', `/goals/${game.id}`);
      const form = await company.opens('Report it done');
      await form.getByLabel('On which day').fill(daysAway(0));
      await form.getByLabel('What shows it').fill('Every bed has a clip.');
      await form.getByLabel('You act as').selectOption({ label: 'Ward Manager, Cedar Ward' });
      await company.sends(form, 'Report it done');
      await company.page.locator('.nhsuk-tag', { hasText: 'Done' }).waitFor();
      expect(company.visit.complaints).toEqual([]);
    });
  });
};
