import { Option, type Command } from 'commander';
import { isRejection } from '#kernel';
import type { AsOf } from '#cqrs';
import {
  allSeeing,
  diffKinds,
  strategyDiff,
  type DiffEvent,
  type DiffKind,
  type DiffLine,
  type DiffQuestion,
  type Moment,
  type StrategyDiff,
  type StrategyNodeKind,
} from '#strategy';
import { differenceInWords } from './diff-words.js';
import { looking, momentInWords, printable, type Looking } from './looking.js';
import { find } from './naming.js';
import { dataHelp, type DataOption } from './record.js';
import { momentOption } from './subject-options.js';
import { WrongUse, type Terminal } from './terminal.js';

interface Options extends DataOption {
  readonly from: AsOf;
  readonly to?: AsOf;
  readonly unit?: string;
  readonly cycle?: string;
  readonly kind?: readonly string[];
  readonly cameBack?: boolean;
  readonly json?: boolean;
}

const examples = `
The net change: what was added, dropped, re-targeted, re-owned, re-parented, re-weighted, re-scored … between two moments, each
with before, after and the events that made it, the latest first. A moment is a day (its end) or the number of an event, 0 being
the time before the first. What changed and changed back is counted at the end; --came-back lists it instead. Works while the
service runs, and shows everything there is: whoever has the data folder in hand has the whole record.

Examples:
  hoshin diff --from 2026-04-01
  hoshin diff --from 2026-04-01 --to 2026-09-30 --unit medicine
  hoshin diff --from 0 --kind retargeted reweighted
  hoshin diff --from 2026-04-01 --came-back
  hoshin diff --from 2026-04-01 --json > diff.json`;

const kindWords: Readonly<Record<DiffKind, string>> = {
  ADDED: 'Added',
  DROPPED: 'Dropped',
  RETARGETED: 'Re-targeted',
  REOWNED: 'Re-owned',
  REPARENTED: 'Re-parented',
  REWEIGHTED: 'Re-weighted',
  RESCORED: 'Re-scored',
  RESOURCED: 'Resources and conditions',
  STANDING: 'Standing',
  STATE: 'State',
  REWORDED: 'Re-worded',
};
const nodeWords: Readonly<Record<StrategyNodeKind, readonly [one: string, several: string]>> = {
  TRUE_NORTH: ['True North', 'True Norths'],
  DIMENSION: ['dimension', 'dimensions'],
  OBJECTIVE: ['objective', 'objectives'],
  CANDIDATE: ['candidate', 'candidates'],
  AIM: ['aim', 'aims'],
  GOAL: ['goal', 'goals'],
  PLEDGE: ['pledge', 'pledges'],
};

export const addDiff = (to: Command, terminal: Terminal): void => {
  to.command('diff')
    .description('say what changed in the strategy between two moments, and who changed it')
    .addOption(momentOption('--from <moment>', 'from this day or event number').makeOptionMandatory())
    .addOption(momentOption('--to <moment>', 'to this one (default: now)'))
    .option('--unit <unit>', 'only this unit and those below')
    .option('--cycle <cycle>', 'only this cycle, and what belongs to none')
    .addOption(new Option('--kind <kind...>', 'only these kinds').choices(diffKinds.map((kind) => kind.toLowerCase())))
    .option('--came-back', 'instead: what changed and changed back')
    .option('--json', 'as one JSON document')
    .option('--data <folder>', dataHelp)
    .addHelpText('after', examples)
    .action((options: Options) => diff(options, terminal));
};

const diff = async (options: Options, terminal: Terminal): Promise<void> => {
  const look = await looking(terminal, options);
  const [from, to] = [look.at(options.from), look.at(options.to)];
  const question = questionOf(options, look, to);
  const found = strategyDiff(from, to, (position) => look.at({ position }), look.now, allSeeing, question);
  if (isRejection(found)) throw new WrongUse(found.because);
  if (options.json) return terminal.out(JSON.stringify(asDocument(found, look), null, 2));
  terminal.out(`From ${momentInWords(from)} to ${momentInWords(to)}${options.unit ? `, ${look.unit(question.unit!)}` : ''}`);
  for (const line of inWords(found, look, to)) terminal.out(line);
};

const questionOf = ({ unit, cycle, kind, cameBack }: Options, { organisation }: Looking, { tables }: Moment): DiffQuestion => ({
  unit: unit === undefined ? null : find(tables.units.values(), 'unit', unit, organisation, ({ code, name }) => [code, name]).id,
  cycle: cycle === undefined ? null : find(tables.cycles.values(), 'cycle', cycle, organisation, ({ name }) => [name]).id,
  kinds: kind === undefined ? null : kind.map((word) => word.toUpperCase() as DiffKind),
  cameBack: cameBack ?? false,
});

const asDocument = ({ from, to, counts, lines }: StrategyDiff, look: Looking): object => ({
  from,
  to,
  counts,
  lines: lines.map(({ kind, node, before, after, differences, events }) => ({
    kind,
    node: { kind: node.kind, id: node.id, statement: node.statement, unit: node.unit, owner: node.owner },
    before: before && { standing: before.standing, state: before.state, ...before.said },
    after: after && { standing: after.standing, state: after.state, ...after.said },
    differences,
    events: events.map((event) => ({ ...event, by: look.person(event.actor.person) })),
  })),
});

function* inWords({ lines, counts }: StrategyDiff, look: Looking, to: Moment): Generator<string> {
  let kind: DiffKind | null = null;
  for (const line of lines) {
    if (line.kind !== kind) yield `\n${kindWords[line.kind]} (${lines.filter((other) => other.kind === line.kind).length})`;
    kind = line.kind;
    yield* lineInWords(line, look, to);
  }
  if (lines.length === 0) yield '\nNothing differs.';
  const back = counts.filter(({ cameBack }) => cameBack > 0);
  if (back.length > 0) yield '';
  for (const { kind: way, of, cameBack } of back)
    yield `${cameBack} ${nodeWords[of][cameBack === 1 ? 0 : 1]} ${way === 'ADDED' ? 'came and went' : `changed and came back (${kindWords[way].toLowerCase()})`}`;
}

function* lineInWords({ kind, node, before, after, differences, events }: DiffLine, look: Looking, to: Moment): Generator<string> {
  const words = node.statement === null ? 'kept between its sides' : `“${printable(node.statement)}”`;
  const owner = node.owner === null ? '' : `, ${look.post(node.owner)}`;
  yield `  ${nodeWords[node.kind][0]} ${words} (${look.unit(node.unit)}${owner})`;
  const standing = (after ?? before)?.standing;
  if (kind === 'ADDED' && standing) yield `      ${standing.toLowerCase().replace('_', ' ')}`;
  for (const difference of differences) yield `      ${differenceInWords(difference, look, to)}`;
  for (const event of events) yield `      ${eventInWords(event, look)}`;
}

/** CommitmentMade reads as: commitment made. */
const eventWords = (event: string): string => event.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();

const eventInWords = ({ position, actor, event, reason }: DiffEvent, look: Looking): string => {
  const post = actor.post.startsWith('policy:') ? '' : `, ${look.post(actor.post)}`;
  const why = reason === null ? '' : `: ${printable(reason)}`;
  return `${look.at({ position }).today}  event ${position}  ${eventWords(event)}  ${look.person(actor.person)}${post}${why}`;
};
