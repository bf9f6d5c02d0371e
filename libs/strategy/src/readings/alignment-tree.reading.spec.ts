import { isRejection } from '#kernel';
import { happened, logOf, thread, told, trust, type Past } from '#testing';
import type { CatchballEvents } from '../catchball/catchball.events.js';
import type { GoalEvents } from '../goal/goal.events.js';
import type { OrganisationEvents } from '../organisation/organisation.events.js';
import type { StrategyEvents } from '../strategy/strategy.events.js';
import { treeNode, type AlignmentNode, type NodeRef } from './alignment-node.reading.js';
import { alignmentTree, treeNodesMax, type TreeQuestion } from './alignment-tree.reading.js';
import { readerOf } from './openness.reading.js';

const { trustAfter, threadOf, inNegotiation, accepted, committed, directed, declined, viewsOver } = told;
type GoalEvent = Parameters<typeof happened<GoalEvents>>[2];
const strategyOf = (...events: Parameters<typeof happened<StrategyEvents>>[2][]): Past[] =>
  happened<StrategyEvents>('strategy', 'trust', ...events);
const under = (goal: string, receiver = 'ward-7') => ({ parent: { kind: 'GOAL', id: goal }, giver: 'medicine', receiver }) as const;
const move = (id: string, ...moves: Parameters<typeof happened<CatchballEvents>>[2][]): Past[] =>
  happened<CatchballEvents>('catchball', id, ...moves);
const released = (id: string): Past[] => [
  ...move(id, { type: 'CommitmentReleased', data: { by: 'BOTH_SIDES', reason: 'moved', cause: null } }),
  ...happened<GoalEvents>('goal', id, { type: 'LinkReleased', data: { thread: id, reason: 'moved' } }),
];

const askedOf = (person: string, asked: TreeQuestion, log: ReturnType<typeof viewsOver>, today?: string) => {
  const now = log.now(today);
  return alignmentTree(now, now, readerOf(now, person), asked);
};
const treeOf = (person: string, asked: TreeQuestion, ...streams: Past[][]): readonly AlignmentNode[] => {
  const tree = askedOf(person, asked, trustAfter(...streams));
  if (isRejection(tree)) throw new Error(tree.because);
  return tree.nodes;
};
/** The tree as an outline: a node a line, indented by rank. */
const outline = (person: string, asked: TreeQuestion, ...streams: Past[][]): string[] =>
  treeOf(person, asked, ...streams).map(
    ({ id, rank, standing, state }) => `${'  '.repeat(rank)}${id}${standing ? ` ${standing}` : ''}${state ? ` ${state}` : ''}`,
  );
const node = (id: string, ...streams: Past[][]): AlignmentNode => treeOf('aud', {}, ...streams).find((each) => each.id === id)!;
const top = ['board ACTIVE', '  board/safety ACTIVE', '    objective-1 ACTIVE', '      aim-1 ACTIVE'];

