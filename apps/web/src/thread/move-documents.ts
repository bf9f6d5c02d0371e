import { graphql } from '../api/graphql.js';

const outcome = graphql(`
  fragment Outcome on CommandResult {
    __typename
    ... on Refusal {
      code
      because
    }
  }
`);

export const counterOffer = graphql(
  `
    mutation CounterOffer($input: CounterOfferInput!) {
      counterOffer(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const acceptOffer = graphql(
  `
    mutation AcceptOffer($input: AcceptOfferInput!) {
      acceptOffer(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const commit = graphql(
  `
    mutation Commit($input: CommitInput!) {
      commit(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const askQuestion = graphql(
  `
    mutation AskQuestion($input: AskQuestionInput!) {
      askQuestion(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const answerQuestion = graphql(
  `
    mutation AnswerQuestion($input: AnswerQuestionInput!) {
      answerQuestion(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const retract = graphql(
  `
    mutation Retract($input: RetractInput!) {
      retract(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const decline = graphql(
  `
    mutation Decline($input: DeclineInput!) {
      decline(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const escalate = graphql(
  `
    mutation Escalate($input: EscalateInput!) {
      escalate(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const withdraw = graphql(
  `
    mutation Withdraw($input: WithdrawInput!) {
      withdraw(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const confirmParent = graphql(
  `
    mutation ConfirmParent($input: ConfirmParentInput!) {
      confirmParent(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
