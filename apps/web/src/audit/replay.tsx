import { useEffect } from 'react';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { Disclosed } from '../shell/disclosed.js';
import { Answer, Empty, Loading } from '../shell/states.js';
import { useAddress } from '../shell/use-address.js';
import { useMoment } from '../shell/use-moment.js';
import { dayInWords, momentInWords } from '../words/dates.js';
import { changeWords, eventInWords } from '../words/node-words.js';
import { whoInWords } from '../words/who-words.js';
import { AuditFrame } from './audit-frame.js';
import { measuredInWords } from '../words/figures.js';
import { eventSought } from './log-question.js';
import { EventDetails } from './logged-event.js';
import { eventAddress } from './log-words.js';
import { storyUpTo, threadThen, type StoryStep } from './story-documents.js';
import { StoryTree } from './story-tree.js';
import { useSubjectName } from './subject-picker.js';
import { storyKinds, useStory, type StoryKind } from './use-story.js';

const lineOf = (step: StoryStep): string => `${momentInWords(step.event.at)}, ${eventInWords(step.event.type)}, ${whoInWords(step.event)}`;

/** Back and forth through a story: by buttons, by the keyboard, or by dragging. */
const Stepper = ({
  at,
  total,
  step,
  onStep,
}: {
  readonly at: number;
  readonly total: number;
  readonly step: StoryStep | undefined;
  readonly onStep: (at: number) => void;
}) => (
  <section className="app-slider" aria-label="Steps of the story">
    <label className="nhsuk-label" htmlFor="story-step">
      Step {at} of {total}
    </label>
    <div className="app-slider__row">
      <button type="button" className="app-slider__step" disabled={at <= 1} onClick={() => onStep(at - 1)}>
        <span aria-hidden="true">‹</span> Back
      </button>
      <input
        id="story-step"
        type="range"
        min={1}
        max={total}
        value={at}
        aria-valuetext={step ? lineOf(step) : `step ${at}`}
        onChange={(event) => onStep(Number(event.target.value))}
      />
      <button type="button" className="app-slider__step" disabled={at >= total} onClick={() => onStep(at + 1)}>
        Forward <span aria-hidden="true">›</span>
      </button>
    </div>
    <p>
      <button type="button" className="app-slider__step" disabled={at <= 1} onClick={() => onStep(1)}>
        To the beginning
      </button>
      <button type="button" className="app-slider__step" disabled={at >= total} onClick={() => onStep(total)}>
        To the end
      </button>
    </p>
  </section>
);

const phases: Readonly<Record<string, string>> = {
  OPEN: 'open',
  TENTATIVE: 'agreed, not yet signed by both',
  COMMITTED: 'committed by both sides',
  ESCALATED: 'with an arbiter',
  DIRECTED: 'directed',
  DECLINED: 'declined',
  WITHDRAWN: 'withdrawn',
  LAPSED: 'lapsed',
  RELEASED: 'released',
};

/** A thread as it stood after a step: where the ball lay, and what was on the table. */
const ThreadThen = ({ id, position }: { readonly id: string; readonly position: number }) => {
  const [asked, ask] = useQuery({ query: threadThen, variables: { id, asOf: { position } } });
  return (
    <section className="app-then" aria-label="The thread as it stood">
      <h3>The thread as it stood</h3>
      <Answer asked={asked} what="the thread" retry={() => ask({ requestPolicy: 'network-only' })}>
        {({ thread }) => {
          if (thread === null) return <p>It had not begun.</p>;
          const { phase, round, holder, question, signatures, table } = thread;
          return (
            <>
              <p>
                Round {round}, {phases[phase] ?? phase.toLowerCase()}
                {holder && `; ${holder.title} held the ball`}.
                {signatures.length > 0 &&
                  ` Signed by ${signatures.map(({ by, side }) => `${by.name} for the ${side.toLowerCase()}`).join(' and ')}.`}
              </p>
              {question !== null && (
                <p>
                  Open question: <q>{question}</q>
                </p>
              )}
              {table && (
                <p>
                  On the table: <q>{table.statement}</q>{' '}
                  {table.measured && `Target ${measuredInWords(table.measured.target, table.measured.measure)}. `}
                  Due {dayInWords(table.due)}.
                </p>
              )}
            </>
          );
        }}
      </Answer>
    </section>
  );
};

