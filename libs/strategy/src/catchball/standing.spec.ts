import { as, story, thread } from '#testing';
import type { GuardFacts, ParentFacts } from '../facts.js';
import { catchball } from './catchball.decider.js';
import { awaitedSides, ballOf, inForceOf } from './catchball.state.js';
import { standingCodes } from './refusals.js';

const { given, provoked } = story(catchball);
const {
  accepted,
  arbiter,
  committed,
  counterOffer,
  declined,
  directed,
  escalated,
  factsOf,
  firstOffer,
  giver,
  giversDeputy,
  higherArbiter,
} = thread;
const { imposed, inTenDays, made, onTable, parties, policy, reason, receiver, renegotiated, rounds, served, signed } = thread;

const facts = factsOf();
const renegotiate = { offer: counterOffer, reason, parentRevision: 1 };
const consented = { type: 'RenegotiationConsented' as const, by: arbiter, data: { arbiter: 'chief-operating', reason } };
const withdrawn = { type: 'ThreadWithdrawn' as const, data: { reason, cause: null } };

describe('a renegotiation', () => {
  it("opens a new episode with the renegotiator's offer as its round 1, and leaves the commitment in force", () => {
    for (const [by, side] of [
      [giver, 'GIVER'],
      [receiver, 'RECEIVER'],
    ] as const)
      given(...committed)
        .when('Renegotiate', renegotiate, { as: by, facts })
        .then({
          type: 'RenegotiationOpened',
          data: { ...onTable(counterOffer), side, episode: 2, reason, cause: null, replyBy: inTenDays },
        });
    const state = given(...committed, renegotiated()).state();
    expect([ballOf(state), inForceOf(state)?.offer]).toEqual(['GIVER', firstOffer]);
    expect(state).toMatchObject({ episode: { number: 2, round: 1, opener: 'RECEIVER' } });
  });

  it('supersedes the commitment only when it is committed or directed itself', () => {
    const later = [
      ...committed,
      renegotiated(),
      accepted(giver, 'GIVER', counterOffer),
      signed(giver, 'GIVER', counterOffer),
      signed(receiver, 'RECEIVER', counterOffer),
    ];
    expect(inForceOf(given(...later).state())?.offer).toEqual(firstOffer);
    expect(inForceOf(given(...later, made(counterOffer)).state())?.offer).toEqual(counterOffer);
    expect(inForceOf(given(...committed, renegotiated(), escalated(), directed(counterOffer, 2)).state())).toMatchObject({
      kind: 'DIRECTED',
      offer: counterOffer,
    });
  });

  it('needs something in force and no episode in play, and may follow one that ended without a result', () => {
    given(served(), declined()).when('Renegotiate', renegotiate, { as: giver, facts }).refused('NothingInForce');
    given(...committed, renegotiated())
      .when('Renegotiate', renegotiate, { as: giver, facts })
      .refused('EpisodeInPlay');
    for (const end of [declined(giver, 'GIVER'), withdrawn])
      expect(
        given(...committed, renegotiated(), end)
          .when('Renegotiate', renegotiate, { as: giver, facts })
          .events(),
      ).toMatchObject([{ data: { episode: 3 } }]);
    given(...committed)
      .when('Renegotiate', renegotiate, { as: giver, facts: factsOf({ parent: { state: 'ENDED' } }) })
      .refused('ParentEnded');
    given(...committed)
      .when('Renegotiate', { ...renegotiate, parentRevision: 0 }, { as: giver, facts })
      .refused('ParentChanged');
  });

  describe('of a decision', () => {
    const tried = (
      cause: { kind: 'PARENT_CHANGED' | 'CONDITION_FAILED' | 'PERIODS_MISSED' | 'ARBITER_CONSENT'; reference: string } | null,
      guards: Partial<GuardFacts> = {},
      parent: Partial<ParentFacts> = {},
    ) =>
      given(...imposed).when(
        'Renegotiate',
        { ...renegotiate, parentRevision: parent.revision ?? 1, cause },
        { as: receiver, facts: factsOf({ guards, parent }) },
      );

    it('names a cause that has happened since', () => {
      tried(null).refused('CauseMissing', 'newer');
      tried(null, { periodsMissed: 2 }).refused('CauseMissing', 'name the cause');
      tried({ kind: 'PERIODS_MISSED', reference: 'May, June' }, { periodsMissed: 1 }).refused('CauseMissing');
      tried({ kind: 'PARENT_CHANGED', reference: 'e' }, { periodsMissed: 2 }).refused('CauseNotShown');
      expect(tried({ kind: 'PERIODS_MISSED', reference: 'May, June' }, { periodsMissed: 2 }).events()).toMatchObject([
        { data: { cause: { reference: '2 periods' } } },
      ]);
    });

    it('which may be a condition that failed after it or a grant that did not come', () => {
      const failed = (at: string) => ({ conditionsFailed: [{ id: 'beds', at }] });
      const cause = { kind: 'CONDITION_FAILED' as const, reference: 'beds' };
      tried(cause, failed('2026-02-01T09:00:00.000Z')).refused('CauseMissing');
      expect(tried(cause, failed('2026-03-20T09:00:00.000Z')).events()).toMatchObject([{ data: { cause } }]);
      tried({ ...cause, reference: 'staff' }, failed('2026-03-20T09:00:00.000Z')).refused('CauseNotShown', 'staff');
      expect(tried({ ...cause, reference: 'money' }, { grantsLate: ['money'] }).events()).toHaveLength(1);
    });

    it('which may be a change of the parent', () => {
      const change = {
        type: 'ParentChangeNoted' as const,
        data: { cause: 'event-99', parentRevision: 2, effect: 'CONFIRM' as const, confirmBy: inTenDays },
      };
      const setting = { as: receiver, facts: factsOf({ parent: { revision: 2 } }) };
      const input = { ...renegotiate, parentRevision: 2, cause: { kind: 'PARENT_CHANGED' as const, reference: '' } };
      expect(
        given(...imposed, change)
          .when('Renegotiate', input, setting)
          .events(),
      ).toMatchObject([{ data: { cause: { reference: 'event-99' } } }]);
      given(...imposed, change, { type: 'ParentRevisionConfirmed', by: receiver, data: { parentRevision: 2 } })
        .when('Renegotiate', input, setting)
        .refused('CauseMissing');
    });

    it('or the consent of the arbiter, good for one renegotiation', () => {
      given(...imposed)
        .when('ConsentToRenegotiate', { reason }, { as: arbiter, facts })
        .then({ type: 'RenegotiationConsented', data: consented.data });
      given(...imposed)
        .when('ConsentToRenegotiate', { reason }, { as: higherArbiter, facts })
        .refused('NotTheArbiter');
      given(...imposed, consented)
        .when('ConsentToRenegotiate', { reason }, { as: arbiter, facts })
        .refused('ConsentStands');
      given(...committed)
        .when('ConsentToRenegotiate', { reason }, { as: arbiter, facts })
        .refused('NotDirected');
      const input = { ...renegotiate, cause: { kind: 'ARBITER_CONSENT' as const, reference: '' } };
      expect(
        given(...imposed, consented)
          .when('Renegotiate', input, { as: receiver, facts })
          .events(),
      ).toMatchObject([{ data: { cause: { reference: `event-${imposed.length + 1}` } } }]);
      given(...imposed, consented, renegotiated(), withdrawn)
        .when('Renegotiate', input, { as: receiver, facts })
        .refused('CauseMissing');
    });
  });

  it('of a commitment names no cause that cannot be shown', () => {
    given(...committed)
      .when('Renegotiate', { ...renegotiate, cause: { kind: 'PERIODS_MISSED', reference: '' } }, { as: receiver, facts })
      .refused('CauseNotShown');
  });
});

