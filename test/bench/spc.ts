/** The engine that tells signal from noise, against a loop that only takes a mean and a mean moving range. */
import { chartOf, glanceOf, judge, judgeSeries, readSeries, rulebookOf, type Point } from '#spc';
import { result, type Result } from './report.js';

const pointsPerRun = 400_000;

const dayAt = (index: number): string => new Date(Date.UTC(2000, 0, 1 + index)).toISOString().slice(0, 10);
/** Figures without a pattern, the same every time; every series begins elsewhere. */
const seriesOf = (points: number, count: number): readonly (readonly Point[])[] => {
  let state = 7;
  const figure = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return 40 + (Math.floor(state / 65_536) % 2_500) / 100;
  };
  return Array.from({ length: count }, () => Array.from({ length: points }, (_, index) => ({ date: dayAt(index), value: figure() })));
};

/** What limits take and no more: neither dates nor rules nor icons. */
const meansOf = (values: Float64Array): number => {
  let before = values[0]!;
  let sum = before;
  let ranges = 0;
  for (let index = 1; index < values.length; index += 1) {
    const value = values[index]!;
    sum += value;
    ranges += Math.abs(value - before);
    before = value;
  }
  return sum / values.length + ranges / (values.length - 1);
};

/** Every way to ask, and the loop, in turn; points in a second. */
export const measureSpc = (runs: number): Result[] =>
  [36, 2_000].flatMap((points) => {
    const given = seriesOf(points, Math.max(1, Math.floor(20_000 / points)));
    const options = { direction: 'decrease', target: 52 } as const;
    const rulebook = rulebookOf(options);
    const read = given.map((each) => readSeries(each));
    const ways = {
      judgeSeries: (index: number) => judgeSeries(read[index]!, rulebook).variation,
      judge: (index: number) => judge(given[index]!, options).variation,
      glanceOf: (index: number) => glanceOf(given[index]!, options).variation,
      chartOf: (index: number) => chartOf(given[index]!, options).variation,
      loop: (index: number) => meansOf(read[index]!.values),
    };
    type Way = keyof typeof ways;
    const names = Object.keys(ways) as Way[];
    const rates: Record<Way, number[]> = { judgeSeries: [], judge: [], glanceOf: [], chartOf: [], loop: [] };
    const seen = new Set<unknown>();
    const rate = (way: Way): number => {
      const work = ways[way];
      // The loop is so short that it goes through the series more often.
      const rounds = Math.ceil((pointsPerRun * (way === 'loop' ? 10 : 1)) / (points * given.length));
      const started = performance.now();
      for (let round = 0; round < rounds; round += 1) for (let index = 0; index < given.length; index += 1) seen.add(work(index));
      return (rounds * points * given.length) / ((performance.now() - started) / 1_000);
    };
    // The first two are not counted: they compile.
    for (let run = -2; run < runs; run += 1)
      for (const name of names) {
        const found = rate(name);
        if (run >= 0) rates[name].push(found);
      }
    return names.flatMap((name) =>
      name === 'loop'
        ? []
        : result({
            name: `${name}, ${points.toLocaleString('en-GB')} points`,
            events: 0,
            unit: 'points/s',
            runs: rates[name],
            peer: { name: 'means alone', runs: rates.loop },
            ...(name === 'judgeSeries' && points === 2_000 && { aim: { of: 'ratio', atLeast: 0.2 } as const }),
          }),
    );
  });
