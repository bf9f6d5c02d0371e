import { MemoryEventStore } from '#event-store/memory';
import { eventStoreContract } from '#testing';

eventStoreContract('in memory', async (given) => {
  const store = new MemoryEventStore(given);
  return { store: () => store, pause: async () => {}, end: () => store.close() };
});
