import { ObjectType } from '@nestjs/graphql';
import type { LocatedProblem, PlanPart, Turn } from '#plan';
import type { StepInTurn } from '../access/plan-in-turn.js';
import { wordEnum } from '../graphql/words.graphql.js';
import { connectionOf } from './page.js';
import { Shown } from './shown.js';

const PlanPartWord = wordEnum<PlanPart>('PlanPart', 'What a plan is made of, in the order in which it is brought in.', {
  DIRECTORY: 'People, in the directory beside the log.',
  ORGANISATION: 'The organisation, its units, its posts and who stands in them.',
  MEASURES: 'Measures and how they are defined.',
  TRUE_NORTH: 'True North.',
  OBJECTIVES: 'Breakthrough objectives.',
  CYCLES: 'Cycles.',
  CANDIDATES: 'Candidates for annual aims.',
  SCORES: 'Scores of candidates.',
  DECISIONS: 'What is adopted as an aim, and what is dropped.',
  CLASSES: 'Which units drive a measure, and which watch it.',
  ACTIVATION: 'The cycles that begin.',
});

export const PlanTurnWord = wordEnum<Turn>('PlanTurn', 'Whose turn a step of a plan is.', {
  NOW: 'Yours, and nothing is in its way.',
  LATER: 'Yours, once others have done theirs of the parts before.',
  OTHERS: 'For others.',
});

@ObjectType('PlanProblem', { description: 'Something in the text of a plan that keeps it from being used.' })
export class ShownPlanProblem {
  constructor(private readonly problem: LocatedProblem) {}
  @Shown.whole('The line, from 1.')
  get line(): number {
    return this.problem.line;
  }
  @Shown.whole('The column, from 1.')
  get column(): number {
    return this.problem.column;
  }
  @Shown.text('The place by its path, such as candidates[3].adopted.sponsor, and what is wrong there.')
  get says(): string {
    return this.problem.says;
  }
}

@ObjectType('PlanStep', { description: 'One thing that lies between the record and a plan.' })
export class ShownPlanStep {
  constructor(
    private readonly inTurn: StepInTurn,
    private readonly index: number,
  ) {}
  @Shown.whole('Its number among all steps of the plan, from 1.')
  get number(): number {
    return this.index + 1;
  }
  @Shown.as(() => PlanPartWord, 'The part of the plan it belongs to.')
  get part(): PlanPart {
    return this.inTurn.step.part;
  }
  @Shown.text('What would be done: add the division Medicine.')
  get says(): string {
    return this.inTurn.step.says;
  }
  @Shown.text('Who does it: the title of a post, of the plan where the record has none yet, or “an administrator”.')
  get doneBy(): string {
    return this.inTurn.doer;
  }
  @Shown.as(() => PlanTurnWord, 'Whose turn it is.')
  get turn(): Turn {
    return this.inTurn.turn;
  }
}

@ObjectType({ description: 'What bringing a plan in would do, page by page. Nothing is written.' })
export class PlanPreview extends connectionOf(ShownPlanStep, 'PlanStep') {
  @Shown.as(() => [ShownPlanProblem], 'What keeps it from being used, the first fifty; there are no steps then.')
  problems!: ShownPlanProblem[];
  @Shown.whole('How many problems there are in all.')
  problemCount!: number;
  @Shown.whole('Steps that are yours and can be done now.')
  now!: number;
  @Shown.whole('Steps that are yours once others have done theirs.')
  later!: number;
  @Shown.whole('Steps for others.')
  others!: number;
  @Shown.texts('Whose turn it is before your later steps: titles of posts, or “an administrator”.')
  waitsFor!: readonly string[];
}
