import { type EventOf, fold } from '#kernel';
import { as, recorded, story } from '#testing';
import { addPeriods } from '../arithmetic/days.js';
import { chartCodes } from './chart.rules.js';
import { measure, measureCodes } from './measure.decider.js';
import type { MeasureDefinition, MeasureEvents, Reading } from './measure.events.js';
import type { MeasureState } from './measure.state.js';

const { given, provoked } = story(measure);
type Event = EventOf<MeasureEvents>;

const falls: MeasureDefinition = {
  name: 'falls with harm',
  kind: 'COUNT',
  unitOfMeasure: 'falls',
  direction: { kind: 'DECREASE' },
  frequency: 'MONTH',
  purpose: 'OUTCOME',
  overTime: 'SUM',
  overUnits: 'SUM',
  operationalDefinition: 'falls in a ward with at least low harm, by date of fall',
  source: 'incident system',
  steward: 'analyst',
  dueAfter: 10,
  populationGroup: null,
  code: 'FALLS',
};
const fourHours: MeasureDefinition = {
  ...falls,
  name: 'four-hour performance',
  kind: 'PROPORTION',
  unitOfMeasure: '%',
  direction: { kind: 'INCREASE' },
  overTime: 'RATIO',
  overUnits: 'RATIO',
  code: 'AE4H',
};
const is = (definition: MeasureDefinition, unit = 'ward-1'): Event => ({ type: 'MeasureDefined', data: { unit, definition } });
const reading = (period: string, value: string): Reading => ({ period, value, numerator: null, denominator: null });
const parts = (period: string, numerator: string, denominator: string, value: string | null = null): Reading => ({
  period,
  value,
  numerator,
  denominator,
});
const first = (figure: Reading, change: Partial<MeasureEvents['ObservationRecorded']> = {}): Event => ({
  type: 'ObservationRecorded',
  data: { ...figure, late: false, import: null, note: null, reason: null, ...change },
});
const corrected = (figure: Reading, change: Partial<MeasureEvents['ObservationCorrected']> = {}): Event => ({
  type: 'ObservationCorrected',
  data: { ...figure, late: false, import: null, reason: 'recount', ...change },
});
const closed: Event = { type: 'PeriodClosed', data: { period: '2026-02' } };
const february = first(reading('2026-02', '12'));

const standing = { mayRun: true, mayRecord: true, isSteward: true };
const all = { facts: standing };
const noFacts = { facts: { mayRun: false, mayRecord: false, isSteward: false } };
const defines = { facts: { ...standing, unitExists: true, codeTaken: false } };
const policy = { as: as('policy:reverse-import', 'service') };
const record = (definition: MeasureDefinition, figure: Reading) =>
  given(is(definition)).when('RecordObservations', { readings: [figure] }, all);

