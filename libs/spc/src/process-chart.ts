import { sayDay } from './calendar.js';
import { sayApart, sayFigure } from './figures.js';
import { assuranceTextOf, variationTextOf, type Verdict } from './icon-texts.js';
import { hasVerdict, variationOf, type JudgedSegment, type Latest } from './judgement.js';
import type { Limits } from './limits.js';
import { rulesVersion, type Chart, type ChartPoint, type RunsAnalysis, type Segment } from './model.js';
import { chartNames, isOfQuotients, naturalBounds } from './process-figures.js';
import { judgeProcess, linesAt, type ProcessJudgement, type ProcessSegment } from './process-judgement.js';
import { processWarningsOf } from './process-warnings.js';
import { beyondOf, type PointLines, type Process, type ProcessKind } from './processes.js';
import { ghostReason, missingReason } from './reasons.js';
import { resolve, rulesIn } from './resolution.js';
import { optionsOf, type Rulebook } from './rulebook.js';
import { rowOf, type Series } from './series.js';
import { bits, downwards } from './signals.js';
import { assuranceOf, meets, targetOn } from './targets.js';
import { clip, judgedPoint, latestRunOf, rowPoint, segmentsOf, targetSigmaOf, type Lines } from './xmr.js';

/** The lines of one point as they are drawn: clipped to what values of the kind can be, and to the bounds asked for. */
const drawnLines = ({ kind, rulebook: { bounds } }: ProcessJudgement, { voice }: ProcessSegment, lines: PointLines | null): Lines => {
  const nature = naturalBounds(kind);
  const clipped = (line: number | null | undefined): number | null => (line == null ? null : clip(clip(line, nature), bounds));
  return {
    mean: voice.centre,
    lower: lines?.lower ?? null,
    upper: lines?.upper ?? null,
    displayLower: clipped(lines?.lower),
    displayUpper: clipped(lines?.upper),
    oneSigmaLower: lines?.oneSigma[0] ?? null,
    oneSigmaUpper: lines?.oneSigma[1] ?? null,
    twoSigmaLower: lines?.twoSigma[0] ?? null,
    twoSigmaUpper: lines?.twoSigma[1] ?? null,
  };
};

const sayBeyond = (
  kind: ProcessKind,
  { date, value, denominator }: Pick<ChartPoint, 'date' | 'value' | 'denominator'>,
  isUp: boolean,
  limit: number,
  inPercent: boolean,
): string => {
  const [said, line] = sayApart(value!, limit, inPercent);
  const of = isOfQuotients(kind) ? ` for a denominator of ${sayFigure(denominator!)}` : '';
  return `${said} on ${sayDay(date)} lies ${isUp ? 'above the upper' : 'below the lower'} limit of ${line}${of}.`;
};

const silent = { movingRange: null, met: null, signalsUp: [], signalsDown: [], type: null, rule: null } as const;

const pointsOf = (judgement: ProcessJudgement): readonly ChartPoint[] => {
  const { kind, series, rulebook, segments } = judgement;
  let segment = 0;
  return series.points.map((point, row): ChartPoint => {
    while (segment + 1 < segments.length && row >= segments[segment + 1]!.row) segment += 1;
    const within = segments[segment]!;
    const lines = linesAt(judgement, within, point.denominator ?? null);
    const base = rowPoint(judgement, row, segment, drawnLines(judgement, within, lines));
    if (base.ghost || base.missing) return judgedPoint(base, { ...silent, reasons: [base.missing ? missingReason : ghostReason] });
    const beyond = lines === null ? 0 : beyondOf(base.value!, lines);
    // One rule speaks, so no signals meet and none follows another.
    const signals = beyond === 0 ? 0 : beyond > 0 ? bits.single : bits.single << downwards;
    const { type, rule } = resolve(signals, rulebook, false);
    return judgedPoint(base, {
      movingRange: null,
      met: base.target === null ? null : meets(base.value!, base.target, rulebook.direction),
      signalsUp: rulesIn(signals, true),
      signalsDown: rulesIn(signals, false),
      type,
      rule,
      reasons: beyond === 0 ? [] : [sayBeyond(kind, base, beyond > 0, beyond > 0 ? base.upper! : base.lower!, rulebook.inPercent)],
    });
  });
};

const limitsOfLines = ({ centre }: Process, lines: PointLines | null): Limits => ({
  mean: centre,
  meanMovingRange: null,
  lower: lines?.lower ?? null,
  upper: lines?.upper ?? null,
  sigma: lines?.sigma ?? null,
  tolerance: 1e-9 * Math.abs(centre ?? 0),
  screened: [],
});

