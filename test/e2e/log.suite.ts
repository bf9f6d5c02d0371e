import type { EventStore } from '#event-store';
import { eventTypes } from '#strategy';
import { STORE } from '../../apps/api/src/record/tokens.js';
import { fallsOffer, startNorthmoor, withFallsAim, type Northmoor } from './northmoor.js';

let trust: Northmoor;
let kept: string;
beforeAll(async () => {
  trust = await startNorthmoor();
  await withFallsAim(trust);
  trust.clock.to('2026-04-07');
  const parent = { kind: 'AIM', id: 'falls-aim' };
  const offer = fallsOffer('falls-medicine', '24', '12');
  ({ subject: kept } = await trust.done('chief-nurse', 'serveBall', {
    kind: 'DOWNWARDS',
    parentRevision: 1,
    parent,
    receiver: 'medicine-lead',
    private: true,
    offer,
  }));
  trust.clock.to('2026-05-05');
  await trust.done('medicine-lead', 'recordObservations', { measure: 'falls-medicine', readings: [{ period: '2026-04', value: '25' }] });
});
afterAll(() => trust.close());

interface Found {
  readonly log: {
    readonly totalCount: number | null;
    readonly lookedTo: number | null;
    readonly position: number;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly edges: readonly {
      readonly cursor: string;
      readonly node: {
        readonly hash: string;
        readonly subject: { readonly id: string; readonly kind: string; readonly name: string | null };
        readonly event: {
          readonly position: number;
          readonly type: string;
          readonly on: string;
          readonly agent: string | null;
          readonly by: { readonly id: string };
          readonly post: { readonly id: string } | null;
          readonly differences: readonly { readonly field: string }[];
        };
      };
    }[];
  };
}
const question = `query ($filter: LogFilter, $from: Day, $to: Day, $oldestFirst: Boolean, $first: Int, $after: String, $asOf: AsOfInput) {
  log(filter: $filter, from: $from, to: $to, oldestFirst: $oldestFirst, first: $first, after: $after, asOf: $asOf) {
    totalCount lookedTo position pageInfo { hasNextPage endCursor }
    edges { cursor node { hash subject { id kind name } event { position type on agent by { id } post { id } differences { field } } } }
  }
}`;
/** What somebody finds in the log. */
const found = async (post: string, variables: Record<string, unknown> = {}): Promise<Found['log']> =>
  (await (await trust.acting(post)).query<Found & Record<string, unknown>>(question, { oldestFirst: false, ...variables })).log;
const types = ({ edges }: Found['log']): string[] => edges.map(({ node }) => node.event.type);
const refused = async (variables: Record<string, unknown>): Promise<readonly [unknown, string]> => {
  const { errors } = await (await trust.acting('auditor')).ask(question, { oldestFirst: false, ...variables });
  return [errors[0]!.extensions.code, errors[0]!.message];
};

describe('The log', () => {
  it('is read whole by an auditor, the newest first, page by page as it stood, each event with the hash it is stored with', async () => {
    const position = trust.position();
    const whole = await found('auditor', { first: 200, asOf: { position } });
    expect(whole).toMatchObject({ totalCount: position, position });
    const pages = [];
    for (let after: string | null = null, more = true; more;) {
      const page: Found['log'] = await found('auditor', { first: 30, after });
      expect([page.position, page.totalCount]).toEqual([position, position]);
      pages.push(...page.edges);
      ({ hasNextPage: more, endCursor: after } = page.pageInfo);
    }
    expect(pages.map(({ node }) => node.event.position)).toEqual(Array.from({ length: position }, (_, index) => position - index));
    const hashes: string[] = [];
    for await (const { events } of trust.service.app.get<EventStore>(STORE).readAllRaw())
      for (const { eventHash } of events) hashes.unshift(eventHash);
    expect(pages.map(({ node }) => node.hash)).toEqual(hashes);
  });

  it('is searched by person, post, subject, unit, kind and day, all of them at once', async () => {
    const served = await found('auditor', { filter: { person: 'ann', post: 'chief-nurse', kinds: ['BallServed'], areas: ['CATCHBALL'] } });
    expect(served).toMatchObject({ totalCount: 1, edges: [{ node: { subject: { id: kept, kind: 'THREAD' } } }] });
    expect(await found('auditor', { filter: { kinds: ['BallServed'], areas: ['SEALS'] } })).toMatchObject({ totalCount: 0, lookedTo: 1 });
    const ofMay = await found('auditor', { filter: { unit: 'medicine', areas: ['MEASURES'] }, from: '2026-05-01', to: '2030-12-31' });
    expect(ofMay.edges.map(({ node: { subject, event } }) => [subject.name, event.type, event.on])).toEqual([
      ['Falls with harm, medicine', 'ObservationRecorded', '2026-05-05'],
    ]);
    expect(ofMay.edges[0]!.node.event.differences.map(({ field }) => field)).toContain('figures.2026-04.value');
    const first = await found('auditor', { from: '1999-01-01', to: '2026-03-02', oldestFirst: true, first: 1 });
    expect(first.edges[0]!.node).toMatchObject({
      subject: { kind: 'RECORD' },
      event: { position: 1, type: 'LogOpened', agent: 'service', post: null },
    });
    expect(await found('auditor', { filter: { subject: 'falls-medicine' } })).toMatchObject({ totalCount: 2 });
    expect(types(await found('auditor', { asOf: { day: '2026-04-07' }, first: 1 }))).toEqual(['BallServed']);
  });

  it('keeps from everybody what their histories keep: here a private negotiation, in whatever way it is looked for', async () => {
    const searches = [
      { subject: kept },
      { person: 'ann', kinds: ['BallServed'] },
      { unit: 'medicine', areas: ['CATCHBALL'] },
      { areas: ['CATCHBALL'] },
    ];
    for (const filter of searches) {
      expect([filter, (await found('chief-nurse', { filter })).totalCount]).toEqual([filter, 1]);
      expect([filter, await found('surgery-lead', { filter })]).toMatchObject([filter, { totalCount: 0, edges: [] }]);
    }
    const [all, some] = [await found('auditor', { first: 200 }), await found('surgery-lead', { first: 200 })];
    expect(all.totalCount! - some.totalCount!).toBe(1);
  });

  it('is asked about no kind there is not, and no stretch that ends before it begins', async () => {
    expect(await refused({ from: '2026-05-02', to: '2026-05-01' })).toEqual([
      'BAD_USER_INPUT',
      'from 2026-05-02 lies after to 2026-05-01: change them round, or leave one out',
    ]);
    expect((await refused({ filter: { kinds: ['OfferCounterd'] } }))[1]).toContain('Did you mean the enum value "OfferCountered"');
    expect((await refused({ filter: { person: 'x'.repeat(101) } }))[1]).toContain('at most 100 letters, digits and the signs');
    expect((await refused({ filter: { kinds: Array.from({ length: eventTypes.length + 1 }, () => 'BallServed') } }))[1]).toContain(
      'each once',
    );
    expect((await refused({ first: 201 }))[0]).toBe('BAD_USER_INPUT');
    expect((await refused({ after: 'nonsense' }))[1]).toContain('after is no cursor of this service');
  });
});
