import { as, hashOf, story, thread } from '#testing';
import type { GuardFacts, ParentFacts, PartyFacts, SideFacts } from '../facts.js';
import { catchball } from './catchball.decider.js';
import { arbiterInCharge } from './catchball.guards.js';
import { awaitedSides, ballOf, inForceOf, type In } from './catchball.state.js';
import { arbitrationCodes } from './refusals.js';

const { given, provoked } = story(catchball);
const { accepted, arbiter, asked, committed, counterOffer, countered, declined, escalated, factsOf, firstOffer, giver, higherArbiter } =
  thread;
const { inTenDays, offerOf, onTable, parties, reason, receiver, renegotiated, rounds, served, settledOn, signed } = thread;

const facts = factsOf();
const withReceiver = (changes: Partial<SideFacts>): PartyFacts => ({ ...parties, receiver: { ...parties.receiver, ...changes } });
const inDispute = [...rounds(3), escalated({ decideBy: inTenDays })];
const closed = { type: 'ThreadClosed' as const, by: arbiter, data: { arbiter: 'chief-operating', reason } };
const takenBack = { type: 'EscalationWithdrawn' as const, by: receiver, data: { side: 'RECEIVER' as const, reason } };

describe('an escalation', () => {
  it('goes to the arbiters above both sides, from round 3 on by either', () => {
    for (const [by, side] of [
      [giver, 'GIVER'],
      [receiver, 'RECEIVER'],
    ] as const)
      given(...rounds(3))
        .when('Escalate', { reason }, { as: by, facts })
        .then({ type: 'ThreadEscalated', data: { side, reason, arbiters: ['chief-operating', 'chief-executive'], decideBy: inTenDays } });
    given(...rounds(2))
      .when('Escalate', { reason }, { as: receiver, facts, today: '2026-03-03' })
      .refused('TooEarlyToEscalate', 'round 3');
    given(...rounds(3))
      .when('Escalate', { reason: '' }, { as: giver, facts })
      .refused('TextMissing');
  });

  it('follows a decline at once', () => {
    for (const by of [giver, receiver])
      expect(given(served(), declined()).when('Escalate', { reason }, { as: by, facts }).events()).toHaveLength(1);
  });

  it('is open to the waiting side while the reply is overdue, not to the holder', () => {
    const escalate = (today: string, by = giver) => given(served()).when('Escalate', { reason }, { as: by, facts, today });
    escalate('2026-03-16').refused('TooEarlyToEscalate');
    expect(escalate('2026-03-17').events()).toHaveLength(1);
    escalate('2026-03-17', receiver).refused('TooEarlyToEscalate');
  });

  it("finds no reply overdue while the holder's post is vacant, or a question stops the clock", () => {
    const vacant = factsOf({ parties: withReceiver({ holders: [], deputies: [], vacant: true }) });
    given(served()).when('Escalate', { reason }, { as: giver, facts: vacant, today: '2026-03-17' }).refused('TooEarlyToEscalate');
    const questioned = [served(), asked(receiver, 'RECEIVER', '2026-03-12')];
    given(...questioned)
      .when('Escalate', { reason }, { as: giver, facts, today: '2026-03-19' })
      .refused('TooEarlyToEscalate');
    expect(
      given(...questioned)
        .when('Escalate', { reason }, { as: giver, facts, today: '2026-03-24' })
        .events(),
    ).toHaveLength(1);
  });

  it("is open to the side that signed while the other's signature is overdue", () => {
    const escalate = (today: string, by = receiver) =>
      given(served(), accepted(), signed()).when('Escalate', { reason }, { as: by, facts, today });
    escalate('2026-03-09').refused('TooEarlyToEscalate');
    expect(escalate('2026-03-10').events()).toHaveLength(1);
    escalate('2026-03-10', giver).refused('TooEarlyToEscalate');
    given(served(), accepted()).when('Escalate', { reason }, { as: giver, facts, today: '2026-05-01' }).refused('TooEarlyToEscalate');
    expect(
      given(served(), accepted(), signed(giver, 'GIVER')).when('Escalate', { reason }, { as: giver, facts, today: '2026-03-10' }).events(),
    ).toHaveLength(1);
  });

  it('falls to the final arbiter where no lead is eligible, and to the board where that one is a side', () => {
    const arbiters = (about: Parameters<typeof factsOf>[0]) =>
      given(...rounds(3))
        .when('Escalate', { reason }, { as: giver, facts: factsOf(about) })
        .events()[0]?.data;
    expect(arbiters({ arbiter: { line: [] } })).toMatchObject({ arbiters: ['chief-executive'] });
    expect(arbiters({ arbiter: { line: [], finalArbiterIsSide: true } })).toMatchObject({ arbiters: [] });
    expect(arbiters({ arbiter: { line: [], finalArbiter: null } })).toMatchObject({ arbiters: [] });
  });

  it('is not repeated after an arbiter has closed the thread', () => {
    given(...inDispute, closed)
      .when('Escalate', { reason }, { as: giver, facts })
      .refused('ClosedByArbiter');
    given(...inDispute, closed, served({ round: 4 }))
      .when('Escalate', { reason }, { as: giver, facts })
      .refused('ClosedByArbiter');
  });

  it('is settled meanwhile when the side that escalated takes it back and the other confirms', () => {
    given(...inDispute)
      .when('WithdrawEscalation', { reason }, { as: receiver, facts })
      .then({ type: 'EscalationWithdrawn', data: { side: 'RECEIVER', reason } });
    given(...inDispute)
      .when('WithdrawEscalation', { reason }, { as: giver, facts })
      .refused('NotYourEscalation');
    given(...inDispute, takenBack)
      .when('WithdrawEscalation', { reason }, { as: receiver, facts })
      .nothing();
    given(...inDispute)
      .when('ConfirmSettlement', {}, { as: giver, facts })
      .refused('NothingToSettle');
    given(...inDispute, takenBack)
      .when('ConfirmSettlement', {}, { as: receiver, facts })
      .refused('NothingToSettle');
    expect(awaitedSides(given(...inDispute, takenBack).state())).toEqual(['GIVER']);
    given(...inDispute, takenBack)
      .when('ConfirmSettlement', {}, { as: giver, facts })
      .then({ type: 'EscalationSettled', data: { side: 'GIVER', ball: 'RECEIVER', replyBy: inTenDays } });
    const settled = given(...inDispute, takenBack, {
      type: 'EscalationSettled',
      by: giver,
      data: { side: 'GIVER', ball: 'RECEIVER', replyBy: inTenDays },
    }).state();
    expect([settled.phase, ballOf(settled)]).toEqual(['open', 'RECEIVER']);
  });
});

