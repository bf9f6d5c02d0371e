import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync, type ValidationError } from 'class-validator';
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
  const text = JSON.stringify(head) ?? typeof head;
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

const storage = getMetadataStorage();
const search = storage.getTargetValidationMetadatas.bind(storage);
const rulesOf = new Map<unknown, Map<string, ReturnType<typeof search>>>();
/**
 * For every object it checks, class-validator goes through all classes there are to find the rules of its own: a seventh
 * of a mutation that does nothing. The rules of a class, within the class it is a part of, stand once both are declared;
 * nothing here uses groups.
 */
storage.getTargetValidationMetadatas = (target, within, always, strictGroups, groups) => {
  if (groups?.length || always || strictGroups) return search(target, within, always, strictGroups, groups);
  let rules = rulesOf.get(target);
  if (!rules) rulesOf.set(target, (rules = new Map<string, ReturnType<typeof search>>()));
  let found = rules.get(within);
  if (!found) rules.set(within, (found = search(target, within, always, strictGroups, groups)));
  return found;
};

/**
 * Checks every input against its class, in one turn: the path of every command, so no promise per field. Fields
 * that no class names do not come this far, the schema refuses them; arguments without rules pass as they are.
 */
export class InputValidation implements PipeTransform<unknown, unknown> {
  private readonly ruled = new Map<unknown, boolean>();

  transform(value: unknown, { metatype }: ArgumentMetadata): unknown {
    if (typeof value !== 'object' || value === null || !metatype || !this.hasRules(metatype)) return value;
    const input = plainToInstance(metatype, value) as object;
    const errors = validateSync(input, { stopAtFirstError: true, forbidUnknownValues: false });
    if (errors.length > 0) throw badInputOf(errors);
    return input;
  }

  private hasRules(metatype: NonNullable<ArgumentMetadata['metatype']>): boolean {
    let ruled = this.ruled.get(metatype);
    if (ruled === undefined) {
      ruled = getMetadataStorage().getTargetValidationMetadatas(metatype, '', false, false).length > 0;
      this.ruled.set(metatype, ruled);
    }
    return ruled;
  }
}
