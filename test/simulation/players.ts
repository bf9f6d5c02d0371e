/** What the people of the trust think of next: mostly what the rules allow them, sometimes what they do not. */
import {
  inForceOf,
  isActive,
  isInPlay,
  movesFor,
  moveFactsAt,
  parentRevisionOf,
  personsOf,
  tableOf,
  type Moment,
  type MoveName,
  type ParentRef,
  type RenegotiationCause,
  type Side,
  type ThreadRecord,
} from '#strategy';
import type { Chance } from './chance.js';
import { inventOffer } from './offers.js';
import { order, type Commands, type Order, type Standing } from './orders.js';
import { otherAffair } from './affairs.js';
import { posts } from './trust.js';

/** Everybody in every post they stand in at this moment. */
export const standingsNow = ({ tables, today }: Moment): Standing[] =>
  Array.from(tables.posts.values()).flatMap((post) => personsOf(post, today).map((person) => ({ person, post: post.id })));

/** How eagerly people make the moves open to them; those that end things are rarer than those that go on. */
const eagerness: Readonly<Record<MoveName, number>> = {
  ServeBall: 1,
  CounterOffer: 4,
  AskQuestion: 0.7,
  AnswerQuestion: 4,
  ExtendReply: 0.5,
  AcceptOffer: 8,
  Commit: 16,
  Retract: 1,
  Decline: 0.8,
  Withdraw: 0.3,
  Escalate: 1.5,
  AppointArbiter: 3,
  WithdrawEscalation: 0.3,
  ConfirmSettlement: 4,
  Direct: 14,
  ReturnBall: 3,
  CloseThread: 1.5,
  OverrideCap: 8,
  WaiveMandate: 0.2,
  Renegotiate: 1,
  ConsentToRenegotiate: 4,
  ConfirmParent: 4,
  Release: 0.7,
  WithdrawReleaseProposal: 0.5,
  OpenEarlierOffers: 0.3,
};
const moveNames = Object.keys(eagerness) as MoveName[];

export class Players {
  constructor(
    private readonly chance: Chance,
    private readonly now: Moment,
  ) {}

  /** One order; `about` keeps it to one thread. */
  order(about?: ThreadRecord): Order {
    const thread = about ?? this.anyThread();
    const ideas: readonly (readonly [idea: () => Order | undefined, weight: number])[] = [
      [() => thread && this.move(thread), about ? 40 : 22],
      [() => this.serve(), about ? 0 : 6],
      [() => this.reparent(), about ? 0 : 4],
      [() => otherAffair(this.chance, this.now, this.anybody()), about ? 1 : 11],
    ];
    return this.chance.weighed(ideas)!() ?? this.serve();
  }

  anyThread(): ThreadRecord | undefined {
    const threads = Array.from(this.now.tables.threads.values());
    return this.chance.weighed(threads.map((thread) => [thread, isInPlay(thread.state) ? 5 : inForceOf(thread.state) ? 1.5 : 0.4]));
  }

  private anybody(): Standing {
    return this.chance.oneOf(standingsNow(this.now))!;
  }

  private ordered<A extends keyof Commands, C extends keyof Commands[A] & string>(
    by: Standing,
    aggregate: A,
    command: C,
    input: Commands[A][C],
    subject: string | null = null,
  ): Order {
    return order(this.chance.uuid(), by, aggregate, command, input, subject);
  }

  /** Mostly somebody who may make a move of the thread, making one; else anybody anything. */
  private move(thread: ThreadRecord): Order {
    const { chance, now } = this;
    if (chance.happens(0.1)) return this.made(chance.oneOf(moveNames)!, thread, this.anybody());
    const { giver, receiver } = thread.state.thread;
    const close = standingsNow(now).filter(
      ({ post }) => [giver, receiver].includes(post) || posts.some((each) => each.post === post && each.leads && chance.happens(0.6)),
    );
    const open = close.flatMap((standing) =>
      movesFor(thread.state, standing.person, standing.post, moveFactsAt(now, standing, thread.id), now.today)
        .filter(({ refusal }) => refusal === null)
        .map(({ move }) => [{ move, standing }, eagerness[move]] as const),
    );
    const chosen = chance.weighed(open) ?? { move: chance.oneOf(moveNames)!, standing: this.anybody() };
    return this.made(chosen.move, thread, chosen.standing);
  }