describe('invariant 4: a changed parent reopens what is agreed, asks what is committed, refuses the old revision', () => {
  const change = { cause: 'event-99', parentRevision: 2 };
  const noted = (effect: 'STALE' | 'CONFIRM') => ({
    type: 'ParentChangeNoted' as const,
    data: { ...change, effect, confirmBy: effect === 'CONFIRM' ? inTenDays : null },
  });
  const reopened = { type: 'BallReopened' as const, data: { ...change, round: 2, replyBy: inTenDays } };

  it('gives an agreed ball back to the giver in the next round, signatures void', () => {
    given(served(), accepted(), signed()).when('NoteParentChange', change, { as: policy, facts }).then(reopened);
    const state = given(served(), accepted(), signed(), reopened).state();
    expect([state.phase, ballOf(state)]).toEqual(['open', 'GIVER']);
  });

  it('marks a ball in play or with an arbiter as stale', () => {
    for (const past of [[served()], [...rounds(3), escalated()]])
      given(...past)
        .when('NoteParentChange', change, { as: policy, facts })
        .then(noted('STALE'));
  });

  it('asks the owner of what is in force to confirm or renegotiate within ten working days', () => {
    for (const past of [committed, imposed])
      given(...past)
        .when('NoteParentChange', change, { as: policy, facts })
        .then(noted('CONFIRM'));
    given(...committed, renegotiated())
      .when('NoteParentChange', change, { as: policy, facts })
      .then(noted('STALE'), noted('CONFIRM'));
    expect(awaitedSides(given(...committed, noted('CONFIRM')).state())).toEqual(['RECEIVER']);
  });

  it('says nothing twice, and nothing about a revision the offer was made on', () => {
    for (const past of [
      [served(), noted('STALE')],
      [served(), accepted(), reopened],
      [...committed, noted('CONFIRM')],
      [served({ parentRevision: 2 })],
      [...rounds(3), escalated(), made(firstOffer, 2)],
      [],
      [served(), declined()],
    ])
      given(...past)
        .when('NoteParentChange', change, { as: policy, facts })
        .nothing();
    expect(
      given(...committed, noted('CONFIRM'))
        .when('NoteParentChange', { ...change, parentRevision: 3 }, { as: policy, facts })
        .events(),
    ).toHaveLength(1);
  });

  it('lets only the owner of the child confirm, and only what has changed', () => {
    const changed = factsOf({ parent: { revision: 2 } });
    given(...committed, noted('CONFIRM'))
      .when('ConfirmParent', { parentRevision: 2 }, { as: receiver, facts: changed })
      .then({ type: 'ParentRevisionConfirmed', data: { parentRevision: 2 } });
    given(...committed, noted('CONFIRM'))
      .when('ConfirmParent', { parentRevision: 1 }, { as: receiver, facts: changed })
      .refused('ParentChanged');
    given(...committed, noted('CONFIRM'))
      .when('ConfirmParent', { parentRevision: 2 }, { as: giver, facts: changed })
      .refused('NotYourSide', 'medicine owns');
    given(...committed)
      .when('ConfirmParent', { parentRevision: 1 }, { as: receiver, facts })
      .refused('NothingToConfirm');
    given(served()).when('ConfirmParent', { parentRevision: 1 }, { as: receiver, facts }).refused('NothingInForce');
    const confirmed = given(...committed, noted('CONFIRM'), {
      type: 'ParentRevisionConfirmed',
      by: receiver,
      data: { parentRevision: 2 },
    }).state();
    expect([inForceOf(confirmed)?.parentRevision, inForceOf(confirmed)?.change]).toEqual([2, null]);
  });

  it('refuses accept and commit on what was offered before', () => {
    const changed = factsOf({ parent: { revision: 2 } });
    const { offerHash } = onTable(firstOffer);
    given(served(), noted('STALE'))
      .when('AcceptOffer', { round: 1, parentRevision: 2, offerHash }, { as: receiver, facts: changed })
      .refused('ParentChanged');
    given(served(), accepted()).when('Commit', { parentRevision: 2, offerHash }, { as: receiver, facts: changed }).refused('ParentChanged');
    given(served())
      .when('CounterOffer', { round: 1, parentRevision: 1, offer: counterOffer, rationale: reason }, { as: receiver, facts: changed })
      .refused('ParentChanged');
  });
});

