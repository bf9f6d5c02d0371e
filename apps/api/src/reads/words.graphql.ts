import { integrityRules, type FindingKind, type IntegrityCode } from '#strategy';
import type {
  ChangeKind,
  CellStatus,
  CoverageState,
  FindingCode,
  NodeKind,
  Standing,
  ThreadOpenness,
  ThreadPhase,
  Watermelon,
  WorkKind,
  CoverageLine,
  Finding,
} from '#strategy';
import { wordEnum } from '../graphql/words.graphql.js';

export const StandingWord = wordEnum<Standing>('Standing', 'How far a link has come.', {
  IN_NEGOTIATION: 'The two sides are throwing the ball, or an arbiter decides.',
  TENTATIVE: 'Both agree, not both have signed.',
  COMMITTED: 'Both sides signed.',
  DIRECTED: 'Imposed by an arbiter: never called agreed.',
  DECLINED: 'Declined; either side may serve again or escalate.',
});

export const ThreadPhaseWord = wordEnum<ThreadPhase>('ThreadPhase', 'Where a thread’s latest episode stands.', {
  OPEN: 'In play: one side holds the ball.',
  TENTATIVE: 'Accepted, signatures awaited.',
  ESCALATED: 'With the arbiter.',
  COMMITTED: 'Signed by both sides.',
  DIRECTED: 'Decided by the arbiter.',
  DECLINED: 'Declined.',
  WITHDRAWN: 'Taken back, or ended with what it served.',
  RELEASED: 'The commitment was released.',
  LAPSED: 'A pledge whose thread ended without a commitment.',
});

export const OpennessWord = wordEnum<ThreadOpenness>('Openness', 'How much of a private thread you see.', {
  ALL: 'Everything.',
  FROM_COMMITMENT: 'From its first commitment on; earlier offers stay with the sides.',
  STANDING_ONLY: 'Only that there is a negotiation.',
});

export const NodeKindWord = wordEnum<NodeKind>('NodeKind', 'What a node of the alignment tree is.', {
  TRUE_NORTH: 'A unit’s True North.',
  DIMENSION: 'A dimension of it.',
  OBJECTIVE: 'A breakthrough objective.',
  AIM: 'An annual aim.',
  GOAL: 'A goal, or a thread that would become one.',
  PLEDGE: 'Help pledged between peers.',
});

export const NodeStateWord = wordEnum<'PLANNED' | 'ACTIVE' | 'CLOSED' | 'DROPPED'>(
  'NodeState',
  'Whether an aim or goal is being worked on.',
  {
    PLANNED: 'Agreed; waits for its cycle.',
    ACTIVE: 'Being worked on.',
    CLOSED: 'Closed with evidence.',
    DROPPED: 'Dropped.',
  },
);

export const ChangeKindWord = wordEnum<ChangeKind>('ChangeKind', 'What changed about a node.', {
  ADDED: 'It came into the tree.',
  REMOVED: 'It left the tree.',
  STANDING: 'How far the link has come, or whether its parent changed.',
  RETARGETED: 'Measure, jump-off point, target or due date.',
  REOWNED: 'Owner or unit.',
  REPARENTED: 'What it serves.',
  STATE: 'Planned, active, closed, dropped.',
  RISK: 'Whether it is at risk.',
  REWORDED: 'Its statement.',
});

export const CellStatusWord = wordEnum<CellStatus>(
  'CellStatus',
  'A period’s figure against its plan. Each has a letter and a shape beside its colour.',
  {
    MET: 'On plan or better (G, circle).',
    NEAR: 'Short of the plan, within tolerance (A, diamond).',
    MISSED: 'Beyond the tolerance (R, triangle).',
    NO_PLAN: 'Reported, without a plan to hold it against (P).',
    NO_ACTIVITY: 'Reported as 0/0 (0).',
    NOT_REPORTED: 'Due and absent: grey, never green (N, cross).',
    BLANK: 'Not due yet.',
  },
);

