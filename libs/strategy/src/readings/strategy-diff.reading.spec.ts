import { isRejection } from '#kernel';
import { happened, thread, told, trust, type Past } from '#testing';
import type { CatchballEvents } from '../catchball/catchball.events.js';
import type { GoalEvents } from '../goal/goal.events.js';
import type { OrganisationEvents } from '../organisation/organisation.events.js';
import type { StrategyEvents } from '../strategy/strategy.events.js';
import { dimensionsOf } from './alignment-node.reading.js';
import { readerOf } from './openness.reading.js';
import { diffKinds, strategyDiff, type DiffQuestion, type StrategyDiff } from './strategy-diff.reading.js';
import { stands, strategyDifferences, strategyNode, type StrategyNode, type StrategyRef } from './strategy-node.reading.js';

const { trustAfter, threadOf, inNegotiation, committed } = told;
type Log = ReturnType<typeof trustAfter>;
type GoalEvent = Parameters<typeof happened<GoalEvents>>[2];
const strategyOf = (...events: Parameters<typeof happened<StrategyEvents>>[2][]): Past[] =>
  happened<StrategyEvents>('strategy', 'trust', ...events);
const organisationOf = (...events: Parameters<typeof happened<OrganisationEvents>>[2][]): Past[] =>
  happened<OrganisationEvents>('organisation', 'trust', ...events);
const goalOf = (id: string, ...events: GoalEvent[]): Past[] => happened<GoalEvents>('goal', id, ...events);
const move = (id: string, ...moves: Parameters<typeof happened<CatchballEvents>>[2][]): Past[] =>
  happened<CatchballEvents>('catchball', id, ...moves);
const under = (goal: string, receiver = 'ward-7') => ({ parent: { kind: 'GOAL', id: goal }, giver: 'medicine', receiver }) as const;
const closed = (outcome: GoalEvents['GoalClosed']['outcome']): GoalEvent => ({
  type: 'GoalClosed',
  data: { outcome, evidence: 'minute', reason: 'over' },
});
const reopened: GoalEvent = { type: 'GoalReopened', data: { reason: 'too early' } };
const aimRevised = (revision: number, target: string, changes: Partial<typeof trust.aimTerms> = {}): Past[] =>
  strategyOf({
    type: 'AimRevised',
    by: thread.giver,
    meta: { reason: `to ${target}` },
    data: {
      aim: 'aim-1',
      revision,
      reason: `to ${target}`,
      terms: { ...trust.aimTerms, ...changes, measured: { ...trust.aimTerms.measured, target } },
    },
  });
const scored = (impact: number, by = thread.arbiter) =>
  ({
    type: 'CandidateScored',
    by,
    data: { candidate: 'candidate-1', impact, urgency: 4, feasibility: 3, advisory: false, comment: null },
  }) as const;
const nominated = (candidate: string): Past[] =>
  strategyOf({
    type: 'CandidateNominated',
    by: thread.receiver,
    data: {
      candidate,
      cycle: 'cycle-26',
      unit: 'board',
      text: {
        statement: 'New signs',
        objective: null,
        evidence: [],
        benchmark: 'none',
        qualityDimension: 'TIMELY',
        equity: 'none',
        shapedBy: 'two letters',
      },
    },
  });
const agreedAgain = (id: string, offer = thread.counterOffer): Past[] => [
  ...move(
    id,
    thread.renegotiated(thread.receiver, 'RECEIVER', thread.onTable(offer)),
    ...told.signing(offer).map((event) => (event.type === 'CommitmentMade' ? { ...event, data: { ...event.data, episode: 2 } } : event)),
  ),
  ...goalOf(id, {
    type: 'GoalRevised',
    data: {
      ...trust.aGoal(offer).data,
      agreement: { kind: 'COMMITTED', thread: id, episode: 2, offerHash: 'c'.repeat(64), event: `again-${id}` },
      revision: 2,
      releases: null,
    },
  } as GoalEvent),
];
const takenOver = (): Past[][] => {
  const offer = thread.offerOf({}, '10');
  return [
    threadOf('t2', { ...under('p', 'medicine'), existingGoal: 't1', offer }, ...told.signing(offer, 't1')),
    goalOf('t1', {
      type: 'GoalRevised',
      meta: { reason: 'closer to the work' },
      data: {
        ...trust.aGoal(offer).data,
        parent: { kind: 'GOAL', id: 'p' },
        revision: 2,
        agreement: { kind: 'COMMITTED', thread: 't2', episode: 1, offerHash: 'b'.repeat(64), event: 'made-t2' },
        releases: 't1',
      },
    } as GoalEvent),
    move('t1', { type: 'CommitmentReleased', data: { by: 'POLICY', reason: 'taken over', cause: 'made-t2' } }),
  ];
};

