import type { EventOf } from '#kernel';
import { story } from '#testing';
import { intake, intakeCodes } from './intake.decider.js';
import type { IntakeEvents } from './intake.events.js';

const { given, provoked } = story(intake);
const started: IntakeEvents['ImportStarted'] = {
  file: 'ae_attendances.csv',
  fileDigest: 'a'.repeat(64),
  mappingDigest: 'b'.repeat(64),
  correcting: false,
  skippingBad: false,
};
const finished: IntakeEvents['ImportFinished'] = { rows: 12, recorded: 10, corrected: 1, unchanged: 1, skipped: 0, measures: 2 };
const hasStarted = { type: 'ImportStarted', data: started } as const;
const hasFinished = { type: 'ImportFinished', data: finished } as const;
const reversed: EventOf<IntakeEvents> = { type: 'ImportReversed', data: { reason: 'wrong year', measures: ['a'] } };
const steward = { facts: { mayImport: true } };
const mayReverse = (...measures: string[]) => ({ facts: { mayImport: true, measures } });

describe('an import', () => {
  it('is started once: a rerun of the same file read the same way is nothing to do', () => {
    given().when('StartImport', started, steward).then(hasStarted);
    given(hasStarted).when('StartImport', started, steward).nothing();
    given(hasStarted, hasFinished)
      .when('StartImport', { ...started, file: 'renamed.csv' }, steward)
      .nothing();
  });

  it('keeps its id for one file and one way to read it', () => {
    for (const other of [{ fileDigest: 'c'.repeat(64) }, { mappingDigest: 'c'.repeat(64) }, { correcting: true }, { skippingBad: true }])
      given(hasStarted)
        .when('StartImport', { ...started, ...other }, steward)
        .refused('OtherImport', 'choose another id');
  });

  it('is finished once, when started', () => {
    given(hasStarted).when('FinishImport', finished, steward).then(hasFinished);
    given().when('FinishImport', finished, steward).refused('ImportNotStarted');
    given(hasStarted, hasFinished).when('FinishImport', finished, steward).nothing();
    given(hasStarted, hasFinished)
      .when('FinishImport', { ...finished, recorded: 0 }, steward)
      .refused('ImportIsFinished', '12 rows');
  });

  it('is reversed as a whole, finished or not, naming the measures it wrote to', () => {
    const reason = 'wrong year';
    given(hasStarted, hasFinished)
      .when('ReverseImport', { reason }, mayReverse('b', 'a', 'b'))
      .then({ type: 'ImportReversed', data: { reason, measures: ['a', 'b'] } });
    given(hasStarted)
      .when('ReverseImport', { reason }, mayReverse())
      .then({ type: 'ImportReversed', data: { reason, measures: [] } });
    given().when('ReverseImport', { reason }, mayReverse()).refused('ImportNotStarted');
  });

  it('stays reversed', () => {
    given(hasStarted, reversed).when('StartImport', started, steward).refused('ImportIsReversed', 'new id');
    given(hasStarted, reversed).when('FinishImport', finished, steward).refused('ImportIsReversed');
    given(hasStarted, hasFinished, reversed).when('ReverseImport', { reason: 'again' }, mayReverse('a')).refused('ImportIsReversed');
  });

  it('is for those who may import, with a reason to undo it', () => {
    const facts = { mayImport: false, measures: [] };
    given().when('StartImport', started, { facts }).refused('MayNotImport', 'data steward');
    given(hasStarted).when('FinishImport', finished, { facts }).refused('MayNotImport');
    given(hasStarted).when('ReverseImport', { reason: 'no' }, { facts }).refused('MayNotImport');
    given(hasStarted).when('ReverseImport', { reason: ' ' }, mayReverse()).refused('TextMissing', 'the reason');
    given(hasStarted)
      .when('ReverseImport', { reason: 'x'.repeat(2_001) }, mayReverse())
      .refused('TextTooLong', '2000');
  });

  it('names its file and digests, and counts in whole numbers', () => {
    given()
      .when('StartImport', { ...started, file: '' }, steward)
      .refused('TextMissing');
    given()
      .when('StartImport', { ...started, fileDigest: 'abc' }, steward)
      .refused('BadDigest', 'the file’s digest');
    given()
      .when('StartImport', { ...started, mappingDigest: 'B'.repeat(64) }, steward)
      .refused('BadDigest', 'the mapping’s digest');
    given(hasStarted)
      .when('FinishImport', { ...finished, skipped: -1 }, steward)
      .refused('BadCount', 'skipped');
    given(hasStarted)
      .when('FinishImport', { ...finished, rows: 2 ** 60 }, steward)
      .refused('BadCount', 'rows');
  });
});

describe('every refusal of an import', () => {
  it('was provoked above', () => expect(provoked()).toEqual([...intakeCodes].sort()));
});
