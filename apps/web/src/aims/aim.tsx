import { useCallback } from 'react';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { useLive, useLiveFigures } from '../api/use-live.js';
import { AssuranceIcon, VariationIcon } from '../chart/icons.js';
import { CommandForm } from '../shell/command-form.js';
import { Disclosed } from '../shell/disclosed.js';
import { HowMade } from '../goal/how-made.js';
import { Heading } from '../shell/heading.js';
import { History } from '../shell/history.js';
import { MomentBar } from '../shell/moment-bar.js';
import { Answer } from '../shell/states.js';
import { useMoment } from '../shell/use-moment.js';
import { whoAmI } from '../shell/who-am-i.js';
import { ContributeLink } from '../thread/contribute-link.js';
import { treeChanged } from '../tree/tree-documents.js';
import { sentence } from '../words/sentences.js';
import { byMonths, dayInWords } from '../words/dates.js';
import { partInWords, statedInWords } from '../words/figures.js';
import { AimChanges } from './aim-changes.js';
import { acceptAimGap } from './aim-commands.js';
import { aimDocument, type AimPage } from './aims-documents.js';
import { CoverageBar } from './coverage-bar.js';
import { Waterfall } from './waterfall.js';

/** What somebody may do about an aim: ask for contributions or offer one, and, as its sponsor, accept the gap. */
const AimMoves = ({ aim, onTaken }: { readonly aim: AimPage; readonly onTaken: () => void }) => {
  const [{ data }] = useQuery({ query: whoAmI });
  const posts = data?.me.posts ?? [];
  const isSponsor = posts.some((post) => post.id === aim.sponsor?.id);
  const isSide = posts.some(({ role }) => ['EXECUTIVE', 'LEAD', 'MEMBER'].includes(role)) && !posts.some(({ role }) => role === 'AUDITOR');
  const { gap, state, coverage } = aim.addsUp;
  const hasGap = state === 'NOT_COMPUTABLE' || state === 'INFLUENCE' || (coverage !== null && Number(coverage) < 1);
  if (!isSide) return null;
  return (
    <>
      <p>
        <ContributeLink to={`/threads/new?aim=${aim.id}`} owner={aim.sponsor?.id} />
      </p>
      {isSponsor && hasGap && (
        <Disclosed name="Accept the gap">
          {(close) => (
            <CommandForm
              document={acceptAimGap}
              fields={[
                { kind: 'prose', name: 'plan', label: 'What is done about it' },
                { kind: 'day', name: 'reviewOn', label: 'It is looked at again on' },
              ]}
              input={{ aim: aim.id, revision: aim.revision, ...(posts.length > 1 && { actingPost: aim.sponsor?.id }) }}
              submit="Accept the gap"
              onTaken={() => {
                close();
                onTaken();
              }}
              onClose={close}
            >
              <p>
                {gap === null ? 'The children are not known to cover the need.' : `The children leave a gap of ${gap}.`} Accepted, it stays
                visible, and holds until it grows or its day passes.
              </p>
            </CommandForm>
          )}
        </Disclosed>
      )}
    </>
  );
};

/** How children's figures make the parent's, by the first word of the formula. */
const formulaWords: Readonly<Record<string, string>> = {
  SUM: 'What the children contribute is added',
  RATIO: 'The children’s figures are pooled, each by its part of the denominator',
  MEAN: 'The children’s figures are averaged, each by its part',
  MAX: 'The highest child decides',
  MIN: 'The lowest child decides',
  NONE: 'Nothing is added: at least one child has to support it strongly',
};

/** An aim: what it is, how far it has come, whether it adds up, and how it came to be so. */
export const Aim = () => {
  const { id = '' } = useParams();
  const asOf = useMoment();
  const [asked, ask] = useQuery({ query: aimDocument, variables: { id, asOf } });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useLive(treeChanged, {}, again);
  useLiveFigures([asked.data?.aim?.measured.measure?.id], again);
  return (
    <Answer asked={asked} what="the aim" retry={again}>
      {({ aim, threads }) => {
        if (aim === null)
          return (
            <>
              <Heading title="No such aim" />
              <MomentBar />
              <p>
                It is not there, or was not there yet at the moment shown. <Link to="/aims">See this year’s aims</Link>.
              </p>
            </>
          );
        const { measured, addsUp, achievement } = aim;
        const { measure } = measured;
        const figure = (value: string): string => statedInWords(value, measure?.kind ?? '');
        return (
          <>
            <Heading title={aim.statement} />
            <MomentBar />
            <p>
              {aim.sponsor?.title ?? 'No sponsor'} · {aim.cycle?.name} · serves: {aim.objective?.statement}
            </p>
            <div className="app-aim">
              <div className="app-aim__icons">
                <VariationIcon variation={measure?.chart.variation ?? null} text={measure?.chart.variationText ?? ''} />
                <AssuranceIcon assurance={measure?.chart.assurance ?? null} text={measure?.chart.assuranceText ?? ''} />
              </div>
              <div className="app-aim__body">
                <p>
                  {measure && <Link to={`/measures/${measure.id}`}>{measure.name}</Link>}: from {figure(measured.jop)} to{' '}
                  {figure(measured.target)} by {dayInWords(aim.due)}.
                </p>
                <p>
                  {achievement.attainment === null
                    ? (achievement.because ?? 'How far it has come cannot be said yet.')
                    : `${partInWords(achievement.attainment)} of the way; ${achievement.reportedInWords}.`}
                </p>
                <p>{measure && byMonths(measure.chart.variationText, measure.frequency === 'MONTH')}</p>
                <p>
                  {measure?.chart.assuranceText} {measure && measure.chart.targetSource === 'NONE' && sentence(measure.chart.targetBecause)}
                </p>
                <HowMade kind="AIM" id={aim.id} />
              </div>
            </div>
            {aim.droppedFor !== null && <p className="app-overdue">Dropped: {aim.droppedFor}</p>}
            <h2>Does it add up?</h2>
            <CoverageBar sums={addsUp} />
            <Waterfall aim={aim} inPlay={threads.edges.map(({ node }) => node)} />
            <p className="nhsuk-hint">
              {formulaWords[addsUp.formula.split(' ')[0] ?? ''] ?? 'How the children count'}
              {addsUp.keptPrivate > 0 && `; ${addsUp.keptPrivate} kept private between their sides`}
            </p>
            {addsUp.gapAccepted && (
              <p>
                Gap accepted by {addsUp.gapAccepted.by.name}: {addsUp.gapAccepted.plan} To be looked at again on{' '}
                {dayInWords(addsUp.gapAccepted.reviewOn)}.
                {addsUp.gapAccepted.voidBecause !== null && ` It holds no longer: ${addsUp.gapAccepted.voidBecause}.`}
              </p>
            )}
            {asOf === null && aim.status === 'ADOPTED' && <AimMoves aim={aim} onTaken={again} />}
            <h2>Why it was adopted</h2>
            <p>{aim.adoptedFor}</p>
            {asOf === null && aim.status === 'ADOPTED' && <AimChanges id={aim.id} onTaken={again} />}
            <h2>History</h2>
            <p>
              <Link to={`/audit/replay/aim/${aim.id}`}>Replay its story</Link> · <a href={`/evidence/aims/${aim.id}.html`}>Evidence pack</a>
            </p>
            <Disclosed name="Show the history">
              <History subject={aim.id} />
            </Disclosed>
          </>
        );
      }}
    </Answer>
  );
};
