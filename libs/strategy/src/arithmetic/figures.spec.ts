import fc from 'fast-check';
import { compare, dividedBy, figure, isFigure, isZero, minus, negative, plus, rounded, sumOf, times } from './figures.js';

/** Any figure of up to 15 digits. */
const figures = fc
  .tuple(fc.bigInt({ min: -999_999_999_999_999n, max: 999_999_999_999_999n }), fc.nat(12))
  .map(([digits, places]) => figure(`${digits}e-${places}`)!);

describe('a figure', () => {
  it('has one form', () => {
    const forms: [string | number, string][] = [
      ['1.50', '1.5'],
      ['+3', '3'],
      ['-0.0', '0'],
      [-0, '0'],
      ['1e3', '1000'],
      ['1.2e-7', '0.00000012'],
      [1e-7, '0.0000001'],
      [1e21, '1000000000000000000000'],
      ['.5', '0.5'],
      ['7.', '7'],
      ['007', '7'],
      ['123456789012345', '123456789012345'],
      ['-0.95', '-0.95'],
    ];
    for (const [given, form] of forms) expect([given, figure(given)]).toEqual([given, form]);
  });

  it('is not made of anything else, and is never rounded in secret', () => {
    for (const given of [
      '',
      ' 1',
      '1 ',
      '1,5',
      '0x10',
      'NaN',
      'Infinity',
      '--1',
      '1e',
      'e5',
      '1e999',
      '1234567890123456',
      '0.1234567890123456',
      '9'.repeat(70),
      '1e31',
      '1e-31',
    ])
      expect([given, figure(given)]).toEqual([given, null]);
    for (const given of [Number.NaN, Number.POSITIVE_INFINITY, 0.1 + 0.2, 5e-324]) expect([given, figure(given)]).toEqual([given, null]);
  });

  it('is recognised by its form', () => {
    expect(['0', '-3', '0.95', '1000'].every(isFigure)).toBe(true);
    expect(['-0', '1.0', '1e3', '+1', '00', '.5', '', 1, null, undefined].some(isFigure)).toBe(false);
  });

  it('is its own form, whatever it was made from', () => {
    fc.assert(fc.property(figures, (each) => expect(isFigure(each)).toBe(true)));
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), (number) => {
        const made = rounded(Math.abs(number) < 1e-12 ? 0 : number)!;
        expect(isFigure(made)).toBe(true);
        expect(Math.abs(Number(made) - number)).toBeLessThanOrEqual(Math.max(1e-14 * Math.abs(number), 1e-12));
      }),
    );
  });
});

describe('arithmetic on figures', () => {
  it('is exact where binary numbers are not', () => {
    expect(plus('0.1', '0.2')).toBe('0.3');
    expect(minus('0.3', '0.1')).toBe('0.2');
    expect(times('1.1', '1.1')).toBe('1.21');
    expect(sumOf(['0.1', '0.1', '0.1', '-0.3'])).toBe('0');
    expect(sumOf([])).toBe('0');
    expect(negative('0')).toBe('0');
    expect(negative('-2.5')).toBe('2.5');
    expect(isZero('0') && !isZero('0.000001')).toBe(true);
    expect([compare('0.10', '0.1'), compare('-1', '0'), compare('10', '9')]).toEqual([0, -1, 1]);
  });

  it('rounds quotients once, to 15 significant digits, and divides nothing by zero', () => {
    expect(dividedBy('1', '3')).toBe('0.333333333333333');
    expect(dividedBy('2', '3')).toBe('0.666666666666667');
    expect(dividedBy('0.000002', '300000')).toBe('0.00000000000666666666666667');
    expect(dividedBy('-2', '3')).toBe('-0.666666666666667');
    expect(dividedBy('0', '-3')).toBe('0');
    expect(dividedBy('1', '0')).toBeNull();
    expect(rounded('1.23456789012345678')).toBe('1.23456789012346');
    expect(rounded(Number.NaN)).toBeNull();
  });

  it('keeps the laws of numbers', () => {
    fc.assert(
      fc.property(figures, figures, figures, (a, b, c) => {
        expect(plus(a, b)).toBe(plus(b, a));
        expect(plus(plus(a, b), c)).toBe(sumOf([c, b, a]));
        expect(minus(plus(a, b), b)).toBe(a);
        expect(times(a, plus(b, c))).toBe(plus(times(a, b), times(a, c)));
        expect(plus(a, negative(a))).toBe('0');
        expect(compare(a, b)).toBe(compare(minus(a, b), '0'));
        if (!isZero(b)) expect(dividedBy(times(a, b), b)).toBe(a);
      }),
    );
  });
});