export const CoverageStateWord = wordEnum<CoverageState>('CoverageState', 'What can be said about whether children cover the need.', {
  COMPUTED: 'There is a coverage.',
  ALREADY_MET: 'The jump-off point is as good as the target: nothing is needed.',
  MAINTAINED: 'A maintain goal: there is nothing to cover.',
  INFLUENCE: 'No arithmetic: at least one strong supporter is asked for.',
  NOT_COMPUTABLE: 'Something is missing; the sentence says what.',
});

export const CoverageCountedWord = wordEnum<CoverageLine['counted']>('CoverageCounted', 'Whether a child counted.', {
  COUNTED: 'It counted.',
  LEFT_OUT: 'It does not count by rule.',
  MISSING: 'It would have to count and says too little to.',
});

export const WatermelonWord = wordEnum<Watermelon>('Watermelon', 'The own measure and what lies under it tell different stories.', {
  CHILDREN_GREEN_PARENT_MISSED: 'Missed for two periods while the weighted children are at 0.8 or more.',
  PARENT_MET_CHILDREN_BEHIND: 'Met while the weighted children are below 0.5.',
});

export const WorkKindWord = wordEnum<WorkKind>('WorkKind', 'What is waited for.', {
  BALL: 'You hold the ball: counter, accept or decline.',
  QUESTION: 'A question waits for your side’s answer; the clock stands still.',
  SIGNATURE: 'Your side’s signature.',
  DECISION: 'Your decision as arbiter.',
  SETTLEMENT: 'The other side takes its escalation back: confirm it.',
  CONFIRMATION: 'The parent changed: confirm or renegotiate.',
  RELEASE: 'The other side proposes to release the commitment.',
  CONDITION: 'A condition to be met.',
  GRANT: 'A grant to be delivered.',
  MILESTONE: 'A milestone to be done.',
  NUMBER: 'Figures to be entered.',
  GAP_REVIEW: 'A gap accepted earlier is to be looked at again.',
  VACANCY: 'A vacant post below holds a ball: name an acting holder.',
});

export const FindingCodeWord = wordEnum<FindingCode>('FindingCode', 'What was found.', {
  AIM_NOT_TAKEN_UP: 'An aim nobody took up.',
  BASELINE_OVERDUE: 'A milestone goal past its date for a baseline.',
  UNIT_WITHOUT_GOAL: 'A unit with no goal.',
  BALL_OVERDUE: 'A ball lies still past its day.',
  SIGNATURE_OVERDUE: 'A signature is overdue.',
  DECISION_OVERDUE: 'An arbiter’s decision is overdue.',
  CONFIRMATION_OVERDUE: 'A changed parent was neither confirmed nor renegotiated in time.',
  VACANT_TOO_LONG: 'A vacant post holds a ball and nobody was named to act.',
  UNIT_CAP_PASSED: 'A unit carries more goals than the cap.',
  OWNER_LOAD_PASSED: 'A post leads more goals than the cap.',
  AIM_CAP_PASSED: 'More aims than the cap.',
  SHARES_OVER_ONE: 'A goal’s parents are credited with more than all of its effect.',
  GAP_NOT_ACCEPTED: 'The children do not cover the need and nobody has accepted the gap.',
  GOAL_EXPLOSION: 'More than 120% of the need is promised.',
  PARENT_DROPPED: 'What a goal served was dropped, and the goal still runs.',
  DATA_MISSING: 'Two or more figures of a measure in use are overdue.',
  POLICY_STUCK: 'Something the service owes could not be carried out.',
  ...(Object.fromEntries(integrityRules.map(({ code, sentence }) => [code, sentence])) as Record<IntegrityCode, string>),
});

export const FindingKindWord = wordEnum<FindingKind>('FindingKind', 'What a finding is about.', {
  OPERATIONAL: 'How things stand: it vanishes when it is mended.',
  INTEGRITY: 'A decision that may have made the record look better than things stood: it stays, and somebody answers for it.',
});

export const SeverityWord = wordEnum<Finding['severity']>('Severity', 'How grave a finding is.', {
  HIGH: 'A rule was passed, somebody is kept waiting, or what was missed was made to look better.',
  MEDIUM: 'A gap, or a decision to be explained.',
  LOW: 'Worth a look.',
});
