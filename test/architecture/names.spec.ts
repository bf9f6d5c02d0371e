import { filesBelow, textOf } from './house-files.js';

/** What a file can be beside a plain noun. A new role is a decision, made here. */
const roles = [
  'events',
  'commands',
  'decider',
  'state',
  'guards',
  'rules',
  'facts',
  'view',
  'reading',
  'policy',
  'graphql',
  'resolver',
  'module',
  'plugin',
  'config',
  'story',
  'suite',
];
const word = '[a-z][a-z0-9]*(?:-[a-z0-9]+)*';
const sourceName = new RegExp(`^(?:index|${word}(?:\\.(?:${roles.join('|')}))?)(?:\\.prove)?(?:\\.spec)?\\.tsx?$`);
const folderName = new RegExp(`^${word}$`);
const saysNothing = /(^|[-./])(utils?|helpers?|common|managers?|misc|shared|stuff|base|impl)([-./]|$)/;

/** What is wrong with the name of a source file, or null. */
const flawIn = (path: string): string | null => {
  const folders = path.split('/');
  const name = folders.pop() ?? '';
  if (saysNothing.test(path)) return 'says nothing';
  if (!sourceName.test(name)) return 'is no noun.role.ts';
  return folders.every((folder) => folderName.test(folder)) ? null : 'lies in a folder that is no noun';
};

/** Texts that have no place in a project that others clone: this machine's paths, where packages came from, work left over. */
const strays: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a path of one machine', /(?<![\w.)\]}*-])\/(?:work|root|home|Users)\/[\w.]/],
  ['a path of one machine', /\b[A-Z]:\\Users\\/],
  ['the address of a package registry', /https?:\/\/(?:registry\.|[\w.-]*(?:npmmirror|verdaccio|artifactory|nexus))/i],
  ['work left over', /\b(?:TO[D]O|FIX[M]E|X[X]X)\b/],
  ['a per cent sign away from its figure', /[\d}] %(?=$|[\s.,;:)'"`<|])/],
  ['a silenced check', /@ts-(?:ignore|nocheck)|es[l]int-disable/],
  ['a test that is left out or alone', /\b(?:it|test|describe)\.(?:on[l]y|sk[i]p)\(|\b(?:x|f)(?:it|describe)\(['"`]/],
];

/** The strays in a text, each with its line. */
const straysIn = (text: string): readonly string[] =>
  text.split('\n').flatMap((line, index) => strays.filter(([, pattern]) => pattern.test(line)).map(([what]) => `${index + 1}: ${what}`));

const sources = ['apps', 'libs', 'test'].flatMap((folder) => filesBelow(folder)).filter((file) => /\.tsx?$/.test(file));
const readable = /\.(?:[cm]?[jt]sx?|json|ya?ml|md|graphql|sh|toml)$|(?:^|\/)(?:Dockerfile|NOTICE|run|\.npmrc|\.\w+ignore|\.editorconfig)$/;

describe('The names of the house', () => {
  it('are nouns with a role from the closed set', () => {
    expect(sources.length).toBeGreaterThan(50);
    const flawed = sources.flatMap((file) => (flawIn(file) === null ? [] : [`${file} ${flawIn(file)}`]));
    expect(flawed).toEqual([]);
  });

  it.each([
    ['libs/strategy/src/goal/goal.decider.ts', null],
    ['libs/strategy/src/goal/goal.decider.spec.ts', null],
    ['test/simulation/storms.prove.spec.ts', null],
    ['libs/kernel/src/index.ts', null],
    ['libs/strategy/src/arithmetic/working-days.ts', null],
    ['libs/strategy/src/date-utils.ts', 'says nothing'],
    ['libs/common/src/index.ts', 'says nothing'],
    ['apps/api/src/goal/goal-helper.ts', 'says nothing'],
    ['apps/api/src/goal/goal.manager.ts', 'says nothing'],
    ['apps/api/src/goal/goal.entity.ts', 'is no noun.role.ts'],
    ['apps/api/src/goal/GoalResolver.ts', 'is no noun.role.ts'],
    ['apps/api/src/Goal/goal.resolver.ts', 'lies in a folder that is no noun'],
  ])('would judge %s as %s', (path, flaw) => {
    expect(flawIn(path)).toBe(flaw);
  });
});

describe('The texts of the house', () => {
  it('hold no path of one machine, no registry and no work left over', () => {
    const found = filesBelow()
      .filter((file) => readable.test(file) && file !== 'test/architecture/names.spec.ts')
      .flatMap((file) => straysIn(textOf(file)).map((stray) => `${file}:${stray}`));
    expect(found).toEqual([]);
  });

  it.each([
    ['const file = "/home/anna/plan.yaml";', 'a path of one machine'],
    ['see /root/.npmrc', 'a path of one machine'],
    ['C:\\Users\\anna', 'a path of one machine'],
    ['"resolved": "https://registry.npmjs.org/pg/-/pg-8.0.0.tgz"', 'the address of a package registry'],
    ['covered to 42 %', 'a per cent sign away from its figure'],
    ['`${share} % of it`', 'a per cent sign away from its figure'],
    ['// TODO: later', 'work left over'],
    ['// @ts-ignore', 'a silenced check'],
    ['it.only("works", () => {', 'a test that is left out or alone'],
    ['xit("works", () => {', 'a test that is left out or alone'],
  ])('would notice %s', (line, what) => {
    expect(straysIn(`\n${line}`)).toEqual([`2: ${what}`]);
  });

  it.each([
    'https://example.org/work/orders',
    'COPY . /app',
    'visit(5)',
    'a fit(ting) name',
    'libs/work/orders',
    '42% of it',
    'month % 12',
  ])('let pass %s', (line) => {
    expect(straysIn(line)).toEqual([]);
  });
});
