import { useCallback } from 'react';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { useLive } from '../api/use-live.js';
import { Heading } from '../shell/heading.js';
import { MomentBar } from '../shell/moment-bar.js';
import { Answer, Empty } from '../shell/states.js';
import { Term } from '../shell/term.js';
import { useMoment } from '../shell/use-moment.js';
import { dayInWords } from '../words/dates.js';
import { standingWords } from '../words/node-words.js';
import { Conversation } from './conversation.js';
import { Moves } from './moves.js';
import { OffersTable } from './offers-table.js';
import { useParent } from './parent-documents.js';
import { ParentNeed } from './parent-need.js';
import { threadDocument, threadMoved, type Thread as ThreadShown } from './thread-documents.js';

const phaseWords: Readonly<Record<ThreadShown['phase'], string>> = {
  OPEN: 'Open',
  TENTATIVE: 'Agreed, not yet signed by both',
  COMMITTED: 'Committed: both sides signed',
  ESCALATED: 'Escalated: an arbiter decides',
  DIRECTED: 'Directed: imposed, not agreed',
  DECLINED: 'Declined',
  WITHDRAWN: 'Withdrawn',
  LAPSED: 'Lapsed',
  RELEASED: 'Released',
};

const whoHolds = ({ holder, holderSince, holderVacant, due, overdue, question }: ThreadShown): string | null => {
  if (holder === null) return null;
  const since = holderSince === null ? '' : ` since ${dayInWords(holderSince)}`;
  const until = due === null ? '' : overdue ? `; it was due on ${dayInWords(due)}` : `; due on ${dayInWords(due)}`;
  const still = question === null ? '' : '. A question is open, and the clock stands still';
  return `${holder.title}${holderVacant ? ' (vacant)' : ''} has to move${since}${until}${still}.`;
};

/** Who has signed what both sides agreed, and who has to; null where no signature is awaited. */
const whoSigns = ({ phase, giver, receiver, moves }: ThreadShown): string | null => {
  if (phase !== 'TENTATIVE') return null;
  const signed = moves
    .slice(moves.findLastIndex(({ event }) => event === 'OfferAccepted'))
    .find(({ event }) => event === 'CommitmentSigned');
  const [giving, receiving] = [giver?.title ?? 'a former post', receiver?.title ?? 'a former post'];
  if (!signed) return `To be signed by both: ${giving} and ${receiving}.`;
  return `Signed by ${signed.by.name} for the ${signed.side?.toLowerCase()}. ${signed.side === 'GIVER' ? receiving : giving} has to sign.`;
};

const Facts = ({ thread }: { readonly thread: ThreadShown }) => {
  const { giver, receiver, phase, standing, round, episode, daysHeld, signatures, endedBecause, stale, confirmBy } = thread;
  const holds = whoHolds(thread);
  const signs = whoSigns(thread);
  return (
    <>
      <p className="app-thread__phase">
        <strong className="nhsuk-tag">{phaseWords[phase]}</strong>{' '}
        {standing && <span className={`app-standing app-standing--${standing.toLowerCase()}`}>{standingWords[standing]}</span>} Round{' '}
        {round}
        {episode > 1 && ` of episode ${episode}`}
      </p>
      <p>
        <Term of="Catchball" />: {giver?.title ?? 'a former post'} gives, {receiver?.title ?? 'a former post'} receives.
      </p>
      {holds !== null && <p className={thread.overdue ? 'app-overdue' : undefined}>{holds}</p>}
      {signs !== null && <p>{signs}</p>}
      {thread.question !== null && (
        <p className="nhsuk-inset-text">
          Open question: <q>{thread.question}</q>
        </p>
      )}
      {stale && <p className="app-overdue">The parent changed: the next offer is made on its new revision.</p>}
      {confirmBy !== null && <p className="app-overdue">The parent changed: to be confirmed or renegotiated by {dayInWords(confirmBy)}.</p>}
      {signatures.length > 0 && (
        <p>
          Signed by{' '}
          {signatures
            .map(({ by, post, side }) => `${by.name} (${post?.title ?? 'a former post'}) for the ${side.toLowerCase()}`)
            .join(' and ')}
          .
        </p>
      )}
      {endedBecause !== null && <p>Ended: {endedBecause}</p>}
      {thread.goal !== null && thread.inForce !== null && (
        <p>
          <Link to={`/goals/${thread.goal}`}>The goal it made</Link>
        </p>
      )}
      <p className="nhsuk-hint">
        The ball lay {daysHeld.giver === 1 ? '1 day' : `${daysHeld.giver} days`} with the giver, {daysHeld.receiver} with the receiver
        {daysHeld.arbiter > 0 && `, ${daysHeld.arbiter} with an arbiter`}.
      </p>
    </>
  );
};

/** One catchball: what was offered, what was said, and what to do now. */
export const Thread = () => {
  const { id = '' } = useParams();
  const asOf = useMoment();
  const [asked, ask] = useQuery({ query: threadDocument, variables: { id, asOf } });
  const found = asked.data?.thread;
  const { parent, ask: askParent } = useParent(found?.parentKind ?? null, found?.parent ?? '', asOf);
  const again = useCallback(() => {
    ask({ requestPolicy: 'network-only' });
    askParent();
  }, [ask, askParent]);
  useLive(threadMoved, { thread: id }, again);
  return (
    <Answer asked={asked} what="the thread" retry={again}>
      {({ thread }) =>
        thread === null ? (
          <>
            <Heading title="No such thread" />
            <MomentBar />
            <Empty>
              <p>
                It is not there, was not there yet at the moment shown, or is not yours to see. <Link to="/tree">Look in the tree</Link>.
              </p>
            </Empty>
          </>
        ) : (
          <>
            <Heading title={(thread.table ?? thread.offers.at(-1)?.offer)?.statement ?? 'A negotiation between its sides'} />
            <MomentBar />
            <Facts thread={thread} />
            <p>
              <Link to={`/audit/replay/thread/${thread.id}`}>Replay its story</Link>
            </p>
            {thread.openness === 'STANDING_ONLY' ? (
              <Empty>
                <p>Its sides keep it to themselves until they have committed. That it is in negotiation is all that shows.</p>
              </Empty>
            ) : (
              <>
                {asOf === null && <Moves key={thread.id} thread={thread} parent={parent?.measured ?? null} onTaken={again} />}
                <ParentNeed parent={parent} thread={thread} />
                <h2>Offers</h2>
                <OffersTable thread={thread} />
                <h2>What was said and done</h2>
                <Conversation moves={thread.moves} />
              </>
            )}
          </>
        )
      }
    </Answer>
  );
};
