import type { Effect, Policy } from '#kernel';
import type { CatchballEvents } from '../catchball/catchball.events.js';
import { isInPlay } from '../catchball/catchball.state.js';
import type { GoalEvents } from '../goal/goal.events.js';
import type { StrategyEvents } from '../strategy/strategy.events.js';
import type { Tables } from '../views/index.js';
import { childThreads, parentRevisionOf } from '../views/parents.js';
import type { ParentRef } from '../vocabulary.js';
import { toThread } from './effects.js';

interface Happened {
  readonly id: string;
  readonly subject: string;
}

/** Every child that negotiates or stands on an older revision is told; the parent's own serve has no children yet. */
const toldChildren = (tables: Tables, parent: ParentRef, cause: string): Effect[] =>
  childThreads(tables, parent).flatMap((child) => {
    const { state } = tables.threads.get(child)!;
    if (!isInPlay(state) && !state.inForce) return [];
    const parentRevision = parentRevisionOf(tables, state.thread.parent);
    const older =
      (isInPlay(state) && state.episode.table.parentRevision < parentRevision) ||
      (state.inForce?.parentRevision ?? parentRevision) < parentRevision;
    return older ? [toThread(child, 'NoteParentChange', { cause, parentRevision })] : [];
  });

/** A provisional parent changes with each offer; once something is in force it changes with the goal. */
const provisionalChanged = (tables: Tables, { id, subject }: Happened): Effect[] => {
  const settled = tables.threads.get(subject)!.firstSettled;
  return settled ? [] : toldChildren(tables, { kind: 'THREAD', id: subject }, id);
};

/** A move that was decided before the parent's change was known and written after it: nobody else will tell it. */
const slippedIn = (tables: Tables, { id, subject }: Happened, parentRevision: number): Effect[] => {
  const now = parentRevisionOf(tables, tables.threads.get(subject)!.state.thread.parent);
  return parentRevision < now ? [toThread(subject, 'NoteParentChange', { cause: id, parentRevision: now })] : [];
};

const slippedInBy = (tables: Tables, event: Happened & { readonly data: { readonly parentRevision: number } }): Effect[] =>
  slippedIn(tables, event, event.data.parentRevision);

/** A new revision of an aim, a goal or a provisional parent reopens what is tentative and asks what is in force to confirm. */
export const parentChanged: Policy<Tables, StrategyEvents & GoalEvents & CatchballEvents> = {
  name: 'parent-changed',
  on: {
    AimRevised: (tables, { id, data }) => toldChildren(tables, { kind: 'AIM', id: data.aim }, id),
    GoalRevised: (tables, { id, subject }) => toldChildren(tables, { kind: 'GOAL', id: subject }, id),
    BallServed: (tables, event) => [...provisionalChanged(tables, event), ...slippedInBy(tables, event)],
    OfferCountered: (tables, event) => [...provisionalChanged(tables, event), ...slippedInBy(tables, event)],
    OfferAccepted: slippedInBy,
    CommitmentMade: slippedInBy,
    DirectionGiven: (tables, event) => [...directed(tables, event), ...slippedInBy(tables, event)],
    RenegotiationOpened: slippedInBy,
    ParentRevisionConfirmed: slippedInBy,
  },
};

/** The arbiter's offer is a new one to the children, also when it ends the negotiation: a later one changes the goal. */
function directed(tables: Tables, { id, subject, data }: Happened & { readonly data: CatchballEvents['DirectionGiven'] }): Effect[] {
  const first = tables.threads.get(subject)!.firstSettled;
  return first?.episode === data.episode ? toldChildren(tables, { kind: 'THREAD', id: subject }, id) : [];
}
