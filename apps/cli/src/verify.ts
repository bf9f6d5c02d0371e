import type { Command } from 'commander';
import { Trouble } from '#cqrs';
import { shown } from '../../api/src/addresses.js';
import type { Config } from '../../api/src/config.js';
import { whereLog } from '../../api/src/engines.js';
import { dataHelp, identityIn, recordConfig, type DataOption } from './record.js';
import type { Terminal } from './terminal.js';
import { verified } from './verification.js';
import { verifyExportFile } from './verify-export.js';

const examples = `
Reads the whole log and checks the numbering, the order within every stream, every event's hash, the recorded times,
and that this program can read every event, old shapes included. Works while the service runs. The chain digest is
the same for two logs that hold the same events in the same order: write it down elsewhere to prove it later.

Given an export, it proves that file by its bytes alone: no log, no service and no setting is needed. "-" reads standard
input. How to do the same without this program stands in docs/verifying.md.

Examples:
  hoshin verify
  hoshin verify --data /srv/hoshin
  hoshin verify hoshin-2026-11-22.jsonl`;

export const addVerify = (to: Command, terminal: Terminal): void => {
  to.command('verify [export]')
    .description('prove that the log, or an export of one, is whole and unaltered')
    .option('--data <folder>', dataHelp)
    .addHelpText('after', examples)
    .action((file: string | undefined, options: DataOption) =>
      file === undefined ? verify(recordConfig(terminal, options), terminal) : verifyExportFile(file, [], terminal),
    );
};

/** The log must be there before anything is said about it. */
export const mustHaveLog = async (config: Config): Promise<void> => {
  if ((await identityIn(config)) === null)
    throw new Trouble('NoLog', `there is no log in ${shown(config.store)}: name its folder with --data, or its place with HOSHIN_STORE`, {
      store: shown(config.store),
    });
};

const verify = async (config: Config, terminal: Terminal): Promise<void> => {
  await mustHaveLog(config);
  const { events, head, chainDigest, firstBad, warnings } = await verified(config);
  for (const { ordinal, problem } of warnings) terminal.err(`position ${ordinal}: ${problem}`);
  if (firstBad)
    throw new Trouble(
      'LogAltered',
      `position ${firstBad.ordinal}: ${firstBad.problem}.\nThe ${events} events before it are good (chain ${chainDigest}); keep ${whereLog(config)} for inquiry and restore a backup`,
      { position: firstBad.ordinal },
    );
  terminal.out(`${whereLog(config)} is whole: ${events} events.`);
  terminal.out(`head  ${head}`);
  terminal.out(`chain ${chainDigest}`);
};
