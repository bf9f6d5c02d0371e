import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { promisify } from 'node:util';
import {
  AccessDenied,
  AppendRefused,
  type NewEvent,
  type RawEvent,
  StoreBusy,
  StoreCorrupt,
  StoreTimeout,
  StoreUnavailable,
  StreamGone,
  verifyLog,
} from '#event-store';
import { KurrentEventStore, type Notice, type Patience } from '#event-store/kurrent';
import { anyEvent, anyStream, collect, plainHydrate } from '#testing';
import { KurrentTestServer } from './kurrent-server/index.js';

/** Waits out every fault that ends. */
const patient = { callMs: 1_500, giveUpMs: 25_000, silenceMs: 25_000, pauseMs: 200 } satisfies Partial<Patience>;
/** How long an append of somebody patient may be under way. */
const underWayMsMax = patient.giveUpMs + patient.callMs;
/** Gives up soon on those that do not. */
const hasty: Partial<Patience> = { callMs: 300, giveUpMs: 600, silenceMs: 25_000, pauseMs: 100 };

const anyEvents = (count: number): NewEvent[] => Array.from({ length: count }, () => anyEvent());
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await after(5);
};

/** What each fault of a server does to whoever uses the log: an error that says so, or nothing at all; never an event lost or doubled. */
export const kurrentFaults = (name: string, scheme: string, client: string): void => {
  describe(`${name} when things go wrong`, () => {
    let server: KurrentTestServer;
    let stores: KurrentEventStore[];
    let notices: Notice[];
    let unhandled: unknown[];
    const remember = (reason: unknown): void => void unhandled.push(reason);
    const open = async (
      patience: Partial<Patience> = patient,
      over: Partial<Parameters<typeof KurrentEventStore.open>[0]> = {},
    ): Promise<KurrentEventStore> => {
      const notice = (each: Notice): void => void notices.push(each);
      const store = await KurrentEventStore.open({ address: server.address(scheme), hydrate: plainHydrate, patience, notice, ...over });
      stores.push(store);
      return store;
    };
    const refusal = async (call: Promise<unknown>): Promise<unknown> => await call.catch((error: unknown) => error);
    /** Every event in the log, in order, after a check that ordinals and hashes are whole. */
    const whole = async (store: KurrentEventStore): Promise<RawEvent[]> => {
      expect((await verifyLog(store.readAllRaw())).firstBad).toBeNull();
      return await collect(store.readAllRaw());
    };
    /** Follows a log from its beginning until it has shown so many events. */
    const followed = async (store: KurrentEventStore, count: number): Promise<string[]> => {
      const stop = new AbortController();
      const seen: string[] = [];
      for await (const { events } of store.subscribeAll({ after: 0, signal: stop.signal })) {
        seen.push(...events.map(({ id }) => id));
        if (seen.length >= count) stop.abort();
      }
      return seen;
    };
    /** Writers at work, each on a stream of its own; answers the ids in the order each stream got them. */
    const storm = async (store: KurrentEventStore, writers: number, appends: number): Promise<string[][]> =>
      await Promise.all(
        Array.from({ length: writers }, async () => {
          const [stream, ids] = [anyStream(), [] as string[]];
          for (let version = 0; version < appends; version++) {
            const event = anyEvent();
            await store.append(stream, version === 0 ? 'no-stream' : version, [event]);
            ids.push(event.id);
          }
          return ids;
        }),
      );
    /** A storm with a follower, during which something happens: everything is there once and was shown once. */
    const survives = async (store: KurrentEventStore, happens: () => Promise<void>): Promise<void> => {
      const following = followed(store, 120);
      const [written] = await Promise.all([storm(store, 6, 20), happens()]);
      const log = await whole(store);
      expect(log).toHaveLength(120);
      for (const ids of written) expect(log.filter(({ id }) => ids.includes(id)).map(({ id }) => id)).toEqual(ids);
      expect(await following).toEqual(log.map(({ id }) => id));
    };
    const amid = async (): Promise<void> => await until(() => server.log.entries.length >= 20);

    beforeEach(async () => {
      [stores, notices, unhandled] = [[], [], []];
      process.on('unhandledRejection', remember);
      server = await KurrentTestServer.start();
    });
    afterEach(async () => {
      await Promise.all(stores.map((store) => store.close()));
      await server.stop();
      process.off('unhandledRejection', remember);
      expect(unhandled).toEqual([]);
      expect(server.calls.get('batchAppend')).toBeUndefined();
    });

    describe('with the server', () => {
      it('says at the start that it is down, and where it should be', async () => {
        await server.line.down();
        const error = await refusal(open(hasty));
        expect(error).toBeInstanceOf(StoreUnavailable);
        expect((error as Error).message).toContain(`${scheme}://127.0.0.1:${server.line.port}`);
      });

      it('says at the start that it does not answer', async () => {
        server.line.hush();
        expect(await refusal(open(hasty))).toBeInstanceOf(StoreTimeout);
      });

      it('says at the start that it is too old to tell where the log ends', async () => {
        server.faults.endUntold = true;
        const error = await refusal(open({ ...hasty, silenceMs: 300 }));
        expect(error).toBeInstanceOf(StoreTimeout);
        expect((error as Error).message).toContain('23.10');
      });

      it('lives through a server that goes down in mid-storm and comes back', async () => {
        await survives(await open(), async () => {
          await amid();
          await server.line.down();
          await after(300);
          await server.line.up();
        });
        expect(notices.map(({ message }) => message)).toEqual(expect.arrayContaining([expect.stringMatching(/is followed again$/)]));
      });

      it('lives through one that falls silent on the line', async () => {
        await survives(await open(), async () => {
          await amid();
          server.line.hush();
          await after(300);
          server.line.cut();
          await server.line.up();
        });
      });

      it('lives through one that takes calls and answers none', async () => {
        await survives(await open({ ...patient, callMs: 400 }), async () => {
          await amid();
          server.faults.mute = true;
          await after(600);
          server.faults.mute = false;
        });
      });

      it('tells the writer that the outcome is unknown when it never answers; the same again then writes once', async () => {
        const [store, stream, events] = [await open(hasty), anyStream(), anyEvents(2)];
        server.faults.mute = true;
        expect(await refusal(store.append(stream, 'no-stream', events))).toBeInstanceOf(StoreTimeout);
        expect(await refusal(store.readStream(stream))).toBeInstanceOf(StoreTimeout);
        server.faults.mute = false;
        expect(await store.append(stream, 'no-stream', events)).toMatchObject({ firstVersion: 1, position: 2 });
        // Read by somebody patient: the newer client takes its time for the first read of a fresh connection.
        expect((await whole(await open())).map(({ id }) => id)).toEqual(events.map(({ id }) => id));
      });

      it('waits for one that is slow', async () => {
        const store = await open();
        server.faults.slowAppendMs = 200;
        expect(await store.append(anyStream(), 'no-stream', anyEvents(3))).toMatchObject({ position: 3, replayed: false });
      });

      it('writes once when the connection breaks after the append and before the answer', async () => {
        const [store, stream, events] = [await open(), anyStream(), anyEvents(2)];
        server.faults.cutAfterAppend = 2;
        expect(await store.append(stream, 'no-stream', events)).toMatchObject({ lastVersion: 2, position: 2, replayed: false });
        expect(server.calls.get('append')).toBe(3);
        expect((await whole(store)).map(({ id }) => id)).toEqual(events.map(({ id }) => id));
      });

      it('tries again when it has no room, and says so when that goes on', async () => {
        const store = await open(hasty);
        server.faults.busy = 2;
        expect(await store.append(anyStream(), 'no-stream', anyEvents(1))).toMatchObject({ position: 1 });
        server.faults.busy = 1_000;
        expect(await refusal(store.append(anyStream(), 'no-stream', anyEvents(1)))).toBeInstanceOf(StoreBusy);
        expect((await store.head()).position).toBe(1);
      });
    });

    it('lets its process end once it is closed, having loaded no other client', async () => {
      const script = join(process.cwd(), 'test/contract/kurrent-process.cjs');
      const { stdout } = await promisify(execFile)(process.execPath, [script, server.address(scheme)], { timeout: 25_000 });
      expect(JSON.parse(stdout)).toEqual({ read: 1, clients: [client] });
    });

    describe('in a cluster', () => {
      it('follows the lead when a node has lost it', async () => {
        const store = await open();
        server.faults.notLeader = 2;
        expect(await store.append(anyStream(), 'no-stream', anyEvents(1))).toMatchObject({ position: 1, replayed: false });
        expect(server.calls.get('append')).toBe(3);
      });

      it('finds the leader through any node, also after it moved', async () => {
        const other = await KurrentTestServer.start({ log: server.log });
        const nodes = [server, other];
        for (const node of nodes) node.members = nodes;
        server.leader = other;
        const hosts = nodes.map((node) => `127.0.0.1:${node.line.port}`).join(',');
        const store = await open(patient, { address: `${scheme}://${hosts}?tls=false` });
        const stream = anyStream();
        await store.append(stream, 'no-stream', anyEvents(1));
        expect(server.calls.get('append')).toBeUndefined();
        [server.leader, other.leader] = [null, server];
        await other.line.down();
        expect(await store.append(stream, 1, anyEvents(1))).toMatchObject({ position: 2 });
        expect(await whole(store)).toHaveLength(2);
        await store.close();
        await other.stop();
      });

      it('finds it through discovery, and keeps a login to itself where the line is not encrypted', async () => {
        const [address, stream] = [server.address(`${scheme}+discover`).replace('://', '://hoshin:rose%20garden@'), anyStream()];
        const store = await open(patient, { address });
        expect(await store.append(stream, 'no-stream', anyEvents(1))).toMatchObject({ position: 1 });
        expect(await store.readStream(stream)).toHaveLength(1);
      });
    });

    describe('with the subscription', () => {
      it('goes on after the server dropped it as too slow', async () => {
        await survives(await open(), async () => {
          for (let drops = 0; drops < 3; drops++) {
            await until(() => server.subscribers > 0 && server.log.entries.length >= 20 * (drops + 1));
            server.dropSubscriptions();
          }
        });
      });

      it('shows once what the server delivers twice', async () => {
        server.faults.doubled = true;
        await survives(await open(), async () => {});
      });

      it('goes on after the connection was cut in mid-subscription, again and again', async () => {
        await survives(await open(), async () => {
          for (let cuts = 1; cuts <= 4; cuts++) {
            await until(() => server.log.entries.length >= 20 * cuts);
            server.line.cut();
          }
        });
      });

      it('notices one that has died in silence', async () => {
        const store = await open({ ...patient, silenceMs: 300 });
        server.faults.deafSubscriptions = true;
        const appending = store.append(anyStream(), 'no-stream', anyEvents(1));
        await until(() => server.log.entries.length > 0);
        server.faults.deafSubscriptions = false;
        expect(await appending).toMatchObject({ position: 1, replayed: false });
      });

      it('shows what another process writes, in the same order', async () => {
        const [one, another] = [await open(), await open()];
        const following = followed(another, 40);
        await Promise.all([storm(one, 2, 10), storm(another, 2, 10)]);
        const log = await whole(one);
        expect(await following).toEqual(log.map(({ id }) => id));
        expect(await whole(another)).toEqual(log);
      });
    });

    describe('with the log', () => {
      it('names a stream that somebody deleted for good, while it runs and when it starts', async () => {
        const [store, stream] = [await open(), anyStream()];
        await store.append(stream, 'no-stream', anyEvents(2));
        server.log.tombstone(stream);
        const error = await refusal(store.append(stream, 2, anyEvents(1)));
        expect(error).toBeInstanceOf(StreamGone);
        expect(error).toMatchObject({ fields: { stream } });
        const again = await refusal(open());
        expect(again).toBeInstanceOf(StreamGone);
        expect((again as Error).message).toContain(stream);
      });

      it('names a stream that somebody cut off, until it is taken back', async () => {
        const [store, stream] = [await open(), anyStream()];
        await store.append(stream, 'no-stream', anyEvents(3));
        server.log.truncate(stream, 2);
        expect(await refusal(store.readStream(stream))).toBeInstanceOf(StreamGone);
        await until(() => notices.some(({ level, message }) => level === 'error' && message.includes(stream)));
        expect(await refusal(store.head())).toBeInstanceOf(StreamGone);
        expect(await refusal(open())).toBeInstanceOf(StreamGone);
        server.log.truncate(stream, 0);
        expect(await whole(await open())).toHaveLength(3);
      });

      it('names an event that another program wrote into a stream of ours', async () => {
        const store = await open();
        const stream = anyStream();
        await store.append(stream, 'no-stream', anyEvents(1));
        const foreign = {
          id: anyEvent().id,
          type: 'thread.ball-served',
          contentType: 'application/json',
          data: Buffer.from('{}'),
          metadata: Buffer.from(''),
        };
        server.log.append(stream, 0, [foreign]);
        await until(() => notices.length > 0);
        const error = await refusal(store.head());
        expect(error).toBeInstanceOf(StoreCorrupt);
        expect(error).toMatchObject({ fields: { stream, version: 2, id: foreign.id } });
      });

      it('keeps two logs on one server apart, each with its own ordinals, and sees what is done to its own', async () => {
        const [one, other] = [await open(patient, { within: 'one.' }), await open(patient, { within: 'other.' })];
        const stream = anyStream();
        await one.append(stream, 'no-stream', anyEvents(2));
        expect(await other.append(stream, 'no-stream', anyEvents(3))).toMatchObject({ firstVersion: 1, position: 3 });
        expect(await one.append(stream, 2, anyEvents(1))).toMatchObject({ position: 3 });
        expect(await other.readStream(stream)).toHaveLength(3);
        expect((await whole(other)).map((event) => event.stream)).toEqual([stream, stream, stream]);
        server.log.truncate(`one.${stream}`, 1);
        await until(() => notices.length > 0);
        expect(await refusal(one.head())).toMatchObject({ code: 'StreamGone', fields: { stream } });
        expect(await whole(other)).toHaveLength(3);
      });

      it('says which limit of the server an append is over', async () => {
        const store = await open();
        server.faults.appendBytesMax = 2_000;
        const error = await refusal(store.append(anyStream(), 'no-stream', anyEvents(20)));
        expect(error).toBeInstanceOf(AppendRefused);
        expect((error as Error).message).toContain('MaxAppendSize');
        expect((await store.head()).position).toBe(0);
      });

      /** Each writes before it has heard of the others: a process whose clock is behind dates by the latest it has seen. */
      const writtenUnheard = async (behindMs: readonly number[]): Promise<readonly (readonly [level: string, stepMs: number])[]> => {
        const nowMs = Date.parse('2026-11-22T09:00:00.000Z');
        const writers = await Promise.all(behindMs.map((behind) => open(patient, { clock: () => nowMs - behind })));
        server.faults.deafSubscriptions = true;
        const appending = writers.map(async (store, index) => {
          await until(() => server.log.entries.length >= index);
          return await store.append(anyStream(), 'no-stream', anyEvents(1));
        });
        await until(() => server.log.entries.length === writers.length);
        server.faults.deafSubscriptions = false;
        server.dropSubscriptions();
        await Promise.all(appending);
        expect(await collect(writers[0]!.readAllRaw())).toHaveLength(writers.length);
        return notices.flatMap(({ level, message }) => {
          const stepMs = /steps back by (\d+) ms/.exec(message)?.[1];
          return stepMs === undefined ? [] : [[level, Number(stepMs)] as const];
        });
      };

      it('tells how far the clocks of its writers are apart, and keeps what they wrote', async () => {
        const told = await writtenUnheard([0, underWayMsMax + 1, 300_001]);
        expect(told).toContainEqual(['warning', underWayMsMax + 1]);
        expect(told).toContainEqual(['error', 300_001]);
        expect(told.filter(([level, stepMs]) => (level === 'error') !== stepMs > 300_000)).toEqual([]);
      });

      it('says nothing of clocks where a step back is no longer than an append may be under way', async () => {
        expect(await writtenUnheard([0, 3, underWayMsMax])).toEqual([]);
      });
    });

    describe('with a login', () => {
      let folder: string;
      let guarded: KurrentTestServer;
      const addressFor = async (login: string): Promise<string> => {
        await writeFile(join(folder, 'ca.pem'), guarded.authority!);
        return `${scheme}://${login}@localhost:${guarded.line.port}?tlsCAFile=${join(folder, 'ca.pem')}`;
      };
      beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), 'hoshin-'));
        guarded = await KurrentTestServer.start({ login: 'hoshin:rose garden' });
      });
      afterEach(async () => {
        await Promise.all(stores.map((store) => store.close()));
        await guarded.stop();
        await rm(folder, { recursive: true });
      });

      it('works over TLS with the right password', async () => {
        const [store, stream] = [await open(patient, { address: await addressFor('hoshin:rose%20garden') }), anyStream()];
        await store.append(stream, 'no-stream', anyEvents(2));
        expect(await store.readStream(stream)).toHaveLength(2);
        expect(await whole(store)).toHaveLength(2);
      });

      it('says that a wrong one was refused, and repeats none', async () => {
        const error = await refusal(open(hasty, { address: await addressFor('hoshin:thorn%20garden') }));
        expect(error).toBeInstanceOf(AccessDenied);
        expect(String(error) + JSON.stringify((error as AccessDenied).fields)).not.toMatch(/thorn|rose/);
      });

      it('says that a certificate is not trusted', async () => {
        const address = `${scheme}://hoshin:rose%20garden@localhost:${guarded.line.port}`;
        expect(await refusal(open(hasty, { address }))).toBeInstanceOf(StoreUnavailable);
      });
    });
  });
};
