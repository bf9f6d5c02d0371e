/**
 * Takes each rule out and sees: in a copy of the sources the one line that keeps an invariant is changed, and the
 * tests named after the invariant must then fail. Where the storms alone ought to notice, they are held to that too.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeOuts, type TakeOut } from './take-outs.js';

interface Assertion {
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}
interface Run {
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly { readonly assertionResults: readonly Assertion[]; readonly message: string }[];
}

/** The sources the tests need, copied, with the packages they stand on linked in. */
const copyOfSources = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'hoshin-take-out-'));
  for (const part of ['libs', 'apps/api', 'test/simulation', 'jest.config.cjs', 'jest.results.cjs', 'jest.sequencer.cjs', 'package.json'])
    cpSync(join(process.cwd(), part), join(folder, part), { recursive: true });
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'), 'dir');
  return folder;
};

describe('With its rule taken out,', () => {
  const folder = copyOfSources();
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Runs the tests whose name fits, and names those that failed with what they said. */
  const failing = (spec: string, name: string): Assertion[] => {
    const answer = join(folder, 'answer.json');
    rmSync(answer, { force: true });
    const jest = join(folder, 'node_modules/jest/bin/jest.js');
    const { TEST_RESULTS: _, ...environment } = process.env;
    const { stderr } = spawnSync(
      process.execPath,
      [jest, `test/simulation/${spec}`, '-t', name, '--runInBand', '--json', `--outputFile=${answer}`],
      { cwd: folder, env: environment, encoding: 'utf8' },
    );
    const run = JSON.parse(readFileSync(answer, 'utf8')) as Run;
    const ran = run.testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status === 'passed' || status === 'failed');
    if (run.numRuntimeErrorTestSuites > 0 || ran.length === 0) throw new Error(`no test ran: ${run.testResults[0]?.message ?? stderr}`);
    return ran.filter(({ status }) => status === 'failed');
  };

  const patched = ({ file, line, without }: TakeOut, look: () => void): void => {
    const path = join(folder, file);
    const source = readFileSync(path, 'utf8');
    // That the line is there once is what take-outs.spec.ts sees to.
    writeFileSync(
      path,
      source.replace(line, () => without),
    );
    try {
      look();
    } finally {
      writeFileSync(path, source);
    }
  };

  const changed = (file: string, from: string, to: string): void => {
    const path = join(folder, 'test/simulation', file);
    const source = readFileSync(path, 'utf8');
    if (!source.includes(from)) throw new Error(`${file} does not read '${from}' any more`);
    writeFileSync(path, source.replace(from, to));
  };

  beforeAll(() => {
    // Longer storms find more, and nobody here has to read a small one.
    changed('storms.spec.ts', 'const length = 50;', 'const length = 120;');
    changed('shrinking.ts', 'const shrinkingMs = 20_000;', 'const shrinkingMs = 0;');
    expect(failing('invariants.spec.ts', 'invariant')).toEqual([]);
  });

  it.each(takeOuts)('invariant $invariant is broken: $rule', (takeOut) => {
    patched(takeOut, () => {
      const name = `invariant ${takeOut.invariant}:`;
      const failed = failing('invariants.spec.ts', name);
      expect(failed.length).toBeGreaterThan(0);
      for (const { fullName } of failed) expect(fullName.startsWith(name)).toBe(true);
    });
  });

  it.each(takeOuts.filter(({ stormy }) => stormy))('storms break invariant $invariant: $rule', (takeOut) => {
    patched(takeOut, () => {
      const said = failing('storms.spec.ts', 'breaks no invariant').flatMap(({ failureMessages }) => failureMessages);
      expect(said.join('\n')).toContain(`invariant ${takeOut.invariant}:`);
    });
  });

  it('every invariant of the list has lost a rule', () => {
    const invariants = new Set(takeOuts.map(({ invariant }) => invariant));
    expect([...invariants]).toEqual([1, 2, 3, 4, 5, 7, 10, 12, 13, 16, 17]);
  });
});
