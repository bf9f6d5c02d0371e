import { ObjectType } from '@nestjs/graphql';
import {
  isActive,
  isAtRisk,
  type Agreement,
  type ConditionState,
  type GoalLink,
  type GoalOutcome,
  type GoalRecord,
  type GoalRevision,
  type GrantState,
  type MilestoneState,
  type ParentRef,
  type RollUpMethod,
} from '#strategy';
import { GoalOutcomeWord, LinkKindWord, ParentKindWord, RollUpMethodWord } from '../graphql/words.graphql.js';
import { ShownAchievement, ShownAddsUp } from './achievement.graphql.js';
import { ShownOffer } from './offer.graphql.js';
import { ShownPost, ShownUnit } from './organisation.graphql.js';
import { connectionOf } from './page.js';
import { Shown, maybe } from './shown.js';
import type { Sight } from './sight.js';
import { NodeStateWord, StandingWord } from './words.graphql.js';

@ObjectType('GoalLink', { description: 'What ties a goal to one of its parents.' })
export class ShownGoalLink {
  constructor(private readonly tie: GoalLink) {}
  @Shown.id('The thread that made it.')
  get thread(): string {
    return this.tie.thread;
  }
  @Shown.as(() => ParentKindWord, 'What kind of parent.')
  get parentKind(): ParentRef['kind'] {
    return this.tie.parent.kind;
  }
  @Shown.id('The parent.')
  get parent(): string {
    return this.tie.parent.id;
  }
  @Shown.as(() => LinkKindWord, 'Whether it counts, or supports.')
  get link(): GoalLink['link']['kind'] {
    return this.tie.link.kind;
  }
  @Shown.figure('The fraction of the goal’s effect credited to this parent.')
  get share(): string {
    return this.tie.share;
  }
  @Shown.figure('Its place in the parent’s average.')
  get weight(): string {
    return this.tie.weight;
  }
  @Shown.figure('The part of the parent’s gap it takes on, in the parent’s unit.', maybe)
  get contribution(): string | null {
    return this.tie.contribution?.amount ?? null;
  }
  @Shown.as(() => StandingWord, 'COMMITTED or DIRECTED.')
  get standing(): Agreement['kind'] {
    return this.tie.kind;
  }
  @Shown.text('Why it was released; null while it counts.', maybe)
  get releasedBecause(): string | null {
    return this.tie.released?.reason ?? null;
  }
}

@ObjectType('MilestoneState', { description: 'A milestone of a goal and whether it is done.' })
export class ShownMilestoneState {
  constructor(
    private readonly sight: Sight,
    private readonly milestone: MilestoneState,
  ) {}
  @Shown.id('Its id.')
  get id(): string {
    return this.milestone.id;
  }
  @Shown.text('What will have been done.')
  get text(): string {
    return this.milestone.text;
  }
  @Shown.day('By when.')
  get due(): string {
    return this.milestone.due;
  }
  @Shown.day('The day it was done.', maybe)
  get doneOn(): string | null {
    return this.milestone.done?.on ?? null;
  }
  @Shown.text('What shows it.', maybe)
  get evidence(): string | null {
    return this.milestone.done?.evidence ?? null;
  }
  @Shown.flag('Not done and past its day.')
  get overdue(): boolean {
    return this.milestone.done === null && this.milestone.due < this.sight.moment.today;
  }
}

@ObjectType('ConditionState', { description: 'A condition of a goal: open, met or failed.' })
export class ShownConditionState {
  constructor(
    private readonly sight: Sight,
    private readonly condition: ConditionState,
  ) {}
  @Shown.id('Its id.')
  get id(): string {
    return this.condition.id;
  }
  @Shown.text('The condition.')
  get text(): string {
    return this.condition.text;
  }
  @Shown.as(() => ShownPost, 'The post that sees to it.', maybe)
  get owner(): ShownPost | null {
    return ShownPost.of(this.sight, this.condition.owner);
  }
  @Shown.day('By when.')
  get due(): string {
    return this.condition.due;
  }
  @Shown.text('OPEN, MET or FAILED.')
  get state(): string {
    return this.condition.state;
  }
  @Shown.text('The evidence, or why it failed.', maybe)
  get because(): string | null {
    return this.condition.because;
  }
}

@ObjectType('GrantState', { description: 'A grant of a goal: due, delivered or failed.' })
export class ShownGrantState {
  constructor(
    private readonly sight: Sight,
    private readonly grant: GrantState,
  ) {}
  @Shown.id('Its id.')
  get id(): string {
    return this.grant.id;
  }
  @Shown.text('What for.')
  get text(): string {
    return this.grant.text;
  }
  @Shown.figure('How much; null for support in words.', maybe)
  get amount(): string | null {
    return this.grant.amount;
  }
  @Shown.as(() => ShownPost, 'The post that funds it.', maybe)
  get fundedBy(): ShownPost | null {
    return ShownPost.of(this.sight, this.grant.fundedBy);
  }
  @Shown.day('When it is to be there.')
  get deliverBy(): string {
    return this.grant.deliverBy;
  }
  @Shown.text('DUE, DELIVERED or FAILED.')
  get state(): string {
    return this.grant.state;
  }
  @Shown.text('The evidence, or why it failed.', maybe)
  get because(): string | null {
    return this.grant.because;
  }
}

