import { plannedLine, smallTrust, type CommandLine, type Ended } from './command-line.js';
import { readRecord, recordConfig } from '../../apps/cli/src/record.js';
import { asKnownNow, saidDay } from '../../libs/strategy/src/index.js';

const measure = (key: string, kind: string, combination: string, frequency = 'MONTH'): string => `
  - key: ${key}
    unit: board
    name: ${key}
    kind: ${kind}
    unitOfMeasure: of them
    direction: { kind: DECREASE }
    frequency: ${frequency}
    overTime: ${combination}
    overUnits: ${combination}
    operationalDefinition: Counted by hand.
    source: a made-up table
    steward: figures`;

const trust = smallTrust.replace(
  '\ncandidates:',
  [
    measure('pressure-ulcers', 'COUNT', 'SUM'),
    measure('harm:free', 'PROPORTION', 'RATIO'),
    measure('beds', 'COUNT', 'SUM', 'DAY'),
    measure('calls', 'COUNT', 'SUM', 'DAY'),
    measure('letters', 'COUNT', 'SUM', 'QUARTER'),
    '\ncandidates:',
  ].join(''),
);

/** A day so many days after 1 January 1999. */
const dayAfter = (days: number): string => new Date(Date.UTC(1999, 0, 1 + days)).toISOString().slice(0, 10);

let line: CommandLine;
const record = () => readRecord(recordConfig({ out: () => {}, err: () => {}, interactive: false, environment: {} }, { data: line.data }));
const series = async (code: string): Promise<Record<string, string | null>> => {
  const { tables } = await record();
  return Object.fromEntries(
    [...asKnownNow(tables.observations.of(tables.measureByCode.get(code)!))].map(([period, { value, numerator, denominator }]) => [
      period,
      numerator === null ? value : `${numerator}/${denominator}`,
    ]),
  );
};
const table = (...rows: readonly string[]): string => line.file('table.csv', [...rows, ''].join('\n'));
const observe = (file: string, ...more: readonly string[]): Promise<Ended> => line.hoshin(['import', 'observations', file, ...more]);
const wide = (file: string, ...more: readonly string[]): Promise<Ended> => observe(file, '--wide', '--period', 'month', ...more);
const told = ({ err }: Ended): string[] => err.split('\n').map((each) => each.replaceAll(`${line.folder}/`, ''));

const mapping = (...more: readonly string[]): string =>
  line.file(
    'wide.yaml',
    `
period: { column: Month, format: MMM-YY }
measures:
  - { code: falls, value: Falls with harm }
  - { code: harm:free, numerator: seen - harmed, denominator: seen }
ignoreColumns: [Remarks]
leaveOut: { Month: [Total] }
${more.join('\n')}`.replace('value: Falls with harm', `value: '"Falls with harm"'`),
  );

