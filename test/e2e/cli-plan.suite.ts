import { existsSync, readdirSync } from 'node:fs';
import type { Recorded } from '#kernel';
import { planId } from '#plan';
import { commandLine, smallTrust, type CommandLine } from './command-line.js';
import { openForReading, readRecord, recordConfig } from '../../apps/cli/src/record.js';

let line: CommandLine;
beforeEach(() => (line = commandLine()));
afterEach(() => line.remove());

const record = () =>
  readRecord(recordConfig({ out: () => {}, err: () => {}, interactive: false, environment: { HOSHIN_DATA: line.data } }, {}));
const plan = (text: string) => line.file('trust.yaml', text);

describe('hoshin import plan', () => {
  it('brings an organisation, its people, its strategy and its measures in through the command handlers', async () => {
    const { code, out } = await line.hoshin(['import', 'plan', plan(smallTrust)]);
    expect(code).toBe(0);
    expect(out).toContain('did adopt fewer-falls as the aim falls-aim');
    const { identity, tables, personOf } = await record();
    const id = (kind: Parameters<typeof planId>[1], key: string) => planId(identity!.organisation, kind, key);
    expect([...tables.units.values()].map(({ name }) => name)).toEqual(['Board', 'Medicine', 'Ward A']);
    expect(tables.units.get(id('unit', 'ward-a'))).toMatchObject({ parent: id('unit', 'medicine'), code: null });
    expect(tables.posts.get(id('post', 'medicine-lead'))?.acting).toEqual([{ person: id('person', 'dot'), from: '2024-01-01', to: null }]);
    expect(tables.aims.get(id('aim', 'falls-aim'))).toMatchObject({
      status: 'ADOPTED',
      terms: { measured: { jop: '10', target: '7', tolerance: '0' } },
    });
    expect(tables.candidates.get(id('candidate', 'new-signs'))).toMatchObject({
      status: 'DROPPED',
      nominatedBy: { person: id('person', 'dot') },
    });
    expect(tables.cycles.get(id('cycle', 'year-one'))?.state).toBe('ACTIVE');
    expect(tables.trueNorths.get(id('unit', 'board'))?.inForce?.dimensions).toHaveLength(2);
    expect(tables.measures.get(id('measure', 'falls'))).toMatchObject({ definition: { code: 'falls' }, classes: [{ class: 'DRIVER' }] });
    expect(personOf(id('person', 'ada'))).toMatchObject({ name: 'Ada Lovell', subject: 'ada' });
  });

  it('leaves a trace of every name somebody is given to sign in by, and neither their own name nor that one', async () => {
    await line.hoshin(['import', 'plan', plan(smallTrust)]);
    const terminal = { out: () => {}, err: () => {}, interactive: false, environment: { HOSHIN_DATA: line.data } };
    const { log, identity } = await openForReading(recordConfig(terminal, {}));
    const bound: Recorded[] = [];
    for await (const { events } of log.readAll()) bound.push(...events.filter(({ type }) => type === 'SignInBound'));
    await log.close();
    expect(bound.map(({ data, meta }) => ({ data, actor: meta.actor }))).toEqual([
      {
        data: {
          person: planId(identity!.organisation, 'person', 'ada'),
          digest: expect.stringMatching(/^[0-9a-f]{64}$/),
          reason: 'entered by the import of a plan',
        },
        actor: { person: 'operator', post: 'operator' },
      },
    ]);
  });

  it('adds nothing when it is run again', async () => {
    await line.hoshin(['import', 'plan', plan(smallTrust)]);
    const { position } = await record();
    const again = await line.hoshin(['import', 'plan', plan(smallTrust)]);
    expect(again).toMatchObject({ code: 0, out: 'Nothing differs from the plan: nothing was added.' });
    expect((await record()).position).toBe(position);
  });

  it('says what it would do in a dry run and makes no file', async () => {
    const { code, out } = await line.hoshin(['import', 'plan', plan(smallTrust), '--dry-run']);
    expect(code).toBe(0);
    expect(out).toContain('would add the division Medicine');
    expect(out).toContain('28 steps; nothing was written.');
    expect(existsSync(line.data)).toBe(false);
  });

  it('makes no key to sign tokens with, since nobody signs in to it', async () => {
    await line.hoshin(['import', 'plan', plan(smallTrust)]);
    expect(await line.hoshin(['verify'])).toMatchObject({ code: 0 });
    expect(readdirSync(line.data)).toEqual(expect.arrayContaining(['log.db', 'directory.db']));
    expect(readdirSync(line.data)).not.toContain('signing-key.json');
  });

  it('changes what a later plan says differently, with the reason given', async () => {
    await line.hoshin(['import', 'plan', plan(smallTrust)]);
    const changed = smallTrust
      .replace('name: Medicine,', 'name: Acute medicine,')
      .replace('title: Data steward', 'title: Head of information')
      .replace('{ person: ben, from: 2024-01-01 }', '{ person: ben, from: 2024-01-01, to: 2030-12-31 }')
      .replace('Halve falls in three years', 'Halve falls by 2027')
      .replace('target: 7 }', 'target: 6 }')
      .replace('Ben Okri', 'Ben O’Kri');
    const { code, out } = await line.hoshin(['import', 'plan', plan(changed), '--reason', 'as the board decided in June']);
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      "did correct the directory's entry of Ben O’Kri",
      'did rename the division Medicine to Acute medicine',
      'did retitle the post Data steward to Head of information',
      'did record 2030-12-31 as the last day of ben as holder of Chief executive',
      'did revise the objective no-falls',
      'did revise the aim falls-aim',
      '6 steps done, 5 events added.',
    ]);
    const { tables, identity } = await record();
    const aim = planId(identity!.organisation, 'aim', 'falls-aim');
    expect(tables.aimRevisions.of(aim).map(({ revision, reason }) => [revision, reason])).toEqual([
      [1, 'the highest score'],
      [2, 'as the board decided in June'],
    ]);
  });

  it('refuses as a whole what a plan cannot change, naming the line', async () => {
    await line.hoshin(['import', 'plan', plan(smallTrust)]);
    const { position } = await record();
    const moved = smallTrust
      .replace('kind: team, parent: medicine', 'kind: team, parent: board')
      .replace('name: Board,', 'name: Trust board,');
    const { code, err } = await line.hoshin(['import', 'plan', plan(moved)]);
    expect(code).toBe(1);
    expect(err).toMatch(/trust\.yaml:14:\d+ units\[0\]\.parent: Ward A stands elsewhere in the tree, which a plan cannot change/);
    expect((await record()).position).toBe(position);
  });

  it('names path, line and column of everything wrong in the file, and opens no log for it', async () => {
    const wrong = smallTrust
      .replace('role: LEAD', 'role: BOSS')
      .replace('from: 2024-04-01, to: 2027-03-31 }', 'from: 2024-02-30, to: 2027-03-31 }')
      .replace('target: 7 }', 'target: .nan }')
      .replace('unitOfMeasure: falls', 'unit_of_measure: falls');
    const { code, err } = await line.hoshin(['import', 'plan', plan(wrong)]);
    expect(code).toBe(1);
    expect(err).toMatch(/trust\.yaml:24:5 posts\[3\]\.role: /);
    expect(err).toMatch(/trust\.yaml:34:\d+ objectives\[0\]\.from: is no day that exists/);
    expect(err).toMatch(/trust\.yaml:42:5 measures\[0\]\.unit_of_measure: is not a word of this format/);
    expect(err).toMatch(/candidates\[0\]\.adopted\.measured\.target: /);
    expect(err).not.toMatch(/\n\s+at /);
    expect(existsSync(line.data)).toBe(false);
  });

  it('names references that lead nowhere, keys used twice and units below themselves', async () => {
    const wrong = smallTrust
      .replace('sponsor: chief', 'sponsor: cheif')
      .replace('key: new-signs', 'key: fewer-falls')
      .replace('name: Board, kind: board, code: HIL', 'name: Board, kind: board, parent: ward-a');
    const { code, err } = await line.hoshin(['import', 'plan', plan(wrong)]);
    expect(code).toBe(1);
    expect(err).toContain('candidates[0].adopted.sponsor: there is no post cheif, neither in this plan nor in the log');
    expect(err).toContain('candidates[1].key: the key fewer-falls is taken by another candidate');
    expect(err).toContain('lies below itself');
    expect(existsSync(line.data)).toBe(false);
  });

  it('stops at a step the domain refuses, keeps what is done, and goes on from there with the corrected plan', async () => {
    const refused = await line.hoshin(['import', 'plan', plan(smallTrust.replace('target: 7 }', 'target: 10 }'))]);
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/could not adopt fewer-falls as the aim falls-aim: .*\n24 of 28 steps are done and stay/);
    const corrected = await line.hoshin(['import', 'plan', plan(smallTrust)]);
    expect(corrected.out).toMatch(/^did adopt fewer-falls[^]*4 steps done/);
  });

  it('lets nobody act whose role may not: an administrator post that is a lead’s', async () => {
    const { code, err } = await line.hoshin(['import', 'plan', plan(smallTrust.replace('role: ADMINISTRATOR', 'role: MEMBER'))]);
    expect(code).toBe(1);
    expect(err).toContain('NotForThisRole');
  });

  it('reads JSON as well', async () => {
    const file = line.file(
      'trust.json',
      JSON.stringify({ organisation: { key: 'small', name: 'Small', administrator: 'admin' } }, null, 2),
    );
    const { code, err } = await line.hoshin(['import', 'plan', file]);
    expect(code).toBe(1);
    expect(err).toMatch(/trust\.json:5:5 organisation\.administrator: there is no post admin/);
  });

  it('says in one sentence that a file is not there, or no YAML', async () => {
    expect(await line.hoshin(['import', 'plan', `${line.folder}/nowhere.yaml`])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/nowhere\.yaml is not there: check the path$/) as string,
    });
    expect((await line.hoshin(['import', 'plan', plan('organisation: [')])).err).toMatch(/trust\.yaml:1:\d+ /);
  });
});

