import { initGraphQLTada } from 'gql.tada';
import type { introspection } from '../generated/schema.js';

/** A typed document: what it asks for and what it gives follow from schema.graphql. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  disableMasking: true;
  scalars: {
    Day: string;
    Instant: string;
    Period: string;
    Figure: string;
    Position: number;
  };
}>();
export type { FragmentOf, ResultOf, VariablesOf } from 'gql.tada';
