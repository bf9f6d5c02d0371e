import { graphql } from '../api/graphql.js';

/** All units, page by page. */
export const unitsDocument = graphql(`
  query Units($after: String, $asOf: AsOfInput) {
    units(first: 200, after: $after, asOf: $asOf) {
      totalCount
      edges {
        cursor
        node {
          id
          name
          kind
          code
          parent {
            id
          }
        }
      }
    }
  }
`);

export const postsOfUnits = graphql(`
  query PostsOfUnits($after: String, $asOf: AsOfInput) {
    posts(first: 200, after: $after, asOf: $asOf) {
      totalCount
      edges {
        cursor
        node {
          id
          title
          leads
          unit {
            id
          }
          holders {
            id
            name
          }
        }
      }
    }
  }
`);
