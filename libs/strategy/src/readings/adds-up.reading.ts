/** "Does it add up?": what an aim or goal needs, what its children have committed, and whether the line is deployed. */
import type { Day } from '#kernel';
import { saidDay } from '../arithmetic/in-words.js';
import { dividedBy, sumOf } from '../arithmetic/figures.js';
import { coverageOf, type Coverage, type CoverageChild, type CoverageLine, type Stake, type UnitWeight } from '../arithmetic/coverage.js';
import { isCovered, whyAcceptanceIsVoid } from '../arithmetic/gap-acceptance.js';
import type { Combination, Figure, Frequency, MeasureId, MeasuredTerms, Offer, ParentRef } from '../vocabulary.js';
import { goalIdOf, parentKey, type GapAcceptance, type Moment, type ThreadRecord } from '../views/index.js';
import { childThreads, resolveParent } from '../views/parents.js';
import { isInPlay } from '../catchball/catchball.state.js';
import { personsGoal, seesThread, type Reader } from './openness.reading.js';
import { readingsOf } from './figures-of-measure.reading.js';
import { standingOf } from './alignment-node.reading.js';

/** Twelve months of a measure, in its own periods. */
const periodsOfWeight: Readonly<Record<Frequency, number>> = { DAY: 365, WEEK: 52, MONTH: 12, QUARTER: 4 };

export interface AddsUp extends Coverage {
  readonly parent: { readonly kind: 'AIM' | 'GOAL'; readonly id: string };
  readonly measure: MeasureId | null;
  /** Children with something in force or accepted: those the lines are about. */
  readonly children: number;
  /** Threads still in play, those kept between their sides among them: the figures are not final. */
  readonly inPlay: number;
  readonly gapAccepted: (GapAcceptance & { readonly void: string | null }) | null;
  /** Nothing more is needed, its gap is accepted, or nobody was asked to share in it. */
  readonly covered: boolean;
  /** Covered, with every child deployed in turn and none in play. */
  readonly deployed: boolean;
  /** Threads kept between their sides: they are in no sum. */
  readonly keptPrivate: number;
}

interface ParentView {
  readonly ref: { readonly kind: 'AIM' | 'GOAL'; readonly id: string };
  readonly measured: MeasuredTerms | null;
  readonly gap: GapAcceptance | null;
}

const parentView = ({ tables }: Moment, ref: ParentRef): ParentView | null => {
  const aim = ref.kind === 'AIM' ? tables.aims.get(ref.id) : undefined;
  if (aim) return { ref: { kind: 'AIM', id: aim.id }, measured: aim.terms.measured, gap: aim.gap };
  const goal = ref.kind === 'GOAL' ? tables.goals.get(ref.id) : undefined;
  return goal ? { ref: { kind: 'GOAL', id: goal.id }, measured: goal.terms.measured, gap: goal.gap } : null;
};

/** The threads that serve an aim or goal, whatever they have come to. */
export const threadsUnder = ({ tables }: Moment, ref: ParentRef): ThreadRecord[] =>
  childThreads(tables, ref).map((id) => tables.threads.get(id)!);

const stakeOf = (offer: Offer): Stake => ({
  link: offer.link,
  contribution: offer.contribution,
  jop: offer.measured?.jop ?? null,
  target: offer.measured?.target ?? null,
});

/** Whether children count by their parts of a denominator. */
const poolsOver = (overUnits: Combination): boolean => overUnits === 'RATIO' || overUnits === 'MEAN';

/** The sum of the denominators of a measure's last twelve reported months; null where it has none. */
const denominatorOf = (moment: Moment, measure: MeasureId): Figure | null => {
  const frequency = moment.tables.measures.get(measure)?.definition.frequency ?? 'MONTH';
  const parts = [...readingsOf(moment, measure).values()].flatMap(({ denominator }) => (denominator === null ? [] : [denominator]));
  return parts.length === 0 ? null : sumOf(parts.slice(-periodsOfWeight[frequency]));
};

/**
 * A child's part of the parent's denominator over the last twelve reported months; where the parent's measure has
 * no denominators of its own, of the children's together.
 */
const weightsOf = (moment: Moment, parent: MeasureId, children: readonly (MeasureId | null)[]): (UnitWeight | null)[] => {
  const parts = children.map((measure) => (measure === null ? null : denominatorOf(moment, measure)));
  const whole = denominatorOf(moment, parent) ?? sumOf(parts.filter((part) => part !== null));
  return parts.map((part) => {
    const share = part === null ? null : dividedBy(part, whole);
    return share === null ? null : { share, source: 'LAST_12_REPORTED_MONTHS' };
  });
};

/**
 * The part a thread would have of its parent's denominator by the measure on its table, whether it has counted before or
 * not: of what the parent's own measure counts, else of what this one and the children in force count together. Null
 * where the parent's figures are not pooled, the parent is itself in negotiation, or nothing was counted yet.
 */
export const shareOnTable = (moment: Moment, { id, state }: ThreadRecord): Figure | null => {
  const { tables } = moment;
  const parent = parentView(moment, resolveParent(tables, state.thread.parent));
  const measure = parent?.measured ? tables.measures.get(parent.measured.measure) : undefined;
  const offered = state.episode.table.offer.measured?.measure ?? null;
  if (!parent || !measure || offered === null || !poolsOver(measure.definition.overUnits)) return null;
  const others = threadsUnder(moment, parent.ref).flatMap((each) =>
    each.id === id || !each.state.inForce || droppedOn(moment, each) !== null ? [] : [each.state.inForce.offer.measured?.measure ?? null],
  );
  return weightsOf(moment, measure.id, [offered, ...others])[0]?.share ?? null;
};

