/** Verifying a log as `hoshin verify` does, against reading the same rows and hashing each text once; and the first seal of it. */
import { answerOf, endProcess, startProcess } from './processes.js';
import { result, type Result } from './report.js';
import type { Verified } from './verify-process.js';

const read = async (what: 'verify' | 'hash' | 'seal', dataFolder: string): Promise<Verified> => {
  const child = startProcess('verify-process', [what, dataFolder]);
  try {
    return await answerOf<Verified>(child, what);
  } finally {
    await endProcess(child);
  }
};

export const measureVerify = async (dataFolder: string, events: number, runs: number, aims: boolean): Promise<Result[]> => {
  const [verified, hashed, sealed]: [Verified[], Verified[], Verified[]] = [[], [], []];
  for (let run = 0; run < runs; run++) {
    hashed.push(await read('hash', dataFolder));
    verified.push(await read('verify', dataFolder));
    sealed.push(await read('seal', dataFolder));
  }
  const rate = (reads: readonly Verified[]): number[] => reads.map(({ events: count, seconds }) => count / seconds);
  return [
    result({
      name: 'verify',
      events,
      unit: 'events/s',
      runs: rate(verified),
      peer: { name: 'read and hash once', runs: rate(hashed) },
      ...(aims && { aim: { of: 'ratio', atLeast: 0.5 } }),
    }),
    result({ name: 'verify, peak memory', events, unit: 'MiB', runs: verified.map(({ peakMiB }) => peakMiB) }),
    result({ name: 'chain for a first seal', events, unit: 's', runs: sealed.map(({ seconds }) => seconds) }),
    result({ name: 'chain for a first seal, longest pause', events, unit: 'ms', runs: sealed.map(({ pauseMs }) => pauseMs) }),
  ];
};
