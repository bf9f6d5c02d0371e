import { happened, thread, told, trust, type Past } from '#testing';
import type { CatchballEvents } from '../catchball/catchball.events.js';
import type { GoalEvents } from '../goal/goal.events.js';
import type { OrganisationEvents } from '../organisation/organisation.events.js';
import type { StrategyEvents } from '../strategy/strategy.events.js';
import { readerOf } from './openness.reading.js';
import { changeKinds, changesMax, treeChanges } from './tree-changes.reading.js';

const { trustAfter, threadOf, inNegotiation, committed, viewsOver } = told;
type GoalEvent = Parameters<typeof happened<GoalEvents>>[2];
const strategyOf = (...events: Parameters<typeof happened<StrategyEvents>>[2][]): Past[] =>
  happened<StrategyEvents>('strategy', 'trust', ...events);
const goalOf = (id: string, ...events: GoalEvent[]): Past[] => happened<GoalEvents>('goal', id, ...events);
const move = (id: string, ...moves: Parameters<typeof happened<CatchballEvents>>[2][]): Past[] =>
  happened<CatchballEvents>('catchball', id, ...moves);
const under = (goal: string, receiver = 'ward-7') => ({ parent: { kind: 'GOAL', id: goal }, giver: 'medicine', receiver }) as const;

const provoked = new Set<string>();
const changesOf = (log: ReturnType<typeof viewsOver>, from: number, person = 'aud', to = log.log.length) => {
  const now = log.now();
  const answer = treeChanges((position) => log.asOf(position), now, readerOf(now, person), { from, to });
  for (const { kinds } of answer.changes) for (const kind of kinds) provoked.add(kind);
  return answer;
};
/** What the streams after the first ones changed: the event, the node, and how. */
const changed = (before: Past[][], after: Past[][], person = 'aud') => {
  const log = trustAfter(...before, ...after);
  const { changes } = changesOf(log, log.log.length - after.flat().length, person);
  return changes.map(({ event, kinds, before: was, after: is }) => [event, (is ?? was)?.id, ...kinds]);
};
const closed = (outcome: GoalEvents['GoalClosed']['outcome']): GoalEvent => ({
  type: 'GoalClosed',
  data: { outcome, evidence: 'minute', reason: 'over' },
});

