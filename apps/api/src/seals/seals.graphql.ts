import { InputType } from '@nestjs/graphql';
import { CommandInput } from '../graphql/command.graphql.js';
import { ProseField } from '../graphql/input-fields.js';

@InputType({
  description:
    'Seals the log as it stands: the digest of everything recorded so far is recorded itself. Publish the seal’s printed form outside, in board minutes or a letter: only there it speaks against whoever could rewrite the log.',
})
export class PlaceSealInput extends CommandInput {
  @ProseField('What it is for: the meeting or report that will print it. No names of persons.')
  reason!: string;
}
