import type { SampleYear } from './sample-year.js';
import { apportioned, level, noise, winter, type Season } from './made-up.js';

/** A month's made-up figure: a value, or a part and its whole. */
export interface MadeUp {
  readonly value: number;
  readonly of: number | null;
}

/** Figures by month of the cycle. */
export type Series = ReadonlyMap<number, MadeUp>;

/** The first month with figures; the last twelve the trust had when it chose its aims are −13 to −2. */
export const firstMonth = -13;
export const knownMonth = -2;
const lastMonth = 12;
const months = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);
/** How much of the way from the jump-off point to where the year ends a month has come. */
const wayAt = (month: number): number => Math.max(0, (month - knownMonth) / (lastMonth - knownMonth));

/** Events counted month by month: so many in the last twelve months known, and so many a year at the pace of the year's end. */
export const counted =
  (key: string, before: number, after: number, season: Season = winter) =>
  (year: SampleYear): Series => {
    const rateAt = (month: number): number => {
      const usual = (before + (after - before) * wayAt(month)) / 12;
      const seasonal = usual * (1 + season[Number(year.month(month).slice(5)) - 1]!);
      return Math.max(0, seasonal + noise(key, month) * Math.sqrt(seasonal) * 0.9);
    };
    const known = months(firstMonth, knownMonth);
    const figures = [
      ...apportioned(before, known.map(rateAt)),
      ...months(knownMonth + 1, lastMonth).map((month) => Math.round(rateAt(month))),
    ];
    return new Map(figures.map((value, index) => [firstMonth + index, { value, of: null }]));
  };

/** A stock at each month's end: it had grown by a twentieth to what was known, and moves to where the year ends. */
export const stocked =
  (key: string, known: number, end: number) =>
  (_year: SampleYear): Series =>
    new Map(
      months(firstMonth, lastMonth).map((month) => {
        const trend = month <= knownMonth ? known * (1 + (0.05 * (month - knownMonth)) / 11) : known + (end - known) * wayAt(month);
        const wobble = month === knownMonth ? 0 : noise(key, month) * Math.max(1, known * 0.012);
        return [month, { value: Math.max(0, Math.round(trend + wobble)), of: null }];
      }),
    );

/** A figure that kept to one level, and from a month on, because of a change in how things are done, to another. */
export const stepped =
  (key: string, before: number, after: number, from: number) =>
  (_year: SampleYear): Series =>
    new Map(
      months(firstMonth, lastMonth).map((month) => {
        const around = month < from ? before : after;
        return [month, { value: Math.round(around * (1 + noise(key, month) * 0.03)), of: null }];
      }),
    );

/** Other figures, but for one month in which only a part of it was reached. */
export const disturbed =
  (made: (year: SampleYear) => Series, month: number, part: number) =>
  (year: SampleYear): Series =>
    new Map([...made(year)].map(([at, figure]) => [at, at === month ? { ...figure, value: Math.round(figure.value * part) } : figure]));

/** A share of a whole that itself varies with the season. */
export const shared =
  (key: string, whole: number, known: number, end: number, season: Season = level) =>
  (year: SampleYear): Series =>
    new Map(
      months(firstMonth, lastMonth).map((month) => {
        const isKnown = month === knownMonth;
        const seasonal = season[Number(year.month(month).slice(5)) - 1]!;
        const of = isKnown ? whole : Math.round(whole * (1 + seasonal * 0.5 + noise(key, month, 'whole') * 0.02));
        const rate = known + (end - known) * wayAt(month) + (isKnown ? 0 : noise(key, month) * 0.008);
        return [month, { value: Math.round(of * rate), of }];
      }),
    );

/** What several make together, part by part and whole by whole. */
export const together = (parts: readonly Series[]): Series =>
  new Map(
    [...parts[0]!.keys()].map((month) => {
      const figures = parts.map((part) => part.get(month)!);
      const of = figures.some((figure) => figure.of === null) ? null : figures.reduce((sum, figure) => sum + figure.of!, 0);
      return [month, { value: figures.reduce((sum, figure) => sum + figure.value, 0), of }];
    }),
  );
