import { Folded, type RecordedOf, type View } from '#kernel';
import { as, happened, thread, trust, type Past } from '#testing';
import { aggregates, views } from '../catalogue.js';
import type { CatchballEvents } from '../catchball/catchball.events.js';
import type { GoalEvents } from '../goal/goal.events.js';
import type { MeasureEvents } from '../measure/measure.events.js';
import type { OrganisationEvents } from '../organisation/organisation.events.js';
import type { StrategyEvents } from '../strategy/strategy.events.js';
import type { Offer, ParentRef } from '../vocabulary.js';
import { factsFor } from './facts.js';
import type { Moment, Shapes } from './index.js';

type Move = Parameters<typeof happened<CatchballEvents>>[2];
type GoalEvent = Parameters<typeof happened<GoalEvents>>[2];
const movesOf = (id: string, ...moves: Move[]): Past[] => happened<CatchballEvents>('catchball', id, ...moves);
const goalOf = (id: string, ...events: GoalEvent[]): Past[] => happened<GoalEvents>('goal', id, ...events);
const organisationOf = (...events: Parameters<typeof happened<OrganisationEvents>>[2][]): Past[] =>
  happened<OrganisationEvents>('organisation', 'trust', ...events);
const strategyOf = (...events: Parameters<typeof happened<StrategyEvents>>[2][]): Past[] =>
  happened<StrategyEvents>('strategy', 'trust', ...events);

/** The trust after these streams, on the first of April 2026 unless said otherwise. */
const momentOf = (streams: Past[][], today = '2026-04-01'): Moment => {
  const folded = new Folded<Shapes>(views as View[]);
  for (const event of trust.trustLog(...streams)) folded.apply(event as RecordedOf<Record<string, unknown>>);
  return { position: folded.position, at: `${today}T09:00:00.000Z`, today, tables: folded.live };
};
const { catchball, goal, measure, organisation, strategy, intake } = factsFor;
const ben = as('medicine', 'ben');
const agreedBy = (by: string) => ({ kind: 'COMMITTED', thread: by, episode: 1, offerHash: 'a'.repeat(64), event: `of-${by}` }) as const;
const goalBy = (by: string, changes: Partial<GoalEvents['GoalEstablished']> = {}) =>
  trust.aGoal(thread.firstOffer, { agreement: agreedBy(by), ...changes });

describe('facts', () => {
  it('are read for commands there are, by the aggregates there are', () => {
    for (const [name, readers] of Object.entries(factsFor)) {
      const { decider } = aggregates.find((aggregate) => aggregate.name === name)!;
      for (const command of Object.keys(readers)) expect(Object.keys(decider.decide)).toContain(command);
    }
  });
});

describe('facts of a move: the sides', () => {
  const served = movesOf('thread-1', thread.served());
  const sides = (streams: Past[][], today?: string) =>
    catchball.Decline(momentOf([served, ...streams], today), { round: 1, reason: '' }, ben, 'thread-1').parties;

  it('are the posts named in the thread, with who may sign and who leads above', () => {
    expect(sides([])).toEqual({
      giver: {
        post: 'chief-nurse',
        exists: true,
        unit: 'operations',
        holders: ['ann'],
        deputies: ['dora'],
        vacant: false,
        lineLead: 'chief-operating',
        lineLeadIsExecutive: true,
      },
      receiver: {
        post: 'medicine',
        exists: true,
        unit: 'medicine-unit',
        holders: ['ben'],
        deputies: ['rita'],
        vacant: false,
        lineLead: 'chief-operating',
        lineLeadIsExecutive: true,
      },
    });
  });

  it('are vacant when nobody stands in the post', () => {
    const gone = organisationOf(
      { type: 'HolderLeft', data: { post: 'medicine', person: 'ben', lastDay: '2026-03-31', reason: 'retires' } },
      { type: 'DeputyStoodDown', data: { post: 'medicine', person: 'rita', lastDay: '2026-03-31', reason: 'moves' } },
    );
    expect([sides([gone], '2026-03-31').receiver.vacant, sides([gone], '2026-04-01').receiver.vacant]).toEqual([false, true]);
  });

  it('pass to the successor from the closing day on', () => {
    const closed = organisationOf({
      type: 'PostClosed',
      data: { post: 'medicine', successor: 'surgery', on: '2026-04-01', reason: 'merged' },
    });
    expect([sides([closed], '2026-03-31').receiver.post, sides([closed]).receiver.post]).toEqual(['medicine', 'surgery']);
  });

  it('follow from the parent where nothing was served yet, and say of a post that it does not exist', () => {
    const command = {
      kind: 'DOWNWARDS',
      parent: { kind: 'AIM', id: 'aim-1' },
      receiver: 'nobody',
      offer: thread.firstOffer,
      parentRevision: 1,
    } as const;
    const { parties } = catchball.ServeBall(momentOf([]), command, thread.giver, 'new');
    expect([parties.giver.post, parties.giver.exists, parties.receiver.post, parties.receiver.exists]).toEqual([
      'chief-nurse',
      true,
      'nobody',
      false,
    ]);
  });
});

