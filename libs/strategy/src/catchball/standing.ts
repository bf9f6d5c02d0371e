/** What becomes of a commitment or decision in force, and of a thread when something around it changes. */
import { type Actor, type Day, isRejection, reject } from '#kernel';
import { addWorkingDays } from '../arithmetic/working-days.js';
import type { ArbiterFacts, GuardFacts, ParentFacts, PlanningFacts } from '../facts.js';
import type { Side } from '../vocabulary.js';
import type { CatchballCommands, CatchballFacts } from './catchball.commands.js';
import type { RenegotiationCause } from './catchball.events.js';
import {
  arbitersOf,
  type Asking,
  causesOf,
  checkImpartial,
  checkParent,
  checkReason,
  checkReplyBy,
  checkRevision,
  confirmWorkingDays,
  type Decides,
  type Happened,
  offered,
  type Parties,
  replyDay,
  sideIn,
  sideOf,
} from './catchball.guards.js';
import { type CatchballState, type InForce, isInPlay, type ServedState } from './catchball.state.js';
import { checkOffer } from './offer.js';
import type { No } from './refusals.js';

/** What follows from another event by itself. */
type PolicyCommand = 'NoteParentChange' | 'WithdrawByPolicy' | 'LapsePledge' | 'ReleaseByPolicy';

const inForceIn = (state: CatchballState): { state: ServedState; inForce: InForce } | No => {
  if (state.phase === 'unserved') return reject('NotServed', 'nothing has been offered in this thread yet, serve first');
  return state.inForce
    ? { state, inForce: state.inForce }
    : reject('NothingInForce', 'no commitment or decision of this thread is in force, negotiate one first');
};

/** The arbiter both sides have today, outside an escalation. */
const isArbiterOfSides = ({ post }: Actor, arbiter: ArbiterFacts): boolean => arbitersOf(arbiter)[0] === post;

const isPolicy = ({ post }: Actor): boolean => post.startsWith('policy:');
const policyOnly = (): No => reject('PolicyOnly', 'this follows from another event by itself, no person makes it');

/** The cause somebody names, shown by what happened; where none is needed none has to be named. */
const shownCause = (
  named: RenegotiationCause | null,
  inForce: InForce,
  { parent, guards }: CatchballFacts['Renegotiate'],
): RenegotiationCause | null | No => {
  if (!named)
    return inForce.kind === 'DIRECTED'
      ? reject('CauseMissing', 'this was decided by an arbiter: name the cause for negotiating it again')
      : null;
  const causes = causesOf(inForce, parent, guards).filter(({ kind }) => kind === named.kind);
  const shown = named.kind === 'CONDITION_FAILED' ? causes.find(({ reference }) => reference === named.reference) : causes[0];
  return (
    shown ?? reject('CauseNotShown', `nothing on record since then shows ${named.kind} '${named.reference}', name a cause that happened`)
  );
};

/** What an episode in play leaves behind when the thread ends under it. */
const endOfPlay = (state: ServedState, reason: string, cause: string | null): Happened[] =>
  isInPlay(state) ? [{ type: 'ThreadWithdrawn', data: { reason, cause } }] : [];

/** The parent's new revision asks a child in force to confirm or renegotiate, reopens an agreed one and marks one in play. */
const parentChanged = (
  state: ServedState,
  { cause, parentRevision }: CatchballCommands['NoteParentChange'],
  today: Day,
  planning: PlanningFacts,
): Happened[] => {
  const { episode, inForce } = state;
  const happened: Happened[] = [];
  if (isInPlay(state) && episode.table.parentRevision < parentRevision && (episode.staleSince ?? 0) < parentRevision)
    happened.push(
      state.phase === 'tentative'
        ? { type: 'BallReopened', data: { cause, parentRevision, round: episode.round + 1, replyBy: replyDay(null, today, planning) } }
        : { type: 'ParentChangeNoted', data: { cause, parentRevision, effect: 'STALE', confirmBy: null } },
    );
  if (inForce && inForce.parentRevision < parentRevision && (inForce.change?.parentRevision ?? 0) < parentRevision) {
    const confirmBy = addWorkingDays(today, confirmWorkingDays, planning);
    happened.push({ type: 'ParentChangeNoted', data: { cause, parentRevision, effect: 'CONFIRM', confirmBy } });
  }
  return happened;
};

