import { as, happened, logOf, seen } from '#testing';
import type { SealEvents } from '../seal/seal.events.js';
import { sealsIn, sealsView } from '../views/seals.view.js';
import { lastSeal, sealBefore, sealCovering } from './seals.reading.js';

const digest = 'a'.repeat(64);
const placed = (ordinal: number, previousSeal: string | null) => ({
  type: 'SealPlaced' as const,
  data: { ordinal, lastEventId: `e-${ordinal}`, digest, previousSeal },
  by: as('chair', 'cy'),
  meta: { reason: `meeting ${ordinal}` },
});
const sight = seen(sealsView)(...logOf(happened<SealEvents>('seal', 'seals', placed(10, null), placed(25, 'event-1'))));
const { tables } = sight.sighting;

describe('the seals view', () => {
  it('keeps each seal with who placed it, when and why', () =>
    sight.asOf(1).shows(({ tables: then }) => sealsIn(then), [
      {
        ...placed(10, null).data,
        event: expect.any(String) as string,
        position: 1,
        version: 1,
        at: '2026-03-02T08:00:00.000Z',
        on: '2026-03-02',
        by: as('chair', 'cy'),
        reason: 'meeting 10',
        commandId: expect.any(String) as string,
      },
    ] as never));
});

describe('which seal vouches for a position', () => {
  it('is the first that reaches to it', () => {
    expect([1, 10, 11, 25].map((position) => sealCovering(tables as never, position)?.ordinal)).toEqual([10, 10, 25, 25]);
  });

  it('is none while no seal reaches so far', () => expect(sealCovering(tables as never, 26)).toBeUndefined());
});

describe('where a chain is computed from', () => {
  it('is the last seal that ends before the position', () => {
    expect([1, 10, 11, 25, 26].map((position) => sealBefore(tables as never, position)?.ordinal)).toEqual([
      undefined,
      undefined,
      10,
      10,
      25,
    ]);
    expect(lastSeal(tables as never)?.ordinal).toBe(25);
  });
});
