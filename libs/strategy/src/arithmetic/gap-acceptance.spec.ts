import { isCovered, whyAcceptanceIsVoid, type AcceptedGap } from './gap-acceptance.js';

const accepted = { coverage: '0.8', gap: '40', reviewOn: '2026-07-01' };

const count = { kind: 'COUNT' } as const;
const whyVoid = (acceptance: AcceptedGap, gap: string | null, today: string, measure: Parameters<typeof whyAcceptanceIsVoid>[3] = count) =>
  whyAcceptanceIsVoid(acceptance, { gap }, today, measure);

describe('an accepted gap', () => {
  it('holds while it has not grown and its review has not passed', () => {
    expect(whyVoid(accepted, '40', '2026-07-01')).toBeNull();
    expect(whyVoid(accepted, '12', '2026-06-01')).toBeNull();
    expect(whyVoid({ ...accepted, gap: null }, null, '2026-06-01')).toBeNull();
  });

  it('is void once the gap is larger, has become known or unknown, or the review was due', () => {
    expect(whyVoid(accepted, '40.1', '2026-06-01')).toBe('the gap has grown from 40 to 40.1');
    expect(whyVoid(accepted, null, '2026-06-01')).toBe('the gap can no longer be computed');
    expect(whyVoid({ ...accepted, gap: null }, '1', '2026-06-01')).toBe('the gap was not known then and is 1 now');
    expect(whyVoid(accepted, '40', '2026-07-02')).toBe('the review was due on 1 July 2026');
  });

  it('of shares has grown in per cent', () => {
    const share = { kind: 'PROPORTION' } as const;
    expect(whyVoid({ ...accepted, gap: '0.03' }, '0.045', '2026-06-01', share)).toBe('the gap has grown from 3% to 4.5%');
    expect(whyVoid({ ...accepted, gap: null }, '0.045', '2026-06-01', share)).toBe('the gap was not known then and is 4.5% now');
  });

  it('covers a parent as long as it holds; full coverage needs none', () => {
    expect(isCovered({ sufficient: false, gap: '40' }, accepted, '2026-06-01')).toBe(true);
    expect(isCovered({ sufficient: false, gap: '41' }, accepted, '2026-06-01')).toBe(false);
    expect(isCovered({ sufficient: false, gap: '40' }, null, '2026-06-01')).toBe(false);
    expect(isCovered({ sufficient: true, gap: '0' }, null, '2026-06-01')).toBe(true);
  });
});
