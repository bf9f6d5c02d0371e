/**
 * "Does it add up?": what a parent's children take on, against what the parent needs. How the parent's measure
 * combines over units decides how children count. Exact decimals throughout; the rules are this service's own.
 */
import type { Combination, Direction, Figure, Link, MeasuredTerms } from '../vocabulary.js';
import { percentFigure } from './in-words.js';
import { isMaintained } from './attainment.js';
import { shortfall } from './cell-status.js';
import { atLeast, atMost } from './compare.js';
import { compare, dividedBy, minus, negative, plus, rounded, sumOf, times } from './figures.js';

/** A child's part of the parent's measure where figures are pooled or averaged, with where the part comes from. */
export interface UnitWeight {
  /** 0 to 1. */
  readonly share: Figure;
  readonly source: 'FORECAST_DENOMINATOR' | 'LAST_12_REPORTED_MONTHS';
}

/** What one offer of a child's thread brings. */
export interface Stake {
  readonly link: Link;
  /** Signed, in the parent's unit, positive towards the parent's target. A conversion says that the measures differ. */
  readonly contribution: { readonly amount: Figure; readonly conversion: string | null } | null;
  readonly jop: Figure | null;
  readonly target: Figure | null;
}

/** A child of the parent: what is in force, and what lies accepted but unsigned on the table. */
export interface CoverageChild {
  readonly id: string;
  readonly name: string;
  readonly inForce: (Stake & { readonly standing: 'COMMITTED' | 'DIRECTED' }) | null;
  readonly tentative: Stake | null;
  /** Needed where the parent's figures are pooled or averaged (RATIO, MEAN). */
  readonly unitWeight: UnitWeight | null;
}

export interface CoverageParent {
  /** Null for a parent without a measure. */
  readonly measured: Pick<MeasuredTerms, 'jop' | 'target' | 'maintain'> | null;
  readonly direction: Direction | null;
  readonly overUnits: Combination;
}

/** How one child counted, or why it did not. */
export interface CoverageLine {
  readonly child: string;
  readonly name: string;
  readonly standing: 'COMMITTED' | 'DIRECTED' | 'TENTATIVE';
  /** Towards the parent's target, in its unit; a tentative renegotiation only by its difference. */
  readonly amount: Figure | null;
  readonly unitWeight: UnitWeight | null;
  /** MISSING: it would have to count, and says too little to. */
  readonly counted: 'COUNTED' | 'LEFT_OUT' | 'MISSING';
  readonly because: string | null;
}

/**
 * COMPUTED has a coverage; ALREADY_MET needs nothing; MAINTAINED has nothing to cover; INFLUENCE has no arithmetic
 * and asks for one STRONG child; NOT_COMPUTABLE says what is missing.
 */
export type CoverageState = 'COMPUTED' | 'ALREADY_MET' | 'MAINTAINED' | 'INFLUENCE' | 'NOT_COMPUTABLE';

export interface Coverage {
  readonly state: CoverageState;
  /** N: what the parent needs, in its unit, positive. */
  readonly need: Figure | null;
  /** C, and its two parts; the parts are null where the worst child decides. */
  readonly inForce: Figure | null;
  readonly committed: Figure | null;
  readonly directed: Figure | null;
  /** What unsigned acceptances would add. */
  readonly tentative: Figure | null;
  /** N − C; negative where more is taken on than needed. */
  readonly gap: Figure | null;
  /** C/N, rounded to 15 digits. */
  readonly coverage: Figure | null;
  /** The value the parent would come to (not for sums), and the children's starting point beside the stated one. */
  readonly expected: Figure | null;
  readonly mix: Figure | null;
  /** Coverage above 1.2. */
  readonly goalExplosion: boolean;
  /** At least one child in force supports strongly; the question where no arithmetic is. */
  readonly hasStrong: boolean;
  /** Nothing more is needed without somebody accepting a gap. */
  readonly sufficient: boolean;
  readonly lines: readonly CoverageLine[];
  readonly because: string | null;
  readonly provenance: { readonly formula: Combination; readonly version: 1 };
}

/** Coverage above this is goal explosion: more is promised than anybody asked for. */
export const goalExplosionAbove: Figure = '1.2';

/** A child's amount, nothing to count, or what is missing. */
type Amount = { readonly amount: Figure } | { readonly uncounted: string } | { readonly missing: string };

/** An additive parent counts what the offer states; supports count only if they state it. */
const stated = (stake: Stake): Amount =>
  stake.contribution !== null
    ? { amount: stake.contribution.amount }
    : stake.link.kind === 'SUPPORTS'
      ? { uncounted: `supports (${stake.link.strength.toLowerCase()}) without a stated contribution` }
      : { missing: 'states no contribution' };

