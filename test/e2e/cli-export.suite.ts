import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '#cqrs';
import { writeNewFile } from '../../apps/cli/src/new-file.js';
import { readRecord, recordConfig, withDesk } from '../../apps/cli/src/record.js';
import { explained, type Terminal } from '../../apps/cli/src/terminal.js';
import { inFolder } from '../../apps/api/src/config.js';
import { startPostgres, type PostgresServer } from '../contract/postgres-server.js';
import { KurrentTestServer } from '../contract/kurrent-server/index.js';
import { commandLine, smallTrust, type CommandLine } from './command-line.js';

let line: CommandLine;
let postgres: PostgresServer;
let kurrent: KurrentTestServer;
const trust = async (): Promise<CommandLine> => {
  const made = commandLine();
  expect((await made.hoshin(['import', 'plan', made.file('trust.yaml', smallTrust)])).code).toBe(0);
  return made;
};
beforeAll(async () => {
  [postgres, kurrent, line] = await Promise.all([startPostgres(), KurrentTestServer.start(), trust()]);
});
afterAll(async () => {
  line.remove();
  await Promise.all([postgres.end(), kurrent.stop()]);
});
afterEach(() => {
  for (const name of readdirSync(line.folder)) if (/^new$|\.jsonl$/.test(name)) rmSync(inside(name), { recursive: true });
});

const inside = (name: string): string => join(line.folder, name);
const terminal = (): Terminal => ({ out: () => {}, err: () => {}, interactive: false, environment: { HOSHIN_DATA: line.data } });
const config = () => recordConfig(terminal(), {});
const linesOf = (name: string): string[] => readFileSync(inside(name), 'utf8').split('\n').slice(0, -1);
const exported = async (name = 'a.jsonl', ...more: string[]): Promise<string> => {
  expect(await line.hoshin(['export', inside(name), ...more])).toMatchObject({ code: 0 });
  return inside(name);
};
/** Head and chain, as a verification prints them. */
const standing = async (args: readonly string[], environment = {}): Promise<readonly string[]> => {
  const { code, out } = await line.hoshin(['verify', ...args], environment);
  expect(code).toBe(0);
  return out.split('\n').filter((text) => /^(head|chain) /.test(text));
};

