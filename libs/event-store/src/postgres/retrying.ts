import { setTimeout as pause } from 'node:timers/promises';
import { passes } from './trouble.js';

const firstPauseMs = 20;
const pauseMsMax = 1_000;

/** How long to wait before the next try: doubling up to a second, and shaken, so that many do not come back at once. */
export const backOffMs = (tries: number): number =>
  Math.min(pauseMsMax, firstPauseMs * 2 ** Math.min(tries, 10)) * (0.5 + Math.random() / 2);

/**
 * Runs a read until it succeeds, fails for good, or the time is up; `patienceMs` may be Infinity. Aborting ends the
 * waiting, not a try that is under way.
 */
export const patiently = async <Result>(patienceMs: number, run: () => Promise<Result>, signal?: AbortSignal): Promise<Result> => {
  const until = performance.now() + patienceMs;
  for (let tries = 0; ; tries++) {
    try {
      return await run();
    } catch (error) {
      if (!passes(error) || performance.now() > until) throw error;
      await pause(backOffMs(tries), undefined, signal ? { signal } : {});
    }
  }
};
