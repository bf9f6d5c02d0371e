import { useCallback } from 'react';
import { useQuery } from 'urql';
import { graphql, type ResultOf } from '../api/graphql.js';
import type { MeasureChosen } from '../shell/found-field.js';
import type { AsOf } from '../shell/use-moment.js';
import type { Served } from './offer-draft.js';

/** What adds up under an aim or a goal. */
export const sums = graphql(`
  fragment Sums on AddsUp {
    state
    because
    formula
    coverage
    need
    inForce
    committed
    directed
    tentative
    gap
    expected
    lines {
      thread
      name
      standing
      amount
      counted
      because
      unitWeight
    }
  }
`);

const servedTerms = graphql(`
  fragment ServedTerms on MeasuredTerms {
    jop
    target
    measure {
      id
      name
      overUnits
      kind
      unitOfMeasure
    }
  }
`);

const parentDocument = graphql(
  `
    query ParentOf($id: ID!, $isAim: Boolean!, $isGoal: Boolean!, $isThread: Boolean!, $asOf: AsOfInput) {
      aim(id: $id, asOf: $asOf) @include(if: $isAim) {
        id
        statement
        revision
        due
        sponsor {
          id
          title
        }
        measured {
          ...ServedTerms
        }
        addsUp {
          ...Sums
        }
      }
      goal(id: $id, asOf: $asOf) @include(if: $isGoal) {
        id
        statement
        revision
        owner {
          id
          title
        }
        terms {
          due
          measured {
            ...ServedTerms
          }
        }
        addsUp {
          ...Sums
        }
      }
      thread(id: $id, asOf: $asOf) @include(if: $isThread) {
        id
        goal
        revision
        receiver {
          id
          title
        }
        table {
          statement
          due
          measured {
            ...ServedTerms
          }
        }
      }
    }
  `,
  [sums, servedTerms],
);

export type ParentKind = 'AIM' | 'GOAL' | 'THREAD';
type Answer = ResultOf<typeof parentDocument>;

/** What a thread serves, whichever of the three it is. */
export interface Parent {
  readonly kind: ParentKind;
  readonly id: string;
  readonly statement: string;
  readonly address: string;
  /** Moves name the revision they saw. */
  readonly revision: number;
  readonly due: string;
  readonly owner: { readonly id: string; readonly title: string } | null;
  readonly measured:
    | (Served & {
        readonly measure: { readonly name: string; readonly kind: MeasureChosen['kind']; readonly unitOfMeasure: string } | null;
      })
    | null;
  /** Null for a thread that is still in negotiation: nothing is added up under it. */
  readonly sums: ResultOf<typeof sums> | null;
}

const parentOf = ({ aim, goal, thread }: Answer): Parent | null => {
  if (aim) {
    const { id, statement, revision, due, sponsor, measured, addsUp } = aim;
    return { kind: 'AIM', id, statement, address: `/aims/${id}`, revision, due, owner: sponsor, measured, sums: addsUp };
  }
  if (goal) {
    const { id, statement, revision, owner, terms, addsUp } = goal;
    const { due, measured } = terms;
    return { kind: 'GOAL', id, statement, address: `/goals/${id}`, revision, due, owner, measured, sums: addsUp };
  }
  if (!thread) return null;
  const { id, receiver, revision, table } = thread;
  const { statement = 'A thread in negotiation', due = '', measured = null } = table ?? {};
  // Where no offer of it shows, nothing is served under it: the service says so.
  return { kind: 'THREAD', id, statement, address: `/threads/${id}`, revision: revision ?? 0, due, owner: receiver, measured, sums: null };
};

/** What a thread serves; the goal it has become where it was a thread that has settled since. */
export const useParent = (
  kind: ParentKind | null,
  id: string,
  asOf: AsOf | null,
): { readonly parent: Parent | null; readonly fetching: boolean; readonly ask: () => void } => {
  const variables = (of: ParentKind | null, which: string) => ({
    id: which,
    asOf,
    isAim: of === 'AIM',
    isGoal: of === 'GOAL',
    isThread: of === 'THREAD',
  });
  const [named, ask] = useQuery({ query: parentDocument, variables: variables(kind, id), pause: kind === null });
  const goal = named.data?.thread?.goal ?? null;
  const [became] = useQuery({ query: parentDocument, variables: variables('GOAL', goal ?? ''), pause: goal === null });
  const read = goal === null ? named : became;
  return {
    parent: read.data ? parentOf(read.data) : null,
    fetching: named.fetching || became.fetching,
    ask: useCallback(() => (kind === null ? undefined : ask({ requestPolicy: 'network-only' })), [ask, kind]),
  };
};
