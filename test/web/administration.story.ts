import { bothWidths, isWell, people, type Stage } from './stage.js';

const { administrator, steward, chief, lead } = people;

/** How administrators keep the organisation, and data stewards bring figures in. */
export const administrationStory = (stage: () => Stage): void => {
  describe.each(bothWidths)('The administration on a %s', (at) => {
    it('leads an administrator to units, posts, people, programs, settings and imports', async () => {
      const visit = await stage().visiting(at);
      const { page } = visit;
      await visit.signIn(administrator, '/administration');
      for (const [link, heading] of [
        ['People', 'Everybody in the directory'],
        ['Programs', 'Programs'],
        ['Settings', 'Chart convention'],
        ['Imports', 'Imports'],
        ['Units and posts', 'Units and posts'],
      ] as const) {
        await page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: link }).click();
        await page.getByRole('heading', { name: heading }).waitFor();
        if (link === 'Imports') await page.getByText(/Imports: \d+\./).waitFor();
        if (link === 'People') await page.getByText(/People: 25 of \d+\./).waitFor();
        await isWell(visit, at);
      }
      await page.getByLabel(/Find a unit/).fill('alder ward');
      await page
        .getByRole('main')
        .getByRole('link', { name: /Ward Manager, Alder/ })
        .click();
      await page.getByRole('heading', { name: 'Appoint and stand down' }).waitFor();
      await page.getByText('Close with a successor').click();
      await isWell(visit, at);
      await page.getByRole('link', { name: /^Alder Ward \(/ }).click();
      await page
        .getByRole('heading', { name: 'Units below' })
        .or(page.getByRole('heading', { name: 'What you may do' }))
        .first()
        .waitFor();
      await isWell(visit, at);
      await visit.goTo('/administration/imports/plan');
      await page.getByRole('heading', { name: 'Import a plan' }).waitFor();
      await isWell(visit, at);
    });
  });

  describe('The administration', () => {
    it('adds a unit and withdraws it again, and says who did', async () => {
      const visit = await stage().visiting();
      const { page } = visit;
      await visit.signIn(administrator, '/administration/units');
      await page
        .getByRole('main')
        .getByRole('link', { name: /^Alder Ward \(/ })
        .click();
      await page.getByText('Add a unit below').click();
      await page.getByLabel('Name', { exact: true }).fill('Alder Ward, day room');
      await page.getByLabel('Kind').fill('team');
      await page.getByRole('button', { name: 'Add a unit below' }).click();
      await page.getByText('✓ The unit is in the record.').waitFor();
      await page.getByRole('link', { name: 'Alder Ward, day room' }).click();
      await page.getByText('Withdraw', { exact: true }).click();
      await page.getByLabel('Why').fill('Entered to see how it is done');
      await page.getByRole('button', { name: 'Withdraw this unit' }).click();
      await page.getByRole('heading', { name: 'Units and posts' }).waitFor();
      await page.getByRole('link', { name: /^Alder Ward \(/ }).waitFor();
      expect(await page.getByRole('link', { name: 'Alder Ward, day room' }).count()).toBe(0);
    });

    it('shows the token of a program once, and revokes it', async () => {
      const visit = await stage().visiting();
      const { page } = visit;
      await visit.signIn(administrator, '/administration/programs');
      await page.getByText('Make an account').click();
      await page.getByLabel('What it is for').fill('A nightly import');
      const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
      await page.getByLabel('Last day').fill(inAMonth);
      await page.getByLabel('What it may do').selectOption('IMPORT');
      await page.getByRole('button', { name: 'Make an account' }).click();
      await page.getByRole('heading', { name: 'The token of A nightly import' }).waitFor();
      await isWell(visit, 'desktop');
      await page.getByRole('button', { name: 'I have put it away' }).click();
      const account = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'A nightly import' }) });
      await account.getByText(/In use until .*Reads, and imports/).waitFor();
      await account.getByText('Revoke', { exact: true }).click();
      await account.getByRole('button', { name: 'Revoke for ever' }).click();
      await account.getByText(/^Revoked, /).waitFor();
    });

    it('takes a table of figures, when all that is wrong with it is left out, and takes it back', async () => {
      const visit = await stage().visiting('phone');
      const { page } = visit;
      await visit.signIn(steward, '/administration/imports/figures');
      const codes = await page.evaluate(async () => {
        const answer = await fetch('/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-hoshin': '1' },
          body: JSON.stringify({
            query: '{ measures(first: 200) { edges { node { code kind frequency overTime overUnits } } } }',
          }),
        });
        const { data } = (await answer.json()) as {
          data: { measures: { edges: { node: { code: string; kind: string; frequency: string; overTime: string; overUnits: string } }[] } };
        };
        return data.measures.edges
          .filter(({ node }) => node.kind === 'COUNT' && node.frequency === 'MONTH' && ![node.overTime, node.overUnits].includes('RATIO'))
          .map(({ node }) => node.code);
      });
      const code = codes[0]!;
      const table = `measure,period,value\n${code},2001-01,3\n${code},2001-02,4\n${code},2001-03,many\nno-such,2001-01,1\n`;
      await page.getByLabel('A CSV file').setInputFiles({ name: 'old.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
      await page.getByText('“many” is no number').waitFor();
      await page.getByText('“no-such” is the code of no measure').waitFor();
      expect(await page.getByRole('button', { name: 'Write 2 figures' }).isDisabled()).toBe(true);
      await isWell(visit, 'phone');
      await page.getByLabel(/take the rest/).check();
      // The answer is lost on the way, and the figures are written once nevertheless.
      let isLost = false;
      await page.route('**/graphql', async (route) => {
        if (isLost || !route.request().postData()?.includes('RecordObservations')) return route.continue();
        isLost = true;
        await route.fetch();
        return route.abort();
      });
      await page.getByRole('button', { name: 'Write 2 figures' }).click();
      await page.getByText('It stopped on the way').waitFor();
      await page.getByRole('button', { name: 'Go on' }).click();
      await page.getByRole('heading', { name: 'The figures are in the record' }).waitFor();
      await page.getByText('2 figures recorded').waitFor();
      await page.getByRole('link', { name: 'See all imports' }).click();
      const imported = page.getByRole('listitem').filter({ hasText: 'old.csv' });
      await imported.getByText('Reverse this import').click();
      await imported.getByLabel('Why').fill('The figures were made up');
      await imported.getByRole('button', { name: 'Take its figures out' }).click();
      await imported.getByText(/Reversed.*The figures were made up/).waitFor();
      expect(await visit.barriers()).toEqual([]);
    });

    it('brings a plan in: what is wrong with it by line, what it would do, and each their own steps of it', async () => {
      const plan = (parent: string): string => `
organisation:
  key: aldermoor-and-vale
  name: Aldermoor and Vale NHS Foundation Trust (a sample)
  administrator: administrator
  executive: chief-executive
units:
  - { key: day-room, name: Alder Ward day room, kind: team, parent: ${parent} }
  - { key: day-garden, name: Alder Ward garden, kind: team, parent: day-room }
cycles:
  - { key: far, name: Year 2099/2100, starts: 2099-04-01, ends: 2100-03-31 }
`;
      const visit = await stage().visiting('phone');
      const { page } = visit;
      const bring = (text: string) =>
        page.getByLabel('A plan: a YAML or JSON file').setInputFiles({
          name: 'day-room.yaml',
          mimeType: 'application/yaml',
          buffer: Buffer.from(text),
        });
      await visit.signIn(administrator, '/administration/imports');
      await page.getByRole('link', { name: 'Import a plan' }).click();
      await bring(plan('nowhere'));
      await page.getByText('Line 8: units[0].parent: there is no unit nowhere').waitFor();
      await isWell(visit, 'phone');
      await bring(plan('cardio'));
      await page.getByText('add the team Alder Ward garden').waitFor();
      await page.getByText('Next after yours: Chief Executive.').waitFor();
      await isWell(visit, 'phone');
      // The answer is lost on the way, and the units are added once nevertheless.
      let isLost = false;
      await page.route('**/graphql', async (route) => {
        if (isLost || !route.request().postData()?.includes('mutation ImportPlan')) return route.continue();
        isLost = true;
        await route.fetch();
        return route.abort();
      });
      await page.getByRole('button', { name: 'Do my 2 steps' }).click();
      await page.getByText('It stopped on the way').waitFor();
      await page.getByText('plan the cycle Year 2099/2100').waitFor();
      expect(await page.getByText('add the team').count()).toBe(0);

      const other = await stage().visiting();
      await other.signIn(chief, '/administration/imports/plan');
      await other.page.getByLabel('Or paste its text').fill(plan('cardio'));
      await other.page.getByRole('button', { name: 'Look at what was pasted' }).click();
      await other.page.getByRole('button', { name: 'Do my 1 step' }).click();
      await other.page.getByText('Done: 1 step.').waitFor();
      await other.page.getByText('Nothing differs from the plan').waitFor();
      await isWell(other, 'desktop');
    });

    it('plans no cycle for an administrator, and is no place for a lead', async () => {
      const visit = await stage().visiting();
      const { page } = visit;
      await visit.signIn(chief, '/administration/settings');
      await page.getByText('Plan a cycle').waitFor();
      await page.getByText('Choose another convention').waitFor();
      expect(await page.getByText('Change the calendar').count()).toBe(0);
      const other = await stage().visiting();
      await other.signIn(lead, '/administration');
      await other.page.getByText(/This is for administrators/).waitFor();
      expect(await other.page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Administration' }).count()).toBe(0);
      expect([...visit.complaints, ...other.complaints]).toEqual([]);
    });
  });
};
