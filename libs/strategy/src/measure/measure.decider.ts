/** A measure: its definition, its figures with their corrections, the closing of its periods. */
import { canonicalJson, type Decider, type Deciding, type EventOf, isRejection, reject, type Rejection } from '#kernel';
import { frequencyWords, kindWords, saidDay, saidPeriod } from '../arithmetic/in-words.js';
import { isPeriod, lastDay } from '../arithmetic/days.js';
import { Registry } from '../registry.js';
import { checkOptionalProse, checkProse, firstOf } from '../texts.js';
import type { Frequency, ImportId, Period } from '../vocabulary.js';
import * as chart from './chart.rules.js';
import { checkedDefinition, definitionCodes } from './definition.js';
import { type FigureStack, laidOn, lifted, standing } from './figure-stack.js';
import type { MeasureCommands, MeasureDecidingFacts, MeasureStanding } from './measure.commands.js';
import type { MeasureDefinition, MeasureEvents, Reading } from './measure.events.js';
import { change, type Lying, type Measure, type MeasureState } from './measure.state.js';
import { checkedReading, checkPeriod, isInParts, isSameReading, readingCodes, sayReading } from './reading.js';
import { closingPeriodOf } from './series.js';

export const measureCodes = [
  ...new Set([...definitionCodes, ...readingCodes, ...chart.chartCodes]),
  'NotDefined',
  'AlreadyDefined',
  'NotYourMeasure',
  'MayNotRecord',
  'NotTheSteward',
  'PolicyOnly',
  'UnitUnknown',
  'CodeTaken',
  'SeriesHasFigures',
  'NoReadings',
  'TooManyReadings',
  'PeriodTwice',
  'PeriodHasFigure',
  'PeriodIsClosed',
  'PeriodNotClosed',
  'PeriodNotOver',
  'DriversFull',
  'NoAnnotation',
] as const;
export type MeasureRefusal = (typeof measureCodes)[number];
type Refused = Rejection<MeasureRefusal>;

/** Figures in one command: ten years of days. */
export const readingsMax = 3_700;
/** Driver measures of one unit: the few it can work on actively. */
export const driversMax = 7;

const checkReason = (reason: string) => checkProse('the reason', reason);

const defined = (state: MeasureState): Measure | Refused =>
  state.phase === 'defined' ? state : reject('NotDefined', 'there is no such measure, define it first');

const mayRun = (standing: MeasureStanding): Refused | null =>
  standing.mayRun
    ? null
    : reject('NotYourMeasure', 'a measure is run by the leads of its unit and above and its data steward, ask one of them');
const mayRecord = (standing: MeasureStanding): Refused | null =>
  standing.mayRecord
    ? null
    : reject('MayNotRecord', 'figures are recorded by the posts of the measure’s unit and its data steward, ask one of them');
/** The steward named in the definition; where none is, whoever runs the measure. */
const mayClose = ({ steward }: MeasureDefinition, standing: MeasureStanding): Refused | null =>
  standing.isSteward || (steward === null && standing.mayRun)
    ? null
    : reject('NotTheSteward', `periods are closed and reopened by the data steward${steward === null ? '' : ` ${steward}`}, ask them`);

const codeTaken = ({ code }: MeasureDefinition, taken: boolean): Refused | null =>
  code !== null && taken ? reject('CodeTaken', `another measure has the code ${code}, choose another`) : null;

/** What figures were recorded by cannot change under them. */
const checkSeries = (measure: Measure, next: MeasureDefinition): Refused | null => {
  const { definition: now, hadFigures } = measure;
  const kept = now.frequency === next.frequency && now.kind === next.kind && isInParts(now) === isInParts(next);
  return kept || !hadFigures
    ? null
    : reject(
        'SeriesHasFigures',
        `figures are recorded as a ${kindWords[now.kind]}, ${frequencyWords[now.frequency].adverb}, define a new measure for another kind or frequency`,
      );
};

const closingFrequency = (definition: MeasureDefinition): Frequency => (definition.frequency === 'QUARTER' ? 'QUARTER' : 'MONTH');
const checkClosing = (definition: MeasureDefinition, period: Period): Refused | null =>
  isPeriod(closingFrequency(definition), period)
    ? null
    : reject('BadPeriod', `'${period}' is no ${frequencyWords[closingFrequency(definition)].period}, and this measure is closed by it`);