describe('hoshin export', () => {
  it('writes what verifies without log, service or setting, and is its owner’s to read alone', async () => {
    await exported('first.jsonl');
    const { position, identity } = await readRecord(config());
    const file = await exported();
    const elsewhere = { HOSHIN_DATA: inside('nowhere'), HOSHIN_STORE: 'nonsense' };
    const { code, out } = await line.hoshin(['verify', file], elsewhere);
    expect(code).toBe(0);
    expect(out).toContain(`is whole: ${position} events of the organisation ${identity!.organisation}.`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(line.folder).filter((name) => name.includes('partial') || name === 'nowhere')).toEqual([]);
  });

  it('notes in the log that it was taken, and up to where, and does not hold that note itself', async () => {
    const other = await trust();
    const taken = async (name: string, ...more: string[]): Promise<string[]> => {
      expect((await other.hoshin(['export', join(other.folder, name), ...more])).code).toBe(0);
      return readFileSync(join(other.folder, name), 'utf8').split('\n').slice(1, -2);
    };
    const before = await taken('a.jsonl');
    const after = await taken('b.jsonl');
    expect(after.slice(0, -1)).toEqual(before);
    const note = JSON.parse(after.at(-1)!) as { type: string; data: string };
    expect(note.type).toBe('access.recorded');
    expect(JSON.parse(note.data)).toMatchObject({ person: 'operator', kind: 'EXPORT', subject: null, upTo: before.length });
    expect(await taken('c.jsonl', '--up-to', String(before.length))).toEqual(before);
    other.remove();
  });

  it('goes to standard output, and comes from standard input', async () => {
    const { code, bytes, out, err } = await line.hoshin(['export', '-', '--up-to', '5']);
    expect([code, out, err]).toEqual([0, '', expect.stringMatching(/^exported 5 events; chain [0-9a-f]{64}$/)]);
    writeFileSync(inside('piped.jsonl'), bytes);
    const piped = await line.hoshin(['verify', '-'], {}, [bytes.toString()]);
    expect(piped.out).toContain('the export is whole: 5 events');
    expect((await line.hoshin(['verify', inside('piped.jsonl')])).code).toBe(0);
  });

  it('leaves the texts of some events out, by number, id or stream, and verifies all the same', async () => {
    await exported();
    const [, , second, third] = linesOf('a.jsonl').map((text) => JSON.parse(text) as { id: string; stream: string; data: string });
    const { code, out } = await line.hoshin(['export', inside('r.jsonl'), '--redact', '3', '--redact', second!.id.toUpperCase()]);
    expect([code, out]).toEqual([0, expect.stringContaining('2 of them redacted') as unknown]);
    expect(readFileSync(inside('r.jsonl'), 'utf8')).not.toContain(JSON.stringify(third!.data));
    const { out: said } = await line.hoshin(['verify', inside('r.jsonl')]);
    expect(said).toContain('2 of them are redacted');
    const { out: most } = await line.hoshin(['export', inside('s.jsonl'), '--redact-stream', third!.stream]);
    expect(most).toMatch(/[1-9]\d* of them redacted/);
    const { code: no, err } = await line.hoshin(['restore', inside('r.jsonl'), '--data', inside('new')]);
    expect([no, err]).toEqual([1, expect.stringContaining('2 of its events are redacted') as unknown]);
    expect(readdirSync(line.folder)).not.toContain('new');
  });

  it.each([
    [['--redact', '99999'], 2, 'there is no event or stream 99999'],
    [['--redact', '1'], 1, 'position 1 says whose log it is'],
    [['--up-to', '99999'], 1, '--up-to 99999 is not in the log'],
    [['--up-to', '0'], 1, '--up-to 0 is not in the log'],
    [['--up-to', '2099-01-01'], 1, '--up-to 2099-01-01 lies in the future'],
    [['--up-to', '1999-01-01'], 1, 'lies before the first event'],
    [['--up-to', 'yesterday'], 2, 'Write a day such as'],
  ])('asked for %j writes nothing and says why', async (more, exit, because) => {
    const { code, err } = await line.hoshin(['export', inside('a.jsonl'), ...more]);
    expect([code, err]).toEqual([exit, expect.stringContaining(because) as unknown]);
    expect(readdirSync(line.folder).filter((name) => name.includes('a.jsonl'))).toEqual([]);
  });

  it('overwrites nothing, and has no log to make where there is none', async () => {
    await exported();
    expect((await line.hoshin(['export', inside('a.jsonl')])).err).toContain('exists already: an export overwrites nothing');
    const { code, err } = await line.hoshin(['export', inside('b.jsonl'), '--data', inside('empty')]);
    expect([code, err]).toEqual([1, expect.stringContaining('there is no log in') as unknown]);
  });

  it('is refused while a service holds the file, because it could not be noted, and says the ways out', async () => {
    const { code, err } = await withDesk(config(), terminal(), () => line.hoshin(['export', inside('a.jsonl')]));
    expect(code).toBe(1);
    expect(err).toMatch(/noted in the log before .* \/export\.jsonl, or stop the service/);
    expect(readdirSync(line.folder)).not.toContain('a.jsonl');
  });

  it('leaves nothing behind on a disk that fills, and names the file', async () => {
    const full = Object.assign(new Error('no space left'), { code: 'ENOSPC', syscall: 'write' });
    const writing = writeNewFile(inside('a.jsonl'), 'an export', async (write) => {
      await write(Buffer.alloc(100_000));
      throw full;
    });
    const said = await writing.catch((error: unknown) => explained(error));
    expect(said).toEqual({
      text: `hoshin: ${inside('a.jsonl')} has no space left on its disk: make room and run the command again`,
      code: 1,
    });
    expect(readdirSync(line.folder).filter((name) => name.includes('a.jsonl'))).toEqual([]);
  });
});

describe('hoshin verify of an export', () => {
  it('names line and position of the first bad one', async () => {
    const file = await exported();
    const lines = linesOf('a.jsonl');
    writeFileSync(file, `${lines.with(7, lines[7]!.replace('Medicine', 'Medicinf').replace('operator', 'operatos')).join('\n')}\n`);
    const { code, err } = await line.hoshin(['verify', file]);
    expect(code).toBe(1);
    expect(err).toMatch(
      /^hoshin: .*a\.jsonl is not what was exported\. Line 8, position 7: the hash differs.*\nThe 6 events read before it/,
    );
  });

  it('holds it against a seal that was published', async () => {
    const { code, out } = await line.hoshin(['seal']);
    const [seal] = /HS-[-0-9A-Z]+/.exec(out)!;
    expect(code).toBe(0);
    const file = await exported();
    const { out: said } = await line.hoshin(['verify', file, '--seal', seal]);
    expect(said).toMatch(/seals 1 in it hold; sealed up to \d+/);
    const earlier = await exported('earlier.jsonl', '--up-to', '9');
    const { code: no, err } = await line.hoshin(['verify', earlier, '--seal', seal]);
    expect([no, err]).toEqual([1, expect.stringContaining('Line 11, position 10: it ends at position 9, and a published seal') as unknown]);
  });

  it('says so of a torn one, of something else and of no file', async () => {
    const file = await exported();
    writeFileSync(inside('torn.jsonl'), readFileSync(file).subarray(0, 3_000));
    expect((await line.hoshin(['verify', inside('torn.jsonl')])).err).toContain('the file was cut off, or its writing was interrupted');
    expect((await line.hoshin(['verify', inside('trust.yaml')])).err).toContain('Line 1, position 1: it does not begin with');
    expect((await line.hoshin(['verify', inside('none.jsonl')])).err).toContain('none.jsonl is not there: check the path');
  });
});

