import { PersonWasErased, listMax } from '#directory';
import { copyLog, type LogCopied } from '#event-store';
import type { Config } from '../../api/src/config.js';
import { copyTarget, openDirectory, directoryExists, readOnlyDirectory } from '../../api/src/engines.js';
import { openForReading } from './record.js';

type Place = Pick<Config, 'store' | 'directory'>;

/** Copies the log from one place to another, whatever engines they are on; see {@link copyLog}. */
export const copyLogBetween = async (
  from: Config,
  to: Place,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<LogCopied> => {
  const { log } = await openForReading(from);
  try {
    const target = await copyTarget(to);
    try {
      return await copyLog(log, target, { onProgress });
    } finally {
      await target.close();
    }
  } finally {
    await log.close();
  }
};

/**
 * Enters everybody of one directory in another, and answers how many that were. Who was erased is not among them; the
 * log says who that is, and whoever is erased in the target stays so.
 */
export const copyDirectoryBetween = async (from: Place, to: Place): Promise<number> => {
  if (!directoryExists(from)) return 0;
  const source = await readOnlyDirectory(from);
  try {
    const target = await openDirectory(to);
    try {
      let copied = 0;
      for (let page = source.list({ limit: listMax }); page.length > 0; page = source.list({ after: page.at(-1)?.person, limit: listMax }))
        for (const { person, name, email, subject } of page) {
          await target.put({ person, name, email, subject }).then(
            () => copied++,
            (error: unknown) => {
              if (!(error instanceof PersonWasErased)) throw error;
            },
          );
        }
      return copied;
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
};
