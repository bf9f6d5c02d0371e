import { useCallback } from 'react';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { useLive } from '../api/use-live.js';
import { AssuranceIcon, VariationIcon } from '../chart/icons.js';
import { Heading } from '../shell/heading.js';
import { Answer, Empty } from '../shell/states.js';
import { MomentBar } from '../shell/moment-bar.js';
import { useActingPost } from '../shell/use-acting-post.js';
import { useMoment } from '../shell/use-moment.js';
import { useRoles } from '../shell/use-roles.js';
import { treeChanged } from '../tree/tree-documents.js';
import { dayInWords } from '../words/dates.js';
import { partInWords, statedInWords } from '../words/figures.js';
import { aimsDocument, type AimShown } from './aims-documents.js';
import { CoverageBar } from './coverage-bar.js';
import { ObjectiveActs, SetObjective } from './objectives.js';
import { TrueNorthDraft } from './true-north-draft.js';
import { Winnowing } from './winnowing.js';

/** A unit's own True North has so many aims at most in a cycle; one more shows the override that let it in. */
const aimsMax = 5;

const AimRow = ({ aim }: { readonly aim: AimShown }) => {
  const { id, statement, status, due, sponsor, measured, achievement, addsUp, override, droppedFor } = aim;
  const { measure } = measured;
  const figure = (value: string): string => statedInWords(value, measure?.kind ?? '');
  return (
    <li className="app-aim">
      <div className="app-aim__icons">
        <VariationIcon variation={measure?.chart.variation ?? null} text={measure?.chart.variationText ?? ''} />
        <AssuranceIcon assurance={measure?.chart.assurance ?? null} text={measure?.chart.assuranceText ?? ''} />
      </div>
      <div className="app-aim__body">
        <h4>
          <Link to={`/aims/${id}`}>{statement}</Link>
        </h4>
        <p>
          {sponsor?.title ?? 'No sponsor'} · from {figure(measured.jop)} to {figure(measured.target)}
          {measure && measure.kind !== 'PROPORTION' ? ` ${measure.unitOfMeasure}` : ''} by {dayInWords(due)}
          {achievement.attainment !== null && ` · ${partInWords(achievement.attainment)} of the way`}
        </p>
        {status === 'DROPPED' && <p className="app-overdue">Dropped: {droppedFor}</p>}
        {override !== null && <p className="app-overdue">Adopted beyond the cap: {override}</p>}
        <CoverageBar sums={addsUp} />
      </div>
    </li>
  );
};

/** The direction, the step changes under it, and this cycle's few aims. */
export const Aims = () => {
  const asOf = useMoment();
  const [asked, ask] = useQuery({ query: aimsDocument, variables: { asOf } });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useLive(treeChanged, {}, again);
  const roles = useRoles();
  const actingExecutive = useActingPost('EXECUTIVE');
  const executive = asOf === null ? actingExecutive : null;
  return (
    <>
      <Heading title="True North and aims" />
      <MomentBar />
      <Answer asked={asked} what="the aims" retry={again}>
        {({ cycles, trueNorths, objectives, aims, candidates }) => {
          const cycle = cycles.find(({ current }) => current);
          const all = aims.edges.map(({ node }) => node);
          const adopted = all.filter(({ status }) => status === 'ADOPTED').length;
          if (trueNorths.length === 0)
            return (
              <>
                <Empty>
                  <p>There is no True North yet. An executive drafts it; it takes effect with a cycle, or by a decision of the board.</p>
                </Empty>
                {asOf === null && <TrueNorthDraft onTaken={again} />}
              </>
            );
          return (
            <>
              {cycle && (
                <p>
                  {cycle.name}, {dayInWords(cycle.starts)} to {dayInWords(cycle.ends)}: {adopted} of at most {aimsMax} aims.
                </p>
              )}
              {trueNorths.map(({ unit, inForce }) =>
                inForce === null ? null : (
                  <section key={unit?.id ?? ''} aria-label={`True North of ${unit?.name ?? ''}`}>
                    <h2>True North</h2>
                    <p className="app-true-north">{inForce.statement}</p>
                    {inForce.dimensions.map((dimension) => {
                      const own = objectives.filter(
                        (objective) =>
                          objective.dimension === dimension.id && objective.unit?.id === unit?.id && objective.retired === null,
                      );
                      return (
                        <section key={dimension.id} className="app-dimension" aria-label={dimension.name}>
                          <h3>{dimension.name}</h3>
                          <p>{dimension.statement}</p>
                          {own.length === 0 && <p className="nhsuk-hint">No breakthrough objective yet.</p>}
                          {own.map((objective) => {
                            const under = all.filter((aim) => aim.objective?.id === objective.id);
                            return (
                              <div key={objective.id}>
                                <p className="app-objective">
                                  {objective.statement} <span className="nhsuk-hint">until {dayInWords(objective.to)}</span>
                                </p>
                                {executive !== null && (
                                  <ObjectiveActs
                                    objective={objective}
                                    dimensions={inForce.dimensions}
                                    isInUse={under.some(({ status }) => status === 'ADOPTED')}
                                    actingPost={executive}
                                    onTaken={again}
                                  />
                                )}
                                {under.length === 0 ? (
                                  <p className="nhsuk-hint">No aim of this cycle serves it.</p>
                                ) : (
                                  <ul className="app-work-list">
                                    {under.map((aim) => (
                                      <AimRow key={aim.id} aim={aim} />
                                    ))}
                                  </ul>
                                )}
                              </div>
                            );
                          })}
                          {executive !== null && unit !== null && (
                            <SetObjective unit={unit.id} dimension={dimension} actingPost={executive} onTaken={again} />
                          )}
                        </section>
                      );
                    })}
                  </section>
                ),
              )}
              {asOf === null && <TrueNorthDraft onTaken={again} />}
              <h2>Candidates</h2>
              <Winnowing
                candidates={candidates.edges.map(({ node }) => node)}
                board={{
                  cycle: cycle ?? null,
                  unit: trueNorths[0]?.unit?.id ?? null,
                  objectives: objectives.filter(({ retired }) => retired === null),
                  isFull: adopted >= aimsMax,
                  roles,
                  isNow: asOf === null,
                  onTaken: again,
                }}
              />
            </>
          );
        }}
      </Answer>
    </>
  );
};
