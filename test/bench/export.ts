/** A log into an export and out of it again, against reading its rows and against copying it without one; each in a process of its own. */
import { rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Move, Moved } from './export-process.js';
import { answerOf, endProcess, startProcess } from './processes.js';
import { result, type Result } from './report.js';

export const measureExport = async (log: string, events: number, runs: number): Promise<Result[]> => {
  const exported = join(dirname(log), 'export.jsonl');
  const folder = join(dirname(log), 'restored');
  const took: Record<Move, Moved[]> = { read: [], export: [], verify: [], copy: [], restore: [] };
  for (let run = 0; run < runs; run++)
    for (const move of ['read', 'export', 'verify', 'copy', 'restore'] as const) {
      const child = startProcess('export-process', [move, log, exported, join(folder, 'log.db')]);
      try {
        took[move].push(await answerOf<Moved>(child, move));
      } finally {
        await endProcess(child);
        rmSync(folder, { recursive: true, force: true });
      }
    }
  const mebibytes = statSync(exported).size / 2 ** 20;
  rmSync(exported);
  const rate = (move: Move): number[] => took[move].map(({ seconds }) => events / seconds);
  const memory = (move: Move): number[] => took[move].map(({ peakMiB }) => peakMiB);
  return [
    result({ name: 'export', events, unit: 'events/s', runs: rate('export'), peer: { name: 'read of the rows', runs: rate('read') } }),
    result({
      name: 'verify of an export',
      events,
      unit: 'events/s',
      runs: rate('verify'),
      peer: { name: 'read of the rows', runs: rate('read') },
    }),
    result({
      name: 'restore of an export',
      events,
      unit: 'events/s',
      runs: rate('restore'),
      peer: { name: 'copy of the log', runs: rate('copy') },
    }),
    result({ name: 'export, peak memory', events, unit: 'MiB', runs: memory('export') }),
    result({ name: 'restore of an export, peak memory', events, unit: 'MiB', runs: memory('restore') }),
    result({ name: 'size of an export', events, unit: 'MiB', runs: [mebibytes] }),
  ];
};
