import { graphql, type ResultOf } from '../api/graphql.js';

export const ledgerDocument = graphql(`
  query ConcessionLedger($unit: ID, $thread: ID, $first: Int, $after: String, $asOf: AsOfInput) {
    concessionLedger(unit: $unit, thread: $thread, first: $first, after: $after, asOf: $asOf) {
      totalCount
      edges {
        cursor
        node {
          thread
          goal
          episode
          kind
          inForce
          isWhole
          settledOn
          position
          rounds
          questions
          acceptedAtOnce
          unit {
            id
            name
          }
          giver {
            id
            title
          }
          receiver {
            id
            title
          }
          daysHeld {
            giver
            receiver
            arbiter
          }
          settled {
            statement
            measured {
              target
              measure {
                id
                name
                kind
                unitOfMeasure
              }
            }
          }
          concession {
            firstTarget
            finalTarget
            change
            shareOfGap
          }
          resources {
            kind
            asked
            granted
            askedFirst
            grantedFirst
          }
          steps {
            position
            kind
            side
            round
            on
            change
            rationale
            asDeputy
            by {
              id
              name
            }
            post {
              id
              title
            }
            daysHeld {
              giver
              receiver
              arbiter
            }
            offer {
              due
              measured {
                target
                measure {
                  id
                  kind
                  unitOfMeasure
                }
              }
              resourcesAsked {
                kind
                amount
                text
              }
              resourcesGranted {
                kind
                amount
                text
              }
            }
          }
        }
      }
    }
  }
`);

const totals = graphql(`
  fragment Totals on ConcessionTotals {
    commitments
    directed
    lowered
    raised
    unchanged
    notComparable
    acceptedAtOnce
    keptPrivate
    medianRounds
    meanShareOfGap
    daysHeld {
      giver
      receiver
      arbiter
    }
    unit {
      id
      name
    }
    giver {
      id
      title
    }
  }
`);

export const ledgerSummary = graphql(
  `
    query ConcessionSummary($by: ConcessionsBy!, $asOf: AsOfInput) {
      concessionSummary(by: $by, asOf: $asOf) {
        overall {
          ...Totals
        }
        parts {
          ...Totals
        }
      }
    }
  `,
  [totals],
);

export type LedgerEntry = ResultOf<typeof ledgerDocument>['concessionLedger']['edges'][number]['node'];
export type LedgerStep = LedgerEntry['steps'][number];
export type Totals = ResultOf<typeof totals>;
