import { graphql } from '../api/graphql.js';

/** What was found, by which rule and about what. */
export const findingFields = graphql(`
  fragment FindingFields on Finding {
    code
    kind
    severity
    text
    rule
    subject
    subjectKind
    decidedOn
  }
`);
