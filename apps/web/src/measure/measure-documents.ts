import { graphql, type ResultOf } from '../api/graphql.js';
import { chartFields } from '../chart/chart-documents.js';

export const measureDocument = graphql(
  `
    query Measure($id: ID!, $asOf: AsOfInput, $knownAt: AsOfInput, $published: Boolean!) {
      measure(id: $id, asOf: $asOf, knownAt: $knownAt) {
        id
        name
        kind
        unitOfMeasure
        operationalDefinition
        source
        frequency
        overTime
        overUnits
        purpose
        dueAfter
        populationGroup
        revision
        missing
        closed
        direction {
          kind
          lo
          hi
        }
        unit {
          id
          name
        }
        steward {
          id
          title
        }
        uses {
          class
          reason
          unit {
            id
            name
          }
        }
        annotations {
          number
          period
          text
          on
        }
        chart @skip(if: $published) {
          ...ChartFields
          ...ChartSettings
        }
        publishedChart @include(if: $published) {
          ...ChartFields
          ...ChartSettings
        }
      }
    }
  `,
  [
    chartFields,
    graphql(`
      fragment ChartSettings on MeasureChart {
        position
        limitsFrom
        targetSource
        targets {
          from
          value
          lo
          hi
        }
        suggestion {
          from
          because
        }
        baseline {
          kind
          points
          until
          reason
          on
          by {
            id
            name
          }
        }
        publications {
          id
          title
          on
          figures
          digest
          by {
            id
            name
          }
        }
      }
    `),
  ],
);

export const observationsDocument = graphql(`
  query Observations($measure: ID!, $asOf: AsOfInput, $knownAt: AsOfInput, $after: String) {
    observations(measure: $measure, asOf: $asOf, knownAt: $knownAt, first: 60, after: $after) {
      totalCount
      edges {
        cursor
        node {
          period
          value
          numerator
          denominator
          published
          closed
          corrected
          late
          position
        }
      }
    }
  }
`);

export const usedByDocument = graphql(`
  query UsedBy($measure: ID!, $asOf: AsOfInput) {
    goals(filter: { measure: $measure }, first: 50, asOf: $asOf) {
      totalCount
      edges {
        node {
          id
          statement
          inForce
          unit {
            id
            name
          }
        }
      }
    }
    aims(first: 50, asOf: $asOf) {
      edges {
        node {
          id
          statement
          unit {
            id
            name
          }
          measured {
            measure {
              id
            }
          }
        }
      }
    }
  }
`);

export type Measure = NonNullable<ResultOf<typeof measureDocument>['measure']>;
/** A measure’s chart with what was chosen for it. */
export type MeasureChart = NonNullable<Measure['chart']>;
export type Observed = ResultOf<typeof observationsDocument>['observations']['edges'][number]['node'];
