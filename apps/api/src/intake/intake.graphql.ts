import { InputType } from '@nestjs/graphql';
import { CommandInput } from '../graphql/command.graphql.js';
import { DigestField, FlagField, IdField, NameField, ProseField, WholeField } from '../graphql/input-fields.js';

const rowsMax = 100_000_000;
const CountField = (description: string): PropertyDecorator => WholeField(description, 0, rowsMax);

@InputType({ description: 'Opens an import of figures; its rows are recorded on the measures under its id.' })
export class StartImportInput extends CommandInput {
  @IdField('An id for it, where you want to choose one: the same file again under the same id completes an interrupted import.', {
    optional: true,
  })
  import?: string | null;
  @NameField('The file’s name.')
  file!: string;
  @DigestField('SHA-256 of the file, in hex.')
  fileDigest!: string;
  @DigestField('SHA-256 of the mapping, in hex.')
  mappingDigest!: string;
  @FlagField('Rows that differ from figures already there correct them.', false)
  correcting!: boolean;
  @FlagField('Bad rows are left out instead of refusing the file.', false)
  skippingBad!: boolean;
}

@InputType({ description: 'Closes an import with its counts.' })
export class FinishImportInput extends CommandInput {
  @IdField('The import.')
  import!: string;
  @CountField('Rows read.')
  rows!: number;
  @CountField('First figures recorded.')
  recorded!: number;
  @CountField('Figures corrected.')
  corrected!: number;
  @CountField('Figures that were there already.')
  unchanged!: number;
  @CountField('Bad rows left out.')
  skipped!: number;
  @CountField('Measures touched.')
  measures!: number;
}

@InputType({ description: 'Undoes an import: its figures are taken out of every measure, visibly.' })
export class ReverseImportInput extends CommandInput {
  @IdField('The import.')
  import!: string;
  @ProseField('Why.')
  reason!: string;
}
