import { saidDay, saidInterval, saidMeasured, saidPeriod, saidShare, saidSpan, saidValue } from './in-words.js';

describe('a share in words', () => {
  it.each([
    [0.087812, '8.8%'],
    [0.5, '50%'],
    [2 / 3, '66.7%'],
    [1, '100%'],
    [1.25, '125%'],
    [-0.031, '-3.1%'],
    [0, '0%'],
    [0.00042, '0.042%'],
  ])('of %d is %s', (share, words) => expect(saidShare(share)).toBe(words));

  it('is an interval only where it reads as one', () =>
    expect([saidInterval(0.5, 0.5), saidInterval(0.375, 0.625)]).toEqual(['50%', '37.5% to 62.5%']));
});

describe('a figure in words', () => {
  const share = { kind: 'PROPORTION', unitOfMeasure: 'of beds' } as const;
  const count = { kind: 'COUNT', unitOfMeasure: 'falls' } as const;

  it('is in per cent where it is a share, with every digit that was stated', () =>
    expect([saidValue(share, '0.9213'), saidMeasured(share, '0.07'), saidValue(share, 2 / 3)]).toEqual(['92.13%', '7%', '66.67%']));

  it('is as it was stated where it is anything else, and to four digits where it was computed', () =>
    expect([saidValue(count, '38'), saidMeasured(count, '38'), saidValue(count, 37.692307)]).toEqual(['38', '38 falls', '37.69']));
});

describe('a day and a period in words', () => {
  it.each([
    ['2026-04-01', '1 April 2026'],
    ['2026-04', 'April 2026'],
    ['2026-Q2', 'April to June 2026'],
    ['2026-W14', 'the week from 30 March 2026'],
  ])('%s is %s', (period, words) => expect(saidPeriod(period)).toBe(words));

  it('stay as they were written where there is no such day or period', () =>
    expect([saidDay('tomorrow'), saidPeriod('2026-W60'), saidPeriod('2026-13'), saidPeriod('')]).toEqual([
      'tomorrow',
      '2026-W60',
      '2026-13',
      '',
    ]));

  it('are a stretch from the first to the last', () =>
    expect([saidSpan('2026-04', '2026-04'), saidSpan('2026-04', '2026-06')]).toEqual(['April 2026', 'April 2026 to June 2026']));
});
