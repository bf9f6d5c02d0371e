import { useMemo, useState, type FormEvent } from 'react';
import { useClient, useQuery } from 'urql';
import { sendCommand } from '../api/send-command.js';
import { Labelled } from '../shell/labelled.js';
import { Answer } from '../shell/states.js';
import { sentence } from '../words/sentences.js';
import { Counts, Progress } from './import-progress.js';
import { importPlan, planSummary, type PlanCounts } from './plan-documents.js';
import { PlanSteps } from './plan-steps.js';

type Doing =
  | { readonly state: 'LOOKING' }
  | { readonly state: 'DOING'; readonly done: number; readonly of: number }
  | { readonly state: 'STOPPED'; readonly done: number; readonly says: string | null; readonly because: string }
  | { readonly state: 'DONE'; readonly done: number };

const steps = (count: number): string => `${count.toLocaleString('en-GB')} ${count === 1 ? 'step' : 'steps'}`;
const listed = (names: readonly string[]): string => new Intl.ListFormat('en-GB').format(names);

/** What is wrong with a plan, line by line. */
const Problems = ({ problems, problemCount }: PlanCounts) => (
  <div className="nhsuk-error-summary" role="alert">
    <h2 className="nhsuk-error-summary__title">This plan cannot be used yet</h2>
    <p>Nothing was written. Mend these places and bring the file again.</p>
    <ul className="app-problems">
      {problems.map(({ line, says }, index) => (
        <li key={`${line} ${index}`}>
          <span className="app-problems__where">Line {line}:</span> {says}.
        </li>
      ))}
    </ul>
    {problemCount > problems.length && <p>And {(problemCount - problems.length).toLocaleString('en-GB')} more.</p>}
  </div>
);

/** How the steps of a plan are shared out, and what waits for whom. */
const Shares = ({ now, later, others, waitsFor }: PlanCounts) => (
  <>
    <Counts
      of={[
        ['yours, now', now],
        ['yours, later', later],
        ['for others', others],
      ]}
    />
    {waitsFor.length > 0 && (
      <p>
        {now > 0 ? 'Next after yours' : 'Next'}: {listed(waitsFor)}. Send them the file and the address of this page: each does what is
        theirs under their own name
        {later > 0 && ', and then it is your turn again'}.
      </p>
    )}
  </>
);

const Ended = ({ doing }: { readonly doing: Doing }) => {
  if (doing.state === 'STOPPED')
    return (
      <div className="nhsuk-error-summary" role="alert">
        <h2 className="nhsuk-error-summary__title">It stopped on the way</h2>
        <p>
          {doing.says !== null && <strong>Could not {doing.says}: </strong>}
          {doing.because}
        </p>
        <p>
          {doing.done === 0 ? 'Nothing was done.' : `What was done stays: ${steps(doing.done)}.`} Mend the plan and bring it again, or go on
          as it is.
        </p>
      </div>
    );
  return <p role="status">{doing.state === 'DONE' ? `Done: ${steps(doing.done)}. They are in the record under your name.` : ''}</p>;
};

/** A plan that was brought: what it would do, and doing what of it is the asker's. */
export const PlanCheck = ({ name, text }: { readonly name: string; readonly text: string }) => {
  const client = useClient();
  const plan = useMemo(() => ({ text, file: name }), [text, name]);
  const [reason, setReason] = useState('');
  const [times, setTimes] = useState(0);
  const [doing, setDoing] = useState<Doing>({ state: 'LOOKING' });
  const [asked, ask] = useQuery({ query: planSummary, variables: { plan }, requestPolicy: 'network-only' });
  const again = (): void => {
    ask({ requestPolicy: 'network-only' });
    setTimes(times + 1);
  };
  const bringIn = async (of: number): Promise<void> => {
    let done = 0;
    const stop = (says: string | null, because: string): void => setDoing({ state: 'STOPPED', done, says, because });
    for (let left = of; left > 0;) {
      setDoing({ state: 'DOING', done, of: done + left });
      const input = { commandId: crypto.randomUUID(), plan: { ...plan, reason: reason.trim() || null } };
      const answered = await sendCommand(client, importPlan, input);
      if (answered.trouble) return stop(null, answered.trouble.message);
      const { importPlan: came } = answered.data;
      if (came.__typename === 'Refusal') return stop(null, sentence(came.because));
      done += came.done;
      if (came.stopped) return stop(came.stopped.says, `${came.stopped.because}.`);
      left = came.left;
    }
    setDoing({ state: 'DONE', done });
  };
  const submit =
    (of: number) =>
    (event: FormEvent): void => {
      event.preventDefault();
      void bringIn(of).finally(again);
    };
  return (
    <Answer asked={asked} what="what the plan would do" retry={again}>
      {({ planPreview: counts }) =>
        counts.problemCount > 0 ? (
          <Problems {...counts} />
        ) : (
          <>
            <Ended doing={doing} />
            {counts.totalCount === 0 ? (
              <p role="status">Nothing differs from the plan: all of it is in the record.</p>
            ) : (
              <>
                <h2 className="nhsuk-heading-m">{doing.state === 'DONE' ? 'What is left' : 'What would be done'}</h2>
                <Shares {...counts} />
                {doing.state === 'LOOKING' && <p>Nothing is written yet.</p>}
                {counts.now > 0 && (
                  <form onSubmit={submit(counts.now)}>
                    <Labelled
                      label="Why things that are there already are changed"
                      hint={`It stays in the record. Where it is left empty, the record says “as in the plan ${name}”. Write no personal data.`}
                      value={reason}
                      optional
                      onChange={setReason}
                    />
                    {doing.state === 'DOING' && (
                      <Progress done={doing.done} of={doing.of} whole={`${steps(doing.of)} done`} did="Steps done" />
                    )}
                    <p>
                      <button className="nhsuk-button" type="submit" disabled={doing.state === 'DOING'}>
                        {doing.state === 'STOPPED' ? `Go on: ${steps(counts.now)}` : `Do my ${steps(counts.now)}`}
                      </button>
                    </p>
                  </form>
                )}
                <PlanSteps key={times} plan={plan} />
              </>
            )}
          </>
        )
      }
    </Answer>
  );
};
