import type { ApiClient } from '#testing';
import { aimTerms, candidateText, fallsOffer, startNorthmoor, type Northmoor } from './northmoor.js';

let trust: Northmoor;
let eve: ApiClient;
beforeAll(async () => {
  trust = await startNorthmoor();
  eve = await trust.acting('chief-executive');
});
afterAll(() => trust.close());

const dimensions = [
  { id: 'safety', name: 'Safety', statement: 'Nobody comes to harm with us' },
  { id: 'people', name: 'People', statement: 'A place people want to work in' },
];

const addsUp = `addsUp {
  state need committed directed tentative inForce gap coverage deployed inPlay goalExplosion
  gapAccepted { plan reviewOn voidBecause by { id } } lines { thread amount standing counted }
}`;
const howItAddsUp = async (): Promise<Record<string, unknown>> => {
  const { aim } = await eve.query<{ aim: { addsUp: Record<string, unknown> } }>(`{ aim(id: "aim-1") { ${addsUp} } }`);
  return aim.addsUp;
};

interface Node {
  readonly id: string;
  readonly kind: string;
  readonly statement: string;
  readonly standing: string | null;
  readonly threadId: string | null;
  readonly parentDropped: boolean;
}
const tree = async (): Promise<readonly Node[]> => {
  const { alignmentTree } = await eve.query<{ alignmentTree: { nodes: Node[] } }>(
    '{ alignmentTree { ... on AlignmentTree { nodes { id kind statement standing threadId parentDropped } } } }',
  );
  return alignmentTree.nodes;
};
const standings = async (): Promise<Record<string, string | null>> =>
  Object.fromEntries((await tree()).filter(({ threadId }) => threadId !== null).map(({ threadId, standing }) => [threadId, standing]));

