import { as, hashOf, story, storyDay, thread } from '#testing';
import type { PartyFacts, SideFacts } from '../facts.js';
import type { Offer } from '../vocabulary.js';
import { catchball } from './catchball.decider.js';
import { lastRound } from './catchball.guards.js';
import { awaitedSides, ballOf, inForceOf, tableOf } from './catchball.state.js';
import { negotiationCodes } from './refusals.js';

const { given, provoked } = story(catchball);
const {
  accepted,
  asked,
  committed,
  counterOffer,
  countered,
  declined,
  escalated,
  factsOf,
  firstOffer,
  giver,
  giversDeputy,
  inFiveDays,
  inTenDays,
} = thread;
const {
  imposed,
  made,
  milestoneOffer,
  offerOf,
  onTable,
  parties,
  reason,
  receiver,
  receiversDeputy,
  renegotiated,
  rounds,
  served,
  settledOn,
  signed,
} = thread;

const facts = factsOf();
const outsider = as('surgery', 'sam');
const superior = as('chief-operating', 'carl');
const serve = {
  kind: 'DOWNWARDS' as const,
  parent: { kind: 'AIM' as const, id: 'aim-1' },
  receiver: 'medicine',
  parentRevision: 1,
  offer: firstOffer,
};
const counter = { parentRevision: 1, round: 1, offer: counterOffer, rationale: reason };
const accept = { parentRevision: 1, round: 1, offerHash: hashOf(firstOffer) };
const commit = { parentRevision: 1, offerHash: hashOf(firstOffer) };
const withSides = (giverSide: Partial<SideFacts>, receiverSide: Partial<SideFacts> = {}): PartyFacts => ({
  giver: { ...parties.giver, ...giverSide },
  receiver: { ...parties.receiver, ...receiverSide },
});
const nobody = { holders: [], deputies: [], vacant: true };

