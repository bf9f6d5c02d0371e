import type { Command } from 'commander';
import { Trouble } from '#cqrs';
import { directoryBeside, readDirectoryAddress, readStoreAddress, samePlace, shown, withoutPassword } from '../../api/src/addresses.js';
import type { Config } from '../../api/src/config.js';
import { logExists } from '../../api/src/engines.js';
import { copyDirectoryBetween, copyLogBetween } from './copying.js';
import { progressOn } from './progress.js';
import { recordConfig } from './record.js';
import { WrongUse, type Terminal } from './terminal.js';

interface Options {
  readonly from: string;
  readonly to: string;
  readonly fromDirectory?: string;
  readonly toDirectory?: string;
  readonly logOnly?: boolean;
}

const examples = `
The copy has the same events under the same ordinals, with the same bytes, recorded times, hashes and chain, so that
every link, every date and every seal means what it meant. It is written in order; an interrupted copy goes on where it
stopped when the command is given again. A target that holds anything else is refused. At the end both logs have been
proved event by event. The directory of names goes along, to the place beside the target unless another is named.

Stop the service first: what is recorded after the copy has begun is not in it. Then start it on the target.

An address may hold a password, which others on the machine can read in the list of processes: leave it out and set
PGPASSWORD, or name a password file with PGPASSFILE.

Examples:
  hoshin copy --from sqlite:/var/lib/hoshin --to postgres://hoshin@db.example.org/hoshin
  hoshin copy --from postgres://hoshin@db.example.org/hoshin --to sqlite:/backups/hoshin-2026-11-22
  hoshin copy --from sqlite:./data --to kurrentdb://db.example.org:2113 --log-only`;

export const addCopy = (to: Command, terminal: Terminal): void => {
  to.command('copy')
    .description('move log and directory to another place or engine')
    .requiredOption('--from <address>', 'the store to copy, as HOSHIN_STORE names one')
    .requiredOption('--to <address>', 'the store to copy into: empty, or an interrupted copy of the same log')
    .option('--from-directory <address>', 'where its directory lies (default: beside the store)')
    .option('--to-directory <address>', 'where the directory goes (default: beside the store)')
    .option('--log-only', 'leave the directory where it is')
    .addHelpText('after', examples)
    .action((options: Options) => copy(options, terminal));
};

const addressed = <Address>(option: string, text: string, read: (text: string) => Address | string): Address => {
  const address = read(text);
  if (typeof address === 'string') throw new WrongUse(`${option} ${withoutPassword(text)} ${address}`);
  return address;
};

/** The settings of a place; everything but the two addresses is of no concern here. */
const placeOf = (config: Config, option: string, store: string, directory: string | undefined): Config => {
  const address = addressed(option, store, readStoreAddress);
  return {
    ...config,
    store: address,
    directory:
      directory === undefined
        ? directoryBeside(address, config.dataFolder)
        : addressed(`${option}-directory`, directory, readDirectoryAddress),
  };
};

const copy = async (options: Options, terminal: Terminal): Promise<void> => {
  const config = recordConfig(terminal, {});
  const from = placeOf(config, '--from', options.from, options.fromDirectory);
  const to = placeOf(config, '--to', options.to, options.toDirectory);
  if (samePlace(from.store, to.store)) throw new WrongUse('--from and --to name the same store');
  // The clients of these servers may mix up the answers of two servers in one process.
  if (from.store.kind === 'kurrent' && to.store.kind === 'kurrent')
    throw new WrongUse('from one server of this kind to another a log goes in two steps: copy into a folder first, then from there');
  if (!logExists(from))
    throw new Trouble('NoLog', `there is no log in ${shown(from.store)}: name its place with --from`, { store: shown(from.store) });

  const progress = progressOn(terminal);
  const { source, target, added } = await copyLogBetween(from, to, progress.update).finally(progress.end);
  const people = options.logOnly || samePlace(from.directory, to.directory) ? null : await copyDirectoryBetween(from, to);
  for (const { ordinal, problem } of source.warnings) terminal.err(`position ${ordinal}: ${problem}`);
  terminal.out(
    `${added} of ${target.events} events were copied${target.events > added ? ', the others were there' : ''}${people === null ? '' : `, and ${people} people`}.`,
  );
  terminal.out(`${shown(from.store)}: head ${source.head} chain ${source.chainDigest}`);
  terminal.out(`${shown(to.store)}: head ${target.head} chain ${target.chainDigest}`);
};