describe('hoshin', () => {
  it('ends with 2 where it is used wrongly and with 0 where it is asked for help', async () => {
    expect((await line.hoshin(['nonsense'])).code).toBe(2);
    expect((await line.hoshin(['import'])).code).toBe(2);
    expect((await line.hoshin(['import', 'plan'])).code).toBe(2);
    expect((await line.hoshin(['verify', '--nonsense'])).code).toBe(2);
    expect((await line.hoshin(['--help'])).code).toBe(0);
  });

  it.each([
    ['import', 'plan'],
    ['import', 'observations'],
    ['import', 'reverse'],
    ['token'],
    ['schema'],
    ['verify'],
    ['backup'],
    ['restore'],
    ['rebuild'],
  ])('shows examples in the help of %s %s', async (...command) => {
    const { code, out } = await line.hoshin([...command.filter((word) => word), '--help']);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`Examples:\\n[^]*hoshin ${command.filter((word) => word).join(' ')}`));
  });

  it('says how to go on where there is no log, and where the data folder cannot be made', async () => {
    const { code, err } = await line.hoshin(['verify']);
    expect(code).toBe(1);
    expect(err).toBe(`hoshin: there is no log in the folder ${line.data}: name its folder with --data, or its place with HOSHIN_STORE`);
    const blocked = line.file('file', '');
    const made = await line.hoshin(['import', 'plan', plan(smallTrust), '--data', `${blocked}/data`]);
    expect(made.code).toBe(1);
    expect(made.err).toContain(`${blocked}/data cannot be made`);
    expect(made.err).not.toMatch(/\n\s+at /);
  });
});