describe('facts of a move: the parent', () => {
  const parentOf = (parent: ParentRef, streams: Past[][], subject = 'child') =>
    catchball.ServeBall(
      momentOf(streams),
      { kind: 'DOWNWARDS', parent, receiver: 'ward-7', offer: thread.firstOffer, parentRevision: 1 },
      ben,
      subject,
    ).parent;

  it('is an aim, its sponsor’s, with its measure', () => {
    expect(parentOf({ kind: 'AIM', id: 'aim-1' }, [])).toEqual({
      exists: true,
      state: 'IN_FORCE',
      revision: 1,
      owner: 'chief-nurse',
      cycle: 'cycle-26',
      loops: false,
      isAim: true,
      measure: { measure: 'falls', overUnits: 'SUM' },
      mandate: null,
    });
  });

  it('has ended with the aim', () => {
    expect(
      parentOf({ kind: 'AIM', id: 'aim-1' }, [strategyOf({ type: 'AimDropped', data: { aim: 'aim-1', reason: 'regional' } })]).state,
    ).toBe('ENDED');
  });

  it('says what an outside authority mandated', () => {
    const terms = { ...trust.aimTerms, mandate: { authority: 'the board of care', target: '18', reference: 'schedule 4' } };
    const revised = strategyOf({ type: 'AimRevised', data: { aim: 'aim-1', revision: 2, terms, reason: 'mandated' } });
    expect(parentOf({ kind: 'AIM', id: 'aim-1' }, [revised]).mandate).toEqual({
      measure: 'falls',
      target: '18',
      direction: { kind: 'DECREASE' },
      authority: 'the board of care',
    });
  });

  it('is provisional while it is negotiated, in force once settled, and ended without either', () => {
    const ref: ParentRef = { kind: 'THREAD', id: 'parent' };
    const states = [
      [thread.served()],
      [thread.served(), thread.accepted()],
      [...thread.rounds(3), thread.escalated()],
      thread.committed,
      [thread.served(), thread.declined()],
    ].map((moves) => parentOf(ref, [movesOf('parent', ...moves)]).state);
    expect(states).toEqual(['PROVISIONAL', 'PROVISIONAL', 'PROVISIONAL', 'IN_FORCE', 'ENDED']);
    expect(parentOf(ref, [movesOf('parent', thread.served())]).owner).toBe('medicine');
    expect(parentOf(ref, []).exists).toBe(false);
  });

  it('is the goal that the thread made, and ends with it', () => {
    const ref: ParentRef = { kind: 'THREAD', id: 'parent' };
    const settled = movesOf('parent', ...thread.committed);
    const made = parentOf(ref, [settled, goalOf('parent', goalBy('parent', { owner: 'surgery' }))]);
    expect([made.state, made.owner, made.revision]).toEqual(['IN_FORCE', 'surgery', 1]);
    const closed = goalOf('parent', goalBy('parent'), { type: 'GoalClosed', data: { outcome: 'DROPPED', evidence: 'e', reason: 'r' } });
    expect(parentOf(ref, [settled, closed]).state).toBe('ENDED');
  });

  it('loops when it lies below the thread', () => {
    const below = movesOf('below', thread.served({ parent: { kind: 'THREAD', id: 'child' } }));
    expect(parentOf({ kind: 'THREAD', id: 'below' }, [movesOf('child', thread.served()), below]).loops).toBe(true);
  });
});

