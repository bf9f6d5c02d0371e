/** Whether an offer makes sense by itself: what a person may put on the table, before anybody asks who may move. */
import { type Day, reject, type Rejection } from '#kernel';
import { percentFigure, saidDay } from '../arithmetic/in-words.js';
import { same } from '../arithmetic/compare.js';
import { isDay } from '../arithmetic/days.js';
import { compare, isFigure, minus, plus, sumOf, times } from '../arithmetic/figures.js';
import { checkMeasuredTerms, termsCodes } from '../arithmetic/terms.js';
import type { ParentFacts, PlanningFacts } from '../facts.js';
import { checkId, checkProse, entriesMax } from '../texts.js';
import type { Direction, Figure, MeasuredTerms, Offer, Resource, ThreadId } from '../vocabulary.js';

/** What can be read at a glance; the rationale has room for more. */
export const statementCharactersMax = 500;

/** Why an offer, or a text or date that comes with a move, makes no sense. */
export const offerCodes = [
  ...termsCodes,
  'TextMissing',
  'TextTooLong',
  'BadId',
  'ListTooLong',
  'DuplicateId',
  'DateAfterDue',
  'ShareOutOfRange',
  'NegativeWeight',
  'ConfidenceOutOfRange',
  'AmountMisplaced',
  'KindMismatch',
  'BaselineDateMisplaced',
  'RestsOnItself',
  'UnknownMeasure',
  'ConversionMissing',
  'ContributionMismatch',
] as const;
export type OfferCode = (typeof offerCodes)[number];
type No = Rejection<OfferCode>;

export const checkDay = (name: string, day: Day): No | null =>
  isDay(day) ? null : reject('BadDay', `${name} '${day}' is no day, write it as 2026-11-30`);

const checkFigure = (name: string, value: Figure): No | null =>
  isFigure(value) ? null : reject('BadFigure', `${name} '${value}' is no figure, write a plain decimal of at most 15 digits`);

/** The first refusal of a list of checks, in order. */
const first = <Item>(items: readonly Item[], check: (item: Item) => No | null): No | null => {
  for (const item of items) {
    const no = check(item);
    if (no) return no;
  }
  return null;
};

const checkList = (name: string, ids: readonly string[]): No | null => {
  if (ids.length > entriesMax) return reject('ListTooLong', `${ids.length} ${name} are too many, name at most ${entriesMax}`);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  return twice === undefined
    ? first(ids, (id) => checkId(`an id of the ${name}`, id))
    : reject('DuplicateId', `two ${name} are called '${twice}', give each its own id`);
};

const idsOf = (items: readonly { readonly id: string }[]): string[] => items.map(({ id }) => id);

const checkLists = (offer: Offer): No | null =>
  checkList('milestones', idsOf(offer.milestones)) ??
  checkList('conditions', idsOf(offer.conditions)) ??
  checkList('grants', idsOf(offer.resourcesGranted)) ??
  checkList('dependencies', offer.dependencies) ??
  // Means and requests have no ids: their places tell them apart.
  checkList('means', Object.keys(offer.means)) ??
  checkList('resources', Object.keys(offer.resourcesAsked)) ??
  first(offer.conditions, ({ id, owner }) => checkId(`the owner of condition '${id}'`, owner)) ??
  first(offer.resourcesGranted, ({ id, fundedBy }) => checkId(`the funding post of grant '${id}'`, fundedBy));

const checkTexts = (offer: Offer): No | null =>
  checkProse('the statement', offer.statement) ??
  (offer.statement.length > statementCharactersMax
    ? reject(
        'TextTooLong',
        `the statement has ${offer.statement.length} characters, shorten it to ${statementCharactersMax} and keep the rest for the rationale`,
      )
    : null) ??
  checkProse('the rationale', offer.rationale) ??
  first(offer.means, (text) => checkProse('a means', text)) ??
  first(offer.milestones, ({ id, text }) => checkProse(`milestone '${id}'`, text)) ??
  first(offer.conditions, ({ id, text }) => checkProse(`condition '${id}'`, text));

