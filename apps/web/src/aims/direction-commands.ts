import { graphql } from '../api/graphql.js';
import { outcome } from '../api/outcome.js';

export const draftTrueNorth = graphql(
  `
    mutation DraftTrueNorth($input: DraftTrueNorthInput!) {
      draftTrueNorth(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const putTrueNorthInForce = graphql(
  `
    mutation PutTrueNorthInForce($input: PutTrueNorthInForceInput!) {
      putTrueNorthInForce(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const setObjective = graphql(
  `
    mutation SetObjective($input: SetObjectiveInput!) {
      setObjective(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const reviseObjective = graphql(
  `
    mutation ReviseObjective($input: ReviseObjectiveInput!) {
      reviseObjective(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const retireObjective = graphql(
  `
    mutation RetireObjective($input: RetireObjectiveInput!) {
      retireObjective(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const reviseAim = graphql(
  `
    mutation ReviseAim($input: ReviseAimInput!) {
      reviseAim(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const dropAim = graphql(
  `
    mutation DropAim($input: DropAimInput!) {
      dropAim(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
