import { MemoryEventStore } from '#event-store/memory';
import { HandClock, tallyStore } from '#testing';
import { identityOf, openLog } from './open-log.js';

const organisation = '0f4b8f0c-3c57-5a5e-8f0e-6f0a3f1b2c4d';
const expected = { organisation, timeZone: 'Europe/London' };

describe('Opening a log', () => {
  it('writes whose it is as the first event of an empty one, once', async () => {
    const store = tallyStore(new HandClock());
    expect(await identityOf(store)).toBeNull();
    const identity = { ...expected, formatVersion: 1, prefix: 'hoshin.' };
    expect(await openLog(store, expected)).toEqual(identity);
    expect(await openLog(store, expected)).toEqual(identity);
    expect(await identityOf(store)).toEqual(identity);
    expect((await store.head()).position).toBe(1);
  });

  it.each([
    ['organisation', { ...expected, organisation: '6f9619ff-8b86-4011-b42d-00cf4fc964ff' }],
    ['timeZone', { ...expected, timeZone: 'America/New_York' }],
  ])('refuses one with another %s, naming both', async (field, other) => {
    const store = tallyStore(new HandClock());
    await openLog(store, expected);
    await expect(openLog(store, other)).rejects.toMatchObject({ code: 'ForeignLog', fields: { field } });
  });

  it('refuses a log that begins with something else', async () => {
    const store = tallyStore(new HandClock());
    const meta = JSON.stringify({ actor: { person: 'x', post: 'y' }, correlationId: 'c', commandId: 'c', commandHash: 'h', basis: 0 });
    await store.append(`hoshin.tally-${organisation}`, 'no-stream', [
      { id: crypto.randomUUID(), type: 'tally.counted', schema: 1, data: '{"by":1}', meta },
    ]);
    await expect(openLog(store, expected)).rejects.toMatchObject({ code: 'ForeignLog', fields: { type: 'tally.counted' } });
  });

  it('opens it once for all who do so at the same moment, whose organisation is then the same', async () => {
    const store = new MemoryEventStore({ clock: new HandClock().now, hydrate: (raw) => raw as never });
    const head = await Promise.all(Array.from({ length: 3 }, () => openLog(store, { timeZone: 'Europe/London' })));
    expect(new Set(head.map(({ organisation }) => organisation)).size).toBe(1);
    expect((await store.head()).position).toBe(1);
  });

  it('refuses whoever came second at the same moment and meant another organisation', async () => {
    const store = new MemoryEventStore({ clock: new HandClock().now, hydrate: (raw) => raw as never });
    const other = { ...expected, organisation: '6f9619ff-8b86-4011-b42d-00cf4fc964ff' };
    const [first, second] = await Promise.allSettled([openLog(store, expected), openLog(store, other)]);
    expect(first).toMatchObject({ status: 'fulfilled' });
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'ForeignLog' } });
    expect((await store.head()).position).toBe(1);
  });
});
