import type { Visit } from './screens.js';
import { isWell, lastMonth, people, type Stage } from './stage.js';

/** Medicine's falls: where its unit, the goal about them and their measure are shown. */
const fallsOf = async (finder: Visit): Promise<{ readonly unit: string; readonly goal: string; readonly measure: string }> => {
  const { page } = finder;
  await finder.signIn(people.auditor, '/units?text=medicine%20and%20urgent');
  await page.getByRole('link', { name: 'Medicine and Urgent Care' }).click();
  await page.getByRole('region', { name: /Bowling chart of/ }).waitFor();
  const addressOf = async (name: string | RegExp): Promise<string> =>
    (await page.getByRole('link', { name }).first().getAttribute('href'))!;
  return {
    unit: new URL(page.url()).pathname,
    goal: await addressOf(/Cut falls with harm on the medical wards/),
    measure: await addressOf('Falls with harm, Medicine and Urgent Care'),
  };
};

/** Corrects the last figure there is, past the page's forms, as whoever is signed in; what the service says. */
const correctLast = ({ page }: Visit, measure: string, value: string): Promise<string> =>
  page.evaluate(
    async ([id, period, counted]) => {
      const query = `mutation ($input: CorrectObservationsInput!) { correctObservations(input: $input) { __typename ... on Refusal { because } } }`;
      const input = {
        commandId: crypto.randomUUID(),
        measure: id,
        reason: 'counted again',
        readings: [{ period, value: counted }],
      };
      const answer = await fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-hoshin': '1' },
        body: JSON.stringify({ query, variables: { input } }),
      });
      return answer.text();
    },
    [measure.split('/').at(-1)!, lastMonth(), value] as const,
  );

/** What stays true on a screen that somebody leaves open: new figures come by themselves, old ones say that they are old. */
export const wordsStory = (stage: () => Stage): void => {
  describe('A screen that is left open', () => {
    it('shows a figure entered elsewhere within seconds: on the wall, the unit, the goal and the measure', async () => {
      const { unit, goal, measure } = await fallsOf(await stage().visiting());
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
      expect(await correctLast(entering, measure, '777')).toContain('Receipt');
      for (const { page } of open) await page.getByText(/777/).first().waitFor({ timeout: 5_000, state: 'attached' });
    });

    it('asks for nothing older than what it was told of, again where an instance is behind, and says so where it stays behind', async () => {
      const { measure } = await fallsOf(await stage().visiting());
      const visit = await stage().visiting();
      const { page } = visit;
      await visit.signIn(people.steward, measure);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      const askedFor: number[] = [];
      let behind = 2;
      await page.route('**/graphql', async (route) => {
        const position = route.request().headers()['hoshin-at-least'];
        if (position === undefined) return route.continue();
        askedFor.push(Number(position));
        const errors = [{ message: 'this instance has not come so far', extensions: { code: 'BEHIND' } }];
        return behind-- > 0 ? route.fulfill({ status: 503, json: { errors } }) : route.continue();
      });
      expect(await correctLast(visit, measure, '778')).toContain('Receipt');
      await page.getByText(/778/).first().waitFor({ timeout: 5_000, state: 'attached' });
      expect(askedFor.length).toBeGreaterThan(2);
      expect(askedFor.every((position) => position > 0)).toBe(true);

      behind = Infinity;
      await page.evaluate(() => dispatchEvent(new Event('online')));
      await page.getByText('The service has not caught up yet with what was recorded last.').first().waitFor();
      expect(await page.getByText(/778/).count()).toBeGreaterThan(0);
      expect(await visit.barriers()).toEqual([]);
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

  describe('An address', () => {
    it.each([
      '/aims?asOf=2026-02-31',
      '/tree?asOf=2026-02-31',
      '/units?asOf=yesterday',
      '/audit/log?from=2026-02-31',
      '/audit/diff?from=2026-02-31',
      '/audit/ledger?asOf=2026-13-01',
    ])('%s says that it names no day, and asks the service for none', async (place) => {
      const visit = await stage().visiting('phone');
      await visit.signIn(people.auditor, place);
      await visit.page
        .getByRole('note')
        .getByText(/^The address asks for “/)
        .waitFor();
      await visit.page.getByRole('heading', { level: 1 }).waitFor();
      await visit.page.waitForLoadState('networkidle');
      await isWell(visit, 'phone');
    });
  });
};
