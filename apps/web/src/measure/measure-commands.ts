import { graphql } from '../api/graphql.js';
import { outcome } from '../api/outcome.js';

export const annotateMeasure = graphql(
  `
    mutation AnnotateMeasure($input: AnnotateMeasureInput!) {
      annotateMeasure(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const withdrawAnnotation = graphql(
  `
    mutation WithdrawAnnotation($input: WithdrawAnnotationInput!) {
      withdrawAnnotation(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const recalculateLimits = graphql(
  `
    mutation RecalculateLimits($input: RecalculateLimitsInput!) {
      recalculateLimits(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const withdrawRecalculation = graphql(
  `
    mutation WithdrawRecalculation($input: WithdrawRecalculationInput!) {
      withdrawRecalculation(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const ghostPoint = graphql(
  `
    mutation GhostPoint($input: GhostPointInput!) {
      ghostPoint(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const countPoint = graphql(
  `
    mutation CountPoint($input: CountPointInput!) {
      countPoint(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const setChartTarget = graphql(
  `
    mutation SetChartTarget($input: SetChartTargetInput!) {
      setChartTarget(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const withdrawChartTarget = graphql(
  `
    mutation WithdrawChartTarget($input: WithdrawChartTargetInput!) {
      withdrawChartTarget(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const correctObservations = graphql(
  `
    mutation CorrectObservations($input: CorrectObservationsInput!) {
      correctObservations(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const recordObservations = graphql(
  `
    mutation RecordObservations($input: RecordObservationsInput!) {
      recordObservations(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
