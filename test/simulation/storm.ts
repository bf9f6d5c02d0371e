/** A storm: steps of orders played on the trust, whatever comes of them written down, and everything checked once it is over. */
import { isRejection } from '#kernel';
import type { Receipt } from '#cqrs';
import { chain, chainStart, type RawEvent } from '#event-store';
import type { Moment } from '#strategy';
import { Auditor, type Violation } from './auditor.js';
import { Chance } from './chance.js';
import type { Order } from './orders.js';
import { Players } from './players.js';
import { contentsOf, Replay, shownAt } from './shown.js';
import { isReceipt, World, type Answer } from './world.js';

/** What happens between two looks at the clock: orders that arrive together, or the service going down and up again. */
export interface Step {
  readonly waitMs: number;
  readonly orders: readonly Order[];
  readonly restart: 'NO' | 'WITH_POLICIES' | 'WITHOUT_POLICIES';
  /** Whether the next step waits until policies have settled what they owe. */
  readonly settle: boolean;
  /** Whether somebody looks afterwards, and what they saw is compared later. */
  readonly look: boolean;
}

export interface Storm {
  readonly steps: readonly Step[];
  readonly log: readonly RawEvent[];
  /** Digest over the whole log: equal storms have equal ones. */
  readonly digest: string;
  readonly answers: { readonly receipts: number; readonly refusals: number; readonly troubles: number };
  /** Refusal and trouble codes that came up. */
  readonly codes: ReadonlySet<string>;
  readonly violations: readonly Violation[];
}

/** Gives the next step of a storm, or none when it is over. */
export type NextStep = (now: Moment, sent: readonly Order[]) => Step | undefined;

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Steps that people think of as they go, always the same for the same seed. */
export const inventing = (seed: number, length: number): NextStep => {
  const chance = new Chance(seed);
  let left = length;
  return (now, sent) => {
    if (left-- === 0) return undefined;
    const players = new Players(chance, now);
    const waitMs = chance.weighed([
      [chance.whole(1, 30 * minuteMs), 6],
      [chance.whole(1, dayMs), 3],
      [chance.whole(2 * dayMs, 9 * dayMs), 0.6],
    ])!;
    const restart = chance.weighed([
      ['NO', 40],
      ['WITH_POLICIES', 1],
      ['WITHOUT_POLICIES', 1],
    ] as const)!;
    const about = chance.happens(0.6) ? players.anyThread() : undefined;
    const together = chance.happens(0.3) ? chance.whole(2, 4) : 1;
    const orders = Array.from({ length: together }, () => players.order(together > 1 ? about : undefined));
    if (chance.happens(0.15)) orders.push(...players.signatures());
    const repeated = chance.oneOf(sent);
    if (repeated && chance.happens(0.1)) orders.push(repeated);
    if (repeated && chance.happens(0.03)) orders.push({ ...repeated, input: { ...(repeated.input as object), reason: 'another reason' } });
    if (chance.happens(0.05)) orders.push(orders[0]!);
    return { waitMs, restart, orders, settle: chance.happens(0.7), look: chance.happens(0.15) };
  };
};

/** The very same steps again. */
export const repeating = (steps: readonly Step[]): NextStep => {
  const left = [...steps];
  return () => left.shift();
};

interface Sight {
  readonly position: number;
  readonly instant: string;
  /** True where the clock still stood at the last event's time, so that its position alone names the moment. */
  readonly byPosition: boolean;
  readonly shown: string;
}

/** How many positions of a storm are read in full; the tables themselves are compared at every one. */
const readPositions = 6;

class Playing {
  /** Digest of all tables right after each event, as it was live. */
  private readonly live: string[] = [];
  private readonly sights: Sight[] = [];
  private readonly first = new Map<string, { readonly order: Order; readonly receipt: Receipt }>();
  private readonly violations: Violation[] = [];
  private readonly codes = new Set<string>();
  private readonly steps: Step[] = [];
  private readonly sent: Order[] = [];
  private readonly kept: RawEvent[] = [];
  private receipts = 0;
  private refusals = 0;
  private troubles = 0;
  private settling = true;
  private world!: World;

  async play(next: NextStep): Promise<Storm> {
    this.world = await World.open((event, moment) => this.applied(event.ordinal, moment));
    const auditor = new Auditor();
    try {
      for (let step = next(this.world.now(), this.sent); step; step = next(this.world.now(), this.sent)) await this.step(step);
      this.world.time += 1;
      if (!this.settling) await this.world.restart();
      await this.world.settled();
    } catch (error) {
      this.broken('bug', `the storm could not go on: ${String(error)}`);
    }
    await this.keep();
    for (const raw of this.kept) auditor.read(raw);
    if (this.violations.every(({ rule }) => rule !== 'bug')) {
      auditor.close(this.world.now());
      this.compareViews();
      this.compareSights();
      this.compareReceipts(auditor);
    }
    await this.world.close();
    for (const what of this.world.bugs) this.broken('bug', what);
    return {
      steps: this.steps,
      log: this.kept,
      digest: this.kept.reduce((digest, { eventHash }) => chain(digest, eventHash), chainStart),
      answers: { receipts: this.receipts, refusals: this.refusals, troubles: this.troubles },
      codes: this.codes,
      violations: [...this.violations, ...auditor.violations],
    };
  }

