/** What holds of every roll-up, whatever its children: the laws a sceptic would try. */
import fc from 'fast-check';
import { rollUpMethods, type Direction, type RollUpMethod } from '../vocabulary.js';
import { formulaInWords, rollUpInWords } from './roll-up-words.js';
import { rollUp, type RollUpChild, type RollUpParent } from './roll-up.js';

const attainments = fc.option(fc.double({ min: -3, max: 3, noNaN: true }));
const figures = (from: number, to: number) => fc.integer({ min: from, max: to }).map(String);
const anyChild = fc.record({
  link: fc.constantFrom(
    { kind: 'CONTRIBUTES' } as const,
    { kind: 'CONTRIBUTES' } as const,
    { kind: 'SUPPORTS', strength: 'WEAK' } as const,
  ),
  weight: figures(0, 5),
  attainment: attainments,
  note: fc.constant(null),
  periodsOverdue: fc.nat(3),
  contribution: fc.option(figures(-5, 9)),
  parts: fc.option(fc.record({ numerator: figures(0, 9), denominator: figures(0, 9) })),
  jop: fc.option(figures(0, 5)),
  target: fc.option(figures(0, 5)),
  milestones: fc.nat(4).chain((due) => fc.record({ due: fc.constant(due), done: fc.nat(due) })),
});
const children: fc.Arbitrary<RollUpChild[]> = fc
  .array(anyChild, { maxLength: 6 })
  .map((list) => list.map((each, index) => ({ ...each, id: `c${index}`, name: `ward ${index}` })));
const directions = fc.constantFrom<Direction | null>(null, { kind: 'INCREASE' }, { kind: 'DECREASE' }, { kind: 'RANGE', lo: '1', hi: '2' });
const anyParent: fc.Arbitrary<RollUpParent> = fc.record({
  method: fc.constantFrom(...rollUpMethods),
  own: attainments,
  ownPeriodsOverdue: fc.nat(3),
  jop: fc.option(figures(-2, 5)),
  target: fc.option(figures(-2, 5)),
  direction: directions,
  need: fc.option(figures(-1, 9)),
  milestones: fc.nat(3).chain((due) => fc.record({ due: fc.constant(due), done: fc.nat(due) })),
});
const parentOf = (method: RollUpMethod): RollUpParent => ({
  method,
  own: null,
  ownPeriodsOverdue: 0,
  jop: '0',
  target: '10',
  direction: null,
  need: '10',
  milestones: { done: 0, due: 0 },
});
const childOf = (id: string, attainment: number | null, changes: Partial<RollUpChild> = {}): RollUpChild => ({
  id,
  name: id,
  link: { kind: 'CONTRIBUTES' },
  weight: '1',
  attainment,
  note: null,
  periodsOverdue: 0,
  contribution: '5',
  parts: { numerator: '1', denominator: '2' },
  jop: '0',
  target: '1',
  milestones: { done: 0, due: 0 },
  ...changes,
});

/** The same child once its attainment is known, by whatever figure says so. */
const turnedOut = (child: RollUpChild, attainment: number): RollUpChild => {
  if (child.attainment !== null && child.periodsOverdue <= 1) return child;
  const denominator = Number(child.parts?.denominator ?? 0);
  const ratio = Number(child.jop) + attainment * (Number(child.target) - Number(child.jop));
  const parts = child.parts && { denominator: child.parts.denominator, numerator: String(ratio * denominator) };
  return { ...child, attainment, periodsOverdue: 0, parts };
};

