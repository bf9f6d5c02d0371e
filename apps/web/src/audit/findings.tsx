import { Link } from 'react-router';
import { useQuery } from 'urql';
import { Act } from '../shell/act.js';
import { CommandForm, type Field } from '../shell/command-form.js';
import { Disclosed } from '../shell/disclosed.js';
import { Choice } from '../shell/filters.js';
import { More } from '../shell/more.js';
import { Answer, Empty } from '../shell/states.js';
import { Term } from '../shell/term.js';
import { useActingPost } from '../shell/use-acting-post.js';
import { useAddress } from '../shell/use-address.js';
import { useMoment } from '../shell/use-moment.js';
import { usePages } from '../shell/use-pages.js';
import { useRoles } from '../shell/use-roles.js';
import { whoAmI } from '../shell/who-am-i.js';
import { dayInWords, momentInWords } from '../words/dates.js';
import { AuditFrame } from './audit-frame.js';
import { eventAddress } from './log-words.js';
import { sentence } from '../words/sentences.js';
import { acknowledgeFinding, findingsDocument, retryDebt, withdrawAcknowledgement, type FindingShown } from './record-documents.js';
import { UnitChoice } from './unit-choice.js';

/** Gravity by a sign and a word, so that it shows also where there is no colour. */
const severityWords: Readonly<Record<FindingShown['severity'], { readonly sign: string; readonly word: string }>> = {
  HIGH: { sign: '!!!', word: 'Grave' },
  MEDIUM: { sign: '!!', word: 'To be explained' },
  LOW: { sign: '!', word: 'Worth a look' },
};

/** Where what it is about has a page of its own. */
const placeOf = ({ subject, subjectKind }: FindingShown): string | null => {
  const places: Readonly<Record<string, string>> = { AIM: 'aims', GOAL: 'goals', THREAD: 'threads', UNIT: 'units', MEASURE: 'measures' };
  const place = places[subjectKind];
  return place === undefined ? null : `/${place}/${encodeURIComponent(subject)}`;
};

const why: readonly Field[] = [
  { kind: 'prose', name: 'reason', label: 'Why it may stand', hint: 'For whoever reads it in a year: three words or more.' },
];
const whyNot: readonly Field[] = [{ kind: 'prose', name: 'reason', label: 'Why you take it back' }];

/** What somebody may do about a finding: nothing for auditors, nor for whoever made the decision. */
const Answering = ({ finding, onTaken }: { readonly finding: FindingShown; readonly onTaken: () => void }) => {
  const roles = useRoles();
  const [{ data }] = useQuery({ query: whoAmI });
  const { key, acknowledged, decidedBy } = finding;
  const mayAnswer = !roles.includes('AUDITOR') && roles.some((role) => ['EXECUTIVE', 'LEAD', 'COACH'].includes(role));
  if (key === null || !mayAnswer) return null;
  const taken = (close: () => void) => (): void => {
    close();
    onTaken();
  };
  if (acknowledged)
    return (
      <Disclosed name="Take the acknowledgement back">
        {(close) => (
          <CommandForm
            document={withdrawAcknowledgement}
            fields={whyNot}
            input={{ finding: key }}
            submit="Take it back"
            onTaken={taken(close)}
            onClose={close}
          />
        )}
      </Disclosed>
    );
  if (decidedBy.some(({ id }) => id === data?.me.person.id))
    return <p className="nhsuk-hint">You had a part in this decision: somebody who had none answers for it.</p>;
  return (
    <Disclosed name="Acknowledge it">
      {(close) => (
        <CommandForm
          document={acknowledgeFinding}
          fields={why}
          input={{ finding: key }}
          submit="Acknowledge it"
          onTaken={taken(close)}
          onClose={close}
        />
      )}
    </Disclosed>
  );
};

/** Has the service try again what it owes and a rule refused, once that was mended. */
const Retrying = ({ debt, onTaken }: { readonly debt: string; readonly onTaken: () => void }) => {
  const actingPost = useActingPost('ADMINISTRATOR');
  if (actingPost === null) return null;
  return (
    <Act
      name="Let the service try again"
      document={retryDebt}
      fields={[]}
      input={{ key: debt, actingPost }}
      submit="Try again"
      onTaken={onTaken}
    >
      <p>Mend what the finding says first: a rule that still refuses it leaves it as it is.</p>
    </Act>
  );
};

