import { AccessRecords, type Access } from './access-records.js';

const morning = Date.parse('2026-11-22T09:15:00.000Z');
const replay: Access = { person: 'aud', kind: 'REPLAY', subject: 'aim-1', upTo: 7, correlationId: 'c' };

/** What is sent to the desk, which does with it what the test says. */
const recordsWith = (take: () => Promise<unknown>, hours: Readonly<Record<string, string>> = {}) => {
  const sent: unknown[] = [];
  const warned: unknown[] = [];
  const records = new AccessRecords(
    {
      execute: (command: unknown) => {
        sent.push(command);
        return take();
      },
    } as never,
    { now: () => ({ tables: { accessHours: new Map(Object.entries(hours)) } }) } as never,
    () => morning,
    { warn: (fields: unknown) => warned.push(fields) } as never,
  );
  return { records, sent, warned };
};
const refused = () => Promise.reject(new Error('the disk is full'));

describe('Records of access', () => {
  afterEach(() => jest.useRealTimers());

  it('are written by the service, and name whoever had it', async () => {
    const { records, sent } = recordsWith(() => Promise.resolve({ events: 1 }));
    await records.record(replay);
    expect(sent).toEqual([
      {
        aggregate: 'access',
        name: 'RecordAccess',
        input: { person: 'aud', kind: 'REPLAY', subject: 'aim-1', upTo: 7 },
        envelope: expect.objectContaining({ actor: { person: 'service', post: 'service:access' }, correlationId: 'c' }),
      },
    ]);
  });

  it('ask nothing of the log where the hour has it already', async () => {
    const { records, sent } = recordsWith(refused, { 'aud REPLAY aim-1': '2026-11-22T09' });
    await records.record(replay);
    expect(sent).toEqual([]);
    const earlier = recordsWith(() => Promise.resolve({ events: 1 }), { 'aud REPLAY aim-1': '2026-11-22T08' });
    await earlier.records.record(replay);
    expect(earlier.sent).toHaveLength(1);
  });

  it.each(['EXPORT', 'EVIDENCE'] as const)('refuse an %s that cannot be noted', async (kind) => {
    const { records } = recordsWith(refused);
    await expect(records.record({ ...replay, kind })).rejects.toMatchObject({
      code: 'AccessNotRecorded',
      fields: { kind },
      cause: expect.objectContaining({ message: 'the disk is full' }),
    });
  });

  it('never refuse a read, and say that it was not noted', async () => {
    const { records, warned } = recordsWith(refused);
    await records.record(replay);
    expect(warned).toEqual([expect.objectContaining({ person: 'aud', subject: 'aim-1' })]);
  });

  it('keep a read waiting for no more than a second', async () => {
    jest.useFakeTimers();
    const { records } = recordsWith(() => new Promise(() => {}));
    let isDone = false;
    const done = records.record(replay).then(() => (isDone = true));
    await jest.advanceTimersByTimeAsync(900);
    expect(isDone).toBe(false);
    await jest.advanceTimersByTimeAsync(200);
    await done;
  });
});
