import { AccessRecords, type Access } from '../../apps/api/src/record/access-records.js';
import { startNorthmoor, type Northmoor } from './northmoor.js';

let trust: Northmoor;
beforeAll(async () => {
  trust = await startNorthmoor();
});
afterAll(() => trust.close());

const asked =
  'query ($person: ID, $kind: AccessKind) { accessRecords(person: $person, kind: $kind) { totalCount edges { node { kind subject upTo hour position person { id } } } } }';
const accesses = async (post: string, variables: Record<string, unknown> = {}) => {
  const { accessRecords } = (await (await trust.acting(post)).query(asked, variables)) as {
    accessRecords: { totalCount: number; edges: { node: { kind: string; subject: string | null; person: { id: string } } }[] };
  };
  return accessRecords.edges.map(({ node: { kind, subject, person } }) => `${person.id} ${kind} ${subject ?? 'log'}`);
};
const had = (access: Partial<Access>): Promise<void> =>
  trust.service.app.get(AccessRecords).record({
    person: 'aud',
    kind: 'EVIDENCE',
    subject: 'falls-aim',
    upTo: trust.position(),
    correlationId: crypto.randomUUID(),
    ...access,
  });

describe('Accesses to the record', () => {
  it('are noted once an hour, an auditor’s too, and shown to auditors, administrators and whoever had them', async () => {
    const before = trust.position();
    await Promise.all([had({}), had({}), had({ upTo: 3 }), had({ person: 'fin', kind: 'EXPORT', subject: null })]);
    await had({});
    expect(trust.position()).toBe(before + 2);
    trust.clock.to('2026-03-03');
    await had({});
    expect(trust.position()).toBe(before + 3);

    const all = ['aud EVIDENCE falls-aim', 'fin EXPORT log', 'aud EVIDENCE falls-aim'];
    expect(await accesses('auditor')).toEqual(expect.arrayContaining(all));
    expect(await accesses('administrator')).toHaveLength(3);
    expect(await accesses('administrator', { person: 'aud', kind: 'EXPORT' })).toEqual([]);
    expect(await accesses('finance-director')).toEqual(['fin EXPORT log']);
    expect(await accesses('medicine-lead', { person: 'aud' })).toEqual([]);
  });

  it('change nothing that is read of the trust', async () => {
    const auditor = await trust.acting('auditor');
    const everything =
      'query ($asOf: AsOfInput) { findings(asOf: $asOf) { totalCount } units(asOf: $asOf) { totalCount } history(subject: "board", asOf: $asOf) { totalCount } }';
    const before = await auditor.query(everything);
    await had({ subject: 'board' });
    expect(await auditor.query(everything)).toEqual(before);
  });
});
