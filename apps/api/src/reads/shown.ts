import { Field, Float, ID, Int, type FieldOptions, type ReturnTypeFunc } from '@nestjs/graphql';
import { DayScalar, FigureScalar, InstantScalar, PeriodScalar, PositionScalar } from '../graphql/scalars.js';

/**
 * Fields of what is shown, in one line each: `@Shown.day('By when …') due`. A field that may be empty says so:
 * `@Shown.day('…', maybe)`.
 */
export const maybe: FieldOptions = { nullable: true };

const of =
  (type: ReturnTypeFunc) =>
  (description: string, options: FieldOptions = {}): PropertyDecorator & MethodDecorator =>
    Field(type, { description, ...options });

/**
 * Compiled operations read their way to each leaf from the top: for the twentieth value of a chart they ask for the chart
 * twenty times. What is shown stands still, so a getter that makes an object makes it once.
 */
const madeOnce = (name: string | symbol, descriptor: PropertyDescriptor | undefined): void => {
  const make = descriptor?.get;
  if (!make) return;
  const made = Symbol(String(name));
  descriptor.get = function (this: Record<symbol, unknown>): unknown {
    const before = this[made];
    if (before !== undefined) return before;
    const value: unknown = make.call(this);
    if (typeof value === 'object' && value !== null) this[made] = value;
    return value;
  };
};

export const Shown = {
  id: of(() => ID),
  ids: of(() => [ID]),
  text: of(() => String),
  texts: of(() => [String]),
  flag: of(() => Boolean),
  whole: of(() => Int),
  number: of(() => Float),
  day: of(() => DayScalar),
  instant: of(() => InstantScalar),
  figure: of(() => FigureScalar),
  period: of(() => PeriodScalar),
  periods: of(() => [PeriodScalar]),
  position: of(() => PositionScalar),
  /** Another type, a list of it, or an enum. */
  as:
    (type: ReturnTypeFunc, description: string, options: FieldOptions = {}): PropertyDecorator & MethodDecorator =>
    (target: object, name: string | symbol, descriptor?: PropertyDescriptor): void => {
      madeOnce(name, descriptor);
      of(type)(description, options)(target, name, descriptor!);
    },
} as const;