describe('every roll-up', () => {
  it('counts each child or lists it as left out with a reason, once', () => {
    fc.assert(
      fc.property(anyParent, children, (parent, list) => {
        const { counted, leftOut } = rollUp(parent, list);
        expect([...counted, ...leftOut].map(({ child }) => child).sort()).toEqual(list.map(({ id }) => id).sort());
        for (const { because } of leftOut) expect(because.length).toBeGreaterThan(3);
      }),
    );
  });

  it('lies in its interval however the unknown children turn out from 0 to 1', () => {
    fc.assert(
      fc.property(
        anyParent,
        children,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 }),
        (parent, list, ends) => {
          const open = rollUp(parent, list);
          const settled = rollUp(
            parent,
            list.map((child, index) => turnedOut(child, ends[index]!)),
          );
          if (open.low === null || open.high === null) return;
          expect(settled.value).not.toBeNull();
          expect(settled.value!).toBeGreaterThanOrEqual(open.low - 1e-9);
          expect(settled.value!).toBeLessThanOrEqual(open.high + 1e-9);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is finite or not there at all, and says in words what it is', () => {
    fc.assert(
      fc.property(anyParent, children, (parent, list) => {
        const result = rollUp(parent, list);
        for (const number of [result.value, result.low, result.high]) expect(number === null || Number.isFinite(number)).toBe(true);
        expect(result.because === null).toBe(result.low !== null);
        const words = rollUpInWords(result);
        for (const sentence of words) expect(sentence).toMatch(/^[A-Z0-9(].*\.$/s);
        expect(words.join(' ')).not.toMatch(/NaN|undefined|null|Infinity/);
        expect(words[0]).toBe(`How it is worked out: ${formulaInWords[parent.method]}.`);
        if (result.because !== null) expect(words[1]).toContain(result.because);
      }),
    );
  });

  it('does not move with the order of the children, nor with a factor common to all weights', () => {
    fc.assert(
      fc.property(anyParent, children, fc.integer({ min: 1, max: 9 }), (parent, list, factor) => {
        const { low, high } = rollUp(parent, list);
        const turned = rollUp(
          parent,
          list.toReversed().map((child) => ({ ...child, weight: String(Number(child.weight) * factor) })),
        );
        expect(turned.low === null).toBe(low === null);
        if (low === null || high === null) return;
        expect(turned.low).toBeCloseTo(low, 9);
        expect(turned.high).toBeCloseTo(high, 9);
      }),
    );
  });

  it('stays as it is when a child is dropped, until weights are reallocated', () => {
    fc.assert(
      fc.property(anyParent, children, fc.nat(5), (parent, list, which) => {
        const dropped = list.map((child, index) =>
          index === which ? { ...child, note: 'dropped; keeps its weight at its last value' } : child,
        );
        const [before, after] = [rollUp(parent, list), rollUp(parent, dropped)];
        expect([after.value, after.low, after.high, after.leftOut]).toEqual([before.value, before.low, before.high, before.leftOut]);
        expect(after.counted.map(({ child }) => child)).toEqual(before.counted.map(({ child }) => child));
      }),
    );
    const list = [childOf('a', 0.2, { note: 'dropped' }), childOf('b', 1)];
    expect(rollUp(parentOf('WEIGHTED'), list).value).toBe(0.6);
    expect(rollUp(parentOf('WEIGHTED'), [{ ...list[0]!, weight: '0' }, list[1]!]).value).toBe(1);
  });
});

describe('what others get wrong', () => {
  it('an archived child does not vanish from the average', () => {
    const archived = childOf('a', 0, { note: 'dropped on 20 May 2026; keeps its weight at its last value' });
    const { value, counted } = rollUp(parentOf('WEIGHTED'), [archived, childOf('b', 1)]);
    expect([value, counted.map(({ child }) => child)]).toEqual([0.5, ['a', 'b']]);
  });

  it('weights that come to zero make no NaN: there is no number, with the reason', () => {
    const { value, low, high, because } = rollUp(parentOf('WEIGHTED'), [childOf('a', 0.5, { weight: '0' })]);
    expect({ value, low, high, because }).toEqual({ value: null, low: null, high: null, because: 'the weights of the children come to 0' });
  });

  it('an unknown child is neither 0 nor left out', () => {
    const { value, low, high } = rollUp(parentOf('WEIGHTED'), [childOf('a', null), childOf('b', 1)]);
    expect({ value, low, high }).toEqual({ value: null, low: 0.5, high: 1 });
  });

  it('children that pool downwards count towards a lower target, not away from it', () => {
    const parent: RollUpParent = { ...parentOf('RATIO'), jop: '0.5', target: '0.25', direction: { kind: 'DECREASE' } };
    const pooled = childOf('a', 1, { parts: { numerator: '25', denominator: '100' } });
    expect(rollUp(parent, [pooled]).value).toBe(1);
  });

  it('unknown children whose targets lie either way widen the interval to both sides', () => {
    const parent: RollUpParent = { ...parentOf('RATIO'), jop: '0', target: '1' };
    const up = childOf('up', null, { jop: '0', target: '1', parts: { numerator: '0', denominator: '1' } });
    const down = childOf('down', null, { jop: '1', target: '0', parts: { numerator: '0', denominator: '1' } });
    expect(rollUp(parent, [up, down])).toMatchObject({ low: 0, high: 1 });
  });

  it('a parent that holds a range is judged by its distance from the range', () => {
    const parent: RollUpParent = { ...parentOf('RATIO'), jop: '0.5', target: '0.9', direction: { kind: 'RANGE', lo: '0.9', hi: '1' } };
    const half = childOf('a', 0.5, { parts: { numerator: '7', denominator: '10' } });
    expect(rollUp(parent, [half]).value).toBeCloseTo(0.5, 12);
    expect(rollUp({ ...parent, jop: '0.95' }, [half]).because).toBe('the parent starts inside its range');
  });

  it('an own figure that nobody renewed is unknown, not what it once was', () => {
    const stale: RollUpParent = { ...parentOf('OWN_MEASURE'), own: 0.9, ownPeriodsOverdue: 2 };
    expect(rollUp(stale, [])).toMatchObject({ value: null, because: 'its own figure is 2 periods overdue' });
    expect(rollUp({ ...stale, ownPeriodsOverdue: 1 }, []).value).toBe(0.9);
  });

  it('a goal of milestones counts its own beside its children’s', () => {
    const parent: RollUpParent = { ...parentOf('MILESTONE'), milestones: { done: 1, due: 1 } };
    expect(rollUp(parent, [childOf('a', null, { milestones: { done: 0, due: 1 } })]).value).toBe(0.5);
    expect(rollUp(parent, []).value).toBe(1);
  });
});

describe('a roll-up in words', () => {
  const words = (method: RollUpMethod, list: RollUpChild[], changes: Partial<RollUpParent> = {}) =>
    rollUpInWords(rollUp({ ...parentOf(method), ...changes }, list));

  it('puts the figures into the formula, names the unknown, the held and the left out', () => {
    const list = [
      childOf('Ward 7', 0.5, { weight: '3' }),
      childOf('Ward 8', null),
      childOf('Ward 9', 1.5),
      childOf('Therapy', 1, { link: { kind: 'SUPPORTS', strength: 'STRONG' } }),
    ];
    expect(words('WEIGHTED', list)).toEqual([
      'How it is worked out: the average of its children’s attainments by their weights, none counted below 0% or above 100%.',
      '(3 × 50% + 1 × (0% to 100%) + 1 × 100%) / 5 = 50% to 70%.',
      'Ward 8 (no figure) is unknown: wherever from 0% to 100% it lies, the number lies from 50% to 70%.',
      'No attainment counts below 0% or above 100% inside the average: Ward 9 attained 150% and counts as 100%.',
      '3 of 4 children count; left out: Therapy (supports, and has no place in the average).',
    ]);
  });

  it('says each method’s own figures', () => {
    const parts = { numerator: '85', denominator: '100' };
    expect(words('SUM', [childOf('a', 0.5), childOf('b', 1)])[1]).toBe('(50% × 5 + 100% × 5) / 10 = 75%.');
    const ratio = rollUp({ ...parentOf('RATIO'), jop: '0.8', target: '0.9' }, [childOf('a', 1, { parts })]);
    expect(rollUpInWords(ratio, { kind: 'PROPORTION', unitOfMeasure: 'of beds' })[1]).toBe(
      'The attainment, from 80% to 90%, of (85) / (100) = 50%.',
    );
    expect(rollUpInWords(ratio)[1]).toBe('The attainment, from 0.8 to 0.9, of (85) / (100) = 50%.');
    expect(words('MIN', [childOf('a', 0.5), childOf('b', null)])[1]).toBe('The least of 50%, (0% to 100%) = 0% to 50%.');
    expect(words('MILESTONE', [childOf('a', 0, { milestones: { done: 1, due: 2 } })], { milestones: { done: 1, due: 1 } })[1]).toBe(
      '(1 + 1) / (1 + 2) = 66.7%.',
    );
    expect(words('OWN_MEASURE', [], { own: 0.4 }).slice(1)).toEqual(['It comes to 40%.', 'Nothing serves it yet.']);
    expect(words('NONE', [])[1]).toBe('There is no number: no roll-up was chosen.');
  });
});
