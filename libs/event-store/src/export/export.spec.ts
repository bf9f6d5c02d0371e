import { MemoryEventStore } from '../memory/index.js';
import { copyLog } from '../copying.js';
import { sha256 } from '../envelope.js';
import type { EventStore, NewEvent, RawEvent } from '../port.js';
import { verifyLog } from '../verify.js';
import { exportAsSource, exportLog, lineBytesMax, verifyExport } from './index.js';

const organisation = '0f4b8f0c-3c57-5a5e-8f0e-6f0a3f1b2c4d';
const unread = (): never => {
  throw new Error('nothing is hydrated here');
};
let made = 0;
const event = (type: string, data: string, meta = '{}'): NewEvent => ({
  id: `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`,
  type,
  schema: 1,
  data,
  meta,
});
const odd = [
  '{"name":"Zoë Ó Súilleabháin – 𝄞","tab":"\\t","nul":"\\u0000","line":"\u2028"}',
  '{ "spaced" : 1.0,\n\t"twice":1,"twice":2 }',
  '"just text with \\"quotes\\" and \\\\"',
  'null',
];

/** A log of so many appends of odd texts, opened for the organisation. */
const aLog = async (appends: number): Promise<MemoryEventStore> => {
  let now = Date.UTC(2026, 3, 1);
  const store = new MemoryEventStore({ clock: () => (now += 61_001), hydrate: unread });
  await store.append('hoshin.log-1', 'no-stream', [event('log.opened', JSON.stringify({ organisation }))]);
  for (let index = 0; index < appends; index++)
    await store.append(`hoshin.thread-${index % 3}`, 'any', [event('thread.ball-served', odd[index % odd.length]!)]);
  return store;
};
const everything = async (log: Pick<EventStore, 'readAllRaw'>): Promise<RawEvent[]> => {
  const events: RawEvent[] = [];
  for await (const batch of log.readAllRaw()) events.push(...batch.events);
  return events;
};
const exported = async (log: EventStore, over: Partial<Parameters<typeof exportLog>[1]> = {}): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  const { position } = await log.head();
  await exportLog(log, { organisation, upTo: position, ...over }, async (piece) => void pieces.push(piece));
  return Buffer.concat(pieces);
};
/** The bytes in chunks of a size, as a file or a socket would hand them over. */
async function* chunks(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

describe('An export', () => {
  it('is a header, a line per event with its exact texts, and a trailer with the digest of what is before it', async () => {
    const log = await aLog(2);
    const text = (await exported(log)).toString();
    const [first, opening, , , trailer, ...rest] = text.split('\n');
    const [opened] = await everything(log);
    expect(first).toBe(`{"format":"hoshin-export-1","organisation":"${organisation}","firstOrdinal":1,"lastOrdinal":3}`);
    expect(opening).toBe(
      `{"ordinal":1,"stream":"hoshin.log-1","version":1,"id":"${opened!.id}","type":"log.opened","schema":1,"recordedAt":"${opened!.recordedAt}",` +
        `"data":"{\\"organisation\\":\\"${organisation}\\"}","meta":"{}","eventHash":"${opened!.eventHash}"}`,
    );
    const { chainDigest } = await verifyLog(log.readAllRaw());
    const fileDigest = sha256(text.slice(0, text.indexOf('{"trailer"')));
    expect(trailer).toBe(
      `{"trailer":{"events":3,"firstOrdinal":1,"lastOrdinal":3,"chainDigest":"${chainDigest}","fileDigest":"${fileDigest}"}}`,
    );
    expect(rest).toEqual(['']);
  });

  it.each([1, 7, 100, 65_536])('verifies to the chain of its log, read in chunks of %i bytes', async (size) => {
    const log = await aLog(40);
    const found = await verifyExport(chunks(await exported(log), size));
    const { warnings: _, firstBad: __, ...proved } = await verifyLog(log.readAllRaw());
    expect(found).toMatchObject({ ...proved, firstBad: null, header: { organisation, lastOrdinal: 41 } });
  });

  it('ends at the position that was fixed, whatever was recorded since', async () => {
    const log = await aLog(10);
    const then = await exported(log);
    await log.append('hoshin.thread-0', 'any', [event('thread.ball-served', '{}')]);
    expect((await exported(log, { upTo: 11 })).equals(then)).toBe(true);
    await expect(exported(log, { upTo: 99 })).rejects.toThrow('the log ends at position 12, and 99 was asked for');
  });

  it('becomes a log with the same ordinals, bytes, times, hashes and chain', async () => {
    const log = await aLog(300);
    const bytes = await exported(log);
    const found = await verifyExport(chunks(bytes));
    const target = new MemoryEventStore({ clock: Date.now, hydrate: unread });
    await copyLog(
      exportAsSource(found, () => chunks(bytes)),
      target,
    );
    expect(await everything(target)).toEqual(await everything(log));
    expect((await exported(target)).equals(bytes)).toBe(true);
  });

  it('keeps the chain where texts are left out, and makes no log again', async () => {
    const log = await aLog(10);
    const bytes = await exported(log, { redacted: ({ ordinal }) => ordinal === 3 || ordinal === 11 });
    const [, , , third] = bytes.toString().split('\n');
    expect(third).toContain(`"dataDigest":"${sha256(odd[1]!)}","metaDigest":"${sha256('{}')}"`);
    expect(third).not.toContain('spaced');
    const found = await verifyExport(chunks(bytes));
    expect(found).toMatchObject({ redacted: 2, firstBad: null, chainDigest: (await verifyLog(log.readAllRaw())).chainDigest });
    expect(() => exportAsSource(found, () => chunks(bytes))).toThrow('2 of its events are redacted');
  });

  it('never redacts what proves the others', async () => {
    const log = await aLog(3);
    await expect(exported(log, { redacted: () => true })).rejects.toThrow('position 1 says whose log it is and is never redacted');
    const { chainDigest } = await verifyLog(log.readAllRaw());
    const seal = { ordinal: 4, lastEventId: 'x', digest: chainDigest };
    await log.append('hoshin.seals-1', 'any', [event('seal.placed', JSON.stringify(seal))]);
    await expect(exported(log, { redacted: ({ ordinal }) => ordinal === 5 })).rejects.toThrow('position 5 is a seal');
  });

  it('of a log that was altered is not finished: it has no trailer', async () => {
    const log = await aLog(10);
    const altered = {
      async *readAllRaw() {
        for await (const batch of log.readAllRaw())
          yield { ...batch, events: batch.events.map((each) => (each.ordinal === 7 ? { ...each, data: '{"forged":true}' } : each)) };
      },
    };
    const pieces: Buffer[] = [];
    const writing = exportLog(altered, { organisation, upTo: 11 }, async (piece) => void pieces.push(piece));
    await expect(writing).rejects.toThrow('the log is not whole: position 7: the hash differs');
    expect(Buffer.concat(pieces).toString()).not.toContain('trailer');
  });

  it('waits for whoever takes it, and ends when told to', async () => {
    const log = await aLog(2_000);
    const leaving = new AbortController();
    let taken = 0;
    const writing = exportLog(log, { organisation, upTo: 2_001, signal: leaving.signal }, async () => {
      taken++;
      leaving.abort(new Error('the reader left'));
    });
    await expect(writing).rejects.toThrow('the reader left');
    expect(taken).toBe(1);
  });

  it('is not taken where a line never ends', async () => {
    const bytes = await exported(await aLog(3));
    const endless = Buffer.concat([bytes.subarray(0, bytes.indexOf('\n') + 1), Buffer.alloc(lineBytesMax + 1, 'x')]);
    const { firstBad } = await verifyExport(chunks(endless));
    expect(firstBad).toEqual({ line: 2, ordinal: 1, problem: `the line is longer than ${lineBytesMax} bytes` });
  });

  it('is not restored where it was changed after it was verified', async () => {
    const bytes = await exported(await aLog(30));
    const found = await verifyExport(chunks(bytes));
    const source = exportAsSource(found, () => chunks(bytes.subarray(0, bytes.length / 2)));
    const target = new MemoryEventStore({ clock: Date.now, hydrate: unread });
    await expect(copyLog(source, target)).rejects.toThrow('it was changed while it was read: line');
  });
});
