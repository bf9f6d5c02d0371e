import Database from 'better-sqlite3';
import { join } from 'node:path';
import { plannedLine, smallTrust, type CommandLine } from './command-line.js';
import { startTestService } from './test-service.js';

let line: CommandLine;
beforeEach(async () => {
  line = await plannedLine(smallTrust);
});
afterEach(() => line.remove());

const sealForm = /^HS-\d+(?:-[0-9A-Z]{4}){8}-[0-9A-Z]{2}$/;
/** Places a seal and answers its printed form. */
const sealed = async (...options: readonly string[]): Promise<string> => {
  const { code, out, err } = await line.hoshin(['seal', ...options]);
  expect([code, err]).toEqual([0, '']);
  const [words, printed] = out.split('\n');
  expect(words).toMatch(/^Seal of the record up to event \d+, placed on \d{4}-\d\d-\d\d:$/);
  expect(printed).toMatch(sealForm);
  return printed!;
};
/** Something more happens. */
const annotated = async (text: string): Promise<void> => {
  expect(await line.hoshin(['chart', 'annotate', 'falls', '2026-04', text])).toMatchObject({ code: 0 });
};
const inTheFile = (sql: string): void => {
  const db = new Database(join(line.data, 'log.db'));
  db.exec(`DROP TRIGGER IF EXISTS nothing_changes; DROP TRIGGER IF EXISTS nothing_goes; ${sql}`);
  db.close();
};

describe('hoshin seal', () => {
  it('prints the line for the minutes, and hoshin seals lists it with who asked and why', async () => {
    expect((await line.hoshin(['seals'])).out).toMatch(/^There is no seal yet. The log ends at position \d+\.$/);
    const first = await sealed('--reason', 'board meeting of 2 April');
    await annotated('new beds');
    const second = await sealed('--as', 'chief');
    const { out, code } = await line.hoshin(['seals']);
    const lines = out.split('\n');
    expect(code).toBe(0);
    expect(lines[0]).toMatch(new RegExp(`^${second} {2}\\d{4}-\\S+Z {2}Ben Okri$`));
    expect(lines[1]).toMatch(new RegExp(`^${first} {2}\\S+ {2}Ada Lovell {2}board meeting of 2 April$`));
    expect(lines[2]).toMatch(/^The last one reaches to position \d+; 1 events came after it\.$/);
  });

  it('is refused to other posts, where nothing was recorded since, and where there is no log', async () => {
    expect(await line.hoshin(['seal', '--as', 'medicine-lead'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('it is for executive, administrator posts') as string,
    });
    await sealed();
    expect(await line.hoshin(['seal'])).toMatchObject({ code: 1, err: expect.stringContaining('(NothingToSeal)') as string });
    expect(await line.hoshin(['seal', '--data', join(line.folder, 'elsewhere')])).toMatchObject({
      code: 1,
      err: expect.stringContaining('there is no log in') as string,
    });
  });

  it('names the mutation where a running service holds the log, while seals are listed and verified beside it', async () => {
    const printed = await sealed();
    const service = await startTestService({ dataFolder: line.data });
    try {
      expect(await line.hoshin(['seal'])).toMatchObject({ code: 1, err: expect.stringContaining('the mutation placeSeal') as string });
      expect((await line.hoshin(['seals'])).out).toContain(printed);
      expect(await line.hoshin(['verify', '--seal', printed])).toMatchObject({ code: 0 });
    } finally {
      await service.close();
    }
  });
});

describe('hoshin verify', () => {
  it('says which seals hold, how far, and what speaks for the events after the last one', async () => {
    expect((await line.hoshin(['verify'])).out).toMatch(
      /\nNo seal: only their numbering and hashes speak for these events\. .* hoshin seal/,
    );
    const first = await sealed();
    await annotated('new beds');
    const second = await sealed();
    const upTo = Number(second.split('-')[1]);
    const { out, err, code } = await line.hoshin(['verify', '--seal', first, '--seal', second.toLowerCase()]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(
      `\nSeals that hold, up to position ${upTo}: 2 in the log and 2 published.\nEvents ${upTo + 1} to ${upTo + 1} came after the last seal: only their numbering and hashes speak for them.`,
    );
  });

  it('takes no seal that was mistyped', async () => {
    const printed = await sealed();
    expect(await line.hoshin(['verify', '--seal', printed.replace(/-[^-]+-/, '-7-')])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/mistyped.*letter by letter/) as string,
    });
    expect(await line.hoshin(['verify', '--seal', 'ours'])).toMatchObject({ code: 2, err: expect.stringContaining('HS-1234') as string });
  });

  it('finds an end that was cut off, and a seal of another log, by a published seal', async () => {
    await annotated('new beds');
    const printed = await sealed();
    const upTo = Number(printed.split('-')[1]);
    inTheFile(`DELETE FROM events WHERE position >= ${upTo}`);
    expect(await line.hoshin(['verify'])).toMatchObject({ code: 0 });
    expect(await line.hoshin(['verify', '--seal', printed])).toMatchObject({
      code: 1,
      err: expect.stringMatching(
        new RegExp(`position ${upTo}: it ends at position ${upTo - 1}.* cut off, or the seal is of another log`),
      ) as string,
    });
    expect(await line.hoshin(['verify', '--seal', `3:${'a'.repeat(64)}`])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/position 1: the published seal of position 3 does not fit .*or the seal is of another log/) as string,
    });
  });

  it('warns of a clock that ran backwards, with the size, and calls the log altered beyond five minutes', async () => {
    const { eventHash } = await import('#event-store');
    const backBy = (ms: number): void => {
      const db = new Database(join(line.data, 'log.db'));
      db.exec('DROP TRIGGER IF EXISTS nothing_changes');
      const row = db
        .prepare('SELECT stream, version, id, type, schema, data, meta, recorded_at AS recordedAt FROM events WHERE position = 9')
        .get();
      const before = db.prepare('SELECT max(recorded_at) FROM events WHERE position < 9').pluck().get() as string;
      const event = { ...(row as Parameters<typeof eventHash>[0]), recordedAt: new Date(Date.parse(before) - ms).toISOString() };
      db.prepare('UPDATE events SET recorded_at = ?, event_hash = ? WHERE position = 9').run(event.recordedAt, eventHash(event));
      db.close();
    };
    backBy(300_000);
    expect(await line.hoshin(['verify'])).toMatchObject({ code: 0, err: 'warning: position 9: the recorded time steps back by 300000 ms' });
    backBy(300_001);
    expect(await line.hoshin(['verify'])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/position 9: the recorded time steps back by 300001 ms, at most 300000 ms/) as string,
    });
  });
});