/** A pooled parent counts `w·d·(target − B)` of a child on the same measure; any other by what it states. */
const pooledPart =
  (jop: Figure, towards: 1 | -1) =>
  (stake: Stake, child: CoverageChild): Amount => {
    const sameMeasure = stake.link.kind === 'CONTRIBUTES' && stake.target !== null && (stake.contribution?.conversion ?? null) === null;
    if (!sameMeasure) return stated(stake);
    if (child.unitWeight === null) return { missing: 'has no part of the denominator' };
    const change = times(child.unitWeight.share, minus(stake.target!, jop));
    return { amount: towards === 1 ? change : negative(change) };
  };

const amountOf = (amount: Amount): Figure => ('amount' in amount ? amount.amount : '0');
const whyOf = (amount: Amount): string | null => ('amount' in amount ? null : 'missing' in amount ? amount.missing : amount.uncounted);

/** One line per stake: what is in force in full, what is tentative by its difference to that. */
const linesOf = (child: CoverageChild, count: (stake: Stake, child: CoverageChild) => Amount): CoverageLine[] => {
  const line = (standing: CoverageLine['standing'], counted: Amount, less: Figure): CoverageLine => ({
    child: child.id,
    name: child.name,
    standing,
    amount: 'amount' in counted ? minus(counted.amount, less) : null,
    unitWeight: child.unitWeight,
    counted: 'amount' in counted ? 'COUNTED' : 'missing' in counted ? 'MISSING' : 'LEFT_OUT',
    because: whyOf(counted),
  });
  const inForce = child.inForce && count(child.inForce, child);
  return [
    ...(inForce ? [line(child.inForce!.standing, inForce, '0')] : []),
    ...(child.tentative ? [line('TENTATIVE', count(child.tentative, child), inForce ? amountOf(inForce) : '0')] : []),
  ];
};

const total = (lines: readonly CoverageLine[], standing: CoverageLine['standing']): Figure =>
  sumOf(lines.filter((line) => line.standing === standing && line.amount !== null).map((line) => line.amount!));

const isStrong = (child: CoverageChild): boolean => child.inForce?.link.kind === 'SUPPORTS' && child.inForce.link.strength === 'STRONG';

const nothing = {
  need: null,
  inForce: null,
  committed: null,
  directed: null,
  tentative: null,
  gap: null,
  coverage: null,
  expected: null,
  mix: null,
  goalExplosion: false,
  sufficient: false,
  because: null,
} as const;

type Totals = Pick<Coverage, 'inForce' | 'committed' | 'directed' | 'tentative'> & Partial<Pick<Coverage, 'expected' | 'mix' | 'because'>>;

/** The need, and which way is towards the target; a range needs to be entered. */
const needOf = (jop: Figure, target: Figure, direction: Direction): { need: Figure; towards: 1 | -1 } => {
  if (direction.kind !== 'RANGE') {
    const rise = minus(target, jop);
    return direction.kind === 'INCREASE' ? { need: rise, towards: 1 } : { need: negative(rise), towards: -1 };
  }
  if (compare(jop, direction.lo) < 0) return { need: minus(direction.lo, jop), towards: 1 };
  return { need: shortfall(Number(jop), direction) === 0 ? '0' : minus(jop, direction.hi), towards: -1 };
};

const additive = (lines: readonly CoverageLine[]): Totals => {
  const committed = total(lines, 'COMMITTED');
  const directed = total(lines, 'DIRECTED');
  return { committed, directed, inForce: plus(committed, directed), tentative: total(lines, 'TENTATIVE') };
};

/** `expected = Σ w·target`, what no child holds staying at B; mix is `Σ w·JOP − B` over the children in force. */
const pooledTotals = (lines: readonly CoverageLine[], children: readonly CoverageChild[], jop: Figure, towards: 1 | -1): Totals => {
  const totals = additive(lines);
  const change = towards === 1 ? totals.inForce! : negative(totals.inForce!);
  const mix = sumOf(
    children.flatMap(({ inForce, unitWeight }) =>
      inForce?.link.kind === 'CONTRIBUTES' && inForce.jop !== null && (inForce.contribution?.conversion ?? null) === null && unitWeight
        ? [times(unitWeight.share, minus(inForce.jop, jop))]
        : [],
    ),
  );
  return { ...totals, expected: plus(jop, change), mix };
};

/** The worst of the children's targets: the one furthest from where the parent wants to be. */
const worst = (targets: readonly Figure[], towards: 1 | -1): Figure | null =>
  targets.reduce<Figure | null>((found, each) => (found === null || compare(each, found) === -towards ? each : found), null);

const worstTotals = (children: readonly CoverageChild[], jop: Figure, towards: 1 | -1): Totals => {
  const expectedOf = (stakes: readonly (Stake | null)[]): Figure =>
    worst(
      stakes.flatMap((stake) => (stake?.link.kind === 'CONTRIBUTES' && stake.target !== null ? [stake.target] : [])),
      towards,
    ) ?? jop;
  const gained = (expected: Figure): Figure => (towards === 1 ? minus(expected, jop) : minus(jop, expected));
  const expected = expectedOf(children.map((child) => child.inForce));
  const withTentative = expectedOf(children.map((child) => child.tentative ?? child.inForce));
  return {
    committed: null,
    directed: null,
    inForce: gained(expected),
    tentative: minus(gained(withTentative), gained(expected)),
    expected,
  };
};