describe('facts of a move: the goal it would re-parent', () => {
  const existing = (goalId: string | null, streams: Past[][]) =>
    catchball.ServeBall(
      momentOf(streams),
      {
        kind: 'DOWNWARDS',
        parent: { kind: 'AIM', id: 'aim-1' },
        receiver: 'medicine',
        offer: thread.firstOffer,
        parentRevision: 1,
        existingGoal: goalId,
      },
      thread.giver,
      'new',
    ).existing;

  it('is read with whoever stands for its owner today', () => {
    const made = goalOf('goal-9', goalBy('goal-9'));
    const closed = organisationOf({
      type: 'PostClosed',
      data: { post: 'medicine', successor: 'surgery', on: '2026-04-01', reason: 'merged' },
    });
    expect(existing(null, [made])).toBeNull();
    expect(existing('goal-9', [])).toEqual({ goal: 'goal-9', exists: false, owner: '' });
    expect(existing('goal-9', [made])).toEqual({ goal: 'goal-9', exists: true, owner: 'medicine' });
    expect(existing('goal-9', [made, closed])?.owner).toBe('surgery');
  });
});

describe('facts of a move: the guards', () => {
  const guards = (streams: Past[][], today?: string, id = 'thread-1') =>
    catchball.Commit(momentOf(streams, today), { offerHash: '', parentRevision: 1 }, ben, id).guards;
  const tentative = movesOf('thread-1', thread.served(), thread.accepted());

  it('count active goals of the unit and the post, within the cycle and without the thread’s own', () => {
    const others = [
      goalOf('a', goalBy('a')),
      goalOf('b', goalBy('b', { owner: 'surgery' })),
      goalOf('c', goalBy('c'), { type: 'GoalClosed', data: { outcome: 'ACHIEVED', evidence: 'e', reason: 'r' } }),
      goalOf('d', goalBy('d', { cycle: 'cycle-27' })),
      goalOf('e', goalBy('e', { unit: 'surgery-unit' })),
      goalOf('thread-1', goalBy('thread-1')),
    ];
    const { unitGoals, ownerGoals, unitCap, ownerCap } = guards([tentative, ...others]);
    expect({ unitGoals, ownerGoals, unitCap, ownerCap }).toEqual({ unitGoals: 2, ownerGoals: 2, unitCap: 7, ownerCap: 3 });
  });

  it('count goals a closed post has left to its successor', () => {
    const closed = organisationOf({
      type: 'PostClosed',
      data: { post: 'surgery', successor: 'medicine', on: '2026-04-01', reason: 'merged' },
    });
    const left = goalOf('a', goalBy('a', { owner: 'surgery', unit: 'surgery-unit' }));
    expect([guards([tentative, left, closed], '2026-03-31').ownerGoals, guards([tentative, left, closed]).ownerGoals]).toEqual([0, 1]);
  });

  it('say where each pledge stands that the offer rests on', () => {
    const rests = thread.offerOf({ dependencies: ['given', 'open', 'missing'] });
    const served = movesOf('thread-1', thread.served({ ...thread.onTable(rests) }));
    const given = movesOf('given', thread.served({ kind: 'PLEDGE' }), thread.accepted(), thread.made());
    expect(guards([served, given, movesOf('open', thread.served({ kind: 'PLEDGE' }))]).dependencies).toEqual([
      { thread: 'given', state: 'COMMITTED' },
      { thread: 'open', state: 'OTHER' },
      { thread: 'missing', state: null },
    ]);
  });

  it('sum the shares that stay with other parents: a re-parented goal leaves its old one, a pledge adds one', () => {
    const half = thread.offerOf({ share: '0.5' });
    const first = movesOf('first', thread.served(), thread.accepted(), thread.made(half));
    const made = goalOf('first', trust.aGoal(half, { agreement: agreedBy('first') }));
    const moving = (kind: 'DOWNWARDS' | 'PLEDGE') => movesOf('moving', thread.served({ kind, existingGoal: 'first' }));
    expect(guards([first, made, moving('DOWNWARDS')], undefined, 'moving').sharesElsewhere).toBe('0');
    expect(guards([first, made, moving('PLEDGE')], undefined, 'moving').sharesElsewhere).toBe('0.5');
  });

  it('say whether the parent’s children would weigh nothing together', () => {
    const weighing = (weight: string) => thread.offerOf({ weight });
    const nothing = movesOf('thread-1', thread.served({ ...thread.onTable(weighing('0')) }));
    const beside = (weight: string) => [
      movesOf('beside', thread.served(), thread.accepted(), thread.made(weighing(weight))),
      goalOf('beside', trust.aGoal(weighing(weight), { agreement: agreedBy('beside') })),
    ];
    expect([tentative, nothing].map((streams) => guards([streams]).weighsNothing)).toEqual([false, true]);
    expect(['0', '1'].map((weight) => guards([nothing, ...beside(weight)]).weighsNothing)).toEqual([true, false]);
  });

  it('count no weight of who only supports or pledges, since it has no place in the average', () => {
    const supports = { kind: 'SUPPORTS', strength: 'STRONG' } as const;
    const served = (change: Partial<Offer>, kind: 'DOWNWARDS' | 'PLEDGE' = 'DOWNWARDS') =>
      movesOf('thread-1', thread.served({ kind, ...thread.onTable(thread.offerOf({ weight: '0', ...change })) }));
    const beside = (kind: 'DOWNWARDS' | 'PLEDGE', change: Partial<Offer>) => [
      movesOf('beside', thread.served({ kind }), thread.accepted(), thread.made(thread.offerOf(change))),
      goalOf('beside', trust.aGoal(thread.offerOf(change), { agreement: agreedBy('beside') })),
    ];
    expect(guards([served({}), ...beside('DOWNWARDS', { link: supports })]).weighsNothing).toBe(true);
    expect(guards([served({}), ...beside('PLEDGE', {})]).weighsNothing).toBe(true);
    expect([served({ link: supports }), served({}, 'PLEDGE')].map((each) => guards([each]).weighsNothing)).toEqual([false, false]);
  });

  it('name failed conditions with their time and grants that did not come', () => {
    const terms = thread.offerOf({
      conditions: [{ id: 'staff', text: 't', owner: 'people', due: '2026-06-30' }],
      resourcesGranted: [
        { id: 'late', kind: 'MONEY', amount: '1', text: 't', fundedBy: 'finance', deliverBy: '2026-03-31' },
        { id: 'ahead', kind: 'MONEY', amount: '1', text: 't', fundedBy: 'finance', deliverBy: '2026-04-01' },
        { id: 'failed', kind: 'MONEY', amount: '1', text: 't', fundedBy: 'finance', deliverBy: '2026-09-30' },
      ],
    });
    const made = goalOf(
      'thread-1',
      trust.aGoal(terms, { agreement: agreedBy('thread-1') }),
      { type: 'ConditionFailed', data: { condition: 'staff', reason: 'nobody came' } },
      { type: 'GrantFailed', data: { grant: 'failed', reason: 'cut' } },
    );
    const { conditionsFailed, grantsLate } = guards([movesOf('thread-1', ...thread.committed), made]);
    expect(conditionsFailed).toEqual([{ id: 'staff', at: '2026-03-02T08:01:00.000Z' }]);
    expect(grantsLate).toEqual(['late', 'failed']);
  });

  it('count the periods missed in a row', () => {
    const figures = ['2026-03', '2026-04', '2026-05'].map((period, index): Parameters<typeof happened<MeasureEvents>>[2] => ({
      type: 'ObservationRecorded',
      data: {
        period,
        value: index === 0 ? '1' : '99',
        numerator: null,
        denominator: null,
        late: false,
        import: null,
        note: null,
        reason: null,
      },
    }));
    const recorded = happened<MeasureEvents>('measure', 'falls', ...figures);
    const made = goalOf('thread-1', goalBy('thread-1'));
    expect(guards([movesOf('thread-1', ...thread.committed), made, recorded], '2026-06-30').periodsMissed).toBe(2);
    // A decision of May has nothing to do with what was missed before it: April ended before, May after.
    const decided = [...thread.rounds(3), thread.escalated(), { ...thread.directed(), on: '2026-05-15' }];
    expect(guards([movesOf('thread-1', ...decided), made, recorded], '2026-06-30').periodsMissed).toBe(1);
    // Nothing is in force that could be negotiated again.
    expect(guards([movesOf('thread-1', thread.served()), made, recorded], '2026-06-30').periodsMissed).toBe(0);
  });

  it('name what is in force', () => {
    expect([guards([tentative]).inForce, guards([movesOf('thread-1', ...thread.committed)]).inForce]).toEqual([
      null,
      thread.onTable(thread.firstOffer).offerHash,
    ]);
  });
});

