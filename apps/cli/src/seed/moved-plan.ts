import type { Plan } from '#plan';
import { addDays, addPeriods, financialYear, firstDay, lastDay, periodOf, periodsBetween } from '#strategy';
import type { SampleYear } from './sample-year.js';

const month = /^\d{4}-\d{2}$/;
const day = /^\d{4}-\d{2}-\d{2}$/;

/** A day or month so many months later; a month's end stays a month's end. */
const moved = (text: string, months: number): string => {
  if (month.test(text)) return addPeriods('MONTH', text, months);
  if (!day.test(text)) return text;
  const from = periodOf('MONTH', text);
  const to = addPeriods('MONTH', from, months);
  const end = lastDay('MONTH', to);
  if (text === lastDay('MONTH', from)) return end;
  const same = addDays(firstDay('MONTH', to), Number(text.slice(8)) - 1);
  return same < end ? same : end;
};

const movedWithin = <Value>(value: Value, months: number): Value => {
  if (typeof value === 'string') return moved(value, months) as Value & string;
  if (Array.isArray(value)) return value.map((item: unknown) => movedWithin(item, months)) as Value & unknown[];
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, movedWithin(item as unknown, months)])) as Value & object;
};

/**
 * The sample's plan with every day and month moved by whole months, so that its cycle is the sample year. The financial
 * year moves along: a sample made in November has a year that began in February.
 */
export const movedPlan = (plan: Plan, year: SampleYear): Plan => {
  const first = year.month(1);
  const months = periodsBetween('MONTH', periodOf('MONTH', plan.cycles[0]!.starts), first);
  const result = movedWithin(plan, months);
  const begins = Number(first.slice(5));
  return {
    ...result,
    organisation: { ...result.organisation, financialYearStart: begins },
    cycles: result.cycles.map((cycle) => ({ ...cycle, name: financialYear(cycle.starts, begins).label })),
  };
};