const provoked = new Set<string>();
const diffBetween = (
  log: Log,
  from: number,
  to: number,
  question: DiffQuestion = {},
  person = 'aud',
  days: readonly string[] = [],
): StrategyDiff => {
  const now = log.now(days[1]);
  const diff = strategyDiff(
    log.asOf(from, days[0]),
    log.asOf(to, days[1]),
    (position) => log.asOf(position),
    now,
    readerOf(now, person),
    question,
  );
  if (isRejection(diff)) throw new Error(diff.because);
  for (const { kind } of diff.lines) provoked.add(kind);
  return diff;
};
/** The difference the later streams made: kind, node, the events that made it. */
const changed = (before: readonly Past[][], after: readonly Past[][], question: DiffQuestion = {}, person = 'aud') => {
  const log = trustAfter(...before, ...after);
  const { lines } = diffBetween(log, log.log.length - after.flat().length, log.log.length, question, person);
  return lines.map(({ kind, node, events }) => [kind, node.kind, node.id, ...events.map(({ event }) => event)]);
};

describe('The strategy diff', () => {
  it('is the net of what happened: each line with before and after, and its events, the latest first', () => {
    const log = trustAfter(inNegotiation('t1'), aimRevised(2, '22'), aimRevised(3, '24'));
    const { lines, counts, from, to } = diffBetween(log, log.log.length - 2, log.log.length);
    expect([from, to]).toEqual([log.log.length - 2, log.log.length]);
    expect(lines).toEqual([
      {
        kind: 'RETARGETED',
        node: expect.objectContaining({ kind: 'AIM', id: 'aim-1', owner: 'chief-nurse', statement: 'Halve falls with harm' }),
        before: expect.objectContaining({ said: expect.objectContaining({ RETARGETED: expect.objectContaining({ target: '20' }) }) }),
        after: expect.objectContaining({ said: expect.objectContaining({ RETARGETED: expect.objectContaining({ target: '24' }) }) }),
        differences: [{ field: 'target', before: '20', after: '24' }],
        events: [
          { position: to, at: log.log.at(-1)!.at, actor: thread.giver, event: 'AimRevised', reason: 'to 24' },
          { position: to - 1, at: log.log.at(-2)!.at, actor: thread.giver, event: 'AimRevised', reason: 'to 22' },
        ],
      },
    ]);
    expect(counts).toEqual([{ kind: 'RETARGETED', of: 'AIM', changed: 1, cameBack: 0 }]);
  });

  it('has what was added, with how its link came about, and what was dropped', () => {
    expect(changed([], [committed('t1')])).toEqual([['ADDED', 'GOAL', 't1', 'CommitmentMade', 'OfferAccepted', 'BallServed']]);
    const dropped = strategyOf({ type: 'AimDropped', data: { aim: 'aim-1', reason: 'board' } });
    expect(changed([committed('t1')], [dropped])).toEqual([
      ['DROPPED', 'AIM', 'aim-1', 'AimDropped'],
      ['STANDING', 'GOAL', 't1', 'AimDropped'],
    ]);
    expect(changed([threadOf('t1')], [move('t1', { type: 'ThreadWithdrawn', data: { reason: 'no', cause: null } })])).toEqual([
      ['DROPPED', 'GOAL', 't1', 'ThreadWithdrawn'],
    ]);
    expect(changed([committed('t1', {}, closed('DROPPED'))], [goalOf('t1', reopened)])).toEqual([['ADDED', 'GOAL', 't1', 'GoalReopened']]);
  });

  it('has what was re-targeted, re-worded and given other resources by a renegotiation', () => {
    const offer = thread.offerOf({ resourcesAsked: [{ kind: 'MONEY', amount: '9000', text: 'mats' }], due: '2026-12-31' }, '14');
    const log = trustAfter(committed('t1'), agreedAgain('t1', offer));
    const { lines } = diffBetween(log, log.log.length - 6, log.log.length);
    expect(
      lines.map(({ kind, differences, events }) => [
        kind,
        differences.map(({ field, before, after }) => `${field}: ${before} → ${after}`),
        events[0]?.event,
      ]),
    ).toEqual([
      ['RETARGETED', ['target: 10 → 14', 'due: 2027-03-31 → 2026-12-31'], 'CommitmentMade'],
      ['RESOURCED', [`resourcesAsked: null → ${JSON.stringify(offer.resourcesAsked)}`], 'CommitmentMade'],
      ['REWORDED', [`statement: ${thread.firstOffer.statement} → ${offer.statement}`], 'CommitmentMade'],
    ]);
  });

  it('tells with a settlement the offers it rests on, where the reader may know of them', () => {
    expect(changed([committed('t1')], [agreedAgain('t1')], { kinds: ['RETARGETED'] })).toEqual([
      ['RETARGETED', 'GOAL', 't1', 'CommitmentMade', 'RenegotiationOpened'],
    ]);
    const log = trustAfter(threadOf('t1', { private: true }, thread.countered(2), thread.countered(3), ...told.signing()));
    const from = log.log.findIndex(({ type }) => type === 'BallServed') + 1;
    const events = (person: string) =>
      diffBetween(log, from, log.log.length, {}, person).lines.map((line) => line.events.map(({ event }) => event));
    expect(events('sue')).toEqual([['CommitmentMade']]);
    expect(events('ben')).toEqual([['CommitmentMade', 'OfferAccepted', 'OfferCountered', 'OfferCountered']]);
  });

  it('sees a tolerance that was widened and a plan that was bent, which no target shows', () => {
    const { measured } = trust.aimTerms;
    const eased = { ...measured, tolerance: '5', trajectory: { kind: 'STEP', on: '2027-03-01' } } as const;
    const revised = strategyOf({
      type: 'AimRevised',
      data: { aim: 'aim-1', revision: 2, reason: 'winter', terms: { ...trust.aimTerms, measured: eased } },
    });
    const log = trustAfter(revised);
    expect(diffBetween(log, log.log.length - 1, log.log.length).lines[0]?.differences).toEqual([
      { field: 'tolerance', before: '1', after: '5' },
      { field: 'trajectory', before: 'LINEAR', after: '{"kind":"STEP","on":"2027-03-01"}' },
    ]);
  });

  it('has other weights, and another roll-up', () => {
    const weighed: GoalEvent = {
      type: 'LinkReweighted',
      meta: { reason: 'it fails' },
      data: { thread: 't1', weight: '0.2', reason: 'it fails' },
    };
    const rolled: GoalEvent = { type: 'RollUpChosen', data: { method: 'WEIGHTED', reason: 'wards' } };
    const log = trustAfter(committed('t1', {}, weighed, rolled));
    expect(diffBetween(log, log.log.length - 2, log.log.length).lines).toMatchObject([
      {
        kind: 'REWEIGHTED',
        differences: [
          { field: 'weight', before: '1', after: '0.2' },
          { field: 'rollUp', before: 'OWN_MEASURE', after: 'WEIGHTED' },
        ],
        events: [{ event: 'RollUpChosen' }, { event: 'LinkReweighted', reason: 'it fails' }],
      },
    ]);
  });

  it('has the candidates: nominated, scored, re-worded, dropped and restored', () => {
    const dropped = strategyOf({
      type: 'CandidateDropped',
      meta: { reason: 'not this year' },
      data: { candidate: 'signs', reason: 'not this year' },
    });
    const restored = strategyOf({ type: 'CandidateRestored', data: { candidate: 'signs', reason: 'again' } });
    expect(changed([], [nominated('signs')])).toEqual([['ADDED', 'CANDIDATE', 'signs', 'CandidateNominated']]);
    expect(changed([nominated('signs')], [dropped])).toEqual([['DROPPED', 'CANDIDATE', 'signs', 'CandidateDropped']]);
    expect(changed([nominated('signs'), dropped], [restored])).toEqual([['ADDED', 'CANDIDATE', 'signs', 'CandidateRestored']]);
    const log = trustAfter(strategyOf(scored(5), scored(2, thread.giver)), strategyOf(scored(1)));
    expect(diffBetween(log, log.log.length - 1, log.log.length).lines).toMatchObject([
      {
        kind: 'RESCORED',
        node: { id: 'candidate-1' },
        differences: [{ field: 'impact', before: '3.5', after: '1.5' }],
        events: [{ event: 'CandidateScored' }],
      },
    ]);
    const text = {
      statement: 'Halve falls in two years',
      objective: 'objective-1',
      evidence: [],
      benchmark: 'none',
      qualityDimension: 'SAFE',
      equity: 'all',
      shapedBy: 'carers',
    } as const;
    expect(
      changed(
        [],
        [strategyOf({ type: 'CandidateRevised', data: { candidate: 'candidate-1', text: { ...text, evidence: [] }, reason: 'clearer' } })],
      ),
    ).toEqual([['REWORDED', 'CANDIDATE', 'candidate-1', 'CandidateRevised']]);
  });

  it('calls a goal taken over by another thread re-parented, and neither dropped nor added', () => {
    const log = trustAfter(committed('p'), committed('t1'), ...takenOver());
    const { lines } = diffBetween(log, log.log.length - takenOver().flat().length, log.log.length);
    expect(lines.map(({ kind, before, after, events }) => [kind, before?.id, after?.id, events[0]?.event, events[0]?.reason])).toEqual([
      ['REPARENTED', 't1', 't2', 'GoalRevised', 'closer to the work'],
    ]);
    expect(lines[0]?.differences).toEqual([
      { field: 'parent', before: 'aim-1', after: 'p' },
      { field: 'thread', before: 't1', after: 't2' },
    ]);
  });

  it('names the owner by the post that stands for it, and the closing that handed it over, also where its day came later', () => {
    const closing = organisationOf({
      type: 'PostClosed',
      by: thread.higherArbiter,
      meta: { reason: 'one directorate' },
      data: { post: 'medicine', successor: 'surgery', on: '2026-07-01', reason: 'one directorate' },
    });
    const log = trustAfter(committed('t1'), closing, strategyOf(scored(5)));
    const closedAt = log.log.length - 1;
    const owners = (from: number, days: readonly string[]) =>
      diffBetween(log, from, log.log.length, { kinds: ['REOWNED'] }, 'aud', days).lines.map(({ differences, events }) => [
        ...differences.map(({ before, after }) => [before, after]),
        ...events.map(({ position, reason }) => [position, reason]),
      ]);
    const handed = [
      ['medicine', 'surgery'],
      [closedAt, 'one directorate'],
    ];
    expect(owners(closedAt - 1, ['2026-04-01', '2026-08-01'])).toEqual([handed]);
    expect(owners(closedAt, ['2026-06-30', '2026-07-01'])).toEqual([handed]);
    expect(owners(closedAt, ['2026-07-01', '2026-08-01'])).toEqual([]);
    expect(owners(closedAt - 1, ['2026-04-01', '2026-06-30'])).toEqual([]);
  });

  it('follows closings, states and the parent that a released link leaves', () => {
    expect(changed([committed('t1')], [goalOf('t1', closed('ACHIEVED'))])).toEqual([['STATE', 'GOAL', 't1', 'GoalClosed']]);
    const released = move('t1', { type: 'CommitmentReleased', data: { by: 'BOTH_SIDES', reason: 'moved', cause: null } });
    const unlinked = goalOf('t1', { type: 'LinkReleased', data: { thread: 't1', reason: 'moved' } });
    expect(changed([committed('t1'), committed('c1', under('t1')), committed('d1', under('c1', 'surgery'))], [released, unlinked])).toEqual(
      [
        ['DROPPED', 'GOAL', 't1', 'CommitmentReleased'],
        ['REPARENTED', 'GOAL', 'c1', 'CommitmentReleased'],
        ['STANDING', 'GOAL', 'c1', 'LinkReleased'],
      ],
    );
  });

  it('is empty from a moment to itself, and refuses moments the wrong way round', () => {
    const log = trustAfter(committed('t1'));
    const last = log.log.length;
    expect(diffBetween(log, last, last)).toMatchObject({ lines: [], counts: [] });
    const now = log.now();
    const refused = strategyDiff(log.asOf(last), log.asOf(3), (position) => log.asOf(position), now, readerOf(now, 'aud'));
    expect(refused).toMatchObject({ code: 'FromAfterTo', because: expect.stringContaining('change them round') });
  });

  it('compares what was dropped and came back otherwise with what it was, and names the event it came back by', () => {
    const withdrawn = move('t1', { type: 'ThreadWithdrawn', data: { reason: 'no', cause: null } });
    const again = move('t1', thread.served({ ...thread.onTable(thread.counterOffer), episode: 2 }));
    expect(changed([inNegotiation('t1')], [withdrawn, again])).toEqual([
      ['RETARGETED', 'GOAL', 't1', 'BallServed'],
      ['REWORDED', 'GOAL', 't1', 'BallServed'],
    ]);
    expect(changed([inNegotiation('t1')], [withdrawn, again], { cameBack: true })).toEqual([
      ['DROPPED', 'GOAL', 't1', 'BallServed', 'ThreadWithdrawn'],
    ]);
  });

  it('takes only the kinds, the unit with those below, and the cycle asked for', () => {
    const later = strategyOf({
      type: 'CyclePlanned',
      data: { cycle: 'cycle-27', name: '2027/28', starts: '2027-04-01', ends: '2028-03-31' },
    });
    const made = [
      aimRevised(2, '22'),
      committed('t1'),
      committed('c1', under('t1')),
      committed('s1', { receiver: 'surgery', cycle: 'cycle-27' }),
    ];
    const ids = (question: DiffQuestion) => changed([later], made, question).map(([, , id]) => id);
    expect(ids({})).toEqual(['t1', 'c1', 's1', 'aim-1']);
    expect(ids({ kinds: ['RETARGETED'] })).toEqual(['aim-1']);
    expect(ids({ unit: 'medicine-unit' })).toEqual(['t1', 'c1']);
    expect(ids({ cycle: 'cycle-27' })).toEqual(['s1']);
    const log = trustAfter(later, ...made);
    const { counts } = diffBetween(log, log.log.length - made.flat().length, log.log.length, { kinds: ['DROPPED'], unit: 'ward-7-unit' });
    expect(counts).toEqual([{ kind: 'ADDED', of: 'GOAL', changed: 1, cameBack: 0 }]);
  });
});

