import { Trouble } from '#cqrs';
import { planId } from '#plan';
import type { MeasureDefinition, MeasureId, Tables, UnitId } from '#strategy';
import { templated, type Mapping } from './mapping.js';
import { template } from './template.js';

/** The measure some rows of a file belong to, there already or made on the way. */
export interface TargetMeasure {
  readonly id: MeasureId;
  readonly code: string;
  readonly definition: MeasureDefinition;
  /** Where it is to be made; null for one that is there. */
  readonly makeIn: UnitId | null;
}

/** Finds measures by their codes, or by the mapping's definition what they would be; a sentence where neither is possible. */
export class MeasureFinder {
  private readonly found = new Map<string, TargetMeasure | string>();

  constructor(
    private readonly mapping: Mapping,
    private readonly tables: Tables,
    private readonly organisation: string,
  ) {}

  find(code: string, valueOf: (column: string) => string): TargetMeasure | string {
    const known = this.found.get(code);
    if (known !== undefined) return known;
    const found = this.look(code, valueOf);
    this.found.set(code, found);
    return found;
  }

  private look(code: string, valueOf: (column: string) => string): TargetMeasure | string {
    const id = this.tables.measureByCode.get(code);
    const measure = id === undefined ? undefined : this.tables.measures.get(id);
    if (measure) return { id: measure.id, code, definition: measure.definition, makeIn: null };
    const { makes } = this.mapping;
    if (!makes) return `there is no measure with the code ${code}: define it first, or give the mapping a definition`;
    const unit = this.unit(makes.unit?.of(valueOf) ?? null);
    if (unit === null)
      return `there is no unit ${makes.unit?.of(valueOf) ?? 'at all'} for the measure ${code}: import a plan with it first`;
    return {
      id: planId(this.organisation, 'measure', code),
      code,
      definition: this.definition(makes.definition, code, valueOf),
      makeIn: unit,
    };
  }

  private definition(
    written: NonNullable<Mapping['makes']>['definition'],
    code: string,
    valueOf: (column: string) => string,
  ): MeasureDefinition {
    const texts = Object.fromEntries(
      templated.flatMap((field) => {
        const text = written[field];
        return text === null ? [] : [[field, template(text).of(valueOf)]];
      }),
    );
    const steward = texts['steward'] === undefined ? null : this.post(texts['steward']);
    return { ...written, ...texts, steward, code };
  }

  private post(reference: string): string {
    const id = planId(this.organisation, 'post', reference);
    if (!this.tables.posts.has(id))
      throw new Trouble('BadMapping', `there is no post ${reference} to be the steward: import a plan with it first`, { post: reference });
    return id;
  }

  /** The unit of these words, or the top of the tree without any. */
  private unit(words: string | null): UnitId | null {
    const { units } = this.tables;
    if (words === null) return [...units.values()].find(({ parent }) => parent === null)?.id ?? null;
    const byKey = planId(this.organisation, 'unit', words);
    return units.has(byKey) ? byKey : ([...units.values()].find(({ code }) => code === words)?.id ?? null);
  }
}
