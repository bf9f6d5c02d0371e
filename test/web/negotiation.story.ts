import { Clicks } from './clicks.js';
import { isWell, people, type Stage } from './stage.js';
import type { Visit } from './screens.js';

const { lead, chief, auditor } = people;

const monthsAway = (months: number): string => {
  const day = new Date();
  day.setUTCDate(1);
  day.setUTCMonth(day.getUTCMonth() + months);
  return day.toISOString().slice(0, 10);
};

/** The lead's goal that the ward's falls count towards. */
const goalOf = async ({ page }: Visit): Promise<string> =>
  (await page.getByRole('link', { name: /Look again at the gap accepted/ }).getAttribute('href'))!.split('/').at(-1)!;

/** Has the lead's unit watch a weekly measure of which nothing is reported yet: nobody in the sample is behind with figures. */
const watchWalks = ({ page }: Visit): Promise<void> =>
  page.evaluate(async () => {
    interface Answered {
      readonly me: { readonly posts: readonly { readonly unit: { readonly id: string } }[] };
      readonly defineMeasure: { readonly subject: string };
    }
    const asked = async (query: string, input?: object): Promise<Answered> => {
      const body = JSON.stringify({ query, variables: input && { input: { ...input, commandId: crypto.randomUUID() } } });
      const answer = await fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json', 'x-hoshin': '1' }, body });
      return ((await answer.json()) as { data: Answered }).data;
    };
    const taken = (name: string): string =>
      `mutation ($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ... on Receipt { subject } } }`;
    const unit = (await asked('{ me { posts { unit { id } } } }')).me.posts[0]!.unit.id;
    const definition = {
      name: 'Walks of the board',
      operationalDefinition: 'Walks of a member of the board through a ward, counted when they begin.',
      source: 'The diary of the board',
      unitOfMeasure: 'walks',
      direction: { kind: 'INCREASE' },
      kind: 'COUNT',
      frequency: 'WEEK',
      overTime: 'SUM',
      overUnits: 'SUM',
      purpose: 'PROCESS',
    };
    const measure = (await asked(taken('defineMeasure'), { unit, definition })).defineMeasure.subject;
    await asked(taken('classMeasure'), { unit, measure, class: 'WATCH', reason: 'The wards want to know.' });
  });

