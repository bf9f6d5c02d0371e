import { sayDay, sayDays } from './calendar.js';
import { sayCount, sayFigure } from './figures.js';
import type { ChartPoint, Warning } from './model.js';
import { chartNames, isOfQuotients } from './process-figures.js';
import type { ProcessJudgement, ProcessSegment } from './process-judgement.js';
import type { Rulebook } from './rulebook.js';
import { rowOf } from './series.js';
import { calendar, enough, order, rolling } from './warnings.js';

/** Fewer expected than this in a period are too few for limits on both sides: such events are rare. */
const expectedLeast = 5;
/** A process whose neighbours differ so many times as much as chance has limits by chance alone that say nothing. */
const overdispersedFrom = 1.5;

const dayOf = ({ series }: ProcessJudgement, counted: number): string => series.points[rowOf(series, counted)]!.date;

/** How many events a point of average size is expected to count; null of kinds where that says nothing. */
const expectedOf = ({ kind, series }: ProcessJudgement, { from, to, voice: { centre } }: ProcessSegment): number | null => {
  if (centre === null || to <= from) return null;
  if (kind === 'c') return centre;
  if (!isOfQuotients(kind)) return null;
  let denominators = 0;
  for (let index = from; index < to; index += 1) denominators += series.points[rowOf(series, index)]!.denominator!;
  const ofEvents = kind === 'p' || kind === 'p-prime' ? Math.min(centre, 1 - centre) : centre;
  return (ofEvents * denominators) / (to - from);
};

const ofSegment = (judgement: ProcessJudgement, segment: ProcessSegment): readonly Warning[] => {
  const { kind, rulebook } = judgement;
  const { from, to, voice } = segment;
  if (to <= from) return [];
  const first = dayOf(judgement, from);
  const since = `from ${sayDay(first)} on`;
  const warn = (code: Warning['code'], text: string): Warning => ({ code, text, dates: [first] });
  const warnings: Warning[] = [];
  const points = (segment.baselineTo ?? to) - from;
  if (points < rulebook.trialBelow)
    warnings.push(
      warn(
        'FEW_POINTS_IN_SEGMENT',
        `The limits ${since} are trial limits: ${sayCount(points, 'point')} ${points === 1 ? 'sets' : 'set'} them, ${rulebook.trialBelow} should.`,
      ),
    );
  const expected = expectedOf(judgement, segment);
  if (expected !== null && expected < expectedLeast)
    warnings.push(
      warn(
        'LOW_MEAN',
        `About ${sayFigure(expected)} events are counted a period ${since}, which is few for limits on both sides; a t or g chart of what lies between them shows more.`,
      ),
    );
  const { sigmaZ } = voice;
  if ((kind === 'p' || kind === 'u') && sigmaZ !== null && sigmaZ > overdispersedFrom)
    warnings.push(
      warn(
        'OVERDISPERSED',
        `The points ${since} vary ${sayFigure(Number(sigmaZ.toFixed(2)))} times as much as chance makes them, so limits by chance alone are too narrow; take ${kind}-prime or xmr.`,
      ),
    );
  return warnings;
};

/** What a reader of a chart of counts should know before relying on it. */
export const processWarningsOf = (judgement: ProcessJudgement, asked: Rulebook, points: readonly ChartPoint[]): readonly Warning[] => {
  const { kind, segments, limitsShown, rulebook } = judgement;
  const isIgnored = asked.targets.length > rulebook.targets.length;
  return [
    ...order(judgement, points),
    // A run chart has no limits to wait for.
    ...(kind === 'run' ? [] : enough(judgement, points)),
    ...rolling(judgement, points),
    ...judgement.notes,
    ...(isIgnored
      ? [{ code: 'TARGET_IGNORED', text: `The target is ignored: ${chartNames[kind]} is not held against one.`, dates: [] } as const]
      : []),
    ...(limitsShown ? segments.flatMap((segment) => ofSegment(judgement, segment)) : []),
    ...inBaselines(judgement, points),
    // Rare events come when they come: their dates are no calendar.
    ...(kind === 't' || kind === 'g' ? [] : calendar(judgement, points)),
  ];
};

const inBaselines = ({ series, segments }: ProcessJudgement, points: readonly ChartPoint[]): readonly Warning[] => {
  const dates = segments.flatMap(({ from, baselineTo }) =>
    Array.from({ length: (baselineTo ?? from) - from }, (_, index) => points[rowOf(series, from + index)]!)
      .filter(({ rule }) => rule !== null)
      .map(({ date }) => date),
  );
  return dates.length === 0
    ? []
    : [
        {
          code: 'SIGNAL_IN_BASELINE',
          text: `The baseline holds ${sayCount(dates.length, 'signal')}, ${sayDays(dates)}; limits that a special cause has set are not to be relied on.`,
          dates,
        },
      ];
};