  private broken(rule: string, what: string): void {
    this.violations.push({ rule, what });
  }

  private applied(position: number, moment: Moment): void {
    const contents = contentsOf(moment);
    const before = this.live[position - 1];
    if (before === undefined) this.live.push(contents);
    else if (before !== contents) this.broken('invariant 6', `after a restart the views at ${position} are not what they were`);
  }

  private async step(step: Step): Promise<void> {
    const { world } = this;
    this.steps.push(step);
    world.time += Math.max(1, step.waitMs);
    if (step.restart !== 'NO') {
      this.settling = step.restart === 'WITH_POLICIES';
      await world.restart(this.settling);
    }
    const answers = await Promise.all(step.orders.map((order) => world.send(order)));
    if (step.settle) await world.settled();
    step.orders.forEach((order, index) => this.note(order, answers[index]!));
    this.sent.push(...step.orders);
    await this.keep();
    if (step.look && step.settle) this.look();
  }

  private note(order: Order, answer: Answer): void {
    const { commandId } = order;
    const known = this.first.get(commandId);
    if (isReceipt(answer)) this.receipts++;
    else {
      this.codes.add(answer.code);
      if (isRejection(answer)) this.refusals++;
      else this.troubles++;
    }
    if (known && JSON.stringify(order.input) === JSON.stringify(known.order.input)) {
      const { replayed: _, ...expected } = known.receipt;
      const { replayed = false, ...again } = isReceipt(answer) ? answer : {};
      // The gate may have to turn the person away by now; whoever gets through hears what was said the first time.
      if (
        isReceipt(answer)
          ? JSON.stringify(again) !== JSON.stringify(expected)
          : isRejection(answer) && !['AuditorsDoNotWrite', 'NotForThisRole'].includes(answer.code)
      )
        this.broken('invariant 16', `${order.command} ${commandId} was answered otherwise the second time: ${JSON.stringify(answer)}`);
      else if (isReceipt(answer) && known.receipt.replayed === replayed) this.broken('invariant 16', `${commandId} was taken twice`);
    } else if (known && isReceipt(answer)) this.broken('invariant 16', `${commandId} was taken with another content`);
    else if (isReceipt(answer) && answer.events > 0) this.first.set(commandId, { order, receipt: answer });
  }

  /** The log only ever grows: what was read before is there again, byte for byte. */
  private async keep(): Promise<void> {
    const now = await this.world.log();
    if (this.kept.some((event, index) => event.eventHash !== now[index]?.eventHash || event.data !== now[index].data))
      this.broken('invariant 10', `what was read up to ${this.kept.length} is not there any more`);
    this.kept.push(...now.slice(this.kept.length));
  }

  private look(): void {
    const now = this.world.now();
    this.sights.push({
      position: now.position,
      instant: now.at,
      byPosition: now.at === this.kept.at(-1)!.recordedAt,
      shown: shownAt(now, now),
    });
  }

  private compareViews(): void {
    const { world, kept } = this;
    const now = world.now();
    const replay = new Replay();
    const every = Math.ceil(kept.length / readPositions);
    for (const raw of kept) {
      const folded = replay.take(raw);
      const past = world.asOf({ position: raw.ordinal });
      const inFull = raw.ordinal % every === 0 || raw.ordinal === kept.length;
      const shown = [contentsOf(folded), contentsOf(past), ...(inFull ? [contentsOf(past, false), contentsOf(folded, false)] : [])];
      if (shown.some((contents) => contents !== this.live[raw.ordinal - 1]))
        this.broken('invariant 6', `the views at ${raw.ordinal} are live, as of then and replayed not the same`);
      if (inFull && shownAt(folded, now) !== shownAt(past, now))
        this.broken('invariant 6', `what is shown of ${raw.ordinal} is not what a replay shows`);
    }
  }

  private compareReceipts(auditor: Auditor): void {
    for (const [id, { receipt }] of this.first)
      if (auditor.eventsOf(id) !== receipt.events)
        this.broken('invariant 16', `${id} was told of ${receipt.events} events and left ${auditor.eventsOf(id)}`);
  }

  private compareSights(): void {
    const now = this.world.now();
    for (const { position, instant, byPosition, shown } of this.sights) {
      const past = this.world.asOf({ instant });
      if (past.position !== position || shownAt(past, now) !== shown)
        this.broken('invariant 7', `what was served at ${instant} is answered otherwise now`);
      if (byPosition && shownAt(this.world.asOf({ position }), now) !== shown)
        this.broken('invariant 7', `what was served at ${position} is answered otherwise now`);
    }
  }
}

/** Plays a storm to its end. */
export const play = (next: NextStep): Promise<Storm> => new Playing().play(next);
