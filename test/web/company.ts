import { randomUUID } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import type { LogIdentity, ViewHost } from '#cqrs';
import type { Sessions } from '#directory';
import { planId, type Kind } from '#plan';
import { signersOn, type PersonId, type Shapes } from '#strategy';
import { digestOfSecret, newSecret } from '../../apps/api/src/access/cookies.js';
import { signOwnToken } from '../../apps/api/src/access/tokens.js';
import type { Config } from '../../apps/api/src/config.js';
import { CONFIG, IDENTITY, SESSIONS, VIEWS } from '../../apps/api/src/record/tokens.js';
import { sampleThreadId } from '../../apps/cli/src/seed/stage.js';
import type { Visit, widths } from './screens.js';
import type { Stage } from './stage.js';

type Input = Readonly<Record<string, unknown>>;

/** Days from today, so that a story is as true next year. */
export const daysAway = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/**
 * Everybody of the sample trust at one window, one after the other, by the keys of their posts: the demo's page of
 * sign-in shows a few of them. What a story needs before its own form is sent, they send without the page.
 */
export class Company {
  private constructor(
    private readonly stage: Stage,
    readonly visit: Visit,
  ) {}

  static async at(stage: Stage, width: keyof typeof widths = 'desktop'): Promise<Company> {
    return new Company(stage, await stage.visiting(width));
  }

  get page(): Page {
    return this.visit.page;
  }

  id(kind: Kind, key: string): string {
    return planId(this.organisation, kind, key);
  }

  /** A thread of the sample's year, and the goal it made. */
  thread(key: string): string {
    return sampleThreadId(this.organisation, key);
  }

  /** Sits down whoever stands in a post, and comes to a place. */
  async sits(post: string, place: string): Promise<void> {
    const secret = newSecret();
    await this.stage.service.app.get<Sessions>(SESSIONS).begin(digestOfSecret(secret), this.holderOf(post), Date.now());
    await this.page.context().addCookies([{ name: 'hoshin', value: secret, url: this.visit.address, httpOnly: true, sameSite: 'Lax' }]);
    await this.visit.goTo(place);
  }

  /** Has whoever stands in a post send a command; its subject. Throws where a rule says no: the story is wrong then. */
  async told(post: string, name: string, input: Input): Promise<string> {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ... on Receipt { subject } ... on Refusal { code because } } }`;
    const answer = await this.asked(post, query, { input: { ...input, commandId: randomUUID() } });
    const { subject, because } = answer[name] as { subject?: string; because?: string };
    if (subject === undefined) throw new Error(`${post} may not ${name}: ${because}`);
    return subject;
  }

  /** What the service answers whoever stands in a post. */
  async asked(post: string, query: string, variables: Input = {}): Promise<Record<string, unknown>> {
    const config = this.stage.service.app.get<Config>(CONFIG);
    const token = await signOwnToken(config, { person: this.holderOf(post), post: this.id('post', post) });
    const answer = await fetch(`${this.visit.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await answer.json()) as { data?: Record<string, unknown>; errors?: unknown };
    if (!data || errors) throw new Error(`${query} was answered with ${JSON.stringify(errors)}`);
    return data;
  }

  /** Opens what stands behind a name. */
  async opens(name: string, within: Page | Locator = this.page): Promise<Locator> {
    const summary = this.page.locator('summary').getByText(name, { exact: true });
    const behind = within.locator('details').filter({ has: summary }).last();
    await behind.locator('summary').click();
    return behind;
  }

  /** Chooses the one whose words begin so. */
  async picks(select: Locator, words: string): Promise<void> {
    const option = select.locator('option').filter({ hasText: new RegExp(`^${words}`) });
    await select.selectOption((await option.first().getAttribute('value'))!);
  }

  /** Sends a form, and hears that it was done: from then on its form is gone, and the keyboard is where it goes on. */
  async sends(form: Locator, button: string, done = `Done, and in the record: ${button}.`): Promise<void> {
    await form.getByRole('button', { name: button, exact: true }).click();
    const refused = form.getByRole('alert');
    await this.page
      .getByRole('status')
      .filter({ hasText: `✓ ${done}` })
      .or(refused)
      .first()
      .waitFor();
    expect(await refused.allTextContents()).toEqual([]);
    await form.getByRole('button', { name: button, exact: true }).waitFor({ state: 'detached' });
  }

  /** Sends a form that a rule says no to: in its own words, where it was sent, with what was typed still there. */
  async isRefused(form: Locator, button: string, because: RegExp): Promise<void> {
    await form.getByRole('button', { name: button, exact: true }).click();
    await form.getByRole('alert').waitFor();
    expect(await form.getByRole('alert').textContent()).toMatch(because);
    expect(await form.getByRole('button', { name: button, exact: true }).evaluate((each) => each === document.activeElement)).toBe(true);
  }

  /** Where the keyboard is. */
  async focused(): Promise<string> {
    return this.page.evaluate(() => document.activeElement?.textContent ?? '');
  }

  private get organisation(): string {
    return this.stage.service.app.get<LogIdentity>(IDENTITY).organisation;
  }

  private holderOf(post: string): PersonId {
    const { tables, today } = this.stage.service.app.get<ViewHost<Shapes>>(VIEWS).now();
    const record = tables.posts.get(this.id('post', post));
    const person = record && signersOn(record, today)[0];
    if (!person) throw new Error(`nobody stands in ${post}`);
    return person;
  }
}
