import fc from 'fast-check';
import { rollUpMethods, type RollUpMethod } from '../vocabulary.js';
import { rollUp, type RollUpChild, type RollUpParent, watermelonOf } from './roll-up.js';

const child = (id: string, attainment: number | null, change: Partial<RollUpChild> = {}): RollUpChild => ({
  id,
  name: `ward ${id}`,
  link: { kind: 'CONTRIBUTES' },
  weight: '1',
  attainment,
  note: null,
  periodsOverdue: 0,
  contribution: null,
  parts: null,
  jop: null,
  target: null,
  milestones: { done: 0, due: 0 },
  ...change,
});
const parent = (method: RollUpMethod, change: Partial<RollUpParent> = {}): RollUpParent => ({
  method,
  own: null,
  ownPeriodsOverdue: 0,
  jop: null,
  target: null,
  direction: null,
  need: null,
  milestones: { done: 0, due: 0 },
  ...change,
});

describe('a weighted roll-up', () => {
  it('is the weighted average of what the children attained, each held to 0 to 1', () => {
    // By hand: (2·0.5 + 1·1 + 1·0)/4, the 1.4 counting as 1 and the −0.2 as 0.
    const result = rollUp(parent('WEIGHTED'), [child('a', 0.5, { weight: '2' }), child('b', 1.4), child('c', -0.2)]);
    expect(result).toMatchObject({
      value: 0.5,
      low: 0.5,
      high: 0.5,
      clamped: true,
      because: null,
      provenance: { formula: 'WEIGHTED', version: 1 },
    });
    expect(result.counted[1]).toMatchObject({ child: 'b', name: 'ward b', weight: 1, attainment: 1.4, note: null, withheld: false });
  });

  it('is an interval while a child is unknown: never a silent 0, never dropped in silence', () => {
    // By hand: 0.8 of weight 3 is known, weight 1 is not: from 2.4/4 to 3.4/4.
    const result = rollUp(parent('WEIGHTED'), [child('a', 0.8, { weight: '3' }), child('b', null)]);
    expect(result.value).toBeNull();
    expect([result.low, result.high].map((end) => end!.toFixed(12))).toEqual(['0.600000000000', '0.850000000000']);
    expect(result.counted[1]).toMatchObject({ child: 'b', attainment: null, note: 'no figure' });
  });

  it('takes a figure more than one period overdue for unknown', () => {
    expect(rollUp(parent('WEIGHTED'), [child('a', 0.8, { periodsOverdue: 1 })])).toMatchObject({ value: 0.8 });
    expect(rollUp(parent('WEIGHTED'), [child('a', 0.8, { periodsOverdue: 2 })])).toMatchObject({
      value: null,
      low: 0,
      high: 1,
      counted: [{ attainment: null, note: 'its figure is 2 periods overdue' }],
    });
  });

  it('keeps a dropped child at its last value and says so', () => {
    const dropped = child('a', 0.2, { note: 'dropped; keeps its weight at its last value' });
    expect(rollUp(parent('WEIGHTED'), [dropped, child('b', 1)])).toMatchObject({
      value: 0.6,
      counted: [{ note: 'dropped; keeps its weight at its last value' }, {}],
    });
  });

  it('leaves out who only supports or has no weight, and says why', () => {
    const supports = child('a', 1, { link: { kind: 'SUPPORTS', strength: 'STRONG' } });
    expect(rollUp(parent('WEIGHTED'), [supports, child('b', 0, { weight: '0' }), child('c', 0.4)])).toMatchObject({
      value: 0.4,
      leftOut: [
        { child: 'a', name: 'ward a', because: 'supports, and has no place in the average' },
        { child: 'b', name: 'ward b', because: 'has weight 0' },
      ],
    });
  });

  it('of no weight at all is no number, and says why', () => {
    for (const children of [[], [child('a', 0.5, { weight: '0' })]])
      expect(rollUp(parent('WEIGHTED'), children)).toMatchObject({
        value: null,
        low: null,
        high: null,
        because: 'the weights of the children come to 0',
      });
  });

  it('lies in its interval however the unknown turn out, and moves with no child’s order or common factor', () => {
    const known = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.double({ min: -1, max: 2, noNaN: true }), fc.boolean());
    fc.assert(
      fc.property(fc.array(known, { minLength: 1, maxLength: 8 }), fc.double({ min: 0, max: 1, noNaN: true }), (list, turnsOut) => {
        const children = list.map(([weight, attainment, isKnown], index) =>
          child(String(index), isKnown ? attainment : null, { weight: String(weight) }),
        );
        const open = rollUp(parent('WEIGHTED'), children);
        const settled = rollUp(
          parent('WEIGHTED'),
          children.map((each) => ({ ...each, attainment: each.attainment ?? turnsOut })),
        );
        expect(settled.value === null).toBe(open.low === null);
        if (settled.value === null) return;
        expect(settled.value).toBeGreaterThanOrEqual(open.low! - 1e-12);
        expect(settled.value).toBeLessThanOrEqual(open.high! + 1e-12);
        expect(settled.value).toBeGreaterThanOrEqual(-1e-12);
        expect(settled.value).toBeLessThanOrEqual(1 + 1e-12);
        const turned = children.toReversed().map((each) => ({ ...each, weight: String(Number(each.weight) * 3) }));
        expect(rollUp(parent('WEIGHTED'), turned).low).toBeCloseTo(open.low!, 12);
      }),
    );
  });
});

