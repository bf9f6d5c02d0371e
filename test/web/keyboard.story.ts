import { Company, daysAway } from './company.js';
import { bothWidths, type Stage } from './stage.js';

/** As far as anybody would go with the Tab key before giving up. */
const tabsMax = 60;

/** Somebody who has a keyboard and no mouse. */
class Keyboard {
  constructor(private readonly company: Company) {}

  /** What has the focus, by its label, its name or what it says. */
  private focused(): Promise<string> {
    return this.company.page.evaluate(() => {
      const at = document.activeElement;
      const labels =
        at instanceof HTMLInputElement || at instanceof HTMLSelectElement || at instanceof HTMLTextAreaElement ? at.labels : null;
      return (labels?.[0]?.textContent ?? at?.getAttribute('aria-label') ?? at?.textContent ?? '').trim();
    });
  }

  private value(): Promise<string> {
    return this.company.page.evaluate(() => (document.activeElement as HTMLInputElement).value);
  }

  /** Goes on with Tab until something is reached that is called so. */
  async tabsTo(name: RegExp): Promise<void> {
    const passed: string[] = [];
    for (let tabs = 0; tabs < tabsMax; tabs++) {
      await this.company.page.keyboard.press('Tab');
      const at = await this.focused();
      if (name.test(at)) return;
      passed.push(at.slice(0, 40));
    }
    throw new Error(`${String(name)} was not reached: ${passed.join(' | ')}`);
  }

  async types(name: RegExp, text: string): Promise<void> {
    await this.tabsTo(name);
    await this.company.page.keyboard.press('Control+A');
    await this.company.page.keyboard.type(text);
  }

  /** Types a day the way round this browser shows days, which follows its own language. */
  async typesDay(name: RegExp, day: string): Promise<void> {
    const { keyboard } = this.company.page;
    const [year, month, date] = day.split('-');
    await this.tabsTo(name);
    for (const [index, digits] of [`${date}${month}${year}`, `${month}${date}${year}`].entries()) {
      await keyboard.type(digits);
      if ((await this.value()) === day || index > 0) return;
      await keyboard.press('ArrowLeft');
      await keyboard.press('ArrowLeft');
    }
  }

  async presses(name: RegExp): Promise<void> {
    await this.tabsTo(name);
    await this.company.page.keyboard.press('Enter');
  }
}

/** Whoever has no mouse does all of it. */
export const keyboardStory = (stage: () => Stage): void => {
  describe.each(bothWidths)('With the keyboard alone on a %s, a catchball', (at) => {
    it('is served, countered, accepted and signed by both sides', async () => {
      const company = await Company.at(stage(), at);
      const { page } = company;
      const keys = new Keyboard(company);
      const statement = `The board joins the evening round, asked on a ${at}.`;
      await company.sits('acute-lead', `/goals/${company.thread('falls-acute')}`);
      await page.getByRole('link', { name: 'Ask somebody to contribute' }).waitFor();
      await keys.presses(/^Ask somebody to contribute$/);
      await page.getByRole('heading', { level: 1, name: 'Ask somebody to contribute' }).waitFor();
      await page.getByLabel('Who is asked', { exact: true }).waitFor();
      await keys.types(/^Who is asked: find/, 'stroke');
      await page
        .getByLabel('Who is asked', { exact: true })
        .locator('option', { hasText: 'Ward Manager, Stroke' })
        .waitFor({ state: 'attached' });
      await keys.tabsTo(/^Who is asked$/);
      await page.keyboard.type('Ward Manager, Str');
      await keys.types(/^Statement$/, statement);
      await keys.tabsTo(/^It is judged$/);
      await page.keyboard.type('By dated');
      await keys.presses(/^Add a milestone$/);
      await keys.types(/^What will have been done$/, 'Once a week');
      await keys.typesDay(/^Done by$/, daysAway(40));
      await keys.types(/^Why$/, 'Staff asked who comes.');
      await keys.presses(/^Serve the ball$/);
      await page.getByRole('heading', { level: 1, name: statement }).waitFor();
      await page.getByText(/Ward Manager, Stroke Unit has to move/).waitFor();

      await company.sits('stroke-lead', '/');
      await page.getByRole('link', { name: new RegExp(`^Counter *: The board joins.*${at}`) }).waitFor();
      await keys.presses(new RegExp(`^Counter.*: The board joins.*${at}`));
      await page.getByRole('button', { name: 'Throw it back' }).waitFor();
      await keys.tabsTo(/^Confidence/);
      await page.keyboard.type('5');
      await keys.types(/^Why$/, 'Twice, if we choose the days.');
      await keys.presses(/^Throw it back$/);
      await page.getByText(/Directorate Lead, Acute and Specialty Medicine has to move/).waitFor();

      await company.sits('acute-lead', '/');
      await page.getByRole('link', { name: new RegExp(`^Accept *: The board joins.*${at}`) }).waitFor();
      await keys.presses(new RegExp(`^Accept.*: The board joins.*${at}`));
      await page.getByText('You accept exactly this offer').waitFor();
      await keys.presses(/^Accept this offer$/);
      await page.getByText('Agreed, not yet signed by both').waitFor();
      await keys.presses(/^Sign$/);
      await page.getByText('You sign exactly this offer').waitFor();
      await keys.presses(/^Sign this offer$/);
      await page.getByText(/^Signed by Jasmine Ingleby for the giver/).waitFor();

      await company.sits('stroke-lead', '/');
      const mine = page.getByRole('link', { name: new RegExp(`The board joins.*${at}`) }).first();
      await mine.waitFor();
      await keys.presses(new RegExp(`The board joins.*${at}`));
      await keys.presses(/^Sign this offer$/);
      await page.getByText('Committed: both sides signed').waitFor();
      expect(company.visit.complaints).toEqual([]);
    });
  });
};