  /** The revision people saw: now and then the one before. */
  private seen(revision: number): number {
    return this.chance.happens(0.06) ? revision - 1 : revision;
  }

  private offerUnder(parent: ParentRef, thread: string | null) {
    const { now } = this;
    const { tables, today } = now;
    const measure =
      tables.aims.get(parent.id)?.terms.measured.measure ??
      tables.goals.get(parent.id)?.terms.measured?.measure ??
      tables.threads.get(parent.id)?.state.episode.table.offer.measured?.measure ??
      null;
    const pledges = thread === null ? [] : tables.threadsByParent.of(`THREAD:${thread}`).filter((id) => this.isPledge(id));
    return inventOffer(this.chance, { today, measure, pledges });
  }

  private isPledge(id: string): boolean {
    return this.now.tables.threads.get(id)?.state.thread.kind === 'PLEDGE';
  }

  private made(move: MoveName, { id, state }: ThreadRecord, by: Standing): Order {
    const { chance, now } = this;
    const { thread, episode } = state;
    const parentRevision = this.seen(parentRevisionOf(now.tables, thread.parent));
    const round = this.seen(episode.round);
    const offerHash = (tableOf(state) ?? episode.table).offerHash;
    const reason = 'so that it can go on';
    const offer = () => this.offerUnder(thread.parent, id);
    const later = chance.happens(0.5) ? null : '2026-12-18';
    const play = <C extends keyof Commands['catchball'] & string>(command: C, input: Commands['catchball'][C]): Order =>
      this.ordered(by, 'catchball', command, input, id);
    switch (move) {
      case 'ServeBall':
        return play(move, { parentRevision, kind: thread.kind, parent: thread.parent, receiver: thread.receiver, offer: offer() });
      case 'CounterOffer':
        return play(move, { parentRevision, round, offer: offer(), rationale: reason, replyBy: later });
      case 'AskQuestion':
        return play(move, { round, question: 'which wards?' });
      case 'AnswerQuestion':
        return play(move, { round, answer: 'all of them' });
      case 'ExtendReply':
        return play(move, { round, replyBy: '2027-01-29', reason });
      case 'AcceptOffer':
        return play(move, { parentRevision, round, offerHash });
      case 'Commit':
        return play(move, { parentRevision, offerHash });
      case 'Decline':
        return play(move, { round, reason });
      case 'AppointArbiter':
        return play(move, { arbiter: chance.oneOf(['chief-executive', 'chief-operating', 'chief-nurse'])!, minute: 'board minute 9' });
      case 'ConfirmSettlement':
      case 'OpenEarlierOffers':
        return play(move, {});
      case 'Direct':
        return play(move, { parentRevision, offer: offer(), rationale: reason });
      case 'ReturnBall':
        return play(move, { ball: this.anySide(), rationale: reason, replyBy: '2027-01-29' });
      case 'Renegotiate':
        return play(move, { parentRevision, offer: offer(), reason, cause: this.causeFor(id, by) });
      case 'ConfirmParent':
        return play(move, { parentRevision });
      case 'OverrideCap':
        return play(move, { cap: chance.oneOf(['UNIT_GOALS', 'OWNER_LOAD'] as const)!, reason });
      case 'WaiveMandate':
        return play(move, { offerHash, reason });
      case 'Retract':
      case 'Escalate':
      case 'WithdrawEscalation':
      case 'CloseThread':
      case 'ConsentToRenegotiate':
      case 'Release':
      case 'WithdrawReleaseProposal':
      case 'Withdraw':
        return play(move, { reason });
    }
  }

