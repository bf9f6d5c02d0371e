/** The moves of two sides between the serve and the signatures. */
import { type Actor, isRejection, reject } from '#kernel';
import { saidDay } from '../arithmetic/in-words.js';
import { addWorkingDays } from '../arithmetic/working-days.js';
import type { ExistingGoalFacts, GuardFacts, ParentFacts, PartyFacts, PlanningFacts } from '../facts.js';
import { checkProse } from '../texts.js';
import { otherSide, type PostId, type Side } from '../vocabulary.js';
import type { CatchballCommands } from './catchball.commands.js';
import {
  type Asking,
  checkGuards,
  checkHash,
  checkParent,
  checkParentCommitted,
  checkReason,
  checkReplyBy,
  checkRevision,
  checkRound,
  checkTableRevision,
  checkTwoPersons,
  type Decides,
  factsOf,
  type Happened,
  inPhase,
  lastRound,
  offered,
  ownBall,
  type Parties,
  pauseOf,
  replyDay,
  settled,
  sideIn,
  sideOf,
  sideWords,
  signWorkingDays,
  standsInForVacancy,
} from './catchball.guards.js';
import type { CatchballState, In, Signature } from './catchball.state.js';
import { checkOffer } from './offer.js';
import type { No } from './refusals.js';

/** Who signed for which side, once the second signature is given. */
const bothSigned = (side: Side, actor: Actor, other: Signature, parties: PartyFacts) => {
  const mine = { person: actor.person, post: factsOf(parties, side).post };
  return side === 'GIVER' ? { giver: mine, receiver: other } : { giver: other, receiver: mine };
};

/** What is served again after a decline is the same thread: its parent, receiver and kind stay. */
const checkSameThread = (state: CatchballState, command: CatchballCommands['ServeBall'], { receiver }: PartyFacts): No | null => {
  if (state.phase === 'unserved') return null;
  const { kind, parent } = state.thread;
  const same =
    command.kind === kind &&
    command.parent.kind === parent.kind &&
    command.parent.id === parent.id &&
    [state.thread.receiver, receiver.post].includes(command.receiver);
  return same ? null : reject('DifferentThread', 'parent, receiver and kind of a thread stay as they are, open a new thread for others');
};

/** Who may make these moves now. */
/** A goal gets another parent only with its own owner on the receiving side: nobody negotiates over somebody else's. */
const checkExistingGoal = (existing: ExistingGoalFacts | null, receiver: PostId): No | null => {
  if (!existing) return null;
  if (!existing.exists)
    return reject('UnknownGoal', `there is no goal ${existing.goal} to give another parent, choose one of the receiver's`);
  return existing.owner === receiver
    ? null
    : reject('NotTheGoalsOwner', `the goal is owned by ${existing.owner}, not by ${receiver}: re-parent it with its owner`);
};

