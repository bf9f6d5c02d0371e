import { ObjectType } from '@nestjs/graphql';
import {
  annotationsOf,
  closedNow,
  measureChart,
  missingPeriods,
  type Cell,
  type Combination,
  type Direction,
  type FiguresShown,
  type Frequency,
  type MeasureKind,
  type MeasurePurpose,
  type MeasureRecord,
  type PublishedCell,
} from '#strategy';
import {
  CombinationWord,
  DirectionKindWord,
  FrequencyWord,
  MeasureClassWord,
  MeasureKindWord,
  MeasurePurposeWord,
} from '../graphql/words.graphql.js';
import { ShownMeasureChart } from './chart.graphql.js';
import { ShownPost, ShownUnit } from './organisation.graphql.js';
import { connectionOf } from './page.js';
import { Shown, maybe } from './shown.js';
import type { Sight } from './sight.js';

@ObjectType('Direction', { description: 'Which way is better.' })
export class ShownDirection {
  constructor(private readonly direction: Direction) {}
  @Shown.as(() => DirectionKindWord, 'More, less, or inside a range.')
  get kind(): Direction['kind'] {
    return this.direction.kind;
  }
  @Shown.figure('Lower edge of a range.', maybe)
  get lo(): string | null {
    return this.direction.kind === 'RANGE' ? this.direction.lo : null;
  }
  @Shown.figure('Upper edge of a range.', maybe)
  get hi(): string | null {
    return this.direction.kind === 'RANGE' ? this.direction.hi : null;
  }
}

@ObjectType('MeasureUse', { description: 'How a unit uses a measure.' })
export class ShownMeasureUse {
  constructor(
    private readonly sight: Sight,
    private readonly use: MeasureRecord['classes'][number],
  ) {}
  @Shown.as(() => ShownUnit, 'The unit.', maybe)
  get unit(): ShownUnit | null {
    return ShownUnit.of(this.sight, this.use.unit);
  }
  @Shown.as(() => MeasureClassWord, 'Worked on actively, or only watched.')
  get class(): 'DRIVER' | 'WATCH' {
    return this.use.class;
  }
  @Shown.text('Why.')
  get reason(): string {
    return this.use.reason;
  }
}

@ObjectType('Annotation', { description: 'A remark about a period of a measure.' })
export class ShownAnnotation {
  @Shown.whole('Its number among all remarks ever made about the measure, from 1; a withdrawn one leaves a gap.')
  number!: number;
  @Shown.period('The period it is about.')
  period!: string;
  @Shown.text('The remark.')
  text!: string;
  @Shown.day('The day it was recorded.')
  on!: string;
}

