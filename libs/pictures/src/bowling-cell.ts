import type { BowlingCell, CellStatus } from '#strategy';
import { plainFigure } from './figures.js';
import type { Ink } from './ink.js';
import { boldWidth, line, widthOf } from './lettering.js';
import { element, type Markup, moved, together } from './markup.js';

/** What a status is called in a legend and told aloud. */
export const statusNames: Readonly<Record<CellStatus, string>> = {
  MET: 'met',
  NEAR: 'near: within the tolerance',
  MISSED: 'missed',
  NO_PLAN: 'no plan to hold it against',
  NO_ACTIVITY: 'no activity',
  NOT_REPORTED: 'not reported',
  BLANK: '',
};

const fills = (status: CellStatus, ink: Ink): string => {
  switch (status) {
    case 'MET':
      return ink.met;
    case 'NEAR':
      return ink.near;
    case 'MISSED':
      return ink.missed;
    case 'NOT_REPORTED':
      return ink.unreported;
    case 'NO_PLAN':
    case 'NO_ACTIVITY':
    case 'BLANK':
      return ink.paper;
  }
};

/** The shape of a status, on a square of 10 around a point; the letter stands beside it. */
const shapeOf = (status: CellStatus, x: number, y: number, ink: Ink): Markup => {
  const full = { fill: ink.text };
  const open = { fill: 'none', stroke: ink.text, 'stroke-width': 1.6 };
  switch (status) {
    case 'MET':
      return element('circle', { cx: x, cy: y, r: 4.5, ...full });
    case 'NEAR':
      return element('path', { d: `M${x} ${y - 5.5}L${x + 5.5} ${y}L${x} ${y + 5.5}L${x - 5.5} ${y}Z`, ...full });
    case 'MISSED':
      return element('path', { d: `M${x} ${y - 5}L${x + 5.5} ${y + 4.5}H${x - 5.5}Z`, ...full });
    case 'NO_PLAN':
      return element('path', { d: `M${x - 4.5} ${y}H${x + 4.5}`, ...open, 'stroke-width': 2.4 });
    case 'NO_ACTIVITY':
      return element('circle', { cx: x, cy: y, r: 4, ...open });
    case 'NOT_REPORTED':
      return element('path', { d: `M${x - 4} ${y - 4}L${x + 4} ${y + 4}M${x - 4} ${y + 4}L${x + 4} ${y - 4}`, ...open, 'stroke-width': 2 });
    case 'BLANK':
      return together([]);
  }
};

/** A status by its shape and letter, 24 by 12 pixels. */
export const statusMark = (status: CellStatus, letter: string, x: number, y: number, ink: Ink): Markup =>
  together([shapeOf(status, x + 6, y + 6, ink), line(letter, x + 15, y + 10.2, { size: 11.5, fill: ink.text, bold: true })]);

/** Letters as large as the width lets them be. */
const fitted = (text: string, size: number, width: number): number => Math.min(size, (size * width) / Math.max(1, widthOf(text, size)));

export interface CellOptions {
  readonly width: number;
  readonly decimals: number;
  /** What was planned for the month before each re-plan, oldest first. */
  readonly ghosts: readonly (number | null)[];
  readonly ink: Ink;
}

/** ` (9/30)` of a month of which only some days or weeks are reported: its plan is for all of them. */
const partOf = ({ reported, of }: BowlingCell): string => (reported < of ? ` (${reported}/${of})` : '');

const lineHeight = 14;

/** How high the cells of a row are: a line for each earlier plan, one for the plan, one for the figure, one for the status. */
export const cellHeight = (ghosts: number): number => 8 + (3 + ghosts) * lineHeight + 2;

/** One month: the plan above, the figure beneath, and how they stand to each other by letter, shape and shade. */
export const bowlingCell = (cell: BowlingCell, { width, decimals, ghosts, ink }: CellOptions): Markup => {
  const height = cellHeight(ghosts.length);
  const middle = width / 2;
  const room = width - 6;
  const lines = [
    ...ghosts.map((ghost) => ({
      text: ghost === null ? '' : `(${plainFigure(ghost, decimals)})`,
      size: 10.5,
      fill: ink.quiet,
      bold: false,
    })),
    { text: cell.plan === null ? '' : plainFigure(cell.plan, decimals), size: 11.5, fill: ink.quiet, bold: false },
    {
      text: cell.actual === null ? '' : `${plainFigure(cell.actual, decimals)}${cell.late || cell.corrected ? '†' : ''}${partOf(cell)}`,
      size: 12.5,
      fill: ink.text,
      bold: true,
    },
  ];
  const shaded = 4 + (ghosts.length + 1) * lineHeight + 1;
  return together([
    element('rect', { x: 0.5, y: 0.5, width: width - 1, height: height - 1, fill: ink.paper, stroke: ink.grid }),
    element('rect', { x: 1, y: shaded, width: width - 2, height: height - shaded - 1, fill: fills(cell.status, ink) }),
    ...lines.map(({ text, size, fill, bold }, index) =>
      line(text, middle, 3 + (index + 1) * lineHeight - 2 + (index === lines.length - 1 ? 2 : 0), {
        size: fitted(text, size, bold ? room / boldWidth : room),
        fill,
        anchor: 'middle',
        bold,
      }),
    ),
    ...(cell.status === 'BLANK' ? [] : [moved(middle - 12, height - 15, statusMark(cell.status, cell.letter, 0, 0, ink))]),
  ]);
};
