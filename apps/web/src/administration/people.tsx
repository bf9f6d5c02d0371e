import { useRef, useState } from 'react';
import { Link } from 'react-router';
import { Act, why } from '../shell/act.js';
import type { Field } from '../shell/command-form.js';
import { Find } from '../shell/filters.js';
import { Heading } from '../shell/heading.js';
import { Answer } from '../shell/states.js';
import { useActingPost } from '../shell/use-acting-post.js';
import { erasePerson, recordPerson, signPersonOut } from './administration-commands.js';
import { isNow, peopleChoices, peopleOf, remember, useNewcomers, type KnownPerson } from './known-people.js';
import { useOrganisation } from './use-organisation.js';

const entryFields: readonly Field[] = [
  { kind: 'line', name: 'name', label: 'Name' },
  { kind: 'line', name: 'email', label: 'E-mail address', optional: true },
  {
    kind: 'line',
    name: 'subject',
    label: 'Name at the sign-in service',
    hint: 'By it the sign-in service knows them. Without one they cannot sign in.',
    optional: true,
  },
];

const shownAtOnce = 25;

const Directory = ({ people }: { readonly people: readonly KnownPerson[] }) => {
  const [typed, setTyped] = useState('');
  const [shown, setShown] = useState(shownAtOnce);
  const words = typed.trim().toLowerCase();
  const found = people.filter(
    ({ name, stands }) => name.toLowerCase().includes(words) || stands.some(({ post }) => post.title.toLowerCase().includes(words)),
  );
  return (
    <>
      <Find label="Find by name or post" value={typed} onChange={setTyped} />
      <p role="status">
        {found.length} {found.length === 1 ? 'person or program' : 'people and programs'}.
      </p>
      <ul className="app-people">
        {found.slice(0, shown).map(({ id: person, name, stands }) => {
          const now = stands.filter(isNow);
          return (
            <li key={person}>
              <strong>{name}</strong>{' '}
              {now.length === 0
                ? stands.length === 0
                  ? 'in no post yet'
                  : 'in no post today'
                : now.map(({ post, standing }, index) => (
                    <span key={`${post.id} ${standing}`}>
                      {index > 0 && '; '}
                      {standing === 'DEPUTY' ? 'deputy of ' : standing === 'ACTING' ? 'acts as ' : ''}
                      <Link to={`/administration/units/posts/${post.id}`}>{post.title}</Link>
                    </span>
                  ))}
            </li>
          );
        })}
      </ul>
      {found.length > shown && (
        <button type="button" className="app-slider__step" onClick={() => setShown(shown + shownAtOnce)}>
          Show more
        </button>
      )}
    </>
  );
};

const Acts = ({ people, again }: { readonly people: readonly KnownPerson[]; readonly again: () => void }) => {
  const actingPost = useActingPost('ADMINISTRATOR');
  const entered = useRef('');
  const who: Field = { kind: 'choice', name: 'person', label: 'Who', choices: peopleChoices(people) };
  return (
    <section aria-labelledby="people-acts">
      <h2 className="nhsuk-heading-m" id="people-acts">
        What you may do
      </h2>
      <Act
        name="Record a person"
        document={recordPerson}
        fields={entryFields}
        input={(typed) => {
          entered.current = String(typed['name']);
          return { ...typed, reason: 'entered in the directory', actingPost };
        }}
        done="In the directory. They are in the list of people of every post now: appoint them."
        onTaken={({ recordPerson: answer }) => {
          if (answer.__typename === 'PersonRecorded') remember({ id: answer.person, name: entered.current, isProgram: false });
        }}
      >
        <p>Names and addresses are kept in a directory beside the record, so that they can be erased.</p>
      </Act>
      <Act
        name="Change an entry"
        document={recordPerson}
        fields={[who, ...entryFields, { ...why, label: 'Why, where the name at the sign-in service changes', optional: true }]}
        input={{ actingPost }}
        submit="Change the entry"
        done="Changed."
        onTaken={again}
      >
        <p>The whole entry is replaced: write the address and the sign-in name again, or they are emptied.</p>
      </Act>
      <Act
        name="Sign somebody out everywhere"
        document={signPersonOut}
        fields={[who]}
        input={{ actingPost }}
        submit="Sign out everywhere"
        done="Signed out. Every session and token from before is refused."
        onTaken={again}
      >
        <p>For a lost laptop or a leaver. They may sign in again; to keep them out, close their account at the sign-in service.</p>
      </Act>
      <Act
        name="Erase a person"
        document={erasePerson}
        fields={[
          who,
          { ...why, hint: 'Do not name the person here.' },
          { kind: 'choice', name: 'sure', label: 'Are you sure?', choices: [['yes', 'Yes, erase this person for ever']] },
        ]}
        input={({ sure: _, ...typed }) => ({ ...typed, actingPost })}
        submit="Erase for ever"
        done="Erased. Wherever the name stood, “former post-holder” stands now."
        onTaken={again}
      >
        <div className="nhsuk-warning-callout">
          <h3 className="nhsuk-warning-callout__label">This cannot be undone</h3>
          <p>Erased: the name, the e-mail address and the sign-in name. Nobody gets them back, we included.</p>
          <p>
            What stays: everything they did, with its date and post, under “former post-holder”; what they wrote as reasons; and what others
            wrote, even where it names them. Posts they stand in are not vacated: record them as leavers first.
          </p>
        </div>
      </Act>
    </section>
  );
};

/** Who is in the directory, as far as they stand or stood in posts, and what is done to entries. */
export const People = () => {
  const { asked, again } = useOrganisation(null);
  const newcomers = useNewcomers();
  return (
    <>
      <Heading title="People" />
      <Answer asked={asked} what="the people" retry={again}>
        {({ posts }) => {
          const people = peopleOf(posts, newcomers);
          return (
            <>
              <Acts people={people} again={again} />
              <h2 className="nhsuk-heading-m">Everybody who stands or stood in a post</h2>
              <Directory people={people} />
            </>
          );
        }}
      </Answer>
    </>
  );
};
