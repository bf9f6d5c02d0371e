import { story } from '#testing';
import { access } from './access.decider.js';
import type { AccessCommands } from './access.commands.js';

const { given } = story(access);
const had: AccessCommands['RecordAccess'] = { person: 'aud', kind: 'REPLAY', subject: 'aim-1', upTo: 40 };
const at = (clock: string) => ({ at: `2026-04-01T${clock}:00.000Z` });
const noted = (hour: string, change: Partial<AccessCommands['RecordAccess']> = {}) =>
  ({ type: 'AccessRecorded', data: { ...had, ...change, hour: `2026-04-01T${hour}` } }) as const;

describe('an access to the record', () => {
  it('is noted with who, what of, up to where, and the hour', () =>
    given()
      .when('RecordAccess', had, at('09:59'))
      .then({
        type: 'AccessRecorded',
        data: { person: 'aud', kind: 'REPLAY', subject: 'aim-1', upTo: 40, hour: '2026-04-01T09' },
      }));

  it('is noted once an hour, however far the log has gone meanwhile', () => {
    given(noted('09'))
      .when('RecordAccess', { ...had, upTo: 41 }, at('09:59'))
      .nothing();
    given(noted('09')).when('RecordAccess', had, at('10:00')).then(noted('10'));
  });

  it('is noted for each subject and kind, and the whole log is a subject of its own', () => {
    const log = { kind: 'EXPORT', subject: null } as const;
    given(noted('09'))
      .when('RecordAccess', { ...had, subject: 'aim-2' }, at('09:30'))
      .then(noted('09', { subject: 'aim-2' }));
    given(noted('09'))
      .when('RecordAccess', { ...had, kind: 'EVIDENCE' }, at('09:30'))
      .then(noted('09', { kind: 'EVIDENCE' }));
    given(noted('09'))
      .when('RecordAccess', { ...had, ...log }, at('09:30'))
      .then(noted('09', log));
    given(noted('09'), noted('09', log))
      .when('RecordAccess', { ...had, ...log }, at('09:30'))
      .nothing();
  });
});
