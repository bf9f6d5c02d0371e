import { bothWidths, isWell, people, type Stage } from './stage.js';
import type { Visit } from './screens.js';

const { chief, lead, auditor } = people;

const goalOf = 'Cut falls with harm in acute and specialty medicine from 126 to 98.';

/** The first id that a query by the page's own session finds. */
const idIn = async (page: Visit['page'], list: 'goals' | 'measures', word: 'statement' | 'name', words: string): Promise<string> => {
  const body = JSON.stringify({ query: `{ ${list}(first: 200) { edges { node { id ${word} } } } }` });
  const found = await page.evaluate(async (sent) => {
    const answered = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hoshin': '1' },
      body: sent,
    });
    return (await answered.json()) as { data: Record<string, { edges: { node: Record<string, string> }[] }> };
  }, body);
  return found.data[list]!.edges.find(({ node }) => node[word] === words)!.node['id']!;
};
const measureNamed = (page: Visit['page'], name: string): Promise<string> => idIn(page, 'measures', 'name', name);
const goalNamed = (page: Visit['page'], statement: string): Promise<string> => idIn(page, 'goals', 'statement', statement);

/** A goal with its line and its numbers, and a measure with all that its chart says. */
export const goalStory = (stage: () => Stage): void => {
  it('leads from an aim down to the goal and to the figures that a number is made of', async () => {
    const visit = await stage().visiting('phone');
    const { page } = visit;
    await visit.signIn(auditor, '/aims');
    await page.getByRole('link', { name: /Cut falls with harm/ }).click();
    await page.getByText('How was this number made?').click();
    await page.getByText(/Attainment, from start/).waitFor();
    await page.getByText('How the number of Medicine and Urgent Care was made').click();
    await page.getByText('How the number of Acute and Specialty Medicine was made').waitFor();
    await isWell(visit, 'phone');
    await page.getByRole('link', { name: 'Acute and Specialty Medicine', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: goalOf }).waitFor();
    await page.getByRole('link', { name: 'Falls with harm, Acute and Specialty Medicine' }).click();
    await page.getByRole('heading', { level: 1, name: 'Falls with harm, Acute and Specialty Medicine' }).waitFor();
  });

  describe.each(bothWidths)('A goal and its measure on a %s', (at) => {
    it('show how they stand, why, and what led there', async () => {
      const visit = await stage().visiting(at);
      const { page } = visit;
      await visit.signIn(auditor);
      await visit.goTo(`/goals/${await goalNamed(page, goalOf)}`);
      await page.getByRole('list', { name: 'The line up to True North' }).getByText('Annual aim').waitFor();
      await page.getByRole('region', { name: 'Month by month' }).getByText('Missed').first().waitFor();
      await page.getByText('How was this number made?').click();
      await page.getByText(/Judged by Falls with harm/).waitFor();
      await isWell(visit, at);
      expect(await page.getByText('Close the goal').count()).toBe(0);

      await page.getByRole('link', { name: 'Falls with harm, Acute and Specialty Medicine' }).click();
      await page.getByText('Every figure, as known and as published').click();
      await page.getByRole('region', { name: 'Figures as known and as published' }).waitFor();
      await page.getByText('The chart as a table').click();
      await page.getByText('How was this number made?').click();
      await isWell(visit, at);
      expect(await page.getByText('Add a remark').count()).toBe(0);
    });
  });

  describe('A chart', () => {
    it('says what each point says to whoever walks along it with the arrow keys, and what was left out and why', async () => {
      const visit = await stage().visiting();
      const { page } = visit;
      await visit.signIn(chief);
      await visit.goTo(`/measures/${await measureNamed(page, 'Theatre time used')}`);
      const walk = page.getByRole('slider', { name: 'Walk along the points' });
      await walk.focus();
      const latest = await walk.getAttribute('aria-valuetext');
      await page
        .getByRole('status')
        .filter({ hasText: `${latest}:` })
        .getByText('Special cause, the better way.')
        .waitFor();
      const leftOut = page.getByRole('status').filter({ hasText: /Left out of the limits: A burst pipe/ });
      for (let back = 0; back < 24 && (await leftOut.count()) === 0; back++) await page.keyboard.press('ArrowLeft');
      expect(await walk.getAttribute('aria-valuetext')).not.toBe(latest);
      expect(await leftOut.count()).toBe(1);
    });

    it('takes a remark, and gives it back with a reason', async () => {
      const visit = await stage().visiting('phone');
      const { page } = visit;
      await visit.signIn(chief);
      await visit.goTo(`/measures/${await measureNamed(page, 'Theatre time used')}`);
      await page.getByText('Add a remark').click();
      await page.getByLabel('About').selectOption({ index: 1 });
      await page.getByLabel('Remark', { exact: true }).fill('Two theatres were painted.');
      await page.getByRole('button', { name: 'Add the remark' }).click();
      await page.getByText('Take remark 1 back').click();
      await page.getByRole('status').filter({ hasText: 'Remark 1: Two theatres were painted.' }).waitFor();
      await page.getByLabel('Reason').fill('It was another month.');
      await page.getByRole('button', { name: 'Take it back' }).click();
      await page.getByText('Nothing was remarked beside a figure.').waitFor();
      await isWell(visit, 'phone');
    });

    it('is drawn from what was published, and from what was known on a day, which the address names', async () => {
      const visit = await stage().visiting();
      const { page } = visit;
      await visit.signIn(auditor);
      await visit.goTo(`/measures/${await measureNamed(page, 'Falls with harm')}`);
      const box = page.getByRole('checkbox', { name: /from the figures as published/ });
      await box.focus();
      await page.keyboard.press('Space');
      await page.getByRole('group', { name: 'Falls with harm' }).waitFor();
      expect(await box.isChecked()).toBe(true);
      await page.getByLabel('Figures as known on').fill('2020-01-01');
      await page.waitForURL(/knownAt=2020-01-01/);
      await page.getByText('lies before the first event').waitFor();
      await page.getByRole('button', { name: 'Back to what is known now' }).click();
      await page.getByRole('group', { name: 'Falls with harm' }).waitFor();
      expect(visit.complaints).toEqual([]);
    });
  });

  describe('A milestone', () => {
    it('is opened again and reported done by whoever runs the goal', async () => {
      const visit = await stage().visiting();
      const { page } = visit;
      await visit.signIn(lead);
      await visit.goTo(`/goals/${await goalNamed(page, 'Six of ten people who go home leave the acute wards before noon.')}`);
      await page.getByText('It is not done after all').click();
      await page.getByLabel('Reason').fill('One ward of three was left out.');
      await page.getByRole('button', { name: 'Open it again' }).click();
      const milestone = page.getByRole('listitem').filter({ hasText: 'Four of ten before' });
      await milestone.getByText('Report it done').click();
      await page.getByLabel('On which day').fill('2020-01-01');
      await page.getByLabel('What shows it').fill('All three wards, from their boards.');
      expect(await visit.barriers()).toEqual([]);
      await milestone.getByRole('button', { name: 'Report it done' }).click();
      await page.getByText('All three wards, from their boards.').waitFor();
      await isWell(visit, 'desktop');
    });
  });
};