describe('What changed and came back', () => {
  const there = [aimRevised(2, '25'), goalOf('t1', closed('DROPPED'))];
  const back = [
    aimRevised(3, '20'),
    goalOf('t1', reopened),
    inNegotiation('x'),
    move('x', { type: 'ThreadWithdrawn', data: { reason: 'no', cause: null } }),
  ];

  it('is in no line, is counted, and is listed with its events where it is asked for', () => {
    const log = trustAfter(committed('t1'), ...there, ...back);
    const from = log.log.length - [...there, ...back].flat().length;
    const { lines, counts } = diffBetween(log, from, log.log.length);
    expect(lines).toEqual([]);
    expect(counts).toEqual([
      { kind: 'ADDED', of: 'GOAL', changed: 0, cameBack: 1 },
      { kind: 'DROPPED', of: 'GOAL', changed: 0, cameBack: 1 },
      { kind: 'RETARGETED', of: 'AIM', changed: 0, cameBack: 1 },
    ]);
    expect(changed([committed('t1')], [...there, ...back], { cameBack: true })).toEqual([
      ['ADDED', 'GOAL', 'x', 'ThreadWithdrawn', 'BallServed'],
      ['DROPPED', 'GOAL', 't1', 'GoalReopened', 'GoalClosed'],
      ['RETARGETED', 'AIM', 'aim-1', 'AimRevised', 'AimRevised'],
    ]);
  });
});

