import { fallsOffer, startNorthmoor, withFallsAim, type Northmoor } from './northmoor.js';

let trust: Northmoor;
beforeAll(async () => {
  trust = await startNorthmoor();
  await withFallsAim(trust);
  trust.clock.to('2026-05-05');
});
afterAll(() => trust.close());

const offer = (changes: Record<string, unknown> = {}, measured: Record<string, unknown> = {}) => {
  const whole = fallsOffer('falls-medicine', '24', '12', changes);
  return { ...whole, measured: { ...whole.measured, ...measured } };
};
const ball = (offered: Record<string, unknown>, changes: Record<string, unknown> = {}) => ({
  kind: 'DOWNWARDS',
  parent: { kind: 'AIM', id: 'falls-aim' },
  parentRevision: 1,
  receiver: 'medicine-lead',
  offer: offered,
  ...changes,
});
const linear = { kind: 'LINEAR' };
const months = ['03', '04', '05', '06', '07', '08', '09', '10', '11', '12'].map((month) => `2026-${month}`);
const manual = (...last: string[]) => ({
  kind: 'MANUAL',
  points: [...months, '2027-01', '2027-02', '2027-03'].map((period, index) => ({ period, value: last[index - 10] ?? '24' })),
});

describe('An offer that makes no sense is kept off the table', () => {
  it.each([
    [
      'a target equal to its baseline',
      offer({}, { target: '24' }),
      'TargetEqualsBaseline',
      'the target equals the jump-off point 24, declare a maintain goal or choose another target',
    ],
    [
      'a maintain goal that moves its target',
      offer({}, { maintain: true }),
      'MaintainMovesTarget',
      "a maintain goal's target is its jump-off point 24 and not 12, take the declaration out or correct the target",
    ],
    [
      'a share over 1',
      offer({ share: '1.01' }),
      'ShareOutOfRange',
      'the share is 101%, a child is credited to a parent with 0% to 100% of its effect (0 to 1)',
    ],
    ['a weight below 0', offer({ weight: '-1' }), 'NegativeWeight', 'the weight is -1, it has to be 0 or more'],
    [
      'a trajectory that misses its target',
      offer({}, { trajectory: manual('20', '16', '13') }),
      'TrajectoryMissesTarget',
      'the trajectory ends at 13 in March 2027, it has to end at the target 12',
    ],
    [
      'a trajectory that names a month twice',
      offer({}, { trajectory: { ...manual(), points: [...manual().points, { period: '2026-05', value: '20' }] } }),
      'BadPeriod',
      'the trajectory names May 2026 twice, give it one value',
    ],
    [
      'a due date before its baseline ends',
      offer({ due: '2026-02-28' }, { trajectory: linear }),
      'DueTooEarly',
      "the due date 28 February 2026 lies in or before the jump-off point's month, February 2026, choose a later one",
    ],
    [
      'a contribution that does not say how it converts',
      offer({ contribution: { amount: '12' } }),
      'ConversionMissing',
      "the contribution of 12 is not in the parent's own measure: say how it converts, and why",
    ],
  ])('%s', async (_what, offered, code, because) => {
    expect(await trust.refused(code, 'chief-nurse', 'serveBall', ball(offered))).toBe(because);
  });

  it('a share that with those of other parents passes the whole is not signed', async () => {
    const sign = async (thread: string, code: string | null): Promise<string> => {
      const client = await trust.acting('medicine-lead');
      const { thread: found } = await client.query<{ thread: { table: { hash: string } } }>(
        'query ($id: ID!) { thread(id: $id) { table { hash } } }',
        { id: thread },
      );
      const signing = { thread, parentRevision: 1, offerHash: found.table.hash };
      await trust.done('medicine-lead', 'acceptOffer', { ...signing, round: 1 });
      if (code !== null) return trust.refused(code, 'medicine-lead', 'commit', signing);
      await trust.done('medicine-lead', 'commit', signing);
      await trust.done('chief-nurse', 'commit', signing);
      return '';
    };
    await trust.done('chief-nurse', 'serveBall', ball(offer({ share: '0.6' }), { thread: 'most' }));
    await sign('most', null);
    const again = { thread: 'rest', kind: 'PLEDGE', existingGoal: 'most' };
    await trust.done('chief-nurse', 'serveBall', ball(offer({ share: '0.5' }), again));
    expect(await sign('rest', 'SharesOverOne')).toBe(
      'with 60% credited to other parents a share of 50% passes the whole, lower one of them',
    );
  });

  it('a weight of zero is not signed where all others weigh nothing either, nor set', async () => {
    const { goal } = await (
      await trust.acting('auditor')
    ).query<{ goal: { links: { weight: string }[] } }>('{ goal(id: "most") { links { weight } } }');
    expect(goal.links).toEqual([{ weight: '1' }]);
    const weightless = { goal: 'most', thread: 'most', weight: '0', reason: 'it hardly counts' };
    expect(await trust.refused('WeightsComeToZero', 'chief-nurse', 'reweightLink', weightless)).toBe(
      'the weights of the parent’s children would come to 0, give one of them a weight first',
    );
    const parent = { kind: 'GOAL', id: 'most' };
    const offered = fallsOffer('falls-ward-7', '6', '3', { weight: '0' });
    await trust.done('medicine-lead', 'serveBall', ball(offered, { thread: 'light', parent, receiver: 'ward-7-lead' }));
    const { thread } = await (
      await trust.acting('ward-7-lead')
    ).query<{ thread: { table: { hash: string } } }>('{ thread(id: "light") { table { hash } } }');
    const signing = { thread: 'light', parentRevision: 1, offerHash: thread.table.hash };
    await trust.done('ward-7-lead', 'acceptOffer', { ...signing, round: 1 });
    expect(await trust.refused('WeightsComeToZero', 'ward-7-lead', 'commit', signing)).toBe(
      "with a weight of 0 the parent's children would weigh nothing together, give it a weight above 0",
    );
  });

  it('a move on an old revision of its parent, or on an old one of a goal, names both', async () => {
    expect(await trust.refused('ParentChanged', 'chief-nurse', 'serveBall', ball(offer(), { parentRevision: 2 }))).toBe(
      'the parent is at revision 1, you saw 2: read what changed and move again',
    );
    const closing = { goal: 'most', revision: 3, outcome: 'ACHIEVED', evidence: 'the figures', reason: 'done' };
    expect(await trust.refused('StaleRevision', 'medicine-lead', 'closeGoal', closing)).toBe(
      'the goal is at revision 1 and you saw 3, look at it again',
    );
  });
});

