import type { EventOf } from '#kernel';
import { as, story } from '#testing';
import type { Offer } from '../vocabulary.js';
import type { GoalCommands } from './goal.commands.js';
import { goal, goalCodes } from './goal.decider.js';
import type { Agreement, GoalEvents } from './goal.events.js';

const { given, provoked } = story(goal);
type Event = EventOf<GoalEvents>;

const offer = (change: Partial<Offer> = {}): Offer => ({
  statement: 'halve falls with harm',
  kind: 'MEASURED',
  measured: {
    measure: 'falls',
    basis: 'LEVEL',
    jop: '12',
    jopFrom: '2026-03',
    jopTo: '2026-03',
    target: '6',
    maintain: false,
    tolerance: '0',
    trajectory: { kind: 'LINEAR' },
  },
  milestones: [{ id: 'm1', text: 'every bay has a falls plan', due: '2026-06-30' }],
  baselineBy: null,
  due: '2027-03-31',
  contribution: { amount: '6', conversion: null },
  share: '1',
  weight: '1',
  link: { kind: 'CONTRIBUTES' },
  means: ['cohort nursing'],
  resourcesAsked: [],
  resourcesGranted: [{ id: 'g1', kind: 'WTE', amount: '1', text: 'a physiotherapist', fundedBy: 'finance', deliverBy: '2026-07-01' }],
  dependencies: [],
  conditions: [{ id: 'c1', text: 'the ward is fully staffed', owner: 'people', due: '2026-08-31' }],
  confidence: 4,
  rationale: 'most falls happen at night',
  ...change,
});
const agreed = (event: string, thread = 't1'): Agreement => ({ kind: 'COMMITTED', thread, episode: 1, offerHash: 'a'.repeat(64), event });
const whose = { owner: 'matron', unit: 'medicine', parent: { kind: 'AIM', id: 'aim-1' } } as const;
const established: Event = { type: 'GoalEstablished', data: { cycle: '2026', ...whose, terms: offer(), agreement: agreed('e1') } };
const revised = (change: Partial<GoalEvents['GoalRevised']> = {}): Event => ({
  type: 'GoalRevised',
  data: { revision: 2, ...whose, terms: offer(), agreement: agreed('e2'), releases: null, ...change },
});
const closed: Event = { type: 'GoalClosed', data: { outcome: 'ACHIEVED', evidence: 'six falls in March', reason: 'the year is over' } };
const takeOn = (change: Partial<GoalCommands['TakeOn']> = {}): GoalCommands['TakeOn'] => ({
  cycle: '2026',
  ...whose,
  terms: offer(),
  agreement: agreed('e1'),
  releases: null,
  ...change,
});

const policy = { as: as('policy:agreement-makes-goal', 'service') };
const runs = { facts: { mayRun: true, mayClose: true, isOwner: true, standsFor: ['matron'] } };
const works = { facts: { mayRun: true, mayClose: false, isOwner: false, standsFor: ['sister'] } };
const reads = { facts: { mayRun: false, mayClose: false, isOwner: false, standsFor: [] } };

