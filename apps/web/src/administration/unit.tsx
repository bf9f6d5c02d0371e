import { Link, useNavigate, useParams } from 'react-router';
import { Act, why } from '../shell/act.js';
import type { Field } from '../shell/command-form.js';
import { Heading } from '../shell/heading.js';
import { MomentBar } from '../shell/moment-bar.js';
import { Answer, Empty } from '../shell/states.js';
import { useActingPost } from '../shell/use-acting-post.js';
import { useMoment } from '../shell/use-moment.js';
import { addPost, addUnit, renameUnit, withdrawUnit } from './administration-commands.js';
import type { PostOf, UnitOf } from './organisation-documents.js';
import { roleWords } from './organisation-words.js';
import { unitFields } from './unit-fields.js';
import { usePlace } from './use-place.js';
import { useOrganisation, type Organisation } from './use-organisation.js';

const postFields: readonly Field[] = [
  { kind: 'line', name: 'title', label: 'Title', hint: 'The title of the post, not the name of a person.' },
  { kind: 'choice', name: 'role', label: 'Role', choices: Object.entries(roleWords) },
  {
    kind: 'choice',
    name: 'leads',
    label: 'Does it lead the unit?',
    initial: 'no',
    choices: [
      ['no', 'No'],
      ['yes', 'Yes'],
    ],
  },
];

const Posts = ({ posts }: { readonly posts: readonly PostOf[] }) => {
  const place = usePlace();
  if (posts.length === 0)
    return (
      <Empty>
        <p>This unit has no posts.</p>
      </Empty>
    );
  return (
    <div className="app-offers" tabIndex={0} role="region" aria-label="Posts of the unit">
      <table className="nhsuk-table app-offers__table">
        <thead>
          <tr>
            <th scope="col">Post</th>
            <th scope="col">Role</th>
            <th scope="col">Holder</th>
            <th scope="col">Deputy</th>
          </tr>
        </thead>
        <tbody>
          {posts.map((post) => (
            <tr key={post.id}>
              <th scope="row">
                <Link to={place(`/administration/units/posts/${post.id}`)}>{post.title}</Link>
                {post.leads && ' (leads the unit)'}
              </th>
              <td>{roleWords[post.role]}</td>
              <td>
                {post.closedOn !== null ? (
                  'Closed'
                ) : post.vacant ? (
                  <strong>Vacant</strong>
                ) : (
                  post.holders.map(({ name }) => name).join(', ')
                )}
              </td>
              <td>{post.deputies.map(({ name }) => name).join(', ') || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const Acts = ({ unit, isEmpty, again }: { readonly unit: UnitOf; readonly isEmpty: boolean; readonly again: () => void }) => {
  const actingPost = useActingPost('ADMINISTRATOR');
  const goTo = useNavigate();
  return (
    <section aria-labelledby="unit-acts">
      <h2 className="nhsuk-heading-m" id="unit-acts">
        What you may do
      </h2>
      <Act
        name="Add a post"
        document={addPost}
        fields={postFields}
        input={({ leads, ...typed }) => ({ ...typed, leads: leads === 'yes', unit: unit.id, actingPost })}
        done="The post is in the record. Appoint somebody to it next."
        onTaken={again}
      />
      <Act
        name="Add a unit below"
        document={addUnit}
        fields={unitFields}
        input={{ parent: unit.id, actingPost }}
        done="The unit is in the record."
        onTaken={again}
      />
      <Act
        name="Rename"
        document={renameUnit}
        fields={[{ kind: 'line', name: 'name', label: 'New name', initial: unit.name }, why]}
        input={{ unit: unit.id, actingPost }}
        done="Renamed."
        onTaken={again}
      />
      {isEmpty ? (
        <Act
          name="Withdraw"
          document={withdrawUnit}
          fields={[why]}
          input={{ unit: unit.id, actingPost }}
          submit="Withdraw this unit"
          done="Withdrawn."
          onTaken={() => void goTo('/administration/units')}
        >
          <p>For a unit entered in error. It leaves the tree; that it was there stays in the record.</p>
        </Act>
      ) : (
        <p className="nhsuk-hint">A unit can be withdrawn while it has no posts and no units below it.</p>
      )}
    </section>
  );
};

const Shown = ({ id, organisation, again }: { readonly id: string; readonly organisation: Organisation; readonly again: () => void }) => {
  const asOf = useMoment();
  const place = usePlace();
  const unit = organisation.units.find((each) => each.id === id);
  if (!unit)
    return (
      <>
        <Heading title="No such unit" />
        <Empty>
          <p>
            There is no unit here at this moment. <Link to={place('/administration/units')}>See all units</Link>.
          </p>
        </Empty>
      </>
    );
  const posts = organisation.posts.filter((post) => post.unit?.id === id);
  const below = organisation.units.filter(({ parent }) => parent?.id === id);
  const above = organisation.units.find((each) => each.id === unit.parent?.id);
  return (
    <>
      <Heading title={unit.name} />
      <p>
        {unit.kind}
        {unit.code !== null && `, code ${unit.code}`}
        {above && (
          <>
            , below <Link to={place(`/administration/units/${above.id}`)}>{above.name}</Link>
          </>
        )}
        .
      </p>
      <MomentBar />
      <h2 className="nhsuk-heading-m">Posts</h2>
      <Posts posts={posts} />
      {below.length > 0 && (
        <>
          <h2 className="nhsuk-heading-m">Units below</h2>
          <ul>
            {below.map((each) => (
              <li key={each.id}>
                <Link to={place(`/administration/units/${each.id}`)}>{each.name}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {asOf === null && <Acts unit={unit} isEmpty={posts.length + below.length === 0} again={again} />}
    </>
  );
};

/** One unit as an administrator keeps it: its posts, what lies below it, and what can be changed. */
export const Unit = () => {
  const { id = '' } = useParams();
  const { asked, again } = useOrganisation(useMoment());
  return (
    <Answer asked={asked} what="the unit" retry={again}>
      {(organisation) => <Shown id={id} organisation={organisation} again={again} />}
    </Answer>
  );
};
