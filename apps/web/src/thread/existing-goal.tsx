import { useQuery } from 'urql';
import { graphql } from '../api/graphql.js';
import { LabelledChoice } from '../shell/labelled.js';

const goalsOfPost = graphql(`
  query GoalsOfPost($filter: GoalFilter) {
    goals(first: 200, filter: $filter) {
      edges {
        node {
          id
          statement
        }
      }
    }
  }
`);

/** A goal of the post that would own the child, which gets another parent by this thread instead of a new goal being made. */
export const ExistingGoalField = ({
  owner,
  parent,
  goal,
  onChange,
}: {
  readonly owner: string;
  /** What is served: a goal is not put under itself. */
  readonly parent: string;
  readonly goal: string;
  readonly onChange: (goal: string) => void;
}) => {
  const [{ data }] = useQuery({ query: goalsOfPost, variables: { filter: { owner, inForce: true } } });
  const goals = (data?.goals.edges ?? []).filter(({ node }) => node.id !== parent);
  if (goals.length === 0) return null;
  return (
    <LabelledChoice
      label="Goal"
      hint="A goal that is there already moves under this parent when both have signed, with what they then agree on; its present link is released."
      value={goal}
      choices={[['', 'a new goal'], ...goals.map(({ node }) => [node.id, node.statement] as const)]}
      onChange={onChange}
    />
  );
};