const checkDates = (offer: Offer): No | null =>
  checkDay('the due date', offer.due) ??
  first(offer.conditions, ({ id, due }) => checkDay(`the due date of condition '${id}'`, due)) ??
  first(offer.resourcesGranted, ({ id, deliverBy }) => checkDay(`the delivery date of grant '${id}'`, deliverBy)) ??
  first(
    offer.milestones,
    ({ id, due }) => checkDay(`the due date of milestone '${id}'`, due) ?? checkWithin(`milestone '${id}'`, due, offer.due),
  ) ??
  (offer.baselineBy === null
    ? null
    : (checkDay('the date for the baseline', offer.baselineBy) ?? checkWithin('the date for the baseline', offer.baselineBy, offer.due)));

const checkWithin = (name: string, day: Day, due: Day): No | null =>
  day > due
    ? reject(
        'DateAfterDue',
        `${name} is on ${saidDay(day)}, after the goal's own due date ${saidDay(due)}: bring it forward or move the due date`,
      )
    : null;

/** Money and whole-time equivalents have an amount of 0 or more; support is words only. */
const checkResource = (resource: Resource): No | null => {
  const { kind, amount, text } = resource;
  const empty = checkProse(`a resource (${kind})`, text);
  if (empty) return empty;
  if (kind === 'SUPPORT')
    return amount === null
      ? null
      : reject('AmountMisplaced', `support '${text}' has an amount, ask for money or whole-time equivalents apart`);
  if (amount === null) return reject('AmountMisplaced', `'${text}' has no amount, say how much`);
  return (
    checkFigure(`the amount of '${text}'`, amount) ??
    (compare(amount, '0') < 0 ? reject('AmountMisplaced', `the amount of '${text}' is ${amount}, it has to be 0 or more`) : null)
  );
};

const checkNumbers = (offer: Offer): No | null => {
  const unreadable = checkFigure('the share', offer.share) ?? checkFigure('the weight', offer.weight);
  if (unreadable) return unreadable;
  if (compare(offer.share, '0') < 0 || compare(offer.share, '1') > 0)
    return reject(
      'ShareOutOfRange',
      `the share is ${percentFigure(offer.share)}%, a child is credited to a parent with 0% to 100% of its effect (0 to 1)`,
    );
  if (compare(offer.weight, '0') < 0) return reject('NegativeWeight', `the weight is ${offer.weight}, it has to be 0 or more`);
  if (!Number.isInteger(offer.confidence) || offer.confidence < 1 || offer.confidence > 5)
    return reject('ConfidenceOutOfRange', 'confidence is a whole number from 1 (a guess) to 5 (certain), choose one');
  return first([...offer.resourcesAsked, ...offer.resourcesGranted], checkResource);
};

/** MEASURED has measured terms; MILESTONE has dated milestones, or first finds its baseline. */
const checkKind = (offer: Offer): No | null => {
  if (offer.kind === 'MEASURED') {
    if (!offer.measured)
      return reject('KindMismatch', 'a measured goal names its measure, baseline and target: add them or offer milestones');
    return offer.baselineBy === null
      ? null
      : reject('BaselineDateMisplaced', 'a measured goal has its baseline already, take the date for finding one out');
  }
  if (offer.measured) return reject('KindMismatch', 'a milestone goal has no measured terms: offer it as measured, or take them out');
  return offer.milestones.length === 0 && offer.baselineBy === null
    ? reject('KindMismatch', 'a milestone goal needs a dated milestone, or the date by which its baseline is established')
    : null;
};

/** Whether the measured terms stand: the measure exists, and baseline, target and trajectory agree with it. */
export const checkMeasured = (offer: Offer, planning: PlanningFacts): No | null => {
  if (!offer.measured) return null;
  if (!planning.measure) return reject('UnknownMeasure', `there is no measure ${offer.measured.measure}, define it first or name another`);
  return checkMeasuredTerms(offer.measured, offer.due, planning.measure);
};

