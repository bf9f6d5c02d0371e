import type { Command } from 'commander';
import { Trouble, type LogIdentity, type ViewHost } from '#cqrs';
import type { Directory } from '#directory';
import { theOrganisation, type Shapes } from '#strategy';
import { demoVisitors } from '../../api/src/access/demo-visitors.js';
import { signOwnToken } from '../../api/src/access/tokens.js';
import { shown } from '../../api/src/addresses.js';
import { configFrom, withoutSignIn, type Config } from '../../api/src/config.js';
import { DIRECTORY, IDENTITY, VIEWS } from '../../api/src/record/tokens.js';
import { serve, stopOnSignal, type Service } from '../../api/src/service.js';
import { identityIn, placedIn, type DataOption } from './record.js';
import { sampleOrganisation } from './seed/sample-trust.js';
import { seedInto } from './seed/seeding.js';
import type { Terminal } from './terminal.js';

const examples = `
The first start plays the sample trust's year into the folder; later ones go on with what is there. The service signs
its own tokens: never use it for real data.

Examples:
  hoshin demo
  HOSHIN_PORT=4100 hoshin demo --data data/another`;

const demoFolder = 'data/demo';
const tokenLifetime = '7d';

export const addDemo = (to: Command, terminal: Terminal): void => {
  to.command('demo')
    .description('start the service with the sample trust in it, and print how to look at it')
    .option('--data <folder>', `the data folder (default: HOSHIN_DATA or ${demoFolder})`)
    .addHelpText('after', examples)
    .action(async (options: DataOption) => {
      const service = await startDemo(terminal, options);
      stopOnSignal(service);
      terminal.out('Ctrl-C stops it.');
      // The signal ends the process, once the record is closed; an end at the server's own close would come before that.
      await new Promise<never>(() => {});
    });
};

const query = `{
  alignmentTree {
    ... on AlignmentTree { position nodes { rank kind standing statement unit { name } } }
    ... on Refusal { because }
  }
}`;

const demoConfig = ({ environment }: Terminal, { data }: DataOption): Config => {
  const rest = withoutSignIn(environment);
  const place = data === undefined ? { HOSHIN_DATA: rest['HOSHIN_DATA'] || demoFolder } : placedIn(data);
  return configFrom({ HOSHIN_LOG_LEVEL: 'warn', ...rest, HOSHIN_MODE: 'demo', ...place });
};

/** Seeds where nothing is there; throws {@link Trouble} `NotTheSample` rather than show somebody else's record to everybody. */
const sampleIn = async (config: Config, terminal: Terminal): Promise<void> => {
  const identity = await identityIn(config);
  if (identity === null) {
    const { position, seconds } = await seedInto(config, terminal);
    return terminal.out(`The sample trust’s year was played in ${seconds.toFixed(1)} s: ${position} events.\n`);
  }
  if (identity.organisation !== sampleOrganisation())
    throw new Trouble(
      'NotTheSample',
      `${shown(config.store)} holds another organisation’s log, and the demo signs tokens for whoever asks: name an empty place with --data or HOSHIN_STORE`,
      { store: shown(config.store) },
    );
};

/** Starts the service with the sample trust and says how to look at it. The caller closes it. */
export const startDemo = async (terminal: Terminal, options: DataOption = {}): Promise<Service> => {
  const config = demoConfig(terminal, options);
  await sampleIn(config, terminal);
  const service = await serve(config);
  const { tables, today } = service.app.get<ViewHost<Shapes>>(VIEWS).now();
  const directory = service.app.get<Directory>(DIRECTORY);
  const address = service.address;
  terminal.out(
    `${tables.settings.get(theOrganisation)?.name}\n\n  Page     ${address}/\n  GraphQL  ${address}/graphql\n  Console  ${address}/console\n`,
  );
  terminal.out(
    `Sign in as one of these at ${address}/sign-in; or in the console, put {"Authorization": "Bearer <token>"} under Headers.\n`,
  );
  let first = '';
  for (const { role, sees, person, post } of demoVisitors(service.app.get<LogIdentity>(IDENTITY), tables, today)) {
    const token = await signOwnToken(config, { person, post: post.id, lifetime: tokenLifetime });
    first ||= token;
    terminal.out(`${role}: ${directory.displayName(person)}, ${post.title} (${sees})\n${token}\n`);
  }
  const body = JSON.stringify({ query: query.replace(/\s+/g, ' ') });
  terminal.out(`A query to paste into the console:\n\n${query}\n`);
  terminal.out(
    `The same from another terminal:\n\ncurl -s ${address}/graphql -H 'content-type: application/json' -H 'authorization: Bearer ${first}' -d '${body}'\n`,
  );
  return service;
};