describe('a measure', () => {
  it('is defined once; the same definition again is nothing to do', () => {
    given().when('DefineMeasure', { unit: 'ward-1', definition: falls }, defines).then(is(falls));
    given(is(falls)).when('DefineMeasure', { unit: 'ward-1', definition: falls }, defines).nothing();
    given(is(falls)).when('DefineMeasure', { unit: 'ward-2', definition: falls }, defines).refused('AlreadyDefined', 'redefine it');
  });

  it('belongs to a unit that exists, and has a code of its own', () => {
    given()
      .when('DefineMeasure', { unit: 'ward-9', definition: falls }, { facts: { ...standing, unitExists: false, codeTaken: false } })
      .refused('UnitUnknown', 'ward-9');
    given()
      .when('DefineMeasure', { unit: 'ward-1', definition: falls }, { facts: { ...standing, unitExists: true, codeTaken: true } })
      .refused('CodeTaken', 'FALLS');
    given()
      .when('DefineMeasure', { unit: 'ward-1', definition: falls }, { facts: { ...noFacts.facts, unitExists: true, codeTaken: false } })
      .refused('NotYourMeasure');
  });

  it('says what a stranger needs to arrive at the same figure', () => {
    const refuse = (change: Partial<MeasureDefinition>) =>
      given().when('DefineMeasure', { unit: 'ward-1', definition: { ...falls, ...change } }, defines);
    refuse({ name: ' ' }).refused('TextMissing', 'the measure’s name');
    refuse({ unitOfMeasure: '' }).refused('TextMissing', 'the unit of measure');
    refuse({ operationalDefinition: 'x'.repeat(2_001) }).refused('TextTooLong');
    refuse({ steward: 'not an id' }).refused('BadId', 'the steward');
    refuse({ dueAfter: 61 }).refused('BadDueAfter', '0 to 60');
    refuse({ dueAfter: -1 }).refused('BadDueAfter');
    refuse({ dueAfter: 1.5 }).refused('BadDueAfter');
    refuse({ direction: { kind: 'RANGE', lo: '4', hi: 'much' } }).refused('BadFigure');
    refuse({ direction: { kind: 'RANGE', lo: '4', hi: '4' } }).refused('RangeBackwards');
    refuse({ direction: { kind: 'RANGE', lo: '5', hi: '4' } }).refused('RangeBackwards', 'lower edge first');
    refuse({ direction: { kind: 'RANGE', lo: '4.0', hi: '5' } }).then(is({ ...falls, direction: { kind: 'RANGE', lo: '4', hi: '5' } }));
  });

  it('combines the way its kind allows', () => {
    const refuse = (change: Partial<MeasureDefinition>) =>
      given().when('DefineMeasure', { unit: 'ward-1', definition: { ...falls, ...change } }, defines);
    refuse({ overTime: 'LAST' }).then(is({ ...falls, overTime: 'LAST' }));
    refuse({ overUnits: 'LAST' }).refused('LastOverUnits', 'LAST is for time');
    refuse({ overTime: 'RATIO' }).refused('RatioNeedsParts', 'a proportion or a rate');
    refuse({ kind: 'PROPORTION', overTime: 'MEAN', overUnits: 'RATIO' }).refused('PercentagesDoNotCombine', 'the mean of a proportion');
    refuse({ kind: 'RATE', overTime: 'RATIO', overUnits: 'SUM' }).refused('PercentagesDoNotCombine', 'the sum of a rate');
    refuse({ kind: 'RATE', overTime: 'NONE', overUnits: 'NONE' }).then(is({ ...falls, kind: 'RATE', overTime: 'NONE', overUnits: 'NONE' }));
  });

  it('is redefined with a reason; what its figures were recorded by stays', () => {
    const redefine = (change: Partial<MeasureDefinition>, reason = 'clearer', codeTaken = false) =>
      ({ to: { definition: { ...falls, ...change }, reason }, facts: { facts: { ...standing, codeTaken } } }) as const;
    const { to, facts } = redefine({ name: 'falls' });
    given(is(falls), february)
      .when('RedefineMeasure', to, facts)
      .then({ type: 'MeasureRedefined', data: { definition: { ...falls, name: 'falls' }, reason: 'clearer' } });
    given(is(falls)).when('RedefineMeasure', redefine({}).to, facts).nothing();
    given(is(falls)).when('RedefineMeasure', redefine({}, '').to, facts).refused('TextMissing', 'the reason');
    given(is(falls))
      .when('RedefineMeasure', to, { facts: { ...noFacts.facts, codeTaken: false } })
      .refused('NotYourMeasure');
    given(is(falls), february)
      .when('RedefineMeasure', redefine({ frequency: 'WEEK' }).to, facts)
      .refused('SeriesHasFigures', 'define a new measure');
    given(is(falls))
      .when('RedefineMeasure', redefine({ frequency: 'WEEK' }).to, facts)
      .events();
    given(is(falls))
      .when('RedefineMeasure', to, redefine({}, '', true).facts)
      .events();
    given(is(falls))
      .when('RedefineMeasure', redefine({ code: 'B' }).to, redefine({}, '', true).facts)
      .refused('CodeTaken');
    given(is(falls))
      .when('RedefineMeasure', redefine({ overUnits: 'LAST' }).to, facts)
      .refused('LastOverUnits');
    given().when('RedefineMeasure', to, facts).refused('NotDefined', 'define it first');
  });
});

