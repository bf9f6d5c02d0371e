import { randomUUID } from 'node:crypto';
import { KurrentEventStore } from '#event-store/kurrent';
import { type OpenLog, eventStoreContract } from '#testing';

const address = process.env['KURRENTDB_URL'];

/** Each test has a log of its own on the server, apart from all others by what stands before its streams' names. */
const onRealServer =
  (reopens: boolean): OpenLog =>
  async (given) => {
    if (!address)
      throw new Error(
        'KURRENTDB_URL names no server: set it to one that may be filled with test data, for instance kurrentdb://127.0.0.1:2113?tls=false',
      );
    const within = `test-${randomUUID()}.`;
    const open = (): Promise<KurrentEventStore> => KurrentEventStore.open({ address, within, ...given });
    let store = await open();
    return {
      store: () => store,
      pause: async () => {
        if (!reopens) return;
        await store.close();
        store = await open();
      },
      end: () => store.close(),
    };
  };

eventStoreContract('a real EventStoreDB or KurrentDB', onRealServer(false));
eventStoreContract('a real EventStoreDB or KurrentDB, closed and opened again between the steps', onRealServer(true));
