import fc from 'fast-check';
import { paretoOf } from './pareto.js';

describe('a Pareto', () => {
  it('puts the greatest first, those of one count by name, and adds up their shares', () => {
    const { total, bars } = paretoOf([
      { name: 'wrong dose', count: 3 },
      { name: 'late', count: 10 },
      { name: 'not signed', count: 3 },
      { name: 'wrong ward', count: 4 },
    ]);
    expect(total).toBe(20);
    expect(bars).toEqual([
      { name: 'late', count: 10, share: 0.5, cumulativeShare: 0.5, vital: true },
      { name: 'wrong ward', count: 4, share: 0.2, cumulativeShare: 0.7, vital: true },
      { name: 'not signed', count: 3, share: 0.15, cumulativeShare: 0.85, vital: true },
      { name: 'wrong dose', count: 3, share: 0.15, cumulativeShare: 1, vital: false },
    ]);
  });

  it('stops the vital few at exactly 80%', () => {
    const pareto = paretoOf([
      { name: 'a', count: 80 },
      { name: 'b', count: 19 },
      { name: 'c', count: 1 },
    ]);
    expect(pareto.vitalFew).toBe(1);
    expect(pareto.because).toBe('a alone makes 80.0% of 100, out of 3 categories.');
  });

  it('of nothing counted has shares of zero and no vital few', () => {
    expect(paretoOf([{ name: 'falls', count: 0 }])).toEqual({
      total: 0,
      bars: [{ name: 'falls', count: 0, share: 0, cumulativeShare: 0, vital: false }],
      vitalFew: 0,
      because: 'Nothing was counted in any category.',
    });
    expect(paretoOf([]).bars).toEqual([]);
  });

  it('refuses a name that comes twice and what is no count', () => {
    const twice = [
      { name: 'falls', count: 1 },
      { name: 'falls', count: 2 },
    ];
    expect(() => paretoOf(twice)).toThrow('the category falls comes twice; add its counts up first');
    expect(() => paretoOf([{ name: 'falls', count: -1 }])).toThrow('the count of falls is -1; give zero or a positive number');
    expect(() => paretoOf([{ name: 'falls', count: NaN }])).toThrow('the count of falls is NaN');
  });

  it('does not depend on the order of what it is given, and its vital few are the fewest that reach 80%', () => {
    const categories = fc
      .array(fc.nat(1000), { maxLength: 30 })
      .map((counts) => counts.map((count, index) => ({ name: `category ${index}`, count })));
    fc.assert(
      fc.property(categories, (given) => {
        const pareto = paretoOf(given);
        expect(paretoOf([...given].reverse())).toEqual(pareto);
        const sumOfFirst = (k: number) => pareto.bars.slice(0, k).reduce((sum, { count }) => sum + count, 0);
        expect(5 * sumOfFirst(pareto.vitalFew)).toBeGreaterThanOrEqual(4 * pareto.total);
        if (pareto.vitalFew > 0) expect(5 * sumOfFirst(pareto.vitalFew - 1)).toBeLessThan(4 * pareto.total);
      }),
    );
  });
});