/** Catchball, whether it adds up, and the work that waits, clicked through by two people at three windows. */
export const negotiationStory = (stage: () => Stage): void => {
  describe('A negotiation', () => {
    it('is begun from a goal, countered and accepted from home, and goes on where an offer was thrown meanwhile', async () => {
      const one = await stage().visiting('phone');
      await one.signIn(lead);
      const goal = await goalOf(one);

      await one.goTo(`/threads/new?goal=${goal}`);
      await one.page.getByLabel('What you want to do').selectOption('PLEDGE');
      await isWell(one, 'phone');
      await one.page.getByLabel('Who is asked: find by a part of the name').fill('Chief Executive');
      await one.page.getByLabel('Who is asked', { exact: true }).selectOption({ label: 'Chief Executive' });
      await one.page.getByLabel('Statement').fill('The board walks the wards each month.');
      await one.page.getByLabel('Jump-off point: the value it starts from').fill('40');
      await one.page.getByLabel('First period of that value').fill(monthsAway(-1).slice(0, 7));
      await one.page.getByLabel(/^Target/).fill('30');
      await one.page.getByLabel('Due').fill(monthsAway(2));
      await one.page.getByRole('button', { name: 'Add a means' }).click();
      await one.page.getByLabel('How it will be done').fill('A walk on the first Monday');
      await one.page.getByText('How it counts: link, share and weight').click();
      await one.page.getByLabel('Under what it serves it').selectOption('SUPPORTS');
      await one.page.getByLabel('Why', { exact: true }).fill('Staff want to show what they need.');
      await one.page.getByRole('button', { name: 'Serve the ball' }).click();
      await one.page.getByText(/Chief Executive has to move/).waitFor();
      const thread = new URL(one.page.url()).pathname;

      const two = await stage().visiting();
      await two.signIn(chief);
      const counter = new Clicks();
      await counter.on(two.page.getByRole('link', { name: /^Counter *: The board walks/ }));
      await counter.on(two.page.getByLabel(/^Target/));
      await two.page.keyboard.press('Control+A');
      await two.page.keyboard.type('35');
      await counter.on(two.page.getByLabel('Why', { exact: true }));
      await two.page.keyboard.type('Every other month is what we can keep.');
      await isWell(two, 'desktop');
      await counter.on(two.page.getByRole('button', { name: 'Throw it back' }));
      await two.page.getByText(/Directorate Lead, Acute and Specialty Medicine has to move/).waitFor();
      expect(counter.count).toBeLessThanOrEqual(5);

      await one.page.getByRole('columnheader', { name: /Round 2/ }).waitFor();
      await one.page.getByRole('button', { name: 'Counter' }).click();
      await one.page.getByLabel('Confidence').selectOption('5');
      await one.page.getByLabel('Why', { exact: true }).fill('Half a year of it first.');
      await isWell(one, 'phone');

      const three = await stage().visiting();
      await three.signIn(lead, `${thread}?move=CounterOffer`);
      await three.page.getByLabel(/^Target/).fill('33');
      await three.page.getByLabel('Why', { exact: true }).fill('Somewhere between the two.');
      await three.page.getByRole('button', { name: 'Throw it back' }).click();

      await one.page.getByText('Round 3 was thrown while you wrote').waitFor();
      expect(await one.page.getByLabel('Confidence').inputValue()).toBe('5');
      expect(await one.page.getByLabel('Why', { exact: true }).inputValue()).toBe('Half a year of it first.');
      await isWell(one, 'phone');
      await one.page.getByRole('button', { name: 'Keep my changes, on round 3' }).click();
      await one.page.getByText('It cannot be sent now').waitFor();

      await two.page.getByRole('button', { name: 'Counter' }).click();
      await two.page.getByLabel(/^Target/).fill('34');
      await two.page.getByLabel('Why', { exact: true }).fill('A little less.');
      await two.page.getByRole('button', { name: 'Throw it back' }).click();
      await one.page.getByText('Round 4 was thrown while you wrote').waitFor();
      await one.page.getByRole('button', { name: 'Keep my changes, on round 4' }).click();
      expect(await one.page.getByLabel(/^Target/).inputValue()).toBe('34');
      await one.page.getByRole('button', { name: 'Throw it back' }).click();
      await one.page.getByRole('columnheader', { name: /Round 5/ }).waitFor();

      await two.goTo('/');
      const accept = new Clicks();
      await accept.on(two.page.getByRole('link', { name: /^Accept *: The board walks/ }));
      await two.page.getByText('You accept exactly this offer').waitFor();
      await isWell(two, 'desktop');
      await accept.on(two.page.getByRole('button', { name: 'Accept this offer' }));
      await two.page.getByText('Agreed, not yet signed by both').waitFor();
      expect(accept.count).toBeLessThanOrEqual(3);

      await one.page.getByText('Agreed, not yet signed by both').waitFor();
      await one.page.getByRole('button', { name: 'Withdraw' }).click();
      await one.page.getByLabel('Why', { exact: true }).fill('It was a rehearsal.');
      await one.page.getByRole('group', { name: 'Withdraw' }).getByRole('button', { name: 'Withdraw' }).click();
      await one.page.getByText('Ended: It was a rehearsal.').waitFor();
      await isWell(one, 'phone');
    });
  });

  describe('An aim', () => {
    it('says what it would have if an offer on the table were accepted', async () => {
      const visit = await stage().visiting();
      const { page } = visit;
      await visit.signIn(chief, '/aims');
      await page.getByRole('link', { name: /Cut falls with harm/ }).click();
      await page.getByRole('link', { name: 'Offer to contribute' }).click();
      await page.getByLabel('Statement').fill('The board lights every bathroom.');
      await page.getByLabel('Jump-off point: the value it starts from').fill('20');
      await page.getByLabel('First period of that value').fill(monthsAway(-1).slice(0, 7));
      await page.getByLabel(/^Target/).fill('12');
      await page.getByRole('button', { name: 'Take 8' }).click();
      await page.getByLabel('Due').fill(monthsAway(2));
      await page.getByLabel('Why', { exact: true }).fill('It is our part.');
      await page.getByRole('button', { name: 'Serve the ball' }).click();
      await page.getByText(/Chief Nurse has to move/).waitFor();
      const thread = new URL(page.url()).pathname;
      await page.getByRole('link', { name: /Cut falls with harm/ }).click();
      await page.getByLabel(/What if it were accepted/).check();
      await page.getByText('If this offer were accepted: 152 of 155 promised, 98%; 3 still to find.').waitFor();
      await isWell(visit, 'desktop');
      await visit.goTo(`${thread}?move=Withdraw`);
      await page.getByLabel('Why', { exact: true }).fill('It was a rehearsal.');
      await page.getByRole('group', { name: 'Withdraw' }).getByRole('button', { name: 'Withdraw' }).click();
      await page.getByText('Ended: It was a rehearsal.').waitFor();
    });
  });

  describe('A figure that is due', () => {
    it('is recorded from home in two clicks', async () => {
      const visit = await stage().visiting('phone');
      const { page } = visit;
      await visit.signIn(lead);
      await watchWalks(visit);
      await visit.goTo('/');
      const due = page.getByRole('listitem').filter({ hasText: 'Walks of the board' });
      await due.waitFor();
      const record = new Clicks();
      await record.on(due.getByRole('textbox'));
      await page.keyboard.type('3');
      await isWell(visit, 'phone');
      await record.on(due.getByRole('button', { name: 'Save' }));
      await due.waitFor({ state: 'detached' });
      expect(record.count).toBe(2);
    });
  });

  describe('What is negotiated', () => {
    it('opens from home on the move it wants, with why it may not be made', async () => {
      const visit = await stage().visiting('phone');
      const { page } = visit;
      await visit.signIn(chief);
      await page.getByRole('heading', { name: /^Next/ }).waitFor();
      await page.getByRole('link', { name: /^Direct *: Nobody is held/ }).click();
      await page.getByText('As arbiter you decide that this offer holds.').waitFor();
      for (const name of ['Resources', 'Conditions and pledges', 'Measure, start', 'How it counts']) {
        const part = page.getByText(new RegExp(`^${name}`));
        if ((await part.count()) > 0) await part.first().click();
      }
      await page.getByText('Why not the others').click();
      await isWell(visit, 'phone');
      await visit.goTo(`${new URL(page.url()).pathname}?move=AcceptOffer`);
      await page.getByText(/Accept is not open to you now/).waitFor();
    });

    it('is shown as it stood, without moves', async () => {
      const visit = await stage().visiting('phone');
      const { page } = visit;
      await visit.signIn(chief, '/aims');
      await page.getByRole('link', { name: /Cut falls with harm/ }).click();
      await page.getByRole('link', { name: 'Offer to contribute' }).waitFor();
      await page.getByLabel('As it stood on').fill(monthsAway(-7));
      await page.getByText(/As it stood at the end of/).waitFor();
      await page.getByRole('link', { name: 'Offer to contribute' }).waitFor({ state: 'detached' });
      await isWell(visit, 'phone');
      await page.getByRole('region', { name: 'Does it add up' }).getByRole('link').first().click();
      await page.getByRole('heading', { name: 'What it serves' }).waitFor();
      await page.getByLabel('As it stood on').fill(monthsAway(-7));
      await page.getByRole('heading', { name: 'Your moves' }).waitFor({ state: 'detached' });
      await isWell(visit, 'phone');
    });

    it('lets an executive nominate, score and drop candidates, and nobody else', async () => {
      const visit = await stage().visiting();
      const { page } = visit;
      await visit.signIn(chief, '/aims');
      await page.getByText('Nominate a candidate').click();
      await page.getByLabel('What must be done this cycle').waitFor();
      await page.getByRole('button', { name: 'Add a source' }).click();
      await page.getByText('Take it back in').first().click();
      await isWell(visit, 'desktop');
      const reader = await stage().visiting();
      await reader.signIn(auditor, '/aims');
      await reader.page.getByRole('heading', { name: 'Candidates' }).waitFor();
      expect(await reader.page.getByText('Take it back in').count()).toBe(0);
      expect(await reader.page.getByText('Nominate a candidate').count()).toBe(0);
    });
  });
};