describe('hoshin restore of an export', () => {
  it('makes the same log in a folder, with the same views, and leaves nothing beside it', async () => {
    const file = await exported();
    const { code, out, err } = await line.hoshin(['restore', file, '--data', inside('new')]);
    expect([code, err]).toEqual([0, expect.stringContaining('Names are in no export') as unknown]);
    expect(out.split('\n').slice(1)).toEqual(await standing([file]));
    expect(await standing(['--data', inside('new')])).toEqual(await standing([file]));
    expect(readdirSync(inside('new')).filter((name) => name.startsWith('.'))).toEqual([]);
    await exported('before.jsonl', '--up-to', out.match(/head {2}(\d+)/)![1]!);
    expect(readFileSync(inside('before.jsonl')).equals(readFileSync(file))).toBe(true);
    const restored = await readRecord(inFolder(config(), inside('new')));
    expect([...restored.tables.units.values()].map(({ name }) => name)).toContain('Medicine');
  });

  it('makes the same log on servers, and takes it from there again', async () => {
    const file = await exported();
    const chain = await standing([file]);
    for (const address of [await postgres.database(), kurrent.address('kurrentdb')]) {
      const { code, out } = await line.hoshin(['restore', file, '--to', address]);
      expect([code, out.split('\n').slice(1)]).toEqual([0, chain]);
      const there = { HOSHIN_STORE: address, HOSHIN_DIRECTORY: `sqlite:${inside('people')}` };
      expect(await standing([], there)).toEqual(chain);
      const again = inside(`${digestOf(address)}.jsonl`);
      expect((await line.hoshin(['export', again], there)).code).toBe(0);
      expect(readFileSync(again).equals(readFileSync(file))).toBe(true);
      const { code: no, err } = await line.hoshin(['restore', file, '--to', address]);
      expect([no, err]).toEqual([1, expect.stringMatching(/holds a log, .* empty place alone: name an empty one/) as unknown]);
    }
  });

  it('goes on with an interrupted one where it is told to, on a server, and with nothing else', async () => {
    await exported();
    const events = linesOf('a.jsonl').length - 2;
    await exported('half.jsonl', '--up-to', '9');
    const address = await postgres.database();
    expect((await line.hoshin(['restore', inside('half.jsonl'), '--to', address])).code).toBe(0);
    const { code, out } = await line.hoshin(['restore', inside('a.jsonl'), '--to', address, '--resume']);
    expect([code, out]).toEqual([0, expect.stringContaining(`${events - 9} of them new`) as unknown]);
    const other = await postgres.database();
    const another = await trust();
    expect((await another.hoshin(['export', join(another.folder, 'other.jsonl')])).code).toBe(0);
    expect((await line.hoshin(['restore', join(another.folder, 'other.jsonl'), '--to', other])).code).toBe(0);
    another.remove();
    const refused = await line.hoshin(['restore', inside('a.jsonl'), '--to', other, '--resume']);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('the target holds another log') as unknown]);
  });

  it('refuses a folder that holds a log, a torn export, another organisation, a seal of another log, and writes nothing', async () => {
    const file = await exported();
    writeFileSync(inside('torn.jsonl'), readFileSync(file).subarray(0, -200));
    const organisation = '6f9619ff-8b86-4011-b42d-00cf4fc964ff';
    const cases: readonly [string[], Record<string, string>, number, string][] = [
      [[file], {}, 1, 'holds a log, and an export is restored into an empty place alone'],
      [[inside('torn.jsonl'), '--data', inside('new')], {}, 1, 'nothing was written: line '],
      [[file, '--data', inside('new')], { HOSHIN_ORGANISATION: organisation }, 1, `and HOSHIN_ORGANISATION is ${organisation}`],
      [[file, '--data', inside('new'), '--seal', `4:${'a'.repeat(64)}`], {}, 1, 'the published seal of position 4 does not fit'],
      [[file, '--data', inside('new'), '--seal', 'HS-4'], {}, 2, 'is no seal'],
      [[file, '--data', inside('new'), '--replace'], {}, 2, '--replace is for backups'],
      [[file, '--data', inside('new'), '--to', 'sqlite:x'], {}, 2, 'name two places'],
      [[file, '--to', 'nonsense'], {}, 2, 'names no store'],
      [[inside('trust.yaml'), '--data', inside('new'), '--resume'], {}, 2, '--resume is for exports'],
    ];
    for (const [args, environment, exit, because] of cases) {
      const { code, err } = await line.hoshin(['restore', ...args], environment);
      expect([args, code, err]).toEqual([args, exit, expect.stringContaining(because) as unknown]);
      expect(readdirSync(line.folder)).not.toContain('new');
    }
  });
});