describe('the other methods', () => {
  it('a parent with a measure is judged by it, and says that its children are not counted', () => {
    expect(rollUp(parent('OWN_MEASURE', { own: 1.2 }), [child('a', 0)])).toMatchObject({
      value: 1.2,
      counted: [],
      leftOut: [{ child: 'a', because: 'the parent is judged by its own measure' }],
      clamped: false,
    });
    expect(rollUp(parent('OWN_MEASURE'), [])).toMatchObject({ value: null, because: 'its own measure has no figure' });
  });

  it('a sum is the part of the need brought in, and stays raw', () => {
    // By hand: half of 80 and all of 60 out of a need of 200.
    const children = [child('a', 0.5, { contribution: '80' }), child('b', 1, { contribution: '60' })];
    expect(rollUp(parent('SUM', { need: '200' }), children)).toMatchObject({ value: 0.5 });
    expect(
      rollUp(parent('SUM', { need: '200' }), [
        ...children,
        child('c', null, { contribution: '20' }),
        child('d', null, { contribution: '-10' }),
      ]),
    ).toMatchObject({
      value: null,
      low: 0.45,
      high: 0.6,
    });
    expect(rollUp(parent('SUM', { need: '200' }), [child('a', 1)])).toMatchObject({
      value: null,
      leftOut: [{ because: 'states no contribution' }],
      because: 'no child counts',
    });
    expect(rollUp(parent('SUM', { need: '0' }), children)).toMatchObject({ because: 'the parent is as good as its target already' });
    expect(rollUp(parent('SUM'), children)).toMatchObject({ because: 'the parent has no measured need' });
  });

  it('a ratio pools the children’s parts, and an unknown child lies between where it starts and where it goes', () => {
    const of = parent('RATIO', { jop: '0.8', target: '0.9' });
    // By hand: 85/100 and 255/300 pool to 0.85, half of the way.
    const children = [
      child('a', 0.5, { parts: { numerator: '85', denominator: '100' } }),
      child('b', 0.5, { parts: { numerator: '255', denominator: '300' } }),
    ];
    expect(rollUp(of, children).value).toBeCloseTo(0.5, 12);
    const unknown = child('c', null, { parts: { numerator: '0', denominator: '400' }, jop: '0.8', target: '0.9' });
    const open = rollUp(of, [...children, unknown]);
    expect(open.value).toBeNull();
    expect([open.low, open.high].map((end) => end!.toFixed(9))).toEqual(['0.250000000', '0.750000000']);
    expect(rollUp(of, [child('a', 0.5)])).toMatchObject({ value: null, because: 'ward a has no denominator to pool' });
    expect(rollUp(of, [])).toMatchObject({ because: 'the denominators of the children come to 0' });
    expect(rollUp(parent('RATIO', { jop: '0.8', target: '0.8' }), children)).toMatchObject({ because: 'the target is the jump-off point' });
    expect(rollUp(parent('RATIO'), children)).toMatchObject({ because: 'the parent has no measured target' });
  });

  it('the least is the worst child, raw; an unknown one can be as bad as 0', () => {
    expect(rollUp(parent('MIN'), [child('a', 0.4), child('b', -0.1)])).toMatchObject({ value: -0.1 });
    expect(rollUp(parent('MIN'), [child('a', 0.4), child('b', null)])).toMatchObject({ value: null, low: 0, high: 0.4 });
    expect(rollUp(parent('MIN'), [])).toMatchObject({ value: null, because: 'no child counts' });
  });

  it('milestones are those done of those due', () => {
    const children = [
      child('a', null, { milestones: { done: 1, due: 2 } }),
      child('b', null, { milestones: { done: 2, due: 2 } }),
      child('c', null),
    ];
    expect(rollUp(parent('MILESTONE'), children)).toMatchObject({ value: 0.75, leftOut: [{ child: 'c', because: 'no milestone is due' }] });
    expect(rollUp(parent('MILESTONE'), [])).toMatchObject({ value: null, because: 'no milestone is due' });
  });

  it('none is none', () => {
    expect(rollUp(parent('NONE'), [child('a', 1)])).toMatchObject({ value: null, low: null, high: null, because: 'no roll-up was chosen' });
  });

  it('name every child once, and give no number that is none', () => {
    const any = fc.record({
      attainment: fc.option(fc.double({ min: -5, max: 5, noNaN: true })),
      weight: fc.nat(3).map(String),
      periodsOverdue: fc.nat(3),
      contribution: fc.option(fc.integer({ min: -5, max: 5 }).map(String)),
      parts: fc.option(fc.record({ numerator: fc.nat(9).map(String), denominator: fc.nat(9).map(String) })),
      target: fc.option(fc.nat(9).map(String)),
      supports: fc.boolean(),
      milestones: fc.record({ done: fc.nat(2), due: fc.nat(4) }),
    });
    const figures = fc.option(fc.integer({ min: -2, max: 2 }).map(String));
    fc.assert(
      fc.property(
        fc.array(any, { maxLength: 5 }),
        fc.constantFrom(...rollUpMethods),
        figures,
        figures,
        figures,
        (list, method, jop, target, need) => {
          const children = list.map(({ supports, attainment, ...rest }, index) =>
            child(String(index), attainment, {
              ...rest,
              jop: rest.target,
              link: supports ? { kind: 'SUPPORTS', strength: 'WEAK' } : { kind: 'CONTRIBUTES' },
            }),
          );
          const result = rollUp(parent(method, { jop, target, need }), children);
          for (const number of [result.value, result.low, result.high]) expect(number === null || Number.isFinite(number)).toBe(true);
          expect((result.low === null) === (result.high === null)).toBe(true);
          if (result.low !== null) expect(result.low).toBeLessThanOrEqual(result.high!);
          expect(result.because === null).toBe(result.low !== null);
          expect([...result.counted, ...result.leftOut].map((each) => each.child).sort()).toEqual(children.map((each) => each.id).sort());
        },
      ),
    );
  });
});