describe('Figures that make no sense are not recorded', () => {
  const record = (measure: string, ...readings: object[]) => ({ measure, readings });
  it.each([
    [
      'a period twice',
      record('falls-medicine', { period: '2026-04', value: '3' }, { period: '2026-04', value: '4' }),
      'PeriodTwice',
      'April 2026 comes twice, give one figure for it',
    ],
    [
      'something over nothing',
      record('four-hours', { period: '2026-04', numerator: '5', denominator: '0' }),
      'DividedByZero',
      '5/0 for April 2026 divides by zero, give the denominator or 0/0 for no activity',
    ],
    [
      'more than all of it',
      record('four-hours', { period: '2026-04', numerator: '11', denominator: '10' }),
      'NumeratorAboveDenominator',
      '11/10 for April 2026 is more than all of it, check which is the denominator',
    ],
    [
      'half a fall',
      record('falls-medicine', { period: '2026-04', value: '0.5' }),
      'NotOfItsKind',
      '0.5 for April 2026 is no count, count in whole numbers from 0',
    ],
    [
      'a month to come',
      record('falls-medicine', { period: '2026-06', value: '3' }),
      'PeriodAhead',
      'June 2026 has not begun, report it when it has',
    ],
    [
      'a week in a monthly measure',
      record('falls-medicine', { period: '2026-W14', value: '3' }),
      'BadPeriod',
      "'2026-W14' is no month, and this measure is reported monthly",
    ],
    ['no figure at all', record('falls-medicine'), 'NoReadings', 'there is no figure to record, give at least one'],
  ])('%s', async (_what, input, code, because) => {
    expect(await trust.refused(code, 'medicine-lead', 'recordObservations', input)).toBe(because);
  });

  it('of several the good ones neither, where one is bad', async () => {
    const mixed = record(
      'four-hours',
      { period: '2026-03', numerator: '9', denominator: '10' },
      { period: '2026-04', numerator: '1', denominator: '0' },
    );
    await trust.refused('DividedByZero', 'medicine-lead', 'recordObservations', mixed);
    const client = await trust.acting('medicine-lead');
    expect(await client.query('{ observations(measure: "four-hours") { totalCount } }')).toEqual({ observations: { totalCount: 0 } });
  });

  it('nothing over nothing is no activity, and that is a figure', async () => {
    await trust.done('medicine-lead', 'recordObservations', record('four-hours', { period: '2026-04', numerator: '0', denominator: '0' }));
    const client = await trust.acting('medicine-lead');
    const { observations } = await client.query<{ observations: { edges: { node: object }[] } }>(
      '{ observations(measure: "four-hours") { edges { node { period value numerator denominator } } } }',
    );
    expect(observations.edges.map(({ node }) => node)).toEqual([{ period: '2026-04', value: null, numerator: '0', denominator: '0' }]);
  });

  it('a published one sent again with another value is a correction, and wants its reason', async () => {
    await trust.done('medicine-lead', 'recordObservations', record('falls-medicine', { period: '2026-04', value: '20' }));
    const otherwise = record('falls-medicine', { period: '2026-04', value: '19' });
    expect(await trust.refused('PeriodHasFigure', 'medicine-lead', 'recordObservations', otherwise)).toBe(
      'April 2026 has 20 already and this says 19, correct it with a reason',
    );
    const { errors } = await (await trust.acting('medicine-lead')).attempt('correctObservations', { ...otherwise, reason: ' ' });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    await trust.done('medicine-lead', 'correctObservations', { ...otherwise, reason: 'one was counted twice' });
  });
});
