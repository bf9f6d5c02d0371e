import { graphql } from '../api/graphql.js';

type Kind = ReturnType<typeof graphql.scalar<'WorkKind'>>;

interface WorkWords {
  readonly name: string;
  readonly wants: string;
  /** The move of its thread that it wants: the link opens it. */
  readonly move?: string;
  /** Where there are a few to choose from: each by the words of its link. */
  readonly moves?: readonly (readonly [move: string, word: string])[];
}

/** Each kind of work in two words, and what it wants from whom it waits for. */
export const workWords: Readonly<Record<Kind, WorkWords>> = {
  BALL: {
    name: 'Your ball',
    wants: 'Counter, accept or decline the offer on the table.',
    moves: [
      ['CounterOffer', 'Counter'],
      ['AcceptOffer', 'Accept'],
      ['Decline', 'Decline'],
    ],
  },
  QUESTION: { name: 'Question', wants: 'Answer it; the reply clock stands still meanwhile.', move: 'AnswerQuestion' },
  SIGNATURE: { name: 'Signature', wants: 'Sign what both sides agreed, or take the acceptance back.', move: 'Commit' },
  DECISION: {
    name: 'Decision',
    wants: 'Decide as arbiter: direct, return the ball, or close.',
    moves: [
      ['Direct', 'Direct'],
      ['ReturnBall', 'Return the ball'],
      ['CloseThread', 'Close it'],
    ],
  },
  SETTLEMENT: { name: 'Settlement', wants: 'The other side takes its escalation back: confirm it.', move: 'ConfirmSettlement' },
  CONFIRMATION: { name: 'Confirmation', wants: 'The parent changed: confirm the goal on it, or renegotiate.', move: 'ConfirmParent' },
  RELEASE: { name: 'Release', wants: 'The other side proposes to release the commitment.', move: 'Release' },
  CONDITION: { name: 'Condition', wants: 'Say that it is met, or that it failed.' },
  GRANT: { name: 'Grant', wants: 'Say that it was delivered, or that it will not be.' },
  MILESTONE: { name: 'Milestone', wants: 'Say that it is done.' },
  NUMBER: { name: 'Number', wants: 'Enter the figure for' },
  GAP_REVIEW: { name: 'Gap review', wants: 'Look at the gap that was accepted again.' },
  VACANCY: { name: 'Vacant post', wants: 'Name an acting holder: the post holds a ball.' },
};
