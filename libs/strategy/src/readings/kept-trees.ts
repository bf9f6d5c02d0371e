/** Trees that were asked for lately, kept for as long as nothing they were read from changes. */
import { isRejection, type Rejection } from '#kernel';
import type { Moment, Tables } from '../views/index.js';
import { alignmentTree, type AlignmentTree, type TreeCode, type TreeQuestion } from './alignment-tree.reading.js';
import { KeptReadings } from './kept-readings.js';
import type { Reader } from './openness.reading.js';

/** Every table a tree and a reader's rights over it are read from: figures, most of any log, are none of them. */
export const treeTables = [
  'units',
  'posts',
  'settings',
  'postsByUnit',
  'postsByPerson',
  'trueNorths',
  'objectives',
  'cycles',
  'aims',
  'aimsByCycle',
  'threads',
  'threadsByParent',
  'threadsByGoal',
  'moves',
  'goals',
] as const satisfies readonly (keyof Tables)[];

/** Trees kept at a time; one of 2,000 nodes takes about half a megabyte. */
const treesMax = 32;

/** An ordinal since which every tree, and everybody's rights over it, are the same. */
export const unchangedSince = ({ tables }: Moment): number => Math.max(...treeTables.map((table) => tables[table].unchangedSince));

/**
 * To grow a tree of 2,000 nodes takes milliseconds, as long as all the rest of its answer; between two moves of catchball
 * everybody who looks at it sees the same. Days count too: by a day passing grants fall late and posts change hands.
 */
export class KeptTrees {
  private readonly kept = new KeptReadings<AlignmentTree | Rejection<TreeCode>>(treesMax, () => 1);

  of(
    moment: Moment,
    now: Moment,
    reader: Reader,
    { root = null, ranks = null, cycle = null }: TreeQuestion,
  ): AlignmentTree | Rejection<TreeCode> {
    const key = JSON.stringify([unchangedSince(moment), moment.today, unchangedSince(now), now.today, reader.person, root, ranks, cycle]);
    const tree = this.kept.of([], key, () => alignmentTree(moment, now, reader, { root, ranks, cycle }));
    return isRejection(tree) ? tree : { ...tree, position: moment.position };
  }
}
