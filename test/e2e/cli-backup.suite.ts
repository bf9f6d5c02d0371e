import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planId } from '#plan';
import { plannedLine, smallTrust, type CommandLine } from './command-line.js';
import { Tokens } from '../../apps/api/src/access/tokens.js';
import { configFrom, inFolder } from '../../apps/api/src/config.js';
import { readRecord, recordConfig, withDesk } from '../../apps/cli/src/record.js';
import type { Terminal } from '../../apps/cli/src/terminal.js';

let line: CommandLine;
beforeEach(async () => {
  line = await plannedLine(smallTrust);
});
afterEach(() => line.remove());

const inside = (name: string): string => join(line.folder, name);
const terminal = (): Terminal => ({ out: () => {}, err: () => {}, interactive: false, environment: { HOSHIN_DATA: line.data } });
const config = () => recordConfig(terminal(), {});

/** Works while the log is open for writing, as it is while the service runs. */
const whileOpen = <Result>(work: () => Promise<Result>): Promise<Result> => withDesk(config(), terminal(), work);

/** Changes a text in a file of a database wherever it lies, left-over copies in unused space included. */
const alter = (file: string, text: string, into: string): void => {
  const bytes = readFileSync(file);
  expect(bytes.indexOf(text)).toBeGreaterThan(0);
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text)) bytes.write(into, at);
  writeFileSync(file, bytes);
};

describe('hoshin verify', () => {
  it('proves a whole log and prints its head and chain', async () => {
    const { code, out } = await line.hoshin(['verify']);
    expect(code).toBe(0);
    expect(out).toMatch(/log\.db is whole: (\d+) events\.\nhead {2}\1\nchain [0-9a-f]{64}\nNo seal: /);
  });

  it('works while the log is open for writing', async () => {
    expect((await whileOpen(() => line.hoshin(['verify']))).code).toBe(0);
  });

  it('finds a single altered byte and names the position', async () => {
    await line.hoshin(['backup', inside('b.tar')]);
    await line.hoshin(['restore', inside('b.tar'), '--data', inside('altered')]);
    alter(join(inside('altered'), 'log.db'), '"name":"Ward A"', '"name":"Ward B"');
    const { code, err } = await line.hoshin(['verify', '--data', inside('altered')]);
    expect(code).toBe(1);
    const { tables } = await readRecord(config());
    const added = [...tables.units.values()].find(({ name }) => name === 'Ward A')!.since;
    expect(err).toContain(`hoshin: position ${added}: the hash differs from the stored text: something was altered after it was written`);
    expect(err).toContain(`The ${added - 1} events before it are good`);
  });

  it('says that a file is no log, or a damaged one, without a stack', async () => {
    writeFileSync(join(line.data, 'log.db'), 'no database at all');
    for (const file of ['log.db-wal', 'log.db-shm']) if (existsSync(join(line.data, file))) writeFileSync(join(line.data, file), '');
    const { code, err } = await line.hoshin(['verify']);
    expect(code).toBe(1);
    expect(err).toMatch(/^hoshin: .*log\.db /);
    expect(err).not.toMatch(/\n\s+at /);
  });
});

