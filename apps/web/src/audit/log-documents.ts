import { graphql, type ResultOf } from '../api/graphql.js';
import { happenedFields } from '../shell/history-documents.js';
import { changeFields } from '../tree/tree-documents.js';

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

export const subjectHistory = graphql(
  `
    query SubjectHistory($subject: ID!, $first: Int, $after: String, $asOf: AsOfInput) {
      history(subject: $subject, first: $first, after: $after, asOf: $asOf) {
        totalCount
        edges {
          cursor
          node {
            ...EventFields
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

export const unitsToChoose = graphql(`
  query UnitsToChoose($asOf: AsOfInput) {
    units(first: 200, asOf: $asOf) {
      edges {
        node {
          id
          name
        }
      }
    }
  }
`);

/** What changed the strategy after one moment and up to another: the events, and which nodes they were about. */
export const strategyLog = graphql(
  `
    query StrategyLog($from: AsOfInput!, $to: AsOfInput) {
      treeChanges(from: $from, to: $to) {
        next
        changes {
          ...ChangeFields
          before {
            id
            statement
            unitId
          }
          after {
            id
            statement
            unitId
          }
        }
      }
    }
  `,
  [changeFields],
);

export const yearBegins = graphql(`
  query YearBegins {
    cycles {
      id
      starts
      current
    }
  }
`);

export type LoggedEvent = ResultOf<typeof eventFields>;
