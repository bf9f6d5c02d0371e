import type { Funnel, FunnelLimit, FunnelResult } from '#spc';
import { type Block, isNarrow, legend, type LegendEntry, nothing, paragraph, stack } from './blocks.js';
import { apart, drawnEndLabels } from './end-labels.js';
import { calculated, figure, observed, plainFigure, suffixOf, type Writing, writingFor } from './figures.js';
import { caption, framed, heading, type PictureOptions, widthsOf } from './frame.js';
import { dashes, type Ink, inkOf } from './ink.js';
import { line, widthOf } from './lettering.js';
import { pointMark } from './marks.js';
import { element, type Markup, pathThrough, together, words } from './markup.js';
import { drawnValueAxis, valueAxis } from './value-axis.js';

export interface FunnelPictureOptions extends PictureOptions {
  /** What comes after a value: `%`; empty for none. */
  readonly unit: string;
  /** What values are multiplied by before they are written; 1 without. */
  readonly per?: number;
  /** What a denominator counts: `attendances`. */
  readonly denominator: string;
}

const share = (within: number): string => `${plainFigure(within * 100, 2)}%`;

/** Beyond the widest limits a unit is a diamond; beyond the narrower ones alone it is a square. */
const classOf = ({ outside }: FunnelResult, widest: number): 'common_cause' | 'neutral_high' | 'concern' =>
  outside === null ? 'common_cause' : outside.within === widest ? 'concern' : 'neutral_high';

const widestOf = (funnel: Funnel): number => Math.max(...funnel.units.flatMap(({ limits }) => limits.map(({ within }) => within)));

const dashOf = (within: number, widest: number): string => (within === widest ? dashes.limit : dashes.trial);

const written = (funnel: Funnel, { unit, per = 1 }: FunnelPictureOptions): Writing =>
  writingFor(
    unit,
    per,
    funnel.units.map(({ value }) => value),
    [funnel.target],
  );

const told = ({ name, numerator, denominator, value, outside }: FunnelResult, writing: Writing): string =>
  `${name}: ${observed(value, writing)} (${plainFigure(numerator, 2)} of ${plainFigure(denominator, 2)})${outside === null ? ', within all limits' : `, ${outside.side} the ${share(outside.within)} limits`}.`;

/** Units that are named in the plot: those beyond the widest limits, the furthest first. */
const named = (funnel: Funnel, most: number): readonly FunnelResult[] =>
  funnel.units
    .filter(({ outside }) => outside !== null && outside.within === widestOf(funnel))
    .toSorted((a, b) => Math.abs(b.adjustedZ) - Math.abs(a.adjustedZ) || (a.id < b.id ? -1 : 1))
    .slice(0, most);

const plot = (funnel: Funnel, options: FunnelPictureOptions, width: number, ink: Ink): Block => {
  const writing = written(funnel, options);
  const size = isNarrow(width) ? 11 : 12.5;
  const widest = widestOf(funnel);
  const values = [...funnel.units.map(({ value }) => value), funnel.target];
  const reach = Math.max(...values) - Math.min(...values) || Math.abs(funnel.target) || 1;
  // Limits of the smallest units run far off; what lies further than the values by a third is cut.
  const [least, most] = [
    Math.max(funnel.kind === 'proportion' ? 0 : -Infinity, Math.min(...values) - reach / 3),
    Math.max(...values) + reach / 3,
  ];
  const drawnLimits = funnel.curve
    .flatMap(({ limits }) => limits.flatMap(({ lower, upper }) => [lower, upper]))
    .map((value) => Math.min(most, Math.max(least, value)));
  const scale = { textSize: size, per: writing.per, suffix: suffixOf(writing.unit) };
  const all = [...values, ...drawnLimits];
  const left = Math.ceil(valueAxis(all, { ...scale, top: 0, bottom: 300 }).textWidth) + 10;
  const label = `${funnel.kind === 'ratio' ? 'Expected' : 'Average'} ${figure(funnel.target * writing.per, writing.decimals)}${suffixOf(writing.unit)}`;
  const right = Math.floor(width - widthOf(label, size) - 14);
  const top = 8;
  const bottom = top + Math.round(Math.min(420, Math.max(240, width * 0.34)));
  const axis = valueAxis(all, { ...scale, top, bottom });
  const largest = Math.max(...funnel.units.map(({ denominator }) => denominator));
  const x = (denominator: number): number => left + (denominator / (largest * 1.04)) * (right - left);
  const across = valueAxis([0, largest], { top: left, bottom: right, textSize: size, per: 1 });
  const room = Math.max(...across.ticks.map(({ text }) => widthOf(text, size))) + 14;
  const every = Math.ceil(room / Math.max(1, x(across.ticks[1]?.value ?? largest) - x(across.ticks[0]?.value ?? 0)));
  const curve = (within: number, of: (limit: FunnelLimit) => number): Markup =>
    element('path', {
      d: pathThrough(
        funnel.curve.map(({ denominator, limits }) => {
          const limit = limits.find((one) => one.within === within);
          return limit === undefined || of(limit) < least || of(limit) > most ? null : [x(denominator), axis.y(of(limit))];
        }),
      ),
      fill: 'none',
      stroke: ink.axis,
      'stroke-width': 1.8,
      'stroke-dasharray': dashOf(within, widest),
    });
  const radius = isNarrow(width) ? 3.5 : 4.5;
  const naming = named(funnel, isNarrow(width) ? 3 : 8);
  const nameSize = size - 0.5;
  const nameHeights = apart(
    naming.map(({ value }) => axis.y(value)),
    nameSize * 1.2,
    top + 6,
    bottom - 6,
  );
  return {
    height: bottom + size * 3.2,
    markup: together([
      drawnValueAxis(axis, left, right, size, ink),
      element('line', { x1: left, x2: right, y1: bottom, y2: bottom, stroke: ink.axis }),
      ...across.ticks
        .filter(({ value }, index) => index % every === 0 && x(value) <= right)
        .map(({ value, text }) => line(text, x(value), bottom + 5 + size, { size, fill: ink.quiet, anchor: 'middle' })),
      line(options.denominator, (left + right) / 2, bottom + size * 2.7, { size, fill: ink.quiet, anchor: 'middle' }),
      ...(funnel.curve[0]?.limits ?? []).flatMap(({ within }) => [
        curve(within, ({ lower }) => lower),
        curve(within, ({ upper }) => upper),
      ]),
      element('line', { x1: left, x2: right, y1: axis.y(funnel.target), y2: axis.y(funnel.target), stroke: ink.mean, 'stroke-width': 1.8 }),
      ...funnel.units.map((unit) =>
        element(
          'g',
          {},
          element('title', {}, words(told(unit, writing))),
          pointMark(classOf(unit, widest), x(unit.denominator), axis.y(unit.value), radius, ink),
        ),
      ),
      ...naming.map(({ name, denominator }, index) => {
        const beforeIt = x(denominator) + 9 + widthOf(name, nameSize) > right;
        return line(name, x(denominator) + (beforeIt ? -9 : 9), (nameHeights[index] ?? 0) + nameSize * 0.35, {
          size: nameSize,
          fill: ink.text,
          anchor: beforeIt ? 'end' : 'start',
          rim: true,
        });
      }),
      drawnEndLabels([{ text: label, y: axis.y(funnel.target), fill: ink.text }], right, top, bottom, size, ink),
    ]),
  };
};