describe('the alignment tree', () => {
  it('runs from True North through dimension, objective and aim to every link, with how far each has come', () => {
    const streams = [
      inNegotiation('asked'),
      accepted('agreed', { receiver: 'surgery' }),
      committed('signed'),
      directed('ordered', { receiver: 'surgery', unit: 'surgery-unit' }),
      declined('refused', { receiver: 'surgery' }),
      committed('ward', under('signed')),
      inNegotiation('bay', { ...under('ward', 'ward-7-nurse') }),
    ];
    expect(outline('aud', {}, ...streams)).toEqual([
      ...top,
      '        asked IN_NEGOTIATION',
      '        agreed TENTATIVE',
      '        signed COMMITTED ACTIVE',
      '          ward COMMITTED ACTIVE',
      '            bay IN_NEGOTIATION',
      '        ordered DIRECTED ACTIVE',
      '        refused DECLINED',
    ]);
  });

  it('shows each node with its parent, owner, target and link', () => {
    const [, , , aim, goal] = treeOf(
      'aud',
      {},
      committed('t1', { offer: thread.offerOf({ contribution: { amount: '8', conversion: null } }) }),
    );
    expect(aim).toEqual({
      id: 'aim-1',
      parent: 'objective-1',
      rank: 3,
      kind: 'AIM',
      statement: 'Halve falls with harm',
      unit: 'board',
      owner: 'chief-nurse',
      standing: null,
      renegotiating: false,
      parentChanged: false,
      parentDropped: false,
      atRisk: false,
      state: 'ACTIVE',
      due: '2027-03-31',
      cycle: 'cycle-26',
      revision: 1,
      measure: 'falls',
      jop: '40',
      target: '20',
      link: null,
      thread: null,
      goal: null,
      aim: 'aim-1',
    });
    expect(goal).toEqual({
      id: 't1',
      parent: 'aim-1',
      rank: 4,
      kind: 'GOAL',
      statement: 'Bring falls with harm down to 10 a month',
      unit: 'medicine-unit',
      owner: 'medicine',
      standing: 'COMMITTED',
      renegotiating: false,
      parentChanged: false,
      parentDropped: false,
      atRisk: false,
      state: 'ACTIVE',
      due: '2027-03-31',
      cycle: 'cycle-26',
      revision: 1,
      measure: 'falls',
      jop: '20',
      target: '10',
      link: 'CONTRIBUTES',
      thread: 't1',
      goal: 't1',
      aim: null,
    });
  });

  it('begins anywhere, as deep as asked for', () => {
    const streams = [committed('signed'), committed('ward', under('signed')), inNegotiation('bay', under('ward', 'surgery'))];
    const cut = (root: string, ranks?: number) => outline('aud', { root, ranks: ranks ?? null }, ...streams);
    expect(cut('signed')).toEqual(['signed COMMITTED ACTIVE', '  ward COMMITTED ACTIVE', '    bay IN_NEGOTIATION']);
    expect(cut('signed', 1)).toEqual(['signed COMMITTED ACTIVE', '  ward COMMITTED ACTIVE']);
    expect(cut('aim-1', 0)).toEqual(['aim-1 ACTIVE']);
    expect(cut('aim-1', -1)).toEqual(['aim-1 ACTIVE']);
    expect(cut('objective-1', 1)).toEqual(['objective-1 ACTIVE', '  aim-1 ACTIVE']);
    expect(cut('board/safety', 1)).toEqual(['board/safety ACTIVE', '  objective-1 ACTIVE']);
    expect(cut('board', 0)).toEqual(['board ACTIVE']);
    const [first] = treeOf('aud', { root: 'ward' }, ...streams);
    expect([first?.rank, first?.parent]).toEqual([0, null]);
  });

  it('refuses a root that nothing has, or that came to nothing', () => {
    const gone = threadOf('gone', {}, { type: 'ThreadWithdrawn', data: { reason: 'no time', cause: null } });
    const log = trustAfter(gone);
    for (const root of ['nothing', 'gone', 'candidate-1'])
      expect(askedOf('aud', { root }, log)).toMatchObject({ rejected: true, code: 'NoSuchNode' });
  });

  it('asks for a root beyond 5,000 nodes, and shows exactly as many', () => {
    const links = (count: number): Past[] => Array.from({ length: count }, (_, index) => inNegotiation(`t${index}`)).flat();
    const size = (count: number) => {
      const tree = askedOf('aud', {}, trustAfter(links(count)));
      return isRejection(tree) ? tree.code : tree.nodes.length;
    };
    expect([size(treeNodesMax - 4), size(treeNodesMax - 3)]).toEqual([treeNodesMax, 'TooManyNodes']);
  });

  it('is empty before anybody has stated a True North', () => {
    const tree = askedOf('aud', {}, viewsOver(logOf(trust.organisationStream)));
    expect(tree).toEqual({ position: trust.organisationStream.length, cycle: null, nodes: [] });
  });
});

