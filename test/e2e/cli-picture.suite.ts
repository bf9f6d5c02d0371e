import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addPeriods } from '#strategy';
import { readXml } from '#testing';
import { commandLine, smallTrust, type CommandLine, type Ended } from './command-line.js';

let line: CommandLine;
/** The plan is in, and no figure yet. */
let withoutFigures: number;
const events = async (): Promise<number> => Number(/^(\d+) events folded/m.exec((await line.hoshin(['rebuild'])).out)![1]);
beforeAll(async () => {
  line = commandLine();
  const plan = smallTrust
    .replace('    key: falls\n', '    key: falls\n    code: falls\n')
    .replace('  - key: falls\n', '  - key: falls\n    code: falls\n');
  expect(await line.hoshin(['import', 'plan', line.file('trust.yaml', plan)])).toMatchObject({ code: 0 });
  withoutFigures = await events();
  const rows = Array.from({ length: 14 }, (_, index) => `${addPeriods('MONTH', '2025-09', index)},${9 + (index % 3)}`);
  const figures = line.file('figures.csv', `month,falls\n${rows.join('\n')}\n`);
  const options = ['--code', 'falls', '--period', 'month', '--value', 'falls'];
  expect(await line.hoshin(['import', 'observations', figures, ...options])).toMatchObject({ code: 0 });
});
afterAll(() => line.remove());

const drawn = (...args: readonly string[]): Promise<Ended> => line.hoshin(['picture', ...args]);

describe('hoshin picture', () => {
  it('draws charts, bowling charts and scorecards, named by code, key or name', async () => {
    for (const args of [
      ['chart', 'falls'],
      ['chart', 'Falls with harm', '--width', '375', '--grey', '--moving-ranges', '--published'],
      ['bowling', '--unit', 'board'],
      ['bowling', '--unit', 'HIL', '--published'],
      ['bowling', '--post', 'Chief executive'],
      ['bowling', '--aim', 'falls-aim'],
      ['scorecard', 'Board', '--with-units-below'],
    ]) {
      const { code, out, err } = await drawn(...args);
      expect([args, code, err]).toEqual([args, 0, '']);
      expect(readXml(out).name).toBe('svg');
    }
    expect((await drawn('chart', 'falls')).out).toContain('Falls with harm');
  });

  it('draws what was known at an earlier moment', async () => {
    const { out } = await drawn('chart', 'falls', '--known-at', String(withoutFigures));
    expect(out).not.toBe((await drawn('chart', 'falls')).out);
    // The same but for the sentence that says so.
    const figuresOfThen = (picture: string): string => picture.replaceAll(/(Figures as they|As it) stood on [^<]*/g, '');
    expect(out).toContain('Figures as they stood');
    expect(figuresOfThen(out)).toBe(figuresOfThen((await drawn('chart', 'falls', '--as-of', String(withoutFigures))).out));
  });

  it('draws and explains everything else with the figures of then, too', async () => {
    for (const args of [
      ['picture', 'bowling', '--aim', 'falls-aim'],
      ['picture', 'scorecard', 'board'],
    ]) {
      const { code, out } = await line.hoshin([...args, '--known-at', String(withoutFigures)]);
      expect([args, code]).toEqual([args, 0]);
      expect(out).toContain('Figures as they stood');
      expect(out).not.toBe((await line.hoshin(args)).out);
    }
    const explained = await line.hoshin(['explain', '--aim', 'falls-aim', '--known-at', String(withoutFigures)]);
    expect(explained.code).toBe(0);
    expect(explained.out).not.toBe((await line.hoshin(['explain', '--aim', 'falls-aim'])).out);
  });

  it('writes a file, and never over one that is there', async () => {
    const out = join(line.folder, 'falls.svg');
    expect(await drawn('chart', 'falls', '--out', out)).toMatchObject({ code: 0, out: '', err: `wrote ${out}` });
    expect(readFileSync(out, 'utf8').trimEnd()).toBe((await drawn('chart', 'falls')).out);
    expect(await drawn('chart', 'falls', '--out', out)).toMatchObject({ code: 1, err: expect.stringContaining('choose another name') });
  });

  it('says what it does not find, and what cannot be written so', async () => {
    for (const [args, code, says] of [
      [['chart', 'nothing'], 1, 'there is no measure nothing at that moment: name its id'],
      [['scorecard', 'nowhere'], 1, 'there is no unit nowhere'],
      [['bowling', '--goal', 'nothing'], 1, 'there is no goal nothing'],
      [['bowling'], 2, 'name one of --unit, --post, --aim, --goal'],
      [['bowling', '--unit', 'board', '--post', 'chief'], 2, 'name one of'],
      [['chart', 'falls', '--width', '100'], 2, 'Write pixels from 320 to 4000'],
      [['chart', 'falls', '--as-of', 'soon'], 2, 'Write a day such as 2026-04-30'],
      [['chart', 'falls', '--as-of', '999999'], 1, '--as-of 999999 is not in the log: take a position from 1 to'],
      [['scorecard', 'board', '--known-at', '1999-12-31'], 1, '--known-at 1999-12-31 lies before the first event: take'],
    ] as const)
      expect([args, await drawn(...args)]).toEqual([args, expect.objectContaining({ code, err: expect.stringContaining(says) })]);
    expect(await line.hoshin(['picture', 'chart', 'falls', '--data', join(line.folder, 'empty')])).toMatchObject({ code: 1 });
  });
});

describe('hoshin explain', () => {
  it('says how the numbers of an aim came about', async () => {
    const { code, out } = await line.hoshin(['explain', '--aim', 'falls-aim']);
    expect(code).toBe(0);
    expect(out).toMatch(/^Reduce falls with harm from 10 to 7 a month\n/);
    expect(out).toContain('Attainment, from start ');
    expect(out).toContain('How it is worked out: the attainment of its own measure');
  });

  it('wants an aim or a goal, and only one', async () => {
    expect(await line.hoshin(['explain'])).toMatchObject({ code: 2, err: 'hoshin: name one of --aim, --goal' });
  });
});
