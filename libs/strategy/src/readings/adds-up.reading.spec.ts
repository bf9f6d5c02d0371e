import { happened, thread, told, trust, type Past } from '#testing';
import type { CatchballEvents } from '../catchball/catchball.events.js';
import type { GoalEvents } from '../goal/goal.events.js';
import type { MeasureDefinition, MeasureEvents } from '../measure/measure.events.js';
import type { StrategyEvents } from '../strategy/strategy.events.js';
import type { MeasuredTerms, Offer, ParentRef, Strength } from '../vocabulary.js';
import { AddingUp, shareOnTable } from './adds-up.reading.js';
import { personsGoal, readerOf } from './openness.reading.js';

const { trustAfter, threadOf, inNegotiation, accepted, committed, declined, directed, figures } = told;
type GoalEvent = Parameters<typeof happened<GoalEvents>>[2];

/** The aim is to come from 40 falls a month to 20. */
const aim: ParentRef = { kind: 'AIM', id: 'aim-1' };
const takingOn = (amount: string, changes: Partial<Offer> = {}): Offer =>
  thread.offerOf({ contribution: { amount, conversion: null }, ...changes });
const supporting = (strength: Strength): Offer => thread.offerOf({ link: { kind: 'SUPPORTS', strength } });
const summedFor = (person: string | null, ref: ParentRef, ...streams: Past[][]) => {
  const moment = trustAfter(...streams).now('2026-04-01');
  return new AddingUp(moment, moment, person === null ? null : readerOf(moment, person)).of(ref)!;
};
const summed = (ref: ParentRef, ...streams: Past[][]) => summedFor(null, ref, ...streams);
const closed = (goal: string, outcome: GoalEvents['GoalClosed']['outcome']): Past[] =>
  happened<GoalEvents>('goal', goal, { type: 'GoalClosed', on: '2026-03-20', data: { outcome, evidence: 'minute', reason: 'over' } });

describe('does it add up, where the parts are summed', () => {
  it('tells need, committed, directed, tentative, gap and coverage, and each child that counted', () => {
    const sum = summed(
      aim,
      committed('t1', { offer: takingOn('8') }),
      directed('t2', { offer: takingOn('4'), receiver: 'surgery', unit: 'surgery-unit' }),
      accepted('t3', { offer: takingOn('3'), receiver: 'surgery' }),
      inNegotiation('t4', { offer: takingOn('5'), receiver: 'surgery' }),
    );
    expect(sum).toEqual({
      parent: aim,
      measure: 'falls',
      state: 'COMPUTED',
      need: '20',
      committed: '8',
      directed: '4',
      inForce: '12',
      tentative: '3',
      gap: '8',
      coverage: '0.6',
      expected: null,
      mix: null,
      goalExplosion: false,
      hasStrong: false,
      sufficient: false,
      because: null,
      provenance: { formula: 'SUM', version: 1 },
      lines: [
        { child: 't1', name: 'Medicine', standing: 'COMMITTED', amount: '8', unitWeight: null, counted: 'COUNTED', because: null },
        { child: 't2', name: 'Surgery', standing: 'DIRECTED', amount: '4', unitWeight: null, counted: 'COUNTED', because: null },
        { child: 't3', name: 'Surgery', standing: 'TENTATIVE', amount: '3', unitWeight: null, counted: 'COUNTED', because: null },
      ],
      children: 3,
      inPlay: 2,
      gapAccepted: null,
      covered: false,
      deployed: false,
      keptPrivate: 0,
    });
  });

  it('counts of a renegotiation only the difference while it is tentative', () => {
    const again = happened<CatchballEvents>(
      'catchball',
      't1',
      thread.renegotiated(thread.receiver, 'RECEIVER', thread.onTable(takingOn('11'))),
      thread.accepted(thread.giver, 'GIVER', takingOn('11')),
    );
    const { inForce, tentative } = summed(aim, committed('t1', { offer: takingOn('8') }), again);
    expect([inForce, tentative]).toEqual(['8', '3']);
  });

  it('is goal explosion above 120%', () => {
    expect(summed(aim, committed('t1', { offer: takingOn('24') })).goalExplosion).toBe(false);
    expect(summed(aim, committed('t1', { offer: takingOn('24.1') })).goalExplosion).toBe(true);
  });

  it('loses what is released, and what is dropped, which stays in the list', () => {
    const released = happened<CatchballEvents>('catchball', 't1', {
      type: 'CommitmentReleased',
      data: { by: 'BOTH_SIDES', reason: 'moved', cause: null },
    });
    const { inForce, lines } = summed(aim, committed('t1', { offer: takingOn('8') }), released);
    expect([inForce, lines]).toEqual(['0', []]);
    const dropped = summed(aim, committed('t1', { offer: takingOn('8') }), closed('t1', 'DROPPED'));
    expect([dropped.inForce, dropped.lines]).toEqual([
      '0',
      [
        {
          child: 't1',
          name: 'Medicine',
          standing: 'COMMITTED',
          amount: null,
          unitWeight: null,
          counted: 'LEFT_OUT',
          because: 'the goal was dropped on 20 March 2026',
        },
      ],
    ]);
    expect(summed(aim, committed('t1', { offer: takingOn('8') }), closed('t1', 'ACHIEVED')).inForce).toBe('8');
  });

  it('counts a pledge only where it states a contribution', () => {
    const pledge = { kind: 'PLEDGE', receiver: 'surgery', unit: 'surgery-unit' } as const;
    expect(summed(aim, committed('t1', { ...pledge, offer: takingOn('5') })).inForce).toBe('5');
    const { state, lines, inPlay } = summed(aim, committed('t1', pledge), inNegotiation('t2', pledge));
    expect([state, lines, inPlay]).toEqual(['COMPUTED', [], 0]);
  });
});