describe('facts of a move: the arbiter', () => {
  const arbiter = (appointee: string, streams: Past[][] = []) =>
    catchball.AppointArbiter(
      momentOf([movesOf('thread-1', thread.served()), ...streams]),
      { arbiter: appointee, minute: 'm' },
      as('chief-executive', 'eve'),
      'thread-1',
    );

  it('is the lead above both sides, then further up, then the final one', () => {
    const { line, finalArbiter, finalArbiterIsSide } = arbiter('chief-executive').arbiter;
    expect({ line, finalArbiter, finalArbiterIsSide }).toEqual({
      line: ['chief-operating', 'chief-executive'],
      finalArbiter: 'chief-executive',
      finalArbiterIsSide: false,
    });
  });

  it('can be any executive post that is held and on neither side', () => {
    expect(['chief-executive', 'chief-nurse', 'surgery', 'nobody'].map((id) => arbiter(id).arbiter.appointeeFits)).toEqual([
      true,
      false,
      false,
      false,
    ]);
    const left = organisationOf({
      type: 'HolderLeft',
      data: { post: 'chief-executive', person: 'eve', lastDay: '2026-03-31', reason: 'retires' },
    });
    expect(arbiter('chief-executive', [left]).arbiter.appointeeFits).toBe(false);
  });

  it('leaves what was laid before them to whoever succeeds them', () => {
    const closed = organisationOf({
      type: 'PostClosed',
      data: { post: 'chief-operating', successor: 'chief-nurse', on: '2026-04-01', reason: 'merged' },
    });
    const predecessors = (today: string) =>
      catchball.CloseThread(
        { ...momentOf([movesOf('thread-1', thread.served()), closed]), today },
        { reason: 'r' },
        as('chief-nurse'),
        'thread-1',
      ).predecessors;
    expect([predecessors('2026-03-31'), predecessors('2026-04-01')]).toEqual([[], ['chief-operating']]);
  });

  it('can decide as long as the post is held, and by nobody on a side', () => {
    const dispute = movesOf('thread-1', thread.served(), thread.escalated({ arbiters: ['chief-operating', 'chief-executive'] }));
    const able = (...events: Past[][]) =>
      catchball.AppointArbiter(momentOf([dispute, ...events]), { arbiter: 'x', minute: 'm' }, as('chief-executive', 'eve'), 'thread-1')
        .arbiter.able;
    expect(able()).toEqual(['chief-operating', 'chief-executive']);
    const left = organisationOf({
      type: 'HolderLeft',
      data: { post: 'chief-operating', person: 'carl', lastDay: '2026-03-31', reason: 'retires' },
    });
    expect(able(left)).toEqual(['chief-executive']);
  });

  it('is appointed by an executive', () => expect(arbiter('chief-executive').actorIsExecutive).toBe(true));
});

