/** Folding all views from the log, as every start does, against only scanning and parsing it. */
import { answerOf, endProcess, startProcess } from './processes.js';
import type { Read } from './rebuild-process.js';
import { result, type Result } from './report.js';

const read = async (what: 'rebuild' | 'scan', file: string): Promise<Read> => {
  const child = startProcess('rebuild-process', [what, file]);
  try {
    return await answerOf<Read>(child, what);
  } finally {
    await endProcess(child);
  }
};

export const measureRebuild = async (file: string, events: number, runs: number, aims: boolean): Promise<Result[]> => {
  const [rebuilds, scans]: [Read[], Read[]] = [[], []];
  for (let run = 0; run < runs; run++) {
    scans.push(await read('scan', file));
    rebuilds.push(await read('rebuild', file));
  }
  const rate = (reads: readonly Read[]): number[] => reads.map(({ events: count, seconds }) => count / seconds);
  return [
    result({
      name: 'rebuild of all views',
      events,
      unit: 'events/s',
      runs: rate(rebuilds),
      peer: { name: 'scan and parse', runs: rate(scans) },
      ...(aims && { aim: { of: 'ratio', atLeast: 0.2 } }),
    }),
    result({
      name: 'rebuild of all views, time',
      events,
      unit: 's',
      runs: rebuilds.map(({ seconds }) => seconds),
      ...(aims && { aim: { of: 'worst', atMost: 20 } }),
    }),
    result({
      name: 'rebuild of all views, peak memory',
      events,
      unit: 'MiB',
      runs: rebuilds.map(({ peakMiB }) => peakMiB),
      ...(aims && { aim: { of: 'worst', atMost: 2_048 } }),
    }),
    result({ name: 'memory the views hold', events, unit: 'MiB', runs: rebuilds.map(({ heapMiB }) => heapMiB) }),
  ];
};
