import { Folded, fold, isRejection, type EventOf, type RecordedOf, type View } from '#kernel';
import { happened, hashOf, logOf, thread, trust, type Past } from '#testing';
import { aggregates, views } from '../catalogue.js';
import type { CatchballEvents } from '../catchball/catchball.events.js';
import type { GoalEvents } from '../goal/goal.events.js';
import type { IntakeEvents } from '../intake/intake.events.js';
import type { MeasureEvents } from '../measure/measure.events.js';
import type { StrategyEvents } from '../strategy/strategy.events.js';
import { factsFor } from '../views/facts.js';
import type { Moment, Shapes } from '../views/index.js';
import { openDebts } from './owed.view.js';
import type { PolicyLogEvents } from './policy-log.events.js';

type Move = Parameters<typeof happened<CatchballEvents>>[2];
const movesOf = (id: string, ...moves: Move[]): Past[] => happened<CatchballEvents>('catchball', id, ...moves);
const strategyOf = (...events: Parameters<typeof happened<StrategyEvents>>[2][]): Past[] =>
  happened<StrategyEvents>('strategy', 'trust', ...events);

const foldedOf = (log: readonly Past[]): Folded<Shapes> => {
  const folded = new Folded<Shapes>(views as View[]);
  for (const event of log) folded.apply(event as RecordedOf<Record<string, unknown>>);
  return folded;
};

/** What is owed after these streams, in order. */
const owedAfter = (...streams: Past[][]) => openDebts(foldedOf(trust.trustLog(...streams)).live);
const commands = (...streams: Past[][]) => owedAfter(...streams).map(({ policy, command, subject }) => [policy, command, subject]);

/** Sends what is owed to the real deciders until nothing is owed any more; gives back what that added to the log. */
const settled = (...streams: Past[][]): Past[] => {
  let log = trust.trustLog(...streams);
  const begun = log.length;
  const decide = (
    aggregateName: string,
    subject: string,
    command: string,
    input: unknown,
    policy: string,
  ): readonly EventOf<Record<string, unknown>>[] => {
    const { decider } = aggregates.find(({ name }) => name === aggregateName)!;
    const stream = log.filter((event) => event.stream === `${aggregateName}-${subject}`);
    const state: unknown = fold(decider, decider.initial, stream as RecordedOf<Record<string, unknown>>[]);
    const { live, position } = foldedOf(log);
    const actor = { person: 'service', post: `policy:${policy}` };
    const moment: Moment = { position, at: '2026-03-02T18:00:00.000Z', today: '2026-03-02', tables: live };
    const readers = factsFor as unknown as Record<string, Record<string, (...args: unknown[]) => unknown> | undefined>;
    const decision = decider.decide[command]!(state, input, {
      actor,
      at: moment.at,
      today: moment.today,
      subject,
      facts: readers[aggregateName]?.[command]?.(moment, input, actor, subject),
      newId: (index) => `new-${index}`,
      hash: hashOf,
    }) as readonly EventOf<Record<string, unknown>>[] | { rejected: true; code: string; because: string };
    if (!isRejection(decision)) return decision;
    throw new Error(`${command} was refused with ${decision.code}: ${decision.because}`);
  };
  for (let step = 0; step < 50; step++) {
    const [debt] = openDebts(foldedOf(log).live);
    if (!debt) return log.slice(begun);
    const made = decide(debt.aggregate, debt.subject, debt.command, debt.input, debt.policy);
    const [aggregate, subject, events] =
      made.length > 0
        ? [debt.aggregate, debt.subject, made]
        : ['policy', 'log', decide('policy', 'log', 'SettleDebt', { key: debt.key }, debt.policy)];
    const written = happened<Record<string, unknown>>(
      aggregate,
      subject,
      ...events.map((event) => ({ ...event, meta: { settles: debt.key } })),
    );
    log = logOf(log, written);
  }
  throw new Error('what policies owe does not come to an end');
};
const outcomes = (...streams: Past[][]) => settled(...streams).map(({ type, subject }) => [type, subject]);

