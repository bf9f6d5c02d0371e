import { negotiationStory } from './negotiation.story.js';
import { Stage, isWell, lastMonth, people } from './stage.js';
import { treeStory } from './tree.story.js';
import type { Visit, widths } from './screens.js';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());
const visiting = (at: keyof typeof widths = 'desktop'): Promise<Visit> => stage.visiting(at);
const { lead, chief, auditor } = people;

describe('The page', () => {
  it('asks whoever comes to sign in, and shows them what they are waited for', async () => {
    const visit = await visiting('phone');
    const { page } = visit;
    await visit.goTo('/');
    await page.getByRole('link', { name: 'Sign in' }).first().waitFor();
    await isWell(visit, 'phone');
    await visit.signIn(lead);
    await page.getByText('things wait for you').waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: 'Your ball' }).count()).toBeGreaterThan(0);
  });

  it('leads from True North to an aim, to its measure with the chart, and to the thread of a goal', async () => {
    const visit = await visiting('phone');
    const { page } = visit;
    await visit.signIn(chief, '/aims');
    await page.getByRole('heading', { name: 'Safety and quality' }).waitFor();
    await page.getByRole('link', { name: /Cut falls with harm/ }).click();
    await page.getByRole('heading', { name: 'Does it add up?' }).waitFor();
    await page.getByRole('link', { name: /falls/i }).first().click();
    await page.getByRole('group', { name: /falls/i }).waitFor();
    await page.goBack();
    await page.getByRole('region', { name: 'Does it add up' }).getByRole('link').first().click();
    await page.getByRole('heading', { name: 'What was said and done' }).waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('shows the tree as it stood, event by event, and marks what changed', async () => {
    const visit = await visiting();
    const { page } = visit;
    await visit.signIn(auditor, '/tree');
    const slider = page.getByRole('slider');
    await slider.waitFor();
    const now = await page.getByRole('treeitem').count();
    const asked = page.waitForRequest(/graphql/, { timeout: 1_500 }).then(
      () => 'asked',
      () => 'nothing was asked',
    );
    await slider.fill('0');
    await page.getByText('The beginning of the year').first().waitFor();
    const then = await page.getByRole('treeitem').count();
    expect(then).toBeLessThan(now);
    await page.getByRole('button', { name: 'Mark what changes from here on' }).click();
    await page.getByRole('button', { name: 'Back to now' }).click();
    await page.waitForFunction((count) => document.querySelectorAll('[role=treeitem]').length === count, now);
    await page.getByRole('treeitem').filter({ hasText: '+ added' }).first().waitFor();
    expect(await asked).toBe('nothing was asked');
    await isWell(visit, 'desktop');
  });
});

describe('The tree', () => {
  it('is walked with the arrow keys, and left by Enter to where a node leads', async () => {
    const visit = await visiting();
    const { page } = visit;
    await visit.signIn(auditor, '/tree');
    await page.getByRole('slider').waitFor();
    await page.getByRole('treeitem').first().focus();
    await page.keyboard.press('ArrowLeft');
    expect(await page.getByRole('treeitem').count()).toBe(1);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/(threads|goals|aims)\//);
  });
});

describe('A catchball', () => {
  it('is countered by editing the offer in place, and whoever looks on sees it at once', async () => {
    const [one, other] = [await visiting('phone'), await visiting()];
    await one.signIn(lead);
    await one.page.getByRole('link', { name: /You hold the ball/ }).click();
    await one.page.getByRole('heading', { name: 'Your moves' }).waitFor();
    await other.signIn(auditor, new URL(one.page.url()).pathname);
    await other.page.getByText('There is nothing for you to do in this thread now.').waitFor();

    await one.page.getByRole('button', { name: 'Counter' }).click();
    await one.page.getByLabel('Confidence').selectOption('5');
    await one.page.getByLabel('Why', { exact: true }).fill('The technicians agreed to a fourth day.');
    // Whoever looks at another move first finds what they typed.
    await one.page.getByRole('button', { name: 'Ask a question' }).click();
    await one.page.getByRole('group', { name: 'Ask a question' }).waitFor();
    await one.page.getByRole('button', { name: 'Counter' }).click();
    expect(await one.barriers()).toEqual([]);
    await one.page.getByRole('button', { name: 'Throw it back' }).click();
    await one.page.getByText(/Ward Manager, Alder Ward has to move/).waitFor();
    await other.page.getByText('The technicians agreed to a fourth day.').first().waitFor();
    expect(await other.page.getByRole('columnheader', { name: /Round 3/ }).count()).toBe(1);
    expect([one.complaints, other.complaints]).toEqual([[], []]);
  });
});

