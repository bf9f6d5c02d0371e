import { useDeferredValue, useState } from 'react';
import { Act, why } from '../shell/act.js';
import type { Field } from '../shell/command-form.js';
import { Disclosed } from '../shell/disclosed.js';
import { Find } from '../shell/filters.js';
import { Heading } from '../shell/heading.js';
import { LabelledChoice } from '../shell/labelled.js';
import { More } from '../shell/more.js';
import { Answer, Empty } from '../shell/states.js';
import { useActingPost } from '../shell/use-acting-post.js';
import { usePages } from '../shell/use-pages.js';
import { erasePerson, recordPerson, signPersonOut } from './administration-commands.js';
import { directoryList, type EntryOf } from './directory-documents.js';
import { Stands } from './stands.js';

const fieldsOf = (entry?: EntryOf): readonly Field[] => [
  { kind: 'line', name: 'name', label: 'Name', initial: entry?.person.name ?? '' },
  { kind: 'line', name: 'email', label: 'E-mail address', initial: entry?.email ?? '', optional: true },
  {
    kind: 'line',
    name: 'subject',
    label: 'Name at the sign-in service',
    hint: 'By it the sign-in service knows them. Without one they cannot sign in.',
    initial: entry?.subject ?? '',
    optional: true,
  },
];

/** What an administrator does about one entry. */
const EntryActs = ({ entry, again }: { readonly entry: EntryOf; readonly again: () => void }) => {
  const actingPost = useActingPost('ADMINISTRATOR');
  const { person } = entry;
  const input = { person: person.id, actingPost };
  return (
    <>
      <Act
        key={`${person.name} ${entry.email} ${entry.subject}`}
        name="Change the entry"
        document={recordPerson}
        fields={[...fieldsOf(entry), { ...why, label: 'Why, where the name at the sign-in service changes', optional: true }]}
        input={input}
        submit="Change the entry"
        done="Changed."
        onTaken={again}
      />
      <Act
        name="Sign out everywhere"
        document={signPersonOut}
        fields={[]}
        input={input}
        submit={`Sign ${person.name} out`}
        done="Signed out. Every session and token from before is refused."
        onTaken={again}
      >
        <p>For a lost laptop or a leaver. They may sign in again; to keep them out, close their account at the sign-in service.</p>
      </Act>
      <Act
        name="Erase"
        document={erasePerson}
        fields={[
          { ...why, hint: 'Do not name the person here.' },
          { kind: 'choice', name: 'sure', label: 'Are you sure?', choices: [['yes', 'Yes, erase this person for ever']] },
        ]}
        input={({ sure: _, ...typed }) => ({ ...typed, ...input })}
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
    </>
  );
};

const statuses = [
  ['', 'everybody'],
  ['IN_POST', 'in a post today'],
  ['IN_NO_POST_TODAY', 'in no post today'],
  ['NEVER_IN_POST', 'in no post yet'],
] as const;
type Status = EntryOf['status'];

/** The directory, found by name, post and how somebody stands, and what is done to its entries. */
export const People = () => {
  const actingPost = useActingPost('ADMINISTRATOR');
  const [typed, setTyped] = useState('');
  const [status, setStatus] = useState<Status | ''>('');
  const search = useDeferredValue(typed.trim());
  const pages = usePages(directoryList, { search: search || null, status: status || null }, ({ people }) => people);
  return (
    <>
      <Heading title="People" />
      <p>Names and addresses are kept in a directory beside the record, so that they can be erased.</p>
      <Act
        name="Record a person"
        document={recordPerson}
        fields={fieldsOf()}
        input={(entered) => ({ ...entered, reason: 'entered in the directory', actingPost })}
        done="In the directory. They are in the list of people of every post now: appoint them."
        onTaken={pages.again}
      />
      <h2 className="nhsuk-heading-m">Everybody in the directory</h2>
      <Find label="Find by name or post" value={typed} onChange={setTyped} />
      <LabelledChoice label="Show" value={status} choices={statuses} onChange={(value) => setStatus(value as Status | '')} />
      <Answer asked={pages} what="the directory" retry={pages.again}>
        {({ nodes }) =>
          nodes.length === 0 ? (
            <Empty>
              <p>
                {search === '' && status === ''
                  ? 'Nobody is in the directory yet. Record the first person above.'
                  : 'Nobody in the directory fits. Write less of the name, or choose “everybody”.'}
              </p>
            </Empty>
          ) : (
            <ul className="app-people">
              {nodes.map((entry) => (
                <li key={entry.person.id}>
                  <strong>{entry.person.name}</strong> <Stands posts={entry.posts} />
                  <Disclosed name={`What you may do about ${entry.person.name}`}>
                    <EntryActs entry={entry} again={pages.again} />
                  </Disclosed>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
      <More pages={pages} what="people" />
    </>
  );
};
