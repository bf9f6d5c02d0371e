import type { ApiClient } from '#testing';
import { everyField, queriesOfThePast } from './every-field.js';
import { fallsOffer, startNorthmoor, withFallsAim, type Northmoor } from './northmoor.js';

// Some hundred of the widest questions there are, in turn.
jest.setTimeout(90_000);

let trust: Northmoor;
let auditor: ApiClient;
let ben: ApiClient;
beforeAll(async () => {
  trust = await startNorthmoor();
  await withFallsAim(trust);
  auditor = await trust.acting('auditor');
  ben = await trust.acting('medicine-lead');
});
afterAll(() => trust.close());

type AsOf = { readonly position: number } | { readonly day: string } | { readonly instant: string };

/** The arguments of the root queries that need some. */
const arguments_: Readonly<Record<string, string>> = {
  aim: 'id: "falls-aim"',
  concessionSummary: 'by: UNIT',
  funnel: 'measures: ["four-hours"], from: "2026-01-01", to: "2026-12-31"',
  goal: 'id: "medicine-falls"',
  history: 'subject: "medicine-falls"',
  log: 'filter: { unit: "medicine" }, first: 20',
  measure: 'id: "falls-medicine"',
  observations: 'measure: "falls-medicine"',
  post: 'id: "medicine-lead"',
  replay: 'thread: "medicine-falls", last: 3',
  seal: 'coveringPosition: 1',
  thread: 'id: "medicine-falls"',
  unit: 'id: "medicine"',
  unitPage: 'unit: "medicine"',
};
/** One query with every field three objects deep: the widest answers a person can have. */
const questionOf = (query: string): string =>
  `query ($asOf: AsOfInput) { ${query}(${[arguments_[query], 'asOf: $asOf'].filter(Boolean).join(', ')}) ${everyField(query, 3)} }`;

/** An auditor's replay leaves a note in the record, with which the day goes on: those are compared as somebody else reads them. */
const auditors = queriesOfThePast.filter((query) => query !== 'replay');
const answersOf = async (client: ApiClient, asOf: AsOf | null, queries = auditors): Promise<Record<string, unknown>> => {
  const answers: Record<string, unknown> = {};
  for (const query of queries) Object.assign(answers, await client.query(questionOf(query), { asOf }));
  return answers;
};
/** What a directorate's lead opens every day. */
const everyDay = ['alignmentTree', 'findings', 'goal', 'myWork', 'replay', 'thread'];

/** What everybody who asks was answered at one moment of the story. */
interface Served {
  readonly when: string;
  readonly position: number;
  readonly day: string;
  /** Something was written that day, so that its last position speaks for its evening. */
  readonly isBusy: boolean;
  readonly toAuditor: Record<string, unknown>;
  readonly toBen: Record<string, unknown>;
}
const served: Served[] = [];
const keep = async (when: string, isBusy = true): Promise<void> => {
  served.push({
    when,
    position: trust.position(),
    day: new Date(trust.clock.now()).toISOString().slice(0, 10),
    isBusy,
    toAuditor: await answersOf(auditor, null),
    toBen: await answersOf(ben, null, everyDay),
  });
};

const parent = { kind: 'AIM', id: 'falls-aim' };
const move = { thread: 'medicine-falls', parentRevision: 1 };
const offerOf = (target: string, changes: Record<string, unknown> = {}) => fallsOffer('falls-medicine', '24', target, changes);
const onTable = async (thread: string): Promise<string> =>
  (
    await auditor.query<{ thread: { table: { hash: string } } }>('query ($id: ID!) { thread(id: $id) { table { hash } } }', {
      id: thread,
    })
  ).thread.table.hash;