describe('An executive', () => {
  it('drafts True North, which takes effect with the cycle', async () => {
    const draft = { unit: 'board', statement: 'Good care, close to home', dimensions, reason: 'agreed with staff and patients' };
    await trust.done('chief-executive', 'draftTrueNorth', draft);
    const northOf = '{ trueNorths { draft { statement } inForce { statement dimensions { name } } inForceSince } }';
    expect(await eve.query(northOf)).toEqual({
      trueNorths: [{ draft: { statement: draft.statement }, inForce: null, inForceSince: null }],
    });
    await trust.done('chief-executive', 'planCycle', { cycle: 'this-year', name: '2026/27', starts: '2026-04-01', ends: '2027-03-31' });
    trust.clock.to('2026-04-01');
    await trust.done('chief-executive', 'activateCycle', { cycle: 'this-year' });
    expect(await eve.query(northOf)).toEqual({
      trueNorths: [
        {
          draft: null,
          inForce: { statement: draft.statement, dimensions: [{ name: 'Safety' }, { name: 'People' }] },
          inForceSince: '2026-04-01',
        },
      ],
    });
    expect(await eve.query('{ cycles { name state current } }')).toEqual({ cycles: [{ name: '2026/27', state: 'ACTIVE', current: true }] });
  });

  it('sets a breakthrough objective under a dimension, and under no other', async () => {
    const objective = { unit: 'board', statement: 'Zero harm by 2029', from: '2026-04-01', to: '2029-03-31' };
    const because = await trust.refused('DimensionUnknown', 'chief-executive', 'setObjective', { ...objective, dimension: 'profit' });
    expect(because).toContain('profit is no dimension');
    await trust.done('chief-executive', 'setObjective', { ...objective, objective: 'no-harm', dimension: 'safety' });
    expect(await eve.query('{ objectives { id dimension } }')).toEqual({ objectives: [{ id: 'no-harm', dimension: 'safety' }] });
  });

  it('hears candidates from wards, partners and the board, each with its evidence', async () => {
    const nominators = ['ward-7-nurse', 'patient-partner', 'chief-nurse', 'medicine-lead', 'surgery-lead', 'finance-director', 'coach'];
    for (const [index, post] of nominators.entries())
      await trust.done(post, 'nominateCandidate', {
        candidate: `candidate-${index + 1}`,
        cycle: 'this-year',
        unit: 'board',
        text: candidateText(`Aim ${index + 1}`),
      });
    const unheard = { cycle: 'this-year', unit: 'board', text: { ...candidateText('A hunch'), evidence: [] } };
    expect(await trust.refused('EvidenceMissing', 'medicine-lead', 'nominateCandidate', unheard)).toContain('evidence');
    expect(await eve.query('{ candidates(status: "NOMINATED") { totalCount } }')).toEqual({ candidates: { totalCount: 7 } });
  });

  it('scores them; partners’ and non-executives’ scores stand apart, and others have none', async () => {
    const score = { candidate: 'candidate-1', impact: 5, urgency: 4, feasibility: 3 };
    for (const post of ['chief-executive', 'chief-nurse', 'patient-partner', 'non-executive'])
      await trust.done(post, 'scoreCandidate', score);
    await trust.done('chief-nurse', 'scoreCandidate', { ...score, impact: 4 });
    await trust.refused('NotForThisRole', 'medicine-lead', 'scoreCandidate', score);
    const { candidates } = await eve.query<{ candidates: { edges: { node: { scores: object[] } }[] } }>(
      '{ candidates(first: 1) { edges { node { scores { advisory impact person { id } } } } } }',
    );
    expect(candidates.edges[0]!.node.scores).toEqual([
      { advisory: false, impact: 5, person: { id: 'eve' } },
      { advisory: false, impact: 4, person: { id: 'ann' } },
      { advisory: true, impact: 5, person: { id: 'pat' } },
      { advisory: true, impact: 5, person: { id: 'noe' } },
    ]);
  });

  it('winnows them to five aims; a sixth needs an override, which stays in sight', async () => {
    const adopt = (number: number, changes: Record<string, unknown> = {}) => ({
      candidate: `candidate-${number}`,
      aim: `aim-${number}`,
      terms: aimTerms(`Aim ${number}`),
      reason: 'it scored highest',
      ...changes,
    });
    const unmeasured = adopt(1, { terms: aimTerms('Aim 1', { measure: 'happiness' }) });
    expect(await trust.refused('MeasureMissing', 'chief-executive', 'adoptCandidate', unmeasured)).toContain("'happiness'");
    for (const number of [1, 2, 3, 4, 5]) await trust.done('chief-executive', 'adoptCandidate', adopt(number));
    expect(await trust.refused('TooManyAims', 'chief-executive', 'adoptCandidate', adopt(6))).toContain('5');
    await trust.done('chief-executive', 'adoptCandidate', adopt(6, { override: 'the regulator asks for it this year' }));
    await trust.done('chief-executive', 'dropCandidate', { candidate: 'candidate-7', reason: 'five are hard enough' });
    const { aims } = await eve.query<{ aims: { edges: { node: { id: string; override: string | null } }[] } }>(
      '{ aims { edges { node { id override } } } }',
    );
    expect(aims.edges.map(({ node }) => node.override)).toEqual([null, null, null, null, null, 'the regulator asks for it this year']);
    const { findings } = await eve.query<{ findings: { edges: { node: { code: string; text: string } }[] } }>(
      '{ findings { edges { node { code text } } } }',
    );
    const codes = findings.edges.map(({ node }) => node.code);
    expect(codes.filter((code) => code === 'AIM_NOT_TAKEN_UP')).toHaveLength(6);
    expect(codes).toContain('AIM_CAP_PASSED');
  });

  it('throws the ball to two directorates and sees it in their hands', async () => {
    for (const [thread, receiver, offer] of [
      ['medicine', 'medicine-lead', fallsOffer('falls-medicine', '24', '12')],
      ['surgery', 'surgery-lead', fallsOffer('falls-surgery', '16', '8')],
    ] as const)
      await trust.done('chief-nurse', 'serveBall', {
        thread,
        kind: 'DOWNWARDS',
        parent: { kind: 'AIM', id: 'aim-1' },
        parentRevision: 1,
        receiver,
        offer,
      });
    expect(await standings()).toEqual({ medicine: 'IN_NEGOTIATION', surgery: 'IN_NEGOTIATION' });
    expect(await eve.query('{ thread(id: "medicine") { ball due holder { id } } }')).toEqual({
      thread: { ball: 'RECEIVER', due: '2026-04-17', holder: { id: 'medicine-lead' } },
    });
    expect((await tree()).map(({ kind }) => kind)).toEqual([
      'TRUE_NORTH',
      'DIMENSION',
      'OBJECTIVE',
      'AIM',
      'GOAL',
      'GOAL',
      ...Array<string>(5).fill('AIM'),
      'DIMENSION',
    ]);
  });

  it('asks whether it adds up: what is committed, what is tentative, and the gap', async () => {
    expect(await howItAddsUp()).toMatchObject({ state: 'COMPUTED', need: '20', inForce: '0', coverage: '0', inPlay: 2, deployed: false });
    const hashOf = async (thread: string): Promise<string> =>
      (await eve.query<{ thread: { table: { hash: string } } }>('query ($id: ID!) { thread(id: $id) { table { hash } } }', { id: thread }))
        .thread.table.hash;
    const medicine = { thread: 'medicine', parentRevision: 1, offerHash: await hashOf('medicine') };
    await trust.done('medicine-lead', 'acceptOffer', { ...medicine, round: 1 });
    await trust.done('medicine-lead', 'commit', medicine);
    await trust.done('chief-nurse', 'commit', medicine);
    await trust.done('surgery-lead', 'acceptOffer', { thread: 'surgery', parentRevision: 1, round: 1, offerHash: await hashOf('surgery') });
    expect(await standings()).toEqual({ medicine: 'COMMITTED', surgery: 'TENTATIVE' });
    expect(await howItAddsUp()).toMatchObject({
      need: '20',
      committed: '12',
      directed: '0',
      tentative: '8',
      gap: '8',
      coverage: '0.6',
      inPlay: 1,
      deployed: false,
      lines: [
        { thread: 'medicine', amount: '12', standing: 'COMMITTED', counted: 'COUNTED' },
        { thread: 'surgery', amount: '8', standing: 'TENTATIVE', counted: 'COUNTED' },
      ],
    });
  });

  it('accepts the gap that is left, by its sponsor alone and with a plan', async () => {
    const gap = { aim: 'aim-1', revision: 1, plan: 'the frailty unit opens in autumn', reviewOn: '2026-10-01' };
    expect(await trust.refused('NotSponsor', 'chief-executive', 'acceptAimGap', gap)).toContain('chief-nurse');
    expect(await trust.refused('StaleRevision', 'chief-nurse', 'acceptAimGap', { ...gap, revision: 7 })).toContain('7');
    await trust.done('chief-nurse', 'acceptAimGap', gap);
    expect(await howItAddsUp()).toMatchObject({
      gapAccepted: { plan: gap.plan, reviewOn: gap.reviewOn, voidBecause: null, by: { id: 'ann' } },
      deployed: false,
    });
  });

  it('drops an aim: what is in play is withdrawn by policy with the cause, what is agreed stays as parent dropped', async () => {
    const { position } = await trust.done('chief-executive', 'dropAim', { aim: 'aim-1', reason: 'merged into the frailty programme' });
    const { medicine, surgery } = await eve.query<Record<string, { phase: string; endedBecause: string | null }>>(
      '{ medicine: thread(id: "medicine") { phase endedBecause } surgery: thread(id: "surgery") { phase endedBecause } }',
    );
    expect(medicine).toEqual({ phase: 'COMMITTED', endedBecause: null });
    expect(surgery).toEqual({ phase: 'WITHDRAWN', endedBecause: 'the aim was dropped: merged into the frailty programme' });
    const { history } = await eve.query<{ history: { edges: { node: object }[] } }>(
      '{ history(subject: "surgery") { edges { node { type causationId post { id } by { id } } } } }',
    );
    const dropped = await eve.query<{ history: { edges: { node: { id: string; position: number } }[] } }>(
      '{ history(subject: "aim-1") { edges { node { id position } } } }',
    );
    const cause = dropped.history.edges.find(({ node }) => node.position === position)?.node.id;
    expect(history.edges.at(-1)?.node).toMatchObject({ type: 'ThreadWithdrawn', causationId: cause });
    expect((await tree()).filter(({ threadId }) => threadId === 'medicine')).toEqual([
      expect.objectContaining({ kind: 'GOAL', standing: 'COMMITTED', parentDropped: true }),
    ]);
    await trust.refused('ParentEnded', 'chief-nurse', 'serveBall', {
      kind: 'DOWNWARDS',
      parent: { kind: 'AIM', id: 'aim-1' },
      parentRevision: 1,
      receiver: 'surgery-lead',
      offer: fallsOffer('falls-surgery', '16', '8'),
    });
  });
});