@ObjectType('Measure', { description: 'An operational definition with everything reported under it.' })
export class ShownMeasure {
  constructor(
    private readonly sight: Sight,
    readonly record: MeasureRecord,
  ) {}
  static of(sight: Sight, id: string | null | undefined): ShownMeasure | null {
    const record = id ? sight.moment.tables.measures.get(id) : undefined;
    return record ? new ShownMeasure(sight, record) : null;
  }
  @Shown.id('The measure’s id.')
  get id(): string {
    return this.record.id;
  }
  @Shown.text('The organisation’s own key for it; imports find it by this.', maybe)
  get code(): string | null {
    return this.record.definition.code;
  }
  @Shown.text('Its name.')
  get name(): string {
    return this.record.definition.name;
  }
  @Shown.as(() => MeasureKindWord, 'What kind of figure it is.')
  get kind(): MeasureKind {
    return this.record.definition.kind;
  }
  @Shown.text('What one is: falls, %, days.')
  get unitOfMeasure(): string {
    return this.record.definition.unitOfMeasure;
  }
  @Shown.as(() => ShownDirection, 'Which way is better.')
  get direction(): ShownDirection {
    return new ShownDirection(this.record.definition.direction);
  }
  @Shown.as(() => FrequencyWord, 'How often a figure is due.')
  get frequency(): Frequency {
    return this.record.definition.frequency;
  }
  @Shown.as(() => MeasurePurposeWord, 'Outcome, process or balancing.')
  get purpose(): MeasurePurpose {
    return this.record.definition.purpose;
  }
  @Shown.as(() => CombinationWord, 'How periods make a year.')
  get overTime(): Combination {
    return this.record.definition.overTime;
  }
  @Shown.as(() => CombinationWord, 'How units make their parent.')
  get overUnits(): Combination {
    return this.record.definition.overUnits;
  }
  @Shown.text('What is counted and how: enough for a stranger to arrive at the same figure.')
  get operationalDefinition(): string {
    return this.record.definition.operationalDefinition;
  }
  @Shown.text('Where the figures come from.')
  get source(): string {
    return this.record.definition.source;
  }
  @Shown.as(() => ShownPost, 'The post that answers for the figures.', maybe)
  get steward(): ShownPost | null {
    return ShownPost.of(this.sight, this.record.definition.steward);
  }
  @Shown.whole('Working days after a period’s end within which its figure is due.')
  get dueAfter(): number {
    return this.record.definition.dueAfter;
  }
  @Shown.text('The population group it is about, where it is one part of a split.', maybe)
  get populationGroup(): string | null {
    return this.record.definition.populationGroup;
  }
  @Shown.whole('How often it has been defined anew, from 1.')
  get revision(): number {
    return this.record.revision;
  }
  @Shown.as(() => ShownUnit, 'The unit it belongs to.', maybe)
  get unit(): ShownUnit | null {
    return ShownUnit.of(this.sight, this.record.unit);
  }
  @Shown.as(() => [ShownMeasureUse], 'The units that drive or watch it.')
  get uses(): ShownMeasureUse[] {
    return this.record.classes.map((use) => new ShownMeasureUse(this.sight, use));
  }
  @Shown.periods('Ended periods without a figure, the latest twelve, oldest first.')
  get missing(): readonly string[] {
    return missingPeriods(this.sight.moment, this.record);
  }
  @Shown.periods('Months (quarters for quarterly measures) that are closed.')
  get closed(): string[] {
    return [...closedNow(this.sight.moment.tables.closings.of(this.record.id)).keys()].sort();
  }
  @Shown.as(() => [ShownAnnotation], 'Remarks about its periods.')
  get annotations(): readonly ShownAnnotation[] {
    return annotationsOf(this.sight.moment, this.record.id);
  }
  @Shown.as(() => ShownMeasureChart, 'Its chart, from the figures as known.')
  get chart(): ShownMeasureChart {
    return this.drawn('KNOWN');
  }
  @Shown.as(() => ShownMeasureChart, 'Its chart, from the figures as they stood when their periods were closed.')
  get publishedChart(): ShownMeasureChart {
    return this.drawn('PUBLISHED');
  }
  private drawn(figures: FiguresShown): ShownMeasureChart {
    const { moment, known } = this.sight;
    return new ShownMeasureChart(this.sight, measureChart(moment, this.record, { figures, known }));
  }
}

@ObjectType('Observation', {
  description: 'A period’s figure: as known at the moment asked about, and as published when its month closed.',
})
export class ShownObservation {
  constructor(
    private readonly about: string,
    private readonly cell: Cell,
    private readonly publishedCell: PublishedCell | undefined,
  ) {}
  @Shown.period('The period the figure is about.')
  get period(): string {
    return this.about;
  }
  @Shown.figure('The value; null where numerator and denominator are both 0: no activity.', maybe)
  get value(): string | null {
    return this.cell.value;
  }
  @Shown.figure('Numerator, where it has parts.', maybe)
  get numerator(): string | null {
    return this.cell.numerator;
  }
  @Shown.figure('Denominator, where it has parts.', maybe)
  get denominator(): string | null {
    return this.cell.denominator;
  }
  @Shown.flag('It took the place of another figure; the history shows both.')
  get corrected(): boolean {
    return this.cell.corrected;
  }
  @Shown.flag('It was recorded after its period had been closed.')
  get late(): boolean {
    return this.cell.late;
  }
  @Shown.flag('Its period is closed.')
  get closed(): boolean {
    return this.publishedCell !== undefined;
  }
  @Shown.figure('The value that stood when the period was closed.', maybe)
  get published(): string | null {
    return this.publishedCell?.cell?.value ?? null;
  }
  @Shown.id('The import that brought it.', maybe)
  get import(): string | null {
    return this.cell.import;
  }
  @Shown.position('The event that recorded it.')
  get position(): number {
    return this.cell.ordinal;
  }
}

@ObjectType({ description: 'Measures, page by page.' })
export class MeasureConnection extends connectionOf(ShownMeasure, 'Measure') {}
@ObjectType({ description: 'Figures, page by page, in the order of their periods.' })
export class ObservationConnection extends connectionOf(ShownObservation, 'Observation') {}
