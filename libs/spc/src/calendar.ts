import type { Day } from './model.js';

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const zero = 48;
const hyphen = 45;

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** A calendar day as one whole number that orders as days do (20240301), or -1 where the text is none. */
export function dayNumber(text: string): number {
  if (text.length !== 10 || text.charCodeAt(4) !== hyphen || text.charCodeAt(7) !== hyphen) return -1;
  const y1 = text.charCodeAt(0) - zero;
  const y2 = text.charCodeAt(1) - zero;
  const y3 = text.charCodeAt(2) - zero;
  const y4 = text.charCodeAt(3) - zero;
  const m1 = text.charCodeAt(5) - zero;
  const m2 = text.charCodeAt(6) - zero;
  const d1 = text.charCodeAt(8) - zero;
  const d2 = text.charCodeAt(9) - zero;
  // A digit less one that is negative or above nine is no digit; taken as unsigned, both are large.
  if (y1 >>> 0 > 9 || y2 >>> 0 > 9 || y3 >>> 0 > 9 || y4 >>> 0 > 9) return -1;
  if (m1 >>> 0 > 9 || m2 >>> 0 > 9 || d1 >>> 0 > 9 || d2 >>> 0 > 9) return -1;
  const month = m1 * 10 + m2;
  const day = d1 * 10 + d2;
  if (month < 1 || month > 12 || day < 1) return -1;
  const year = y1 * 1000 + y2 * 100 + y3 * 10 + y4;
  if (day > 28 && day > daysInMonth[month - 1]! + (month === 2 && isLeap(year) ? 1 : 0)) return -1;
  return year * 10_000 + month * 100 + day;
}

/** Which day of the week and of history a day is: days since 1 March of the year 0 (Gregorian), for counting between days. */
export function daysSinceEpoch(day: Day): number {
  const month = Number(day.slice(5, 7));
  // Years begin in March here, so that the leap day is a year's last.
  const year = Number(day.slice(0, 4)) - (month < 3 ? 1 : 0);
  const monthOfYear = (month + 9) % 12;
  return (
    365 * year +
    Math.floor(year / 4) -
    Math.floor(year / 100) +
    Math.floor(year / 400) +
    Math.floor((153 * monthOfYear + 2) / 5) +
    Number(day.slice(8)) -
    1
  );
}

/** Months since the year 0. */
export const monthsSinceEpoch = (day: Day): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

/** A day as people write it: `1 Mar 2024`. */
export const sayDay = (day: Day): string => `${Number(day.slice(8))} ${monthNames[Number(day.slice(5, 7)) - 1]} ${Number(day.slice(0, 4))}`;

/** Days as people list them: the first few by name, the rest counted. */
export function sayDays(days: readonly Day[]): string {
  const named = days.slice(0, 4).map(sayDay);
  const rest = days.length - named.length;
  if (rest > 0) return `${named.join(', ')} and ${rest} more`;
  return named.length < 2 ? named.join('') : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
}
