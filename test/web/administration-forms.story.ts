import { Company, daysAway } from './company.js';
import type { Stage } from './stage.js';

const today = daysAway(0);

/** How administrators keep posts, people and settings, in every form of their places. */
export const administrationFormsStory = (stage: () => Stage): void => {
  describe('An administrator', () => {
    it('renames a unit, adds a post to it, appoints, deputises, stands in and stands down, retitles, closes and withdraws', async () => {
      const company = await Company.at(stage());
      const { page } = company;
      await company.sits('administrator', `/administration/units/${company.id('unit', 'eating')}`);
      const renaming = await company.opens('Rename');
      await renaming.getByLabel('New name').fill('Eating Disorders Team');
      await renaming.getByLabel('Why', { exact: true }).fill('As everybody calls it.');
      await company.sends(renaming, 'Rename', 'Renamed.');
      await page.getByRole('heading', { level: 1, name: 'Eating Disorders Team' }).waitFor();
      const adding = await company.opens('Add a post');
      await adding.getByLabel('Title').fill('Practice Nurse');
      await adding.getByLabel('Role').selectOption('MEMBER');
      await company.sends(adding, 'Add a post', 'The post is in the record. Appoint somebody to it next.');
      await page.getByRole('link', { name: 'Practice Nurse' }).click();
      await page.getByRole('heading', { level: 1, name: 'Practice Nurse' }).waitFor();
      const standing = await company.opens('Name an acting holder');
      await company.picks(standing.getByLabel('Who'), 'Zofia Mbeki');
      await standing.getByLabel('Why', { exact: true }).fill('Until somebody is found.');
      await company.sends(standing, 'Name an acting holder', 'Named.');
      await page.getByRole('row').filter({ hasText: 'Zofia Mbeki' }).waitFor();
      const down = await company.opens('Stand an acting holder down');
      await down.getByLabel('Last day').fill(daysAway(-10));
      await down.getByLabel('Why', { exact: true }).fill('Somebody is found.');
      await company.isRefused(down, 'Stand an acting holder down', /is not an acting holder of Practice Nurse/);
      await down.getByLabel('Last day').fill(today);
      await company.sends(down, 'Stand an acting holder down', 'Stood down.');
      const appointing = await company.opens('Appoint a holder');
      await company.picks(appointing.getByLabel('Who'), 'Emrys Ashdown');
      await company.sends(appointing, 'Appoint a holder', 'Appointed.');
      await page.getByRole('row').filter({ hasText: 'Emrys Ashdown' }).waitFor();
      const deputising = await company.opens('Name a deputy');
      await company.picks(deputising.getByLabel('Who'), 'Gareth Lyndhurst');
      await company.sends(deputising, 'Name a deputy', 'Named.');
      await page.getByRole('row').filter({ hasText: 'Gareth Lyndhurst' }).waitFor();
      const noDeputy = await company.opens('Stand a deputy down');
      await noDeputy.getByLabel('Why', { exact: true }).fill('There is no need.');
      await company.sends(noDeputy, 'Stand a deputy down', 'Stood down.');
      const leaving = await company.opens('Record a leaver');
      await leaving.getByLabel('Why', { exact: true }).fill('Moves away.');
      await company.sends(leaving, 'Record a leaver', 'Recorded.');
      const retitling = await company.opens('Retitle');
      await retitling.getByLabel('New title').fill('Specialist Nurse');
      await retitling.getByLabel('Why', { exact: true }).fill('As on the contract.');
      await company.sends(retitling, 'Retitle', 'Retitled.');
      await page.getByRole('heading', { level: 1, name: 'Specialist Nurse' }).waitFor();
      const closing = await company.opens('Close with a successor');
      await closing
        .getByLabel('Successor')
        .selectOption({ label: 'Matron, Learning Disability and Young People, Learning Disability and Young People' });
      await closing.getByLabel('Why', { exact: true }).fill('The team is led from above.');
      await company.sends(closing, 'Close this post', 'Closed.');
      await page.getByText(/^Closed on .*succeeded by/).waitFor();

      await company.sits('administrator', `/administration/units/${company.id('unit', 'camhs')}`);
      const mistaken = await company.opens('Add a post');
      await mistaken.getByLabel('Title').fill('Post in error');
      await mistaken.getByLabel('Role').selectOption('MEMBER');
      await company.sends(mistaken, 'Add a post', 'The post is in the record. Appoint somebody to it next.');
      await page.getByRole('link', { name: 'Post in error' }).click();
      const withdrawing = await company.opens('Withdraw');
      await withdrawing.getByLabel('Why', { exact: true }).fill('Entered in error.');
      await company.sends(withdrawing, 'Withdraw this post', 'Withdrawn.');
      expect(company.visit.complaints).toEqual([]);
    });

    it('signs somebody out everywhere, beside their entry', async () => {
      const company = await Company.at(stage());
      const { page } = company;
      await company.sits('administrator', '/administration/people');
      await page.getByLabel('Find by name or post').fill('Beatrix Rooke');
      await page.getByText('What you may do about Beatrix Rooke').click();
      const out = await company.opens('Sign out everywhere');
      await company.sends(out, 'Sign Beatrix Rooke out', 'Signed out. Every session and token from before is refused.');
      expect(company.visit.complaints).toEqual([]);
    });

    it('changes the name, the calendar, the final arbiter and the convention of charts; executives plan and begin a cycle', async () => {
      const company = await Company.at(stage());
      const { page } = company;
      await company.sits('administrator', '/administration/settings');
      const naming = await company.opens('Change the name or the year');
      await naming.getByLabel('Name', { exact: true }).fill('Aldermoor and Vale');
      await company.sends(naming, 'Change', 'Changed.');
      await page.getByText('Aldermoor and Vale', { exact: true }).waitFor();
      const keeping = await company.opens('Change the calendar');
      const closed = keeping.getByLabel(/^Days closed/);
      await closed.fill('2027-12-24, 2027-02-31');
      expect(await closed.evaluate((input: HTMLInputElement) => input.validationMessage)).toBe(
        'No day is called 2027-02-31: write one that exists as 2026-12-24.',
      );
      await closed.fill('2027-12-24');
      await keeping.getByLabel(/^Bank holidays worked/).fill('2027-12-24');
      await keeping.getByLabel('Why', { exact: true }).fill('The board decided so.');
      await company.isRefused(keeping, 'Change', /cannot be closed and worked/);
      await keeping.getByLabel(/^Bank holidays worked/).fill('');
      await company.sends(keeping, 'Change', 'Changed.');
      await page.getByRole('definition').filter({ hasText: '24 Dec 2027' }).waitFor();
      const deciding = await company.opens('Name another final arbiter');
      await deciding.getByLabel('Executive’s post').selectOption({ label: 'Medical Director' });
      await deciding.getByLabel('Why', { exact: true }).fill('Standing orders, section 5.');
      await company.sends(deciding, 'Name', 'Named.');
      await page.getByText('Medical Director', { exact: true }).waitFor();
      const drawing = await company.opens('Choose another convention');
      await drawing.getByLabel('Convention').selectOption('MDC_2_6A');
      await drawing.getByLabel('Why', { exact: true }).fill('As the region has it.');
      await company.sends(drawing, 'Choose', 'Chosen. Every chart that does not choose for itself follows it.');

      const history = await company.opens('Everything that happened to the organisation');
      const more = history.getByRole('button', { name: 'Show more' });
      await more.waitFor();
      for (let read = 100; (await more.count()) > 0; read += 100) {
        await more.click();
        await history.getByText(new RegExp(`^Events: (${read + 100} of|[0-9]+[.])`)).waitFor();
      }
      await history.getByText('Final arbiter named', { exact: true }).last().waitFor();

      await company.sits('chief-executive', '/administration/settings');
      const planning = await company.opens('Plan a cycle');
      await planning.getByLabel('Name', { exact: true }).fill('The year after');
      await planning.getByLabel('First day').fill('2030-04-01');
      await planning.getByLabel('Last day').fill('2029-03-31');
      await company.isRefused(planning, 'Plan', /31 March 2029/);
      await planning.getByLabel('Last day').fill('2031-03-31');
      await company.sends(planning, 'Plan', 'Planned.');
      const beginning = await company.opens('Activate a cycle');
      await beginning.getByLabel('Cycle', { exact: true }).selectOption({ label: 'The year after' });
      await company.isRefused(beginning, 'Activate', /has to close before the next one begins/);
      expect(company.visit.complaints).toEqual([]);
    });
  });

  describe('A lead', () => {
    it('names from home who stands in for a vacant post below', async () => {
      const company = await Company.at(stage());
      const { page } = company;
      await company.sits('mhcom-lead', '/');
      const vacant = page.getByRole('listitem').filter({ hasText: 'Vacant post' }).first();
      const form = await company.opens('Name an acting holder', vacant);
      await form.getByLabel(/find by a part of the name/).fill('Matron, Community Mental Health');
      await form.getByLabel('Who holds this post acts for it', { exact: true }).selectOption({ label: 'Matron, Community Mental Health' });
      await form.getByLabel('Why', { exact: true }).fill('Until somebody is found.');
      await company.sends(form, 'Name the acting holder');
      await vacant.waitFor({ state: 'detached' });
      expect(await company.focused()).toBe('My work');
      expect(company.visit.complaints).toEqual([]);
    });
  });

  describe('A seal', () => {
    it('is placed by an executive, and is checked where it is printed', async () => {
      const company = await Company.at(stage());
      const { page } = company;
      await company.sits('chief-executive', '/audit/seals');
      const placing = await company.opens('Place a seal');
      await placing.getByLabel('What it is for').fill('The minutes of the November board.');
      await company.sends(placing, 'Seal the log as it stands');
      const placed = page.getByRole('listitem').filter({ hasText: 'The minutes of the November board.' });
      await placed.getByRole('button', { name: /^Check this one/ }).click();
      await page.getByRole('button', { name: 'Check it' }).click();
      await page.getByRole('heading', { name: 'The digest fits the log' }).waitFor();
      expect(company.visit.complaints).toEqual([]);
    });
  });
};