describe('a serve', () => {
  it('throws the ball to the other side, with ten working days for the reply', () => {
    const { by: _by, on: _on, ...first } = served({ replyBy: inTenDays });
    given().when('ServeBall', serve, { as: giver, facts }).then(first);
  });

  it('comes from the giver downwards, from the receiver bottom-up, and from either for a pledge', () => {
    given().when('ServeBall', serve, { as: receiver, facts }).refused('WrongOpener', 'leave the serve');
    given()
      .when('ServeBall', { ...serve, kind: 'BOTTOM_UP' }, { as: giver, facts })
      .refused('WrongOpener');
    for (const [kind, by, side] of [
      ['BOTTOM_UP', receiver, 'RECEIVER'],
      ['PLEDGE', giver, 'GIVER'],
      ['PLEDGE', receiver, 'RECEIVER'],
    ] as const) {
      const [event] = given()
        .when('ServeBall', { ...serve, kind }, { as: by, facts })
        .events();
      expect(event).toMatchObject({ data: { kind, opener: side, side, giver: 'chief-nurse', receiver: 'medicine' } });
    }
  });

  it('goes under a parent that is still negotiated, names a goal it re-parents, and may be private', () => {
    const [event] = given()
      .when(
        'ServeBall',
        { ...serve, parent: { kind: 'THREAD', id: 'thread-0' }, private: true, existingGoal: 'goal-9', replyBy: '2026-05-01' },
        { as: giver, facts: factsOf({ parent: { state: 'PROVISIONAL' } }) },
      )
      .events();
    expect(event).toMatchObject({ data: { private: true, existingGoal: 'goal-9', replyBy: '2026-05-01' } });
  });

  it('needs two posts that exist, a parent in force or negotiated, and its owner as the giver', () => {
    const refused = (changes: Parameters<typeof factsOf>[0], code: string) =>
      given()
        .when('ServeBall', serve, { as: giver, facts: factsOf(changes) })
        .refused(code);
    refused({ parties: withSides({}, { exists: false }) }, 'UnknownPost');
    refused({ parties: withSides({}, { ...parties.giver }) }, 'SameSide');
    refused({ parent: { exists: false } }, 'UnknownParent');
    refused({ parent: { state: 'ENDED' } }, 'ParentEnded');
    refused({ parent: { loops: true } }, 'ParentLoop');
    refused({ parent: { owner: 'surgery' } }, 'NotTheParentsOwner');
    refused({ parent: { revision: 2 } }, 'ParentChanged');
  });

  it('re-parents a goal that exists, with its owner as the receiver and nobody else', () => {
    const moving = (existing: ReturnType<typeof factsOf>['existing']) =>
      given().when('ServeBall', { ...serve, existingGoal: 'goal-9' }, { as: giver, facts: factsOf({ existing }) });
    moving({ goal: 'goal-9', exists: false, owner: '' }).refused('UnknownGoal', 'goal-9');
    moving({ goal: 'goal-9', exists: true, owner: 'surgery' }).refused('NotTheGoalsOwner', 'surgery');
    expect(moving({ goal: 'goal-9', exists: true, owner: 'medicine' }).events()).toMatchObject([{ data: { existingGoal: 'goal-9' } }]);
  });

  it('waits for a deputy where one person holds both posts', () => {
    const alone = { holders: ['ann'], deputies: [] };
    given()
      .when('ServeBall', serve, { as: giver, facts: factsOf({ parties: withSides(alone, alone) }) })
      .refused('NameADeputyFirst', 'name a deputy');
    for (const named of [withSides({ ...alone, deputies: ['dora'] }, alone), withSides(alone, { ...alone, deputies: ['rita'] })])
      expect(
        given()
          .when('ServeBall', serve, { as: giver, facts: factsOf({ parties: named }) })
          .events(),
      ).toHaveLength(1);
    given()
      .when('ServeBall', serve, { as: giver, facts: factsOf({ parties: withSides(alone, nobody) }) })
      .events();
  });

  it('is made once, and again by either side after a decline, in the next round of the same thread', () => {
    given(served()).when('ServeBall', serve, { as: giver, facts }).refused('AlreadyServed');
    for (const [by, side] of [
      [giver, 'GIVER'],
      [receiver, 'RECEIVER'],
    ] as const) {
      const [event] = given(served(), declined()).when('ServeBall', serve, { as: by, facts }).events();
      expect(event).toMatchObject({ data: { side, opener: 'GIVER', round: 2, episode: 1 } });
    }
    for (const other of [{ kind: 'PLEDGE' as const }, { receiver: 'surgery' }, { parent: { kind: 'GOAL' as const, id: 'aim-1' } }])
      given(served(), declined())
        .when('ServeBall', { ...serve, ...other }, { as: giver, facts })
        .refused('DifferentThread');
  });
});

describe('a counter', () => {
  it('flips the ball and counts a round', () => {
    const { by: _by, on: _on, ...second } = countered(2, { replyBy: inTenDays });
    given(served()).when('CounterOffer', counter, { as: receiver, facts }).then(second);
    expect(ballOf(given(served(), countered()).state())).toBe('GIVER');
    expect(tableOf(given(served(), countered()).state())?.offer).toEqual(counterOffer);
  });

  it('is made by the ball holder on the round and the parent it saw', () => {
    given().when('CounterOffer', counter, { as: receiver, facts }).refused('NotServed');
    given(...committed)
      .when('CounterOffer', counter, { as: receiver, facts })
      .refused('NotInPlay', 'settled');
    given(served()).when('CounterOffer', counter, { as: giver, facts }).refused('NotYourBall', 'medicine');
    given(served(), countered()).when('CounterOffer', counter, { as: giver, facts }).refused('StaleRound', 'round 2');
    given(served())
      .when('CounterOffer', { ...counter, parentRevision: 0 }, { as: receiver, facts })
      .refused('ParentChanged');
    given(served())
      .when('CounterOffer', { ...counter, replyBy: '2026-03-31' }, { as: receiver, facts })
      .refused('ReplyDateNotAhead', '31 March 2026');
    given(served())
      .when('CounterOffer', { ...counter, rationale: '' }, { as: receiver, facts })
      .refused('TextMissing');
  });

  it('may ask for the reply on the same day', () => {
    expect(
      given(served())
        .when('CounterOffer', { ...counter, replyBy: storyDay }, { as: receiver, facts })
        .events(),
    ).toHaveLength(1);
  });

  it('is over after round 12: accept, decline or escalate', () => {
    const last = { ...counter, round: lastRound - 1 };
    expect(
      given(...rounds(lastRound - 1))
        .when('CounterOffer', last, { as: receiver, facts })
        .events(),
    ).toHaveLength(1);
    given(...rounds(lastRound))
      .when('CounterOffer', { ...counter, round: lastRound }, { as: giver, facts })
      .refused('LastRound', 'escalate');
  });

  it('follows a post to its successor', () => {
    const moved = factsOf({ parties: withSides({}, { post: 'acute-medicine' }) });
    given(served()).when('CounterOffer', counter, { as: receiver, facts: moved }).refused('NotYourSide', 'acute-medicine');
    expect(
      given(served())
        .when('CounterOffer', counter, { as: as('acute-medicine', 'ben'), facts: moved })
        .events(),
    ).toHaveLength(1);
  });

  it('has nobody to go to once a reorganisation brought both sides to one post, which may withdraw', () => {
    const merged = factsOf({ parties: withSides({}, { ...parties.giver }) });
    given(served()).when('CounterOffer', counter, { as: giver, facts: merged }).refused('SameSide', 'withdraw');
    given(served()).when('Withdraw', { reason }, { as: receiver, facts: merged }).refused('NotYourSide');
    expect(given(served()).when('Withdraw', { reason }, { as: giver, facts: merged }).events()).toHaveLength(1);
  });
});

