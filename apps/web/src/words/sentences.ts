import { dayInWords } from './dates.js';

const days = /\b\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b/g;
/** What the service says within other words, as a sentence of its own, with its days as people write them. */
export const sentence = (text: string): string => {
  const said = text.replaceAll(days, (day) => dayInWords(day));
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}${/[.?!]$/.test(said) ? '' : '.'}`;
};
