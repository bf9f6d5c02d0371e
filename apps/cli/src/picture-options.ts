import { writeFileSync } from 'node:fs';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { widthIn, widths, type Drawing } from '../../api/src/reads/drawing.js';
import type { Terminal } from './terminal.js';

/** What every picture is drawn with. */
export interface DrawnOption {
  readonly width: number;
  readonly grey?: boolean;
  readonly out?: string;
}

const widthOf = (text: string): number => {
  const width = widthIn(text);
  if (width === null) throw new InvalidArgumentError(`Write pixels from ${widths.least} to ${widths.most}.`);
  return width;
};

export const withDrawnOptions = (command: Command): Command =>
  command
    .addOption(new Option('--width <pixels>', `from ${widths.least} to ${widths.most}`).argParser(widthOf).default(widths.usual))
    .option('--grey', 'for a printer without colour')
    .option('--out <file>', 'where to write it (default: standard output)');

export const drawingOf = ({ width, grey = false }: DrawnOption): Drawing => ({ width, grey });

export const write = (picture: string, { out }: DrawnOption, terminal: Terminal): void => {
  if (out === undefined) return terminal.out(picture);
  writeFileSync(out, picture, { flag: 'wx' });
  terminal.err(`wrote ${out}`);
};