describe('a goal', () => {
  it('is established by the first agreement and revised by later ones', () => {
    given().when('TakeOn', takeOn(), policy).then(established);
    given(established)
      .when('TakeOn', takeOn({ agreement: agreed('e2') }), policy)
      .then(revised());
  });

  it('is made once, however often the same agreement is brought', () => {
    given(established).when('TakeOn', takeOn(), policy).nothing();
    given(established, revised())
      .when('TakeOn', takeOn({ agreement: agreed('e2') }), policy)
      .nothing();
    given(established, revised()).when('TakeOn', takeOn(), policy).nothing();
  });

  it('keeps its id when another thread takes it over, and releases the link it replaces in the same step', () => {
    const parent = { kind: 'GOAL', id: 'other' } as const;
    const takenOver = revised({ parent, agreement: agreed('e2', 't2'), releases: 't1' });
    given(established)
      .when('TakeOn', takeOn({ parent, agreement: agreed('e2', 't2'), releases: 't1' }), policy)
      .then(takenOver);
    given(established, takenOver).when('ReleaseLink', { thread: 't1', reason: 'taken over' }, policy).nothing();
    expect(given(established, takenOver).state()).toMatchObject({ links: [{ thread: 't2', parent }] });
  });

  it('can serve two parents at once', () => {
    const second = revised({ agreement: agreed('e2', 't2') });
    expect(given(established, second).state()).toMatchObject({ links: [{ thread: 't1' }, { thread: 't2' }] });
    given(established, second)
      .when('ReleaseLink', { thread: 't1', reason: 'both sides' }, policy)
      .then({ type: 'LinkReleased', data: { thread: 't1', reason: 'both sides' } });
  });

  it('is open again when a later agreement takes it on', () => {
    given(established, closed)
      .when('TakeOn', takeOn({ agreement: agreed('e2') }), policy)
      .then({ type: 'GoalReopened', data: { reason: 'a later agreement took it on again' } }, revised());
  });

  it('follows from its thread alone', () => {
    given().when('TakeOn', takeOn()).refused('PolicyOnly', 'commit to it');
    given(established).when('ReleaseLink', { thread: 't1', reason: 'no' }).refused('PolicyOnly');
    given().when('ReleaseLink', { thread: 't1', reason: 'no' }, policy).refused('GoalUnknown');
  });

  it('that found its baseline is judged by its measure from then on', () => {
    const milestones: Event = {
      type: 'GoalEstablished',
      data: { ...established.data, terms: offer({ kind: 'MILESTONE', measured: null }) } as never,
    };
    expect(given(milestones).state()).toMatchObject({ rollUp: 'MILESTONE' });
    expect(given(milestones, revised()).state()).toMatchObject({ rollUp: 'OWN_MEASURE' });
    expect(given(established, { type: 'RollUpChosen', data: { method: 'MIN', reason: 'safety' } }, revised()).state()).toMatchObject({
      rollUp: 'MIN',
    });
  });
});

describe('the weight of a link', () => {
  const reweight = { thread: 't1', weight: '2.50', reason: 'twice the beds' };
  const owner = (siblings: string[] = ['1']) => ({ facts: { ownsParent: true, siblings } });

  it('is set by the owner of the parent, with a reason', () => {
    given(established)
      .when('ReweightLink', reweight, owner())
      .then({ type: 'LinkReweighted', data: { ...reweight, weight: '2.5' } });
    given(established)
      .when('ReweightLink', { ...reweight, weight: '1' }, owner())
      .nothing();
    given(established)
      .when('ReweightLink', reweight, { facts: { ownsParent: false, siblings: [] } })
      .refused('NotTheParentsOwner');
    given(established)
      .when('ReweightLink', { ...reweight, reason: '' }, owner())
      .refused('TextMissing');
  });

  it('may be set on a closed goal: a dropped child keeps its weight until somebody says otherwise', () => {
    given(established, closed)
      .when('ReweightLink', { ...reweight, weight: '0' }, owner())
      .then({ type: 'LinkReweighted', data: { ...reweight, weight: '0' } });
  });

  it('is a figure of 0 or more, and never the last one above 0 taken away', () => {
    for (const weight of ['much', 'NaN', 'Infinity', '-Infinity', ''])
      given(established)
        .when('ReweightLink', { ...reweight, weight }, owner())
        .refused('BadFigure');
    given(established)
      .when('ReweightLink', { ...reweight, weight: '-0.1' }, owner())
      .refused('WeightNegative', 'choose 0 or more');
    given(established)
      .when('ReweightLink', { ...reweight, weight: '0' }, owner(['0', '0']))
      .refused('WeightsComeToZero');
    given(established)
      .when('ReweightLink', { ...reweight, weight: '0' }, owner([]))
      .refused('WeightsComeToZero');
  });

  it('belongs to a link in force', () => {
    given(established)
      .when('ReweightLink', { ...reweight, thread: 't9' }, owner())
      .refused('LinkUnknown');
    given(established, { type: 'LinkReleased', data: { thread: 't1', reason: 'both' } })
      .when('ReweightLink', reweight, owner())
      .refused('LinkUnknown');
    given().when('ReweightLink', reweight, owner()).refused('GoalUnknown');
  });
});

