/** What an operational definition has to say, and which combinations its kind allows. */
import { isRejection, reject, type Rejection } from '#kernel';
import { kindWords } from '../arithmetic/in-words.js';
import { compare } from '../arithmetic/figures.js';
import { checkId, checkName, checkOptionalProse, firstOf, type TextRefusal } from '../texts.js';
import type { Combination, Direction } from '../vocabulary.js';
import type { MeasureDefinition } from './measure.events.js';
import { isInParts, plainFigure } from './reading.js';

export const definitionCodes = [
  'TextMissing',
  'TextTooLong',
  'BadId',
  'BadFigure',
  'RangeBackwards',
  'BadDueAfter',
  'LastOverUnits',
  'RatioNeedsParts',
  'PercentagesDoNotCombine',
] as const;
export type DefinitionRefusal = (typeof definitionCodes)[number] | TextRefusal;
type Refused = Rejection<DefinitionRefusal>;

/** The latest a figure may be due, in working days after its period. */
export const dueAfterMax = 60;

const checkedDirection = (direction: Direction): Direction | Refused => {
  if (direction.kind !== 'RANGE') return { kind: direction.kind };
  const [lo, hi] = [plainFigure(direction.lo), plainFigure(direction.hi)];
  if (lo === null || hi === null)
    return reject(
      'BadFigure',
      `the range from '${direction.lo.slice(0, 40)}' to '${direction.hi.slice(0, 40)}' is not made of figures, write them as 0.95`,
    );
  return compare(lo, hi) < 0
    ? { kind: 'RANGE', lo, hi }
    : reject('RangeBackwards', `the range from ${lo} to ${hi} holds nothing, give the lower edge first`);
};

const percentages: readonly Combination[] = ['SUM', 'MEAN'];

/** A waiting list is LAST over months and SUM over units; a percentage is pooled from its parts and never averaged. */
const checkCombinations = ({ kind, overTime, overUnits }: MeasureDefinition): Refused | null => {
  if (overUnits === 'LAST') return reject('LastOverUnits', 'there is no last unit, choose how units combine; LAST is for time');
  const isQuotient = kind === 'PROPORTION' || kind === 'RATE';
  if (isInParts({ overTime, overUnits }) && !isQuotient)
    return reject(
      'RatioNeedsParts',
      `a ${kindWords[kind]} has no numerator and denominator to pool, choose a proportion or a rate, or another combination`,
    );
  const added = isQuotient ? [overTime, overUnits].find((each) => percentages.includes(each)) : undefined;
  return added === undefined
    ? null
    : reject(
        'PercentagesDoNotCombine',
        `the ${added.toLowerCase()} of a ${kindWords[kind]} means nothing, choose to pool its parts (RATIO), or no combination (NONE)`,
      );
};

const checkTexts = (definition: MeasureDefinition): Refused | null =>
  firstOf<DefinitionRefusal>(
    checkName('the measure’s name', definition.name),
    checkName('the unit of measure', definition.unitOfMeasure),
    checkOptionalProse('the operational definition', definition.operationalDefinition),
    checkOptionalProse('the source', definition.source),
    definition.steward === null ? null : checkId('the steward', definition.steward),
    definition.populationGroup === null ? null : checkName('the population group', definition.populationGroup),
    definition.code === null ? null : checkName('the code', definition.code),
  );

/** The definition in its one form, or why a stranger could not arrive at the same figure by it. */
export const checkedDefinition = (definition: MeasureDefinition): MeasureDefinition | Refused => {
  const { dueAfter } = definition;
  const refused =
    checkTexts(definition) ??
    checkCombinations(definition) ??
    (Number.isInteger(dueAfter) && dueAfter >= 0 && dueAfter <= dueAfterMax
      ? null
      : reject(
          'BadDueAfter',
          `a figure due '${dueAfter}' working days after its period is too early or too late, choose 0 to ${dueAfterMax}`,
        ));
  if (refused) return refused;
  const direction = checkedDirection(definition.direction);
  return isRejection(direction) ? direction : { ...definition, direction };
};