describe('the arbiter', () => {
  const direct = { offer: firstOffer, rationale: reason, parentRevision: 1 };

  it('directs, and the goal is never called agreed', () => {
    given(...inDispute)
      .when('Direct', { ...direct, offer: counterOffer }, { as: arbiter, facts })
      .then({
        type: 'DirectionGiven',
        data: { ...settledOn(counterOffer), arbiter: 'chief-operating', rationale: reason, episode: 1, existingGoal: null },
      });
    expect(inForceOf(given(...thread.imposed).state())).toMatchObject({ kind: 'DIRECTED' });
    expect(awaitedSides(given(...thread.imposed).state())).toEqual([]);
  });

  it('returns the ball to the side they name', () => {
    given(...inDispute)
      .when('ReturnBall', { ball: 'GIVER', rationale: reason, replyBy: '2026-04-20' }, { as: arbiter, facts })
      .then({ type: 'BallReturned', data: { arbiter: 'chief-operating', rationale: reason, ball: 'GIVER', replyBy: '2026-04-20' } });
    given(...inDispute)
      .when('ReturnBall', { ball: 'GIVER', rationale: reason, replyBy: '2026-03-20' }, { as: arbiter, facts })
      .refused('ReplyDateNotAhead');
    const returned = {
      type: 'BallReturned' as const,
      by: arbiter,
      data: { arbiter: 'chief-operating', rationale: reason, ball: 'GIVER' as const, replyBy: '2026-04-20' },
    };
    expect(ballOf(given(...inDispute, returned).state())).toBe('GIVER');
    expect(ballOf(given(...inDispute, returned, countered(4, { side: 'GIVER' }, giver)).state())).toBe('RECEIVER');
  });

  it('closes the thread, which leaves an earlier commitment in force', () => {
    given(...inDispute)
      .when('CloseThread', { reason }, { as: arbiter, facts })
      .then({ type: 'ThreadClosed', data: { arbiter: 'chief-operating', reason } });
    const again = given(...committed, renegotiated(), escalated(), closed).state();
    expect([again.phase, inForceOf(again)?.offer]).toEqual(['declined', firstOffer]);
  });

  it('is the successor of one whose post was closed', () => {
    const successor = as('chief-of-operations', 'cleo');
    const closing = { reason };
    given(...inDispute)
      .when('CloseThread', closing, { as: successor, facts })
      .refused('NotTheArbiter');
    given(...inDispute)
      .when('CloseThread', closing, { as: successor, facts: factsOf({ predecessors: ['chief-operating'] }) })
      .then({ type: 'ThreadClosed', data: { arbiter: 'chief-of-operations', reason } });
  });

  it('is the one in charge that day: every ten working days it passes to the next one up and stays with the last', () => {
    const state = given(...inDispute).state() as In<'escalated'>;
    const charge = (today: string) => arbiterInCharge(state, today, facts.planning);
    expect(charge(inTenDays)).toEqual({ post: 'chief-operating', decideBy: inTenDays });
    expect(charge('2026-04-18')).toEqual({ post: 'chief-executive', decideBy: '2026-05-01' });
    expect(charge('2026-12-01')).toEqual({ post: 'chief-executive', decideBy: '2026-05-01' });
    given(...inDispute)
      .when('Direct', direct, { as: higherArbiter, facts })
      .refused('NotTheArbiter', 'chief-operating has to decide');
    given(...inDispute)
      .when('CloseThread', { reason }, { as: arbiter, facts, today: '2026-04-20' })
      .refused('NotTheArbiter', 'chief-executive');
    expect(
      given(...inDispute)
        .when('Direct', direct, { as: higherArbiter, facts, today: '2026-04-20' })
        .events(),
    ).toHaveLength(1);
    given(...rounds(3))
      .when('Direct', direct, { as: arbiter, facts })
      .refused('NotInPlay');
  });

  it('is never a person of either side', () => {
    const joined = factsOf({ parties: withReceiver({ deputies: ['carl'] }) });
    given(...inDispute)
      .when('CloseThread', { reason }, { as: arbiter, facts: joined })
      .refused('ArbiterIsSide');
  });

  it('directs by the same guards as a commitment, on the present parent', () => {
    const refused = (code: string, about: { parent?: Partial<ParentFacts>; guards?: Partial<GuardFacts> }, offer = firstOffer) =>
      given(...inDispute)
        .when('Direct', { ...direct, offer }, { as: arbiter, facts: factsOf(about) })
        .refused(code);
    refused('ParentChanged', { parent: { revision: 2 } });
    refused('ParentNotCommitted', { parent: { state: 'PROVISIONAL' } });
    refused('ParentEnded', { parent: { state: 'ENDED' } });
    refused('UnitCapReached', { guards: { unitGoals: 7 } });
    refused('SharesOverOne', { guards: { sharesElsewhere: '0.1' } });
    refused('DependencyOpen', {}, offerOf({ dependencies: ['pledge-1'] }));
    refused('TargetEqualsBaseline', {}, offerOf({}, '20'));
    given(...inDispute)
      .when('Direct', { ...direct, rationale: '' }, { as: arbiter, facts })
      .refused('TextMissing');
  });
});