describe('True North in the tree', () => {
  const ofMedicine = strategyOf({
    type: 'TrueNorthDrafted',
    data: {
      unit: 'medicine-unit',
      statement: 'Home sooner',
      dimensions: [{ id: 'safety', name: 'Flow', statement: 'Fast' }],
      reason: 'new',
    },
  });

  it('of a unit below stands under the nearest one above, with dimensions of its own even if they are called the same', () => {
    const objective = {
      objective: 'objective-2',
      unit: 'medicine-unit',
      dimension: 'safety',
      statement: 'Days',
      from: '2026-04-01',
      to: '2029-03-31',
    };
    expect(outline('aud', {}, ofMedicine, strategyOf({ type: 'ObjectiveSet', data: objective }))).toEqual([
      ...top,
      '  medicine-unit PLANNED',
      '    medicine-unit/safety PLANNED',
      '      objective-2 ACTIVE',
    ]);
  });

  it('shows what is in force, not the draft beside it, and of the draft the dimensions that would come in', () => {
    const draft = strategyOf({
      type: 'TrueNorthDrafted',
      data: {
        unit: 'board',
        statement: 'Kind too',
        dimensions: [
          { id: 'safety', name: 'Safer', statement: 'Safe' },
          { id: 'people', name: 'People', statement: 'Well' },
        ],
        reason: 'new',
      },
    });
    const shown = treeOf('aud', {}, draft);
    expect(
      shown.map(({ id, statement, state }) => [id, statement, state]).filter(([id]) => id !== 'objective-1' && id !== 'aim-1'),
    ).toEqual([
      ['board', 'No avoidable harm', 'ACTIVE'],
      ['board/safety', 'Safety', 'ACTIVE'],
      ['board/people', 'People', 'PLANNED'],
    ]);
  });

  it('keeps a retired objective while aims of the cycle serve it, and lets go of one without', () => {
    const retire = strategyOf({ type: 'ObjectiveRetired', data: { objective: 'objective-1', reason: 'reached' } });
    expect(outline('aud', {}, retire)).toEqual(['board ACTIVE', '  board/safety ACTIVE', '    objective-1 CLOSED', '      aim-1 ACTIVE']);
    expect(outline('aud', { cycle: 'cycle-27' }, retire)).toEqual(['board ACTIVE', '  board/safety ACTIVE']);
  });

  it('keeps an objective whose dimension it no longer knows', () => {
    const changed = strategyOf(
      { type: 'ObjectiveRetired', data: { objective: 'objective-1', reason: 'reached' } },
      {
        type: 'TrueNorthDrafted',
        data: { unit: 'board', statement: 'Kind', dimensions: [{ id: 'people', name: 'People', statement: 'Well' }], reason: 'new' },
      },
      { type: 'TrueNorthTookEffect', data: { unit: 'board', cycle: null, minute: 'board minute 3' } },
    );
    expect(outline('aud', {}, changed)).toEqual(['board ACTIVE', '  board/people ACTIVE', '  objective-1 CLOSED', '    aim-1 ACTIVE']);
  });
});

describe('a cycle in the tree', () => {
  const planned = strategyOf(
    { type: 'CyclePlanned', data: { cycle: 'cycle-27', name: '2027/28', starts: '2027-04-01', ends: '2028-03-31' } },
    { type: 'CandidateNominated', data: { candidate: 'candidate-2', cycle: 'cycle-27', unit: 'board', text: {} as never } },
    {
      type: 'CandidateAdopted',
      data: {
        candidate: 'candidate-2',
        aim: 'aim-2',
        cycle: 'cycle-27',
        unit: 'board',
        terms: trust.aimTerms,
        reason: 'next',
        override: null,
        scores: { executives: 1, advisory: 0, impact: '5', urgency: '4', feasibility: '3' },
      },
    },
  );
  const goal = committed('next', { parent: { kind: 'AIM', id: 'aim-2' }, cycle: 'cycle-27' });

  it('is the active one unless another is named, whose goals are planned', () => {
    expect(outline('aud', {}, planned, goal)).toEqual(top);
    expect(outline('aud', { cycle: 'cycle-27' }, planned, goal)).toEqual([
      ...top.slice(0, 3),
      '      aim-2 PLANNED',
      '        next COMMITTED PLANNED',
    ]);
  });

  it('is that of the aim or link asked for', () => {
    const log = trustAfter(planned, goal);
    expect(['aim-2', 'next', 'aim-1'].map((root) => askedOf('aud', { root }, log))).toEqual([
      expect.objectContaining({ cycle: 'cycle-27' }),
      expect.objectContaining({ cycle: 'cycle-27' }),
      expect.objectContaining({ cycle: 'cycle-26' }),
    ]);
  });
});