export const mayNegotiate = {
  ServeBall: (
    state: CatchballState,
    { actor, facts }: Asking<Parties & { parent: ParentFacts; existing: ExistingGoalFacts | null }>,
  ): { side: Side } | No => {
    const { parties, parent, existing } = facts;
    const { giver, receiver } = parties;
    if (state.phase !== 'unserved' && state.phase !== 'declined')
      return reject('AlreadyServed', 'this thread has been served, make a move in it or open another thread');
    const no = checkParent(parent);
    if (no) return no;
    if (!giver.exists || !receiver.exists)
      return reject('UnknownPost', `there is no post ${giver.exists ? receiver.post : giver.post}, choose one of the organisation`);
    const side = sideOf(actor, parties);
    if (isRejection(side)) return side;
    if (giver.post !== parent.owner)
      return reject('NotTheParentsOwner', `the parent is owned by ${parent.owner}, not by ${giver.post}: open a new thread with its owner`);
    return checkExistingGoal(existing, receiver.post) ?? checkTwoPersons(parties) ?? { side };
  },

  CounterOffer: (state: CatchballState, { actor, facts }: Asking<Parties & { parent: ParentFacts }>) => {
    const mine = ownBall(state, actor, facts.parties);
    if (isRejection(mine)) return mine;
    const { round } = mine.open.episode;
    if (round >= lastRound) return reject('LastRound', `round ${round} cannot be countered, accept it, decline it, or escalate`);
    return checkParent(facts.parent) ?? mine;
  },

  AskQuestion: (state: CatchballState, { actor, facts }: Asking<Parties>): { open: In<'open'>; side: Side } | No => {
    const open = inPhase(state, 'open');
    if (isRejection(open)) return open;
    // A giver who is also the lead above asks as the giver: asked for the receiver, it would count as a move for the other side.
    const own = sideOf(actor, facts.parties);
    const side = isRejection(own) && standsInForVacancy(open, actor, facts.parties) ? open.episode.ball : own;
    if (isRejection(side)) return side;
    return open.question ? reject('QuestionOpen', `${sideWords[open.question.side]} has asked already, answer that first`) : { open, side };
  },

  AnswerQuestion: (state: CatchballState, { actor, facts }: Asking<Parties>) => {
    const mine = sideIn(inPhase(state, 'open'), actor, facts.parties);
    if (isRejection(mine)) return mine;
    const { question } = mine.state;
    if (!question) return reject('NoQuestion', 'no question is open, make your move instead');
    return question.side === mine.side ? reject('OwnQuestion', 'your own side asked, the other side answers') : mine;
  },

  ExtendReply: (state: CatchballState, { actor, facts }: Asking<Parties>): { open: In<'open'>; side: Side | null } | No => {
    const open = inPhase(state, 'open');
    if (isRejection(open)) return open;
    if (standsInForVacancy(open, actor, facts.parties)) return { open, side: null };
    const side = sideOf(actor, facts.parties);
    if (isRejection(side)) return side;
    return side === open.episode.ball
      ? reject('NotWaiting', 'the ball is with your own side, ask the other side for more time')
      : { open, side };
  },

  AcceptOffer: (state: CatchballState, { actor, facts }: Asking<Parties & { parent: ParentFacts }>) => {
    const mine = ownBall(state, actor, facts.parties);
    if (isRejection(mine)) return mine;
    const { author, movers, table } = mine.open.episode;
    if (author === mine.side)
      return reject('OwnOffer', "the offer on the table is your own side's, counter it or let the other side have it");
    if (movers[author].includes(actor.person))
      return reject('MovedForOtherSide', `you have moved for ${sideWords[author]} in this negotiation, somebody else has to accept`);
    return checkParent(facts.parent) ?? checkTableRevision(table, facts.parent) ?? mine;
  },

  Commit: (
    state: CatchballState,
    { actor, facts }: Asking<Parties & { parent: ParentFacts; guards: GuardFacts; planning: PlanningFacts }>,
  ) => {
    const mine = sideIn(inPhase(state, 'tentative'), actor, facts.parties);
    if (isRejection(mine)) return mine;
    const { signatures, episode, thread } = mine.state;
    if (signatures[mine.side]) return reject('AlreadySigned', `${sideWords[mine.side]} has signed, the other side's signature is awaited`);
    if (signatures[otherSide(mine.side)]?.person === actor.person)
      return reject('TwoPersonsNeeded', 'you have signed for the other side, a second person has to sign for this one');
    return (
      checkParent(facts.parent) ??
      checkParentCommitted(thread.kind, facts.parent) ??
      checkTableRevision(episode.table, facts.parent) ??
      checkGuards(mine.state, episode.table, facts) ??
      mine
    );
  },

  Retract: (state: CatchballState, { actor, facts }: Asking<Parties>) => sideIn(inPhase(state, 'tentative'), actor, facts.parties),

  Decline: (state: CatchballState, { actor, facts }: Asking<Parties>) => {
    const mine = ownBall(state, actor, facts.parties);
    if (isRejection(mine)) return mine;
    return mine.side === mine.open.episode.opener
      ? reject('OpenerWithdraws', 'your side opened this negotiation, withdraw it instead of declining')
      : mine;
  },

  Withdraw: (state: CatchballState, { actor, facts }: Asking<Parties>) => {
    const played = inPhase(state, 'open', 'tentative', 'declined');
    if (isRejection(played)) return played;
    const { opener } = played.episode;
    const { post } = factsOf(facts.parties, opener);
    // A reorganisation may have brought both sides to one post, whose holder then ends what nobody can negotiate.
    if (facts.parties.giver.post !== facts.parties.receiver.post) {
      const side = sideOf(actor, facts.parties);
      if (isRejection(side)) return side;
      if (side !== opener)
        return reject('NotTheOpener', `${post} opened this negotiation and may withdraw it, you may decline or escalate`);
    } else if (actor.post !== post) return reject('NotYourSide', `only ${post}, which stands for both sides, may withdraw this`);
    return played;
  },
};