describe('facts of a goal', () => {
  const moment = momentOf([movesOf('thread-1', ...thread.committed), goalOf('thread-1', goalBy('thread-1'))]);
  const standing = (post: string) =>
    goal.CloseGoal(moment, { revision: 1, outcome: 'ACHIEVED', evidence: '', reason: '' }, as(post), 'thread-1');

  it('let its owner, its unit and the leads above run it, nobody beside or below', () => {
    expect(standing('medicine')).toMatchObject({ mayRun: true, mayClose: true, isOwner: true });
    expect(standing('chief-operating')).toMatchObject({ mayRun: true, mayClose: true, isOwner: false });
    expect(standing('chief-executive')).toMatchObject({ mayRun: true, mayClose: true, isOwner: false });
    for (const post of ['chief-nurse', 'surgery', 'ward-7', 'auditor', 'policy:release'])
      expect(standing(post)).toMatchObject({ mayRun: false, mayClose: false, isOwner: false });
  });

  it('let those who do the work run it and not close it, and those who only help with it do neither', () => {
    const nursing = goalOf('thread-1', goalBy('thread-1', { owner: 'ward-7', unit: 'ward-7-unit' }));
    const here = momentOf([movesOf('thread-1', ...thread.committed), nursing]);
    const asked = (post: string) =>
      goal.CloseGoal(here, { revision: 1, outcome: 'ACHIEVED', evidence: '', reason: '' }, as(post), 'thread-1');
    expect(asked('ward-7-nurse')).toMatchObject({ mayRun: true, mayClose: false, standsFor: ['ward-7-nurse'] });
  });

  it('say whether the acting post owns the parent, and what the siblings weigh', () => {
    const sibling = thread.offerOf({ weight: '2' });
    const both = momentOf([
      movesOf('thread-1', ...thread.committed),
      goalOf('thread-1', goalBy('thread-1')),
      movesOf('thread-2', ...thread.committed),
      goalOf('thread-2', trust.aGoal(sibling, { agreement: agreedBy('thread-2') })),
    ]);
    const reweight = (post: string) => goal.ReweightLink(both, { thread: 'thread-1', weight: '3', reason: 'r' }, as(post), 'thread-1');
    expect(reweight('chief-nurse')).toEqual({ ownsParent: true, siblings: ['2'] });
    expect(reweight('medicine').ownsParent).toBe(false);
  });

  it('bring coverage and gap as they stand', () => {
    const accept = { revision: 1, plan: 'p', reviewOn: '2026-09-01' };
    const { sufficient, coverage, gap, isOwner } = goal.AcceptGap(moment, accept, ben, 'thread-1');
    expect({ sufficient, coverage, gap, isOwner }).toEqual({ sufficient: false, coverage: '0', gap: '10', isOwner: true });
  });

  it('tell what needs nothing from what cannot be computed', () => {
    const accept = { revision: 1, plan: 'p', reviewOn: '2026-09-01' };
    const standing = (changes: Partial<NonNullable<typeof thread.firstOffer.measured>>, serving: Past[] = []) => {
      const offer = thread.offerOf({ measured: { ...thread.firstOffer.measured!, ...changes } });
      const moment = momentOf([goalOf('thread-1', trust.aGoal(offer)), serving]);
      const { sufficient, coverage, gap } = goal.AcceptGap(moment, accept, ben, 'thread-1');
      return { sufficient, coverage, gap };
    };
    expect(standing({ maintain: true, target: '20' })).toEqual({ sufficient: true, coverage: null, gap: null });
    expect(standing({ target: '25' })).toEqual({ sufficient: true, coverage: null, gap: null });
    const unsaid = movesOf('thread-2', thread.served({ parent: { kind: 'GOAL', id: 'thread-1' } }), ...thread.committed.slice(1));
    expect(standing({}, unsaid)).toEqual({ sufficient: false, coverage: null, gap: null });
  });
});

