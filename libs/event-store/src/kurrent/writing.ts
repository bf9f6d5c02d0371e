import { AppendRefused } from '../port.js';
import type { Connection } from './connection.js';
import type { Proposed } from './driver.js';
import { streamGone } from './places.js';
import { kindOf, troubleOf } from './trouble.js';

/**
 * Writes until the server says yes (true) or that the stream is not at this version (false). Whatever went wrong on the
 * way, the next try carries the same bytes, the same ids and the same exact version, so that the server takes them once or
 * recognises them. Throws once nothing was heard for too long: the outcome is then unknown.
 */
export const writtenBehind = async (
  connection: Connection,
  stream: string,
  after: number,
  events: readonly Proposed[],
): Promise<boolean> => {
  const { callMs, giveUpMs } = connection.patience;
  const doing = `appending to ${stream}`;
  const begunAt = performance.now();
  for (let failures = 0; ; failures++) {
    try {
      const last = await connection.call(doing, (driver) => driver.append(stream, after, events, callMs));
      // Where a stream was cut off whole, the server lets it begin and goes on counting.
      if (last !== after + events.length) throw streamGone(stream, `an append behind version ${after} came to lie at version ${last}`);
      return true;
    } catch (error) {
      switch (kindOf(error)) {
        case 'conflict':
          return false;
        case 'gone':
          throw streamGone(stream, 'it was deleted for good');
        case 'too-large':
          throw new AppendRefused(
            `the server takes no append to ${stream} of this size: raise its MaxAppendSize to 4 MiB (the envelope comes on top of our limit of 1 MiB), or make it smaller`,
            { stream },
            { cause: error },
          );
        case 'denied':
          throw troubleOf(error, connection.shown, doing);
        default: {
          const trouble = troubleOf(error, connection.shown, doing);
          if (trouble.code === 'StreamGone' || performance.now() - begunAt >= giveUpMs) throw trouble;
          await connection.pause(failures);
        }
      }
    }
  }
};