describe('a link in the tree', () => {
  it('is being renegotiated while what is in force stands, and shows that', () => {
    const { renegotiating, standing, target } = node('t1', committed('t1'), move('t1', thread.renegotiated()));
    expect([renegotiating, standing, target]).toEqual([true, 'COMMITTED', '10']);
  });

  it('says that its parent changed, in negotiation and in force', () => {
    const noted = (effect: 'STALE' | 'CONFIRM') =>
      move('t1', { type: 'ParentChangeNoted', by: thread.policy, data: { cause: 'event-9', parentRevision: 2, effect, confirmBy: null } });
    expect(node('t1', threadOf('t1'), noted('STALE')).parentChanged).toBe(true);
    expect(node('t1', committed('t1'), noted('CONFIRM')).parentChanged).toBe(true);
    expect(node('t1', committed('t1')).parentChanged).toBe(false);
  });

  it('is at risk by a failed condition, or a grant that failed or is not there on its day', () => {
    const offer = thread.offerOf({
      conditions: [{ id: 'c1', text: 'porters', owner: 'surgery', due: '2026-05-01' }],
      resourcesGranted: [{ id: 'g1', kind: 'SUPPORT', amount: null, text: 'coach', fundedBy: 'chief-nurse', deliverBy: '2026-04-01' }],
    });
    const atRisk = (today: string, ...since: GoalEvent[]) => {
      const tree = askedOf('aud', { root: 't1' }, trustAfter(committed('t1', { offer }, ...since)), today);
      return isRejection(tree) ? null : tree.nodes[0]?.atRisk;
    };
    expect([atRisk('2026-04-01'), atRisk('2026-04-02')]).toEqual([false, true]);
    expect(atRisk('2026-04-02', { type: 'GrantDelivered', data: { grant: 'g1', on: '2026-04-01', evidence: 'here' } })).toBe(false);
    expect(atRisk('2026-04-01', { type: 'GrantFailed', data: { grant: 'g1', reason: 'left' } })).toBe(true);
    expect(atRisk('2026-04-01', { type: 'ConditionFailed', data: { condition: 'c1', reason: 'none found' } })).toBe(true);
  });

  it('is owned by the post that stands for its owner today', () => {
    const closed = happened<OrganisationEvents>('organisation', 'trust', {
      type: 'PostClosed',
      data: { post: 'medicine', on: '2026-03-10', successor: 'surgery', reason: 'merged' },
    });
    expect(node('t1', committed('t1'), closed).owner).toBe('surgery');
  });

  it('stays when its goal is closed or dropped', () => {
    const closed = (outcome: GoalEvents['GoalClosed']['outcome']) =>
      node('t1', committed('t1', {}, { type: 'GoalClosed', data: { outcome, evidence: 'minute', reason: 'over' } })).state;
    expect([closed('ACHIEVED'), closed('NOT_ACHIEVED'), closed('TO_DAILY_MANAGEMENT'), closed('DROPPED')]).toEqual([
      'CLOSED',
      'CLOSED',
      'CLOSED',
      'DROPPED',
    ]);
  });

  it('leaves when it was withdrawn, released or lapsed', () => {
    expect(outline('aud', {}, committed('t1'), released('t1'))).toEqual(top);
    expect(outline('aud', {}, threadOf('t1'), move('t1', { type: 'ThreadWithdrawn', data: { reason: 'no', cause: null } }))).toEqual(top);
  });
});

