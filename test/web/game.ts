import type { Locator } from 'playwright-core';
import { daysAway, type Company } from './company.js';

/** Something that is judged by its milestones, and supports what it serves. */
const offerOf = (statement: string): Record<string, unknown> => ({
  statement,
  kind: 'MILESTONE',
  milestones: [{ text: 'It has begun on both bays', due: daysAway(40) }],
  due: daysAway(60),
  link: { kind: 'SUPPORTS', strength: 'MEDIUM' },
  confidence: 3,
  share: '1',
  weight: '1',
  means: ['One evening at a time'],
  rationale: 'Ward staff asked for it.',
});

interface Table {
  readonly phase: string;
  readonly round: number;
  readonly parentRevision: number;
  readonly table: { readonly hash: string } | null;
}

/** One thread, played by two posts and whoever stands above them. */
export class Game {
  private constructor(
    readonly company: Company,
    readonly id: string,
    readonly giver: string,
    readonly receiver: string,
  ) {}

  /** A ball served from one post to another, under something the first one owns. */
  static async served(
    company: Company,
    [giver, receiver]: readonly [string, string],
    parent: { readonly kind: 'AIM' | 'GOAL'; readonly id: string },
    statement: string,
    more: Record<string, unknown> = {},
    promised: Record<string, unknown> = {},
  ): Promise<Game> {
    const of = parent.kind === 'AIM' ? 'aim' : 'goal';
    const answer = await company.asked(giver, `query ($id: ID!) { ${of}(id: $id) { revision } }`, { id: parent.id });
    const id = await company.told(giver, 'serveBall', {
      kind: 'DOWNWARDS',
      parent,
      parentRevision: (answer[of] as { revision: number }).revision,
      receiver: company.id('post', receiver),
      offer: { ...offerOf(statement), ...promised },
      ...more,
    });
    return new Game(company, id, giver, receiver);
  }

  async table(): Promise<Table> {
    const query = 'query ($id: ID!) { thread(id: $id) { phase round parentRevision table { hash } } }';
    return (await this.company.asked(this.giver, query, { id: this.id }))['thread'] as Table;
  }

  /** A move made without the page. */
  told(post: string, name: string, input: Record<string, unknown> = {}): Promise<string> {
    return this.company.told(post, name, { thread: this.id, ...input });
  }

  async declined(): Promise<void> {
    await this.told(this.receiver, 'decline', { round: (await this.table()).round, reason: 'Not with these hands.' });
  }

  async escalated(): Promise<void> {
    await this.declined();
    await this.told(this.giver, 'escalate', { reason: 'We do not come together.' });
  }

  async agreed(): Promise<void> {
    const { round, parentRevision, table } = await this.table();
    await this.told(this.receiver, 'acceptOffer', { round, parentRevision, offerHash: table!.hash });
  }

  async committed(): Promise<void> {
    await this.agreed();
    const { parentRevision, table } = await this.table();
    for (const post of [this.giver, this.receiver]) await this.told(post, 'commit', { parentRevision, offerHash: table!.hash });
  }

  /** The form of a move, opened by whoever makes it. */
  async form(post: string, move: string): Promise<Locator> {
    await this.company.sits(post, `/threads/${this.id}?move=${move}`);
    const form = this.company.page.locator('.app-move-place');
    await form.waitFor();
    return form;
  }

  /** A move made on the page: said to be done, the form gone, the keyboard at the moves, and told in the conversation. */
  async makes(post: string, move: string, button: string, told: string, fill: (form: Locator) => Promise<void> = async () => {}) {
    const { company } = this;
    const form = await this.form(post, move);
    await fill(form);
    await company.sends(form, button);
    await company.page.locator('.app-conversation > li').filter({ hasText: told }).last().waitFor();
    expect(await company.focused()).toBe('Your moves');
    expect(company.visit.complaints).toEqual([]);
  }
}
