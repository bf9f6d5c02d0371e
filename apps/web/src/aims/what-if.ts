/** What a parent's sums say, as far as a "what if" is computed from them. */
export interface Sums {
  readonly state: string;
  readonly need: string | null;
  readonly inForce: string | null;
  /** Null where the worst child decides, and nothing is added. */
  readonly committed: string | null;
  /** The value the parent would come to, where figures are pooled; null for sums. */
  readonly expected: string | null;
  readonly lines: readonly {
    readonly thread: string;
    readonly standing: string;
    readonly amount: string | null;
    readonly unitWeight: string | null;
  }[];
}

/** What a parent would have if something were added to, or taken from, what is in force. */
export interface WhatIf {
  readonly inForce: number;
  /** Negative where more is promised than needed. */
  readonly gap: number;
  /** 1 is covered. */
  readonly coverage: number;
}

/** Decimals are added as numbers here: at twelve digits no one sees the difference. */
const rounded = (value: number): number => Number(value.toPrecision(12));
const sum = (values: readonly number[]): number => rounded(values.reduce((all, each) => all + each, 0));

/** The parent with these amounts on top of what is in force; null where the parent's children are not added up. */
export const whatIf = ({ state, need, inForce, committed }: Sums, more: readonly number[]): WhatIf | null => {
  if (state !== 'COMPUTED' || need === null || inForce === null || committed === null) return null;
  const held = sum([Number(inForce), ...more]);
  return { inForce: held, gap: sum([Number(need), -held]), coverage: rounded(held / Number(need)) };
};

const isInForce = (standing: string): boolean => standing === 'COMMITTED' || standing === 'DIRECTED';

/** What of a thread is in force already: a new offer of it comes in its place. */
export const ownInForce = ({ lines }: Sums, thread: string): number =>
  sum(lines.flatMap((line) => (line.thread === thread && isInForce(line.standing) && line.amount !== null ? [Number(line.amount)] : [])));

/** What an offer says that counts towards its parent. */
export interface Offered {
  readonly link: string;
  readonly contribution: { readonly amount: string; readonly conversion: string | null } | null;
  readonly measured: { readonly target: string } | null;
}

/**
 * What an offer would count for. Sums take the contribution it states. Where figures are pooled, the child's part of the
 * denominator is needed: the one it counted by before, else the one it would have by what it offers; null where neither
 * is known.
 */
export const offeredAmount = (
  sums: Sums,
  parent: { readonly jop: string; readonly target: string } | null,
  thread: string,
  { link, contribution, measured }: Offered,
  partOffered: string | null,
): number | null => {
  if (sums.expected === null || link !== 'CONTRIBUTES' || (contribution?.conversion ?? null) !== null)
    return contribution === null ? null : Number(contribution.amount);
  const weight = sums.lines.find((line) => line.thread === thread && line.unitWeight !== null)?.unitWeight ?? partOffered;
  if (weight === null || parent === null || measured === null) return null;
  const towards = Number(parent.target) < Number(parent.jop) ? -1 : 1;
  return rounded(Number(weight) * towards * (Number(measured.target) - Number(parent.jop)));
};
