import { ObjectType } from '@nestjs/graphql';
import type { Condition, Grant, MeasuredTerms, Offer, Resource, Trajectory } from '#strategy';
import {
  LinkKindWord,
  OfferKindWord,
  ResourceKindWord,
  StrengthWord,
  TargetBasisWord,
  TrajectoryKindWord,
} from '../graphql/words.graphql.js';
import { ShownMeasure } from './measure.graphql.js';
import { ShownPost } from './organisation.graphql.js';
import { Shown, maybe } from './shown.js';
import type { Sight } from './sight.js';

@ObjectType('TrajectoryPoint', { description: 'One stated period of a plan.' })
export class ShownTrajectoryPoint {
  @Shown.period('The period.')
  period!: string;
  @Shown.figure('SEASONAL: what the season alone would give.', maybe)
  base?: string;
  @Shown.figure('SEASONAL: the share of the improvement reached by then.', maybe)
  share?: string;
  @Shown.figure('MANUAL: the value planned.', maybe)
  value?: string;
}

@ObjectType('MeasuredTerms', { description: 'The measured part of an offer, aim or goal. Figures are in the measure’s unit.' })
export class ShownMeasuredTerms {
  constructor(
    private readonly sight: Sight,
    private readonly terms: MeasuredTerms,
  ) {}
  @Shown.as(() => ShownMeasure, 'The measure it is judged by.', maybe)
  get measure(): ShownMeasure | null {
    return ShownMeasure.of(this.sight, this.terms.measure);
  }
  @Shown.as(() => TargetBasisWord, 'What jump-off point and target are values of.')
  get basis(): MeasuredTerms['basis'] {
    return this.terms.basis;
  }
  @Shown.figure('Jump-off point: the starting value.')
  get jop(): string {
    return this.terms.jop;
  }
  @Shown.period('First period the jump-off point is the value of.')
  get jopFrom(): string {
    return this.terms.jopFrom;
  }
  @Shown.period('Last period the jump-off point is the value of.')
  get jopTo(): string {
    return this.terms.jopTo;
  }
  @Shown.figure('The target; for a range, the edge aimed at.')
  get target(): string {
    return this.terms.target;
  }
  @Shown.flag('A maintain goal: the target is the jump-off point.')
  get maintain(): boolean {
    return this.terms.maintain;
  }
  @Shown.figure('How far beside the plan still reads NEAR.')
  get tolerance(): string {
    return this.terms.tolerance;
  }
  @Shown.as(() => TrajectoryKindWord, 'The form of the plan.')
  get trajectory(): Trajectory['kind'] {
    return this.terms.trajectory.kind;
  }
  @Shown.day('STEP: the day from which the target holds.', maybe)
  get stepsOn(): string | null {
    return this.terms.trajectory.kind === 'STEP' ? this.terms.trajectory.on : null;
  }
  @Shown.as(() => [ShownTrajectoryPoint], 'SEASONAL and MANUAL: the stated periods.')
  get points(): readonly ShownTrajectoryPoint[] {
    const { trajectory } = this.terms;
    return 'points' in trajectory ? trajectory.points : [];
  }
}

@ObjectType('Milestone', { description: 'A dated step of an offer.' })
export class ShownMilestone {
  @Shown.id('Its id within the offer.')
  id!: string;
  @Shown.text('What will have been done.')
  text!: string;
  @Shown.day('By when.')
  due!: string;
}

@ObjectType('Resource', { description: 'Something asked for.' })
export class ShownResource {
  @Shown.as(() => ResourceKindWord, 'Staff, money or support.')
  kind!: Resource['kind'];
  @Shown.figure('How much; null for support in words.', maybe)
  amount!: string | null;
  @Shown.text('What for.')
  text!: string;
}

@ObjectType('Grant', { description: 'Something promised, with who funds it and when it is there.' })
export class ShownGrant {
  constructor(
    private readonly sight: Sight,
    private readonly grant: Grant,
  ) {}
  @Shown.id('Its id within the offer.')
  get id(): string {
    return this.grant.id;
  }
  @Shown.as(() => ResourceKindWord, 'Staff, money or support.')
  get kind(): Resource['kind'] {
    return this.grant.kind;
  }
  @Shown.figure('How much; null for support in words.', maybe)
  get amount(): string | null {
    return this.grant.amount;
  }
  @Shown.text('What for.')
  get text(): string {
    return this.grant.text;
  }
  @Shown.as(() => ShownPost, 'The post that funds it.', maybe)
  get fundedBy(): ShownPost | null {
    return ShownPost.of(this.sight, this.grant.fundedBy);
  }
  @Shown.day('When it is there.')
  get deliverBy(): string {
    return this.grant.deliverBy;
  }
}

