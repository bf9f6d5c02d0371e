import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { Act } from '../shell/act.js';
import type { Field } from '../shell/command-form.js';
import { Heading } from '../shell/heading.js';
import { Answer } from '../shell/states.js';
import { useActingPost } from '../shell/use-acting-post.js';
import { createServiceAccount, revokeServiceAccount } from './administration-commands.js';
import { isNow, peopleOf, remember, useNewcomers } from './known-people.js';
import { useOrganisation } from './use-organisation.js';

interface Secret {
  readonly account: string;
  readonly token: string;
  readonly name: string;
}

/** The one time a token can be read. */
const SecretShown = ({ secret: { account, token, name }, onPutAway }: { readonly secret: Secret; readonly onPutAway: () => void }) => {
  const [copied, setCopied] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(token);
      setCopied('Copied.');
    } catch {
      setCopied('Your browser does not allow it: mark the token and copy it.');
    }
  };
  return (
    <section className="app-secret" aria-labelledby="secret">
      <h2 className="nhsuk-heading-m" id="secret" tabIndex={-1} ref={heading}>
        The token of {name}
      </h2>
      <p>
        <strong>It is shown this once and kept nowhere.</strong> Put it where the program keeps its secrets; it sends it as{' '}
        <code>Authorization: Bearer …</code>
      </p>
      <p>
        <code className="app-secret__token">{token}</code>
      </p>
      <p>
        Account <code className="app-secret__token">{account}</code>: note it, to revoke the account one day.
      </p>
      <p>
        <button type="button" className="nhsuk-button" onClick={() => void copy()}>
          Copy the token
        </button>{' '}
        <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={onPutAway}>
          I have put it away
        </button>{' '}
        <span role="status">{copied}</span>
      </p>
      <p>
        Until somebody appoints it to a post, the program may do nothing: <Link to="/administration/units">choose its post</Link> and
        appoint {name} to it.
      </p>
    </section>
  );
};

const newFields: readonly Field[] = [
  { kind: 'line', name: 'name', label: 'What it is for', hint: 'Shown wherever the program acted: “Nightly import of waits”.' },
  { kind: 'day', name: 'lastDay', label: 'Last day', hint: 'At most a year from today.' },
  {
    kind: 'choice',
    name: 'scope',
    label: 'What it may do',
    choices: [
      ['READ', 'Read what its post reads'],
      ['IMPORT', 'Read, and import figures as its post may'],
    ],
  },
];

/** Accounts of programs: made with a token that is shown once, and revoked for ever. */
export const Programs = () => {
  const actingPost = useActingPost('ADMINISTRATOR');
  const { asked, again } = useOrganisation(null);
  const newcomers = useNewcomers();
  const name = useRef('');
  const [secret, setSecret] = useState<Secret | null>(null);
  return (
    <>
      <Heading title="Programs" />
      <p>A program, such as a nightly import, signs in with a token of its own and acts in a post of its own.</p>
      {secret && <SecretShown secret={secret} onPutAway={() => setSecret(null)} />}
      <Act
        name="Make an account"
        document={createServiceAccount}
        fields={newFields}
        input={({ scope, ...typed }) => {
          name.current = String(typed['name']);
          return { ...typed, scopes: scope === 'IMPORT' ? ['IMPORT'] : [], actingPost };
        }}
        done="The account is made."
        onTaken={({ createServiceAccount: answer }) => {
          if (answer.__typename !== 'ServiceAccountCreated') return;
          setSecret({ account: answer.account, token: answer.token, name: name.current });
          remember({ id: answer.account, name: name.current, isProgram: true });
        }}
      />
      <Answer asked={asked} what="the posts" retry={again}>
        {({ posts }) => {
          const fresh = newcomers.filter(({ isProgram }) => isProgram).map((each) => [each.id, `${each.name} (made just now)`] as const);
          const inPosts = peopleOf(posts, []).flatMap(({ id, name: called, stands }) =>
            stands.filter(isNow).map(({ post }) => [id, `${called} (${post.title})`] as const),
          );
          return (
            <Act
              name="Revoke an account"
              document={revokeServiceAccount}
              fields={[
                {
                  kind: 'choice',
                  name: 'known',
                  label: 'Account, by its post',
                  hint: 'Programs stand in posts as people do.',
                  choices: [...fresh, ...inPosts],
                  optional: true,
                },
                { kind: 'line', name: 'id', label: 'Or by its id', optional: true },
              ]}
              input={({ known, id }) => ({ account: id ?? known ?? '', actingPost })}
              submit="Revoke for ever"
              done="Revoked: its token is refused from now on."
              onTaken={again}
            >
              <p>
                At once and for ever. What the program wrote stays under its name. A person’s entry is not touched: only programs can be
                revoked.
              </p>
            </Act>
          );
        }}
      </Answer>
    </>
  );
};
