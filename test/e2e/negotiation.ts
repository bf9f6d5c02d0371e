import { thread as play, type ApiOutcome } from '#testing';
import type { Chance } from '../simulation/chance.js';
import { team } from './teams.js';

export type Receipt = Extract<ApiOutcome, { __typename: 'Receipt' }>;

/** How moves get to a service, whatever happens to them on the way; `Player` is whoever makes them. */
export interface Moves<Player> {
  /** The receipt, or null where a rule says no. */
  ask(player: Player, mutation: string, input: Record<string, unknown>): Promise<Receipt | null>;
  /** The hash of the offer on the table. */
  offerHash(player: Player, thread: string): Promise<string>;
}

/** Who is at the table: the chief nurse, the lead of the team, and a data steward who counts. */
export interface Players<Player> {
  readonly giver: Player;
  readonly receiver: Player;
  readonly steward: Player;
}

/** What rules say to two who ask and answer at the same moment; nothing else in {@link negotiate} is refused. */
export const refusalsOfTheGame: readonly string[] = ['QuestionOpen', 'NoQuestion', 'OwnQuestion'];

/**
 * One negotiation of a team of `setScene` with the chief nurse, from the ball to a goal given up, with both sides at the
 * same thread at the same time; and a figure that is counted again for every other team too.
 */
export const negotiate = async <Player>(
  moves: Moves<Player>,
  chance: Chance,
  index: number,
  { giver, receiver, steward }: Players<Player>,
): Promise<void> => {
  const offer = (target: string) => {
    const { measured, ...rest } = play.offerOf({ statement: `Version ${chance.whole(1, 9_999)}` }, target);
    return { ...rest, measured };
  };
  const period = `2026-0${chance.whole(3, 8)}`;
  const figure = { measure: 'falls', readings: [{ period, value: String(chance.whole(0, 40)) }], reason: 'counted again' };
  await moves.ask(steward, 'correctObservations', figure);
  const served = await moves.ask(giver, 'serveBall', {
    kind: 'DOWNWARDS',
    parent: { kind: 'AIM', id: 'aim-falls' },
    parentRevision: 1,
    receiver: `${team(index)}-lead`,
    offer: offer('10'),
  });
  if (!served) return;
  const thread = served.subject;
  const move = (player: Player, mutation: string, input: Record<string, unknown>) => moves.ask(player, mutation, { thread, ...input });
  await Promise.all([
    move(giver, 'askQuestion', { round: 1, question: 'when?' }),
    move(receiver, 'askQuestion', { round: 1, question: 'how?' }),
  ]);
  await Promise.all([
    move(giver, 'answerQuestion', { round: 1, answer: 'soon' }),
    move(receiver, 'answerQuestion', { round: 1, answer: 'well' }),
  ]);
  const countered = chance.happens(0.4)
    ? await move(receiver, 'counterOffer', { round: 1, parentRevision: 1, offer: offer('14'), rationale: 'too much' })
    : null;
  const offerHash = await moves.offerHash(receiver, thread);
  await move(countered ? giver : receiver, 'acceptOffer', { round: countered ? 2 : 1, parentRevision: 1, offerHash });
  await Promise.all([giver, receiver].map((player) => move(player, 'commit', { parentRevision: 1, offerHash })));
  // A goal given up makes room for the next.
  await move(giver, 'release', { reason: 'done with it' });
  await move(receiver, 'release', { reason: 'agreed' });
};
