import { figureInWords, measuredInWords, partInWords, statedInWords, stepInWords } from './figures.js';

describe('a figure', () => {
  it.each([
    [25.1304, 'COUNT', '25.13'],
    [14_215, 'COUNT', '14,215'],
    [1_234_567.8, 'COUNT', '1,234,568'],
    [0.7564, 'PROPORTION', '75.6%'],
    [0.9996, 'PROPORTION', '99.96%'],
    [1, 'PROPORTION', '100%'],
  ])('of %s in %s is %s', (value, unit, words) => expect(figureInWords(value, unit)).toBe(words));

  it('keeps every digit it was stated with', () => {
    expect(statedInWords('14215.75', 'RATE')).toBe('14,215.75');
    expect(statedInWords('0.07125', 'PROPORTION')).toBe('7.125%');
    expect(measuredInWords('0.07', { kind: 'PROPORTION', unitOfMeasure: 'of appointments' })).toBe('7%');
    expect(measuredInWords('10800', { kind: 'COUNT', unitOfMeasure: 'people' })).toBe('10,800 people');
  });

  it('lies apart from another by points, where they are shares', () => {
    expect([stepInWords(0.067, 'PROPORTION'), stepInWords(0.01, 'PROPORTION'), stepInWords(12, 'COUNT')]).toEqual([
      '6.7 points',
      '1 point',
      '12',
    ]);
  });

  it('is no whole where something lacks', () =>
    expect([0.934, 0.997, 1, 0.002, 0].map(partInWords)).toEqual(['93%', '99%', '100%', '1%', '0%']));
});
