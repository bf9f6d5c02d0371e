import { graphql, type ResultOf } from '../api/graphql.js';
import { outcome } from '../api/outcome.js';
import { findingFields } from '../unit/finding-fields.js';

export const auditHead = graphql(`
  query AuditHead {
    logHead {
      position
      recordedAt
    }
    seals(first: 1) {
      edges {
        node {
          id
          printed
          at
          ordinal
          eventsSince
        }
      }
    }
    unanswered: findings(kind: INTEGRITY, acknowledged: false, first: 1) {
      totalCount
    }
    operational: findings(kind: OPERATIONAL, first: 1) {
      totalCount
    }
    aims(first: 100) {
      edges {
        node {
          id
          statement
        }
      }
    }
  }
`);

export const strategyDiff = graphql(`
  query StrategyDiff(
    $from: AsOfInput!
    $to: AsOfInput
    $kinds: [StrategyDiffKind!]
    $unit: ID
    $cameBack: Boolean
    $first: Int
    $after: String
  ) {
    strategyDiff(from: $from, to: $to, kinds: $kinds, unit: $unit, cameBack: $cameBack, first: $first, after: $after) {
      totalCount
      from
      to
      summary {
        kind
        of
        changed
        cameBack
      }
      edges {
        cursor
        node {
          kind
          node {
            id
            kind
            statement
            unit {
              id
              name
            }
            owner {
              id
              title
            }
          }
          differences {
            field
            before
            after
          }
          names {
            id
            name
          }
          events {
            position
            event
            at
            reason
            by {
              id
              name
            }
            post {
              id
              title
            }
          }
        }
      }
    }
  }
`);

export const findingsDocument = graphql(
  `
    query AuditFindings($kind: FindingKind, $acknowledged: Boolean, $unit: ID, $first: Int, $after: String, $asOf: AsOfInput) {
      findings(kind: $kind, acknowledged: $acknowledged, unit: $unit, first: $first, after: $after, asOf: $asOf) {
        totalCount
        edges {
          cursor
          node {
            ...FindingFields
            key
            debt
            evidence
            unit {
              id
              name
            }
            decidedBy {
              id
              name
            }
            evidenceAll {
              position
              subject
              subjectKind
            }
            acknowledged {
              at
              reason
              position
              by {
                id
                name
              }
              post {
                id
                title
              }
            }
          }
        }
      }
    }
  `,
  [findingFields],
);

export const retryDebt = graphql(
  `
    mutation RetryDebt($input: RetryDebtInput!) {
      retryDebt(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);

export const acknowledgeFinding = graphql(
  `
    mutation AcknowledgeFinding($input: AcknowledgeFindingInput!) {
      acknowledgeFinding(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);

export const withdrawAcknowledgement = graphql(
  `
    mutation WithdrawAcknowledgement($input: WithdrawAcknowledgementInput!) {
      withdrawAcknowledgement(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);

const sealFields = graphql(`
  fragment SealFields on Seal {
    id
    printed
    digest
    ordinal
    position
    at
    events
    eventsSince
    lastEventId
    reason
    by {
      id
      name
    }
    post {
      id
      title
    }
  }
`);

export const sealsDocument = graphql(
  `
    query Seals($first: Int, $after: String, $asOf: AsOfInput) {
      seals(first: $first, after: $after, asOf: $asOf) {
        totalCount
        edges {
          cursor
          node {
            ...SealFields
          }
        }
      }
    }
  `,
  [sealFields],
);

export const sealChecked = graphql(
  `
    query SealChecked($seal: String!, $position: Position!) {
      verifySeal(seal: $seal) {
        fit
        because
        ordinal
      }
      seal(coveringPosition: $position) {
        ...SealFields
      }
    }
  `,
  [sealFields],
);

export const placeSeal = graphql(
  `
    mutation PlaceSeal($input: PlaceSealInput!) {
      placeSeal(input: $input) {
        ...Outcome
      }
    }
  `,
  [outcome],
);

export const accessesDocument = graphql(`
  query AccessRecords($kind: AccessKind, $subject: ID, $first: Int, $after: String, $asOf: AsOfInput) {
    accessRecords(kind: $kind, subject: $subject, first: $first, after: $after, asOf: $asOf) {
      totalCount
      edges {
        cursor
        node {
          at
          hour
          kind
          subject
          position
          upTo
          person {
            id
            name
          }
        }
      }
    }
  }
`);

export type DiffLine = ResultOf<typeof strategyDiff>['strategyDiff']['edges'][number]['node'];
export type FindingShown = ResultOf<typeof findingsDocument>['findings']['edges'][number]['node'];
export type SealShown = ResultOf<typeof sealFields>;
export type AccessShown = ResultOf<typeof accessesDocument>['accessRecords']['edges'][number]['node'];
