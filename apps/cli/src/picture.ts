import type { Command } from 'commander';
import { Trouble, type AsOf, type ViewHost } from '#cqrs';
import { Bowling, explain, scorecard, withFiguresOf, type BowlingChart, type Moment, type Shapes } from '#strategy';
import { bowlingPicture, chartPicture, scorecardOf } from '../../api/src/reads/drawing.js';
import { find, measureNamed } from './naming.js';
import { addComparisonPictures } from './picture-comparison.js';
import { drawingOf, withDrawnOptions, write, type DrawnOption } from './picture-options.js';
import { dataHelp, readViews, recordConfig, type DataOption } from './record.js';
import { aimOrGoal, asOfOption, momentOption, onlyOne, type SubjectOption } from './subject-options.js';
import type { Terminal } from './terminal.js';
import { mustHaveLog } from './verify.js';

interface MomentOption extends DataOption {
  readonly asOf?: AsOf;
  readonly knownAt?: AsOf;
}
interface PictureOption extends MomentOption, DrawnOption {}
interface ChartOption extends PictureOption {
  readonly published?: boolean;
  readonly movingRanges?: boolean;
}
const examples = `
Pictures are SVG files: they print at any size, and carry a text for whoever cannot see them. Things are named by their id,
by their key in a plan, or by code (measures, units), name or title where only one is called so. Works while the service
runs; a running service gives the same pictures to whoever is signed in, at /pictures/….

Examples:
  hoshin picture chart falls --out falls.svg
  hoshin picture chart falls --as-of 2026-04-30 --width 800 --grey > board-paper.svg
  hoshin picture bowling --unit medicine --out medicine.svg
  hoshin picture scorecard board --with-units-below --out board.svg

A funnel and a Pareto are drawn from a file that says what is compared, as a line of hoshin spc does (see its help):
  hoshin picture funnel trusts.json --title "Four-hour standard, May" --denominator attendances --out trusts.svg
  hoshin picture pareto causes.json --counted incidents > causes.svg`;

const explainExamples = `
Says in sentences how attainment, pace, activity and roll-up came about: method, formula and its version, weights, children
that count, and those left out with the reason.

Examples:
  hoshin explain --aim falls
  hoshin explain --goal 5c1d7f0a-9d52-4a4e-8f0e-6d7a1b2c3d4e --as-of 2026-01-31`;

const withMoments = (command: Command): Command =>
  command
    .addOption(asOfOption())
    .addOption(momentOption('--known-at <moment>', 'the figures as they were known then'))
    .option('--data <folder>', dataHelp);
const drawn = (command: Command): Command => withDrawnOptions(withMoments(command));
const about = (command: Command): Command =>
  command
    .option('--unit <unit>', 'a unit')
    .option('--post <post>', 'a post')
    .option('--aim <aim>', 'an aim')
    .option('--goal <goal>', 'a goal');

export const addPicture = (to: Command, terminal: Terminal): void => {
  const picture = to.command('picture').description('draw charts for board papers').addHelpText('after', examples);
  drawn(picture.command('chart').description('the chart of a measure').argument('<measure>', 'its code, key, id or name'))
    .option('--published', 'the figures as they stood when their periods were closed')
    .option('--moving-ranges', 'with the panel of moving ranges')
    .action((measure: string, options: ChartOption) => chart(measure, options, terminal));
  about(drawn(picture.command('bowling').description('the year month by month: plan and actual of every measured target')))
    .option('--published', 'the figures as they stood when their months were closed')
    .action((options: PictureOption & SubjectOption & { readonly published?: boolean }) => bowling(options, terminal));
  drawn(picture.command('scorecard').description('the measures of a unit at a glance').argument('<unit>', 'its code, key, id or name'))
    .option('--with-units-below', 'the measures of all units below too')
    .action((unit: string, options: PictureOption & { readonly withUnitsBelow?: boolean }) => card(unit, options, terminal));
  addComparisonPictures(picture, terminal);
};

export const addExplain = (to: Command, terminal: Terminal): void => {
  withMoments(to.command('explain').description('say how the numbers of an aim or goal came about'))
    .option('--aim <aim>', 'an aim')
    .option('--goal <goal>', 'a goal')
    .addHelpText('after', explainExamples)
    .action((options: MomentOption & SubjectOption) => explained(options, terminal));
};