describe('questions', () => {
  const ask = { question: 'which wards?', round: 1 };
  const answer = { answer: 'all seven', round: 1 };

  it('come from either side and leave the ball where it is', () => {
    given(served())
      .when('AskQuestion', ask, { as: receiver, facts })
      .then({ type: 'QuestionAsked', data: { side: 'RECEIVER', ...ask } });
    given(served())
      .when('AskQuestion', ask, { as: giver, facts })
      .then({ type: 'QuestionAsked', data: { side: 'GIVER', ...ask } });
    expect(ballOf(given(served(), asked()).state())).toBe('RECEIVER');
    given(served(), asked()).when('AskQuestion', ask, { as: giver, facts }).refused('QuestionOpen');
    given(served())
      .when('AskQuestion', { ...ask, round: 2 }, { as: giver, facts })
      .refused('StaleRound');
  });

  it('stop the reply clock until the other side answers', () => {
    given(served(), asked())
      .when('AnswerQuestion', answer, { as: giver, facts, today: '2026-03-05' })
      .then({ type: 'QuestionAnswered', data: { side: 'GIVER', ...answer, pausedDays: 3, replyBy: '2026-03-19' } });
    given(served()).when('AnswerQuestion', answer, { as: giver, facts }).refused('NoQuestion');
    given(served(), asked()).when('AnswerQuestion', answer, { as: receiver, facts }).refused('OwnQuestion');
  });

  it('stop it for five working days of a round in all', () => {
    const pausedDays = (...past: Parameters<typeof given>) =>
      given(...past)
        .when('AnswerQuestion', answer, { as: giver, facts, today: '2026-03-31' })
        .events()[0]?.data;
    expect(pausedDays(served(), asked())).toMatchObject({ pausedDays: 5, replyBy: '2026-03-23' });
    const answered = {
      type: 'QuestionAnswered' as const,
      by: giver,
      data: { side: 'GIVER' as const, answer: 'all', round: 1, pausedDays: 3, replyBy: '2026-03-19' },
    };
    expect(pausedDays(served(), asked(), answered, asked(receiver, 'RECEIVER', '2026-03-10'))).toMatchObject({ pausedDays: 2 });
  });

  it('count again from nothing in the next round', () => {
    const answered = {
      type: 'QuestionAnswered' as const,
      by: giver,
      data: { side: 'GIVER' as const, answer: 'all', round: 1, pausedDays: 5, replyBy: '2026-03-23' },
    };
    const [event] = given(served(), asked(), answered, countered(2), asked(giver, 'GIVER', '2026-03-02', 2))
      .when('AnswerQuestion', { ...answer, round: 2 }, { as: receiver, facts, today: '2026-03-05' })
      .events();
    expect(event?.data).toMatchObject({ pausedDays: 3 });
  });
});

