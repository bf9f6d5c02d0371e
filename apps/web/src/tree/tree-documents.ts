import { graphql, type ResultOf } from '../api/graphql.js';

/** A node with all that is shown of it. */
export const nodeFields = graphql(`
  fragment NodeFields on AlignmentNode {
    id
    parentId
    rank
    kind
    statement
    unitId
    unit {
      id
      name
    }
    ownerId
    owner {
      id
      title
    }
    standing
    state
    due
    target
    measureKind
    unitOfMeasure
    atRisk
    renegotiating
    parentChanged
    parentDropped
    threadId
    goalId
    aimId
  }
`);

/** What happened to a node, when, why and by whom. */
export const changeFields = graphql(`
  fragment ChangeFields on TreeChange {
    position
    at
    event
    reason
    by {
      id
      name
    }
    post {
      id
      title
    }
  }
`);

export const treeNow = graphql(
  `
    query TreeNow {
      cycles {
        id
        name
        starts
        ends
        current
      }
      alignmentTree {
        __typename
        ... on AlignmentTree {
          position
          cycleId
          nodes {
            ...NodeFields
          }
        }
        ... on Refusal {
          because
        }
      }
      logHead {
        position
        recordedAt
      }
    }
  `,
  [nodeFields],
);

export const treeHistory = graphql(
  `
    query TreeHistory($from: AsOfInput!, $to: AsOfInput) {
      treeChanges(from: $from, to: $to) {
        from
        to
        next
        changes {
          ...ChangeFields
          kinds
          before {
            ...NodeFields
          }
          after {
            ...NodeFields
          }
        }
      }
    }
  `,
  [changeFields, nodeFields],
);

export const treeChanged = graphql(`
  subscription TreeChanged {
    treeChanged {
      position
    }
  }
`);

export type TreeNode = ResultOf<typeof nodeFields>;
export type TreeChange = ResultOf<typeof treeHistory>['treeChanges']['changes'][number];
export type ChangeKind = TreeChange['kinds'][number];
