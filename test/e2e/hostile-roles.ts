import { BareSocket, until } from './bare-socket.js';
import type { HostilePage } from './hostile-page.js';
import { outcomeOf } from './hostile-subscriptions.js';
import { fallsOf, fallsOffer, type Northmoor } from './northmoor.js';

/** One post of every role, none of them in surgery. */
export const outsiders = [
  'auditor',
  'patient-partner',
  'non-executive',
  'coach',
  'ward-7-nurse',
  'digital-lead',
  'data-steward',
  'finance-director',
  'administrator',
] as const;
export const roleNames = ['auditor', 'partner', 'non-executive', 'coach', 'member', 'lead', 'data steward', 'executive', 'administrator'];

/** What surgery negotiates: in the open, between the two sides alone, and with a single person. */
export interface SurgeryScene {
  readonly open: string;
  readonly kept: string;
  readonly persons: string;
}

export const setRoles = async (trust: Northmoor): Promise<SurgeryScene> => {
  const { given, done } = trust;
  const lead = { post: 'surgery-lead', person: 'sue' };
  await given('organisation', 'AddPost', { post: 'theatre-nurse', unit: 'surgery', title: 'theatre nurse', role: 'MEMBER', leads: false });
  await given('organisation', 'AppointHolder', { post: 'theatre-nurse', person: 'sam', from: '2025-04-01' });
  await given('measure', 'DefineMeasure', { unit: 'surgery', definition: fallsOf('theatre') }, { subject: 'falls-theatre', actor: lead });
  await given('measure', 'DefineMeasure', { unit: 'surgery', definition: fallsOf('recovery') }, { subject: 'falls-recovery', actor: lead });
  const serve = async (giver: string, input: Record<string, unknown>): Promise<string> =>
    (await done(giver, 'serveBall', { kind: 'DOWNWARDS', parentRevision: 1, ...input })).subject;
  const aim = { kind: 'AIM', id: 'falls-aim' };
  const open = await serve('chief-nurse', { parent: aim, receiver: 'surgery-lead', offer: fallsOffer('falls-surgery', '16', '8') });
  return {
    open,
    kept: await serve('chief-nurse', {
      parent: aim,
      receiver: 'surgery-lead',
      private: true,
      offer: { ...fallsOffer('falls-recovery', '8', '4'), share: '0' },
    }),
    persons: await serve('surgery-lead', {
      parent: { kind: 'THREAD', id: open },
      receiver: 'theatre-nurse',
      offer: fallsOffer('falls-theatre', '6', '3'),
    }),
  };
};

/** Every role follows everything of surgery's there is, there is not, or is not theirs to know; then surgery moves. */
export const holdRoles = async (trust: Northmoor, { open, kept, persons }: SurgeryScene, page: HostilePage): Promise<void> => {
  const none = '3f2c1b0a-0000-4000-8000-000000000000';
  const rows: readonly (readonly [what: string, subscription: string])[] = [
    ['a negotiation in the open', `threadMoved(thread: "${open}")`],
    ['one kept between its sides', `threadMoved(thread: "${kept}")`],
    ['one with a single person', `threadMoved(thread: "${persons}")`],
    ['one that is not there', `threadMoved(thread: "${none}")`],
    ['an aim, as if it were one', 'threadMoved(thread: "falls-aim")'],
    ['the tree below the negotiation in the open', `treeChanged(root: "${open}")`],
    ['the tree below the one kept between its sides', `treeChanged(root: "${kept}")`],
    ['the tree below the one with a single person', `treeChanged(root: "${persons}")`],
    ['the tree below what is not there', `treeChanged(root: "${none}")`],
    ['the work of surgery’s lead', 'myWorkChanged(actingPost: "surgery-lead")'],
    ['the work of a post that is not there', 'myWorkChanged(actingPost: "nobodys")'],
    ['the work of the service’s own policies', 'myWorkChanged(actingPost: "policy:agreement-makes-goal")'],
    ['their own work', 'myWorkChanged'],
    ['the whole tree', 'treeChanged'],
  ];
  const sockets = await Promise.all(
    outsiders.map(async (post) => {
      const authorization = (await trust.acting(post)).headers()['authorization']!;
      const socket = await BareSocket.open(trust.service.address, { said: { authorization } });
      for (const [what, subscription] of rows) socket.subscribe(what, `subscription { ${subscription} { position subjects } }`);
      await socket.roundTrip();
      return socket;
    }),
  );
  const question = { round: 1, question: 'Who counts at night?' };
  await trust.done('surgery-lead', 'askQuestion', { thread: open, ...question });
  await trust.done('surgery-lead', 'askQuestion', { thread: kept, ...question });
  expect(await (await trust.as('sam', 'theatre-nurse')).mutate('askQuestion', { thread: persons, ...question })).toMatchObject({
    events: 1,
  });
  const { position } = await trust.done('chief-nurse', 'withdraw', { thread: open, reason: 'asked too early' });

  const told = (socket: BareSocket, what: string) =>
    socket.heard
      .filter(({ id, type }) => id === what && type === 'next')
      .flatMap(({ payload }) => Object.values((payload as { data?: Record<string, { position: number; subjects: string[] }> }).data ?? {}));
  for (const socket of sockets) {
    // The whole tree is followed last: whoever was told of it up to here was told of everything else before.
    await until(() => told(socket, 'the whole tree').some((notice) => notice.position >= position));
    await socket.roundTrip();
    socket.close();
  }

  const came = (row: number): string[] => sockets.map(({ heard }) => outcomeOf(heard, rows[row]![0]));
  /** The words of a refusal, without what was asked for. */
  const words = (row: number): string[] => sockets.map(({ heard }) => wordsOf(heard.find(({ id }) => id === rows[row]![0])));
  const wordsOf = (message: BareSocket['heard'][number] | undefined): string =>
    message?.type === 'error' ? (message.payload as { message: string }[])[0]!.message.replace(persons, '…').replace(none, '…') : '';
  /** The cells of those who are none of these. */
  const but = <Value>(all: readonly Value[], ...seeing: readonly string[]): Value[] =>
    all.filter((_value, index) => !seeing.includes(outsiders[index]!));
  const all = (rows: readonly number[], answer: string, ...seeing: readonly string[]): void => {
    for (const row of rows) expect([row, new Set(but(came(row), ...seeing))]).toEqual([row, new Set([answer])]);
  };

  // What somebody may not know of is answered as what is not there, word for word. A coach helps single persons as well.
  const guides = ['auditor', 'coach'];
  expect(but(words(2), ...guides)).toEqual(but(words(3), ...guides));
  expect(but(words(7), ...guides)).toEqual(but(words(8), ...guides));
  all([2, 7], 'BAD_USER_INPUT', ...guides);
  all([3, 4, 8], 'BAD_USER_INPUT');
  all([9, 10, 11], 'FORBIDDEN');
  all([1], 'told nothing', 'auditor');
  all([6, 12], 'told nothing');
  all([0, 5, 13], 'told');
  for (const [index, socket] of sockets.entries()) {
    const named = rows.flatMap(([what]) => told(socket, what).flatMap(({ subjects }) => subjects));
    expect([outsiders[index], named.includes(persons)]).toEqual([outsiders[index], guides.includes(outsiders[index]!)]);
  }
  for (const [row, [what]] of rows.entries()) page.note('Roles over the socket', what, ...came(row));
};