describe('an extension', () => {
  const extend = { round: 1, replyBy: '2026-03-31', reason };
  const march = '2026-03-10';

  it('is given by the waiting side, to a later day', () => {
    given(served())
      .when('ExtendReply', extend, { as: giver, facts, today: march })
      .then({ type: 'ReplyExtended', data: { by: 'chief-nurse', side: 'GIVER', replyBy: '2026-03-31', reason } });
    given(served()).when('ExtendReply', extend, { as: receiver, facts, today: march }).refused('NotWaiting');
    given(served())
      .when('ExtendReply', { ...extend, replyBy: '2026-03-16' }, { as: giver, facts, today: march })
      .refused('NotLater');
    given(served())
      .when('ExtendReply', { ...extend, replyBy: '2026-02-30' }, { as: giver, facts, today: march })
      .refused('BadDay');
  });

  it('and a question are all the line lead above a vacant post may do', () => {
    const vacant = factsOf({ parties: withSides({}, nobody) });
    given(served())
      .when('ExtendReply', extend, { as: superior, facts: vacant, today: march })
      .then({ type: 'ReplyExtended', data: { by: 'chief-operating', side: null, replyBy: '2026-03-31', reason } });
    given(served())
      .when('AskQuestion', { question: 'may we have time?', round: 1 }, { as: superior, facts: vacant })
      .then({ type: 'QuestionAsked', data: { side: 'RECEIVER', question: 'may we have time?', round: 1 } });
    given(served()).when('AcceptOffer', accept, { as: superior, facts: vacant }).refused('NotYourSide');
    given(served())
      .when(
        'AskQuestion',
        { question: 'who answers?', round: 1 },
        { as: giver, facts: factsOf({ parties: withSides({}, { ...nobody, lineLead: giver.post }) }) },
      )
      .then({ type: 'QuestionAsked', data: { side: 'GIVER', question: 'who answers?', round: 1 } });
    given(served()).when('ExtendReply', extend, { as: superior, facts, today: march }).refused('NotYourSide');
  });
});

describe('an acceptance', () => {
  it('names the exact offer on the table and is no signature yet', () => {
    given(served())
      .when('AcceptOffer', accept, { as: receiver, facts })
      .then({
        type: 'OfferAccepted',
        data: { side: 'RECEIVER', offerHash: accept.offerHash, parentRevision: 1, round: 1, signBy: inFiveDays },
      });
    given(served())
      .when('AcceptOffer', { ...accept, offerHash: hashOf(counterOffer) }, { as: receiver, facts })
      .refused('OfferNotOnTable');
    const tentative = given(served(), accepted()).state();
    expect([awaitedSides(tentative), ballOf(tentative), inForceOf(tentative)]).toEqual([['GIVER', 'RECEIVER'], null, null]);
  });

  it('waits where the parent has changed since the offer', () => {
    const changed = factsOf({ parent: { revision: 2 } });
    given(served()).when('AcceptOffer', accept, { as: receiver, facts: changed }).refused('ParentChanged');
    given(served())
      .when('AcceptOffer', { ...accept, parentRevision: 2 }, { as: receiver, facts: changed })
      .refused('ParentChanged', 'counter');
  });

  it('is possible under a parent that is still negotiated', () => {
    expect(
      given(served())
        .when('AcceptOffer', accept, { as: receiver, facts: factsOf({ parent: { state: 'PROVISIONAL' } }) })
        .events(),
    ).toHaveLength(1);
  });
});