describe('facts of a measure', () => {
  const moment = momentOf([
    happened<MeasureEvents>('measure', 'falls', { type: 'MeasureClassed', data: { unit: 'medicine-unit', class: 'DRIVER', reason: 'r' } }),
    happened<MeasureEvents>('measure', 'sores', {
      type: 'MeasureDefined',
      data: { unit: 'medicine-unit', definition: { ...trust.fallsDefinition, code: 'SORES', steward: null } },
    }),
  ]);
  const standing = (post: string) => measure.ClosePeriod(moment, { period: '2026-03' }, as(post), 'falls');

  it('let its unit record, the leads and stewards run it, and only its steward close months', () => {
    expect(standing('data-steward')).toEqual({ mayRun: true, mayRecord: true, isSteward: true });
    expect(standing('medicine')).toEqual({ mayRun: true, mayRecord: true, isSteward: false });
    expect(standing('administrator')).toEqual({ mayRun: true, mayRecord: false, isSteward: false });
    for (const post of ['surgery', 'ward-7-nurse', 'auditor'])
      expect(standing(post)).toEqual({ mayRun: false, mayRecord: false, isSteward: false });
  });

  it('give nobody the right to define a measure elsewhere by naming themselves its steward', () => {
    const define = (post: string) =>
      measure.DefineMeasure(moment, { unit: 'medicine-unit', definition: { ...trust.fallsDefinition, steward: post } }, as(post), 'new');
    expect(define('surgery').mayRun).toBe(false);
    expect(define('medicine').mayRun).toBe(true);
  });

  it('say which codes are taken and which units exist', () => {
    const define = (unit: string, code: string) =>
      measure.DefineMeasure(moment, { unit, definition: { ...trust.fallsDefinition, code } }, ben, 'new');
    expect([
      define('medicine-unit', 'FALLS').codeTaken,
      define('medicine-unit', 'NEW').codeTaken,
      define('nowhere', 'NEW').unitExists,
    ]).toEqual([true, false, false]);
    expect(measure.RedefineMeasure(moment, { definition: trust.fallsDefinition, reason: 'r' }, ben, 'falls').codeTaken).toBe(false);
  });

  it('let only those who run a unit say what it drives, wherever the measure belongs', () => {
    const mayRun = (unit: string, post: string) =>
      measure.ClassMeasure(moment, { unit, class: 'DRIVER', reason: 'r' }, as(post), 'falls').mayRun;
    expect([mayRun('medicine-unit', 'medicine'), mayRun('surgery-unit', 'medicine'), mayRun('surgery-unit', 'surgery')]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('count the driver measures a unit has beside this one', () => {
    const drivers = (id: string) => measure.ClassMeasure(moment, { unit: 'medicine-unit', class: 'DRIVER', reason: 'r' }, ben, id).drivers;
    expect([drivers('falls'), drivers('sores')]).toEqual([0, 1]);
  });
});

describe('facts of the organisation and the strategy', () => {
  const moment = momentOf([movesOf('thread-1', thread.served())]);

  it('say what units and posts hang on', () => {
    const unit = (id: string) => organisation.WithdrawUnit(moment, { unit: id, reason: 'r' }, ben, 'trust').inUse;
    const post = (id: string) => organisation.WithdrawPost(moment, { post: id, reason: 'r' }, ben, 'trust').inUse;
    expect(['medicine-unit', 'board', 'ward-7-unit'].map(unit)).toEqual([true, true, false]);
    expect(['medicine', 'chief-nurse', 'data-steward', 'ward-7'].map(post)).toEqual([true, true, true, false]);
  });

  it('find a post in use that an offer counts on', () => {
    const terms = thread.offerOf({ conditions: [{ id: 'c', text: 't', owner: 'ward-7', due: '2026-06-30' }] });
    const counted = momentOf([movesOf('thread-1', thread.served({ ...thread.onTable(terms) }))]);
    expect(organisation.WithdrawPost(counted, { post: 'ward-7', reason: 'r' }, ben, 'trust').inUse).toBe(true);
  });

  it('give the acting post its role and unit, and whoever acts in none an auditor’s rights', () => {
    const acting = (post: string) => strategy.PlanCycle(moment, { name: 'n', starts: '', ends: '' }, as(post), 'trust');
    expect(acting('chief-nurse')).toEqual({ role: 'EXECUTIVE', unit: 'operations' });
    expect(acting('policy:release')).toEqual({ role: 'AUDITOR', unit: '' });
  });

  it('bring the sponsor, the measure and the gap of an aim', () => {
    const {
      sponsor,
      measure: facts,
      planning,
    } = strategy.ReviseAim(moment, { aim: 'aim-1', revision: 1, terms: trust.aimTerms, reason: 'r' }, thread.giver, 'trust');
    expect([sponsor, facts?.defined, planning.financialYearStart]).toEqual([{ exists: true, role: 'EXECUTIVE' }, true, 4]);
    const gap = strategy.AcceptAimGap(moment, { aim: 'aim-1', revision: 1, plan: 'p', reviewOn: '2026-09-01' }, thread.giver, 'trust');
    expect([gap.sponsor, gap.sufficient, gap.coverage, gap.gap]).toEqual(['chief-nurse', false, '0', '20']);
  });
});

describe('facts of an import', () => {
  it('let data stewards and administrators import, and name the measures it wrote to once', () => {
    const recorded = (period: string, by: string): Parameters<typeof happened<MeasureEvents>>[2] => ({
      type: 'ObservationRecorded',
      data: { period, value: '1', numerator: null, denominator: null, late: false, import: by, note: null, reason: null },
    });
    const moment = momentOf([
      happened<MeasureEvents>('measure', 'falls', recorded('2026-01', 'i1'), recorded('2026-02', 'i2'), recorded('2026-03', 'i1')),
    ]);
    const reverse = (post: string) => intake.ReverseImport(moment, { reason: 'r' }, as(post), 'i1');
    expect(reverse('data-steward')).toEqual({ mayImport: true, measures: ['falls'] });
    expect([reverse('administrator').mayImport, reverse('medicine').mayImport]).toEqual([true, false]);
  });
});
