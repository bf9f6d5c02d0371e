/** What a measure's commands rest on beside the measure: who asks, and which codes and driver places are taken. */
import type { Actor } from '#kernel';
import type { MeasureCommands, MeasureDecidingFacts, MeasureStanding } from '../measure/measure.commands.js';
import { resolvePost } from '../organisation/line.js';
import { shownChartAt } from '../readings/shown-chart.reading.js';
import type { MeasureId, PostId, UnitId } from '../vocabulary.js';
import type { Moment } from './index.js';
import { leadsOver, postOf, worksIn, type FactsReaders } from './planning.facts.js';
import { structureOf } from './structure.js';

const standingIn = (moment: Moment, actor: Actor, unit: UnitId, steward: PostId | null): MeasureStanding => {
  const post = postOf(moment, actor);
  if (!post) return { mayRun: false, mayRecord: false, isSteward: false };
  const isSteward = steward !== null && resolvePost(structureOf(moment), steward, moment.today)?.id === post.id;
  const isLead = leadsOver(moment, post, unit);
  const isDataSteward = post.role === 'DATA_STEWARD';
  return {
    isSteward,
    mayRun: isLead || isSteward || isDataSteward || post.role === 'ADMINISTRATOR',
    mayRecord: isLead || isSteward || isDataSteward || worksIn(post, unit),
  };
};

const standingAt = (moment: Moment, actor: Actor, id: MeasureId): MeasureStanding => {
  const measure = moment.tables.measures.get(id);
  return standingIn(moment, actor, measure?.unit ?? '', measure?.definition.steward ?? null);
};

const codeTaken = ({ tables }: Moment, code: string | null, id: MeasureId): boolean => {
  const taken = code === null ? undefined : tables.measureByCode.get(code);
  return taken !== undefined && taken !== id;
};

const driversOf = ({ tables }: Moment, unit: UnitId, besides: MeasureId): number =>
  tables.measuresClassedBy
    .of(unit)
    .filter((id) => id !== besides && tables.measures.get(id)?.classes.some((each) => each.unit === unit && each.class === 'DRIVER'))
    .length;

export const measureFacts: FactsReaders<MeasureCommands, MeasureDecidingFacts> = {
  DefineMeasure: (moment, { unit, definition }, actor, subject) => ({
    // Whoever defines a measure names its steward: that they name themselves gives them no right to define it.
    ...standingIn(moment, actor, unit, null),
    unitExists: moment.tables.units.has(unit),
    codeTaken: codeTaken(moment, definition.code, subject),
  }),
  RedefineMeasure: (moment, { definition }, actor, subject) => ({
    ...standingAt(moment, actor, subject),
    codeTaken: codeTaken(moment, definition.code, subject),
  }),
  RecordObservations: (moment, _input, actor, subject) => standingAt(moment, actor, subject),
  CorrectObservations: (moment, _input, actor, subject) => standingAt(moment, actor, subject),
  WithdrawObservation: (moment, _input, actor, subject) => standingAt(moment, actor, subject),
  ClosePeriod: (moment, _input, actor, subject) => standingAt(moment, actor, subject),
  ReopenPeriod: (moment, _input, actor, subject) => standingAt(moment, actor, subject),
  ClassMeasure: (moment, { unit }, actor, subject) => ({
    // What a unit drives or watches is for those who run that unit to say, wherever the measure belongs.
    ...standingIn(moment, actor, unit, null),
    drivers: driversOf(moment, unit, subject),
  }),
  AnnotateMeasure: (moment, _input, actor, subject) => standingAt(moment, actor, subject),
  WithdrawAnnotation: (moment, _input, actor, subject) => standingAt(moment, actor, subject),
  GhostPoint: (moment, _input, actor, subject) => standingAt(moment, actor, subject),
  CountPoint: (moment, _input, actor, subject) => standingAt(moment, actor, subject),
  RecalculateLimits: (moment, _input, actor, subject) => standingAt(moment, actor, subject),
  WithdrawRecalculation: (moment, _input, actor, subject) => standingAt(moment, actor, subject),
  SetBaseline: (moment, _input, actor, subject) => standingAt(moment, actor, subject),
  ClearBaseline: (moment, _input, actor, subject) => standingAt(moment, actor, subject),
  ChooseChart: (moment, _input, actor, subject) => standingAt(moment, actor, subject),
  SetChartTarget: (moment, _input, actor, subject) => standingAt(moment, actor, subject),
  WithdrawChartTarget: (moment, _input, actor, subject) => standingAt(moment, actor, subject),
  PublishChart: (moment, { figures }, actor, subject) => ({
    ...standingAt(moment, actor, subject),
    shown: shownChartAt(moment, subject, figures),
  }),
};
