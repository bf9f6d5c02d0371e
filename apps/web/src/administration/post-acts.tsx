import { Link } from 'react-router';
import { Act, why } from '../shell/act.js';
import type { Field } from '../shell/command-form.js';
import { useActingPost } from '../shell/use-acting-post.js';
import { today } from '../words/dates.js';
import { nameActingHolder } from '../work/work-commands.js';
import {
  appointHolder,
  closePost,
  nameDeputy,
  recordLeaver,
  retitlePost,
  standDownActingHolder,
  standDownDeputy,
  withdrawPost,
} from './administration-commands.js';
import type { PostOf } from './organisation-documents.js';
import type { Organisation } from './use-organisation.js';
import { usePeopleChoices } from './use-people-choices.js';

const untilField: Field = {
  kind: 'day',
  name: 'to',
  label: 'Last day',
  hint: 'Until further notice where it is left empty.',
  optional: true,
};

/** Those whose time in the post has not ended, once each. */
const standingAs = ({ tenures }: PostOf, standing: string): readonly (readonly [string, string])[] => {
  const open = tenures.filter((each) => each.standing === standing && (each.to === null || each.to >= today()));
  return [...new Map(open.map(({ person }) => [person.id, person.name])).entries()];
};

/** Who stands in a post from when to when, and what becomes of the post itself. */
export const PostActs = ({
  post,
  organisation,
  again,
}: {
  readonly post: PostOf;
  readonly organisation: Organisation;
  readonly again: () => void;
}) => {
  const actingPost = useActingPost('ADMINISTRATOR');
  const people = usePeopleChoices();
  const input = { post: post.id, actingPost };
  const person: Field = { kind: 'choice', name: 'person', label: 'Who', choices: people };
  const from: Field = { kind: 'day', name: 'from', label: 'First day', initial: today() };
  const leaving = (choices: readonly (readonly [string, string])[]): readonly Field[] => [
    { kind: 'choice', name: 'person', label: 'Who', choices, ...(choices.length === 1 && { initial: choices[0]![0] }) },
    {
      kind: 'day',
      name: 'lastDay',
      label: 'Last day',
      hint: 'Where they were named by mistake, the day before their first: they never stood there then.',
      initial: today(),
    },
    why,
  ];
  const [holders, deputies, acting] = [standingAs(post, 'HOLDER'), standingAs(post, 'DEPUTY'), standingAs(post, 'ACTING')];
  const others = organisation.posts
    .filter(({ id, closedOn }) => id !== post.id && closedOn === null)
    .map(({ id, title, unit }) => [id, `${title}${unit ? `, ${unit.name}` : ''}`] as const);
  const taken = { input, onTaken: again };
  return (
    <>
      <section aria-labelledby="post-people">
        <h2 className="nhsuk-heading-m" id="post-people">
          Appoint and stand down
        </h2>
        <p className="nhsuk-hint">
          Somebody who is not in the lists is <Link to="/administration/people">recorded first</Link>.
        </p>
        <Act name="Appoint a holder" document={appointHolder} fields={[person, from, untilField]} done="Appointed." {...taken} />
        {holders.length > 0 && (
          <Act name="Record a leaver" document={recordLeaver} fields={leaving(holders)} done="Recorded." {...taken}>
            <p>Goals, threads and signatures belong to the post and stay with it.</p>
          </Act>
        )}
        <Act name="Name a deputy" document={nameDeputy} fields={[person, from, untilField]} done="Named." {...taken}>
          <p>A deputy may sign for the post, and is shown as “as deputy” wherever they did.</p>
        </Act>
        {deputies.length > 0 && (
          <Act name="Stand a deputy down" document={standDownDeputy} fields={leaving(deputies)} done="Stood down." {...taken} />
        )}
        {post.vacant && (
          <Act name="Name an acting holder" document={nameActingHolder} fields={[person, from, untilField, why]} done="Named." {...taken} />
        )}
        {acting.length > 0 && (
          <Act name="Stand an acting holder down" document={standDownActingHolder} fields={leaving(acting)} done="Stood down." {...taken} />
        )}
      </section>
      <section aria-labelledby="post-itself">
        <h2 className="nhsuk-heading-m" id="post-itself">
          The post itself
        </h2>
        <Act
          name="Retitle"
          document={retitlePost}
          fields={[{ kind: 'line', name: 'title', label: 'New title', initial: post.title }, why]}
          done="Retitled."
          {...taken}
        />
        {others.length > 0 && (
          <Act
            name="Close with a successor"
            document={closePost}
            fields={[
              { kind: 'choice', name: 'successor', label: 'Successor', choices: others },
              { kind: 'day', name: 'on', label: 'Closed from', initial: today() },
              why,
            ]}
            submit="Close this post"
            done="Closed."
            {...taken}
          >
            <p>The successor takes over its goals and its side in every thread. A closed post is not opened again.</p>
          </Act>
        )}
        {holders.length + deputies.length + acting.length === 0 ? (
          <Act name="Withdraw" document={withdrawPost} fields={[why]} submit="Withdraw this post" done="Withdrawn." {...taken}>
            <p>For a post entered in error, while nothing hangs on it. That it was there stays in the record.</p>
          </Act>
        ) : (
          <p className="nhsuk-hint">A post can be withdrawn while nobody stands in it and nothing hangs on it.</p>
        )}
      </section>
    </>
  );
};