const legendOf = (funnel: Funnel, ink: Ink): readonly LegendEntry[] => {
  const widest = widestOf(funnel);
  const narrower = (funnel.curve[0]?.limits ?? []).map(({ within }) => within).filter((within) => within !== widest);
  const rule = (dash: string): Markup =>
    element('line', { x1: 0, x2: 28, y1: 7, y2: 7, 'stroke-width': 1.8, stroke: ink.axis, 'stroke-dasharray': dash });
  const isThere = (type: string): boolean => funnel.units.some((unit) => classOf(unit, widest) === type);
  return [
    { sample: pointMark('common_cause', 14, 7, 5, ink), text: 'Within all limits' },
    ...(isThere('neutral_high')
      ? [{ sample: pointMark('neutral_high', 14, 7, 5, ink), text: `Beyond the ${narrower.map(share).join(', ')} limits` }]
      : []),
    ...(isThere('concern') ? [{ sample: pointMark('concern', 14, 7, 5, ink), text: `Beyond the ${share(widest)} limits` }] : []),
    ...narrower.map((within) => ({ sample: rule(dashes.trial), text: `${share(within)} limits` })),
    { sample: rule(dashes.limit), text: `${share(widest)} limits` },
  ];
};

/** The units in whole sentences: those outside each by name, the rest counted. */
export const textOfFunnel = (funnel: Funnel, options: FunnelPictureOptions): string => {
  const writing = written(funnel, options);
  const outside = funnel.units.filter((unit) => unit.outside !== null);
  const inside = funnel.units.length - outside.length;
  return [
    `${options.title}: funnel plot of ${funnel.units.length} ${funnel.units.length === 1 ? 'unit' : 'units'} around ${calculated(funnel.target, writing)}.`,
    `${inside} ${inside === 1 ? 'lies' : 'lie'} within all limits.`,
    ...outside.map((unit) => told(unit, writing)),
    ...funnel.warnings.map(({ text }) => text),
  ].join(' ');
};

/** Units beside each other as an SVG: each by its size and value, against limits that narrow as units grow. */
export const funnelPicture = (funnel: Funnel, options: FunnelPictureOptions): string => {
  const ink = inkOf(options.grey);
  const { total, inner: width } = widthsOf(options);
  return framed(total, { title: options.title, description: textOfFunnel(funnel, options) }, [
    heading(options.title, options.unit, width, ink),
    funnel.units.length === 0 ? nothing : plot(funnel, options, width, ink),
    legend(legendOf(funnel, ink), width, { size: 12, fill: ink.text }),
    stack(
      funnel.warnings.map(({ text }) => paragraph(text, width, { size: 12.5, fill: ink.text })),
      4,
    ),
    caption(`Funnel plot · ${funnel.method}`, width, ink),
  ]);
};
