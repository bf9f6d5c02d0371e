import { Act, reasonField } from '../shell/act.js';
import type { Field } from '../shell/command-form.js';
import { Term } from '../shell/term.js';
import { useSidePost } from '../shell/use-side-post.js';
import { dayInWords, periodInWords } from '../words/dates.js';
import { chooseChart, clearBaseline, publishChart, setBaseline } from './decision-commands.js';
import type { Measure, MeasureChart } from './measure-documents.js';
import { Part } from './part.js';

interface Given {
  readonly measure: Measure;
  readonly chart: MeasureChart;
  /** Whether what is decided can be decided otherwise here and now. */
  readonly mayChange: boolean;
  readonly onTaken: () => void;
}

const baselinePointsUsual = '12';

/** Which points set the limits, where not all of them do. */
export const BaselineSet = ({ measure, chart: { baseline, points }, mayChange, onTaken }: Given) => {
  const acting = useSidePost([measure.steward?.id]);
  const periods = points.filter(({ missing }) => !missing).map(({ period }) => [period, periodInWords(period)] as const);
  return (
    <Part name={<Term of="Baseline" />}>
      {baseline === null ? (
        <p>All points that count set the limits, until the next recalculation.</p>
      ) : (
        <p>
          {baseline.points === null ? `The points up to ${periodInWords(baseline.until!)}` : `The first ${baseline.points} points`} set the
          limits: {baseline.reason} <span className="nhsuk-hint">{`${baseline.by.name}, ${dayInWords(baseline.on)}.`}</span>
        </p>
      )}
      {mayChange && (
        <>
          <Act
            key={`${baseline?.points} ${baseline?.until}`}
            name="Fix which points set the limits"
            document={setBaseline}
            fields={[
              {
                kind: 'choice',
                name: 'kind',
                label: 'The limits are set by',
                initial: baseline?.kind ?? 'POINTS',
                choices: [
                  ['POINTS', 'the first points, as many as stands below'],
                  ['UNTIL', 'the points up to the period below'],
                ],
              },
              {
                kind: 'number',
                name: 'points',
                label: 'How many points',
                initial: String(baseline?.points ?? baselinePointsUsual),
                optional: true,
              },
              { kind: 'choice', name: 'period', label: 'Up to and with', initial: baseline?.until ?? '', choices: periods, optional: true },
              reasonField,
            ]}
            input={({ kind, points: many, period, reason }) => ({
              measure: measure.id,
              baseline: kind === 'UNTIL' ? { kind, period } : { kind, points: many },
              reason,
              ...acting,
            })}
            submit="Fix them"
            onTaken={onTaken}
          />
          {baseline !== null && (
            <Act
              name="Let all points set the limits again"
              document={clearBaseline}
              fields={[reasonField]}
              input={{ measure: measure.id, ...acting }}
              submit="Let all of them"
              onTaken={onTaken}
            />
          )}
        </>
      )}
    </Part>
  );
};

const choiceWords: Readonly<Record<string, readonly [label: string, words: readonly (readonly [string, string])[]]>> = {
  preset: [
    'Convention',
    [
      ['MDC_2_6', 'Making Data Count, query 2.6'],
      ['MDC_2_6A', 'Making Data Count, query 2.6A'],
      ['MDC_EXCEL_5', 'Making Data Count, spreadsheet 5'],
      ['NHSR_0_2', 'NHSRplotthedots 0.2'],
      ['RUN', 'Run chart'],
    ],
  ],
  chart: [
    'Which chart',
    [
      ['XMR', 'Single values and their moving ranges (XmR)'],
      ['RUN', 'A median and runs about it'],
      ['P', 'Proportions (p)'],
      ['P_PRIME', 'Proportions of large denominators (p′)'],
      ['U', 'Rates (u)'],
      ['U_PRIME', 'Rates of large exposures (u′)'],
      ['C', 'Counts (c)'],
      ['T', 'Days between rare events (t)'],
      ['G', 'Cases between rare events (g)'],
    ],
  ],
  screening: [
    'Outlying moving ranges',
    [
      ['NONE', 'all count towards the limits'],
      ['RANGES', 'are left out of the limits'],
      ['RANGES_AND_MEAN', 'are left out, and their points out of the mean'],
    ],
  ],
  rulesCrossSegments: [
    'Across a recalculation',
    [
      ['NONE', 'no rule looks'],
      ['TREND', 'trends alone look'],
      ['ALL', 'all rules look that take several points'],
    ],
  ],
  conflict: [
    'A point with signals both ways shows',
    [
      ['RANK', 'what the higher ranking rule says'],
      ['PRECEDENCE', 'what comes first in the order of the R package'],
      ['CONCERN', 'the worse news'],
      ['IMPROVEMENT', 'the better news'],
    ],
  ],
  conflictTie: [
    'Where rules rank alike',
    [
      ['CONCERN', 'the worse news wins'],
      ['IMPROVEMENT', 'the better news wins'],
    ],
  ],
  targetOnLimit: [
    'A target that lies on a limit',
    [
      ['DECIDES', 'is reached, or missed, consistently'],
      ['INCONSISTENT', 'is hit and missed by chance'],
    ],
  ],
  missing: [
    'Moving ranges at a missing figure',
    [
      ['BREAK', 'end'],
      ['BRIDGE', 'reach across it'],
    ],
  ],
  twoSigmaCountsBeyond: [
    'A point beyond a limit, to the rule of two out of three',
    [
      ['yes', 'counts as one beyond two sigma'],
      ['no', 'does not count'],
    ],
  ],
};
const numbers: readonly (readonly [name: string, label: string, kind: 'number' | 'figure', hint?: string])[] = [
  ['shiftPoints', 'Points in a row that make a shift', 'number', '6 to 8.'],
  ['trendPoints', 'Points in a row that make a trend', 'number', '6 to 8.'],
  ['limitConstant', 'Mean moving ranges from the mean to a limit', 'figure', 'Usually 2.66.'],
  ['minPointsLimits', 'Points from which limits and icons are shown', 'number'],
];

