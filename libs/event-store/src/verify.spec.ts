import type { Batch, RawEvent } from './port.js';
import { eventHash, sha256 } from './envelope.js';
import { printedSeal, readSeal, type PublishedSeal } from './seal.js';
import { stepBackMaxMs, verifyLog, type RedactedEvent, type VerifiableEvent } from './verify.js';

const id = (ordinal: number): string => `00000000-0000-4000-8000-${String(ordinal).padStart(12, '0')}`;
const stream = (letter: string): string => `hoshin.thread-${letter}`;

/** A good event at this place in the log; what is changed is hashed as if it had been written so. */
const event = (ordinal: number, letter: string, version: number, over: Partial<RawEvent> = {}): RawEvent => {
  const written = {
    ordinal,
    stream: stream(letter),
    version,
    id: id(ordinal),
    type: 'thread.ball-served',
    schema: 1,
    data: `{"round":${ordinal}}`,
    meta: '{}',
    recordedAt: new Date(Date.UTC(2026, 10, 22, 9, ordinal)).toISOString(),
    ...over,
  };
  return { ...written, eventHash: eventHash(written) };
};
const good = (): RawEvent[] => [event(1, 'a', 1), event(2, 'b', 1), event(3, 'a', 2), event(4, 'a', 3)];

async function* batches<Event extends VerifiableEvent>(events: readonly Event[]): AsyncGenerator<Batch<Event>> {
  for (let start = 0; start < events.length; start += 2)
    yield { events: events.slice(start, start + 2), caughtUp: start + 2 >= events.length };
}

