import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { figure, frequencies, isDay, isPeriod } from '#strategy';

const badInput = (scalar: string, value: unknown, hint: string): GraphQLError =>
  new GraphQLError(`${JSON.stringify(value)?.slice(0, 60)} is no ${scalar}: ${hint}`, { extensions: { code: 'BAD_USER_INPUT', scalar } });

/** A scalar that is text on the wire and in the domain; `read` gives its one form, or null for what is none. */
const textScalar = (
  name: string,
  description: string,
  hint: string,
  read: (text: string) => string | null,
): GraphQLScalarType<string, string> => {
  const parse = (value: unknown): string => {
    const text = typeof value === 'string' ? read(value) : null;
    if (text === null) throw badInput(name, value, hint);
    return text;
  };
  return new GraphQLScalarType({
    name,
    description,
    serialize: (value) => value as string,
    parseValue: parse,
    parseLiteral: (node) =>
      parse(node.kind === Kind.STRING ? node.value : node.kind === Kind.NULL ? null : 'value' in node ? node.value : undefined),
  });
};

const ifTrue =
  (valid: (text: string) => boolean) =>
  (text: string): string | null =>
    valid(text) ? text : null;

export const DayScalar = textScalar(
  'Day',
  'A calendar day in the organisation’s time zone: 2026-11-22.',
  'write a day that exists as "2026-11-22"',
  ifTrue(isDay),
);

export const PeriodScalar = textScalar(
  'Period',
  'The stretch of time a figure is about: a day 2026-04-01, an ISO week 2026-W14, a month 2026-04 or a calendar quarter 2026-Q2.',
  'write a period that exists as "2026-04-01", "2026-W14", "2026-04" or "2026-Q2"',
  ifTrue((text) => frequencies.some((frequency) => isPeriod(frequency, text))),
);

export const FigureScalar = textScalar(
  'Figure',
  'A decimal number as text with at most 15 significant digits: "0.95". Text, so that no digit is lost on the way.',
  'write a decimal number as text, such as "0.95", with at most 15 significant digits',
  figure,
);

const instantForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;
export const InstantScalar = textScalar(
  'Instant',
  'A moment in UTC: 2026-11-22T09:09:00.000Z.',
  'write it as "2026-11-22T09:09:00.000Z"',
  ifTrue((text) => instantForm.test(text) && Number.isFinite(Date.parse(text))),
);

const wholePosition = (value: unknown): number => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw badInput('Position', value, 'positions are whole numbers from 0');
  return value;
};

export const PositionScalar = new GraphQLScalarType<number, number>({
  name: 'Position',
  description: 'An event’s number in the log, from 1: the public name of a moment. Whole, up to 2^53 − 1.',
  serialize: (value) => value as number,
  parseValue: wholePosition,
  parseLiteral: (node) => wholePosition(node.kind === Kind.INT ? Number(node.value) : undefined),
});