/** A child on the parent's own measure counts by its target alone where the worst decides. */
const byTarget = (stake: Stake): Amount =>
  stake.link.kind === 'SUPPORTS'
    ? { uncounted: `supports (${stake.link.strength.toLowerCase()}): the worst child decides` }
    : stake.target === null
      ? { missing: 'has no target' }
      : { uncounted: 'counts by its target alone: the worst child decides' };

/** Σ of the parts the children in force hold may not pass the whole. */
const partsOver = (children: readonly CoverageChild[]): Figure =>
  sumOf(children.flatMap((child) => ((child.inForce ?? child.tentative) && child.unitWeight ? [child.unitWeight.share] : [])));

const workedOut = (parent: CoverageParent, children: readonly CoverageChild[]): Coverage => {
  const { measured, direction, overUnits } = parent;
  const provenance = { formula: overUnits, version: 1 } as const;
  const hasStrong = children.some(isStrong);
  const stakes = children.flatMap((child) => [child.inForce, child.tentative]).filter((stake) => stake !== null);
  const influenceOnly = stakes.length > 0 && stakes.every((stake) => stake.link.kind === 'SUPPORTS' && stake.contribution === null);

  if (measured === null || direction === null || overUnits === 'NONE' || overUnits === 'LAST' || influenceOnly) {
    const lines = children.flatMap((child) => linesOf(child, (stake) => ({ uncounted: influenceOf(stake) })));
    const because = hasStrong ? null : 'no child in force supports it strongly';
    return { ...nothing, state: 'INFLUENCE', hasStrong, sufficient: hasStrong, lines, because, provenance };
  }

  const { jop, target } = measured;
  const { need, towards } = needOf(jop, target, direction);
  const byWorst = overUnits === 'MAX' || overUnits === 'MIN';
  const pools = overUnits === 'RATIO' || overUnits === 'MEAN';
  const lines = children.flatMap((child) => linesOf(child, byWorst ? byTarget : pools ? pooledPart(jop, towards) : stated));
  const known = { ...nothing, hasStrong, lines, need, provenance };

  if (isMaintained(measured, direction)) return { ...known, need: null, state: 'MAINTAINED', sufficient: true };
  const incomplete = lines.find((line) => line.counted === 'MISSING' && line.standing !== 'TENTATIVE');
  if (incomplete) return { ...known, state: 'NOT_COMPUTABLE', because: `${incomplete.name} ${incomplete.because}` };
  if (pools && !atMost(Number(partsOver(children)), 1))
    return {
      ...known,
      state: 'NOT_COMPUTABLE',
      because: `the children hold ${percentFigure(partsOver(children))}% of the denominator, more than all of it`,
    };

  const totals = byWorst ? worstTotals(children, jop, towards) : pools ? pooledTotals(lines, children, jop, towards) : additive(lines);
  const unsure = lines.find((line) => line.counted === 'MISSING');
  const rest = unsure ? { tentative: null, because: `${unsure.name} ${unsure.because}` } : {};
  const result = { ...known, ...totals, ...rest };
  if (compare(need, '0') <= 0)
    return {
      ...result,
      state: 'ALREADY_MET',
      sufficient: true,
      because: 'the jump-off point is as good as the target or better',
    };
  const coverage = dividedBy(totals.inForce!, need);
  return {
    ...result,
    state: 'COMPUTED',
    gap: minus(need, totals.inForce!),
    coverage,
    goalExplosion: coverage !== null && compare(coverage, goalExplosionAbove) > 0,
    sufficient: atLeast(Number(totals.inForce), Number(need)),
  };
};

const influenceOf = (stake: Stake): string =>
  stake.link.kind === 'SUPPORTS' ? `supports (${stake.link.strength.toLowerCase()})` : 'contributes, but the parent has no arithmetic';

const figuresShown = ['need', 'inForce', 'committed', 'directed', 'tentative', 'gap', 'expected', 'mix'] as const;
const inDigits = (exact: Figure | null): Figure | null => (exact === null ? null : rounded(exact));

/**
 * Whether the children's commitments and directions cover what the parent needs.
 *
 * - SUM: `N = d·(target − JOP)`, `C = Σ contributions`, coverage `C/N`.
 * - RATIO, MEAN: `expected = Σ w·target`, the part no child holds staying at JOP; `C = d·(expected − JOP)`.
 * - MAX, MIN: expected is the worst of the children's targets.
 * - NONE, LAST, a parent without a measure, or children that only support: no arithmetic.
 *
 * A child that says too little makes the whole not computable and is named. Sums are exact; what is shown has 15 digits.
 */
export const coverageOf = (parent: CoverageParent, children: readonly CoverageChild[]): Coverage => {
  const exact = workedOut(parent, children);
  return {
    ...exact,
    ...Object.fromEntries(figuresShown.map((name) => [name, inDigits(exact[name])])),
    lines: exact.lines.map((line) => ({ ...line, amount: inDigits(line.amount) })),
  };
};
