import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { Trouble } from '#cqrs';
import { logFile } from '../../api/src/app.module.js';
import type { Config } from '../../api/src/config.js';
import { recordConfig, type DataOption } from './record.js';
import type { Terminal } from './terminal.js';
import { verified } from './verification.js';

const examples = `
Reads the whole log and checks the numbering, the order within every stream, every event's hash, the recorded times,
and that this program can read every event, old shapes included. Works while the service runs. The chain digest is
the same for two logs that hold the same events in the same order: write it down elsewhere to prove it later.

Examples:
  hoshin verify
  hoshin verify --data /srv/hoshin`;

export const addVerify = (to: Command, terminal: Terminal): void => {
  to.command('verify')
    .description('prove that the log is whole and unaltered')
    .option('--data <folder>', 'the data folder (default: HOSHIN_DATA or ./data)')
    .addHelpText('after', examples)
    .action((options: DataOption) => verify(recordConfig(terminal, options), terminal));
};

/** The log must be there before anything is said about it. */
export const mustHaveLog = (config: Config): void => {
  if (!existsSync(logFile(config)))
    throw new Trouble('NoLog', `there is no log in ${config.dataFolder}: name its folder with --data or HOSHIN_DATA`, {
      folder: config.dataFolder,
    });
};

const verify = async (config: Config, terminal: Terminal): Promise<void> => {
  mustHaveLog(config);
  const { events, head, chainDigest, firstBad, warnings } = await verified(config);
  for (const { ordinal, problem } of warnings) terminal.err(`position ${ordinal}: ${problem}`);
  if (firstBad)
    throw new Trouble(
      'LogAltered',
      `position ${firstBad.ordinal}: ${firstBad.problem}.\nThe ${events} events before it are good (chain ${chainDigest}); keep ${logFile(config)} for inquiry and restore a backup`,
      { position: firstBad.ordinal },
    );
  terminal.out(`${logFile(config)} is whole: ${events} events.`);
  terminal.out(`head  ${head}`);
  terminal.out(`chain ${chainDigest}`);
};
