import fc from 'fast-check';
import type { Combination, Direction, Link } from '../vocabulary.js';
import { coverageOf, type CoverageChild, type CoverageParent, type Stake } from './coverage.js';
import { figure, minus, plus, sumOf } from './figures.js';

const contributes: Link = { kind: 'CONTRIBUTES' };
const strongly: Link = { kind: 'SUPPORTS', strength: 'STRONG' };
const less: Direction = { kind: 'DECREASE' };
const stake = (amount: string | null, change: Partial<Stake> = {}): Stake => ({
  link: contributes,
  contribution: amount === null ? null : { amount, conversion: null },
  jop: null,
  target: null,
  ...change,
});
const child = (id: string, change: Partial<CoverageChild> = {}): CoverageChild => ({
  id,
  name: `ward ${id}`,
  inForce: null,
  tentative: null,
  unitWeight: null,
  ...change,
});
const committed = (id: string, amount: string | null, change: Partial<Stake> = {}) =>
  child(id, { inForce: { ...stake(amount, change), standing: 'COMMITTED' } });
const directed = (id: string, amount: string) => child(id, { inForce: { ...stake(amount), standing: 'DIRECTED' } });
const parent = (
  jop: string,
  target: string,
  overUnits: Combination = 'SUM',
  direction: Direction = less,
  maintain = false,
): CoverageParent => ({
  measured: { jop, target, maintain },
  direction,
  overUnits,
});
const pooledChild = (id: string, share: string | null, jop: string, target: string): CoverageChild => ({
  ...committed(id, null, { jop, target }),
  unitWeight: share === null ? null : { share, source: 'LAST_12_REPORTED_MONTHS' },
});

describe('an additive parent', () => {
  it('adds up what is committed and directed, apart, and what is tentative beside it', () => {
    // By hand: from 1,200 to 1,000 falls needs 200; 80 and 60 are committed, 20 directed, 30 tentative.
    const children = [committed('a', '80'), committed('b', '60'), directed('c', '20'), child('d', { tentative: stake('30') })];
    expect(coverageOf(parent('1200', '1000'), children)).toMatchObject({
      state: 'COMPUTED',
      need: '200',
      committed: '140',
      directed: '20',
      inForce: '160',
      tentative: '30',
      gap: '40',
      coverage: '0.8',
      goalExplosion: false,
      sufficient: false,
      provenance: { formula: 'SUM', version: 1 },
    });
  });

  it('counts a renegotiation by its difference alone', () => {
    const renegotiated = { ...committed('a', '80'), tentative: stake('100') };
    expect(coverageOf(parent('1200', '1000'), [renegotiated])).toMatchObject({ inForce: '80', tentative: '20' });
  });

  it('subtracts and lists a child that works against it', () => {
    const result = coverageOf(parent('1200', '1000'), [committed('a', '200'), committed('b', '-50')]);
    expect(result).toMatchObject({ inForce: '150', coverage: '0.75', gap: '50' });
    expect(result.lines).toContainEqual({
      child: 'b',
      name: 'ward b',
      standing: 'COMMITTED',
      amount: '-50',
      unitWeight: null,
      counted: 'COUNTED',
      because: null,
    });
  });

  it('is covered by exactly what it needs, whatever the decimals', () => {
    expect(coverageOf(parent('0.3', '0'), [committed('a', '0.1'), committed('b', '0.2')])).toMatchObject({
      coverage: '1',
      gap: '0',
      sufficient: true,
    });
  });

  it('above 120% is goal explosion, at 120% not yet', () => {
    expect(coverageOf(parent('100', '0'), [committed('a', '120')])).toMatchObject({ coverage: '1.2', goalExplosion: false });
    expect(coverageOf(parent('100', '0'), [committed('a', '120.01')])).toMatchObject({ goalExplosion: true, gap: '-20.01' });
  });

  it('that is as good as its target already needs nothing; a maintain goal neither', () => {
    expect(coverageOf(parent('9', '10'), [committed('a', '1')])).toMatchObject({
      state: 'ALREADY_MET',
      need: '-1',
      coverage: null,
      gap: null,
      sufficient: true,
    });
    expect(coverageOf(parent('10', '10', 'SUM', less, true), [])).toMatchObject({
      state: 'MAINTAINED',
      need: null,
      coverage: null,
      sufficient: true,
    });
  });

  it('nobody took up is not covered at all', () => {
    expect(coverageOf(parent('1200', '1000'), [])).toMatchObject({
      state: 'COMPUTED',
      inForce: '0',
      coverage: '0',
      gap: '200',
      sufficient: false,
    });
  });

  it('leaves supports out that state nothing, and counts those that do', () => {
    const supports = [committed('a', null, { link: strongly }), committed('b', '50', { link: strongly }), committed('c', '50')];
    const result = coverageOf(parent('200', '0'), supports);
    expect(result).toMatchObject({ inForce: '100', hasStrong: true });
    expect(result.lines[0]).toMatchObject({ counted: 'LEFT_OUT', because: 'supports (strong) without a stated contribution' });
  });

  it('cannot be computed when a child says too little, and names it', () => {
    expect(coverageOf(parent('200', '0'), [committed('a', '50'), committed('b', null)])).toMatchObject({
      state: 'NOT_COMPUTABLE',
      coverage: null,
      sufficient: false,
      because: 'ward b states no contribution',
    });
    expect(coverageOf(parent('200', '0'), [committed('a', '50'), child('b', { tentative: stake(null) })])).toMatchObject({
      state: 'COMPUTED',
      coverage: '0.25',
      tentative: null,
      because: 'ward b states no contribution',
    });
  });

  it('with a range needs to be inside it', () => {
    const range: Direction = { kind: 'RANGE', lo: '4', hi: '8' };
    expect(coverageOf(parent('12', '8', 'SUM', range), [committed('a', '2')])).toMatchObject({ need: '4', coverage: '0.5' });
    expect(coverageOf(parent('1', '4', 'SUM', range), [committed('a', '3')])).toMatchObject({ need: '3', coverage: '1' });
    expect(coverageOf(parent('5', '8', 'SUM', range), [])).toMatchObject({ state: 'MAINTAINED' });
  });

  it('keeps what is needed, in force and missing in balance, in any order of the children', () => {
    const amounts = fc.tuple(fc.integer({ min: -999, max: 9_999 }), fc.nat(2)).map(([digits, places]) => figure(`${digits}e-${places}`)!);
    fc.assert(
      fc.property(fc.array(fc.tuple(amounts, fc.boolean()), { maxLength: 12 }), fc.integer({ min: 1, max: 9_999 }), (list, need) => {
        const children = list.map(([amount, isDirected], index) => (isDirected ? directed : committed)(String(index), amount));
        const result = coverageOf(parent(String(need), '0'), children);
        expect(result.inForce).toBe(sumOf(list.map(([amount]) => amount)));
        expect(plus(result.committed!, result.directed!)).toBe(result.inForce);
        expect(plus(result.gap!, result.inForce!)).toBe(result.need);
        expect(result.sufficient).toBe(Number(result.gap) <= 0);
        expect(coverageOf(parent(String(need), '0'), children.toReversed())).toMatchObject({
          inForce: result.inForce,
          coverage: result.coverage,
        });
      }),
    );
  });
});

