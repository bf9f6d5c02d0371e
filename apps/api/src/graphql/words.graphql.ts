import { registerEnumType } from '@nestjs/graphql';
import type {
  Combination,
  Frequency,
  GoalOutcome,
  Link,
  MeasureKind,
  MeasurePurpose,
  Offer,
  ParentRef,
  QualityDimension,
  RenegotiationCause,
  Resource,
  Role,
  RollUpMethod,
  Side,
  Strength,
  TargetBasis,
  ThreadKind,
  Trajectory,
  Direction,
  MeasureCommands,
  CatchballCommands,
} from '#strategy';
import type { ServiceScope } from '#directory';

/** An enum of the schema from a union of the domain: a word too few or too many does not compile. */
export const wordEnum = <Word extends string>(
  name: string,
  description: string,
  words: Readonly<Record<Word, string>>,
): { readonly [W in Word]: W } => {
  const entries = Object.entries<string>(words);
  const values = Object.fromEntries(entries.map(([word]) => [word, word])) as { [W in Word]: W };
  const valuesMap: Record<string, { description: string }> = Object.fromEntries(
    entries.map(([word, says]) => [word, { description: says }]),
  );
  registerEnumType<Record<string, string>>(values, { name, description, valuesMap });
  return values;
};

export const RoleWord = wordEnum<Role>('Role', 'What a post is for, and with that what its holder may do.', {
  EXECUTIVE: 'Sets True North, adopts aims, throws the ball, decides as arbiter.',
  NON_EXECUTIVE: 'Reads everything open, nominates candidates and scores them advisorily.',
  LEAD: 'Leads a unit: negotiates and signs for its post, runs what the unit and the units below run.',
  MEMBER: 'Works in a unit: records its figures, and signs where its own post is a side.',
  PARTNER: 'Patient, carer or lived experience: reads everything open, nominates candidates and scores them advisorily.',
  COACH: 'Improvement coach: chases balls that lie still; never commits for others.',
  DATA_STEWARD: 'Answers for figures: records them, corrects them with a reason, closes periods.',
  AUDITOR: 'Reads everything, writes nothing, whatever other posts the person holds.',
  ADMINISTRATOR: 'Keeps units, posts, people and access; does not touch content.',
});

export const ServiceScopeWord = wordEnum<ServiceScope>('ServiceScope', 'What a program’s account may do beside reading.', {
  IMPORT: 'Import figures: start and finish imports, define measures, record and correct observations.',
});

export const ThreadKindWord = wordEnum<ThreadKind>('ThreadKind', 'Which way a catchball thread goes.', {
  DOWNWARDS: 'The owner of the parent throws first.',
  BOTTOM_UP: 'The receiver offers what it could contribute.',
  PLEDGE: 'Horizontal: help asked for between peers.',
});

export const SideWord = wordEnum<Side>('Side', 'A side of a catchball thread.', {
  GIVER: 'Owns the parent; in a pledge, needs the help.',
  RECEIVER: 'Would own the child; in a pledge, helps.',
});

export const ParentKindWord = wordEnum<ParentRef['kind']>('ParentKind', 'What a child serves.', {
  AIM: 'An adopted annual aim.',
  GOAL: 'A goal above.',
  THREAD: 'A thread still in negotiation: a provisional parent; for a pledge, the thread that needs it.',
});

export const OfferKindWord = wordEnum<Offer['kind']>('OfferKind', 'How an offer is judged.', {
  MEASURED: 'By a measure, from a jump-off point to a target.',
  MILESTONE: 'By dated milestones; there is no attainment.',
});

export const TargetBasisWord = wordEnum<TargetBasis>('TargetBasis', 'What jump-off point and target are values of.', {
  LEVEL: 'Of one period.',
  TOTAL: 'Of a window of periods, taken together.',
});

export const TrajectoryKindWord = wordEnum<Trajectory['kind']>(
  'TrajectoryKind',
  'The form of the plan from the jump-off point to the target.',
  {
    LINEAR: 'The same step every period.',
    STEP: 'The target from one day on.',
    SEASONAL: 'A seasonal base per period, and the share of the improvement reached by then.',
    MANUAL: 'A value per period.',
  },
);

export const LinkKindWord = wordEnum<Link['kind']>('LinkKind', 'How a child stands under its parent.', {
  CONTRIBUTES: 'Counts in the parent’s arithmetic.',
  SUPPORTS: 'Says how strongly it helps; counts only where a contribution is stated.',
});

