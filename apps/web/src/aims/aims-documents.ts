import { graphql, type ResultOf } from '../api/graphql.js';
import { sums } from '../thread/parent-documents.js';

/** What must be done, who answers for it, and what it is measured by. */
const aimFields = graphql(`
  fragment AimFields on Aim {
    id
    statement
    status
    due
    droppedFor
    override
    sponsor {
      id
      title
    }
    unit {
      id
      name
    }
    measured {
      jop
      target
      measure {
        id
        name
        kind
        frequency
        unitOfMeasure
        chart {
          variation
          variationText
          assurance
          assuranceText
          targetSource
          targetBecause
        }
      }
    }
  }
`);

export const aimsDocument = graphql(
  `
    query Aims($asOf: AsOfInput) {
      cycles(asOf: $asOf) {
        id
        name
        starts
        ends
        state
        current
      }
      trueNorths(asOf: $asOf) {
        unit {
          id
          name
        }
        inForceSince
        inForce {
          statement
          dimensions {
            id
            name
            statement
          }
        }
      }
      objectives(asOf: $asOf) {
        id
        dimension
        statement
        from
        to
        retired
        unit {
          id
          name
        }
      }
      aims(first: 100, asOf: $asOf) {
        totalCount
        edges {
          node {
            ...AimFields
            objective {
              id
            }
            achievement {
              attainment
              pace
              reportedInWords
            }
            addsUp {
              state
              because
              coverage
              need
              committed
              directed
              tentative
              gap
              goalExplosion
            }
          }
        }
      }
      candidates(first: 100, asOf: $asOf) {
        totalCount
        edges {
          node {
            id
            aim
            statement
            status
            reason
            qualityDimension
            benchmark
            equity
            shapedBy
            nominatedBy {
              id
              title
            }
            unit {
              id
              name
            }
            objective {
              id
              statement
            }
            evidence {
              source
              date
              text
            }
            scores {
              person {
                id
                name
              }
              impact
              urgency
              feasibility
              comment
              advisory
            }
          }
        }
      }
    }
  `,
  [aimFields],
);

type Answer = ResultOf<typeof aimsDocument>;
export type AimShown = Answer['aims']['edges'][number]['node'];
export type CandidateShown = Answer['candidates']['edges'][number]['node'];

export const aimDocument = graphql(
  `
    query Aim($id: ID!, $asOf: AsOfInput) {
      aim(id: $id, asOf: $asOf) {
        ...AimFields
        adoptedFor
        revision
        objective {
          id
          statement
        }
        cycle {
          id
          name
        }
        achievement {
          attainment
          pace
          reportedInWords
          because
        }
        addsUp {
          ...Sums
          goalExplosion
          deployed
          keptPrivate
          gapAccepted {
            plan
            reviewOn
            voidBecause
            by {
              id
              name
            }
          }
        }
      }
      threads(first: 200, asOf: $asOf, filter: { parent: $id, phases: [OPEN, TENTATIVE, ESCALATED] }) {
        edges {
          node {
            id
            phase
            unitWeight
            receiver {
              id
              title
              unit {
                id
                name
              }
            }
            table {
              link
              contribution {
                amount
                conversion
              }
              measured {
                target
              }
            }
          }
        }
      }
    }
  `,
  [aimFields, sums],
);
export type InPlay = ResultOf<typeof aimDocument>['threads']['edges'][number]['node'];
export type AimPage = NonNullable<ResultOf<typeof aimDocument>['aim']>;
