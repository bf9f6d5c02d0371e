import { graphql } from '../api/graphql.js';

/** What happened, when, why and by whom, and what it changed. */
export const happenedFields = graphql(`
  fragment HappenedFields on HistoryEntry {
    id
    position
    type
    at
    reason
    agent
    by {
      id
      name
    }
    post {
      id
      title
    }
    differences {
      field
      before
      after
    }
    names {
      id
      name
    }
  }
`);

export const historyDocument = graphql(
  `
    query History($subject: ID!, $asOf: AsOfInput, $after: String) {
      history(subject: $subject, asOf: $asOf, first: 100, after: $after) {
        totalCount
        edges {
          cursor
          node {
            ...HappenedFields
          }
        }
      }
    }
  `,
  [happenedFields],
);
