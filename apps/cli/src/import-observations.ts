import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { Trouble } from '#cqrs';
import type { Actor } from '#kernel';
import { actorIn, actorOf, postNamed, type Present } from './acting.js';
import { carryOutImport, resultOf, type ImportResult } from './intake/execution.js';
import { mappingIn, mappingOf, mappingSchema, type Mapping } from './intake/mapping.js';
import { headedMapping } from './intake/wide-table.js';
import { workOf, type ImportWork, type Manner } from './intake/work.js';
import { dataHelp, readRecord, recordConfig, withDesk, type DataOption } from './record.js';
import { WrongUse, type Terminal } from './terminal.js';

interface Options extends DataOption {
  readonly mapping?: string;
  readonly period?: string;
  readonly periodFormat?: string;
  readonly value?: string;
  readonly numerator?: string;
  readonly denominator?: string;
  readonly code?: string;
  readonly wide?: boolean;
  readonly ignoreColumns?: readonly string[];
  readonly pooledOver?: string[];
  readonly as?: string;
  readonly dryRun?: boolean;
  readonly skipBad?: boolean;
  readonly correct?: string;
  readonly late?: string;
}

/** So many bad lines are printed; the rest is counted. */
const badShownMax = 50;

const examples = `
The first line of the file names its columns. A mapping says which column is the period, what the figure is made of
(sums and differences of columns) and which measure a row belongs to; without one the same is said by options.
A wide table has a row per period and a column per measure, headed with the measure's code; an empty cell is a figure not
reported. Figures of two columns, or columns headed otherwise, are named in a mapping with "measures".
Nothing is written unless every line is good, or --skip-bad is given. A second run of the same import adds nothing,
and a run that was interrupted is completed by running it again.

Examples:
  hoshin import observations attendances.csv --mapping samples/ae-four-hour.mapping.yaml --dry-run
  hoshin import observations attendances.csv --mapping samples/ae-four-hour.mapping.yaml --as data-steward
  hoshin import observations falls.csv --code falls --period month --value falls
  hoshin import observations waits.csv --code "rtt:{trust}" --period month --period-format DD/MM/YYYY \\
      --numerator "total - over_18_weeks" --denominator total
  hoshin import observations safety.csv --wide --period month --ignore-columns remarks,checked_by --dry-run
  hoshin import observations falls.csv --code falls --period month --value falls --correct "validated by the falls team"`;

export const addImportObservations = (to: Command, terminal: Terminal): void => {
  to.command('observations <csv>')
    .description("bring measures' figures in from a CSV file")
    .option('--data <folder>', dataHelp)
    .option('--mapping <file>', 'how columns become figures, as YAML or JSON')
    .option('--code <code>', 'instead of a mapping: the measure’s code, with columns in braces')
    .option('--period <column>', 'instead of a mapping: the column of the period')
    .option('--period-format <format>', 'how the period is written, as DD/MM/YYYY or MMM-YY')
    .option('--value <columns>', 'instead of a mapping: the figure, as a sum or difference of columns')
    .option('--numerator <columns>', 'instead of a mapping: the part')
    .option('--denominator <columns>', 'instead of a mapping: the whole')
    .option('--wide', 'instead of a mapping: every column but the period’s is headed with the code of its measure')
    .option('--ignore-columns <columns>', 'columns of a wide table that are no measures, with commas between', (text: string) =>
      text.split(',').map((column) => column.trim()),
    )
    .option('--pooled-over <columns...>', 'rows that differ in these columns alone are summed')
    .option('--as <post>', 'the key, id or title of the post you act in (default: the only data steward’s)')
    .option('--dry-run', 'say what would be done and write nothing')
    .option('--skip-bad', 'take the good lines although there are bad ones')
    .option('--correct <reason>', 'correct figures that are there and differ, with this reason')
    .option('--late <reason>', 'why first figures of closed periods come late')
    .addHelpText('after', examples)
    .action((file: string, options: Options) => importObservations(file, options, terminal));
};

const optionNamed = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
const firstGiven = (options: Readonly<Record<string, unknown>>): string | null => {
  const found = Object.entries(options).find(([, given]) => given !== undefined);
  return found ? optionNamed(found[0]) : null;
};

const mappingFrom = async (file: string, options: Options): Promise<Mapping> => {
  const { mapping, wide, ignoreColumns, code, period, periodFormat, value, numerator, denominator, pooledOver } = options;
  const ofARow = { code, value, numerator, denominator, pooledOver };
  if (mapping !== undefined) {
    const doubled = firstGiven({ ...ofARow, period, periodFormat, wide, ignoreColumns });
    if (doubled !== null) throw new WrongUse(`--mapping says what ${doubled} would say: leave one out`);
    return mappingIn(mapping);
  }
  if (wide) {
    const other = firstGiven(ofARow);
    if (other !== null)
      throw new WrongUse(
        `--wide takes every column for the figures of the measure it is headed with: leave ${other} out, or name a --mapping`,
      );
    if (period === undefined) throw new WrongUse('--wide needs the --period column: every other one is a measure');
    return headedMapping(file, { period, periodFormat, ignoreColumns: ignoreColumns ?? [] });
  }
  if (ignoreColumns !== undefined)
    throw new WrongUse('--ignore-columns belongs to --wide: without it only the columns that are named are read');
  if (code === undefined || period === undefined)
    throw new WrongUse('name a --mapping, or say --code, --period and --value (or --numerator and --denominator), or --wide and --period');
  const parsed = mappingSchema.safeParse({
    period: { column: period, ...(periodFormat !== undefined && { format: periodFormat }) },
    ...(value !== undefined && { value }),
    ...(numerator !== undefined && { numerator }),
    ...(denominator !== undefined && { denominator }),
    ...(pooledOver !== undefined && { pooledOver }),
    measure: { code },
  });
  if (!parsed.success) throw new WrongUse(parsed.error.issues.map(({ message }) => message).join('; '));
  return mappingOf(parsed.data);
};

