import type { Actor, Day } from '#kernel';
import {
  otherSide,
  parentRevisionOf,
  resolveParent,
  type CatchballCommands,
  type ParentRef,
  type PostId,
  type ServedState,
  type Side,
  type ThreadKind,
} from '#strategy';
import { changed, offerOf, type Change, type Draft } from './draft.js';
import type { When } from './sample-year.js';
import type { Stage } from './stage.js';

/** What happens in a thread on a day. */
export interface Turn {
  readonly on: When;
  readonly play: (thread: Thread) => Promise<void>;
}

/** One negotiation of the story, from its first offer to wherever it comes. */
export interface ThreadScript {
  readonly key: string;
  readonly kind?: ThreadKind;
  /** An aim of the plan, another thread of the story by the goal it made, or that thread while it is still negotiated. */
  readonly under: { readonly aim: string } | { readonly goal: string } | { readonly thread: string };
  readonly receiver: string;
  readonly private?: boolean;
  readonly offer: Draft;
  readonly turns: readonly Turn[];
}

/**
 * A thread as it is played. Whoever has to move looks at the screen first: round, offer and the parent's revision are
 * read from the views when the move is made.
 */
export class Thread {
  private draft: Draft;
  readonly id: string;

  constructor(
    readonly stage: Stage,
    private readonly script: ThreadScript,
  ) {
    this.draft = script.offer;
    this.id = stage.thread(script.key);
  }

  private get parent(): ParentRef {
    const { under } = this.script;
    if ('aim' in under) return { kind: 'AIM', id: this.stage.id('aim', under.aim) };
    return 'goal' in under ? { kind: 'GOAL', id: this.stage.thread(under.goal) } : { kind: 'THREAD', id: this.stage.thread(under.thread) };
  }

  private get state(): ServedState {
    const thread = this.stage.tables.threads.get(this.id);
    if (!thread) throw new Error(`the thread ${this.script.key} has not been served by ${this.stage.today}`);
    return thread.state;
  }

  private get parentRevision(): number {
    return parentRevisionOf(this.stage.tables, this.parent);
  }

  private get round(): number {
    return this.state.episode.round;
  }

  private get parentOwner(): PostId {
    const { aims, goals, threads } = this.stage.tables;
    const { kind, id } = resolveParent(this.stage.tables, this.parent);
    const owner =
      kind === 'AIM' ? aims.get(id)?.terms.sponsor : kind === 'GOAL' ? goals.get(id)?.owner : threads.get(id)?.state.thread.receiver;
    if (owner === undefined) throw new Error(`the parent of ${this.script.key} is not there on ${this.stage.today}`);
    return owner;
  }

  private get parentMeasure(): string | null {
    const { aims, goals, threads } = this.stage.tables;
    const { kind, id } = resolveParent(this.stage.tables, this.parent);
    const served = threads.get(id)?.state;
    const terms =
      kind === 'AIM' ? aims.get(id)?.terms : kind === 'GOAL' ? goals.get(id)?.terms : (served?.inForce ?? served?.episode.table)?.offer;
    return terms?.measured?.measure ?? null;
  }

  private postOf(side: Side): PostId {
    const { thread } = this.state;
    return side === 'GIVER' ? thread.giver : thread.receiver;
  }

  private get ball(): Side {
    return this.state.episode.ball;
  }

  private offered(change: Change = {}) {
    this.draft = changed(this.draft, change);
    return offerOf(this.draft, this.stage, this.parentMeasure);
  }

  private move<Name extends keyof CatchballCommands>(actor: Actor, name: Name, input: CatchballCommands[Name]): Promise<void> {
    return this.stage.send(actor, 'catchball', name, this.id, input);
  }

  private by(side: Side): Actor {
    return this.stage.holder(this.postOf(side));
  }

  serve(replyBy: Day | null): Promise<void> {
    const { kind = 'DOWNWARDS', receiver } = this.script;
    const receiving = this.stage.id('post', receiver);
    const again = this.stage.tables.threads.get(this.id);
    const actor = this.stage.holder(kind === 'BOTTOM_UP' || again ? receiving : this.parentOwner);
    return this.move(actor, 'ServeBall', {
      kind,
      parent: this.parent,
      receiver: receiving,
      offer: this.offered(),
      parentRevision: this.parentRevision,
      replyBy,
      private: this.script.private ?? false,
    });
  }

  counter(change: Change, rationale: string): Promise<void> {
    const { parentRevision, round } = this;
    return this.move(this.by(this.ball), 'CounterOffer', { offer: this.offered(change), rationale, parentRevision, round });
  }

  ask(side: Side, question: string): Promise<void> {
    return this.move(this.by(side), 'AskQuestion', { question, round: this.round });
  }

  answer(answer: string): Promise<void> {
    const { state } = this;
    if (state.phase !== 'open' || !state.question) throw new Error(`no question is open in ${this.script.key}`);
    return this.move(this.by(otherSide(state.question.side)), 'AnswerQuestion', { answer, round: this.round });
  }

  extend(replyBy: Day, reason: string): Promise<void> {
    return this.move(this.by(otherSide(this.ball)), 'ExtendReply', { replyBy, reason, round: this.round });
  }

  accept(): Promise<void> {
    const { parentRevision, round } = this;
    return this.move(this.by(this.ball), 'AcceptOffer', { offerHash: this.state.episode.table.offerHash, parentRevision, round });
  }

  /** One side's signature; the deputy's where the holder is away. */
  sign(side: Side, deputy = false): Promise<void> {
    const post = this.postOf(side);
    const actor = deputy ? this.stage.deputy(post) : this.stage.holder(post);
    return this.move(actor, 'Commit', { offerHash: this.state.episode.table.offerHash, parentRevision: this.parentRevision });
  }

  retract(side: Side, reason: string): Promise<void> {
    return this.move(this.by(side), 'Retract', { reason });
  }

  decline(reason: string): Promise<void> {
    return this.move(this.by(this.ball), 'Decline', { reason, round: this.round });
  }

  escalate(side: Side, reason: string): Promise<void> {
    return this.move(this.by(side), 'Escalate', { reason });
  }

  direct(arbiter: string, change: Change, rationale: string): Promise<void> {
    const { parentRevision } = this;
    return this.move(this.stage.holder(this.stage.id('post', arbiter)), 'Direct', {
      offer: this.offered(change),
      rationale,
      parentRevision,
    });
  }

  withdraw(reason: string): Promise<void> {
    return this.move(this.by(this.state.episode.opener), 'Withdraw', { reason });
  }

  renegotiate(side: Side, change: Change, reason: string, cause: CatchballCommands['Renegotiate']['cause'] = null): Promise<void> {
    const { parentRevision } = this;
    return this.move(this.by(side), 'Renegotiate', { offer: this.offered(change), reason, cause, parentRevision });
  }

  confirm(): Promise<void> {
    return this.move(this.by('RECEIVER'), 'ConfirmParent', { parentRevision: this.parentRevision });
  }

  release(side: Side, reason: string): Promise<void> {
    return this.move(this.by(side), 'Release', { reason });
  }

  /** The post that owns the goal this thread made. */
  get owner(): Actor {
    return this.stage.holder(this.stage.tables.goals.get(this.id)!.owner);
  }
}
