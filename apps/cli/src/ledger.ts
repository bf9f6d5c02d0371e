import { Option, type Command } from 'commander';
import type { AsOf } from '#cqrs';
import {
  allSeeing,
  concessionLedger,
  concessionsBy,
  concessionsTogether,
  type ConcessionSummary,
  type LedgerQuestion,
  type Moment,
} from '#strategy';
import { byteOrderMark, csvLine } from './csv.js';
import { entryInWords, ledgerColumns, ledgerRows, numberInWords, percentInWords } from './ledger-words.js';
import { looking, momentInWords, type Looking } from './looking.js';
import { find } from './naming.js';
import { dataHelp, type DataOption } from './record.js';
import { asOfOption } from './subject-options.js';
import { WrongUse, type Terminal } from './terminal.js';
import { textTable } from './text-table.js';

interface Options extends DataOption {
  readonly asOf?: AsOf;
  readonly cycle?: string;
  readonly unit?: string;
  readonly giver?: string;
  readonly thread?: string;
  readonly by?: 'unit' | 'giver';
  readonly csv?: boolean;
  readonly json?: boolean;
}

const examples = `
For every commitment and direction the path of offers: who moved, with which target and resources, after how many days, why, and
what was settled against what was asked at first. A renegotiation is an entry of its own, held against what was in force. Shares
say how much of the way from the jump-off point to the first target was given up or gained. --by sums up instead. Works while the
service runs, and shows everything there is: whoever has the data folder in hand has the whole record.

Examples:
  hoshin ledger
  hoshin ledger --unit medicine --as-of 2026-09-30
  hoshin ledger --giver "Chief nurse" --csv > ledger.csv
  hoshin ledger --by unit
  hoshin ledger --thread 5c1d7f0a-9d52-4a4e-8f0e-6d7a1b2c3d4e --json`;

export const addLedger = (to: Command, terminal: Terminal): void => {
  to.command('ledger')
    .description('say what was conceded on the way to every commitment, by whom and why')
    .addOption(asOfOption())
    .option('--cycle <cycle>', 'its name, key or id (default: the current one)')
    .option('--unit <unit>', 'only what this unit and those below took on')
    .option('--giver <post>', 'only what this post gave')
    .option('--thread <thread>', 'only this thread, by its id')
    .addOption(new Option('--by <what>', 'sums by the unit that took on, or the post that gave').choices(['unit', 'giver']))
    .option('--csv', 'a row for every step (or sum), for a spreadsheet')
    .option('--json', 'as one JSON document')
    .option('--data <folder>', dataHelp)
    .addHelpText('after', examples)
    .action((options: Options) => ledger(options, terminal));
};

const ledger = async (options: Options, terminal: Terminal): Promise<void> => {
  if (options.csv && options.json) throw new WrongUse('choose one of --csv and --json');
  const look = await looking(terminal, options);
  const moment = look.at(options.asOf);
  const entries = concessionLedger(moment, look.now, allSeeing, questionOf(options, look, moment));
  const all = concessionsTogether(entries);
  if (options.by) return sums(concessionsBy(options.by === 'unit' ? 'UNIT' : 'GIVER', entries), all, options, look, terminal);
  if (options.json)
    return terminal.out(
      JSON.stringify({ position: moment.position, overall: all, entries: entries.map((entry) => named(entry, look)) }, null, 2),
    );
  if (options.csv) return csv([ledgerColumns, ...entries.flatMap((entry) => ledgerRows(entry, look))], terminal);
  terminal.out(`Commitments and directions as of ${momentInWords(moment)}: ${entries.length}`);
  for (const entry of entries) for (const line of ['', ...entryInWords(entry, look, moment)]) terminal.out(line);
  if (entries.length === 0) return;
  terminal.out('');
  for (const line of textTable([sumColumns, sumRow('all', all)], numbersInSums)) terminal.out(line);
};

const questionOf = ({ cycle, unit, giver, thread }: Options, { organisation }: Looking, { tables }: Moment): LedgerQuestion => ({
  cycle: cycle === undefined ? null : find(tables.cycles.values(), 'cycle', cycle, organisation, ({ name }) => [name]).id,
  unit: unit === undefined ? null : find(tables.units.values(), 'unit', unit, organisation, ({ code, name }) => [code, name]).id,
  giver: giver === undefined ? null : find(tables.posts.values(), 'post', giver, organisation, ({ title }) => [title]).id,
  thread: thread === undefined ? null : find(tables.threads.values(), 'thread', thread, organisation, () => []).id,
});

const named = <Entry extends { readonly unit: string; readonly giver: string; readonly receiver: string }>(
  entry: Entry,
  look: Looking,
): object => ({
  ...entry,
  unitName: look.unit(entry.unit),
  giverTitle: look.post(entry.giver),
  receiverTitle: look.post(entry.receiver),
});

const csv = (rows: readonly (readonly (string | number | boolean | null)[])[], terminal: Terminal): void =>
  rows.forEach((row, index) => terminal.out((index === 0 ? byteOrderMark : '') + csvLine(row)));

const sumColumns = [
  '',
  'commitments',
  'at once',
  'directed',
  'rounds (mean)',
  '(median)',
  'days giver',
  'receiver',
  'arbiter',
  'lowered',
  'raised',
  'as asked',
  'of the gap',
];
const numbersInSums = new Set(sumColumns.map((_, index) => index).slice(1));
const sumRow = (of: string, sum: ConcessionSummary): string[] => [
  of,
  String(sum.commitments),
  percentInWords(sum.shareAcceptedAtOnce),
  percentInWords(sum.shareDirected),
  numberInWords(sum.meanRounds),
  numberInWords(sum.medianRounds),
  String(sum.daysHeld.giver),
  String(sum.daysHeld.receiver),
  String(sum.daysHeld.arbiter),
  String(sum.lowered),
  String(sum.raised),
  String(sum.unchanged),
  percentInWords(sum.meanShareOfGap),
];

const sums = (
  parts: readonly ConcessionSummary[],
  all: ConcessionSummary,
  { by, csv: asCsv, json }: Options,
  look: Looking,
  terminal: Terminal,
): void => {
  const nameOf = ({ of }: ConcessionSummary): string => (by === 'unit' ? look.unit(of!) : look.post(of!));
  if (json) return terminal.out(JSON.stringify({ overall: all, parts: parts.map((part) => ({ name: nameOf(part), ...part })) }, null, 2));
  if (asCsv) {
    const columns = [
      'commitments',
      'acceptedAtOnce',
      'directed',
      'rounds',
      'meanRounds',
      'medianRounds',
      'questions',
      'lowered',
      'raised',
      'unchanged',
      'notComparable',
      'meanShareOfGap',
    ] as const;
    const rowOf = (name: string, sum: ConcessionSummary) => [
      name,
      ...columns.map((column) => sum[column]),
      sum.daysHeld.giver,
      sum.daysHeld.receiver,
      sum.daysHeld.arbiter,
    ];
    return csv(
      [[by!, ...columns, 'daysGiver', 'daysReceiver', 'daysArbiter'], ...parts.map((part) => rowOf(nameOf(part), part)), rowOf('all', all)],
      terminal,
    );
  }
  for (const line of textTable([sumColumns, ...parts.map((part) => sumRow(nameOf(part), part)), sumRow('all', all)], numbersInSums))
    terminal.out(line);
};
