import type { Recorded } from '#kernel';
import type { AlignmentNode, ChangeKind, Moment, NodeChange, OfferDifference, Scene } from '#strategy';

/** Today's name of a person. */
export type NamesOf = (person: string) => string;

/** One step of a story with everything that is said about it. */
export interface StepTold {
  readonly number: number;
  readonly of: number;
  readonly event: Recorded;
  readonly subject: string;
  /** The views right after the event. */
  readonly moment: Moment;
  readonly differences: readonly OfferDifference[];
  readonly scene: Scene;
}

const differencesMax = 10;
const valueCharactersMax = 80;

const short = (text: string): string => (text.length > valueCharactersMax ? `${text.slice(0, valueCharactersMax - 1)}…` : text);

/** `OfferCountered` as it is said: offer countered. */
const inWords = (type: string): string => type.replace(/(?<!^)[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();

/** What somebody would call it; its id, or whatever else it is, where it has no name. */
export const called = ({ tables }: Moment, id: string): string => {
  const thread = tables.threads.get(id);
  const name =
    tables.aims.get(id)?.terms.statement ??
    (thread?.state.inForce ?? thread?.state.episode.table)?.offer.statement ??
    tables.goals.get(id)?.terms.statement ??
    tables.candidates.get(id)?.text.statement ??
    tables.objectives.get(id)?.statement ??
    tables.cycles.get(id)?.name ??
    tables.units.get(id)?.name ??
    tables.posts.get(id)?.title ??
    tables.measures.get(id)?.definition.name;
  return name === undefined ? id : `“${name}” (${id})`;
};

/** A value as it is kept, but what is only an id by its name. */
const valueText = (moment: Moment, text: string | null): string => {
  if (text === null) return 'nothing';
  const value: unknown = JSON.parse(text);
  return typeof value === 'string' ? short(called(moment, value)) : short(text);
};

const differenceLines = (moment: Moment, all: readonly OfferDifference[]): string[] => {
  const differences = all.filter(({ field }) => field !== 'id');
  const lines = differences
    .slice(0, differencesMax)
    .map(({ field, before, after }) => `    ${field}: ${valueText(moment, before)} → ${valueText(moment, after)}`);
  const more = differences.length - lines.length;
  return more > 0 ? [...lines, `    and ${more} ${more === 1 ? 'field' : 'fields'} more`] : lines;
};

const kindWords: Readonly<Record<ChangeKind, string>> = {
  ADDED: 'added',
  REMOVED: 'removed',
  STANDING: 'standing',
  RETARGETED: 'target',
  REOWNED: 'owner',
  REPARENTED: 'place',
  STATE: 'state',
  RISK: 'risk',
  REWORDED: 'words',
};

/** A sign before the line and words after it, so that it also shows where colours do not. */
const marksOf = (change: NodeChange | undefined): readonly [sign: string, words: string] => {
  if (!change) return [' ', ''];
  if (change.before === null) return ['+', ' ← ADDED'];
  if (change.after === null) return ['-', ' ← REMOVED'];
  return ['*', ` ← CHANGED: ${change.kinds.map((kind) => kindWords[kind]).join(', ')}`];
};

const nodeLine = ({ tables }: Moment, node: AlignmentNode, change: NodeChange | undefined): string => {
  const { rank, kind, statement, owner, standing, target, due, atRisk, state } = node;
  const unit = node.measure === null ? '' : ` ${tables.measures.get(node.measure)?.definition.unitOfMeasure ?? ''}`;
  const said = [
    standing?.toLowerCase().replace('_', ' '),
    state !== null && state !== 'ACTIVE' ? state.toLowerCase() : undefined,
    target === null ? undefined : `target ${target}${unit}`,
    due === null ? undefined : `by ${due}`,
    atRisk ? 'at risk' : undefined,
    owner === null ? undefined : (tables.posts.get(owner)?.title ?? owner),
  ].filter((each) => each !== undefined);
  const words = statement ?? 'kept between its sides';
  const [sign, marked] = marksOf(change);
  const what = kind.toLowerCase().replace('_', ' ');
  return `  ${sign} ${'  '.repeat(rank)}${what}: ${words}${said.length > 0 ? ` [${said.join('; ')}]` : ''}${marked}`;
};

const treeLines = (moment: Moment, { tree, changed }: Scene): string[] => {
  const changes = new Map(changed.map((change) => [change.id, change]));
  const lines = tree.nodes.map((node) => nodeLine(moment, node, changes.get(node.id)));
  const gone = changed.flatMap((change) => (change.after === null ? [nodeLine(moment, change.before!, change)] : []));
  return lines.length + gone.length === 0 ? ['    nothing of it is in the tree yet, or any more'] : [...lines, ...gone];
};

/** What people wrote may hold line breaks, and what a terminal takes for orders. */
const onOneLine = (line: string): string => line.replace(/\p{Cc}+/gu, ' ');

/** A step in lines: when, who, what and why, what was before and is after, and the tree. */
export const stepText = ({ number, of, event, subject, moment, differences, scene }: StepTold, names: NamesOf): string => {
  const { person, post, asDeputy } = event.meta.actor;
  const acting = moment.tables.posts.get(post)?.title ?? (post === person ? null : post);
  const { reason } = event.meta;
  const lines = [
    `Step ${number} of ${of} · position ${event.ordinal} · ${event.on} (${event.at})`,
    `  ${names(person)}${acting === null ? '' : `, ${asDeputy ? 'deputy of the ' : ''}${acting}`}: ${inWords(event.type)}, ${called(moment, subject)}`,
    ...(reason === undefined ? [] : [`  Why: ${reason}`]),
    ...(differences.length === 0 ? [] : ['  Changed:', ...differenceLines(moment, differences)]),
    '  Tree:',
    ...treeLines(moment, scene),
  ];
  return ['', ...lines.map(onOneLine)].join('\n');
};
