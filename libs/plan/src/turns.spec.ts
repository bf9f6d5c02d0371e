import type { Step } from './blueprint.js';
import { postFor, turnsOf } from './turns.js';

const step = (part: Step['part'], by: Step['by']): Step => ({
  kind: 'COMMAND',
  part,
  by,
  subject: 'trust',
  order: { aggregate: 'strategy', name: 'ActivateCycle', input: { cycle: 'year' } },
  says: 'do it',
});

describe('Whose turn a step of a plan is', () => {
  const steps = [
    step('ORGANISATION', 'ADMINISTRATION'),
    step('CANDIDATES', { post: 'nurse' }),
    step('CANDIDATES', { post: 'chief' }),
    step('SCORES', { post: 'nurse' }),
    step('ACTIVATION', { post: 'nurse' }),
  ];
  const turnsIn = (post: string, of = steps) =>
    turnsOf(of, ({ by }) => postFor(by, 'ada', [{ id: post, role: post === 'office' ? 'ADMINISTRATOR' : 'EXECUTIVE' }]) !== null);

  it('begins with the administration, and everybody else waits', () => {
    expect(turnsIn('office')).toEqual(['NOW', 'OTHERS', 'OTHERS', 'OTHERS', 'OTHERS']);
    expect(turnsIn('nurse')).toEqual(['OTHERS', 'LATER', 'OTHERS', 'LATER', 'LATER']);
  });

  it('lets people do their steps of one part in any order, and those of the next once the part is done', () => {
    expect(turnsIn('nurse', steps.slice(1))).toEqual(['NOW', 'OTHERS', 'LATER', 'LATER']);
    expect(turnsIn('chief', steps.slice(1))).toEqual(['OTHERS', 'NOW', 'OTHERS', 'OTHERS']);
    expect(turnsIn('nurse', steps.slice(3))).toEqual(['NOW', 'NOW']);
  });

  it('gives what a plan asks of a certain person to no other holder of the post', () => {
    const held = [{ id: 'chief', role: 'EXECUTIVE' as const }];
    expect(postFor({ post: 'chief', person: 'ada' }, 'ada', held)).toBe('chief');
    expect(postFor({ post: 'chief', person: 'ben' }, 'ada', held)).toBeNull();
    expect(postFor({ post: 'nurse' }, 'ada', held)).toBeNull();
    expect(postFor('ADMINISTRATION', 'ada', held)).toBeNull();
  });
});
