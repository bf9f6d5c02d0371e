/** The figures: for each measure its chart with its words, its figures as known and as published, and what was said about them. */
import { chartInWords, chartPicture } from '../drawing.js';
import { fieldDifferences, frequencyWords, measureChart, publishedOf, saidPeriod, type ChartTarget, type MeasureChart } from '#strategy';
import { changesInWords } from './changes.js';
import { drawn, facts, figuresOf, html, list, short, table, type Html, type Piece } from './html.js';
import { briefDay, dayOf, directionInWords, spaced } from './naming.js';
import { position, type Pack } from './pack-of.js';
import { packLimits, type StoryMeasure } from './story.js';
import { pageWidth, year } from './year.js';

const definition = (pack: Pack, { measure }: StoryMeasure): Html => {
  const { definition: defined, revision, unit, classes, since } = measure;
  const { kind, frequency, purpose, overTime, overUnits, operationalDefinition, source, steward, dueAfter, populationGroup } = defined;
  const history = pack.moment.tables.definitions.of(measure.id);
  return html`${facts([
    ['What is counted', html`<span class="said">${operationalDefinition}</span>`],
    ['Kind', `${spaced(kind)}, ${pack.naming.unitOf(measure)}; ${directionInWords(measure)}`],
    ['Taken', `${frequencyWords[frequency].adverb}, due ${dueAfter} working days after the period`],
    ['Purpose', purpose.toLowerCase()],
    ['Comes together', `over time: ${overTime.toLowerCase()}; over units: ${overUnits.toLowerCase()}`],
    ['Source', source],
    ['Steward', steward && pack.naming.post(steward)],
    ['Population group', populationGroup],
    ['Of the unit', pack.naming.unit(unit)],
    ['Worked on', list(classes.map((each) => `${pack.naming.unit(each.unit)}: ${each.class.toLowerCase()}, ${each.reason}`))],
    ['Definition', html`revision ${revision}, first given at position ${position(pack, since)}`],
  ])}${table(
    'History of the definition',
    [short('Revision'), short('On'), 'Why', 'What changed', short('Position')],
    history
      .slice(1)
      .map((each, index) => [
        each.revision,
        briefDay(each.on),
        each.reason ?? '',
        changesInWords(pack, fieldDifferences(history[index]!.definition, each.definition), measure.id),
        position(pack, each.ordinal),
      ]),
  )}`;
};

const signals = {
  common_cause: '',
  improvement: 'improvement',
  concern: 'concern',
  neutral_high: 'special cause, high',
  neutral_low: 'special cause, low',
} as const;

const figuresTable = (pack: Pack, { measure, number }: StoryMeasure, { marks, chart }: MeasureChart): Html => {
  const { naming } = pack;
  const published = publishedOf(pack.moment, measure);
  const differs = (period: string, value: string | null): boolean => {
    const then = published.get(period);
    return then !== undefined && (then.cell?.value ?? null) !== value;
  };
  const reported = marks.flatMap((mark, index) => (mark.cell ? [{ ...mark, cell: mark.cell, point: chart?.points[index] }] : []));
  const shown = reported.slice(-packLimits.figures);
  const withParts = shown.some(({ cell }) => cell.numerator !== null);
  const revised = shown.some(({ period, cell }) => differs(period, cell.value));
  return html`${
    shown.length < reported.length
      ? html`<p class="small">The latest ${shown.length} of ${reported.length} figures are listed; the chart has them all.</p>`
      : null
  }${table(
    `Figures of M${number}, in ${naming.unitOf(measure)}, as known at position ${pack.moment.position}`,
    [
      'Period',
      figuresOf('Figure'),
      ...(withParts ? [figuresOf('Parts')] : []),
      ...(revised ? [figuresOf('As published, where that differs')] : []),
      'Signal',
      'Remarks',
      short('Position'),
    ],
    shown.map(({ period, cell, closed, ghost, annotations, point }): readonly Piece[] => [
      saidPeriod(period),
      cell.value === null ? 'no activity' : naming.plain(measure, cell.value),
      ...(withParts ? [cell.numerator === null ? '' : `${cell.numerator} of ${cell.denominator}`] : []),
      ...(revised
        ? [
            differs(period, cell.value)
              ? published.get(period)?.cell
                ? naming.plain(measure, published.get(period)!.cell!.value) || 'no activity'
                : 'not reported then'
              : '',
          ]
        : []),
      point?.type ? signals[point.type] : '',
      [
        closed ? '' : 'provisional',
        cell.corrected ? 'corrected' : '',
        cell.late ? 'after the close' : '',
        ghost ? `not counted: ${ghost.reason}` : '',
        annotations.length === 0 ? '' : `note ${annotations.join(', ')}`,
      ]
        .filter((remark) => remark !== '')
        .join('; '),
      position(pack, cell.ordinal),
    ]),
  )}`;
};

