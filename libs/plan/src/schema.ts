import { z } from 'zod';
import { combinations, frequencies, measureKinds, measurePurposes, qualityDimensions, roles, rollUpMethods } from '#strategy';
import { day, decimal, key, name, period, prose, reference } from './plain-values.js';

/**
 * The plan: an organisation, its people, its strategy and its measures in one file. Order does not matter; what is
 * left out of a later plan is left as it is. docs/plan.schema.json is made from here.
 */

const tenure = z
  .strictObject({ person: reference, from: day, to: day.optional() })
  .describe('Who stands in the post from when to when, both days included; without an end until further notice.');

const organisation = z.strictObject({
  key,
  name,
  financialYearStart: z
    .int()
    .min(1)
    .max(12)
    .optional()
    .describe('First month of the financial year; where it is left out, as it is, and 4 for a new organisation.'),
  administrator: reference.describe('The post that acts for everything about the organisation and its measures.'),
  executive: reference.optional().describe('The post that acts for the strategy where an entry names no other.'),
  finalArbiter: z
    .strictObject({ post: reference, reason: prose })
    .optional()
    .describe('The executive post that decides where no lead stands above both sides.'),
  calendar: z
    .strictObject({ closed: z.array(day).default([]), open: z.array(day).default([]), reason: prose })
    .optional()
    .describe("Days closed beside weekends and England's bank holidays, and bank holidays worked."),
});

const person = z
  .strictObject({
    key,
    name,
    email: z.string().min(3).max(254).optional(),
    signsInAs: z.string().min(1).max(255).optional().describe("The sign-in service's name for the person (the token's `sub`)."),
  })
  .describe('Names and addresses go to the directory beside the log, never into the log.');

const unit = z.strictObject({
  key,
  name,
  kind: name.describe("The organisation's own word: board, division, directorate, team."),
  parent: reference.nullable().default(null).describe('The unit above; null for the top of the tree.'),
  code: name.optional().describe('A key of others, such as a provider code; imports find the unit by it.'),
});

const post = z.strictObject({
  key,
  unit: reference,
  title: name,
  role: z.enum(roles),
  leads: z.boolean().default(false).describe('Whether the post leads its unit.'),
  holders: z.array(tenure).default([]),
  deputies: z.array(tenure).default([]),
  acting: z
    .array(tenure.extend({ reason: prose }))
    .default([])
    .describe('Stand-ins while the post is vacant.'),
});

const trueNorth = z.strictObject({
  unit: reference,
  statement: prose,
  dimensions: z.array(z.strictObject({ key, name, statement: prose })).min(1),
  by: reference.optional(),
  minute: prose.optional().describe('The board minute that put it in force; without one it takes effect with the next cycle.'),
});

const objective = z
  .strictObject({ key, unit: reference, dimension: reference, statement: prose, from: day, to: day, by: reference.optional() })
  .describe('A breakthrough objective: a step change of three to five years under one dimension.');

const cycle = z.strictObject({
  key,
  name,
  starts: day,
  ends: day,
  active: z.boolean().default(false).describe('Whether the import activates it once everything else is in.'),
  by: reference.optional(),
});

/** Shared with observation mappings, which define measures on the way. */
export const measureDefinition = z.strictObject({
  name,
  kind: z.enum(measureKinds),
  unitOfMeasure: name.describe('What one is: falls, %, days.'),
  direction: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('INCREASE') }),
    z.strictObject({ kind: z.literal('DECREASE') }),
    z.strictObject({ kind: z.literal('RANGE'), lo: decimal, hi: decimal }),
  ]),
  frequency: z.enum(frequencies),
  purpose: z.enum(measurePurposes).default('OUTCOME'),
  overTime: z.enum(combinations).describe('How a year is made of its periods.'),
  overUnits: z.enum(combinations).describe('How a parent is made of its units.'),
  operationalDefinition: prose,
  source: prose,
  steward: reference.nullable().default(null).describe('The post that answers for the figures.'),
  dueAfter: z.int().min(0).max(60).default(10).describe("Working days after the period's end within which the figure is due."),
  populationGroup: name.nullable().default(null),
});

