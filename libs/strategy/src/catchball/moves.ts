/** Which moves are open to somebody now, and why the others are not. */
import { type Day, isRejection } from '#kernel';
import type { ArbiterFacts, ExistingGoalFacts, GuardFacts, ParentFacts, PartyFacts, PlanningFacts } from '../facts.js';
import type { PersonId, PostId } from '../vocabulary.js';
import { mayArbitrate } from './arbitration.js';
import type { CatchballState } from './catchball.state.js';
import { mayNegotiate } from './negotiation.js';
import type { CatchballCode } from './refusals.js';
import { mayStand } from './standing.js';

/** What the decider asks first about every move: all that does not depend on what the person writes into it. */
const may = { ...mayNegotiate, ...mayArbitrate, ...mayStand };

/** The moves people make; policies' commands are not among them. */
export type MoveName = keyof typeof may;

/** Everything the rules of all moves may ask about the other streams. */
export interface MoveFacts {
  parties: PartyFacts;
  parent: ParentFacts;
  planning: PlanningFacts;
  guards: GuardFacts;
  existing: ExistingGoalFacts | null;
  arbiter: ArbiterFacts;
  /** Closed posts the acting post stands for today. */
  predecessors: PostId[];
  actorIsExecutive: boolean;
}

export interface MoveOpen {
  readonly move: MoveName;
  /** Null when the person may make the move now; otherwise the rule that says no, as the decider would. */
  readonly refusal: { readonly code: CatchballCode; readonly because: string } | null;
}

/**
 * Every move with whether this person, acting in this post, may make it now. It is the decider's own rules for
 * somebody who has seen the current round, offer and parent: only what they then write can still be refused.
 */
export const movesFor = (state: CatchballState, person: PersonId, post: PostId, facts: MoveFacts, today: Day): MoveOpen[] =>
  (Object.keys(may) as MoveName[]).map((move) => {
    const ready = may[move](state, { actor: { person, post }, today, facts });
    return { move, refusal: isRejection(ready) ? { code: ready.code as CatchballCode, because: ready.because } : null };
  });
