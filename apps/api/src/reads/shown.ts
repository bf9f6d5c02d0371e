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
  as: (type: ReturnTypeFunc, description: string, options: FieldOptions = {}) => of(type)(description, options),
} as const;
