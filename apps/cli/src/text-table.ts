const widthOf = (cell: string): number => Array.from(cell).length;

/** Lines of columns that stand under each other; numbers, in the columns named, to the right. The last column is not padded. */
export const textTable = (rows: readonly (readonly string[])[], rightAligned: ReadonlySet<number> = new Set()): string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const space = ' '.repeat(widths[column]! - widthOf(cell));
        if (rightAligned.has(column)) return space + cell;
        return column === row.length - 1 ? cell : cell + space;
      })
      .join('  ')
      .trimEnd(),
  );
};
