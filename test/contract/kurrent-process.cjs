/** A store in a process of its own, from the built program: appends, reads it back, closes, and says what it had to load. */
const { randomUUID } = require('node:crypto');

const run = async (address) => {
  const { KurrentEventStore } = await import('#event-store/kurrent');
  const store = await KurrentEventStore.open({ address, hydrate: (raw) => raw });
  const [id, stream] = [randomUUID(), `hoshin.thread-${randomUUID()}`];
  await store.append(stream, 'no-stream', [{ id, type: 'thread.ball-served', schema: 1, data: '{}', meta: '{}' }]);
  const read = (await store.readStream(stream)).length;
  await store.close();
  const clients = Object.keys(require.cache).flatMap((file) => /@[a-z]+\/[a-z]*db-client(?=\/dist\/index)/.exec(file) ?? []);
  process.stdout.write(JSON.stringify({ read, clients }));
};
void run(process.argv[2]);
