import { Company } from './company.js';
import type { Stage } from './stage.js';

/** What its steward chooses for the chart of a measure and corrects in its figures, in every form of its page. */
export const measureFormsStory = (stage: () => Stage): void => {
  describe('A measure', () => {
    it('has a point left out and counted, its limits begun anew and not, a target set and taken back, and a figure corrected', async () => {
      const company = await Company.at(stage());
      const { page } = company;
      await company.sits('steward-acute', `/measures/${company.id('measure', 'falls-larch')}`);
      const history = await company.opens('Show the history');
      const happened = (event: string): Promise<void> => history.getByText(event, { exact: true }).last().waitFor();

      const leaving = await company.opens('Leave a point out');
      await leaving.getByLabel('Which').selectOption({ index: 3 });
      const left = (await leaving.getByLabel('Which').locator('option:checked').textContent())!;
      await leaving.getByLabel('Reason').fill('The ward was shut for a week.');
      await company.sends(leaving, 'Leave it out');
      const ghost = page.getByRole('listitem').filter({ hasText: 'The ward was shut for a week.' }).filter({ hasText: left }).first();
      await ghost.waitFor();
      await happened('Point ghosted');
      const counting = await company.opens(`Let ${left} count again`);
      await counting.getByLabel('Reason').fill('It was another ward.');
      await company.sends(counting, 'Let it count');
      await page.getByText('Every point counts.').waitFor();

      const beginning = await company.opens('Begin the limits anew');
      await beginning.getByLabel('From').selectOption({ index: 6 });
      const from = (await beginning.getByLabel('From').locator('option:checked').textContent())!;
      await beginning.getByLabel('Reason').fill('Somebody sits in each bay since.');
      await company.sends(beginning, 'Begin anew from there');
      await page.getByText(`From ${from}`, { exact: true }).waitFor();
      await happened('Limits recalculated');
      const taking = await company.opens(`Take the recalculation from ${from} back`);
      await taking.getByLabel('Reason').fill('Too early to say.');
      await company.sends(taking, 'Take it back');
      await page.getByText('The limits were never begun anew.').waitFor();

      const setting = await company.opens('Set a target for the chart');
      await setting.getByLabel('Target', { exact: true }).fill('many');
      await setting.getByLabel('Reason').fill('The ward wants to see it.');
      await setting.getByRole('button', { name: 'Set the target' }).click();
      expect(await setting.getByLabel('Target', { exact: true }).evaluate((each: HTMLInputElement) => each.validity.patternMismatch)).toBe(
        true,
      );
      await setting.getByLabel('Target', { exact: true }).fill('3');
      await company.sends(setting, 'Set the target');
      await page.getByText(/so that the chart has the target that was set for it/).waitFor();
      await happened('Chart target set');
      const unsetting = await company.opens('Take this target back');
      await unsetting.getByLabel('Reason').fill('It drew the eye from the trend.');
      await company.sends(unsetting, 'Take it back');
      await page.getByText(/so that the chart has the target that was set for it/).waitFor({ state: 'detached' });

      const correcting = await company.opens('Correct a figure');
      await correcting.getByLabel('Period').selectOption({ index: 2 });
      await correcting.getByLabel(/^Figure/).fill('-3');
      await correcting.getByLabel('Reason').fill('Two were graded later.');
      await company.isRefused(correcting, 'Correct it', /-3/);
      await correcting.getByLabel(/^Figure/).fill('7');
      await company.sends(correcting, 'Correct it');
      await happened('Observation corrected');
      await page.getByText('Every figure, as known and as published').click();
      await page.getByRole('row').filter({ hasText: 'corrected' }).first().waitFor();
      expect(company.visit.complaints).toEqual([]);
    });

    it('takes a column of figures from a spreadsheet, and is reported from then on', async () => {
      const company = await Company.at(stage());
      const { page } = company;
      const measure = await company.told('acute-lead', 'defineMeasure', {
        unit: company.id('unit', 'acute'),
        definition: {
          name: 'Lamps lit at night',
          operationalDefinition: 'Lamps that burn at two in the morning, counted on the round.',
          source: 'The round of the night',
          unitOfMeasure: 'lamps',
          direction: { kind: 'INCREASE' },
          kind: 'COUNT',
          frequency: 'MONTH',
          overTime: 'MEAN',
          overUnits: 'SUM',
          purpose: 'PROCESS',
        },
      });
      await company.sits('acute-lead', `/measures/${measure}`);
      const pasting = await company.opens('Paste figures from a spreadsheet');
      await pasting.getByLabel(/^Paste two columns/).fill('2026-01\t12\n2026-02\t14');
      await company.sends(pasting, 'Save these 2 figures', 'Saved: 2 figures.');
      await page.getByRole('group', { name: 'Lamps lit at night' }).waitFor();
    });
  });
};