type Choice = NonNullable<MeasureChart['choice']>;

/** A choice as its fields begin: a flag as yes or no, what was not chosen empty. */
const begun = (choice: Choice | null, name: string): string => {
  const value = (choice as Readonly<Record<string, unknown>> | null)?.[name];
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

const choiceFields = (choice: Choice | null): readonly Field[] => [
  ...Object.entries(choiceWords).map(([name, [label, choices]]): Field => ({
    kind: 'choice',
    name,
    label,
    choices,
    initial: begun(choice, name),
    optional: true,
  })),
  ...numbers.map(([name, label, kind, hint]): Field => ({
    kind,
    name,
    label,
    initial: begun(choice, name),
    optional: true,
    ...(hint !== undefined && { hint }),
  })),
  { kind: 'figure', name: 'lo', label: 'Nothing is drawn below', initial: choice?.bounds?.lo ?? '', optional: true },
  { kind: 'figure', name: 'hi', label: 'Nothing is drawn above', initial: choice?.bounds?.hi ?? '', optional: true },
  {
    kind: 'choice',
    name: 'rolling',
    label: 'The figures are',
    initial: choice?.rolling ? 'yes' : 'no',
    choices: [
      ['no', 'each of its own period'],
      ['yes', 'rolling averages, cumulative or moving totals: then there are no icons'],
    ],
  },
  reasonField,
];

const choiceInput = ({ reason: _, lo, hi, rolling, twoSigmaCountsBeyond, ...choice }: Readonly<Record<string, unknown>>) => ({
  ...choice,
  ...(twoSigmaCountsBeyond !== undefined && { twoSigmaCountsBeyond: twoSigmaCountsBeyond === 'yes' }),
  ...((lo !== undefined || hi !== undefined) && { bounds: { ...(lo !== undefined && { lo }), ...(hi !== undefined && { hi }) } }),
  rolling: rolling === 'yes',
});

/** What was chosen, one by one, in words. */
const chosenIn = (choice: Choice): readonly string[] => [
  ...Object.entries(choiceWords).flatMap(([name, [label, words]]) => {
    const value = begun(choice, name);
    return value === '' ? [] : [`${label}: ${words.find(([word]) => word === value)?.[1] ?? value}`];
  }),
  ...numbers.flatMap(([name, label]) => (begun(choice, name) === '' ? [] : [`${label}: ${begun(choice, name)}`])),
  ...(choice.bounds?.lo ? [`Nothing is drawn below ${choice.bounds.lo}`] : []),
  ...(choice.bounds?.hi ? [`Nothing is drawn above ${choice.bounds.hi}`] : []),
  ...(choice.rolling ? ['The figures are rolling averages, cumulative or moving totals'] : []),
];

/** How the chart is drawn and judged, where somebody chose otherwise than the organisation. */
export const Drawing = ({ measure, chart: { choice }, mayChange, onTaken }: Given) => {
  const acting = useSidePost([measure.steward?.id]);
  return (
    <Part name="How it is drawn and judged">
      {choice === null ? (
        <p>As the organisation has it: nothing was chosen for this measure.</p>
      ) : (
        <>
          <ul>
            {chosenIn(choice).map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
          <p>
            {choice.reason} <span className="nhsuk-hint">{`${choice.by.name}, ${dayInWords(choice.on)}.`}</span>
          </p>
        </>
      )}
      {mayChange && (
        <Act
          key={JSON.stringify(choice)}
          name="Choose how it is drawn and judged"
          document={chooseChart}
          fields={choiceFields(choice)}
          input={(typed) => ({ measure: measure.id, choice: choiceInput(typed), reason: typed['reason'], ...acting })}
          submit="Choose"
          onTaken={onTaken}
        >
          <p>What is left empty is as the organisation has it. The whole choice takes the place of the one before.</p>
        </Act>
      )}
    </Part>
  );
};

/** Keeps the chart as it stands, under the name of what it was shown in. */
export const Publishing = ({ measure, mayChange, onTaken }: Omit<Given, 'chart'>) => {
  const acting = useSidePost([measure.steward?.id]);
  if (!mayChange) return null;
  return (
    <Act
      name="Keep the chart as a board sees it"
      document={publishChart}
      fields={[
        { kind: 'line', name: 'title', label: 'What it is shown in', hint: 'Such as: board paper of 3 June.' },
        {
          kind: 'choice',
          name: 'figures',
          label: 'With the figures',
          initial: 'KNOWN',
          choices: [
            ['KNOWN', 'as known today'],
            ['PUBLISHED', 'as published when their periods were closed'],
          ],
        },
      ]}
      input={{ measure: measure.id, ...acting }}
      submit="Keep it"
      onTaken={onTaken}
    >
      <p>Its points, limits and icons are kept with a digest: whatever is corrected later, what the board saw stays.</p>
    </Act>
  );
};