/** What a step changed in the tree, by name: on a long tree the marks may lie further down. */
const ChangedNodes = ({ changed, nodes }: { readonly changed: StoryStep['changed']; readonly nodes: StoryStep['tree']['nodes'] }) => {
  if (changed.length === 0) return <p className="nhsuk-hint">This step changed nothing that the tree shows.</p>;
  const names = new Map(nodes.map(({ id, statement }) => [id, statement]));
  return (
    <ul aria-label="What changed in the tree">
      {changed.map(({ id, kinds, before }) => (
        <li key={id}>
          {(names.get(id) ?? before?.statement ?? 'A negotiation between its sides').replace(/\.$/, '')}:{' '}
          {kinds.map((kind) => changeWords[kind].word).join(', ')}
        </li>
      ))}
    </ul>
  );
};

const Step = ({ step, kind, id }: { readonly step: StoryStep; readonly kind: StoryKind; readonly id: string }) => {
  const { event, subject, changed, tree } = step;
  return (
    <>
      <div className="app-story__event">
        <h2 aria-live="polite">{eventInWords(event.type)}</h2>
        <p>
          {whoInWords(event)}, {momentInWords(event.at)}, <Link to={eventAddress(subject, event.position)}>event {event.position}</Link>
        </p>
        {event.reason !== null && (
          <p>
            <q>{event.reason}</q>
          </p>
        )}
        <Disclosed key={event.id} name="What it changed, and why it happened">
          <EventDetails event={event} />
        </Disclosed>
      </div>
      {kind === 'thread' && <ThreadThen id={id} position={event.position} />}
      <h3>The tree as it stood</h3>
      <ChangedNodes changed={changed} nodes={tree.nodes} />
      <StoryTree step={step} />
    </>
  );
};

const Told = ({ kind, id }: { readonly kind: StoryKind; readonly id: string }) => {
  const { of, put } = useAddress();
  const wanted = /^\d{1,8}$/.test(of('step')) ? Math.max(Number(of('step')), 1) : 1;
  const asked = useStory(kind, id, useMoment(), wanted);
  const named = useSubjectName(id);
  return (
    <AuditFrame title="Replay of a story">
      {named && (
        <p className="app-story__of">
          {named.place === null ? named.name : <Link to={named.place}>{named.name}</Link>}
          {' · '}
          <Link to={`/audit/log?subject=${encodeURIComponent(id)}`}>its record in the log</Link>
        </p>
      )}
      <Answer asked={asked} what="the story" retry={asked.again}>
        {({ total, steps }) => {
          if (total === 0)
            return (
              <Empty>
                <p>Nothing had happened yet at this moment. Choose a later one.</p>
              </Empty>
            );
          const at = Math.min(wanted, total);
          const step = steps.get(at);
          return (
            <>
              <Stepper at={at} total={total} step={step} onStep={(to) => put({ step: String(to) })} />
              {step ? <Step step={step} kind={kind} id={id} /> : <Loading what={`step ${at}`} />}
            </>
          );
        }}
      </Answer>
    </AuditFrame>
  );
};

/** Finds the step that an event of the log is in a story, and goes there. */
const StepSought = ({ kind, id, position }: { readonly kind: StoryKind; readonly id: string; readonly position: number }) => {
  const { put } = useAddress();
  const [asked, ask] = useQuery({ query: storyUpTo, variables: { [kind]: id, asOf: { position } } });
  const step = asked.data?.replay.totalCount;
  useEffect(() => {
    if (step !== undefined) put({ event: '', step: String(Math.max(step, 1)) });
  }, [step, put]);
  return (
    <AuditFrame title="Replay of a story" hasMoment={false}>
      <Answer asked={asked} what={`the step of event ${position}`} retry={() => ask({ requestPolicy: 'network-only' })}>
        {() => <Loading what="the story" />}
      </Answer>
    </AuditFrame>
  );
};

/** The story of an aim, a unit or a thread, event by event, with the tree as it stood after each. */
export const Replay = () => {
  const { kind = '', id = '' } = useParams();
  const { of } = useAddress();
  const known = storyKinds.find((each) => each === kind);
  const position = eventSought(of('event'));
  if (known && position !== null) return <StepSought kind={known} id={id} position={position} />;
  if (known) return <Told key={`${known} ${id}`} kind={known} id={id} />;
  return (
    <AuditFrame title="There is no such story" hasMoment={false}>
      <Empty>
        <p>
          Stories are told of aims, units and threads. <Link to="/audit/log">Search the log</Link> for anything else.
        </p>
      </Empty>
    </AuditFrame>
  );
};
