import { happened, thread, told, trust, type Past } from '#testing';
import type { GoalEvents } from '../goal/goal.events.js';
import type { MeasureEvents } from '../measure/measure.events.js';
import type { MeasuredTerms, Offer, RollUpMethod } from '../vocabulary.js';
import { explain } from './explain.reading.js';
import { personsGoal, readerOf } from './openness.reading.js';

const { trustAfter, committed, figures } = told;
const measured = (id: string): Past[] =>
  happened<MeasureEvents>('measure', id, {
    type: 'MeasureDefined',
    data: { unit: 'medicine-unit', definition: { ...trust.fallsDefinition, name: id, code: id } },
  });
const onMeasure = (measure: string, changes: Partial<MeasuredTerms> = {}, offer: Partial<Offer> = {}): Offer =>
  thread.offerOf({ ...offer, measured: { ...thread.firstOffer.measured!, measure, ...changes } });
const parent = (method: RollUpMethod): Past[] => committed('p', {}, { type: 'RollUpChosen', data: { method, reason: 'wards' } });
const under = { parent: { kind: 'GOAL', id: 'p' }, giver: 'medicine', receiver: 'ward-7' } as const;
const first = committed('c1', { ...under, offer: onMeasure('m1', {}, { weight: '3' }) });
const second = committed('c2', { ...under, offer: onMeasure('m2') });
const explained = (person: string | null, ...streams: Past[][]) => {
  const moment = trustAfter(measured('m1'), measured('m2'), ...streams).now('2026-04-20');
  return (id: string, kind: 'AIM' | 'GOAL' = 'GOAL') =>
    explain(moment, moment, person === null ? null : readerOf(moment, person), { kind, id });
};

describe('an explained number', () => {
  const told2 = [parent('WEIGHTED'), first, second, figures('m1', { '2026-03': '15' }), figures('m2', { '2026-03': '5' })];

  it('names method, version, weights, figures and children, so that a reader can work it out again', () => {
    const { rollUp, sentences, formula, statement, children, watermelon } = explained(null, ...told2)('p')!;
    expect([statement, rollUp.value, rollUp.provenance]).toEqual([
      'Bring falls with harm down to 10 a month',
      0.625,
      { formula: 'WEIGHTED', version: 1 },
    ]);
    expect(formula).toBe('the average of its children’s attainments by their weights, none counted below 0% or above 100%');
    expect(sentences[1]).toBe('(3 × 50% + 1 × 100%) / 4 = 62.5%.');
    expect(children.map(({ goal, weight, attainment, sentence }) => [goal, weight, attainment, sentence])).toEqual([
      ['c1', 3, 0.5, 'Ward 7 attained 50% and has weight 3.'],
      ['c2', 1, 1.5, 'Ward 7 attained 150% and has weight 1.'],
    ]);
    expect(watermelon).toBeNull();
  });

  it('goes one level deep: each child names what to ask next, down to its own measure', () => {
    const ask = explained(null, ...told2);
    const [child] = ask('p')!.children;
    expect(child?.explain).toEqual({ kind: 'GOAL', id: 'c1' });
    const { own, rollUp, children } = ask(child!.explain!.id)!;
    expect([rollUp.provenance.formula, children]).toEqual(['OWN_MEASURE', []]);
    expect(own?.sentences).toEqual([
      'Judged by m1, in falls, by its latest figure: March 2026, with 1 of 1 due period reported.',
      'Attainment, from start 20 to target 10: (15 − 20) / (10 − 20) = 50%, against a plan of 19.23.',
      'Pace: 42.3% of the whole way from start to target ahead of plan.',
    ]);
  });

  it('lists who is left out with the reason, and what may still be asked of them', () => {
    const released: Past[] = happened<GoalEvents>('goal', 'c2', {
      type: 'LinkReleased',
      on: '2026-04-01',
      data: { thread: 'c2', reason: 'ward closes' },
    });
    const { children } = explained(null, ...told2, released)('p')!;
    expect(children.filter(({ counted }) => !counted)).toEqual([
      {
        goal: 'c2',
        name: 'Ward 7',
        counted: false,
        weight: null,
        attainment: null,
        withheld: false,
        sentence: 'Ward 7 is left out: released on 1 April 2026: ward closes.',
        explain: { kind: 'GOAL', id: 'c2' },
      },
    ]);
  });

  it('of an aim says why there is no number yet, and of what does not exist nothing', () => {
    const ask = explained(null);
    const { sentences, own } = ask('aim-1', 'AIM')!;
    expect(sentences[1]).toBe('There is no number: its own measure has no figure.');
    expect(own?.sentences).toEqual([
      'Judged by Falls with harm, in falls, by its latest figure; there is no number: no figure has been reported since the jump-off point.',
    ]);
    expect([ask('x'), ask('x', 'AIM')]).toEqual([null, null]);
  });

  it('says a contradiction between the own measure and the children', () => {
    const { watermelon } = explained(
      null,
      ...told2,
      figures('falls', { '2026-03': '50', '2026-04': '51' }),
      figures('m1', { '2026-04': '8' }),
    )('p')!;
    expect(watermelon?.kind).toBe('CHILDREN_GREEN_PARENT_MISSED');
    expect(watermelon?.sentence).toContain('what is done does not move what is meant');
  });

  it("tells whoever may not see a single person's goal that it counts, and neither its name nor its figures anywhere", () => {
    const nurse = committed('c1', { ...under, giver: 'ward-7', receiver: 'ward-7-nurse', unit: 'ward-7-unit', offer: onMeasure('m1') });
    const streams = [parent('WEIGHTED'), nurse, second, figures('m1', { '2026-03': '13.3' }), figures('m2', { '2026-03': '15' })];
    const [sue, wim] = ['sue', 'wim'].map((person) => explained(person, ...streams));
    expect(wim!('p')!.sentences[1]).toBe('(1 × 67% + 1 × 50%) / 2 = 58.5%.');
    const seen = sue!('p')!;
    expect(seen.sentences[1]).toBe('(1 × (not shown) + 1 × 50%) / 2 = 58.5%.');
    expect(seen.children.find(({ goal }) => goal === 'c1')).toMatchObject({
      name: personsGoal,
      attainment: null,
      withheld: true,
      explain: null,
    });
    expect(JSON.stringify(seen)).not.toMatch(/0\.67|67%/);
    expect([sue!('c1'), wim!('c1')?.rollUp.value]).toEqual([null, expect.closeTo(0.67, 12)]);
  });
});
