import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { Trouble, type AsOf } from '#cqrs';
import { StoreInUse } from '#event-store';
import type { Reader } from '#strategy';
import { takePack } from '../../api/src/reads/evidence/making.js';
import type { Config } from '../../api/src/config.js';
import { whereLog } from '../../api/src/engines.js';
import { operator } from './acting.js';
import { writeNewFile } from './new-file.js';
import { dataHelp, recordConfig, withDesk, type DataOption, type Desk } from './record.js';
import { aimOrGoal, asOfOption, onlyOne, type SubjectOption } from './subject-options.js';
import type { Terminal } from './terminal.js';
import { mustHaveLog } from './verify.js';

interface EvidenceOption extends DataOption, SubjectOption {
  readonly asOf?: AsOf;
  readonly out?: string;
}

const examples = `
One HTML document to read, print and check: the line up to True North and down to the teams, every thread with its offers,
the figures and charts, the decisions, the findings, the events with their hashes, the seal that covers them and how to
verify it. It needs no network, opens in any browser and loads nothing. It holds names of people: treat it so.

Whoever takes one is noted in the log first, as the operator of the data folder. So this command has to write: while a
service holds the folder, take the pack from the service instead, at /evidence/aims/<id>.html or /evidence/goals/<id>.html.

Examples:
  hoshin evidence --aim falls --out falls.html
  hoshin evidence --aim falls --as-of 2026-09-30 --out falls-september.html
  hoshin evidence --goal 5c1d7f0a-9d52-4a4e-8f0e-6d7a1b2c3d4e > goal.html`;

export const addEvidence = (to: Command, terminal: Terminal): void => {
  to.command('evidence')
    .description('everything about an aim or goal in one document, for boards and auditors')
    .option('--aim <aim>', 'an aim: its key in the plan, id or statement')
    .option('--goal <goal>', 'a goal: its id')
    .addOption(asOfOption())
    .option('--out <file>', 'where to write it (default: standard output)')
    .option('--data <folder>', dataHelp)
    .addHelpText('after', examples)
    .action((options: EvidenceOption) => evidence(options, terminal));
};

/** Whoever has the data folder in hand has everything that is in it. */
const everything: Reader = { person: operator.person, posts: new Set(), isAuditor: true, isCoach: true };

const evidence = async (options: EvidenceOption, terminal: Terminal): Promise<void> => {
  onlyOne(options, ['aim', 'goal']);
  const config = recordConfig(terminal, options);
  await mustHaveLog(config);
  const document = (): Promise<string> => noted(config, options, terminal);
  const { out } = options;
  if (out === undefined) return terminal.out((await document()).trimEnd());
  await writeNewFile(out, 'an evidence pack', async (write) => write(Buffer.from(await document())));
  terminal.err(`wrote ${out}`);
};

const noted = async (config: Config, options: EvidenceOption, terminal: Terminal): Promise<string> => {
  try {
    return await withDesk(config, terminal, (desk) => made(desk, options));
  } catch (error) {
    if (!(error instanceof StoreInUse)) throw error;
    throw new Trouble(
      'AccessNotRecorded',
      `an evidence pack is noted in the log before it is handed out, and a running service holds ${whereLog(config)}: open it at the service, at /evidence/aims/<id>.html, or stop the service and run this command again`,
      {},
      { cause: error },
    );
  }
};

const made = async ({ views, identity, directory, accesses, log }: Desk, options: EvidenceOption): Promise<string> => {
  const [name, words] = onlyOne(options, ['aim', 'goal']);
  const asked = options.asOf ? views.asOf(options.asOf) : views.now();
  const subject = aimOrGoal(asked, name as 'aim' | 'goal', words, identity.organisation);
  const document = await takePack(subject, {
    asked,
    now: () => views.now(),
    tablesAt: (position) => views.asOf({ position }).tables,
    reader: everything,
    madeBy: 'the operator of the data folder',
    directory,
    accesses,
    log,
    correlationId: randomUUID(),
  });
  return document!;
};
