import { elementsNamed, readXml } from '#testing';
import { commandLine, type CommandLine, type Ended } from './command-line.js';

let line: CommandLine;
beforeEach(() => {
  line = commandLine();
});
afterEach(() => line.remove());

const units = [
  { id: 'a', name: 'Ashby', numerator: 1430, denominator: 2000 },
  { id: 'b', numerator: 290, denominator: 400 },
  { id: 'c', name: 'Corby', numerator: 30, denominator: 100 },
];
const funnel = { funnel: { units, options: { kind: 'proportion', overdispersion: false } } };
const pareto = {
  pareto: {
    categories: [
      { name: 'Scan', count: 10 },
      { name: 'Bed', count: 60 },
      { name: 'Ward', count: 30 },
    ],
  },
};

const spc = (...lines: readonly unknown[]): Promise<Ended> =>
  line.hoshin(['spc'], {}, [lines.map((each) => JSON.stringify(each)).join('\n')]);
const answersOf = ({ out }: Ended): Record<string, unknown>[] => out.split('\n').map((text) => JSON.parse(text) as Record<string, unknown>);

describe('hoshin spc', () => {
  it('answers a funnel with each unit’s place among the others, and a Pareto with the vital few', async () => {
    const ended = await spc({ id: 7, ...funnel }, pareto);
    expect(ended).toMatchObject({ code: 0, err: '' });
    const [compared, causes] = answersOf(ended);
    expect(compared).toMatchObject({
      id: 7,
      funnel: {
        target: 0.7,
        phi: null,
        adjusted: false,
        warnings: [{ code: 'FEW_UNITS' }],
        units: [
          { name: 'Ashby', outside: null },
          { name: 'b', outside: null },
          { name: 'Corby', value: 0.3, outside: { within: 0.998, side: 'below' } },
        ],
      },
    });
    expect(compared!['funnel']).not.toHaveProperty('curve');
    expect(causes).toMatchObject({
      pareto: {
        total: 100,
        vitalFew: 2,
        bars: [
          { name: 'Bed', share: 0.6 },
          { name: 'Ward', cumulativeShare: 0.9, vital: true },
          { name: 'Scan', vital: false },
        ],
      },
    });
    const file = line.file('funnel.json', JSON.stringify(funnel));
    expect(answersOf(await line.hoshin(['spc', '--full', file]))[0]!['funnel']).toHaveProperty('curve');
  });

  it('answers what cannot be compared with its error, its field and its line', async () => {
    const [first] = units;
    const ended = await spc(
      { id: 'twice', funnel: { units: [first, first], options: { kind: 'rate' } } },
      { funnel: { units, options: { kind: 'share' } } },
      { funnel: { units: [{ id: 'a', numerator: '3', denominator: 4 }], options: { kind: 'rate' } } },
      { funnel: { units: [], options: { kind: 'rate' } } },
      { pareto: { categories: [{ name: 'Bed', count: -1 }] } },
      { ...pareto, points: [] },
      { pareto: null },
      pareto,
    );
    expect(ended.code).toBe(1);
    expect(ended.err).toContain('7 of 8 lines cannot be used');
    const answers = answersOf(ended);
    expect(answers.slice(0, 7).map(({ line: at, field }) => [at, field])).toEqual([
      [1, 'id'],
      [2, 'funnel.options.kind'],
      [3, 'funnel.units[0].numerator'],
      [4, 'units'],
      [5, 'count'],
      [6, ''],
      [7, 'pareto'],
    ]);
    expect(answers[0]).toMatchObject({ id: 'twice', error: 'the unit a comes twice; add its figures up first' });
    expect(answers[2]!['error']).toContain('funnel.units[0].numerator: ');
    expect(answers[5]!['error']).toContain('points');
    expect(answers[7]).not.toHaveProperty('error');
  });
});

describe('hoshin picture', () => {
  const textsIn = (svg: string): readonly string[] => elementsNamed(readXml(svg), 'text').map(({ text }) => text);

  it('draws a funnel and a Pareto from a file, without any record', async () => {
    const file = line.file('trusts.json', JSON.stringify(funnel));
    const { code, out, err } = await line.hoshin(['picture', 'funnel', file, '--denominator', 'attendances', '--width', '800', '--grey']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(textsIn(out)).toEqual(expect.arrayContaining(['trusts', 'attendances', 'Corby', expect.stringMatching(/^Average 70(\.0+)?%$/)]));
    const svg = `${line.folder}/causes.svg`;
    const causes = line.file('causes.json', JSON.stringify(pareto));
    expect(await line.hoshin(['picture', 'pareto', causes, '--title', 'Why', '--out', svg])).toMatchObject({
      code: 0,
      out: '',
      err: `wrote ${svg}`,
    });
    const { out: shown } = await line.hoshin(['picture', 'pareto', causes, '--title', 'Why', '--counted', 'delays']);
    expect(textsIn(shown)).toEqual(expect.arrayContaining(['Why', 'delays', 'Bed', '60 delays (60%)']));
  });

  it('names what in the file makes no picture, and what is written wrongly', async () => {
    const bad = line.file(
      'bad.json',
      JSON.stringify({ funnel: { units: [{ id: 'a', numerator: 5, denominator: 4 }], options: { kind: 'proportion' } } }),
    );
    expect(await line.hoshin(['picture', 'funnel', bad])).toMatchObject({
      code: 1,
      err: expect.stringContaining('bad.json cannot be used: the numerator of a, 5, is above its denominator, 4'),
    });
    expect(await line.hoshin(['picture', 'pareto', bad])).toMatchObject({ code: 1, err: expect.stringContaining('bad.json:1:') });
    expect(await line.hoshin(['picture', 'pareto', 'nowhere.json'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('is not there'),
    });
    expect(await line.hoshin(['picture', 'funnel', bad, '--per', 'many'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('Write a whole number from 1 to 1000000.'),
    });
    expect(await line.hoshin(['picture', 'funnel'])).toMatchObject({
      code: 2,
      err: expect.stringContaining("missing required argument 'file'"),
    });
  });
});
