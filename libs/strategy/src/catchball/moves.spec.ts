import { isRejection } from '#kernel';
import { hashOf, recorded, story, storyDay, thread } from '#testing';
import fc from 'fast-check';
import type { CatchballCommands } from './catchball.commands.js';
import { catchball } from './catchball.decider.js';
import type { CatchballEvents } from './catchball.events.js';
import { awaitedSides, ballOf, inForceOf, tableOf, unserved, type CatchballState } from './catchball.state.js';
import { type MoveName, movesFor } from './moves.js';
import { catchballCodes } from './refusals.js';

const { accepted, arbiter, committed, counterOffer, declined, escalated, factsOf, firstOffer, giver, giversDeputy, higherArbiter } = thread;
const { imposed, milestoneOffer, offerOf, policy, reason, receiver, receiversDeputy, renegotiated, rounds, served, signed } = thread;

const { given } = story(catchball);
const facts = factsOf();
const open = (state: CatchballState, { person, post }: { person: string; post: string }): MoveName[] =>
  movesFor(state, person, post, facts, storyDay).flatMap(({ move, refusal }) => (refusal ? [] : [move]));

describe('the moves open to somebody', () => {
  it('follow the ball', () => {
    const state = given(served()).state();
    expect(open(state, receiver)).toEqual(['CounterOffer', 'AskQuestion', 'AcceptOffer', 'Decline']);
    expect(open(state, giver)).toEqual(['AskQuestion', 'ExtendReply', 'Withdraw', 'Escalate']);
    expect(open(state, arbiter)).toEqual([]);
  });

  it('follow the phase', () => {
    expect(open(unserved, giver)).toEqual(['ServeBall']);
    expect(open(given(served(), accepted()).state(), giver)).toEqual(['Commit', 'Retract', 'Withdraw']);
    expect(open(given(served(), accepted(), signed()).state(), receiver)).toEqual(['Retract', 'Escalate']);
    expect(open(given(served(), declined()).state(), receiver)).toEqual(['ServeBall', 'Escalate']);
    const inDispute = given(...rounds(3), escalated({ decideBy: storyDay })).state();
    expect(open(inDispute, arbiter)).toEqual(['Direct', 'ReturnBall', 'CloseThread']);
    expect(open(inDispute, higherArbiter)).toEqual([]);
    expect(open(inDispute, receiver)).toEqual(['WithdrawEscalation']);
    expect(open(given(...committed).state(), giver)).toEqual(['Renegotiate', 'Release']);
    expect(open(given(...imposed).state(), receiver)).toEqual(['Release']);
    expect(open(given(...imposed).state(), arbiter)).toEqual(['ConsentToRenegotiate', 'Release']);
  });

  it("say in the decider's own words why the others are not", () => {
    const refusals = movesFor(given(served()).state(), giver.person, giver.post, facts, storyDay);
    const why = (name: MoveName) => refusals.find(({ move }) => move === name)?.refusal;
    expect(why('AcceptOffer')).toEqual({
      code: 'NotYourBall',
      because: 'the ball is with the receiver (medicine), ask a question or wait for the reply',
    });
    expect(why('Direct')?.code).toBe('NotInPlay');
  });
});

