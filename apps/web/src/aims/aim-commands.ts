import { graphql } from '../api/graphql.js';
import { outcome } from '../api/outcome.js';

export const acceptAimGap = graphql(
  `
    mutation AcceptAimGap($input: AcceptAimGapInput!) {
      acceptAimGap(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const nominateCandidate = graphql(
  `
    mutation NominateCandidate($input: NominateCandidateInput!) {
      nominateCandidate(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const reviseCandidate = graphql(
  `
    mutation ReviseCandidate($input: ReviseCandidateInput!) {
      reviseCandidate(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const restoreCandidate = graphql(
  `
    mutation RestoreCandidate($input: RestoreCandidateInput!) {
      restoreCandidate(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const adoptCandidate = graphql(
  `
    mutation AdoptCandidate($input: AdoptCandidateInput!) {
      adoptCandidate(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const dropCandidate = graphql(
  `
    mutation DropCandidate($input: DropCandidateInput!) {
      dropCandidate(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const scoreCandidate = graphql(
  `
    mutation ScoreCandidate($input: ScoreCandidateInput!) {
      scoreCandidate(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
