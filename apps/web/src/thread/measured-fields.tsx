import { MeasureField } from '../shell/found-field.js';
import { Labelled, LabelledChoice } from '../shell/labelled.js';
import { Rows } from '../shell/rows.js';
import type { Measured } from './offer-draft.js';

const bases = [
  ['LEVEL', 'Values of one period'],
  ['TOTAL', 'Totals over a window of periods'],
] as const;
const trajectories = [
  ['LINEAR', 'The same step every period'],
  ['STEP', 'The target from one day on'],
  ['SEASONAL', 'A season, and the improvement reached by then'],
  ['MANUAL', 'A value for every period'],
] as const;

/** A share is stated out of one, as the record keeps it, or in per cent. */
export const isShare = ({ measure }: Measured): boolean => measure?.kind === 'PROPORTION';
export const figureField = (measured: Measured) =>
  isShare(measured) ? ({ type: 'share', hint: 'A share: 78% or 0.78.' } as const) : ({ type: 'figure' } as const);

interface Given {
  readonly measured: Measured;
  readonly was: Measured | null;
  readonly onChange: (measured: Measured) => void;
}

/** What it is measured by, from where it starts, and how it is judged. */
export const MeasureAndStart = ({ measured, was, onChange }: Given) => {
  const put = (change: Partial<Measured>): void => onChange({ ...measured, ...change });
  return (
    <>
      <MeasureField measure={measured.measure} onChange={(measure) => put({ measure })} />
      <LabelledChoice
        label="Start and target are"
        value={measured.basis}
        was={was?.basis}
        choices={bases}
        onChange={(basis) => put({ basis: basis as Measured['basis'] })}
      />
      <Labelled
        label="Jump-off point: the value it starts from"
        {...figureField(measured)}
        value={measured.jop}
        was={was?.jop}
        onChange={(jop) => put({ jop })}
      />
      <Labelled
        label="First period of that value"
        hint="A month as 2026-04, a quarter as 2026-Q2, a week as 2026-W14."
        value={measured.jopFrom}
        was={was?.jopFrom}
        onChange={(jopFrom) => put({ jopFrom })}
      />
      <Labelled
        label="Last period of that value"
        hint="The same where it is the value of one period."
        value={measured.jopTo}
        was={was?.jopTo}
        optional
        onChange={(jopTo) => put({ jopTo })}
      />
    </>
  );
};

/** How it goes from the start to the target, and how far beside the plan is still near. */
export const PlanFields = ({ measured, was, onChange }: Given) => {
  const put = (change: Partial<Measured>): void => onChange({ ...measured, ...change });
  const isSeasonal = measured.trajectory === 'SEASONAL';
  return (
    <>
      <LabelledChoice
        label="Plan from start to target"
        value={measured.trajectory}
        was={was?.trajectory}
        choices={trajectories}
        onChange={(trajectory) => put({ trajectory: trajectory as Measured['trajectory'] })}
      />
      {measured.trajectory === 'STEP' && (
        <Labelled
          label="The target holds from"
          type="date"
          value={measured.stepsOn ?? ''}
          was={was ? (was.stepsOn ?? '') : undefined}
          onChange={(stepsOn) => put({ stepsOn })}
        />
      )}
      {(isSeasonal || measured.trajectory === 'MANUAL') && (
        <Rows
          name="Periods of the plan"
          one="period"
          rows={measured.points}
          fresh={{ period: '', value: null, base: null, share: null }}
          isChanged={was !== null && JSON.stringify(was.points) !== JSON.stringify(measured.points)}
          onChange={(points) => put({ points })}
        >
          {(point, putPoint) => (
            <>
              <Labelled label="Period" value={point.period} onChange={(period) => putPoint({ ...point, period })} />
              {isSeasonal ? (
                <>
                  <Labelled
                    label="What the season alone would give"
                    type="figure"
                    value={point.base ?? ''}
                    onChange={(base) => putPoint({ ...point, base })}
                  />
                  <Labelled
                    label="Share of the improvement reached by then"
                    hint="From 0 to 1, and 1 at the end."
                    type="figure"
                    value={point.share ?? ''}
                    onChange={(share) => putPoint({ ...point, share })}
                  />
                </>
              ) : (
                <Labelled
                  label="Planned value"
                  type="figure"
                  value={point.value ?? ''}
                  onChange={(value) => putPoint({ ...point, value })}
                />
              )}
            </>
          )}
        </Rows>
      )}
      <Labelled
        label="Tolerance: how far beside the plan is still near"
        {...figureField(measured)}
        value={measured.tolerance}
        was={was?.tolerance}
        onChange={(tolerance) => put({ tolerance })}
      />
      <LabelledChoice
        label="Is it a goal to stay where it is?"
        value={measured.maintain ? 'YES' : 'NO'}
        was={was ? (was.maintain ? 'YES' : 'NO') : undefined}
        choices={[
          ['NO', 'No, it moves to the target'],
          ['YES', 'Yes, start and target are the same'],
        ]}
        onChange={(answer) => put({ maintain: answer === 'YES' })}
      />
    </>
  );
};