describe('a figure', () => {
  it('is recorded for its period, in its one form', () => {
    record(falls, reading('2026-02', '12')).then(february);
    record({ ...falls, kind: 'CONTINUOUS' }, reading('2026-02', '+012.50')).then(first(reading('2026-02', '12.5')));
    record({ ...falls, frequency: 'WEEK' }, reading('2026-W10', '3')).then(first(reading('2026-W10', '3')));
  });

  it('is one of many, all or none', () => {
    const readings = [reading('2026-01', '9'), reading('2026-02', '12')];
    given(is(falls))
      .when('RecordObservations', { readings, import: 'i1', note: 'from the ward', reason: ' ' }, all)
      .then(first(readings[0]!, { import: 'i1', note: 'from the ward' }), first(readings[1]!, { import: 'i1', note: 'from the ward' }));
    given(is(falls))
      .when('RecordObservations', { readings: [...readings, reading('2026-03', 'x')] }, all)
      .refused('BadFigure');
    given(is(falls))
      .when('RecordObservations', { readings: [...readings, reading('2026-01', '9')] }, all)
      .refused('PeriodTwice', 'January 2026');
    given(is(falls)).when('RecordObservations', { readings: [] }, all).refused('NoReadings');
    const many = Array.from({ length: 3_701 }, (_, index) => reading(addPeriods('MONTH', '1700-01', index), '1'));
    given(is(falls)).when('RecordObservations', { readings: many }, all).refused('TooManyReadings', '3700');
  });

  it('is about a period that exists in the measure’s frequency and has begun', () => {
    for (const period of ['2026-13', '2026-W10', '2026-02-30', 'yesterday', '2026'])
      record(falls, reading(period, '1')).refused('BadPeriod', 'reported monthly');
    record({ ...falls, frequency: 'DAY' }, reading('2026-02-30', '1')).refused('BadPeriod');
    // The story plays on 2026-04-01: April has begun, May has not.
    record(falls, reading('2026-04', '1')).then(first(reading('2026-04', '1')));
    record(falls, reading('2026-05', '1')).refused('PeriodAhead', 'May 2026');
  });

  it('is a decimal number and nothing else', () => {
    for (const text of ['NaN', 'Infinity', '-Infinity', '1e5', '1E5', '', ' ', '1,5', '0x10', 'twelve', '1'.repeat(16)])
      record({ ...falls, kind: 'CONTINUOUS' }, reading('2026-02', text)).refused('BadFigure', 'February 2026');
  });

  it('of a count is a whole number from 0, of days between at least 0', () => {
    for (const text of ['-1', '1.5']) record(falls, reading('2026-02', text)).refused('NotOfItsKind', 'whole numbers');
    record(falls, reading('2026-02', '0')).then(first(reading('2026-02', '0')));
    record({ ...falls, kind: 'DAYS_BETWEEN', overTime: 'NONE', overUnits: 'NONE' }, reading('2026-02', '-1')).refused('NotOfItsKind');
    record({ ...falls, kind: 'CONTINUOUS' }, reading('2026-02', '-1.5')).then(first(reading('2026-02', '-1.5')));
  });

  it('that is pooled has parts, and its value is their quotient', () => {
    record(fourHours, parts('2026-02', '19', '20')).then(first(parts('2026-02', '19', '20', '0.95')));
    record(fourHours, parts('2026-02', '1', '3', '0.333333333333333')).then(first(parts('2026-02', '1', '3', '0.333333333333333')));
    record(fourHours, parts('2026-02', '19', '20', '0.9')).refused('ValueIsNotItsParts', '19/20');
    record(fourHours, reading('2026-02', '0.95')).refused('PartsNeeded', 'numerator');
    record(fourHours, parts('2026-02', '19', 'many')).refused('BadFigure');
    record(fourHours, parts('2026-02', '1e1', '20')).refused('BadFigure');
    record(fourHours, parts('2026-02', '-1', '20')).refused('NotOfItsKind', 'below 0');
    record(falls, parts('2026-02', '19', '20')).refused('PartsNotWanted', 'value alone');
    record(falls, { ...reading('2026-02', '1'), value: null }).refused('PartsNotWanted');
  });

  it('of 0/0 is no activity, of x/0 is refused', () => {
    record(fourHours, parts('2026-02', '0', '0')).then(first(parts('2026-02', '0', '0', null)));
    record(fourHours, parts('2026-02', '5', '0')).refused('DividedByZero', '5/0');
  });

  it('of a proportion is at most the whole, of a rate may pass it', () => {
    record(fourHours, parts('2026-02', '21', '20')).refused('NumeratorAboveDenominator', '21/20');
    record(fourHours, parts('2026-02', '20', '20')).then(first(parts('2026-02', '20', '20', '1')));
    record({ ...fourHours, kind: 'RATE' }, parts('2026-02', '21', '20')).then(first(parts('2026-02', '21', '20', '1.05')));
  });

  it('again is nothing to do; another for the same period names the one that stands and the way out', () => {
    given(is(falls), february)
      .when('RecordObservations', { readings: [reading('2026-02', '12.0')] }, all)
      .nothing();
    given(is(falls), february)
      .when('RecordObservations', { readings: [reading('2026-02', '13')] }, all)
      .refused('PeriodHasFigure', 'February 2026 has 12 already and this says 13, correct it with a reason');
    given(is(fourHours), first(parts('2026-02', '0', '0', null)))
      .when('RecordObservations', { readings: [parts('2026-02', '1', '2')] }, all)
      .refused('PeriodHasFigure', 'no activity');
    given(is(fourHours), first(parts('2026-02', '1', '2', '0.5')))
      .when('RecordObservations', { readings: [parts('2026-02', '2', '4')] }, all)
      .refused('PeriodHasFigure', '1/2 already and this says 2/4');
  });

  it('is corrected with a reason; what has none yet is a first figure', () => {
    const readings = [reading('2026-01', '9'), reading('2026-02', '13')];
    given(is(falls), february)
      .when('CorrectObservations', { readings, reason: 'recount' }, all)
      .then(first(readings[0]!, { reason: 'recount' }), corrected(readings[1]!));
    given(is(falls), february)
      .when('CorrectObservations', { readings: [reading('2026-02', '12')], reason: 'recount' }, all)
      .nothing();
    given(is(falls), february).when('CorrectObservations', { readings, reason: ' ' }, all).refused('TextMissing', 'the reason');
  });

  it('entered in error is withdrawn, and its period is unreported again', () => {
    const withdrawn: Event = { type: 'ObservationWithdrawn', data: { period: '2026-02', reason: 'other ward' } };
    given(is(falls), february).when('WithdrawObservation', { period: '2026-02', reason: 'other ward' }, all).then(withdrawn);
    given(is(falls), february, withdrawn)
      .when('RecordObservations', { readings: [reading('2026-02', '13')] }, all)
      .then(first(reading('2026-02', '13')));
    given(is(falls), february, withdrawn).when('WithdrawObservation', { period: '2026-02', reason: 'x' }, all).refused('PeriodHasNoFigure');
    given(is(falls)).when('WithdrawObservation', { period: '2026-Q1', reason: 'x' }, all).refused('BadPeriod');
    given(is(falls), february).when('WithdrawObservation', { period: '2026-02', reason: '' }, all).refused('TextMissing');
  });

  it('is recorded by those who may, for a measure that exists', () => {
    given(is(falls))
      .when('RecordObservations', { readings: [reading('2026-02', '12')] }, noFacts)
      .refused('MayNotRecord');
    given(is(falls))
      .when('CorrectObservations', { readings: [reading('2026-02', '12')], reason: 'x' }, noFacts)
      .refused('MayNotRecord');
    given(is(falls), february).when('WithdrawObservation', { period: '2026-02', reason: 'x' }, noFacts).refused('MayNotRecord');
    given()
      .when('RecordObservations', { readings: [reading('2026-02', '12')] }, all)
      .refused('NotDefined');
    given()
      .when('CorrectObservations', { readings: [reading('2026-02', '12')], reason: 'x' }, all)
      .refused('NotDefined');
    given().when('WithdrawObservation', { period: '2026-02', reason: 'x' }, all).refused('NotDefined');
  });
});

