import { writeFileSync } from 'node:fs';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Drawing } from '../../api/src/reads/drawing.js';
import type { Terminal } from './terminal.js';

const widthMin = 320;
const widthMax = 4_000;

/** What every picture is drawn with. */
export interface DrawnOption {
  readonly width: number;
  readonly grey?: boolean;
  readonly out?: string;
}

const widthOf = (text: string): number => {
  if (!/^\d{1,5}$/.test(text) || Number(text) < widthMin || Number(text) > widthMax)
    throw new InvalidArgumentError(`Write pixels from ${widthMin} to ${widthMax}.`);
  return Number(text);
};

export const withDrawnOptions = (command: Command): Command =>
  command
    .addOption(new Option('--width <pixels>', `from ${widthMin} to ${widthMax}`).argParser(widthOf).default(1_280))
    .option('--grey', 'for a printer without colour')
    .option('--out <file>', 'where to write it (default: standard output)');

export const drawingOf = ({ width, grey = false }: DrawnOption): Drawing => ({ width, grey });

export const write = (picture: string, { out }: DrawnOption, terminal: Terminal): void => {
  if (out === undefined) return terminal.out(picture);
  writeFileSync(out, picture, { flag: 'wx' });
  terminal.err(`wrote ${out}`);
};
