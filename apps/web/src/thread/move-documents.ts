import { graphql } from '../api/graphql.js';
import { outcome } from '../api/outcome.js';

export const serveBall = graphql(
  `
    mutation ServeBall($input: ServeBallInput!) {
      serveBall(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
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
export const extendReply = graphql(
  `
    mutation ExtendReply($input: ExtendReplyInput!) {
      extendReply(input: $input) {
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
export const appointArbiter = graphql(
  `
    mutation AppointArbiter($input: AppointArbiterInput!) {
      appointArbiter(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const withdrawEscalation = graphql(
  `
    mutation WithdrawEscalation($input: WithdrawEscalationInput!) {
      withdrawEscalation(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const confirmSettlement = graphql(
  `
    mutation ConfirmSettlement($input: ConfirmSettlementInput!) {
      confirmSettlement(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const direct = graphql(
  `
    mutation Direct($input: DirectInput!) {
      direct(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const returnBall = graphql(
  `
    mutation ReturnBall($input: ReturnBallInput!) {
      returnBall(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const closeThread = graphql(
  `
    mutation CloseThread($input: CloseThreadInput!) {
      closeThread(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const renegotiate = graphql(
  `
    mutation Renegotiate($input: RenegotiateInput!) {
      renegotiate(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const consentToRenegotiate = graphql(
  `
    mutation ConsentToRenegotiate($input: ConsentToRenegotiateInput!) {
      consentToRenegotiate(input: $input) {
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
export const release = graphql(
  `
    mutation Release($input: ReleaseInput!) {
      release(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const withdrawReleaseProposal = graphql(
  `
    mutation WithdrawReleaseProposal($input: WithdrawReleaseProposalInput!) {
      withdrawReleaseProposal(input: $input) {
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
export const overrideCap = graphql(
  `
    mutation OverrideCap($input: OverrideCapInput!) {
      overrideCap(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const waiveMandate = graphql(
  `
    mutation WaiveMandate($input: WaiveMandateInput!) {
      waiveMandate(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const openEarlierOffers = graphql(
  `
    mutation OpenEarlierOffers($input: OpenEarlierOffersInput!) {
      openEarlierOffers(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
