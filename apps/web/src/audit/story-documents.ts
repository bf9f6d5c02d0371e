import { graphql, type ResultOf } from '../api/graphql.js';
import { nodeFields } from '../tree/tree-documents.js';
import { eventFields } from './log-documents.js';

export const storySteps = graphql(
  `
    query StorySteps($aim: ID, $unit: ID, $thread: ID, $at: Int!, $asOf: AsOfInput) {
      replay(aim: $aim, unit: $unit, thread: $thread, at: $at, first: 10, asOf: $asOf) {
        totalCount
        position
        edges {
          cursor
          node {
            step
            subject
            event {
              ...EventFields
            }
            changed {
              id
              kinds
              before {
                ...NodeFields
              }
            }
            tree {
              nodes {
                ...NodeFields
              }
            }
          }
        }
      }
    }
  `,
  [eventFields, nodeFields],
);

/** A thread as it stood: where the ball lay, and what was on the table. */
export const threadThen = graphql(`
  query ThreadThen($id: ID!, $asOf: AsOfInput!) {
    thread(id: $id, asOf: $asOf) {
      id
      phase
      round
      question
      holder {
        id
        title
      }
      signatures {
        side
        by {
          id
          name
        }
      }
      table {
        statement
        due
        measured {
          target
          measure {
            id
            kind
            unitOfMeasure
          }
        }
      }
    }
  }
`);

export type StoryStep = ResultOf<typeof storySteps>['replay']['edges'][number]['node'];