/** The events that show it, each leading to its place in the log. */
const EvidenceLinks = ({ finding: { evidenceAll, evidence, subject } }: { readonly finding: FindingShown }) => {
  const places = evidenceAll.length > 0 ? evidenceAll : evidence === null ? [] : [{ position: evidence, subject }];
  if (places.length === 0) return null;
  return (
    <p>
      Shown by{' '}
      {places.map(({ position, subject: about }, index) => (
        <span key={`${about} ${position}`}>
          {index > 0 && ', '}
          <Link to={eventAddress(about, position)}>event {position}</Link>
        </span>
      ))}
      .
    </p>
  );
};

const Shown = ({
  finding,
  isPast,
  onTaken,
}: {
  readonly finding: FindingShown;
  readonly isPast: boolean;
  readonly onTaken: () => void;
}) => {
  const { severity, text, rule, unit, decidedBy, decidedOn, acknowledged } = finding;
  const place = placeOf(finding);
  const { sign, word } = severityWords[severity];
  return (
    <li className="app-entry" data-severity={severity}>
      <h3>
        <span className="app-severity">
          <span aria-hidden="true">{sign} </span>
          {word}
        </span>{' '}
        {sentence(text)}
      </h3>
      {rule !== null && <p className="nhsuk-hint">Found when: {rule}</p>}
      <p>
        {decidedOn !== null &&
          `Decided on ${dayInWords(decidedOn)}${decidedBy.length > 0 ? ` by ${decidedBy.map(({ name }) => name).join(', ')}` : ''}. `}
        {unit && `It falls to ${unit.name}. `}
        {place !== null && <Link to={place}>See what it is about</Link>}
      </p>
      <EvidenceLinks finding={finding} />
      {acknowledged && (
        <p className="app-answered">
          Acknowledged by {acknowledged.by.name}
          {acknowledged.post && `, ${acknowledged.post.title}`}, {momentInWords(acknowledged.at)}: <q>{acknowledged.reason}</q>
        </p>
      )}
      {!isPast && finding.debt !== null && <Retrying debt={finding.debt} onTaken={onTaken} />}
      {!isPast && <Answering finding={finding} onTaken={onTaken} />}
    </li>
  );
};

/** What somebody should look at, the gravest first, with the events that show it and who answers for it. */
export const Findings = () => {
  const asOf = useMoment();
  const { of, put } = useAddress();
  const kind = of('kind') === 'OPERATIONAL' || of('kind') === 'ALL' ? of('kind') : 'INTEGRITY';
  const answered = of('answered');
  const variables = {
    asOf,
    unit: of('unit') || null,
    kind: kind === 'ALL' ? null : kind,
    acknowledged: answered === '' ? null : answered === 'yes',
    first: 50,
  };
  const pages = usePages(findingsDocument, variables, ({ findings }) => findings);
  return (
    <AuditFrame title="Findings">
      <p>
        A <Term of="Finding">finding</Term> is a question to those who decided, and no verdict. One about a decision stays listed for good,
        with whoever answers for it; one about how things stand goes when it is mended.
      </p>
      <form className="app-filters" role="search" onSubmit={(event) => event.preventDefault()}>
        <Choice
          label="About"
          value={kind}
          all={null}
          choices={[
            ['INTEGRITY', 'Decisions in the record'],
            ['OPERATIONAL', 'How things stand'],
            ['ALL', 'Both'],
          ]}
          onChange={(next) => put({ kind: next === 'INTEGRITY' ? '' : next })}
        />
        <Choice
          label="Acknowledged"
          value={answered}
          choices={[
            ['no', 'By nobody yet'],
            ['yes', 'By somebody'],
          ]}
          onChange={(next) => put({ answered: next })}
        />
        <UnitChoice value={of('unit')} onChange={(unit) => put({ unit })} />
      </form>
      <h2>What was found</h2>
      <Answer asked={pages} what="the findings" retry={pages.again}>
        {({ nodes }) =>
          nodes.length === 0 ? (
            <Empty>
              <p>Nothing was found here at this moment.</p>
            </Empty>
          ) : (
            <>
              <ol className="app-entries">
                {nodes.map((finding) => (
                  <Shown
                    key={finding.key ?? `${finding.code} ${finding.subject} ${finding.text}`}
                    finding={finding}
                    isPast={asOf !== null}
                    onTaken={pages.again}
                  />
                ))}
              </ol>
              <More pages={pages} what="findings" />
            </>
          )
        }
      </Answer>
    </AuditFrame>
  );
};
