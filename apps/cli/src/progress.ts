import { SingleBar } from 'cli-progress';
import type { Terminal } from './terminal.js';

/** A bar for whoever watches a long run; nothing is drawn where nobody does. */
export interface Progress {
  readonly update: (done: number, total: number) => void;
  end(): void;
}

export const progressOn = ({ interactive }: Terminal): Progress => {
  const bar = new SingleBar({ format: '{bar} {percentage}% | {value} of {total} events | {eta_formatted} left', stream: process.stderr });
  let drawn = false;
  return {
    update: (done, total) => {
      if (!interactive) return;
      if (!drawn) bar.start(total, 0);
      drawn = true;
      bar.update(done);
    },
    end: () => {
      if (drawn) bar.stop();
    },
  };
};