describe('The strategy diff of what is kept private', () => {
  it('tells others that a negotiation began or opened, and none of its words', () => {
    const secret = [committed('t1', { private: true })];
    const log = trustAfter(...secret);
    const served = log.log.findIndex(({ type }) => type === 'BallServed') + 1;
    const [opened] = diffBetween(log, served, log.log.length, {}, 'sue').lines;
    expect([opened?.kind, opened?.differences.map(({ field }) => field), opened?.before?.statement]).toEqual([
      'STANDING',
      ['openness', 'standing'],
      null,
    ]);
    const [began] = diffBetween(log, served - 1, served, {}, 'sue').lines;
    expect([began?.kind, began?.node.statement, began?.events[0]?.reason]).toEqual(['ADDED', null, null]);
    expect(JSON.stringify(began)).not.toContain(thread.firstOffer.rationale);
    expect(diffBetween(log, served - 1, served, {}, 'ben').lines[0]?.events[0]?.reason).toBe(thread.firstOffer.rationale);
  });

  it("leaves out a single person's goal for whoever it is not for", () => {
    const ward = committed('ward', { receiver: 'ward-7' });
    const nurse = committed('nurse', { ...under('ward', 'ward-7-nurse'), giver: 'ward-7', unit: 'ward-7-unit' });
    expect(changed([ward], [nurse], {}, 'sue')).toEqual([]);
    expect(changed([ward], [nurse], {}, 'wim')).toHaveLength(1);
  });
});

