import { randomUUID } from 'node:crypto';
import { KurrentEventStore } from '#event-store/kurrent';
import { type OpenLog, eventStoreContract } from '#testing';

const address = process.env['KURRENTDB_URL'];

const openIn = async (within: string, given: Parameters<OpenLog>[0]): Promise<KurrentEventStore> => {
  if (!address)
    throw new Error(
      'KURRENTDB_URL names no server: set it to one that may be filled with test data, for instance kurrentdb://127.0.0.1:2113?tls=false',
    );
  return await KurrentEventStore.open({ address, within, ...given });
};

/** Asked once: where no server answers, every test fails, and none waits for it again. */
let answers: Promise<void> | null = null;
const mustAnswer = async (given: Parameters<OpenLog>[0]): Promise<void> => await (await openIn('test-none.', given)).close();

/** Each test has a log of its own on the server, apart from all others by what stands before its streams' names. */
const onRealServer =
  (reopens: boolean): OpenLog =>
  async (given) => {
    await (answers ??= mustAnswer(given));
    const within = `test-${randomUUID()}.`;
    let store = await openIn(within, given);
    return {
      store: () => store,
      pause: async () => {
        if (!reopens) return;
        await store.close();
        store = await openIn(within, given);
      },
      end: () => store.close(),
    };
  };

eventStoreContract('a real EventStoreDB or KurrentDB', onRealServer(false));
eventStoreContract('a real EventStoreDB or KurrentDB, closed and opened again between the steps', onRealServer(true));
