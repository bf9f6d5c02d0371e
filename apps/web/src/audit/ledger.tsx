import { Link } from 'react-router';
import { useQuery } from 'urql';
import { Disclosed } from '../shell/disclosed.js';
import { Choice } from '../shell/filters.js';
import { More } from '../shell/more.js';
import { Answer, Empty } from '../shell/states.js';
import { Term } from '../shell/term.js';
import { useAddress } from '../shell/use-address.js';
import { useMoment } from '../shell/use-moment.js';
import { usePages } from '../shell/use-pages.js';
import { useWhole } from '../shell/use-whole.js';
import { dayInWords } from '../words/dates.js';
import { AuditFrame } from './audit-frame.js';
import { ledgerDocument, ledgerSummary, type LedgerEntry, type LedgerStep, type Totals } from './ledger-documents.js';
import { measuredInWords } from '../words/figures.js';
import { concededInWords, heldInWords, isEased, movedInWords, shareInWords } from './ledger-words.js';
import { eventAddress } from './log-words.js';
import { UnitChoice } from './unit-choice.js';

const whoOf = ({ by, post, asDeputy }: LedgerStep): string =>
  `${post ? `${by.name}, ${post.title}` : by.name}${asDeputy ? ' (as deputy)' : ''}`;

const stepWords: Readonly<Record<LedgerStep['kind'], string>> = { OFFER: 'Offer', DIRECTION: 'Direction', IN_FORCE: 'In force before' };
const resourceWords = { WTE: 'whole-time equivalents', MONEY: 'pounds', SUPPORT: 'support' } as const;
const resourcesOf = (resources: LedgerStep['offer']['resourcesAsked']): string =>
  resources.map(({ kind, amount, text }) => (amount === null ? text : `${amount} ${resourceWords[kind]}`)).join('; ') || 'none';

