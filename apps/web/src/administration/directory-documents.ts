import { graphql, type ResultOf } from '../api/graphql.js';

/** A time somebody stood, stands or is to stand in a post. */
const timeInPostFields = graphql(`
  fragment TimeInPostFields on TimeInPost {
    post {
      id
      title
    }
    standing
    from
    to
  }
`);

export const directoryList = graphql(
  `
    query DirectoryList($search: String, $status: PersonStatus, $after: String) {
      people(search: $search, status: $status, programs: false, first: 25, after: $after) {
        totalCount
        edges {
          cursor
          node {
            person {
              id
              name
            }
            status
            email
            subject
            posts {
              ...TimeInPostFields
            }
          }
        }
      }
    }
  `,
  [timeInPostFields],
);

export const accountList = graphql(
  `
    query AccountList($after: String) {
      serviceAccounts(first: 50, after: $after) {
        totalCount
        edges {
          cursor
          node {
            id
            name
            scopes
            state
            lastDay
            revokedAt
            posts {
              ...TimeInPostFields
            }
          }
        }
      }
    }
  `,
  [timeInPostFields],
);

export const whoThereIs = graphql(
  `
    query WhoThereIs($after: String) {
      people(first: 200, after: $after) {
        totalCount
        edges {
          cursor
          node {
            person {
              id
              name
            }
            program
            posts {
              ...TimeInPostFields
            }
          }
        }
      }
    }
  `,
  [timeInPostFields],
);

export type EntryOf = ResultOf<typeof directoryList>['people']['edges'][number]['node'];
export type AccountOf = ResultOf<typeof accountList>['serviceAccounts']['edges'][number]['node'];
export type TimeInPostOf = EntryOf['posts'][number];
