/** Who made the decision a finding is about: whoever signed or directed, where an agreement made it. */
import type { PersonId, PostId, ThreadId } from '../../vocabulary.js';
import type { Moment } from '../../views/index.js';
import { listed } from '../../arithmetic/in-words.js';
import type { Decided, FindingEvidence } from './integrity-rule.js';

export interface Deciders {
  readonly persons: readonly PersonId[];
  /** Their posts, as a sentence calls them. */
  readonly words: string;
  /** The events by which they agreed, beside the decision's own. */
  readonly events: readonly FindingEvidence[];
}

interface Somebody {
  readonly person: PersonId;
  readonly post: PostId;
}

const decidersFrom = ({ tables }: Moment, who: readonly Somebody[], events: readonly FindingEvidence[]): Deciders => ({
  persons: [...new Set(who.map(({ person }) => person))],
  words: listed([...new Set(who.map(({ post }) => tables.posts.get(post)?.title ?? post))]),
  events,
});

/** The two who signed what is in force in a thread, or the arbiter who directed it. */
export const settledBy = (moment: Moment, thread: ThreadId): Deciders => {
  const { tables } = moment;
  const settlement = tables.threads.get(thread)?.settlement;
  if (!settlement) return decidersFrom(moment, [], []);
  const { signatures, ordinal } = settlement;
  const made = tables.moves.of(thread).filter((move) => move.ordinal === ordinal);
  return decidersFrom(moment, signatures ? [signatures.giver, signatures.receiver] : made, [
    { position: ordinal, kind: 'THREAD', id: thread },
  ]);
};

/** Whoever proposed to release a commitment last, and whoever agreed. */
const releasedBy = (moment: Moment, thread: ThreadId): Deciders => {
  const moves = moment.tables.moves.of(thread);
  const last = (['ReleaseProposed', 'CommitmentReleased'] as const).flatMap((type) => moves.findLast((move) => move.type === type) ?? []);
  return decidersFrom(
    moment,
    last,
    last.map(({ ordinal }) => ({ position: ordinal, kind: 'THREAD', id: thread })),
  );
};

/** Who decided: by agreement, by release, or by sending the command. */
export const decidersOf = ({ touch, after }: Decided): Deciders => {
  if (touch.type === 'GoalRevised') return settledBy(after, after.tables.goals.get(touch.subject)!.agreement.thread);
  if (touch.type === 'CommitmentMade') return settledBy(after, touch.subject);
  if (touch.type === 'LinkReleased') return releasedBy(after, touch.of!);
  return decidersFrom(after, [touch.actor], []);
};
