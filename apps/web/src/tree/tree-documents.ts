import { graphql, type ResultOf } from '../api/graphql.js';

const nodeFields = graphql(`
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
    atRisk
    renegotiating
    parentChanged
    parentDropped
    threadId
    goalId
    aimId
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
          position
          at
          event
          kinds
          reason
          by {
            id
            name
          }
          post {
            id
            title
          }
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
  [nodeFields],
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
