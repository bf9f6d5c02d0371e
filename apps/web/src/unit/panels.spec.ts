import { lastMonths, pagesOf } from './panels.js';
import { attainmentInWords, paceInWords, planInWords } from './unit-words.js';

describe('The panels of a wallboard', () => {
  it('are split into pages of as many as fit, and always make at least one', () => {
    expect(pagesOf([1, 2, 3], 2)).toEqual([[1, 2], [3]]);
    expect(pagesOf([1, 2], 0)).toEqual([[1], [2]]);
    expect(pagesOf([], 3)).toEqual([[]]);
  });

  it('show the last months in which something was due', () => {
    const cells = ['MET', 'MET', 'NEAR', 'MISSED', 'MET', 'MET', 'NOT_REPORTED', 'BLANK'].map((status) => ({ status }) as const);
    expect(lastMonths(cells as Parameters<typeof lastMonths>[0]).map(({ status }) => status)).toEqual([
      'MET',
      'NEAR',
      'MISSED',
      'MET',
      'MET',
      'NOT_REPORTED',
    ]);
    expect(lastMonths([{ status: 'BLANK' }])).toEqual([]);
  });
});

describe('A goal in words', () => {
  it('says the way done and the plan, also where it went the wrong way', () => {
    expect(attainmentInWords(0.357, false)).toBe('36% of the way');
    expect(attainmentInWords(-0.1, false)).toBe('10% of the way in the wrong direction');
    expect(attainmentInWords(1.2, false)).toBe('past the target: 120% of the way');
    expect(attainmentInWords(0.8, true)).toBe('held in 80% of the reported periods');
    expect([paceInWords(-0.466), paceInWords(0.2), paceInWords(0.001)]).toEqual([
      '47% of the whole way behind the plan',
      '20% of the whole way ahead of the plan',
      'on plan',
    ]);
  });

  it('never rounds a plan to look like an actual that differs from it', () => {
    expect(planInWords(4.863, 5, 'COUNT')).toBe('4.9');
    expect(planInWords(3.96, 4, 'COUNT')).toBe('3.96');
    expect(planInWords(3.996, 4, 'COUNT')).toBe('3.996');
    expect(planInWords(4, 4, 'COUNT')).toBe('4');
    expect(planInWords(0.7273, 0.719, 'PROPORTION')).toBe('72.7%');
  });
});
