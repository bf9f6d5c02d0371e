/** Where things lie on a chart: its frame for the width there is, paths, and labels that do not cover each other. */

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Too narrow for labels beside the lines: the key says what they are. */
  readonly isNarrow: boolean;
}

const narrowBelow = 560;

/** A chart is drawn as wide as there is room, in letters that keep their size. */
export const frameFor = (room: number, height = 340): Frame => {
  const isNarrow = room < narrowBelow;
  const width = Math.max(240, room);
  return isNarrow
    ? { width, height: Math.round(height * 0.8), left: 46, right: 12, top: 22, bottom: 30, isNarrow }
    : { width, height, left: 60, right: 104, top: 24, bottom: 34, isNarrow };
};

/** A path through places; it breaks where there is no height. */
export const pathThrough = (places: readonly (readonly [x: number, y: number | null])[]): string => {
  let isDown = false;
  return places
    .map(([x, y]) => {
      if (y === null) {
        isDown = false;
        return '';
      }
      const step = `${isDown ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
      isDown = true;
      return step;
    })
    .join('');
};

/** Which of the places, in ascending order, lies nearest. */
export const nearestOf = (places: readonly number[], to: number): number => {
  let nearest = 0;
  for (const [index, place] of places.entries()) if (Math.abs(place - to) < Math.abs(places[nearest]! - to)) nearest = index;
  return nearest;
};

/**
 * Heights for labels that want to stand at `wanted`, at least `gap` apart and above `bottom`, as near to where they want to be
 * as one pass downwards and one upwards bring them.
 */
export const spreadOut = (wanted: readonly number[], gap: number, bottom: number): readonly number[] => {
  const order = wanted.map((height, index) => ({ height, index })).toSorted((one, other) => one.height - other.height);
  let above = -Infinity;
  for (const each of order) above = each.height = Math.max(each.height, above + gap);
  let below = bottom + gap;
  for (const each of order.toReversed()) below = each.height = Math.min(each.height, below - gap);
  const heights = Array.from(wanted);
  for (const { height, index } of order) heights[index] = height;
  return heights;
};

/** The first day of a month or of a day; null for a period that only the service can place. */
export const firstDayOf = (period: string): string | null => {
  if (/^\d{4}-\d\d-\d\d$/.test(period)) return period;
  return /^\d{4}-\d\d$/.test(period) ? `${period}-01` : null;
};