describe('a watermelon', () => {
  it('is red inside: children at 0.8 or more while the own measure was missed twice', () => {
    expect(watermelonOf(['MET', 'MISSED', 'MISSED'], { low: 0.8, high: 0.8 })).toBe('CHILDREN_GREEN_PARENT_MISSED');
    expect(watermelonOf(['MISSED', 'NOT_REPORTED', 'MISSED'], { low: 0.9, high: 1 })).toBe('CHILDREN_GREEN_PARENT_MISSED');
    expect(watermelonOf(['MISSED', 'NEAR', 'MISSED'], { low: 0.9, high: 1 })).toBeNull();
    expect(watermelonOf(['MISSED', 'MISSED'], { low: 0.7, high: 0.9 })).toBeNull();
    expect(watermelonOf(['MISSED'], { low: 0.9, high: 0.9 })).toBeNull();
  });

  it('is the other way about when the own measure is met and the children are below 0.5', () => {
    expect(watermelonOf(['MET'], { low: 0.1, high: 0.49 })).toBe('PARENT_MET_CHILDREN_BEHIND');
    expect(watermelonOf(['MET'], { low: 0.1, high: 0.5 })).toBeNull();
    expect(watermelonOf(['MET'], { low: null, high: null })).toBeNull();
  });
});