describe('how a goal is judged', () => {
  it('is chosen with a reason', () => {
    const chosen = { method: 'MIN', reason: 'no ward may be unsafe' } as const;
    given(established).when('ChooseRollUp', chosen, runs).then({ type: 'RollUpChosen', data: chosen });
    given(established).when('ChooseRollUp', { method: 'OWN_MEASURE', reason: 'as it is' }, runs).nothing();
    given(established).when('ChooseRollUp', chosen, reads).refused('NotYourGoal');
    given(established)
      .when('ChooseRollUp', { ...chosen, reason: 'x'.repeat(2_001) }, runs)
      .refused('TextTooLong');
  });

  it('needs a measured goal where its own figures count', () => {
    const milestones: Event = {
      type: 'GoalEstablished',
      data: { ...established.data, terms: offer({ kind: 'MILESTONE', measured: null }) } as never,
    };
    for (const method of ['OWN_MEASURE', 'SUM', 'RATIO'] as const)
      given(milestones).when('ChooseRollUp', { method, reason: 'figures' }, runs).refused('NoOwnMeasure', 'choose the weighted average');
    given(milestones)
      .when('ChooseRollUp', { method: 'WEIGHTED', reason: 'children' }, runs)
      .then({ type: 'RollUpChosen', data: { method: 'WEIGHTED', reason: 'children' } });
  });
});

describe('a milestone', () => {
  const done = { milestone: 'm1', on: '2026-04-01', evidence: 'audit of 12 bays' };
  const isDone: Event = { type: 'MilestoneDone', data: done };

  it('is reported done with evidence, and reopened with a reason', () => {
    given(established).when('ReportMilestone', done, runs).then(isDone);
    given(established, isDone)
      .when('ReopenMilestone', { milestone: 'm1', reason: 'two bays were missed' }, runs)
      .then({ type: 'MilestoneReopened', data: { milestone: 'm1', reason: 'two bays were missed' } });
    given(established, isDone).when('ReportMilestone', done, runs).nothing();
    given(established, isDone)
      .when('ReportMilestone', { ...done, on: '2026-03-31' }, runs)
      .refused('MilestoneIsDone', 'reopen it');
    given(established).when('ReopenMilestone', { milestone: 'm1', reason: 'no' }, runs).refused('MilestoneNotDone');
  });

  it('exists, has happened on a day that exists, and is reported by those who run the goal', () => {
    given(established)
      .when('ReportMilestone', { ...done, milestone: 'm9' }, runs)
      .refused('MilestoneUnknown');
    given(established).when('ReopenMilestone', { milestone: 'm9', reason: 'no' }, runs).refused('MilestoneUnknown');
    given(established)
      .when('ReportMilestone', { ...done, on: '2026-02-30' }, runs)
      .refused('BadDay', '2026-02-30');
    given(established)
      .when('ReportMilestone', { ...done, on: '2026-04-02' }, runs)
      .refused('DayAhead');
    given(established)
      .when('ReportMilestone', { ...done, evidence: ' ' }, runs)
      .refused('TextMissing', 'the evidence');
    given(established).when('ReportMilestone', done, reads).refused('NotYourGoal', 'matron');
    given(established, isDone).when('ReopenMilestone', { milestone: 'm1', reason: 'no' }, reads).refused('NotYourGoal');
  });

  it('that later terms keep stays done', () => {
    given(established, isDone, revised()).when('ReportMilestone', done, runs).nothing();
  });
});