describe('A negotiation that an auditor looks back on', () => {
  it('is played, and what was served on the way is kept', async () => {
    trust.clock.to('2026-04-07');
    await trust.done('chief-nurse', 'serveBall', {
      ...move,
      kind: 'DOWNWARDS',
      parent,
      receiver: 'medicine-lead',
      offer: offerOf('12'),
    });
    await trust.done('medicine-lead', 'askQuestion', { thread: 'medicine-falls', round: 1, question: 'With whose staff?' });
    await keep('a question is open');

    trust.clock.to('2026-04-09');
    await trust.done('chief-nurse', 'answerQuestion', { thread: 'medicine-falls', round: 1, answer: 'Ask for them' });
    const asking = { resourcesAsked: [{ kind: 'WTE', amount: '1', text: 'a falls nurse' }] };
    await trust.done('medicine-lead', 'counterOffer', { ...move, round: 1, offer: offerOf('16', asking), rationale: 'two nurses left' });
    await keep('medicine has countered');

    trust.clock.to('2026-05-05');
    await keep('the chief nurse is overdue, and nobody moved for weeks', false);

    trust.clock.to('2026-05-06');
    const granting = {
      ...asking,
      resourcesGranted: [
        { id: 'nurse', kind: 'WTE', amount: '1', text: 'a falls nurse', fundedBy: 'finance-director', deliverBy: '2026-06-01' },
      ],
    };
    await trust.done('chief-nurse', 'counterOffer', { ...move, round: 2, offer: offerOf('14', granting), rationale: 'half of the way' });
    const signing = { ...move, offerHash: await onTable('medicine-falls') };
    await trust.done('medicine-lead', 'acceptOffer', { ...signing, round: 3 });
    await trust.done('medicine-lead', 'commit', signing);
    await keep('one side has signed');

    trust.clock.to('2026-05-07');
    await trust.done('chief-nurse', 'commit', { ...move, offerHash: await onTable('medicine-falls') });
    await trust.done('medicine-lead', 'recordObservations', { measure: 'falls-medicine', readings: [{ period: '2026-04', value: '25' }] });
    await keep('the goal has its first figure');

    trust.clock.to('2026-05-20');
    await trust.done('medicine-lead', 'closePeriod', { measure: 'falls-medicine', period: '2026-04' });
    const correction = { measure: 'falls-medicine', readings: [{ period: '2026-04', value: '22' }], reason: 'three were counted twice' };
    await trust.done('medicine-lead', 'correctObservations', correction);
    await keep('the figure is corrected');

    trust.clock.to('2026-06-02');
    await keep('the nurse has not come', false);

    trust.clock.to('2026-06-03');
    await trust.done('medicine-lead', 'renegotiate', { ...move, offer: offerOf('17'), reason: 'the nurse did not come' });
    await keep('medicine negotiates again');
    expect(served).toHaveLength(8);
    // What is compared below differs from moment to moment, or comparing would show nothing.
    expect(new Set(served.map(({ toAuditor }) => JSON.stringify(toAuditor['thread']))).size).toBe(served.length);
    expect(new Set(served.map(({ toBen }) => JSON.stringify(toBen))).size).toBe(served.length);
  });

  it('goes on, so that the present is another one', async () => {
    trust.clock.to('2026-07-06');
    const signing = { ...move, offerHash: await onTable('medicine-falls') };
    await trust.done('chief-nurse', 'acceptOffer', { ...signing, round: 1 });
    await trust.done('chief-nurse', 'commit', signing);
    await trust.done('medicine-lead', 'commit', signing);
    await trust.done('medicine-lead', 'recordObservations', {
      measure: 'falls-medicine',
      readings: [
        { period: '2026-05', value: '20' },
        { period: '2026-06', value: '19' },
      ],
    });
    await trust.given('organisation', 'RenameUnit', { unit: 'medicine', name: 'Medicine and frailty', reason: 'board minute 41' });
    await trust.given('organisation', 'RetitlePost', { post: 'medicine-lead', title: 'Divisional director', reason: 'board minute 41' });
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7])('reads as of a past day word for word as it was served then (moment %i)', async (index) => {
    const { day, toAuditor, toBen } = served[index]!;
    expect(await answersOf(auditor, { day })).toEqual(toAuditor);
    expect(await answersOf(ben, { day }, everyDay)).toEqual(toBen);
    expect(await answersOf(ben, { instant: `${day}T20:00:00.000Z` }, everyDay)).toEqual(toBen);
  });

  it('reads so as of a past position too', async () => {
    for (const { position, isBusy, toBen } of served) if (isBusy) expect(await answersOf(ben, { position }, everyDay)).toEqual(toBen);
  });

  it('has no future and no time before its first event', async () => {
    for (const asOf of [{ position: 0 }, { position: trust.position() + 1 }, { day: '2026-12-24' }, { day: '2020-01-01' }]) {
      const { errors } = await auditor.ask(questionOf('thread'), { asOf });
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['NoSuchPosition']);
    }
    const { errors } = await auditor.ask(questionOf('thread'), { asOf: { position: 1, day: '2026-05-07' } });
    expect(errors.map(({ message }) => message)).toEqual(['asOf takes exactly one of position, day and instant']);
  });
});