describe('changes of the tree', () => {
  it('tell every event that changed a node, with who and why, before and after', () => {
    const log = trustAfter(threadOf('t1', {}, { ...thread.countered(2), meta: { reason: 'two wards short' } }));
    const { changes, next } = changesOf(log, log.log.length - 1);
    expect(next).toBeNull();
    expect(changes).toEqual([
      {
        position: log.log.length,
        at: log.log.at(-1)?.at,
        actor: thread.receiver,
        reason: 'two wards short',
        event: 'OfferCountered',
        kinds: ['RETARGETED', 'REWORDED'],
        before: expect.objectContaining({ target: '10' }),
        after: expect.objectContaining({ target: '14' }),
      },
    ]);
  });

  it('follow a link from the first offer to the goal', () => {
    expect(changed([], [committed('t1')])).toEqual([
      ['BallServed', 't1', 'ADDED'],
      ['OfferAccepted', 't1', 'STANDING'],
      ['CommitmentMade', 't1', 'STANDING'],
      ['GoalEstablished', 't1', 'STATE'],
    ]);
  });

  it('tell its end', () => {
    expect(changed([threadOf('t1')], [move('t1', { type: 'ThreadWithdrawn', data: { reason: 'no', cause: null } })])).toEqual([
      ['ThreadWithdrawn', 't1', 'REMOVED'],
    ]);
    expect(changed([committed('t1')], [goalOf('t1', closed('ACHIEVED'))])).toEqual([['GoalClosed', 't1', 'STATE']]);
  });

  it('tell what goes with a parent: children of a dropped aim or goal', () => {
    const aimDropped = strategyOf({ type: 'AimDropped', data: { aim: 'aim-1', reason: 'board' } });
    expect(changed([committed('t1'), committed('c1', under('t1'))], [aimDropped])).toEqual([
      ['AimDropped', 'aim-1', 'STATE'],
      ['AimDropped', 't1', 'STANDING'],
    ]);
    expect(changed([committed('t1'), committed('c1', under('t1'))], [goalOf('t1', closed('DROPPED'))])).toEqual([
      ['GoalClosed', 't1', 'STATE'],
      ['GoalClosed', 'c1', 'STANDING'],
    ]);
  });

  it('tell where the children of a released link hang now', () => {
    const released = move('t1', { type: 'CommitmentReleased', data: { by: 'BOTH_SIDES', reason: 'moved', cause: null } });
    const unlinked = goalOf('t1', { type: 'LinkReleased', data: { thread: 't1', reason: 'moved' } });
    expect(changed([committed('t1'), committed('c1', under('t1')), committed('d1', under('c1', 'surgery'))], [released, unlinked])).toEqual(
      [
        ['CommitmentReleased', 't1', 'REMOVED'],
        ['CommitmentReleased', 'c1', 'REPARENTED'],
        ['LinkReleased', 'c1', 'STANDING'],
      ],
    );
  });

  it('call a goal taken over by another thread re-parented, from the node it stood as', () => {
    const offer = thread.offerOf({}, '10');
    const taking = threadOf('t2', { ...under('p', 'medicine'), existingGoal: 't1', offer }, ...told.signing(offer, 't1'));
    const revised = goalOf('t1', {
      type: 'GoalRevised',
      data: {
        ...trust.aGoal(offer).data,
        parent: { kind: 'GOAL', id: 'p' },
        revision: 2,
        agreement: { kind: 'COMMITTED', thread: 't2', episode: 1, offerHash: 'b'.repeat(64), event: 'made-t2' },
        releases: 't1',
      },
    } as GoalEvent);
    const log = trustAfter(committed('p'), committed('t1'), taking, revised);
    const [change] = changesOf(log, log.log.length - 1).changes;
    expect([change?.kinds, change?.before?.id, change?.before?.parent, change?.after?.id, change?.after?.parent]).toEqual([
      ['REPARENTED'],
      't1',
      'aim-1',
      't2',
      'p',
    ]);
  });

  it('tell risk, and leave out what days alone change', () => {
    const offer = thread.offerOf({
      conditions: [{ id: 'c1', text: 'porters', owner: 'surgery', due: '2026-05-01' }],
      resourcesGranted: [{ id: 'g1', kind: 'SUPPORT', amount: null, text: 'coach', fundedBy: 'chief-nurse', deliverBy: '2026-03-20' }],
    });
    expect(
      changed(
        [committed('t1', { offer, on: '2026-03-02' })],
        [goalOf('t1', { type: 'ConditionMet', data: { condition: 'c1', evidence: 'here' } })],
      ),
    ).toEqual([]);
    const failed = goalOf('t1', { type: 'GrantDelivered', data: { grant: 'g1', on: '2026-03-19', evidence: 'here' } });
    expect(changed([committed('t1', { offer })], [failed])).toEqual([['GrantDelivered', 't1', 'RISK']]);
  });

  it('tell another owner', () => {
    const revised = goalOf('t1', {
      type: 'GoalRevised',
      data: {
        ...trust.aGoal(thread.firstOffer, { owner: 'surgery', unit: 'surgery-unit' }).data,
        revision: 2,
        releases: null,
      } as GoalEvents['GoalRevised'],
    });
    expect(changed([committed('t1')], [revised])).toEqual([['GoalRevised', 't1', 'REOWNED']]);
  });

  it('tell another owner where another post takes over, what the closed one stood for included', () => {
    const close = (post: string, successor: string) =>
      happened<OrganisationEvents>('organisation', 'trust', {
        type: 'PostClosed',
        data: { post, successor, on: '2026-03-02', reason: 'one' },
      });
    expect(
      changed([committed('t1')], [close('medicine', 'surgery'), close('surgery', 'chief-nurse'), close('chief-nurse', 'chief-operating')]),
    ).toEqual([
      ['PostClosed', 't1', 'REOWNED'],
      ['PostClosed', 't1', 'REOWNED'],
      ['PostClosed', 'aim-1', 'REOWNED'],
      ['PostClosed', 't1', 'REOWNED'],
    ]);
  });

  it('tell a True North that was drafted and took effect, with its dimensions', () => {
    const drafted = strategyOf({
      type: 'TrueNorthDrafted',
      data: { unit: 'medicine-unit', statement: 'Home', dimensions: [{ id: 'flow', name: 'Flow', statement: 'Fast' }], reason: 'new' },
    });
    expect(
      changed([], [drafted, strategyOf({ type: 'TrueNorthTookEffect', data: { unit: 'medicine-unit', cycle: null, minute: 'm' } })]),
    ).toEqual([
      ['TrueNorthDrafted', 'medicine-unit', 'ADDED'],
      ['TrueNorthDrafted', 'medicine-unit/flow', 'ADDED'],
      ['TrueNorthTookEffect', 'medicine-unit', 'STATE'],
      ['TrueNorthTookEffect', 'medicine-unit/flow', 'STATE'],
    ]);
  });

  it('tell that another True North comes between those above and below', () => {
    const draft = (unit: string) =>
      strategyOf({
        type: 'TrueNorthDrafted',
        data: { unit, statement: 'Home', dimensions: [{ id: `${unit}-d`, name: 'D', statement: 'd' }], reason: 'new' },
      });
    expect(changed([draft('medicine-unit')], [draft('operations')])).toEqual([
      ['TrueNorthDrafted', 'operations', 'ADDED'],
      ['TrueNorthDrafted', 'operations/operations-d', 'ADDED'],
      ['TrueNorthDrafted', 'medicine-unit', 'REPARENTED'],
    ]);
  });

  it('tell an objective that was set, revised or retired', () => {
    const text = { dimension: 'safety', statement: 'Fewer days', from: '2026-04-01', to: '2029-03-31' };
    const events = strategyOf(
      { type: 'ObjectiveSet', data: { objective: 'o2', unit: 'board', ...text } },
      { type: 'ObjectiveRevised', data: { objective: 'o2', ...text, statement: 'Far fewer days', reason: 'bolder' } },
      { type: 'ObjectiveRetired', data: { objective: 'o2', reason: 'reached' } },
    );
    expect(changed([], [events])).toEqual([
      ['ObjectiveSet', 'o2', 'ADDED'],
      ['ObjectiveRevised', 'o2', 'REWORDED'],
      ['ObjectiveRetired', 'o2', 'STATE'],
    ]);
  });

  it('tell what becomes active with its cycle', () => {
    const next = strategyOf({
      type: 'CyclePlanned',
      data: { cycle: 'cycle-27', name: '2027/28', starts: '2027-04-01', ends: '2028-03-31' },
    });
    expect(
      changed([next, committed('t1', { cycle: 'cycle-27' })], [strategyOf({ type: 'CycleActivated', data: { cycle: 'cycle-27' } })]),
    ).toEqual([['CycleActivated', 't1', 'STATE']]);
  });

  it('pass over what changes no node', () => {
    expect(changed([threadOf('t1')], [move('t1', thread.asked())])).toEqual([]);
    expect(changed([threadOf('t1')], [told.figures('falls', { '2026-03': '12' })])).toEqual([]);
  });

  it('come page by page, at most 500 at a time, and go on where the last page ended', () => {
    const log = trustAfter(...Array.from({ length: 501 }, (_, index) => inNegotiation(`t${index}`)));
    const from = log.log.length - 501;
    const first = changesOf(log, from);
    expect([first.changes.length, first.next]).toEqual([changesMax, log.log.length - 1]);
    const second = changesOf(log, first.next!);
    expect([second.changes.length, second.next]).toEqual([1, null]);
    expect(changesOf(log, from, 'aud', from + 3).changes).toHaveLength(3);
  });

  it('never split one event over two pages', () => {
    const links = Array.from({ length: 499 }, (_, index) => committed(`t${index}`));
    const dropped = strategyOf({ type: 'AimDropped', data: { aim: 'aim-1', reason: 'board' } });
    const log = trustAfter(...links, inNegotiation('last'), dropped);
    const first = changesOf(log, log.log.length - 2);
    expect([first.changes.length, first.next]).toEqual([1, log.log.length - 1]);
    const second = changesOf(log, first.next!);
    expect([second.changes.length, second.next]).toEqual([501, null]);
  });

  it('begin before the first event', () => {
    const log = trustAfter();
    expect(changesOf(log, 0).changes.map(({ event }) => event)).toEqual([
      'TrueNorthDrafted',
      'TrueNorthDrafted',
      'TrueNorthTookEffect',
      'TrueNorthTookEffect',
      'ObjectiveSet',
      'CandidateAdopted',
    ]);
  });
});