describe('a reversed import', () => {
  const reversed: Event = { type: 'ImportedFiguresReversed', data: { import: 'i1', reason: 'wrong file' } };
  const reverse = { import: 'i1', reason: 'wrong file' };

  it('takes its figures out, and what stood before stands again', () => {
    const past = [
      is(falls),
      february,
      corrected(reading('2026-02', '99'), { import: 'i1' }),
      first(reading('2026-01', '98'), { import: 'i1' }),
    ];
    given(...past)
      .when('ReverseImportedFigures', reverse, policy)
      .then(reversed);
    given(...past, reversed)
      .when('RecordObservations', { readings: [reading('2026-02', '12'), reading('2026-01', '9')] }, all)
      .then(first(reading('2026-01', '9')));
  });

  it('leaves alone what was corrected after it', () => {
    const past = [is(falls), first(reading('2026-02', '99'), { import: 'i1' }), corrected(reading('2026-02', '12'))];
    given(...past)
      .when('ReverseImportedFigures', reverse, policy)
      .nothing();
    given(...past)
      .when('RecordObservations', { readings: [reading('2026-02', '12')] }, all)
      .nothing();
  });

  it('is lifted out from under a later import too', () => {
    const later: Event = { type: 'ImportedFiguresReversed', data: { import: 'i2', reason: 'that too' } };
    const past = [is(falls), first(reading('2026-02', '98'), { import: 'i1' }), corrected(reading('2026-02', '99'), { import: 'i2' })];
    given(...past)
      .when('ReverseImportedFigures', reverse, policy)
      .then(reversed);
    given(...past, reversed, later)
      .when('RecordObservations', { readings: [reading('2026-02', '12')] }, all)
      .then(february);
  });

  it('is taken out by the policy alone, once', () => {
    given(is(falls), february).when('ReverseImportedFigures', reverse).refused('PolicyOnly', 'reverse that');
    given(is(falls), february).when('ReverseImportedFigures', reverse, policy).nothing();
    given().when('ReverseImportedFigures', reverse, policy).refused('NotDefined');
  });
});