describe('what is under a link', () => {
  it('served before its parent was settled, hangs under it before and after', () => {
    const early = inNegotiation('early', { parent: { kind: 'THREAD', id: 't1' }, giver: 'medicine', receiver: 'surgery' });
    expect(outline('aud', { root: 'aim-1' }, threadOf('t1'), early)).toEqual([
      'aim-1 ACTIVE',
      '  t1 IN_NEGOTIATION',
      '    early IN_NEGOTIATION',
    ]);
    expect(outline('aud', { root: 'aim-1' }, committed('t1'), early)).toEqual([
      'aim-1 ACTIVE',
      '  t1 COMMITTED ACTIVE',
      '    early IN_NEGOTIATION',
    ]);
    expect(node('early', committed('t1'), early).parent).toBe('t1');
  });

  it('stays with a dropped aim, and says so', () => {
    const dropped = strategyOf({ type: 'AimDropped', data: { aim: 'aim-1', reason: 'board' } });
    expect(outline('aud', { root: 'aim-1' }, committed('t1'), dropped)).toEqual(['aim-1 DROPPED', '  t1 COMMITTED ACTIVE']);
    expect(node('t1', committed('t1'), dropped).parentDropped).toBe(true);
    expect(node('t1', committed('t1')).parentDropped).toBe(false);
  });

  it('stays with a dropped goal, and says so; a goal that was achieved is not dropped', () => {
    const closed = (outcome: GoalEvents['GoalClosed']['outcome']) =>
      committed('t1', {}, { type: 'GoalClosed', data: { outcome, evidence: 'minute', reason: 'over' } });
    expect(node('c1', closed('DROPPED'), committed('c1', under('t1'))).parentDropped).toBe(true);
    expect(node('c1', closed('ACHIEVED'), committed('c1', under('t1'))).parentDropped).toBe(false);
    const early = committed('c1', { ...under('t1'), parent: { kind: 'THREAD', id: 't1' } });
    expect(node('c1', closed('DROPPED'), early).parentDropped).toBe(true);
  });

  it('moves to the next node above when the link is released, and says that its parent is gone', () => {
    const streams = [
      committed('t1'),
      committed('c1', under('t1')),
      committed('d1', under('c1', 'surgery')),
      released('t1'),
      released('c1'),
    ];
    expect(outline('aud', { root: 'aim-1' }, ...streams)).toEqual(['aim-1 ACTIVE', '  d1 COMMITTED ACTIVE']);
    const { parent, parentDropped } = node('d1', ...streams);
    expect([parent, parentDropped]).toEqual(['aim-1', true]);
    const now = trustAfter(...streams).now();
    expect(treeNode(now, now, readerOf(now, 'aud'), { kind: 'LINK', id: 'd1' })?.parent).toBe('aim-1');
  });

  it('hangs once, under the link by which a re-parented goal has its parent now', () => {
    const offer = thread.offerOf({}, '8');
    const second = threadOf('t2', { existingGoal: 't1', offer, receiver: 'medicine' }, ...told.signing(offer, 't1'));
    const revised = happened<GoalEvents>('goal', 't1', {
      type: 'GoalRevised',
      data: {
        revision: 2,
        owner: 'medicine',
        unit: 'medicine-unit',
        parent: { kind: 'AIM', id: 'aim-1' },
        terms: offer,
        agreement: { kind: 'COMMITTED', thread: 't2', episode: 1, offerHash: 'b'.repeat(64), event: 'made-t2' },
        releases: 't1',
      },
    });
    const byPolicy = move('t1', { type: 'CommitmentReleased', data: { by: 'POLICY', reason: 'moved', cause: 'e' } });
    const streams = [
      committed('t1'),
      inNegotiation('early', { parent: { kind: 'THREAD', id: 't1' }, receiver: 'surgery' }),
      second,
      revised,
      byPolicy,
    ];
    expect(outline('aud', { root: 'aim-1' }, ...streams)).toEqual(['aim-1 ACTIVE', '  t2 COMMITTED ACTIVE', '    early IN_NEGOTIATION']);
    // The goal keeps the id of its first thread, which is in the tree no longer.
    expect(outline('aud', { root: 't1' }, ...streams)).toEqual(['t2 COMMITTED ACTIVE', '  early IN_NEGOTIATION']);
  });

  it('does not move under a pledge that the goal also has', () => {
    const pledge = threadOf(
      'help',
      { kind: 'PLEDGE', existingGoal: 't1', parent: { kind: 'AIM', id: 'aim-1' } },
      ...told.signing(thread.firstOffer, 't1'),
    );
    const revised = happened<GoalEvents>('goal', 't1', {
      type: 'GoalRevised',
      data: {
        ...trust.aGoal(thread.firstOffer).data,
        revision: 2,
        agreement: { kind: 'COMMITTED', thread: 'help', episode: 1, offerHash: 'b'.repeat(64), event: 'made-help' },
        releases: null,
      },
    } as GoalEvent);
    expect(outline('aud', { root: 'aim-1' }, committed('t1'), committed('c1', under('t1')), pledge, revised)).toEqual([
      'aim-1 ACTIVE',
      '  t1 COMMITTED ACTIVE',
      '    c1 COMMITTED ACTIVE',
      '  help COMMITTED ACTIVE',
    ]);
    expect(node('help', committed('t1'), pledge, revised).kind).toBe('PLEDGE');
  });

  it('does not go round in a circle', () => {
    const loop = [committed('t1', under('c1')), committed('c1', under('t1'))];
    expect(outline('aud', { root: 't1' }, ...loop)).toEqual(['t1 COMMITTED ACTIVE', '  c1 COMMITTED ACTIVE']);
    expect(outline('aud', {}, ...loop)).toEqual(top);
  });
});

