/** Of scores: the middle one, and from the lowest to the highest. */
export const spreadOf = (scores: readonly number[]): { readonly median: number; readonly low: number; readonly high: number } | null => {
  if (scores.length === 0) return null;
  const sorted = scores.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { median, low: sorted[0]!, high: sorted.at(-1)! };
};
