import { graphql, type ResultOf } from '../api/graphql.js';
import type { unitsDocument } from '../unit/units-documents.js';

export const allPosts = graphql(`
  query AllPosts($asOf: AsOfInput, $after: String) {
    posts(asOf: $asOf, first: 200, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          title
          role
          leads
          vacant
          closedOn
          successor {
            id
            title
          }
          unit {
            id
            name
          }
          holders {
            id
            name
          }
          deputies {
            id
            name
          }
          tenures {
            person {
              id
              name
            }
            standing
            from
            to
          }
        }
      }
    }
  }
`);

export const organisationDocument = graphql(`
  query OrganisationSettings {
    organisation {
      id
      name
      financialYearStart
      finalArbiter {
        id
        title
      }
    }
    cycles {
      id
      name
      starts
      ends
      state
      current
    }
    logHead {
      position
    }
  }
`);

export const organisationStory = graphql(`
  query OrganisationStory($subject: ID!, $after: String) {
    history(subject: $subject, first: 200, after: $after) {
      totalCount
      edges {
        cursor
        node {
          type
          on
          data
        }
      }
    }
  }
`);

export type UnitOf = ResultOf<typeof unitsDocument>['units']['edges'][number]['node'];
export type PostOf = ResultOf<typeof allPosts>['posts']['edges'][number]['node'];
export type Settings = ResultOf<typeof organisationDocument>;
