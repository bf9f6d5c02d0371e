import { aggregates, roles } from '#strategy';
import { mayCommand } from './rights.js';

const commands = aggregates.flatMap(({ name, decider }) => Object.keys(decider.decide).map((command): [string, string] => [name, command]));
const byTheService = new Set(['access']);
const mayNot = (code: string) => expect.objectContaining({ rejected: true, code });

describe('The rights', () => {
  it('cover many commands, so that the tests below mean something', () => {
    expect(commands.length).toBeGreaterThan(70);
  });

  it.each(commands.filter(([aggregate]) => !byTheService.has(aggregate)))('let somebody ask for %s.%s', (aggregate, command) => {
    expect(roles.filter((role) => mayCommand(role, false, aggregate, command) === null)).not.toEqual([]);
  });

  it.each(commands)('refuse %s.%s to an auditor', (aggregate, command) => {
    expect(mayCommand('AUDITOR', false, aggregate, command)).toEqual(mayNot('AuditorsDoNotWrite'));
  });

  it.each(commands)('refuse %s.%s in any post to a person who also holds an auditor post', (aggregate, command) => {
    for (const role of roles) expect(mayCommand(role, true, aggregate, command)).toEqual(mayNot('AuditorsDoNotWrite'));
  });

  it('let nobody ask for what the service notes by itself', () => {
    const noted = commands.filter(([aggregate]) => byTheService.has(aggregate));
    expect(noted).toEqual([['access', 'RecordAccess']]);
    for (const [aggregate, command] of noted)
      for (const role of roles.filter((each) => each !== 'AUDITOR'))
        expect(mayCommand(role, false, aggregate, command)).toEqual(mayNot('NotForThisRole'));
  });

  it('keep administrators away from content', () => {
    for (const [aggregate, command] of [
      ['catchball', 'Commit'],
      ['strategy', 'AdoptCandidate'],
      ['goal', 'CloseGoal'],
      ['measure', 'CorrectObservations'],
    ] as const)
      expect(mayCommand('ADMINISTRATOR', false, aggregate, command)).toEqual(mayNot('NotForThisRole'));
  });

  it('never let a coach move a ball', () => {
    for (const [aggregate, command] of commands.filter(([aggregate]) => aggregate === 'catchball'))
      expect(mayCommand('COACH', false, aggregate, command)).toEqual(mayNot('NotForThisRole'));
  });

  it('say which roles may, in words', () => {
    expect(mayCommand('PARTNER', false, 'organisation', 'AddUnit')).toEqual({
      rejected: true,
      code: 'NotForThisRole',
      because: 'a partner post may not do this; it is for administrator posts',
    });
    expect(mayCommand('ADMINISTRATOR', false, 'strategy', 'DropAim')).toMatchObject({
      because: expect.stringMatching(/^an administrator post/),
    });
  });

  it('hold an aggregate nobody thought of to be a bug, not an open door', () => {
    expect(() => mayCommand('EXECUTIVE', false, 'unthought-of', 'Anything')).toThrow('nobody was given the right');
  });
});
