import { CommandDesk, derivedId, type LogIdentity } from '#cqrs';
import { addDays } from '#strategy';
import type { ApiOutcome } from '#testing';
import { IDENTITY } from '../../apps/api/src/record/tokens.js';
import { schema } from './every-field.js';
import { aimTerms, candidateText, fallsOf, fallsOffer, startNorthmoor, type Northmoor } from './northmoor.js';

let trust: Northmoor;
beforeAll(async () => {
  trust = await startNorthmoor();
  trust.clock.to('2026-04-08');
});
afterAll(() => trust.close());

type Input = Record<string, unknown>;
const today = '2026-04-08';
const reason = 'as agreed';

/** Words a person writes: with one more of them the command is another one. */
const prose = ['reason', 'rationale', 'question', 'answer', 'evidence', 'plan', 'text', 'statement', 'title', 'name', 'minute', 'file'];
const otherWise = (input: Input): Input => {
  const word = prose.find((field) => typeof input[field] === 'string');
  if (word !== undefined) return { ...input, [word]: `${String(input[word])}, and more` };
  const number = Object.keys(input).find((field) => typeof input[field] === 'number');
  if (number !== undefined) return { ...input, [number]: Number(input[number]) + 1 };
  const day = Object.keys(input).find((field) => /^\d{4}-\d\d-\d\d$/.test(String(input[field])));
  if (day !== undefined) return { ...input, [day]: addDays(String(input[day]), 1) };
  if ('definition' in input) return { ...input, definition: { ...(input['definition'] as Input), source: 'another system' } };
  if ('readings' in input) return { ...input, readings: [{ period: '2026-01', value: '1' }] };
  throw new Error(`nothing of ${JSON.stringify(input)} can be said otherwise`);
};

const taken = new Set<string>();
type Receipt = Extract<ApiOutcome, { __typename: 'Receipt' }>;

/**
 * Sends a command, sends it again, and sends another one under its id: taken, answered as before, refused. What says no
 * more than its subject has no other one.
 */
const thrice = async (post: string, mutation: string, input: Input, other: Input | null = otherWise(input)): Promise<Receipt> => {
  const client = await trust.acting(post);
  const commandId = crypto.randomUUID();
  const first = await client.mutate(mutation, { ...input, commandId });
  if (first.__typename !== 'Receipt') throw new Error(`${mutation} was refused: ${first.code}, ${first.because}`);
  expect([mutation, first.commandId, first.replayed, first.events > 0]).toEqual([mutation, commandId, false, true]);
  await trust.settled();
  const position = trust.position();
  expect([mutation, await client.mutate(mutation, { ...input, commandId })]).toEqual([mutation, { ...first, replayed: true }]);
  if (other) {
    const { errors } = await client.attempt(mutation, { ...other, commandId });
    expect([mutation, errors.map(({ extensions }) => extensions.code)]).toEqual([mutation, ['CommandIdReused']]);
    expect(errors[0]!.message).toContain(commandId);
  }
  await trust.settled();
  expect([mutation, trust.position()]).toEqual([mutation, position]);
  taken.add(mutation);
  return first;
};

const nurse = 'chief-nurse';
const aim = { kind: 'AIM', id: 'falls-aim' };
const serve = (thread: string, receiver: string, changes: Input = {}): Promise<Receipt> =>
  thrice(nurse, 'serveBall', {
    thread,
    kind: 'DOWNWARDS',
    parent: aim,
    parentRevision: 1,
    receiver,
    offer: fallsOffer('falls-medicine', '24', '12'),
    ...changes,
  });
