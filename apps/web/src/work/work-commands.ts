import { graphql } from '../api/graphql.js';
import { outcome } from '../api/outcome.js';

export const nameActingHolder = graphql(
  `
    mutation NameActingHolder($input: NameActingHolderInput!) {
      nameActingHolder(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