describe('a closed month', () => {
  it('is closed by the data steward once it is over, and reopened with a reason', () => {
    given(is(falls), february).when('ClosePeriod', { period: '2026-02' }, all).then(closed);
    given(is(falls), closed).when('ClosePeriod', { period: '2026-02' }, all).nothing();
    given(is(falls), closed)
      .when('ReopenPeriod', { period: '2026-02', reason: 'two wards missing' }, all)
      .then({ type: 'PeriodReopened', data: { period: '2026-02', reason: 'two wards missing' } });
    given(is(falls)).when('ReopenPeriod', { period: '2026-02', reason: 'x' }, all).refused('PeriodNotClosed');
    given(is(falls), closed).when('ReopenPeriod', { period: '2026-02', reason: '' }, all).refused('TextMissing');
    given(is(falls)).when('ClosePeriod', { period: '2026-04' }, all).refused('PeriodNotOver', '30 April 2026');
    given(is(falls)).when('ClosePeriod', { period: '2026-Q1' }, all).refused('BadPeriod', 'no month');
    given(is({ ...falls, frequency: 'QUARTER' }))
      .when('ClosePeriod', { period: '2026-03' }, all)
      .refused('BadPeriod', 'no quarter');
    given(is(falls))
      .when('ClosePeriod', { period: '2026-02' }, { facts: { ...standing, isSteward: false } })
      .refused('NotTheSteward', 'analyst');
    given(is({ ...falls, steward: null }))
      .when('ClosePeriod', { period: '2026-02' }, { facts: { ...standing, isSteward: false } })
      .then(closed);
    given().when('ClosePeriod', { period: '2026-02' }, all).refused('NotDefined');
  });

  it('takes first figures and corrections late, with a reason', () => {
    const readings = [reading('2026-02', '12')];
    given(is(falls), closed).when('RecordObservations', { readings }, all).refused('PeriodIsClosed', 'February 2026 is closed');
    given(is(falls), closed)
      .when('RecordObservations', { readings, reason: 'form found' }, all)
      .then(first(readings[0]!, { late: true, reason: 'form found' }));
    given(is(falls), first(reading('2026-02', '11')), closed)
      .when('CorrectObservations', { readings, reason: 'recount' }, all)
      .then(corrected(readings[0]!, { late: true }));
    given(is(falls), closed, { type: 'PeriodReopened', data: { period: '2026-02', reason: 'x' } })
      .when('RecordObservations', { readings }, all)
      .then(february);
  });

  it('holds its days and the weeks whose Thursday it has', () => {
    given(is({ ...falls, frequency: 'WEEK' }), closed)
      .when('RecordObservations', { readings: [reading('2026-W09', '3')] }, all)
      .refused('PeriodIsClosed');
    // The week from 23 February has its Thursday on the 26th; the next one's is 5 March.
    given(is({ ...falls, frequency: 'WEEK' }), closed)
      .when('RecordObservations', { readings: [reading('2026-W10', '3')] }, all)
      .events();
    given(is({ ...falls, frequency: 'DAY' }), closed)
      .when('RecordObservations', { readings: [reading('2026-02-28', '3')] }, all)
      .refused('PeriodIsClosed');
  });
});

