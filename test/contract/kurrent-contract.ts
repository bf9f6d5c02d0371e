import { KurrentEventStore } from '#event-store/kurrent';
import { type OpenLog, eventStoreContract } from '#testing';
import { KurrentTestServer } from './kurrent-server/index.js';

const onTestServer =
  (scheme: string, reopens: boolean): OpenLog =>
  async (given) => {
    const server = await KurrentTestServer.start();
    server.log.noise = 1;
    const open = (): Promise<KurrentEventStore> => KurrentEventStore.open({ address: server.address(scheme), ...given });
    let store = await open();
    return {
      store: () => store,
      pause: async () => {
        if (!reopens) return;
        await store.close();
        store = await open();
      },
      end: async () => {
        await store.close();
        await server.stop();
      },
    };
  };

/** The whole contract through one of the clients: each in a spec of its own, so that they never meet in one process. */
export const kurrentContract = (name: string, scheme: string): void => {
  eventStoreContract(`${name}, through its client, on the test server`, onTestServer(scheme, false));
  eventStoreContract(`${name}, closed and opened again between the steps`, onTestServer(scheme, true));
};
