import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { isRejection } from '#kernel';
import { Trouble } from '#cqrs';
import { refusedByRole } from './acting.js';
import { importingActor } from './import-observations.js';
import { dataHelp, recordConfig, withDesk, type DataOption } from './record.js';
import type { Terminal } from './terminal.js';

interface Options extends DataOption {
  readonly reason: string;
  readonly as?: string;
}

const examples = `
Every figure the import brought and nothing later has replaced is taken out of its measure; what it had corrected
stands again as it was. The log keeps all of it. The same file can then be imported again.

Examples:
  hoshin import reverse 3b1c6c0e-7f0b-5d8e-9d51-2f9d3e3b7a10 --reason "the file was last year's"`;

export const addImportReverse = (to: Command, terminal: Terminal): void => {
  to.command('reverse <import>')
    .description('take the figures of one import out again')
    .requiredOption('--reason <sentence>', 'why')
    .option('--data <folder>', dataHelp)
    .option('--as <post>', 'the key, id or title of the post you act in (default: the only data steward’s)')
    .addHelpText('after', examples)
    .action((id: string, options: Options) => reverse(id, options, terminal));
};

const reverse = (id: string, options: Options, terminal: Terminal): Promise<void> =>
  withDesk(recordConfig(terminal, options), terminal, async (desk) => {
    const found = desk.views.now().tables.imports.get(id);
    if (!found) {
      const known = [...desk.views.now().tables.imports.values()].map((each) => `${each.id} ${each.file} ${each.startedOn}`);
      throw new Trouble(
        'NoSuchImport',
        `there is no import ${id}${known.length > 0 ? `; the imports are:\n  ${known.join('\n  ')}` : ''}`,
        { import: id },
      );
    }
    const actor = importingActor(desk.views.now(), desk.identity.organisation, options.as);
    const commandId = randomUUID();
    const order = { aggregate: 'intake', name: 'ReverseImport', input: { reason: options.reason } };
    const outcome =
      refusedByRole(desk, actor, order.aggregate, order.name) ??
      (await desk.commands.execute({ ...order, envelope: { commandId, subject: id, actor, correlationId: commandId } }));
    if (isRejection(outcome)) throw new Trouble('ReverseRefused', `${outcome.because} (${outcome.code})`, { code: outcome.code });
    await desk.policies.idle();
    const reversed = desk.views.now().tables.imports.get(id)?.reversed;
    terminal.out(`Import ${id} of ${found.file} is reversed: its figures are out of ${reversed?.measures.length ?? 0} measures.`);
  });
