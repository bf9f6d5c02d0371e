import { ArgsType, Field, Float, ID, ObjectType } from '@nestjs/graphql';
import type { Assurance, Variation } from '#spc';
import type {
  BowlingCell,
  BowlingChart,
  BowlingRow,
  BowlingView,
  CellStatus,
  Forecast,
  Forecasts,
  Frequency,
  GhostRow,
  ParentRef,
  RowlessGoal,
  RowState,
  TargetBasis,
} from '#strategy';
import { AssuranceWord, VariationWord } from '../graphql/chart-words.graphql.js';
import { DayScalar } from '../graphql/scalars.js';
import { FrequencyWord, ParentKindWord, TargetBasisWord, wordEnum } from '../graphql/words.graphql.js';
import { ShownDirection, ShownMeasure } from './measure.graphql.js';
import { ShownPost, ShownUnit } from './organisation.graphql.js';
import { Shown, maybe } from './shown.js';
import type { Sight } from './sight.js';
import { CellStatusWord } from './words.graphql.js';

export const BowlingViewWord = wordEnum<BowlingView>('BowlingView', 'Which figures a bowling chart shows.', {
  AS_KNOWN_NOW: 'As known at the moment asked about.',
  AS_PUBLISHED: 'As they stood when their months were closed.',
});

export const RowStateWord = wordEnum<RowState>('BowlingRowState', 'How the aim or goal of a row stands.', {
  PLANNED: 'Its cycle is still being planned.',
  ACTIVE: 'It is worked on.',
  RELEASED: 'Both sides let it go.',
  ACHIEVED: 'Closed as achieved.',
  NOT_ACHIEVED: 'Closed as not achieved.',
  DROPPED: 'Dropped.',
  TO_DAILY_MANAGEMENT: 'Closed: it is daily work now.',
});

const forecastOfWord = wordEnum<Forecasts['of']>('ForecastOf', 'What a forecast is about.', {
  LAST_COLUMN: 'The value of the last planned month.',
  YEAR: 'What the whole year comes to.',
});

/** What a bowling chart may be asked, wherever it hangs. */
@ArgsType()
export class BowlingArgs {
  @Field(() => ID, { nullable: true, description: 'The cycle; the current one where it is left out.' })
  cycle?: string | null;
  @Field(() => DayScalar, {
    nullable: true,
    description: 'Any day of the financial year shown; today within the cycle where it is left out.',
  })
  day?: string | null;
  @Field(() => BowlingViewWord, { nullable: true, description: 'Which figures; as known where it is left out.' })
  view?: BowlingView | null;
}

@ObjectType('BowlingCell', { description: 'One month of a row: plan, actual and how they compare.' })
export class ShownBowlingCell {
  constructor(private readonly cell: BowlingCell) {}
  @Shown.period('The month.')
  get month(): string {
    return this.cell.column;
  }
  @Shown.periods('The measure’s own periods it shows: none before the start, and between the ends of quarters.')
  get periods(): readonly string[] {
    return this.cell.periods;
  }
  @Shown.number('The plan over all of them.', maybe)
  get plan(): number | null {
    return this.cell.plan;
  }
  @Shown.number('The actual over those reported, as published or as known.', maybe)
  get actual(): number | null {
    return this.cell.actual;
  }
  @Shown.as(() => CellStatusWord, 'How the two compare.')
  get status(): CellStatus {
    return this.cell.status;
  }
  @Shown.text('The status as a letter.')
  get letter(): string {
    return this.cell.letter;
  }
  @Shown.text('The status as a shape.')
  get shape(): string {
    return this.cell.shape;
  }
  @Shown.number('What the month showed when it was closed.', maybe)
  get asPublished(): number | null {
    return this.cell.asPublished;
  }
  @Shown.number('What is known of it at the moment asked about.', maybe)
  get asKnownNow(): number | null {
    return this.cell.asKnownNow;
  }
  @Shown.flag('Every figure in it was reported as no activity.')
  get noActivity(): boolean {
    return this.cell.noActivity;
  }
  @Shown.flag('The month is closed; an open one can still change.')
  get closed(): boolean {
    return this.cell.closed;
  }
  @Shown.flag('A figure in it was recorded after its month was closed.')
  get late(): boolean {
    return this.cell.late;
  }
  @Shown.flag('A figure in it took the place of another.')
  get corrected(): boolean {
    return this.cell.corrected;
  }
}

