import { Link } from 'react-router';
import { useQuery } from 'urql';
import { Act, reasonField } from '../shell/act.js';
import { Answer } from '../shell/states.js';
import { confirmParent } from '../thread/move-documents.js';
import { dayInWords } from '../words/dates.js';
import { closeGoal, reopenGoal } from './goal-commands.js';
import { movesDocument, type Goal } from './goal-documents.js';

interface Given {
  readonly goal: Goal;
  readonly onTaken: () => void;
}

const outcomeWords: Readonly<Record<NonNullable<Goal['outcome']>, string>> = {
  ACHIEVED: 'Achieved',
  NOT_ACHIEVED: 'Not achieved',
  TO_DAILY_MANAGEMENT: 'It is daily work now',
  DROPPED: 'Given up',
};

/** How a goal ended, in words. */
export const outcomeInWords = ({ outcome }: Goal): string | null => (outcome === null ? null : outcomeWords[outcome]);

const inThread: Readonly<Record<string, string>> = {
  Renegotiate: 'renegotiate it',
  Release: 'propose to release it, or agree to that',
  WithdrawReleaseProposal: 'take the proposal to release it back',
  ConsentToRenegotiate: 'consent to renegotiate it',
};

/** What the sides of the agreement may do now: confirm it on a changed parent here, and the rest in its thread. */
const Sides = ({ goal, onTaken }: Given) => {
  const [asked, ask] = useQuery({ query: movesDocument, variables: { thread: goal.thread } });
  const again = (): void => {
    ask({ requestPolicy: 'network-only' });
    onTaken();
  };
  return (
    <Answer asked={asked} what="what you may do" retry={again}>
      {({ thread }) => {
        if (thread === null) return null;
        const may = (name: string): boolean => thread.possibleMoves.some(({ move, allowed }) => move === name && allowed);
        const there = Object.keys(inThread).filter(may);
        return (
          <>
            {thread.confirmBy !== null && (
              <p className="app-overdue">The parent changed: it is to be confirmed or renegotiated by {dayInWords(thread.confirmBy)}.</p>
            )}
            {may('ConfirmParent') && (
              <Act
                name="Confirm it on the changed parent"
                document={confirmParent}
                fields={[]}
                input={{ thread: thread.id, parentRevision: thread.parentRevision }}
                submit="Confirm it"
                onTaken={again}
              >
                <p>The goal stays as it was agreed, on the parent as it is now (revision {thread.parentRevision}).</p>
              </Act>
            )}
            <p>
              <Link to={`/threads/${thread.id}`}>The thread of the agreement</Link>
              {there.length > 0 ? `: there you may ${there.map((move) => inThread[move]).join(', or ')}.` : ': what was offered, and why.'}
            </p>
          </>
        );
      }}
    </Answer>
  );
};

/** What can be done about the agreement now, and the end of the goal. */
export const Agreement = ({ goal, mayChange, onTaken }: Given & { readonly mayChange: boolean }) => (
  <section>
    <h2>What can be done</h2>
    <Sides goal={goal} onTaken={onTaken} />
    {mayChange && goal.outcome === null && (
      <Act
        name="Close the goal"
        document={closeGoal}
        fields={[
          {
            kind: 'choice',
            name: 'outcome',
            label: 'How it ended',
            choices: Object.entries(outcomeWords),
          },
          { kind: 'prose', name: 'evidence', label: 'What shows it' },
          reasonField,
        ]}
        input={{ goal: goal.id, revision: goal.revision }}
        submit="Close it"
        onTaken={onTaken}
      >
        <p>Its owner, or a lead above, says what it came to.</p>
      </Act>
    )}
    {mayChange && goal.outcome !== null && (
      <Act
        name="Open the goal again"
        document={reopenGoal}
        fields={[reasonField]}
        input={{ goal: goal.id }}
        submit="Open it again"
        onTaken={onTaken}
      />
    )}
  </section>
);
