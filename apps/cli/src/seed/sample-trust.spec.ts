import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRejection, type Day, type RecordedOf } from '#kernel';
import { verifyLog, type Verification } from '#event-store';
import { planId } from '#plan';
import {
  Achieving,
  alignmentTree,
  findings,
  measureChart,
  phaseOf,
  readerOf,
  standings,
  type CatchballEvents,
  type Moment,
  type Tables,
} from '#strategy';
import { openForReading, readRecord, recordConfig } from '../record.js';
import type { Terminal } from '../terminal.js';
import { playSample } from './sample-trust.js';
import { sampleThreadId } from './stage.js';

const quiet: Terminal = { out: () => {}, err: () => {}, interactive: false, environment: {} };

interface Played {
  readonly tables: Tables;
  readonly moment: Moment;
  readonly organisation: string;
  readonly proof: Verification;
  readonly events: readonly RecordedOf<Record<string, unknown>>[];
}

const folders: string[] = [];

/** Plays the sample as if it were made on the day, and reads it back on that morning. */
const played = async (anchor: Day): Promise<Played> => {
  const folder = mkdtempSync(join(tmpdir(), 'hoshin-sample-'));
  folders.push(folder);
  const config = recordConfig(quiet, { data: folder });
  const { organisation } = await playSample(config, quiet, anchor);
  const { log, hydrate } = await openForReading(config);
  const proof = await verifyLog(log.readAllRaw({ after: 0 }), { hydrate });
  const events: RecordedOf<Record<string, unknown>>[] = [];
  for await (const batch of log.readAll()) events.push(...(batch.events as RecordedOf<Record<string, unknown>>[]));
  await log.close();
  const { tables, position } = await readRecord(config);
  return { tables, organisation, proof, events, moment: { position, at: `${anchor}T08:00:00.000Z`, today: anchor, tables } };
};

