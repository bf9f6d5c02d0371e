import type { PostId, UnitId } from '../vocabulary.js';
import {
  actingOn,
  arbitersFor,
  deputiesOn,
  endsTenure,
  endTenure,
  holdersOn,
  isUnattended,
  isVacant,
  isWithin,
  leadOf,
  leadsAbove,
  lineOf,
  nearestCommonAncestor,
  overlap,
  type PostNode,
  resolvePost,
  signersOn,
  type Structure,
} from './line.js';

const day = '2026-04-01';
const since = (person: string) => ({ person, from: '2020-01-01', to: null });
const post = (id: PostId, unit: UnitId, rest: Partial<PostNode> = {}): PostNode => ({
  id,
  unit,
  role: 'LEAD',
  leads: true,
  closed: null,
  holders: [since(`${id}-person`)],
  deputies: [],
  acting: [],
  ...rest,
});

/** board → medicine → (wards-a → team, wards-b), board → surgery. Every unit but the team has a lead of the same name. */
const parents: Record<UnitId, UnitId | null> = {
  board: null,
  medicine: 'board',
  surgery: 'board',
  'wards-a': 'medicine',
  'wards-b': 'medicine',
  team: 'wards-a',
};
const everyPost = [
  post('chief', 'board', { role: 'EXECUTIVE' }),
  post('nurse-director', 'board', { role: 'EXECUTIVE', leads: false }),
  post('medicine-lead', 'medicine'),
  post('surgery-lead', 'surgery'),
  post('a-lead', 'wards-a'),
  post('b-lead', 'wards-b'),
  post('b-nurse', 'wards-b', { leads: false, role: 'MEMBER' }),
  post('sister', 'team', { leads: false, role: 'MEMBER' }),
];
const structure = (changed: PostNode[] = [], finalArbiter: PostId | null = 'nurse-director'): Structure => {
  const posts = new Map([...everyPost, ...changed].map((each) => [each.id, each]));
  return {
    unit: (id) => (id in parents ? { id, parent: parents[id]! } : undefined),
    post: (id) => posts.get(id),
    postsOf: (unit) => ['entered-in-error', ...[...posts.values()].filter((each) => each.unit === unit).map((each) => each.id)],
    finalArbiter,
  };
};

describe('people in posts', () => {
  it('stand there on the days from first to last, both included', () => {
    const held = post('p', 'board', { holders: [{ person: 'ann', from: '2026-01-01', to: '2026-03-31' }, since('bob'), since('bob')] });
    expect(holdersOn(held, '2025-12-31')).toEqual(['bob']);
    expect(holdersOn(held, '2026-01-01')).toEqual(['ann', 'bob']);
    expect(holdersOn(held, '2026-03-31')).toEqual(['ann', 'bob']);
    expect(holdersOn(held, '2026-04-01')).toEqual(['bob']);
  });

  it('act only while nobody holds the post', () => {
    const acted = post('p', 'board', {
      holders: [{ person: 'ann', from: '2026-04-01', to: null }],
      acting: [since('cat')],
      deputies: [since('dan')],
    });
    expect([isVacant(acted, '2026-03-31'), actingOn(acted, '2026-03-31'), signersOn(acted, '2026-03-31')]).toEqual([
      true,
      ['cat'],
      ['cat'],
    ]);
    expect([isVacant(acted, day), actingOn(acted, day), signersOn(acted, day)]).toEqual([false, [], ['ann']]);
    expect(deputiesOn(acted, day)).toEqual(['dan']);
  });

  it('leave a post unattended only when neither holder, acting holder nor deputy is left', () => {
    expect(isUnattended(post('p', 'board', { holders: [] }), day)).toBe(true);
    expect(isUnattended(post('p', 'board', { holders: [], deputies: [since('dan')] }), day)).toBe(false);
    expect(isUnattended(post('p', 'board', { holders: [], acting: [since('cat')] }), day)).toBe(false);
  });

  it('leave by ending the tenure that would run on, or undo one that was a mistake', () => {
    const tenures = [
      { person: 'ann', from: '2020-01-01', to: '2021-01-01' },
      since('bob'),
      { person: 'ann', from: '2026-01-01', to: null },
    ];
    expect(endTenure(tenures, 'ann', '2026-06-30')).toEqual([
      tenures[0],
      tenures[1],
      { person: 'ann', from: '2026-01-01', to: '2026-06-30' },
    ]);
    expect(endTenure(tenures, 'ann', '2025-12-31')).toEqual(tenures.slice(0, 2));
    expect([
      endsTenure(tenures, 'ann', '2025-12-31'),
      endsTenure(tenures, 'ann', '2025-12-30'),
      endsTenure(tenures, 'eve', '2026-06-30'),
    ]).toEqual([true, false, false]);
    expect(endTenure(tenures, 'eve', '2026-06-30')).toBe(tenures);
  });

  it('overlap when they share a day', () => {
    const span = (from: string, to: string | null) => ({ from, to });
    expect(overlap(span('2026-01-01', '2026-01-31'), span('2026-01-31', null))).toBe(true);
    expect(overlap(span('2026-01-01', '2026-01-31'), span('2026-02-01', null))).toBe(false);
    expect(overlap(span('2026-02-01', null), span('2026-01-01', '2026-01-31'))).toBe(false);
  });
});