  private anySide(): Side {
    return this.chance.oneOf(['GIVER', 'RECEIVER'] as const)!;
  }

  /** What a decision may be negotiated again for, where it is one. */
  private causeFor(id: string, by: Standing): RenegotiationCause | null {
    const { guards, parent } = moveFactsAt(this.now, by, id);
    const inForce = inForceOf(this.now.tables.threads.get(id)!.state);
    if (inForce?.kind !== 'DIRECTED') return null;
    if (parent.revision > inForce.parentRevision) return { kind: 'PARENT_CHANGED', reference: 'the parent was revised' };
    const failed = guards.conditionsFailed[0]?.id ?? guards.grantsLate[0];
    if (failed !== undefined) return { kind: 'CONDITION_FAILED', reference: failed };
    return inForce.consent === null
      ? { kind: 'PERIODS_MISSED', reference: 'two months' }
      : { kind: 'ARBITER_CONSENT', reference: inForce.consent };
  }

  /** Signatures of whoever may sign now, up to three at once: commitments that cannot know of each other. */
  signatures(): Order[] {
    const { chance, now } = this;
    const tentative = Array.from(now.tables.threads.values()).filter(({ state }) => state.phase === 'tentative');
    return tentative
      .filter(() => chance.happens(0.7))
      .slice(0, 3)
      .flatMap((thread) =>
        standingsNow(now)
          .filter(({ post }) => [thread.state.thread.giver, thread.state.thread.receiver].includes(post))
          .filter(() => chance.happens(0.6))
          .map((standing) => this.made('Commit', thread, standing)),
      );
  }

  /** A new thread: mostly opened by whoever ought to, under something that stands. */
  private serve(): Order {
    const receivers = posts.filter(({ role }) => role === 'LEAD' || role === 'MEMBER');
    return this.served(this.chance.oneOf(receivers)!.post, null);
  }

  /** A goal that is to serve another parent, or one more. */
  private reparent(): Order | undefined {
    const goal = this.chance.oneOf(Array.from(this.now.tables.goals.values()).filter(isActive));
    return goal && this.served(goal.owner, goal.id);
  }

  private served(receiver: string, existingGoal: string | null): Order {
    const { chance, now } = this;
    const { tables } = now;
    const parents: readonly (readonly [ref: ParentRef, owner: string, weight: number])[] = [
      ...Array.from(tables.aims.values(), ({ id, terms }) => [{ kind: 'AIM', id }, terms.sponsor, 2] as const),
      ...Array.from(tables.goals.values(), (goal) => [{ kind: 'GOAL', id: goal.id }, goal.owner, isActive(goal) ? 3 : 0.1] as const),
      ...Array.from(
        tables.threads.values(),
        ({ id, state }) => [{ kind: 'THREAD', id }, state.thread.receiver, isInPlay(state) ? 1.5 : 0.3] as const,
      ),
    ];
    const others = parents.filter(([, owner]) => owner !== receiver);
    const [parent, giver] = chance.weighed(others.map(([ref, owner, weight]) => [[ref, owner] as const, weight]))!;
    const kind = chance.weighed([
      ['DOWNWARDS', 6],
      ['BOTTOM_UP', 3],
      ['PLEDGE', 3],
    ] as const)!;
    const opener = kind === 'DOWNWARDS' || (kind === 'PLEDGE' && chance.happens(0.7)) ? giver : receiver;
    const openers = standingsNow(now).filter(({ post }) => post === opener);
    return this.ordered(chance.happens(0.92) ? (chance.oneOf(openers) ?? this.anybody()) : this.anybody(), 'catchball', 'ServeBall', {
      kind,
      parent,
      parentRevision: this.seen(parentRevisionOf(tables, parent)),
      receiver,
      offer: this.offerUnder(parent, null),
      private: chance.happens(0.2),
      existingGoal,
    });
  }
}
