import { InputType } from '@nestjs/graphql';
import { CommandInput } from '../graphql/command.graphql.js';
import { NameField } from '../graphql/input-fields.js';

@InputType({ description: 'Tries again what a policy owed and a rule refused, once what stood in the way is put right.' })
export class RetryDebtInput extends CommandInput {
  @NameField('The debt’s key, as the finding shows it.')
  key!: string;
}
