import type { Visit } from './screens.js';
import { bothWidths, isWell, people, type Stage } from './stage.js';

const { administrator, steward, lead, chief } = people;

/** A day so many months from today. */
const inMonths = (months: number): string => {
  const day = new Date();
  day.setUTCMonth(day.getUTCMonth() + months);
  return day.toISOString().slice(0, 10);
};

/** What the page's own session reads. */
const read = <Data>({ page }: Visit, query: string): Promise<Data> =>
  page.evaluate(async (asked) => {
    const headers = { 'content-type': 'application/json', 'x-hoshin': '1' };
    const answer = await fetch('/graphql', { method: 'POST', headers, body: JSON.stringify({ query: asked }) });
    return ((await answer.json()) as { data: Data }).data;
  }, query);

interface Found {
  readonly me: { readonly posts: readonly { readonly id: string }[] };
  readonly measures: { readonly edges: readonly { readonly node: MeasureFound }[] };
}
interface MeasureFound {
  readonly id: string;
  readonly unit: { readonly id: string };
  readonly steward: { readonly id: string } | null;
  readonly chart: { readonly limitsShown: boolean };
}
/** A measure whose figures are the visitor's to answer for, with a chart that has limits. */
export const ownMeasure = async (visit: Visit): Promise<MeasureFound> => {
  const { me, measures } = await read<Found>(
    visit,
    '{ me { posts { id } } measures(first: 200) { edges { node { id unit { id } steward { id } chart { limitsShown } } } } }',
  );
  const isOwn = ({ node }: { readonly node: MeasureFound }): boolean =>
    node.chart.limitsShown && me.posts.some(({ id }) => id === node.steward?.id);
  return measures.edges.find(isOwn)!.node;
};

interface Goals {
  readonly me: { readonly posts: readonly { readonly id: string }[] };
  readonly goals: { readonly edges: readonly { readonly node: GoalFound }[] };
}
interface GoalFound {
  readonly id: string;
  readonly owner: { readonly id: string };
  readonly links: readonly { readonly parent: string; readonly releasedBecause: string | null }[];
  readonly addsUp: { readonly lines: readonly object[] };
}
/** A goal of the visitor's that others contribute to, and one that serves it. */
const ownGoal = async (visit: Visit): Promise<{ own: string; child: string }> => {
  const { me, goals } = await read<Goals>(
    visit,
    '{ me { posts { id } } goals(first: 200) { edges { node { id owner { id } links { parent releasedBecause } addsUp { lines { thread } } } } } }',
  );
  const all = goals.edges.map(({ node }) => node);
  const own = all.filter(({ owner, addsUp }) => addsUp.lines.length > 0 && me.posts.some(({ id }) => id === owner.id));
  for (const { id } of own) {
    const child = all.find(({ links }) => links.some(({ parent, releasedBecause }) => parent === id && releasedBecause === null));
    if (child) return { own: id, child: child.id };
  }
  throw new Error('nobody contributes to a goal of the visitor’s');
};

