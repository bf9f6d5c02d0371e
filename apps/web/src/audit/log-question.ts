import type { VariablesOf } from '../api/graphql.js';
import type { AsOf } from '../shell/use-moment.js';
import { dayInWords, isDay } from '../words/dates.js';
import { agentInWords, agents } from '../words/who-words.js';
import type { logFound } from './log-documents.js';
import { kindAsked, kindInWords } from './log-kinds.js';

/** What the address of a search may say. */
export const searchedBy = ['person', 'post', 'unit', 'kind', 'subject', 'from', 'to'] as const;
export type Searched = Readonly<Record<(typeof searchedBy)[number], string>>;

/** The event somebody came for: the log is then read up to it. */
export const eventSought = (event: string): number | null => (/^\d{1,15}$/.test(event) ? Number(event) : null);

/** What the service is asked. What is no day, kind or event is left out. */
export const questionOf = (
  { person, post, unit, kind, subject, from, to }: Searched,
  asOf: AsOf | null,
  sought: number | null,
): Omit<VariablesOf<typeof logFound>, 'first' | 'after'> => ({
  filter: {
    person: person || null,
    post: post || null,
    unit: unit || null,
    subject: subject || null,
    kinds: [],
    areas: [],
    ...kindAsked(kind),
  },
  from: isDay(from) ? from : null,
  to: isDay(to) ? to : null,
  asOf: sought === null ? asOf : { position: sought },
});

/** By what names the things in a search are called, as far as they are known. */
export type Names = Readonly<Partial<Record<'person' | 'post' | 'unit' | 'subject', string>>>;

const lowered = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);
/** Everything about something, or events of one kind. */
const ofKind = (kind: string): string =>
  kindAsked(kind).areas ? `about ${lowered(kindInWords(kind))}` : `of the kind “${kindInWords(kind)}”`;

/** In a post, or by what acts in none. */
const doneIn = (post: string, name: string | undefined): string =>
  agents.some(([agent]) => agent === post) ? `done by ${lowered(agentInWords(post))}` : `in the post ${name ?? 'named in the address'}`;

/** What a search looks for, as a sentence says it; empty where it looks for everything. */
export const searchInWords = ({ person, post, unit, kind, subject, from, to }: Searched, names: Names): string =>
  [
    person && `by ${names.person ?? 'the person named in the address'}`,
    post && doneIn(post, names.post),
    unit && `in ${names.unit ?? 'the unit named in the address'}`,
    subject && `in the record of “${names.subject ?? subject}”`,
    kind && ofKind(kind),
    isDay(from) && `from ${dayInWords(from)}`,
    isDay(to) && `up to ${dayInWords(to)}`,
  ]
    .filter(Boolean)
    .join(', ');