export const negotiation: Decides<keyof typeof mayNegotiate> = {
  ServeBall: (state, command, context) => {
    const { facts, today, subject, hash } = context;
    const ready = mayNegotiate.ServeBall(state, context);
    if (isRejection(ready)) return ready;
    const no =
      checkSameThread(state, command, facts.parties) ??
      checkRevision(command.parentRevision, facts.parent) ??
      checkReplyBy(command.replyBy, today) ??
      checkOffer(command.offer, facts.planning, facts.parent, subject);
    if (no) return no;
    const again = state.phase === 'unserved' ? null : state;
    const { side } = ready;
    const opening = command.kind === 'BOTTOM_UP' ? 'RECEIVER' : command.kind === 'DOWNWARDS' ? 'GIVER' : side;
    if (!again && opening !== side)
      return reject(
        'WrongOpener',
        `a ${command.kind === 'DOWNWARDS' ? 'downward' : 'bottom-up'} thread is served by ${side === 'GIVER' ? 'the receiver' : 'the giver'}, choose the other kind or leave the serve to them`,
      );
    return [
      {
        type: 'BallServed',
        data: {
          ...offered(command.offer, command.parentRevision, hash),
          kind: command.kind,
          parent: command.parent,
          cycle: again?.thread.cycle ?? facts.parent.cycle,
          giver: again?.thread.giver ?? facts.parties.giver.post,
          receiver: again?.thread.receiver ?? facts.parties.receiver.post,
          opener: again?.episode.opener ?? side,
          side,
          episode: again?.episode.number ?? 1,
          round: again ? again.episode.round + 1 : 1,
          replyBy: replyDay(command.replyBy, today, facts.planning),
          private: again?.thread.private ?? command.private ?? false,
          existingGoal: again ? again.thread.existingGoal : (command.existingGoal ?? null),
        },
      },
    ];
  },

  CounterOffer: (state, command, context) => {
    const { facts, today, subject, hash } = context;
    const ready = mayNegotiate.CounterOffer(state, context);
    if (isRejection(ready)) return ready;
    const { episode } = ready.open;
    const no =
      checkRound(episode, command.round) ??
      checkRevision(command.parentRevision, facts.parent) ??
      checkProse('the rationale of the counter', command.rationale) ??
      checkReplyBy(command.replyBy, today) ??
      checkOffer(command.offer, facts.planning, facts.parent, subject);
    if (no) return no;
    return [
      {
        type: 'OfferCountered',
        data: {
          ...offered(command.offer, command.parentRevision, hash),
          side: ready.side,
          episode: episode.number,
          round: episode.round + 1,
          rationale: command.rationale,
          replyBy: replyDay(command.replyBy, today, facts.planning),
        },
      },
    ];
  },

  AskQuestion: (state, { question, round }, context) => {
    const ready = mayNegotiate.AskQuestion(state, context);
    if (isRejection(ready)) return ready;
    const no = checkRound(ready.open.episode, round) ?? checkProse('the question', question);
    return no ?? [{ type: 'QuestionAsked', data: { side: ready.side, question, round } }];
  },

  AnswerQuestion: (state, { answer, round }, context) => {
    const ready = mayNegotiate.AnswerQuestion(state, context);
    if (isRejection(ready)) return ready;
    const no = checkRound(ready.state.episode, round) ?? checkProse('the answer', answer);
    if (no) return no;
    const { today, facts } = context;
    const pausedDays = pauseOf(ready.state, today, facts.planning);
    const replyBy = addWorkingDays(ready.state.replyBy, pausedDays, facts.planning);
    return [{ type: 'QuestionAnswered', data: { side: ready.side, answer, round, pausedDays, replyBy } }];
  },

  ExtendReply: (state, { replyBy, reason, round }, context) => {
    const ready = mayNegotiate.ExtendReply(state, context);
    if (isRejection(ready)) return ready;
    const no = checkRound(ready.open.episode, round) ?? checkReason(reason) ?? checkReplyBy(replyBy, context.today);
    if (no) return no;
    if (replyBy <= ready.open.replyBy)
      return reject('NotLater', `the reply is due on ${saidDay(ready.open.replyBy)}, an extension names a later day`);
    return [{ type: 'ReplyExtended', data: { by: context.actor.post, side: ready.side, replyBy, reason } }];
  },

  AcceptOffer: (state, { offerHash, parentRevision, round }, context) => {
    const ready = mayNegotiate.AcceptOffer(state, context);
    if (isRejection(ready)) return ready;
    const { today, facts } = context;
    const no =
      checkRound(ready.open.episode, round) ?? checkHash(ready.open.episode, offerHash) ?? checkRevision(parentRevision, facts.parent);
    if (no) return no;
    const signBy = addWorkingDays(today, signWorkingDays, facts.planning);
    return [{ type: 'OfferAccepted', data: { side: ready.side, offerHash, parentRevision, round, signBy } }];
  },

  Commit: (state, { offerHash, parentRevision }, context) => {
    const ready = mayNegotiate.Commit(state, context);
    if (isRejection(ready)) return ready;
    const { actor, facts } = context;
    const { side } = ready;
    const { episode, signatures, thread } = ready.state;
    const no = checkHash(episode, offerHash) ?? checkRevision(parentRevision, facts.parent);
    if (no) return no;
    const signed: Happened = { type: 'CommitmentSigned', data: { side, offerHash, parentRevision } };
    const other = signatures[otherSide(side)];
    if (!other) return [signed];
    return [
      signed,
      {
        type: 'CommitmentMade',
        data: {
          ...settled(episode.table, facts.guards),
          side,
          episode: episode.number,
          signatures: bothSigned(side, actor, other, facts.parties),
          existingGoal: thread.existingGoal,
        },
      },
    ];
  },

  Retract: (state, { reason }, context) => {
    const ready = mayNegotiate.Retract(state, context);
    if (isRejection(ready)) return ready;
    const no = checkReason(reason);
    if (no) return no;
    const replyBy = replyDay(null, context.today, context.facts.planning);
    return [{ type: 'AcceptanceRetracted', data: { side: ready.side, reason, round: ready.state.episode.round, replyBy } }];
  },

  Decline: (state, { reason, round }, context) => {
    const ready = mayNegotiate.Decline(state, context);
    if (isRejection(ready)) return ready;
    const no = checkRound(ready.open.episode, round) ?? checkReason(reason);
    return no ?? [{ type: 'OfferDeclined', data: { side: ready.side, reason, round } }];
  },

  Withdraw: (state, { reason }, context) => {
    const ready = mayNegotiate.Withdraw(state, context);
    if (isRejection(ready)) return ready;
    return checkReason(reason) ?? [{ type: 'ThreadWithdrawn', data: { reason, cause: null } }];
  },
};
