import type { ReactNode } from 'react';
import { Act, reasonField, type ActGiven } from '../shell/act.js';
import type { Field } from '../shell/command-form.js';
import { useMoment } from '../shell/use-moment.js';
import { dayInWords, today } from '../words/dates.js';
import * as commands from './goal-commands.js';
import type { Goal } from './goal-documents.js';

interface Given {
  readonly goal: Goal;
  readonly mayChange: boolean;
  readonly onTaken: () => void;
}

/** Whether a day has passed on the day that is looked at; of a moment within a day that is not said. */
const usePassed = (): ((day: string) => boolean) => {
  const moment = useMoment();
  const on = moment === null ? today() : 'day' in moment ? moment.day : '';
  return (day) => day < on;
};

const evidenceField: Field = { kind: 'prose', name: 'evidence', label: 'What shows it' };
const onField: Field = { kind: 'day', name: 'on', label: 'On which day', hint: 'Today or earlier.' };

const Promised = ({
  says,
  isBad,
  text,
  facts,
  because,
  children,
}: {
  readonly says: string;
  readonly isBad: boolean;
  readonly text: string;
  readonly facts: string;
  readonly because: string | null;
  readonly children: ReactNode;
}) => (
  <li>
    <p>
      <strong className={`nhsuk-tag ${isBad ? 'nhsuk-tag--red' : 'nhsuk-tag--grey'}`}>{says}</strong> {text}
    </p>
    <p className="nhsuk-hint">{facts}</p>
    {because !== null && <p>{because}</p>}
    {children}
  </li>
);

/** Says what became of a promise, which is named again where it is said. */
const Report = ({
  text,
  isFailure,
  ...command
}: ActGiven & {
  readonly text: string;
  readonly isFailure?: true;
}) => (
  <Act {...command}>
    <p>{text}</p>
    {isFailure && <p>The goal is at risk from then on, and its sides may renegotiate it.</p>}
  </Act>
);

/** What will have been done by when, what is done, and the way to say so. */
export const Milestones = ({ goal, mayChange, onTaken }: Given) => (
  <section>
    <h2>Milestones</h2>
    <ul className="app-chosen">
      {goal.milestones.map(({ id, text, due, doneOn, overdue, evidence }) => (
        <Promised
          key={id}
          says={doneOn !== null ? 'Done' : overdue ? '! Overdue' : 'To be done'}
          isBad={overdue && doneOn === null}
          text={text}
          facts={`Due on ${dayInWords(due)}${doneOn === null ? '' : `, done on ${dayInWords(doneOn)}`}.`}
          because={evidence}
        >
          {mayChange &&
            (doneOn === null ? (
              <Report
                text={text}
                name="Report it done"
                document={commands.reportMilestone}
                fields={[onField, evidenceField]}
                input={{ goal: goal.id, milestone: id }}
                onTaken={onTaken}
              />
            ) : (
              <Report
                text={text}
                name="It is not done after all"
                document={commands.reopenMilestone}
                fields={[reasonField]}
                input={{ goal: goal.id, milestone: id }}
                submit="Open it again"
                onTaken={onTaken}
              />
            ))}
        </Promised>
      ))}
    </ul>
  </section>
);

const conditionWords: Readonly<Record<string, string>> = { OPEN: 'Open', MET: 'Met', FAILED: 'Failed' };

/** On what the goal depends: whoever sees to it, and whoever runs the goal, say what became of it. */
export const Conditions = ({ goal, mayChange, onTaken }: Given) => {
  const passed = usePassed();
  return (
    <section>
      <h2>Conditions</h2>
      <ul className="app-chosen">
        {goal.conditions.map(({ id, text, due, state, because, owner }) => (
          <Promised
            key={id}
            says={state === 'OPEN' && passed(due) ? '! Overdue' : (conditionWords[state] ?? state)}
            isBad={state === 'FAILED' || (state === 'OPEN' && passed(due))}
            text={text}
            facts={`${owner?.title ?? 'A former post'} sees to it, by ${dayInWords(due)}.`}
            because={because}
          >
            {mayChange && state !== 'MET' && (
              <Report
                text={text}
                name="Report it met"
                document={commands.meetCondition}
                fields={[evidenceField]}
                input={{ goal: goal.id, condition: id }}
                onTaken={onTaken}
              />
            )}
            {mayChange && state !== 'FAILED' && (
              <Report
                text={text}
                isFailure
                name="Report it failed"
                document={commands.failCondition}
                fields={[reasonField]}
                input={{ goal: goal.id, condition: id }}
                onTaken={onTaken}
              />
            )}
          </Promised>
        ))}
      </ul>
    </section>
  );
};

const grantWords: Readonly<Record<string, string>> = { DUE: 'Due', DELIVERED: 'Delivered', FAILED: 'Will not be' };

/** What was granted for the goal: whoever funds it, and whoever runs the goal, say whether it is there. */
export const Grants = ({ goal, mayChange, onTaken }: Given) => {
  const passed = usePassed();
  return (
    <section>
      <h2>What was granted</h2>
      <ul className="app-chosen">
        {goal.grants.map(({ id, text, amount, deliverBy, state, because, fundedBy }) => (
          <Promised
            key={id}
            says={state === 'DUE' && passed(deliverBy) ? '! Overdue' : (grantWords[state] ?? state)}
            isBad={state === 'FAILED' || (state === 'DUE' && passed(deliverBy))}
            text={amount === null ? text : `${amount}: ${text}`}
            facts={`From ${fundedBy?.title ?? 'a former post'}, by ${dayInWords(deliverBy)}.`}
            because={because}
          >
            {mayChange && state !== 'DELIVERED' && (
              <Report
                text={text}
                name="Report it delivered"
                document={commands.deliverGrant}
                fields={[onField, evidenceField]}
                input={{ goal: goal.id, grant: id }}
                onTaken={onTaken}
              />
            )}
            {mayChange && state === 'DUE' && (
              <Report
                text={text}
                isFailure
                name="It will not be"
                document={commands.failGrant}
                fields={[reasonField]}
                input={{ goal: goal.id, grant: id }}
                submit="Report that it will not be"
                onTaken={onTaken}
              />
            )}
          </Promised>
        ))}
      </ul>
    </section>
  );
};