const child = (id: string, parent: string, ...after: Move[]): Past[] =>
  movesOf(id, thread.served({ parent: { kind: 'THREAD', id: parent }, giver: 'medicine', receiver: 'ward-7' }), ...after);
const pledge = (id: string, parent: string, ...after: Move[]): Past[] =>
  movesOf(id, thread.served({ kind: 'PLEDGE', parent: { kind: 'THREAD', id: parent }, giver: 'medicine', receiver: 'surgery' }), ...after);
const settles = (...moves: Move[]): Move[] => [thread.accepted(), ...moves, thread.made()];
const aimRevised = (revision: number): Past[] =>
  strategyOf({
    type: 'AimRevised',
    data: { aim: 'aim-1', revision, terms: { ...trust.aimTerms, statement: `revision ${revision}` }, reason: 'wider' },
  });

describe('agreement makes goal', () => {
  it('takes the goal on, on a stream with the thread’s own id, for the receiver and its unit', () => {
    const [debt] = owedAfter(movesOf('thread-1', ...thread.committed));
    expect(debt).toMatchObject({ policy: 'agreement-makes-goal', aggregate: 'goal', subject: 'thread-1', command: 'TakeOn' });
    expect(debt?.input).toEqual({
      cycle: 'cycle-26',
      owner: 'medicine',
      unit: 'medicine-unit',
      parent: { kind: 'AIM', id: 'aim-1' },
      terms: thread.firstOffer,
      agreement: { kind: 'COMMITTED', thread: 'thread-1', episode: 1, offerHash: hashOf(thread.firstOffer), event: debt?.cause },
      releases: null,
    });
  });

  it('says of a decision that it was directed', () => {
    const [debt] = owedAfter(movesOf('thread-1', ...thread.imposed));
    expect(debt?.input).toMatchObject({ agreement: { kind: 'DIRECTED', thread: 'thread-1' } });
  });

  it('names the goal as the parent once the thread that was served under has settled', () => {
    const owed = owedAfter(movesOf('parent', ...thread.committed), child('child', 'parent', ...settles()));
    expect(owed[1]?.input).toMatchObject({ owner: 'ward-7', parent: { kind: 'GOAL', id: 'parent' } });
  });

  it('makes it once: the debt is settled by the event, and a second commitment revises', () => {
    expect(outcomes(movesOf('thread-1', ...thread.committed))).toEqual([['GoalEstablished', 'thread-1']]);
    const again = [thread.renegotiated(), { ...thread.made(), data: { ...thread.made().data, episode: 2 } } as Move];
    expect(outcomes(movesOf('thread-1', ...thread.committed, ...again))).toEqual([
      ['GoalEstablished', 'thread-1'],
      ['GoalRevised', 'thread-1'],
    ]);
  });

  it('re-parents an existing goal: revises it, releases the old link and the old thread', () => {
    const moving = movesOf('moving', thread.served({ existingGoal: 'thread-1' }), ...settles());
    const added = settled(movesOf('thread-1', ...thread.committed), moving);
    expect(added.map(({ type, subject }) => [type, subject])).toEqual([
      ['GoalEstablished', 'thread-1'],
      ['GoalRevised', 'thread-1'],
      ['CommitmentReleased', 'thread-1'],
    ]);
    expect(added[1]?.data).toMatchObject({ revision: 2, releases: 'thread-1', agreement: { thread: 'moving' } });
  });

  it('leaves a goal with whoever signed last when a thread signs anew while another takes the goal over', () => {
    const moving = movesOf('moving', thread.served({ existingGoal: 'thread-1' }), ...settles());
    const again = [thread.renegotiated(), { ...thread.made(), data: { ...thread.made().data, episode: 2 } } as Move];
    const added = settled(movesOf('thread-1', ...thread.committed), moving, movesOf('thread-1', ...thread.committed, ...again).slice(-2));
    expect(added.map(({ type, subject }) => [type, subject])).toEqual([
      ['GoalEstablished', 'thread-1'],
      ['GoalRevised', 'thread-1'],
      ['GoalRevised', 'thread-1'],
      ['PolicySettled', 'log'],
      ['CommitmentReleased', 'moving'],
    ]);
    expect(added[2]?.data).toMatchObject({ revision: 3, releases: 'moving', agreement: { thread: 'thread-1' } });
  });

  it('leaves a goal with its parent when it pledges to help a peer', () => {
    const helping = movesOf('helping', thread.served({ kind: 'PLEDGE', existingGoal: 'thread-1' }), ...settles());
    const added = settled(movesOf('thread-1', ...thread.committed), helping);
    expect(added.map(({ type }) => type)).toEqual(['GoalEstablished', 'GoalRevised']);
    expect(added[1]?.data).toMatchObject({ releases: null });
  });
});

