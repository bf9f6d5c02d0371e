/** What two moments are compared by: a node of the alignment tree, or a candidate for it, with everything agreed about it. */
import { rollUpFor } from '../goal/goal.decider.js';
import { meanScores } from '../strategy/strategy.rules.js';
import type { CandidateId, CycleId, MeasuredTerms, Milestone, Offer, PostId, UnitId } from '../vocabulary.js';
import { goalIdOf, type CandidateRecord, type Moment } from '../views/index.js';
import { dimensionsOf, treeNode, type AlignmentNode, type NodeKind, type NodeRef, type Standing } from './alignment-node.reading.js';
import type { Reader } from './openness.reading.js';

/** From the top to the bottom; candidates stand beside the aims they may become. */
export const strategyNodeKinds = [
  'TRUE_NORTH',
  'DIMENSION',
  'OBJECTIVE',
  'CANDIDATE',
  'AIM',
  'GOAL',
  'PLEDGE',
] as const satisfies readonly (NodeKind | 'CANDIDATE')[];
export type StrategyNodeKind = (typeof strategyNodeKinds)[number];

export type StrategyRef = NodeRef | { readonly kind: 'CANDIDATE'; readonly id: CandidateId };

/**
 * In what ways a node that stands at both moments can differ. RETARGETED: by what it is judged and how far it is to go,
 * tolerance and trajectory included. REWEIGHTED: how much it counts: contribution, share, weight, link and roll-up.
 * RESCORED: a candidate's scores. REPARENTED: what it serves, or by which thread. RESOURCED: resources, conditions and pledges. STANDING: how far its link has come.
 */
export const comparedKinds = [
  'RETARGETED',
  'REOWNED',
  'REPARENTED',
  'REWEIGHTED',
  'RESCORED',
  'RESOURCED',
  'STANDING',
  'STATE',
  'REWORDED',
] as const;
export type ComparedKind = (typeof comparedKinds)[number];

/** What a node says at one moment, by the kind of change it would be if it said something else. */
type Fields = Readonly<Record<string, unknown>>;
type Said = Readonly<Partial<Record<ComparedKind, Fields>>>;

export interface StrategyNode {
  readonly kind: StrategyNodeKind;
  readonly id: string;
  /** The node it hangs under; of a candidate, its objective. */
  readonly parent: string | null;
  /** Null where a negotiation is kept between its sides. */
  readonly statement: string | null;
  readonly unit: UnitId;
  /** Of a candidate, the post it was nominated in. */
  readonly owner: PostId | null;
  /** Null for what belongs to no cycle. */
  readonly cycle: CycleId | null;
  readonly standing: Standing | null;
  readonly state: AlignmentNode['state'];
  readonly said: Said;
}

