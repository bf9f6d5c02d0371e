import { type CommandLine, commandLine, type Ended } from './command-line.js';

/** A month's first day, counted from January 2024. */
const month = (index: number): string => `${2024 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`;
const pointsOf = (values: readonly (number | null)[]): object[] => values.map((value, index) => ({ date: month(index), value }));

/** Mean 10, and every moving range 2. */
const steady = [9, 11, 9, 11, 9, 11, 9, 11, 9, 11, 9, 11, 9, 11];

/** A line of the answer, as far as these tests look into it. */
interface Answer extends Record<string, unknown> {
  readonly points: readonly Record<string, unknown>[];
  readonly error: string;
  readonly line?: number;
}

describe('hoshin spc', () => {
  let line: CommandLine;
  beforeEach(() => {
    line = commandLine();
  });
  afterEach(() => line.remove());
  const read = (...lines: readonly string[]): Promise<Ended> => line.hoshin(['spc'], {}, [lines.join('\n')]);
  const answersOf = ({ out }: Ended): Answer[] => out.split('\n').map((text) => JSON.parse(text) as Answer);

  it('answers each series with its chart, in the order they came', async () => {
    const first = { id: 'falls', points: pointsOf([...steady, 30]), options: { direction: 'decrease', target: 10 } };
    const second = { points: pointsOf(steady), options: { preset: 'nhsr-0.2', direction: 'increase' } };
    const ended = await read(JSON.stringify(first), JSON.stringify(second), '');
    expect(ended.code).toBe(0);
    const [falls, other] = answersOf(ended);
    expect(Object.keys(falls!)).toEqual(['id', 'points', 'variation', 'assurance', 'warnings', 'rulesVersion']);
    // Mean 170/15, mean range (13 × 2 + 19)/14.
    const [mean, range] = [170 / 15, 45 / 14];
    expect(falls!.points[14]).toEqual({
      date: '2025-03-01',
      value: 30,
      mean: expect.closeTo(mean, 9),
      lower: expect.closeTo(mean - 2.66 * range, 9),
      upper: expect.closeTo(mean + 2.66 * range, 9),
      type: 'concern',
      reasons: [expect.stringContaining('30')],
    });
    expect(falls).toMatchObject({ id: 'falls', variation: 'concern_high', assurance: 'inconsistent', rulesVersion: 1 });
    expect(other).toMatchObject({ variation: 'common_cause', assurance: null });
    expect(other).not.toHaveProperty('id');
  });

  it('answers a bad line with its error and number, goes on with the rest, and ends with 1', async () => {
    const good = JSON.stringify({ points: pointsOf(steady) });
    const ended = await read(
      good,
      '{"points": [',
      '',
      JSON.stringify({ id: 7, points: [{ date: '2024-02-30', value: 1 }] }),
      JSON.stringify({ points: pointsOf(steady), options: { shiftPoints: 5 } }),
      JSON.stringify({ points: [{ date: '2024-01-01', numerator: 3, denominator: 0 }] }),
      '[1, 2]',
      '{}',
      '{"points": [], "options": 3}',
      good,
    );
    expect(ended.code).toBe(1);
    expect(ended.err).toBe('hoshin: 7 of 10 lines cannot be used: each is answered with its error and its line number');
    const answers = answersOf(ended);
    expect(answers).toHaveLength(9);
    expect(answers.map(({ line: at }) => at)).toEqual([undefined, 2, 4, 5, 6, 7, 8, 9, undefined]);
    expect(answers[1]!.error).toContain('this is not JSON');
    expect(answers[2]).toMatchObject({ id: 7, field: 'points[0].date', error: expect.stringContaining('2024-02-30') });
    expect(answers[3]).toMatchObject({ field: 'options.shiftPoints', error: expect.stringContaining('5') });
    expect(answers[4]!.error).toContain('3 cannot be a part of nothing');
    expect(answers[8]).toEqual(answers[0]);
  });

  it('shows ghosts and missing months without a type, and no limits where there are too few points', async () => {
    const points = [
      ...pointsOf([9, null, 11]),
      { date: '2024-04-01', value: 50, ghost: true },
      { date: '2024-05-01', numerator: 0, denominator: 0 },
    ];
    const [answer] = answersOf(await read(JSON.stringify({ points })));
    expect(answer!.points.map(({ value, type }) => [value, type])).toEqual([
      [9, 'common_cause'],
      [null, null],
      [11, 'common_cause'],
      [50, null],
      [null, null],
    ]);
    expect(answer!.points.map(({ mean, lower, upper }) => [mean, lower, upper])).toEqual(Array.from({ length: 5 }, () => [10, null, null]));
    expect(answer).toMatchObject({ variation: null, assurance: null });
  });

  it('reads a file as it reads what is piped in, and with --full says everything', async () => {
    const text = `${JSON.stringify({ points: pointsOf(steady) })}\n`;
    const file = line.file('series.ndjson', text);
    expect(await line.hoshin(['spc', file])).toEqual(await read(text));
    const [full] = answersOf(await line.hoshin(['spc', '--full', file]));
    expect(full).toMatchObject({ preset: 'mdc-2.6', chart: 'xmr', segments: [{ points: 14 }], limitsShown: true });
    expect(await line.hoshin(['spc', 'nowhere.ndjson'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('nowhere.ndjson is not there'),
    });
  });

  it('takes a file as Windows writes it, with a byte order mark and two characters at the end of a line', async () => {
    const ended = await read(
      `\uFEFF${JSON.stringify({ points: pointsOf(steady) })}\r`,
      `${JSON.stringify({ points: pointsOf(steady) })}\r`,
    );
    expect([ended.code, answersOf(ended).map(({ variation }) => variation)]).toEqual([0, ['common_cause', 'common_cause']]);
    expect((await read('{}')).err).toBe('hoshin: 1 of 1 line cannot be used: each is answered with its error and its line number');
  });

  it('takes a series that comes in pieces', async () => {
    const text = JSON.stringify({ points: pointsOf(steady) });
    const pieces = [text.slice(0, 7), text.slice(7, 90), `${text.slice(90)}\n${text.slice(0, 3)}`, text.slice(3)];
    const ended = await line.hoshin(['spc'], {}, pieces);
    expect(answersOf(ended)).toHaveLength(2);
    expect(ended.code).toBe(0);
  });
});
