/** How the number of an aim or goal came about, one level deep: each child that can be explained names itself. */
import { achievementInWords } from '../arithmetic/attainment-words.js';
import { said, saidShare, sentence } from '../arithmetic/in-words.js';
import { rollUpInWords, formulaInWords } from '../arithmetic/roll-up-words.js';
import type { CountedChild, RolledUp, Watermelon } from '../arithmetic/roll-up.js';
import type { Achievement } from '../arithmetic/attainment.js';
import type { MeasureId, ParentRef, UnitId } from '../vocabulary.js';
import type { Moment } from '../views/index.js';
import { Achieving, type GoalAchievement } from './achievement.reading.js';
import { seesGoal, type Reader } from './openness.reading.js';

/** One child of an explained number. */
export interface ExplainedChild {
  readonly goal: string;
  readonly name: string;
  readonly counted: boolean;
  /** The weight in force; null for who is left out. */
  readonly weight: number | null;
  /** Raw; null where it is unknown, left out or not shown. */
  readonly attainment: number | null;
  /** Its figures count and are not shown to whoever asks. */
  readonly withheld: boolean;
  /** How it counts, or why it does not. */
  readonly sentence: string;
  /** What to ask next; null where it may not be seen, or there is no goal yet. */
  readonly explain: ParentRef | null;
}

/** Everything a number rests on: nothing in it was decided elsewhere. */
export interface Explanation {
  readonly subject: ParentRef;
  readonly statement: string;
  readonly unit: UnitId;
  /** The roll-up, its provenance, weights, children and interval among it. */
  readonly rollUp: RolledUp;
  /** The method's formula in words, without figures. */
  readonly formula: string;
  /** How the number came about, a sentence each. */
  readonly sentences: readonly string[];
  readonly own: { readonly measure: MeasureId; readonly achievement: Achievement; readonly sentences: readonly string[] } | null;
  readonly activity: GoalAchievement['activity'] & { readonly sentence: string };
  readonly watermelon: { readonly kind: Watermelon; readonly sentence: string } | null;
  readonly children: readonly ExplainedChild[];
}

const watermelonInWords: Readonly<Record<Watermelon, string>> = {
  CHILDREN_GREEN_PARENT_MISSED:
    'Its own measure was missed in its two latest periods while its children are at 80% or more: what is done does not move what is meant',
  PARENT_MET_CHILDREN_BEHIND:
    'Its own measure is met while its children are below 50%: something else moved it, or the children are not needed',
};

const activityInWords = ({ done, due }: GoalAchievement['activity']): string =>
  due === 0
    ? 'No milestone has come due'
    : `${done} of ${due} due ${due === 1 ? 'milestone' : 'milestones'} ${done === 1 ? 'is' : 'are'} done`;

const countsAs = (child: CountedChild, { provenance }: RolledUp): string => {
  const { name, weight, attainment, note, withheld, contribution, parts, milestones } = child;
  if (withheld) return `${name} ${note}`;
  const attained = attainment === null ? 'is unknown' : `attained ${saidShare(attainment)}`;
  const because = note === null ? '' : ` (${note})`;
  switch (provenance.formula) {
    case 'WEIGHTED':
      return `${name} ${attained} and has weight ${said(weight)}${because}`;
    case 'SUM':
      return `${name} ${attained} of the ${contribution} it takes on${because}`;
    case 'RATIO':
      return `${name} ${attained}, ${parts?.numerator ?? '?'} of ${parts?.denominator ?? '?'}${because}`;
    case 'MILESTONE':
      return `${name} has done ${milestones.done} of ${milestones.due} due ${milestones.due === 1 ? 'milestone' : 'milestones'}`;
    default:
      return `${name} ${attained}${because}`;
  }
};

const refOf = (moment: Moment, now: Moment, reader: Reader | null, goal: string): ParentRef | null =>
  moment.tables.goals.get(goal) !== undefined && (reader === null || seesGoal(reader, now, goal)) ? { kind: 'GOAL', id: goal } : null;

/** Null where no aim or goal has that id, or the goal is not the reader's to see; `null` reads everything. */
export const explain = (
  moment: Moment,
  now: Moment,
  reader: Reader | null,
  subject: ParentRef,
  achieving = new Achieving(moment, now, reader),
): Explanation | null => {
  const { tables } = moment;
  const record = subject.kind === 'AIM' ? tables.aims.get(subject.id) : tables.goals.get(subject.id);
  const achieved = achieving.of(subject);
  if (!record || !achieved) return null;
  if (subject.kind === 'GOAL' && reader !== null && !seesGoal(reader, now, subject.id)) return null;
  const { rollUp, measured, activity, watermelon } = achieved;
  const definition = achieved.measure === null ? undefined : tables.measures.get(achieved.measure)?.definition;
  return {
    subject,
    statement: record.terms.statement,
    unit: record.unit,
    rollUp,
    formula: formulaInWords[rollUp.provenance.formula],
    sentences: rollUpInWords(rollUp, definition),
    own:
      measured && definition && achieved.measure !== null
        ? { measure: achieved.measure, achievement: measured, sentences: achievementInWords(measured, definition) }
        : null,
    activity: { ...activity, sentence: sentence(activityInWords(activity)) },
    watermelon: watermelon && { kind: watermelon, sentence: sentence(watermelonInWords[watermelon]) },
    children: [
      ...rollUp.counted.map((child): ExplainedChild => ({
        goal: child.child,
        name: child.name,
        counted: true,
        weight: child.weight,
        attainment: child.attainment,
        withheld: child.withheld,
        sentence: sentence(countsAs(child, rollUp)),
        explain: refOf(moment, now, reader, child.child),
      })),
      ...rollUp.leftOut.map(({ child, name, because }): ExplainedChild => ({
        goal: child,
        name,
        counted: false,
        weight: null,
        attainment: null,
        withheld: false,
        sentence: sentence(`${name} is left out: ${because}`),
        explain: refOf(moment, now, reader, child),
      })),
    ],
  };
};
