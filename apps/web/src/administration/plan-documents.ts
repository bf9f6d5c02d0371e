import { graphql, type ResultOf } from '../api/graphql.js';

/** What bringing a plan in would come to, and what is wrong with it. */
export const planSummary = graphql(`
  query PlanSummary($plan: PlanInput!) {
    planPreview(plan: $plan, first: 1) {
      totalCount
      now
      later
      others
      waitsFor
      problemCount
      problems {
        line
        says
      }
    }
  }
`);

export type PlanCounts = ResultOf<typeof planSummary>['planPreview'];

export const planSteps = graphql(`
  query PlanSteps($plan: PlanInput!, $turn: PlanTurn, $after: String) {
    planPreview(plan: $plan, turn: $turn, first: 100, after: $after) {
      totalCount
      edges {
        cursor
        node {
          number
          part
          says
          doneBy
          turn
        }
      }
    }
  }
`);

export type PlanStep = ResultOf<typeof planSteps>['planPreview']['edges'][number]['node'];

export const importPlan = graphql(`
  mutation ImportPlan($input: ImportPlanInput!) {
    importPlan(input: $input) {
      __typename
      ... on PlanImported {
        done
        left
        position
        stopped {
          says
          because
        }
      }
      ... on Refusal {
        code
        because
      }
    }
  }
`);
