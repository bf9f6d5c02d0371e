import { KurrentEventStore } from '#event-store/kurrent';
import { plainHydrate } from '#testing';
import { KurrentTestServer } from './kurrent-server/index.js';
import { manyWriters } from './many-writers.js';

/** Many writers at once through one of the clients, in two stores as in two processes. */
export const kurrentWriters = (name: string, scheme: string, seconds: number): void => {
  describe(`${name} with eight writers`, () => {
    it(`keeps every event once and in order for ${seconds} seconds, while the connection breaks now and then`, async () => {
      const server = await KurrentTestServer.start();
      server.log.noise = 1;
      const open = (): Promise<KurrentEventStore> =>
        KurrentEventStore.open({ address: server.address(scheme), hydrate: plainHydrate, patience: { pauseMs: 500 }, notice: () => {} });
      const stores = [await open(), await open()];
      const breaking = setInterval(() => server.line.cut(), 700);
      try {
        await manyWriters(stores, seconds * 1_000);
      } finally {
        clearInterval(breaking);
        await Promise.all(stores.map((store) => store.close()));
        await server.stop();
      }
    });
  });
};
