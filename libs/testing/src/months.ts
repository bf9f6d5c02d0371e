/** A figure for every month from January 2024 on; null where nothing was reported. */
export const months = (values: readonly (number | null)[]): readonly { readonly date: string; readonly value: number | null }[] =>
  values.map((value, index) => ({ date: monthAt(index), value }));

/** The first day of so many months after January 2024. */
export const monthAt = (index: number): string => `${2024 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`;
