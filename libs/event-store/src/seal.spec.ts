import fc from 'fast-check';
import { printedSeal, readSeal } from './seal.js';

const digest = 'c7c000e5abe6e54137a79b422b5a08eb67288965638b78344961fe4322ec4ee7';
const hex64 = fc.stringMatching(/^[0-9a-f]{64}$/);

describe('a printed seal', () => {
  it('fits on a line of board minutes', () => {
    expect(printedSeal({ ordinal: 42_107, digest })).toBe('HS-42107-RZ00-1SDB-WVJM-2DX7-KD12-PPG8-XDKJ-H2B5-C8');
  });

  it('is read as what it was made of', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 50 }), hex64, (ordinal, made) => {
        expect(readSeal(printedSeal({ ordinal, digest: made }))).toEqual({ ordinal, digestStart: made.slice(0, 40) });
      }),
    );
  });

  it('may be typed in lower case, with blanks, and with letters that look like digits', () => {
    const text = printedSeal({ ordinal: 42_107, digest });
    expect(readSeal(`  ${text.toLowerCase().replaceAll('-', ' - ').replaceAll('0', 'o')} `)).toEqual(readSeal(text));
  });

  it('tells a slip of the pen from an altered log', () => {
    const text = printedSeal({ ordinal: 42_107, digest });
    expect(readSeal(text.replace('42107', '42108'))).toMatch(/was mistyped/);
    expect(readSeal(text.replace('RZ00', 'ZR00'))).toMatch(/was mistyped/);
  });

  it('may also be the position and the whole digest', () => {
    expect(readSeal(`7:${digest.toUpperCase()}`)).toEqual({ ordinal: 7, digestStart: digest });
  });

  it.each(['', 'HS', 'HS-0-RZ00', `0:${digest}`, `7:${digest.slice(1)}`, 'HS-42107-RZ00-1SDB'])(
    'is not %p, and a sentence says what one looks like',
    (text) => {
      expect(readSeal(text)).toMatch(/is no seal: it reads HS-1234/);
    },
  );
});
