import { KurrentEventStore } from '#event-store/kurrent';
import { type OpenLog, eventStoreContract } from '#testing';
import { KurrentTestServer } from './kurrent-server/index.js';

/** The whole contract through one of the clients, on a server that others use too, closed and opened between the steps. */
export const kurrentContract = (name: string, scheme: string): void => {
  const onTestServer: OpenLog = async (given) => {
    const server = await KurrentTestServer.start();
    server.log.noise = 1;
    const open = (): Promise<KurrentEventStore> => KurrentEventStore.open({ address: server.address(scheme), ...given });
    let store = await open();
    return {
      store: () => store,
      pause: async () => {
        await store.close();
        store = await open();
      },
      end: async () => {
        await store.close();
        await server.stop();
      },
    };
  };
  // Appends go event by event here, so fewer of them are many.
  eventStoreContract(`${name}, through its client, on the test server`, onTestServer, { many: 4_800 });
};
