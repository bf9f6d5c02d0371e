import { Link } from 'react-router';
import { useQuery } from 'urql';
import { Choice, Typed } from '../shell/filters.js';
import { More } from '../shell/more.js';
import { Answer, Empty } from '../shell/states.js';
import { useAddress } from '../shell/use-address.js';
import { isPosition, useMoment } from '../shell/use-moment.js';
import { usePages } from '../shell/use-pages.js';
import { isDay, momentInWords } from '../words/dates.js';
import { eventInWords } from '../words/node-words.js';
import { AuditFrame } from './audit-frame.js';
import { diffKinds, diffNodeWords, diffWords, placeOfDiff } from './diff-words.js';
import { yearBegins } from './log-documents.js';
import { dayBefore, eventAddress, fieldInWords, jsonInWords, withNames } from './log-words.js';
import { strategyDiff, type DiffLine } from './record-documents.js';
import { UnitChoice } from './unit-choice.js';

const Line = ({ line: { kind, node, differences, names, events } }: { readonly line: DiffLine }) => {
  const place = placeOfDiff(node);
  const statement = node.statement ?? 'In negotiation between its sides';
  return (
    <li className="app-entry">
      <h3>
        <span className="app-mark">
          <span aria-hidden="true">{diffWords[kind].sign} </span>
          {diffWords[kind].word}
        </span>{' '}
        {place === null ? statement : <Link to={place}>{statement}</Link>}
      </h3>
      <p className="app-node__kind">{[diffNodeWords[node.kind], node.unit?.name, node.owner?.title].filter(Boolean).join(' · ')}</p>
      {differences.length > 0 && (
        <ul>
          {differences.map(({ field, before, after }) => (
            <li key={field}>
              {fieldInWords(field)}: <del>{jsonInWords(withNames(before, names), field)}</del> became{' '}
              <ins>{jsonInWords(withNames(after, names), field)}</ins>
            </li>
          ))}
        </ul>
      )}
      {events.map(({ position, event, at, by, post, reason }) => (
        <p key={position} className="app-entry__event">
          {eventInWords(event)}: {post ? `${by.name}, ${post.title}` : by.name}, {momentInWords(at)} (
          <Link to={eventAddress(node.id.split('/')[0]!, position)}>event {position}</Link>){reason !== null && ': '}
          {reason !== null && <q>{reason}</q>}
        </p>
      ))}
    </li>
  );
};

interface Asked {
  readonly from: { readonly day: string } | { readonly position: number };
  readonly isBack: boolean;
}

/** How many of what differ in which way; a press looks at that way alone. */
const Summary = ({ from, isBack }: Asked) => {
  const to = useMoment();
  const { of, put } = useAddress();
  const unit = of('unit') || null;
  const [{ data }] = useQuery({ query: strategyDiff, variables: { from, to, unit, kinds: null, cameBack: isBack, first: 1, after: null } });
  if (!data) return null;
  const counts = new Map<DiffLine['kind'], number>();
  for (const { kind, changed, cameBack } of data.strategyDiff.summary)
    counts.set(kind, (counts.get(kind) ?? 0) + (isBack ? cameBack : changed));
  return (
    <ul className="app-tally" aria-label="How many">
      {diffKinds
        .filter((kind) => (counts.get(kind) ?? 0) > 0)
        .map((kind) => (
          <li key={kind}>
            <button
              type="button"
              className="app-slider__step"
              aria-pressed={of('kind') === kind}
              onClick={() => put({ kind: of('kind') === kind ? '' : kind })}
            >
              <span aria-hidden="true">{diffWords[kind].sign} </span>
              {diffWords[kind].word} <strong>{counts.get(kind)}</strong>
            </button>
          </li>
        ))}
    </ul>
  );
};

const Lines = ({ from, isBack }: Asked) => {
  const to = useMoment();
  const { of } = useAddress();
  const kind = diffKinds.find((each) => each === of('kind'));
  const variables = { from, to, unit: of('unit') || null, kinds: kind ? [kind] : null, cameBack: isBack, first: 50 };
  const pages = usePages(strategyDiff, variables, (data) => data.strategyDiff);
  return (
    <Answer asked={pages} what="the differences" retry={pages.again}>
      {({ nodes }) =>
        nodes.length === 0 ? (
          <Empty>
            <p>Nothing differs between the two, or nothing of that kind. Take the earlier day further back.</p>
          </Empty>
        ) : (
          <>
            <ol className="app-entries">
              {nodes.map((line) => (
                <Line key={`${line.kind} ${line.node.kind} ${line.node.id}`} line={line} />
              ))}
            </ol>
            <More pages={pages} what="differences" />
          </>
        )
      }
    </Answer>
  );
};

/** What differs between two moments of the strategy, each with the event, the person and the reason. */
export const Diff = () => {
  const { of, put } = useAddress();
  const [{ data }] = useQuery({ query: yearBegins });
  const begins = data?.cycles.find(({ current }) => current)?.starts;
  const typed = of('from');
  const beginning = begins === undefined ? '' : dayBefore(begins);
  const day = isDay(typed) ? typed : beginning;
  const isBack = of('back') !== '';
  const from = isDay(day) ? { day } : data ? { position: 0 } : null;
  return (
    <AuditFrame title="Strategy diff" hasMoment={isPosition(of('asOf'))}>
      <p>What the strategy is at the later moment that it was not at the earlier. Without a later one, it is held against the present.</p>
      <form className="app-filters" role="search" onSubmit={(event) => event.preventDefault()}>
        <Typed label="From the end of" type="date" value={typed || beginning} onChange={(next) => put({ from: next })} />
        <Typed label="To the end of" type="date" value={/-/.test(of('asOf')) ? of('asOf') : ''} onChange={(asOf) => put({ asOf })} />
        <UnitChoice value={of('unit')} onChange={(unit) => put({ unit })} />
        <Choice
          label="Show"
          value={of('back')}
          all="What differs"
          choices={[['yes', 'What changed and came back']]}
          onChange={(back) => put({ back })}
        />
      </form>
      {from && (
        <>
          <Summary from={from} isBack={isBack} />
          <h2>{isBack ? 'What changed and came back' : 'What differs'}</h2>
          <Lines from={from} isBack={isBack} />
        </>
      )}
    </AuditFrame>
  );
};
