import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { planId } from '#plan';
import { plannedLine, smallTrust, type CommandLine, type Ended } from './command-line.js';
import { actorOf } from '../../apps/cli/src/acting.js';
import { importingActor } from '../../apps/cli/src/import-observations.js';
import { carryOutImport } from '../../apps/cli/src/intake/execution.js';
import { mappingOf, mappingSchema } from '../../apps/cli/src/intake/mapping.js';
import { workOf } from '../../apps/cli/src/intake/work.js';
import { readDocument } from '../../apps/cli/src/document-file.js';
import { readRecord, recordConfig, withDesk } from '../../apps/cli/src/record.js';
import type { Terminal } from '../../apps/cli/src/terminal.js';
import { asKnownNow } from '../../libs/strategy/src/index.js';

let line: CommandLine;
beforeEach(async () => {
  line = await plannedLine(smallTrust);
});
afterEach(() => line.remove());

const terminal = (): Terminal => ({ out: () => {}, err: () => {}, interactive: false, environment: { HOSHIN_DATA: line.data } });
const record = () => readRecord(recordConfig(terminal(), {}));
const series = async (code: string): Promise<Record<string, string | null>> => {
  const { tables } = await record();
  const known = asKnownNow(tables.observations.of(tables.measureByCode.get(code)!));
  return Object.fromEntries(
    [...known].map(([period, { value, numerator, denominator }]) => [period, numerator === null ? value : `${numerator}/${denominator}`]),
  );
};

const mapping = (pooled: boolean): string =>
  line.file(
    'mapping.yaml',
    `
period: { column: period, format: YYYY-MM-DD }
numerator: attendances - breaches
denominator: attendances
leaveOut: { org_code: [Total] }
${pooled ? 'pooledOver: [type]' : ''}
measure:
  code: four-hour:{org_code}${pooled ? '' : ':{type}'}
  definition:
    name: Four-hour standard, {org_code}
    kind: PROPORTION
    unitOfMeasure: share
    direction: { kind: INCREASE }
    frequency: MONTH
    overTime: RATIO
    overUnits: RATIO
    operationalDefinition: Attendances within four hours over all attendances of {org_code}.
    source: a made-up file
`,
  );

const heading = 'org_code,type,period,attendances,breaches,admissions';
const csv = (...rows: readonly string[]): string => line.file('figures.csv', [heading, ...rows, ''].join('\n'));
const good = [
  'AAA,1,2025-04-01,100,10,5',
  'AAA,other,2025-04-01,50,0,0',
  'AAA,1,2025-05-01,80,20,5',
  'BBB,1,2025-04-01,0,0,0',
  'Total,,2025-04-01,150,10,5',
];

const observe = (file: string, ...more: readonly string[]): Promise<Ended> => line.hoshin(['import', 'observations', file, ...more]);