/** A goal that was dropped takes nothing on any more, whatever was signed. */
const droppedOn = ({ tables }: Moment, thread: ThreadRecord): Day | null => {
  const closed = thread.state.inForce ? (tables.goals.get(goalIdOf(thread))?.closed ?? null) : null;
  return closed?.outcome === 'DROPPED' ? closed.on : null;
};

/** A thread that counts under its parent, and whether the reader sees more of it than that. */
interface Counted {
  readonly thread: ThreadRecord;
  readonly hidden: boolean;
}

/** What the children come to, as the arithmetic wants them. */
const coverageBy = (moment: Moment, parent: ParentView, counted: readonly Counted[]): { coverage: Coverage; measure: MeasureId | null } => {
  const { tables } = moment;
  const measure = parent.measured ? tables.measures.get(parent.measured.measure) : undefined;
  const overUnits = measure?.definition.overUnits ?? 'NONE';
  const measures = counted.map(({ thread: { state } }) => (state.inForce ?? state.episode.table).offer.measured?.measure ?? null);
  const weights = measure && poolsOver(overUnits) ? weightsOf(moment, measure.id, measures) : [];
  const children = counted.map(({ thread: { id, state }, hidden }, index): CoverageChild => {
    const unit = tables.posts.get(state.thread.receiver)?.unit ?? '';
    return {
      id,
      name: hidden ? personsGoal : (tables.units.get(unit)?.name ?? unit),
      inForce: state.inForce ? { ...stakeOf(state.inForce.offer), standing: state.inForce.kind } : null,
      tentative: state.phase === 'tentative' ? stakeOf(state.episode.table.offer) : null,
      unitWeight: weights[index] ?? null,
    };
  });
  const dropped = new Map(counted.map(({ thread }) => [thread.id, droppedOn(moment, thread)]));
  const standing = children.filter(({ id }) => dropped.get(id) === null);
  const coverage = coverageOf({ measured: parent.measured, direction: measure?.definition.direction ?? null, overUnits }, standing);
  const leftOut = children.flatMap(({ id, name, inForce }): CoverageLine[] => {
    const on = dropped.get(id) ?? null;
    if (on === null || !inForce) return [];
    const because = `the goal was dropped on ${saidDay(on)}`;
    return [{ child: id, name, standing: inForce.standing, amount: null, unitWeight: null, counted: 'LEFT_OUT', because }];
  });
  const hidden = new Set(counted.flatMap((each) => (each.hidden ? [each.thread.id] : [])));
  const lines = [...coverage.lines, ...leftOut].map((line) =>
    hidden.has(line.child)
      ? { ...line, amount: null, unitWeight: null, because: 'counts; its figures are for the person and their line' }
      : line,
  );
  return { coverage: { ...coverage, lines }, measure: measure?.id ?? null };
};

/**
 * Adds up parents at one moment for one reader; `null` reads everything, as the rules and findings do. Keep one for
 * many questions: what is below is worked out once.
 *
 * A thread its sides keep to themselves is in no sum but theirs; to others it stands in play, whatever it has come to.
 * A single person's goal counts for everybody alike, and who may not see it finds neither its name nor its figures in
 * the lines. Pledges count where they state a contribution.
 */
export class AddingUp {
  private readonly known = new Map<string, AddsUp | null>();
  constructor(
    private readonly moment: Moment,
    private readonly now: Moment,
    private readonly reader: Reader | null,
  ) {}

  /** Null where no aim or goal has that id. */
  of(ref: ParentRef): AddsUp | null {
    const key = parentKey(ref);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    // Two goals that came to serve each other are deployed no more than one that waits for itself.
    this.known.set(key, null);
    const sum = this.workOut(ref);
    this.known.set(key, sum);
    return sum;
  }

  private workOut(ref: ParentRef): AddsUp | null {
    const { moment, now, reader } = this;
    const parent = parentView(moment, ref);
    if (!parent) return null;
    const living = threadsUnder(moment, ref).filter(isChild);
    const counted: Counted[] = [];
    let keptPrivate = 0;
    let inPlay = 0;
    for (const thread of living) {
      const hidden = reader !== null && !seesThread(reader, now, thread);
      const kept = hidden && thread.state.thread.private && thread.firstSettled === null;
      if (kept || isInPlay(thread.state)) inPlay++;
      if (kept) keptPrivate++;
      else counted.push({ thread, hidden });
    }
    const { coverage, measure } = coverageBy(moment, parent, counted);
    const definition = measure === null ? null : moment.tables.measures.get(measure)!.definition;
    const covered = (parent.ref.kind === 'GOAL' && living.length === 0) || isCovered(coverage, parent.gap, moment.today);
    return {
      ...coverage,
      parent: parent.ref,
      measure,
      children: new Set(coverage.lines.map(({ child }) => child)).size,
      inPlay,
      gapAccepted: parent.gap && { ...parent.gap, void: whyAcceptanceIsVoid(parent.gap, coverage, moment.today, definition) },
      covered,
      deployed: inPlay === 0 && covered && living.every((thread) => this.isDeployed(thread)),
      keptPrivate,
    };
  }

  /** What nobody took on, or nobody works on any more, holds nothing up. */
  private isDeployed(thread: ThreadRecord): boolean {
    const goal = this.moment.tables.goals.get(goalIdOf(thread));
    if (thread.state.inForce === null || goal?.status === 'CLOSED') return true;
    return this.of({ kind: 'GOAL', id: goalIdOf(thread) })?.deployed ?? false;
  }
}

const isChild = (thread: ThreadRecord): boolean => {
  const { state } = thread;
  if (standingOf(thread) === null) return false;
  return state.thread.kind !== 'PLEDGE' || (state.inForce ?? state.episode.table).offer.contribution !== null;
};
