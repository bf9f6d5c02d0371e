import type { ApiClient } from '#testing';
import { aimTerms, startNorthmoor, withFallsAim, type Northmoor } from './northmoor.js';

interface Found {
  readonly code: string;
  readonly kind: string;
  readonly key: string | null;
  readonly rule: string | null;
  readonly subjectKind: string;
  readonly subject: string;
  readonly evidence: number | null;
  readonly evidenceAll: readonly { readonly position: number; readonly subjectKind: string; readonly subject: string }[];
  readonly decision: string | null;
  readonly decidedOn: string | null;
  readonly decidedBy: readonly { readonly id: string }[];
  readonly acknowledged: {
    readonly by: { readonly id: string };
    readonly post: { readonly id: string } | null;
    readonly at: string;
    readonly reason: string;
    readonly position: number;
  } | null;
}

let trust: Northmoor;
let auditor: ApiClient;
let key: string;
beforeAll(async () => {
  trust = await startNorthmoor();
  await withFallsAim(trust);
  trust.clock.to('2026-05-18');
  const readings = [
    { period: '2026-03', value: '38' },
    { period: '2026-04', value: '41' },
  ];
  await trust.done('data-steward', 'recordObservations', { measure: 'falls', readings });
  trust.clock.to('2026-05-20');
  const terms = aimTerms('Cut falls with harm', { target: '26' });
  await trust.done('chief-nurse', 'reviseAim', { aim: 'falls-aim', revision: 1, terms, reason: 'two wards were opened' });
  auditor = await trust.acting('auditor');
  const [only, ...more] = await listed();
  expect(more).toEqual([]);
  key = only!.key!;
});
afterAll(() => trust.close());

const listed = async (asked = 'kind: INTEGRITY', client = auditor): Promise<readonly Found[]> => {
  const { findings } = await client.query<{ findings: { edges: { node: Found }[] } }>(
    `{ findings(${asked}) { edges { node {
      code kind key rule subjectKind subject evidence evidenceAll { position subjectKind subject } decision decidedOn decidedBy { id }
      acknowledged { by { id } post { id } at reason position }
    } } } }`,
  );
  return findings.edges.map(({ node }) => node);
};
const told = async (subject: string): Promise<readonly { type: string; position: number; id: string; reason: string | null }[]> => {
  const { history } = await auditor.query<{
    history: { edges: { node: { type: string; position: number; id: string; reason: string | null } }[] };
  }>('query ($subject: ID!) { history(subject: $subject) { edges { node { type position id reason } } } }', { subject });
  return history.edges.map(({ node }) => node);
};
const why = 'Two wards were opened without staff';

describe('A target lowered after it was missed', () => {
  it('is found with its rule, who decided, and the events it rests on', async () => {
    const [found] = await listed();
    const aim = await told('falls-aim');
    const figures = (await told('falls')).filter(({ type }) => type === 'ObservationRecorded');
    const revised = aim.find(({ type }) => type === 'AimRevised')!;
    expect(found).toMatchObject({
      code: 'TARGET_LOWERED',
      kind: 'INTEGRITY',
      rule: 'A target was made easier to reach after its plan had been missed in one of the last three reported periods.',
      subjectKind: 'AIM',
      subject: 'falls-aim',
      evidence: revised.position,
      decision: revised.id,
      decidedOn: '2026-05-20',
      acknowledged: null,
    });
    expect(found!.decidedBy).toHaveLength(1);
    expect(found!.evidenceAll).toEqual([
      { position: aim[0]!.position, subjectKind: 'AIM', subject: 'falls-aim' },
      { position: figures[1]!.position, subjectKind: 'MEASURE', subject: 'falls' },
      { position: revised.position, subjectKind: 'AIM', subject: 'falls-aim' },
    ]);
    expect((await listed('kind: OPERATIONAL')).map(({ kind, key: none }) => [kind, none])).toContainEqual(['OPERATIONAL', null]);
  });

  it('is not acknowledged by whoever decided it, without a reason, or by those who have no say', async () => {
    const asked = { finding: key, reason: why };
    expect(await trust.refused('NotYours', 'chief-nurse', 'acknowledgeFinding', asked)).toContain('somebody who had no part in it');
    await trust.refused('ReasonTooShort', 'chief-executive', 'acknowledgeFinding', { ...asked, reason: 'seen' });
    await trust.refused('MayNotAnswer', 'medicine-lead', 'acknowledgeFinding', asked);
    await trust.refused('NotForThisRole', 'data-steward', 'acknowledgeFinding', asked);
    await trust.refused('AuditorsDoNotWrite', 'auditor', 'acknowledgeFinding', asked);
    await trust.refused('NoSuchFinding', 'chief-executive', 'acknowledgeFinding', { ...asked, finding: 'TARGET_LOWERED.no.such' });
    await trust.refused('NotAcknowledged', 'chief-executive', 'withdrawAcknowledgement', asked);
  });

  it('stays listed once somebody answers for it, with who, when and why', async () => {
    const before = trust.position();
    const { position } = await trust.done('chief-executive', 'acknowledgeFinding', { finding: key, reason: why });
    const [found] = await listed('kind: INTEGRITY, acknowledged: true');
    expect(found?.acknowledged).toMatchObject({ post: { id: 'chief-executive' }, reason: why, position });
    expect(await listed('kind: INTEGRITY, acknowledged: false')).toEqual([]);
    expect(await listed(`kind: INTEGRITY, asOf: { position: ${before} }`)).toEqual([{ ...found!, acknowledged: null }]);
    await trust.refused('AlreadyAcknowledged', 'finance-director', 'acknowledgeFinding', { finding: key, reason: why });
  });

  it('has a history of what was said about it, which its aim tells too', async () => {
    const reason = 'The wards were closed again in June';
    await trust.done('coach', 'withdrawAcknowledgement', { finding: key, reason });
    const said = (await told(key)).map((event) => [event.type, event.reason]);
    expect(said).toEqual([
      ['FindingAcknowledged', why],
      ['AcknowledgementWithdrawn', reason],
    ]);
    expect((await told('falls-aim')).slice(-2).map(({ type }) => type)).toEqual(['FindingAcknowledged', 'AcknowledgementWithdrawn']);
    expect((await listed('kind: INTEGRITY, acknowledged: false')).map((found) => found.key)).toEqual([key]);
  });
});
