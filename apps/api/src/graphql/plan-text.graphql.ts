import { InputType } from '@nestjs/graphql';
import { FileTextField, NameField, ProseField, noPersonalData } from './input-fields.js';

/** Reading a longer text would keep everybody else waiting; the command line takes files of ten megabytes. */
const planCharactersMax = 200_000;

@InputType({ description: 'A plan: a whole organisation, its people, its strategy and its measures in one file.' })
export class PlanInput {
  @FileTextField(
    `The file’s text, YAML or JSON, as docs/plan.schema.json describes it. The people it lists go to the directory; in all the rest: ${noPersonalData}`,
    planCharactersMax,
  )
  text!: string;
  @NameField('The file’s name; it stands in the record as the reason where none is given.')
  file!: string;
  @ProseField('Why things that are there already are changed.', { optional: true })
  reason?: string | null;
}
