import { graphql } from '../api/graphql.js';
import { outcome } from '../api/outcome.js';

export const importList = graphql(`
  query ImportList($asOf: AsOfInput, $after: String) {
    imports(asOf: $asOf, first: 50, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          file
          startedAt
          finishedAt
          rows
          recorded
          corrected
          reversedBecause
          by {
            id
            name
          }
        }
      }
    }
  }
`);

export const importsSoFar = graphql(`
  query ImportsSoFar($after: String) {
    imports(first: 200, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          finishedAt
          reversedBecause
        }
      }
    }
  }
`);

export const allMeasures = graphql(`
  query AllMeasures($after: String) {
    measures(first: 200, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          code
          name
          kind
          frequency
          overTime
          overUnits
          closed
        }
      }
    }
  }
`);

export const figuresOf = graphql(`
  query FiguresOf($measure: ID!, $after: String) {
    observations(measure: $measure, first: 200, after: $after) {
      totalCount
      edges {
        cursor
        node {
          period
          value
          numerator
          denominator
          import
          corrected
        }
      }
    }
  }
`);

export const organisationId = graphql(`
  query OrganisationId {
    organisation {
      id
    }
  }
`);

export const startImport = graphql(
  `
    mutation StartImport($input: StartImportInput!) {
      startImport(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);

export const finishImport = graphql(
  `
    mutation FinishImport($input: FinishImportInput!) {
      finishImport(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);

export const reverseImport = graphql(
  `
    mutation ReverseImport($input: ReverseImportInput!) {
      reverseImport(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