/** How far a value lies outside the range; 0 inside. */
const shortfall = (value: Figure, { lo, hi }: { lo: Figure; hi: Figure }): Figure => {
  if (compare(value, lo) < 0) return minus(lo, value);
  return compare(value, hi) > 0 ? minus(value, hi) : '0';
};

/** What the target gains on the jump-off point, `d·(target − JOP)`; for a range, the shortfall it takes away. */
export const improvementOf = ({ jop, target }: MeasuredTerms, direction: Direction): Figure => {
  if (direction.kind === 'RANGE') return minus(shortfall(jop, direction), shortfall(target, direction));
  return direction.kind === 'INCREASE' ? minus(target, jop) : minus(jop, target);
};

/**
 * With the parent's own measure, whose units add up, the contribution is `share · d · (target − JOP)`; a number for
 * anything else needs the sentence that says how it converts into the parent's unit.
 */
const checkContribution = (offer: Offer, planning: PlanningFacts, parent: ParentFacts): No | null => {
  const { contribution, measured } = offer;
  if (!contribution) return null;
  const unreadable =
    checkFigure('the contribution', contribution.amount) ??
    (contribution.conversion === null ? null : checkProse('the conversion', contribution.conversion));
  if (unreadable) return unreadable;
  if (measured && planning.measure && parent.measure?.overUnits === 'SUM' && parent.measure.measure === measured.measure) {
    const expected = times(offer.share, improvementOf(measured, planning.measure.direction));
    const scale = Math.max(Math.abs(Number(measured.target)), Math.abs(Number(measured.jop)));
    return same(Number(contribution.amount), Number(expected), scale)
      ? null
      : reject(
          'ContributionMismatch',
          `in the parent's own measure the contribution is share × improvement = ${expected}, not ${contribution.amount}: correct it or the share`,
        );
  }
  return contribution.conversion === null
    ? reject(
        'ConversionMissing',
        `the contribution of ${contribution.amount} is not in the parent's own measure: say how it converts, and why`,
      )
    : null;
};

/**
 * The first thing that keeps the offer off the table, or null. `thread` is the thread it is made in; facts about
 * the measure and the parent are those of the day.
 */
export const checkOffer = (offer: Offer, planning: PlanningFacts, parent: ParentFacts, thread: ThreadId): No | null =>
  checkLists(offer) ??
  checkTexts(offer) ??
  checkDates(offer) ??
  checkNumbers(offer) ??
  checkKind(offer) ??
  (offer.dependencies.includes(thread)
    ? reject('RestsOnItself', 'the offer depends on its own thread, name the pledge it rests on')
    : null) ??
  checkMeasured(offer, planning) ??
  checkContribution(offer, planning, parent);

/**
 * The requests of an offer that its grants do not answer, in words; empty when everything asked is granted or struck.
 * Whole-time equivalents and money are granted when the grants of that kind add up to what is asked of it, whoever
 * funds them; support when there are as many promises of support as requests for it.
 */
export const openRequests = ({ resourcesAsked, resourcesGranted }: Pick<Offer, 'resourcesAsked' | 'resourcesGranted'>): string[] => {
  const of = (resources: readonly Resource[], kind: Resource['kind']) => resources.filter((resource) => resource.kind === kind);
  const total = (resources: readonly Resource[]) => sumOf(resources.map(({ amount }) => amount ?? '0'));
  const open = (['WTE', 'MONEY'] as const).flatMap((kind) => {
    const missing = minus(total(of(resourcesAsked, kind)), total(of(resourcesGranted, kind)));
    if (compare(missing, '0') <= 0) return [];
    return [kind === 'WTE' ? `${missing} whole-time equivalents` : `£${missing}`];
  });
  const support = of(resourcesAsked, 'SUPPORT').slice(of(resourcesGranted, 'SUPPORT').length);
  return [...open, ...support.map(({ text }) => `support '${text}'`)];
};

/** Whether this offer's share and those credited to other parents add up to more than the whole. */
export const exceedsWhole = (share: Figure, sharesElsewhere: Figure): boolean => compare(plus(share, sharesElsewhere), '1') > 0;
