/** A scene on the trust of `trust.ts`, told in one line per command: what must be taken, what must be refused and why. */
import { isRejection } from '#kernel';
import type { Receipt } from '#cqrs';
import type { RawEvent } from '#event-store';
import { parentRevisionOf, type CatchballCommands, type Moment, type Offer, type ParentRef, type ServedState } from '#strategy';
import { thread as play } from '#testing';
import { order, type Commands, type Order, type Standing } from './orders.js';
import { isReceipt, World, type Answer } from './world.js';

export const by = (person: string, post: string): Standing => ({ person, post });
export const ann = by('ann', 'chief-nurse');
export const dora = by('dora', 'chief-nurse');
export const carl = by('carl', 'chief-operating');
export const ben = by('ben', 'medicine-lead');
export const rita = by('rita', 'medicine-lead');
export const wim = by('wim', 'ward-1-lead');
/** The medicine lead again, as the ward lead's deputy. */
export const benForWard = by('ben', 'ward-1-lead');
export const dan = by('dan', 'data-steward');

const fallsAim: ParentRef = { kind: 'AIM', id: 'aim-falls' };
export const reason = 'agreed in the team meeting';
const minuteMs = 60_000;

type Serve = Partial<CatchballCommands['ServeBall']>;

export class Scene {
  private constructor(readonly world: World) {}

  static async open(): Promise<Scene> {
    return new Scene(await World.open());
  }

  close(): Promise<void> {
    return this.world.close();
  }

  now(): Moment {
    return this.world.now();
  }

  log(after = 0): Promise<RawEvent[]> {
    return this.world.log(after);
  }

  /** A minute passes and the orders arrive together; policies settle what follows. */
  async together(...orders: readonly Order[]): Promise<Answer[]> {
    this.world.time += minuteMs;
    const answers = await Promise.all(orders.map((each) => this.world.send(each)));
    await this.world.settled();
    return answers;
  }

  /** An order that has not been sent. */
  order<A extends keyof Commands, C extends keyof Commands[A] & string>(
    standing: Standing,
    aggregate: A,
    command: C,
    input: Commands[A][C],
    subject: string | null = null,
  ): Order {
    return order(crypto.randomUUID(), standing, aggregate, command, input, subject);
  }

  /** The receipt; anything else fails the test. */
  async taken(given: Order): Promise<Receipt> {
    const [answer] = await this.together(given);
    if (!answer || !isReceipt(answer)) throw new Error(`${given.command} was not taken: ${JSON.stringify(answer)}`);
    return answer;
  }

  /** The code of the refusal or trouble; a receipt fails the test. */
  async refused(given: Order): Promise<string> {
    const [answer] = await this.together(given);
    if (!answer || isReceipt(answer)) throw new Error(`${given.command} was taken`);
    return answer.code;
  }

  /** The refusal of an order that reaches the desk without anybody looking at who sends it. */
  async refusedByRules(given: Order): Promise<string> {
    const answer = await this.world.bySetter(given);
    await this.world.settled();
    if (!isRejection(answer)) throw new Error(`${given.command} was taken`);
    return answer.code;
  }

  state(thread: string): ServedState {
    return this.now().tables.threads.get(thread)!.state;
  }

  private seen(thread: string): { parentRevision: number; round: number; offerHash: string } {
    const { thread: served, episode } = this.state(thread);
    return { parentRevision: parentRevisionOf(this.now().tables, served.parent), round: episode.round, offerHash: episode.table.offerHash };
  }

  serving(standing: Standing, receiver: string, offer: Offer = play.offerOf(), changes: Serve = {}): Order {
    const parent = changes.parent ?? fallsAim;
    const parentRevision = parentRevisionOf(this.now().tables, parent);
    return this.order(standing, 'catchball', 'ServeBall', { kind: 'DOWNWARDS', parent, parentRevision, receiver, offer, ...changes });
  }

  async served(...given: Parameters<Scene['serving']>): Promise<string> {
    return (await this.taken(this.serving(...given))).subject;
  }

  accepting(standing: Standing, thread: string): Order {
    return this.order(standing, 'catchball', 'AcceptOffer', this.seen(thread), thread);
  }

  signing(standing: Standing, thread: string): Order {
    const { parentRevision, offerHash } = this.seen(thread);
    return this.order(standing, 'catchball', 'Commit', { parentRevision, offerHash }, thread);
  }

  /** Accepted by the receiver, as far as the signatures. */
  async accepted(receiver: Standing, thread: string): Promise<void> {
    await this.taken(this.accepting(receiver, thread));
  }

  /** Accepted and signed by both. */
  async committed(giver: Standing, receiver: Standing, thread: string): Promise<void> {
    await this.accepted(receiver, thread);
    await this.taken(this.signing(receiver, thread));
    await this.taken(this.signing(giver, thread));
  }

  async aimRevised(target: string): Promise<void> {
    await this.taken(this.revisingAim(target));
  }

  revisingAim(target: string): Order {
    const { revision, terms } = this.now().tables.aims.get('aim-falls')!;
    const measured = { ...terms.measured, target };
    return this.order(ann, 'strategy', 'ReviseAim', { aim: 'aim-falls', revision, terms: { ...terms, measured }, reason });
  }

  /** Goes on to a day, early in the morning. */
  until(day: string): void {
    this.world.time = Date.parse(`${day}T06:00:00.000Z`);
  }
}