describe('a closed post', () => {
  const closed = post('a-lead', 'wards-a', { closed: { on: '2026-04-01', successor: 'b-lead' } });
  const twice = post('b-lead', 'wards-b', { closed: { on: '2026-05-01', successor: 'b-nurse' } });

  it('is stood for by its successor from its closing day, and by the successor’s successor later', () => {
    const changed = structure([closed, twice]);
    expect(resolvePost(changed, 'a-lead', '2026-03-31')?.id).toBe('a-lead');
    expect(resolvePost(changed, 'a-lead', '2026-04-01')?.id).toBe('b-lead');
    expect(resolvePost(changed, 'a-lead', '2026-05-01')?.id).toBe('b-nurse');
    expect(resolvePost(changed, 'nobody', day)).toBeUndefined();
  });

  it('hands the lead of its unit to the next leading post, or else to its successor', () => {
    expect(leadOf(structure([closed]), 'wards-a', '2026-03-31')).toBe('a-lead');
    expect(leadOf(structure([closed]), 'wards-a', '2026-04-01')).toBe('b-lead');
    expect(leadOf(structure([closed, post('new-lead', 'wards-a')]), 'wards-a', '2026-04-01')).toBe('new-lead');
    expect(leadOf(structure(), 'team', day)).toBeNull();
  });
});

describe('the line', () => {
  it('runs from a unit to the top', () => {
    expect(lineOf(structure(), 'team')).toEqual(['team', 'wards-a', 'medicine', 'board']);
    expect(lineOf(structure(), 'nowhere')).toEqual([]);
    expect([
      isWithin(structure(), 'team', 'medicine'),
      isWithin(structure(), 'team', 'surgery'),
      isWithin(structure(), 'team', 'team'),
    ]).toEqual([true, false, true]);
  });

  it('names the leads above a post, itself left out', () => {
    const lead = (id: PostId) => leadsAbove(structure(), structure().post(id)!, day);
    expect(lead('sister')).toEqual(['a-lead', 'medicine-lead', 'chief']);
    expect(lead('a-lead')).toEqual(['medicine-lead', 'chief']);
    expect(lead('b-nurse')).toEqual(['b-lead', 'medicine-lead', 'chief']);
    expect(lead('chief')).toEqual([]);
  });

  it('meets in the nearest common ancestor', () => {
    expect(nearestCommonAncestor(structure(), 'team', 'wards-b')).toBe('medicine');
    expect(nearestCommonAncestor(structure(), 'team', 'wards-a')).toBe('wards-a');
    expect(nearestCommonAncestor(structure(), 'team', 'surgery')).toBe('board');
    expect(nearestCommonAncestor(structure(), 'team', 'nowhere')).toBeNull();
  });
});

describe('the arbiter', () => {
  const arbiters = (giver: PostId, receiver: PostId, changed: PostNode[] = [], finalArbiter: PostId | null = 'nurse-director') =>
    arbitersFor(structure(changed, finalArbiter), giver, receiver, day);

  it('is the lead of the lowest unit above both sides, then the leads further up, then the final arbiter', () => {
    expect(arbiters('a-lead', 'b-lead')).toEqual({
      line: ['medicine-lead', 'chief'],
      finalArbiter: 'nurse-director',
      finalArbiterIsSide: false,
    });
    expect(arbiters('sister', 'surgery-lead').line).toEqual(['chief']);
  });

  it('is not a lead who stands on a side', () => {
    expect(arbiters('medicine-lead', 'a-lead').line).toEqual(['chief']);
    expect(arbiters('chief', 'medicine-lead')).toEqual({ line: [], finalArbiter: 'nurse-director', finalArbiterIsSide: false });
  });

  it('is no post whose holder stands on a side in another post, as holder, acting holder or deputy', () => {
    const alsoHolds = post('b-lead', 'wards-b', { holders: [since('medicine-lead-person')] });
    const alsoActs = post('b-lead', 'wards-b', { holders: [], acting: [since('medicine-lead-person')] });
    const alsoDeputises = post('b-lead', 'wards-b', { deputies: [since('medicine-lead-person')] });
    for (const changed of [alsoHolds, alsoActs, alsoDeputises]) expect(arbiters('a-lead', 'b-lead', [changed]).line).toEqual(['chief']);
  });

  it('is no post that nobody attends', () => {
    expect(arbiters('a-lead', 'b-lead', [post('medicine-lead', 'medicine', { holders: [] })]).line).toEqual(['chief']);
  });

  it('is looked for above the successors of closed posts', () => {
    const closed = post('b-lead', 'wards-b', { closed: { on: day, successor: 'surgery-lead' } });
    expect(arbiters('a-lead', 'b-lead', [closed]).line).toEqual(['chief']);
  });

  it('is somebody else when the final arbiter stands on a side, and nobody where none was named', () => {
    expect(arbiters('nurse-director', 'chief').finalArbiterIsSide).toBe(true);
    expect(arbiters('a-lead', 'b-lead', [], null)).toMatchObject({ finalArbiter: null, finalArbiterIsSide: false });
  });

  it('is not found between posts that do not exist', () => {
    expect(arbiters('a-lead', 'nobody').line).toEqual([]);
  });
});
