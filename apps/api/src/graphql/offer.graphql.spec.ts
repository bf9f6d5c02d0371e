import 'reflect-metadata';
import { Trouble } from '#cqrs';
import type { Trajectory } from '#strategy';
import { offerOf, type OfferInput } from './offer.graphql.js';

const commandId = '0b0e7a1c-4f5d-4c39-9a43-2f1f7c8d9e10';
const input = {
  statement: 'Halve falls with harm',
  kind: 'MEASURED',
  measured: {
    measure: 'falls',
    basis: 'LEVEL',
    jop: '40',
    jopFrom: '2026-03',
    jopTo: '2026-03',
    target: '20',
    maintain: false,
    tolerance: '1',
    trajectory: { kind: 'LINEAR', points: [] },
  },
  milestones: [
    { text: 'Leads named', due: '2026-06-30' },
    { id: 'seen-before', text: 'Huddles daily', due: '2026-09-30' },
  ],
  due: '2027-03-31',
  contribution: { amount: '20' },
  share: '1',
  weight: '1',
  link: { kind: 'CONTRIBUTES' },
  means: ['Huddles'],
  resourcesAsked: [{ kind: 'SUPPORT', text: 'A coach' }],
  resourcesGranted: [{ kind: 'WTE', amount: '0.5', text: 'A falls nurse', fundedBy: 'chief-nurse', deliverBy: '2026-05-01' }],
  dependencies: ['pledge'],
  conditions: [{ text: 'The data are weekly', owner: 'data-steward', due: '2026-05-01' }],
  confidence: 4,
  rationale: 'Two wards have done it',
} as const;
const of = (changes: object = {}) => offerOf({ ...input, ...changes } as unknown as OfferInput, commandId);
const withTrajectory = (trajectory: object) => of({ measured: { ...input.measured, trajectory: { points: [], ...trajectory } } });

const problemOf = (asking: () => unknown): unknown => {
  try {
    asking();
  } catch (error) {
    expect(error).toBeInstanceOf(Trouble);
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT' });
    return (error as Trouble).fields['problems'];
  }
  return 'nothing was wrong';
};

describe('An offer as it comes over the wire', () => {
  it('becomes the domain’s, whole, with null for what was left out', () => {
    expect(of()).toEqual({
      ...input,
      measured: { ...input.measured, trajectory: { kind: 'LINEAR' } },
      milestones: [{ ...input.milestones[0], id: expect.any(String) }, input.milestones[1]],
      baselineBy: null,
      contribution: { amount: '20', conversion: null },
      resourcesAsked: [{ kind: 'SUPPORT', amount: null, text: 'A coach' }],
      resourcesGranted: [{ ...input.resourcesGranted[0], id: expect.any(String) }],
      conditions: [{ ...input.conditions[0], id: expect.any(String) }],
    });
  });

  it('has the same ids for its new parts however often the command is sent, and different ones for different parts', () => {
    expect(of()).toEqual(of());
    const { milestones, resourcesGranted, conditions } = of();
    const ids = [...milestones, ...resourcesGranted, ...conditions].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(offerOf(input as unknown as OfferInput, crypto.randomUUID()).conditions[0]!.id).not.toBe(conditions[0]!.id);
  });

  it.each<[string, object, Trajectory]>([
    ['a step', { kind: 'STEP', on: '2026-10-01' }, { kind: 'STEP', on: '2026-10-01' }],
    [
      'seasons',
      { kind: 'SEASONAL', points: [{ period: '2026-04', base: '38', share: '0.1' }] },
      { kind: 'SEASONAL', points: [{ period: '2026-04', base: '38', share: '0.1' }] },
    ],
    [
      'values',
      { kind: 'MANUAL', points: [{ period: '2026-04', value: '38' }] },
      { kind: 'MANUAL', points: [{ period: '2026-04', value: '38' }] },
    ],
  ])('takes a trajectory of %s', (_what, trajectory, expected) => {
    expect(withTrajectory(trajectory).measured!.trajectory).toEqual(expected);
  });

  it.each([
    ['a step without its day', { kind: 'STEP' }, 'on', 'given where the kind is STEP'],
    ['a straight line with a day', { kind: 'LINEAR', on: '2026-10-01' }, 'on', 'left out where the kind is LINEAR'],
    [
      'a straight line with points',
      { kind: 'LINEAR', points: [{ period: '2026-04', value: '1' }] },
      'points',
      'left out where the kind is LINEAR',
    ],
    [
      'seasons without a share',
      { kind: 'SEASONAL', points: [{ period: '2026-04', base: '1' }] },
      'points[0].share',
      'given where the kind is SEASONAL',
    ],
    [
      'seasons with a value',
      { kind: 'SEASONAL', points: [{ period: '2026-04', base: '1', share: '1', value: '1' }] },
      'points[0].value',
      'left out',
    ],
    [
      'values without one',
      { kind: 'MANUAL', points: [{ period: '2026-04', value: '1' }, { period: '2026-05' }] },
      'points[1].value',
      'given where the kind is MANUAL',
    ],
  ])('refuses %s, naming the field', (_what, trajectory, field, allowed) => {
    expect(problemOf(() => withTrajectory(trajectory))).toEqual([
      { field: `offer.measured.trajectory.${field}`, allowed: expect.stringContaining(allowed) },
    ]);
  });

  it('refuses a strength where nothing is supported, and support without one', () => {
    expect(problemOf(() => of({ link: { kind: 'CONTRIBUTES', strength: 'WEAK' } }))).toEqual([
      { field: 'offer.link.strength', allowed: 'must be left out where the kind is CONTRIBUTES' },
    ]);
    expect(problemOf(() => of({ link: { kind: 'SUPPORTS' } }))).toEqual([
      { field: 'offer.link.strength', allowed: 'must be given where the kind is SUPPORTS' },
    ]);
    expect(of({ link: { kind: 'SUPPORTS', strength: 'WEAK' } }).link).toEqual({ kind: 'SUPPORTS', strength: 'WEAK' });
  });
});