/** Who may make these moves now. */
export const mayStand = {
  Renegotiate: (
    state: CatchballState,
    { actor, facts }: Asking<Parties & { parent: ParentFacts; guards: GuardFacts }>,
  ): { state: ServedState; inForce: InForce; side: Side } | No => {
    const standing = inForceIn(state);
    if (isRejection(standing)) return standing;
    if (isInPlay(state)) return reject('EpisodeInPlay', 'this thread is being negotiated again already, make your move there');
    const side = sideOf(actor, facts.parties);
    if (isRejection(side)) return side;
    const no = checkParent(facts.parent);
    if (no) return no;
    return standing.inForce.kind === 'DIRECTED' && causesOf(standing.inForce, facts.parent, facts.guards).length === 0
      ? reject(
          'CauseMissing',
          'a decision is negotiated again only for a cause newer than itself: the parent changed, a condition or grant failed, two periods were missed, or the arbiter consents',
        )
      : { ...standing, side };
  },

  ConsentToRenegotiate: (state: CatchballState, { actor, facts }: Asking<Parties & { arbiter: ArbiterFacts }>) => {
    const standing = inForceIn(state);
    if (isRejection(standing)) return standing;
    if (standing.inForce.kind !== 'DIRECTED')
      return reject('NotDirected', 'a commitment is negotiated again without consent, either side opens it');
    if (standing.inForce.consent) return reject('ConsentStands', 'consent is given already, a side may renegotiate');
    if (!isArbiterOfSides(actor, facts.arbiter)) return reject('NotTheArbiter', 'only the arbiter of these two sides consents, ask them');
    return checkImpartial(actor, facts.parties) ?? standing;
  },

  ConfirmParent: (state: CatchballState, { actor, facts }: Asking<Parties & { parent: ParentFacts }>) => {
    const standing = inForceIn(state);
    if (isRejection(standing)) return standing;
    const side = sideOf(actor, facts.parties);
    if (isRejection(side)) return side;
    if (side !== 'RECEIVER') return reject('NotYourSide', `${facts.parties.receiver.post} owns the child and confirms, the giver waits`);
    const no = checkParent(facts.parent);
    if (no) return no;
    return standing.inForce.parentRevision < facts.parent.revision
      ? standing
      : reject(
          'NothingToConfirm',
          `it stands on the parent's revision ${standing.inForce.parentRevision} already, there is nothing to confirm`,
        );
  },

  /** The arbiter releases alone (`side` null); of the sides one proposes, and another person of the other one releases. */
  Release: (
    state: CatchballState,
    { actor, facts }: Asking<Parties & { arbiter: ArbiterFacts }>,
  ): { state: ServedState; inForce: InForce; side: Side | null } | No => {
    const standing = inForceIn(state);
    if (isRejection(standing)) return standing;
    if (isArbiterOfSides(actor, facts.arbiter) && !checkImpartial(actor, facts.parties)) return { ...standing, side: null };
    const side = sideOf(actor, facts.parties);
    if (isRejection(side)) return side;
    const { releaseProposed } = standing.inForce;
    if (releaseProposed?.side === side)
      return reject('OtherSideReleases', 'your side has proposed the release, the other side has to agree');
    return releaseProposed?.person === actor.person
      ? reject('TwoPersonsNeeded', 'you have proposed the release for the other side, a second person has to agree')
      : { ...standing, side };
  },

  WithdrawReleaseProposal: (state: CatchballState, { actor, facts }: Asking<Parties>): { side: Side } | No => {
    const standing = inForceIn(state);
    if (isRejection(standing)) return standing;
    const side = sideOf(actor, facts.parties);
    if (isRejection(side)) return side;
    return standing.inForce.releaseProposed?.side === side
      ? { side }
      : reject('NoProposal', 'your side has proposed no release, there is nothing to take back');
  },

  OpenEarlierOffers: (state: CatchballState, { actor, facts }: Asking<Parties>): { state: ServedState; side: Side } | No => {
    if (state.phase === 'unserved') return reject('NotServed', 'nothing has been offered in this thread yet, serve first');
    const mine = sideIn<ServedState>(state, actor, facts.parties);
    if (isRejection(mine)) return mine;
    return mine.state.thread.private ? mine : reject('NotPrivate', 'this thread is open to everybody already');
  },
};

