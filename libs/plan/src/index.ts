export { organisationIdOf, planId, planParts, type By, type Kind, type Order, type PlanPart, type Step } from './blueprint.js';
export { BadDocument, readDocumentText, type LocatedDocument, type LocatedProblem } from './located-document.js';
export { name } from './plain-values.js';
export { measureDefinition, planJsonSchema, planSchema, type Plan } from './schema.js';
export { stepsOf, usualReason, type Present } from './steps.js';
export { doerIn, postFor, turnsOf, type Held, type Turn } from './turns.js';