describe('a condition', () => {
  const met: Event = { type: 'ConditionMet', data: { condition: 'c1', evidence: 'rota of May' } };
  const failed: Event = { type: 'ConditionFailed', data: { condition: 'c1', reason: 'nobody applied' } };

  it('is met or fails, and can still turn', () => {
    given(established).when('MeetCondition', { condition: 'c1', evidence: 'rota of May' }, runs).then(met);
    given(established).when('FailCondition', { condition: 'c1', reason: 'nobody applied' }, runs).then(failed);
    given(established, failed).when('MeetCondition', { condition: 'c1', evidence: 'rota of May' }, runs).then(met);
    given(established, met).when('MeetCondition', { condition: 'c1', evidence: 'again' }, runs).nothing();
    given(established, failed).when('FailCondition', { condition: 'c1', reason: 'again' }, runs).nothing();
  });

  it('is reported by its own owner too, and by whoever took over from them', () => {
    const owner = { facts: { ...reads.facts, standsFor: ['workforce', 'people'] } };
    given(established).when('MeetCondition', { condition: 'c1', evidence: 'rota of May' }, owner).then(met);
    given(established).when('FailCondition', { condition: 'c1', reason: 'nobody applied' }, reads).refused('NotYourGoal');
    given(established).when('MeetCondition', { condition: 'c9', evidence: 'rota' }, runs).refused('ConditionUnknown');
    given(established).when('FailCondition', { condition: 'c9', reason: 'rota' }, runs).refused('ConditionUnknown');
  });
});

describe('a grant', () => {
  const delivered: Event = { type: 'GrantDelivered', data: { grant: 'g1', on: '2026-04-01', evidence: 'started today' } };
  const failed: Event = { type: 'GrantFailed', data: { grant: 'g1', reason: 'the post was frozen' } };

  it('is delivered or fails, as its funder or those who run the goal say', () => {
    given(established).when('DeliverGrant', { grant: 'g1', on: '2026-04-01', evidence: 'started today' }, runs).then(delivered);
    given(established)
      .when('FailGrant', { grant: 'g1', reason: 'the post was frozen' }, { facts: { ...reads.facts, standsFor: ['finance'] } })
      .then(failed);
    given(established, delivered).when('DeliverGrant', { grant: 'g1', on: '2026-04-01', evidence: 'again' }, runs).nothing();
    given(established, failed).when('FailGrant', { grant: 'g1', reason: 'again' }, runs).nothing();
    given(established).when('FailGrant', { grant: 'g1', reason: 'frozen' }, reads).refused('NotYourGoal');
    given(established).when('FailGrant', { grant: 'g9', reason: 'frozen' }, runs).refused('GrantUnknown');
    given(established).when('DeliverGrant', { grant: 'g9', on: '2026-04-01', evidence: 'x' }, runs).refused('GrantUnknown');
    given(established).when('DeliverGrant', { grant: 'g1', on: '2026-05-01', evidence: 'x' }, runs).refused('DayAhead');
  });
});

