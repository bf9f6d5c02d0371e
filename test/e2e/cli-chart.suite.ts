import { planId } from '#plan';
import { chartSettings } from '../../apps/cli/src/chart-settings.js';
import { readViews, recordConfig } from '../../apps/cli/src/record.js';
import { measureChart, type ChartSettingsRecord, type MeasureChart } from '../../libs/strategy/src/index.js';
import { readXml } from '#testing';
import { commandLine, smallTrust, type CommandLine, type Ended } from './command-line.js';

let line: CommandLine;
const why = ['--reason', 'as the minutes say'];
const months = Array.from({ length: 14 }, (_, index) => `${2025 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`);

beforeAll(async () => {
  line = commandLine();
  const plan = line.file('trust.yaml', smallTrust.replace('name: Falls with harm', 'name: Falls with harm\n    code: falls-h'));
  expect(await line.hoshin(['import', 'plan', plan])).toMatchObject({ code: 0 });
  const figures = line.file('falls.csv', ['month,falls', ...months.map((month, index) => `${month},${10 + (index % 3)}`), ''].join('\n'));
  const imported = await line.hoshin(['import', 'observations', figures, '--code', 'falls-h', '--period', 'month', '--value', 'falls']);
  expect(imported).toMatchObject({ code: 0 });
});
afterAll(() => line.remove());

const chart = (...args: readonly string[]): Promise<Ended> => line.hoshin(['chart', ...args]);
/** The id by which the plan made whoever has this key in it. */
let idOf: (kind: 'post' | 'person', key: string) => string;
const read = async (): Promise<MeasureChart> => {
  const config = recordConfig({ out: () => {}, err: () => {}, interactive: false, environment: { HOSHIN_DATA: line.data } }, {});
  const { host, organisation } = await readViews(config);
  idOf = (kind, key) => planId(organisation, kind, key);
  const moment = host.now();
  return measureChart(moment, moment.tables.measures.get(moment.tables.measureByCode.get('falls-h')!)!);
};
const settings = async (): Promise<ChartSettingsRecord> => (await read()).settings;
const done = async (...args: readonly string[]): Promise<void> => {
  const { code, out, err } = await chart(...args);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^Falls with harm: \w+ is event \d+\.$/);
};