describe('changes of a private thread', () => {
  const secret = { private: true } as const;
  const why = (reason: string) => ({ meta: { reason } });

  it('tell others that a negotiation began and that it opened, and nothing between', () => {
    expect(changed([], [committed('t1', secret)], 'sue')).toEqual([
      ['BallServed', 't1', 'ADDED'],
      ['CommitmentMade', 't1', 'STANDING'],
      ['GoalEstablished', 't1', 'STATE'],
    ]);
  });

  it('do not tell others why before it opens', () => {
    const served = threadOf('t1', secret).map((event) => ({ ...event, meta: { ...event.meta, reason: 'six beds close' } }));
    const withdrawn = move('t1', { type: 'ThreadWithdrawn', ...why('no time'), data: { reason: 'no time', cause: null } });
    const log = trustAfter(served, withdrawn);
    const reasons = (person: string) => changesOf(log, log.log.length - 2, person).changes.map(({ event, reason }) => [event, reason]);
    expect(reasons('sue')).toEqual([
      ['BallServed', null],
      ['ThreadWithdrawn', null],
    ]);
    expect(reasons('ann')).toEqual([
      ['BallServed', 'six beds close'],
      ['ThreadWithdrawn', 'no time'],
    ]);
  });

  it("of a single person's goal are none for whoever it is not for, nor is the reason where it moves others", () => {
    const ward = committed('ward', { receiver: 'ward-7' });
    const nurse = committed('nurse', { ...under('ward', 'ward-7-nurse'), giver: 'ward-7', unit: 'ward-7-unit' });
    expect(changed([ward], [nurse], 'sue')).toEqual([]);
    const help = committed('help', { ...under('nurse', 'surgery'), giver: 'ward-7-nurse', unit: 'surgery-unit' });
    const dropped = goalOf('nurse', { ...closed('DROPPED'), ...why('she is ill') });
    const log = trustAfter(ward, nurse, help, dropped);
    const reasons = (person: string) => changesOf(log, log.log.length - 1, person).changes.map(({ after, reason }) => [after?.id, reason]);
    expect(reasons('sue')).toEqual([['help', null]]);
    expect(reasons('wim')).toEqual([
      ['nurse', 'she is ill'],
      ['help', 'she is ill'],
    ]);
  });
});

it('changes of every kind have a test', () => expect([...provoked].sort()).toEqual([...changeKinds].sort()));
