import type { Locator } from 'playwright-core';
import { Company, daysAway } from './company.js';
import type { Stage } from './stage.js';

const monthAway = (days: number): string => daysAway(days).slice(0, 7);

/** How executives come to the few aims of a cycle, in every form of the board of candidates; and a gap they accept. */
export const winnowingStory = (stage: () => Stage): void => {
  const candidateOf = (company: Company, statement: string): Locator =>
    company.page.getByRole('listitem').filter({ has: company.page.getByRole('heading', { level: 3, name: statement, exact: true }) });

  const adopts = async (company: Company, form: Locator): Promise<void> => {
    await form.getByLabel('Sponsor', { exact: true }).selectOption({ label: 'Director of People' });
    await form.getByLabel('Measure', { exact: true }).selectOption({ label: 'Agency spend, Trust Board' });
    await form.getByLabel('Jump-off point: the value it starts from').fill('1450');
    await form.getByLabel('First period of that value').fill(monthAway(-120));
    await form.getByLabel('Target', { exact: true }).fill('1300');
    await form.getByLabel('Why it is adopted').fill('The board has room for it.');
    expect(await company.visit.barriers()).toEqual([]);
  };

  describe('The board of candidates', () => {
    it('takes one in and drops it, takes two back, has one scored and rewritten, adopts both, the last beyond the cap, and drops that again', async () => {
      const company = await Company.at(stage());
      const { page } = company;
      await company.sits('chief-nurse', '/aims');
      const nominating = await company.opens('Nominate a candidate');
      await nominating.getByLabel('What must be done this cycle').fill('Answer every call bell within five minutes.');
      await nominating.getByLabel('The dimension of quality it serves').selectOption('SAFE');
      await nominating.getByLabel('Best known anywhere').fill('Four minutes.');
      await nominating.getByLabel('Expected effect on equity').fill('None is known.');
      await nominating.getByLabel('How patients and staff shaped it').fill('The patient panel asked for it.');
      await nominating.getByRole('button', { name: 'Add a source' }).click();
      await nominating.getByRole('textbox', { name: 'Source' }).fill('Call bell system');
      await nominating.getByLabel('Of', { exact: true }).fill(daysAway(3));
      await nominating.getByLabel('What it says').fill('Nine minutes on average.');
      await company.isRefused(nominating, 'Nominate it', /date|day/);
      await nominating.getByLabel('Of', { exact: true }).fill(daysAway(-30));
      await company.sends(nominating, 'Nominate it');
      const bells = candidateOf(company, 'Answer every call bell within five minutes.');
      const dropping = await company.opens('Drop it', bells);
      await dropping.getByLabel('Why', { exact: true }).fill('It follows from the rounds.');
      await company.sends(dropping, 'Drop it');
      await bells.getByText(/It follows from the rounds/).waitFor();

      const staff = candidateOf(company, 'Raise staff engagement from 6.6 to 7.0.');
      const restoring = await company.opens('Take it back in', staff);
      await restoring.getByLabel('Why', { exact: true }).fill('It fell in the last quarter.');
      await company.sends(restoring, 'Take it back in');
      const scoring = await company.opens('Score it', staff);
      for (const side of ['Impact', 'Urgency', 'Feasibility']) await scoring.getByLabel(side).selectOption('5');
      await scoring.getByLabel(/^A word on it/).fill('Everything hangs on it.');
      await company.sends(scoring, 'Score it');
      const rewriting = await company.opens('Rewrite it', staff);
      await rewriting.getByLabel('What must be done this cycle').fill('Raise staff engagement to 7.');
      await rewriting.getByLabel('Why it is rewritten').fill('It is said shorter.');
      await company.sends(rewriting, 'Rewrite it');

      const engaged = candidateOf(company, 'Raise staff engagement to 7.');
      const adopting = await company.opens('Adopt it as an aim', engaged);
      await adopts(company, adopting);
      await adopting.getByLabel(/^Outside authority/).fill('NHS England');
      await adopting.getByLabel('Where it is written').fill('National planning guidance for the year');
      await adopting.getByLabel('Its target', { exact: true }).fill('1200');
      await company.isRefused(adopting, 'Adopt it', /short of/);
      await adopting.getByLabel(/^Why the target may fall short/).fill('The region agreed to it.');
      await company.sends(adopting, 'Adopt it');
      await engaged.getByRole('link', { name: 'The aim it became' }).waitFor();
      await page.getByText(/5 of at most 5 aims/).waitFor();

      const agency = candidateOf(company, 'Halve agency spend.');
      const back = await company.opens('Take it back in', agency);
      await back.getByLabel('Why', { exact: true }).fill('The plan beside it has ended.');
      await company.sends(back, 'Take it back in');
      const beyond = await company.opens('Adopt it as an aim', agency);
      await adopts(company, beyond);
      await beyond.getByLabel('Why one more is let in beyond the cap').fill('It pays for the other five.');
      await company.sends(beyond, 'Adopt it');
      await page.getByText('Adopted beyond the cap: It pays for the other five.').waitFor();

      await agency.getByRole('link', { name: 'The aim it became' }).click();
      const dropped = await company.opens('Drop the aim');
      await dropped.getByLabel('Reason').fill('The cap was there for a reason.');
      await company.sends(dropped, 'Drop it');
      await page.getByText('Dropped: The cap was there for a reason.').waitFor();
      expect(company.visit.complaints).toEqual([]);
    });
  });

  describe('The gap of an aim', () => {
    it('is accepted by its sponsor with a plan and a day to look again', async () => {
      const company = await Company.at(stage());
      const { page } = company;
      await company.sits('chief-operating-officer', `/aims/${company.id('aim', 'waits')}`);
      const history = await company.opens('Show the history');
      const form = await company.opens('Accept the gap');
      await form.getByLabel('What is done about it').fill('Advice by letter takes the rest.');
      await form.getByLabel('It is looked at again on').fill(daysAway(-3));
      await company.isRefused(form, 'Accept the gap', /ahead|later|passed|future|after/);
      await form.getByLabel('It is looked at again on').fill(daysAway(60));
      await company.sends(form, 'Accept the gap');
      await page.getByText(/Gap accepted by Edmund Wetherby: Advice by letter takes the rest./).waitFor();
      await history.getByText('Aim gap accepted', { exact: true }).last().waitFor();
      expect(company.visit.complaints).toEqual([]);
    });
  });
};