/** Where the target comes from: what was agreed is named by what it says, where this pack has it. */
const targetInWords = ({ story }: Pack, { source, because, agreedIn }: ChartTarget): string => {
  if (source !== 'AGREED') return because;
  const known = [...(story.aim ? [story.aim] : []), ...story.goals];
  const statements = agreedIn.map(({ id }) => known.find((each) => each.id === id)?.terms.statement ?? 'an aim or goal of another pack');
  return `agreed in ${statements.join('; ')}`;
};

const saidOfChart = (pack: Pack, { settings, annotations, publications, target, measure }: MeasureChart): Html => {
  const { naming } = pack;
  const { ghosts, recalculations, baseline, choice, targets } = settings;
  const rows: readonly (readonly Piece[])[] = [
    ...annotations.map(({ number, period, text, reference, ordinal, on }) => [
      `Note ${number}, on ${saidPeriod(period)}`,
      reference ? `${text} (${spaced(reference.kind).toLowerCase()} ${reference.id}: ${reference.text})` : text,
      '',
      briefDay(on),
      position(pack, ordinal),
    ]),
    ...recalculations.map(({ from, reason, reference, by, on, ordinal }) => [
      `Limits anew from ${saidPeriod(from)}`,
      reference ? `${reason} (${reference.text})` : reason,
      naming.by(by),
      briefDay(on),
      position(pack, ordinal),
    ]),
    ...ghosts.map(({ period, reason, by, on, ordinal }) => [
      `${saidPeriod(period)} not counted`,
      reason,
      naming.by(by),
      briefDay(on),
      position(pack, ordinal),
    ]),
    ...(baseline ? [['Baseline', baseline.reason, naming.by(baseline.by), briefDay(baseline.on), position(pack, baseline.ordinal)]] : []),
    ...(choice ? [['How it is drawn', choice.reason, naming.by(choice.by), briefDay(choice.on), position(pack, choice.ordinal)]] : []),
    ...targets.map(({ from, value, reason, by, on, ordinal }) => [
      `Target ${naming.figure(measure, value)}${from === null ? '' : ` from ${dayOf(from)}`}`,
      reason,
      naming.by(by),
      briefDay(on),
      position(pack, ordinal),
    ]),
    ...publications.map(({ title, digest, by, on, ordinal }) => [
      'Published',
      html`${title}, digest <code>${digest}</code>`,
      naming.by(by),
      briefDay(on),
      position(pack, ordinal),
    ]),
  ];
  return html`<p class="small">Target of the chart: ${targetInWords(pack, target)}</p>
    ${table('What was said about the chart, and stands', ['What', 'Why', 'By', short('On'), short('Position')], rows)}`;
};

const oneMeasure = (pack: Pack, each: StoryMeasure): Html => {
  const { measure, number, serves } = each;
  const read = measureChart(pack.moment, measure);
  const picture = chartPicture(pack.moment, measure, {}, { width: pageWidth, grey: false });
  return html`<section id="m${number}">
    <div class="keep">
      <h3>M${number}. ${measure.definition.name}</h3>
      <p>Judged by it:</p>
      ${list(serves)}
    </div>
    ${
      'picture' in picture
        ? html`<figure>${drawn(picture.picture)}</figure>
            <p class="small">In words: ${chartInWords(pack.moment, measure)}</p>`
        : html`<p>It has no chart: ${picture.problem}.</p>`
    }
    ${definition(pack, each)}${figuresTable(pack, each, read)}${saidOfChart(pack, read)}
  </section> `;
};

export const figures = (pack: Pack): Html => {
  const { measures } = pack.story;
  if (measures.length === 0) return html`<p>Nothing in it is judged by a measure.</p>`;
  const shown = measures.slice(0, packLimits.measures);
  return html`${
    shown.length < measures.length
      ? html`<p class="note">
          Measures 1 to ${shown.length} of ${measures.length} are set out. Ask for the pack of a goal to read its own.
        </p>`
      : null
  }${shown.map((each) => oneMeasure(pack, each))}${year(pack)}`;
};
