import { beforeTheFirst, followChain } from './chaining.js';
import { eventHash } from './envelope.js';
import type { Batch, LogRead, RawEvent } from './port.js';
import { verifyLog } from './verify.js';

const event = (ordinal: number, data = `{"round":${ordinal}}`): RawEvent => {
  const written = {
    ordinal,
    stream: 'hoshin.thread-a',
    version: ordinal,
    id: `00000000-0000-4000-8000-${String(ordinal).padStart(12, '0')}`,
    type: 'thread.ball-served',
    schema: 1,
    data,
    meta: '{}',
    recordedAt: '2026-11-22T09:00:00.000Z',
  };
  return { ...written, eventHash: eventHash(written) };
};
const logOf = (...events: readonly RawEvent[]) => ({
  async *readAllRaw({ after = 0, upTo = Infinity }: LogRead = {}): AsyncGenerator<Batch<RawEvent>> {
    yield { events: events.filter(({ ordinal }) => ordinal > after && ordinal <= upTo), caughtUp: true };
  },
});
const good = [1, 2, 3, 4, 5].map((ordinal) => event(ordinal));

describe('followChain', () => {
  it('comes to what a verification from the first event on comes to, in one go or from point to point', async () => {
    const { chainDigest } = await verifyLog(logOf(...good).readAllRaw());
    const log = logOf(...good);
    const { reached: halfway } = await followChain(log, beforeTheFirst, 3);
    expect(halfway.ordinal).toBe(3);
    expect(await followChain(log, halfway, 5)).toEqual({ reached: { ordinal: 5, digest: chainDigest }, firstBad: null });
    expect(await followChain(log, beforeTheFirst, 5)).toEqual({ reached: { ordinal: 5, digest: chainDigest }, firstBad: null });
  });

  it('ends before an event that was altered, is missing or never came, and names it', async () => {
    const altered = good.map((one) => (one.ordinal === 4 ? { ...one, data: '{"round":9}' } : one));
    expect(await followChain(logOf(...altered), beforeTheFirst, 5)).toMatchObject({
      reached: { ordinal: 3 },
      firstBad: { ordinal: 4, problem: 'its hash differs from its stored text' },
    });
    expect(await followChain(logOf(...good.toSpliced(1, 1)), beforeTheFirst, 5)).toMatchObject({
      firstBad: { ordinal: 3, problem: 'number 3 follows 1' },
    });
    expect(await followChain(logOf(...good), beforeTheFirst, 7)).toMatchObject({
      firstBad: { ordinal: 6, problem: 'the log ends at position 5' },
    });
  });
});