describe('a release', () => {
  const proposed = { type: 'ReleaseProposed' as const, by: receiver, data: { side: 'RECEIVER' as const, reason } };

  it('is proposed by one side and made by a second person of the other', () => {
    given(...committed)
      .when('Release', { reason }, { as: receiver, facts })
      .then({ type: 'ReleaseProposed', data: { side: 'RECEIVER', reason } });
    given(...committed, proposed)
      .when('Release', { reason }, { as: receiver, facts })
      .refused('OtherSideReleases');
    given(...committed, proposed)
      .when(
        'Release',
        { reason },
        { as: as('chief-nurse', 'ben'), facts: factsOf({ parties: { giver: { ...parties.giver, deputies: ['ben'] } } }) },
      )
      .refused('TwoPersonsNeeded');
    const release = { type: 'CommitmentReleased' as const, data: { by: 'BOTH_SIDES' as const, reason, cause: null } };
    given(...committed, proposed)
      .when('Release', { reason }, { as: giversDeputy, facts })
      .then(release);
    const state = given(...committed, proposed, release).state();
    expect([state.phase, inForceOf(state)]).toEqual(['released', null]);
    given(...committed, release)
      .when('Release', { reason }, { as: giver, facts })
      .refused('NothingInForce');
  });

  it('can be taken back by the side that proposed it', () => {
    given(...committed, proposed)
      .when('WithdrawReleaseProposal', { reason }, { as: receiver, facts })
      .then({ type: 'ReleaseProposalWithdrawn', data: { side: 'RECEIVER', reason } });
    given(...committed, proposed)
      .when('WithdrawReleaseProposal', { reason }, { as: giver, facts })
      .refused('NoProposal');
    given(...committed)
      .when('WithdrawReleaseProposal', { reason }, { as: receiver, facts })
      .refused('NoProposal');
    const over = { type: 'ReleaseProposalWithdrawn' as const, by: receiver, data: { side: 'RECEIVER' as const, reason } };
    given(...committed, proposed, over)
      .when('Release', { reason }, { as: giver, facts })
      .then({ type: 'ReleaseProposed', data: { side: 'GIVER', reason } });
  });

  it("is the arbiter's alone, and ends a renegotiation in play with it", () => {
    given(...imposed)
      .when('Release', { reason }, { as: arbiter, facts })
      .then({ type: 'CommitmentReleased', data: { by: 'ARBITER', reason, cause: null } });
    given(...imposed)
      .when('Release', { reason }, { as: higherArbiter, facts })
      .refused('NotYourSide');
    given(...committed, renegotiated())
      .when('Release', { reason }, { as: arbiter, facts })
      .then(withdrawn, { type: 'CommitmentReleased', data: { by: 'ARBITER', reason, cause: null } });
  });
});

