import { ViewLag } from './view-lag.js';

const start = Date.parse('2026-11-22T09:00:00.000Z');

/** A log of so many events, one a second, the first at the start. */
const logOf = (events: number) => ({
  head: () => Promise.resolve({ position: events, recordedAt: null }),
  async *readAllRaw({ after = 0 }: { after?: number } = {}) {
    await Promise.resolve();
    yield { caughtUp: true, events: [{ recordedAt: new Date(start + after * 1_000).toISOString() }] as never[] };
  },
});

describe('The lag of the views', () => {
  it('is nothing where they have folded everything', async () => {
    expect(await new ViewLag({ position: 5 }, logOf(5), () => start).measure()).toEqual({ events: 0, seconds: 0 });
  });

  it('counts events, and the time since the oldest not folded was recorded', async () => {
    expect(await new ViewLag({ position: 3 }, logOf(5), () => start + 10_000).measure()).toEqual({ events: 2, seconds: 7 });
  });

  it('is no time at all while they fold, nor by a clock that stepped back', async () => {
    const views = { position: 3 };
    const folding = { ...logOf(5), readAllRaw: (read: object) => ((views.position = 4), logOf(5).readAllRaw(read)) };
    expect(await new ViewLag(views, folding, () => start + 10_000).measure()).toEqual({ events: 1, seconds: 0 });
    expect(await new ViewLag({ position: 3 }, logOf(5), () => start).measure()).toEqual({ events: 2, seconds: 0 });
  });

  it('is asked of the log once for all who ask together, and again afterwards', async () => {
    let asked = 0;
    const counting = { ...logOf(5), head: () => (asked++, logOf(5).head()) };
    const lag = new ViewLag({ position: 5 }, counting, () => start);
    await Promise.all([lag.measure(), lag.measure()]);
    await lag.measure();
    expect(asked).toBe(2);
  });

  it('cannot be told by a log that fails or is silent', async () => {
    const failing = { ...logOf(5), head: () => Promise.reject(new Error('gone')) };
    await expect(new ViewLag({ position: 5 }, failing, () => start).measure()).rejects.toThrow('gone');
    jest.useFakeTimers();
    try {
      const silent = { ...logOf(5), head: () => new Promise<never>(() => {}) };
      const asking = new ViewLag({ position: 5 }, silent, () => start).measure();
      jest.advanceTimersByTime(2_001);
      await expect(asking).rejects.toMatchObject({ code: 'LOG_SILENT' });
    } finally {
      jest.useRealTimers();
    }
  });
});
