import { graphql, type ResultOf } from '../api/graphql.js';

/** What an offer or an aim is measured by, whole: what a form begins from. */
export const measuredFields = graphql(`
  fragment MeasuredFields on MeasuredTerms {
    basis
    jop
    jopFrom
    jopTo
    maintain
    target
    tolerance
    trajectory
    stepsOn
    points {
      period
      value
      base
      share
    }
    measure {
      id
      name
      kind
      unitOfMeasure
    }
  }
`);

export const offerFields = graphql(
  `
    fragment OfferFields on Offer {
      hash
      statement
      kind
      due
      confidence
      rationale
      share
      weight
      strength
      link
      baselineBy
      means
      dependencies
      measured {
        ...MeasuredFields
      }
      milestones {
        id
        text
        due
      }
      contribution {
        amount
        conversion
      }
      resourcesAsked {
        kind
        amount
        text
      }
      resourcesGranted {
        id
        kind
        amount
        text
        deliverBy
        fundedBy {
          id
          title
        }
      }
      conditions {
        id
        text
        due
        owner {
          id
          title
        }
      }
    }
  `,
  [measuredFields],
);

export const threadDocument = graphql(
  `
    query Thread($id: ID!, $asOf: AsOfInput) {
      thread(id: $id, asOf: $asOf) {
        id
        kind
        phase
        standing
        round
        episode
        ball
        due
        overdue
        stale
        question
        private
        openness
        parent
        parentKind
        parentRevision
        goal
        unitWeight
        endedBecause
        confirmBy
        holderSince
        holderVacant
        holder {
          id
          title
        }
        giver {
          id
          title
        }
        receiver {
          id
          title
        }
        signatures {
          side
          by {
            id
            name
          }
          post {
            id
            title
          }
        }
        table {
          ...OfferFields
        }
        inForce {
          ...OfferFields
        }
        offers {
          position
          round
          episode
          side
          on
          rationale
          by {
            id
            name
          }
          post {
            id
            title
          }
          offer {
            ...OfferFields
          }
          differences {
            field
          }
        }
        moves {
          position
          event
          side
          round
          on
          at
          text
          by {
            id
            name
          }
          post {
            id
            title
          }
        }
        daysHeld {
          giver
          receiver
          arbiter
        }
        possibleMoves {
          move
          allowed
          because
        }
      }
    }
  `,
  [offerFields],
);

export const threadMoved = graphql(`
  subscription ThreadMoved($thread: ID!) {
    threadMoved(thread: $thread) {
      position
    }
  }
`);

export type Thread = NonNullable<ResultOf<typeof threadDocument>['thread']>;
export type Offer = ResultOf<typeof offerFields>;
export type OfferMade = Thread['offers'][number];
