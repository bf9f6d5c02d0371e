import { months } from '../../testing/src/months.js';
import { chartOf, type Chart, type Options, type Point } from './index.js';

const shares = (values: readonly number[]): readonly Point[] => months(values.map((each) => each / 1_000));
const steady = [742, 748, 742, 748, 742, 748, 742, 748, 742, 748, 742, 748, 742, 748];
const moved = shares([...steady, 745, ...Array.from({ length: 12 }, (_, index) => 769 + (index % 2) * 2), 790.04]);

const textsOf = ({ variationText, assuranceText, suggestion, points, warnings }: Chart): readonly string[] => [
  variationText,
  assuranceText,
  ...(suggestion ? [suggestion.because] : []),
  ...points.flatMap(({ reasons }) => reasons),
  // How neighbours correlate is no share.
  ...warnings.filter(({ code }) => code !== 'AUTOCORRELATED').map(({ text }) => text),
];
const isShare = /(?<![\d.,])0\.\d/;

describe('The sentences of a chart of shares', () => {
  it.each<[string, readonly Point[], Options]>([
    ['a shift, a target and a point beyond a limit', moved, { baselinePoints: 14, target: 0.76 }],
    ['a range', moved, { direction: 'neutral', target: [{ lo: 0.7, hi: 0.8 }] }],
    ['a target that is not judged', moved, { direction: 'neutral', target: 0.76 }],
    ['a trend', shares([...steady, 750, 751, 752, 753, 754, 755, 756]), {}],
    ['ordinary variation', shares(steady), { target: 0.745 }],
    ['no variation', shares(steady.map(() => 745)), {}],
  ])('say percentages of %s where they are asked to, and nothing else differs', (_, points, options) => {
    const plain = chartOf(points, options);
    const inPercent = chartOf(points, { ...options, inPercent: true });
    expect(textsOf(plain).some((text) => isShare.test(text))).toBe(true);
    expect(textsOf(inPercent).filter((text) => isShare.test(text))).toEqual([]);
    expect(textsOf(inPercent).some((text) => /\d%/.test(text))).toBe(true);
    const figures = ({ points: drawn, segments, variation, assurance, options: told }: Chart) => [
      drawn.map(({ reasons: __, ...point }) => point),
      segments,
      variation,
      assurance,
      told,
    ];
    expect(figures(inPercent)).toEqual(figures(plain));
  });

  it('tell two percentages apart that are not the same', () => {
    const points = Array.from({ length: 24 }, (_, index) => ({
      date: `${2024 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`,
      numerator: index === 23 ? 9_000 : 8_000 + (index % 2) * 20,
      denominator: 10_000,
    }));
    const chart = chartOf(points, { chart: 'p', inPercent: true });
    expect(chart.points.at(-1)!.reasons).toEqual([
      expect.stringMatching(/^90% on 1 Dec 2025 lies above the upper limit of 8\d\.\d+% for a denominator of 10,000\.$/),
    ]);
  });
});
