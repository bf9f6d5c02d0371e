import { Allowance } from './allowance.js';

describe('An allowance', () => {
  let now = 0;
  const taking = (ms: number) => () => {
    now += ms;
    return 'done';
  };
  const tenth = (): Allowance => {
    now = 0;
    return new Allowance(0.1, 100, () => now);
  };

  it('lets work be done until what was saved is spent, and pays back what went beyond', () => {
    const allowance = tenth();
    expect(allowance.spend(taking(60))).toBe('done');
    expect(allowance.spend(taking(60))).toBe('done');
    expect(allowance.spend(taking(1))).toBeUndefined();
    // It owes eight by now, and earns a tenth of the time that passes.
    now += 75;
    expect(allowance.spend(taking(1))).toBeUndefined();
    now += 75;
    expect(allowance.spend(taking(1))).toBe('done');
  });

  it('saves no more than its limit, however long nothing is asked of it', () => {
    const allowance = tenth();
    now += 1_000_000;
    expect(allowance.spend(taking(100))).toBe('done');
    expect(allowance.spend(taking(1))).toBe('done');
    expect(allowance.spend(taking(100))).toBe('done');
    expect(allowance.spend(taking(1))).toBeUndefined();
  });

  it('counts work that failed', () => {
    const allowance = tenth();
    const failing = () => {
      now += 200;
      throw new Error('no');
    };
    expect(() => allowance.spend(failing)).toThrow('no');
    expect(allowance.spend(taking(1))).toBeUndefined();
  });
});
