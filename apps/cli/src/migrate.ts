import type { Command } from 'commander';
import { migrate as migrateTables } from '../../api/src/engines.js';
import { recordConfig } from './record.js';
import type { Terminal } from './terminal.js';

interface Options {
  readonly store?: string;
  readonly directory?: string;
  readonly service?: string;
}

const examples = `
A service on PostgreSQL makes and renews its tables itself where its role may. Where it may not, as it should be in
earnest, the owner of the database does it with this command: once before the first start, and at every upgrade. Run
again it changes nothing. The role named with --service can then read both and add to both, but neither change nor
delete an event. Engines without tables need nothing.

Examples:
  hoshin migrate --store postgres://owner@db.example.org/hoshin --service hoshin_service`;

export const addMigrate = (to: Command, terminal: Terminal): void => {
  to.command('migrate')
    .description('make or renew the tables of log and directory in a database, as its owner')
    .option('--store <address>', 'the store, in the name of its owner (default: HOSHIN_STORE)')
    .option('--directory <address>', 'the directory, in the name of its owner (default: HOSHIN_DIRECTORY, or beside the store)')
    .option('--service <role>', 'the role of the service, which is given the rights it needs and no more')
    .addHelpText('after', examples)
    .action((options: Options) => migrate(options, terminal));
};

const migrate = async ({ store, directory, service }: Options, terminal: Terminal): Promise<void> => {
  const environment = {
    ...terminal.environment,
    ...(store !== undefined && { HOSHIN_STORE: store }),
    ...(directory !== undefined && { HOSHIN_DIRECTORY: directory }),
  };
  const done = await migrateTables(recordConfig({ ...terminal, environment }, {}), service);
  for (const sentence of done) terminal.out(sentence);
  if (done.length === 0) terminal.out('Nothing to do: neither log nor directory have tables of their own here.');
};