/** Commands with inputs that often fit and sometimes do not. */
const people = [giver, giversDeputy, receiver, receiversDeputy, arbiter, higherArbiter, policy, { person: 'sam', post: 'surgery' }];
const anyRound = fc.constantFrom(1, 2, 3, 4, 5);
const anyRevision = fc.constantFrom(1, 1, 1, 2);
const anyOffer = fc.constantFrom(firstOffer, counterOffer, milestoneOffer(), offerOf({ share: '7' }), offerOf({ due: 'never' }));
const anyHash = anyOffer.map(hashOf);
const anyReason = fc.constantFrom(reason, reason, '');
const anyDay = fc.constantFrom('2026-05-01', '2026-03-01', '2026-02-30');
const anyReplyBy = fc.constantFrom(null, '2026-05-01', '2026-03-01');
const anySide = fc.constantFrom('GIVER' as const, 'RECEIVER' as const);
const inputs: { [C in keyof CatchballCommands]: fc.Arbitrary<CatchballCommands[C]> } = {
  ServeBall: fc.record({
    kind: fc.constantFrom('DOWNWARDS', 'BOTTOM_UP', 'PLEDGE'),
    parent: fc.constant({ kind: 'AIM', id: 'aim-1' }),
    receiver: fc.constant('medicine'),
    offer: anyOffer,
    replyBy: anyReplyBy,
    private: fc.boolean(),
    parentRevision: anyRevision,
  }),
  CounterOffer: fc.record({ parentRevision: anyRevision, round: anyRound, offer: anyOffer, rationale: anyReason, replyBy: anyReplyBy }),
  AskQuestion: fc.record({ round: anyRound, question: anyReason }),
  AnswerQuestion: fc.record({ round: anyRound, answer: anyReason }),
  ExtendReply: fc.record({ round: anyRound, replyBy: anyDay, reason: anyReason }),
  AcceptOffer: fc.record({ parentRevision: anyRevision, round: anyRound, offerHash: anyHash }),
  Commit: fc.record({ parentRevision: anyRevision, offerHash: anyHash }),
  Retract: fc.record({ reason: anyReason }),
  Decline: fc.record({ round: anyRound, reason: anyReason }),
  Escalate: fc.record({ reason: anyReason }),
  AppointArbiter: fc.record({ arbiter: fc.constant('chief-finance'), minute: anyReason }),
  WithdrawEscalation: fc.record({ reason: anyReason }),
  ConfirmSettlement: fc.constant({}),
  Direct: fc.record({ parentRevision: anyRevision, offer: anyOffer, rationale: anyReason }),
  ReturnBall: fc.record({ ball: anySide, rationale: anyReason, replyBy: anyDay }),
  CloseThread: fc.record({ reason: anyReason }),
  Renegotiate: fc.record({ parentRevision: anyRevision, offer: anyOffer, reason: anyReason, replyBy: anyReplyBy }),
  ConsentToRenegotiate: fc.record({ reason: anyReason }),
  ConfirmParent: fc.record({ parentRevision: anyRevision }),
  Release: fc.record({ reason: anyReason }),
  WithdrawReleaseProposal: fc.record({ reason: anyReason }),
  Withdraw: fc.record({ reason: anyReason }),
  OverrideCap: fc.record({ cap: fc.constantFrom('UNIT_GOALS', 'OWNER_LOAD'), reason: anyReason }),
  WaiveMandate: fc.record({ offerHash: anyHash, reason: anyReason }),
  OpenEarlierOffers: fc.constant({}),
  NoteParentChange: fc.record({ cause: fc.constant('event-99'), parentRevision: fc.constantFrom(1, 2, 3) }),
  WithdrawByPolicy: fc.record({ cause: fc.constant('event-99'), reason: fc.constant(reason) }),
  LapsePledge: fc.record({ cause: fc.constant('event-99') }),
  ReleaseByPolicy: fc.record({
    cause: fc.constant('event-99'),
    reason: fc.constant(reason),
    agreement: fc.constantFrom('event-5', 'event-9'),
  }),
};
interface Attempt {
  readonly command: keyof CatchballCommands;
  readonly input: unknown;
  readonly actor: (typeof people)[number];
  readonly today: string;
}
const attempt: fc.Arbitrary<Attempt> = fc.constantFrom(...(Object.keys(inputs) as (keyof CatchballCommands)[])).chain((command) =>
  fc.record({
    command: fc.constant(command),
    input: inputs[command] as fc.Arbitrary<unknown>,
    actor: command === 'NoteParentChange' || command === 'LapsePledge' ? fc.constant(policy) : fc.constantFrom(...people),
    today: fc.constantFrom(storyDay, '2026-04-20', '2026-06-15'),
  }),
);

type Decide = (state: CatchballState, input: unknown, context: unknown) => ReturnType<(typeof catchball.decide)['Retract']>;
type Evolve = (state: CatchballState, data: unknown, event: unknown) => CatchballState;

