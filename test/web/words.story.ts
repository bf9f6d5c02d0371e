import { people, type Stage } from './stage.js';

/** What stays true on a screen that somebody leaves open: new figures come by themselves, old ones say that they are old. */
export const wordsStory = (stage: () => Stage): void => {
  describe('A screen that is left open', () => {
    it('shows a figure entered elsewhere within seconds: on the wall, the unit, the goal and the measure', async () => {
      const finder = await stage().visiting();
      await finder.signIn(people.auditor, '/units?text=medicine%20and%20urgent');
      await finder.page.getByRole('link', { name: 'Medicine and Urgent Care' }).click();
      await finder.page.getByRole('region', { name: /Bowling chart of/ }).waitFor();
      const unit = new URL(finder.page.url()).pathname;
      const measure = (await finder.page
        .getByRole('link', { name: 'Falls with harm, Medicine and Urgent Care' })
        .first()
        .getAttribute('href'))!;
      const goal = (await finder.page
        .getByRole('link', { name: /Cut falls with harm on the medical wards/ })
        .first()
        .getAttribute('href'))!;

      const screens = [`${unit.replace('/units/', '/wallboard/')}`, unit, goal, measure];
      const open = await Promise.all(
        screens.map(async (place) => {
          const visit = await stage().visiting();
          await visit.signIn(people.auditor, place);
          await visit.page.getByRole('heading', { level: 1 }).waitFor();
          await visit.page.waitForLoadState('networkidle');
          return visit;
        }),
      );
      const entering = await stage().visiting();
      await entering.signIn(people.steward, measure);
      const sent = await entering.page.evaluate(async (id) => {
        const query = `mutation ($input: CorrectObservationsInput!) { correctObservations(input: $input) { __typename ... on Refusal { because } } }`;
        const input = {
          commandId: crypto.randomUUID(),
          measure: id,
          reason: 'counted again',
          readings: [{ period: '2026-10', value: '777' }],
        };
        const answer = await fetch('/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-hoshin': '1' },
          body: JSON.stringify({ query, variables: { input } }),
        });
        return answer.text();
      }, measure.split('/').at(-1)!);
      expect(sent).toContain('Receipt');
      for (const { page } of open) await page.getByText(/777/).first().waitFor({ timeout: 5_000, state: 'attached' });
    });

    it('keeps what it knew while the service cannot be reached, says since when, and asks again', async () => {
      const visit = await stage().visiting('phone');
      const { page } = visit;
      await visit.signIn(people.auditor, '/aims');
      await page.getByRole('heading', { name: 'True North', exact: true }).waitFor();
      await page.route('**/graphql', (route) => route.abort());
      await page.evaluate(() => dispatchEvent(new Event('online')));
      await page.getByText('This may be out of date.').waitFor();
      expect(
        await page.getByText(/It is what was known on \d+ \w+ \d{4}, \d\d:\d\d\. Since then the service cannot be reached\./).count(),
      ).toBe(1);
      expect(await page.getByRole('heading', { name: 'True North', exact: true }).count()).toBe(1);
      expect(await visit.barriers()).toEqual([]);
      await page.unroute('**/graphql');
      await page.getByRole('button', { name: 'Ask again' }).click();
      await page.getByText('This may be out of date.').waitFor({ state: 'detached' });
    });

    it('says before anybody writes that nothing can be sent, where the browser does not let it', async () => {
      const visit = await stage().visiting();
      await visit.page.addInitScript(() => Object.defineProperty(globalThis, 'isSecureContext', { value: false }));
      await visit.signIn(people.lead, '/');
      await visit.page.getByText('From this address you can read, but send nothing.').waitFor();
      expect(await visit.barriers()).toEqual([]);
    });
  });
};