describe('A measure', () => {
  it('shows problems of a pasted column cell by cell, before anything is written', async () => {
    const visit = await visiting();
    const { page } = visit;
    await visit.signIn(chief, '/aims');
    await page.getByRole('link', { name: /Cut falls with harm/ }).click();
    await page.getByRole('link', { name: /falls/i }).first().click();
    await page.getByText('Paste figures from a spreadsheet').click();
    await page.getByLabel(/Paste two columns/).fill('2026-11\tmany\nsometime\t12\n2026-11\t4');
    await page.getByText('“many” is no number').waitFor();
    expect(await page.getByText(/“sometime” is no month/).count()).toBe(1);
    expect(await page.getByText('2026-11 stands twice').count()).toBe(1);
    expect(await page.getByRole('button', { name: 'Save these 3 figures' }).isDisabled()).toBe(true);
    expect(await visit.barriers()).toEqual([]);
  });
});

it('is left by signing out, and asks to sign in again', async () => {
  const visit = await visiting();
  await visit.signIn(auditor);
  await visit.page.getByRole('link', { name: 'Sign out' }).click();
  await visit.page.getByRole('button').click();
  await visit.goTo('/');
  await visit.page.getByRole('heading', { name: 'Sign in to go on' }).waitFor();
});

it('keeps what somebody typed who was signed out meanwhile, and says how to go on', async () => {
  const visit = await visiting('phone');
  const { page } = visit;
  await visit.signIn(lead);
  await page
    .getByRole('link', { name: 'Milestone' })
    .or(page.getByRole('link', { name: 'Six of ten before noon' }))
    .first()
    .click();
  await page.getByText('Report it done').first().click();
  await page.getByLabel('On which day').fill('2026-11-02');
  await page.getByLabel('What shows it').fill('The discharge lounge counts them.');
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Report it done' }).click();
  await page.getByRole('alert').getByText('what you typed stays here').waitFor();
  expect(await page.getByLabel('What shows it').inputValue()).toBe('The discharge lounge counts them.');
  expect(await visit.barriers()).toEqual([]);
});

it('goes to a day that is typed digit by digit, in one step, and says what to do about one that is too early', async () => {
  const visit = await visiting();
  const { page } = visit;
  await visit.signIn(auditor, '/aims');
  const day = page.getByLabel('As it stood on');
  // The day that is called as its month, whichever of the two a browser wants first.
  const [year, month] = lastMonth().split('-') as [string, string];
  await day.focus();
  for (const digit of month + month + year) await page.keyboard.press(digit);
  await page.waitForURL(new RegExp(`asOf=${year}-${month}-${month}$`));
  await page.getByText(/^As it stood at the end of \d+ \w+ \d{4}\.$/).waitFor();
  await page.goBack();
  expect(new URL(page.url()).search).toBe('');
  await visit.goTo('/aims?asOf=2019-01-01');
  await page.getByText(/^The moment 1 Jan 2019 lies before the first event: take .* or a later one\.$/).waitFor();
  await page.getByRole('link', { name: 'Back to now' }).click();
  await page.getByRole('heading', { name: 'Candidates' }).waitFor();
});

it('answers an address that leads nowhere with where to go', async () => {
  const visit = await visiting();
  for (const nowhere of ['/nowhere', '/tree/nothing/at/all']) {
    await visit.goTo(nowhere);
    await visit.page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor();
  }
  expect(await visit.barriers()).toEqual([]);
  // What looks for barriers finds one.
  await visit.page.evaluate(() => document.querySelector('main')!.append(document.createElement('img')));
  expect(await visit.barriers()).toEqual([expect.stringMatching(/^image-alt: .*img/)]);
});

negotiationStory(() => stage);
treeStory(() => stage);
