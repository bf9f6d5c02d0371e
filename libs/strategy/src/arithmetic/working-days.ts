/**
 * Working days in England: Monday to Friday without bank holidays, as the organisation's calendar amends them.
 * Bank holidays follow the Banking and Financial Dealings Act 1971 and the royal proclamations that moved or added
 * days, as GOV.UK lists them for England and Wales. Days proclaimed later are added to the organisation's calendar.
 */
import type { Day } from '#kernel';
import { addDays, dayNumber, dayOf, weekday, weekdayOf } from './days.js';

/** What an organisation's calendar says beside weekends and bank holidays; a day in both lists is closed. */
export interface Calendar {
  readonly closed: readonly Day[];
  /** Weekend days and bank holidays worked. */
  readonly open: readonly Day[];
}

/** Days moved or proclaimed once: what was taken out of the year's rule, and what was put in. */
const proclaimed: Readonly<Record<string, { readonly out: readonly Day[]; readonly in: readonly Day[] }>> = {
  // Seventy-fifth anniversary of VE Day: the early May holiday moved to the Friday.
  '2020': { out: ['2020-05-04'], in: ['2020-05-08'] },
  // Platinum Jubilee: the spring holiday moved and a day was added; in September the state funeral of Elizabeth II.
  '2022': { out: ['2022-05-30'], in: ['2022-06-02', '2022-06-03', '2022-09-19'] },
  // Coronation of Charles III.
  '2023': { out: [], in: ['2023-05-08'] },
};

/** Easter Sunday of a Gregorian year, by the algorithm of Meeus, Jones and Butcher (Meeus, Astronomical Algorithms, chapter 8). */
export const easterSunday = (year: number): Day => {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const moonCorrection = Math.floor((8 * century + 13) / 25);
  const epact = (19 * golden + century - Math.floor(century / 4) - moonCorrection + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const lateMoon = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const fromMarch = epact + toSunday - 7 * lateMoon + 114;
  return `${year}-0${Math.floor(fromMarch / 31)}-${String((fromMarch % 31) + 1).padStart(2, '0')}`;
};

/** The first Monday on or after the day. */
const mondayFrom = (day: Day): Day => addDays(day, (8 - weekday(day)) % 7);
const isWeekend = (day: Day): boolean => weekday(day) > 5;

/** England's bank holidays of a year: eight days, and those proclaimed. A holiday on a weekend has its substitute day. */
export const bankHolidays = (year: number): readonly Day[] => {
  const easter = easterSunday(year);
  const newYear = `${year}-01-01`;
  const christmas = `${year}-12-25`;
  const boxingDay = `${year}-12-26`;
  const byRule = [
    isWeekend(newYear) ? mondayFrom(newYear) : newYear,
    addDays(easter, -2),
    addDays(easter, 1),
    mondayFrom(`${year}-05-01`),
    mondayFrom(`${year}-05-25`),
    mondayFrom(`${year}-08-25`),
    // Whichever way the two fall on a weekend, the 27th and 28th are their substitutes and weekdays.
    isWeekend(christmas) ? `${year}-12-27` : christmas,
    isWeekend(boxingDay) ? `${year}-12-28` : boxingDay,
  ];
  const once = proclaimed[year];
  return [...byRule.filter((day) => !once?.out.includes(day)), ...(once?.in ?? [])].sort();
};

const holidaysByYear = new Map<number, ReadonlySet<Day>>();
const isBankHoliday = (day: Day): boolean => {
  const year = Number(day.slice(0, 4));
  let holidays = holidaysByYear.get(year);
  if (!holidays) holidaysByYear.set(year, (holidays = new Set(bankHolidays(year))));
  return holidays.has(day);
};

/** Whether the organisation works on that day. */
export const isWorkingDay = (day: Day, calendar: Calendar): boolean => worksOn(dayNumber(day), calendar);

/** The same of a day by its number, as those who count days have it: most weekends are known before the day is written out. */
const worksOn = (number: number, { closed, open }: Calendar): boolean => {
  const isWeekday = weekdayOf(number) <= 5;
  if (!isWeekday && open.length === 0) return false;
  const day = dayOf(number);
  return !closed.includes(day) && (open.includes(day) || (isWeekday && !isBankHoliday(day)));
};

/** A calendar may close every day it lists, so a search for the next working day looks no further than this beyond them. */
const closedInARowMax = 14;

/**
 * The working day that is the n-th after the day, `count` ≥ 0: the day itself counts for nothing, whether worked or not.
 * With 0 it is the day itself.
 */
export const addWorkingDays = (day: Day, count: number, calendar: Calendar): Day => {
  let number = dayNumber(day);
  let left = count;
  const stop = number + 2 * count + closedInARowMax * (1 + Math.ceil(count / 5)) + calendar.closed.length;
  while (left > 0) {
    number++;
    if (number > stop) throw new Error(`no ${count} working days after ${day} in this calendar`);
    if (worksOn(number, calendar)) left--;
  }
  return dayOf(number);
};

/** How many working days lie after `from`, up to and including `to`; 0 if `to` is not after `from`. */
export const workingDaysBetween = (from: Day, to: Day, calendar: Calendar): number => {
  let count = 0;
  for (let number = dayNumber(from) + 1, last = dayNumber(to); number <= last; number++) {
    if (worksOn(number, calendar)) count++;
  }
  return count;
};
