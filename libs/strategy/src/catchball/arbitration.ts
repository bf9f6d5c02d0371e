/** What happens above the two sides: escalation, the arbiter's decision, and the exceptions a superior may grant. */
import { type Actor, isRejection, reject } from '#kernel';
import { saidDay } from '../arithmetic/in-words.js';
import { addWorkingDays } from '../arithmetic/working-days.js';
import type { ArbiterFacts, GuardFacts, ParentFacts, PartyFacts, PlanningFacts } from '../facts.js';
import { checkProse } from '../texts.js';
import { otherSide, type PostId } from '../vocabulary.js';
import {
  arbiterInCharge,
  arbitersOf,
  type Asking,
  checkGuards,
  checkHash,
  checkImpartial,
  checkParent,
  checkParentCommitted,
  checkReason,
  checkReplyBy,
  checkRevision,
  decideWorkingDays,
  type Decides,
  escalationRound,
  inPhase,
  isOwnerCapReached,
  isUnitCapReached,
  offered,
  overdueSide,
  type Parties,
  replyDay,
  settled,
  sideIn,
  sideWords,
} from './catchball.guards.js';
import type { CatchballState } from './catchball.state.js';
import { checkOffer } from './offer.js';
import type { No } from './refusals.js';

/** An escalated thread, for the arbiter in charge today, or the post that has taken over from it. */
const asArbiter = (
  state: CatchballState,
  { actor, today, facts }: Asking<Parties & { planning: PlanningFacts; predecessors: PostId[] }>,
) => {
  const escalated = inPhase(state, 'escalated');
  if (isRejection(escalated)) return escalated;
  const charge = arbiterInCharge(escalated, today, facts.planning);
  if (!charge) return reject('NotTheArbiter', 'no arbiter is eligible, the board has to appoint one');
  if (charge.post !== actor.post && !facts.predecessors.includes(charge.post))
    return reject('NotTheArbiter', `${charge.post} has to decide by ${saidDay(charge.decideBy)}, leave it to them`);
  return checkImpartial(actor, facts.parties) ?? { escalated, arbiter: actor.post };
};

/** An exception is a superior's to grant: nobody grants it to a post they hold themselves, in whatever post they act. */
const checkOwnException = ({ person, post }: Actor, { receiver }: PartyFacts): No | null =>
  post === receiver.post || receiver.holders.includes(person)
    ? reject('OwnException', `you hold ${receiver.post}, which the exception is for: ask somebody who does not`)
    : null;

/** Who may make these moves now. */
export const mayArbitrate = {
  Escalate: (state: CatchballState, { actor, today, facts }: Asking<Parties & { planning: PlanningFacts }>) => {
    const mine = sideIn(inPhase(state, 'open', 'tentative', 'declined'), actor, facts.parties);
    if (isRejection(mine)) return mine;
    const { phase, thread, episode } = mine.state;
    if (thread.closedByArbiter) return reject('ClosedByArbiter', 'an arbiter has closed this thread, it is not escalated again this cycle');
    const free = phase === 'declined' || (phase === 'open' && episode.round >= escalationRound);
    return free || overdueSide(state, today, facts.parties, facts.planning) === otherSide(mine.side)
      ? mine
      : reject(
          'TooEarlyToEscalate',
          `escalate from round ${escalationRound} on, once declined, or while you wait for the other side's overdue reply or signature; until then go on negotiating`,
        );
  },

  AppointArbiter: (state: CatchballState, { actor, facts }: Asking<Parties & { actorIsExecutive: boolean; arbiter: ArbiterFacts }>) => {
    const escalated = inPhase(state, 'escalated');
    if (isRejection(escalated)) return escalated;
    if (facts.arbiter.able.length > 0)
      return reject('ArbiterStands', `${facts.arbiter.able.join(', then ')} can decide, the board appoints somebody only where nobody can`);
    if (!facts.actorIsExecutive) return reject('NotExecutive', "the board's decision is recorded by an executive, ask one");
    return checkImpartial(actor, facts.parties) ?? escalated;
  },

  WithdrawEscalation: (state: CatchballState, { actor, facts }: Asking<Parties>) => {
    const mine = sideIn(inPhase(state, 'escalated'), actor, facts.parties);
    if (isRejection(mine)) return mine;
    return mine.state.by === mine.side
      ? mine
      : reject('NotYourEscalation', `${sideWords[mine.state.by]} escalated and takes it back, then you confirm`);
  },

  ConfirmSettlement: (state: CatchballState, { actor, facts }: Asking<Parties>) => {
    const mine = sideIn(inPhase(state, 'escalated'), actor, facts.parties);
    if (isRejection(mine)) return mine;
    return mine.state.takenBack && mine.state.by !== mine.side
      ? mine
      : reject('NothingToSettle', `${sideWords[mine.state.by]} escalated and takes it back first, then the other side confirms`);
  },

  Direct: (state: CatchballState, asking: Asking<Parties & { parent: ParentFacts; planning: PlanningFacts; predecessors: PostId[] }>) => {
    const charged = asArbiter(state, asking);
    if (isRejection(charged)) return charged;
    const { parent } = asking.facts;
    return checkParent(parent) ?? checkParentCommitted(charged.escalated.thread.kind, parent) ?? charged;
  },

  ReturnBall: asArbiter,

  CloseThread: asArbiter,

  OverrideCap: (state: CatchballState, { actor, facts }: Asking<Parties & { guards: GuardFacts; actorIsExecutive: boolean }>) => {
    const played = inPhase(state, 'open', 'tentative', 'escalated');
    if (isRejection(played)) return played;
    const { receiver } = facts.parties;
    if (played.thread.parent.kind === 'AIM' && !facts.actorIsExecutive)
      return reject('NotExecutive', 'under an annual aim an executive overrides the cap, ask one');
    if (played.thread.parent.kind !== 'AIM' && actor.post !== receiver.lineLead)
      return reject('NotTheLineLead', `only the lead above ${receiver.post} overrides its cap, ask them`);
    const own = checkOwnException(actor, facts.parties);
    if (own) return own;
    return isUnitCapReached(facts.guards) || isOwnerCapReached(facts.guards)
      ? played
      : reject('CapNotReached', "neither the unit's cap nor the owner's load is reached, no override is needed");
  },

  WaiveMandate: (state: CatchballState, { actor, facts }: Asking<Parties & { actorIsExecutive: boolean }>) => {
    const played = inPhase(state, 'open', 'tentative', 'escalated');
    if (isRejection(played)) return played;
    if (!facts.actorIsExecutive) return reject('NotExecutive', 'only an executive lets a target fall short of a mandate, ask one');
    return checkOwnException(actor, facts.parties) ?? played;
  },
};