export const StrengthWord = wordEnum<Strength>('Strength', 'How strongly a child supports its parent.', {
  STRONG: 'Without it the parent is hardly reached.',
  MEDIUM: 'It helps noticeably.',
  WEAK: 'It helps a little.',
});

export const ResourceKindWord = wordEnum<Resource['kind']>('ResourceKind', 'What is asked for or granted.', {
  WTE: 'Whole-time equivalents of staff.',
  MONEY: 'Pounds.',
  SUPPORT: 'Support in words, without an amount.',
});

export const RenegotiationCauseWord = wordEnum<RenegotiationCause['kind']>(
  'RenegotiationCauseKind',
  'What has happened since the decision.',
  {
    PARENT_CHANGED: 'The parent has a new revision.',
    CONDITION_FAILED: 'A condition failed, or a grant was not delivered on its date.',
    PERIODS_MISSED: 'Two periods in a row were missed.',
    ARBITER_CONSENT: 'The arbiter of the sides consented.',
  },
);

export const CapWord = wordEnum<CatchballCommands['OverrideCap']['cap']>('Cap', 'A limit a commitment may not pass unnoticed.', {
  UNIT_GOALS: 'Active goals of a unit.',
  OWNER_LOAD: 'Goals led by one post.',
});

export const RollUpMethodWord = wordEnum<RollUpMethod>('RollUpMethod', 'How a parent is judged from what lies under it.', {
  OWN_MEASURE: 'By its own measure.',
  SUM: 'By the sum of the contributions.',
  RATIO: 'By the children’s numerators over their denominators.',
  WEIGHTED: 'By the weighted mean of the children’s attainments.',
  MIN: 'By its weakest child.',
  MILESTONE: 'By milestones done.',
  NONE: 'Not judged from below.',
});

export const GoalOutcomeWord = wordEnum<GoalOutcome>('GoalOutcome', 'How a goal ended.', {
  ACHIEVED: 'Achieved.',
  NOT_ACHIEVED: 'Not achieved.',
  DROPPED: 'Given up.',
  TO_DAILY_MANAGEMENT: 'Handed over to daily management.',
});

export const DirectionKindWord = wordEnum<Direction['kind']>('DirectionKind', 'Which way is better.', {
  INCREASE: 'Higher is better.',
  DECREASE: 'Lower is better.',
  RANGE: 'Inside a range, its edges included.',
});

export const FrequencyWord = wordEnum<Frequency>('Frequency', 'How long a reporting period is.', {
  DAY: 'A day: 2026-04-01.',
  WEEK: 'An ISO week: 2026-W14.',
  MONTH: 'A month: 2026-04.',
  QUARTER: 'A calendar quarter: 2026-Q2.',
});

export const MeasureKindWord = wordEnum<MeasureKind>('MeasureKind', 'What sort of figure a measure has.', {
  COUNT: 'So many in a period.',
  PROPORTION: 'A part of a whole: numerator over denominator, the numerator counted in the denominator.',
  RATE: 'A count per exposure: numerator over denominator.',
  CONTINUOUS: 'A measured quantity.',
  DAYS_BETWEEN: 'Days between rare events.',
});

export const MeasurePurposeWord = wordEnum<MeasurePurpose>('MeasurePurpose', 'Why it is measured.', {
  OUTCOME: 'Shows the result.',
  PROCESS: 'Shows whether the means are done.',
  BALANCING: 'Shows harm elsewhere.',
});

export const CombinationWord = wordEnum<Combination>('Combination', 'How figures combine over the periods of a year, or over units.', {
  SUM: 'Added up.',
  RATIO: 'Numerators over denominators; never a mean of percentages.',
  MEAN: 'Weighted mean.',
  LAST: 'The latest one; over time only.',
  MAX: 'The highest one.',
  MIN: 'The lowest one.',
  NONE: 'Not at all.',
});

export const QualityDimensionWord = wordEnum<QualityDimension>('QualityDimension', 'The dimension of quality a candidate serves.', {
  SAFE: 'Avoiding harm.',
  EFFECTIVE: 'Doing what helps.',
  TIMELY: 'Without harmful delay.',
  EFFICIENT: 'Without waste.',
  EQUITABLE: 'The same for everybody who needs it.',
  PERSON_CENTRED: 'Led by what matters to the person.',
});

export const MeasureClassWord = wordEnum<MeasureCommands['ClassMeasure']['class']>('MeasureClass', 'How a unit treats a measure.', {
  DRIVER: 'One of the few it works on actively.',
  WATCH: 'Monitored only.',
});
