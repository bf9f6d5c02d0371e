import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planId } from '#plan';
import type { ApiClient } from '#testing';
import { readRecord, recordConfig } from '../../apps/cli/src/record.js';
import { commandLine, type CommandLine } from './command-line.js';
import { startTestService, type TestService } from './test-service.js';

const samples = join(__dirname, '../../samples');
const readme = readFileSync(join(samples, 'README.md'), 'utf8');
const folder = process.env['SAMPLE_DATA'];
const file = folder ? join(folder, 'ae_attendances.csv') : null;
const isHere = file !== null && existsSync(file);

/** A GraphQL document of the samples' page, by its name. */
const documentOf = (name: string): string => {
  const documents = [...readme.matchAll(/```graphql\n([^]*?)```/g)].map(([, text]) => text!);
  const found = documents.find((text) => new RegExp(`^(query|mutation) ${name}\\b`).test(text));
  if (found === undefined) throw new Error(`samples/README.md has no document ${name}`);
  return found;
};

/** The hand calculation, by nothing of ours: a provider's month is the sum of its departments' lines. */
interface Counted {
  readonly attendances: number;
  readonly breaches: number;
}
const countedByHand = (): { readonly rows: number; readonly months: ReadonlyMap<string, Counted> } => {
  const months = new Map<string, Counted>();
  const [, ...rows] = readFileSync(file!, 'utf8').trim().split(/\r?\n/);
  for (const row of rows) {
    const [provider, , period, attendances, breaches] = row.split(',');
    const key = `${provider} ${period!.slice(0, 7)}`;
    const sum = months.get(key) ?? { attendances: 0, breaches: 0 };
    months.set(key, { attendances: sum.attendances + Number(attendances), breaches: sum.breaches + Number(breaches) });
  }
  return { rows: rows.length, months };
};
/** The twelve months of the financial year that begins in April of a year. */
const monthsOf = (year: number): readonly string[] =>
  Array.from({ length: 12 }, (_, index) => `${year + Math.floor((index + 3) / 12)}-${String(((index + 3) % 12) + 1).padStart(2, '0')}`);

interface Year {
  readonly within: number;
  readonly attendances: number;
  readonly share: number;
  /** How many months of it are in the file. */
  readonly months: number;
}
const yearOf = ({ months }: ReturnType<typeof countedByHand>, provider: string, year: number): Year => {
  const sums = monthsOf(year).flatMap((month) => months.get(`${provider} ${month}`) ?? []);
  const attendances = sums.reduce((sum, month) => sum + month.attendances, 0);
  const within = attendances - sums.reduce((sum, month) => sum + month.breaches, 0);
  return { within, attendances, share: within / attendances, months: sums.length };
};

interface Achievement {
  readonly actual: number;
  readonly jop: number;
  readonly target: number;
  readonly attainment: number;
  readonly reportedInWords: string;
  readonly cells: readonly {
    readonly period: string;
    readonly actual: string | null;
    readonly status: string;
    readonly note: string | null;
  }[];
}

const say = (line: string): void => void process.stdout.write(`  ${line}\n`);
const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