describe("invariant 1: nobody on the author's side, and nobody who moved for the other side, accepts", () => {
  const both = factsOf({ parties: withSides({ holders: ['ann'], deputies: ['dora'] }, { holders: ['ann'], deputies: ['rita'] }) });
  const retracted = (by = giver, side: 'GIVER' | 'RECEIVER' = 'GIVER') => ({
    type: 'AcceptanceRetracted' as const,
    by,
    data: { side, reason, round: 1, replyBy: '2026-03-20' },
  });

  it('not the author, though a retraction has given them the ball', () => {
    const past = [served(), accepted(), retracted()];
    expect(ballOf(given(...past).state())).toBe('GIVER');
    given(...past)
      .when('AcceptOffer', accept, { as: giver, facts })
      .refused('OwnOffer');
    given(...past)
      .when('AcceptOffer', accept, { as: giversDeputy, facts })
      .refused('OwnOffer');
  });

  it("not somebody who has moved for the author's side, whatever post they now act in", () => {
    given(served())
      .when('AcceptOffer', accept, { as: as('medicine', 'ann'), facts: both })
      .refused('MovedForOtherSide');
    given(served(), asked(giversDeputy, 'GIVER'))
      .when('AcceptOffer', accept, { as: as('medicine', 'dora'), facts: factsOf({ parties: withSides({}, { deputies: ['dora'] }) }) })
      .refused('MovedForOtherSide');
  });

  it('not when it is served again after a decline, which is the same episode', () => {
    const past = [served(), declined(), served({ side: 'RECEIVER', round: 2, ...onTable(counterOffer) }, receiversDeputy)];
    const named = factsOf({ parties: withSides({ holders: ['ben'] }) });
    given(...past)
      .when('AcceptOffer', { parentRevision: 1, round: 2, offerHash: hashOf(counterOffer) }, { as: as('chief-nurse', 'ben'), facts: named })
      .refused('MovedForOtherSide');
  });

  it('but the second person of a side where one holds both posts', () => {
    expect(
      given(served())
        .when('AcceptOffer', accept, { as: as('medicine', 'rita', true), facts: both })
        .events(),
    ).toHaveLength(1);
    expect(
      given(served({}, giversDeputy))
        .when('AcceptOffer', accept, { as: as('medicine', 'ann'), facts: both })
        .events(),
    ).toHaveLength(1);
  });

  it('and a new episode forgets who moved in the one before', () => {
    const past = [...committed, renegotiated()];
    const named = factsOf({ parties: withSides({ holders: ['rita'] }) });
    const second = { parentRevision: 1, round: 1, offerHash: hashOf(counterOffer) };
    expect(
      given(...past)
        .when('AcceptOffer', second, { as: as('chief-nurse', 'rita'), facts: named })
        .events(),
    ).toHaveLength(1);
  });
});

describe('a commitment', () => {
  it('is made by the second signature, in one step with it', () => {
    given(served(), accepted())
      .when('Commit', commit, { as: receiver, facts })
      .then({ type: 'CommitmentSigned', data: { side: 'RECEIVER', ...commit } });
    const { by: _by, on: _on, ...settled } = made();
    given(served(), accepted(), signed())
      .when('Commit', commit, { as: giver, facts })
      .then({ type: 'CommitmentSigned', data: { side: 'GIVER', ...commit } }, settled);
    expect(inForceOf(given(...committed).state())).toMatchObject({ kind: 'COMMITTED', offer: firstOffer, parentRevision: 1 });
  });

  it('keeps who signed for which side, and the re-parented goal', () => {
    const past = [served({ existingGoal: 'goal-9' }), accepted(), signed(giversDeputy, 'GIVER')];
    const [, settled] = given(...past)
      .when('Commit', commit, { as: receiversDeputy, facts })
      .events();
    expect(settled?.data).toEqual({
      ...settledOn(firstOffer),
      side: 'RECEIVER',
      episode: 1,
      existingGoal: 'goal-9',
      signatures: { giver: { person: 'dora', post: 'chief-nurse' }, receiver: { person: 'rita', post: 'medicine' } },
    });
  });

  it('needs the agreed offer, one signature a side', () => {
    given(served()).when('Commit', commit, { as: receiver, facts }).refused('NotInPlay');
    given(served(), accepted())
      .when('Commit', { ...commit, offerHash: 'other' }, { as: receiver, facts })
      .refused('OfferNotOnTable');
    given(served(), accepted(), signed()).when('Commit', commit, { as: receiversDeputy, facts }).refused('AlreadySigned');
  });

  it('waits for a provisional parent, but a pledge may go first', () => {
    const provisional = factsOf({ parent: { state: 'PROVISIONAL' } });
    given(served(), accepted()).when('Commit', commit, { as: receiver, facts: provisional }).refused('ParentNotCommitted');
    expect(
      given(served({ kind: 'PLEDGE' }), accepted())
        .when('Commit', commit, { as: receiver, facts: provisional })
        .events(),
    ).toHaveLength(1);
  });

  it('can be retracted before, which voids the signatures and gives the ball to who retracted', () => {
    const past = [served(), accepted(), signed()];
    given(...past)
      .when('Retract', { reason }, { as: giver, facts })
      .then({ type: 'AcceptanceRetracted', data: { side: 'GIVER', reason, round: 1, replyBy: inTenDays } });
    given(...past)
      .when('Retract', { reason: ' ' }, { as: giver, facts })
      .refused('TextMissing');
    const again = [
      ...past,
      { type: 'AcceptanceRetracted' as const, by: receiver, data: { side: 'RECEIVER' as const, reason, round: 1, replyBy: inTenDays } },
    ];
    expect(ballOf(given(...again).state())).toBe('RECEIVER');
    expect(
      given(...again, accepted())
        .when('Commit', commit, { as: giver, facts })
        .events(),
    ).toHaveLength(1);
  });
});