export const standing: Decides<keyof typeof mayStand | PolicyCommand> = {
  Renegotiate: (state, command, context) => {
    const ready = mayStand.Renegotiate(state, context);
    if (isRejection(ready)) return ready;
    const { facts, today, subject, hash } = context;
    const cause = shownCause(command.cause ?? null, ready.inForce, facts);
    if (isRejection(cause)) return cause;
    const no =
      checkRevision(command.parentRevision, facts.parent) ??
      checkReason(command.reason) ??
      checkReplyBy(command.replyBy, today) ??
      checkOffer(command.offer, facts.planning, facts.parent, subject);
    if (no) return no;
    return [
      {
        type: 'RenegotiationOpened',
        data: {
          ...offered(command.offer, command.parentRevision, hash),
          side: ready.side,
          episode: ready.state.episode.number + 1,
          reason: command.reason,
          cause,
          replyBy: replyDay(command.replyBy, today, facts.planning),
        },
      },
    ];
  },

  ConsentToRenegotiate: (state, { reason }, context) => {
    const ready = mayStand.ConsentToRenegotiate(state, context);
    if (isRejection(ready)) return ready;
    return checkReason(reason) ?? [{ type: 'RenegotiationConsented', data: { arbiter: context.actor.post, reason } }];
  },

  ConfirmParent: (state, { parentRevision }, context) => {
    const ready = mayStand.ConfirmParent(state, context);
    if (isRejection(ready)) return ready;
    return checkRevision(parentRevision, context.facts.parent) ?? [{ type: 'ParentRevisionConfirmed', data: { parentRevision } }];
  },

  Release: (state, { reason }, context) => {
    const ready = mayStand.Release(state, context);
    if (isRejection(ready)) return ready;
    const no = checkReason(reason);
    if (no) return no;
    const { side, inForce } = ready;
    if (side && !inForce.releaseProposed) return [{ type: 'ReleaseProposed', data: { side, reason } }];
    const by = side ? 'BOTH_SIDES' : 'ARBITER';
    return [...endOfPlay(ready.state, reason, null), { type: 'CommitmentReleased', data: { by, reason, cause: null } }];
  },

  WithdrawReleaseProposal: (state, { reason }, context) => {
    const ready = mayStand.WithdrawReleaseProposal(state, context);
    if (isRejection(ready)) return ready;
    return checkReason(reason) ?? [{ type: 'ReleaseProposalWithdrawn', data: { side: ready.side, reason } }];
  },

  OpenEarlierOffers: (state, _command, context) => {
    const ready = mayStand.OpenEarlierOffers(state, context);
    if (isRejection(ready)) return ready;
    const { side } = ready;
    return ready.state.thread.earlierOffersOpenedBy.includes(side) ? [] : [{ type: 'EarlierOffersOpened', data: { side } }];
  },

  NoteParentChange: (state, command, { actor, today, facts }) => {
    if (!isPolicy(actor)) return policyOnly();
    return state.phase === 'unserved' ? [] : parentChanged(state, command, today, facts.planning);
  },

  WithdrawByPolicy: (state, { cause, reason }, { actor }) => {
    if (!isPolicy(actor)) return policyOnly();
    return isInPlay(state) || state.phase === 'declined' ? [{ type: 'ThreadWithdrawn', data: { reason, cause } }] : [];
  },

  LapsePledge: (state, { cause }, { actor }) => {
    if (!isPolicy(actor)) return policyOnly();
    const pledged = state.phase !== 'unserved' && state.thread.kind === 'PLEDGE';
    const over = !pledged || (!isInPlay(state) && state.phase !== 'declined' && !state.inForce);
    return over ? [] : [{ type: 'PledgeLapsed', data: { cause } }];
  },

  ReleaseByPolicy: (state, { cause, reason, agreement }, { actor }) => {
    if (!isPolicy(actor)) return policyOnly();
    if (state.phase === 'unserved' || state.inForce?.event !== agreement) return [];
    return [...endOfPlay(state, reason, cause), { type: 'CommitmentReleased', data: { by: 'POLICY', reason, cause } }];
  },
};
