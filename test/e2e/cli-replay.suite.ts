import { Readable } from 'node:stream';
import { isRejection } from '#kernel';
import { planId } from '#plan';
import { run } from '../../apps/cli/src/program.js';
import { identityIn, recordConfig, withDesk } from '../../apps/cli/src/record.js';
import type { Terminal } from '../../apps/cli/src/terminal.js';
import { commandLine, smallTrust, type CommandLine, type Ended } from './command-line.js';
import { fallsOffer } from './northmoor.js';
import { startTestService } from './test-service.js';

const thread = '5c1d7f0a-9d52-4a4e-8f0e-6d7a1b2c3d4e';
const statement = 'Bring falls down from 10 to 8 a month';
let line: CommandLine;
beforeAll(async () => {
  line = commandLine();
  expect(await line.hoshin(['import', 'plan', line.file('trust.yaml', smallTrust)])).toMatchObject({ code: 0 });
  const terminal: Terminal = { out: () => {}, err: () => {}, interactive: false, environment: { HOSHIN_DATA: line.data } };
  const config = recordConfig(terminal, {});
  const { organisation } = (await identityIn(config))!;
  const id = (kind: 'aim' | 'post' | 'measure' | 'person', key: string): string => planId(organisation, kind, key);
  const offer = fallsOffer(id('measure', 'falls'), '10', '8', { statement });
  await withDesk(config, terminal, async ({ commands }) => {
    const actor = { person: id('person', 'ben'), post: id('post', 'chief') };
    const serve = {
      kind: 'DOWNWARDS',
      parent: { kind: 'AIM', id: id('aim', 'falls-aim') },
      parentRevision: 1,
      receiver: id('post', 'medicine-lead'),
      private: true,
      existingGoal: null,
      offer: {
        ...offer,
        measured: { ...offer.measured, jopFrom: '2026-03', jopTo: '2026-03', maintain: false },
        milestones: [],
        baselineBy: null,
        share: '1',
        weight: '1',
        link: { kind: 'CONTRIBUTES' },
        resourcesAsked: [],
        resourcesGranted: [],
        dependencies: [],
        conditions: [],
      },
    };
    for (const [name, input] of [
      ['ServeBall', serve],
      ['Withdraw', { reason: 'asked too early' }],
    ] as const) {
      const envelope = { commandId: crypto.randomUUID(), subject: thread, actor, correlationId: crypto.randomUUID() };
      const outcome = await commands.execute({ aggregate: 'catchball', name, input, envelope });
      if (isRejection(outcome)) throw new Error(outcome.because);
    }
  });
});
afterAll(() => line.remove());

const replay = (...args: readonly string[]): Promise<Ended> => line.hoshin(['replay', ...args]);
/** Somebody at the terminal who types this. */
const typing = async (typed: readonly string[], ...args: readonly string[]): Promise<Omit<Ended, 'bytes'>> => {
  const out: string[] = [];
  const err: string[] = [];
  const terminal: Terminal = {
    input: Readable.from(typed.map((words) => `${words}\n`)),
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    interactive: true,
    conversing: true,
    environment: { HOSHIN_DATA: line.data },
  };
  return { code: await run(['replay', ...args], terminal), out: out.join('\n'), err: err.join('\n') };
};
const stepsIn = ({ out }: Pick<Ended, 'out'>): string[] => [...out.matchAll(/^Step (\d+) of (\d+)/gm)].map(([, step]) => step!);