describe('hoshin backup and restore', () => {
  it('bring log and directory together to another folder, event for event', async () => {
    const taken = await line.hoshin(['backup', inside('b.tar')]);
    expect(taken.code).toBe(0);
    const restored = await line.hoshin(['restore', inside('b.tar'), '--data', inside('elsewhere')]);
    expect(restored.code).toBe(0);
    const chain = (await line.hoshin(['verify'])).out.split('\n').slice(1);
    expect((await line.hoshin(['verify', '--data', inside('elsewhere')])).out.split('\n').slice(1)).toEqual(chain);
    const { identity, personOf } = await readRecord(inFolder(config(), inside('elsewhere')));
    expect(personOf(planId(identity!.organisation, 'person', 'ada'))?.name).toBe('Ada Lovell');
    expect(readdirSync(line.folder).filter((name) => name.startsWith('.hoshin'))).toEqual([]);
  });

  it('back up while the log is open for writing', async () => {
    const { code, out } = await whileOpen(() => line.hoshin(['backup', inside('b.tar')]));
    expect(code).toBe(0);
    expect(out).toMatch(/holds \d+ events and the directory; chain [0-9a-f]{64}/);
  });

  it('never overwrite a backup', async () => {
    const file = line.file('b.tar', 'something dear');
    expect((await line.hoshin(['backup', file])).err).toContain('a backup overwrites nothing');
    expect(readFileSync(file, 'utf8')).toBe('something dear');
  });

  it('replace a log only when told to, and keep what was there', async () => {
    await line.hoshin(['backup', inside('b.tar')]);
    const refused = await line.hoshin(['restore', inside('b.tar')]);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('add --replace') as string });
    await line.hoshin(['import', 'plan', line.file('later.yaml', smallTrust.replace('name: Medicine,', 'name: Acute medicine,'))]);
    const { code, out } = await line.hoshin(['restore', inside('b.tar'), '--replace']);
    expect(code).toBe(0);
    const names = async (dataFolder: string) =>
      [...(await readRecord(inFolder(config(), dataFolder))).tables.units.values()].map(({ name }) => name);
    expect(await names(line.data)).toContain('Medicine');
    expect(await names(/kept in (.*)$/m.exec(out)![1]!)).toContain('Acute medicine');
    expect((await line.hoshin(['import', 'plan', inside('later.yaml')])).code).toBe(0);
  });

  it('put a backup in the place of a damaged log', async () => {
    await line.hoshin(['backup', inside('b.tar')]);
    writeFileSync(join(line.data, 'log.db'), 'no database at all');
    expect((await line.hoshin(['restore', inside('b.tar'), '--replace'])).code).toBe(0);
    expect((await line.hoshin(['verify'])).code).toBe(0);
  });

  it('touch nothing where the backup is damaged, cut short or something else', async () => {
    await line.hoshin(['backup', inside('b.tar')]);
    const bytes = readFileSync(inside('b.tar'));
    writeFileSync(inside('short.tar'), bytes.subarray(0, bytes.length / 2));
    writeFileSync(inside('altered.tar'), bytes);
    alter(inside('altered.tar'), '"name":"Ward A"', '"name":"Ward B"');
    for (const [file, because] of [
      ['short.tar', 'it ends too early'],
      ['altered.tar', 'log.db differs from what was backed up'],
      ['trust.yaml', 'is no whole backup'],
    ] as const) {
      const { code, err } = await line.hoshin(['restore', inside(file), '--data', inside('elsewhere')]);
      expect(code).toBe(1);
      expect(err).toContain(because);
      expect(readdirSync(inside('elsewhere'))).toEqual([]);
    }
  });
});

describe('While the log is open for writing', () => {
  it('commands that write are refused and say to stop the service first', async () => {
    await line.hoshin(['backup', inside('b.tar')]);
    await whileOpen(async () => {
      for (const args of [
        ['import', 'plan', inside('trust.yaml')],
        ['import', 'reverse', 'x', '--reason', 'y'],
        ['restore', inside('b.tar'), '--replace'],
      ]) {
        const { code, err } = await line.hoshin(args);
        expect(code).toBe(1);
        expect(err).toContain('Stop it, run this command again');
      }
    });
  });

  it('a dry run and a rebuild are answered', async () => {
    await whileOpen(async () => {
      expect((await line.hoshin(['import', 'plan', inside('trust.yaml'), '--dry-run'])).out).toBe('Nothing differs from the plan.');
      expect((await line.hoshin(['rebuild'])).out).toMatch(/^\d+ events folded in [\d.]+ s: \d+ events\/s\n\d+ MiB/);
    });
  });
});

describe('hoshin token', () => {
  const own = { HOSHIN_MODE: 'development' };
  const verifier = () => Tokens.for(configFrom({ ...own, HOSHIN_DATA: line.data }));

  it('signs for the person who stands in a post, found by key or title', async () => {
    const { identity } = await readRecord(config());
    for (const as of ['chief', 'Chief executive']) {
      const { code, out } = await line.hoshin(['token', '--as', as], own);
      expect(code).toBe(0);
      expect(await (await verifier()).verify(out)).toMatchObject({
        subject: planId(identity!.organisation, 'person', 'ben'),
        issuer: 'hoshin',
        post: planId(identity!.organisation, 'post', 'chief'),
      });
    }
  });

  it('refuses in production, an unknown post, somebody who does not stand in it, and a lifetime that is none', async () => {
    const issuer = { HOSHIN_MODE: 'production', HOSHIN_ISSUER: 'https://sign-in.example', HOSHIN_JWKS_URL: 'https://sign-in.example/keys' };
    for (const environment of [issuer, {}]) {
      const { code, err } = await line.hoshin(['token', '--as', 'chief'], environment);
      expect([code, err]).toEqual([1, expect.stringContaining('accepts only the tokens of its sign-in service')]);
    }
    expect((await line.hoshin(['token', '--as', 'chef'], own)).err).toContain('there is no post chef');
    expect((await line.hoshin(['token', '--as', 'chief', '--person', 'ada'], own)).err).toContain(
      'ada does not stand in Chief executive today',
    );
    expect((await line.hoshin(['token', '--as', 'chief', '--lifetime', 'long'], own)).code).toBe(2);
  });
});