interface Entry {
  readonly type: string;
  readonly on: string;
  readonly reason: string | null;
  readonly by: { readonly id: string };
  readonly post: { readonly id: string } | null;
  readonly position: number;
  readonly differences: readonly { readonly field: string; readonly before: string | null; readonly after: string | null }[];
}
const historyOf = async (client: ApiClient, subject: string): Promise<readonly Entry[]> => {
  const { history } = await client.query<{ history: { edges: { node: Entry }[] } }>(
    `query ($subject: ID!) { history(subject: $subject, first: 200) { edges { node {
      type on reason position by { id } post { id } differences { field before after }
    } } } }`,
    { subject },
  );
  return history.edges.map(({ node }) => node);
};
const changeOf = ({ differences }: Entry, field: string): unknown => {
  const change = differences.find((difference) => difference.field === field);
  return change && [change.before, change.after];
};

describe('An auditor', () => {
  it('sees who did what when, why, and what it was before and after', async () => {
    const thread = await historyOf(auditor, 'medicine-falls');
    expect(thread.map(({ type }) => type)).toEqual([
      'BallServed',
      'QuestionAsked',
      'QuestionAnswered',
      'OfferCountered',
      'OfferCountered',
      'OfferAccepted',
      'CommitmentSigned',
      'CommitmentSigned',
      'CommitmentMade',
      'GoalEstablished',
      'RenegotiationOpened',
      'OfferAccepted',
      'CommitmentSigned',
      'CommitmentSigned',
      'CommitmentMade',
      'GoalRevised',
    ]);
    expect(thread[3]).toMatchObject({ on: '2026-04-09', reason: 'two nurses left', by: { id: 'ben' }, post: { id: 'medicine-lead' } });
    expect(changeOf(thread[3]!, 'episode.table.offer.measured.target')).toEqual(['"12"', '"16"']);
    expect(changeOf(thread.at(-1)!, 'terms.measured.target')).toEqual(['"14"', '"17"']);

    const figures = await historyOf(auditor, 'falls-medicine');
    const correction = figures.find(({ type }) => type === 'ObservationCorrected')!;
    expect(correction).toMatchObject({ on: '2026-05-20', reason: 'three were counted twice', by: { id: 'ben' } });
    expect(changeOf(correction, 'figures.2026-04.value')).toEqual(['"25"', '"22"']);
    const unit = await historyOf(auditor, 'medicine-lead');
    expect(
      changeOf(
        unit.find(({ type }) => type === 'PostRetitled')!,
        'title',
      ),
    ).toEqual(['"medicine lead"', '"Divisional director"']);
  });

  it('reads what two sides keep to themselves; others see that there is a negotiation, and nothing of it', async () => {
    const statement = 'Bring falls-surgery down from 16 to 8 a month';
    await trust.done('chief-nurse', 'serveBall', {
      thread: 'surgery-falls',
      private: true,
      kind: 'DOWNWARDS',
      parent,
      parentRevision: 1,
      receiver: 'surgery-lead',
      offer: fallsOffer('falls-surgery', '16', '8'),
    });
    const question = `{ thread(id: "surgery-falls") ${everyField('thread', 3)} }`;
    const whole = await auditor.query<{ thread: { openness: string; table: { statement: string }; moves: object[] } }>(question);
    expect(whole.thread).toMatchObject({ openness: 'ALL', table: { statement } });
    expect(whole.thread.moves).toHaveLength(1);
    expect(await historyOf(auditor, 'surgery-falls')).toHaveLength(1);

    const outside = await ben.query<{ thread: object }>(question);
    expect(outside.thread).toMatchObject({
      openness: 'STANDING_ONLY',
      standing: 'IN_NEGOTIATION',
      revision: null,
      table: null,
      offers: [],
      moves: [],
      possibleMoves: [],
    });
    expect(await historyOf(ben, 'surgery-falls')).toEqual([]);
    const everything = JSON.stringify([await answersOf(ben, null), await ben.query('{ threads { edges { node { id } } } }'), outside]);
    expect(everything).toContain('"surgery-falls"');
    expect(everything).not.toContain(statement);
    const sums = `{ aim(id: "falls-aim") { addsUp { committed tentative inPlay keptPrivate } } }`;
    expect(await ben.query(sums)).toMatchObject({ aim: { addsUp: { tentative: '0', keptPrivate: 1 } } });
  });

  it('is shown what changed in the tree between two days, in order, with the reason', async () => {
    const { treeChanges } = await auditor.query<{
      treeChanges: {
        from: number;
        to: number;
        next: null;
        changes: { position: number; kinds: string[]; after: { target: string } | null }[];
      };
    }>(
      `query ($from: AsOfInput!, $to: AsOfInput) { treeChanges(from: $from, to: $to) {
        from to next changes { position kinds event reason at by { id } before { standing target } after { standing target } }
      } }`,
      { from: { day: '2026-05-07' }, to: { day: '2026-07-06' } },
    );
    const { changes, from, to } = treeChanges;
    const positions = changes.map(({ position }) => position);
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
    expect(changes.every(({ position }) => position > from && position <= to)).toBe(true);
    expect(changes[0]).toMatchObject({
      event: 'RenegotiationOpened',
      reason: 'the nurse did not come',
      by: { id: 'ben' },
      kinds: ['STANDING'],
    });
    expect(changes).toContainEqual(
      expect.objectContaining({
        kinds: expect.arrayContaining(['RETARGETED']),
        before: { standing: 'COMMITTED', target: '14' },
        after: { standing: 'COMMITTED', target: '17' },
      }),
    );
  });

  it('is shown the net change between two days, with the events that made it, page by page', async () => {
    interface Diff {
      readonly from: number;
      readonly to: number;
      readonly totalCount: number;
      readonly summary: readonly { readonly kind: string; readonly of: string; readonly changed: number; readonly cameBack: number }[];
      readonly edges: readonly {
        readonly node: {
          readonly kind: string;
          readonly node: { readonly id: string };
          readonly events: readonly { readonly position: number }[];
        };
      }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    }
    const diffOf = async (variables: Record<string, unknown>): Promise<Diff> =>
      (
        await auditor.query<{ strategyDiff: Diff }>(
          `query ($from: AsOfInput!, $to: AsOfInput, $kinds: [StrategyDiffKind!], $cameBack: Boolean, $first: Int, $after: String) {
            strategyDiff(from: $from, to: $to, kinds: $kinds, cameBack: $cameBack, first: $first, after: $after) {
              from to totalCount summary { kind of changed cameBack } pageInfo { hasNextPage endCursor } edges { node {
                kind node { kind id statement owner { id } unit { id } } before { standing state } after { standing state }
                differences { field before after } events { position at event reason by { id } post { id } }
              } }
            } }`,
          variables,
        )
      ).strategyDiff;
    const days = { from: { day: '2026-05-07' }, to: { day: '2026-07-06' } };
    const diff = await diffOf({ ...days, kinds: ['RETARGETED'] });
    expect(diff.edges.map(({ node }) => node)).toEqual([
      {
        kind: 'RETARGETED',
        node: expect.objectContaining({ kind: 'GOAL', id: 'medicine-falls', owner: { id: 'medicine-lead' }, unit: { id: 'medicine' } }),
        before: { standing: 'COMMITTED', state: 'ACTIVE' },
        after: { standing: 'COMMITTED', state: 'ACTIVE' },
        differences: [{ field: 'target', before: '14', after: '17' }],
        events: [
          expect.objectContaining({ event: 'CommitmentMade', by: { id: 'ben' } }),
          expect.objectContaining({ event: 'RenegotiationOpened', by: { id: 'ben' }, reason: 'the nurse did not come' }),
        ],
      },
    ]);
    expect(diff.summary).toContainEqual({ kind: 'STANDING', of: 'GOAL', changed: 0, cameBack: 1 });
    const back = await diffOf({ ...days, cameBack: true });
    expect(back.edges.map(({ node }) => [node.kind, node.node.id])).toEqual([['STANDING', 'medicine-falls']]);

    const all = await diffOf({ from: { position: 0 } });
    const first = await diffOf({ from: { position: 0 }, first: 2 });
    const second = await diffOf({ from: { position: 0 }, first: 2, after: first.pageInfo.endCursor });
    expect([...first.edges, ...second.edges].map(({ node }) => node)).toEqual(all.edges.slice(0, 4).map(({ node }) => node));
    expect([first.totalCount, first.pageInfo.hasNextPage]).toEqual([all.totalCount, true]);

    const refused = await auditor.ask('{ strategyDiff(from: { day: "2026-07-06" }, to: { day: "2026-05-07" }) { totalCount } }');
    expect(refused.errors.map(({ message, extensions }) => [extensions.code, message])).toEqual([
      ['BAD_USER_INPUT', expect.stringContaining('lies after the second')],
    ]);
    const twice = await auditor.ask('{ strategyDiff(from: { day: "2026-05-07", position: 3 }) { totalCount } }');
    expect(twice.errors.map(({ message }) => message)).toEqual(['from takes exactly one of position, day and instant']);
  });

  it('reads in the ledger what was conceded, by whom and why, and what units and givers come to', async () => {
    const { concessionLedger, concessionSummary } = await auditor.query<Record<'concessionLedger' | 'concessionSummary', unknown>>(
      `{ concessionLedger(thread: "medicine-falls") { totalCount edges { node {
          episode kind rounds questions acceptedAtOnce inForce isWhole settledOn daysHeld { giver receiver arbiter }
          concession { measure firstTarget finalTarget change shareOfGap }
          resources { kind asked granted change }
          steps { kind on side by { id } rationale change offer { measured { target } } daysHeld { giver receiver } }
        } } }
        concessionSummary(by: UNIT) { overall { commitments lowered } parts { unit { id } giver { id } commitments lowered meanShareOfGap change measure { id } } } }`,
    );
    const step = (
      kind: string,
      on: string,
      side: string,
      person: string,
      target: string,
      change: string | null,
      giver: number,
      receiver: number,
    ) =>
      expect.objectContaining({
        kind,
        on,
        side,
        by: { id: person },
        change,
        offer: { measured: { target } },
        daysHeld: { giver, receiver },
      });
    expect(concessionLedger).toEqual({
      totalCount: 2,
      edges: [
        {
          node: {
            episode: 1,
            kind: 'COMMITTED',
            rounds: 3,
            questions: 1,
            acceptedAtOnce: false,
            inForce: false,
            isWhole: true,
            settledOn: '2026-05-07',
            daysHeld: { giver: 27, receiver: 2, arbiter: 0 },
            concession: { measure: 'falls-medicine', firstTarget: '12', finalTarget: '14', change: '-2', shareOfGap: '-0.166666666666667' },
            resources: [{ kind: 'WTE', asked: '1', granted: '1', change: '1' }],
            steps: [
              step('OFFER', '2026-04-07', 'GIVER', 'ann', '12', null, 0, 0),
              step('OFFER', '2026-04-09', 'RECEIVER', 'ben', '16', '-4', 0, 2),
              step('OFFER', '2026-05-06', 'GIVER', 'ann', '14', '2', 27, 0),
            ],
          },
        },
        {
          node: expect.objectContaining({
            episode: 2,
            inForce: true,
            acceptedAtOnce: true,
            concession: expect.objectContaining({ firstTarget: '14', finalTarget: '17', change: '-3' }),
            steps: [
              step('IN_FORCE', '2026-05-07', 'GIVER', 'ann', '14', null, 0, 0),
              step('OFFER', '2026-06-03', 'RECEIVER', 'ben', '17', '-3', 0, 0),
            ],
          }),
        },
      ],
    });
    expect(concessionSummary).toEqual({
      overall: { commitments: 2, lowered: 2 },
      parts: [
        {
          unit: { id: 'medicine' },
          giver: null,
          commitments: 2,
          lowered: 2,
          meanShareOfGap: expect.any(Number),
          change: '-5',
          measure: { id: 'falls-medicine' },
        },
      ],
    });
  });

  it('turns pages that stay on one moment while others go on writing', async () => {
    interface Page {
      readonly position: number;
      readonly totalCount: number;
      readonly edges: readonly { readonly node: { readonly id: string; readonly title: string } }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    }
    const page = async (after: string | null): Promise<Page> =>
      (
        await auditor.query<{ posts: Page }>(
          `query ($after: String) { posts(first: 4, after: $after) {
            position totalCount edges { node { id title } } pageInfo { hasNextPage endCursor }
          } }`,
          { after },
        )
      ).posts;
    const { posts: whole } = await auditor.query<{ posts: Page }>(
      '{ posts(first: 200) { position totalCount edges { node { id title } } } }',
    );
    const pages = [await page(null)];
    for (let turned = 0; pages.at(-1)!.pageInfo.hasNextPage; turned++) {
      const name = `a${turned}-new-post`;
      await trust.done('administrator', 'addPost', { post: name, unit: 'board', title: name, role: 'MEMBER' });
      await trust.done('administrator', 'retitlePost', { post: 'coach', title: `Coach ${turned}`, reason: 'every turn of a page' });
      pages.push(await page(pages.at(-1)!.pageInfo.endCursor));
    }
    expect(pages.length).toBe(4);
    expect(new Set(pages.map(({ position, totalCount }) => `${position} ${totalCount}`))).toEqual(
      new Set([`${whole.position} ${whole.totalCount}`]),
    );
    expect(pages.flatMap(({ edges }) => edges)).toEqual(whole.edges);
    expect((await page(null)).totalCount).toBe(whole.totalCount + 3);
    const { errors } = await auditor.ask('{ posts(after: "nonsense") { totalCount } }');
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  });

  it('writes nothing', async () => {
    expect(
      await trust.refused('AuditorsDoNotWrite', 'auditor', 'askQuestion', { thread: 'surgery-falls', round: 1, question: 'Why?' }),
    ).toBe('whoever holds an auditor post reads everything and writes nothing, so that the record stays beyond doubt');
  });
});
