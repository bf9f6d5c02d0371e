import { Act, reasonField, type ActGiven } from '../shell/act.js';
import { Term } from '../shell/term.js';
import { sentence } from '../words/sentences.js';
import { byMonths, dayInWords, isMonth, periodInWords } from '../words/dates.js';
import { figureInWords } from '../words/figures.js';
import * as commands from './measure-commands.js';
import type { Measure, MeasureChart } from './measure-documents.js';
import { Part } from './part.js';

interface Given {
  readonly measure: Measure;
  readonly chart: MeasureChart;
  /** Whether what is chosen can be changed here and now. */
  readonly mayChange: boolean;
  readonly onTaken: () => void;
}

/** The reported periods, the latest first, to choose one from. */
const reportedIn = ({ points }: MeasureChart): readonly (readonly [string, string])[] =>
  points
    .filter(({ missing }) => !missing)
    .map(({ period }) => [period, periodInWords(period)] as const)
    .toReversed();

/** Takes back what was chosen, for a reason. */
const TakeBack = ({ submit = 'Take it back', ...command }: Omit<ActGiven, 'fields'>) => (
  <Act {...command} fields={[reasonField]} submit={submit} />
);

/** What was remarked beside the figures; in the chart each remark is a number in a ring. */
export const Remarks = ({ measure, chart, mayChange, onTaken }: Given) => (
  <Part name="Remarks">
    {measure.annotations.length === 0 && <p>Nothing was remarked beside a figure.</p>}
    <ul className="app-chosen">
      {measure.annotations.map(({ number, period, text, on }) => (
        <li key={number}>
          <p>
            <strong>
              {number}. {periodInWords(period)}
            </strong>{' '}
            {text}
          </p>
          <p className="nhsuk-hint">Recorded on {dayInWords(on)}.</p>
          {mayChange && (
            <TakeBack
              name={`Take remark ${number} back`}
              document={commands.withdrawAnnotation}
              input={{ measure: measure.id, annotation: number }}
              onTaken={onTaken}
            />
          )}
        </li>
      ))}
    </ul>
    {mayChange && (
      <Act
        name="Add a remark"
        document={commands.annotateMeasure}
        fields={[
          { kind: 'choice', name: 'period', label: 'About', choices: reportedIn(chart) },
          { kind: 'prose', name: 'text', label: 'Remark' },
        ]}
        input={{ measure: measure.id }}
        submit="Add the remark"
        onTaken={onTaken}
      />
    )}
  </Part>
);

/** Where limits begin anew, why, and where they might. */
export const Recalculations = ({ measure, chart, mayChange, onTaken }: Given) => (
  <Part name={<Term of="Recalculation">Recalculations of the limits</Term>}>
    {chart.recalculations.length === 0 && <p>The limits were never begun anew.</p>}
    <ul className="app-chosen">
      {chart.recalculations.map(({ from, reason, on, by, referenceText }) => (
        <li key={from}>
          <p>
            <strong>From {periodInWords(from)}</strong> {reason}
          </p>
          <p className="nhsuk-hint">
            {by.name}, {dayInWords(on)}.{referenceText !== null && ` What changed it: ${referenceText}.`}
          </p>
          {mayChange && (
            <TakeBack
              name={`Take the recalculation from ${periodInWords(from)} back`}
              document={commands.withdrawRecalculation}
              input={{ measure: measure.id, from }}
              onTaken={onTaken}
            />
          )}
        </li>
      ))}
    </ul>
    {chart.suggestion && (
      <div className="nhsuk-inset-text">
        <p>The limits might begin anew on {dayInWords(chart.suggestion.from)}, if the process was changed then.</p>
        <p>{byMonths(chart.suggestion.because, isMonth(chart.points[0]?.period))}</p>
      </div>
    )}
    {mayChange && (
      <Act
        name="Begin the limits anew"
        document={commands.recalculateLimits}
        fields={[
          { kind: 'choice', name: 'from', label: 'From', choices: reportedIn(chart) },
          { ...reasonField, hint: 'What was changed in the process, so that the old limits say nothing about it any more.' },
        ]}
        input={{ measure: measure.id }}
        submit="Begin anew from there"
        onTaken={onTaken}
      />
    )}
  </Part>
);

/** Figures that are drawn and not judged. */
export const Ghosts = ({ measure, chart, mayChange, onTaken }: Given) => {
  const ghosts = chart.points.filter(({ ghost }) => ghost);
  const counted = reportedIn(chart).filter(([period]) => !ghosts.some((each) => each.period === period));
  return (
    <Part name="Points left out of the limits">
      {ghosts.length === 0 && <p>Every point counts.</p>}
      <ul className="app-chosen">
        {ghosts.map(({ period, value, ghostBecause }) => (
          <li key={period}>
            <p>
              <strong>
                {periodInWords(period)}
                {value !== null && `, ${figureInWords(value, measure.kind)}`}
              </strong>{' '}
              {ghostBecause}
            </p>
            {mayChange && (
              <TakeBack
                name={`Let ${periodInWords(period)} count again`}
                document={commands.countPoint}
                input={{ measure: measure.id, period }}
                submit="Let it count"
                onTaken={onTaken}
              />
            )}
          </li>
        ))}
      </ul>
      {mayChange && (
        <Act
          name="Leave a point out"
          document={commands.ghostPoint}
          fields={[
            { kind: 'choice', name: 'period', label: 'Which', choices: counted },
            { ...reasonField, hint: 'Why it says nothing about the process. It stays in the chart, drawn hollow, with this reason.' },
          ]}
          input={{ measure: measure.id }}
          submit="Leave it out"
          onTaken={onTaken}
        />
      )}
    </Part>
  );
};

/** What the chart aims at, and from when on. */
export const Targets = ({ measure, chart, mayChange, onTaken }: Given) => {
  const figure = (value: number | null): string => (value === null ? '…' : figureInWords(value, measure.kind));
  return (
    <Part name="Target">
      <p>{sentence(chart.targetBecause)}</p>
      <ul className="app-chosen">
        {chart.targets.map(({ from, value, lo, hi }) => (
          <li key={from ?? ''}>
            <p>
              {from === null ? 'From the beginning' : `From ${dayInWords(from)}`}:{' '}
              <strong>{value === null ? `${figure(lo)} to ${figure(hi)}` : figure(value)}</strong>
            </p>
            {mayChange && chart.targetSource === 'SET' && (
              <TakeBack
                name={`Take this target back${from === null ? '' : `, from ${dayInWords(from)}`}`}
                document={commands.withdrawChartTarget}
                input={{ measure: measure.id, ...(from !== null && { from }) }}
                onTaken={onTaken}
              />
            )}
          </li>
        ))}
      </ul>
      {mayChange && (
        <Act
          name="Set a target for the chart"
          document={commands.setChartTarget}
          fields={[
            {
              kind: 'figure',
              name: 'value',
              label: 'Target',
              ...(measure.kind === 'PROPORTION' && { hint: 'As a share of 1: 0.78 for 78%.' }),
            },
            { kind: 'day', name: 'from', label: 'From', optional: true, hint: 'From the beginning, where it is left empty.' },
            reasonField,
          ]}
          input={{ measure: measure.id }}
          submit="Set the target"
          onTaken={onTaken}
        >
          <p>It changes what the chart aims at. What was agreed in an aim or a goal stays as it is.</p>
        </Act>
      )}
    </Part>
  );
};
