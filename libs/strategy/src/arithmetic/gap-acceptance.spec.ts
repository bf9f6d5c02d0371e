import { isCovered, whyAcceptanceIsVoid } from './gap-acceptance.js';

const accepted = { coverage: '0.8', gap: '40', reviewOn: '2026-07-01' };

describe('an accepted gap', () => {
  it('holds while it has not grown and its review has not passed', () => {
    expect(whyAcceptanceIsVoid(accepted, { gap: '40' }, '2026-07-01')).toBeNull();
    expect(whyAcceptanceIsVoid(accepted, { gap: '12' }, '2026-06-01')).toBeNull();
    expect(whyAcceptanceIsVoid({ ...accepted, gap: null }, { gap: null }, '2026-06-01')).toBeNull();
  });

  it('is void once the gap is larger, has become known or unknown, or the review was due', () => {
    expect(whyAcceptanceIsVoid(accepted, { gap: '40.1' }, '2026-06-01')).toBe('the gap has grown from 40 to 40.1');
    expect(whyAcceptanceIsVoid(accepted, { gap: null }, '2026-06-01')).toBe('the gap can no longer be computed');
    expect(whyAcceptanceIsVoid({ ...accepted, gap: null }, { gap: '1' }, '2026-06-01')).toBe('the gap was not known then and is 1 now');
    expect(whyAcceptanceIsVoid(accepted, { gap: '40' }, '2026-07-02')).toBe('the review was due on 1 July 2026');
  });

  it('covers a parent as long as it holds; full coverage needs none', () => {
    expect(isCovered({ sufficient: false, gap: '40' }, accepted, '2026-06-01')).toBe(true);
    expect(isCovered({ sufficient: false, gap: '41' }, accepted, '2026-06-01')).toBe(false);
    expect(isCovered({ sufficient: false, gap: '40' }, null, '2026-06-01')).toBe(false);
    expect(isCovered({ sufficient: true, gap: '0' }, null, '2026-06-01')).toBe(true);
  });
});
