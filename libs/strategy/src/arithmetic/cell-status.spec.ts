import fc from 'fast-check';
import type { Direction } from '../vocabulary.js';
import { cellMarks, cellStatus, cellStatuses, shortfall } from './cell-status.js';

const less: Direction = { kind: 'DECREASE' };
const more: Direction = { kind: 'INCREASE' };
const between: Direction & { kind: 'RANGE' } = { kind: 'RANGE', lo: '4', hi: '8' };
const judge = (value: number, plan: number | null, direction: Direction = more, tolerance = 0) =>
  cellStatus({ actual: { value }, plan, due: true, direction, tolerance });

const numbers = fc.double({ min: -1e9, max: 1e9, noNaN: true });
const directions = fc.constantFrom(less, more, between);

describe('a cell', () => {
  it('is met on the plan or better, near within the tolerance, else missed', () => {
    expect([judge(10, 10), judge(11, 10), judge(9, 10)]).toEqual(['MET', 'MET', 'MISSED']);
    expect([judge(10, 10, less), judge(9, 10, less), judge(11, 10, less)]).toEqual(['MET', 'MET', 'MISSED']);
    expect([judge(9, 10, more, 1), judge(8.9, 10, more, 1), judge(11, 10, less, 1)]).toEqual(['NEAR', 'MISSED', 'NEAR']);
  });

  it('with a target of 0 where less is better is met by 0 and missed by 1', () => {
    expect([judge(0, 0, less), judge(1, 0, less)]).toEqual(['MET', 'MISSED']);
    expect([judge(0, 0, more), judge(-1, 0, more)]).toEqual(['MET', 'MISSED']);
  });

  it('is met by equality, however the two numbers were computed', () => {
    expect(judge(0.1 + 0.2, 0.3, less)).toBe('MET');
    expect(judge(0.7, 0.1 * 7, more)).toBe('MET');
    expect(judge(0.95 - 1e-6, 0.95)).toBe('MISSED');
  });

  it('of a range is judged by how far outside it lies, both edges inside', () => {
    expect([4, 6, 8].map((value) => judge(value, 6, between))).toEqual(['MET', 'MET', 'MET']);
    expect([3, 9].map((value) => judge(value, 6, between, 1))).toEqual(['NEAR', 'NEAR']);
    expect([2.9, 9.1].map((value) => judge(value, 6, between, 1))).toEqual(['MISSED', 'MISSED']);
    expect([3, 4, 5, 10].map((value) => shortfall(value, between))).toEqual([1, 0, 0, 2]);
  });

  it('without a figure is not reported when due, blank before, and says no activity apart', () => {
    const cell = { plan: 10, direction: more, tolerance: 5 };
    expect(cellStatus({ ...cell, actual: null, due: true })).toBe('NOT_REPORTED');
    expect(cellStatus({ ...cell, actual: null, due: false })).toBe('BLANK');
    expect(cellStatus({ ...cell, actual: { value: null }, due: true })).toBe('NO_ACTIVITY');
    expect(judge(10, null)).toBe('NO_PLAN');
  });

  it('without data is never green', () => {
    fc.assert(
      fc.property(
        fc.option(numbers),
        fc.boolean(),
        directions,
        fc.double({ min: 0, max: 1e9, noNaN: true }),
        fc.boolean(),
        (plan, due, direction, tolerance, reported) => {
          const status = cellStatus({ actual: reported ? { value: null } : null, plan, due, direction, tolerance });
          expect(cellMarks[status].colour).not.toBe('GREEN');
          expect(['MET', 'NEAR', 'MISSED']).not.toContain(status);
        },
      ),
    );
  });

  it('is judged the same with better turned round', () => {
    fc.assert(fc.property(numbers, numbers, (value, plan) => expect(judge(value, plan, more)).toBe(judge(-value, -plan, less))));
  });

  it('never gets worse by a better figure or a wider tolerance', () => {
    const rank = { MET: 2, NEAR: 1, MISSED: 0 } as Record<string, number>;
    const positive = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(numbers, numbers, positive, positive, (value, plan, step, tolerance) => {
        expect(rank[judge(value + step, plan, more, tolerance)]).toBeGreaterThanOrEqual(rank[judge(value, plan, more, tolerance)]!);
        expect(rank[judge(value, plan, more, tolerance + step)]).toBeGreaterThanOrEqual(rank[judge(value, plan, more, tolerance)]!);
      }),
    );
  });

  it('has a letter and a shape of its own beside its colour', () => {
    const marks = cellStatuses.map((status) => cellMarks[status]);
    expect(new Set(marks.map(({ letter }) => letter)).size).toBe(cellStatuses.length);
    expect(new Set(marks.map(({ shape }) => shape)).size).toBe(cellStatuses.length);
    expect(cellStatuses.filter((status) => cellMarks[status].colour === 'GREEN')).toEqual(['MET']);
  });
});