describe('hoshin import observations', () => {
  it('makes one measure per key, and says how many rows became figures', async () => {
    const { code, out } = await observe(csv(...good), '--mapping', mapping(false));
    expect(code).toBe(0);
    expect(out).toContain('4 rows: 4 figures recorded, 0 corrected, 0 unchanged; 0 rows skipped; 3 measures.');
    expect(out).toMatch(/\d+ rows\/s/);
    expect(await series('four-hour:AAA:1')).toEqual({ '2025-04': '90/100', '2025-05': '60/80' });
    expect(await series('four-hour:BBB:1')).toEqual({ '2025-04': '0/0' });
    const { tables } = await record();
    const [imported] = [...tables.imports.values()];
    expect(imported).toMatchObject({
      file: 'figures.csv',
      correcting: false,
      finished: { rows: 4, recorded: 4, measures: 3 },
      reversed: null,
    });
    expect(tables.measures.get(tables.measureByCode.get('four-hour:AAA:1')!)?.definition).toMatchObject({
      name: 'Four-hour standard, AAA',
      operationalDefinition: 'Attendances within four hours over all attendances of AAA.',
      code: 'four-hour:AAA:1',
    });
  });

  it('pools rows that differ in a column pooled over: numerators and denominators are summed', async () => {
    const { code } = await observe(csv(...good), '--mapping', mapping(true));
    expect(code).toBe(0);
    expect(await series('four-hour:AAA')).toEqual({ '2025-04': '140/150', '2025-05': '60/80' });
  });

  it('writes nothing in a dry run', async () => {
    const { position } = await record();
    const { code, out } = await observe(csv(...good), '--mapping', mapping(false), '--dry-run');
    expect(code).toBe(0);
    expect(out).toBe(
      'would take 4 rows: 4 figures recorded, 0 corrected, 0 unchanged; 0 rows skipped; 3 measures (3 of them new).\nNothing was written.',
    );
    expect((await record()).position).toBe(position);
  });

  it('is refused in a dry run as in earnest where nobody could import', async () => {
    for (const earnest of [[], ['--dry-run']]) {
      const { code, err } = await observe(csv(...good), '--mapping', mapping(false), '--as', 'the moon', ...earnest);
      expect([code, err]).toEqual([1, expect.stringContaining('there is no post the moon')]);
    }
  });

  it('names every bad line with its number, column and reason, and writes nothing', async () => {
    const { position } = await record();
    const file = csv(
      ...good,
      'AAA,1,2025-06-01,12x,1,0',
      'AAA,1,2025-02-30,10,1,0',
      'AAA,1,2025-07-01,10,11,0',
      'AAA,1,2025-05-01,80,20,5',
      'AAA,1,2025-08-01,-10,0,0',
      'AAA,1,2025-09-01,NaN,0,0',
      'AAA,1,2025-10-01,Infinity,0,0',
      'AAA,1,2025-11-01,,0,0',
      'AAA,1,2025-12-01,10,1',
      'AAA,1,2199-12-01,10,1,0',
      'BBB,1,2025-06-01,0,-3,0',
    );
    const { code, err } = await observe(file, '--mapping', mapping(false));
    expect(code).toBe(1);
    const told = err.split('\n').map((each) => each.replace(`${file}:`, ''));
    expect(told.slice(0, -1)).toEqual([
      "7 attendances: '12x' is no number: write at most 15 digits as 1234.5",
      "8 period: '2025-02-30' is no month that exists, or is not written as the mapping says",
      expect.stringMatching(/^9 attendances - breaches \/ attendances: .*-1\/10/) as string,
      '10 period: 2025-05 of four-hour:AAA:1 comes twice: line 4 has it too',
      expect.stringMatching(/^11 attendances - breaches \/ attendances: -10\/-10/) as string,
      "12 attendances: 'NaN' is no number: write at most 15 digits as 1234.5",
      "13 attendances: 'Infinity' is no number: write at most 15 digits as 1234.5",
      '14 attendances: is empty',
      '15 (all): the line has 1 fields too few',
      expect.stringMatching(/^16 period: December 2199 has not begun/) as string,
      expect.stringMatching(/^17 attendances - breaches \/ attendances: 3\/0/) as string,
    ]);
    expect(told.at(-1)).toBe(
      `hoshin: 11 of 15 rows of ${file} cannot be used; nothing was written. Correct them, or take the others with --skip-bad`,
    );
    expect((await record()).position).toBe(position);
  });

  it('takes the rest with --skip-bad', async () => {
    const { code, out, err } = await observe(csv(...good, 'AAA,1,2025-06-01,12x,1,0'), '--mapping', mapping(false), '--skip-bad');
    expect(code).toBe(0);
    expect(err).toContain(':7 attendances:');
    expect(out).toContain('5 rows: 4 figures recorded, 0 corrected, 0 unchanged; 1 rows skipped');
  });

  it('takes no row of a pool with a bad row in it: the sum without it would be a wrong figure', async () => {
    const { out } = await observe(csv(...good, 'AAA,2,2025-04-01,many,1,0'), '--mapping', mapping(true), '--skip-bad');
    expect(out).toContain('5 rows: 2 figures recorded, 0 corrected, 0 unchanged; 3 rows skipped');
    expect(await series('four-hour:AAA')).toEqual({ '2025-05': '60/80' });
  });

  it('adds nothing when it is run again', async () => {
    await observe(csv(...good), '--mapping', mapping(false));
    const { position } = await record();
    const again = await observe(csv(...good), '--mapping', mapping(false));
    expect(again.code).toBe(0);
    expect(again.out).toMatch(/^Nothing to add: import [0-9a-f-]+ brought this file in on /);
    expect((await record()).position).toBe(position);
  });

  it('completes an import that was interrupted between two commands when it is run again', async () => {
    const rows = Array.from({ length: 60 }, (_, index) => `P${index},1,2025-04-01,${100 + index},${index},0`);
    const file = csv(...rows);
    const map = mapping(false);
    const manner = { correct: null, skipBad: false, late: null };
    await withDesk(recordConfig(terminal(), {}), terminal(), async (desk) => {
      const work = await workOf(file, mappingOf(readDocument(mappingSchema, map).value), manner, {
        organisation: desk.identity.organisation,
        ...desk.views.now(),
      });
      let written = 0;
      const crash = carryOutImport(
        desk,
        importingActor(desk.views.now(), desk.identity.organisation, undefined),
        file,
        work,
        manner,
        () => {
          if (++written === 7) throw new Error('the power fails');
        },
      );
      await expect(crash).rejects.toThrow('the power fails');
    });
    const between = await record();
    const [begun] = [...between.tables.imports.values()];
    expect(begun?.finished).toBeNull();

    const { code, out } = await observe(file, '--mapping', map);
    expect(code).toBe(0);
    expect(out).toContain(`Going on with import ${begun!.id}`);
    expect(out).toContain('60 rows: 60 figures recorded, 0 corrected, 0 unchanged; 0 rows skipped; 60 measures.');
    const { tables } = await record();
    expect([...tables.imports.values()]).toHaveLength(1);
    expect(rows.map((_, index) => tables.observations.of(tables.measureByCode.get(`four-hour:P${index}:1`)!).length)).toEqual(
      rows.map(() => 1),
    );
  });

  it('refuses a re-published row that differs without --correct, and corrects it with', async () => {
    await observe(csv(...good), '--mapping', mapping(false));
    const { position } = await record();
    const republished = csv(...good.with(0, 'AAA,1,2025-04-01,100,12,5'));
    const refused = await observe(republished, '--mapping', mapping(false));
    expect(refused.code).toBe(1);
    expect(refused.err).toContain(
      ':2 period: 2025-04 of four-hour:AAA:1 has 90/100 and the file says 88/100: correct it with --correct "reason"',
    );
    expect((await record()).position).toBe(position);

    const corrected = await observe(republished, '--mapping', mapping(false), '--correct', 'republished in June');
    expect(corrected.out).toContain('4 rows: 0 figures recorded, 1 corrected, 3 unchanged');
    expect(await series('four-hour:AAA:1')).toEqual({ '2025-04': '88/100', '2025-05': '60/80' });
    expect((await observe(republished, '--mapping', mapping(false), '--correct', 'republished in June')).out).toContain('Nothing to add');
  });

  it('reads columns named by options into a measure that is there', async () => {
    const file = line.file('falls.csv', 'month,falls\nApr-25,11\nMay-25,9\n');
    const { code } = await observe(
      file,
      '--code',
      'falls',
      '--period',
      'month',
      '--period-format',
      'MMM-YY',
      '--value',
      'falls',
      '--as',
      'figures',
    );
    expect(code).toBe(0);
    expect(await series('falls')).toEqual({ '2025-04': '11', '2025-05': '9' });
  });

  it('says which measure is not there where nothing defines it', async () => {
    const file = line.file('falls.csv', 'month,falls\n2025-04,11\n');
    const { code, err } = await observe(file, '--code', 'slips', '--period', 'month', '--value', 'falls');
    expect(code).toBe(1);
    expect(err).toContain('there is no measure with the code slips: define it first, or give the mapping a definition');
  });

  it('says which column the file lacks, and what it has', async () => {
    const { code, err } = await observe(line.file('odd.csv', 'month,falls\n2025-04,11\n'), '--mapping', mapping(false));
    expect(code).toBe(1);
    expect(err).toContain('has no column period, attendances, breaches, org_code, type; its columns are month, falls');
  });

  it('says from which line on a file is no CSV', async () => {
    const { code, err } = await observe(csv(...good, '"AAA,1,2025-06-01,12,1,0', 'AAA,1,2025-07-01,12,1,0'), '--mapping', mapping(false));
    expect(code).toBe(1);
    expect(err).toMatch(/figures\.csv is no CSV file from line \d+ on: /);
  });

  it('puts measures made on the way into the unit of their code, and refuses a mapping that would define one code in two ways', async () => {
    const withUnit = (unit: string) =>
      line.file('unit.yaml', readFileSync(mapping(false), 'utf8').replace('  definition:', `  unit: '${unit}'\n  definition:`));
    const file = csv('HIL,1,2025-04-01,100,10,5');
    expect((await observe(file, '--mapping', withUnit('{org_code}'))).code).toBe(0);
    const { tables, identity } = await record();
    const measure = tables.measures.get(tables.measureByCode.get('four-hour:HIL:1')!);
    expect(measure?.unit).toBe(planId(identity!.organisation, 'unit', 'board'));
    const unknown = await observe(csv('ZZZ,1,2025-04-01,100,10,5'), '--mapping', withUnit('{org_code}'));
    expect(unknown.err).toContain('there is no unit ZZZ for the measure four-hour:ZZZ:1');
    const loose = await observe(file, '--mapping', withUnit('{admissions}'));
    expect(loose).toMatchObject({
      code: 1,
      err: expect.stringContaining('{admissions} is used for the measure and is not in its code') as string,
    });
  });

  it('refuses a definition that the measure’s own rules refuse, before anything is written', async () => {
    const averaged = line.file('averaged.yaml', readFileSync(mapping(false), 'utf8').replace('overUnits: RATIO', 'overUnits: MEAN'));
    const { position } = await record();
    const { code, err } = await observe(csv(...good), '--mapping', averaged);
    expect(code).toBe(1);
    expect(err).toContain('four-hour:AAA:1 cannot be defined: the mean of a proportion means nothing');
    expect((await record()).position).toBe(position);
  });

  it('wants a reason for a first figure that comes after its month was closed', async () => {
    const file = line.file('falls.csv', 'month,falls\n2025-04,11\n');
    await withDesk(recordConfig(terminal(), {}), terminal(), async (desk) => {
      const subject = planId(desk.identity.organisation, 'measure', 'falls');
      const actor = actorOf(desk.views.now(), planId(desk.identity.organisation, 'post', 'figures'));
      const envelope = { commandId: randomUUID(), subject, actor, correlationId: randomUUID() };
      const closed = await desk.commands.execute({ aggregate: 'measure', name: 'ClosePeriod', input: { period: '2025-04' }, envelope });
      expect(closed).toMatchObject({ events: 1 });
    });
    const options = ['--code', 'falls', '--period', 'month', '--value', 'falls'];
    expect((await observe(file, ...options)).err).toContain(
      ':2 month: 2025-04 of falls is closed: say why it comes late with --late "reason"',
    );
    expect((await observe(file, ...options, '--late', 'found in an audit')).code).toBe(0);
    expect(await series('falls')).toEqual({ '2025-04': '11' });
  });

  it('is used wrongly without a mapping or with half of one', async () => {
    expect((await observe(csv(...good))).code).toBe(2);
    expect((await observe(csv(...good), '--code', 'x', '--period', 'period', '--numerator', 'attendances')).code).toBe(2);
    expect((await observe(csv(...good), '--mapping', mapping(false), '--value', 'attendances')).code).toBe(2);
  });

  it('lets only a data steward’s or administrator’s post import', async () => {
    const { code, err } = await observe(csv(...good), '--mapping', mapping(false), '--as', 'chief');
    expect(code).toBe(1);
    expect(err).toContain('NotForThisRole');
  });
});

