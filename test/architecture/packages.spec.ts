import { textOf } from './house-files.js';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
type Lock = Readonly<Record<string, Locked>>;

const lock = (JSON.parse(textOf('package-lock.json')) as { packages: Lock }).packages;
const { allowScripts } = JSON.parse(textOf('package.json')) as { allowScripts: Readonly<Record<string, boolean>> };

const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Every package that says where it was fetched from. */
const addressed = (packages: Lock): readonly string[] => Object.keys(packages).filter((path) => packages[path]?.resolved !== undefined);

/** Every package whose content is not fixed by a digest. */
const unfixed = (packages: Lock): readonly string[] =>
  Object.keys(packages).filter((path) => path !== '' && packages[path]?.integrity === undefined);

/** Every optional package, such as a build for another platform, that is asked for and not locked: `npm ci` refuses such a file. */
const missing = (packages: Lock): readonly string[] =>
  Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
    ),
  );

/** Every package with an install script about which nobody has decided. */
const undecided = (packages: Lock, decisions: Readonly<Record<string, boolean>>): readonly string[] =>
  Object.keys(packages)
    .filter((path) => packages[path]?.hasInstallScript)
    .map(nameOf)
    .filter((name) => !(name in decisions));

describe('The lock file', () => {
  it('fixes what is installed and not where it comes from', () => {
    expect(Object.keys(lock).length).toBeGreaterThan(100);
    expect(addressed(lock)).toEqual([]);
    expect(unfixed(lock)).toEqual([]);
  });

  it('holds the builds for every platform', () => {
    expect(missing(lock)).toEqual([]);
  });

  it('holds graphql once, since two copies do not know each other’s types', () => {
    expect(Object.keys(lock).filter((path) => nameOf(path) === 'graphql')).toEqual(['node_modules/graphql']);
  });

  it('runs an install script only where somebody has decided so', () => {
    expect(undecided(lock, allowScripts)).toEqual([]);
    const scripted = Object.keys(lock)
      .filter((path) => lock[path]?.hasInstallScript)
      .map(nameOf);
    expect(Object.keys(allowScripts).filter((name) => !scripted.includes(name))).toEqual([]);
  });

  it('would be found out', () => {
    const packages: Lock = {
      '': {},
      'node_modules/pg': { resolved: 'https://example.org/pg.tgz', hasInstallScript: true, optionalDependencies: { 'pg-darwin': '1.0.0' } },
    };
    expect(addressed(packages)).toEqual(['node_modules/pg']);
    expect(unfixed(packages)).toEqual(['node_modules/pg']);
    expect(missing(packages)).toEqual(['pg-darwin']);
    expect(undecided(packages, {})).toEqual(['pg']);
    expect(undecided(packages, { pg: false })).toEqual([]);
  });
});