@ObjectType('Condition', { description: 'What must be true for the offer to hold.' })
export class ShownCondition {
  constructor(
    private readonly sight: Sight,
    private readonly condition: Condition,
  ) {}
  @Shown.id('Its id within the offer.')
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
}

@ObjectType('Contribution', { description: 'The part of the parent’s gap that is taken on.' })
export class ShownContribution {
  @Shown.figure('In the parent’s unit, positive towards the parent’s target.')
  amount!: string;
  @Shown.text('How the child’s effect converts into it, where the measures differ.', maybe)
  conversion!: string | null;
}

@ObjectType('Offer', { description: 'One immutable proposal.' })
export class ShownOffer {
  constructor(
    private readonly sight: Sight,
    private readonly offer: Offer,
    private readonly offerHash: string,
  ) {}
  @Shown.id('The digest that names it: accept and commit name the exact offer by this.')
  get hash(): string {
    return this.offerHash;
  }
  @Shown.text('What is proposed.')
  get statement(): string {
    return this.offer.statement;
  }
  @Shown.as(() => OfferKindWord, 'Judged by a measure, or by milestones.')
  get kind(): Offer['kind'] {
    return this.offer.kind;
  }
  @Shown.as(() => ShownMeasuredTerms, 'The measured part.', maybe)
  get measured(): ShownMeasuredTerms | null {
    return this.offer.measured && new ShownMeasuredTerms(this.sight, this.offer.measured);
  }
  @Shown.as(() => [ShownMilestone], 'The dated steps.')
  get milestones(): readonly ShownMilestone[] {
    return this.offer.milestones;
  }
  @Shown.day('By when a baseline is found and the goal revised to a measured one.', maybe)
  get baselineBy(): string | null {
    return this.offer.baselineBy;
  }
  @Shown.day('By when.')
  get due(): string {
    return this.offer.due;
  }
  @Shown.as(() => ShownContribution, 'The part of the parent’s gap it takes on.', maybe)
  get contribution(): ShownContribution | null {
    return this.offer.contribution;
  }
  @Shown.figure('The fraction of its effect credited to this parent.')
  get share(): string {
    return this.offer.share;
  }
  @Shown.figure('Its place in the parent’s average.')
  get weight(): string {
    return this.offer.weight;
  }
  @Shown.as(() => LinkKindWord, 'Whether it counts, or supports.')
  get link(): Offer['link']['kind'] {
    return this.offer.link.kind;
  }
  @Shown.as(() => StrengthWord, 'How strongly it supports.', maybe)
  get strength(): 'STRONG' | 'MEDIUM' | 'WEAK' | null {
    return this.offer.link.kind === 'SUPPORTS' ? this.offer.link.strength : null;
  }
  @Shown.texts('The means: how it will be done.')
  get means(): readonly string[] {
    return this.offer.means;
  }
  @Shown.as(() => [ShownResource], 'What is asked for.')
  get resourcesAsked(): readonly ShownResource[] {
    return this.offer.resourcesAsked;
  }
  @Shown.as(() => [ShownGrant], 'What is promised.')
  get resourcesGranted(): ShownGrant[] {
    return this.offer.resourcesGranted.map((grant) => new ShownGrant(this.sight, grant));
  }
  @Shown.ids('The pledges it rests on.')
  get dependencies(): readonly string[] {
    return this.offer.dependencies;
  }
  @Shown.as(() => [ShownCondition], 'What must be true for it to hold.')
  get conditions(): ShownCondition[] {
    return this.offer.conditions.map((condition) => new ShownCondition(this.sight, condition));
  }
  @Shown.whole('How sure the proposer is, 1 to 5.')
  get confidence(): number {
    return this.offer.confidence;
  }
  @Shown.text('Why this and not another.')
  get rationale(): string {
    return this.offer.rationale;
  }
}