const checkBatch = (readings: readonly Reading[]): Refused | null => {
  if (readings.length === 0) return reject('NoReadings', 'there is no figure to record, give at least one');
  if (readings.length > readingsMax)
    return reject('TooManyReadings', `${readings.length} figures at once are too many, send at most ${readingsMax}`);
  const seen = new Set<Period>();
  const twice = readings.find(({ period }) => seen.size === seen.add(period).size);
  return twice ? reject('PeriodTwice', `${saidPeriod(twice.period)} comes twice, give one figure for it`) : null;
};

interface Batch {
  readonly readings: readonly Reading[];
  readonly import: ImportId | null;
  readonly note: string | null;
  readonly reason: string | null;
  readonly correcting: boolean;
}

/** All of the figures or none: each as a first figure, a correction, or nothing where it says what stands already. */
const entered = (measure: Measure, batch: Batch, today: string): readonly EventOf<MeasureEvents>[] | Refused => {
  const events: EventOf<MeasureEvents>[] = [];
  for (const given of batch.readings) {
    const reading = checkedReading(measure.definition, given, today);
    if (isRejection(reading)) return reading;
    const { period } = reading;
    const stands = standing(measure.figures.get(period));
    if (stands && isSameReading(stands, reading)) continue;
    if (stands && !batch.correcting)
      return reject(
        'PeriodHasFigure',
        `${saidPeriod(period)} has ${sayReading(stands)} already and this says ${sayReading(reading)}, correct it with a reason`,
      );
    const closing = closingPeriodOf(measure.definition.frequency, period);
    const late = measure.closed.has(closing);
    if (late && batch.reason === null)
      return reject('PeriodIsClosed', `${saidPeriod(closing)} is closed, give the reason why ${saidPeriod(period)} comes late`);
    const { import: from, note, reason } = batch;
    events.push(
      stands
        ? { type: 'ObservationCorrected', data: { ...reading, late, import: from, reason: reason! } }
        : { type: 'ObservationRecorded', data: { ...reading, late, import: from, note, reason } },
    );
  }
  return events;
};

const emptied = (text: string | null | undefined): string | null =>
  text === undefined || text === null || text.trim() === '' ? null : text;