/** The post an import acts in: the one named, or the only data steward's that somebody stands in. */
export const importingActor = (present: Present, organisation: string, named: string | undefined): Actor => {
  const { tables, today } = present;
  if (named !== undefined) return actorOf(present, postNamed(tables, organisation, named));
  const stewards = [...tables.posts.values()].filter((post) => post.role === 'DATA_STEWARD' && actorIn(post, today) !== null);
  if (stewards.length === 1) return actorOf(present, stewards[0]!.id);
  throw new Trouble(
    'PostNeeded',
    stewards.length === 0
      ? 'no data steward’s post is held today: import a plan with one, or name another post with --as'
      : `there are ${stewards.length} data stewards: name one with --as (${stewards.map(({ title }) => title).join('; ')})`,
  );
};

const tellBad = (work: ImportWork, terminal: Terminal, file: string): void => {
  for (const { line, column, reason } of work.bad.slice(0, badShownMax)) terminal.err(`${file}:${line} ${column}: ${reason}`);
  if (work.problems > badShownMax) terminal.err(`… and ${work.problems - badShownMax} more`);
};

/** A line of a wide table holds a figure per cell, so that cells are counted there. */
const counted = ({ wide }: Mapping): 'cells' | 'rows' => (wide ? 'cells' : 'rows');

const refuseBad = (work: ImportWork, mapping: Mapping, options: Options, file: string): void => {
  if (work.badRows > 0 && !options.skipBad)
    throw new Trouble(
      'BadLines',
      `${work.badRows} of ${work.rows} ${counted(mapping)} of ${file} cannot be used; nothing was written. Correct them, or take the others with --skip-bad`,
      {
        bad: work.badRows,
      },
    );
};

const counts = ({ rows, recorded, corrected, unchanged, skipped, measures }: ImportResult, mapping: Mapping): string =>
  `${rows} ${counted(mapping)}: ${recorded} figures recorded, ${corrected} corrected, ${unchanged} unchanged; ` +
  `${skipped} ${counted(mapping)} skipped; ${measures} measures`;

const importObservations = async (file: string, options: Options, terminal: Terminal): Promise<void> => {
  const mapping = await mappingFrom(file, options);
  const config = recordConfig(terminal, options);
  const manner: Manner = { correct: options.correct ?? null, skipBad: options.skipBad ?? false, late: options.late ?? null };
  if (options.dryRun) {
    const { identity, tables, today } = await readRecord(config);
    const organisation = identity?.organisation ?? '';
    const work = await workOf(file, mapping, manner, { organisation, tables, today });
    tellBad(work, terminal, file);
    importingActor({ tables, today }, organisation, options.as);
    const made = work.measures.filter(({ measure }) => measure.makeIn !== null).length;
    terminal.out(`would take ${counts(resultOf(work), mapping)} (${made} of them new).`);
    refuseBad(work, mapping, options, file);
    return terminal.out('Nothing was written.');
  }
  const started = performance.now();
  await withDesk(config, terminal, async (desk) => {
    const { tables, today } = desk.views.now();
    const work = await workOf(file, mapping, manner, { organisation: desk.identity.organisation, tables, today });
    tellBad(work, terminal, file);
    refuseBad(work, mapping, options, file);
    if (work.begun?.finished) return terminal.out(`Nothing to add: import ${work.id} brought this file in on ${work.begun.finished.on}.`);
    const actor = importingActor({ tables, today }, desk.identity.organisation, options.as);
    if (work.begun) terminal.out(`Going on with import ${work.id}, begun on ${work.begun.startedOn}.`);
    const result = await withBar(terminal, work, (tick) => carryOutImport(desk, actor, file, work, manner, tick));
    const seconds = (performance.now() - started) / 1_000;
    terminal.out(`Import ${work.id}`);
    terminal.out(`${counts(result, mapping)}.`);
    terminal.out(`${seconds.toFixed(2)} s, ${Math.round(result.rows / seconds)} ${counted(mapping)}/s`);
  });
};

/** A progress bar where somebody watches. */
const withBar = async <Result>(
  terminal: Terminal,
  work: ImportWork,
  run: (tick: (figures: number) => void) => Promise<Result>,
): Promise<Result> => {
  if (!terminal.interactive) return run(() => {});
  const total = work.measures.reduce((figures, { record, correct }) => figures + record.length + correct.length, 0);
  const bar = new SingleBar({ format: '{bar} {percentage}% | {value} of {total} figures | {eta_formatted} left', stream: process.stderr });
  bar.start(total, 0);
  try {
    return await run((figures) => bar.increment(figures));
  } finally {
    bar.stop();
  }
};
