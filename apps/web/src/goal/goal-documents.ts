import { graphql, type ResultOf } from '../api/graphql.js';
import { chartFields } from '../chart/chart-documents.js';
import { cellFields, forecastFields } from '../unit/bowling-fields.js';

export const goalDocument = graphql(
  `
    query Goal($id: ID!, $asOf: AsOfInput) {
      goal(id: $id, asOf: $asOf) {
        id
        statement
        state
        standing
        inForce
        atRisk
        revision
        outcome
        closedEvidence
        thread
        owner {
          id
          title
        }
        unit {
          id
          name
        }
        links {
          parent
          parentKind
          thread
          link
          standing
          share
          weight
          contribution
          releasedBecause
        }
        terms {
          kind
          due
          confidence
          rationale
          means
          measured {
            jop
            jopFrom
            jopTo
            target
            tolerance
            basis
            trajectory
            maintain
            measure {
              id
              name
              kind
              unitOfMeasure
              annotations {
                number
                period
                text
              }
              chart {
                ...ChartFields
              }
            }
          }
        }
        achievement {
          attainment
          pace
          activity
          actual
          because
          reportedInWords
          milestonesDone
          milestonesDue
          missedInARow
          status
          cells {
            period
            plan
          }
        }
        milestones {
          id
          text
          due
          doneOn
          evidence
          overdue
        }
        conditions {
          id
          text
          due
          state
          because
          owner {
            id
            title
          }
        }
        grants {
          id
          text
          amount
          deliverBy
          state
          because
          fundedBy {
            id
            title
          }
        }
        revisions {
          revision
          on
          standing
          thread
          terms {
            statement
            due
            measured {
              target
            }
          }
        }
      }
    }
  `,
  [chartFields],
);

export const bowlingDocument = graphql(
  `
    query GoalBowling($id: ID!, $asOf: AsOfInput) {
      goal(id: $id, asOf: $asOf) {
        id
        bowlingChart {
          year
          months
          rows {
            id
            reported
            reportedInWords
            yearTarget
            yearToDatePlan
            yearToDateActual
            measure {
              id
              kind
            }
            cells {
              ...CellFields
              asPublished
            }
            ghosts {
              revision
              on
              plan
            }
            forecasts {
              ...ForecastFields
            }
          }
          withoutRow {
            goal
            because
          }
        }
      }
    }
  `,
  [cellFields, forecastFields],
);

export const lineDocument = graphql(`
  query GoalLine($asOf: AsOfInput) {
    alignmentTree(asOf: $asOf) {
      __typename
      ... on AlignmentTree {
        nodes {
          id
          parentId
          kind
          statement
          standing
          state
          goalId
          aimId
          threadId
          parentChanged
          parentDropped
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

export const movesDocument = graphql(`
  query GoalMoves($thread: ID!) {
    thread(id: $thread) {
      id
      parentRevision
      confirmBy
      possibleMoves {
        move
        allowed
        because
      }
    }
  }
`);

const explanationFields = graphql(`
  fragment ExplanationFields on Explanation {
    id
    statement
    sentences
    ownSentences
    activitySentence
    watermelonSentence
    rollUp {
      method
      value
      low
      high
      formulaVersion
      clamped
      because
    }
    children {
      goal
      name
      weight
      attainment
      counted
      explains
      withheld
      sentence
    }
  }
`);

export const goalExplained = graphql(
  `
    query GoalExplained($id: ID!, $asOf: AsOfInput) {
      goal(id: $id, asOf: $asOf) {
        id
        achievement {
          explain {
            ...ExplanationFields
          }
        }
      }
    }
  `,
  [explanationFields],
);

export const aimExplained = graphql(
  `
    query AimExplained($id: ID!, $asOf: AsOfInput) {
      aim(id: $id, asOf: $asOf) {
        id
        achievement {
          explain {
            ...ExplanationFields
          }
        }
      }
    }
  `,
  [explanationFields],
);

export type Goal = NonNullable<ResultOf<typeof goalDocument>['goal']>;
export type BowlingRow = NonNullable<ResultOf<typeof bowlingDocument>['goal']>['bowlingChart']['rows'][number];
type Tree = Extract<ResultOf<typeof lineDocument>['alignmentTree'], { readonly __typename: 'AlignmentTree' }>;
export type LineNode = Tree['nodes'][number];
export type Explanation = ResultOf<typeof explanationFields>;
