import { bothWidths, isWell, people, type Stage } from './stage.js';

const { administrator } = people;

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
};
