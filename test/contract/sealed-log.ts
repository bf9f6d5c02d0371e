import { join } from 'node:path';
import type { RawEvent } from '#event-store';
import { openReadOnly } from '#event-store/sqlite';
import { commandLine, smallTrust, type CommandLine } from '../e2e/command-line.js';
import { readToItsEnd } from '../e2e/log-file.js';
import { hydrate } from '../simulation/world.js';
import { sceneOf, type Found, type Scene } from './tampering.js';

/** A log with two seals that were published, and what a verification must say once somebody had a hand in it. */
export class SealedLog {
  private constructor(
    readonly line: CommandLine,
    readonly log: readonly RawEvent[],
    readonly scene: Scene,
    /** Both seals, as they were printed in the minutes. */
    readonly published: readonly string[],
  ) {}

  static async written(): Promise<SealedLog> {
    const line = commandLine();
    const done = async (...args: readonly string[]): Promise<string> => {
      const { code, out, err } = await line.hoshin(args);
      expect([code, err]).toEqual([0, expect.any(String)]);
      return out;
    };
    const annotated = (text: string): Promise<string> => done('chart', 'annotate', 'falls', '2026-04', text);
    await done('import', 'plan', line.file('trust.yaml', smallTrust));
    const first = await done('seal');
    for (const text of ['new beds', 'a ward closed', 'a ward opened']) await annotated(text);
    const published = [first, await done('seal')].flatMap((printed) => ['--seal', printed.split('\n')[1]!]);
    await annotated('beds counted');
    const { log } = await readToItsEnd(await openReadOnly(join(line.data, 'log.db'), hydrate));
    return new SealedLog(line, log, sceneOf(log), published);
  }

  /** The first bad position and why, or that nothing is found. */
  async holds(found: Found | null, args: readonly string[], environment: Record<string, string> = {}): Promise<void> {
    const { code, out, err } = await this.line.hoshin(['verify', ...args], environment);
    if (found === null)
      return expect([code, err.replaceAll(/warning: .*\n?/g, ''), out]).toEqual([0, '', expect.stringContaining('is whole')]);
    const [, at] = /hoshin: position (\d+): /.exec(err) ?? [];
    expect([code, Number(at), err]).toEqual([1, found.at, expect.stringMatching(found.says)]);
  }
}
