import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configFrom } from '../../apps/api/src/config.js';
import { serve, startUpMessage } from '../../apps/api/src/service.js';
import { startTestService } from './test-service.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hoshin-start-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What the terminal would say when the service does not start. */
const startingSays = async (settings: Record<string, string>): Promise<string> => {
  try {
    const config = configFrom({
      HOSHIN_MODE: 'development',
      HOSHIN_DATA: folder,
      HOSHIN_PORT: '0',
      HOSHIN_LOG_LEVEL: 'silent',
      ...settings,
    });
    await (await serve(config)).close();
    return 'it started';
  } catch (error) {
    return startUpMessage(error);
  }
};

describe('A service that cannot start', () => {
  it('names the setting that is wrong', async () => {
    expect(await startingSays({ HOSHIN_PORT: 'http' })).toMatch(/^Hoshin cannot start: HOSHIN_PORT /);
  });

  it('names the data folder it may not write to', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const says = await startingSays({ HOSHIN_DATA: join(file, 'data') });
    expect(says).toMatch(/^Hoshin cannot start: .*HOSHIN_DATA/s);
    expect(says).toContain(file);
  });

  it('names the port that is in use, and leaves the data folder free', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    expect(await startingSays({ HOSHIN_PORT: String(port) })).toBe(
      `Hoshin cannot start: port ${port} on 127.0.0.1 is in use: stop the other program or set HOSHIN_PORT to a free one`,
    );
    await new Promise((resolve) => other.close(resolve));
    expect(await startingSays({})).toBe('it started');
  });

  it('says that another one has the data folder open, and lets that one go on', async () => {
    const running = await startTestService({ dataFolder: folder });
    try {
      expect(await startingSays({})).toMatch(/^Hoshin cannot start: .*(in use|is open in process)/s);
      expect(await running.nobody.query('{ __typename }')).toEqual({ __typename: 'Query' });
    } finally {
      await running.close();
    }
    expect(await startingSays({})).toBe('it started');
  });

  it('names a log file that is none, and leaves it as it is', async () => {
    const file = join(folder, 'log.db');
    writeFileSync(file, 'this is no database'.repeat(1_000));
    const says = await startingSays({});
    expect(says).toMatch(/^Hoshin cannot start: /);
    expect(says).toContain(file);
    expect(readFileSync(file, 'utf8')).toBe('this is no database'.repeat(1_000));
  });

  it('refuses a log whose days are of another time zone', async () => {
    expect(await startingSays({})).toBe('it started');
    expect(await startingSays({ HOSHIN_TIME_ZONE: 'Pacific/Auckland' })).toMatch(
      /^Hoshin cannot start: the log was opened with timeZone Europe\/London/,
    );
  });
});

describe('A service that starts again', () => {
  it('has everything it had, and takes tokens it signed before', async () => {
    const first = await startTestService({ dataFolder: folder });
    await first.given('organisation', 'AddUnit', { unit: 'board', name: 'Board', kind: 'board', parent: null });
    const position = first.position();
    await first.close();
    const second = await startTestService({ dataFolder: folder });
    try {
      expect(second.position()).toBe(position);
      expect(await (await second.as('anybody')).query('{ unit(id: "board") { name } }')).toEqual({ unit: { name: 'Board' } });
    } finally {
      await second.close();
    }
  });
});
