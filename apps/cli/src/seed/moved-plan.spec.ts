import { planSchema } from '#plan';
import { readDocument } from '../document-file.js';
import { movedPlan } from './moved-plan.js';
import { samplePlanFile } from './sample-trust.js';
import { SampleYear } from './sample-year.js';

const plan = readDocument(planSchema, samplePlanFile()).value;

describe('The sample’s plan', () => {
  it('stays as it is written when it is made on the day it was written for', () => {
    expect(movedPlan(plan, new SampleYear('2027-01-01'))).toEqual(plan);
  });

  it('moves by whole months, ends of months included', () => {
    const moved = movedPlan(plan, new SampleYear('2026-11-22'));
    expect(moved.cycles).toEqual([{ ...plan.cycles[0], starts: '2026-02-01', ends: '2027-01-31' }]);
    expect(moved.organisation.financialYearStart).toBe(2);
    const falls = moved.candidates[0]!.adopted!;
    expect([falls.due, falls.measured.jopFrom, falls.measured.jopTo]).toEqual(['2027-01-31', '2024-12', '2025-11']);
    expect(moved.units).toEqual(plan.units);
  });

  it('holds a board, four divisions, twelve directorates and forty teams, each with a lead', () => {
    const count = (kind: string): number => plan.units.filter((unit) => unit.kind === kind).length;
    expect(['board', 'division', 'directorate', 'team'].map(count)).toEqual([1, 4, 12, 40]);
    const led = new Set(plan.posts.filter(({ leads }) => leads).map(({ unit }) => unit));
    expect(plan.units.filter(({ key }) => !led.has(key))).toEqual([]);
  });

  it('winnows seven candidates to four aims, one of them mandated, each decision with its reason', () => {
    const adopted = plan.candidates.flatMap((candidate) => candidate.adopted ?? []);
    expect([plan.candidates.length, adopted.length, adopted.filter(({ mandate }) => mandate).length]).toEqual([7, 4, 1]);
    expect(plan.candidates.flatMap(({ dropped }) => dropped?.reason ?? [])).toHaveLength(3);
    expect(plan.trueNorth[0]!.dimensions).toHaveLength(5);
  });
});
