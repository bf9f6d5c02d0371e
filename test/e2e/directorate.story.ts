import type { ApiClient } from '#testing';
import { fallsOffer, startNorthmoor, withFallsAim, type Northmoor } from './northmoor.js';

let trust: Northmoor;
let ben: ApiClient;
let wim: ApiClient;
beforeAll(async () => {
  trust = await startNorthmoor();
  await withFallsAim(trust);
  ben = await trust.acting('medicine-lead');
  wim = await trust.acting('ward-7-lead');
  trust.clock.to('2026-04-07');
  await trust.done('chief-nurse', 'serveBall', {
    thread: 'medicine',
    kind: 'DOWNWARDS',
    parent: { kind: 'AIM', id: 'falls-aim' },
    parentRevision: 1,
    receiver: 'medicine-lead',
    offer: fallsOffer('falls-medicine', '24', '12'),
  });
});
afterAll(() => trust.close());

interface Thread {
  readonly phase: string;
  readonly ball: string | null;
  readonly round: number;
  readonly question: string | null;
  readonly goal: string | null;
  readonly stale: boolean;
  readonly table: { readonly hash: string } | null;
  readonly offers: readonly {
    readonly round: number;
    readonly side: string | null;
    readonly rationale: string;
    readonly differences: readonly { readonly field: string; readonly before: string | null; readonly after: string | null }[];
  }[];
  readonly signatures: readonly { readonly side: string; readonly by: { readonly id: string } }[];
  readonly possibleMoves: readonly { readonly move: string; readonly allowed: boolean; readonly code: string | null }[];
}
const see = async (client: ApiClient, id: string): Promise<Thread> =>
  (
    await client.query<{ thread: Thread }>(
      `query ($id: ID!) {
        thread(id: $id) {
          phase ball round question goal stale table { hash } signatures { side by { id } }
          offers { round side rationale differences { field before after } }
          possibleMoves { move allowed code }
        }
      }`,
      { id },
    )
  ).thread;
const onTable = async (thread: string): Promise<string> => (await see(ben, thread)).table!.hash;

interface Work {
  readonly kind: string;
  readonly subject: string;
  readonly due: string | null;
  readonly overdue: boolean;
  readonly periods: readonly string[];
}
const work = async (client: ApiClient): Promise<readonly Work[]> => {
  const { myWork } = await client.query<{ myWork: { edges: { node: Work }[] } }>(
    '{ myWork { edges { node { kind subject due overdue periods } } } }',
  );
  return myWork.edges.map(({ node }) => node);
};
const waiting = async (client: ApiClient, kind: string): Promise<readonly string[]> =>
  (await work(client)).filter((item) => item.kind === kind).map(({ subject }) => subject);

interface Node {
  readonly threadId: string | null;
  readonly goalId: string | null;
  readonly parentId: string | null;
  readonly standing: string | null;
  readonly atRisk: boolean;
  readonly parentChanged: boolean;
  readonly renegotiating: boolean;
  readonly target: string | null;
  readonly revision: number | null;
}
const nodeOf = async (thread: string): Promise<Node> => {
  const { alignmentTree } = await ben.query<{ alignmentTree: { nodes: Node[] } }>(
    `{ alignmentTree { ... on AlignmentTree {
      nodes { threadId goalId parentId standing atRisk parentChanged renegotiating target revision }
    } } }`,
  );
  return alignmentTree.nodes.find(({ threadId }) => threadId === thread)!;
};

/** The receiver accepts what lies on the table, and both sides sign it. */
const agree = async (thread: string, giver: string, receiver: string, parentRevision: number): Promise<void> => {
  const signing = { thread, parentRevision, offerHash: await onTable(thread) };
  await trust.done(receiver, 'acceptOffer', { ...signing, round: (await see(ben, thread)).round });
  await trust.done(receiver, 'commit', signing);
  await trust.done(giver, 'commit', signing);
};

