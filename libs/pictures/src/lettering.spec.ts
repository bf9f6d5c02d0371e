import fc from 'fast-check';
import { daysSinceEpoch } from '#spc';
import { apart } from './end-labels.js';
import { rowsOf } from './badges.js';
import { figure, plainFigure, withUnit, writingFor } from './figures.js';
import { longDay, shortDay } from './calendar.js';
import { widthOf, wrapped } from './lettering.js';
import { valueAxis } from './value-axis.js';

describe('Lettering', () => {
  it('takes the widths of Helvetica, so that an m is wider than an i', () => {
    expect(widthOf('iiii', 10)).toBeCloseTo(4 * 2.22 * 1.06);
    expect(widthOf('mmmm', 10)).toBeCloseTo(4 * 8.33 * 1.06);
  });

  it('wraps any text without losing a letter and without a line that is too wide', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 40, max: 600 }), (text, width) => {
        const lines = wrapped(text, 13, width);
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        for (const line of lines) expect(widthOf(line, 13) <= width || Array.from(line).length === 1).toBe(true);
      }),
    );
  });

  it('breaks a word only where it alone is too wide', () => {
    expect(wrapped('one two three', 10, widthOf('one two', 10))).toEqual(['one two', 'three']);
    expect(wrapped('Llanfairpwllgwyngyll', 10, 50).length).toBeGreaterThan(1);
  });
});

describe('Labels at the right', () => {
  it('never touch each other, keep their order and stay within the plot', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 6 }), (heights) => {
        const placed = apart(heights, 15, 0, 200);
        const sorted = placed.toSorted((a, b) => a - b);
        for (const [index, place] of sorted.entries()) {
          expect(place).toBeGreaterThanOrEqual(0);
          expect(place).toBeLessThanOrEqual(200);
          if (index > 0) expect(place - sorted[index - 1]!).toBeGreaterThanOrEqual(15 - 1e-9);
        }
        for (const [a, one] of heights.entries())
          for (const [b, other] of heights.entries()) if (one < other) expect(placed[a]!).toBeLessThan(placed[b]!);
      }),
    );
  });

  it('stand at their lines where there is room', () => {
    expect(apart([100, 20], 15, 0, 200)).toEqual([100, 20]);
  });
});

describe('Badges', () => {
  it('go into rows so that none covers another', () => {
    expect(rowsOf([10, 15, 40, 12])).toEqual([0, 2, 0, 1]);
  });
});

describe('Figures', () => {
  it.each([
    [1234567.891, 1, '1,234,567.9'],
    [-0.04, 1, '0.0'],
    [-12.5, 1, '−12.5'],
    [999, 0, '999'],
    [1000, 0, '1,000'],
  ])('write %s with %s decimals as %s', (value, decimals, text) => {
    expect(figure(value, decimals)).toBe(text);
  });

  it('drop zeros that say nothing, and only those', () => {
    expect([plainFigure(95, 2), plainFigure(100, 0), plainFigure(95.5, 2)]).toEqual(['95', '100', '95.5']);
  });

  it('put a per cent sign right behind and a word after a space', () => {
    expect([withUnit('95', '%'), withUnit('95', 'patients'), withUnit('95', '')]).toEqual(['95%', '95 patients', '95']);
  });

  it('write whole observations whole and their mean more exactly', () => {
    expect(writingFor('falls', 1, [3, 5, 8], [5.33])).toMatchObject({ decimals: 2, observedDecimals: 0 });
    expect(writingFor('%', 100, [0.701, 0.903])).toMatchObject({ decimals: 1, observedDecimals: 1 });
  });
});

describe('Days', () => {
  it('count on over the end of months, leap years and centuries', () => {
    const next = (a: string, b: string): number => daysSinceEpoch(b) - daysSinceEpoch(a);
    expect([
      next('2023-02-28', '2023-03-01'),
      next('2024-02-28', '2024-03-01'),
      next('1900-02-28', '1900-03-01'),
      next('2025-12-31', '2026-01-01'),
    ]).toEqual([1, 2, 1, 1]);
    expect(next('2024-04-01', '2025-04-01')).toBe(365);
  });

  it('are written as the British do', () => {
    expect([
      longDay('2026-04-06', false),
      longDay('2026-04-01', true),
      shortDay('2026-04-06', false),
      shortDay('2026-04-01', true),
    ]).toEqual(['6 April 2026', 'April 2026', '6 Apr', 'Apr']);
  });
});

describe('The value axis', () => {
  const options = { top: 0, bottom: 300, textSize: 12, per: 1 };

  it('has ticks at round numbers within its ends, and room for every value', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 20 }), (values) => {
        const axis = valueAxis(values, options);
        for (const value of values) {
          expect(axis.y(value)).toBeGreaterThanOrEqual(-1e-6);
          expect(axis.y(value)).toBeLessThanOrEqual(300 + 1e-6);
        }
        expect(axis.ticks.length).toBeGreaterThan(0);
        expect(axis.ticks.length).toBeLessThan(30);
      }),
    );
  });

  it('does not go below nothing for what is never negative, nor beyond a bound', () => {
    const axis = valueAxis([0.2, 1], { ...options, per: 100, suffix: '%', most: 1 });
    expect(axis.y(1)).toBe(0);
    expect(axis.ticks.map(({ text }) => text)).toEqual(['20%', '40%', '60%', '80%', '100%']);
    expect(valueAxis([1, 400], options).y(0)).toBe(300);
  });
});
