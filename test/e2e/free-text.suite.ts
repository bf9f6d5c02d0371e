import { getNamedType, isInputObjectType } from 'graphql';
import { noPersonalData } from '../../apps/api/src/graphql/input-fields.js';
import { schema } from './every-field.js';

/** Text that stays out of the log, and why; every other text of an input says that it stays. */
const keptElsewhere: Readonly<Record<string, string>> = {
  'AcceptOfferInput.offerHash': 'a digest',
  'CommitInput.offerHash': 'a digest',
  'CreateServiceAccountInput.name': 'the directory has it',
  'MeasureFilter.search': 'asked and forgotten',
  'RecordPersonInput.email': 'the directory has it',
  'RecordPersonInput.name': 'the directory has it',
  'RecordPersonInput.subject': 'the directory has it',
  'StartImportInput.fileDigest': 'a digest',
  'StartImportInput.mappingDigest': 'a digest',
  'WaiveMandateInput.offerHash': 'a digest',
};

describe('Every text that can be sent', () => {
  const texts = Object.values(schema.getTypeMap())
    .filter(isInputObjectType)
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ ...field, place: `${type.name}.${field.name}` })))
    .filter(({ type }) => getNamedType(type).name === 'String');

  it('warns against personal data where it stays in the record', () => {
    const silent = texts.filter(({ description }) => !description?.includes(noPersonalData)).map(({ place }) => place);
    expect(silent.sort()).toEqual(Object.keys(keptElsewhere).sort());
  });

  it('warns so in reasons, rationales, questions, statements and notes', () => {
    const places = texts.filter(({ description }) => description?.includes(noPersonalData)).map(({ place }) => place);
    for (const place of [
      'RenameUnitInput.reason',
      'CounterOfferInput.rationale',
      'AskQuestionInput.question',
      'AnswerQuestionInput.answer',
      'OfferInput.statement',
      'OfferInput.means',
      'AnnotateMeasureInput.text',
      'RecordObservationsInput.note',
      'ErasePersonInput.reason',
    ])
      expect(places).toContain(place);
  });
});
