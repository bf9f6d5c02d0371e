/**
 * A SQLite store in a process of its own, run from the source, for tests that kill it or starve it.
 * Appends until it is stopped or refused, and prints one line of JSON for each thing that happened.
 */
const Module = require('node:module');
const { randomUUID } = require('node:crypto');
const { transformFileSync } = require('@swc/core');
const { transform } = require('../../jest.config.cjs');

const [, swc] = transform['\\.ts$'];
require.extensions['.ts'] = (module, file) => module._compile(transformFileSync(file, swc).code, file);
const resolveFilename = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...rest) {
  const source = parent?.filename?.endsWith('.ts') ? request.replace(/^(\..+)\.js$/, '$1.ts') : request;
  return resolveFilename.call(this, source, parent, ...rest);
};
const { SqliteEventStore } = require('../../libs/event-store/src/sqlite/index.ts');

const [file, events] = [process.argv[2], Number(process.argv[3])];
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const newEvent = () => ({
  id: randomUUID(),
  type: 'thread.ball-served',
  schema: 1,
  data: JSON.stringify({ rationale: 'x'.repeat(1_000) }),
  meta: '{}',
});

const run = async () => {
  const store = await SqliteEventStore.open({ file, hydrate: (raw) => raw });
  say({ opened: true });
  const writer = async () => {
    const stream = `hoshin.thread-${randomUUID()}`;
    for (let version = 0; ; version += 2) {
      const ids = [newEvent(), newEvent()];
      const { position } = await store.append(stream, version === 0 ? 'no-stream' : version, ids);
      say({ position, ids: ids.map((event) => event.id) });
      if (position >= events) return;
    }
  };
  await Promise.all(Array.from({ length: 8 }, writer));
  process.stdin.resume();
};
run().catch(({ code, message, fields }) => {
  say({ code, message, fields });
  process.exit(1);
});
