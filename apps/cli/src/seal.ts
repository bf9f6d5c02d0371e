import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { isRejection, type Actor } from '#kernel';
import { Trouble } from '#cqrs';
import { StoreInUse, printedSeal, sealType } from '#event-store';
import { sealsIn, type SealEvents } from '#strategy';
import { peopleIn } from '../../api/src/engines.js';
import { actorIn, actorOf, postNamed, refusedByRole, type Present } from './acting.js';
import { dataHelp, openForReading, recordConfig, withDesk, type DataOption, type Desk } from './record.js';
import type { Terminal } from './terminal.js';
import { mustHaveLog } from './verify.js';

interface Options extends DataOption {
  readonly reason?: string;
  readonly as?: string;
}

const examples = `
A seal is the digest of everything recorded so far, recorded itself. The line it prints belongs where nobody who keeps
this record can change it: in board minutes, an auditor's letter, a newspaper. hoshin verify --seal holds the log
against it, for ever. A running service seals its log by itself (HOSHIN_SEAL_EVERY) and on request (mutation placeSeal).

Examples:
  hoshin seal --reason "board meeting of 2 April"
  hoshin seal --as chief-executive --reason "annual report"`;

export const addSeal = (to: Command, terminal: Terminal): void => {
  to.command('seal')
    .description('seal the log as it stands, and print the line for the minutes')
    .option('--reason <sentence>', 'what it is for')
    .option('--as <post>', 'the key, id or title of the post you act in (default: the only administrator’s)')
    .option('--data <folder>', dataHelp)
    .addHelpText('after', examples)
    .action((options: Options) => seal(options, terminal));
};

const sealingActor = (present: Present, organisation: string, named: string | undefined): Actor => {
  const { tables, today } = present;
  if (named !== undefined) return actorOf(present, postNamed(tables, organisation, named));
  const administrators = [...tables.posts.values()].filter((post) => post.role === 'ADMINISTRATOR' && actorIn(post, today) !== null);
  if (administrators.length === 1) return actorOf(present, administrators[0]!.id);
  throw new Trouble(
    'PostNeeded',
    administrators.length === 0
      ? 'no administrator’s post is held today: name an executive’s with --as'
      : `there are ${administrators.length} administrators: name one with --as (${administrators.map(({ title }) => title).join('; ')})`,
  );
};

const seal = async (options: Options, terminal: Terminal): Promise<void> => {
  const config = recordConfig(terminal, options);
  await mustHaveLog(config);
  try {
    await withDesk(config, terminal, (desk) => place(desk, options, terminal));
  } catch (error) {
    if (!(error instanceof StoreInUse)) throw error;
    throw new Trouble(
      'ServiceRuns',
      `${error.message}\nA running service writes this log alone, and seals it: ask it with the mutation placeSeal, or stop it first. hoshin seals lists what it has placed`,
      error.fields,
      { cause: error },
    );
  }
};

const place = async (desk: Desk, { as, reason }: Options, terminal: Terminal): Promise<void> => {
  const { commands, identity, sealing, views } = desk;
  const actor = sealingActor(views.now(), identity.organisation, as);
  const commandId = randomUUID();
  const envelope = { commandId, subject: sealing.subject, actor, correlationId: commandId };
  const outcome =
    refusedByRole(desk, actor, 'seal', 'PlaceSeal') ??
    (await sealing.place({ commandId, actor, ...(reason !== undefined && { reason }) }, (input) =>
      commands.execute({ aggregate: 'seal', name: 'PlaceSeal', input, envelope }),
    ));
  if (isRejection(outcome)) throw new Trouble('SealRefused', `${outcome.because} (${outcome.code})`, { code: outcome.code });
  const placed = sealsIn(views.now().tables).at(-1)!;
  terminal.out(`Seal of the record up to event ${placed.ordinal}, placed on ${placed.on}:`);
  terminal.out(printedSeal(placed));
};

const listExamples = `
The latest first: its printed form, when it was placed, by whom, why. Works while the service runs.

Examples:
  hoshin seals
  hoshin seals --data /srv/hoshin`;

export const addSeals = (to: Command, terminal: Terminal): void => {
  to.command('seals')
    .description('list the seals of the log')
    .option('--data <folder>', dataHelp)
    .addHelpText('after', listExamples)
    .action((options: DataOption) => list(options, terminal));
};

const list = async (options: DataOption, terminal: Terminal): Promise<void> => {
  const config = recordConfig(terminal, options);
  await mustHaveLog(config);
  const nameOf = await peopleIn(config);
  const { log } = await openForReading(config);
  try {
    const lines: string[] = [];
    let reachesTo = 0;
    for await (const { events } of log.readAll({ types: [sealType] }))
      for (const { data, at, meta } of events) {
        const placed = data as SealEvents['SealPlaced'];
        const by = meta.actor.person === 'service' ? 'the schedule' : (nameOf(meta.actor.person)?.name ?? meta.actor.person);
        lines.push([printedSeal(placed), at, by, meta.reason].filter(Boolean).join('  '));
        reachesTo = placed.ordinal;
      }
    const { position } = await log.head();
    for (const line of lines.reverse()) terminal.out(line);
    terminal.out(
      lines.length === 0
        ? `There is no seal yet. The log ends at position ${position}.`
        : `The last one reaches to position ${reachesTo}; ${position - reachesTo} events came after it.`,
    );
  } finally {
    await log.close();
  }
};