const measure = measureDefinition.extend({
  key,
  unit: reference,
  code: name.optional().describe("The code by which imports find it; the measure's key where it is left out."),
  classes: z
    .array(z.strictObject({ unit: reference, class: z.enum(['DRIVER', 'WATCH']), by: reference.optional(), reason: prose }))
    .default([])
    .describe('Which units work on it actively (driver) and which only watch it.'),
});

const trajectory = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('LINEAR') }),
    z.strictObject({ kind: z.literal('STEP'), on: day }),
    z.strictObject({ kind: z.literal('SEASONAL'), points: z.array(z.strictObject({ period, base: decimal, share: decimal })).min(1) }),
    z.strictObject({ kind: z.literal('MANUAL'), points: z.array(z.strictObject({ period, value: decimal })).min(1) }),
  ])
  .describe('The plan from the jump-off point to the target.');

const measuredTerms = z.strictObject({
  measure: reference,
  basis: z.enum(['LEVEL', 'TOTAL']).describe('LEVEL compares values of one period, TOTAL aggregates over windows of the same length.'),
  jop: decimal.describe('The jump-off point: the starting value.'),
  jopFrom: period,
  jopTo: period,
  target: decimal,
  maintain: z.boolean().default(false),
  tolerance: decimal.default('0'),
  trajectory: trajectory.default({ kind: 'LINEAR' }),
});

const adoption = z.strictObject({
  aim: key.describe("The aim's own key."),
  objective: reference,
  statement: prose,
  measured: measuredTerms,
  due: day,
  sponsor: reference.describe("The executive sponsor's post."),
  mandate: z.strictObject({ authority: name, target: decimal, reference: prose }).nullable().default(null),
  rollUp: z.enum(rollUpMethods).default('OWN_MEASURE').describe('How the aim is judged from what lies under it.'),
  by: reference.optional(),
  reason: prose,
  override: prose.optional().describe('Why a sixth aim is let in.'),
  waiver: prose.optional().describe('Why the target may fall short of the mandate.'),
});

const score = z.int().min(1).max(5);

const candidate = z
  .strictObject({
    key,
    cycle: reference,
    unit: reference.describe('The unit whose True North it serves.'),
    statement: prose,
    objective: reference.nullable().default(null),
    evidence: z.array(z.strictObject({ source: name, date: day, text: prose })).min(1),
    benchmark: prose,
    qualityDimension: z.enum(qualityDimensions),
    equity: prose.describe('The expected effect on equity.'),
    shapedBy: prose.describe('How patients and staff shaped it.'),
    nominatedBy: reference.optional(),
    scores: z
      .array(
        z.strictObject({
          by: reference,
          person: reference.optional(),
          impact: score,
          urgency: score,
          feasibility: score,
          comment: prose.optional(),
        }),
      )
      .default([]),
    adopted: adoption.optional(),
    dropped: z.strictObject({ by: reference.optional(), reason: prose }).optional(),
  })
  .refine(({ adopted, dropped }) => !(adopted && dropped), 'is adopted or dropped, not both');

export const planSchema = z
  .strictObject({
    organisation,
    people: z.array(person).default([]),
    units: z.array(unit).default([]),
    posts: z.array(post).default([]),
    trueNorth: z.array(trueNorth).default([]),
    objectives: z.array(objective).default([]),
    cycles: z.array(cycle).default([]),
    measures: z.array(measure).default([]),
    candidates: z.array(candidate).default([]),
  })
  .meta({ title: 'Hoshin plan', description: 'An organisation, its people, its strategy and its measures, for `hoshin import plan`.' });

export type Plan = z.output<typeof planSchema>;

/** The published form of the format, for editors that complete and check while somebody types. */
export const planJsonSchema = (): unknown => z.toJSONSchema(planSchema, { io: 'input' });