/** The path of one commitment, step by step. */
const Path = ({ steps, thread }: Pick<LedgerEntry, 'steps' | 'thread'>) => (
  <div className="app-offers" tabIndex={0} role="region" aria-label="The path of offers">
    <table className="nhsuk-table app-offers__table">
      <caption className="nhsuk-u-visually-hidden">The path of offers, the first one first</caption>
      <thead>
        <tr>
          <th scope="col">Step</th>
          <th scope="col">Who moved</th>
          <th scope="col">Target</th>
          <th scope="col">Resources</th>
          <th scope="col">Held until then</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => {
          const { position, kind, round, on, change, rationale, daysHeld, offer } = step;
          const { measured, resourcesAsked, resourcesGranted } = offer;
          const eased = isEased(change);
          return (
            <tr key={position}>
              <th scope="row">
                {stepWords[kind]}, round {round}
                <br />
                {dayInWords(on)}
                <br />
                <Link to={eventAddress(thread, position)}>event {position}</Link>
              </th>
              <td>{whoOf(step)}</td>
              <td className={eased ? 'app-offers__changed' : undefined}>
                {measured ? measuredInWords(measured.target, measured.measure) : 'milestones'}
                {change !== null && Number(change) !== 0 && (
                  <>
                    <br />
                    {movedInWords(change, measured?.measure ?? null)}
                  </>
                )}
              </td>
              <td>
                asked: {resourcesOf(resourcesAsked)}
                <br />
                granted: {resourcesOf(resourcesGranted)}
              </td>
              <td>{heldInWords(daysHeld)}</td>
              <td>{rationale}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  </div>
);

/** One commitment: who gave and took, what was conceded, and everybody who eased the target on the way. */
const Entry = ({ entry }: { readonly entry: LedgerEntry }) => {
  const { thread, goal, settled, giver, receiver, unit, kind, settledOn, concession, steps, isWhole, inForce, rounds, daysHeld } = entry;
  const measure = settled.measured?.measure ?? null;
  const asOf = useAddress().of('asOf');
  const past = asOf === '' ? '' : `?asOf=${asOf}`;
  return (
    <li className="app-entry">
      <h3>
        <Link to={`/threads/${thread}`}>{settled.statement}</Link>
      </h3>
      <p>
        {giver?.title ?? 'A former post'} gave, {receiver?.title ?? 'a former post'}
        {unit && !receiver?.title.includes(unit.name) && ` (${unit.name})`} took it on.{' '}
        {kind === 'DIRECTED' ? 'Directed by an arbiter' : 'Committed'} on {dayInWords(settledOn)}
        {!inForce && ', in force no longer'}.
      </p>
      <p className="app-entry__conceded">
        {concession
          ? concededInWords(concession, measure)
          : isWhole
            ? 'Its targets do not compare.'
            : 'How it came about stays with its sides.'}
      </p>
      {steps
        .filter(({ change }) => isEased(change))
        .map((step) => (
          <p key={step.position} className="app-eased">
            <strong>{whoOf(step)}</strong> {movedInWords(step.change, step.offer.measured?.measure ?? null)} on {dayInWords(step.on)}, round{' '}
            {step.round} (<Link to={eventAddress(thread, step.position)}>event {step.position}</Link>): <q>{step.rationale}</q>
          </p>
        ))}
      {daysHeld && (
        <p className="nhsuk-hint">
          {rounds} {rounds === 1 ? 'round' : 'rounds'}; the ball was held: {heldInWords(daysHeld)}.
        </p>
      )}
      {steps.length > 0 && (
        <Disclosed name={`The path, ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}`}>
          <Path steps={steps} thread={thread} />
        </Disclosed>
      )}
      <p>
        <Link to={`/audit/replay/thread/${thread}`}>Replay its story</Link> ·{' '}
        <a href={`/evidence/goals/${goal}.html${past}`}>Evidence pack</a>
      </p>
    </li>
  );
};

const cellsOf = ({ commitments, lowered, raised, unchanged, directed, acceptedAtOnce, medianRounds, meanShareOfGap, daysHeld }: Totals) => [
  commitments,
  lowered,
  raised,
  unchanged,
  directed,
  acceptedAtOnce,
  medianRounds ?? '–',
  shareInWords(meanShareOfGap),
  heldInWords(daysHeld),
];

/** How units, or those who give, negotiate. */
const Summary = () => {
  const asOf = useMoment();
  const { of, put } = useAddress();
  const by = of('by') === 'GIVER' ? 'GIVER' : 'UNIT';
  const [asked, ask] = useQuery({ query: ledgerSummary, variables: { by, asOf } });
  return (
    <Answer asked={asked} what="the summary" retry={() => ask({ requestPolicy: 'network-only' })}>
      {({ concessionSummary: { overall, parts } }) => (
        <>
          <div className="app-filters">
            <Choice
              label="Summed by"
              value={by}
              all={null}
              choices={[
                ['UNIT', 'Unit that took it on'],
                ['GIVER', 'Post that gave'],
              ]}
              onChange={(next) => put({ by: next })}
            />
          </div>
          <div className="app-offers app-tight" tabIndex={0} role="region" aria-label="How they negotiate">
            <table className="nhsuk-table app-offers__table">
              <caption className="nhsuk-u-visually-hidden">How they negotiate</caption>
              <thead>
                <tr>
                  <td />
                  {[
                    'Settled',
                    'Eased',
                    'Tightened',
                    'On the first target',
                    'Directed',
                    'Signed at once',
                    'Rounds, median',
                    'Mean share of the way',
                    'Ball held',
                  ].map((name) => (
                    <th scope="col" key={name}>
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {[overall, ...parts].map((totals, index) => (
                  <tr key={totals.unit?.id ?? totals.giver?.id ?? index}>
                    <th scope="row">{index === 0 ? 'All together' : (totals.unit?.name ?? totals.giver?.title ?? 'A former post')}</th>
                    {cellsOf(totals).map((cell, column) => (
                      <td key={column}>{cell}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {overall.keptPrivate > 0 && <p className="nhsuk-hint">{overall.keptPrivate} more keep their path between their sides.</p>}
        </>
      )}
    </Answer>
  );
};

const readMax = 1_000;

/** Every commitment with the path to it: who moved, by how much, after how many days, and why. */
export const Ledger = () => {
  const asOf = useMoment();
  const { of, put } = useAddress();
  const [unit, moved] = [of('unit'), of('moved')];
  const pages = useWhole(
    usePages(ledgerDocument, { unit: unit || null, asOf, first: 50 }, ({ concessionLedger }) => concessionLedger),
    moved === '' ? 0 : readMax,
  );
  const keeps = ({ steps, concession, kind }: LedgerEntry): boolean =>
    moved === '' ||
    (moved === 'DIRECTED'
      ? kind === 'DIRECTED'
      : moved === 'EASED'
        ? isEased(concession?.change ?? null) || steps.some(({ change }) => isEased(change))
        : Number(concession?.change ?? 0) > 0);
  return (
    <AuditFrame title="Concession ledger">
      <p>
        Who moved in each <Term of="Catchball">catchball</Term>, by how much and why. <em>Eased</em> means easier to reach, whichever way is
        better on the measure.
      </p>
      <Disclosed name="How units and givers negotiate">
        <Summary />
      </Disclosed>
      <h2>Commitments</h2>
      <form className="app-filters" role="search" onSubmit={(event) => event.preventDefault()}>
        <UnitChoice label="Taken on by this unit, or one below it" value={unit} onChange={(next) => put({ unit: next })} />
        <Choice
          label="Target"
          value={moved}
          choices={[
            ['EASED', 'Eased on the way'],
            ['TIGHTENED', 'Tightened'],
            ['DIRECTED', 'Directed by an arbiter'],
          ]}
          onChange={(next) => put({ moved: next })}
        />
      </form>
      <Answer asked={pages} what="the ledger" retry={pages.again}>
        {({ nodes }) => {
          const shown = nodes.filter(keeps);
          return (
            <>
              {moved !== '' && (
                <p role="status">
                  {shown.length} of the {nodes.length} read.
                </p>
              )}
              {shown.length === 0 ? (
                <Empty>
                  <p>Nothing was settled here at this moment, or nothing of that kind. Take a filter away, or choose a later day.</p>
                </Empty>
              ) : (
                <ol className="app-entries">
                  {shown.map((entry) => (
                    <Entry key={`${entry.thread} ${entry.episode}`} entry={entry} />
                  ))}
                </ol>
              )}
              <More pages={pages} what="commitments and directions" />
            </>
          );
        }}
      </Answer>
    </AuditFrame>
  );
};
