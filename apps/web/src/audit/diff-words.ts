import type { DiffLine } from './record-documents.js';

type Kind = DiffLine['kind'];

/** A difference by a sign and a word, so that it shows also where there is no colour. */
export const diffWords: Readonly<Record<Kind, { readonly sign: string; readonly word: string }>> = {
  ADDED: { sign: '+', word: 'Added' },
  DROPPED: { sign: '−', word: 'Dropped' },
  RETARGETED: { sign: '»', word: 'Re-targeted' },
  REOWNED: { sign: '@', word: 'Re-owned' },
  REPARENTED: { sign: '^', word: 'Re-parented' },
  REWEIGHTED: { sign: '%', word: 'Re-weighted' },
  RESOURCED: { sign: '£', word: 'Resources' },
  RESCORED: { sign: '#', word: 'Re-scored' },
  REWORDED: { sign: '~', word: 'Reworded' },
  STANDING: { sign: '*', word: 'Standing' },
  STATE: { sign: '=', word: 'State' },
};

export const diffKinds = Object.keys(diffWords) as Kind[];

export const diffNodeWords: Readonly<Record<DiffLine['node']['kind'], string>> = {
  TRUE_NORTH: 'True North',
  DIMENSION: 'Dimension',
  OBJECTIVE: 'Breakthrough objective',
  CANDIDATE: 'Candidate',
  AIM: 'Annual aim',
  GOAL: 'Goal',
  PLEDGE: 'Pledge',
};

/** Where what differs has a page of its own. */
export const placeOfDiff = ({ kind, id }: DiffLine['node']): string | null => {
  if (kind === 'AIM') return `/aims/${id}`;
  return kind === 'GOAL' || kind === 'PLEDGE' ? `/threads/${id}` : null;
};