describe('hoshin chart', () => {
  it('takes a point out of the limits and lets it count again, whatever the measure is called', async () => {
    await done('ghost', 'falls', '2025-03', ...why);
    const { ghosts } = await settings();
    expect(ghosts).toMatchObject([{ period: '2025-03', reason: 'as the minutes say', by: { person: idOf('person', 'cai') } }]);
    expect((await chart('ghost', 'falls-h', '2025-03', ...why)).out).toBe('Falls with harm: nothing to do, it is so already.');
    await done('count', 'Falls with harm', '2025-03', ...why);
    expect((await settings()).ghosts).toEqual([]);
  });

  it('calculates limits anew with what changed them, and takes that back', async () => {
    await done('recalculate', 'falls', '2025-08', ...why, '--reference', 'project', 'P-7', 'falls team');
    expect((await settings()).recalculations).toMatchObject([
      { from: '2025-08', reference: { kind: 'project', id: 'P-7', text: 'falls team' } },
    ]);
    await done('withdraw-recalculation', 'falls', '2025-08', ...why);
    expect((await settings()).recalculations).toEqual([]);
  });

  it('sets a baseline by points or by a period, and clears it', async () => {
    await done('baseline', 'falls', '--points', '12', ...why);
    expect((await settings()).baseline?.baseline).toEqual({ kind: 'POINTS', points: 12 });
    await done('baseline', 'falls', '--until', '2025-10', ...why);
    expect((await settings()).baseline?.baseline).toEqual({ kind: 'UNTIL', period: '2025-10' });
    await done('clear-baseline', 'falls', ...why);
    expect((await settings()).baseline).toBeNull();
  });

  it('sets a target from a day on or from the beginning, and withdraws it', async () => {
    await done('target', 'falls', '9', ...why);
    await done('target', 'falls', '8.5', '--from', '2025-06-01', ...why);
    expect((await settings()).targets).toMatchObject([
      { from: null, value: '9' },
      { from: '2025-06-01', value: '8.5' },
    ]);
    await done('withdraw-target', 'falls', ...why);
    await done('withdraw-target', 'falls', '--from', '2025-06-01', ...why);
    expect((await settings()).targets).toEqual([]);
  });

  it('puts a note beside a figure, and takes it back by its number', async () => {
    await done('annotate', 'falls', '2025-05', 'new beds');
    expect((await read()).annotations).toMatchObject([{ number: 1, period: '2025-05', text: 'new beds' }]);
    await done('withdraw-annotation', 'falls', '1', ...why);
    expect((await read()).annotations).toEqual([]);
  });

  it('chooses how the chart is judged, acting in the post that is named', async () => {
    const words = ['--preset', 'mdc-2.6a', '--shift-points', '7', '--two-sigma-counts-beyond', 'no', '--lowest', '0'];
    await done('choose', 'falls', ...words, ...why, '--as', 'chief');
    const { choice } = await settings();
    expect(choice).toMatchObject({
      choice: {
        preset: 'mdc-2.6a',
        shiftPoints: 7,
        trendPoints: null,
        twoSigmaCountsBeyond: false,
        bounds: { lo: '0', hi: null },
        rolling: false,
      },
      by: { person: idOf('person', 'ben'), post: idOf('post', 'chief') },
    });
  });

  it('keeps the chart as it stands under a title', async () => {
    await done('publish', 'falls', 'board paper of 3 June');
    expect((await read()).publications).toMatchObject([{ title: 'board paper of 3 June', figures: 'KNOWN' }]);
  });

  it('shows in its pictures what was said about it', async () => {
    await done('annotate', 'falls', '2025-06', 'a note for the picture');
    const { code, out } = await line.hoshin(['picture', 'chart', 'falls', '--width', '400']);
    expect(code).toBe(0);
    expect(readXml(out).attributes['width']).toBe('400');
    expect(out).toContain('a note for the picture');
  });

  it('prints a refusal with its sentence, and ends with 1', async () => {
    expect(await chart('count', 'falls', '2025-04', ...why)).toMatchObject({
      code: 1,
      out: '',
      err: 'hoshin: April 2025 is not taken out of the limits, there is nothing to undo (PointCounts)',
    });
    expect(await chart('publish', 'falls', 'May', '--published')).toMatchObject({
      code: 1,
      err: expect.stringContaining('there is no figure on the chart to publish, record some or close their periods first'),
    });
    expect(await chart('ghost', 'falls', '2025-04', ...why, '--as', 'medicine-lead')).toMatchObject({
      code: 1,
      err: expect.stringContaining('(NotYourMeasure)'),
    });
    expect(await chart('ghost', 'rises', '2025-04', ...why)).toMatchObject({
      code: 1,
      err: expect.stringContaining('there is no measure rises'),
    });
    const nowhere = await chart('ghost', 'falls', '2025-04', ...why, '--data', `${line.folder}/nowhere`);
    expect(nowhere.code).toBe(1);
  });

  it('ends with 2 and writes nothing where it is written wrongly', async () => {
    const before = (await read()).position;
    const wrong: readonly (readonly [says: string, ...args: string[]])[] = [
      ["required option '--reason <sentence>'", 'ghost', 'falls', '2025-04'],
      ["missing required argument 'period'", 'ghost', 'falls', ...why],
      ['name one of --points, --until', 'baseline', 'falls', ...why],
      ['name one of --points, --until', 'baseline', 'falls', '--points', '12', '--until', '2025-10', ...why],
      ['Write a whole number', 'baseline', 'falls', '--points', 'a dozen', ...why],
      ['Allowed choices are xmr, run', 'choose', 'falls', '--chart', 'pie', ...why],
      ['--reference takes three words', 'annotate', 'falls', '2025-05', 'a note', '--reference', 'incident'],
    ];
    for (const [says, ...args] of wrong) expect(await chart(...args)).toMatchObject({ code: 2, err: expect.stringContaining(says) });
    expect((await read()).position).toBe(before);
  });

  it('lists every subcommand with examples', async () => {
    const { code, out } = await chart('--help');
    expect(code).toBe(0);
    for (const { called } of Object.values(chartSettings)) expect(out).toContain(`  ${called} `);
    expect(out).toContain('hoshin chart ghost falls 2026-04');
  });
});
