import { KeptReadings } from './kept-readings.js';

describe('kept readings', () => {
  const falls = { measure: 'falls' };
  const readAnew = (kept: KeptReadings<string>, record: object, beside: string): boolean => {
    let isNew = false;
    kept.of([record], beside, () => {
      isNew = true;
      return beside;
    });
    return isNew;
  };

  it('are kept by the very records and the words beside them', () => {
    const kept = new KeptReadings<string>(100, ({ length }) => length);
    expect(readAnew(kept, falls, 'known')).toBe(true);
    expect(readAnew(kept, falls, 'known')).toBe(false);
    expect(readAnew(kept, falls, 'published')).toBe(true);
    expect(readAnew(kept, { ...falls }, 'known')).toBe(true);
  });

  it('give way to newer ones where there is no room, those not asked for longest first', () => {
    const kept = new KeptReadings<string>(3, ({ length }) => length);
    for (const beside of ['a', 'b', 'c', 'a', 'd']) readAnew(kept, falls, beside);
    expect(['c', 'a', 'd'].map((beside) => readAnew(kept, falls, beside))).toEqual([false, false, false]);
    expect(readAnew(kept, falls, 'b')).toBe(true);
  });

  it('are not kept where one alone is too large', () => {
    const kept = new KeptReadings<string>(3, ({ length }) => length);
    readAnew(kept, falls, 'abc');
    expect(readAnew(kept, falls, 'large')).toBe(true);
    expect(readAnew(kept, falls, 'large')).toBe(true);
    expect(readAnew(kept, falls, 'abc')).toBe(false);
  });
});