const toldSegments = (judgement: ProcessJudgement): readonly Segment[] => {
  const { kind, series, rulebook, segments, limitsShown } = judgement;
  const judged = segments.map((segment): JudgedSegment => {
    // Limits that change with every point are told with the points alone.
    const lines = isOfQuotients(kind) ? null : linesAt(judgement, segment, null);
    return { ...segment, ...limitsOfLines(segment.voice, lines) };
  });
  return segmentsOf({ series, rulebook, segments: judged, limitsShown }).map((told, index) => {
    const { voice, runs } = segments[index]!;
    return { ...told, runs, ...(voice.sigmaZ === null ? {} : { sigmaZ: voice.sigmaZ }) };
  });
};

const sayTimes = (count: number): string => (count === 1 ? 'once' : `${count} times`);

/** What runs analysis says, as a whole sentence. */
export const sayRuns = ({ useful, longestRun, longestRunMax, crossings, crossingsMin, signal }: RunsAnalysis): string =>
  useful === 0
    ? 'No point lies off the centre line, so there are no runs to analyse.'
    : `Runs analysis finds ${signal ? 'more than chance' : 'nothing but chance'}: the longest run on one side is of ${longestRun} ` +
      `(by chance up to ${longestRunMax}), and the centre line is crossed ${sayTimes(crossings)} (by chance ${crossingsMin} or more).`;

const assuranceSentence = (kind: ProcessKind, verdict: Verdict, run: Pick<Chart, 'targetSigma' | 'latestRun'>): string => {
  if (kind === 't' || kind === 'g') return `There is no assurance: ${chartNames[kind]} is not held against a target.`;
  if (kind === 'run') return 'There is no assurance: a run chart has no limits to hold a target against.';
  return assuranceTextOf(verdict, run);
};

/** The latest counted point: what it shows, and its target against its own limits. */
const latestOf = (judgement: ProcessJudgement, point: ChartPoint): Latest => {
  const segment = judgement.segments.at(-1)!;
  return {
    date: point.date,
    value: point.value!,
    type: point.type!,
    limits: limitsOfLines(segment.voice, linesAt(judgement, segment, point.denominator)),
    target: targetOn(judgement.rulebook.targets, point.date),
  };
};

/**
 * A run chart, or a chart of counts: p, p′, u, u′, c, t or g. Its one rule for single points is a limit strictly passed;
 * the series as a whole is judged by runs analysis.
 *
 * @throws BadSeries naming a point that the kind cannot take, with its value and the way out
 */
export function processChart(series: Series, asked: Rulebook): Chart {
  const kind = asked.chart === 'xmr' ? 'run' : asked.chart;
  const isRare = kind === 't' || kind === 'g';
  const rulebook = isRare ? { ...asked, targets: [] } : asked;
  const counted = series.values.length;
  const judgement = judgeProcess(kind, series, rulebook);
  const { limitsShown } = judgement;
  const points = pointsOf(judgement);
  const segments = toldSegments(judgement);
  const last = counted === 0 ? null : points[rowOf(series, counted - 1)]!;
  const latest = last && latestOf(judgement, last);
  const variation = limitsShown && latest && hasVerdict(latest) ? variationOf(latest.type, rulebook) : null;
  const assurance =
    limitsShown && latest?.target ? assuranceOf(latest.limits, latest.target, rulebook.direction, rulebook.targetOnLimit) : null;
  const run = { targetSigma: targetSigmaOf({ latest, limitsShown }), latestRun: latestRunOf(series, rulebook) };
  const verdict: Verdict = { series, rulebook, limitsShown, latest, variation, assurance };
  // Neighbours of a rolling figure share most of what they are made of, so they run together by nature.
  const runs = rulebook.values === 'rolling' || counted === 0 ? null : judgement.segments.at(-1)!.runs;
  const isJudged = kind !== 'run' || runs === null;
  const texts = [...(isJudged ? [variationTextOf(verdict, last?.reasons ?? [])] : []), ...(runs === null ? [] : [sayRuns(runs)])];
  return {
    rulesVersion,
    preset: rulebook.preset,
    chart: kind,
    options: optionsOf(asked),
    points,
    segments,
    counted,
    limitsShown,
    limitsFrom: rulebook.minPointsLimits,
    variation,
    assurance,
    variationText: texts.join(' '),
    assuranceText: assuranceSentence(kind, verdict, run),
    ...run,
    warnings: processWarningsOf(judgement, asked, points),
    suggestion: null,
    runs,
  };
}