/** One thing that differs, as texts: lists and plans as JSON; null where there was none. */
export interface StrategyDifference {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

const judged = ({ measure, basis, jop, target, maintain, tolerance, trajectory }: MeasuredTerms) => ({
  measure,
  basis,
  jop,
  target,
  maintain,
  tolerance,
  trajectory: trajectory.kind === 'LINEAR' ? 'LINEAR' : trajectory,
});
const dated = (milestones: readonly Milestone[]): unknown =>
  milestones.length === 0 ? null : milestones.map(({ text, due }) => ({ text, due }));
const some = (list: readonly unknown[]): unknown => (list.length === 0 ? null : list);

const offered = (offer: Offer): Said => ({
  RETARGETED: {
    ...(offer.measured && judged(offer.measured)),
    milestones: dated(offer.milestones),
    baselineBy: offer.baselineBy,
    due: offer.due,
  },
  REWEIGHTED: {
    contribution: offer.contribution?.amount ?? null,
    share: offer.share,
    weight: offer.weight,
    link: offer.link.kind === 'SUPPORTS' ? `${offer.link.kind} ${offer.link.strength}` : offer.link.kind,
  },
  RESOURCED: {
    resourcesAsked: some(offer.resourcesAsked),
    resourcesGranted: some(offer.resourcesGranted),
    conditions: some(offer.conditions),
    dependencies: some(offer.dependencies),
  },
  REWORDED: { statement: offer.statement, means: some(offer.means) },
});

/** An offer never changes, and the same one stands for as long as nothing new is settled: it is put into words once. */
const putIntoWords = new WeakMap<Offer, Said>();
const saidOf = (offer: Offer): Said => {
  const known = putIntoWords.get(offer);
  if (known) return known;
  const said = offered(offer);
  putIntoWords.set(offer, said);
  return said;
};

/** What a link says beside its node: the offer in force, else the one on the table; its weight is its parent's to set. */
const saidOfLink = ({ tables }: Moment, id: string): Said => {
  const thread = tables.threads.get(id)!;
  const { inForce, episode } = thread.state;
  const { offer } = inForce ?? episode.table;
  const goal = inForce ? tables.goals.get(goalIdOf(thread)) : undefined;
  const said = saidOf(offer);
  const weight = goal?.links.find(({ thread: made }) => made === id)?.weight ?? offer.weight;
  return { ...said, REWEIGHTED: { ...said.REWEIGHTED, weight, rollUp: goal?.rollUp ?? rollUpFor(offer) } };
};

const saidBeside = (moment: Moment, ref: NodeRef, { statement }: AlignmentNode): Said => {
  const { tables } = moment;
  switch (ref.kind) {
    case 'TRUE_NORTH':
      return { REWORDED: { statement } };
    case 'DIMENSION': {
      const dimension = dimensionsOf(tables.trueNorths.get(ref.unit)!).find(({ id }) => id === ref.id)!;
      return { REWORDED: { statement, meaning: dimension.statement } };
    }
    case 'OBJECTIVE': {
      const { from, to } = tables.objectives.get(ref.id)!;
      return { RETARGETED: { from, due: to }, REWORDED: { statement } };
    }
    case 'AIM': {
      const { measured, due, mandate, rollUp } = tables.aims.get(ref.id)!.terms;
      return { RETARGETED: { ...judged(measured), due, mandate }, REWEIGHTED: { rollUp }, REWORDED: { statement } };
    }
    case 'LINK':
      return saidOfLink(moment, ref.id);
  }
};

const fromTree = (moment: Moment, ref: NodeRef, node: AlignmentNode): StrategyNode => {
  const { kind, id, parent, statement, unit, owner, cycle, standing, state, thread, renegotiating, parentChanged, parentDropped } = node;
  const open = statement !== null;
  return {
    kind,
    id,
    parent,
    statement,
    unit,
    owner,
    cycle,
    standing,
    state,
    said: {
      ...(open && saidBeside(moment, ref, node)),
      REOWNED: { owner, unit },
      REPARENTED: { parent, thread },
      STANDING: { openness: open ? 'open' : 'kept between its sides', standing, renegotiating, parentChanged, parentDropped },
      // A goal has a state from its commitment on, and that is told by its standing.
      ...(state !== null && { STATE: { state } }),
    },
  };
};

const candidateStates = { NOMINATED: 'PLANNED', ADOPTED: 'ACTIVE', DROPPED: 'DROPPED' } as const;

const candidateNode = ({ tables }: Moment, { id, cycle, unit, text, status, nominatedBy }: CandidateRecord): StrategyNode => {
  const { statement, objective, evidence, benchmark, qualityDimension, equity, shapedBy } = text;
  const latest = new Map(tables.scores.of(id).map((score) => [score.person, score]));
  const { executives, advisory, impact, urgency, feasibility } = meanScores(latest.values());
  const state = candidateStates[status];
  return {
    kind: 'CANDIDATE',
    id,
    parent: objective,
    statement,
    unit,
    owner: nominatedBy.post,
    cycle,
    standing: null,
    state,
    said: {
      REPARENTED: { objective },
      RESCORED: { impact, urgency, feasibility, executives, advisory },
      STATE: { state },
      REWORDED: { statement, evidence, benchmark, qualityDimension, equity, shapedBy },
    },
  };
};

/** Null where there is no such node at the moment, or not for the reader. */
export const strategyNode = (moment: Moment, now: Moment, reader: Reader, ref: StrategyRef): StrategyNode | null => {
  if (ref.kind === 'CANDIDATE') {
    const candidate = moment.tables.candidates.get(ref.id);
    return candidate ? candidateNode(moment, candidate) : null;
  }
  const node = treeNode(moment, now, reader, ref);
  return node && fromTree(moment, ref, node);
};

/** What was dropped is still to be seen, and stands no more. */
export const stands = (node: StrategyNode | null): node is StrategyNode => node !== null && node.state !== 'DROPPED';

const textOf = (value: unknown): string | null => {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const differing = (before: Fields, after: Fields): StrategyDifference[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((field) => {
    if (before[field] === after[field]) return [];
    const [was, is] = [textOf(before[field]), textOf(after[field])];
    return was === is ? [] : [{ field, before: was, after: is }];
  });

/** What two states of a node differ in, by kind. Of a negotiation that opens nothing changed but that. */
export const strategyDifferences = (
  { said: before }: StrategyNode,
  { said: after }: StrategyNode,
): Map<ComparedKind, StrategyDifference[]> => {
  const opened = before.STANDING?.['openness'] !== after.STANDING?.['openness'];
  const found = new Map<ComparedKind, StrategyDifference[]>();
  for (const kind of opened ? (['STANDING'] as const) : comparedKinds) {
    const [was, is] = [before[kind], after[kind]];
    const differences = was && is && was !== is ? differing(was, is) : [];
    if (differences.length > 0) found.set(kind, differences);
  }
  return found;
};
