import { mkdirSync } from 'node:fs';
import { Trouble } from '#cqrs';

/** Makes a folder for files of the service where there is none; throws {@link Trouble} `StoreUnavailable` naming it. */
export const makeFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o750 });
  } catch (error) {
    throw new Trouble(
      'StoreUnavailable',
      `the folder ${folder} cannot be made (${(error as NodeJS.ErrnoException).code}): set HOSHIN_DATA, or the setting that names it, to a folder this user may write to`,
      { folder },
      { cause: error },
    );
  }
};
