import { Command, CommanderError } from 'commander';
import { addBackup } from './backup.js';
import { addChart } from './chart.js';
import { addCopy } from './copy.js';
import { addDemo } from './demo.js';
import { addDiff } from './diff.js';
import { addEvidence } from './evidence.js';
import { addExport } from './export.js';
import { addFindings } from './findings.js';
import { addImportObservations } from './import-observations.js';
import { addImportPlan } from './import-plan.js';
import { addImportReverse } from './import-reverse.js';
import { addLedger } from './ledger.js';
import { addMigrate } from './migrate.js';
import { addExplain, addPicture } from './picture.js';
import { addRebuild } from './rebuild.js';
import { addReplay } from './replay.js';
import { addRestore } from './restore.js';
import { addSchema } from './schema.js';
import { addSeal, addSeals } from './seal.js';
import { addSeed } from './seed.js';
import { addSpc } from './spc.js';
import { explained, type ExitCode, type Terminal } from './terminal.js';
import { addToken } from './token.js';
import { addVerify } from './verify.js';

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
  addImportObservations(imports, terminal);
  addImportReverse(imports, terminal);
  addChart(program, terminal);
  addSpc(program, terminal);
  addPicture(program, terminal);
  addExplain(program, terminal);
  addEvidence(program, terminal);
  addDiff(program, terminal);
  addLedger(program, terminal);
  addFindings(program, terminal);
  addToken(program, terminal);
  addSchema(program, terminal);
  addVerify(program, terminal);
  addSeal(program, terminal);
  addSeals(program, terminal);
  addBackup(program, terminal);
  addRestore(program, terminal);
  addExport(program, terminal);
  addCopy(program, terminal);
  addMigrate(program, terminal);
  addRebuild(program, terminal);
  addReplay(program, terminal);
  addSeed(program, terminal);
  addDemo(program, terminal);
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