const opened = async (terminal: Terminal, options: DataOption): Promise<{ host: ViewHost<Shapes>; organisation: string }> => {
  const config = recordConfig(terminal, options);
  await mustHaveLog(config);
  return readViews(config);
};
/** The moment asked about, and the one whose figures it shows. */
const at = (host: ViewHost<Shapes>, { asOf, knownAt }: MomentOption): { readonly moment: Moment; readonly known: Moment } => {
  const moment = asOf ? host.asOf(asOf, '--as-of') : host.now();
  const known = knownAt ? host.asOf(knownAt, '--known-at') : moment;
  return { moment: withFiguresOf(moment, known), known };
};

const chart = async (words: string, options: ChartOption, terminal: Terminal): Promise<void> => {
  const { host, organisation } = await opened(terminal, options);
  const { moment, known } = at(host, options);
  const measure = measureNamed(moment.tables, words, organisation);
  const result = chartPicture(
    moment,
    measure,
    {
      figures: options.published ? 'PUBLISHED' : 'KNOWN',
      movingRanges: options.movingRanges ?? false,
      known,
    },
    drawingOf(options),
  );
  if ('problem' in result) throw new Trouble('NoChart', result.problem);
  write(result.picture, options, terminal);
};

const bowling = async (options: PictureOption & SubjectOption & { readonly published?: boolean }, terminal: Terminal): Promise<void> => {
  const [name, words] = onlyOne(options, ['unit', 'post', 'aim', 'goal']);
  const { host, organisation } = await opened(terminal, options);
  const { moment, known } = at(host, options);
  const reading = new Bowling(moment, host.now(), null);
  const question = { view: options.published ? 'AS_PUBLISHED' : 'AS_KNOWN_NOW' } as const;
  const { tables } = moment;
  const read = (): { readonly title: string; readonly chart: BowlingChart } => {
    if (name === 'unit') {
      const unit = find(tables.units.values(), name, words, organisation, ({ code, name: called }) => [code, called]);
      return { title: unit.name, chart: reading.ofUnit(unit.id, question)! };
    }
    if (name === 'post') {
      const post = find(tables.posts.values(), name, words, organisation, ({ title }) => [title]);
      return { title: post.title, chart: reading.ofPost(post.id, question)! };
    }
    const { kind, id, title } = aimOrGoal(moment, name, words, organisation);
    return { title, chart: (kind === 'AIM' ? reading.ofAim(id, question) : reading.ofGoal(id, question))! };
  };
  const { title, chart: year } = read();
  write(bowlingPicture(moment, title, year, drawingOf(options), known), options, terminal);
};

const card = async (words: string, options: PictureOption & { readonly withUnitsBelow?: boolean }, terminal: Terminal): Promise<void> => {
  const { host, organisation } = await opened(terminal, options);
  const { moment, known } = at(host, options);
  const unit = find(moment.tables.units.values(), 'unit', words, organisation, ({ code, name }) => [code, name]);
  const all = scorecard(moment, unit.id, { withUnitsBelow: options.withUnitsBelow ?? false })!;
  write(scorecardOf(moment, unit.name, all, drawingOf(options), known), options, terminal);
};

const explained = async (options: MomentOption & SubjectOption, terminal: Terminal): Promise<void> => {
  const [name, words] = onlyOne(options, ['aim', 'goal']);
  const { host, organisation } = await opened(terminal, options);
  const { moment } = at(host, options);
  const { kind, id } = aimOrGoal(moment, name as 'aim' | 'goal', words, organisation);
  const { statement, own, sentences, activity, watermelon, children } = explain(moment, host.now(), null, { kind, id })!;
  terminal.out(statement);
  for (const sentence of own?.sentences ?? []) terminal.out(sentence);
  terminal.out(activity.sentence);
  for (const sentence of sentences) terminal.out(sentence);
  if (watermelon) terminal.out(watermelon.sentence);
  for (const child of children) terminal.out(`  ${child.sentence}`);
};
