import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { Trouble } from '#cqrs';

/** A field that is not as its input allows. */
export interface InputProblem {
  /** The path from the mutation's input: `offer.milestones[2].text`. */
  readonly field: string;
  /** What was sent, shortened. */
  readonly value: string;
  readonly allowed: string;
}

const problemsMax = 10;
const valueCharactersMax = 60;

const shortened = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  // A long text is cut before it is quoted: quoting a megabyte to show sixty characters would cost more than it says.
  const head =
    typeof value === 'string' ? value.slice(0, valueCharactersMax + 1) : Array.isArray(value) ? value.slice(0, valueCharactersMax) : value;
  const text = JSON.stringify(head) ?? String(head);
  return text.length > valueCharactersMax ? `${text.slice(0, valueCharactersMax)}…` : text;
};

const pathTo = (above: string, property: string): string =>
  above === '' ? property : /^\d+$/.test(property) ? `${above}[${property}]` : `${above}.${property}`;

const problemsIn = (errors: readonly ValidationError[], above: string, found: InputProblem[]): InputProblem[] => {
  for (const { property, value, constraints, children } of errors) {
    const field = pathTo(above, property);
    for (const allowed of Object.values(constraints ?? {})) {
      if (found.length === problemsMax) return found;
      found.push({ field, value: shortened(value), allowed });
    }
    problemsIn(children ?? [], field, found);
  }
  return found;
};

/** BAD_USER_INPUT with every problem, up to ten, named by field, value and what is allowed. */
export const badInputOf = (errors: readonly ValidationError[]): Trouble => {
  const problems = problemsIn(errors, '', []);
  return new Trouble(
    'BAD_USER_INPUT',
    problems.map(({ field, value, allowed }) => `${field} is ${value}; allowed is ${allowed}`).join('\n'),
    {
      problems,
    },
  );
};

/** Checks every input of a resolver against its class. What no class names does not come through. */
export const inputValidation = (): ValidationPipe =>
  new ValidationPipe({ transform: true, whitelist: true, stopAtFirstError: true, exceptionFactory: badInputOf });
