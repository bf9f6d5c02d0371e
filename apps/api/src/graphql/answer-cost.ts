import {
  Kind,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  type SelectionSetNode,
} from 'graphql';
import { Trouble } from '#cqrs';
import type { RequestContext } from '../access/request-context.js';

/** Values one answer may hold: about a second's work on a small machine, in which nobody else is answered. */
export const answerCostMax = 500_000;
/** What is worked out for the node it stands on, beside being written down: as much as so many values. */
const workedOut: Readonly<Record<string, number>> = { achievement: 40, addsUp: 40, explain: 40, chart: 100, publishedChart: 100 };
/** Lists within a node: months of a year, partners of a sum. */
const usualLength = 12;
/** Lists that are longer: the points of a chart are months of some years, those of a funnel's limits what a curve is drawn by. */
const longLists: Readonly<Record<string, number>> = { points: 60, curve: 81 };
/** Fragments that spread others over and over: more need not be counted, it is too much by far. */
const enough = 1e9;

/**
 * What the answer of a field costs in values, when its list `counted` holds so many items. An answer is read in one go,
 * because that makes it one moment; so it is refused beforehand where one go would take too long.
 */
export const costOf = (
  info: GraphQLResolveInfo,
  counted: string,
  items: number,
  /** Lists beside it whose length is known. */
  lengths: Readonly<Record<string, number>> = {},
): number => {
  const known = new Map<string, number>();

  const fieldCost = (type: GraphQLNamedType, name: string, selected: SelectionSetNode | undefined): number => {
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
    if (!field || !selected) return 1;
    const within = selectionCost(getNamedType(field.type), selected);
    const usual = isListType(getNullableType(field.type)) ? (longLists[name] ?? usualLength) : 1;
    const length = name === counted ? items : (lengths[name] ?? usual);
    return 1 + (workedOut[name] ?? 0) + length * within;
  };

  const selectionCost = (type: GraphQLNamedType, { selections }: SelectionSetNode): number => {
    let cost = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) cost += fieldCost(type, selection.name.value, selection.selectionSet);
      else if (selection.kind === Kind.INLINE_FRAGMENT)
        cost += selectionCost(typeNamed(selection.typeCondition?.name.value) ?? type, selection.selectionSet);
      else cost += spreadCost(selection.name.value);
    }
    return Math.min(cost, enough);
  };

  /** A fragment costs the same wherever it is spread, so it is gone through once. */
  const spreadCost = (name: string): number => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const fragment = info.fragments[name];
    const type = fragment && typeNamed(fragment.typeCondition.name.value);
    const cost = type ? selectionCost(type, fragment.selectionSet) : 0;
    known.set(name, cost);
    return cost;
  };

  const typeNamed = (name: string | undefined): GraphQLNamedType | undefined =>
    name === undefined ? undefined : info.schema.getType(name);

  const answered = getNamedType(info.returnType);
  return info.fieldNodes.reduce((sum, { selectionSet }) => sum + (selectionSet ? selectionCost(answered, selectionSet) : 1), 0);
};

/** Counts the cost towards the answer of the whole request; throws {@link Trouble} `ANSWER_TOO_LARGE` beyond {@link answerCostMax}. */
export const spend = ({ cost }: RequestContext, more: number): void => {
  const spent = (cost?.spent ?? 0) + more;
  if (spent > answerCostMax)
    throw new Trouble(
      'ANSWER_TOO_LARGE',
      `the answer would hold about ${Math.round(spent).toLocaleString('en-GB')} values, ${answerCostMax.toLocaleString('en-GB')} are allowed in one: ask for fewer fields, for fewer ranks, or from a root further down`,
      { values: Math.round(spent), valuesMax: answerCostMax },
    );
  if (cost) cost.spent = spent;
};