describe('what follows from another event', () => {
  it('is sent by a policy, by no person', () => {
    given(served()).when('NoteParentChange', { cause: 'e', parentRevision: 2 }, { as: giver, facts }).refused('PolicyOnly');
    given(served()).when('WithdrawByPolicy', { cause: 'e', reason }, { as: giver }).refused('PolicyOnly');
    given(served()).when('LapsePledge', { cause: 'e' }, { as: giver }).refused('PolicyOnly');
    given(served()).when('ReleaseByPolicy', { cause: 'e', reason, agreement: 'a' }, { as: giver }).refused('PolicyOnly');
  });

  it('ends what is in play or declined when the parent is gone, and leaves a commitment in force', () => {
    const ended = { type: 'ThreadWithdrawn' as const, data: { reason, cause: 'event-99' } };
    const inPlay = [
      [served()],
      [served(), accepted()],
      [served(), declined()],
      [...rounds(3), escalated()],
      [...committed, renegotiated()],
    ];
    for (const past of inPlay)
      given(...past)
        .when('WithdrawByPolicy', { cause: 'event-99', reason }, { as: policy })
        .then(ended);
    for (const past of [[], committed, [served(), withdrawn]])
      given(...past)
        .when('WithdrawByPolicy', { cause: 'event-99', reason }, { as: policy })
        .nothing();
    expect(inForceOf(given(...committed, renegotiated(), ended).state())?.offer).toEqual(firstOffer);
  });

  it('lapses a pledge when the thread that needed it ends, even a committed one', () => {
    const pledge = [served({ kind: 'PLEDGE' })];
    const lapsed = { type: 'PledgeLapsed' as const, data: { cause: 'event-99' } };
    for (const past of [pledge, [...pledge, declined()], [...pledge, accepted(), signed(), made()]])
      given(...past)
        .when('LapsePledge', { cause: 'event-99' }, { as: policy })
        .then(lapsed);
    for (const past of [[], [served()], [...pledge, lapsed], [...pledge, withdrawn]])
      given(...past)
        .when('LapsePledge', { cause: 'event-99' }, { as: policy })
        .nothing();
    expect(inForceOf(given(...pledge, accepted(), signed(), made(), lapsed).state())).toBeNull();
  });

  it('releases a commitment whose goal another thread has taken over', () => {
    const released = { type: 'CommitmentReleased' as const, data: { by: 'POLICY' as const, reason, cause: 'event-99' } };
    const agreement = `event-${committed.length}`;
    const release = { cause: 'event-99', reason, agreement };
    given(...committed)
      .when('ReleaseByPolicy', release, { as: policy })
      .then(released);
    given(...committed, renegotiated())
      .when('ReleaseByPolicy', release, { as: policy })
      .then({ type: 'ThreadWithdrawn', data: { reason, cause: 'event-99' } }, released);
    for (const past of [[], [served()], [...committed, released]])
      given(...past)
        .when('ReleaseByPolicy', release, { as: policy })
        .nothing();
  });

  it('leaves a commitment that was signed after another thread took the goal over', () => {
    given(...committed, renegotiated(), accepted(), signed(), made(counterOffer))
      .when('ReleaseByPolicy', { cause: 'event-99', reason, agreement: `event-${committed.length}` }, { as: policy })
      .nothing();
  });
});

