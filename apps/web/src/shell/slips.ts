import { isDay } from '../words/dates.js';
import { isPosition } from './use-moment.js';

/** What an address names days by; by the first two also events. */
const [moments, days] = [
  ['asOf', 'since'],
  ['knownAt', 'from', 'to'],
] as const;

/** What an address gives as a day that is none, or as a moment that is neither that nor an event. */
export const slipsIn = (asked: URLSearchParams): readonly string[] => [
  ...moments.flatMap((name) => asked.getAll(name).filter((text) => text !== '' && !isDay(text) && !isPosition(text))),
  ...days.flatMap((name) => asked.getAll(name).filter((text) => text !== '' && !isDay(text))),
];