export const measure: Decider<MeasureState, MeasureCommands, MeasureEvents, MeasureRefusal, MeasureDecidingFacts> = {
  name: 'measure',
  initial: { phase: 'undefined' },
  decide: {
    DefineMeasure: (state, { unit, definition: given }, { facts }) => {
      const definition = checkedDefinition(given);
      if (isRejection(definition)) return definition;
      if (state.phase === 'defined')
        return state.unit === unit && canonicalJson(state.definition) === canonicalJson(definition)
          ? []
          : reject('AlreadyDefined', `the measure is defined as '${state.definition.name}' already, redefine it with a reason`);
      if (!facts.unitExists) return reject('UnitUnknown', `there is no unit ${unit}, choose one of the organisation's units`);
      return mayRun(facts) ?? codeTaken(definition, facts.codeTaken) ?? [{ type: 'MeasureDefined', data: { unit, definition } }];
    },
    RedefineMeasure: (state, { definition: given, reason }, { facts }) => {
      const found = defined(state);
      if (isRejection(found)) return found;
      const definition = checkedDefinition(given);
      if (isRejection(definition)) return definition;
      const refused = firstOf<MeasureRefusal>(
        mayRun(facts),
        checkReason(reason),
        codeTaken(definition, facts.codeTaken && definition.code !== found.definition.code),
        checkSeries(found, definition),
      );
      if (refused) return refused;
      const same = canonicalJson(found.definition) === canonicalJson(definition);
      return same ? [] : [{ type: 'MeasureRedefined', data: { definition, reason } }];
    },
    RecordObservations: (state, { readings, import: from, note, reason }, { facts, today }) => {
      const found = defined(state);
      if (isRejection(found)) return found;
      const refused = firstOf<MeasureRefusal>(
        mayRecord(facts),
        checkBatch(readings),
        checkOptionalProse('the note', note),
        checkOptionalProse('the reason', reason),
      );
      const batch = { readings, import: from ?? null, note: emptied(note), reason: emptied(reason), correcting: false };
      return refused ?? entered(found, batch, today);
    },
    CorrectObservations: (state, { readings, reason, import: from }, { facts, today }) => {
      const found = defined(state);
      if (isRejection(found)) return found;
      const refused = firstOf<MeasureRefusal>(mayRecord(facts), checkBatch(readings), checkReason(reason));
      return refused ?? entered(found, { readings, import: from ?? null, note: null, reason, correcting: true }, today);
    },
    WithdrawObservation: (state, { period, reason }, { facts }) => {
      const found = defined(state);
      if (isRejection(found)) return found;
      const refused = firstOf<MeasureRefusal>(mayRecord(facts), checkPeriod(found.definition, period), checkReason(reason));
      if (refused) return refused;
      return standing(found.figures.get(period)) === null
        ? reject('PeriodHasNoFigure', `${saidPeriod(period)} has no figure, there is nothing to withdraw`)
        : [{ type: 'ObservationWithdrawn', data: { period, reason } }];
    },
    ReverseImportedFigures: (state, { import: reversed, reason }, { actor }) => {
      const found = defined(state);
      if (isRejection(found)) return found;
      if (!actor.post.startsWith('policy:'))
        return reject('PolicyOnly', 'imported figures are taken out by reversing their import, reverse that');
      const lies = [...found.figures.values()].some((stack) => lifted(stack, reversed) !== stack);
      return lies ? [{ type: 'ImportedFiguresReversed', data: { import: reversed, reason } }] : [];
    },
    ClosePeriod: (state, { period }, context) =>
      closing(state, period, context, (found) => {
        const ends = lastDay(closingFrequency(found.definition), period);
        if (ends >= context.today) return reject('PeriodNotOver', `${saidPeriod(period)} runs until ${saidDay(ends)}, close it after that`);
        return found.closed.has(period) ? [] : [{ type: 'PeriodClosed', data: { period } }];
      }),
    ReopenPeriod: (state, { period, reason }, context) =>
      closing(state, period, context, (found) => {
        if (!found.closed.has(period)) return reject('PeriodNotClosed', `${saidPeriod(period)} is not closed, there is nothing to reopen`);
        return checkReason(reason) ?? [{ type: 'PeriodReopened', data: { period, reason } }];
      }),
    ClassMeasure: (state, { unit, class: chosen, reason }, { facts }) => {
      const found = defined(state);
      if (isRejection(found)) return found;
      const refused = mayRun(facts) ?? checkReason(reason);
      if (refused) return refused;
      if (found.classes.get(unit) === chosen) return [];
      if (chosen === 'DRIVER' && facts.drivers >= driversMax)
        return reject('DriversFull', `${unit} works on ${facts.drivers} driver measures already, let one of them step down to watch first`);
      return [{ type: 'MeasureClassed', data: { unit, class: chosen, reason } }];
    },
    AnnotateMeasure: (state, { period, text, reference }, { facts }) => {
      const found = defined(state);
      if (isRejection(found)) return found;
      const refused = firstOf<MeasureRefusal>(
        mayRecord(facts),
        isPeriod('MONTH', period) ? null : checkPeriod(found.definition, period),
        checkProse('the note', text),
        chart.checkReference(reference),
      );
      return refused ?? [{ type: 'MeasureAnnotated', data: { period, text, reference: reference ?? null } }];
    },
    WithdrawAnnotation: (state, { annotation, reason }, { facts }) => {
      const found = defined(state);
      if (isRejection(found)) return found;
      const refused = mayRecord(facts) ?? checkReason(reason);
      if (refused) return refused;
      if (!Number.isInteger(annotation) || annotation < 1 || annotation > found.annotations)
        return reject('NoAnnotation', `the measure has no annotation ${annotation}, it has ${found.annotations} of them, from 1`);
      return found.annotationsWithdrawn.has(annotation) ? [] : [{ type: 'AnnotationWithdrawn', data: { annotation, reason } }];
    },
    GhostPoint: (state, input, { facts }) => running(state, facts, (found) => chart.ghosted(found, input)),
    CountPoint: (state, input, { facts }) => running(state, facts, (found) => chart.counted(found, input)),
    RecalculateLimits: (state, input, { facts, today }) => running(state, facts, (found) => chart.recalculated(found, input, today)),
    WithdrawRecalculation: (state, input, { facts }) => running(state, facts, (found) => chart.recalculationWithdrawn(found, input)),
    SetBaseline: (state, input, { facts }) => running(state, facts, (found) => chart.baselineSet(found, input)),
    ClearBaseline: (state, input, { facts }) => running(state, facts, (found) => chart.baselineCleared(found, input)),
    ChooseChart: (state, input, { facts }) => running(state, facts, (found) => chart.chartChosen(found, input)),
    SetChartTarget: (state, input, { facts }) => running(state, facts, (found) => chart.targetSet(found, input)),
    WithdrawChartTarget: (state, input, { facts }) => running(state, facts, (found) => chart.targetWithdrawn(found, input)),
    PublishChart: (state, { publication, title, figures }, { facts, newId, hash }) =>
      running(state, facts, (found) => chart.published(found, { title, figures, publication: publication ?? newId(0) }, facts.shown, hash)),
  },
  evolve: {
    MeasureDefined: (_state, { unit, definition }) => ({
      phase: 'defined',
      unit,
      definition,
      figures: Registry.of<FigureStack<Lying>>(),
      hadFigures: false,
      closed: new Set(),
      classes: new Map(),
      annotations: 0,
      annotationsWithdrawn: new Set(),
      chart: chart.noSettings,
    }),
    MeasureRedefined: (state, { definition }) => change(state, () => ({ definition })),
    ObservationRecorded: (state, data) => laid(state, data),
    ObservationCorrected: (state, data) => laid(state, data),
    ObservationWithdrawn: (state, { period }) => change(state, ({ figures }) => ({ figures: figures.with(period, []) })),
    ImportedFiguresReversed: (state, { import: reversed }) =>
      change(state, ({ figures }) => ({ figures: figures.mapped((stack) => lifted(stack, reversed)) })),
    PeriodClosed: (state, { period }) => change(state, ({ closed }) => ({ closed: new Set(closed).add(period) })),
    PeriodReopened: (state, { period }) =>
      change(state, ({ closed }) => ({ closed: new Set([...closed].filter((each) => each !== period)) })),
    MeasureClassed: (state, { unit, class: chosen }) => change(state, ({ classes }) => ({ classes: new Map(classes).set(unit, chosen) })),
    MeasureAnnotated: (state) => change(state, ({ annotations }) => ({ annotations: annotations + 1 })),
    AnnotationWithdrawn: (state, { annotation }) =>
      change(state, ({ annotationsWithdrawn }) => ({ annotationsWithdrawn: new Set(annotationsWithdrawn).add(annotation) })),
    ...chart.chartEvolve,
  },
};

/** What everything about the chart has in common: a defined measure, and somebody who runs it. */
const running = <Decided>(state: MeasureState, standing: MeasureStanding, decide: (found: Measure) => Decided): Decided | Refused => {
  const found = defined(state);
  return isRejection(found) ? found : (mayRun(standing) ?? decide(found));
};

/** What closing and reopening have in common: a defined measure, its steward, and a period it is closed by. */
const closing = <Decided>(
  state: MeasureState,
  period: Period,
  { facts }: Deciding<MeasureStanding>,
  decide: (found: Measure) => Decided,
): Decided | Refused => {
  const found = defined(state);
  if (isRejection(found)) return found;
  return mayClose(found.definition, facts) ?? checkClosing(found.definition, period) ?? decide(found);
};

const laid = (
  state: MeasureState,
  { period, value, numerator, denominator, import: from }: Reading & { readonly import: ImportId | null },
): MeasureState =>
  change(state, ({ figures }) => ({
    figures: figures.with(period, laidOn(figures.get(period), { value, numerator, denominator, import: from })),
    hadFigures: true,
  }));
