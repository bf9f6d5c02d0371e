/** How units and givers negotiate, from the entries of the concession ledger. */
import { compare, sumOf } from '../arithmetic/figures.js';
import type { Figure, MeasureId } from '../vocabulary.js';
import type { LedgerEntry } from './concession-ledger.reading.js';
import type { DaysHeld } from './negotiation.reading.js';

/** What many commitments come to. */
export interface ConcessionSummary {
  /** The unit or the giver's post by its id; null where they are taken together. */
  readonly of: string | null;
  /** Directions among them; those whose path the reader may not see are counted apart and in nothing else. */
  readonly commitments: number;
  readonly keptPrivate: number;
  readonly directed: number;
  readonly acceptedAtOnce: number;
  readonly shareDirected: number | null;
  readonly shareAcceptedAtOnce: number | null;
  readonly rounds: number;
  readonly meanRounds: number | null;
  readonly medianRounds: number | null;
  readonly questions: number;
  readonly daysHeld: DaysHeld;
  /** Targets settled below the first one, above it, at it; and those nothing compares with. */
  readonly lowered: number;
  readonly raised: number;
  readonly unchanged: number;
  readonly notComparable: number;
  /** In the measure's unit, where all that compare are on one measure. */
  readonly change: { readonly measure: MeasureId; readonly total: Figure } | null;
  /** Mean of the shares of their gaps ({@link LedgerConcession}) over those that have one: every commitment counts the same. */
  readonly meanShareOfGap: number | null;
  readonly gaps: number;
}

const medianOf = (numbers: readonly number[]): number | null => {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** Over these entries together, as `of`. */
export const concessionsTogether = (entries: readonly LedgerEntry[], of: string | null = null): ConcessionSummary => {
  const whole = entries.filter(({ isWhole }) => isWhole);
  const share = (count: number): number | null => (whole.length === 0 ? null : count / whole.length);
  const count = (is: (entry: LedgerEntry) => boolean): number => whole.filter(is).length;
  const sum = (pick: (entry: LedgerEntry) => number): number => whole.reduce((total, entry) => total + pick(entry), 0);
  const rounds = whole.map((entry) => entry.rounds!);
  const concessions = whole.flatMap(({ concession }) => (concession ? [concession] : []));
  const shares = concessions.flatMap(({ shareOfGap }) => (shareOfGap === null ? [] : [shareOfGap]));
  const measures = new Set(concessions.map(({ measure }) => measure));
  const [measure] = measures;
  const moved = (sign: -1 | 0 | 1): number => concessions.filter(({ change }) => compare(change, '0') === sign).length;
  const directed = count(({ kind }) => kind === 'DIRECTED');
  const acceptedAtOnce = count((entry) => entry.acceptedAtOnce === true);
  const days = (side: keyof DaysHeld): number => sum(({ daysHeld }) => daysHeld![side]);
  return {
    of,
    commitments: whole.length,
    keptPrivate: entries.length - whole.length,
    directed,
    acceptedAtOnce,
    shareDirected: share(directed),
    shareAcceptedAtOnce: share(acceptedAtOnce),
    rounds: sum((entry) => entry.rounds!),
    meanRounds: share(sum((entry) => entry.rounds!)),
    medianRounds: medianOf(rounds),
    questions: sum((entry) => entry.questions!),
    daysHeld: { giver: days('giver'), receiver: days('receiver'), arbiter: days('arbiter') },
    lowered: moved(-1),
    raised: moved(1),
    unchanged: moved(0),
    notComparable: whole.length - concessions.length,
    change: measures.size === 1 ? { measure: measure!, total: sumOf(concessions.map(({ change }) => change)) } : null,
    meanShareOfGap: shares.length === 0 ? null : Number(sumOf(shares)) / shares.length,
    gaps: shares.length,
  };
};

/** The same for every receiver's unit, or every giver's post, in the order they first come up. */
export const concessionsBy = (by: 'UNIT' | 'GIVER', entries: readonly LedgerEntry[]): ConcessionSummary[] => {
  const keyOf = ({ unit, giver }: LedgerEntry): string => (by === 'UNIT' ? unit : giver);
  return [...new Set(entries.map(keyOf))].map((key) =>
    concessionsTogether(
      entries.filter((entry) => keyOf(entry) === key),
      key,
    ),
  );
};