/** What medicine asks back: a smaller step, and somebody to do the work. */
const forLackOfStaff = fallsOffer('falls-medicine', '24', '16', {
  resourcesAsked: [{ kind: 'WTE', amount: '1', text: 'a falls nurse' }],
  milestones: [{ id: 'leads', text: 'every ward has a falls lead', due: '2026-06-30' }],
});
const halfWay = {
  ...fallsOffer('falls-medicine', '24', '14', {
    resourcesAsked: [{ kind: 'WTE', amount: '1', text: 'a falls nurse' }],
    resourcesGranted: [
      { id: 'nurse', kind: 'WTE', amount: '1', text: 'a falls nurse', fundedBy: 'finance-director', deliverBy: '2026-06-01' },
    ],
    milestones: [{ id: 'leads', text: 'every ward has a falls lead', due: '2026-06-30' }],
    conditions: [{ id: 'bed-alarms', text: 'bed alarms on all wards', owner: 'digital-lead', due: '2026-07-31' }],
  }),
};
const wardOffer = (target: string) => fallsOffer('falls-ward-7', '6', target);
const ownGoal = async (thread: string): Promise<string> => (await see(ben, thread)).goal!;

describe('A directorate’s lead', () => {
  it('finds the ball in the list of work, with the day it is due', async () => {
    expect(await work(ben)).toContainEqual({ kind: 'BALL', subject: 'medicine', due: '2026-04-21', overdue: false, periods: [] });
    expect((await see(ben, 'medicine')).possibleMoves.filter(({ allowed }) => allowed).map(({ move }) => move)).toEqual(
      expect.arrayContaining(['CounterOffer', 'AskQuestion', 'AcceptOffer', 'Decline']),
    );
  });

  it('asks, and has the answer of the other side, not of the own', async () => {
    const question = { thread: 'medicine', round: 1, question: 'With whose staff?' };
    const answer = { thread: 'medicine', round: 1, answer: 'Ask for what you need' };
    await trust.done('medicine-lead', 'askQuestion', question);
    expect(await waiting(await trust.acting('chief-nurse'), 'QUESTION')).toEqual(['medicine']);
    await trust.refused('QuestionOpen', 'medicine-lead', 'askQuestion', question);
    await trust.refused('OwnQuestion', 'medicine-lead', 'answerQuestion', answer);
    await trust.done('chief-nurse', 'answerQuestion', answer);
    expect(await see(ben, 'medicine')).toMatchObject({ question: null, ball: 'RECEIVER', round: 1 });
  });

  it('consults a team before signing: the team agrees, and signs only once its parent is committed', async () => {
    const parent = { kind: 'THREAD', id: 'medicine' };
    const served = { thread: 'ward-7', kind: 'DOWNWARDS', parent, receiver: 'ward-7-lead', offer: wardOffer('3') };
    await trust.done('medicine-lead', 'serveBall', { ...served, parentRevision: 1 });
    const signing = { thread: 'ward-7', parentRevision: 1, offerHash: await onTable('ward-7') };
    await trust.done('ward-7-lead', 'acceptOffer', { ...signing, round: 1 });
    expect(await see(wim, 'ward-7')).toMatchObject({ phase: 'TENTATIVE' });
    const because = await trust.refused('ParentNotCommitted', 'ward-7-lead', 'commit', signing);
    expect(because).toBe('the parent is still being negotiated, sign when it is committed or directed');
  });

  it('counters for lack of staff; both sides see field by field what is different', async () => {
    await trust.done('medicine-lead', 'counterOffer', {
      thread: 'medicine',
      round: 1,
      parentRevision: 1,
      offer: forLackOfStaff,
      rationale: 'two falls nurses left and nobody came',
    });
    const { offers, ball, round } = await see(await trust.acting('chief-nurse'), 'medicine');
    expect([ball, round, offers.length]).toEqual(['GIVER', 2, 2]);
    const differences = Object.fromEntries(offers[1]!.differences.map(({ field, before, after }) => [field, [before, after]]));
    expect(differences).toMatchObject({ 'measured.target': ['"12"', '"16"'], 'contribution.amount': ['"12"', '"8"'] });
    expect(JSON.parse(differences['resourcesAsked']![1]!)).toEqual([{ kind: 'WTE', amount: '1', text: 'a falls nurse' }]);
    expect(offers[1]!.rationale).toBe('two falls nurses left and nobody came');
  });

  it('sees the team’s agreement reopened, since it rested on another offer', async () => {
    expect(await see(ben, 'ward-7')).toMatchObject({ phase: 'OPEN', round: 2, ball: 'GIVER', signatures: [] });
    const older = { thread: 'ward-7', round: 2, parentRevision: 1, offer: wardOffer('4'), rationale: 'less is asked of us' };
    expect(await trust.refused('ParentChanged', 'medicine-lead', 'counterOffer', older)).toContain('revision 2, you saw 1');
    expect(await ben.query('{ thread(id: "medicine") { revision } }')).toEqual({ thread: { revision: 2 } });
  });

  it('asks a peer for a pledge and is refused, in the peer’s own words', async () => {
    await trust.done('medicine-lead', 'serveBall', {
      thread: 'sensors',
      kind: 'PLEDGE',
      parent: { kind: 'THREAD', id: 'medicine' },
      parentRevision: 2,
      receiver: 'digital-lead',
      offer: {
        statement: 'Sensors at sixty beds',
        kind: 'MILESTONE',
        milestones: [{ text: 'thirty beds', due: '2026-09-30' }],
        due: '2026-12-31',
        link: { kind: 'SUPPORTS', strength: 'STRONG' },
        confidence: 2,
        rationale: 'falls are seen before they happen',
      },
    });
    const dev = await trust.acting('digital-lead');
    expect(await waiting(dev, 'BALL')).toEqual(['sensors']);
    await trust.done('digital-lead', 'decline', {
      thread: 'sensors',
      round: 1,
      reason: 'the network upgrade takes all of us until winter',
    });
    const { thread } = await ben.query<{ thread: object }>('{ thread(id: "sensors") { phase endedBecause goal } }');
    expect(thread).toEqual({ phase: 'DECLINED', endedBecause: 'the network upgrade takes all of us until winter', goal: null });
  });

  it('accepts the third offer; one person signs for each side, and nobody for both', async () => {
    await trust.done('chief-nurse', 'counterOffer', {
      thread: 'medicine',
      round: 2,
      parentRevision: 1,
      offer: halfWay,
      rationale: 'one nurse is found, so go half of the way',
    });
    const signing = { thread: 'medicine', parentRevision: 1, offerHash: await onTable('medicine') };
    await trust.refused('NotYourBall', 'chief-nurse', 'acceptOffer', { ...signing, round: 3 });
    await trust.refused('StaleRound', 'medicine-lead', 'acceptOffer', { ...signing, round: 1 });
    await trust.refused('OfferNotOnTable', 'medicine-lead', 'acceptOffer', { ...signing, round: 3, offerHash: 'a'.repeat(64) });
    await trust.done('medicine-lead', 'acceptOffer', { ...signing, round: 3 });
    expect(await waiting(ben, 'SIGNATURE')).toEqual(['medicine']);
    expect(await waiting(await trust.acting('chief-nurse'), 'SIGNATURE')).toEqual(['medicine']);

    await trust.done('medicine-lead', 'commit', signing);
    await trust.refused('AlreadySigned', 'medicine-lead', 'commit', signing);
    await trust.refused('NotYourSide', 'chief-operating', 'commit', signing);
    const foreign = await ben.attempt('commit', { ...signing, actingPost: 'chief-nurse' });
    expect(foreign.errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    expect(await waiting(ben, 'SIGNATURE')).toEqual([]);
    expect(await waiting(await trust.acting('chief-nurse'), 'SIGNATURE')).toEqual(['medicine']);
    expect(await nodeOf('medicine')).toMatchObject({ goalId: null, standing: 'TENTATIVE' });
    await trust.done('chief-nurse', 'commit', signing);
    expect(await see(ben, 'medicine')).toMatchObject({
      phase: 'COMMITTED',
      ball: null,
      signatures: [
        { side: 'GIVER', by: { id: 'ann' } },
        { side: 'RECEIVER', by: { id: 'ben' } },
      ],
    });
  });

  it('may not sign for the other side either, where one person stands in both posts', async () => {
    const { given } = trust;
    await given('organisation', 'NameDeputy', { post: 'surgery-lead', person: 'ben', from: '2026-04-01' });
    const offer = fallsOffer('falls-surgery', '16', '8');
    const peer = { thread: 'peer', kind: 'PLEDGE', parent: { kind: 'GOAL', id: await ownGoal('medicine') }, parentRevision: 1 };
    await trust.done('medicine-lead', 'serveBall', { ...peer, receiver: 'surgery-lead', offer });
    const signing = { thread: 'peer', parentRevision: 1, offerHash: await onTable('peer'), actingPost: 'surgery-lead' };
    const asDeputy = await trust.as('ben', 'surgery-lead');
    expect(await asDeputy.mutate('acceptOffer', { ...signing, round: 1 })).toMatchObject({ code: 'MovedForOtherSide' });
    await trust.done('surgery-lead', 'acceptOffer', { ...signing, round: 1 });
    await trust.done('medicine-lead', 'commit', { ...signing, actingPost: 'medicine-lead' });
    expect(await asDeputy.mutate('commit', signing)).toMatchObject({ __typename: 'Refusal', code: 'TwoPersonsNeeded' });
    await trust.done('medicine-lead', 'withdraw', { thread: 'peer', reason: 'surgery has an aim of its own for it' });
    await given('organisation', 'StandDownDeputy', { post: 'surgery-lead', person: 'ben', lastDay: '2026-04-07', reason: 'one week' });
  });

  it('has a goal by then: the policy made it, and the tree shows it as committed', async () => {
    const node = await nodeOf('medicine');
    expect(node).toMatchObject({ standing: 'COMMITTED', parentId: 'falls-aim', target: '14', revision: 1, atRisk: false });
    const { goal } = await ben.query<{ goal: object }>(
      'query ($id: ID!) { goal(id: $id) { owner { id } unit { id } standing inForce statement links { parent share } } }',
      { id: node.goalId },
    );
    expect(goal).toEqual({
      owner: { id: 'medicine-lead' },
      unit: { id: 'medicine' },
      standing: 'COMMITTED',
      inForce: true,
      statement: 'Bring falls-medicine down from 24 to 14 a month',
      links: [{ parent: 'falls-aim', share: '1' }],
    });
  });

  it('signs with the team now, whose goal hangs under the directorate’s', async () => {
    await trust.done('medicine-lead', 'counterOffer', {
      thread: 'ward-7',
      round: 2,
      parentRevision: 3,
      offer: wardOffer('4'),
      rationale: 'we agreed on less than they asked for',
    });
    await agree('ward-7', 'medicine-lead', 'ward-7-lead', 3);
    expect(await nodeOf('ward-7')).toMatchObject({ standing: 'COMMITTED', parentId: 'medicine', target: '4' });
    const { goal } = await ben.query<{ goal: object }>(
      'query ($id: ID!) { goal(id: $id) { addsUp { state need committed coverage deployed } } }',
      { id: await ownGoal('medicine') },
    );
    expect(goal).toEqual({ addsUp: { state: 'COMPUTED', need: '10', committed: '2', coverage: '0.2', deployed: false } });
  });

  it('is asked for the month’s figure when the month is over, and enters it', async () => {
    trust.clock.to('2026-05-05');
    expect(await work(ben)).toContainEqual({
      kind: 'NUMBER',
      subject: 'falls-medicine',
      due: '2026-05-15',
      overdue: false,
      periods: ['2026-04'],
    });
    const figures = { measure: 'falls-medicine', readings: [{ period: '2026-04', value: '25' }] };
    await trust.refused('MayNotRecord', 'surgery-lead', 'recordObservations', figures);
    await trust.done('medicine-lead', 'recordObservations', figures);
    expect((await waiting(ben, 'NUMBER')).includes('falls-medicine')).toBe(false);
    const { goal } = await ben.query<{ goal: object }>(
      `query ($id: ID!) { goal(id: $id) { achievement {
        status attainment reported of latest { period actual plan status letter } cells { period status }
      } } }`,
      { id: await ownGoal('medicine') },
    );
    // From 24 in February to 14 in March 2027 in thirteen equal steps: April's plan is 24 − 10·2/13.
    expect(goal).toMatchObject({
      achievement: { status: 'MISSED', reported: 1, of: 2, latest: { period: '2026-04', actual: '25', status: 'MISSED', letter: 'R' } },
    });
    const { achievement } = goal as { achievement: { attainment: number; latest: { plan: number }; cells: { status: string }[] } };
    expect(achievement.attainment).toBeCloseTo(-0.1, 12);
    expect(achievement.latest.plan).toBeCloseTo(24 - 20 / 13, 12);
    expect(achievement.cells.map(({ status }) => status)).toEqual(['NOT_REPORTED', 'MISSED', ...Array<string>(11).fill('BLANK')]);
  });

  it('corrects a figure with a reason; what was published stays in sight', async () => {
    await trust.given(
      'measure',
      'ClosePeriod',
      { period: '2026-04' },
      { subject: 'falls-medicine', actor: { person: 'ben', post: 'medicine-lead' } },
    );
    const again = { measure: 'falls-medicine', readings: [{ period: '2026-04', value: '22' }] };
    expect(await trust.refused('PeriodHasFigure', 'medicine-lead', 'recordObservations', again)).toBe(
      'April 2026 has 25 already and this says 22, correct it with a reason',
    );
    await trust.done('medicine-lead', 'correctObservations', { ...again, reason: 'three falls were on another ward' });
    const { observations } = await ben.query<{ observations: { edges: { node: object }[] } }>(
      '{ observations(measure: "falls-medicine") { edges { node { period value published corrected late closed } } } }',
    );
    expect(observations.edges.map(({ node }) => node)).toEqual([
      { period: '2026-04', value: '22', published: '25', corrected: true, late: true, closed: true },
    ]);
  });

  it('reports a milestone done, once, and not ahead of time', async () => {
    const milestone = { goal: await ownGoal('medicine'), milestone: 'leads', evidence: 'the list on the wall' };
    await trust.refused('DayAhead', 'medicine-lead', 'reportMilestone', { ...milestone, on: '2026-06-01' });
    await trust.refused('NotYourGoal', 'surgery-lead', 'reportMilestone', { ...milestone, on: '2026-05-04' });
    await trust.done('medicine-lead', 'reportMilestone', { ...milestone, on: '2026-05-04' });
    const { goal } = await ben.query<{ goal: object }>('query ($id: ID!) { goal(id: $id) { milestones { id doneOn evidence } } }', {
      id: milestone.goal,
    });
    expect(goal).toEqual({ milestones: [{ id: 'leads', doneOn: '2026-05-04', evidence: 'the list on the wall' }] });
  });

  it('sees the goal at risk when a condition fails, on the tree too', async () => {
    const goal = await ownGoal('medicine');
    expect(await waiting(await trust.acting('digital-lead'), 'CONDITION')).toEqual([goal]);
    await trust.done('digital-lead', 'failCondition', { goal, condition: 'bed-alarms', reason: 'the supplier is out of business' });
    expect(await nodeOf('medicine')).toMatchObject({ atRisk: true, standing: 'COMMITTED' });
  });

  it('renegotiates at once; the new agreement revises the goal, and asks the team to confirm', async () => {
    await trust.done('medicine-lead', 'renegotiate', {
      thread: 'medicine',
      parentRevision: 1,
      offer: fallsOffer('falls-medicine', '24', '17'),
      reason: 'without bed alarms',
      cause: { kind: 'CONDITION_FAILED', reference: 'bed-alarms' },
    });
    expect(await nodeOf('medicine')).toMatchObject({ standing: 'COMMITTED', renegotiating: true, target: '14' });
    const goal = await ownGoal('medicine');
    await agree('medicine', 'medicine-lead', 'chief-nurse', 1);
    expect(await nodeOf('medicine')).toMatchObject({ goalId: goal, target: '17', revision: 2, renegotiating: false, atRisk: false });

    expect(await nodeOf('ward-7')).toMatchObject({ parentChanged: true, standing: 'COMMITTED' });
    expect(await work(wim)).toContainEqual(
      expect.objectContaining({ kind: 'CONFIRMATION', subject: 'ward-7', due: '2026-05-19', overdue: false }),
    );
    expect(await trust.refused('ParentChanged', 'ward-7-lead', 'confirmParent', { thread: 'ward-7', parentRevision: 3 })).toContain('4');
    await trust.refused('NotYourSide', 'medicine-lead', 'confirmParent', { thread: 'ward-7', parentRevision: 4 });
    await trust.done('ward-7-lead', 'confirmParent', { thread: 'ward-7', parentRevision: 4 });
    expect(await nodeOf('ward-7')).toMatchObject({ parentChanged: false });
    expect(await waiting(wim, 'CONFIRMATION')).toEqual([]);
  });

  it('is escalated over and directed to, which is never called agreed', async () => {
    const aim = { kind: 'AIM', id: 'falls-aim' };
    const surgery = { thread: 'surgery', parentRevision: 1 };
    const offer = (target: string) => fallsOffer('falls-surgery', '16', target);
    await trust.done('chief-nurse', 'serveBall', {
      ...surgery,
      kind: 'DOWNWARDS',
      parent: aim,
      receiver: 'surgery-lead',
      offer: offer('8'),
    });
    await trust.refused('TooEarlyToEscalate', 'surgery-lead', 'escalate', { thread: 'surgery', reason: 'too much' });
    await trust.done('surgery-lead', 'counterOffer', { ...surgery, round: 1, offer: offer('14'), rationale: 'we are few' });
    await trust.done('chief-nurse', 'counterOffer', { ...surgery, round: 2, offer: offer('9'), rationale: 'others manage' });
    await trust.done('surgery-lead', 'escalate', { thread: 'surgery', reason: 'we go in circles' });

    const eve = await trust.acting('chief-executive');
    expect(await waiting(eve, 'DECISION')).toEqual(['surgery']);
    const decision = { ...surgery, offer: offer('11'), rationale: 'in the middle, with a review in autumn' };
    await trust.refused('NotTheArbiter', 'chief-operating', 'direct', decision);
    await trust.refused('NotTheArbiter', 'chief-nurse', 'direct', decision);
    await trust.done('chief-executive', 'direct', decision);
    expect(await nodeOf('surgery')).toMatchObject({ standing: 'DIRECTED', target: '11' });
    expect((await see(eve, 'surgery')).signatures).toEqual([]);
    const { aim: sum } = await eve.query<{ aim: object }>('{ aim(id: "falls-aim") { addsUp { committed directed coverage } } }');
    expect(sum).toEqual({ addsUp: { committed: '7', directed: '5', coverage: '0.6' } });
    await trust.refused('CauseMissing', 'surgery-lead', 'renegotiate', { ...surgery, offer: offer('15'), reason: 'still too much' });
  });

  it('gives a goal away with its id, its series and its threads', async () => {
    const ward = await ownGoal('ward-7');
    const series = '{ observations(measure: "falls-ward-7") { edges { node { period value position } } } }';
    await trust.done('ward-7-lead', 'recordObservations', { measure: 'falls-ward-7', readings: [{ period: '2026-04', value: '5' }] });
    const figures = await wim.query(series);
    const before = trust.position();
    await trust.done('surgery-lead', 'serveBall', {
      thread: 'ward-7-moves',
      kind: 'DOWNWARDS',
      parent: { kind: 'GOAL', id: await ownGoal('surgery') },
      parentRevision: 1,
      receiver: 'ward-7-lead',
      existingGoal: ward,
      offer: wardOffer('4'),
    });
    await agree('ward-7-moves', 'surgery-lead', 'ward-7-lead', 1);

    expect(await nodeOf('ward-7-moves')).toMatchObject({ goalId: ward, parentId: 'surgery', revision: 2, standing: 'COMMITTED' });
    expect(await nodeOf('ward-7')).toBeUndefined();
    expect(await wim.query(series)).toEqual(figures);
    const { goal } = await wim.query<{ goal: object }>(
      'query ($id: ID!) { goal(id: $id) { inForce thread links { thread releasedBecause } revisions { thread } } }',
      { id: ward },
    );
    expect(goal).toEqual({
      inForce: true,
      thread: 'ward-7-moves',
      links: [
        { thread: 'ward-7', releasedBecause: 'taken over by another thread' },
        { thread: 'ward-7-moves', releasedBecause: null },
      ],
      revisions: [{ thread: 'ward-7' }, { thread: 'ward-7-moves' }],
    });
    expect(await see(wim, 'ward-7')).toMatchObject({ phase: 'RELEASED', goal: null });
    const { treeChanges } = await wim.query<{ treeChanges: { changes: { kinds: string[]; before: Node | null; after: Node | null }[] } }>(
      `query ($from: Position!) { treeChanges(from: { position: $from }) { changes {
        kinds before { goalId parentId } after { goalId parentId }
      } } }`,
      { from: before },
    );
    expect(treeChanges.changes).toContainEqual({
      kinds: expect.arrayContaining(['REPARENTED']),
      before: { goalId: ward, parentId: 'medicine' },
      after: { goalId: ward, parentId: 'surgery' },
    });
  });
});