(isHere ? describe : describe.skip)('The published A&E figures', () => {
  let line: CommandLine;
  let service: TestService | undefined;
  let counted: ReturnType<typeof countedByHand>;
  let director: ApiClient;
  let organisation: string;
  const id = (kind: 'person' | 'post' | 'aim', key: string): string => planId(organisation, kind, key);
  const as = (person: string, post: string): Promise<ApiClient> => service!.as(id('person', person), id('post', post));

  beforeAll(async () => {
    line = commandLine();
    counted = countedByHand();
    const { code, err } = await line.hoshin(['import', 'plan', join(samples, 'ae-four-hour.plan.yaml')]);
    expect([code, err]).toEqual([0, '']);
  });
  afterAll(async () => {
    await service?.close();
    line.remove();
  });

  it.each([
    ['per provider and department type', 'ae-four-hour.mapping.yaml', 12_765, 428],
    ['per provider, all its departments together', 'ae-four-hour-provider.mapping.yaml', 8_298, 274],
  ])('come in %s, and a second run adds nothing', async (what, mapping, figures, measures) => {
    const importing = ['import', 'observations', file!, '--mapping', join(samples, mapping)];
    const started = performance.now();
    const first = await line.hoshin(importing);
    const seconds = (performance.now() - started) / 1_000;
    expect([first.code, first.err]).toEqual([0, '']);
    expect(first.out).toContain(
      `${counted.rows} rows: ${figures} figures recorded, 0 corrected, 0 unchanged; 0 rows skipped; ${measures} measures.`,
    );
    say(`${what}: ${first.out.split('\n').slice(1).join(' ')}; ${seconds.toFixed(1)} s with opening and closing the record`);
    const config = recordConfig({ out: () => {}, err: () => {}, interactive: false, environment: {} }, { data: line.data });
    const { position } = await readRecord(config);
    const second = await line.hoshin(importing);
    expect([second.code, second.out]).toEqual([0, expect.stringContaining('Nothing to add')]);
    expect((await readRecord(config)).position).toBe(position);
  });

  /** Compares a goal's achievement with the sums over the file. */
  const compare = async (goal: string, provider: string, year: number): Promise<Achievement> => {
    const [before, byHand] = [yearOf(counted, provider, year - 1), yearOf(counted, provider, year)];
    const { goal: found } = await director.query<{ goal: { achievement: Achievement } }>(documentOf('Achievement'), { goal });
    const { achievement } = found;
    expect(achievement.actual).toBeCloseTo(byHand.share, 13);
    expect(achievement.jop).toBeCloseTo(before.share, 13);
    expect(achievement.target).toBe(0.95);
    expect(achievement.attainment).toBeCloseTo((byHand.share - before.share) / (0.95 - before.share), 11);
    expect(achievement.reportedInWords).toBe(`${byHand.months} of 12 reported`);
    const cells = achievement.cells.filter(({ period }) => monthsOf(year).includes(period));
    expect(cells.map(({ period }) => period)).toEqual(monthsOf(year));
    for (const { period, actual, status } of cells) {
      const month = counted.months.get(`${provider} ${period}`);
      if (month) expect(Number(actual)).toBeCloseTo((month.attendances - month.breaches) / month.attendances, 12);
      else expect([period, actual, status]).toEqual([period, null, 'NOT_REPORTED']);
    }
    say(
      `${provider} ${year}/${year - 1999}: ${byHand.within}/${byHand.attendances} = ${percent(achievement.actual)}, from ${percent(achievement.jop)}` +
        ` towards ${percent(achievement.target)}: attainment ${achievement.attainment.toFixed(4)}, ${achievement.reportedInWords}`,
    );
    return achievement;
  };

  it('are a goal’s achievement to whoever follows samples/README.md', async () => {
    service = await startTestService({ dataFolder: line.data });
    const nobodyYet = await service.as('anybody');
    organisation = (await nobodyYet.query<{ organisation: { id: string } }>('{ organisation { id } }')).organisation.id;
    director = await as('director', 'regional-director');
    const lead = await as('rrk', 'rrk-lead');
    type Answer = Record<string, { subject?: string; because?: string }>;
    const send = async (client: ApiClient, name: string, variables: Record<string, unknown>): Promise<string | undefined> => {
      const answer = await client.query<Answer>(documentOf(name), { command: crypto.randomUUID(), ...variables });
      const [outcome] = Object.values(answer);
      expect(outcome).not.toHaveProperty('because');
      await service!.settled();
      return outcome!.subject;
    };

    interface Named {
      readonly edges: readonly { readonly node: { readonly id: string; readonly statement?: string; readonly title?: string } }[];
    }
    const looked = await director.query<{ measure: { id: string }; aims: Named; posts: Named }>(documentOf('Look'));
    const aim = looked.aims.edges.find(({ node }) => node.statement === 'Four hours in 2017/18')!.node.id;
    const receiver = looked.posts.edges.find(({ node }) => node.title === 'Chief executive of RRK')!.node.id;
    const thread = await send(director, 'Serve', { aim, lead: receiver, measure: looked.measure.id });
    const { thread: offer } = await lead.query<{ thread: { table: { hash: string } } }>(documentOf('Offer'), { thread });
    const signing = { thread, hash: offer.table.hash };
    await send(lead, 'Accept', signing);
    await send(lead, 'Sign', signing);
    await send(director, 'Sign', signing);

    expect(yearOf(counted, 'RRK', 2016)).toMatchObject({ within: 94_203, attendances: 115_226 });
    expect(yearOf(counted, 'RRK', 2017)).toMatchObject({ within: 97_437, attendances: 117_499 });
    const { cells } = await compare(thread!, 'RRK', 2017);
    // The year after stands beside the one promised, judged by no plan.
    const after = cells.filter(({ period }) => monthsOf(2018).includes(period));
    expect(after.map(({ status }) => status)).toEqual(Array<string>(12).fill('NO_PLAN'));
  });

  it('read "k of m" and NOT_REPORTED where a provider stopped, and say why where somebody noted it', async () => {
    const measureOf = async (provider: string): Promise<string> =>
      (
        await director.query<{ measure: { id: string } }>('query ($code: String) { measure(code: $code) { id } }', {
          code: `four-hour:${provider}`,
        })
      ).measure.id;
    const taken = async (client: ApiClient, mutation: string, input: Record<string, unknown>): Promise<void> => {
      expect(await client.mutate(mutation, input)).toMatchObject({ __typename: 'Receipt' });
      await service!.settled();
    };
    for (const [provider, year] of [
      ['RR1', 2017],
      ['RRK', 2018],
      ['RR1', 2018],
    ] as const) {
      const thread = `${provider}-${year}`;
      const name = provider.toLowerCase();
      const lead = await as(name, `${name}-lead`);
      await taken(director, 'serveBall', {
        thread,
        kind: 'DOWNWARDS',
        parent: { kind: 'AIM', id: id('aim', `aim-${year}-${year - 1999}`) },
        parentRevision: 1,
        receiver: id('post', `${name}-lead`),
        offer: {
          statement: `95% within four hours in ${year}/${year - 1999}`,
          kind: 'MEASURED',
          measured: {
            measure: await measureOf(provider),
            basis: 'TOTAL',
            jop: String(Number(yearOf(counted, provider, year - 1).share.toPrecision(15))),
            jopFrom: `${year - 1}-04`,
            jopTo: `${year}-03`,
            target: '0.95',
            trajectory: { kind: 'STEP', on: `${year}-04-01` },
          },
          due: `${year + 1}-03-31`,
          confidence: 2,
          rationale: 'the national standard',
        },
      });
      const { thread: offer } = await lead.query<{ thread: { table: { hash: string } } }>(documentOf('Offer'), { thread });
      const signing = { thread, parentRevision: 1, offerHash: offer.table.hash };
      await taken(lead, 'acceptOffer', { ...signing, round: 1 });
      await taken(lead, 'commit', signing);
      await taken(director, 'commit', signing);
    }
    const text = 'RR1 merged into RRK in this month: from here on the figures are those of both.';
    await taken(await as('steward', 'steward'), 'annotateMeasure', { measure: await measureOf('RRK'), period: '2018-07', text });

    await compare('RR1-2017', 'RR1', 2017);
    const merged = await compare('RRK-2018', 'RRK', 2018);
    expect(merged.cells.find(({ period }) => period === '2018-07')?.note).toBe(text);
    const gone = await compare('RR1-2018', 'RR1', 2018);
    expect(gone.reportedInWords).toBe('3 of 12 reported');
    const missing = gone.cells.filter(({ period, status }) => monthsOf(2018).includes(period) && status === 'NOT_REPORTED');
    expect(missing.map(({ period }) => period)).toEqual(monthsOf(2018).slice(3));
  });
});

(isHere ? describe.skip : describe)('The published A&E figures', () => {
  it('are left out where SAMPLE_DATA names no folder with ae_attendances.csv; samples/README.md says where to get them', () => {
    for (const told of ['SAMPLE_DATA', 'https://www.england.nhs.uk/statistics/', 'Open Government Licence v3.0'])
      expect(readme).toContain(told);
  });
});