describe('a private thread in the tree', () => {
  const secret = accepted('t1', { private: true });

  it('shows to others that there is a negotiation, and nothing of what it is about', () => {
    const shown = treeOf('sue', { root: 't1' }, secret);
    expect(shown).toEqual([
      {
        id: 't1',
        parent: null,
        rank: 0,
        kind: 'GOAL',
        statement: null,
        unit: 'medicine-unit',
        owner: 'medicine',
        standing: 'IN_NEGOTIATION',
        renegotiating: false,
        parentChanged: false,
        parentDropped: false,
        atRisk: false,
        state: null,
        due: null,
        cycle: 'cycle-26',
        revision: null,
        measure: null,
        jop: null,
        target: null,
        link: null,
        thread: 't1',
        goal: null,
        aim: null,
      },
    ]);
    expect(treeOf('ann', { root: 't1' }, secret)[0]).toMatchObject({
      standing: 'TENTATIVE',
      target: '10',
      statement: thread.firstOffer.statement,
    });
  });

  it('says to others neither that it was declined nor that its parent changed', () => {
    const noted = move('t2', {
      type: 'ParentChangeNoted',
      by: thread.policy,
      data: { cause: 'e', parentRevision: 2, effect: 'STALE', confirmBy: null },
    });
    const streams = [declined('t1', { private: true }), threadOf('t2', { private: true }), noted];
    expect(
      treeOf('sue', { root: 'aim-1' }, ...streams)
        .slice(1)
        .map(({ standing, parentChanged }) => [standing, parentChanged]),
    ).toEqual([
      ['IN_NEGOTIATION', false],
      ['IN_NEGOTIATION', false],
    ]);
  });

  it('opens with its commitment, at the moments after it', () => {
    const log = trustAfter(committed('t1', { private: true }));
    const now = log.now();
    const signed = log.log.findIndex(({ type }) => type === 'CommitmentMade') + 1;
    const target = (position: number) => treeNode(log.asOf(position), now, readerOf(now, 'sue'), { kind: 'LINK', id: 't1' })?.target;
    expect([target(signed - 1), target(signed)]).toEqual([null, '10']);
  });
});

describe("a single person's goal in the tree", () => {
  const ward = committed('ward', { receiver: 'ward-7' });
  const nurse = committed('nurse', { ...under('ward', 'ward-7-nurse'), giver: 'ward-7', unit: 'ward-7-unit' });

  it('is left out for whoever it is not for, from the first offer on, and cannot be asked for', () => {
    const asked = threadOf('nurse', { ...under('ward', 'ward-7-nurse'), giver: 'ward-7' });
    expect(outline('wim', { root: 'ward' }, ward, nurse)).toEqual(['ward COMMITTED ACTIVE', '  nurse COMMITTED ACTIVE']);
    expect(outline('sue', { root: 'ward' }, ward, nurse)).toEqual(['ward COMMITTED ACTIVE']);
    expect(outline('sue', { root: 'ward' }, ward, asked)).toEqual(['ward COMMITTED ACTIVE']);
    expect(askedOf('sue', { root: 'nurse' }, trustAfter(ward, nurse))).toMatchObject({ code: 'NoSuchNode' });
    const now = trustAfter(ward, nurse).now();
    expect(treeNode(now, now, readerOf(now, 'sue'), { kind: 'LINK', id: 'nurse' })).toBeNull();
  });

  it('does not take along what others serve it with', () => {
    const help = committed('help', { ...under('nurse', 'surgery'), giver: 'ward-7-nurse', unit: 'surgery-unit' });
    expect(outline('sue', { root: 'ward' }, ward, nurse, help)).toEqual(['ward COMMITTED ACTIVE', '  help COMMITTED ACTIVE']);
  });
});

describe('one node at a moment', () => {
  it('is what the tree shows of it, with its parent, at rank 0', () => {
    const log = trustAfter(committed('signed'), committed('ward', under('signed')), inNegotiation('bay', under('ward', 'surgery')));
    const now = log.now();
    const reader = readerOf(now, 'aud');
    const tree = alignmentTree(now, now, reader);
    if (isRejection(tree)) throw new Error(tree.because);
    const refOf = ({ kind, id, unit }: AlignmentNode): NodeRef =>
      kind === 'GOAL' || kind === 'PLEDGE' ? { kind: 'LINK', id } : kind === 'DIMENSION' ? { kind, unit, id: 'safety' } : { kind, id };
    for (const each of tree.nodes) expect(treeNode(now, now, reader, refOf(each))).toEqual({ ...each, rank: 0 });
    expect(tree.nodes).toHaveLength(7);
    const nothing = (['TRUE_NORTH', 'OBJECTIVE', 'AIM', 'LINK'] as const).map((kind) =>
      treeNode(now, now, reader, { kind, id: 'nothing' }),
    );
    expect([...nothing, treeNode(now, now, reader, { kind: 'DIMENSION', unit: 'board', id: 'nothing' })]).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});
