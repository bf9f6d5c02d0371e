import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const house = join(__dirname, '../..');
const rulesFile = join(house, '.dependency-cruiser.cjs');
const { forbidden } = createRequire(__filename)(rulesFile) as { forbidden: readonly { name: string }[] };

interface Breach {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/** Runs the room rules over a house and gives every breach. */
const breachesIn = (root: string): readonly Breach[] => {
  const cruiser = join(house, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const run = spawnSync(process.execPath, [cruiser, '--config', rulesFile, '--output-type', 'json', 'apps', 'libs', 'test'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (!run.stdout.startsWith('{')) throw new Error(`the room rules could not be run: ${run.stderr}`);
  const { summary } = JSON.parse(run.stdout) as {
    summary: { totalCruised: number; violations: readonly { from: string; to: string; rule: { name: string } }[] };
  };
  if (summary.totalCruised === 0) throw new Error('the room rules saw no file');
  return summary.violations.map(({ from, to, rule }) => ({ rule: rule.name, from, to }));
};

/** A file that breaks exactly the named rules and no other. */
interface Plant {
  readonly breaks: readonly string[];
  readonly file: string;
  readonly imports: string;
}

const plants: readonly Plant[] = [
  { breaks: ['no-unresolved'], file: 'apps/api/src/goal/goal.resolver.ts', imports: './nowhere.js' },
  { breaks: ['no-circular'], file: 'libs/kernel/src/egg.ts', imports: './hen.js' },
  { breaks: ['no-import-of-specs'], file: 'libs/kernel/src/fold.ts', imports: './kernel.spec.js' },
  { breaks: ['testing-is-for-specs'], file: 'apps/api/src/service.ts', imports: '#testing' },
  { breaks: ['testing-is-for-specs'], file: 'apps/cli/src/import.ts', imports: '../../../test/fixtures.js' },
  { breaks: ['no-development-packages'], file: 'apps/api/src/config.ts', imports: 'fast-check' },
  { breaks: ['kernel-imports-nothing'], file: 'libs/kernel/src/decider.ts', imports: 'node:crypto' },
  { breaks: ['spc-imports-nothing'], file: 'libs/spc/src/limits.ts', imports: '#kernel' },
  { breaks: ['pictures-draw-what-they-are-given'], file: 'libs/pictures/src/ink.ts', imports: '#kernel' },
  { breaks: ['pictures-know-shapes-alone'], file: 'libs/pictures/src/bowling-chart-picture.ts', imports: '#strategy' },
  { breaks: ['strategy-is-pure'], file: 'libs/strategy/src/goal/goal.decider.ts', imports: 'node:crypto' },
  { breaks: ['strategy-is-pure'], file: 'libs/strategy/src/catalogue.ts', imports: '@nestjs/common' },
  { breaks: ['strategy-is-pure'], file: 'libs/strategy/src/views/findings.view.ts', imports: '#event-store' },
  { breaks: ['aggregates-are-strangers'], file: 'libs/strategy/src/goal/links.ts', imports: '../catchball/catchball.decider.js' },
  { breaks: ['plan-sends-nothing'], file: 'libs/plan/src/steps.ts', imports: 'node:fs' },
  { breaks: ['plan-knows-people-by-shape'], file: 'libs/plan/src/blueprint.ts', imports: '#directory' },
  { breaks: ['event-store-knows-the-kernel-alone'], file: 'libs/event-store/src/hydrating.ts', imports: '#strategy' },
  { breaks: ['event-store-knows-the-kernel-alone'], file: 'libs/event-store/src/memory/log.ts', imports: '@nestjs/common' },
  { breaks: ['directory-knows-the-kernel-alone'], file: 'libs/directory/src/people.ts', imports: '#strategy' },
  { breaks: ['cqrs-knows-no-domain'], file: 'libs/cqrs/src/handlers.ts', imports: '#strategy' },
  {
    breaks: ['cqrs-knows-no-domain', 'engines-from-the-composition-root'],
    file: 'libs/cqrs/src/open-log.ts',
    imports: '#event-store/sqlite',
  },
  { breaks: ['drivers-at-home'], file: 'libs/event-store/src/envelope.ts', imports: 'better-sqlite3' },
  { breaks: ['postgres-driver-at-home'], file: 'apps/api/src/app.module.ts', imports: 'pg' },
  { breaks: ['kurrent-driver-at-home'], file: 'libs/event-store/src/sqlite/writer.ts', imports: '@kurrent/kurrentdb-client' },
  { breaks: ['engines-from-the-composition-root'], file: 'libs/event-store/src/port.ts', imports: './sqlite/index.js' },
  { breaks: ['engines-are-strangers'], file: 'libs/event-store/src/sqlite/fallback.ts', imports: '../memory/index.js' },
  { breaks: ['libs-know-no-app'], file: 'libs/testing/src/api-client.ts', imports: '../../../apps/api/src/main.js' },
  { breaks: ['api-knows-no-other-app'], file: 'apps/api/src/demo.ts', imports: '../../cli/src/main.js' },
  { breaks: ['web-knows-the-schema-alone'], file: 'apps/web/src/page.ts', imports: '#kernel' },
  { breaks: ['features-are-strangers'], file: 'apps/api/src/goal/goal.module.ts', imports: '../catchball/catchball.module.js' },
  { breaks: ['features-read-no-store'], file: 'apps/api/src/catchball/thread.resolver.ts', imports: '#event-store' },
];

/** The same rooms built rightly: none of these may be reported. */
const rightly: Readonly<Record<string, readonly string[]>> = {
  'libs/kernel/src/index.ts': [],
  // The other half of the planted cycle, which is reported once.
  'libs/kernel/src/hen.ts': ['./egg.js'],
  'libs/kernel/src/kernel.spec.ts': ['#testing', 'fast-check', 'node:fs'],
  'libs/spc/src/index.ts': [],
  'libs/pictures/src/index.ts': ['#spc', './ink.js'],
  'libs/strategy/src/index.ts': ['#kernel', 'big.js', './catchball/catchball.decider.js', './policies/goal-from-thread.policy.js'],
  'libs/strategy/src/catchball/catchball.decider.ts': ['#kernel', '../vocabulary.js', '../arithmetic/compare.js'],
  'libs/strategy/src/catchball/catchball.decider.spec.ts': ['#testing', '../goal/goal.events.js'],
  'libs/strategy/src/goal/goal.events.ts': ['../vocabulary.js'],
  'libs/strategy/src/policies/goal-from-thread.policy.ts': ['../catchball/catchball.decider.js', '../goal/goal.events.js'],
  'libs/strategy/src/readings/coverage.reading.ts': ['../views/tree.view.js', '../goal/goal.events.js'],
  'libs/strategy/src/views/tree.view.ts': ['../catchball/catchball.decider.js'],
  'libs/strategy/src/arithmetic/compare.ts': ['big.js'],
  'libs/strategy/src/vocabulary.ts': [],
  'libs/plan/src/index.ts': ['#kernel', '#cqrs', '#strategy', 'yaml', 'zod'],
  'libs/event-store/src/index.ts': ['#kernel', 'node:crypto'],
  'libs/event-store/src/memory/index.ts': ['../index.js'],
  'libs/event-store/src/sqlite/index.ts': ['../index.js', 'better-sqlite3', 'node:worker_threads'],
  'libs/event-store/src/sqlite/sqlite.spec.ts': ['../memory/index.js', '#testing'],
  'libs/event-store/src/postgres/index.ts': ['pg'],
  'libs/event-store/src/kurrent/index.ts': ['@kurrent/kurrentdb-client'],
  'libs/directory/src/index.ts': ['#kernel', 'better-sqlite3', 'pg', 'node:fs'],
  'libs/cqrs/src/index.ts': ['#kernel', '#event-store', '@nestjs/common', 'uuid', 'node:crypto'],
  'libs/testing/src/index.ts': ['#kernel', '#event-store/memory', 'fast-check'],
  'apps/api/src/main.ts': ['./composition.js'],
  'apps/api/src/composition.ts': ['#cqrs', '#strategy', './catchball/catchball.module.js'],
  'apps/api/src/graphql/errors.ts': ['#event-store', '#cqrs'],
  'apps/api/src/catchball/catchball.module.ts': ['#strategy', '#cqrs', '#kernel', '../graphql/errors.js'],
  'apps/cli/src/main.ts': ['../../api/src/composition.js'],
  'apps/api/src/engines.ts': ['#event-store/sqlite'],
  'apps/web/src/main.ts': [],
  'test/fixtures.ts': ['#testing', '#strategy', '#event-store/sqlite'],
};

const packages = ['big.js', 'better-sqlite3', 'pg', '@kurrent/kurrentdb-client', '@nestjs/common', 'uuid', 'yaml', 'zod'];
const rooms = ['kernel', 'spc', 'pictures', 'strategy', 'plan', 'event-store', 'directory', 'cqrs', 'testing'];

const write = (root: string, file: string, text: string): void => {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
};
const importing = (names: readonly string[]): string => [...names.map((name) => `import '${name}';`), 'export {};', ''].join('\n');

/** A small house in a folder of its own, with stand-ins for the packages it names. */
const build = (files: Readonly<Record<string, readonly string[]>>): string => {
  const root = mkdtempSync(join(tmpdir(), 'hoshin-rooms-'));
  const dependencies = Object.fromEntries(packages.map((name) => [name, '1.0.0']));
  const imports = Object.fromEntries(rooms.map((room) => [`#${room}`, `./libs/${room}/src/index.ts`]));
  write(
    root,
    'package.json',
    JSON.stringify({
      type: 'module',
      dependencies,
      devDependencies: { 'fast-check': '1.0.0' },
      imports: { ...imports, '#event-store/*': './libs/event-store/src/*/index.ts' },
    }),
  );
  for (const name of [...packages, 'fast-check']) {
    write(root, `node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(root, `node_modules/${name}/index.js`, '');
  }
  for (const [file, names] of Object.entries(files)) write(root, file, importing(names));
  return root;
};

describe('The rooms', () => {
  let planted: readonly Breach[];
  let root: string;

  beforeAll(() => {
    root = build({ ...rightly, ...Object.fromEntries(plants.map(({ file, imports }) => [file, [imports]])) });
    planted = breachesIn(root);
  }, 60_000);
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it.each(plants.map((plant) => [plant.breaks.join(' and '), plant.file, plant.imports, plant] as const))(
    'notice a breach of %s when %s imports %s',
    (_rules, file, _imports, { breaks }) => {
      const broken = new Set(planted.filter(({ from }) => from === file).map(({ rule }) => rule));
      expect([...broken].sort()).toEqual([...breaks].sort());
    },
  );

  it('leave alone what is built rightly', () => {
    expect(planted.filter(({ from }) => from in rightly)).toEqual([]);
  });

  it('have a planted breach for every rule', () => {
    const broken = new Set(plants.flatMap(({ breaks }) => breaks));
    expect([...broken].sort()).toEqual(forbidden.map(({ name }) => name).sort());
  });

  it('are kept by this house', () => {
    expect(breachesIn(house)).toEqual([]);
  }, 60_000);
});
