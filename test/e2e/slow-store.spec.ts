import type { EventStore } from '#event-store';
import { STORE } from '../../apps/api/src/record/tokens.js';
import { startTestService, type TestService } from './test-service.js';
import type { ApiAnswer, ApiClient } from '#testing';

/** A store whose appends wait until they are let go, from the moment it is held. */
const holding = ({ service }: TestService) => {
  const store = service.app.get<EventStore>(STORE);
  const append = store.append.bind(store);
  let open = (): void => {};
  let held = 0;
  const gate = new Promise<void>((resolve) => (open = resolve));
  store.append = async (...given) => {
    held++;
    await gate;
    return append(...given);
  };
  const until = async (count: number): Promise<void> => {
    while (held < count) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  return { letGo: () => open(), until };
};

let trust: TestService;
let administrator: ApiClient;
const start = async (environment: Record<string, string>): Promise<void> => {
  trust = await startTestService({ environment });
  const { given, as } = trust;
  await given('organisation', 'AddUnit', { unit: 'board', name: 'Board', kind: 'board', parent: null });
  await given('organisation', 'AddPost', {
    post: 'administrator',
    unit: 'board',
    title: 'Administrator',
    role: 'ADMINISTRATOR',
    leads: false,
  });
  await given('organisation', 'AppointHolder', { post: 'administrator', person: 'adi', from: '2025-04-01' });
  administrator = await as('adi', 'administrator');
};

const falls = {
  unit: 'board',
  definition: {
    name: 'Falls',
    kind: 'COUNT',
    unitOfMeasure: 'falls',
    direction: { kind: 'DECREASE' },
    frequency: 'MONTH',
    purpose: 'OUTCOME',
    overTime: 'SUM',
    overUnits: 'SUM',
    operationalDefinition: 'Falls by month',
    source: 'Incident system',
    dueAfter: 10,
  },
};
const define = (commandId: string): Promise<ApiAnswer> => administrator.attempt('defineMeasure', { commandId, ...falls });
const codesOf = ({ status, data, errors }: ApiAnswer): unknown => ({
  status,
  code: errors[0]?.extensions.code ?? (data?.['defineMeasure'] as { __typename?: string } | undefined)?.__typename,
});

describe('A service whose store is slow', () => {
  it('takes on as many commands as it may, turns the others away at once, and takes them once there is room', async () => {
    await start({ HOSHIN_COMMANDS_IN_FLIGHT: '3' });
    try {
      const store = holding(trust);
      const ids = Array.from({ length: 20 }, () => crypto.randomUUID());
      const taken = ids.slice(0, 3).map(define);
      await store.until(3);
      // None of these waits for the store: it answers nobody before it is let go.
      const turnedAway = await Promise.all(ids.slice(3).map(define));
      expect(turnedAway.map(codesOf)).toEqual(ids.slice(3).map(() => ({ status: 200, code: 'BUSY' })));
      expect(turnedAway[0]!.errors[0]).toMatchObject({
        message: expect.stringContaining('send it again in 2 seconds, a command with the same commandId'),
        extensions: { retryAfterSeconds: 2 },
      });
      // Reads need no store.
      expect(await administrator.query('{ unit(id: "board") { name } }')).toEqual({ unit: { name: 'Board' } });
      const before = trust.position();
      store.letGo();
      expect((await Promise.all(taken)).map(codesOf)).toEqual(ids.slice(0, 3).map(() => ({ status: 200, code: 'Receipt' })));
      for (let start = 3; start < ids.length; start += 3)
        for (const answer of await Promise.all(ids.slice(start, start + 3).map(define)))
          expect(codesOf(answer)).toEqual({ status: 200, code: 'Receipt' });
      expect(trust.position()).toBe(before + ids.length);
    } finally {
      await trust.close();
    }
  });
});

describe('A service that is told to stop', () => {
  it('answers the commands it took on with their receipts, and takes no new connection', async () => {
    await start({});
    const { address } = trust.service;
    const store = holding(trust);
    const taken = Array.from({ length: 5 }, () => define(crypto.randomUUID()));
    await store.until(5);
    const closing = trust.close();
    let closed = false;
    void closing.then(() => (closed = true));
    await refusing(address);
    expect(closed).toBe(false);
    store.letGo();
    expect((await Promise.all(taken)).map(codesOf)).toEqual(taken.map(() => ({ status: 200, code: 'Receipt' })));
    await closing;
  });

  it('cuts off whoever it cannot answer in time', async () => {
    await start({ HOSHIN_SHUTDOWN_SECONDS: '1' });
    const store = holding(trust);
    const unanswered = define(crypto.randomUUID()).then(
      () => 'answered',
      () => 'cut off',
    );
    await store.until(1);
    const began = performance.now();
    const closing = trust.service.close();
    expect(await unanswered).toBe('cut off');
    expect(performance.now() - began).toBeGreaterThan(900);
    store.letGo();
    await closing;
    await trust.close();
  });
});

/** Resolves once nobody takes a new connection there any more. */
const refusing = async (address: string): Promise<void> => {
  for (;;) {
    try {
      await fetch(`${address}/health/live`, { headers: { connection: 'close' } });
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
