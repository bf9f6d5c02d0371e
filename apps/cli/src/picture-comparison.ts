import { basename, extname } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { Trouble } from '#cqrs';
import { funnelPicture, paretoPicture } from '#pictures';
import { BadSeries } from '#spc';
import { funnelDocument, funnelFrom, paretoDocument, paretoFrom } from './comparisons.js';
import { readDocument } from './document-file.js';
import { drawingOf, withDrawnOptions, write, type DrawnOption } from './picture-options.js';
import type { Terminal } from './terminal.js';

interface TitleOption extends DrawnOption {
  readonly title?: string;
}
interface FunnelOption extends TitleOption {
  readonly unit?: string;
  readonly per?: number;
  readonly denominator: string;
}
interface ParetoOption extends TitleOption {
  readonly counted: string;
}

const perMax = 1_000_000;
const perOf = (text: string): number => {
  const per = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (per < 1 || per > perMax) throw new InvalidArgumentError(`Write a whole number from 1 to ${perMax}.`);
  return per;
};

const titled = (command: Command): Command =>
  withDrawnOptions(command.option('--title <title>', 'what stands above it (default: the name of the file)'));

/** Pictures of what a file compares: they need no record. */
export const addComparisonPictures = (picture: Command, terminal: Terminal): void => {
  titled(
    picture.command('funnel').description('units at one time, within limits by their size').argument('<file>', 'as a line of hoshin spc'),
  )
    .option('--per <number>', 'what values are multiplied by (default: 100 for a proportion, otherwise 1)', perOf)
    .option('--unit <words>', 'what comes after a value (default: % for a proportion)')
    .option('--denominator <words>', 'what a denominator counts', 'denominator')
    .action((file: string, options: FunnelOption) => funnel(file, options, terminal));
  titled(picture.command('pareto').description('categories by how often they were counted').argument('<file>', 'as a line of hoshin spc'))
    .option('--counted <words>', 'what was counted', 'counted')
    .action((file: string, options: ParetoOption) => pareto(file, options, terminal));
};

const titleOf = (file: string, { title }: TitleOption): string => title ?? basename(file, extname(file));

/** Draws, or says what of the file makes no picture. */
const drawn = (file: string, draw: () => string): string => {
  try {
    return draw();
  } catch (error) {
    if (error instanceof BadSeries)
      throw new Trouble('BadDocument', `${file} cannot be used: ${error.message}`, { file, field: error.field });
    throw error;
  }
};

const funnel = (file: string, options: FunnelOption, terminal: Terminal): void => {
  const { value } = readDocument(funnelDocument, file);
  const { kind } = value.funnel.options;
  const per = options.per ?? (kind === 'proportion' ? 100 : 1);
  const unit = options.unit ?? (kind === 'proportion' && per === 100 ? '%' : '');
  const { denominator } = options;
  const told = { ...drawingOf(options), title: titleOf(file, options), per, unit, denominator };
  write(
    drawn(file, () => funnelPicture(funnelFrom(value), told)),
    options,
    terminal,
  );
};

const pareto = (file: string, options: ParetoOption, terminal: Terminal): void => {
  const { value } = readDocument(paretoDocument, file);
  const told = { ...drawingOf(options), title: titleOf(file, options), unit: options.counted };
  write(
    drawn(file, () => paretoPicture(paretoFrom(value), told)),
    options,
    terminal,
  );
};