describe('does it add up, by influence alone', () => {
  it('asks for one strong child in force', () => {
    const [weak, strong] = [supporting('MEDIUM'), supporting('STRONG')];
    const { state, sufficient, coverage, because } = summed(
      aim,
      committed('t1', { offer: weak }),
      accepted('t2', { offer: strong, receiver: 'surgery' }),
    );
    expect([state, sufficient, coverage, because]).toEqual(['INFLUENCE', false, null, 'no child in force supports it strongly']);
    const held = summed(
      aim,
      committed('t1', { offer: weak }),
      committed('t2', { offer: strong, receiver: 'surgery', unit: 'surgery-unit' }),
    );
    expect([held.sufficient, held.hasStrong, held.covered, held.deployed]).toEqual([true, true, true, true]);
  });
});

describe('does it add up, where figures are pooled', () => {
  const pooling = { kind: 'PROPORTION', direction: { kind: 'INCREASE' }, overTime: 'RATIO', overUnits: 'RATIO' } as const;
  const measure = (id: string, changes: Partial<MeasureDefinition> = {}): Past[] =>
    happened<MeasureEvents>('measure', id, {
      type: 'MeasureDefined',
      data: { unit: 'medicine-unit', definition: { ...trust.fallsDefinition, ...pooling, code: id, ...changes } },
    });
  const on = (id: string, target: string, changes: Partial<MeasuredTerms> = {}): Offer =>
    thread.offerOf({ measured: { ...thread.firstOffer.measured!, measure: id, jop: '0.8', target, ...changes } });
  const under = { parent: { kind: 'GOAL', id: 'p' }, giver: 'medicine', receiver: 'ward-7' } as const;
  const parent = committed('p', { offer: on('whole', '0.9') });
  /** So many months with this denominator, the latest first; nine in ten of them well. */
  const months = (id: string, count: number, denominator: number): Past[] =>
    figures(
      id,
      Object.fromEntries(
        Array.from({ length: count }, (_, back) => {
          const month = 12 * 2026 + 2 - back;
          return [`${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`, [denominator * 0.9, denominator] as const];
        }).reverse(),
      ),
    );
  const ref: ParentRef = { kind: 'GOAL', id: 'p' };

  it('weighs each child by its part of the denominator of the last twelve reported months; the rest stays where it was', () => {
    const sum = summed(
      ref,
      measure('whole'),
      measure('a'),
      measure('b'),
      parent,
      committed('c1', { ...under, offer: on('a', '0.9') }),
      committed('c2', { ...under, offer: on('b', '0.88', { jop: '0.84' }) }),
      months('whole', 13, 1000),
      months('a', 12, 600),
      months('b', 3, 400),
    );
    // 0.6 × (0.9 − 0.8) + 0.1 × (0.88 − 0.8) of the 0.1 needed; b has reported a quarter of a year.
    expect([sum.need, sum.inForce, sum.expected, sum.coverage, sum.mix]).toEqual(['0.1', '0.068', '0.868', '0.68', '0.004']);
    expect(sum.lines.map(({ child, amount, unitWeight }) => [child, amount, unitWeight])).toEqual([
      ['c1', '0.06', { share: '0.6', source: 'LAST_12_REPORTED_MONTHS' }],
      ['c2', '0.008', { share: '0.1', source: 'LAST_12_REPORTED_MONTHS' }],
    ]);
  });

  it('takes the children together for the whole where the parent has no denominators of its own', () => {
    const two = [committed('c1', { ...under, offer: on('a', '0.9') }), committed('c2', { ...under, offer: on('b', '0.9') })];
    const { coverage, lines } = summed(
      ref,
      measure('whole'),
      measure('a'),
      measure('b'),
      parent,
      ...two,
      months('a', 12, 600),
      months('b', 12, 200),
    );
    expect([coverage, lines.map(({ unitWeight }) => unitWeight?.share)]).toEqual(['1', ['0.75', '0.25']]);
  });

  it('knows the part of a child yet to be made by the measure on the table', () => {
    const share = (...streams: Past[][]): string | null => {
      const asked = inNegotiation('c2', { ...under, offer: on('b', '0.9') });
      const kept = committed('c1', { ...under, offer: on('a', '0.9') });
      const moment = trustAfter(measure('whole'), measure('a'), measure('b'), parent, kept, asked, ...streams).now('2026-04-01');
      return shareOnTable(moment, moment.tables.threads.get('c2')!);
    };
    expect(share(months('whole', 12, 1000), months('a', 12, 600), months('b', 12, 200))).toBe('0.2');
    expect(share(months('a', 12, 600), months('b', 12, 200))).toBe('0.25');
    expect(share(months('whole', 12, 1000))).toBeNull();
  });

  it('knows no such part where contributions are added up', () => {
    const moment = trustAfter(inNegotiation('t1', { offer: takingOn('8') })).now('2026-04-01');
    expect(shareOnTable(moment, moment.tables.threads.get('t1')!)).toBeNull();
  });

  it('is not computable while a child has no weight, and names it', () => {
    const { state, because, coverage } = summed(
      ref,
      measure('whole'),
      measure('a'),
      parent,
      committed('c1', { ...under, offer: on('a', '0.9') }),
      months('whole', 12, 1000),
    );
    expect([state, because, coverage]).toEqual(['NOT_COMPUTABLE', 'Ward 7 has no part of the denominator', null]);
  });

  it('takes a year of quarters as four of them', () => {
    const quarterly = { frequency: 'QUARTER' } as const;
    const quarters = (id: string, denominators: readonly number[]): Past[] =>
      figures(
        id,
        Object.fromEntries(
          denominators.map((each, index) => [`${2024 + Math.floor(index / 4)}-Q${(index % 4) + 1}`, [each, each] as const]),
        ),
      );
    const window = { jopFrom: '2025-Q4', jopTo: '2025-Q4' };
    const { lines } = summed(
      ref,
      measure('whole', quarterly),
      measure('a', quarterly),
      committed('p', { offer: on('whole', '0.9', window) }),
      committed('c1', { ...under, offer: on('a', '0.9', window) }),
      quarters('whole', [100, 100, 100, 100, 50, 50, 50, 50]),
      quarters('a', [1, 1, 1, 1, 25, 25, 25, 25]),
    );
    expect(lines[0]?.unitWeight?.share).toBe('0.5');
  });
});

