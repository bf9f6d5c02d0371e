/** The commands policies send, typed by the aggregate they go to. */
import type { Effect } from '#kernel';
import type { CatchballCommands } from '../catchball/catchball.commands.js';
import type { GoalCommands } from '../goal/goal.commands.js';
import type { MeasureCommands } from '../measure/measure.commands.js';
import type { GoalId, MeasureId, ThreadId } from '../vocabulary.js';

export const toThread = <C extends keyof CatchballCommands>(subject: ThreadId, command: C, input: CatchballCommands[C]): Effect => ({
  aggregate: 'catchball',
  subject,
  command,
  input,
});

export const toGoal = <C extends keyof GoalCommands>(subject: GoalId, command: C, input: GoalCommands[C]): Effect => ({
  aggregate: 'goal',
  subject,
  command,
  input,
});

export const toMeasure = <C extends keyof MeasureCommands>(subject: MeasureId, command: C, input: MeasureCommands[C]): Effect => ({
  aggregate: 'measure',
  subject,
  command,
  input,
});
