import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Command } from 'commander';
import { Trouble, type AsOf } from '#cqrs';
import { StoreInUse, type RawEvent, type Verification } from '#event-store';
import { exportLog } from '#event-store/export';
import type { Config } from '../../api/src/config.js';
import { whereLog } from '../../api/src/engines.js';
import { operator } from './acting.js';
import { writeNewFile, type Write } from './new-file.js';
import { progressOn } from './progress.js';
import { dataHelp, openForReading, recordConfig, withDesk, type DataOption } from './record.js';
import { momentOption } from './subject-options.js';
import { WrongUse, type Terminal } from './terminal.js';
import { mustHaveLog } from './verify.js';

interface Options extends DataOption {
  readonly upTo?: AsOf;
  readonly redact?: readonly string[];
  readonly redactStream?: readonly string[];
}

const examples = `
Writes the events from the first one on as lines of JSON, each with its hash, and a last line with the chain digest and
the digest of the file. The file appears under its name when it is whole; "-" writes to standard output. Anybody can
verify it without the service, without this program (docs/verifying.md), and hoshin restore makes a log of it again.

It holds everything that was ever recorded, private threads and single persons' goals included, and no names: those are
in the directory, which is not exported. Before the first line is written the log notes that an export was taken, up to
which position, and in which hour. That note is never in the export itself. A log in a file that a running service
holds cannot take it: an auditor exports from the service, at /export.jsonl.

A redacted event keeps its header and the digests of its texts: the export still verifies, and shows what happened when and
in which stream, but not what was said. A text of few possible values can be found from its digest by trying. No log
can be made again of an export with redacted events.

Examples:
  hoshin export hoshin-2026-11-22.jsonl
  hoshin export - --up-to 2026-03-31 | gzip > year-end.jsonl.gz
  hoshin export for-the-board.jsonl --redact 4711 --redact-stream hoshin.catchball-3f0c6a52-9c1e-4d0a-8b57-2f6d1e0c9a41`;

const all = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

export const addExport = (to: Command, terminal: Terminal): void => {
  to.command('export <file>')
    .description('write the log as lines of JSON that anybody can verify; "-" for standard output')
    .addOption(momentOption('--up-to <moment>', 'the last event: a day, or its number (default: now)'))
    .option('--redact <event>', 'leave the texts of an event out, by its number or id; may be given several times', all)
    .option('--redact-stream <stream>', 'the same for all events of a stream, by its name; may be given several times', all)
    .option('--data <folder>', dataHelp)
    .addHelpText('after', examples)
    .action((file: string, options: Options) => exportTo(file, options, recordConfig(terminal, options), terminal));
};

/** Whose texts are left out, and what was named and is nowhere. */
export class Redactions {
  private readonly named: ReadonlySet<string>;
  private readonly met = new Set<string>();

  constructor(events: readonly string[], streams: readonly string[]) {
    this.named = new Set([...events.map((event) => event.toLowerCase()), ...streams]);
  }

  readonly covers = (event: RawEvent): boolean => {
    const names = [String(event.ordinal), event.id, event.stream].filter((name) => this.named.has(name));
    for (const name of names) this.met.add(name);
    return names.length > 0;
  };

  get nowhere(): readonly string[] {
    return [...this.named].filter((name) => !this.met.has(name));
  }
}

/** Fixes up to where the export goes, and then has the log note that it is taken. */
const noted = async (config: Config, upTo: AsOf | undefined, terminal: Terminal): Promise<number> => {
  try {
    return await withDesk(config, terminal, async ({ views, accesses }) => {
      const { position } = upTo ? views.asOf(upTo, '--up-to') : views;
      await accesses.record({ person: operator.person, kind: 'EXPORT', subject: null, upTo: position, correlationId: randomUUID() });
      return position;
    });
  } catch (error) {
    if (!(error instanceof StoreInUse)) throw error;
    throw new Trouble(
      'AccessNotRecorded',
      `an export is noted in the log before it is written, and a running service holds ${whereLog(config)}: have an auditor take it from the service at /export.jsonl, or stop the service and run this command again`,
      {},
      { cause: error },
    );
  }
};

/** Standard output as the place to write to, in step with whoever reads it. */
const toOutput = ({ bytesOut }: Terminal): Write => {
  if (!bytesOut) throw new WrongUse('there is no standard output to write to: name a file');
  return async (piece) => {
    if (!bytesOut.write(piece)) await once(bytesOut, 'drain');
  };
};

const exportTo = async (
  file: string,
  { upTo, redact = [], redactStream = [] }: Options,
  config: Config,
  terminal: Terminal,
): Promise<void> => {
  await mustHaveLog(config);
  const redactions = new Redactions(redact, redactStream);
  const progress = progressOn(terminal);
  const written = async (write: Write): Promise<Verification> => {
    const position = await noted(config, upTo, terminal);
    const { log, identity } = await openForReading(config);
    try {
      const mayEnd = (): void => {
        const [missing] = redactions.nowhere;
        if (missing !== undefined)
          throw new WrongUse(`there is no event or stream ${missing} up to position ${position}: correct --redact or --redact-stream`);
      };
      const asked = { organisation: identity!.organisation, upTo: position, redacted: redactions.covers };
      return await exportLog(log, { ...asked, mayEnd, onProgress: progress.update }, write);
    } finally {
      progress.end();
      await log.close();
    }
  };
  const { events, chainDigest, redacted } = await (file === '-' ? written(toOutput(terminal)) : writeNewFile(file, 'an export', written));
  const what = `${events} events${redacted > 0 ? `, ${redacted} of them redacted` : ''}; chain ${chainDigest}`;
  if (file === '-') terminal.err(`exported ${what}`);
  else terminal.out(`${file} holds ${what}`);
};
