import type { Command } from 'commander';
import { planJsonSchema } from '#plan';
import type { Terminal } from './terminal.js';

const examples = `
Editors that know JSON schemas complete and check a plan while it is typed. The same schema is kept in docs/plan.schema.json.

Examples:
  hoshin schema > plan.schema.json`;

export const addSchema = (to: Command, terminal: Terminal): void => {
  to.command('schema')
    .description('print the JSON schema of the plan format')
    .addHelpText('after', examples)
    .action(() => terminal.out(JSON.stringify(planJsonSchema(), null, 2)));
};