describe('the earlier offers of a private thread', () => {
  it('open when both sides agree, each once', () => {
    const opened = { type: 'EarlierOffersOpened' as const, by: giver, data: { side: 'GIVER' as const } };
    given(served({ private: true }))
      .when('OpenEarlierOffers', {}, { as: giver, facts })
      .then({ type: 'EarlierOffersOpened', data: { side: 'GIVER' } });
    given(served({ private: true }), opened)
      .when('OpenEarlierOffers', {}, { as: giversDeputy, facts })
      .nothing();
    given(served({ private: true }), opened)
      .when('OpenEarlierOffers', {}, { as: receiver, facts })
      .then({ type: 'EarlierOffersOpened', data: { side: 'RECEIVER' } });
    given(served()).when('OpenEarlierOffers', {}, { as: giver, facts }).refused('NotPrivate');
    given().when('OpenEarlierOffers', {}, { as: giver, facts }).refused('NotServed');
  });
});

describe('what is in force keeps its figures as they were seen', () => {
  it('with the revision of the parent they stand on', () => {
    expect(inForceOf(given(...committed).state())).toMatchObject({
      ...onTable(firstOffer),
      at: '2026-03-02T08:04:00.000Z',
      event: 'event-5',
    });
  });
});

describe('every refusal of what stands', () => {
  it('was provoked above', () => expect(provoked()).toEqual(expect.arrayContaining([...standingCodes].sort())));
});
