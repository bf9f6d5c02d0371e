import { graphql } from '../api/graphql.js';
import { outcome } from '../api/outcome.js';

export const setBaseline = graphql(
  `
    mutation SetBaseline($input: SetBaselineInput!) {
      setBaseline(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const clearBaseline = graphql(
  `
    mutation ClearBaseline($input: ClearBaselineInput!) {
      clearBaseline(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const chooseChart = graphql(
  `
    mutation ChooseChart($input: ChooseChartInput!) {
      chooseChart(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const publishChart = graphql(
  `
    mutation PublishChart($input: PublishChartInput!) {
      publishChart(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const closePeriod = graphql(
  `
    mutation ClosePeriod($input: ClosePeriodInput!) {
      closePeriod(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const reopenPeriod = graphql(
  `
    mutation ReopenPeriod($input: ReopenPeriodInput!) {
      reopenPeriod(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const classMeasure = graphql(
  `
    mutation ClassMeasure($input: ClassMeasureInput!) {
      classMeasure(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const withdrawObservation = graphql(
  `
    mutation WithdrawObservation($input: WithdrawObservationInput!) {
      withdrawObservation(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const defineMeasure = graphql(
  `
    mutation DefineMeasure($input: DefineMeasureInput!) {
      defineMeasure(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const redefineMeasure = graphql(
  `
    mutation RedefineMeasure($input: RedefineMeasureInput!) {
      redefineMeasure(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
