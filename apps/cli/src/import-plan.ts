import { basename } from 'node:path';
import type { Command } from 'commander';
import { organisationIdOf, planSchema, stepsOf, usualReason, type Present } from '#plan';
import { carryOut } from './plan-execution.js';
import { readDocument } from './document-file.js';
import { dataHelp, emptyTables, identityIn, readRecord, recordConfig, withDesk, type DataOption } from './record.js';
import type { Terminal } from './terminal.js';

interface Options extends DataOption {
  readonly dryRun?: boolean;
  readonly reason?: string;
}

const examples = `
A plan is one YAML or JSON file with the organisation, its people, its strategy and its measures; the format is
published as docs/plan.schema.json. Things are named by readable keys. What a later version of the plan says
differently is changed with the reason given; what it leaves out stays as it is. Goals are not imported: they
come from catchball.

Examples:
  hoshin import plan trust.yaml --dry-run
  hoshin import plan trust.yaml
  hoshin import plan trust.yaml --reason "divisions renamed by the board on 3 June"`;

export const addImportPlan = (to: Command, terminal: Terminal): void => {
  to.command('plan <file>')
    .description('bring an organisation, its people, its strategy and its measures in from a YAML or JSON file')
    .option('--data <folder>', dataHelp)
    .option('--dry-run', 'say what would be done and write nothing')
    .option('--reason <sentence>', 'why things that are there already are changed')
    .addHelpText('after', examples)
    .action((file: string, options: Options) => importPlan(file, options, terminal));
};

const importPlan = async (file: string, options: Options, terminal: Terminal): Promise<void> => {
  const config = recordConfig(terminal, options);
  const document = readDocument(planSchema, file);
  const reason = options.reason ?? usualReason(basename(file));
  const opening = config.organisation ?? organisationIdOf(document.value);
  if (options.dryRun) {
    const { identity, tables, personOf } = await readRecord(config);
    const steps = stepsOf(document, { organisation: identity?.organisation ?? opening, tables, personOf, seesEntries: true }, reason);
    for (const { says } of steps) terminal.out(`would ${says}`);
    return terminal.out(steps.length === 0 ? 'Nothing differs from the plan.' : `${steps.length} steps; nothing was written.`);
  }
  const isNew = (await identityIn(config)) === null;
  // A plan that cannot be used opens no log.
  if (isNew) stepsOf(document, { organisation: opening, tables: emptyTables(), personOf: () => undefined, seesEntries: true }, reason);
  await withDesk(isNew ? { ...config, organisation: opening } : config, terminal, async (desk) => {
    const { tables } = desk.views.now();
    const present: Present = {
      organisation: desk.identity.organisation,
      tables,
      personOf: (person) => desk.directory.get(person),
      seesEntries: true,
    };
    const steps = stepsOf(document, present, reason);
    const { events } = await carryOut(desk, document.value, steps, ({ says }) => terminal.out(`did ${says}`));
    terminal.out(
      steps.length === 0 ? 'Nothing differs from the plan: nothing was added.' : `${steps.length} steps done, ${events} events added.`,
    );
  });
};
