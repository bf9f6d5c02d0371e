import { offeredAmount, ownInForce, whatIf, type Sums } from './what-if.js';

const line = (thread: string, standing: string, amount: string | null, unitWeight: string | null = null) => ({
  thread,
  standing,
  amount,
  unitWeight,
});
const sums: Sums = {
  state: 'COMPUTED',
  need: '155',
  inForce: '144',
  committed: '132',
  expected: null,
  lines: [line('surgery', 'COMMITTED', '132'), line('medicine', 'DIRECTED', '12'), line('medicine', 'TENTATIVE', '8')],
};

describe('What if', () => {
  it('an offer were accepted: it comes on top of what is in force', () => {
    expect(whatIf(sums, [])).toEqual({ inForce: 144, gap: 11, coverage: 0.929032258065 });
    expect(whatIf(sums, [8, 5.5])).toEqual({ inForce: 157.5, gap: -2.5, coverage: 1.01612903226 });
  });

  it('adds decimals without their dust', () => {
    expect(whatIf({ ...sums, need: '0.3', inForce: '0.1' }, [0.2])).toEqual({ inForce: 0.3, gap: 0, coverage: 1 });
  });

  it('says nothing where nothing is added up', () => {
    expect(whatIf({ ...sums, state: 'INFLUENCE' }, [1])).toBeNull();
    expect(whatIf({ ...sums, need: null }, [1])).toBeNull();
    expect(whatIf({ ...sums, committed: null }, [1])).toBeNull();
  });

  it('takes a thread’s own part out, the signed and the directed one, and no tentative one', () => {
    expect(ownInForce(sums, 'medicine')).toBe(12);
    expect(ownInForce(sums, 'nobody')).toBe(0);
  });
});

describe('What an offer counts for', () => {
  const offer = { link: 'CONTRIBUTES', contribution: { amount: '20', conversion: null }, measured: { target: '80' } };
  const parent = { jop: '100', target: '50' };

  it('is what it states, where contributions are added up', () => {
    expect(offeredAmount(sums, parent, 'new', offer, null)).toBe(20);
    expect(offeredAmount(sums, parent, 'new', { ...offer, contribution: null }, null)).toBeNull();
  });

  it('is its weighted improvement, where figures are pooled and its part is known', () => {
    const pooled = { ...sums, expected: '70', lines: [line('known', 'COMMITTED', '5', '0.25')] };
    expect(offeredAmount(pooled, parent, 'known', offer, null)).toBe(5);
    expect(offeredAmount(pooled, { jop: '60', target: '90' }, 'known', offer, null)).toBe(5);
    expect(offeredAmount(pooled, parent, 'known', offer, '0.5')).toBe(5);
    expect(offeredAmount(pooled, parent, 'new', offer, '0.5')).toBe(10);
    expect(offeredAmount(pooled, parent, 'new', offer, null)).toBeNull();
    expect(offeredAmount(pooled, parent, 'new', { ...offer, contribution: { amount: '3', conversion: 'because' } }, null)).toBe(3);
  });
});
