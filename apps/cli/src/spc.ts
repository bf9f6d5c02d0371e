import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { Command } from 'commander';
import { Trouble } from '#cqrs';
import { BadSeries, chartOf, type Chart, type Options as ChartOptions, type Point } from '#spc';
import { comparisonIn } from './comparisons.js';
import type { Terminal } from './terminal.js';

/** A hundred thousand points, the most one chart takes, with every field written out. */
const lineCharactersMax = 16 * 1024 * 1024;

interface Options {
  readonly full?: boolean;
}

const examples = `
Reads one series a line as JSON and answers each with its chart on a line of its own, in the same order:
  {"points": [{"date": "2026-04-01", "value": 12}, …], "options": {"direction": "decrease", "target": 10}}
A point has a date and either a value or a numerator and a denominator; null is "not reported", "ghost": true is drawn and
not judged. Every option is explained in libs/spc/README.md; the usual ones are preset (mdc-2.6, mdc-2.6a, mdc-excel-5,
nhsr-0.2, run), direction (increase, decrease, neutral), target, recalculateAt, baselinePoints, conflict and conflictTie.

A line may compare instead: units at one time in a funnel, or categories by how often they were counted in a Pareto:
  {"funnel": {"units": [{"id": "RR1", "name": "Heartlands", "numerator": 720, "denominator": 1000}, …], "options": {"kind": "proportion"}}}
  {"pareto": {"categories": [{"name": "Bed", "count": 60}, …]}}
The kind is proportion, ratio or rate; further options are target, overdispersion, scale and limits. Both are drawn by hoshin picture.

An "id" is repeated in the answer. A line that makes neither is answered with {"error": …, "line": n}, and the rest goes on;
then the exit code is 1.

Examples:
  hoshin spc series.ndjson > charts.ndjson
  echo '{"points":[{"date":"2026-04-01","value":12},{"date":"2026-05-01","value":9}]}' | hoshin spc
  hoshin spc --full series.ndjson | head -1
  echo '{"pareto":{"categories":[{"name":"Bed","count":60},{"name":"Scan","count":10}]}}' | hoshin spc`;

export const addSpc = (to: Command, terminal: Terminal): void => {
  to.command('spc')
    .description('read series with statistical process control: newline-delimited JSON in, newline-delimited JSON out')
    .argument('[file]', 'where the series are, - for standard input', '-')
    .option('--full', 'everything the engine says: segments, sigma lines, every signal, all options as used; of a funnel its curves')
    .addHelpText('after', examples)
    .action((file: string, options: Options) =>
      spc(file === '-' ? (terminal.input ?? Readable.from([])) : createReadStream(file), options, terminal),
    );
};

const spc = async (input: Readable, { full = false }: Options, terminal: Terminal): Promise<void> => {
  let [line, bad] = [0, 0];
  for await (const text of linesOf(input)) {
    line++;
    if (text !== null && text.trim() === '') continue;
    const answer = answerTo(text, full);
    if ('error' in answer) bad++;
    terminal.out(JSON.stringify('error' in answer ? { ...answer, line } : answer));
  }
  if (bad > 0)
    throw new Trouble(
      'BadSeries',
      `${bad} of ${line} ${line === 1 ? 'line' : 'lines'} cannot be used: each is answered with its error and its line number`,
    );
};

/** What one line is answered with. */
const answerTo = (text: string | null, full: boolean): object => {
  if (text === null)
    return { error: `the line is longer than ${lineCharactersMax.toLocaleString('en-GB')} characters: give each series a line of its own` };
  let given: unknown;
  try {
    // Without the byte order mark that Windows writes before a text.
    given = JSON.parse(text.trim());
  } catch (error) {
    return { error: `this is not JSON: ${(error as Error).message}` };
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return { error: 'a line is an object with points, a funnel or a pareto: {"points": [{"date": "2026-04-01", "value": 12}]}' };
  const { id, points, options } = given as { readonly id?: unknown; readonly points?: unknown; readonly options?: unknown };
  const named = id === undefined ? {} : { id };
  if ('funnel' in given || 'pareto' in given) {
    const compared = comparisonIn(given);
    if (full || !('funnel' in compared)) return { ...named, ...compared };
    const { curve: _curve, ...funnel } = compared.funnel;
    return { ...named, funnel };
  }
  if (!Array.isArray(points)) return { ...named, error: 'points is missing: give a list such as [{"date": "2026-04-01", "value": 12}]' };
  if (options !== undefined && options !== null && (typeof options !== 'object' || Array.isArray(options)))
    return { ...named, error: 'options is no object: write {"preset": "mdc-2.6", "direction": "increase"}' };
  try {
    const chart = chartOf(points as Point[], (options ?? {}) as ChartOptions);
    return { ...named, ...(full ? chart : shortOf(chart)) };
  } catch (error) {
    if (error instanceof BadSeries) return { ...named, error: error.message, field: error.field };
    throw error;
  }
};

/** What a reader of the chart needs, without what only drawing it does. */
const shortOf = ({ points, variation, assurance, warnings, rulesVersion }: Chart): object => ({
  points: points.map(({ date, value, mean, lower, upper, type, reasons }) => ({ date, value, mean, lower, upper, type, reasons })),
  variation,
  assurance,
  warnings,
  rulesVersion,
});

/** The lines of a text in UTF-8; null for one that is too long, which is read over. */
async function* linesOf(input: Readable): AsyncGenerator<string | null> {
  input.setEncoding('utf8');
  let [begun, tooLong] = ['', false];
  for await (const chunk of input as AsyncIterable<string>) {
    const [first, ...rest] = chunk.split('\n');
    if (!tooLong) begun += first!;
    if (begun.length > lineCharactersMax) [begun, tooLong] = ['', true];
    for (const text of rest) {
      yield tooLong ? null : begun;
      [begun, tooLong] = [text, false];
    }
  }
  if (tooLong || begun !== '') yield tooLong ? null : begun;
}