describe('A wide table that cannot be used', () => {
  let before: number;
  beforeAll(async () => {
    line = await plannedLine(trust);
    before = (await record()).position;
  });
  afterEach(async () => expect((await record()).position).toBe(before));
  afterAll(() => line.remove());

  it('is told every column that names no measure, and the way out', async () => {
    const ended = await wide(table('month,falls,slips,remarks', '2025-04,1,2,'));
    expect(ended.code).toBe(1);
    const wayOut = 'define it first, put the code right, or leave the column out with --ignore-columns (ignoreColumns in a mapping)';
    expect(told(ended)).toEqual([
      'hoshin: table.csv cannot be used:',
      `  table.csv:1 slips: there is no measure with the code slips; ${wayOut}`,
      `  table.csv:1 remarks: there is no measure with the code remarks; ${wayOut}`,
    ]);
    expect((await wide(table('month,falls,slips', '2025-04,1,2'), '--skip-bad')).err).toContain('there is no measure with the code slips');
  });

  it('is told which columns it lacks, has twice, or has without a name', async () => {
    expect(await wide(table('Month,falls', '2025-04,1'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('has no column month; its columns are Month, falls'),
    });
    expect((await wide(table('month,falls', '2025-04,1'), '--ignore-columns', 'remarks')).err).toContain('has no column remarks');
    expect((await wide(table('month,falls,falls', '2025-04,1,2'))).err).toContain('has the column falls twice: rename one of them');
    expect((await wide(table('month,,falls', '2025-04,1,2'))).err).toContain('column 2 has no name: head it with its measure’s code');
    expect((await wide(table('month,remarks', '2025-04,x'), '--ignore-columns', 'remarks')).err).toContain('has no column of a measure');
    expect((await wide(line.file('empty.csv', ''))).err).toContain('is empty: its first line names the columns');
    expect(await wide(`${line.folder}/nowhere.csv`)).toMatchObject({ code: 1, err: expect.stringContaining('is not there') });
  });

  it('is told that a pooled figure needs two columns, and one that stands by itself only one', async () => {
    expect((await wide(table('month,harm:free', '2025-04,0.9'))).err).toContain(
      ':1 harm:free: harm:free is pooled from a numerator and a denominator; name the columns of both in a mapping',
    );
    const parts = line.file('parts.yaml', 'period: { column: month }\nmeasures: [{ code: falls, numerator: a, denominator: b }]');
    expect((await observe(table('month,a,b', '2025-04,1,2'), '--mapping', parts)).err).toContain(
      ':1 a / b: falls stands by itself; give its value instead of two parts',
    );
  });

  it('is told line, column and reason of every cell that is no figure of its measure, and of a line once what is wrong with it', async () => {
    const ended = await observe(
      table(
        'Month,Falls with harm,seen,harmed,Remarks',
        'Apr-25,3,100,2,',
        'May-25,3.5,0,-3,',
        'Jun-25,many,100,,',
        'Jul-25,-1,100,101,',
        'April 2025,3,100,2,',
        'Apr-25,4,100,2,again',
        'Aug-25,1,2',
        'Sep-99,1,2,1,',
        'Total,11,400,7,',
      ),
      '--mapping',
      mapping(),
    );
    expect(ended.code).toBe(1);
    expect(told(ended)).toEqual([
      'table.csv:3 Falls with harm: 3.5 for May 2025 is no count, count in whole numbers from 0',
      'table.csv:3 seen - harmed / seen: 3/0 for May 2025 divides by zero, give the denominator or 0/0 for no activity',
      "table.csv:4 Falls with harm: 'many' is no number: write at most 15 digits as 1234.5",
      'table.csv:4 harmed: is empty',
      'table.csv:5 Falls with harm: -1 for July 2025 is no count, count in whole numbers from 0',
      'table.csv:5 seen - harmed / seen: -1/100 for July 2025 is below 0, count from 0',
      "table.csv:6 Month: 'April 2025' is no month that exists, or is not written as the mapping says",
      'table.csv:7 Falls with harm: 2025-04 of falls comes twice: line 2 has it too',
      'table.csv:7 seen - harmed / seen: 2025-04 of harm:free comes twice: line 2 has it too',
      'table.csv:8 (all): the line has 2 fields too few',
      'table.csv:9 Month: September 2099 has not begun, report it when it has',
      'hoshin: 14 of 16 cells of table.csv cannot be used; nothing was written. Correct them, or take the others with --skip-bad',
    ]);
  });

  it('is told of a total row as of any line whose period is none', async () => {
    const ended = await wide(table('month,falls,pressure-ulcers', '2025-04,1,2', 'Total,1,2'));
    expect(told(ended)[0]).toBe("table.csv:3 month: 'Total' is no month that exists, or is not written as the mapping says");
    expect(ended.code).toBe(1);
  });

  it('is told which kind of period a line’s is none of, where its measures are reported by different ones', async () => {
    expect(told(await wide(table('month,falls,letters', '2025-04,1,2'))).slice(0, -1)).toEqual([
      "table.csv:2 month: '2025-04' is no quarter that exists, or is not written as the mapping says",
    ]);
  });

  it('is told three bad cells in ten thousand rows', async () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => `${dayAfter(index)},${index % 90},${index % 40}`)
      .with(41, `${dayAfter(41)},12,4O`)
      .with(4_998, `${dayAfter(4_998)},-2,7`)
      .with(9_999, '2026-02-30,1,');
    const ended = await wide(table('month,beds,calls', ...rows));
    expect(ended.code).toBe(1);
    expect(told(ended)).toEqual([
      "table.csv:43 calls: '4O' is no number: write at most 15 digits as 1234.5",
      `table.csv:5000 beds: -2 for ${saidDay(dayAfter(4_998))} is no count, count in whole numbers from 0`,
      "table.csv:10001 month: '2026-02-30' is no day that exists, or is not written as the mapping says",
      'hoshin: 3 of 19999 cells of table.csv cannot be used; nothing was written. Correct them, or take the others with --skip-bad',
    ]);
  });

  it('is used wrongly with what belongs to a file of one measure, or without its period', async () => {
    const file = table('month,falls', '2025-04,1');
    for (const [args, because] of [
      [['--wide'], '--wide needs the --period column'],
      [['--wide', '--period', 'month', '--code', 'falls'], 'leave --code out, or name a --mapping'],
      [['--wide', '--period', 'month', '--pooled-over', 'ward'], 'leave --pooled-over out'],
      [['--code', 'falls', '--period', 'month', '--value', 'falls', '--ignore-columns', 'x'], '--ignore-columns belongs to --wide'],
      [['--mapping', mapping(), '--wide'], '--mapping says what --wide would say: leave one out'],
      [['--mapping', mapping(), '--ignore-columns', 'x'], '--mapping says what --ignore-columns would say: leave one out'],
    ] as const)
      expect(await observe(file, ...args)).toMatchObject({ code: 2, err: expect.stringContaining(because) });
  });

  it('is told on which line of its mapping something is wrong', async () => {
    const heading = 'Month,Falls with harm,seen,harmed,Remarks';
    const forgotten = await observe(table(`${heading},slips`, 'Apr-25,3,100,2,,1'), '--mapping', mapping());
    expect(forgotten.err).toContain(':1 slips: belongs to no measure of the mapping; name it there, or under ignoreColumns');
    const twice = line.file('twice.yaml', 'period: { column: Month }\nmeasures:\n  - { code: a, value: x }\n  - { code: a, value: y }\n');
    expect((await observe(table(heading), '--mapping', twice)).err).toContain('twice.yaml:4:7 measures[1].code: a is named twice');
    const both = line.file(
      'both.yaml',
      'period: { column: Month }\nmeasures:\n  - { code: a, value: x, numerator: y }\nmeasure: { code: a }\n',
    );
    const { err } = await observe(table(heading), '--mapping', both);
    expect(err).toContain('both.yaml:3:16 measures[0].value: give either a value, or a numerator and a denominator');
    expect(err).toContain('both.yaml:4:1 measure: is not a word of this format');
  });
});

