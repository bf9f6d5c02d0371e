import { graphql, type ResultOf } from '../api/graphql.js';
import { chartFields } from '../chart/chart-documents.js';

export const measureDocument = graphql(
  `
    query Measure($id: ID!) {
      measure(id: $id) {
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
        revision
        missing
        closed
        unit {
          id
          name
        }
        steward {
          id
          title
        }
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
  `,
  [chartFields],
);

export const measureHistory = graphql(`
  query MeasureHistory($subject: ID!, $after: String) {
    history(subject: $subject, first: 100, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          position
          type
          at
          reason
          by {
            id
            name
          }
          post {
            id
            title
          }
          differences {
            field
            before
            after
          }
        }
      }
    }
  }
`);

export const recordObservations = graphql(`
  mutation RecordObservations($input: RecordObservationsInput!) {
    recordObservations(input: $input) {
      __typename
      ... on Refusal {
        code
        because
      }
    }
  }
`);

export type Measure = NonNullable<ResultOf<typeof measureDocument>['measure']>;
