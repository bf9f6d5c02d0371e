import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { isRejection } from '#kernel';
import { Trouble } from '#cqrs';
import { refusedByRole } from './acting.js';
import { chartSettings, type Setting } from './chart-settings.js';
import { importingActor } from './import-observations.js';
import { measureNamed } from './naming.js';
import { dataHelp, recordConfig, withDesk, type DataOption } from './record.js';
import type { Terminal } from './terminal.js';
import { mustHaveLog } from './verify.js';

interface ActingOption extends DataOption {
  readonly as?: string;
}

const examples = `
What is said about a chart goes into the record with its reason, and is undone by saying so: ghost and count, recalculate and
withdraw-recalculation, baseline and clear-baseline. Measures are named by code, key, id or name.

Examples:
  hoshin chart ghost falls 2026-04 --reason "a ward was closed"
  hoshin chart recalculate falls 2026-06 --reason "the falls team began" --reference project P-7 "falls team"
  hoshin chart baseline falls --points 12 --reason "the year before the team"
  hoshin chart target four-hour 0.78 --from 2026-04-01 --reason "planning guidance"
  hoshin chart annotate falls 2026-05 "new beds"
  hoshin chart choose falls --preset mdc-2.6a --shift-points 7 --reason "as the board asked" --as medicine-lead
  hoshin chart publish falls "board paper of 3 June"`;

export const addChart = (to: Command, terminal: Terminal): void => {
  const chart = to.command('chart').description('say how the chart of a measure is drawn and judged').addHelpText('after', examples);
  for (const [name, setting] of Object.entries<Setting<object>>(chartSettings)) addSetting(chart, name, setting, terminal);
};

const addSetting = (to: Command, name: string, { called, says, takes, options, input }: Setting<object>, terminal: Terminal): void => {
  const command = to.command(called).description(says).argument('<measure>', 'its code, key, id or name');
  for (const argument of takes) command.addArgument(argument);
  for (const option of options) command.addOption(option);
  command
    .option('--as <post>', 'the key, id or title of the post you act in (default: the only data steward’s)')
    .option('--data <folder>', dataHelp)
    .action(() => {
      const [measure, first, second] = command.processedArgs as [string, string, string];
      const { as, data, ...given } = command.opts<ActingOption & Parameters<typeof input>[0]>();
      const acting = { ...(as !== undefined && { as }), ...(data !== undefined && { data }) };
      return send(measure, name, input(given, first, second), acting, terminal);
    });
};

const send = async (words: string, name: string, input: object, options: ActingOption, terminal: Terminal): Promise<void> => {
  const config = recordConfig(terminal, options);
  await mustHaveLog(config);
  await withDesk(config, terminal, async (desk) => {
    const { views, identity, commands } = desk;
    const { tables, today } = views.now();
    const { id, definition } = measureNamed(tables, words, identity.organisation);
    const actor = importingActor({ tables, today }, identity.organisation, options.as);
    const commandId = randomUUID();
    const order = { aggregate: 'measure', name, input };
    const outcome =
      refusedByRole(desk, actor, order.aggregate, name) ??
      (await commands.execute({ ...order, envelope: { commandId, subject: id, actor, correlationId: commandId } }));
    if (isRejection(outcome)) throw new Trouble('ChartRefused', `${outcome.because} (${outcome.code})`, { code: outcome.code });
    terminal.out(
      outcome.events === 0
        ? `${definition.name}: nothing to do, it is so already.`
        : `${definition.name}: ${name} is event ${outcome.position}.`,
    );
  });
};