@ObjectType('BowlingGhost', { description: 'What was planned before a re-plan, in the same columns.' })
export class ShownBowlingGhost implements GhostRow {
  @Shown.whole('The revision it was of.')
  revision!: number;
  @Shown.day('The day that plan was agreed.')
  on!: string;
  @Field(() => [Float], { nullable: 'items', description: 'The plan, month by month.' })
  plan!: readonly (number | null)[];
}

@ObjectType('Forecast', { description: 'Where the year may end, by one way of looking ahead.' })
export class ShownForecast implements Forecast {
  @Shown.number('In the measure’s unit.', maybe)
  value!: number | null;
  @Shown.number('The least it may be; of the process alone.', maybe)
  low!: number | null;
  @Shown.number('The most it may be.', maybe)
  high!: number | null;
  @Shown.text('Why nothing can be said.', maybe)
  because!: string | null;
}

@ObjectType('Forecasts', { description: 'Three ways of looking ahead, side by side; none of them is a promise.' })
export class ShownForecasts implements Forecasts {
  @Shown.as(() => forecastOfWord, 'What is forecast.')
  of!: Forecasts['of'];
  @Shown.period('The last month it is about.')
  until!: string;
  @Shown.number('The plan for the very same.', maybe)
  plan!: number | null;
  @Shown.whole('Periods of it without a figure yet.')
  remaining!: number;
  @Shown.as(() => ShownForecast, 'The remaining periods at the mean of the last three reported.')
  runRate!: ShownForecast;
  @Shown.as(() => ShownForecast, 'The remaining plan with the latest deviation from it.')
  planShifted!: ShownForecast;
  @Shown.as(() => ShownForecast, 'The process as its chart shows it, with its limits.')
  process!: ShownForecast;
}

