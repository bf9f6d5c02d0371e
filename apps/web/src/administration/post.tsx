import { Link, useParams } from 'react-router';
import { Disclosed } from '../shell/disclosed.js';
import { Heading } from '../shell/heading.js';
import { History } from '../shell/history.js';
import { MomentBar } from '../shell/moment-bar.js';
import { Answer, Empty } from '../shell/states.js';
import { useMoment } from '../shell/use-moment.js';
import { dayInWords } from '../words/dates.js';
import type { PostOf } from './organisation-documents.js';
import { roleWords, standingWord } from './organisation-words.js';
import { PostActs } from './post-acts.js';
import { usePlace } from './use-place.js';
import { useOrganisation, type Organisation } from './use-organisation.js';

const Tenures = ({ post: { tenures } }: { readonly post: PostOf }) => {
  if (tenures.length === 0)
    return (
      <Empty>
        <p>Nobody has stood in this post yet. Appoint somebody below.</p>
      </Empty>
    );
  return (
    <div className="app-offers" tabIndex={0} role="region" aria-label="Who stands in the post">
      <table className="nhsuk-table app-offers__table">
        <caption className="nhsuk-u-visually-hidden">Everybody who ever stood in the post</caption>
        <thead>
          <tr>
            <th scope="col">Who</th>
            <th scope="col">How</th>
            <th scope="col">From</th>
            <th scope="col">To</th>
          </tr>
        </thead>
        <tbody>
          {tenures.map(({ person, standing, from, to }) => (
            <tr key={`${person.id} ${standing} ${from}`}>
              <th scope="row">{person.name}</th>
              <td>{standingWord(standing)}</td>
              <td>{dayInWords(from)}</td>
              <td>{to === null ? 'until further notice' : dayInWords(to)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const Shown = ({ id, organisation, again }: { readonly id: string; readonly organisation: Organisation; readonly again: () => void }) => {
  const asOf = useMoment();
  const place = usePlace();
  const post = organisation.posts.find((each) => each.id === id);
  if (!post)
    return (
      <>
        <Heading title="No such post" />
        <Empty>
          <p>
            There is no post here at this moment. <Link to={place('/administration/units')}>See all units</Link>.
          </p>
        </Empty>
      </>
    );
  return (
    <>
      <Heading title={post.title} />
      <p>
        {roleWords[post.role]}
        {post.unit && (
          <>
            {post.leads ? ', leads ' : ' in '}
            <Link to={place(`/administration/units/${post.unit.id}`)}>{post.unit.name}</Link>
          </>
        )}
        .{post.vacant && post.closedOn === null && <strong> Vacant: appoint a holder, or name somebody who acts for one.</strong>}
      </p>
      {post.closedOn !== null && (
        <p>
          Closed on {dayInWords(post.closedOn)}
          {post.successor && (
            <>
              ; succeeded by <Link to={place(`/administration/posts/${post.successor.id}`)}>{post.successor.title}</Link>
            </>
          )}
          .
        </p>
      )}
      <MomentBar />
      <h2>Who stands in it</h2>
      <Tenures post={post} />
      {asOf === null && post.closedOn === null && <PostActs post={post} organisation={organisation} again={again} />}
      <Disclosed name="Everything that happened to this post">
        <History subject={post.id} />
      </Disclosed>
    </>
  );
};

/** One post as an administrator keeps it: who stands in it, and what can be changed. */
export const Post = () => {
  const { id = '' } = useParams();
  const { asked, again } = useOrganisation(useMoment());
  return (
    <Answer asked={asked} what="the post" retry={again}>
      {(organisation) => <Shown id={id} organisation={organisation} again={again} />}
    </Answer>
  );
};