describe('an arbiter appointed by the board', () => {
  const orphaned = [...rounds(3), escalated({ arbiters: [] })];
  const appoint = { arbiter: 'chief-finance', minute: 'board 2026-03, item 7' };
  const executive = factsOf({ actorIsExecutive: true, arbiter: { able: [] } });

  it('decides where nobody else can, ten working days from the appointment', () => {
    given(...orphaned)
      .when('CloseThread', { reason }, { as: higherArbiter, facts })
      .refused('NotTheArbiter', 'the board');
    given(...orphaned)
      .when('AppointArbiter', appoint, { as: higherArbiter, facts: executive })
      .then({ type: 'ArbiterAppointed', data: { ...appoint, decideBy: inTenDays } });
    const appointed = { type: 'ArbiterAppointed' as const, data: { ...appoint, decideBy: inTenDays } };
    const decision = given(...orphaned, appointed).when('CloseThread', { reason }, { as: { post: 'chief-finance', person: 'flo' }, facts });
    decision.then({ type: 'ThreadClosed', data: { arbiter: 'chief-finance', reason } });
  });

  it('takes over where those who could decide have come to stand on a side or left', () => {
    given(...inDispute)
      .when('AppointArbiter', appoint, { as: higherArbiter, facts: executive })
      .then({ type: 'ArbiterAppointed', data: { ...appoint, decideBy: inTenDays } });
  });

  it('is recorded by an executive who is no side, with the minute, and fits', () => {
    given(...inDispute)
      .when('AppointArbiter', appoint, { as: higherArbiter, facts: factsOf({ actorIsExecutive: true }) })
      .refused('ArbiterStands', 'chief-operating');
    given(...orphaned)
      .when('AppointArbiter', appoint, { as: higherArbiter, facts: factsOf({ arbiter: { able: [] } }) })
      .refused('NotExecutive');
    given(...orphaned)
      .when('AppointArbiter', appoint, { as: giver, facts: executive })
      .refused('ArbiterIsSide');
    given(...orphaned)
      .when('AppointArbiter', { ...appoint, minute: '' }, { as: higherArbiter, facts: executive })
      .refused('TextMissing', 'minute');
    given(...orphaned)
      .when('AppointArbiter', appoint, {
        as: higherArbiter,
        facts: factsOf({ actorIsExecutive: true, arbiter: { able: [], appointeeFits: false } }),
      })
      .refused('AppointeeUnfit', 'chief-finance');
    given(...rounds(3))
      .when('AppointArbiter', appoint, { as: higherArbiter, facts: executive })
      .refused('NotInPlay');
  });
});

