import { setTimeout as pause } from 'node:timers/promises';
import type { Page, Request } from 'playwright-core';
import { bothWidths, isWell, lastMonth, people, type Stage } from './stage.js';

const { auditor, chief } = people;

/** What a screen shows is there: nothing of it loads any more. */
const isThere = async (page: Page, title: string): Promise<void> => {
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.waitForFunction(() => document.querySelector('.app-loading') === null);
};

const screens = [
  ['/audit', 'Audit'],
  [`/audit/log?from=${lastMonth()}-15`, 'Search the log'],
  ['/audit/ledger?moved=DIRECTED', 'Concession ledger'],
  [`/audit/diff?from=${lastMonth()}-15`, 'Strategy diff'],
  ['/audit/findings', 'Findings'],
  ['/audit/seals', 'Seals'],
  ['/audit/access', 'Access to the record'],
] as const;

/** An auditor reads everything and is refused nothing; whoever decides answers for what was found. */
export const auditStory = (stage: () => Stage): void => {
  describe.each(bothWidths)('Audit on a %s', (at) => {
    it('shows its screens to everybody', async () => {
      const visit = await stage().visiting(at);
      const { page } = visit;
      await visit.signIn(auditor, '/audit');
      for (const [place, title] of screens) {
        await visit.goTo(place);
        await isThere(page, title);
        await isWell(visit, at);
      }
    });

    it('replays the story of an aim by button and by keyboard, and of a thread with what lay on the table', async () => {
      const visit = await stage().visiting(at);
      const { page } = visit;
      await visit.signIn(auditor, '/aims');
      await page.getByRole('link', { name: /Cut falls with harm/ }).click();
      await page.getByRole('link', { name: 'Replay its story' }).click();
      await page.getByText(/^Step 1 of \d+/).waitFor();
      await page.getByRole('button', { name: 'Forward' }).click();
      await page.getByText(/^Step 2 of/).waitFor();
      await page.getByRole('slider').focus();
      await page.keyboard.press('ArrowRight');
      await page.getByText(/^Step 3 of/).waitFor();
      await page.keyboard.press('End');
      const shown = page.getByRole('list', { name: 'The tree as it stood' });
      await shown.getByText('Committed').first().waitFor();
      expect(page.url()).toMatch(/\/audit\/replay\/aim\/[^?]+\?step=\d+$/);
      await page.keyboard.press('Home');
      await page.getByText('This step changed nothing that the tree shows.').waitFor();
      await isWell(visit, at);
    });
  });

  describe('An auditor', () => {
    it('finds who lowered a target and when with three clicks from home, and the event that says so', async () => {
      const visit = await stage().visiting();
      const { page } = visit;
      await visit.signIn(auditor);
      await page.getByRole('link', { name: 'Audit', exact: true }).click();
      await page.getByRole('link', { name: 'Concession ledger' }).click();
      await page.getByLabel('Target', { exact: true }).selectOption({ label: 'Eased on the way' });
      const eased = page.getByText(/eased by \d+ .* on \d+ \w+ 2026, round/).first();
      await eased.waitFor();
      expect(await eased.textContent()).toMatch(/^\w+ \w+, .* eased by/);
      await eased.getByRole('link', { name: /^event/ }).click();
      await page.getByText('the event you came for').waitFor();
      await page.getByRole('region', { name: 'What it changed' }).waitFor();
      await isWell(visit, 'desktop');
    });

    it('searches the whole log by person, kind, unit and subject, with an address that says what was searched', async () => {
      const visit = await stage().visiting('phone');
      const { page } = visit;
      await visit.signIn(auditor, '/audit/log');
      await page.getByText(/^Everything in the log that is yours to see\. /).waitFor();
      // What was found for half the question comes after what was found for all of it, and takes its place nowhere.
      const isHalf = (request: Request): boolean =>
        /"person":"[^"]+"/.test(request.postData() ?? '') && /"kinds":\[\]/.test(request.postData() ?? '');
      await page.route('**/graphql', async (route) => {
        if (isHalf(route.request())) await pause(1_000);
        await route.continue();
      });
      await page.getByLabel(/^Who/).fill('bethan br');
      const half = page.waitForRequest(isHalf);
      await page.getByRole('button', { name: 'Bethan Brannigan' }).click();
      const late = (await half).response();
      await page.getByLabel('Kind').selectOption({ label: 'Ball served' });
      await page.getByText(/^Searched: by Bethan Brannigan, of the kind “Ball served”\. [\d,]+ events?\.$/).waitFor();
      const served = page.getByRole('listitem').filter({ hasText: 'Ball served' });
      await served.first().waitFor();
      await (await late)!.finished();
      await pause(200);
      expect(await served.count()).toBeGreaterThan(0);
      const asked = new URL(page.url()).searchParams;
      expect([asked.get('kind'), asked.has('person')]).toEqual(['BallServed', true]);
      await isWell(visit, 'phone');
      await visit.goTo(`/audit/log?${asked.toString()}`);
      await served.first().waitFor();
      await served.first().getByText('What it changed, and what proves it').click();
      await served
        .first()
        .getByText(/^[0-9a-f]{64}$/)
        .waitFor();
      await isWell(visit, 'phone');
      await served.first().getByRole('link', { name: 'Replay from here' }).click();
      await page.getByText(/^Step \d+ of \d+/).waitFor();
      expect(new URL(page.url()).searchParams.get('event')).toBeNull();
    });

    it('finds the record of one subject by its name, and says where nothing is found what was looked for', async () => {
      const visit = await stage().visiting();
      const { page } = visit;
      await visit.signIn(auditor, '/audit/log');
      await page.getByLabel(/^Subject/).fill('surgery and planned');
      await page
        .getByRole('listitem')
        .filter({ hasText: 'Post, Surgery and Planned Care' })
        .getByRole('link', { name: 'Divisional Director, Surgery and Planned Care' })
        .click();
      await page.getByRole('heading', { name: 'The record of Divisional Director, Surgery and Planned Care' }).waitFor();
      await page.getByRole('listitem').filter({ hasText: 'Ball served' }).first().waitFor();
      await page.getByLabel('Up to').fill('2020-01-31');
      await page
        .getByText(/^Nothing was found in the record of “Divisional Director, Surgery and Planned Care”, up to 31 Jan 2020/)
        .waitFor();
      await isWell(visit, 'desktop');
    });

    it('reads what the service did by itself, and by which of its rules', async () => {
      const visit = await stage().visiting();
      const { page } = visit;
      await visit.signIn(auditor, '/audit/log?post=policy%3Aagreement-makes-goal');
      await page.getByText('The service, because an agreement makes its goal').first().waitFor();
      await page.getByText(/^Searched: done by the service, because an agreement makes its goal\. [\d,]+ events\.$/).waitFor();
      await page.getByRole('button', { name: 'Older events' }).click();
      await page.getByRole('button', { name: 'Older events' }).waitFor({ state: 'hidden' });
      expect(await page.getByText('person not in the directory').count()).toBe(0);
      await isWell(visit, 'desktop');
    });

    it('holds a printed seal against the log, and an export against the seal', async () => {
      const visit = await stage().visiting();
      const { page } = visit;
      await visit.signIn(auditor, '/audit/seals');
      const printed = (await page.getByRole('heading', { name: /^HS-/ }).first().textContent())!;
      await page.getByLabel('The seal as it is printed').fill(printed.replace(/^HS-(\d+)/, 'HS-1$1'));
      await page.getByRole('button', { name: 'Check it' }).click();
      await page.getByText(/^That was mistyped/).waitFor();
      await page.getByLabel('The seal as it is printed').fill(printed.toLowerCase());
      await page.getByRole('button', { name: 'Check it' }).click();
      await page.getByRole('heading', { name: 'The digest fits the log' }).waitFor();

      await page.getByText('Check an export in your browser').click();
      const log = await page.evaluate(async () => (await fetch('/export.jsonl')).text());
      const check = async (text: string): Promise<void> => {
        const file = { name: 'hoshin-export.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from(text) };
        await page.getByLabel('An export of the whole log').setInputFiles(file);
        await page.getByRole('button', { name: 'Check the file' }).click();
      };
      await page.getByLabel(/^The seal from the minutes/).fill(printed);
      await check(log);
      await page.getByRole('heading', { name: 'The export is whole' }).waitFor();
      await check(log.replace('Chief Nurse', 'Chief Purse'));
      await page.getByRole('heading', { name: 'The export is not whole' }).waitFor();
      await page.getByText(/its hash does not fit/).waitFor();
      await isWell(visit, 'desktop');
    });
  });

  describe('A finding', () => {
    it('is acknowledged with a reason by somebody who had no part in it, and the acknowledgement is taken back', async () => {
      const visit = await stage().visiting();
      const { page } = visit;
      await visit.signIn(chief, '/audit/findings?answered=no');
      await page.getByText('Acknowledge it').first().click();
      await page.getByLabel('Why it may stand').fill('The board saw both plans in July.');
      await page.getByRole('button', { name: 'Acknowledge it' }).click();
      await page.getByText('Nothing was found here at this moment.').waitFor();
      await page.getByLabel('Acknowledged').selectOption('');
      const answered = page.getByRole('listitem').filter({ hasText: 'The board saw both plans in July.' });
      await answered.getByText('Take the acknowledgement back').click();
      await answered.getByLabel('Why you take it back').fill('It was the wrong finding.');
      await answered.getByRole('button', { name: 'Take it back' }).click();
      await answered.waitFor({ state: 'detached' });
      await isWell(visit, 'desktop');
    });
  });
};
