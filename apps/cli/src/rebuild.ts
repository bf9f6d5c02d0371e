import type { Command } from 'commander';
import { dataHelp, readRecord, recordConfig, type DataOption } from './record.js';
import type { Terminal } from './terminal.js';
import { mustHaveLog } from './verify.js';

const examples = `
The views live in memory and are folded from the log at a start; nothing on disk has to be rebuilt. This folds
them once, as a start without its cache does, and says how long it took: run it to plan for a larger log. Works while the service runs.

Examples:
  hoshin rebuild
  hoshin rebuild --data /srv/hoshin`;

export const addRebuild = (to: Command, terminal: Terminal): void => {
  to.command('rebuild')
    .description('fold all views from the log and say how long it takes')
    .option('--data <folder>', dataHelp)
    .addHelpText('after', examples)
    .action(async (options: DataOption) => {
      const config = recordConfig(terminal, options);
      await mustHaveLog(config);
      const started = performance.now();
      const { position, bytesHeld } = await readRecord(config);
      const seconds = (performance.now() - started) / 1_000;
      terminal.out(`${position} events folded in ${seconds.toFixed(2)} s: ${Math.round(position / seconds)} events/s`);
      terminal.out(`${Math.round(bytesHeld / 2 ** 20)} MiB of memory held by the process`);
    });
};
