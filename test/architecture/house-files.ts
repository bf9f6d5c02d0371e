import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The checkout the tests run in. */
export const house = join(__dirname, '../..');

const elsewhere = new Set(['node_modules', 'dist', 'generated', 'coverage', 'data', '.git', '.idea', '.vscode']);

/** Every file below a folder of the house, by its path from the top, without what is installed or built. */
export const filesBelow = (folder = '.'): readonly string[] => {
  const walk = (at: string): string[] =>
    readdirSync(at, { withFileTypes: true }).flatMap((entry) => {
      if (elsewhere.has(entry.name)) return [];
      const path = join(at, entry.name);
      if (entry.isDirectory()) return walk(path);
      return entry.isFile() ? [relative(house, path).replaceAll('\\', '/')] : [];
    });
  return walk(join(house, folder)).sort();
};

/** The text of a file of the house. */
export const textOf = (file: string): string => readFileSync(join(house, file), 'utf8');