/** Plays attempts from a past and gives every state on the way, with who caused what. */
const play = (past: Parameters<typeof given>, attempts: readonly Attempt[]) => {
  const executive = factsOf({ actorIsExecutive: true, guards: { unitGoals: 7 }, parent: { isAim: true } });
  const log: Parameters<typeof given>[number][] = [...past];
  const states: CatchballState[] = [given(...log).state()];
  for (const { command, input, actor, today } of attempts) {
    const state = states.at(-1)!;
    const context = {
      actor,
      today,
      at: `${today}T09:00:00.000Z`,
      subject: 'subject-1',
      facts: command === 'OverrideCap' ? executive : facts,
      newId: String,
      hash: hashOf,
    };
    const decision = (catchball.decide[command] as Decide)(state, input, context);
    if (isRejection(decision)) {
      expect(catchballCodes).toContain(decision.code);
      continue;
    }
    for (const event of decision) log.push({ ...event, by: actor, on: today });
    states.push(given(...log).state());
  }
  return { log, states };
};
const pasts = [
  [],
  [served()],
  [served(), accepted()],
  [...rounds(3)],
  [...rounds(3), escalated()],
  committed,
  imposed,
  [...committed, renegotiated()],
];

describe('whatever people try', () => {
  it('is decided or refused, never thrown, and binds nobody without two persons or an arbiter (invariants 1 to 3)', () => {
    fc.assert(
      fc.property(fc.constantFrom(...pasts), fc.array(attempt, { maxLength: 25 }), (past, attempts) => {
        const { log, states } = play(past, attempts);
        for (const state of states) {
          const inForce = inForceOf(state);
          expect(
            inForce === null || log.some(({ type }) => type === (inForce.kind === 'COMMITTED' ? 'CommitmentMade' : 'DirectionGiven')),
          ).toBe(true);
        }
        for (const event of log) {
          if (event.type !== 'CommitmentMade') continue;
          const { giver: first, receiver: second } = event.data.signatures;
          expect(first.person).not.toBe(second.person);
        }
        let author: string | null = null;
        for (const { type, data } of log) {
          if (type === 'OfferAccepted') expect(data.side).not.toBe(author);
          if (type === 'BallServed' || type === 'OfferCountered' || type === 'RenegotiationOpened') author = data.side;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('leaves a move that is shown as open refused only for what was written into it', () => {
    const written = [
      'StaleRound',
      'OfferNotOnTable',
      'ParentChanged',
      'ReplyDateNotAhead',
      'NotLater',
      'TextMissing',
      'BadDay',
      'ShareOutOfRange',
    ];
    const more = ['WrongOpener', 'DifferentThread', 'CauseMissing', 'CauseNotShown', 'CapNotReached', 'AppointeeUnfit'];
    fc.assert(
      fc.property(
        fc.constantFrom(...pasts),
        fc.array(attempt, { maxLength: 12 }),
        attempt,
        (past, attempts, { command, input, actor, today }) => {
          const state = play(past, attempts).states.at(-1)!;
          const shown = movesFor(state, actor.person, actor.post, facts, today).find(({ move }) => move === command);
          if (!shown) return;
          const context = { actor, today, at: `${today}T09:00:00.000Z`, subject: 'subject-1', facts, newId: String, hash: hashOf };
          const decision = (catchball.decide[command] as Decide)(state, input, context);
          if (shown.refusal) expect(decision).toMatchObject(shown.refusal);
          else if (isRejection(decision)) expect([...written, ...more]).toContain(decision.code);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('the fold', () => {
  const everything = [...committed, ...imposed, declined(), renegotiated()];
  const filler = {
    side: 'GIVER',
    ball: 'GIVER',
    parentRevision: 2,
    round: 2,
    episode: 2,
    replyBy: storyDay,
    signBy: storyDay,
    decideBy: storyDay,
    offer: firstOffer,
    offerHash: hashOf(firstOffer),
    effect: 'CONFIRM',
    arbiters: [],
    cap: 'UNIT_GOALS',
  };

  it('takes any event in any state without a throw', () => {
    const types = Object.keys(catchball.evolve) as (keyof CatchballEvents)[];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...types), { maxLength: 30 }), (sequence) => {
        const happened = sequence.map((type) => ({
          ...everything.find((event) => event.type === type),
          type,
          data: everything.find((event) => event.type === type)?.data ?? filler,
        }));
        let state = unserved;
        for (const event of recorded('catchball', happened as never)) {
          const { type, data } = event as unknown as { type: keyof CatchballEvents; data: unknown };
          state = (catchball.evolve[type] as unknown as Evolve)(state, data, event);
          expect([ballOf(state), awaitedSides(state), tableOf(state)]).toHaveLength(3);
        }
      }),
      { numRuns: 300 },
    );
  });
});
