import { figureInWords, perCentInWords } from './figures.js';

describe('A share in per cent', () => {
  it.each([
    [0.357, 0, '36%'],
    [0.3575, 1, '35.8%'],
    [-0.1, 0, '-10%'],
    [-0.001, 0, '0%'],
    [12, 0, '1,200%'],
  ] as const)('%d to %d digits is %s', (share, digits, words) => expect(perCentInWords(share, digits)).toBe(words));

  it('is what a proportion reads as, and nothing else', () => {
    expect(figureInWords(0.7421, 'PROPORTION')).toBe('74.2%');
    expect(figureInWords(0.7421, 'RATE')).toBe('0.7421');
  });
});