describe('parent changed', () => {
  it('tells children in play and in force of an aim’s new revision', () => {
    const open = movesOf('open', thread.served());
    const tentative = movesOf('tentative', thread.served(), thread.accepted());
    const committed = movesOf('committed', ...thread.committed);
    const over = movesOf('over', thread.served(), thread.declined());
    expect(outcomes(open, tentative, committed, over, aimRevised(2))).toEqual([
      ['GoalEstablished', 'committed'],
      ['ParentChangeNoted', 'open'],
      ['BallReopened', 'tentative'],
      ['ParentChangeNoted', 'committed'],
    ]);
    expect(settled(committed, aimRevised(2)).at(-1)?.data).toMatchObject({ effect: 'CONFIRM', parentRevision: 2 });
  });

  it('does not tell a child that moved on the new revision already', () => {
    const late = movesOf('late', thread.served({ parentRevision: 2 }));
    expect(commands(aimRevised(2), late)).toEqual([]);
  });

  it('catches a commitment that slipped in before the change was known', () => {
    expect(commands(aimRevised(2), movesOf('thread-1', thread.served({ parentRevision: 2 }), ...settles()))).toEqual([
      ['parent-changed', 'NoteParentChange', 'thread-1'],
      ['agreement-makes-goal', 'TakeOn', 'thread-1'],
      ['parent-changed', 'NoteParentChange', 'thread-1'],
    ]);
  });

  it('tells children of each new offer of a provisional parent, and not of its signature', () => {
    const parent = movesOf(
      'parent',
      thread.served(),
      thread.countered(2),
      thread.accepted(thread.giver, 'GIVER', thread.counterOffer),
      thread.made(thread.counterOffer),
    );
    const log = logOf(parent.slice(0, 1), child('child', 'parent'), parent.slice(1));
    expect(outcomes(log)).toEqual([
      ['ParentChangeNoted', 'child'],
      ['GoalEstablished', 'parent'],
    ]);
  });

  it('tells children of the decision that settles a provisional parent', () => {
    const parent = movesOf('parent', ...thread.imposed);
    const told = settled(logOf(parent.slice(0, 4), child('child', 'parent', thread.countered(2, { parentRevision: 3 })), parent.slice(4)));
    expect(told.map(({ type, subject }) => [type, subject])).toContainEqual(['ParentChangeNoted', 'child']);
    expect(told.find(({ type }) => type === 'ParentChangeNoted')?.data).toMatchObject({ parentRevision: 4 });
  });

  it('tells children of a goal’s revision, also those served while it was a thread', () => {
    const again = [
      thread.renegotiated(),
      { ...thread.made(thread.counterOffer), data: { ...thread.made(thread.counterOffer).data, episode: 2 } } as Move,
    ];
    const parent = movesOf('parent', ...thread.committed, ...again);
    const before = child('before', 'parent', ...settles());
    const after = movesOf(
      'after',
      thread.served({ parent: { kind: 'GOAL', id: 'parent' }, giver: 'medicine', receiver: 'ward-7' }),
      ...settles(),
    );
    const goal = happened<GoalEvents>(
      'goal',
      'parent',
      trust.aGoal(thread.firstOffer, {
        agreement: { kind: 'COMMITTED', thread: 'parent', episode: 1, offerHash: hashOf(thread.firstOffer), event: parent[4]!.id },
      }),
    );
    expect(
      commands(logOf(parent.slice(0, 5), goal, before, after, parent.slice(5))).filter(([policy]) => policy === 'parent-changed'),
    ).toEqual([]);
    const noted = settled(logOf(parent.slice(0, 5), before, after, parent.slice(5))).filter(({ type }) => type === 'ParentChangeNoted');
    expect(noted.map(({ subject, data }) => [subject, (data as CatchballEvents['ParentChangeNoted']).parentRevision])).toEqual([
      ['after', 2],
      ['before', 2],
    ]);
  });
});