describe('invariant 2: a commitment needs two different persons, and never the line above', () => {
  it('though one holds both posts', () => {
    const both = factsOf({ parties: withSides({ holders: ['ann'], deputies: ['dora'] }, { holders: ['ann'] }) });
    const past = [served({}, giversDeputy), accepted(as('medicine', 'ann')), signed(as('medicine', 'ann'))];
    given(...past)
      .when('Commit', commit, { as: as('chief-nurse', 'ann'), facts: both })
      .refused('TwoPersonsNeeded', 'second person');
    expect(
      given(...past)
        .when('Commit', commit, { as: giversDeputy, facts: both })
        .events(),
    ).toHaveLength(2);
  });

  it('so that no superior and no stranger accepts, signs, declines or renegotiates for a side', () => {
    for (const by of [superior, outsider, as('medicine', 'sam'), as('chief-nurse', 'ben')]) {
      given(served()).when('AcceptOffer', accept, { as: by, facts }).refused('NotYourSide', 'signatures never follow the line');
      given(served(), accepted()).when('Commit', commit, { as: by, facts }).refused('NotYourSide');
      given(served()).when('Decline', { reason, round: 1 }, { as: by, facts }).refused('NotYourSide');
      given(...committed)
        .when('Renegotiate', { reason, parentRevision: 1, offer: counterOffer }, { as: by, facts })
        .refused('NotYourSide');
    }
  });
});

describe('invariant 3: nothing is in force without two signatures or a decision', () => {
  it('whatever else has happened', () => {
    for (const past of [
      [],
      [served()],
      [served(), accepted()],
      [served(), accepted(), signed()],
      [served(), declined()],
      [...rounds(3), escalated()],
    ])
      expect(inForceOf(given(...past).state())).toBeNull();
    expect(inForceOf(given(...imposed).state())?.kind).toBe('DIRECTED');
  });
});