const onTable = async (thread: string): Promise<{ thread: string; parentRevision: number; offerHash: string }> => {
  const { thread: found } = await (
    await trust.acting('auditor')
  ).query<{ thread: { table: { hash: string } } }>('query ($id: ID!) { thread(id: $id) { table { hash } } }', { id: thread });
  return { thread, parentRevision: 1, offerHash: found.table.hash };
};
describe('A command sent again', () => {
  it('changes the organisation once', async () => {
    const post = 'lab-lead';
    const as = 'administrator';
    const [lia, lou, lee] = ['lia', 'lou', 'lee'].map((name) => derivedId('person', name)) as [string, string, string];
    await thrice(as, 'nameOrganisation', { name: 'Northmoor Hospitals' });
    await thrice(as, 'chooseChartConvention', { preset: 'MDC_2_6', shiftPoints: 7, rulesVersion: 1, reason });
    await thrice(as, 'addUnit', { unit: 'lab', name: 'Laboratory', kind: 'department', parent: 'board' });
    await thrice(as, 'renameUnit', { unit: 'lab', name: 'Laboratories', reason });
    await thrice(as, 'addPost', { post, unit: 'lab', title: 'Head of laboratories', role: 'LEAD', leads: true });
    await thrice(as, 'retitlePost', { post, title: 'Laboratory lead', reason });
    await thrice(as, 'appointHolder', { post, person: lia, from: '2026-01-01' });
    await thrice(as, 'nameDeputy', { post, person: lou, from: '2026-01-01' });
    await thrice(as, 'standDownDeputy', { post, person: lou, lastDay: '2026-03-31', reason });
    await thrice(as, 'recordLeaver', { post, person: lia, lastDay: '2026-03-31', reason });
    await thrice(as, 'nameActingHolder', { post, person: lee, from: '2026-04-01', reason });
    await thrice(as, 'standDownActingHolder', { post, person: lee, lastDay: '2026-04-30', reason });
    await thrice(as, 'closePost', { post, successor: 'digital-lead', on: '2026-06-01', reason });
    await thrice(as, 'addPost', { post: 'typo', unit: 'lab', title: 'Laboratory led', role: 'LEAD' });
    await thrice(as, 'withdrawPost', { post: 'typo', reason });
    await thrice(as, 'addUnit', { unit: 'lav', name: 'Lavoratory', kind: 'department', parent: 'board' });
    await thrice(as, 'withdrawUnit', { unit: 'lav', reason });
    await thrice(as, 'nameFinalArbiter', { post: 'chief-executive', reason });
    await thrice(as, 'changeCalendar', { closed: ['2026-05-26'], reason });
  });

  it('changes the strategy once', async () => {
    const dimensions = [{ id: 'safety', name: 'Safety', statement: 'Safe' }];
    await thrice(nurse, 'draftTrueNorth', { unit: 'board', statement: 'No harm', dimensions, reason });
    await thrice(nurse, 'putTrueNorthInForce', { unit: 'board', minute: 'board minute 7' });
    await thrice(nurse, 'planCycle', { cycle: 'this-year', name: '2026/27', starts: '2026-04-01', ends: '2027-03-31' });
    await thrice(nurse, 'planCycle', { cycle: 'next-year', name: '2027/28', starts: '2027-04-01', ends: '2028-03-31' });
    await thrice(nurse, 'activateCycle', { cycle: 'this-year' }, { cycle: 'next-year' });
    const span = { unit: 'board', dimension: 'safety', from: '2026-04-01', to: '2029-03-31' };
    await thrice(nurse, 'setObjective', { ...span, objective: 'no-harm', statement: 'Zero harm' });
    await thrice(nurse, 'setObjective', { ...span, objective: 'no-waits', statement: 'No waits' });
    const { unit: _unit, ...revised } = span;
    await thrice(nurse, 'reviseObjective', { ...revised, objective: 'no-waits', statement: 'No waits at all', reason });
    await thrice(nurse, 'retireObjective', { objective: 'no-waits', reason });
    for (const candidate of ['fewer-falls', 'fewer-waits'])
      await thrice(
        'medicine-lead',
        'nominateCandidate',
        {
          candidate,
          cycle: 'this-year',
          unit: 'board',
          text: candidateText(candidate),
        },
        { candidate, cycle: 'next-year', unit: 'board', text: candidateText(candidate) },
      );
    await thrice('medicine-lead', 'reviseCandidate', { candidate: 'fewer-falls', text: candidateText('Far fewer falls'), reason });
    await thrice(nurse, 'scoreCandidate', { candidate: 'fewer-falls', impact: 4, urgency: 4, feasibility: 4 });
    await thrice(nurse, 'dropCandidate', { candidate: 'fewer-falls', reason });
    await thrice(nurse, 'restoreCandidate', { candidate: 'fewer-falls', reason });
    await thrice(nurse, 'adoptCandidate', { candidate: 'fewer-falls', aim: 'falls-aim', terms: aimTerms('Halve falls'), reason });
    const ofChief = { ...aimTerms('No waits'), sponsor: 'chief-executive' };
    await thrice(nurse, 'adoptCandidate', { candidate: 'fewer-waits', aim: 'waits-aim', terms: ofChief, reason });
    await thrice(nurse, 'acceptAimGap', { aim: 'falls-aim', revision: 1, plan: 'a second wave in autumn', reviewOn: '2026-09-01' });
  });

  it('changes a measure and an import once', async () => {
    const measure = 'falls-medicine';
    const as = 'medicine-lead';
    const { subject } = await thrice('administrator', 'defineMeasure', { unit: 'lab', definition: fallsOf('the lab') });
    await thrice('administrator', 'redefineMeasure', { measure: subject, definition: fallsOf('the lab', { dueAfter: 5 }), reason });
    await thrice(as, 'classMeasure', { measure, unit: 'medicine', class: 'DRIVER', reason });
    await thrice(as, 'recordObservations', { measure, readings: ['2026-02', '2026-03'].map((period) => ({ period, value: '24' })) });
    await thrice(as, 'correctObservations', { measure, readings: [{ period: '2026-03', value: '23' }], reason });
    await thrice(as, 'withdrawObservation', { measure, period: '2026-03', reason });
    await thrice(as, 'closePeriod', { measure, period: '2026-02' }, { measure, period: '2026-01' });
    await thrice(as, 'reopenPeriod', { measure, period: '2026-02', reason });
    await thrice(as, 'annotateMeasure', { measure, period: '2026-02', text: 'ward 9 was closed' });
    await thrice(as, 'withdrawAnnotation', { measure, annotation: 1, reason });
    await thrice(as, 'ghostPoint', { measure, period: '2026-02', reason });
    await thrice(as, 'countPoint', { measure, period: '2026-02', reason });
    await thrice(as, 'recalculateLimits', { measure, from: '2026-02', reason });
    await thrice(as, 'withdrawRecalculation', { measure, from: '2026-02', reason });
    await thrice(as, 'setBaseline', { measure, baseline: { kind: 'UNTIL', period: '2026-02' }, reason });
    await thrice(as, 'clearBaseline', { measure, reason });
    await thrice(as, 'chooseChart', { measure, choice: { preset: 'MDC_2_6A', screening: 'RANGES_AND_MEAN' }, reason });
    await thrice(as, 'setChartTarget', { measure, from: '2026-04-01', value: '20', reason });
    await thrice(as, 'withdrawChartTarget', { measure, from: '2026-04-01', reason });
    await thrice(as, 'publishChart', { measure, title: 'board paper of April' });
    const digests = { fileDigest: 'a'.repeat(64), mappingDigest: 'b'.repeat(64) };
    const { subject: import_ } = await thrice('data-steward', 'startImport', { file: 'falls.csv', ...digests });
    await thrice('data-steward', 'recordObservations', {
      measure: 'falls',
      import: import_,
      readings: [{ period: '2026-02', value: '40' }],
    });
    const counts = { rows: 1, recorded: 1, corrected: 0, unchanged: 0, skipped: 0, measures: 1 };
    await thrice('data-steward', 'finishImport', { import: import_, ...counts });
    await thrice('data-steward', 'reverseImport', { import: import_, reason });
  });

  it('moves a ball once, up to the signatures', async () => {
    const fundedBy = 'finance-director';
    const promised = {
      milestones: [{ id: 'leads', text: 'every ward has a lead', due: '2026-06-30' }],
      conditions: ['alarms', 'beds'].map((id) => ({ id, text: id, owner: 'digital-lead', due: '2026-06-30' })),
      resourcesGranted: ['nurse', 'aide'].map((id) => ({ id, kind: 'WTE', amount: '1', text: id, fundedBy, deliverBy: '2026-06-30' })),
    };
    const round = { thread: 'one', round: 1 };
    await serve('one', 'medicine-lead');
    await thrice('medicine-lead', 'askQuestion', { ...round, question: 'With whose staff?' });
    await thrice(nurse, 'answerQuestion', { ...round, answer: 'Yours' });
    await thrice(nurse, 'extendReply', { ...round, replyBy: '2026-05-29', reason });
    const offer = fallsOffer('falls-medicine', '24', '16', promised);
    await thrice('medicine-lead', 'counterOffer', { ...round, parentRevision: 1, offer, rationale: 'we are few' });
    const signing = await onTable('one');
    await thrice(nurse, 'acceptOffer', { ...signing, round: 2 });
    await thrice(nurse, 'retract', { thread: 'one', reason });
    await thrice(nurse, 'waiveMandate', { thread: 'one', offerHash: signing.offerHash, reason });
    await thrice(nurse, 'acceptOffer', { ...signing, round: 2 });
    await thrice(nurse, 'commit', signing);
    await thrice('medicine-lead', 'commit', signing);
    await serve('two', 'surgery-lead');
    await thrice(nurse, 'withdraw', { thread: 'two', reason });
  });

  it('to another thread under its old id is another command, and its events are others', async () => {
    const commandId = crypto.randomUUID();
    const client = await trust.acting('medicine-lead');
    const events = new Set<string>();
    for (const thread of ['five', 'six']) {
      await serve(thread, 'medicine-lead');
      const question = { thread, round: 1, question: 'With whose staff?', commandId };
      expect(await client.mutate('askQuestion', question)).toMatchObject({ __typename: 'Receipt', subject: thread, replayed: false });
      const { history } = await client.query<{ history: { edges: { node: { id: string; commandId: string } }[] } }>(
        'query ($thread: ID!) { history(subject: $thread) { edges { node { id commandId } } } }',
        { thread },
      );
      events.add(history.edges.find(({ node }) => node.commandId === commandId)!.node.id);
    }
    expect(events.size).toBe(2);
  });

  it('goes to the arbiter once', async () => {
    const thread = 'three';
    const lead = 'surgery-lead';
    await serve(thread, lead, { private: true });
    await thrice(lead, 'openEarlierOffers', { thread }, null);
    await thrice(lead, 'decline', { thread, round: 1, reason });
    await thrice(nurse, 'escalate', { thread, reason });
    await thrice(nurse, 'withdrawEscalation', { thread, reason });
    await thrice(lead, 'confirmSettlement', { thread }, null);
    await thrice(lead, 'decline', { thread, round: 1, reason });
    await thrice(lead, 'escalate', { thread, reason });
    await thrice('chief-executive', 'returnBall', { thread, ball: 'RECEIVER', rationale: 'try again', replyBy: '2026-05-08' });
    await thrice(lead, 'decline', { thread, round: 1, reason });
    await thrice(lead, 'escalate', { thread, reason });
    await thrice('chief-executive', 'closeThread', { thread, reason });
  });

  it('directs, consents and releases once', async () => {
    const thread = 'four';
    const lead = 'surgery-lead';
    const offer = fallsOffer('falls-surgery', '16', '10');
    await serve(thread, lead);
    await thrice(lead, 'decline', { thread, round: 1, reason });
    await thrice(lead, 'escalate', { thread, reason });
    await thrice('chief-executive', 'direct', { thread, parentRevision: 1, offer, rationale: 'in the middle' });
    await thrice('chief-executive', 'consentToRenegotiate', { thread, reason });
    await thrice(lead, 'release', { thread, reason });
    await thrice(lead, 'withdrawReleaseProposal', { thread, reason });
    const ofChief = {
      thread: 'seven',
      kind: 'DOWNWARDS',
      parent: { kind: 'AIM', id: 'waits-aim' },
      parentRevision: 1,
      receiver: lead,
      offer,
    };
    await thrice('chief-executive', 'serveBall', ofChief);
    await thrice(lead, 'decline', { thread: 'seven', round: 1, reason });
    await thrice(lead, 'escalate', { thread: 'seven', reason });
    await thrice(nurse, 'appointArbiter', { thread: 'seven', arbiter: 'finance-director', minute: 'board minute 9' });
  });

  it('runs a goal once', async () => {
    const goal = 'one';
    const as = 'medicine-lead';
    const milestone = { goal, milestone: 'leads' };
    await thrice(as, 'reportMilestone', { ...milestone, on: today, evidence: 'the list' });
    await thrice(as, 'reopenMilestone', { ...milestone, reason });
    await thrice('digital-lead', 'meetCondition', { goal, condition: 'beds', evidence: 'they are there' });
    await thrice('digital-lead', 'failCondition', { goal, condition: 'alarms', reason });
    await thrice('finance-director', 'deliverGrant', { goal, grant: 'nurse', on: today, evidence: 'she began' });
    await thrice('finance-director', 'failGrant', { goal, grant: 'aide', reason });
    await thrice(nurse, 'reweightLink', { goal, thread: goal, weight: '2', reason });
    await thrice(as, 'chooseRollUp', { goal, method: 'WEIGHTED', reason });
    await thrice(as, 'acceptGap', { goal, revision: 1, plan: 'the wards follow in summer', reviewOn: '2026-09-01' });
    // March was missed, and then the target is made easier.
    const readings = [{ period: '2026-03', value: '45' }];
    await trust.done('data-steward', 'recordObservations', { measure: 'falls', readings });
    await thrice(nurse, 'reviseAim', { aim: 'falls-aim', revision: 1, terms: aimTerms('Halve falls', { target: '21' }), reason });
    await thrice(as, 'confirmParent', { thread: goal, parentRevision: 2 });
    await thrice(as, 'renegotiate', {
      thread: goal,
      parentRevision: 2,
      offer: fallsOffer('falls-medicine', '24', '17'),
      reason,
    });
    await thrice(as, 'closeGoal', { goal, revision: 1, outcome: 'ACHIEVED', evidence: 'the figures', reason });
    await thrice(as, 'reopenGoal', { goal, reason });
  });

  it('lets one more goal through once', async () => {
    const lead = 'ward-7-lead';
    const served = { parentRevision: 2, offer: fallsOffer('falls-ward-7', '6', '5', { share: '0.1' }) };
    for (const thread of ['first', 'second', 'third']) {
      await serve(thread, lead, served);
      const signing = { ...(await onTable(thread)), parentRevision: 2 };
      await trust.done(lead, 'acceptOffer', { ...signing, round: 1 });
      await trust.done(lead, 'commit', signing);
      await trust.done(nurse, 'commit', signing);
    }
    await serve('fourth', lead, served);
    await thrice(nurse, 'overrideCap', { thread: 'fourth', cap: 'OWNER_LOAD', reason });
    await thrice(nurse, 'dropAim', { aim: 'falls-aim', reason });
  });

  it('answers once for a decision found in the record', async () => {
    const client = await trust.acting('auditor');
    const { findings } = await client.query<{ findings: { edges: { node: { key: string } }[] } }>(
      '{ findings(kind: INTEGRITY) { edges { node { key } } } }',
    );
    const [finding] = findings.edges.map(({ node }) => node.key);
    await thrice('chief-executive', 'acknowledgeFinding', { finding, reason: 'the board asked for it' });
    await thrice('chief-executive', 'withdrawAcknowledgement', { finding, reason: 'the minutes say otherwise' });
  });

  it('takes up once what a rule had stopped', async () => {
    const { app } = trust.service;
    const { organisation } = app.get<LogIdentity>(IDENTITY);
    const key = 'parent-changed:an-event:a-thread';
    const stuck = { key, policy: 'parent-changed', cause: 'an-event', code: 'SomeRule', because: 'a rule said no' };
    await app.get(CommandDesk).execute({
      aggregate: 'policy',
      name: 'MarkStuck',
      input: stuck,
      envelope: {
        commandId: crypto.randomUUID(),
        subject: derivedId('policy-log', organisation),
        actor: { person: 'service', post: 'policy:parent-changed' },
        correlationId: crypto.randomUUID(),
      },
    });
    await thrice('administrator', 'retryDebt', { key }, { key: 'another' });
  });

  it('seals the log once', async () => void (await thrice('administrator', 'placeSeal', { reason })));

  it('was every command there is, but those of the directory of people, which is beside the log, and a plan, which is gone on with', () => {
    const besideTheLog = ['recordPerson', 'erasePerson', 'signPersonOut', 'createServiceAccount', 'revokeServiceAccount'];
    const goneOnWith = ['importPlan'];
    const all = Object.keys(schema.getMutationType()!.getFields()).filter((name) => ![...besideTheLog, ...goneOnWith].includes(name));
    expect([...taken].sort()).toEqual(all.sort());
  });
});
