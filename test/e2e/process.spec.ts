import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const main = join(__dirname, '../../dist/apps/api/src/main.js');
const patienceMs = 20_000;
// Half a dozen processes start one after the other; on a busy machine each takes seconds.
jest.setTimeout(90_000);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hoshin-process-'));
});
const children: ChildProcess[] = [];
afterEach(() => {
  // Whatever a failed test leaves running.
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** The service as npm start runs it. */
const start = (settings: Record<string, string>) => {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'] ?? '', HOSHIN_MODE: 'development', HOSHIN_DATA: join(folder, 'data'), HOSHIN_PORT: '0', ...settings },
  });
  children.push(child);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, out, err })),
  );
  /** The address it says it answers at. */
  const answering = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const line = out.split('\n').find((text) => text.includes('"address"'));
      if (line) resolve((JSON.parse(line) as { address: string }).address);
    });
    void ended.then(({ err: said }) => reject(new Error(`it ended: ${said}`)));
  });
  answering.catch(() => {});
  return { child, ended, answering };
};

/** Starts what cannot start: the process ends by itself, in failure, with one sentence and nothing of the inside. */
const failing = async (settings: Record<string, string> = {}): Promise<string> => {
  const { child, ended } = start(settings);
  const impatience = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  const { code, err } = await ended;
  clearTimeout(impatience);
  expect(code).toBe(1);
  expect(err).toMatch(/^Hoshin cannot start: /);
  expect(err).not.toMatch(/^\s+at |node_modules|\.js:\d+/m);
  return err.trim();
};

describe('A process that cannot serve', () => {
  it('names the data folder it may not write to, and ends', async () => {
    const data = join(folder, 'read-only');
    mkdirSync(data);
    chmodSync(data, 0o555);
    // Whoever may write everywhere is stopped by a file where the folder should be.
    const isRoot = process.getuid?.() === 0;
    const blocked = isRoot ? join(main, 'data') : data;
    expect(await failing({ HOSHIN_DATA: blocked })).toContain(blocked);
    chmodSync(data, 0o755);
  });

  it('names the port in use, leaves the data folder to the next one, and ends', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    try {
      expect(await failing({ HOSHIN_PORT: String(port) })).toContain(
        `port ${port} on 127.0.0.1 is in use: stop the other program or set HOSHIN_PORT`,
      );
    } finally {
      await new Promise((resolve) => other.close(resolve));
    }
  });

  it('names the database file that is none, touches nothing of it, and ends', async () => {
    const data = join(folder, 'data');
    mkdirSync(data);
    const file = join(data, 'log.db');
    const bytes = 'this is no database '.repeat(1_000);
    writeFileSync(file, bytes);
    expect(await failing()).toContain(file);
    expect(readFileSync(file, 'utf8')).toBe(bytes);
  });

  it('names every setting that is wrong, and ends before it makes a folder', async () => {
    const says = await failing({ HOSHIN_PORT: '70000', HOSHIN_COLOUR: 'green' });
    expect(says).toContain('HOSHIN_PORT');
    expect(says).toContain('HOSHIN_COLOUR is no setting');
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });
});

describe('A running process', () => {
  it('keeps a second one off its files, loses nothing when it is damaged, and stops on Ctrl-C', async () => {
    const first = start({});
    const address = await first.answering;
    const ready = async () => (await fetch(`${address}/health/ready`)).status;
    expect(await ready()).toBe(200);

    const says = await failing();
    expect(says).toContain(join(folder, 'data', 'log.db'));
    expect(says).toContain(`is open in process ${first.child.pid}`);
    expect(await ready()).toBe(200);

    first.child.kill('SIGINT');
    expect(await first.ended).toMatchObject({ code: 0, err: '' });

    // The header is whole and a page behind it is not: the file opens as a database, and its content does not read.
    const file = join(folder, 'data', 'log.db');
    const bytes = readFileSync(file);
    const torn = Buffer.concat([bytes.subarray(0, 100), Buffer.alloc(bytes.length - 100, 0xa5)]);
    writeFileSync(file, torn);
    expect(await failing()).toContain(file);
    writeFileSync(file, bytes);

    const again = start({});
    await again.answering;
    again.child.kill('SIGTERM');
    expect(await again.ended).toMatchObject({ code: 0, err: '' });
  });
});
