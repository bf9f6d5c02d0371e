import { graphql } from '../api/graphql.js';
import { outcome, refused } from '../api/outcome.js';

/** What administrators change: units and posts, who stands in them, people, programs, and the organisation’s settings. */
export const addUnit = graphql(
  `
    mutation AddUnit($input: AddUnitInput!) {
      addUnit(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);

export const renameUnit = graphql(
  `
    mutation RenameUnit($input: RenameUnitInput!) {
      renameUnit(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);

export const withdrawUnit = graphql(
  `
    mutation WithdrawUnit($input: WithdrawUnitInput!) {
      withdrawUnit(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);

export const addPost = graphql(
  `
    mutation AddPost($input: AddPostInput!) {
      addPost(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);

export const retitlePost = graphql(
  `
    mutation RetitlePost($input: RetitlePostInput!) {
      retitlePost(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);

export const closePost = graphql(
  `
    mutation ClosePost($input: ClosePostInput!) {
      closePost(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);

export const withdrawPost = graphql(
  `
    mutation WithdrawPost($input: WithdrawPostInput!) {
      withdrawPost(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);

export const appointHolder = graphql(
  `
    mutation AppointHolder($input: AppointHolderInput!) {
      appointHolder(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);

export const recordLeaver = graphql(
  `
    mutation RecordLeaver($input: RecordLeaverInput!) {
      recordLeaver(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);

export const nameDeputy = graphql(
  `
    mutation NameDeputy($input: NameDeputyInput!) {
      nameDeputy(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);

export const standDownDeputy = graphql(
  `
    mutation StandDownDeputy($input: StandDownDeputyInput!) {
      standDownDeputy(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);

export const standDownActingHolder = graphql(
  `
    mutation StandDownActingHolder($input: StandDownActingHolderInput!) {
      standDownActingHolder(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);

export const erasePerson = graphql(
  `
    mutation ErasePerson($input: ErasePersonInput!) {
      erasePerson(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);

export const nameOrganisation = graphql(
  `
    mutation NameOrganisation($input: NameOrganisationInput!) {
      nameOrganisation(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);

export const nameFinalArbiter = graphql(
  `
    mutation NameFinalArbiter($input: NameFinalArbiterInput!) {
      nameFinalArbiter(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);

export const changeCalendar = graphql(
  `
    mutation ChangeCalendar($input: ChangeCalendarInput!) {
      changeCalendar(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);

export const chooseChartConvention = graphql(
  `
    mutation ChooseChartConvention($input: ChooseChartConventionInput!) {
      chooseChartConvention(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);

export const planCycle = graphql(
  `
    mutation PlanCycle($input: PlanCycleInput!) {
      planCycle(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);

export const activateCycle = graphql(
  `
    mutation ActivateCycle($input: ActivateCycleInput!) {
      activateCycle(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);

export const recordPerson = graphql(
  `
    mutation RecordPerson($input: RecordPersonInput!) {
      recordPerson(input: $input) {
        __typename
        ... on PersonRecorded {
          person
        }
        ...Refused
      }
    }
  `,
  [refused],
);

export const signPersonOut = graphql(
  `
    mutation SignPersonOut($input: SignPersonOutInput!) {
      signPersonOut(input: $input) {
        __typename
        ... on PersonSignedOut {
          at
        }
        ...Refused
      }
    }
  `,
  [refused],
);

export const createServiceAccount = graphql(
  `
    mutation CreateServiceAccount($input: CreateServiceAccountInput!) {
      createServiceAccount(input: $input) {
        __typename
        ... on ServiceAccountCreated {
          account
          token
        }
        ...Refused
      }
    }
  `,
  [refused],
);

export const revokeServiceAccount = graphql(
  `
    mutation RevokeServiceAccount($input: RevokeServiceAccountInput!) {
      revokeServiceAccount(input: $input) {
        __typename
        ... on ServiceAccountRevoked {
          account
        }
        ...Refused
      }
    }
  `,
  [refused],
);