export const arbitration: Decides<keyof typeof mayArbitrate> = {
  Escalate: (state, { reason }, context) => {
    const ready = mayArbitrate.Escalate(state, context);
    if (isRejection(ready)) return ready;
    const no = checkReason(reason);
    if (no) return no;
    const { today, facts } = context;
    const decideBy = addWorkingDays(today, decideWorkingDays, facts.planning);
    return [{ type: 'ThreadEscalated', data: { side: ready.side, reason, arbiters: arbitersOf(facts.arbiter), decideBy } }];
  },

  AppointArbiter: (state, { arbiter, minute }, context) => {
    const ready = mayArbitrate.AppointArbiter(state, context);
    if (isRejection(ready)) return ready;
    const { today, facts } = context;
    const no = checkProse('the minute reference', minute);
    if (no) return no;
    if (!facts.arbiter.appointeeFits)
      return reject('AppointeeUnfit', `${arbiter} is no executive post that is held and on neither side, choose another`);
    return [{ type: 'ArbiterAppointed', data: { arbiter, minute, decideBy: addWorkingDays(today, decideWorkingDays, facts.planning) } }];
  },

  WithdrawEscalation: (state, { reason }, context) => {
    const ready = mayArbitrate.WithdrawEscalation(state, context);
    if (isRejection(ready)) return ready;
    const no = checkReason(reason);
    if (no) return no;
    return ready.state.takenBack ? [] : [{ type: 'EscalationWithdrawn', data: { side: ready.side, reason } }];
  },

  ConfirmSettlement: (state, _command, context) => {
    const ready = mayArbitrate.ConfirmSettlement(state, context);
    if (isRejection(ready)) return ready;
    const replyBy = replyDay(null, context.today, context.facts.planning);
    return [{ type: 'EscalationSettled', data: { side: ready.side, ball: ready.state.episode.ball, replyBy } }];
  },

  Direct: (state, command, context) => {
    const ready = mayArbitrate.Direct(state, context);
    if (isRejection(ready)) return ready;
    const { facts, subject, hash } = context;
    const { episode, thread } = ready.escalated;
    const no =
      checkRevision(command.parentRevision, facts.parent) ??
      checkProse('the rationale of the decision', command.rationale) ??
      checkOffer(command.offer, facts.planning, facts.parent, subject);
    if (no) return no;
    const table = offered(command.offer, command.parentRevision, hash);
    return (
      checkGuards(ready.escalated, table, facts) ?? [
        {
          type: 'DirectionGiven',
          data: {
            ...settled(table, facts.guards),
            arbiter: ready.arbiter,
            rationale: command.rationale,
            episode: episode.number,
            existingGoal: thread.existingGoal,
          },
        },
      ]
    );
  },

  ReturnBall: (state, { ball, rationale, replyBy }, context) => {
    const ready = mayArbitrate.ReturnBall(state, context);
    if (isRejection(ready)) return ready;
    const no = checkProse('the rationale', rationale) ?? checkReplyBy(replyBy, context.today);
    return no ?? [{ type: 'BallReturned', data: { arbiter: ready.arbiter, rationale, ball, replyBy } }];
  },

  CloseThread: (state, { reason }, context) => {
    const ready = mayArbitrate.CloseThread(state, context);
    if (isRejection(ready)) return ready;
    return checkReason(reason) ?? [{ type: 'ThreadClosed', data: { arbiter: ready.arbiter, reason } }];
  },

  OverrideCap: (state, { cap, reason }, context) => {
    const ready = mayArbitrate.OverrideCap(state, context);
    if (isRejection(ready)) return ready;
    const no = checkReason(reason);
    if (no) return no;
    const { guards } = context.facts;
    if (cap === 'UNIT_GOALS' ? !isUnitCapReached(guards) : !isOwnerCapReached(guards))
      return reject(
        'CapNotReached',
        `${cap === 'UNIT_GOALS' ? "the unit's cap" : "the owner's load"} is not reached, it is the other one that needs an override`,
      );
    return ready.episode.capsOverridden.includes(cap) ? [] : [{ type: 'CapOverridden', data: { cap, reason } }];
  },

  WaiveMandate: (state, { offerHash, reason }, context) => {
    const ready = mayArbitrate.WaiveMandate(state, context);
    if (isRejection(ready)) return ready;
    // An arbiter's offer is on no table before it is the decision, so its waiver comes first.
    const no = (ready.phase === 'escalated' ? null : checkHash(ready.episode, offerHash)) ?? checkReason(reason);
    if (no) return no;
    return ready.episode.mandateWaived.includes(offerHash) ? [] : [{ type: 'MandateWaived', data: { offerHash, reason } }];
  },
};
