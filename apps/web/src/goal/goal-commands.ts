import { graphql } from '../api/graphql.js';
import { outcome } from '../api/outcome.js';

export const reportMilestone = graphql(
  `
    mutation ReportMilestone($input: ReportMilestoneInput!) {
      reportMilestone(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const reopenMilestone = graphql(
  `
    mutation ReopenMilestone($input: ReopenMilestoneInput!) {
      reopenMilestone(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const meetCondition = graphql(
  `
    mutation MeetCondition($input: MeetConditionInput!) {
      meetCondition(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const failCondition = graphql(
  `
    mutation FailCondition($input: FailConditionInput!) {
      failCondition(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const deliverGrant = graphql(
  `
    mutation DeliverGrant($input: DeliverGrantInput!) {
      deliverGrant(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const failGrant = graphql(
  `
    mutation FailGrant($input: FailGrantInput!) {
      failGrant(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const closeGoal = graphql(
  `
    mutation CloseGoal($input: CloseGoalInput!) {
      closeGoal(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
export const reopenGoal = graphql(
  `
    mutation ReopenGoal($input: ReopenGoalInput!) {
      reopenGoal(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);
