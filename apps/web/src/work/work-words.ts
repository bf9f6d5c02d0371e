import { graphql } from '../api/graphql.js';

type Kind = ReturnType<typeof graphql.scalar<'WorkKind'>>;

/** Each kind of work in two words, and what it wants from whom it waits for. */
export const workWords = {
  BALL: { name: 'Your ball', wants: 'Counter, accept or decline the offer on the table.' },
  QUESTION: { name: 'Question', wants: 'Answer it; the reply clock stands still meanwhile.' },
  SIGNATURE: { name: 'Signature', wants: 'Sign what both sides agreed, or take the acceptance back.' },
  DECISION: { name: 'Decision', wants: 'Decide as arbiter: direct, return the ball, or close.' },
  SETTLEMENT: { name: 'Settlement', wants: 'The other side takes its escalation back: confirm it.' },
  CONFIRMATION: { name: 'Confirmation', wants: 'The parent changed: confirm the goal on it, or renegotiate.' },
  RELEASE: { name: 'Release', wants: 'The other side proposes to release the commitment.' },
  CONDITION: { name: 'Condition', wants: 'Say that it is met, or that it failed.' },
  GRANT: { name: 'Grant', wants: 'Say that it was delivered, or that it will not be.' },
  MILESTONE: { name: 'Milestone', wants: 'Say that it is done.' },
  NUMBER: { name: 'Number', wants: 'Enter the figure for' },
  GAP_REVIEW: { name: 'Gap review', wants: 'Look at the gap that was accepted again.' },
  VACANCY: { name: 'Vacant post', wants: 'Name an acting holder: the post holds a ball.' },
} as const satisfies Readonly<Record<Kind, { readonly name: string; readonly wants: string }>>;
