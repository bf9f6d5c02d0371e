import type { Command } from 'commander';
import { isDay, theOrganisation } from '#strategy';
import { shown } from '../../api/src/addresses.js';
import { dataHelp, readRecord, recordConfig, type DataOption } from './record.js';
import { seedInto } from './seed/seeding.js';
import { WrongUse, type Terminal } from './terminal.js';

interface Options extends DataOption {
  readonly on?: string;
}

const examples = `
The sample is a made-up trust of 57 units and 110 posts with nine months of a year behind it: four annual aims thrown
down to the teams and back, agreed, countered, declined, decided, renegotiated, and their figures month by month. All
of it goes through the service's own rules with a scripted clock, and every event is marked as seeded. The same day
gives the same log, byte for byte.

Examples:
  hoshin seed --data data/demo
  hoshin seed --data data/march --on 2026-03-01`;

export const addSeed = (to: Command, terminal: Terminal): void => {
  to.command('seed')
    .description('play the sample trust’s year into an empty data folder or store')
    .option('--data <folder>', dataHelp)
    .option('--on <day>', 'the day the sample ends on (default: today)')
    .addHelpText('after', examples)
    .action((options: Options) => seed(options, terminal));
};

const seed = async ({ data, on }: Options, terminal: Terminal): Promise<void> => {
  if (on !== undefined && !isDay(on)) throw new WrongUse(`a day is written as 2026-04-01, not ${on}`);
  const config = recordConfig(terminal, data === undefined ? {} : { data });
  const { position, seconds } = await seedInto(config, terminal, on);
  const { tables } = await readRecord(config);
  terminal.out(`${tables.settings.get(theOrganisation)?.name}: ${position} events in ${seconds.toFixed(1)} s, in ${shown(config.store)}.`);
  const place = config.store.kind === 'sqlite' ? ` HOSHIN_DATA=${config.store.folder}` : '';
  terminal.out(`Start the service on it with HOSHIN_MODE=demo${place} npm start`);
};
