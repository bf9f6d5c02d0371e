import { dayInWords, periodInWords } from '../words/dates.js';
import { figureInWords, partInWords } from '../words/figures.js';
import type { BowlingCell, GoalOfUnit, ScorecardLine, ThreadOfUnit, WallUnit } from './unit-documents.js';

/** The goals and measures whose figures a page of the unit shows. */
export const figuresShown = (unit: WallUnit['unit'] | undefined): readonly (string | undefined)[] =>
  unit === undefined
    ? []
    : [
        ...unit.bowlingChart.rows.flatMap(({ id, kind, measure }) => (kind === 'GOAL' ? [id, measure?.id] : [measure?.id])),
        ...unit.scorecard.lines.map(({ measure }) => measure?.id),
      ];

/** What a month of the bowling chart says, in a word or three. */
export const cellWords: Readonly<Record<BowlingCell['status'], string>> = {
  MET: 'met',
  NEAR: 'near',
  MISSED: 'missed',
  NOT_REPORTED: 'not reported',
  NO_ACTIVITY: 'no activity',
  NO_PLAN: 'no plan',
  BLANK: 'not due',
};

export const rowStateWords = {
  PLANNED: 'Planned',
  ACTIVE: 'Active',
  ACHIEVED: 'Achieved',
  NOT_ACHIEVED: 'Not achieved',
  DROPPED: 'Dropped',
  RELEASED: 'Released',
  TO_DAILY_MANAGEMENT: 'Daily work now',
} as const;

export const classWords = { DRIVER: 'Driver', WATCH: 'Watch' } as const;

export const roleWords: Readonly<Record<string, string>> = {
  ADMINISTRATOR: 'Administrator',
  AUDITOR: 'Auditor',
  COACH: 'Coach',
  DATA_STEWARD: 'Data steward',
  EXECUTIVE: 'Executive',
  LEAD: 'Lead',
  MEMBER: 'Member',
  NON_EXECUTIVE: 'Non-executive',
  PARTNER: 'Partner',
};

export const severityWords = { HIGH: 'Grave', MEDIUM: 'To be explained', LOW: 'Worth a look' } as const;

const perCent = (share: number): string => partInWords(Math.abs(share));

/** 0.36 → 36% of the way; what went the wrong way, or further than asked, is said as such. */
export const attainmentInWords = (attainment: number, maintain: boolean): string => {
  if (maintain) return `held in ${perCent(attainment)} of the reported periods`;
  if (attainment < 0) return `${perCent(attainment)} of the way in the wrong direction`;
  return attainment > 1 ? `past the target: ${perCent(attainment)} of the way` : `${perCent(attainment)} of the way`;
};

/** −0.47 → 47% of the whole way behind the plan. */
export const paceInWords = (pace: number): string => {
  if (Math.round(pace * 100) === 0) return 'on plan';
  return `${perCent(pace)} of the whole way ${pace < 0 ? 'behind' : 'ahead of'} the plan`;
};

/** How far a goal has come, in a sentence: by its measure, by its milestones, or why nothing can be said. */
export const achievementInWords = ({ achievement, terms }: GoalOfUnit): string => {
  const { attainment, pace, milestonesDone, milestonesDue, because, latest, status, reportedInWords } = achievement;
  const said: string[] = [];
  if (attainment !== null) said.push(attainmentInWords(attainment, terms.measured?.maintain ?? false));
  if (pace !== null) said.push(paceInWords(pace));
  if (latest !== null && status !== null) said.push(`${periodInWords(latest.period)} ${cellWords[status]}`);
  if (attainment !== null) said.push(reportedInWords);
  if (milestonesDue > 0) said.push(`${milestonesDone} of ${milestonesDue} milestones done that are due`);
  if (said.length === 0) said.push(because ?? 'nothing is due yet');
  const sentence = said.join('; ');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
};

/** The unit that follows a figure; per cent stands in the figure itself. */
export const unitAfter = (kind: string, unitOfMeasure: string): string => (kind === 'PROPORTION' ? '' : ` ${unitOfMeasure}`);

/** A target as one value or a range. */
export const targetInWords = ({ value, lo, hi }: NonNullable<ScorecardLine['target']>, kind: string): string =>
  value === null
    ? `${lo === null ? 'any' : figureInWords(lo, kind)} to ${hi === null ? 'any' : figureInWords(hi, kind)}`
    : figureInWords(value, kind);

/** A plan beside its actual: short, and yet never rounded to look the same where the two differ. */
export const planInWords = (plan: number, actual: number | null, kind: string): string => {
  const whole = figureInWords(plan, kind);
  if (kind === 'PROPORTION') return whole;
  const beside = actual === null ? null : figureInWords(actual, kind);
  const shorter = [1, 2].map((digits) => figureInWords(Number(plan.toFixed(digits)), kind));
  return shorter.find((each) => each !== beside || plan === actual) ?? whole;
};

/** What a thread is about, as far as it shows. */
export const aboutThread = ({ table, inForce, offers }: Pick<ThreadOfUnit, 'table' | 'inForce' | 'offers'>): string =>
  (table ?? inForce ?? offers.at(-1)?.offer)?.statement ?? 'A negotiation kept between its sides';

/** Who has to move and by when. */
export const ballInWords = ({ holder, holderSince, holderVacant, due, overdue, question, openness }: ThreadOfUnit): string => {
  if (openness === 'STANDING_ONLY') return 'Who has to move shows to its sides alone until they have committed.';
  if (holder === null) return 'Nobody has to move.';
  const since = holderSince === null ? '' : ` since ${dayInWords(holderSince)}`;
  const until = due === null ? '' : `; ${overdue ? 'was due on' : 'due on'} ${dayInWords(due)}`;
  const still = question === null ? '' : '; a question is open';
  return `${holder.title}${holderVacant ? ' (vacant)' : ''} holds the ball${since}${until}${still}.`;
};

/** How a thread came to rest; null where it has not. */
export const restWords: Readonly<Record<ThreadOfUnit['phase'], string | null>> = {
  OPEN: null,
  TENTATIVE: null,
  ESCALATED: null,
  COMMITTED: 'Committed',
  DIRECTED: 'Directed',
  DECLINED: 'Declined',
  WITHDRAWN: 'Withdrawn',
  LAPSED: 'Lapsed',
  RELEASED: 'Released',
};

/** Something is still to be done in it. */
export const isOpen = ({ holder, phase }: Pick<ThreadOfUnit, 'holder' | 'phase'>): boolean => holder !== null || restWords[phase] === null;

/** Those that lie still longest first. */
export const byUrgency = (one: Pick<ThreadOfUnit, 'overdue' | 'due'>, other: Pick<ThreadOfUnit, 'overdue' | 'due'>): number =>
  Number(other.overdue) - Number(one.overdue) || (one.due ?? '9').localeCompare(other.due ?? '9');