describe('parent ended', () => {
  const dropped = strategyOf({ type: 'AimDropped', data: { aim: 'aim-1', reason: 'regional' } });

  it('withdraws what is in play under a dropped aim and leaves goals in force', () => {
    const added = settled(movesOf('open', thread.served()), movesOf('committed', ...thread.committed), dropped);
    expect(added.map(({ type, subject }) => [type, subject])).toEqual([
      ['GoalEstablished', 'committed'],
      ['ThreadWithdrawn', 'open'],
    ]);
    expect(added[1]?.data).toMatchObject({ reason: 'the aim was dropped: regional' });
  });

  it('withdraws what came into play as its aim was dropped, and what is escalated after that', () => {
    const declined = movesOf('declined', thread.served(), thread.declined(), thread.escalated());
    const late = movesOf('late', thread.served());
    const renegotiated = movesOf('renegotiated', ...thread.committed, thread.renegotiated());
    const log = logOf(declined.slice(0, 2), renegotiated.slice(0, -1), dropped, late, renegotiated.slice(-1), declined.slice(2));
    const added = settled(log);
    expect(added.map(({ type, subject }) => [type, subject])).toEqual([
      ['GoalEstablished', 'renegotiated'],
      ['ThreadWithdrawn', 'late'],
      ['ThreadWithdrawn', 'renegotiated'],
      ['ThreadWithdrawn', 'declined'],
    ]);
  });

  it('withdraws what was served as the negotiation above it ended, and lets a pledge for it lapse', () => {
    const parent = movesOf('parent', thread.served(), thread.declined());
    expect(outcomes(parent, child('child', 'parent'), pledge('asked', 'parent'))).toEqual([
      ['ThreadWithdrawn', 'child'],
      ['PledgeLapsed', 'asked'],
    ]);
  });

  it('withdraws the renegotiation of a committed thread under a dropped aim, not its commitment', () => {
    const added = settled(movesOf('thread-1', ...thread.committed, thread.renegotiated()), dropped);
    expect(added.map(({ type }) => type)).toEqual(['GoalEstablished', 'ThreadWithdrawn']);
  });

  it('withdraws what was served under a negotiation that ended with nothing, down the whole line', () => {
    const parent = movesOf('parent', thread.served(), thread.declined());
    const grandchild = movesOf('grandchild', thread.served({ parent: { kind: 'THREAD', id: 'child' } }));
    expect(outcomes(logOf(parent.slice(0, 1), child('child', 'parent'), grandchild, parent.slice(1)))).toEqual([
      ['ThreadWithdrawn', 'child'],
      ['ThreadWithdrawn', 'grandchild'],
    ]);
  });

  it('lets pledges lapse, committed ones too, and releases the goal a pledge had made', () => {
    const parent = movesOf('parent', thread.served(), { type: 'ThreadWithdrawn', data: { reason: 'no longer needed', cause: null } });
    const log = logOf(parent.slice(0, 1), pledge('asked', 'parent'), pledge('given', 'parent', ...settles()), parent.slice(1));
    expect(outcomes(log)).toEqual([
      ['GoalEstablished', 'given'],
      ['PledgeLapsed', 'asked'],
      ['PledgeLapsed', 'given'],
      ['LinkReleased', 'given'],
    ]);
  });

  it('leaves children alone when only a renegotiation failed', () => {
    const parent = movesOf('parent', ...thread.committed, thread.renegotiated(), thread.declined());
    expect(commands(logOf(parent.slice(0, 6), child('child', 'parent'), parent.slice(6))).map(([, command]) => command)).toEqual([
      'TakeOn',
    ]);
  });
});