describe('The sample trust', () => {
  let sample: Played;
  beforeAll(async () => {
    sample = await played('2027-01-01');
  });
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  const thread = (key: string) => sample.tables.threads.get(sampleThreadId(sample.organisation, key))!;
  const goal = (key: string) => sample.tables.goals.get(sampleThreadId(sample.organisation, key))!;
  const moves = (key: string) => sample.tables.moves.of(sampleThreadId(sample.organisation, key)).map(({ type }) => type);
  const happened = (type: string) => sample.events.filter((event) => event.type === type);

  it('leaves a log that proves itself, of the size of a real first year', () => {
    expect(sample.proof).toMatchObject({ firstBad: null, warnings: [], events: sample.events.length });
    expect(sample.events.length).toBeGreaterThan(1_500);
    expect(sample.events.length).toBeLessThan(3_000);
  });

  it('leaves the same bytes when it is made again for the same day', async () => {
    const again = await played('2027-01-01');
    expect(again.proof.chainDigest).toBe(sample.proof.chainDigest);
  });

  it('plays as well in the middle of a month, up to yesterday', async () => {
    const other = await played('2026-11-22');
    expect(other.proof.firstBad).toBeNull();
    expect(other.events.at(-1)!.on <= '2026-11-21').toBe(true);
    expect(other.tables.settings.get('organisation')?.financialYearStart).toBe(2);
  });

  it('marks every event as seeded, and plays none after yesterday', () => {
    expect(sample.events.filter(({ meta }) => meta.seeded !== true)).toEqual([]);
    expect(sample.events.filter(({ on }) => on > '2026-12-31')).toEqual([]);
  });

  it('reaches from True North to the teams in every standing', () => {
    const auditor = sample.tables.posts.get(planId(sample.organisation, 'post', 'auditor'))!.holders[0]!.person;
    const tree = alignmentTree(sample.moment, sample.moment, readerOf(sample.moment, auditor));
    if (isRejection(tree)) throw new Error(tree.because);
    expect(new Set(tree.nodes.flatMap(({ standing }) => standing ?? []))).toEqual(new Set(standings));
    const teams = new Set(tree.nodes.flatMap(({ unit }) => (sample.tables.units.get(unit)?.kind === 'team' ? [unit] : [])));
    expect(teams.size).toBeGreaterThan(30);
    expect(tree.nodes.some(({ atRisk }) => atRisk)).toBe(true);
  });

  it('tells of agreements in one round and after four', () => {
    expect(moves('falls-sur')).toEqual(['BallServed', 'OfferAccepted', 'CommitmentSigned', 'CommitmentSigned', 'CommitmentMade']);
    const rounds = sample.tables.moves.of(sampleThreadId(sample.organisation, 'falls-med')).map(({ round }) => round);
    expect([phaseOf(thread('falls-med').state), Math.max(...rounds)]).toEqual(['COMMITTED', 4]);
  });

  it('tells of a counter for lack of staff, met by a grant and a pledge', () => {
    const [counter] = sample.tables.offers.of(sampleThreadId(sample.organisation, 'restraint-mh')).slice(1);
    expect(counter!.rationale).toContain('I lack the staff');
    expect(counter!.offer.resourcesAsked).toMatchObject([{ kind: 'WTE', amount: '8' }]);
    expect(goal('restraint-mh').grants).toMatchObject([{ state: 'DELIVERED' }]);
    expect(phaseOf(thread('pledge-nurses').state)).toBe('COMMITTED');
  });

  it('tells of a pledge asked from Digital Services and refused', () => {
    expect(phaseOf(thread('pledge-preop').state)).toBe('DECLINED');
    expect(goal('waits-preop').terms.dependencies).toEqual([]);
  });

  it('tells of an idea from below that was accepted, and of one that was declined', () => {
    expect([thread('falls-front-door').state.thread.kind, phaseOf(thread('falls-front-door').state)]).toEqual(['BOTTOM_UP', 'COMMITTED']);
    expect([thread('four-sdec-midnight').state.thread.kind, phaseOf(thread('four-sdec-midnight').state)]).toEqual([
      'BOTTOM_UP',
      'DECLINED',
    ]);
  });

  it('tells of an escalation that was decided, and of one that lies with its arbiter', () => {
    expect([phaseOf(thread('restraint-mhin').state), goal('restraint-mhin').agreement.kind]).toEqual(['DIRECTED', 'DIRECTED']);
    expect(phaseOf(thread('restraint-suite').state)).toBe('ESCALATED');
  });

  it('tells of teams asked before their directorate signed, one of them anew after its counter', () => {
    expect(thread('falls-ortho').state.thread.parent.kind).toBe('THREAD');
    expect(moves('falls-ortho')).toContain('BallReopened');
    expect(phaseOf(thread('falls-ortho').state)).toBe('COMMITTED');
    expect(goal('falls-ortho').establishedOn > goal('falls-surgspec').establishedOn).toBe(true);
  });

  it('tells of promises made again in the seventh month, for a condition that failed and for beds that were opened', () => {
    const reopened = happened('RenegotiationOpened');
    expect(reopened.map(({ on }) => on.slice(0, 7))).toEqual(['2026-10', '2026-10']);
    expect(happened('ConditionFailed')).toHaveLength(1);
    expect([goal('restraint-rowan').revision, goal('falls-older').revision]).toEqual([2, 2]);
    expect(goal('falls-older').terms.statement).toBe('Cut falls with harm among older people in hospital from 168 to 126.');
    expect(happened('ParentRevisionConfirmed').length).toBeGreaterThan(1);
  });

  it('tells of questions, grants, milestones, accepted gaps, a retraction, a release, a lapse and a goal that was closed', () => {
    for (const type of ['QuestionAsked', 'QuestionAnswered', 'GrantDelivered', 'MilestoneDone', 'GoalGapAccepted', 'AimGapAccepted'])
      expect([type, happened(type).length > 0]).toEqual([type, true]);
    for (const type of ['AcceptanceRetracted', 'CommitmentReleased', 'PledgeLapsed', 'GoalClosed', 'ThreadWithdrawn'] satisfies (
      keyof CatchballEvents | 'GoalClosed'
    )[])
      expect([type, happened(type).length]).toEqual([type, 1]);
    expect(happened('CommitmentSigned').some(({ meta }) => meta.actor.asDeputy)).toBe(true);
  });

  it('tells of a ward whose lead left and who stands in, and of a team nobody leads', () => {
    const post = (key: string) => sample.tables.posts.get(planId(sample.organisation, 'post', key))!;
    expect(post('resp-lead').acting).toHaveLength(1);
    expect([post('cmht-vale-lead').holders.every(({ to }) => to !== null), post('cmht-vale-lead').acting]).toEqual([true, []]);
  });

  it('corrects a fall from the ward to the board after the month was closed, and says so', () => {
    const corrected = happened('ObservationCorrected') as RecordedOf<Record<string, { late: boolean; reason: string }>>[];
    expect(corrected).toHaveLength(4);
    expect(corrected.map(({ data }) => data.late)).toEqual([false, false, true, true]);
    expect(corrected[0]!.data.reason).toContain('second X-ray');
  });

  it('shows on charts a change of process, a month that says nothing, a note with what it refers to, and what the board saw', () => {
    const chartOf = (key: string, figures: 'KNOWN' | 'PUBLISHED' = 'KNOWN') =>
      measureChart(sample.moment, sample.tables.measures.get(planId(sample.organisation, 'measure', key))!, { figures });
    const agency = chartOf('agency').chart!;
    expect(agency.segments.map(({ from, kind, trial }) => [from, kind, trial])).toEqual([
      ['2025-02-01', 'start', false],
      ['2026-02-01', 'recalculation', true],
    ]);
    expect(agency.segments[1]!.upper! < agency.segments[0]!.lower!).toBe(true);
    const ghosts = chartOf('theatre-use').chart!.points.filter(({ ghost }) => ghost);
    expect(ghosts.map(({ date, value, lower }) => [date, value! < lower!])).toEqual([['2026-08-01', true]]);
    const [note] = chartOf('not-attended').annotations;
    expect(note).toMatchObject({
      period: '2026-06',
      reference: { kind: 'goal', id: sampleThreadId(sample.organisation, 'waits-booking') },
    });
    expect(goal('waits-booking')).toBeDefined();
    const { publications } = chartOf('falls');
    expect(publications.map(({ title }) => title)).toEqual(['Board paper of 2026-09-10', 'Board paper of 2026-12-10']);
    // A fall was found in July a week after the first of them.
    const july = (figures: 'KNOWN' | 'PUBLISHED') =>
      chartOf('falls', figures).chart!.points.find(({ date }) => date === '2026-07-01')!.value!;
    expect(july('KNOWN') - july('PUBLISHED')).toBe(1);
  });

  it('finds what somebody should look at, and only one measure that is not reported', () => {
    const found = findings(sample.moment, sample.moment, null);
    expect(new Set(found.map(({ code }) => code))).toEqual(
      new Set([
        'BALL_OVERDUE',
        'SIGNATURE_OVERDUE',
        'CONFIRMATION_OVERDUE',
        'VACANT_TOO_LONG',
        'BASELINE_OVERDUE',
        'GAP_NOT_ACCEPTED',
        'DATA_MISSING',
        'UNIT_WITHOUT_GOAL',
        'TARGET_LOWERED',
      ]),
    );
    const missing = found.filter(({ code }) => code === 'DATA_MISSING');
    expect(missing.map(({ subject }) => subject.id)).toEqual([planId(sample.organisation, 'measure', 'restraint-hazel')]);
    expect(missing[0]!.text).toContain('2 figures');
  });

  it('finds two targets made easier after a miss, of which somebody answers for one', () => {
    const lowered = findings(sample.moment, sample.moment, null, { kind: 'INTEGRITY' });
    const answers = lowered.map(({ subject, integrity }) => [subject.id, integrity?.acknowledged?.on ?? null]);
    expect(answers).toEqual([
      [goal('restraint-rowan').id, null],
      [goal('falls-older').id, '2026-11-17'],
    ]);
    expect(lowered.map(({ integrity }) => integrity!.evidence.length)).toEqual([5, 4]);
  });

  it('has made some way on every aim, and has arrived at none', () => {
    const achieving = new Achieving(sample.moment, sample.moment, null);
    for (const { id, terms } of sample.tables.aims.values()) {
      const { attainment, reported } = achieving.of({ kind: 'AIM', id })!.measured!;
      expect([terms.statement, attainment! > 0.3 && attainment! < 0.9, reported >= 8]).toEqual([terms.statement, true, true]);
    }
  });
});
