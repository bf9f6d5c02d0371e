import { setTimeout as pause } from 'node:timers/promises';
import { eventHash, type EventStore, type RawEvent } from '#event-store';
import { verifyExport } from '#event-store/export';
import { STORE } from '../../apps/api/src/record/tokens.js';
import { startNorthmoor, withFallsAim, type Northmoor } from './northmoor.js';

let trust: Northmoor;
let headers: Record<string, string>;
let store: EventStore;
beforeAll(async () => {
  trust = await startNorthmoor();
  await withFallsAim(trust);
  await trust.settled();
  headers = (await trust.acting('auditor')).headers();
  store = trust.service.app.get<EventStore>(STORE);
});
afterAll(() => trust.close());
afterEach(() => jest.restoreAllMocks());

const get = (query = '', by: Record<string, string> = headers, signal?: AbortSignal): Promise<Response> =>
  fetch(`${trust.service.address}/export.jsonl${query}`, { headers: by, ...(signal && { signal }) });
async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
const eventsIn = (text: string): RawEvent[] =>
  text
    .split('\n')
    .slice(1, -2)
    .map((line) => JSON.parse(line) as RawEvent);

/** Lets the log be read only when told to, and says whether somebody still reads it. */
const held = () => {
  const read = store.readAllRaw.bind(store);
  const reading = { begun: 0, ended: 0, letGo: (): void => {} };
  const open = new Promise<void>((resolve) => (reading.letGo = resolve));
  jest.spyOn(store, 'readAllRaw').mockImplementation(async function* (asked = {}) {
    reading.begun++;
    try {
      const gone = new Promise<never>((_, reject) => asked.signal?.addEventListener('abort', () => reject(new Error('gone'))));
      await Promise.race([open, gone]);
      yield* read(asked);
    } finally {
      reading.ended++;
    }
  });
  return reading;
};
const until = async (holds: () => boolean): Promise<void> => {
  for (let tries = 0; !holds(); tries++) {
    if (tries === 400) throw new Error('it never came about');
    await pause(10);
  }
};

describe('The export over HTTP', () => {
  it('is the whole log as it stands, verifies, and is noted, not in itself but in the next', async () => {
    const position = trust.position();
    const answer = await get();
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      200,
      'application/jsonl; charset=utf-8',
      'private, no-store',
    ]);
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="hoshin-export-${position}.jsonl"`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(await verifyExport(whole(bytes))).toMatchObject({ events: position, firstBad: null });
    await trust.settled();
    const next = eventsIn(await (await get()).text());
    const note = next[position]!;
    expect([next.length, note.type]).toEqual([position + 1, 'access.recorded']);
    expect(JSON.parse(note.data)).toMatchObject({ person: 'aud', kind: 'EXPORT', subject: null, upTo: position });
    expect((await (await get(`?upTo=${position}`)).text()) === bytes.toString()).toBe(true);
  });

  it('is for auditors alone, and for nobody who is not signed in', async () => {
    for (const post of ['chief-executive', 'administrator', 'medicine-lead', 'non-executive']) {
      const answer = await get('', (await trust.acting(post)).headers());
      expect([post, answer.status]).toEqual([post, 403]);
      expect(await answer.text()).toContain('is for auditor posts; the posts you stand in today: ');
    }
    expect((await get('', {})).status).toBe(401);
  });

  it.each([
    ['?upTo=0', 404, 'upTo 0 is not in the log'],
    ['?upTo=99999999', 404, 'upTo 99999999 is not in the log'],
    ['?upTo=2099-01-01', 404, 'upTo 2099-01-01 lies in the future'],
    ['?upTo=yesterday', 400, 'upTo is a day such as'],
    ['?upTo=1&upTo=2', 400, 'given more than once'],
    ['?asOf=3', 400, 'asOf is nothing an export can be asked'],
  ])('asked for %s answers %i with a sentence', async (query, status, because) => {
    const answer = await get(query);
    expect([answer.status, await answer.text()]).toEqual([status, expect.stringContaining(because) as unknown]);
  });

  it('is not begun where the log cannot note it', async () => {
    const later = await trust.as('aud', 'auditor');
    trust.clock.to('2026-11-02');
    jest.spyOn(store, 'append').mockRejectedValue(new Error('the disk is full'));
    const reads = jest.spyOn(store, 'readAllRaw');
    const answer = await get('', later.headers());
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('AccessNotRecorded') as unknown]);
    expect(reads).not.toHaveBeenCalled();
  });

  it('is given to two at a time, and others are told to come again', async () => {
    const reading = held();
    const [one, other] = [get(), get()];
    await until(() => reading.begun === 2);
    const third = await get();
    expect([third.status, third.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await third.text()).toContain('2 exports are on their way already');
    reading.letGo();
    for (const answer of await Promise.all([one, other])) expect((await answer.text()).split('\n').at(-2)).toContain('"trailer"');
    expect((await get()).status).toBe(200);
  });

  it('is no longer read when whoever takes it goes away', async () => {
    const reading = held();
    for (let times = 1; times <= 3; times++) {
      const leaving = new AbortController();
      const asked = get('', headers, leaving.signal);
      asked.catch(() => {});
      await until(() => reading.begun === times);
      leaving.abort();
      await expect(asked).rejects.toThrow('aborted');
      await until(() => reading.ended === times);
    }
    reading.letGo();
    expect((await get()).status).toBe(200);
  });

  it('is refused where the log was altered, or breaks off without a trailer once it has begun', async () => {
    const read = store.readAllRaw.bind(store);
    jest.spyOn(store, 'readAllRaw').mockImplementation(async function* (asked) {
      for await (const batch of read(asked))
        yield { ...batch, events: batch.events.map((event) => (event.ordinal === 40 ? { ...event, data: '{}' } : event)) };
    });
    const answer = await get();
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('the log is not whole: position 40') as unknown]);
    jest.restoreAllMocks();
    const [opening, event] = eventsIn(await (await get()).text());
    jest.spyOn(store, 'readAllRaw').mockImplementation(async function* () {
      const long = { ...event!, data: JSON.stringify('x'.repeat(600_000)) };
      yield { events: [opening!], caughtUp: false };
      yield { events: [{ ...long, eventHash: eventHash(long) }], caughtUp: false };
      yield { events: [event!], caughtUp: false };
    });
    await expect(get().then((broken) => broken.text())).rejects.toThrow('terminated');
  });
});