describe('A wide table', () => {
  beforeEach(async () => {
    line = await plannedLine(trust);
  });
  afterEach(() => line.remove());

  const rows = [
    'month,falls,remarks,pressure-ulcers',
    '2025-04,11,,2',
    '2025-05,9,late,',
    ',,,',
    '2025-06,,nobody counted,',
    '2025-07,0,,5',
  ];

  it('gives each column’s figures to the measure it is headed with, and an empty cell to nobody', async () => {
    const dry = await wide(table(...rows), '--ignore-columns', 'remarks', '--dry-run');
    expect(dry).toMatchObject({
      code: 0,
      out:
        'would take 5 cells: 5 figures recorded, 0 corrected, 0 unchanged; 0 cells skipped; 2 measures (0 of them new).\n' +
        'Nothing was written.',
    });
    expect(await series('falls')).toEqual({});
    const { code, out } = await wide(table(...rows), '--ignore-columns', 'remarks');
    expect(code).toBe(0);
    expect(out).toContain('5 cells: 5 figures recorded, 0 corrected, 0 unchanged; 0 cells skipped; 2 measures.');
    expect(await series('falls')).toEqual({ '2025-04': '11', '2025-05': '9', '2025-07': '0' });
    expect(await series('pressure-ulcers')).toEqual({ '2025-04': '2', '2025-07': '5' });
  });

  it('adds nothing when it comes again, corrects what differs with a reason, and is taken out as one import', async () => {
    const options = ['--ignore-columns', 'remarks'];
    await wide(table(...rows), ...options);
    expect((await wide(table(...rows), ...options)).out).toMatch(/^Nothing to add: import [0-9a-f-]+ brought this file in on /);
    const republished = table(...rows.with(1, '2025-04,12,,2').with(4, '2025-06,7,,'));
    expect(told(await wide(republished, ...options))[0]).toBe(
      'table.csv:2 falls: 2025-04 of falls has 11 and the file says 12: correct it with --correct "reason"',
    );
    const { out } = await wide(republished, ...options, '--correct', 'counted anew');
    expect(out).toContain('6 cells: 1 figures recorded, 1 corrected, 4 unchanged');
    expect(await series('falls')).toEqual({ '2025-04': '12', '2025-05': '9', '2025-06': '7', '2025-07': '0' });
    const [, second] = [...(await record()).tables.imports.values()];
    expect(second).toMatchObject({ file: 'table.csv', finished: { rows: 6, recorded: 1, corrected: 1, unchanged: 4, skipped: 0 } });
    expect(await line.hoshin(['import', 'reverse', second!.id, '--reason', 'the wrong table'])).toMatchObject({ code: 0 });
    expect(await series('falls')).toEqual({ '2025-04': '11', '2025-05': '9', '2025-07': '0' });
  });

  it('is read by a mapping that names columns, and pairs of them, for measures', async () => {
    const file = table(
      'Month,Falls with harm,seen,harmed,Remarks',
      'Apr-25,3,100,2,',
      'May-25,,0,0,closed',
      'Jun-25,1,,,"not yet, in June"',
      'Total,4,100,2,',
    );
    const { code, out } = await observe(file, '--mapping', mapping());
    expect(code).toBe(0);
    expect(out).toContain('4 cells: 4 figures recorded, 0 corrected, 0 unchanged; 0 cells skipped; 2 measures.');
    expect(await series('falls')).toEqual({ '2025-04': '3', '2025-06': '1' });
    expect(await series('harm:free')).toEqual({ '2025-04': '98/100', '2025-05': '0/0' });
  });

  it('gives up only the bad cells with --skip-bad: the others of their lines are taken', async () => {
    const file = table('month,falls,pressure-ulcers', '2025-04,1,x', '2025-05,2,3', 'Total,3,3', '2025-04-01,4,5');
    const { code, out, err } = await wide(file, '--skip-bad');
    expect(code).toBe(0);
    expect(err.split('\n')).toHaveLength(3);
    expect(out).toContain('8 cells: 3 figures recorded, 0 corrected, 0 unchanged; 5 cells skipped; 2 measures.');
    expect([await series('falls'), await series('pressure-ulcers')]).toEqual([{ '2025-04': '1', '2025-05': '2' }, { '2025-05': '3' }]);
  });
});

