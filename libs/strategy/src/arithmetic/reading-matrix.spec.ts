import { assurances, variations } from '#spc';
import { assuranceClasses, expectedFalseIcons, readingMatrix, readTogether, variationClasses } from './reading-matrix.js';

describe('the reading matrix', () => {
  it('has every pair of icons once, and a sentence of its own for each', () => {
    const pairs = variationClasses.flatMap((variation) => assuranceClasses.map((assurance) => `${variation} ${assurance}`));
    expect(readingMatrix.map(({ variation, assurance }) => `${variation} ${assurance}`).sort()).toEqual(pairs.sort());
  });

  it('reads every pair of icons an engine can give, and a missing one', () => {
    for (const variation of [...variations, null])
      for (const assurance of [...assurances, null]) {
        const { place, sentence } = readTogether(variation, assurance);
        expect(readingMatrix[place]?.sentence).toBe(sentence);
      }
  });

  it('puts what gets worse and fails first, and what is steady and passes last', () => {
    expect(readTogether('concern_high', 'consistent_fail').place).toBe(0);
    expect(readTogether('common_cause', 'consistent_pass').place).toBe(readingMatrix.length - 1);
    const places = [
      readTogether('common_cause', 'consistent_fail'),
      readTogether('concern_low', 'inconsistent'),
      readTogether('concern_low', 'consistent_pass'),
      readTogether('common_cause', 'inconsistent'),
      readTogether('improvement_low', 'consistent_pass'),
    ].map(({ place }) => place);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('says what the two icons mean together', () => {
    expect(readTogether('improvement_high', 'consistent_fail').sentence).toBe(
      'It improves and its target is not yet within reach: keep going.',
    );
    expect(readTogether('common_cause', 'consistent_fail').sentence).toContain('the system itself must change');
    expect(readTogether('concern_high', 'consistent_pass').sentence).toContain('find the cause before it fails');
  });
});

describe('icons by chance', () => {
  it('are about two in a hundred with six points in a row, fewer with seven, none where no rule of that kind speaks', () => {
    expect(expectedFalseIcons(Array<number>(100).fill(6))).toBeCloseTo(2.3, 9);
    expect(expectedFalseIcons(Array<number>(100).fill(7))).toBeCloseTo(1.3, 9);
    expect(expectedFalseIcons([8])).toBe(expectedFalseIcons([7]));
    expect(expectedFalseIcons([])).toBe(0);
  });
});