/** What is set for the whole organisation, and the forms that stand beside what they change. */
export const settingsStory = (stage: () => Stage): void => {
  describe.each(bothWidths)('The directory on a %s', (at) => {
    it('is read page by page, searched by name and post, and says where nobody fits', async () => {
      const visit = await stage().visiting(at);
      const { page } = visit;
      await visit.signIn(administrator, '/administration/people');
      await page.getByText(/People: 25 of \d+\./).waitFor();
      await page.getByRole('button', { name: 'Show more' }).click();
      await page.getByText(/People: 50 of \d+\./).waitFor();
      await page.getByLabel('Find by name or post').fill('ward manager, alder');
      await page.getByText('People: 1.').waitFor();
      await page.getByText(/^What you may do about/).click();
      await page.getByText('Erase', { exact: true }).click();
      await isWell(visit, at);
      await page.getByLabel('Find by name or post').fill('nobody is called this');
      await page.getByText(/Nobody in the directory fits/).waitFor();
      await isWell(visit, at);
    });
  });

  describe('The directory', () => {
    it('takes a new person in, changes the entry from what it is, and erases it', async () => {
      const visit = await stage().visiting();
      const { page } = visit;
      await visit.signIn(administrator, '/administration/people');
      await page.getByText('Record a person').click();
      await page.getByLabel('Name', { exact: true }).fill('Petra Passing');
      await page.getByLabel(/E-mail address/).fill('petra@northmoor.example');
      await page.getByRole('button', { name: 'Record a person' }).click();
      await page.getByText('✓ In the directory').waitFor();
      await page.getByLabel('Find by name or post').fill('petra');
      await page.getByLabel('Show', { exact: true }).selectOption({ label: 'in no post yet' });
      const entry = page.getByRole('listitem').filter({ hasText: 'Petra Passing in no post yet' });
      await entry.getByText('What you may do about Petra Passing').click();
      await entry.getByText('Change the entry').click();
      expect(await entry.getByLabel(/E-mail address/).inputValue()).toBe('petra@northmoor.example');
      await entry.getByLabel('Name', { exact: true }).fill('Petra Passing-By');
      await entry.getByRole('button', { name: 'Change the entry' }).click();
      const changed = page.getByRole('listitem').filter({ hasText: 'Petra Passing-By' });
      await changed.getByText('Erase', { exact: true }).click();
      await changed.getByLabel('Why').fill('Entered to see how it is done');
      await changed.getByLabel('Are you sure?').selectOption('yes');
      await changed.getByRole('button', { name: 'Erase for ever' }).click();
      await page.getByText('✓ Erased. Wherever').waitFor();
      await page.getByText(/Nobody in the directory fits/).waitFor();
      expect(visit.complaints).toEqual([]);
    });
  });

  describe.each(bothWidths)('What is decided about a measure on a %s', (at) => {
    it('is shown with the forms that change it', async () => {
      const visit = await stage().visiting(at);
      const { page } = visit;
      await visit.signIn(steward, '/');
      await visit.goTo(`/measures/${(await ownMeasure(visit)).id}`);
      for (const form of [
        'Keep the chart as a board sees it',
        'Take a figure out',
        'Fix which points set the limits',
        'Choose how it is drawn and judged',
        'Define it anew',
        'Say who drives or watches it',
      ])
        await page.getByText(form, { exact: true }).click();
      await page.getByLabel('What counts and what does not').waitFor();
      await isWell(visit, at);
    });
  });

  describe('The data steward of a measure', () => {
    it('fixes a baseline and lifts it, chooses how the chart is drawn, and keeps it as a board sees it', async () => {
      const visit = await stage().visiting();
      const { page } = visit;
      await visit.signIn(steward, '/');
      await visit.goTo(`/measures/${(await ownMeasure(visit)).id}`);
      await page.getByText('Fix which points set the limits').click();
      await page.getByLabel(/How many points/).fill('14');
      await page.getByLabel('Reason').fill('The year before the new ward');
      await page.getByRole('button', { name: 'Fix them' }).click();
      await page.getByText(/The first 14 points set the limits: The year before the new ward/).waitFor();
      await page.getByText('Let all points set the limits again').click();
      await page.getByLabel('Reason').fill('The ward is not new any more');
      await page.getByRole('button', { name: 'Let all of them' }).click();
      await page.getByText('All points that count set the limits').waitFor();

      await page.getByText('Choose how it is drawn and judged').click();
      await page.getByLabel(/Points in a row that make a shift/).fill('8');
      await page.getByLabel(/Nothing is drawn below/).fill('0');
      await page.getByLabel('Reason').fill('Fewer false alarms');
      await page.getByRole('button', { name: 'Choose', exact: true }).click();
      await page.getByText('Points in a row that make a shift: 8').waitFor();
      await page.getByText('Choose how it is drawn and judged').click();
      expect(await page.getByLabel(/Nothing is drawn below/).inputValue()).toBe('0');
      await page.getByLabel(/Points in a row that make a shift/).fill('');
      await page.getByLabel(/Nothing is drawn below/).fill('');
      await page.getByLabel('Reason').fill('As everybody else has it');
      await page.getByRole('button', { name: 'Choose', exact: true }).click();
      await page.getByText('Points in a row that make a shift: 8').waitFor({ state: 'detached' });

      await page.getByText('Keep the chart as a board sees it').click();
      await page.getByLabel('What it is shown in').fill('Board paper of the story');
      await page.getByRole('button', { name: 'Keep it' }).click();
      await page.getByText('What boards were shown').click();
      await page.getByText(/Board paper of the story/).waitFor();
      expect(visit.complaints).toEqual([]);
    });

    it('opens a period again and closes it, takes a figure out, and says what the measure means and who watches it', async () => {
      const visit = await stage().visiting();
      const { page } = visit;
      await visit.signIn(steward, '/');
      const measure = await ownMeasure(visit);
      await visit.goTo(`/measures/${measure.id}`);
      await page.getByText('Open a closed period again').click();
      const last = await page.getByLabel('Which', { exact: true }).inputValue();
      await page.getByLabel('Reason').fill('Two figures were swapped');
      await page.getByRole('button', { name: 'Open it again' }).click();
      await page.getByText('Close a period').click();
      await page.getByLabel('Which', { exact: true }).selectOption(last);
      await page.getByRole('button', { name: 'Close it' }).click();
      await page.getByRole('button', { name: 'Close it' }).waitFor({ state: 'detached' });
      const closed = await read<{ measure: { closed: string[] } }>(visit, `{ measure(id: "${measure.id}") { closed } }`);
      expect(closed.measure.closed).toContain(last);

      await page.getByText('Define it anew').click();
      await page.getByLabel('Where the figures come from').fill('Incident reporting system, second form');
      await page.getByLabel('Reason').fill('The form changed');
      await page.getByRole('button', { name: 'Define it anew' }).click();
      await page.getByText('Incident reporting system, second form').waitFor();
      await page.getByText('Say who drives or watches it').click();
      await page.getByLabel('It', { exact: true }).selectOption('WATCH');
      await page.getByLabel('Reason').fill('Its wards work on it');
      await page.getByRole('button', { name: 'Say so' }).click();
      await page.getByText(/Its wards work on it/).waitFor();

      await page.getByText('Take a figure out').click();
      const period = page.getByLabel('Period', { exact: true });
      const latest = (await period.locator('option').nth(1).getAttribute('value'))!;
      await period.selectOption(latest);
      await page.getByLabel('Reason').fill('It was another unit’s');
      await page.getByRole('button', { name: 'Take it out' }).click();
      await page.getByText(/^Not reported yet: /).waitFor();
      expect(visit.complaints).toEqual([]);
    });

    it('defines a measure of a unit, and is told what is missing', async () => {
      const visit = await stage().visiting();
      const { page } = visit;
      await visit.signIn(steward, '/');
      await visit.goTo(`/units/${(await ownMeasure(visit)).unit.id}`);
      await page.getByText('Define a measure').click();
      await page.getByLabel('Name', { exact: true }).fill('Chairs that wobble');
      await page.getByLabel('What sort of figure').selectOption('COUNT');
      await page.getByLabel('What one is').fill('chairs');
      await page.getByLabel('What counts and what does not').fill('Chairs reported to estates, by the month of the report');
      await page.getByLabel('Where the figures come from').fill('Estates desk');
      await page.getByLabel('Better is').selectOption('DECREASE');
      await page.getByLabel('It shows').selectOption('PROCESS');
      await page.getByLabel('A year is made of its periods').selectOption('SUM');
      await page.getByLabel('The unit above is made of its units').selectOption('SUM');
      await page.getByLabel('Data steward', { exact: true }).selectOption({ index: 1 });
      await isWell(visit, 'desktop');
      await page.getByRole('button', { name: 'Define it', exact: true }).click();
      await page.getByRole('button', { name: 'Define it', exact: true }).waitFor({ state: 'detached' });
      const { measures } = await read<{ measures: { edges: { node: { name: string } }[] } }>(
        visit,
        '{ measures(first: 1, filter: { search: "Chairs that wobble" }) { edges { node { name } } } }',
      );
      expect(measures.edges).toHaveLength(1);
      expect(visit.complaints).toEqual([]);
    });
  });

  describe('Whoever answers for a goal', () => {
    it('chooses how it is judged, accepts its gap, and weighs what serves it', async () => {
      const visit = await stage().visiting();
      const { page } = visit;
      await visit.signIn(lead, '/');
      const { own, child } = await ownGoal(visit);
      await visit.goTo(`/goals/${own}`);
      await page.getByText('Choose how it is judged').click();
      await page.getByLabel('It is judged', { exact: true }).selectOption('WEIGHTED');
      await page.getByLabel('Reason').fill('Its wards count alike');
      await page.getByRole('button', { name: 'Choose', exact: true }).click();
      await page.getByText('It is judged by the weighted mean of what serves it.').waitFor();
      await page.getByText('Accept the gap').click();
      await page.getByLabel('What is done about it').fill('Two more wards are asked in the summer');
      const inTwoMonths = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);
      await page.getByLabel('It is looked at again on').fill(inTwoMonths);
      await page.getByRole('button', { name: 'Accept the gap' }).click();
      await page.getByText(/Two more wards are asked in the summer/).waitFor();

      await visit.goTo(`/goals/${child}`);
      await page.getByText('Give it another weight').click();
      await page.getByLabel('Weight').fill('2');
      await page.getByLabel('Reason').fill('It has twice the beds');
      await page.getByRole('button', { name: 'Give it this weight' }).click();
      await page.getByText(/this goal has the weight 2/).waitFor();
      await isWell(visit, 'desktop');
    });
  });

  describe('Whoever owns a goal', () => {
    it('offers to put it under another parent, and asks a ward to contribute while that is negotiated', async () => {
      const visit = await stage().visiting('phone');
      const { page } = visit;
      await visit.signIn(lead, '/');
      const { own } = await ownGoal(visit);
      const { aims } = await read<{ aims: { edges: { node: { id: string } }[] } }>(visit, '{ aims { edges { node { id } } } }');
      const offer = async (statement: string, jop: string, target: string): Promise<void> => {
        await page.getByLabel('Statement').fill(statement);
        await page.getByLabel('Jump-off point: the value it starts from').fill(jop);
        await page.getByLabel('First period of that value').fill(inMonths(-1).slice(0, 7));
        await page.getByLabel(/^Target/).fill(target);
        await page.getByLabel('Due').fill(inMonths(2));
        await page.getByRole('button', { name: 'Add a means' }).click();
        await page.getByLabel('How it will be done').fill('A walk on the first Monday');
        await page.getByText('How it counts: link, share and weight').click();
        await page.getByLabel('Under what it serves it').selectOption('SUPPORTS');
        await page.getByLabel('Why', { exact: true }).fill('It belongs there rather than where it is.');
      };
      await visit.goTo(`/threads/new?aim=${aims.edges[0]!.node.id}`);
      await page.getByLabel('Goal', { exact: true }).selectOption(own);
      await offer('The wards are walked each month.', '40', '30');
      await isWell(visit, 'phone');
      await page.getByRole('button', { name: 'Serve the ball' }).click();
      await page.waitForURL(/threads\/(?!new)/);
      const thread = new URL(page.url()).pathname.split('/').at(-1)!;
      const served = await read<{ history: { edges: { node: { data: string } }[] } }>(
        visit,
        `{ history(subject: "${thread}", first: 1) { edges { node { data } } } }`,
      );
      expect(JSON.parse(served.history.edges[0]!.node.data)).toMatchObject({ existingGoal: own });

      await visit.goTo(`/threads/new?thread=${thread}`);
      await page.getByLabel('Who is asked: find by a part of the name').fill('Ward Manager, Alder');
      await page.getByLabel('Who is asked', { exact: true }).selectOption({ label: 'Ward Manager, Alder Ward' });
      await offer('Alder Ward is walked each week.', '4', '3');
      await page.getByRole('button', { name: 'Serve the ball' }).click();
      await page.getByText(/Ward Manager, Alder Ward has to move/).waitFor();
      expect(visit.complaints).toEqual([]);
    });
  });

  describe.each(bothWidths)('An executive on a %s', (at) => {
    it('finds the forms for True North, objectives and an aim where these stand', async () => {
      const visit = await stage().visiting(at);
      const { page } = visit;
      await visit.signIn(chief, '/aims');
      await page.getByText(/^Draft a True North$|^Change the draft$/).click();
      await page
        .getByText(/^Set an objective for/)
        .first()
        .click();
      await page.getByText('Revise this objective').first().click();
      await page.getByRole('group', { name: 'dimension 1' }).waitFor();
      await isWell(visit, at);
      await page.getByRole('main').getByRole('listitem').getByRole('link').first().click();
      await page.getByText('Revise the aim').click();
      await page.getByText('Drop the aim').click();
      await page.getByLabel('Jump-off point: the value it starts from').waitFor();
      await isWell(visit, at);
    });
  });

  describe('An executive', () => {
    it('sets an objective, revises and retires it, drafts True North and puts it in force, and revises an aim', async () => {
      const visit = await stage().visiting();
      const { page } = visit;
      await visit.signIn(chief, '/aims');
      await page
        .getByText(/^Set an objective for/)
        .first()
        .click();
      await page.getByLabel('The step change, in a sentence').fill('No chair wobbles in four years');
      await page.getByLabel('Begins on').fill('2026-04-01');
      await page.getByLabel('Reached by').fill('2030-03-31');
      await page.getByRole('button', { name: 'Set it' }).click();
      const objective = page
        .locator('div')
        .filter({ has: page.locator('.app-objective', { hasText: 'No chair wobbles' }) })
        .last();
      await objective.getByText('Revise this objective').click();
      await objective.getByLabel('The step change, in a sentence').fill('No chair wobbles in three years');
      await objective.getByLabel('Reason').fill('We are quicker');
      await objective.getByRole('button', { name: 'Revise it' }).click();
      await page.getByText('No chair wobbles in three years').waitFor();
      await objective.getByText('Retire this objective').click();
      await objective.getByLabel('Reason').fill('Entered to see how it is done');
      await objective.getByRole('button', { name: 'Retire it' }).click();
      await page.getByText('No chair wobbles in three years').waitFor({ state: 'detached' });

      await page.getByText(/^Draft a True North$|^Change the draft$/).click();
      const direction = page.getByLabel('The long-lived direction, in a sentence or two');
      const before = await direction.inputValue();
      await direction.fill(`${before} And nobody waits alone.`);
      await page.getByLabel('Reason').fill('The patients’ panel asked for it');
      await page.getByRole('button', { name: 'Draft it' }).click();
      await page.getByText('Put the draft in force').click();
      await page.getByLabel('The board minute that says so').fill('Board minute 12 of the story');
      await page.getByRole('button', { name: 'Put it in force' }).click();
      await page.getByText('Nothing is drafted.').waitFor();
      await page.getByText(/And nobody waits alone\./).waitFor();

      await page.getByRole('main').getByRole('listitem').getByRole('link').first().click();
      await page.getByText('Revise the aim').click();
      const tolerance = page.getByLabel('Tolerance: how far beside the plan is still near');
      await tolerance.fill('3');
      await page.getByLabel('Reason').fill('The plan is met more or less');
      await page.getByRole('button', { name: 'Revise the aim' }).click();
      await page.getByRole('button', { name: 'Revise the aim' }).waitFor({ state: 'detached' });
      expect(visit.complaints).toEqual([]);
    });
  });
};
