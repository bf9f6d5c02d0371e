import type { Pareto } from '#spc';
import { type Block, nothing, paragraph, stack } from './blocks.js';
import { figure, plainFigure, withUnit } from './figures.js';
import { caption, framed, heading, type PictureOptions, widthsOf } from './frame.js';
import { type Ink, inkOf } from './ink.js';
import { boldWidth, line, widthOf } from './lettering.js';
import { element, type Markup, moved, together } from './markup.js';

export interface ParetoOptions extends PictureOptions {
  /** What is counted: `incidents`. */
  readonly unit: string;
}

const share = (value: number): string => `${figure(value * 100, 0)}%`;

/** The bars lie, so that a name has room at every width, and are as long as their share of the whole. The dot beneath each is its share and all greater ones summed up. */
const bars = ({ bars: all }: Pareto, unit: string, width: number, ink: Ink): Block => {
  const size = 12.5;
  const numbers = all.map(({ count, share: own }) => `${withUnit(plainFigure(count, 2), all.length < 8 ? unit : '')} (${share(own)})`);
  const numberWidths = numbers.map((text) => widthOf(text, size));
  const names = Math.min(width * 0.34, Math.max(...all.map(({ name }) => widthOf(name, size) * boldWidth)));
  const left = names + 12;
  const track = width - left;
  const at = (cumulative: number): number => left + cumulative * track;
  const rows: { readonly markup: Markup; readonly dot: readonly [number, number] }[] = [];
  let y = 22;
  for (const [index, bar] of all.entries()) {
    const name = paragraph(bar.name, names, { size, fill: ink.text, bold: bar.vital });
    const height = Math.max(38, name.height + 10);
    const length = bar.share * track;
    const inside = length + 6 + (numberWidths[index] ?? 0) > track;
    rows.push({
      dot: [at(bar.cumulativeShare), y + height - 7],
      markup: together([
        moved(0, y + (height - name.height) / 2 - 4, name.markup),
        element('rect', {
          x: left,
          y: y + 2,
          width: length,
          height: height - 18,
          fill: bar.vital ? ink.axis : ink.paper,
          stroke: ink.axis,
          'stroke-width': 1.2,
        }),
        line(numbers[index] ?? '', left + length + (inside ? -6 : 6), y + 2 + (height - 18) / 2 + size * 0.35, {
          size,
          ...(inside ? { fill: ink.paper, anchor: 'end' } : { fill: ink.text, rim: true }),
        }),
      ]),
    });
    y += height;
  }
  const eighty = at(0.8);
  return {
    height: y + 4,
    markup: together([
      element('line', { x1: left + track, x2: left + track, y1: 16, y2: y, stroke: ink.grid }),
      element('line', { x1: eighty, x2: eighty, y1: 16, y2: y, stroke: ink.target, 'stroke-width': 1.4, 'stroke-dasharray': '12 4 3 4' }),
      line('80%', eighty, 11, { size: 11.5, fill: ink.targetText, anchor: 'middle' }),
      element('line', { x1: left, x2: left, y1: 16, y2: y, stroke: ink.axis }),
      ...rows.map(({ markup }) => markup),
      ...rows.flatMap(({ dot: [x, dotY] }) => [
        element('line', { x1: left, x2: x, y1: dotY, y2: dotY, stroke: ink.axis, 'stroke-width': 1 }),
        element('circle', { cx: x, cy: dotY, r: 3, fill: ink.text }),
      ]),
    ]),
  };
};

/** The categories in whole sentences. */
export const textOfPareto = (pareto: Pareto, title: string, unit: string): string =>
  pareto.bars.length === 0
    ? `${title}: nothing was counted.`
    : [
        `${title}: ${withUnit(plainFigure(pareto.total, 2), unit)} in ${pareto.bars.length} ${pareto.bars.length === 1 ? 'category' : 'categories'}.`,
        pareto.because,
        ...pareto.bars.map(
          ({ name, count, share: own, cumulativeShare }) =>
            `${name}: ${plainFigure(count, 2)}, ${share(own)}, ${share(cumulativeShare)} so far.`,
        ),
      ].join(' ');

/** Categories by how often they were counted as an SVG: bars, the greatest first, and their shares summed up. */
export const paretoPicture = (pareto: Pareto, options: ParetoOptions): string => {
  const ink = inkOf(options.grey);
  const { total, inner: width } = widthsOf(options);
  return framed(total, { title: options.title, description: textOfPareto(pareto, options.title, options.unit) }, [
    heading(options.title, options.unit, width, ink),
    pareto.bars.length === 0
      ? paragraph('Nothing was counted.', width, { size: 14, fill: ink.quiet })
      : bars(pareto, options.unit, width, ink),
    pareto.bars.length === 0 ? nothing : stack([paragraph(pareto.because, width, { size: 12.5, fill: ink.text })], 0),
    caption(
      'Filled bars and bold names: the few that together make 80%. Dots: the shares summed up, from nothing at the left to all at the right.',
      width,
      ink,
    ),
  ]);
};
