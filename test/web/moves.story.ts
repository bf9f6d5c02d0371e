import type { Locator } from 'playwright-core';
import { Company, daysAway } from './company.js';
import { Game } from './game.js';
import type { Stage } from './stage.js';

const why =
  (words: string) =>
  (form: Locator): Promise<void> =>
    form.getByLabel('Why', { exact: true }).fill(words);

/** Every move of a catchball that no other story makes, each sent from its form by whoever may make it. */
export const movesStory = (stage: () => Stage): void => {
  const begin = async (
    posts: readonly [string, string],
    parent: (company: Company) => { readonly kind: 'AIM' | 'GOAL'; readonly id: string },
    statement: string,
    more?: Record<string, unknown>,
  ): Promise<Game> => {
    const company = await Company.at(stage());
    return Game.served(company, posts, parent(company), statement, more);
  };
  const ofTheDirectorate = (company: Company) => ({ kind: 'GOAL' as const, id: company.thread('falls-acute') });
  const between = ['acute-lead', 'gastro-lead'] as const;

  describe('A negotiation', () => {
    it('is asked about, given time, declined, served again, accepted, taken back and signed, each from its form', async () => {
      const game = await begin(between, ofTheDirectorate, 'Hazelwood Ward lights its bathrooms at night.');
      const { page } = game.company;
      const [giver, receiver] = between;
      await game.makes(receiver, 'AskQuestion', 'Ask a question', 'Who pays for the lamps?', (form) =>
        form.getByLabel('Question').fill('Who pays for the lamps?'),
      );
      await page.getByText(/the clock stands still/).waitFor();
      await game.makes(giver, 'AnswerQuestion', 'Answer', 'Estates do.', (form) => form.getByLabel('Answer').fill('Estates do.'));
      expect(await page.getByText(/the clock stands still/).count()).toBe(0);

      const later = await game.form(giver, 'ExtendReply');
      await later.getByLabel('New day for the reply').fill(daysAway(2));
      await later.getByLabel('Why', { exact: true }).fill('Estates answer on Fridays.');
      await game.company.isRefused(later, 'Give more time', /an extension names a later day/);
      expect(await later.getByLabel('Why', { exact: true }).inputValue()).toBe('Estates answer on Fridays.');
      await later.getByLabel('New day for the reply').fill(daysAway(45));
      await game.company.sends(later, 'Give more time');
      await page.getByText('Estates answer on Fridays.').waitFor();

      await game.makes(receiver, 'Decline', 'Decline', 'We cannot in winter.', why('We cannot in winter.'));
      await page.locator('.nhsuk-tag', { hasText: 'Declined' }).first().waitFor();
      await game.makes(giver, 'ServeBall', 'Serve again', 'Then in spring.', async (form) => {
        await form.getByLabel('Statement').fill('Hazelwood Ward lights its bathrooms at night by spring.');
        await why('Then in spring.')(form);
      });
      await page.getByRole('heading', { level: 1, name: /by spring/ }).waitFor();

      await game.agreed();
      await game.makes(receiver, 'Retract', 'Take the acceptance back', 'The matron has to see it.', why('The matron has to see it.'));
      await page.locator('.nhsuk-tag', { hasText: 'Open' }).first().waitFor();
      await game.agreed();
      await game.makes(giver, 'Commit', 'Sign this offer', 'Commitment signed');
      await page.getByText('Signed by Jasmine Ingleby for the giver. Ward Manager, Hazelwood Ward has to sign.').waitFor();
      await game.makes(receiver, 'Commit', 'Sign this offer', 'Commitment made');
      await page.getByText('Committed: both sides signed').waitFor();
    });

    it('of a commitment begins anew, and ends in a release that one side proposes and the other agrees to', async () => {
      const game = await begin(between, ofTheDirectorate, 'Hazelwood Ward walks with everybody after lunch.');
      const { page } = game.company;
      const [giver, receiver] = between;
      await game.committed();
      await game.makes(receiver, 'Renegotiate', 'Renegotiate', 'After supper is when they fall.', async (form) => {
        await form.getByLabel('Statement').fill('Hazelwood Ward walks with everybody after supper.');
        await why('After supper is when they fall.')(form);
      });
      await page.getByText(/of episode 2/).waitFor();
      await game.told(receiver, 'withdraw', { reason: 'It was a thought.' });
      await game.makes(giver, 'Release', 'Release', 'The ward closes.', why('The ward closes.'));
      await game.makes(giver, 'WithdrawReleaseProposal', 'Take the proposed release back', 'It stays open.', why('It stays open.'));
      await game.told(giver, 'release', { reason: 'The ward closes after all.' });
      await game.company.sits(receiver, '/');
      await page
        .getByRole('link', { name: /Hazelwood Ward walks/ })
        .first()
        .waitFor();
      await game.makes(receiver, 'Release', 'Release', 'So it does.', why('So it does.'));
      await page.locator('.nhsuk-tag', { hasText: 'Released' }).first().waitFor();
    });
  });

  describe('An escalation', () => {
    it('is taken back and settled, handed back by the arbiter, directed, reopened by consent, and its offers opened', async () => {
      const game = await begin(between, ofTheDirectorate, 'Hazelwood Ward has one of us in each bay at dusk.', { private: true });
      const { page } = game.company;
      const [giver, receiver] = between;
      await game.declined();
      await game.makes(giver, 'Escalate', 'Escalate', 'Somebody has to say.', why('Somebody has to say.'));
      await page.getByText('Escalated: an arbiter decides').waitFor();
      await game.makes(giver, 'WithdrawEscalation', 'Take the escalation back', 'We spoke at lunch.', why('We spoke at lunch.'));
      await game.company.sits(receiver, '/');
      await page.getByText('Settlement').first().waitFor();
      await game.makes(receiver, 'ConfirmSettlement', 'Confirm the settlement', 'Escalation settled');
      await page.locator('.nhsuk-tag', { hasText: 'Open' }).first().waitFor();

      await game.escalated();
      await game.makes('med-lead', 'ReturnBall', 'Return the ball', 'Name the bays first.', async (form) => {
        await form.getByLabel('Who moves next').selectOption('RECEIVER');
        await form.getByLabel('Reply by').fill(daysAway(20));
        await form.getByLabel('What is to be settled').fill('Name the bays first.');
      });
      await page.getByText(/Ward Manager, Hazelwood Ward has to move/).waitFor();

      await game.escalated();
      await game.makes('med-lead', 'Direct', 'Direct it', 'Two bays are enough to begin with.', async (form) => {
        await form.getByLabel('Statement').fill('Hazelwood Ward has one of us in two bays at dusk.');
        await why('Two bays are enough to begin with.')(form);
      });
      await page.getByText('Directed: imposed, not agreed').waitFor();
      await game.makes(
        'med-lead',
        'ConsentToRenegotiate',
        'Consent to renegotiate',
        'You may talk about it once more.',
        why('You may talk about it once more.'),
      );
      const again = await game.form(receiver, 'Renegotiate');
      await again.getByLabel('Statement').fill('Hazelwood Ward has one of us in one bay at dusk.');
      await why('One is what we have.')(again);
      await again.getByLabel('What happened since').selectOption({ label: 'Two periods in a row were missed' });
      await game.company.isRefused(again, 'Renegotiate', /name a cause that happened/);
      await again.getByLabel('What happened since').selectOption({ label: 'The arbiter consented' });
      await game.company.sends(again, 'Renegotiate');
      await page.getByText(/of episode 2/).waitFor();
      await game.makes(giver, 'OpenEarlierOffers', 'Open the earlier offers', 'Earlier offers opened');
      await game.makes(receiver, 'OpenEarlierOffers', 'Open the earlier offers', 'Earlier offers opened');
    });

    it('is closed by the arbiter, and goes to an executive whom the board names where the final arbiter is a side', async () => {
      const closed = await begin(between, ofTheDirectorate, 'Hazelwood Ward moves its handover.');
      await closed.escalated();
      await closed.makes('med-lead', 'CloseThread', 'Close it', 'Not this year.', why('Not this year.'));
      await closed.company.page.getByText('Ended: Not this year.').waitFor();

      const game = await begin(['acute-lead', 'chief-executive'], ofTheDirectorate, 'The board walks Hazelwood Ward.', { kind: 'PLEDGE' });
      const { page } = game.company;
      await game.escalated();
      const form = await game.form('chief-nurse', 'AppointArbiter');
      await form.getByLabel('Arbiter', { exact: true }).selectOption({ label: 'Chief Executive' });
      await form.getByLabel('The board minute that says so').fill('Minute 12 of the November board.');
      await game.company.isRefused(form, 'Name the arbiter', /on neither side, choose another/);
      await form.getByLabel('Arbiter', { exact: true }).selectOption({ label: 'Medical Director' });
      await game.company.sends(form, 'Name the arbiter');
      await page.getByText('Minute 12 of the November board.').waitFor();
      await game.company.sits('medical-director', `/threads/${game.id}`);
      await page.getByRole('button', { name: 'Direct', exact: true }).waitFor();
    });
  });

  describe('An exception', () => {
    it('lets one goal more in than the cap allows, and an offer fall short of a mandate, each by a superior with a reason', async () => {
      const game = await begin(['acute-lead', 'amu-lead'], ofTheDirectorate, 'The Acute Medical Unit lights its bathrooms.');
      const { page } = game.company;
      const query = 'query ($id: ID!) { thread(id: $id) { possibleMoves { move allowed because } } }';
      const mayOverride = async (): Promise<boolean> => {
        const { thread } = (await game.company.asked('acute-lead', query, { id: game.id })) as {
          thread: { possibleMoves: { move: string; allowed: boolean }[] };
        };
        return thread.possibleMoves.some(({ move, allowed }) => move === 'OverrideCap' && allowed);
      };
      // With a third goal the post leads as many as are allowed; its goal begins a moment after the signatures.
      const third = await Game.served(
        game.company,
        ['acute-lead', 'amu-lead'],
        ofTheDirectorate(game.company),
        'The Acute Medical Unit does one thing more.',
      );
      await third.committed();
      for (let asked = 0; asked < 100 && !(await mayOverride()); asked++) await page.waitForTimeout(50);
      const form = await game.form('acute-lead', 'OverrideCap');
      await form.getByLabel('Which cap').selectOption('UNIT_GOALS');
      await why('It is a week’s work.')(form);
      await game.company.isRefused(form, 'Let it pass a cap', /is not reached/);
      await form.getByLabel('Which cap').selectOption('OWNER_LOAD');
      await game.company.sends(form, 'Let it pass a cap');
      await page.locator('.app-conversation > li').filter({ hasText: 'Cap overridden' }).waitFor();

      const short = await begin(
        ['chief-operating-officer', 'com-lead'],
        (company) => ({ kind: 'AIM', id: company.id('aim', 'four-hour') }),
        'The virtual ward takes people on Sundays.',
      );
      await short.makes(
        'finance-director',
        'WaiveMandate',
        'Waive the mandate',
        'It helps, and promises no number.',
        why('It helps, and promises no number.'),
      );
    });
  });

  describe('A commitment whose parent changed', () => {
    it('is confirmed by its owner, in its thread or beside its goal', async () => {
      const company = await Company.at(stage());
      const { page } = company;
      const id = company.id('aim', 'falls');
      const { aim } = (await company.asked(
        'chief-nurse',
        `query ($id: ID!) { aim(id: $id) { revision statement due sponsor { id } objective { id } measured {
           basis jop jopFrom jopTo target maintain tolerance measure { id } } } }`,
        { id },
      )) as {
        aim: { revision: number; sponsor: { id: string }; objective: { id: string }; measured: { measure: { id: string } } } & Record<
          string,
          unknown
        >;
      };
      const { revision, sponsor, objective, measured, statement, due } = aim;
      await company.told('chief-nurse', 'reviseAim', {
        aim: id,
        revision,
        reason: 'The falls panel counts eight more.',
        terms: {
          statement,
          due,
          sponsor: sponsor.id,
          objective: objective.id,
          measured: { ...measured, measure: measured.measure.id, target: '460', trajectory: { kind: 'LINEAR' } },
        },
      });
      const thread = company.thread('falls-med');
      await company.sits('med-lead', '/');
      await page
        .getByRole('link', { name: /falls with harm on the medical wards/ })
        .first()
        .click();
      const form = page.locator('.app-move-place');
      await company.sends(form, 'Confirm on the new parent');
      expect(await company.focused()).toBe('Your moves');
      await page.locator('.app-conversation > li').filter({ hasText: 'Parent revision confirmed' }).waitFor();
      expect(new URL(page.url()).pathname).toBe(`/threads/${thread}`);

      await company.sits('sur-lead', `/goals/${company.thread('falls-sur')}`);
      await page.getByText(/The parent changed: it is to be confirmed/).waitFor();
      const beside = await company.opens('Confirm it on the changed parent');
      await company.sends(beside, 'Confirm it');
      await page.getByText(/The parent changed: it is to be confirmed/).waitFor({ state: 'detached' });
      expect(company.visit.complaints).toEqual([]);
    });
  });
};
