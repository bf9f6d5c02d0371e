import { Command, CommanderError } from 'commander';
import { addImportPlan } from './import-plan.js';
import { explained, type ExitCode, type Terminal } from './terminal.js';

/** The command line as a program: every subcommand adds itself. */
const programFor = (terminal: Terminal): Command => {
  const program = new Command('hoshin')
    .description('strategy deployment that can be replayed: bring plans and figures in, verify, back up and restore the record')
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
    })
    .exitOverride()
    .showHelpAfterError('(add --help for what can be written here)')
    .addHelpText('after', '\nExit codes: 0 done, 1 refused or trouble, 2 wrong use.');
  const imports = program.command('import').description('bring a plan or figures in');
  addImportPlan(imports, terminal);
  return program;
};

const shown = new Set(['commander.helpDisplayed', 'commander.version']);

/** Runs one command line and says how it ended; never throws and never ends the process. */
export const run = async (args: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  try {
    await programFor(terminal).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return shown.has(error.code) ? 0 : 2;
    const { text, code } = explained(error);
    terminal.err(text);
    return code;
  }
};