describe('a gap', () => {
  const accept = { revision: 1, plan: 'a second ward joins in June', reviewOn: '2026-07-01' };
  const owns = (coverage: string | null, gap: string | null, sufficient = false) => ({
    facts: { ...runs.facts, sufficient, coverage, gap },
  });
  const accepted: Event = { type: 'GoalGapAccepted', data: { coverage: '0.6', gap: '2.4', plan: accept.plan, reviewOn: accept.reviewOn } };

  it('is accepted by the owner, with the figures as they stand, a plan and a day to look again', () => {
    given(established).when('AcceptGap', accept, owns('0.6', '2.4')).then(accepted);
    given(established, accepted).when('AcceptGap', accept, owns('0.6', '2.4')).nothing();
    given(established, accepted)
      .when('AcceptGap', accept, owns('0.5', '3'))
      .then({ type: 'GoalGapAccepted', data: { coverage: '0.5', gap: '3', plan: accept.plan, reviewOn: accept.reviewOn } });
  });

  it('can be accepted where nothing can be computed', () => {
    given(established)
      .when('AcceptGap', accept, owns(null, null))
      .then({ type: 'GoalGapAccepted', data: { coverage: null, gap: null, plan: accept.plan, reviewOn: accept.reviewOn } });
  });

  it('is accepted by nobody else, on no older revision, and only where there is one', () => {
    given(established)
      .when('AcceptGap', accept, { facts: { ...works.facts, sufficient: false, coverage: '0.6', gap: '2.4' } })
      .refused('NotTheOwner', 'matron');
    given(established, revised()).when('AcceptGap', accept, owns('0.6', '2.4')).refused('StaleRevision', 'revision 2');
    given(established)
      .when('AcceptGap', accept, owns('1', '0', true))
      .refused('NothingToAccept');
    given(established)
      .when('AcceptGap', accept, owns('1.1', '-0.6', true))
      .refused('NothingToAccept');
  });

  it('cannot be accepted where nothing is needed, though no coverage can be computed', () => {
    given(established)
      .when('AcceptGap', accept, owns(null, null, true))
      .refused('NothingToAccept');
  });

  it('is looked at again on a day that exists and lies ahead, by a plan in words', () => {
    given(established)
      .when('AcceptGap', { ...accept, reviewOn: '2026-06-31' }, owns('0.6', '2.4'))
      .refused('BadDay');
    given(established)
      .when('AcceptGap', { ...accept, reviewOn: '2026-04-01' }, owns('0.6', '2.4'))
      .refused('ReviewNotAhead');
    given(established)
      .when('AcceptGap', { ...accept, plan: '' }, owns('0.6', '2.4'))
      .refused('TextMissing', 'the plan');
  });
});

describe('the end of a goal', () => {
  const close = { revision: 1, outcome: 'ACHIEVED', evidence: 'six falls in March', reason: 'the year is over' } as const;

  it('is a closure with evidence and reason, on the revision seen; it can be undone', () => {
    given(established).when('CloseGoal', close, runs).then(closed);
    given(established, closed)
      .when('ReopenGoal', { reason: 'closed by mistake' }, runs)
      .then({ type: 'GoalReopened', data: { reason: 'closed by mistake' } });
    given(established)
      .when('CloseGoal', { ...close, evidence: '' }, runs)
      .refused('TextMissing', 'the evidence');
    given(established)
      .when('CloseGoal', { ...close, reason: '' }, runs)
      .refused('TextMissing', 'the reason');
    given(established, revised()).when('CloseGoal', close, runs).refused('StaleRevision', 'you saw 1');
    for (const whose of [reads, works]) given(established).when('CloseGoal', close, whose).refused('NotYoursToClose', 'matron');
    given(established).when('ReopenGoal', { reason: 'why' }, runs).refused('GoalNotClosed');
    for (const whose of [reads, works]) given(established, closed).when('ReopenGoal', { reason: 'why' }, whose).refused('NotYoursToClose');
    given().when('ReopenGoal', { reason: 'why' }, runs).refused('GoalUnknown');
  });

  it('ends everything but its links', () => {
    given(established, closed).when('CloseGoal', close, runs).refused('GoalIsClosed', 'reopen it');
    given(established, closed).when('ReportMilestone', { milestone: 'm1', on: '2026-04-01', evidence: 'x' }, runs).refused('GoalIsClosed');
    given(established, closed)
      .when('ReleaseLink', { thread: 't1', reason: 'both' }, policy)
      .then({ type: 'LinkReleased', data: { thread: 't1', reason: 'both' } });
    given().when('CloseGoal', close, runs).refused('GoalUnknown');
  });
});

describe('every refusal of a goal', () => {
  it('was provoked above', () => expect(provoked()).toEqual([...goalCodes].sort()));
});