describe('the guards of a commitment hold at both signatures', () => {
  const refused = (changes: Partial<Offer>, about: Parameters<typeof factsOf>[0], code: string, because?: string) => {
    const offer = offerOf(changes);
    const table = onTable(offer);
    const input = { parentRevision: 1, offerHash: table.offerHash };
    const past = [served(table), accepted(receiver, 'RECEIVER', offer)];
    given(...past)
      .when('Commit', input, { as: receiver, facts: factsOf(about) })
      .refused(code, because);
    given(...past, signed(receiver, 'RECEIVER', offer))
      .when('Commit', input, { as: giver, facts: factsOf(about) })
      .refused(code, because);
  };
  const allowed = (changes: Partial<Offer>, about: Parameters<typeof factsOf>[0], ...more: Parameters<typeof given>) => {
    const offer = offerOf(changes);
    const table = onTable(offer);
    const past = [served(table), accepted(receiver, 'RECEIVER', offer), ...more];
    expect(
      given(...past)
        .when('Commit', { parentRevision: 1, offerHash: table.offerHash }, { as: receiver, facts: factsOf(about) })
        .events(),
    ).toHaveLength(1);
  };

  it("a dependency is a committed pledge, or a condition with the pledge's id", () => {
    const dependencies = ['pledge-1'];
    const pledge = (state: 'COMMITTED' | 'DIRECTED' | 'OTHER' | null) => ({ guards: { dependencies: [{ thread: 'pledge-1', state }] } });
    refused({ dependencies }, pledge('OTHER'), 'DependencyOpen', 'pledge-1');
    refused({ dependencies }, pledge(null), 'DependencyOpen');
    refused({ dependencies }, {}, 'DependencyOpen');
    allowed({ dependencies }, pledge('COMMITTED'));
    allowed({ dependencies }, pledge('DIRECTED'));
    allowed({ dependencies, conditions: [{ id: 'pledge-1', text: 'IT delivers', owner: 'it', due: '2026-09-30' }] }, pledge('OTHER'));
  });

  it('resources asked are granted or struck', () => {
    const wte = { kind: 'WTE' as const, amount: '2.5', text: 'healthcare assistants' };
    const support = { kind: 'SUPPORT' as const, amount: null, text: 'a coach' };
    const grant = { fundedBy: 'finance', deliverBy: '2026-07-01' };
    refused({ resourcesAsked: [wte] }, {}, 'ResourcesOpen', '2.5 whole-time equivalents');
    refused(
      { resourcesAsked: [{ kind: 'MONEY', amount: '100', text: 'alarms' }], resourcesGranted: [{ ...wte, id: 'g', ...grant }] },
      {},
      'ResourcesOpen',
      '£100',
    );
    refused({ resourcesAsked: [support] }, {}, 'ResourcesOpen', 'a coach');
    refused(
      { resourcesAsked: [wte], resourcesGranted: [{ ...wte, amount: '1.5', id: 'g', ...grant }] },
      {},
      'ResourcesOpen',
      '1 whole-time',
    );
    const halves = ['1.5', '1'].map((amount, index) => ({ ...wte, amount, id: `g-${index}`, ...grant }));
    allowed({ resourcesAsked: [wte, support], resourcesGranted: [...halves, { ...support, id: 's', ...grant }] }, {});
  });

  it("the unit's cap and the owner's load are not passed, or overridden", () => {
    refused({}, { guards: { unitGoals: 7 } }, 'UnitCapReached', '7');
    refused({}, { guards: { ownerGoals: 3 } }, 'OwnerCapReached', '3');
    allowed({}, { guards: { unitGoals: 6, ownerGoals: 2 } });
    const overridden = (cap: 'UNIT_GOALS' | 'OWNER_LOAD') => ({ type: 'CapOverridden' as const, data: { cap, reason } });
    allowed({}, { guards: { unitGoals: 7, ownerGoals: 3 } }, overridden('UNIT_GOALS'), overridden('OWNER_LOAD'));
  });

  it('the measure is defined and the trajectory still meets the target', () => {
    refused({}, { planning: { measure: { ...facts.planning.measure!, defined: false } } }, 'MeasureUndefined');
    refused({}, { planning: { measure: null } }, 'UnknownMeasure');
  });

  it('the shares over all parents are at most the whole', () => {
    refused({ share: '0.6' }, { guards: { sharesElsewhere: '0.5' } }, 'SharesOverOne', '50%');
    allowed({ share: '0.6' }, { guards: { sharesElsewhere: '0.4' } });
  });

  it('the children of its parent do not come to a weight of zero', () => {
    refused({ weight: '0' }, { guards: { weighsNothing: true } }, 'WeightsComeToZero', 'give it a weight above 0');
    allowed({ weight: '0' }, {});
  });

  it('a mandated target is met, or waived for this very offer', () => {
    const mandate = { measure: 'falls', target: '8', direction: { kind: 'DECREASE' as const }, authority: 'the regulator' };
    refused({}, { parent: { mandate } }, 'MandateShort', 'the target 10 falls short of 8, mandated by the regulator');
    const shares = { ...factsOf().planning.measure!, kind: 'PROPORTION', direction: { kind: 'INCREASE' } } as const;
    refused(
      { measured: { ...offerOf().measured!, jop: '0.7', target: '0.76' } },
      { planning: { measure: shares }, parent: { mandate: { ...mandate, target: '0.78', direction: shares.direction } } },
      'MandateShort',
      'the target 76% falls short of 78%',
    );
    allowed({}, { parent: { mandate: { ...mandate, target: '10' } } });
    allowed({}, { parent: { mandate: { ...mandate, measure: 'pressure-ulcers' } } });
    allowed({}, { parent: { mandate } }, { type: 'MandateWaived', data: { offerHash: hashOf(firstOffer), reason } });
    given(served(), accepted(), { type: 'MandateWaived', data: { offerHash: hashOf(counterOffer), reason } })
      .when('Commit', commit, { as: receiver, facts: factsOf({ parent: { mandate } }) })
      .refused('MandateShort');
  });

  it('a parent that has changed, ended or left refuses the signature', () => {
    refused({}, { parent: { revision: 2 } }, 'ParentChanged');
    refused({}, { parent: { state: 'ENDED' } }, 'ParentEnded');
    given(served(), accepted())
      .when('Commit', { ...commit, parentRevision: 0 }, { as: receiver, facts })
      .refused('ParentChanged');
  });
});

