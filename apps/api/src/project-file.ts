import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Trouble } from '#cqrs';

/** A file of the project, looked for upwards from here: the sources lie at another depth than what is built of them. */
export const projectFile = (path: string): string => {
  for (let folder = dirname(fileURLToPath(import.meta.url)); dirname(folder) !== folder; folder = dirname(folder))
    if (existsSync(join(folder, path))) return join(folder, path);
  throw new Trouble('FileMissing', `${path} is missing from this installation: get the project again, or build it with npm run build`, {
    path,
  });
};
