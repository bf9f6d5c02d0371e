import type { Point } from './chart-documents.js';
import { pointInWords, targetInWords } from './point-words.js';

const point = (more: Partial<Point>): Point => ({
  period: '2026-04',
  date: '2026-04-01',
  value: 0.5,
  numerator: null,
  denominator: null,
  mean: null,
  lower: null,
  upper: null,
  displayLower: null,
  displayUpper: null,
  missing: false,
  ghost: false,
  ghostBecause: null,
  provisional: false,
  movingRange: null,
  type: 'COMMON_CAUSE',
  reasons: [],
  segment: 0,
  target: null,
  ...more,
});

describe('What a point says', () => {
  it('is its figure first, then what it means and why', () => {
    const said = pointInWords(point({ type: 'CONCERN', reasons: ['7 points in a row fall'], numerator: 3, denominator: 6 }), 'PROPORTION');
    expect(said).toEqual(['Apr 2026: 50% (3 of 6).', 'Special cause, the worse way.', '7 points in a row fall.']);
  });

  it('is that nothing was reported, where nothing was', () => {
    expect(pointInWords(point({ missing: true, value: null }), '')).toEqual(['Apr 2026: not reported.']);
  });

  it('gives the reason why it is left out, and judges it by nothing else', () => {
    const said = pointInWords(point({ ghost: true, ghostBecause: 'A pipe burst', reasons: ['not judged'] }), '');
    expect(said.slice(1)).toEqual(['Left out of the limits: A pipe burst.']);
  });

  it('names what was remarked about its period, and that limits begin anew in it', () => {
    const remarks = [
      { number: 2, period: '2026-04', text: 'New rota.' },
      { number: 3, period: '2026-05', text: 'Elsewhere.' },
    ];
    const anew = { from: '2026-04', on: '2026-05-01', reason: 'Another way of working', referenceText: null, by: { id: '1', name: 'A' } };
    expect(pointInWords(point({}), '', { remarks, recalculations: [anew] }).slice(2)).toEqual([
      'Limits begin anew here: Another way of working.',
      'Remark 2: New rota.',
    ]);
  });

  it('names a target as a value or a range', () => {
    expect(targetInWords({ target: { value: 0.8, lo: null, hi: null } }, 'PROPORTION')).toBe('80%');
    expect(targetInWords({ target: { value: null, lo: 2, hi: 4 } }, '')).toBe('2 to 4');
    expect(targetInWords({ target: null }, '')).toBe('–');
  });
});
