import type { PostOf } from './organisation-documents.js';

/** What a post is for, in words. */
export const roleWords: Readonly<Record<PostOf['role'], string>> = {
  EXECUTIVE: 'Executive',
  NON_EXECUTIVE: 'Non-executive',
  LEAD: 'Lead',
  MEMBER: 'Member',
  PARTNER: 'Partner',
  COACH: 'Coach',
  DATA_STEWARD: 'Data steward',
  AUDITOR: 'Auditor',
  ADMINISTRATOR: 'Administrator',
};

/** In which way somebody stands in a post. */
export const standingWord = (standing: string): string =>
  standing === 'HOLDER' ? 'holds it' : standing === 'DEPUTY' ? 'is its deputy' : 'acts for its holder';

export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
