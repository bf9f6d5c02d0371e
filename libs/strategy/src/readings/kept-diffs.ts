/** Strategy diffs that were asked for lately: whoever turns the pages of one has it compared once. */
import { isRejection, type Rejection } from '#kernel';
import type { Moment } from '../views/index.js';
import { KeptReadings } from './kept-readings.js';
import { unchangedSince } from './kept-trees.js';
import type { Reader } from './openness.reading.js';
import { strategyDiff, type DiffQuestion, type StrategyDiff } from './strategy-diff.reading.js';

/** Lines kept at a time: some kilobytes each. */
const linesMax = 8_000;

/** Two moments are for ever what they were; only rights change with the present. */
export class KeptDiffs {
  private readonly kept = new KeptReadings<StrategyDiff | Rejection<'FromAfterTo'>>(linesMax, (diff) =>
    isRejection(diff) ? 1 : 1 + diff.lines.length,
  );

  of(
    from: Moment,
    to: Moment,
    momentAt: (position: number) => Moment,
    now: Moment,
    reader: Reader,
    { cycle = null, unit = null, kinds = null, cameBack = false }: DiffQuestion,
  ): StrategyDiff | Rejection<'FromAfterTo'> {
    const moments = [from.position, from.at, from.today, to.position, to.at, to.today, unchangedSince(now), now.today];
    const key = JSON.stringify([...moments, reader.person, cycle, unit, kinds, cameBack]);
    return this.kept.of([], key, () => strategyDiff(from, to, momentAt, now, reader, { cycle, unit, kinds, cameBack }));
  }
}