describe('a unit', () => {
  const driver = { unit: 'ward-1', class: 'DRIVER', reason: 'our worst' } as const;
  const has = (drivers: number) => ({ facts: { ...standing, drivers } });

  it('works actively on at most seven measures', () => {
    given(is(falls)).when('ClassMeasure', driver, has(6)).then({ type: 'MeasureClassed', data: driver });
    given(is(falls)).when('ClassMeasure', driver, has(7)).refused('DriversFull', 'step down');
    given(is(falls))
      .when('ClassMeasure', { ...driver, class: 'WATCH' }, has(7))
      .events();
    given(is(falls), { type: 'MeasureClassed', data: driver }).when('ClassMeasure', driver, has(7)).nothing();
    given(is(falls))
      .when('ClassMeasure', { ...driver, reason: '' }, has(0))
      .refused('TextMissing');
    given(is(falls))
      .when('ClassMeasure', driver, { facts: { ...noFacts.facts, drivers: 0 } })
      .refused('NotYourMeasure');
    given().when('ClassMeasure', driver, has(0)).refused('NotDefined');
  });

  it('annotates what happened in a period', () => {
    const note = { period: '2018-07', text: 'RR1 merged into RRK' };
    const reference = { kind: 'provider', id: 'RR1', text: 'Heart of England' };
    given(is(falls))
      .when('AnnotateMeasure', note, all)
      .then({ type: 'MeasureAnnotated', data: { ...note, reference: null } });
    given(is(falls))
      .when('AnnotateMeasure', { ...note, reference }, all)
      .then({ type: 'MeasureAnnotated', data: { ...note, reference } });
    given(is(falls))
      .when('AnnotateMeasure', { ...note, text: '' }, all)
      .refused('TextMissing');
    given(is(falls))
      .when('AnnotateMeasure', { ...note, reference: { ...reference, id: '' } }, all)
      .refused('TextMissing', 'the reference');
    given(is(falls))
      .when('AnnotateMeasure', { ...note, period: '2018-W30' }, all)
      .refused('BadPeriod');
    given(is(falls)).when('AnnotateMeasure', note, noFacts).refused('MayNotRecord');
    given().when('AnnotateMeasure', note, all).refused('NotDefined');
  });

  it('takes a note back by its number, which no later one ever has', () => {
    const noted: Event = { type: 'MeasureAnnotated', data: { period: '2018-07', text: 'merged', reference: null } };
    const withdrawn: Event = { type: 'AnnotationWithdrawn', data: { annotation: 1, reason: 'another trust' } };
    const withdraw = (annotation: number, ...past: Event[]) =>
      given(is(falls), ...past).when('WithdrawAnnotation', { annotation, reason: 'another trust' }, all);
    withdraw(1, noted).then(withdrawn);
    withdraw(1, noted, withdrawn).nothing();
    withdraw(2, noted, withdrawn, noted).then({ ...withdrawn, data: { ...withdrawn.data, annotation: 2 } });
    withdraw(2, noted, withdrawn).refused('NoAnnotation', 'no annotation 2');
    withdraw(0, noted).refused('NoAnnotation');
    withdraw(1.5, noted).refused('NoAnnotation');
    given(is(falls), noted).when('WithdrawAnnotation', { annotation: 1, reason: '' }, all).refused('TextMissing');
    given(is(falls), noted).when('WithdrawAnnotation', { annotation: 1, reason: 'x' }, noFacts).refused('MayNotRecord');
    given().when('WithdrawAnnotation', { annotation: 1, reason: 'x' }, all).refused('NotDefined');
  });
});

describe('ten years of days', () => {
  it('fold without copying what came before', () => {
    const days = Array.from({ length: 3_650 }, (_, index) => first(reading(addPeriods('DAY', '2016-04-01', index), '1')));
    const events = recorded<MeasureEvents>('measure', [is({ ...falls, frequency: 'DAY' }), ...days]);
    const half = fold(measure, measure.initial, events.slice(0, 1_000));
    const whole = fold(measure, half, events.slice(1_000));
    const count = (state: MeasureState) => (state.phase === 'defined' ? [...state.figures.values()].length : 0);
    expect([count(half), count(whole)]).toEqual([999, 3_650]);
  });
});

describe('every refusal of a measure', () => {
  it('was provoked above, and those of its chart beside its rules', () => {
    const ofCharts: readonly string[] = chartCodes;
    expect(provoked()).toEqual(expect.arrayContaining(measureCodes.filter((code) => !ofCharts.includes(code))));
  });
});
