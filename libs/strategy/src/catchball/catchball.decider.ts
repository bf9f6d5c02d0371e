/** Catchball: ends and means between two sides, negotiated until both sign, an arbiter decides, or it ends. */
import type { Decider } from '#kernel';
import { arbitration } from './arbitration.js';
import type { CatchballCommands, CatchballFacts } from './catchball.commands.js';
import type { CatchballEvents } from './catchball.events.js';
import { type CatchballState, evolveCatchball, unserved } from './catchball.state.js';
import { negotiation } from './negotiation.js';
import type { CatchballCode } from './refusals.js';
import { standing } from './standing.js';

/**
 * One thread is one intended link from a parent to a child. Its moves are in `negotiation.ts`, what an arbiter and
 * other superiors do in `arbitration.ts`, what becomes of a commitment or decision in `standing.ts`; the rules they
 * share in `catchball.guards.ts` and `offer.ts`, what the events add up to in `catchball.state.ts`.
 */
export const catchball: Decider<CatchballState, CatchballCommands, CatchballEvents, CatchballCode, CatchballFacts> = {
  name: 'catchball',
  initial: unserved,
  decide: { ...negotiation, ...arbitration, ...standing },
  evolve: evolveCatchball,
};
