import { graphql } from '../api/graphql.js';
import { outcome } from '../api/outcome.js';

export const acceptGap = graphql(
  `
    mutation AcceptGap($input: AcceptGapInput!) {
      acceptGap(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const chooseRollUp = graphql(
  `
    mutation ChooseRollUp($input: ChooseRollUpInput!) {
      chooseRollUp(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const reweightLink = graphql(
  `
    mutation ReweightLink($input: ReweightLinkInput!) {
      reweightLink(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