describe('release', () => {
  const released: Move = { type: 'CommitmentReleased', data: { by: 'BOTH_SIDES', reason: 'moved', cause: null } };

  it('ends the goal’s link with the commitment', () => {
    expect(outcomes(movesOf('thread-1', ...thread.committed, released))).toEqual([
      ['GoalEstablished', 'thread-1'],
      ['LinkReleased', 'thread-1'],
    ]);
  });

  it('asks nothing of a goal that has released the link already', () => {
    const moving = movesOf('moving', thread.served({ existingGoal: 'thread-1' }), ...settles());
    const added = settled(movesOf('thread-1', ...thread.committed), moving);
    expect(added.map(({ type }) => type)).not.toContain('LinkReleased');
  });
});

describe('import reversed', () => {
  const reversed = happened<IntakeEvents>('intake', 'import-1', trust.importStarted, {
    type: 'ImportReversed',
    data: { reason: 'wrong file', measures: ['falls'] },
  });
  const figure = {
    period: '2026-04',
    value: '7',
    numerator: null,
    denominator: null,
    late: false,
    import: 'import-1',
    note: null,
    reason: null,
  };
  const recorded = happened<MeasureEvents>('measure', 'falls', { type: 'ObservationRecorded', data: figure });

  it('takes the figures out of every measure the import wrote to', () => {
    expect(outcomes(recorded, reversed)).toEqual([['ImportedFiguresReversed', 'falls']]);
  });

  it('takes out what came in while the reversal was being decided, which could not list it', () => {
    const blind = happened<IntakeEvents>('intake', 'import-1', trust.importStarted, {
      type: 'ImportReversed',
      data: { reason: 'wrong file', measures: [] },
    });
    expect(outcomes(recorded, blind)).toEqual([['ImportedFiguresReversed', 'falls']]);
    expect(outcomes(recorded, reversed)).toEqual([['ImportedFiguresReversed', 'falls']]);
  });

  it('takes out what comes in after that, too, and nothing else', () => {
    const own = happened<MeasureEvents>('measure', 'falls', {
      type: 'ObservationRecorded',
      data: { ...figure, period: '2026-05', import: null },
    });
    expect(outcomes(reversed, recorded, own)).toEqual([
      ['ImportedFiguresReversed', 'falls'],
      ['PolicySettled', 'log'],
    ]);
  });
});

describe('what is owed', () => {
  it('keeps its order and its names however often the log is read', () => {
    const streams = [movesOf('thread-1', ...thread.committed), movesOf('thread-2', ...thread.imposed), aimRevised(2)];
    const keys = owedAfter(...streams).map(({ key }) => key);
    expect(owedAfter(...streams).map(({ key }) => key)).toEqual(keys);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys[0]).toMatch(/^agreement-makes-goal:event-\d+:thread-1$/);
  });
});

describe('a debt that two processes settled at once', () => {
  it('stays done, though one of them came too early and was refused', () => {
    const moves = movesOf('thread-1', ...thread.committed);
    const [debt] = owedAfter(moves);
    const refused = { key: debt!.key, policy: debt!.policy, cause: debt!.cause, code: 'NoSuchGoal', because: 'it was not there yet' };
    const late = happened<PolicyLogEvents>('policy', 'log', { type: 'PolicyStuck', data: refused, meta: { settles: debt!.key } });
    const { live } = foldedOf(logOf(trust.trustLog(moves), settled(moves), late));
    expect(live.debts.get(debt!.key)?.state).toBe('DONE');
    expect(live.stuckDebts.has(debt!.key)).toBe(false);
    expect(foldedOf(logOf(trust.trustLog(moves), late)).live.stuckDebts.has(debt!.key)).toBe(true);
  });
});
