/** "Does it add up?": what an aim or goal needs, what its children have committed, and whether the line is deployed. */
import { dividedBy, sumOf } from '../arithmetic/figures.js';
import { coverageOf, type Coverage, type CoverageChild, type Stake, type UnitWeight } from '../arithmetic/coverage.js';
import { isCovered, whyAcceptanceIsVoid } from '../arithmetic/gap-acceptance.js';
import type { Figure, MeasureId, MeasuredTerms, Offer, ParentRef } from '../vocabulary.js';
import { goalIdOf, parentKey, type GapAcceptance, type Moment, type ThreadRecord } from '../views/index.js';
import { childThreads } from '../views/parents.js';
import { isInPlay } from '../catchball/catchball.state.js';
import { seesThread, type Reader } from './openness.reading.js';
import { readingsOf } from './figures-of-measure.reading.js';
import { standingOf } from './alignment-tree.reading.js';

const monthsOfWeight = 12;

export interface AddsUp extends Coverage {
  readonly parent: { readonly kind: 'AIM' | 'GOAL'; readonly id: string };
  readonly measure: MeasureId | null;
  readonly children: number;
  /** Threads still in play: their figures are not final. */
  readonly inPlay: number;
  readonly gapAccepted: (GapAcceptance & { readonly void: string | null }) | null;
  /** Covered or its gap accepted, with every child deployed in turn and none in play. */
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
export const threadsUnder = ({ tables }: Moment, ref: ParentRef): ThreadRecord[] => childThreads(tables, ref).map((id) => tables.threads.get(id)!);

const stakeOf = (offer: Offer): Stake => ({
  link: offer.link,
  contribution: offer.contribution,
  jop: offer.measured?.jop ?? null,
  target: offer.measured?.target ?? null,
});

/** The sum of the denominators of a measure's last reported months; null where it has none. */
const denominatorOf = (moment: Moment, measure: MeasureId): Figure | null => {
  const parts = [...readingsOf(moment, measure).values()].slice(-monthsOfWeight).flatMap(({ denominator }) => (denominator === null ? [] : [denominator]));
  return parts.length === 0 ? null : sumOf(parts);
};

/**
 * A child's part of the parent's denominator over the last twelve reported periods; where the parent's measure has
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

/** The children of a parent whose figures the reader may see, as the arithmetic wants them. */
const childrenOf = (moment: Moment, parent: ParentView, threads: readonly ThreadRecord[]): { coverage: Coverage; measure: MeasureId | null } => {
  const { tables } = moment;
  const measure = parent.measured ? tables.measures.get(parent.measured.measure) : undefined;
  const overUnits = measure?.definition.overUnits ?? 'NONE';
  const pools = overUnits === 'RATIO' || overUnits === 'MEAN';
  const measures = threads.map(({ state }) => (state.inForce ?? state.episode.table).offer.measured?.measure ?? null);
  const weights = pools && measure ? weightsOf(moment, measure.id, measures) : [];
  const children = threads.map(({ id, state }, index): CoverageChild => {
    const unit = tables.posts.get(state.thread.receiver)?.unit ?? '';
    return {
      id,
      name: tables.units.get(unit)?.name ?? unit,
      inForce: state.inForce ? { ...stakeOf(state.inForce.offer), standing: state.inForce.kind } : null,
      tentative: state.phase === 'tentative' ? stakeOf(state.episode.table.offer) : null,
      unitWeight: weights[index] ?? null,
    };
  });
  const direction = measure?.definition.direction ?? null;
  return { coverage: coverageOf({ measured: parent.measured, direction, overUnits }, children), measure: measure?.id ?? null };
};

/**
 * Adds up parents at one moment for one reader; `null` reads everything, as the rules and findings do. Threads the
 * reader may not read are counted apart and are in no sum. Keep one for many questions: what is below is worked out once.
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
    const sum = this.workOut(ref);
    this.known.set(key, sum);
    return sum;
  }

  private workOut(ref: ParentRef): AddsUp | null {
    const { moment, now, reader } = this;
    const parent = parentView(moment, ref);
    if (!parent) return null;
    const living = threadsUnder(moment, ref).filter((thread) => standingOf(thread) !== null && thread.state.thread.kind !== 'PLEDGE');
    const threads = reader === null ? living : living.filter((thread) => seesThread(reader, now, thread));
    const { coverage, measure } = childrenOf(moment, parent, threads);
    const inPlay = living.filter(({ state }) => isInPlay(state)).length;
    return {
      ...coverage,
      parent: parent.ref,
      measure,
      children: threads.length,
      inPlay,
      gapAccepted: parent.gap && { ...parent.gap, void: whyAcceptanceIsVoid(parent.gap, coverage, moment.today) },
      deployed: inPlay === 0 && this.isCovered(parent, living, coverage) && living.every((thread) => this.isDeployed(thread)),
      keptPrivate: living.length - threads.length,
    };
  }

  /** A goal nobody else serves is its owner's own work and needs no cover; an aim always does. */
  private isCovered(parent: ParentView, living: readonly ThreadRecord[], coverage: Coverage): boolean {
    return (parent.ref.kind === 'GOAL' && living.length === 0) || isCovered(coverage, parent.gap, this.moment.today);
  }

  private isDeployed(thread: ThreadRecord): boolean {
    return thread.state.inForce === null || (this.of({ kind: 'GOAL', id: goalIdOf(thread) })?.deployed ?? false);
  }
}
