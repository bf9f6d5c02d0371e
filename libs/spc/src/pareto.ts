import { BadSeries } from './model.js';

export interface ParetoBar {
  readonly name: string;
  readonly count: number;
  /** Of the total, 0 to 1; 0 where nothing was counted at all. */
  readonly share: number;
  /** Its own and every greater one's share. */
  readonly cumulativeShare: number;
  /** One of the few that together make 80%. */
  readonly vital: boolean;
}

export interface Pareto {
  readonly total: number;
  /** Descending by count, those of one count by name. */
  readonly bars: readonly ParetoBar[];
  /** How many categories it takes to reach 80% of the total. */
  readonly vitalFew: number;
  readonly because: string;
}

const bySize = (a: { name: string; count: number }, b: { name: string; count: number }): number =>
  b.count - a.count || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

/**
 * Causes or categories by how often they were counted, and the few that make most of it.
 *
 * @throws BadSeries for a name that comes twice and for what is no count
 */
export const paretoOf = (categories: readonly { readonly name: string; readonly count: number }[]): Pareto => {
  const seen = new Set<string>();
  for (const { name, count } of categories) {
    if (seen.has(name)) throw new BadSeries('name', `the category ${name} comes twice; add its counts up first`);
    if (!Number.isFinite(count) || count < 0)
      throw new BadSeries('count', `the count of ${name} is ${count}; give zero or a positive number`);
    seen.add(name);
  }
  const sorted = [...categories].sort(bySize);
  const total = sorted.reduce((sum, { count }) => sum + count, 0);
  if (!Number.isFinite(total)) throw new BadSeries('count', 'the counts are too large to add up; give them in a larger unit');
  // Whole numbers on both sides of the comparison with 80%, so that 80 of 100 is exactly that.
  let soFar = 0;
  const bars = sorted.map(({ name, count }): ParetoBar => {
    const vital = count > 0 && 5 * soFar < 4 * total;
    soFar += count;
    return { name, count, share: total === 0 ? 0 : count / total, cumulativeShare: total === 0 ? 0 : Math.min(1, soFar / total), vital };
  });
  const vitalFew = bars.filter(({ vital }) => vital).length;
  return { total, bars, vitalFew, because: becauseOf(total, bars, vitalFew) };
};

const becauseOf = (total: number, bars: readonly ParetoBar[], vitalFew: number): string => {
  if (total === 0) return 'Nothing was counted in any category.';
  const share = (bars[vitalFew - 1]!.cumulativeShare * 100).toFixed(1);
  return vitalFew === 1
    ? `${bars[0]!.name} alone makes ${share}% of ${total}, out of ${bars.length} categories.`
    : `${vitalFew} of ${bars.length} categories make ${share}% of ${total}.`;
};