describe('A file of one measure', () => {
  beforeEach(async () => {
    line = await plannedLine(trust);
  });
  afterEach(() => line.remove());

  it('says which three of ten thousand rows are bad and why, writes nothing, and with --skip-bad all the others', async () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => `${dayAfter(index)},${index % 90}`)
      .with(0, `${dayAfter(0)},12.5`)
      .with(5_000, `${dayAfter(4_999)},3`)
      .with(9_998, `${dayAfter(9_998)},`);
    const file = table('day,beds in use', ...rows);
    const options = ['--code', 'beds', '--period', 'day', '--value', '"beds in use"'];
    const { position } = await record();
    const refused = await observe(file, ...options);
    expect(refused.code).toBe(1);
    expect(told(refused)).toEqual([
      `table.csv:2 beds in use: 12.5 for ${saidDay(dayAfter(0))} is no count, count in whole numbers from 0`,
      `table.csv:5002 day: ${dayAfter(4_999)} of beds comes twice: line 5001 has it too`,
      'table.csv:10000 beds in use: is empty',
      'hoshin: 3 of 10000 rows of table.csv cannot be used; nothing was written. Correct them, or take the others with --skip-bad',
    ]);
    expect((await record()).position).toBe(position);

    const { code, out } = await observe(file, ...options, '--skip-bad');
    expect(code).toBe(0);
    // Which of two rows of one day is right nobody can say: neither is taken.
    expect(out).toContain('10000 rows: 9996 figures recorded, 0 corrected, 0 unchanged; 4 rows skipped; 1 measures.');
    expect(Object.keys(await series('beds'))).toHaveLength(9_996);
  });
});