describe('the exits', () => {
  it('are a decline for the ball holder who did not open', () => {
    given(served())
      .when('Decline', { reason, round: 1 }, { as: receiver, facts })
      .then({ type: 'OfferDeclined', data: { side: 'RECEIVER', reason, round: 1 } });
    given(served(), countered()).when('Decline', { reason, round: 2 }, { as: giver, facts }).refused('OpenerWithdraws');
    given(served()).when('Decline', { reason, round: 1 }, { as: giver, facts }).refused('NotYourBall');
    given(served()).when('Decline', { reason, round: 2 }, { as: receiver, facts }).refused('StaleRound');
  });

  it('and a withdrawal for the opener, while open, agreed or declined', () => {
    for (const past of [[served()], [served(), accepted()], [served(), declined()]]) {
      given(...past)
        .when('Withdraw', { reason }, { as: giver, facts })
        .then({ type: 'ThreadWithdrawn', data: { reason, cause: null } });
      given(...past)
        .when('Withdraw', { reason }, { as: receiver, facts })
        .refused('NotTheOpener', 'chief-nurse');
    }
    given(...rounds(3), escalated())
      .when('Withdraw', { reason }, { as: giver, facts })
      .refused('NotInPlay');
    given(served(), { type: 'ThreadWithdrawn', data: { reason, cause: null } })
      .when('ServeBall', serve, { as: giver, facts })
      .refused('AlreadyServed');
  });

  it('leave a commitment in force when a renegotiation ends in one', () => {
    for (const end of [declined(giver, 'GIVER'), { type: 'ThreadWithdrawn' as const, data: { reason, cause: null } }])
      expect(inForceOf(given(...committed, renegotiated(), end).state())).toMatchObject({ kind: 'COMMITTED', offer: firstOffer });
    given(...committed, renegotiated())
      .when('Withdraw', { reason }, { as: giver, facts })
      .refused('NotTheOpener', 'medicine');
  });
});

describe('an offer that makes no sense', () => {
  it('is refused wherever one is made', () => {
    const bad = milestoneOffer({ milestones: [] });
    given()
      .when('ServeBall', { ...serve, offer: bad }, { as: giver, facts })
      .refused('KindMismatch');
    given(served())
      .when('CounterOffer', { ...counter, offer: bad }, { as: receiver, facts })
      .refused('KindMismatch');
    given(...rounds(3), escalated({ decideBy: storyDay }))
      .when('Direct', { offer: bad, rationale: reason, parentRevision: 1 }, { as: superior, facts })
      .refused('KindMismatch');
    given(...committed)
      .when('Renegotiate', { offer: bad, reason, parentRevision: 1 }, { as: receiver, facts })
      .refused('KindMismatch');
    given()
      .when('ServeBall', { ...serve, offer: offerOf({ dependencies: ['subject-1'] }) }, { as: giver, facts })
      .refused('RestsOnItself');
  });
});

describe('every refusal of the negotiation', () => {
  it('was provoked above', () => expect(provoked()).toEqual(expect.arrayContaining([...negotiationCodes].sort())));
});
