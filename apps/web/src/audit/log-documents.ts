import { graphql, type ResultOf } from '../api/graphql.js';
import { happenedFields } from '../shell/history-documents.js';

/** An event whole, with what it is told by and what it hangs on. */
export const eventFields = graphql(
  `
    fragment EventFields on HistoryEntry {
      ...HappenedFields
      on
      asDeputy
      seeded
      basis
      causationId
      commandId
      correlationId
      data
    }
  `,
  [happenedFields],
);

/** Events of the log that were found, the newest first. */
export const logFound = graphql(
  `
    query LogFound($filter: LogFilter, $from: Day, $to: Day, $first: Int, $after: String, $asOf: AsOfInput) {
      log(filter: $filter, from: $from, to: $to, oldestFirst: false, first: $first, after: $after, asOf: $asOf) {
        totalCount
        lookedTo
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            hash
            subject {
              id
              kind
              name
            }
            event {
              ...EventFields
            }
          }
        }
      }
    }
  `,
  [eventFields],
);

/** Everything a history can be asked of that has a place in the tree: its name is looked for in the page. */
export const subjectsInTree = graphql(`
  query SubjectsInTree($asOf: AsOfInput) {
    alignmentTree(asOf: $asOf) {
      __typename
      ... on AlignmentTree {
        nodes {
          id
          kind
          statement
          unit {
            id
            name
          }
        }
      }
      ... on Refusal {
        because
      }
    }
  }
`);

export const subjectsByName = graphql(`
  query SubjectsByName($search: String!, $asOf: AsOfInput) {
    units(search: $search, first: 20, asOf: $asOf) {
      edges {
        node {
          id
          name
          kind
        }
      }
    }
    posts(search: $search, first: 20, asOf: $asOf) {
      edges {
        node {
          id
          title
          unit {
            id
            name
          }
        }
      }
    }
    measures(filter: { search: $search }, first: 20, asOf: $asOf) {
      edges {
        node {
          id
          name
          unit {
            id
            name
          }
        }
      }
    }
  }
`);

/** Whatever has this id is what the history is of. */
export const subjectNamed = graphql(`
  query SubjectNamed($id: ID!, $asOf: AsOfInput) {
    aim(id: $id, asOf: $asOf) {
      id
      statement
    }
    thread(id: $id, asOf: $asOf) {
      id
      table {
        statement
      }
      inForce {
        statement
      }
    }
    goal(id: $id, asOf: $asOf) {
      id
    }
    unit(id: $id, asOf: $asOf) {
      id
      name
    }
    post(id: $id, asOf: $asOf) {
      id
      title
    }
    measure(id: $id, asOf: $asOf) {
      id
      name
    }
  }
`);

/** Everybody who ever stood in a post, page by page: whom the log can be searched by. */
export const standingSomewhere = graphql(`
  query StandingSomewhere($after: String) {
    posts(first: 200, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          title
          unit {
            id
            name
          }
          tenures {
            person {
              id
              name
            }
          }
        }
      }
    }
  }
`);

export const yearBegins = graphql(`
  query YearBegins {
    cycles {
      id
      starts
      current
    }
  }
`);

export type FoundEvent = ResultOf<typeof logFound>['log']['edges'][number]['node'];
export type LoggedEvent = ResultOf<typeof eventFields>;
