import type { Effect, Policy } from '#kernel';
import type { CatchballEvents } from '../catchball/catchball.events.js';
import { isInPlay } from '../catchball/catchball.state.js';
import type { StrategyEvents } from '../strategy/strategy.events.js';
import type { Tables } from '../views/index.js';
import { childThreads } from '../views/parents.js';
import type { ParentRef, ThreadId } from '../vocabulary.js';
import { toThread } from './effects.js';

const withdrawn = (tables: Tables, child: ThreadId, cause: string, reason: string): Effect[] =>
  isInPlay(tables.threads.get(child)!.state) ? [toThread(child, 'WithdrawByPolicy', { cause, reason })] : [];

/**
 * A negotiation that ended with nothing in force takes what was served under it along; pledges made for it lapse,
 * committed ones too. One that only failed to renegotiate leaves its goal, and with it the children, as they are.
 */
const provisionalEnded = (tables: Tables, { id, subject }: { readonly id: string; readonly subject: ThreadId }, how: string): Effect[] => {
  if (tables.threads.get(subject)!.firstSettled) return [];
  return childThreads(tables, { kind: 'THREAD', id: subject }).flatMap((child) => {
    const { thread, inForce, ...state } = tables.threads.get(child)!.state;
    if (thread.kind !== 'PLEDGE') return withdrawn(tables, child, id, `the negotiation it was served under was ${how}`);
    const isOver = !inForce && !['open', 'tentative', 'escalated', 'declined'].includes(state.phase);
    return isOver ? [] : [toThread(child, 'LapsePledge', { cause: id })];
  });
};

/** A dropped aim, or a negotiation that is over with nothing ever in force. */
const hasEnded = ({ aims, threads }: Tables, { kind, id }: ParentRef): boolean => {
  if (kind === 'AIM') return aims.get(id)?.status === 'DROPPED';
  const parent = kind === 'THREAD' ? threads.get(id) : undefined;
  return parent !== undefined && !parent.firstSettled && !isInPlay(parent.state);
};

/** A move that came into play as its parent ended, decided before that was known: nobody else will tell it. */
const slippedIn = (tables: Tables, { id, subject }: { readonly id: string; readonly subject: ThreadId }): Effect[] => {
  const { kind, parent } = tables.threads.get(subject)!.state.thread;
  if (!hasEnded(tables, parent)) return [];
  return kind === 'PLEDGE' && parent.kind === 'THREAD'
    ? [toThread(subject, 'LapsePledge', { cause: id })]
    : [toThread(subject, 'WithdrawByPolicy', { cause: id, reason: 'what it was served under had ended' })];
};

/**
 * What goes with a parent: threads in play under an aim that was dropped, or under a negotiation that came to nothing.
 * Goals in force stay; the tree shows them as "parent dropped" until both sides re-parent or close them.
 */
export const parentEnded: Policy<Tables, StrategyEvents & CatchballEvents> = {
  name: 'parent-ended',
  on: {
    AimDropped: (tables, { id, data }) =>
      childThreads(tables, { kind: 'AIM', id: data.aim }).flatMap((child) =>
        withdrawn(tables, child, id, `the aim was dropped: ${data.reason}`),
      ),
    BallServed: slippedIn,
    RenegotiationOpened: slippedIn,
    ThreadEscalated: slippedIn,
    OfferDeclined: (tables, event) => provisionalEnded(tables, event, 'declined'),
    ThreadClosed: (tables, event) => provisionalEnded(tables, event, 'closed by the arbiter'),
    ThreadWithdrawn: (tables, event) => provisionalEnded(tables, event, 'withdrawn'),
    PledgeLapsed: (tables, event) => provisionalEnded(tables, event, 'a pledge that lapsed'),
  },
};
