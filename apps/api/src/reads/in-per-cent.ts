import { assuranceSentence, variationSentence } from '#pictures';
import type { ChartPoint } from '#spc';
import { percentFigure, type BowlingRow, type Forecast, type ScorecardLine } from '#strategy';

/** A hundred times a share, without the last digits that only binary numbers have. */
const percent = (share: number): number => Number((share * 100).toPrecision(12));
const percentOrNull = (share: number | null): number | null => (share === null ? null : percent(share));

/** The unit of such a figure: `share of attendances` is `% of attendances`. */
export const unitInPerCent = (unit: string): string => (unit.startsWith('%') ? unit : `% ${unit.replace(/^share /, '')}`);

const forecast = ({ value, low, high, because }: Forecast): Forecast => ({
  value: percentOrNull(value),
  low: percentOrNull(low),
  high: percentOrNull(high),
  because,
});

/**
 * A row whose figures are shares from 0 to 1, in per cent. What the icons say names figures as they are
 * stored: the sentences that name none stand for them.
 */
export const rowInPerCent = (row: BowlingRow): BowlingRow => ({
  ...row,
  unitOfMeasure: unitInPerCent(row.unitOfMeasure),
  direction:
    row.direction.kind === 'RANGE'
      ? { kind: 'RANGE', lo: percentFigure(row.direction.lo), hi: percentFigure(row.direction.hi) }
      : row.direction,
  jop: percentFigure(row.jop),
  target: percentFigure(row.target),
  tolerance: percentFigure(row.tolerance),
  yearTarget: { ...row.yearTarget, value: percentOrNull(row.yearTarget.value) },
  cells: row.cells.map((cell) => ({
    ...cell,
    plan: percentOrNull(cell.plan),
    actual: percentOrNull(cell.actual),
    asPublished: percentOrNull(cell.asPublished),
    asKnownNow: percentOrNull(cell.asKnownNow),
  })),
  ghosts: row.ghosts.map((ghost) => ({ ...ghost, plan: ghost.plan.map(percentOrNull) })),
  yearToDate: { ...row.yearToDate, plan: percentOrNull(row.yearToDate.plan), actual: percentOrNull(row.yearToDate.actual) },
  forecasts: {
    ...row.forecasts,
    plan: percentOrNull(row.forecasts.plan),
    runRate: forecast(row.forecasts.runRate),
    planShifted: forecast(row.forecasts.planShifted),
    process: forecast(row.forecasts.process),
  },
  icons: {
    ...row.icons,
    variationText: variationSentence(row.icons.variation),
    assuranceText: assuranceSentence(row.icons.assurance),
  },
});

/** A measure of a scorecard, its figures shares from 0 to 1, in the same way. */
export const lineInPerCent = (line: ScorecardLine): ScorecardLine => {
  const { latest, target } = line;
  return {
    ...line,
    unitOfMeasure: unitInPerCent(line.unitOfMeasure),
    latest: latest && { ...latest, value: latest.value === null ? null : percentFigure(latest.value) },
    target:
      target &&
      ('value' in target ? { ...target, value: percent(target.value) } : { ...target, lo: percent(target.lo), hi: percent(target.hi) }),
    variationText: variationSentence(line.variation),
    assuranceText: assuranceSentence(line.assurance),
  };
};

export const pointInPerCent = ({ value, type, ghost }: ChartPoint): Pick<ChartPoint, 'value' | 'type' | 'ghost'> => ({
  value: percentOrNull(value),
  type,
  ghost,
});
