import type { Day } from '#kernel';
import type { SampleYear, When } from './sample-year.js';
import type { Stage } from './stage.js';
import { Thread, type ThreadScript } from './thread.js';

/** Something that happens on a day of the story. */
export interface Happening {
  readonly on: When;
  readonly play: (stage: Stage) => Promise<void>;
}

/** The turns of threads as happenings: each thread keeps what lies on its table between them. */
export const happeningsOf = (scripts: readonly ThreadScript[], stage: Stage): Happening[] =>
  scripts.flatMap((script) => {
    const thread = new Thread(stage, script);
    return script.turns.map(({ on, play }) => ({ on, play: () => play(thread) }));
  });

/** Happenings in order of their days; those of one day in the order the story tells them. */
export const inOrder = (happenings: readonly Happening[], year: SampleYear): readonly (readonly [Day, Happening])[] =>
  happenings
    .map((happening): [Day, Happening] => [year.played(happening.on(year)), happening])
    .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
