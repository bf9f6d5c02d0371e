import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { CommandForm } from '../shell/command-form.js';
import { PostField, type PostChosen } from '../shell/found-field.js';
import { Heading } from '../shell/heading.js';
import { LabelledChoice } from '../shell/labelled.js';
import { Empty, Loading } from '../shell/states.js';
import { Term } from '../shell/term.js';
import { whoAmI } from '../shell/who-am-i.js';
import { ExistingGoalField } from './existing-goal.js';
import { serveBall } from './move-documents.js';
import { emptyDraft, emptyMeasured, offerInput, type Draft } from './offer-draft.js';
import { OfferFields } from './offer-fields.js';
import { useParent, type Parent, type ParentKind } from './parent-documents.js';

type Kind = 'DOWNWARDS' | 'PLEDGE' | 'BOTTOM_UP';
const kindWords: Readonly<Record<Kind, string>> = {
  DOWNWARDS: 'Ask a post below to contribute',
  PLEDGE: 'Ask a peer for help: a pledge',
  BOTTOM_UP: 'Offer what my own post could contribute',
};

/** A first draft: by the parent's own measure where it has one, due when the parent is. */
const beginning = ({ due, measured }: Parent): Draft => {
  const measure = measured?.measure ?? null;
  return { ...emptyDraft(due), measured: measure ? { ...emptyMeasured, measure } : emptyMeasured };
};

interface Mine {
  readonly id: string;
  readonly title: string;
  readonly role: string;
}

/** Who may be asked, and who may ask: the owner of the parent throws down or asks a peer; anybody else offers their own. */
const ServeForm = ({ parent, mine }: { readonly parent: Parent; readonly mine: readonly Mine[] }) => {
  const goTo = useNavigate();
  const owns = mine.some(({ id }) => id === parent.owner?.id);
  const kinds: readonly Kind[] = owns ? ['DOWNWARDS', 'PLEDGE'] : ['BOTTOM_UP', 'PLEDGE'];
  const [kind, setKind] = useState<Kind>(kinds[0]!);
  const [asked, setAsked] = useState<PostChosen | null>(null);
  const [own, setOwn] = useState(mine[0]!.id);
  const [goal, setGoal] = useState('');
  const [draft, setDraft] = useState(() => beginning(parent));
  const receiver = owns ? asked?.id : own;
  const acting = owns ? parent.owner?.id : own;
  return (
    <CommandForm
      document={serveBall}
      fields={[
        { kind: 'prose', name: 'rationale', label: 'Why' },
        {
          kind: 'day',
          name: 'replyBy',
          label: 'Reply by',
          hint: 'Ten working days from now where it is left empty.',
          optional: true,
        },
        {
          kind: 'choice',
          name: 'private',
          label: 'Who may read along',
          initial: 'NO',
          choices: [
            ['NO', 'Everybody in the organisation'],
            ['YES', 'Its sides, the arbiter and auditors, until both have signed'],
          ],
        },
      ]}
      input={({ rationale, private: isPrivate, ...typed }) => ({
        ...typed,
        kind,
        receiver: receiver ?? '',
        ...(goal !== '' && { existingGoal: goal }),
        parent: { kind: parent.kind, id: parent.id },
        parentRevision: parent.revision,
        private: isPrivate === 'YES',
        offer: offerInput(draft, String(rationale)),
        ...(mine.length > 1 && { actingPost: acting }),
      })}
      submit="Serve the ball"
      onTaken={({ serveBall: answer }) => void goTo(answer.__typename === 'Receipt' ? `/threads/${answer.subject}` : parent.address)}
    >
      <LabelledChoice
        label="What you want to do"
        value={kind}
        choices={kinds.map((each) => [each, each === 'PLEDGE' && !owns ? 'Promise a peer my help: a pledge' : kindWords[each]] as const)}
        onChange={(chosen) => {
          setKind(chosen as Kind);
          setGoal('');
        }}
      />
      {owns ? (
        <PostField
          label="Who is asked"
          post={asked}
          onChange={(post) => {
            setAsked(post);
            setGoal('');
          }}
        />
      ) : (
        mine.length > 1 && (
          <LabelledChoice
            label="As"
            value={own}
            choices={mine.map(({ id, title }) => [id, title] as const)}
            onChange={(post) => {
              setOwn(post);
              setGoal('');
            }}
          />
        )
      )}
      {kind !== 'PLEDGE' && receiver !== undefined && (
        <ExistingGoalField owner={receiver} parent={parent.id} goal={goal} onChange={setGoal} />
      )}
      <OfferFields draft={draft} was={null} parent={parent.measured} thread={null} onChange={setDraft} />
    </CommandForm>
  );
};

const named = (asked: URLSearchParams): { kind: ParentKind; id: string } | null => {
  for (const [name, kind] of [
    ['aim', 'AIM'],
    ['goal', 'GOAL'],
    ['thread', 'THREAD'],
  ] as const) {
    const id = asked.get(name);
    if (id !== null && id !== '') return { kind, id };
  }
  return null;
};

/** The roles that negotiate for their posts. */
const sideRoles = ['EXECUTIVE', 'LEAD', 'MEMBER'];

/** Serves the first ball under an aim, a goal or a thread: `/threads/new?goal=…`. */
export const Serve = () => {
  const [asked] = useSearchParams();
  const served = named(asked);
  const { parent, fetching } = useParent(served?.kind ?? null, served?.id ?? '', null);
  const [{ data: me }] = useQuery({ query: whoAmI });
  const posts = me?.me.posts ?? [];
  const mine = posts.filter(({ role }) => sideRoles.includes(role));
  const isAuditor = posts.some(({ role }) => role === 'AUDITOR');
  const owns = parent === null || mine.some(({ id }) => id === parent.owner?.id);
  if ((parent === null && fetching) || !me) return <Loading what="what it would serve" />;
  return (
    <>
      <Heading title={owns ? 'Ask somebody to contribute' : 'Offer to contribute'} />
      {parent === null ? (
        <Empty>
          <p>
            Nothing is there to contribute to. Choose an aim or a goal <Link to="/tree">in the tree</Link>, and begin there.
          </p>
        </Empty>
      ) : mine.length === 0 || isAuditor ? (
        <Empty>
          <p>Executives, leads and members of units negotiate. In the posts you stand in you read along.</p>
        </Empty>
      ) : (
        <>
          <p>
            Under <Link to={parent.address}>{parent.statement}</Link> {parent.owner && `Owned by ${parent.owner.title}.`}
          </p>
          <p className="nhsuk-hint">
            The first offer opens a <Term of="Catchball" />: the other side accepts it, or throws another one back.
          </p>
          <ServeForm key={parent.id} parent={parent} mine={mine} />
        </>
      )}
    </>
  );
};