describe('an override of a cap', () => {
  const full = { guards: { unitGoals: 7 } };
  const underGoal = served({ parent: { kind: 'GOAL', id: 'goal-1' } });

  it("is the receiver's line lead's under a goal", () => {
    given(underGoal)
      .when('OverrideCap', { cap: 'UNIT_GOALS', reason }, { as: arbiter, facts: factsOf(full) })
      .then({ type: 'CapOverridden', data: { cap: 'UNIT_GOALS', reason } });
    given(underGoal)
      .when('OverrideCap', { cap: 'UNIT_GOALS', reason }, { as: higherArbiter, facts: factsOf(full) })
      .refused('NotTheLineLead', 'medicine');
  });

  it("is an executive's under an aim, never the receiver's own", () => {
    const executive = factsOf({ ...full, actorIsExecutive: true });
    given(served())
      .when('OverrideCap', { cap: 'UNIT_GOALS', reason }, { as: arbiter, facts: factsOf(full) })
      .refused('NotExecutive');
    given(served())
      .when('OverrideCap', { cap: 'UNIT_GOALS', reason }, { as: receiver, facts: executive })
      .refused('OwnException', 'medicine');
    given(served())
      .when('OverrideCap', { cap: 'UNIT_GOALS', reason }, { as: as('chief-operating', 'ben'), facts: executive })
      .refused('OwnException', 'medicine');
    given(underGoal)
      .when('OverrideCap', { cap: 'UNIT_GOALS', reason }, { as: as('chief-operating', 'ben'), facts: factsOf(full) })
      .refused('OwnException', 'medicine');
    expect(given(served()).when('OverrideCap', { cap: 'UNIT_GOALS', reason }, { as: giver, facts: executive }).events()).toHaveLength(1);
  });

  it('is given once, and only where the cap is reached', () => {
    given(underGoal).when('OverrideCap', { cap: 'UNIT_GOALS', reason }, { as: arbiter, facts }).refused('CapNotReached');
    given(underGoal)
      .when('OverrideCap', { cap: 'OWNER_LOAD', reason }, { as: arbiter, facts: factsOf(full) })
      .refused('CapNotReached', 'load');
    given(underGoal)
      .when('OverrideCap', { cap: 'UNIT_GOALS', reason: '' }, { as: arbiter, facts: factsOf(full) })
      .refused('TextMissing');
    given(underGoal, { type: 'CapOverridden', data: { cap: 'UNIT_GOALS', reason } })
      .when('OverrideCap', { cap: 'UNIT_GOALS', reason }, { as: arbiter, facts: factsOf(full) })
      .nothing();
    given(...committed)
      .when('OverrideCap', { cap: 'UNIT_GOALS', reason }, { as: arbiter, facts: factsOf(full) })
      .refused('NotInPlay');
  });
});

