import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { Act } from '../shell/act.js';
import type { Field } from '../shell/command-form.js';
import { Heading } from '../shell/heading.js';
import { More } from '../shell/more.js';
import { Answer, Empty } from '../shell/states.js';
import { useActingPost } from '../shell/use-acting-post.js';
import { usePages } from '../shell/use-pages.js';
import { dayInWords, momentInWords } from '../words/dates.js';
import { createServiceAccount, revokeServiceAccount } from './administration-commands.js';
import { accountList, type AccountOf } from './directory-documents.js';
import { Stands } from './stands.js';

interface Secret {
  readonly token: string;
  readonly name: string;
}

/** The one time a token can be read. */
const SecretShown = ({ secret: { token, name }, onPutAway }: { readonly secret: Secret; readonly onPutAway: () => void }) => {
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

const stateOf = ({ state, lastDay, revokedAt }: AccountOf): string => {
  if (state === 'REVOKED') return `Revoked${revokedAt === null ? '' : `, ${momentInWords(revokedAt)}`}`;
  return state === 'ENDED' ? `Ended: its last day was ${dayInWords(lastDay)}` : `In use until ${dayInWords(lastDay)}`;
};

/** One program, where it stands, and the end of its account. */
const Account = ({ account, again }: { readonly account: AccountOf; readonly again: () => void }) => {
  const actingPost = useActingPost('ADMINISTRATOR');
  const { id, name, scopes, state, posts } = account;
  return (
    <li className="app-import" data-state={state === 'ACTIVE' ? 'Finished' : 'Reversed'}>
      <h3 className="nhsuk-heading-s">{name}</h3>
      <p>
        <strong>{stateOf(account)}</strong>
      </p>
      <p>
        {scopes.includes('IMPORT') ? 'Reads, and imports figures as its post may' : 'Reads what its post reads'}; <Stands posts={posts} />.
      </p>
      {state !== 'REVOKED' && (
        <Act
          name="Revoke"
          document={revokeServiceAccount}
          fields={[]}
          input={{ account: id, actingPost }}
          submit="Revoke for ever"
          done="Revoked: its token is refused from now on."
          onTaken={again}
        >
          <p>At once and for ever. What the program wrote stays under its name.</p>
        </Act>
      )}
    </li>
  );
};

/** Accounts of programs: made with a token that is shown once, and revoked for ever. */
export const Programs = () => {
  const actingPost = useActingPost('ADMINISTRATOR');
  const pages = usePages(accountList, {}, ({ serviceAccounts }) => serviceAccounts);
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
          setSecret({ token: answer.token, name: name.current });
          pages.again();
        }}
      />
      <h2 className="nhsuk-heading-m">Accounts</h2>
      <Answer asked={pages} what="the accounts" retry={pages.again}>
        {({ nodes }) =>
          nodes.length === 0 ? (
            <Empty>
              <p>No program has an account yet. Make one above.</p>
            </Empty>
          ) : (
            <ul className="app-imports">
              {nodes.map((account) => (
                <Account key={account.id} account={account} again={pages.again} />
              ))}
            </ul>
          )
        }
      </Answer>
      <More pages={pages} what="accounts" />
    </>
  );
};