@ObjectType('GoalRevision', { description: 'One revision of a goal, the first being its establishment.' })
export class ShownGoalRevision {
  constructor(
    private readonly sight: Sight,
    private readonly revised: GoalRevision,
  ) {}
  @Shown.whole('Its number, from 1.')
  get revision(): number {
    return this.revised.revision;
  }
  @Shown.as(() => ShownOffer, 'The terms then.')
  get terms(): ShownOffer {
    return new ShownOffer(this.sight, this.revised.terms, this.revised.agreement.offerHash);
  }
  @Shown.as(() => StandingWord, 'COMMITTED or DIRECTED.')
  get standing(): Agreement['kind'] {
    return this.revised.agreement.kind;
  }
  @Shown.id('The thread that made it.')
  get thread(): string {
    return this.revised.agreement.thread;
  }
  @Shown.day('When.')
  get on(): string {
    return this.revised.on;
  }
  @Shown.position('The event.')
  get position(): number {
    return this.revised.ordinal;
  }
}

@ObjectType('Goal', { description: 'A unit’s, team’s or post’s committed or directed contribution to an aim or to a goal above.' })
export class ShownGoal {
  constructor(
    readonly sight: Sight,
    private readonly record: GoalRecord,
  ) {}
  static of(sight: Sight, id: string | null): ShownGoal | null {
    const record = id ? sight.moment.tables.goals.get(id) : undefined;
    return record && sight.seesGoal(record.id) ? new ShownGoal(sight, record) : null;
  }
  @Shown.id('Its id, the same through every revision and change of parent.')
  get id(): string {
    return this.record.id;
  }
  @Shown.as(() => ShownOffer, 'What was signed or directed last.')
  get terms(): ShownOffer {
    return new ShownOffer(this.sight, this.record.terms, this.record.agreement.offerHash);
  }
  @Shown.text('What it is.')
  get statement(): string {
    return this.record.terms.statement;
  }
  @Shown.whole('Its revision: moves of its children name the one they saw.')
  get revision(): number {
    return this.record.revision;
  }
  @Shown.as(() => StandingWord, 'COMMITTED or DIRECTED.')
  get standing(): Agreement['kind'] {
    return this.record.agreement.kind;
  }
  @Shown.as(() => NodeStateWord, 'Planned, active, closed or dropped.')
  get state(): 'PLANNED' | 'ACTIVE' | 'CLOSED' | 'DROPPED' {
    const { closed, cycle } = this.record;
    if (closed) return closed.outcome === 'DROPPED' ? 'DROPPED' : 'CLOSED';
    return this.sight.moment.tables.cycles.get(cycle)?.state === 'ACTIVE' ? 'ACTIVE' : 'PLANNED';
  }
  @Shown.flag('At least one link is in force and nobody closed it.')
  get inForce(): boolean {
    return isActive(this.record);
  }
  @Shown.as(() => ShownPost, 'The owner’s post.', maybe)
  get owner(): ShownPost | null {
    return ShownPost.of(this.sight, this.record.owner);
  }
  @Shown.as(() => ShownUnit, 'The unit.', maybe)
  get unit(): ShownUnit | null {
    return ShownUnit.of(this.sight, this.record.unit);
  }
  @Shown.id('The cycle.')
  get cycle(): string {
    return this.record.cycle;
  }
  @Shown.id('The thread of the agreement in force.')
  get thread(): string {
    return this.record.agreement.thread;
  }
  @Shown.as(() => [ShownGoalLink], 'What it serves.')
  get links(): ShownGoalLink[] {
    return this.record.links.map((link) => new ShownGoalLink(link));
  }
  @Shown.as(() => RollUpMethodWord, 'How it is judged from what lies under it.')
  get rollUpMethod(): RollUpMethod {
    return this.record.rollUp;
  }
  @Shown.flag('A condition failed, or a grant is not there on its day.')
  get atRisk(): boolean {
    return isAtRisk(this.record, this.sight.moment.today);
  }
  @Shown.as(() => [ShownMilestoneState], 'Its milestones.')
  get milestones(): ShownMilestoneState[] {
    return this.record.milestones.map((milestone) => new ShownMilestoneState(this.sight, milestone));
  }
  @Shown.as(() => [ShownConditionState], 'Its conditions.')
  get conditions(): ShownConditionState[] {
    return this.record.conditions.map((condition) => new ShownConditionState(this.sight, condition));
  }
  @Shown.as(() => [ShownGrantState], 'What was granted.')
  get grants(): ShownGrantState[] {
    return this.record.grants.map((grant) => new ShownGrantState(this.sight, grant));
  }
  @Shown.as(() => GoalOutcomeWord, 'How it was closed.', maybe)
  get outcome(): GoalOutcome | null {
    return this.record.closed?.outcome ?? null;
  }
  @Shown.text('The evidence it was closed with.', maybe)
  get closedEvidence(): string | null {
    return this.record.closed?.evidence ?? null;
  }
  @Shown.as(() => [ShownGoalRevision], 'Every revision, the establishment first.')
  get revisions(): ShownGoalRevision[] {
    return this.sight.moment.tables.goalRevisions.of(this.record.id).map((revised) => new ShownGoalRevision(this.sight, revised));
  }
  @Shown.as(() => ShownAchievement, 'How far it has come.')
  get achievement(): ShownAchievement {
    return new ShownAchievement(this.sight, this.sight.achieving.of({ kind: 'GOAL', id: this.record.id })!);
  }
  @Shown.as(() => ShownAddsUp, 'Does what serves it add up?')
  get addsUp(): ShownAddsUp {
    return new ShownAddsUp(this.sight, this.sight.sums.of({ kind: 'GOAL', id: this.record.id })!);
  }
}

@ObjectType({ description: 'Goals, page by page.' })
export class GoalConnection extends connectionOf(ShownGoal, 'Goal') {}
