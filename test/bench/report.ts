/** What a measurement says: medians with their spread, set against a peer of the same run and against its aim. */

/** What the aim is about: the median, the worst run, or the ratio to the peer. */
export type Aim = { readonly of: 'ratio' | 'value' | 'worst' } & ({ readonly atLeast: number } | { readonly atMost: number });

export interface Result {
  readonly name: string;
  /** Events in the log it was measured on; none where it began with a new one. */
  readonly events: number;
  readonly unit: string;
  readonly runs: readonly number[];
  readonly median: number;
  readonly peer: { readonly name: string; readonly runs: readonly number[]; readonly median: number } | null;
  /** Median over the runs of ours divided by the peer's in the same run. */
  readonly ratio: number | null;
  readonly aim: Aim | null;
  readonly met: boolean | null;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** The value that so many of a hundred do not exceed. */
export const percentile = (values: readonly number[], percent: number): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil((percent / 100) * sorted.length) - 1)]!;
};

export interface Measured {
  readonly name: string;
  readonly events: number;
  readonly unit: string;
  readonly runs: readonly number[];
  readonly peer?: { readonly name: string; readonly runs: readonly number[] };
  readonly aim?: Aim;
}

export const result = ({ name, events, unit, runs, peer, aim }: Measured): Result => {
  const own = median(runs);
  const ratio = peer ? median(runs.map((value, index) => value / peer.runs[index]!)) : null;
  const judged = aim?.of === 'ratio' ? ratio! : aim?.of === 'worst' ? Math.max(...runs) : own;
  const met = aim ? ('atLeast' in aim ? judged >= aim.atLeast : judged <= aim.atMost) : null;
  return {
    name,
    events,
    unit,
    runs,
    median: own,
    peer: peer ? { ...peer, median: median(peer.runs) } : null,
    ratio,
    aim: aim ?? null,
    met,
  };
};

const figure = (value: number): string =>
  Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en-GB') : value.toPrecision(value < 1 ? 2 : 3);

const withSpread = (middle: number, runs: readonly number[]): string =>
  runs.length === 1 ? figure(middle) : `${figure(middle)} (${figure(Math.min(...runs))}–${figure(Math.max(...runs))})`;

const aimText = ({ aim, met, unit }: Result): string => {
  if (!aim) return '';
  const limit = 'atLeast' in aim ? `at least ${figure(aim.atLeast)}` : `at most ${figure(aim.atMost)}`;
  return `aim: ${limit}${aim.of !== 'ratio' ? ` ${unit}` : ''}  ${met ? '✓ met' : '✗ MISSED'}`;
};

const sizeText = (events: number): string => {
  if (events === 0) return 'new log';
  return events >= 1_000_000 ? `${events / 1_000_000} M` : `${events / 1_000} k`;
};

/** One line per result: name, log, median with lowest and highest run, the peer's, the ratio, the aim. */
export const table = (results: readonly Result[]): string => {
  const rows = results.map((each) => [
    each.name,
    sizeText(each.events),
    `${withSpread(each.median, each.runs)} ${each.unit}`,
    each.peer ? `${each.peer.name} ${withSpread(each.peer.median, each.peer.runs)}` : '',
    each.ratio === null ? '' : `ratio ${each.ratio.toFixed(2)}`,
    aimText(each),
  ]);
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]!.length))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

/** How the medians grow with the log: one line per measurement that was made on several sizes. */
export const growth = (results: readonly Result[]): string => {
  const named = new Map<string, Result[]>();
  for (const each of results) named.set(each.name, [...(named.get(each.name) ?? []), each]);
  return [...named]
    .filter(([, sizes]) => new Set(sizes.map(({ events }) => events)).size > 1)
    .map(([name, sizes]) => {
      const steps = sizes.map(({ events, median: value }) => `${sizeText(events)}: ${figure(value)}`).join('  →  ');
      return `${name} [${sizes[0]!.unit}]  ${steps}`;
    })
    .join('\n');
};