describe('a pooled parent', () => {
  const fourHours = (target = '0.95') => parent('0.85', target, 'RATIO', { kind: 'INCREASE' });

  it('expects the children’s targets by their part of the denominator; what nobody holds stays', () => {
    // By hand: 0.6·0.95 + 0.2·0.9 + 0.2·0.85 = 0.92; that is 0.07 of the 0.10 needed.
    const children = [pooledChild('a', '0.6', '0.85', '0.95'), pooledChild('b', '0.2', '0.8', '0.9')];
    expect(coverageOf(fourHours(), children)).toMatchObject({
      state: 'COMPUTED',
      need: '0.1',
      inForce: '0.07',
      expected: '0.92',
      coverage: '0.7',
      gap: '0.03',
    });
  });

  it('shows where the children start as mix beside the stated jump-off point', () => {
    // By hand: 0.6·0.85 + 0.2·0.8 + 0.2·0.85 = 0.84.
    const children = [pooledChild('a', '0.6', '0.85', '0.95'), pooledChild('b', '0.2', '0.8', '0.9')];
    expect(coverageOf(fourHours(), children)).toMatchObject({ mix: '-0.01' });
  });

  it('shows a child’s part and where it comes from', () => {
    expect(coverageOf(fourHours(), [pooledChild('a', '0.6', '0.85', '0.95')]).lines).toEqual([
      {
        child: 'a',
        name: 'ward a',
        standing: 'COMMITTED',
        amount: '0.06',
        unitWeight: { share: '0.6', source: 'LAST_12_REPORTED_MONTHS' },
        counted: 'COUNTED',
        because: null,
      },
    ]);
  });

  it('counts a child on another measure by what it states', () => {
    const converted = committed('b', null, {
      contribution: { amount: '0.02', conversion: 'two points by earlier discharge' },
      jop: '10',
      target: '8',
    });
    expect(coverageOf(fourHours(), [pooledChild('a', '0.6', '0.85', '0.95'), converted])).toMatchObject({
      inForce: '0.08',
      expected: '0.93',
    });
  });

  it('turns round where less is better', () => {
    expect(coverageOf(parent('0.2', '0.1', 'RATIO'), [pooledChild('a', '0.5', '0.2', '0.1')])).toMatchObject({
      inForce: '0.05',
      expected: '0.15',
      coverage: '0.5',
    });
  });

  it('cannot be computed without a child’s part, or with parts of more than the whole', () => {
    expect(coverageOf(fourHours(), [pooledChild('a', '0.6', '0.85', '0.95'), pooledChild('b', null, '0.8', '0.9')])).toMatchObject({
      state: 'NOT_COMPUTABLE',
      because: 'ward b has no part of the denominator',
    });
    expect(coverageOf(fourHours(), [pooledChild('a', '0.6', '0.85', '0.95'), pooledChild('b', '0.5', '0.8', '0.9')])).toMatchObject({
      state: 'NOT_COMPUTABLE',
      because: 'the children hold 110% of the denominator, more than all of it',
    });
    const sixths = Array.from({ length: 6 }, (_, index) => pooledChild(String(index), '0.166666666666667', '0.85', '0.95'));
    expect(coverageOf(fourHours(), sixths)).toMatchObject({ state: 'COMPUTED', sufficient: true });
    const thirds = Array.from({ length: 3 }, (_, index) => pooledChild(String(index), '0.333333333333333', '0.85', '0.95'));
    expect(coverageOf(fourHours(), thirds)).toMatchObject({ coverage: '0.999999999999999', sufficient: true });
  });

  it('that everybody below takes up in full is covered in full', () => {
    const part = fc.integer({ min: 1, max: 1_000 });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (counts) => {
        const whole = counts.reduce((sum, count) => sum + count, 0);
        const children = counts.map((count, index) => pooledChild(String(index), figure((count / whole).toFixed(12))!, '0.85', '0.95'));
        expect(Number(coverageOf(fourHours(), children).coverage)).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('a parent that is as good as its worst child', () => {
  it('expects the worst of the children’s targets', () => {
    const children = [committed('a', null, { target: '6' }), committed('b', null, { target: '8' })];
    expect(coverageOf(parent('10', '5', 'MAX'), children)).toMatchObject({
      expected: '8',
      inForce: '2',
      coverage: '0.4',
      gap: '3',
      committed: null,
      directed: null,
    });
    expect(coverageOf(parent('1', '9', 'MIN', { kind: 'INCREASE' }), children)).toMatchObject({ expected: '6', coverage: '0.625' });
  });

  it('shows what a tentative child would change, and needs a target of everyone', () => {
    const better = { ...committed('b', null, { target: '8' }), tentative: stake(null, { target: '7' }) };
    expect(coverageOf(parent('10', '5', 'MAX'), [committed('a', null, { target: '6' }), better])).toMatchObject({
      inForce: '2',
      tentative: '1',
    });
    expect(coverageOf(parent('10', '5', 'MAX'), [committed('a', null)])).toMatchObject({
      state: 'NOT_COMPUTABLE',
      because: 'ward a has no target',
    });
    expect(coverageOf(parent('10', '5', 'MAX'), [])).toMatchObject({ coverage: '0', gap: '5' });
  });
});

describe('a parent without arithmetic', () => {
  it('asks for one child that supports it strongly', () => {
    const weakly = committed('a', null, { link: { kind: 'SUPPORTS', strength: 'WEAK' } });
    expect(coverageOf(parent('10', '5', 'NONE'), [weakly])).toMatchObject({
      state: 'INFLUENCE',
      coverage: null,
      sufficient: false,
      hasStrong: false,
      because: 'no child in force supports it strongly',
    });
    expect(coverageOf(parent('10', '5', 'NONE'), [weakly, committed('b', null, { link: strongly })])).toMatchObject({
      state: 'INFLUENCE',
      sufficient: true,
    });
    expect(coverageOf({ measured: null, direction: null, overUnits: 'NONE' }, [])).toMatchObject({ state: 'INFLUENCE', sufficient: false });
  });

  it('is also one whose children only support it', () => {
    expect(coverageOf(parent('10', '5'), [committed('a', null, { link: strongly })])).toMatchObject({
      state: 'INFLUENCE',
      sufficient: true,
    });
    expect(coverageOf(parent('10', '5'), [child('a', { tentative: stake(null, { link: strongly }) })])).toMatchObject({
      state: 'INFLUENCE',
      sufficient: false,
    });
  });
});

it('no figure of a coverage is ever anything but a figure', () => {
  const amounts = fc
    .tuple(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.nat(9))
    .map(([digits, places]) => figure(`${digits}e-${places}`)!);
  const children = fc.array(fc.tuple(amounts, amounts, fc.integer({ min: 0, max: 10 }), fc.boolean()), { maxLength: 4 });
  fc.assert(
    fc.property(
      amounts,
      amounts,
      children,
      fc.constantFrom('SUM', 'RATIO', 'MEAN', 'MAX', 'MIN', 'NONE' as const),
      fc.boolean(),
      (jop, target, list, overUnits, rises) => {
        const direction: Direction = { kind: rises ? 'INCREASE' : 'DECREASE' };
        const made = list.map(([from, to, tenths, isTentative], index) => {
          const pooled = pooledChild(String(index), figure(tenths / 10)!, from, to);
          const stated = {
            ...pooled,
            inForce: pooled.inForce && { ...pooled.inForce, contribution: { amount: minus(to, from), conversion: null } },
          };
          return isTentative ? { ...stated, tentative: stated.inForce, inForce: null } : stated;
        });
        const result = coverageOf(parent(jop, target, overUnits, direction), made);
        for (const shown of [
          result.need,
          result.inForce,
          result.tentative,
          result.gap,
          result.coverage,
          result.expected,
          result.mix,
          ...result.lines.map((line) => line.amount),
        ])
          if (shown !== null) expect(figure(shown)).toBe(shown);
      },
    ),
  );
});
