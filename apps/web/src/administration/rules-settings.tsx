import { Act, why } from '../shell/act.js';
import { useActingPost } from '../shell/use-acting-post.js';
import { useRoles } from '../shell/use-roles.js';
import { dayInWords, isDay } from '../words/dates.js';
import { changeCalendar, chooseChartConvention } from './administration-commands.js';
import type { Settings } from './organisation-documents.js';

type Organisation = Settings['organisation'];

const daysIn = (text: unknown): readonly string[] => (typeof text === 'string' ? text.split(/[\s,;]+/).filter((day) => day !== '') : []);
const noDaysIn = (text: string): string | null => {
  const wrong = daysIn(text).filter((day) => !isDay(day));
  return wrong.length === 0 ? null : `No day is called ${wrong.join(', ')}: write one that exists as 2026-12-24.`;
};
const daysSaid = (days: readonly string[]): string => (days.length === 0 ? 'none' : days.map(dayInWords).join(', '));

/** The days that differ from weekdays, weekends and bank holidays. */
export const CalendarSetting = ({ calendar, again }: { readonly calendar: Organisation['calendar']; readonly again: () => void }) => {
  const actingPost = useActingPost('ADMINISTRATOR');
  const mayChange = useRoles().includes('ADMINISTRATOR');
  const { closed, open } = calendar;
  return (
    <section aria-labelledby="setting-calendar">
      <h2 className="nhsuk-heading-m" id="setting-calendar">
        Calendar
      </h2>
      <p>Working days are Monday to Friday without England’s bank holidays. Reply clocks and due days count them.</p>
      <dl className="app-pairs">
        <dt>Closed beside those</dt>
        <dd>{daysSaid(closed)}</dd>
        <dt>Bank holidays worked</dt>
        <dd>{daysSaid(open)}</dd>
      </dl>
      {mayChange && (
        <Act
          key={[...closed, 'open', ...open].join(' ')}
          name="Change the calendar"
          document={changeCalendar}
          fields={[
            {
              kind: 'line',
              name: 'closed',
              label: 'Days closed',
              hint: 'As 2026-12-24, with commas between. Both lists replace what is there.',
              initial: closed.join(', '),
              optional: true,
              wrong: noDaysIn,
            },
            {
              kind: 'line',
              name: 'open',
              label: 'Bank holidays worked',
              hint: 'As 2026-12-25, with commas between.',
              initial: open.join(', '),
              optional: true,
              wrong: noDaysIn,
            },
            why,
          ]}
          input={(typed) => ({ ...typed, closed: daysIn(typed['closed']), open: daysIn(typed['open']), actingPost })}
          submit="Change"
          done="Changed."
          onTaken={again}
        />
      )}
    </section>
  );
};

const presets: readonly (readonly [string, string])[] = [
  ['MDC_2_6', 'Making Data Count, query 2.6 (the convention of the NHS)'],
  ['MDC_2_6A', 'Making Data Count, query 2.6A'],
  ['MDC_EXCEL_5', 'Making Data Count, spreadsheet 5'],
  ['NHSR_0_2', 'NHSRplotthedots 0.2'],
  ['RUN', 'Run chart: a median, and no limits'],
];

/** How charts are drawn and judged where a measure does not choose otherwise. */
export const ConventionSetting = ({
  convention,
  again,
}: {
  readonly convention: Organisation['chartConvention'];
  readonly again: () => void;
}) => {
  const actingPost = useActingPost('ADMINISTRATOR', 'EXECUTIVE');
  const { preset, shiftPoints, trendPoints, rulesVersion } = convention;
  const said = (points: number | null): string => (points === null ? 'as the convention has it' : `${points} points in a row`);
  return (
    <section aria-labelledby="setting-charts">
      <h2 className="nhsuk-heading-m" id="setting-charts">
        Chart convention
      </h2>
      <dl className="app-pairs">
        <dt>Convention</dt>
        <dd>{presets.find(([each]) => each === preset)?.[1] ?? preset}</dd>
        <dt>A shift</dt>
        <dd>{said(shiftPoints)}</dd>
        <dt>A trend</dt>
        <dd>{said(trendPoints)}</dd>
      </dl>
      <Act
        key={`${preset} ${shiftPoints} ${trendPoints}`}
        name="Choose another convention"
        document={chooseChartConvention}
        fields={[
          { kind: 'choice', name: 'preset', label: 'Convention', initial: preset, choices: presets },
          {
            kind: 'number',
            name: 'shiftPoints',
            label: 'Points in a row that make a shift',
            initial: shiftPoints === null ? '' : String(shiftPoints),
            optional: true,
          },
          {
            kind: 'number',
            name: 'trendPoints',
            label: 'Points in a row that make a trend',
            initial: trendPoints === null ? '' : String(trendPoints),
            optional: true,
          },
          why,
        ]}
        input={{ rulesVersion, actingPost }}
        submit="Choose"
        done="Chosen. Every chart that does not choose for itself follows it."
        onTaken={again}
      />
    </section>
  );
};
