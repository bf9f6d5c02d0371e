import { useState } from 'react';
import { Link } from 'react-router';
import { Act } from '../shell/act.js';
import { Find } from '../shell/filters.js';
import { Heading } from '../shell/heading.js';
import { MomentBar } from '../shell/moment-bar.js';
import { Answer, Empty } from '../shell/states.js';
import { useActingPost } from '../shell/use-acting-post.js';
import { useMoment } from '../shell/use-moment.js';
import { addUnit } from './administration-commands.js';
import type { PostOf, UnitOf } from './organisation-documents.js';
import { unitFields } from './unit-fields.js';
import { usePlace } from './use-place.js';
import { useOrganisation, type Organisation } from './use-organisation.js';

/** Who stands in a post, in a word or two. */
const holdersIn = ({ holders, vacant, closedOn }: PostOf): string =>
  closedOn !== null ? 'closed' : vacant ? 'vacant' : holders.map(({ name }) => name).join(', ');

const Branch = ({ unit, organisation }: { readonly unit: UnitOf; readonly organisation: Organisation }) => {
  const place = usePlace();
  const below = organisation.units.filter(({ parent }) => parent?.id === unit.id);
  const posts = organisation.posts.filter((post) => post.unit?.id === unit.id);
  const vacant = posts.filter((post) => post.vacant && post.closedOn === null).length;
  return (
    <li>
      <Link to={place(`/administration/units/${unit.id}`)}>{unit.name}</Link>{' '}
      <span className="app-unit-tree__about">
        {unit.kind}, {posts.length === 1 ? '1 post' : `${posts.length} posts`}
        {vacant > 0 && <strong>, {vacant} vacant</strong>}
      </span>
      {below.length > 0 && (
        <ul>
          {below.map((each) => (
            <Branch key={each.id} unit={each} organisation={organisation} />
          ))}
        </ul>
      )}
    </li>
  );
};

const foundMax = 50;

/** Units and posts whose names hold what was typed. */
const Found = ({ words, organisation: { units, posts } }: { readonly words: string; readonly organisation: Organisation }) => {
  const place = usePlace();
  const holds = (...texts: readonly (string | null)[]): boolean => texts.some((text) => text?.toLowerCase().includes(words) ?? false);
  const found = [
    ...units.filter(({ name, code }) => holds(name, code)).map(({ id, name, kind }) => ({ to: `units/${id}`, name, about: kind })),
    ...posts
      .filter((post) => holds(post.title, ...post.holders.map(({ name }) => name)))
      .map((post) => ({ to: `units/posts/${post.id}`, name: post.title, about: `${post.unit?.name ?? ''}: ${holdersIn(post)}` })),
  ];
  return (
    <>
      <p role="status">{found.length > foundMax ? `The first ${foundMax} of ${found.length}.` : `${found.length} found.`}</p>
      <ul className="app-unit-tree">
        {found.slice(0, foundMax).map(({ to, name, about }) => (
          <li key={to}>
            <Link to={place(`/administration/${to}`)}>{name}</Link> <span className="app-unit-tree__about">{about}</span>
          </li>
        ))}
      </ul>
    </>
  );
};

/** The tree of units with their posts, and the way to each. */
export const Units = () => {
  const asOf = useMoment();
  const { asked, again } = useOrganisation(asOf);
  const actingPost = useActingPost('ADMINISTRATOR');
  const [typed, setTyped] = useState('');
  const words = typed.trim().toLowerCase();
  return (
    <>
      <Heading title="Units and posts" />
      <MomentBar />
      <Answer asked={asked} what="the units" retry={again}>
        {(organisation) => {
          const tops = organisation.units.filter(({ parent }) => parent === null);
          return (
            <>
              {tops.length === 0 && (
                <Empty>
                  <p>There is no unit yet. Add the top of the tree, such as the board, or import a plan.</p>
                </Empty>
              )}
              {tops.length > 0 && <Find label="Find a unit, a post or who holds it" value={typed} onChange={setTyped} />}
              {words === '' ? (
                <ul className="app-unit-tree">
                  {tops.map((unit) => (
                    <Branch key={unit.id} unit={unit} organisation={organisation} />
                  ))}
                </ul>
              ) : (
                <Found words={words} organisation={organisation} />
              )}
              {asOf === null && tops.length === 0 && (
                <Act
                  name="Add the top of the tree"
                  document={addUnit}
                  fields={unitFields}
                  input={{ actingPost }}
                  done="The unit is in the record."
                  onTaken={again}
                />
              )}
            </>
          );
        }}
      </Answer>
    </>
  );
};
