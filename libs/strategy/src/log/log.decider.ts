import type { Decider } from '#kernel';
import type { LogEvents } from './log.events.js';

/** The log's own stream takes no commands: whoever opens the log writes its one event. */
export const log: Decider<LogEvents['LogOpened'] | null, object, LogEvents, never> = {
  name: 'log',
  initial: null,
  decide: {},
  evolve: { LogOpened: (_state, opened) => opened },
};
