import { Clicks } from './clicks.js';
import { Company } from './company.js';
import { people, type Stage } from './stage.js';

/** How few clicks an answer takes; those that recording, accepting and countering take are counted where they are told. */
export const clicksStory = (stage: () => Stage): void => {
  describe('Why a percentage is what it is', () => {
    it('takes two clicks from the list of aims, down to the figures it is made of', async () => {
      const visit = await stage().visiting('phone');
      const { page } = visit;
      await visit.signIn(people.chief, '/aims');
      const why = new Clicks();
      await why.on(page.getByRole('link', { name: /Cut falls with harm/ }));
      await why.on(page.getByText('How was this number made?'));
      await page.getByText(/^Attainment, from start .* to target/).waitFor();
      expect(why.count).toBeLessThanOrEqual(2);
    });

    it('takes one click beside the number of a goal', async () => {
      const company = await Company.at(stage());
      const { page } = company;
      await company.sits('acute-lead', `/goals/${company.thread('falls-acute')}`);
      const why = new Clicks();
      await why.on(page.getByText('How was this number made?'));
      await page.getByText(/Judged by Falls with harm/).waitFor();
      expect(why.count).toBeLessThanOrEqual(2);
    });
  });

  describe('Who lowered a target and when', () => {
    it('takes at most four clicks from home', async () => {
      const visit = await stage().visiting('phone');
      const { page } = visit;
      await visit.signIn(people.auditor);
      const who = new Clicks();
      await who.on(page.getByRole('link', { name: 'Audit', exact: true }));
      await who.on(page.getByRole('link', { name: 'Concession ledger' }));
      await who.chooses(page.getByLabel('Target', { exact: true }), 'Eased on the way');
      const eased = page.getByText(/^\w+ \w+, .* eased by \d+ .* on \d+ \w+ 20\d\d, round/).first();
      await eased.waitFor();
      expect(who.count).toBeLessThanOrEqual(4);
    });
  });
};