@ObjectType('BowlingRow', { description: 'A measured target of an aim or goal: a cell per month, and where the year is heading.' })
export class ShownBowlingRow {
  constructor(
    private readonly sight: Sight,
    private readonly row: BowlingRow,
  ) {}
  @Shown.as(() => ParentKindWord, 'Whether it is an aim or a goal.')
  get kind(): ParentRef['kind'] {
    return this.row.subject.kind;
  }
  @Shown.id('Its id.')
  get id(): string {
    return this.row.subject.id;
  }
  @Shown.text('What was agreed.')
  get statement(): string {
    return this.row.statement;
  }
  @Shown.as(() => RowStateWord, 'How it stands; nothing vanishes from the chart.')
  get state(): RowState {
    return this.row.state;
  }
  @Shown.as(() => ShownPost, 'The post that owns or sponsors it.', maybe)
  get owner(): ShownPost | null {
    return ShownPost.of(this.sight, this.row.owner);
  }
  @Shown.as(() => ShownUnit, 'Its unit.', maybe)
  get unit(): ShownUnit | null {
    return ShownUnit.of(this.sight, this.row.unit);
  }
  @Shown.as(() => ShownMeasure, 'Its measure.', maybe)
  get measure(): ShownMeasure | null {
    return ShownMeasure.of(this.sight, this.row.measure);
  }
  @Shown.text('The measure’s name.')
  get measureName(): string {
    return this.row.measureName;
  }
  @Shown.text('What one is: falls, %, days.')
  get unitOfMeasure(): string {
    return this.row.unitOfMeasure;
  }
  @Shown.as(() => ShownDirection, 'Which way is better.')
  get direction(): ShownDirection {
    return new ShownDirection(this.row.direction);
  }
  @Shown.as(() => FrequencyWord, 'How often a figure is due.')
  get frequency(): Frequency {
    return this.row.frequency;
  }
  @Shown.as(() => TargetBasisWord, 'What jump-off point and target are values of.')
  get basis(): TargetBasis {
    return this.row.basis;
  }
  @Shown.figure('The jump-off point.')
  get jop(): string {
    return this.row.jop;
  }
  @Shown.figure('The target as agreed, by its due date.')
  get target(): string {
    return this.row.target;
  }
  @Shown.day('By when.')
  get due(): string {
    return this.row.due;
  }
  @Shown.figure('How far beside the plan still reads NEAR.')
  get tolerance(): string {
    return this.row.tolerance;
  }
  @Shown.flag('It is to be held, not changed.')
  get maintain(): boolean {
    return this.row.maintain;
  }
  @Shown.number('The year’s target: the target itself, or, where that is due later, the plan of the last month.', maybe)
  get yearTarget(): number | null {
    return this.row.yearTarget.value;
  }
  @Shown.as(() => [ShownBowlingCell], 'Twelve months.')
  get cells(): ShownBowlingCell[] {
    return this.row.cells.map((cell) => new ShownBowlingCell(cell));
  }
  @Shown.as(() => [ShownBowlingGhost], 'What was planned before re-plans, the oldest first.')
  get ghosts(): readonly ShownBowlingGhost[] {
    return this.row.ghosts;
  }
  @Shown.number('The plan of the year to date, over exactly the reported periods.', maybe)
  get yearToDatePlan(): number | null {
    return this.row.yearToDate.plan;
  }
  @Shown.number('The actual of the year to date, over the same.', maybe)
  get yearToDateActual(): number | null {
    return this.row.yearToDate.actual;
  }
  @Shown.whole('k of “k of m reported”.')
  get reported(): number {
    return this.row.yearToDate.reported;
  }
  @Shown.whole('m of “k of m reported”.')
  get of(): number {
    return this.row.yearToDate.of;
  }
  @Shown.text('How many of the year’s due periods are reported, in words.')
  get reportedInWords(): string {
    return `${this.reported} of ${this.of} reported`;
  }
  @Shown.as(() => ShownForecasts, 'Where the year is heading.')
  get forecasts(): ShownForecasts {
    return this.row.forecasts;
  }
  @Shown.as(() => VariationWord, 'The variation icon of its measure’s chart.', maybe)
  get variation(): Variation | null {
    return this.row.icons.variation;
  }
  @Shown.as(() => AssuranceWord, 'The assurance icon.', maybe)
  get assurance(): Assurance | null {
    return this.row.icons.assurance;
  }
  @Shown.text('What the variation icon says, or why there is none.')
  get variationText(): string {
    return this.row.icons.variationText;
  }
  @Shown.text('What the assurance icon says, or why there is none.')
  get assuranceText(): string {
    return this.row.icons.assuranceText;
  }
}

@ObjectType('GoalWithoutRow', { description: 'A goal that no bowling chart can show, and why.' })
export class ShownRowlessGoal implements RowlessGoal {
  @Shown.id('The goal.')
  goal!: string;
  @Shown.text('What was agreed.')
  statement!: string;
  @Shown.text('Why it has no row.')
  because!: string;
}

@ObjectType('BowlingChart', { description: 'The year month by month: plan and actual of every measured target.' })
export class ShownBowlingChart {
  constructor(
    private readonly sight: Sight,
    private readonly chart: BowlingChart,
  ) {}
  @Shown.position('The moment it is read at.')
  get position(): number {
    return this.sight.moment.position;
  }
  @Shown.id('The cycle whose aims and goals it shows.', maybe)
  get cycle(): string | null {
    return this.chart.cycle;
  }
  @Shown.as(() => BowlingViewWord, 'Which figures.')
  get view(): BowlingView {
    return this.chart.view;
  }
  @Shown.text('The financial year, as people call it.')
  get year(): string {
    return this.chart.year;
  }
  @Shown.periods('Its twelve months.')
  get months(): readonly string[] {
    return this.chart.columns;
  }
  @Shown.as(() => [ShownBowlingRow], 'Aims first, then goals.')
  get rows(): ShownBowlingRow[] {
    return this.chart.rows.map((row) => new ShownBowlingRow(this.sight, row));
  }
  @Shown.as(() => [ShownRowlessGoal], 'Goals without a measured target.')
  get withoutRow(): readonly ShownRowlessGoal[] {
    return this.chart.withoutRow;
  }
}
