import type { ChangeKind, TreeNode } from '../tree/tree-documents.js';

export const kindWords: Readonly<Record<TreeNode['kind'], string>> = {
  TRUE_NORTH: 'True North',
  DIMENSION: 'Dimension',
  OBJECTIVE: 'Breakthrough objective',
  AIM: 'Annual aim',
  GOAL: 'Goal',
  PLEDGE: 'Pledge',
};

/** A standing by a word; its line on the screen is drawn by its class. */
export const standingWords: Readonly<Record<NonNullable<TreeNode['standing']>, string>> = {
  COMMITTED: 'Committed',
  TENTATIVE: 'Tentative',
  IN_NEGOTIATION: 'In negotiation',
  DIRECTED: 'Directed',
  DECLINED: 'Declined',
};

export const stateWords: Readonly<Record<NonNullable<TreeNode['state']>, string>> = {
  PLANNED: 'Planned',
  ACTIVE: 'Active',
  CLOSED: 'Closed',
  DROPPED: 'Dropped',
};

/** A change by a sign and a word, so that it shows also where there is no colour. */
export const changeWords: Readonly<Record<ChangeKind, { readonly sign: string; readonly word: string }>> = {
  ADDED: { sign: '+', word: 'added' },
  REMOVED: { sign: '−', word: 'dropped' },
  RETARGETED: { sign: '±', word: 'new target' },
  REOWNED: { sign: '»', word: 'new owner' },
  REPARENTED: { sign: '^', word: 'new parent' },
  STANDING: { sign: '•', word: 'standing' },
  STATE: { sign: '*', word: 'state' },
  RISK: { sign: '!', word: 'risk' },
  REWORDED: { sign: '¶', word: 'reworded' },
};

const eventWord = /[A-Z][a-z]*/g;
/** `OfferCountered` → Offer countered. */
export const eventInWords = (event: string): string => {
  const words = event.match(eventWord) ?? [event];
  return words.map((word, index) => (index === 0 ? word : word.toLowerCase())).join(' ');
};
