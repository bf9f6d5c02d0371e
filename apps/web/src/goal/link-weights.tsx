import { useQuery } from 'urql';
import { Link } from 'react-router';
import { Act, reasonField } from '../shell/act.js';
import { whoAmI } from '../shell/who-am-i.js';
import { useParent } from '../thread/parent-documents.js';
import { figureInWords } from '../words/figures.js';
import { reweightLink } from './sum-commands.js';
import type { Goal } from './goal-documents.js';

type LinkOf = Goal['links'][number];

/** One parent with the goal's place in its average; whoever owns the parent sets it. */
const Weight = ({ goal, link, mayChange, onTaken }: Given & { readonly link: LinkOf }) => {
  const { parent } = useParent(link.parentKind, link.parent, null);
  const [{ data }] = useQuery({ query: whoAmI });
  if (parent === null) return null;
  const posts = data?.me.posts ?? [];
  const owns = posts.some(({ id }) => id === parent.owner?.id);
  const isUsual = Number(link.weight) === 1;
  if (isUsual && !(mayChange && owns)) return null;
  return (
    <>
      <p>
        Where what serves <Link to={parent.address}>{parent.statement}</Link> is averaged, this goal has the weight{' '}
        {figureInWords(Number(link.weight), 'COUNT')}
        {isUsual && ', as every other unless somebody says otherwise'}.
      </p>
      {mayChange && owns && (
        <Act
          key={link.weight}
          name="Give it another weight"
          document={reweightLink}
          fields={[
            { kind: 'figure', name: 'weight', label: 'Weight', hint: '1 is usual; 0 does not count.', initial: link.weight },
            reasonField,
          ]}
          input={{ goal: goal.id, thread: link.thread, ...(posts.length > 1 && { actingPost: parent.owner?.id }) }}
          submit="Give it this weight"
          onTaken={onTaken}
        />
      )}
    </>
  );
};

interface Given {
  readonly goal: Goal;
  readonly mayChange: boolean;
  readonly onTaken: () => void;
}

/** What the goal weighs in what it serves, where that is not the usual weight or is the reader’s to set. */
export const LinkWeights = (given: Given) => {
  const inForce = given.goal.links.filter(({ releasedBecause, link }) => releasedBecause === null && link === 'CONTRIBUTES');
  return inForce.map((link) => <Weight key={link.thread} link={link} {...given} />);
};