describe('a waiver of a mandate', () => {
  const executive = factsOf({ actorIsExecutive: true, arbiter: { able: [] } });
  const waive = { offerHash: hashOf(firstOffer), reason };

  it("is an executive's, for the offer on the table", () => {
    given(served()).when('WaiveMandate', waive, { as: higherArbiter, facts: executive }).then({ type: 'MandateWaived', data: waive });
    given(served()).when('WaiveMandate', waive, { as: higherArbiter, facts }).refused('NotExecutive');
    given(served())
      .when('WaiveMandate', { ...waive, offerHash: 'another' }, { as: higherArbiter, facts: executive })
      .refused('OfferNotOnTable');
    given(served(), { type: 'MandateWaived', data: waive }).when('WaiveMandate', waive, { as: higherArbiter, facts: executive }).nothing();
  });

  it('is not one that whoever holds the post it is for gives themselves', () => {
    for (const actor of [receiver, as('chief-operating', 'ben')])
      given(served()).when('WaiveMandate', waive, { as: actor, facts: executive }).refused('OwnException', 'medicine');
  });

  it('comes before the decision where an arbiter is about to direct', () => {
    const mandate = { measure: 'falls', target: '8', direction: { kind: 'DECREASE' as const }, authority: 'the regulator' };
    const direct = { offer: counterOffer, rationale: reason, parentRevision: 1 };
    const { offerHash } = onTable(counterOffer);
    given(...inDispute)
      .when('Direct', direct, { as: arbiter, facts: factsOf({ parent: { mandate } }) })
      .refused('MandateShort');
    given(...inDispute)
      .when('WaiveMandate', { offerHash, reason }, { as: higherArbiter, facts: executive })
      .then({ type: 'MandateWaived', data: { offerHash, reason } });
    expect(
      given(...inDispute, { type: 'MandateWaived', data: { offerHash, reason } })
        .when('Direct', direct, { as: arbiter, facts: factsOf({ parent: { mandate } }) })
        .events(),
    ).toHaveLength(1);
  });
});

describe('every refusal around the arbiter', () => {
  it('was provoked above', () => expect(provoked()).toEqual(expect.arrayContaining([...arbitrationCodes].sort())));
});