describe('hoshin import reverse', () => {
  it('takes the figures out again, lets what was corrected stand as before, and lets the file come in anew', async () => {
    await observe(csv(...good), '--mapping', mapping(false));
    const republished = csv(...good.with(0, 'AAA,1,2025-04-01,100,12,5'));
    await observe(republished, '--mapping', mapping(false), '--correct', 'republished');
    const imports = async () => [...(await record()).tables.imports.values()];
    const second = (await imports())[1]!;
    const reversed = await line.hoshin(['import', 'reverse', second.id, '--reason', 'the wrong file']);
    expect(reversed).toMatchObject({ code: 0, out: `Import ${second.id} of figures.csv is reversed: its figures are out of 1 measures.` });
    expect(await series('four-hour:AAA:1')).toEqual({ '2025-04': '90/100', '2025-05': '60/80' });

    await observe(republished, '--mapping', mapping(false), '--correct', 'republished');
    expect(await series('four-hour:AAA:1')).toEqual({ '2025-04': '88/100', '2025-05': '60/80' });
    expect(await imports()).toHaveLength(3);
  });

  it('names the imports there are where there is none of that id', async () => {
    await observe(csv(...good), '--mapping', mapping(false));
    const { code, err } = await line.hoshin(['import', 'reverse', 'nonsense', '--reason', 'x']);
    expect(code).toBe(1);
    expect(err).toMatch(/there is no import nonsense; the imports are:\n {2}[0-9a-f-]{36} figures\.csv \d/);
  });
});

describe('Acting in a post', () => {
  it('is refused on a day on which nobody stands in it', async () => {
    await withDesk(recordConfig(terminal(), {}), terminal(), async (desk) => {
      const { organisation } = desk.identity;
      expect(() => actorOf(desk.views.now(), planId(organisation, 'post', 'chief'), planId(organisation, 'person', 'ada'))).toThrow(
        'does not stand in Chief executive today',
      );
      expect(actorOf(desk.views.now(), planId(organisation, 'post', 'medicine-lead'))).toEqual({
        person: planId(organisation, 'person', 'dot'),
        post: planId(organisation, 'post', 'medicine-lead'),
      });
    });
  });
});
