/** Ordinals as runs in ascending order, [first, last]: those that lie no more than so many apart are one run. */
export const runsOf = (ordinals: readonly number[], gapMax = 0): (readonly [first: number, last: number])[] => {
  const runs: [number, number][] = [];
  for (const ordinal of [...ordinals].sort((one, other) => one - other)) {
    const last = runs.at(-1);
    if (last && ordinal <= last[1] + 1 + gapMax) last[1] = ordinal;
    else runs.push([ordinal, ordinal]);
  }
  return runs;
};