describe('verifyLog', () => {
  it('finds an untouched log good, and an empty one', async () => {
    expect(await verifyLog(batches(good()))).toMatchObject({ events: 4, head: 4, firstBad: null, warnings: [] });
    expect(await verifyLog(batches([]))).toEqual({
      events: 0,
      head: 0,
      chainDigest: '0'.repeat(64),
      redacted: 0,
      seals: 0,
      sealedUpTo: 0,
      firstBad: null,
      warnings: [],
    });
  });

  it('gives equal logs equal chains, and logs that differ in one hash different ones', async () => {
    const [one, same] = [await verifyLog(batches(good())), await verifyLog(batches(good()))];
    const other = await verifyLog(batches([...good().slice(0, 3), event(4, 'a', 3, { data: '{"round":5}' })]));
    expect(same.chainDigest).toBe(one.chainDigest);
    expect(other.chainDigest).not.toBe(one.chainDigest);
  });

  it.each<[string, RawEvent[], number, RegExp]>([
    ['a gap in the numbers', [event(1, 'a', 1), event(3, 'a', 2)], 3, /number 3 follows 1/],
    ['a number twice', [event(1, 'a', 1), event(1, 'a', 2)], 1, /number 1 follows 1/],
    ['a missing beginning', [event(2, 'a', 1)], 2, /number 2 follows 0/],
    ['a gap in the versions of a stream', [event(1, 'a', 1), event(2, 'a', 3)], 2, /version 3 where 2 is next/],
    ['a stream that does not begin with version 1', [event(1, 'a', 1), event(2, 'b', 2)], 2, /version 2 where 1 is next/],
    ['altered data', [event(1, 'a', 1), { ...event(2, 'a', 2), data: '{"round":9}' }], 2, /hash differs/],
    ['altered meta', [event(1, 'a', 1), { ...event(2, 'a', 2), meta: '{"a":1}' }], 2, /hash differs/],
    ['an altered time', [{ ...event(1, 'a', 1), recordedAt: '2026-11-22T09:00:59.999Z' }], 1, /hash differs/],
    ['data that is no JSON', [event(1, 'a', 1, { data: '{' })], 1, /data of .* is no JSON/],
    ['meta that is no JSON', [event(1, 'a', 1, { meta: 'null,' })], 1, /meta of .* is no JSON/],
    ['a stream of another program', [event(1, 'a', 1, { stream: 'thread-a' })], 1, /does not begin with hoshin\./],
    ['a time that is none', [event(1, 'a', 1, { recordedAt: '22 November 2026' })], 1, /no instant/],
  ])('names %s', async (_, events, ordinal, problem) => {
    const { firstBad } = await verifyLog(batches(events));
    expect(firstBad).toEqual({ ordinal, problem: expect.stringMatching(problem) as unknown });
  });

  it('ends at the first bad event, because what follows proves nothing', async () => {
    const [first, second, third, fourth] = good() as [RawEvent, RawEvent, RawEvent, RawEvent];
    const bad = await verifyLog(batches([first, second, { ...third, eventHash: first.eventHash }, fourth]));
    const before = await verifyLog(batches([first, second]));
    expect(bad).toMatchObject({ events: 2, head: 2, chainDigest: before.chainDigest, firstBad: { ordinal: 3 } });
  });

  it('names an event this program cannot read, when it is given the means to try', async () => {
    const hydrate = (raw: RawEvent): never => {
      throw new Error(`no upcast of ${raw.type} from schema 1`);
    };
    expect((await verifyLog(batches(good()), { hydrate })).firstBad).toEqual({
      ordinal: 1,
      problem: 'this program cannot read it: no upcast of thread.ball-served from schema 1',
    });
  });

  it('warns of a recorded time that steps back, with its size, and calls a large one bad', async () => {
    const at = (ms: number): Partial<RawEvent> => ({ recordedAt: new Date(Date.UTC(2026, 10, 22, 12) + ms).toISOString() });
    const small = await verifyLog(
      batches([event(1, 'a', 1, at(0)), event(2, 'a', 2, at(-stepBackMaxMs)), event(3, 'a', 3, at(-1)), event(4, 'a', 4, at(0))]),
    );
    expect(small.firstBad).toBeNull();
    expect(small.warnings).toEqual([
      { ordinal: 2, problem: 'the recorded time steps back by 300000 ms' },
      { ordinal: 3, problem: 'the recorded time steps back by 1 ms' },
    ]);
    const large = await verifyLog(batches([event(1, 'a', 1, at(0)), event(2, 'a', 2, at(-stepBackMaxMs - 1))]));
    expect(large.firstBad).toMatchObject({ ordinal: 2, problem: expect.stringContaining('by 300001 ms') as unknown });
  });

  describe('with seals', () => {
    const chainAt = async (events: readonly RawEvent[]): Promise<string> => (await verifyLog(batches(events))).chainDigest;
    const seal = async (ordinal: number, version: number, upTo: readonly RawEvent[]): Promise<RawEvent> =>
      event(ordinal, 'seals', version, {
        type: 'seal.placed',
        data: JSON.stringify({ ordinal: upTo.length, lastEventId: upTo.at(-1)!.id, digest: await chainAt(upTo), previousSeal: null }),
      });
    /** Four events, a seal over three of them, one event, and a seal over all of these. */
    const sealed = async (): Promise<RawEvent[]> => {
      const log = good();
      log.push(await seal(5, 1, log.slice(0, 3)), event(6, 'b', 2));
      log.push(await seal(7, 2, log));
      return log;
    };
    const publishedOf = (text: string): PublishedSeal => {
      const read = readSeal(text);
      if (typeof read === 'string') throw new Error(read);
      return read;
    };

    it('says how many hold and how far they reach', async () => {
      expect(await verifyLog(batches(await sealed()))).toMatchObject({ events: 7, seals: 2, sealedUpTo: 6, firstBad: null });
    });

    it('tells a stretch that was written anew, hashes and all, from one that a seal holds', async () => {
      const log = await sealed();
      log[3] = event(4, 'a', 3, { data: '{"round":99}' });
      expect(await verifyLog(batches(log))).toMatchObject({
        seals: 1,
        sealedUpTo: 3,
        firstBad: {
          ordinal: 4,
          problem: expect.stringMatching(/seal at position 7 .* between 4 and 6 .* up to 3 a seal holds/) as unknown,
        },
      });
    });

    it.each([
      ['of nothing', '{}'],
      ['without any content', 'null'],
      ['of a position before the last seal', `{"ordinal":2,"lastEventId":"x","digest":"${'a'.repeat(64)}"}`],
      ['whose digest is none', '{"ordinal":6,"lastEventId":"x","digest":"ABC"}'],
    ])('names a seal %s', async (_, data) => {
      const log = [...(await sealed()).slice(0, 6), event(7, 'seals', 2, { type: 'seal.placed', data })];
      expect((await verifyLog(batches(log))).firstBad).toMatchObject({
        ordinal: 7,
        problem: expect.stringContaining('it is a seal') as unknown,
      });
    });

    it('takes one of a position that had not come for a sign that events before it are gone', async () => {
      const data = JSON.stringify({ ordinal: 9, lastEventId: 'x', digest: 'a'.repeat(64) });
      const log = [...(await sealed()).slice(0, 6), event(7, 'seals', 2, { type: 'seal.placed', data })];
      expect(await verifyLog(batches(log))).toMatchObject({
        events: 3,
        chainDigest: await chainAt(log.slice(0, 3)),
        firstBad: { ordinal: 4, problem: expect.stringContaining('between 4 and 6') as unknown },
      });
    });

    it('does not believe the seals in a log which a published one does not fit', async () => {
      const log = await sealed();
      const published = [publishedOf(`3:${await chainAt(log.slice(0, 3))}`), publishedOf(`6:${'b'.repeat(64)}`)];
      expect((await verifyLog(batches(log), { published: published.slice(1) })).firstBad).toMatchObject({
        ordinal: 1,
        problem: expect.stringMatching(/between 1 and 6 .* lies after 3, or the seals in the log, .* were made anew/) as unknown,
      });
      expect((await verifyLog(batches(log), { published })).firstBad).toMatchObject({
        ordinal: 4,
        problem: expect.stringMatching(/between 4 and 6 .*; up to 3 a seal holds$/) as unknown,
      });
    });

    it('holds a published seal against a log in which every hash and every seal was made anew', async () => {
      const log = await sealed();
      const published = [publishedOf(printedSeal({ ordinal: 3, digest: await chainAt(log.slice(0, 3)) }))];
      expect(await verifyLog(batches(log), { published })).toMatchObject({ firstBad: null, sealedUpTo: 6 });
      const forged = [event(1, 'a', 1, { data: '{"round":0}' }), ...log.slice(1, 4)];
      expect(await verifyLog(batches(forged))).toMatchObject({ firstBad: null });
      expect((await verifyLog(batches(forged), { published })).firstBad).toMatchObject({
        ordinal: 1,
        problem: expect.stringContaining('the published seal of position 3 does not fit') as unknown,
      });
    });

    it('finds a cut tail by a published seal, and by nothing else', async () => {
      const log = await sealed();
      const published = [publishedOf(`6:${await chainAt(log.slice(0, 6))}`)];
      expect((await verifyLog(batches(log.slice(0, 4)), { published })).firstBad).toMatchObject({
        ordinal: 5,
        problem: expect.stringContaining('its end was cut off, or the seal is of another log') as unknown,
      });
      expect((await verifyLog(batches(log.slice(0, 4)))).firstBad).toBeNull();
    });

    it('verifies events whose texts were left out by their digests', async () => {
      const log = await sealed();
      const { data, meta, ...header } = log[1]!;
      const redacted: RedactedEvent = { ...header, dataDigest: sha256(data), metaDigest: sha256(meta) };
      const whole = await verifyLog(batches(log));
      const partly = await verifyLog(batches<VerifiableEvent>([log[0]!, redacted, ...log.slice(2)]));
      expect(partly).toEqual({ ...whole, redacted: 1 });
      for (const over of [
        { dataDigest: sha256('other') },
        { metaDigest: 'ABC' },
        { recordedAt: '2026-11-22T09:01:30.000Z' },
        { type: 'X' },
      ])
        expect((await verifyLog(batches<VerifiableEvent>([log[0]!, { ...redacted, ...over }]))).firstBad).toMatchObject({ ordinal: 2 });
    });
  });
});