describe('a parent', () => {
  const under = (parent: string) => ({ parent: { kind: 'GOAL', id: parent }, giver: 'medicine', receiver: 'ward-7' }) as const;
  const gap = { coverage: '0.5', gap: '10', plan: 'ask surgery', reviewOn: '2026-06-01' };
  const acceptedGap = happened<StrategyEvents>('strategy', 'trust', { type: 'AimGapAccepted', data: { aim: 'aim-1', ...gap } });

  it('is deployed from the leaves up: covered, none in play, and each child deployed in turn', () => {
    const half = committed('t1', { offer: takingOn('20') });
    expect([summed(aim, half).covered, summed(aim, half).deployed]).toEqual([true, true]);
    // Medicine has asked the ward, and the ward takes on less than medicine needs.
    expect(summed(aim, half, committed('c1', { ...under('t1'), offer: takingOn('4') })).deployed).toBe(false);
    expect(summed(aim, half, committed('c1', { ...under('t1'), offer: takingOn('10') })).deployed).toBe(true);
    expect(summed(aim, half, inNegotiation('t2', { receiver: 'surgery' })).deployed).toBe(false);
  });

  it('does not wait for a child that was declined or is closed', () => {
    const half = committed('t1', { offer: takingOn('20') });
    expect(summed(aim, half, declined('t2', { receiver: 'surgery' })).deployed).toBe(true);
    expect(summed(aim, half, committed('c1', { ...under('t1'), offer: takingOn('4') }), closed('t1', 'ACHIEVED')).deployed).toBe(true);
  });

  it('of which nobody was asked to share is covered by its owner, an aim never is', () => {
    expect(summed({ kind: 'GOAL', id: 't1' }, committed('t1')).covered).toBe(true);
    expect(summed({ kind: 'GOAL', id: 't1' }, committed('t1'), declined('c1', under('t1'))).covered).toBe(false);
    expect(summed(aim).covered).toBe(false);
  });

  it('below its need is covered once the gap is accepted, until that has grown or its review has passed', () => {
    const ten = committed('t1', { offer: takingOn('10') });
    const { covered, gapAccepted } = summed(aim, ten, acceptedGap);
    expect([covered, gapAccepted?.void, gapAccepted?.plan]).toEqual([true, null, 'ask surgery']);
    const less = summed(aim, committed('t1', { offer: takingOn('9') }), acceptedGap);
    expect([less.covered, less.gapAccepted?.void]).toEqual([false, 'the gap has grown from 10 to 11']);
    const moment = trustAfter(ten, acceptedGap).now('2026-06-02');
    const late = new AddingUp(moment, moment, null).of(aim)!;
    expect([late.covered, late.gapAccepted?.void]).toEqual([false, 'the review was due on 1 June 2026']);
  });

  it('that came to serve itself is not deployed, and not asked for ever', () => {
    const loop = [
      committed('t1', { ...under('c1'), receiver: 'medicine', offer: takingOn('10') }),
      committed('c1', { ...under('t1'), offer: takingOn('10') }),
    ];
    expect(summed({ kind: 'GOAL', id: 't1' }, ...loop).deployed).toBe(false);
  });

  it('that is no aim or goal has no sum', () => {
    const moment = trustAfter(threadOf('t1')).now();
    const sums = new AddingUp(moment, moment, null);
    expect([sums.of({ kind: 'AIM', id: 'x' }), sums.of({ kind: 'GOAL', id: 'x' }), sums.of({ kind: 'THREAD', id: 't1' })]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('a thread kept between its sides', () => {
  const secret = { private: true } as const;

  it('is in no sum but theirs, and stands in play for others whatever it has come to', () => {
    const talks = accepted('t1', { ...secret, offer: takingOn('8') });
    const shown = (person: string, ...streams: Past[][]) => {
      const { tentative, lines, inPlay, keptPrivate, children } = summedFor(person, aim, ...streams);
      return { tentative, lines: lines.length, inPlay, keptPrivate, children };
    };
    expect(shown('ann', talks)).toEqual({ tentative: '8', lines: 1, inPlay: 1, keptPrivate: 0, children: 1 });
    expect(shown('sue', talks)).toEqual({ tentative: '0', lines: 0, inPlay: 1, keptPrivate: 1, children: 0 });
    expect(shown('ann', declined('t1', secret))).toEqual({ tentative: '0', lines: 0, inPlay: 0, keptPrivate: 0, children: 0 });
    expect(shown('sue', declined('t1', secret))).toEqual({ tentative: '0', lines: 0, inPlay: 1, keptPrivate: 1, children: 0 });
  });

  it('counts for everybody from its commitment on', () => {
    const { committed: taken, keptPrivate } = summedFor('sue', aim, committed('t1', { ...secret, offer: takingOn('8') }));
    expect([taken, keptPrivate]).toEqual(['8', 0]);
  });
});

describe("a single person's goal", () => {
  const nurse = { parent: { kind: 'GOAL', id: 'ward' }, giver: 'ward-7', receiver: 'ward-7-nurse', unit: 'ward-7-unit' } as const;
  const ward = committed('ward', { receiver: 'ward-7' });
  const ref: ParentRef = { kind: 'GOAL', id: 'ward' };

  it('counts for everybody alike, and shows neither name nor figures to those it is not for', () => {
    const streams = [ward, committed('n1', { ...nurse, offer: takingOn('4') })];
    const line = { child: 'n1', standing: 'COMMITTED', unitWeight: null, counted: 'COUNTED' } as const;
    const [wim, sue] = ['wim', 'sue'].map((person) => summedFor(person, ref, ...streams));
    expect(wim?.lines).toEqual([{ ...line, name: 'Ward 7', amount: '4', because: null }]);
    expect(sue?.lines).toEqual([
      { ...line, name: personsGoal, amount: null, because: 'counts; its figures are for the person and their line' },
    ]);
    expect([wim?.coverage, sue?.coverage]).toEqual(['0.4', '0.4']);
  });

  it('is not named where it makes the sum impossible to work out', () => {
    expect(summedFor('sue', ref, ward, committed('n1', nurse)).because).toBe('a single person’s goal states no contribution');
  });

  it('that is kept private too is in no sum for others', () => {
    const { tentative, keptPrivate } = summedFor('sue', ref, ward, accepted('n1', { ...nurse, private: true, offer: takingOn('4') }));
    expect([tentative, keptPrivate]).toEqual(['0', 1]);
  });
});

describe('a sum at a moment', () => {
  it('is worked out from what stood then', () => {
    const { asOf, log, now } = trustAfter(committed('t1', { offer: takingOn('8') }));
    const at = (position: number) => new AddingUp(asOf(position), now(), null).of(aim)?.inForce;
    const signed = log.findIndex(({ type }) => type === 'CommitmentMade') + 1;
    expect([at(signed - 1), at(signed)]).toEqual(['0', '8']);
  });

  it('can be asked of a child that has a released link and a new parent', () => {
    const moved: GoalEvent = {
      type: 'GoalRevised',
      data: {
        revision: 2,
        owner: 'medicine',
        unit: 'medicine-unit',
        parent: aim,
        terms: takingOn('6'),
        agreement: { kind: 'COMMITTED', thread: 't2', episode: 1, offerHash: 'b'.repeat(64), event: 'made-t2' },
        releases: 't1',
      },
    };
    const second = threadOf('t2', { existingGoal: 't1', offer: takingOn('6') }, ...told.signing(takingOn('6'), 't1'));
    const released = happened<CatchballEvents>('catchball', 't1', {
      type: 'CommitmentReleased',
      data: { by: 'POLICY', reason: 'moved', cause: 'e' },
    });
    const { lines } = summed(aim, committed('t1', { offer: takingOn('8') }), second, happened<GoalEvents>('goal', 't1', moved), released);
    expect(lines.map(({ child, amount }) => [child, amount])).toEqual([['t2', '6']]);
  });
});
