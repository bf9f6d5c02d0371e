import { slack } from './figures.js';
import type { Limits } from './limits.js';
import type { Rule } from './model.js';

/** Per rule a bit for a signal upwards; the same bit four further left is the signal downwards. */
export const bits: Readonly<Record<Rule, number>> = { single: 1, shift: 2, trend: 4, 'two-sigma': 8 };
export const downwards = 4;

/** Where a point lies: on the mean, on a side of it, beyond two sigma, beyond the limit; below the mean negative. */
export const zone = { onMean: 0, side: 1, twoSigma: 2, beyond: 3 } as const;

/** A run that is a signal, in counted points, both ends in it. */
export interface Run {
  readonly rule: 'shift' | 'trend';
  readonly isUp: boolean;
  readonly from: number;
  readonly to: number;
}

const mark = (signals: Uint8Array, from: number, to: number, bit: number): void => {
  for (let index = from; index < to; index += 1) signals[index]! |= bit;
};

/** Puts every point of a segment into its zone, and marks those beyond a limit. */
export function classify(values: Float64Array, from: number, to: number, limits: Limits, zones: Int8Array, signals: Uint8Array): void {
  const { mean, sigma, tolerance } = limits;
  if (mean === null) return;
  // Without limits nothing lies beyond them.
  const limit = sigma === null ? Infinity : 3 * sigma + tolerance;
  const twoSigma = sigma === null ? Infinity : 2 * sigma + tolerance;
  for (let index = from; index < to; index += 1) {
    const off = values[index]! - mean;
    // A subtraction, since a processor guesses wrong every other time which side of the mean comes next.
    const side = Number(off > tolerance) - Number(off < -tolerance);
    zones[index] = side;
    if (Math.abs(off) <= twoSigma) continue;
    zones[index] = side * zone.twoSigma;
    if (Math.abs(off) <= limit) continue;
    zones[index] = side * zone.beyond;
    signals[index]! |= side > 0 ? bits.single : bits.single << downwards;
  }
}

const markShift = (from: number, to: number, side: number, signals: Uint8Array, runs: Run[]): void => {
  if (side === 0) return;
  mark(signals, from, to, side > 0 ? bits.shift : bits.shift << downwards);
  runs.push({ rule: 'shift', isUp: side > 0, from, to: to - 1 });
};

/** Which way a point lies from the one before it: 1 above, -1 below, 0 on it but for rounding. */
const stepAt = (values: Float64Array, index: number): number => {
  const value = values[index]!;
  const step = value - values[index - 1]!;
  const reach = slack * (value < 0 ? -value : value);
  return step > reach ? 1 : step < -reach ? -1 : 0;
};

/**
 * Marks every run of so many points or more of which each lies above (or below) the one before; a tie ends it. A run of
 * so many steps has one of them at every so-manieth place: only from there is it followed both ways.
 */
export function markTrends(values: Float64Array, from: number, to: number, length: number, signals: Uint8Array, runs: Run[]): void {
  const steps = length - 1;
  for (let place = from + steps; place < to; place += steps) {
    const way = stepAt(values, place);
    if (way === 0) continue;
    let start = place - 1;
    while (start > from && stepAt(values, start) === way) start -= 1;
    let end = place + 1;
    // The run is too short wherever it ends before the next place that is looked at.
    while (end < to && stepAt(values, end) === way) end += 1;
    if (end - start < length) continue;
    markTrend(start, end, way, signals, runs);
    while (place + steps < end) place += steps;
  }
}

const markTrend = (from: number, to: number, way: number, signals: Uint8Array, runs: Run[]): void => {
  if (way === 0) return;
  mark(signals, from, to, way > 0 ? bits.trend : bits.trend << downwards);
  runs.push({ rule: 'trend', isUp: way > 0, from, to: to - 1 });
};

/**
 * Whether three points in a row from one on lie on the same side of the mean, two of them or more beyond two sigma; of
 * which side, or 0.
 */
export function twoSigmaWindow(zones: Int8Array, start: number, most: number): number {
  let near = 0;
  let sides = 0;
  for (let index = start; index < start + 3; index += 1) {
    const place = zones[index]!;
    const distance = Math.abs(place);
    sides += Math.sign(place);
    if (distance >= zone.twoSigma && distance <= most) near += 1;
  }
  return near >= 2 && Math.abs(sides) === 3 ? Math.sign(sides) : 0;
}

/** The first window of three, within a stretch, that makes a point beyond two sigma a signal; -1 if none does. */
export function firstTwoSigmaWindow(zones: Int8Array, from: number, to: number, index: number, most: number): number {
  for (let start = Math.max(from, index - 2); start <= index && start + 3 <= to; start += 1)
    if (twoSigmaWindow(zones, start, most) !== 0) return start;
  return -1;
}

/**
 * Marks, along a stretch, every run of so many points or more on one side of the mean, which a point on the mean ends. Such
 * a run has a point at every so-manieth place: only from there is it followed both ways.
 */
export function markShifts(zones: Int8Array, from: number, to: number, length: number, signals: Uint8Array, runs: Run[]): void {
  for (let place = from + length - 1; place < to; place += length) {
    const side = Math.sign(zones[place]!);
    if (side === 0) continue;
    let start = place;
    while (start > from && zones[start - 1]! * side > 0) start -= 1;
    let end = place + 1;
    while (end < to && zones[end]! * side > 0) end += 1;
    if (end - start < length) continue;
    markShift(start, end, side, signals, runs);
    while (place + length < end) place += length;
  }
}

/** Marks, of three points in a row on one side of the mean, those two or three beyond two sigma (up to the zone `most`). */
export function markTwoSigma(zones: Int8Array, from: number, to: number, most: number, signals: Uint8Array): void {
  for (let index = from; index < to; index += 1) {
    const distance = Math.abs(zones[index]!);
    if (distance >= zone.twoSigma && distance <= most && firstTwoSigmaWindow(zones, from, to, index, most) >= 0)
      signals[index]! |= zones[index]! > 0 ? bits['two-sigma'] : bits['two-sigma'] << downwards;
  }
}
