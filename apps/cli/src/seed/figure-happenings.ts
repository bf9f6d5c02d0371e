import { addWorkingDays, lastDay, leadOf, signersOn, structureOf, type MeasureId, type Period, type Reading } from '#strategy';
import type { Actor } from '#kernel';
import { engagementPulse, sampleSeries } from './figures.js';
import { noise } from './made-up.js';
import { on, sampleCalendar, type SampleYear, type When } from './sample-year.js';
import type { Happening } from './schedule.js';
import { firstMonth, knownMonth, type MadeUp } from './series.js';
import type { Stage } from './stage.js';

/** A measure of the plan, as far as its figures ask. */
export interface SampleMeasure {
  readonly key: string;
  readonly unit: string;
  readonly steward: string;
  readonly dueAfter: number;
  readonly isQuarterly: boolean;
  /** Measures of the board and the divisions are closed month by month. */
  readonly isClosed: boolean;
}

/** The months before the trust began with this record come over in one go. */
const broughtOver: When = on(-2, 15);
const lastBroughtOver = knownMonth - 1;
/** Closed so many working days after the figure was due. */
const closedAfterDue = 4;
const lastMonthPlayed = 9;

/** Nobody has reported here since the ward's clerk left: the two latest figures that have come due are missing. */
const silent = 'restraint-hazel';
/** Validated long after the month was closed: the list had moved to another system. */
const validatedLate = {
  key: 'waits-mh',
  month: 5,
  on: on(7, 12),
  reason: 'The list was moved to the new system in that month and had to be validated by hand.',
};

const reading = (period: Period, { value, of }: MadeUp): Reading =>
  of === null
    ? { period, value: String(value), numerator: null, denominator: null }
    : { period, value: null, numerator: String(value), denominator: String(of) };

const dueOn =
  (period: Period, dueAfter: number): When =>
  () =>
    addWorkingDays(lastDay(period.includes('Q') ? 'QUARTER' : 'MONTH', period), dueAfter, sampleCalendar);

/** Reported a few days before it is due, now and then two days after. */
const reportedOn = ({ key, dueAfter }: SampleMeasure, period: Period): When => {
  const chance = noise(key, period, 'reported');
  return dueOn(period, chance > 0.9 ? dueAfter + 2 : dueAfter - Math.round((chance + 1) * 1.5));
};

/** A team's lead reports the team's figures, the data steward everything else. */
const reporter = (stage: Stage, id: MeasureId): Actor => {
  const { unit, definition } = stage.tables.measures.get(id)!;
  const structure = structureOf(stage);
  const lead = stage.tables.units.get(unit)?.kind === 'team' ? leadOf(structure, unit, stage.today) : null;
  const post = lead === null ? undefined : structure.post(lead);
  return stage.holder(post && signersOn(post, stage.today).length > 0 ? post.id : definition.steward!);
};

const recorded = (key: string, when: When, readings: readonly Reading[], said: { note?: string; reason?: string } = {}): Happening => ({
  on: when,
  play: async (stage) => {
    const id = stage.id('measure', key);
    const actor = said.note ? stage.holder(stage.tables.measures.get(id)!.definition.steward!) : reporter(stage, id);
    await stage.send(actor, 'measure', 'RecordObservations', id, { readings: [...readings], ...said });
  },
});

const closedOn = ({ key, dueAfter, steward }: SampleMeasure, period: Period): Happening => ({
  on: dueOn(period, dueAfter + closedAfterDue),
  play: (stage) => stage.send(stage.holder(stage.id('post', steward)), 'measure', 'ClosePeriod', stage.id('measure', key), { period }),
});

const span = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** The months of a measure that are reported; what would be reported today or later is not yet. */
const monthly = (measure: SampleMeasure, year: SampleYear, figureOf: (month: number) => MadeUp): Happening[] => {
  const isPast = (when: When): boolean => when(year) <= year.yesterday;
  const all = span(knownMonth, lastMonthPlayed);
  const due = all.filter((month) => dueOn(year.month(month), measure.dueAfter)(year) < year.anchor);
  const missing = new Set(measure.key === silent ? [...due.slice(-2), ...all.filter((month) => !due.includes(month))] : []);
  const reported = all.filter((month) => !missing.has(month) && isPast(reportedOn(measure, year.month(month))));
  return [
    ...reported.map((month) => {
      const period = year.month(month);
      const readings = [reading(period, figureOf(month))];
      return measure.key === validatedLate.key && month === validatedLate.month
        ? recorded(measure.key, validatedLate.on, readings, { reason: validatedLate.reason })
        : recorded(measure.key, reportedOn(measure, period), readings);
    }),
    ...(measure.isClosed ? all.map((month) => closedOn(measure, year.month(month))).filter((closing) => isPast(closing.on)) : []),
  ];
};

/** Quarters that have ended and whose pulse is in. */
const quarterly = (measure: SampleMeasure, year: SampleYear): Happening[] => {
  const quarters = [...new Set(span(firstMonth, lastMonthPlayed).map((month) => quarterOf(year.month(month))))];
  return quarters.slice(0, engagementPulse.length).flatMap((period, index) => {
    const usual = dueOn(period, measure.dueAfter - 1);
    if (usual(year) > year.yesterday) return [];
    const when: When = (of) => (usual(of) < broughtOver(of) ? broughtOver(of) : usual(of));
    return [recorded(measure.key, when, [{ period, value: engagementPulse[index]!, numerator: null, denominator: null }])];
  });
};

const quarterOf = (month: Period): Period => `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`;

/** Everything that is reported and closed, up to the day the sample is made. */
export const figureHappenings = (measures: readonly SampleMeasure[], year: SampleYear): Happening[] => {
  const series = sampleSeries(year);
  return measures.flatMap((measure) => {
    if (measure.isQuarterly) return quarterly(measure, year);
    const made = series.get(measure.key);
    if (!made) throw new Error(`the sample makes up no figures for ${measure.key}`);
    const before = span(firstMonth, lastBroughtOver).map((month) => reading(year.month(month), made.get(month)!));
    return [
      recorded(measure.key, broughtOver, before, { note: 'Brought over from the performance report of the board.' }),
      ...monthly(measure, year, (month) => made.get(month)!),
    ];
  });
};

/** A fracture found on review counts in the month of the fall: corrected in the team and in every sum above it. */
export const corrections = (year: SampleYear): Happening[] => {
  const month = 4;
  const series = sampleSeries(year);
  const period = year.month(month);
  const reason = 'The falls panel found a fracture on the second X-ray; the fall counts as one with harm in the month it happened.';
  return ['falls-ortho', 'falls-surgspec', 'falls-sur', 'falls'].map((key) => ({
    on: on(6, 17),
    play: (stage: Stage) => {
      const figure = series.get(key)!.get(month)!;
      const readings = [reading(period, { ...figure, value: figure.value + 1 })];
      const id = stage.id('measure', key);
      return stage.send(stage.holder(stage.tables.measures.get(id)!.definition.steward!), 'measure', 'CorrectObservations', id, {
        readings,
        reason,
      });
    },
  }));
};