describe('hoshin replay', () => {
  it('prints every step with who, when, why, what changed, and the tree with the changed lines marked', async () => {
    const { code, out, err } = await replay('--aim', 'falls-aim');
    expect([code, err]).toEqual([0, '']);
    expect(stepsIn({ out })).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    expect(out).toContain('Ben Okri, Chief executive: candidate adopted, “Reduce falls with harm from 10 to 7 a month”');
    expect(out).toContain('Why: the highest score');
    expect(out).toContain('nominatedBy: nothing → {"person":');
    expect(out).toContain(
      '  + aim: Reduce falls with harm from 10 to 7 a month [planned; target 7 falls; by 2027-03-31; Chief executive] ← ADDED',
    );
    expect(out).toContain(
      '  * aim: Reduce falls with harm from 10 to 7 a month [target 7 falls; by 2027-03-31; Chief executive] ← CHANGED: state',
    );
    expect(out).toContain(`  +   goal: ${statement} [in negotiation; target 8 falls; by 2027-03-31; Medicine lead] ← ADDED`);
    expect(out).toMatch(new RegExp(`^  -   goal: ${statement} .* ← REMOVED$`, 'm'));
    expect(out).toContain('    nothing of it is in the tree yet');
  });

  it('finds a thread by its id or its statement, and a unit by its code', async () => {
    const byId = await replay('--thread', thread);
    expect(stepsIn(byId)).toEqual(['1', '2']);
    expect((await replay('--thread', statement)).out).toBe(byId.out);
    expect((await replay('--unit', 'HIL')).out).toContain('The story of the unit');
  });

  it('prints one step, or begins with one', async () => {
    const all = await replay('--aim', 'falls-aim');
    const one = await replay('--aim', 'falls-aim', '--step', '3');
    expect(stepsIn(one)).toEqual(['3']);
    expect(all.out).toContain(one.out);
    expect(stepsIn(await replay('--aim', 'falls-aim', '--from', '6'))).toEqual(['6', '7']);
    expect(stepsIn(await replay('--aim', 'falls-aim', '--as-of', '1'))).toEqual([]);
  });

  it('shows no more than a post may see, where it is asked to', async () => {
    expect(await replay('--thread', thread, '--as', 'medicine-lead')).toMatchObject({ code: 0, out: expect.stringContaining(statement) });
    const outside = await replay('--aim', 'falls-aim', '--as', 'figures');
    expect([outside.code, outside.out.includes(statement)]).toEqual([0, false]);
  });

  it('goes forward and back as whoever sits there types, and the same step looks the same again', async () => {
    const typed = await typing(['', 'n', 'p', '7', 'n', 'x', '99', 'q', 'n'], '--aim', 'falls-aim');
    expect(typed.code).toBe(0);
    expect(stepsIn(typed)).toEqual(['1', '2', '3', '2', '7']);
    const printed = typed.out
      .split(/\n(?=Step )/)
      .slice(1)
      .map((text) => text.trim());
    expect(printed[1]).toBe(printed[3]);
    expect(typed.err).toContain('The story ends with step 7');
    expect(typed.err).toContain('x is none of these');
    expect(stepsIn(await typing(['p'], '--aim', 'falls-aim'))).toEqual(['1']);
  });

  it('works beside a running service, and writes nothing', async () => {
    const service = await startTestService({ dataFolder: line.data });
    try {
      const before = service.position();
      expect(await replay('--aim', 'falls-aim', '--step', '1')).toMatchObject({ code: 0 });
      expect(service.position()).toBe(before);
    } finally {
      await service.close();
    }
  });

  it('says what it does not find, and what cannot be written so', async () => {
    for (const [args, code, says] of [
      [[], 2, 'name one of --aim, --unit, --thread'],
      [['--aim', 'falls-aim', '--unit', 'HIL'], 2, 'name one of'],
      [['--aim', 'nothing'], 1, 'there is no aim nothing'],
      [['--thread', 'nothing'], 1, 'there is no thread nothing at that moment'],
      [['--aim', 'falls-aim', '--step', '99'], 1, 'there is no step 99: the story has 7'],
      [['--aim', 'falls-aim', '--step', '0'], 1, 'there is no step 0'],
      [['--aim', 'falls-aim', '--from', 'three'], 2, 'Write a whole number'],
      [['--aim', 'falls-aim', '--as', 'nobody'], 1, 'there is no post nobody'],
    ] as const)
      expect([args, await replay(...args)]).toEqual([args, expect.objectContaining({ code, err: expect.stringContaining(says) })]);
  });
});
