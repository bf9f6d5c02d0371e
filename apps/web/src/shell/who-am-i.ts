import { graphql } from '../api/graphql.js';

export const whoAmI = graphql(`
  query WhoAmI {
    me {
      person {
        id
        name
      }
      posts {
        id
        title
        role
        unit {
          id
          name
        }
      }
    }
    organisation {
      name
    }
  }
`);
