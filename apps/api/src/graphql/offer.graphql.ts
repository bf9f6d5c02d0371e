import { InputType } from '@nestjs/graphql';
import { derivedId } from '#cqrs';
import type { Link, Offer, Resource } from '#strategy';
import { IdField, IdsField, PartField, PartsField, ProseField, ProsesField, ScalarField, WholeField, WordField } from './input-fields.js';
import { leftOut, needed } from './kinds.js';
import { MeasuredTermsInput, measuredTermsOf } from './measured-terms.graphql.js';
import { DayScalar, FigureScalar } from './scalars.js';
import { LinkKindWord, OfferKindWord, ResourceKindWord, StrengthWord } from './words.graphql.js';

const kept = 'Keep the id you saw where you change an earlier one; leave it out for a new one.';

@InputType({ description: 'A dated step of an offer.' })
export class MilestoneInput {
  @IdField(kept, { optional: true })
  id?: string | null;
  @ProseField('What will then be there.')
  text!: string;
  @ScalarField(DayScalar, 'The day by which it is done.')
  due!: string;
}

@InputType({ description: 'How the child stands under its parent.' })
export class LinkInput {
  @WordField(LinkKindWord, 'Whether it counts in the parent’s arithmetic or only supports.')
  kind!: Link['kind'];
  @WordField(StrengthWord, 'SUPPORTS: how strongly.', { optional: true })
  strength?: 'STRONG' | 'MEDIUM' | 'WEAK' | null;
}

@InputType({ description: 'The part of the parent’s gap the child takes.' })
export class ContributionInput {
  @ScalarField(FigureScalar, 'In the parent’s unit, positive towards the parent’s target.')
  amount!: string;
  @ProseField('How the child’s figure becomes the parent’s, where they do not share an additive measure.', { optional: true })
  conversion?: string | null;
}

@InputType({ description: 'Something asked for.' })
export class ResourceInput {
  @WordField(ResourceKindWord, 'Staff, money or support.')
  kind!: Resource['kind'];
  @ScalarField(FigureScalar, 'Whole-time equivalents or pounds; left out for support.', { optional: true })
  amount?: string | null;
  @ProseField('What it is for.')
  text!: string;
}

@InputType({ description: 'Something promised.' })
export class GrantInput extends ResourceInput {
  @IdField(kept, { optional: true })
  id?: string | null;
  @IdField('The post that pays or lends it.')
  fundedBy!: string;
  @ScalarField(DayScalar, 'The day it is there.')
  deliverBy!: string;
}

@InputType({ description: 'What must come true for the offer to stand.' })
export class ConditionInput {
  @IdField(kept, { optional: true })
  id?: string | null;
  @ProseField('The condition.')
  text!: string;
  @IdField('The post that sees to it.')
  owner!: string;
  @ScalarField(DayScalar, 'The day by which it is met.')
  due!: string;
}

@InputType({ description: 'One proposal of a negotiation. It never changes: a counter is another offer.' })
export class OfferInput {
  @ProseField('What will be achieved.')
  statement!: string;
  @WordField(OfferKindWord, 'How it is judged.')
  kind!: Offer['kind'];
  @PartField(() => MeasuredTermsInput, 'Exactly where the kind is MEASURED: measure, jump-off point, target and plan.', { optional: true })
  measured?: MeasuredTermsInput | null;
  @PartsField(() => MilestoneInput, 'Dated steps.')
  milestones!: MilestoneInput[];
  @ScalarField(DayScalar, 'MILESTONE, where no baseline exists yet: the day by which the offer is revised to MEASURED.', { optional: true })
  baselineBy?: string | null;
  @ScalarField(DayScalar, 'The day by which it is achieved.')
  due!: string;
  @PartField(() => ContributionInput, 'The part of the parent’s gap it takes.', { optional: true })
  contribution?: ContributionInput | null;
  @ScalarField(FigureScalar, 'The fraction of the child’s effect credited to this parent, 0 to 1.', { otherwise: '1' })
  share!: string;
  @ScalarField(FigureScalar, 'Its place in the parent’s average, not negative.', { otherwise: '1' })
  weight!: string;
  @PartField(() => LinkInput, 'How it stands under the parent.', { otherwise: { kind: 'CONTRIBUTES' } })
  link!: LinkInput;
  @ProsesField('The means: how it will be done.')
  means!: string[];
  @PartsField(() => ResourceInput, 'What is asked for.')
  resourcesAsked!: ResourceInput[];
  @PartsField(() => GrantInput, 'What is promised.')
  resourcesGranted!: GrantInput[];
  @IdsField('Threads of the pledges it rests on.')
  dependencies!: string[];
  @PartsField(() => ConditionInput, 'What must come true.')
  conditions!: ConditionInput[];
  @WholeField('How sure the proposer is: 1 hardly, 5 certain.', 1, 5)
  confidence!: number;
  @ProseField('Why this offer.')
  rationale!: string;
}

const linkOf = ({ kind, strength }: LinkInput, path: string): Link => {
  if (kind === 'SUPPORTS') return { kind, strength: needed(strength, `${path}.strength`, kind) };
  leftOut({ strength }, path, kind);
  return { kind };
};

const resourceOf = ({ kind, amount, text }: ResourceInput): Resource => ({ kind, amount: amount ?? null, text });

/**
 * The offer as the domain has it. Parts without an id get one that follows from the command's id, so that a retry
 * names the same parts. Throws BAD_USER_INPUT where a part does not fit its kind.
 */
export const offerOf = (input: OfferInput, commandId: string): Offer => {
  const idOf = (part: string, id: string | null | undefined, index: number): string => id ?? derivedId(commandId, part, index);
  return {
    statement: input.statement,
    kind: input.kind,
    measured: input.measured ? measuredTermsOf(input.measured, 'offer.measured') : null,
    milestones: input.milestones.map(({ id, text, due }, index) => ({ id: idOf('milestone', id, index), text, due })),
    baselineBy: input.baselineBy ?? null,
    due: input.due,
    contribution: input.contribution ? { amount: input.contribution.amount, conversion: input.contribution.conversion ?? null } : null,
    share: input.share,
    weight: input.weight,
    link: linkOf(input.link, 'offer.link'),
    means: input.means,
    resourcesAsked: input.resourcesAsked.map(resourceOf),
    resourcesGranted: input.resourcesGranted.map((grant, index) => ({
      ...resourceOf(grant),
      id: idOf('grant', grant.id, index),
      fundedBy: grant.fundedBy,
      deliverBy: grant.deliverBy,
    })),
    dependencies: input.dependencies,
    conditions: input.conditions.map(({ id, text, owner, due }, index) => ({ id: idOf('condition', id, index), text, owner, due })),
    confidence: input.confidence,
    rationale: input.rationale,
  };
};
