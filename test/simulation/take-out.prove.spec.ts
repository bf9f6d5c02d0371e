/**
 * Takes each rule out and sees: in a copy of the sources the one line that keeps an invariant is changed, and the
 * tests named after the invariant must then fail. Where the storms alone ought to notice, they are held to that too.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface TakeOut {
  readonly invariant: number;
  readonly rule: string;
  readonly file: string;
  /** Found exactly once in the file; where it is not, the rule has moved and this list has to follow. */
  readonly line: string;
  readonly without: string;
  /** Whether a score of storms finds it by itself. */
  readonly stormy?: true;
}

const catchball = 'libs/strategy/src/catchball';

const takeOuts: readonly TakeOut[] = [
  {
    invariant: 1,
    rule: 'the author’s side does not accept',
    file: `${catchball}/negotiation.ts`,
    line: 'if (author === mine.side)',
    without: 'if (mine === null)',
  },
  {
    invariant: 1,
    rule: 'who moved for the other side does not accept',
    file: `${catchball}/negotiation.ts`,
    line: 'if (movers[author].includes(actor.person))',
    without: 'if (mine === null)',
    stormy: true,
  },
  {
    invariant: 2,
    rule: 'one person does not sign twice',
    file: `${catchball}/negotiation.ts`,
    line: 'if (signatures[otherSide(mine.side)]?.person === actor.person)',
    without: 'if (mine === null)',
    stormy: true,
  },
  {
    invariant: 2,
    rule: 'the line above signs for nobody',
    file: `${catchball}/catchball.guards.ts`,
    line: 'post === side.post && personsOf(side).includes(person);',
    without: '(post === side.post && personsOf(side).includes(person)) || post === side.lineLead;',
    stormy: true,
  },
  {
    invariant: 2,
    rule: 'a post is moved for by those who stand in it',
    file: `${catchball}/catchball.guards.ts`,
    line: 'post === side.post && personsOf(side).includes(person);',
    without: 'post === side.post;',
  },
  {
    invariant: 3,
    rule: 'only a policy takes a goal on',
    file: 'libs/strategy/src/goal/goal.decider.ts',
    line: "      if (refused) return refused;\n      if (state.phase === 'none') return [{ type: 'GoalEstablished'",
    without: "      if (refused && state === null) return refused;\n      if (state.phase === 'none') return [{ type: 'GoalEstablished'",
    stormy: true,
  },
  {
    invariant: 3,
    rule: 'a goal without a link in force is not active',
    file: 'libs/strategy/src/views/parents.ts',
    line: "goal.status === 'OPEN' && goal.links.some(({ released }) => released === null);",
    without: "goal.status === 'OPEN';",
    stormy: true,
  },
  {
    invariant: 3,
    rule: 'a release ends the agreement it is about and no later one',
    file: `${catchball}/standing.ts`,
    line: "if (state.phase === 'unserved' || state.inForce?.event !== agreement) return [];",
    without: "if (state.phase === 'unserved' || !state.inForce) return [];",
  },
  {
    invariant: 3,
    rule: 'the last signature takes the goal over',
    file: 'libs/strategy/src/policies/agreement-makes-goal.policy.ts',
    line: "thread.state.thread.kind === 'PLEDGE' ?",
    without: "thread.state.thread.kind === 'PLEDGE' || thread.state.thread.existingGoal === null ?",
  },
  {
    invariant: 4,
    rule: 'a revised aim is told to its children',
    file: 'libs/strategy/src/policies/parent-changed.policy.ts',
    line: "    AimRevised: (tables, { id, data }) => toldChildren(tables, { kind: 'AIM', id: data.aim }, id),\n",
    without: '',
    stormy: true,
  },
  {
    invariant: 4,
    rule: 'a move on an old revision is refused',
    file: `${catchball}/catchball.guards.ts`,
    line: '  seen === parent.revision\n',
    without: '  seen <= parent.revision\n',
    stormy: true,
  },
  {
    invariant: 4,
    rule: 'an offer made on an old revision is not accepted',
    file: `${catchball}/catchball.guards.ts`,
    line: '  table.parentRevision === parent.revision\n',
    without: '  table.parentRevision <= parent.revision\n',
    stormy: true,
  },
  {
    invariant: 4,
    rule: 'what slipped in is told afterwards',
    file: 'libs/strategy/src/policies/parent-changed.policy.ts',
    line: 'return parentRevision < now ? [',
    without: 'return parentRevision < 0 ? [',
  },
  {
    invariant: 5,
    rule: 'a signature that passes the whole is refused',
    file: `${catchball}/catchball.guards.ts`,
    line: '(exceedsWhole(offer.share, guards.sharesElsewhere)',
    without: "(exceedsWhole(offer.share, '0')",
    stormy: true,
  },
  {
    invariant: 5,
    rule: 'what two signatures at once pass is found',
    file: 'libs/strategy/src/readings/findings.reading.ts',
    line: "if (compare(shares, '1') > 0)",
    without: "if (compare(shares, '9') > 0)",
  },
  {
    invariant: 7,
    rule: 'the past is read from the past',
    file: 'libs/cqrs/src/view-host.ts',
    line: 'tables: this.folded.at(position) };',
    without: 'tables: this.folded.live };',
    stormy: true,
  },
  {
    invariant: 7,
    rule: 'the past is read at its own time',
    file: 'libs/cqrs/src/view-host.ts',
    line: 'const { position, at } = this.resolve(asked);',
    without: 'const { position } = this.resolve(asked);\n    const at = this.clock();',
    stormy: true,
  },
  {
    invariant: 10,
    rule: 'the log only grows',
    file: 'libs/event-store/src/memory/index.ts',
    line: 'const fresh = events.map(',
    without: "if (events[0]!.type.endsWith('-withdrawn')) this.log.pop();\n    const fresh = events.map(",
    stormy: true,
  },
  {
    invariant: 10,
    rule: 'the file refuses to forget',
    file: 'libs/event-store/src/sqlite/schema.ts',
    line: "CREATE TRIGGER nothing_goes BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;",
    without: '',
  },
  {
    invariant: 10,
    rule: 'the file refuses to change',
    file: 'libs/event-store/src/sqlite/schema.ts',
    line: "CREATE TRIGGER nothing_changes BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;",
    without: '',
  },
  {
    invariant: 12,
    rule: 'what is due and absent is not green',
    file: 'libs/strategy/src/arithmetic/cell-status.ts',
    line: "if (actual === null) return due ? 'NOT_REPORTED' : 'BLANK';",
    without: "if (actual === null) return due ? 'MET' : 'BLANK';",
    stormy: true,
  },
  {
    invariant: 12,
    rule: 'nothing of nothing is not green',
    file: 'libs/strategy/src/arithmetic/cell-status.ts',
    line: "if (actual.value === null) return 'NO_ACTIVITY';",
    without: "if (actual.value === null) return 'MET';",
    stormy: true,
  },
  {
    invariant: 13,
    rule: 'lower can be better',
    file: 'libs/strategy/src/arithmetic/cell-status.ts',
    line: 'const better = signOf(direction);',
    without: 'const better = 1;',
    stormy: true,
  },
  {
    invariant: 13,
    rule: 'a target of 0 is an ordinary target',
    file: 'libs/strategy/src/arithmetic/cell-status.ts',
    line: "if (atLeast(better * actual.value, better * plan)) return 'MET';",
    without: "if (plan === 0 || atLeast(better * actual.value, better * plan)) return 'MET';",
  },
  {
    invariant: 16,
    rule: 'a command that was taken is looked up first',
    file: 'libs/cqrs/src/command-desk.ts',
    line: 'if (before) {\n        if (before.hash !== hash)',
    without: 'if (before && attempt < 0) {\n        if (before.hash !== hash)',
    stormy: true,
  },
  {
    invariant: 16,
    rule: 'the same id with another content is refused',
    file: 'libs/cqrs/src/command-desk.ts',
    line: 'if (before.hash !== hash) throw commandIdReused(envelope.commandId);',
    without: '',
    stormy: true,
  },
  {
    invariant: 17,
    rule: 'an auditor writes in no other post either',
    file: 'apps/api/src/access/rights.ts',
    line: "if (role === 'AUDITOR' || holdsAuditorPost)",
    without: "if (role === 'AUDITOR')",
    stormy: true,
  },
  {
    invariant: 17,
    rule: 'an auditor’s post has no right to write',
    file: 'libs/strategy/src/strategy/strategy.decider.ts',
    line: "if (facts.role === 'AUDITOR')",
    without: 'if (facts === null)',
  },
  {
    invariant: 17,
    rule: 'an auditor reads what is kept private',
    file: 'libs/strategy/src/readings/openness.reading.ts',
    line: "if (!record || reader.isAuditor) return 'ALL';",
    without: "if (!record) return 'ALL';",
    stormy: true,
  },
  {
    invariant: 17,
    rule: 'an auditor reads the goals of single persons',
    file: 'libs/strategy/src/readings/openness.reading.ts',
    line: "owner.role !== 'MEMBER' || reader.isAuditor ||",
    without: "owner.role !== 'MEMBER' ||",
  },
];

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
  for (const part of ['libs', 'apps/api', 'test/simulation', 'jest.config.cjs', 'jest.results.cjs', 'package.json'])
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
    const { HOSHIN_TEST_RESULTS: _, ...environment } = process.env;
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

  const patched = ({ file, line, without, rule }: Omit<TakeOut, 'invariant'>, look: () => void): void => {
    const path = join(folder, file);
    const source = readFileSync(path, 'utf8');
    const found = source.split(line).length - 1;
    if (found !== 1) throw new Error(`'${rule}' is kept by ${found} lines of ${file} that read ${line}: name the one that keeps it now`);
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
