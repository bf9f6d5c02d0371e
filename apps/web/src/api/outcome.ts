import { graphql } from './graphql.js';

/** Why a rule said no, whatever else a mutation may answer. */
export const refused = graphql(`
  fragment Refused on Refusal {
    code
    because
  }
`);

/** What every command answers: spread it in the mutation's document. */
export const outcome = graphql(`
  fragment Outcome on CommandResult {
    __typename
    ... on Receipt {
      position
      subject
    }
    ... on Refusal {
      code
      because
    }
  }
`);
