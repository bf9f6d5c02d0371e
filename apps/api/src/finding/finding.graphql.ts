import { InputType } from '@nestjs/graphql';
import { CommandInput } from '../graphql/command.graphql.js';
import { IdField, ProseField } from '../graphql/input-fields.js';

@InputType({ description: 'Says why a decision found in the record may stand. It stays listed, with who said so, when and why.' })
export class AcknowledgeFindingInput extends CommandInput {
  @IdField('The finding’s key.')
  finding!: string;
  @ProseField('Why it may stand, for whoever reads it in a year.')
  reason!: string;
}

@InputType({ description: 'Takes an acknowledgement back; both stay in the history of the finding.' })
export class WithdrawAcknowledgementInput extends CommandInput {
  @IdField('The finding’s key.')
  finding!: string;
  @ProseField('Why.')
  reason!: string;
}
