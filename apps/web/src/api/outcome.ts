import { graphql } from './graphql.js';

/** What every command answers: spread it in the mutation's document. */
export const outcome = graphql(`
  fragment Outcome on CommandResult {
    __typename
    ... on Receipt {
      subject
    }
    ... on Refusal {
      code
      because
    }
  }
`);