describe('The strategy diff between any two moments', () => {
  const text = { dimension: 'safety', statement: 'Fewer days', from: '2026-04-01', to: '2029-03-31' };
  const log = trustAfter(
    committed('p'),
    inNegotiation('t1'),
    inNegotiation('c0', { parent: { kind: 'THREAD', id: 't1' }, giver: 'medicine', receiver: 'ward-7' }),
    move('t1', thread.countered(2), thread.countered(3), ...told.signing()),
    goalOf(
      't1',
      trust.aGoal(thread.firstOffer, {
        agreement: { kind: 'COMMITTED', thread: 't1', episode: 1, offerHash: 'a'.repeat(64), event: 'made-t1' },
      }),
    ),
    committed('s1', { receiver: 'surgery', private: true }),
    committed('c1', under('t1')),
    committed('d1', { ...under('c1', 'ward-7-nurse'), giver: 'ward-7', unit: 'ward-7-unit' }),
    strategyOf(
      { type: 'ObjectiveSet', data: { objective: 'o2', unit: 'board', ...text } },
      { type: 'ObjectiveRevised', data: { objective: 'o2', ...text, statement: 'Far fewer days', reason: 'bolder' } },
    ),
    nominated('signs'),
    aimRevised(2, '22', { objective: 'o2' }),
    agreedAgain('c1'),
    ...takenOver(),
    strategyOf({
      type: 'TrueNorthDrafted',
      data: { unit: 'operations', statement: 'Home', dimensions: [{ id: 'flow', name: 'Flow', statement: 'Fast' }], reason: 'new' },
    }),
    strategyOf(
      { type: 'CandidateDropped', data: { candidate: 'signs', reason: 'no' } },
      { type: 'ObjectiveRetired', data: { objective: 'o2', reason: 'reached' } },
    ),
    goalOf('c1', { type: 'LinkReweighted', data: { thread: 'c1', weight: '0.5', reason: 'less' } }, closed('DROPPED'), reopened),
    organisationOf({ type: 'PostClosed', data: { post: 'medicine', successor: 'surgery', on: '2026-03-02', reason: 'one' } }),
    aimRevised(3, '20'),
    move('p', { type: 'CommitmentReleased', data: { by: 'BOTH_SIDES', reason: 'moved', cause: null } }),
    goalOf('p', { type: 'LinkReleased', data: { thread: 'p', reason: 'moved' } }),
    strategyOf({ type: 'AimDropped', data: { aim: 'aim-1', reason: 'board' } }),
  );
  const now = log.now();
  /** Every node there ever was. */
  const refs: StrategyRef[] = [
    ...[...now.tables.trueNorths.values()].flatMap((record): StrategyRef[] => [
      { kind: 'TRUE_NORTH', id: record.unit },
      ...dimensionsOf(record).map(({ id }) => ({ kind: 'DIMENSION', unit: record.unit, id }) as const),
    ]),
    ...[...now.tables.objectives.keys()].map((id) => ({ kind: 'OBJECTIVE', id }) as const),
    ...[...now.tables.candidates.keys()].map((id) => ({ kind: 'CANDIDATE', id }) as const),
    ...[...now.tables.aims.keys()].map((id) => ({ kind: 'AIM', id }) as const),
    ...[...now.tables.threads.keys()].map((id) => ({ kind: 'LINK', id }) as const),
  ];
  const named = ({ kind, id }: StrategyNode): string => `${kind} ${id}`;
  const nodesAt = (position: number, person: string): Map<string, StrategyNode> => {
    const nodes = refs.map((ref) => strategyNode(log.asOf(position), now, readerOf(now, person), ref));
    return new Map(nodes.filter((node) => stands(node)).map((node) => [named(node), node]));
  };
  const last = log.log.length;
  const first = trust.trustLog().length;
  const moments = Array.from({ length: Math.ceil((last - first) / 4) }, (_, index) => last - index * 4).reverse();
  const pairs = [0, ...moments].flatMap((from, index) => [0, ...moments].slice(index).map((to) => [from, to] as const));

  it.each(['aud', 'sue'])('makes of the nodes there were those there are, for %s', (person) => {
    for (const [from, to] of pairs) {
      const nodes = new Set(nodesAt(from, person).keys());
      for (const { kind, before, after } of diffBetween(log, from, to, {}, person).lines) {
        if (kind !== 'ADDED' && before) nodes.delete(named(before));
        if (kind !== 'DROPPED' && after) nodes.add(named(after));
      }
      expect([from, to, [...nodes].sort()]).toEqual([from, to, [...nodesAt(to, person).keys()].sort()]);
    }
  });

  it.each(['aud', 'sue'])('says of each node that stayed what comparing all of them says, for %s', (person) => {
    for (const [from, to] of pairs) {
      const [before, after] = [nodesAt(from, person), nodesAt(to, person)];
      const { lines } = diffBetween(log, from, to, {}, person);
      const inherited = new Set(
        lines.filter((line) => line.before && line.after && line.before.id !== line.after.id).map(({ node }) => named(node)),
      );
      const all = [...after].flatMap(([name, node]) => {
        const was = before.get(name);
        return was && !inherited.has(name) ? [...strategyDifferences(was, node).keys()].map((kind) => `${name} ${kind}`) : [];
      });
      const told = lines.flatMap(({ kind, node, before: was, after: is }) =>
        was && is && kind !== 'ADDED' && kind !== 'DROPPED' && !inherited.has(named(node)) ? [`${named(node)} ${kind}`] : [],
      );
      expect([from, to, told.sort()]).toEqual([from, to, all.sort()]);
    }
  });

  it('names for every line at least one event between the two, the latest first, and counts what it lists', () => {
    for (const [from, to] of pairs) {
      const { lines, counts } = diffBetween(log, from, to);
      for (const { events } of lines) {
        const positions = events.map(({ position }) => position);
        expect(positions.length).toBeGreaterThan(0);
        expect(positions).toEqual([...new Set(positions)].sort((a, b) => b - a));
        expect(positions.every((position) => position > from && position <= to)).toBe(true);
      }
      expect(counts.reduce((sum, { changed: each }) => sum + each, 0)).toBe(lines.length);
      expect(counts.reduce((sum, { cameBack }) => sum + cameBack, 0)).toBe(diffBetween(log, from, to, { cameBack: true }).lines.length);
    }
  });
});

it('lines of every kind have a test', () => expect([...provoked].sort()).toEqual([...diffKinds].sort()));
